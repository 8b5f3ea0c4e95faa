"""The records of one data folder, linked: every reference leads to a record, every record knows what leads to it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property, wraps
from inspect import signature
from typing import Any, Generic, ParamSpec, TypeVar, cast

from scripts.load.loader import Loaded, Place
from scripts.record import model
from scripts.record.kinds import HAPPENINGS, KINDS
from scripts.record.model import Record
from scripts.record.references import FieldPath, references
from scripts.values.problems import Problem

# So many letters of an id that is not there are told: it may be anything.
TOLD = 100
# Each comparison of an id with a key takes 50 µs; who lost more has lost a file.
MOST_LOST = 50
# Of so many further references to it the places are told.
MOST_PLACES = 3

P = ParamSpec("P")
R = TypeVar("R", bound=Record)
Derived = TypeVar("Derived")


@dataclass(frozen=True, order=True)
class Link:
    """A reference seen from its target: which record names it, and in which field."""

    kind: str
    id: str
    field: str


class _Of(Generic[R]):
    """The records of one kind as an attribute of the archive."""

    def __init__(self, cls: type[R]) -> None:
        self.cls = cls

    def __get__(self, archive: Archive, owner: type[Archive]) -> dict[str, R]:
        return archive.of(self.cls)


@dataclass(repr=False)
class Archive:
    """All records by kind and id, in order of date or name, and the links between them."""

    records: dict[str, dict[str, Record]]
    places: dict[tuple[str, str], Place]
    today: dt.date
    # (kind, id) of a record to the records that refer to it.
    backlinks: dict[tuple[str, str], list[Link]] = field(default_factory=dict)
    # (kind, id) of records that are written down and did not load.
    broken: frozenset[tuple[str, str]] = frozenset()
    # (kind, id) of records that name a country which is nowhere, or another such record: nobody knows whose side they
    # are on.
    adrift: set[tuple[str, str]] = field(default_factory=set)
    # Values that are derived from the records once and asked for often; `once` fills it.
    memo: dict[Hashable, tuple[object, Any]] = field(default_factory=dict, repr=False, compare=False)

    countries = _Of(model.Country)
    officials = _Of(model.Official)
    visits = _Of(model.Visit)
    agreements = _Of(model.Agreement)
    events = _Of(model.Event)
    entities = _Of(model.Entity)
    assessments = _Of(model.Assessment)
    indicators = _Of(model.Indicator)
    measures = _Of(model.Measure)
    topics = _Of(model.Topic)
    publishers = _Of(model.Publisher)
    sources = _Of(model.Source)
    audits = _Of(model.Audit)
    removals = _Of(model.Removal)
    votes = _Of(model.Vote)
    claims = _Of(model.Claim)
    stories = _Of(model.Story)

    def __repr__(self) -> str:
        # The records themselves would be a megabyte in each message of a test that fails.
        return f"<Archive of {sum(map(len, self.records.values())):,} records>"

    def of(self, cls: type[R]) -> dict[str, R]:
        """The records of a kind by id: `archive.of(model.Visit)`, or `archive.visits` for short."""
        return cast("dict[str, R]", self.records[cls.kind_name])

    def __iter__(self) -> Iterator[tuple[str, Record]]:
        """Every record with its kind."""
        for kind, records in self.records.items():
            for record in records.values():
                yield kind, record

    def problem(self, kind: str, record: Record, at: FieldPath, message: str) -> Problem:
        """A problem of one record, placed where it stands in its file."""
        return self.places[kind, record.id].problem(record.id, at, message)

    def warning(self, kind: str, record: Record, at: FieldPath, message: str) -> Problem:
        """What may be wrong with a record, placed where it stands in its file; it stops no build."""
        return replace(self.problem(kind, record, at, message), warning=True)

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
        for kind in HAPPENINGS:
            yield from ((kind, cast(model.Happening, record)) for record in self.records[kind].values())

    def under(self, kind: str, id: str) -> Record | None:
        """The record that has an id or had it once; None where none did."""
        return self.records[kind].get(id) or self._formerly.get((kind, id))

    @cached_property
    def _formerly(self) -> dict[tuple[str, str], Record]:
        return {(kind, old): record for kind, record in self for old in record.formerly}

    def country_name(self, id: str) -> str:
        """A country's name, or its id when there is no such record."""
        return self.countries[id].name if id in self.countries else id

    @cached_property
    def home(self) -> str:
        """The id of North Korea; if its record did not load, it is that of which most visits tell."""
        found = next((c.id for c in self.countries.values() if c.role == "home"), None)
        if found is None:
            sides = (id for visit in self.visits.values() for id in (visit.visitor, visit.host))
            named = Counter(id for id in sides if ("countries", id) in self.broken)
            found = next((id for id, _ in named.most_common(1)), "north-korea")
        return found


