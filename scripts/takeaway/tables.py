"""The records as tables that can be joined: one a kind, one a list of parts inside a record, one of all links.

The tables follow from the model: a new field becomes a column, a new list of parts a table. The SQLite data
base and the CSV tables of the data package are written from them.
"""

from __future__ import annotations

import types
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scripts.load.archive import Archive, once
from scripts.record import vocabularies as v
from scripts.record.fields import ProseMark, Ref, hints
from scripts.record.kinds import KINDS, MODELS
from scripts.record.references import references
from scripts.takeaway.exports import computed
from scripts.values.dates import FuzzyDate
from scripts.values.vocabulary import Vocabulary

Cell = str | int | float | None


@dataclass(frozen=True)
class Column:
    """A column: `type` is text, date, day, number or integer; `target` the table to whose id it leads."""

    name: str
    type: str = "text"
    target: str | None = None
    terms: Vocabulary[Any] | None = None
    meaning: str = ""
    required: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its rows; `key` are the columns that name a row."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    meaning: str


# Values that the build derives and that fit into a cell; see `exports.computed`.
_COMPUTED = {
    "address": Column("address", meaning="address of the page or entry, below the site's address"),
    "first_day": Column("first_day", "day", meaning="first day that the date can mean"),
    "last_day": Column("last_day", "day", meaning="last day that the date can mean"),
    "counts_as": Column(
        "counts_as", terms=v.VISIT_COUNTS, meaning="what the visit counts as; a number of visits counts `visit`"
    ),
    "attestation": Column("attestation", meaning="whose word it is: independent, both, partner or dprk"),
    "grade": Column("grade", meaning="grade of evidence, A to D"),
    "side": Column("side", meaning="side of the publisher, or of the agency whose report it carries"),
    "owner": Column("owner", meaning="who owns the publisher or the agency"),
    "state_of_relations": Column("state_of_relations", meaning="state of relations on the day of the build"),
}


@once
def tables(archive: Archive) -> list[Table]:
    """All tables, those of kinds first."""
    found = [kind_table(kind, archive) for kind in KINDS]
    for kind, cls in MODELS.items():
        found += [part_table(kind, name, part, archive) for name, part in part_fields(cls)]
    return [
        *found,
        dispute_table(archive),
        list_table(archive),
        link_table(archive),
        name_table(archive),
    ]


def kind_table(kind: str, archive: Archive) -> Table:
    """A row a record, with the fields that hold one value."""
    cls = KINDS[kind].model
    records = list(archive.records[kind].values())
    fields = [column for name in cls.model_fields if (column := field_column(cls, name)) is not None and name != "id"]
    values = [computed(kind, record, archive) for record in records]
    derived = [column for name, column in _COMPUTED.items() if any(name in value for value in values)]
    # A publisher has an owner of its own, as it is written.
    derived = [column for column in derived if column.name not in {field.name for field in fields}]
    rows = tuple(
        (
            record.id,
            *(cell(getattr(record, column.name)) for column in fields),
            *(cell(value.get(column.name)) for column in derived),
        )
        for record, value in zip(records, values, strict=True)
    )
    id = Column("id", required=True, meaning="the record's id, which is its address too")
    return Table(kind, (id, *fields, *derived), ("id",), rows, first_sentence(cls))


def part_table(kind: str, name: str, part: type[BaseModel], archive: Archive) -> Table:
    """A row a part: posts of persons, parties of agreements, values of indicators. Lists inside a part are joined."""
    fields = [field_column(part, field) or Column(field, meaning="joined by '; '") for field in part.model_fields]
    keyed = get_origin(KINDS[kind].model.model_fields[name].annotation) is dict
    key = Column("key", required=True) if keyed else Column("n", "integer", required=True)
    rows: list[tuple[Cell, ...]] = []
    for record in archive.records[kind].values():
        held = getattr(record, name)
        for n, item in held.items() if keyed else enumerate(held, 1):
            rows.append((record.id, n, *(cell(getattr(item, column.name)) for column in fields)))
    owner = Column("record", target=kind, required=True, meaning=f"id of the record in {kind}")
    return Table(f"{kind}_{name}", (owner, key, *fields), ("record", key.name), tuple(rows), first_sentence(part))


def dispute_table(archive: Archive) -> Table:
    """A row a position that a source takes in a dispute."""
    rows: list[tuple[Cell, ...]] = []
    for kind, record in archive:
        for n, dispute in enumerate(getattr(record, "disputes", ()), 1):
            for m, position in enumerate(dispute.positions, 1):
                rows.append((kind, record.id, n, m, dispute.about, position.claim, cell(position.sources)))
    names = ("kind", "record", "dispute", "position", "about", "claim", "sources")
    columns = tuple(
        Column(name, "integer" if name in ("dispute", "position") else "text", required=True) for name in names
    )
    return Table("disputes", columns, names[:4], tuple(rows), "What sources that contradict each other say.")


