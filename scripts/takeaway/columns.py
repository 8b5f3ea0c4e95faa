"""What is told of a record in tables and files: one description of a kind's columns for all of them.

A column is a field of the model, or a value that the build derives. Its name, type and meaning are told here once; CSV,
the data package, SQLite, the JSON Schemas and the lists of the data page follow.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scripts.derive.evidence import evidence_of
from scripts.derive.measures import measures_in_force
from scripts.derive.posts import posts_at
from scripts.derive.relations import relations_at
from scripts.derive.voices import sources_of, voice_of
from scripts.load.archive import Archive, once, place_of
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.fields import ProseMark, Ref, hints
from scripts.record.kinds import MODELS
from scripts.record.references import references
from scripts.values.dates import FuzzyDate
from scripts.values.formats import BAR
from scripts.values.vocabulary import Vocabulary

Cell = str | int | float | None


@dataclass(frozen=True)
class Format:
    """A version of the form of what is published, with what changed in it.

    The first number changes when a column or a field goes or gets another name, the second when one is added.
    """

    version: str
    day: str
    changes: tuple[str, ...]


# The latest first.
FORMATS = (
    Format(
        "2.0",
        "2026-11-27",
        (
            "In CSV, computed columns have no `computed_` before their names any more, as in SQLite before.",
            "`first_day` and `last_day` are now `earliest_date` and `latest_date`: both are of the one date with which a "
            "record begins. `earliest_end` and `latest_end` are new.",
            "The items of a list in one cell are joined by ` | `, where they were joined by `; `.",
            "In the JSON of a single record `collection` says of which kind it is; before, `kind` said so where the record "
            "had no field of that name.",
            "`agency` of sources is now `relays`, a list: whose words a page passes on, the origin last. `speaker`, `context`, `said_by`, "
            "`type` of publishers and `ledger` are new.",
            "The view `last_visits` of the data base has `last_date` for `last_day`.",
            "`yes` and `no` of votes are now `voted_for` and `voted_against`: YAML 1.1 reads the two words as true and false.",
            "The JSON Schemas describe the published files; those for editors are in `schema/editing/`.",
            "The tables `stories` and `stories_steps` are new: records that belong together, in order.",
            "The views `people_in_words` and `votes_by_country` of the data base, sheets of the workbook too, are new.",
        ),
    ),
    Format("1.0", "2026-11-25", ("The first form.",)),
)

# What stands between the items of a list in one cell.
JOINT = f" {BAR} "


@dataclass(frozen=True)
class Form:
    """What a column can hold: how a reader is told to read it, and what it is in a data package, in JSON and in SQLite.

    `sql` is None where tables of their own hold it in the data base.
    """

    reading: str
    table: str
    json: str
    sql: str | None


TYPES = {
    "text": Form("", "string", "string", "TEXT"),
    "date": Form("YYYY, YYYY-MM or YYYY-MM-DD, as precisely as it is known.", "string", "string", "TEXT"),
    "day": Form("YYYY-MM-DD.", "date", "string", "TEXT"),
    "number": Form("", "number", "number", "NUMERIC"),
    "integer": Form("", "integer", "integer", "INTEGER"),
    "list": Form(f"Items joined by '{JOINT}'.", "string", "array", None),
    "parts": Form("JSON; a table of their own holds them one a row.", "array", "array", None),
    "mapping": Form("A mapping as JSON.", "object", "object", None),
}


@dataclass(frozen=True)
class Column:
    """A column: `type` is one of `TYPES`; `target` the table to whose id it leads; `terms` the words it can hold."""

    name: str
    type: str = "text"
    meaning: str = ""
    target: str | None = None
    terms: Vocabulary[Any] | None = None
    required: bool = False

    @property
    def form(self) -> Form:
        """What it is in each of the formats."""
        return TYPES[self.type]

    @property
    def description(self) -> str:
        """What the column holds and how it is read, in whole sentences."""
        return " ".join(filter(None, [self.meaning, self.form.reading]))


@dataclass(frozen=True)
class Computed:
    """A value that the build derives: its column, which models have it, and how it comes about (None: there is none).

    `in_tables` is false for what tables say in another way.
    """

    column: Column
    of: Callable[[type[model.Record]], bool]
    value: Callable[[str, Any, Archive], Any]
    in_tables: bool = True


def _everywhere(cls: type[model.Record]) -> bool:
    return True


def _dated(cls: type[model.Record]) -> bool:
    return (cls.dated_by or "date") in cls.model_fields


def _lasting(cls: type[model.Record]) -> bool:
    return cls.until is not model.Record.until


def _happening(cls: type[model.Record]) -> bool:
    return issubclass(cls, model.Happening)


def _citing(cls: type[model.Record]) -> bool:
    return not issubclass(cls, model.Source | model.Publisher)


def _only(one: type[model.Record]) -> Callable[[type[model.Record]], bool]:
    return lambda cls: cls is one


def _posts_at_the_time(record: model.Record, archive: Archive) -> dict[str, list[str]] | None:
    if record.when is None:
        return None
    people = [id for _, target, id in references(record) if target == "officials" and id in archive.officials]
    posts = {id: [held.post.title for held in posts_at(archive.officials[id], record.when)] for id in people}
    return {id: titles for id, titles in posts.items() if titles} or None


def _state_of_relations(country: model.Country, archive: Archive) -> str | None:
    if not country.relations:
        return None
    now = relations_at(country, archive.today)
    return now.state_after if now else "none"


def _named_by(kind: str, record: model.Record, archive: Archive) -> dict[str, list[str]] | None:
    named: dict[str, list[str]] = {}
    for link in archive.backlinks.get((kind, record.id), []):
        ids = named.setdefault(link.kind, [])
        if link.id not in ids:
            ids.append(link.id)
    return named or None


def _of_date(which: str, part: Callable[[FuzzyDate], str]) -> Callable[[str, Any, Archive], str | None]:
    def value(kind: str, record: model.Record, archive: Archive) -> str | None:
        date: FuzzyDate | None = getattr(record, which)
        return part(date) if date is not None else None

    return value


def _earliest_day(date: FuzzyDate) -> str:
    return date.first.isoformat()


def _latest_day(date: FuzzyDate) -> str:
    return date.last.isoformat()


def _ledger(record: model.Happening, archive: Archive) -> list[dict[str, Any]]:
    """Of each source whose word it is and how many years later it tells, or why it is set aside."""
    ledger = evidence_of(record, archive).ledger
    counted = [
        {"source": page.source.id, "origin": origin.voice.owner, "side": origin.side}
        | ({"years_later": page.later} if page.later else {})
        for origin in ledger.origins
        for page in origin.pages
    ]
    return [*counted, *({"source": aside.source.id, "set_aside": aside.why} for aside in ledger.asides)]


def _evidence(name: str) -> Callable[[str, Any, Archive], Any]:
    def value(kind: str, record: Any, archive: Archive) -> Any:
        found = getattr(evidence_of(record, archive), name)
        return list(found) if isinstance(found, tuple) else found

    return value


def _of_voice(name: str) -> Callable[[str, Any, Archive], str | None]:
    def value(kind: str, record: model.Source, archive: Archive) -> str | None:
        voice = voice_of(record, archive)
        return getattr(voice, name) if voice else None

    return value


COMPUTED = (
    Computed(
        Column("address", meaning="Address of the page or entry, below the site's address.", required=True),
        _everywhere,
        lambda kind, record, archive: place_of(kind, record.id, archive),
    ),
    Computed(
        Column("earliest_date", "day", "The earliest day that the date can mean, with which the record begins."),
        _dated,
        _of_date("when", _earliest_day),
    ),
    Computed(
        Column("latest_date", "day", "The latest day that the same date can mean: not the day on which it ended."),
        _dated,
        _of_date("when", _latest_day),
    ),
    Computed(
        Column("precision", meaning="How precisely the date is known: day, month or year."),
        _dated,
        _of_date("when", lambda date: date.precision),
    ),
    Computed(
        Column("earliest_end", "day", "The earliest day that the end can mean; empty where no end is on record."),
        _lasting,
        _of_date("until", _earliest_day),
    ),
    Computed(
        Column("latest_end", "day", "The latest day that the end can mean; empty where no end is on record."),
        _lasting,
        _of_date("until", _latest_day),
    ),
    Computed(
        Column("all_sources", "list", "Ids of all sources of the record, of its fields and parts too."),
        _citing,
        lambda kind, record, archive: list(sources_of(record)) or None,
    ),
    Computed(
        Column("attestation", meaning="Whose word it is.", terms=v.ATTESTATIONS, required=True),
        _happening,
        _evidence("attestation"),
    ),
    Computed(Column("grade", meaning="Grade of evidence.", terms=v.GRADES, required=True), _happening, _evidence("grade")),
    Computed(Column("reasons", "list", "Why the grade is what it is."), _happening, _evidence("reasons")),
    Computed(Column("owners", "list", "The separate origins that attest the record, by the name of their owner."), _happening, _evidence("owners")),
    Computed(
        Column("ledger", "parts", "Of each source whose word it is, or why it is set aside."),
        _happening,
        lambda kind, record, archive: _ledger(record, archive),
        in_tables=False,
    ),
    Computed(
        Column("measures_in_force", "list", "Ids of the UN measures in force when the date began: context, not legal advice."),
        _happening,
        lambda kind, record, archive: [measure.id for measure, _ in measures_in_force(record.when, archive).at_start],
    ),
    Computed(
        Column("measures_begun", "list", "Ids of the UN measures of which provisions began within the month or year that the date says."),
        _happening,
        lambda kind, record, archive: [measure.id for measure, _ in measures_in_force(record.when, archive).during] or None,
    ),
    Computed(
        Column("posts_at_the_time", "mapping", "The posts that the people named held then, by the person's id."),
        _happening,
        lambda kind, record, archive: _posts_at_the_time(record, archive),
    ),
    Computed(
        Column("counts_as", meaning="What the visit counts as; a number of visits counts `visit`.", terms=v.VISIT_COUNTS, required=True),
        _only(model.Visit),
        lambda kind, record, archive: record.counts_as,
    ),
    Computed(
        Column("state_of_relations", meaning="State of relations on the day of the build.", terms=v.RELATION_STATES),
        _only(model.Country),
        lambda kind, record, archive: _state_of_relations(record, archive),
    ),
    Computed(
        Column("side", meaning="Whose word it is: the side of the publisher, of whose words it passes on, or of the state that speaks in it.", terms=v.SIDES),
        _only(model.Source),
        _of_voice("side"),
    ),
    Computed(Column("owner", meaning="The owner of the publisher, or of whose words it passes on, or the state that speaks in it."), _only(model.Source), _of_voice("owner")),
    Computed(
        Column("named_by", "mapping", "Ids of the records that name this one, by kind."),
        _everywhere,
        _named_by,
        in_tables=False,
    ),
)  # fmt: skip


@once
def computed(kind: str, record: model.Record, archive: Archive) -> dict[str, Any]:
    """What the build derives for a record (see `derive` and the method page), without what there is not."""
    cls = MODELS[kind]
    found = ((one.column.name, one.value(kind, record, archive)) for one in COMPUTED if one.of(cls))
    return {name: value for name, value in found if value is not None}


def columns_of(kind: str) -> tuple[Column, ...]:
    """All columns of a kind: its id, the fields of its model in their order, what is computed."""
    cls = MODELS[kind]
    id = Column("id", meaning="The record's id, which is its address too.", required=True)
    fields = [field_column(cls, name) for name in cls.model_fields if name != "id"]
    return id, *fields, *(one.column for one in COMPUTED if one.in_tables and one.of(cls))


def field_column(cls: type[BaseModel], name: str) -> Column:
    """The column of a model's field."""
    info = cls.model_fields[name]
    meaning = info.description or ""
    marks = hints(info)
    if any(isinstance(mark, ProseMark) for mark in marks):
        meaning = f"{meaning} Markdown with citations."
    terms = next((mark for mark in marks if isinstance(mark, Vocabulary)), None)
    target = next((mark.kind for mark in marks if isinstance(mark, Ref)), None)
    type = _type(info)
    if TYPES[type].sql is None:
        return Column(name, type, meaning, required=info.is_required())
    return Column(name, type, meaning, target, terms, info.is_required())


def _type(info: FieldInfo) -> str:
    hint = info.annotation
    if get_origin(hint) in (Union, types.UnionType):
        inner = next(part for part in get_args(hint) if part is not type(None))
        hint = get_args(inner)[0] if hasattr(inner, "__metadata__") else inner
    if get_origin(hint) is tuple:
        return "parts" if part_of(info) else "list"
    if get_origin(hint) is dict or part_of(info):
        return "mapping"
    return {FuzzyDate: "date", Decimal: "number", int: "integer"}.get(hint, "text")  # type: ignore[arg-type]


def part_of(info: FieldInfo) -> type[BaseModel] | None:
    """The model of a part, for a field that holds one or several."""
    return next((hint for hint in hints(info) if isinstance(hint, type) and issubclass(hint, BaseModel)), None)


def cell(column: Column, value: Any) -> Cell:
    """A value as it stands in a cell: numbers as numbers, the items of a list joined, parts as JSON, all else as text."""
    if value is None or value == () or value == []:
        return None
    if column.type == "list":
        return JOINT.join(map(str, value))
    if column.type in ("parts", "mapping"):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if isinstance(value, int) else str(value)
