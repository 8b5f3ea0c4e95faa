"""A record under another id, joined with another, or taken away: everything that refers to it follows, and its address is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args, get_origin

from pydantic.fields import FieldInfo

from scripts.edit.surgery import Refused, Sheet, Sheets, read
from scripts.load.archive import Archive, place_of
from scripts.record import model
from scripts.record.fields import ID, MOST_LETTERS_IN_ID, Ref
from scripts.record.kinds import KINDS
from scripts.record.references import FieldPath, walk
from scripts.rules.filing import place_in_file
from scripts.values.vocabulary import did_you_mean

# Fields that stay with the record that goes: its own name, and what the other one says of itself.
_OWN = ("id", "formerly", "reviewed", "distinct_from")


def rename(archive: Archive, data: Path, kind: str, old: str, new: str) -> Sheets:
    """The changes that give a record another id: wherever it is named, and its old id under `formerly`.

    Raises Refused when there is no such record, the new id is none or is taken, or a place cannot be changed.
    """
    record = _record(archive, kind, old)
    _is_free(archive, kind, new)
    sheets = Sheets(data)
    _lead_on(archive, sheets, kind, old, new)
    sheet = sheets.of(archive.places[kind, old].path)
    sheet.rename_word(sheet.records[old][0], old, new)
    if new in record.formerly:  # it goes back to an id that it had
        sheet.rename_word(sheet.at(old, ("formerly", record.formerly.index(new)))[1], new, old)
    else:
        sheet.add_item(old, "formerly", old)
    mine = place_in_file(record.model_copy(update={"id": new}))
    if mine and not record.is_dated:  # it stands by its id
        others = {id: archive.records[kind].get(id) for id in sheet.records if id != old}
        following = next((id for id, other in others.items() if other and (place_in_file(other) or mine) > mine), None)
        ids = [*sheet.records, None]
        if ids[ids.index(old) + 1] != following:
            sheet.moves.append((new, following))
    return sheets


def merge(archive: Archive, data: Path, kind: str, old: str, new: str) -> tuple[Sheets, list[str]]:
    """The changes that join a record with another, and what of it a person has to look at: the lines of fields of which both
    say something. What only the one that goes says is taken over; items of lists of ids and words are added.

    Raises Refused as `rename` does.
    """
    if old == new:
        raise Refused(f"'{old}' cannot be joined with itself")
    gone, kept = _record(archive, kind, old), _record(archive, kind, new)
    sheets = Sheets(data)
    _lead_on(archive, sheets, kind, old, new, merged=True)
    source, target = (sheets.of(archive.places[kind, id].path) for id in (old, new))
    left: list[str] = []
    for name in type(gone).model_fields:
        said, already = getattr(gone, name), getattr(kept, name)
        if name in _OWN or not said or said == already:
            continue
        lines = source.field_text(old, name)
        if not already:
            target.add_lines(new, *_dedented(lines))
        elif _is_list_of_words(said) and _is_list_of_words(already):
            for item in _missing_items(source, old, name, already):
                target.add_item(new, name, item)
        else:
            left.append(lines.rstrip())
    if kept.formerly:
        for id in (*gone.formerly, old):
            target.add_item(new, "formerly", id)
    else:
        target.add_lines(new, f"formerly: [{', '.join((*gone.formerly, old))}]")
    source.drop_record(old)
    return sheets, left


def remove(archive: Archive, data: Path, kind: str, id: str, why: str) -> Sheets:
    """The changes that take a record away, out of the lists that name it, and leave word of it in `removals.yaml`.

    Raises Refused when there is no such record, no reason, or when something rests on it that is no item of a list: prose that
    cites it, a field that cannot be empty. Then a person has to decide.
    """
    record = _record(archive, kind, id)
    if not why.strip():
        raise Refused("say why it is removed: WHY='…'; its address will say so")
    sheets = Sheets(data)
    rest = []
    for named in _named(archive, kind, id):
        sheet = sheets.of(archive.places[named.by, named.id].path)
        if (named.by, named.id) == (kind, id):
            continue
        if named.how == "word" and isinstance(named.path[-1], int):
            sheet.drop_item(named.id, named.path)
        elif named.how == "key":
            sheet.drop_field(named.id, named.path)
        else:
            rest.append(
                str(archive.problem(named.by, archive.records[named.by][named.id], named.path, f"rests on '{id}'"))
            )
    if rest:
        raise Refused("\n".join([*rest, f"nothing is removed while {len(rest)} places rest on it; change them first"]))
    sheets.of(archive.places[kind, id].path).drop_record(id)
    word = sheets.sheet(data / "removals.yaml")
    word.insert_record(_tombstone(kind, record, archive, why), None)
    return sheets


def _tombstone(kind: str, record: model.Record, archive: Archive, why: str) -> str:
    def quoted(text: str) -> str:
        return "'" + " ".join(text.split()).replace("'", "''") + "'"

    return "\n".join(
        (
            f"{kind}-{record.id}"[:MOST_LETTERS_IN_ID].rstrip("-") + ":",
            f"  title: {quoted(record.label)}",
            f"  was: {place_of(kind, record.id, archive)}",
            f"  date: {archive.today.isoformat()}",
            f"  why: {quoted(why)}",
        )
    )


def _record(archive: Archive, kind: str, id: str) -> model.Record:
    if kind not in KINDS:
        raise Refused(f"no kind of record is called '{kind}'{did_you_mean(kind, KINDS)}")
    if id not in archive.records[kind]:
        now = next((record.id for record in archive.records[kind].values() if id in record.formerly), None)
        raise Refused(
            f"there is no {KINDS[kind].stem} '{id}'" + (f"; it is now '{now}'" if now else f"; make find Q={id}")
        )
    return archive.records[kind][id]


def _is_free(archive: Archive, kind: str, id: str) -> None:
    """Raises Refused for an id that is none, or that a record of the kind has, or had."""
    if not ID.fullmatch(id) or len(id) > MOST_LETTERS_IN_ID:
        raise Refused(
            f"'{id}' is no id; ids are words of a-z and 0-9 joined by hyphens, {MOST_LETTERS_IN_ID} letters at most"
        )
    if id in archive.records[kind]:
        raise Refused(f"'{id}' is the id of another {KINDS[kind].stem}; to join them: make merge")
    if any(removal.former == (kind, id) for removal in archive.removals.values()):
        raise Refused(f"'{id}' was removed; ids are never used again")


# What names a record.


@dataclass(frozen=True)
class Named:
    """A place that names a record: as a word of its own, as the key of a mapping, or in prose."""

    by: str
    id: str
    path: FieldPath
    how: str


def _named(archive: Archive, kind: str, id: str) -> Iterator[Named]:
    """Every place that names a record."""
    for by, record in archive:
        for path, mark, text in walk(record):
            if isinstance(mark, Ref):
                if mark.kind == kind and text == id:
                    yield Named(by, record.id, path, "word")
            elif id in text and ((kind == "sources" and _cites(id).search(text)) or _leads_to(kind, id).search(text)):
                yield Named(by, record.id, path, "prose")
        for name in _keyed_by(type(record), kind):
            if id in getattr(record, name):
                yield Named(by, record.id, (name, id), "key")


@cache
def _keyed_by(cls: type[model.Record], kind: str) -> tuple[str, ...]:
    """The fields whose keys are ids of records of a kind."""

    def keys_are(info: FieldInfo) -> bool:
        marks = getattr(get_args(info.annotation)[0], "__metadata__", ()) if get_origin(info.annotation) is dict else ()
        return any(isinstance(mark, Ref) and mark.kind == kind for mark in marks)

    return tuple(name for name, info in cls.model_fields.items() if keys_are(info))


@cache
def _cites(id: str) -> re.Pattern[str]:
    """The id where prose cites it."""
    return re.compile(rf"(?<=@){re.escape(id)}(?![a-z0-9-])")


@cache
def _leads_to(kind: str, id: str) -> re.Pattern[str]:
    """The id at the end of an address of the site."""
    return re.compile(
        rf"(?:(?<=/{kind}/)|(?<=/{kind}/#)|(?<=/{kind}/\d{{4}}/#)|(?<=/{kind}/undated/#)){re.escape(id)}(?![a-z0-9-])"
    )


# How it follows.


def _lead_on(archive: Archive, sheets: Sheets, kind: str, old: str, new: str, *, merged: bool = False) -> None:
    """Have everything that names a record name another; when they are merged, all but what the first says of itself."""
    for named in _named(archive, kind, old):
        if merged and (named.by, named.id) == (kind, old):
            continue
        record = archive.records[named.by][named.id]
        sheet = sheets.of(archive.places[named.by, named.id].path)
        _, node = sheet.at(named.id, named.path)
        if named.how == "key":
            _rename_key(sheet, named.id, named.path, new)
        elif named.how == "prose":
            _rename_in_prose(sheet, node, kind, old, new)
        elif isinstance(named.path[-1], int) and (
            new in _holder(record, named.path) or (named.by, named.id) == (kind, new)
        ):
            sheet.drop_item(named.id, named.path)
        else:
            sheet.rename_word(node, old, new)
    for path in sorted((sheets.data.parent / "docs").rglob("*.md")):
        text = read(path)
        changed = _leads_to(kind, old).sub(new, text)
        if changed != text:
            sheets.substitute(path, changed)


def _rename_key(sheet: Sheet, id: str, path: FieldPath, new: str) -> None:
    key, _ = sheet.at(id, path)
    _, holder = sheet.at(id, path[:-1])
    if any(other.value == new for other, _ in holder.value):
        sheet.drop_field(id, path)
    else:
        sheet.rename_word(key, str(path[-1]), new)


def _holder(record: model.Record, path: FieldPath) -> tuple[str, ...]:
    """The list that an item is of; nothing for what stands alone."""
    value: object = record
    for step in path[:-1]:
        value = value[step] if isinstance(value, dict | tuple) else getattr(value, str(step))  # type: ignore[index]
    return value if isinstance(value, tuple) else ()


def _rename_in_prose(sheet: Sheet, node: object, kind: str, old: str, new: str) -> None:
    """Citations and addresses in a piece of prose. A citation that would name one source twice names it once."""
    start, end = node.start_mark.index, node.end_mark.index  # type: ignore[attr-defined]
    sheet.rename_in_prose(node, _leads_to(kind, old), new)
    if kind != "sources":
        return
    for group in re.finditer(r"\[@[^\]]*\]", sheet.text[start:end]):
        if not _cites(old).search(group[0]):
            continue
        parts = _cites(old).sub(new, group[0][1:-1]).split(";")
        once = [part for n, part in enumerate(parts) if part.strip() not in [other.strip() for other in parts[:n]]]
        sheet.replace(start + group.start(), start + group.end(), f"[{';'.join(once)}]")


def _dedented(lines: str) -> list[str]:
    """The lines of a field without the indentation of the first."""
    split = re.split(r"\r?\n", lines.rstrip("\r\n"))
    depth = len(split[0]) - len(split[0].lstrip(" "))
    return [line[depth:] for line in split]


def _is_list_of_words(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


def _missing_items(sheet: Sheet, id: str, name: str, already: tuple[str, ...]) -> Iterator[str]:
    """The items of a list of words that another does not have, as they are written."""
    _, holder = sheet.at(id, (name,))
    for item in holder.value:
        if " ".join(item.value.split()) not in already:
            yield sheet.text[item.start_mark.index : item.end_mark.index].strip()
