"""A new record: asked for field by field, or given by options, put where it belongs in its file; or a skeleton to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from scripts.derive.names import folded
from scripts.edit import style
from scripts.edit.ask import Asker, Questions
from scripts.edit.cite import begun, cite, short_name
from scripts.edit.surgery import Refused, Sheet, Sheets
from scripts.load.archive import Archive
from scripts.load.loader import readable
from scripts.load.yamltree import parse
from scripts.record import model
from scripts.record.fields import ID, MOST_LETTERS_IN_ID, ProseMark, Ref, hints
from scripts.record.kinds import KINDS
from scripts.record.vocabularies import FACTS
from scripts.rules.filing import place_in_file, stems_of
from scripts.values.dates import FuzzyDate
from scripts.values.files import write_if_changed
from scripts.values.problems import Problem
from scripts.values.vocabulary import Vocabulary, did_you_mean

# Fields that a person fills in late, if ever.
_LATE = ("id", "formerly", "lowered")
# Kinds that stand in one file.
_ONE_FILE = ("topics", "publishers", "removals")
# Words that say nothing in an id.
_SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "s", "the", "to", "with"])
WORDS_IN_ID = 4


@dataclass(frozen=True)
class PartKind:
    """A part of a record that is added by itself: of which kind of record, in which field, and by what its place is found."""

    kind: str
    field: str
    cls: type[BaseModel]
    dated_by: tuple[str, ...]


PARTS: Mapping[str, PartKind] = {
    "facts": PartKind("countries", "facts", model.Fact, ()),
    "values": PartKind("indicators", "values", model.Value, ("date",)),
    "posts": PartKind("officials", "posts", model.Post, ("start", "seen", "end")),
}


@dataclass(frozen=True)
class Wish:
    """What is to be made: a kind or a part, the values that are given, and where they go if that does not follow."""

    kind: str
    given: Mapping[str, Any]
    id: str = ""
    file: str = ""
    of: str = ""
    source: str = ""


def make(archive: Archive, data: Path, wish: Wish, asker: Asker | None) -> tuple[Sheets, str, str]:
    """The changes that add a record or a part, with the file and the id of what is added.

    Without an asker what is not given is not there. Raises Refused when what is given does not make a record: what is missing,
    or wrong, with what was given, so that nothing typed is lost.
    """
    sheets = Sheets(data)
    maker = _Maker(archive, sheets, asker)
    if wish.kind in PARTS:
        return sheets, *maker.part(wish, PARTS[wish.kind])
    if wish.kind not in KINDS:
        raise Refused(f"no kind of record is called '{wish.kind}'{did_you_mean(wish.kind, [*KINDS, *PARTS])}")
    return sheets, *maker.record(wish)


class _Maker:
    """One sitting: what is made in it goes into one set of sheets."""

    def __init__(self, archive: Archive, sheets: Sheets, asker: Asker | None) -> None:
        self.archive, self.sheets, self.asker = archive, sheets, asker
        self.questions = Questions(asker, archive) if asker else None

    def record(self, wish: Wish) -> tuple[str, str]:
        """Add a record to its file; returns the file's name and the id."""
        cls = KINDS[wish.kind].model
        given = dict(wish.given)
        if "sources" in cls.model_fields and "sources" not in given:
            source = self._source(wish.source)
            given |= {"sources": [source]} if source else {}
        values = self.questions.part(cls, given) if self.questions else _in_order(cls, given)
        record = _valid(cls, values, wish.id or "new")
        id = self._id(wish, record)
        record = record.model_copy(update={"id": id})
        stem = self._stem(wish, record)
        path = self.sheets.data / (f"{wish.kind}.yaml" if wish.kind in _ONE_FILE else f"{wish.kind}/{stem}.yaml")
        sheet = self.sheets.sheet(path)
        sheet.insert_record(record_text(id, values), self._next(wish.kind, sheet, record))
        return str(path.relative_to(self.sheets.data.parent)), id

    def part(self, wish: Wish, about: PartKind) -> tuple[str, str]:
        """Add a part to the record that it belongs to; returns the file's name and that record's id."""
        records = self.archive.records[about.kind]
        of = wish.of
        if not of and self.asker:
            words = {id: record.label for id, record in records.items()}
            of = self.asker.text(
                f"Of which of the {about.kind}?", lambda id: None if id in words else "there is none", words
            )
        if of not in records:
            raise Refused(f"there is no {KINDS[about.kind].stem} '{of}'; name it with --of")
        given = dict(wish.given)
        key = given.pop("key", "") if about.field == "facts" else ""
        if "sources" not in given and given.get("value") != "unknown":
            source = self._source(wish.source)
            given |= {"sources": [source]} if source else {}
        if about.field == "facts" and not key and self.asker:
            key = self.asker.choice("Which question?", {word: term.meaning for word, term in FACTS.items()})
        values = self.questions.part(about.cls, given) if self.questions else _in_order(about.cls, given)
        part = _valid(about.cls, values, wish.kind)
        shown = self.archive.places[about.kind, of].path
        sheet = self.sheets.of(shown)
        if key and key in getattr(records[of], about.field):
            raise Refused(f"{shown}: {of} answers '{key}' already; change it there")
        _insert_part(sheet, of, about, values, part, key)
        return shown, of

    def _source(self, asked: str) -> str:
        """The id of the source on which what is made stands: known by id or address, or made first."""
        if not asked and self.asker:
            words = {id: source.label for id, source in self.archive.sources.items()}
            asked = self.asker.text(
                "The source: its address, or its id", lambda text: None if text else "fill it in", words
            )
        if not asked or asked in self.archive.sources:
            return asked
        if not re.match(r"https?://", asked):
            raise Refused(f"there is no source '{asked}'; give its address, or make it: make new KIND=sources")
        known, text = cite(asked, self.archive)
        if known:
            return known.id
        if not self.asker:
            raise Refused(f"the record has no source at {asked}; make it first: make new KIND=sources\n{text}")
        found: list[Problem] = []
        tree = parse(begun(asked, self.archive), "", found)
        plain: dict[str, Any] = tree.plain() if tree else {}
        ((_, fields),) = plain.items()
        given = {name: value for name, value in fields.items() if value}
        if "publisher" not in given and self.asker.yes(
            "Nobody in publishers.yaml publishes there. Is it a new publisher?"
        ):
            given["publisher"] = self._made("publishers", {})
        return self._made("sources", given)

    def _made(self, kind: str, given: Mapping[str, Any]) -> str:
        """The id of a record that is made on the way, and may be named from now on."""
        _, id = self.record(Wish(kind, given))
        if self.questions:
            self.questions.made.add((kind, id))
        return id

    def _id(self, wish: Wish, record: model.Record) -> str:
        """The id that is wished for, or accepted; the proposed one where nobody is asked."""
        records = self.archive.records[wish.kind]
        proposed = proposed_id(wish.kind, record, self.archive)

        def wrong(id: str) -> str | None:
            if not ID.fullmatch(id) or len(id) > MOST_LETTERS_IN_ID:
                return f"'{id}' is no id; ids are words of a-z and 0-9 joined by hyphens"
            return f"there is a record '{id}' already" if id in records else None

        id = wish.id or (
            self.asker.text("Its id, which is its address", wrong, None, proposed) if self.asker else proposed
        )
        if text := wrong(id):
            raise Refused(text)
        return id

    def _stem(self, wish: Wish, record: model.Record) -> str:
        """The name of the file in which the record stands."""
        stems = [] if wish.kind in _ONE_FILE else stems_of(wish.kind, record, self.archive)
        stem = wish.file or (stems[0] if stems else "")
        if not stem and wish.kind not in _ONE_FILE:
            there = sorted(
                {Path(place.path).stem for (kind, _), place in self.archive.places.items() if kind == wish.kind}
            )
            if not self.asker:
                raise Refused(f"name the file, one of {', '.join(there)}")
            stem = self.asker.choice("In which file?", dict.fromkeys(there, ""))
        if stem and not ID.fullmatch(stem):
            raise Refused(f"'{stem}' is no name of a file; write a country, a year or regional, without .yaml")
        return stem

    def _next(self, kind: str, sheet: Sheet, record: model.Record) -> str | None:
        """The id of the record before which another belongs in a file; None for the end."""
        mine = place_in_file(record)
        if mine is None:
            return None
        there = [(id, self.archive.records[kind].get(id)) for id in sheet.records]
        # From the end, so that a file which is out of order somewhere is in no worse order afterwards.
        following = None
        for id, other in reversed(there):
            if other is not None and (place_in_file(other) or mine) <= mine:
                break
            following = id
        return following