def once(make: Callable[P, Derived]) -> Callable[P, Derived]:
    """Have a function of an archive (its argument `archive`) compute each value once: for each archive, and for each
    combination of its other arguments. A record is itself alone: a changed copy of it is another.
    """
    place = list(signature(make).parameters).index("archive")

    @wraps(make)
    def kept(*args: P.args, **kwargs: P.kwargs) -> Derived:
        archive = kwargs["archive"] if "archive" in kwargs else args[place]
        assert isinstance(archive, Archive)
        given = (*args, *kwargs, *kwargs.values())
        key = (make, *(id(one) if isinstance(one, Archive | Record) else one for one in given))
        if key not in archive.memo:
            # What was given is kept too, since the id of an object that went may come back.
            archive.memo[key] = given, make(*args, **kwargs)
        return cast(Derived, archive.memo[key][1])

    return kept


def _order(record: Record) -> tuple[object, ...]:
    date = record.when
    if date is None:
        return (dt.date.max, 0, record.label.casefold(), record.id)
    return (date.first, len(date.text), "", record.id)


def link(loaded: Loaded, today: dt.date) -> tuple[Archive, list[Problem]]:
    """One linked archive, and a problem for each id that is named and is nowhere, at the first place that names it.

    A record that is there but did not load is not missing: its own problem is told. Nor is one whose file may not have
    been read, or whose id is nearly a key that is none.
    """
    records = {
        kind: {record.id: record for record in sorted(found.values(), key=_order)}
        for kind, found in loaded.records.items()
    }
    archive = Archive(records, loaded.places, today, broken=frozenset(loaded.broken))
    backlinks = defaultdict(list)
    missing: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for kind, record in archive:
        for where, target, id in references(record):
            if id in records[target]:
                backlinks[target, id].append(Link(kind, record.id, str(where[0])))
            elif (target, id) not in loaded.broken and target not in loaded.unread:
                name, path = KINDS[target].stem, ".".join(str(step) for step in where)
                text = f"{path}: no {name} '{id[:TOLD]}'"
                problem = archive.problem(kind, record, where, text)
                missing[target, id].append(replace(problem, lacks=(target, id)))
                if target == "countries":
                    archive.adrift.add((kind, record.id))
    archive.backlinks = dict(backlinks)
    archive.adrift |= {(one.kind, one.id) for where in archive.adrift for one in archive.backlinks.get(where, [])}
    told = (found for (kind, id), found in missing.items() if not _is_lost(id, loaded.lost[kind]))
    return archive, [_told_once(sorted(found)) for found in told]


def _is_lost(id: str, keys: list[str]) -> bool:
    """Whether one of some keys that are no ids may be this id with a slip; of very many nobody asks."""
    return len(keys) <= MOST_LOST and bool(get_close_matches(id[:TOLD], keys, cutoff=0.8))


def _told_once(found: list[Problem]) -> Problem:
    """The first of the problems that one missing id makes, with the places of the others."""
    first, *others = found
    if not others:
        return first
    told = [f"{other.path}:{other.line}" for other in others[:MOST_PLACES]]
    more = [f"{len(others) - MOST_PLACES} more"] if len(others) > MOST_PLACES else []
    return replace(first, message=f"{first.message}, nor for {', '.join([*told, *more])}")


def place_of(kind: str, id: str, archive: Archive) -> str:
    """A record's address in the site without leading slash."""
    if kind == "sources":
        source = archive.sources[id]
        return f"sources/{source.date.year if source.date else 'undated'}/#{id}"
    return f"{kind}/{id}/" if KINDS[kind].has_page else f"{kind}/#{id}"
