"""The records of one data folder, linked: every reference leads to a record, every record knows what leads to it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from scripts.load.loader import Loaded, Place
from scripts.record import model
from scripts.record.model import KINDS, Record
from scripts.record.references import FieldPath, references
from scripts.values.dates import FuzzyDate
from scripts.values.problems import Problem
from scripts.values.vocabulary import did_you_mean

# Comparing an id with thousands of others takes 10 ms; whoever lacks more than these has lost a file.
MAX_HINTS = 50


@dataclass(frozen=True, order=True)
class Link:
    """A reference seen from its target: which record names it, and in which field."""

    kind: str
    id: str
    field: str


@dataclass
class Archive:
    """All records by kind and id, in order of date or name, and the links between them."""

    records: dict[str, dict[str, Record]]
    places: dict[tuple[str, str], Place]
    today: dt.date
    # (kind, id) of a record to the records that refer to it.
    backlinks: dict[tuple[str, str], list[Link]] = field(default_factory=dict)
    # Values that are derived from the records once and asked for often.
    memo: dict[object, object] = field(default_factory=dict, repr=False)

    @property
    def countries(self) -> dict[str, model.Country]:
        return cast("dict[str, model.Country]", self.records["countries"])

    @property
    def officials(self) -> dict[str, model.Official]:
        return cast("dict[str, model.Official]", self.records["officials"])

    @property
    def visits(self) -> dict[str, model.Visit]:
        return cast("dict[str, model.Visit]", self.records["visits"])

    @property
    def agreements(self) -> dict[str, model.Agreement]:
        return cast("dict[str, model.Agreement]", self.records["agreements"])

    @property
    def events(self) -> dict[str, model.Event]:
        return cast("dict[str, model.Event]", self.records["events"])

    @property
    def entities(self) -> dict[str, model.Entity]:
        return cast("dict[str, model.Entity]", self.records["entities"])

    @property
    def assessments(self) -> dict[str, model.Assessment]:
        return cast("dict[str, model.Assessment]", self.records["assessments"])

    @property
    def indicators(self) -> dict[str, model.Indicator]:
        return cast("dict[str, model.Indicator]", self.records["indicators"])

    @property
    def measures(self) -> dict[str, model.Measure]:
        return cast("dict[str, model.Measure]", self.records["measures"])

    @property
    def topics(self) -> dict[str, model.Topic]:
        return cast("dict[str, model.Topic]", self.records["topics"])

    @property
    def publishers(self) -> dict[str, model.Publisher]:
        return cast("dict[str, model.Publisher]", self.records["publishers"])

    @property
    def sources(self) -> dict[str, model.Source]:
        return cast("dict[str, model.Source]", self.records["sources"])

    def __iter__(self) -> Iterator[tuple[str, Record]]:
        """Every record with its kind."""
        for kind, records in self.records.items():
            for record in records.values():
                yield kind, record

    def problem(self, kind: str, record: Record, at: FieldPath, message: str, *, warning: bool = False) -> Problem:
        """A problem of one record, placed where it stands in its file."""
        return self.places[kind, record.id].problem(record.id, at, message, warning=warning)

    def linked_from(self, kind: str, id: str, *, by: str) -> list[Link]:
        """The links to a record that come from records of kind `by`, in their order, each record once."""
        seen: dict[str, Link] = {}
        for link in self.backlinks.get((kind, id), []):
            if link.kind == by:
                seen.setdefault(link.id, link)
        return list(seen.values())

    def naming(self, kind: str, id: str, *, by: str) -> list[Any]:
        """The records of kind `by` that name a record, in their order, each once."""
        return [self.records[by][link.id] for link in self.linked_from(kind, id, by=by)]

    @cached_property
    def partners(self) -> list[model.Country]:
        """The Southeast Asian states, by name."""
        return [country for country in self.countries.values() if country.role == "partner"]

    @cached_property
    def followed(self) -> list[model.Country]:
        """The countries whose ties are followed: the Southeast Asian states, and ASEAN."""
        return [country for country in self.countries.values() if country.is_followed]

    @property
    def happenings(self) -> Iterator[tuple[str, model.Happening]]:
        """Every visit, agreement and event with its kind."""
        yield from (("visits", visit) for visit in self.visits.values())
        yield from (("agreements", agreement) for agreement in self.agreements.values())
        yield from (("events", event) for event in self.events.values())

    def country_name(self, id: str) -> str:
        """A country's name, or its id when there is no such record."""
        return self.countries[id].name if id in self.countries else id

    @cached_property
    def home(self) -> str:
        """The id of North Korea."""
        return next((c.id for c in self.countries.values() if c.role == "home"), "north-korea")


def date_of(record: Record) -> FuzzyDate | None:
    """The date by which a record is sorted, if its kind has one."""
    name = record.dated_by or ("date" if "date" in type(record).model_fields else None)
    return getattr(record, name) if name else None


def _order(record: Record) -> tuple[object, ...]:
    date = date_of(record)
    if date is None:
        return (dt.date.max, 0, record.label.casefold(), record.id)
    return (date.first, len(date.text), "", record.id)


def link(loaded: Loaded, today: dt.date) -> tuple[Archive, list[Problem]]:
    """One linked archive, and a problem for each reference that leads nowhere.

    A reference to a record that is there but did not validate is not reported: its own problem is.
    """
    records = {
        kind: {record.id: record for record in sorted(found.values(), key=_order)}
        for kind, found in loaded.records.items()
    }
    archive = Archive(records, loaded.places, today)
    backlinks = defaultdict(list)
    problems = []
    hints: dict[tuple[str, str], str] = {}
    for kind, record in archive:
        for where, target, id in references(record):
            if id in records[target]:
                backlinks[target, id].append(Link(kind, record.id, str(where[0])))
            elif (target, id) not in loaded.broken:
                if (target, id) not in hints and len(hints) < MAX_HINTS:
                    hints[target, id] = did_you_mean(id[:100], records[target])
                name, path = KINDS[target].__name__.lower(), ".".join(str(step) for step in where)
                text = f"{path}: no {name} '{id[:100]}'{hints.get((target, id), '')}"
                problems.append(archive.problem(kind, record, where, text))
    archive.backlinks = dict(backlinks)
    return archive, problems


def place_of(kind: str, id: str, archive: Archive) -> str:
    """A record's address in the site without leading slash."""
    if kind == "sources":
        source = archive.sources[id]
        return f"sources/{source.date.year if source.date else 'undated'}/#{id}"
    if kind == "publishers":
        return f"publishers/#{id}"
    if kind == "assessments":
        return f"assessments/#{id}"
    return f"{kind}/{id}/"