def proposed_id(kind: str, record: model.Record, archive: Archive) -> str:
    """An id as the record's others have it: date and words, or the words of the name; never one that is taken."""
    words = re.findall(r"[a-z0-9]+", folded(record.label))
    parts = [word for word in words if word not in _SMALL][:WORDS_IN_ID] if record.is_dated else words
    if kind == "sources":
        source = cast(model.Source, record)
        parts = [short_name(source.publisher, archive), str(record.when or "nd"), *parts]
    elif record.is_dated:
        parts = [*([str(record.when)] if record.when else []), *parts]
    base = "-".join(parts)[: MOST_LETTERS_IN_ID - 4].strip("-") or kind
    taken = {
        *archive.records[kind],
        *(removal.former[1] for removal in archive.removals.values() if removal.former[0] == kind),
    }
    return next(id for id in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if id not in taken)


def record_text(id: str, values: Mapping[str, Any]) -> str:
    """A record as it is written in its file."""
    return "\n".join([f"{id}:", *style.fields(dict(values))]) + "\n"


def _in_order(cls: type[BaseModel], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values in the order of the fields, what is no field last."""
    return {name: values[name] for name in (*cls.model_fields, *values) if name in values}


def _valid(cls: type[BaseModel], values: Mapping[str, Any], what: str) -> Any:
    """The record or the part of some values. Raises Refused with what is wrong, and with the values."""
    try:
        return cls.model_validate(dict(values))
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, path)) or what}: {text}" for path, text in readable(error, cast(Any, cls))]
        raise Refused("\n".join([*dict.fromkeys(wrong), "", record_text(what, values)])) from None


def _insert_part(sheet: Sheet, of: str, about: PartKind, values: dict[str, Any], part: Any, key: str) -> None:
    """Put a part where it belongs in its record: by its date, behind the others of the same date."""
    _, record = sheet.records[of]
    field = next((value for name, value in record.value if name.value == about.field), None)
    if key:
        lines = [f"{key}:", *style.fields(values, 1)]
        if field is None:
            sheet.add_lines(of, f"{about.field}:", *(f"  {line}" for line in lines))
        else:
            sheet.add_below(field, lines)
        return
    first, *rest = style.fields(values, 1)
    lines = [f"- {first.strip()}", *rest]
    if field is None:
        sheet.add_lines(of, f"{about.field}:", *(f"  {line}" for line in lines))
        return
    if field.flow_style:
        raise Refused(f"{of}: {about.field} stand in one line; write them below one another first")
    mine = _date_of({name: values.get(name) for name in about.dated_by})
    later = None
    for item in reversed(field.value):
        theirs = _date_of(
            {k.value: _plain(node) for k, node in item.value if k.value in about.dated_by}, about.dated_by
        )
        if not mine or not theirs or theirs <= mine:
            break
        later = item
    sheet.add_item_lines(field, later, lines)


def _plain(node: Any) -> Any:
    return [one.value for one in node.value] if isinstance(node.value, list) else node.value


def _date_of(values: Mapping[str, Any], order: tuple[str, ...] = ()) -> str:
    """The date of a part as text that sorts by time; empty where it has none."""
    for name in order or values:
        value = values.get(name)
        if value:
            return str(min(value) if isinstance(value, list | tuple) else value)
    return ""


# A skeleton to fill in.


def blank(data: Path, kind: str, stem: str, id: str) -> tuple[Path, int]:
    """Append a record with empty required fields to its file; returns the file and the line of the record.

    `stem` is the file's name without `.yaml`: a country, a year of sources, or `regional`. Raises
    Refused when the kind is not known, the id or the file's name is none, or a record of this id is there.
    """
    if kind not in KINDS:
        raise Refused(f"no kind of record is called '{kind}'{did_you_mean(kind, KINDS)}")
    if not ID.fullmatch(id):
        raise Refused(f"'{id}' is no id; ids are words of a-z and 0-9 joined by hyphens")
    if kind not in _ONE_FILE and not ID.fullmatch(stem):
        raise Refused(f"'{stem}' is no name of a file; write a country, a year or regional, without .yaml")
    path = data / f"{kind}.yaml" if kind in _ONE_FILE else data / kind / f"{stem}.yaml"
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if f"\n{id}:" in f"\n{before}":
        raise Refused(f"{path}: there is a record '{id}'")
    start = f"{before.rstrip()}\n\n" if before.strip() else ""
    write_if_changed(path, start + skeleton(kind, id))
    return path, start.count("\n") + 1


def skeleton(kind: str, id: str) -> str:
    """The YAML of a new record: required fields to fill in, optional ones as comments, with what each means."""
    return "\n".join([f"{id}:", *_blank_fields(KINDS[kind].model, "  ")]) + "\n"


def _blank_fields(cls: type[BaseModel], indent: str) -> list[str]:
    """The fields of a record or a part; a part that is required stands there with its own fields."""
    lines = []
    for name, info in cls.model_fields.items():
        if name in _LATE:
            continue
        what, many = describe(info)
        hint = f"{info.description} ({what})"
        nested = next((hint for hint in hints(info) if isinstance(hint, type) and issubclass(hint, BaseModel)), None)
        if not info.is_required():
            lines.append(f"{indent}# {name}: {hint}")
        elif nested is not None:
            first, *rest = _blank_fields(nested, indent + ("    " if many else "  "))
            dash = f"{indent}  - {first.lstrip()}" if many else first
            lines += [f"{indent}{name}:  # {hint}", dash, *rest]
        else:
            lines.append(f"{indent}{name}: {'[]' if many else ''}".rstrip() + f"  # {hint}")
    return lines


def describe(info: FieldInfo) -> tuple[str, bool]:
    """What a field may hold, in words, and whether it is a list."""
    found = hints(info)
    many = any(get_origin(hint) is tuple for hint in found)
    words = "text"
    for hint in found:
        if isinstance(hint, Vocabulary):
            words = ", ".join(hint)
        elif isinstance(hint, Ref):
            words = f"id of {hint.kind}"
        elif isinstance(hint, ProseMark):
            words = "Markdown with citations, [@source-id]"
        elif hint is FuzzyDate:
            words = "YYYY, YYYY-MM or YYYY-MM-DD"
        elif isinstance(hint, type) and issubclass(hint, BaseModel):
            words = "{" + ", ".join(hint.model_fields) + "}"
        else:
            continue
        break
    mapping = any(get_origin(hint) is dict for hint in found)
    return (f"field: {words}" if mapping else f"list of {words}" if many else words), many