def list_table(archive: Archive) -> Table:
    """A row an item of a field that lists words: aliases, places, fields of agreements, earlier ids."""
    rows: list[tuple[Cell, ...]] = []
    listed = {
        kind: [name for name, info in cls.model_fields.items() if _lists_words(info)] for kind, cls in MODELS.items()
    }
    for kind, record in archive:
        for name in listed[kind]:
            rows += [(kind, record.id, name, n, str(item)) for n, item in enumerate(getattr(record, name), 1)]
    columns = (
        Column("kind", required=True),
        Column("record", required=True),
        Column("field", required=True),
        Column("n", "integer", required=True),
        Column("value", required=True),
    )
    key = ("kind", "record", "field", "n")
    return Table("lists", columns, key, tuple(rows), "Items of fields that list words: aliases, places, fields.")


def link_table(archive: Archive) -> Table:
    """A row a link from a record to another, each once a field, citations in prose among them."""
    rows: list[tuple[Cell, ...]] = []
    for kind, record in archive:
        found = dict.fromkeys((str(where[0]), target, id) for where, target, id in references(record))
        rows += [(kind, record.id, field, target, id) for field, target, id in found]
    columns = (
        Column("kind", required=True),
        Column("record", required=True),
        Column("field", required=True),
        Column("target_kind", required=True),
        Column("target", required=True),
    )
    key = ("kind", "record", "field", "target_kind", "target")
    return Table("links", columns, key, tuple(rows), "Every link from one record to another.")


def part_fields(cls: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """The fields of a model that hold several parts, with the model of a part. Disputes have a table of their own."""
    for name, info in cls.model_fields.items():
        part = _nested(info)
        if part is not None and name != "disputes" and get_origin(info.annotation) in (tuple, dict):
            yield name, part


def field_column(cls: type[BaseModel], name: str) -> Column | None:
    """The column of a field that holds one value; None for lists, mappings and parts."""
    info = cls.model_fields[name]
    hint = info.annotation
    marks = list(info.metadata)
    if get_origin(hint) in (Union, types.UnionType):
        inner = next(part for part in get_args(hint) if part is not type(None))
        marks += getattr(inner, "__metadata__", ())
        hint = get_args(inner)[0] if hasattr(inner, "__metadata__") else inner
    if hint is FuzzyDate:
        return Column(name, "date", required=info.is_required())
    if hint is Decimal:
        return Column(name, "number", required=info.is_required())
    if hint is not str:
        return None
    target = next((mark.kind for mark in marks if isinstance(mark, Ref)), None)
    terms = next((mark for mark in marks if isinstance(mark, Vocabulary)), None)
    meaning = "Markdown with citations" if any(isinstance(mark, ProseMark) for mark in marks) else ""
    return Column(name, target=target, terms=terms, meaning=meaning, required=info.is_required())


def _nested(info: FieldInfo) -> type[BaseModel] | None:
    return next((hint for hint in hints(info) if isinstance(hint, type) and issubclass(hint, BaseModel)), None)


def _leads(info: FieldInfo) -> bool:
    return any(isinstance(hint, Ref) for hint in hints(info))


def _lists_words(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is tuple and not _leads(info) and not _nested(info)


def cell(value: Any) -> Cell:
    """A value as it stands in a cell: numbers as numbers, lists joined by `; `, all else as text."""
    if isinstance(value, tuple):
        return "; ".join(map(str, value)) or None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return None if value is None else str(value)


def first_sentence(cls: type[BaseModel]) -> str:
    """What a model's docstring says first: the meaning of its table."""
    return " ".join((cls.__doc__ or "").split("\n\n")[0].split())


def name_table(archive: Archive) -> Table:
    """A row a name under which a person, an entity or a country is known: the crosswalk of spellings to ids."""
    rows: list[tuple[Cell, ...]] = []
    for kind in ("countries", "officials", "entities"):
        for record in archive.records[kind].values():
            rows += [
                (name, kind, record.id, type, language, script_of(name), folded(name))
                for name, type, language in _names(record)
            ]
    columns = (
        Column("name", required=True, meaning="as it is written"),
        Column("kind", required=True),
        Column("record", required=True, meaning="id of the record"),
        Column("type", required=True, meaning="name, native, alias, formal"),
        Column("language", meaning="language tag, where it is known"),
        Column("script", meaning="Unicode's name of the script"),
        Column("folded", required=True, meaning="lower case, without diacritics, for comparison"),
    )
    return Table("names", columns, ("name", "kind", "record", "type"), tuple(rows), "Every spelling of every name.")


def _names(record: Any) -> list[tuple[str, str, str | None]]:
    """(name, type, language), each name once a type."""
    found: dict[tuple[str, str], str | None] = {(record.name, "name"): None}
    if getattr(record, "formal", None):
        found[record.formal, "formal"] = None
    for native in record.native:
        found.setdefault((native.text, "native"), native.language)
    for alias in record.aliases:
        found.setdefault((alias, "alias"), None)
    return [(name, type, language) for (name, type), language in found.items()]


def script_of(name: str) -> str | None:
    """The script of a name's first letter: Latin, Hangul, Thai, Lao …; CJK letters are Han."""
    letter = next((c for c in name if c.isalpha()), "")
    word = unicodedata.name(letter, "").split(" ")[0].capitalize() if letter else ""
    return {"Cjk": "Han"}.get(word, word) or None


def folded(name: str) -> str:
    """A name in lower case without diacritics: `to lam` for `Tô Lâm`. Letters of other scripts stay whole."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", plain.replace("đ", "d").replace("ł", "l").replace("ø", "o"))
