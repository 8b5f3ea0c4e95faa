"""The rows that several pages share: of tables of visits, agreements and events, of people, of companies, and more.

A row holds what the page says, in the words in which it says it; the macros of `_macros` lay it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scripts.derive.apart import called
from scripts.derive.evidence import evidence_of
from scripts.derive.posts import post_dates, posts_at
from scripts.load.archive import Archive
from scripts.pages.parts import LONG, Part, by_initial, by_time
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.kinds import KINDS
from scripts.values.dates import FuzzyDate, short_date, short_date_range

UNDATED = "undated"


@dataclass(frozen=True)
class HappeningRow:
    """A visit, an agreement or an event: when, between whom, one word more (see the table's column), how well known.

    `order` is the place of the word among its like, where they have an order; `status` is said of a visit that is not known to
    have been held; `former` are the ids that the record had before.
    """

    id: str
    year: int | None
    when: str
    detail: str
    word: str
    grade: str
    status: str = ""
    former: tuple[str, ...] = ()
    order: str = ""


@dataclass(frozen=True)
class HappeningTable:
    """Rows of one kind, oldest first unless it says otherwise; `column` is the head of the rows' one word more.

    With more than `long` rows it stands in parts.
    """

    kind: str
    column: str
    rows: tuple[HappeningRow, ...]
    newest_first: bool = False
    long: int = LONG

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def name(self) -> str:
        """What one row is."""
        return KINDS[self.kind].singular

    @property
    def plural(self) -> str:
        """What the rows are together."""
        return KINDS[self.kind].plural

    def latest_first(self) -> HappeningTable:
        """The same table the other way round; what has no date stays last."""
        undated = tuple(row for row in self.rows if row.year is None)
        dated = tuple(row for row in self.rows if row.year is not None)
        return replace(self, rows=dated[::-1] + undated, newest_first=True)

    def first(self, n: int) -> HappeningTable:
        """The table of the first rows."""
        return replace(self, rows=self.rows[:n])

    @property
    def order(self) -> str:
        """The order of the rows in words."""
        return "newest first" if self.newest_first else "oldest first"

    @property
    def parts(self) -> tuple[Part, ...]:
        """The table by decades or years if it is long: a table each."""
        parts = by_time(self.rows, lambda row: row.year, self.kind, long=self.long)
        return tuple(replace(part, rows=replace(self, rows=tuple(part.rows))) for part in parts)


@dataclass(frozen=True)
class PostLine:
    """A post and when it was held, as far as a list says it."""

    title: str
    when: str = ""


@dataclass(frozen=True)
class PersonRow:
    """A person with the names in other scripts and some posts; `part` is what the person did there."""

    id: str
    native: tuple[model.Native, ...]
    posts: tuple[PostLine, ...]
    part: str = ""


@dataclass(frozen=True)
class EntityRow:
    """A company, ship or institution: what it is, whose, where."""

    id: str
    native: tuple[model.Native, ...]
    imo: str
    kind: str
    countries: str
    place: str


@dataclass(frozen=True)
class Neighbour:
    """The record before or after this one in the order of its kind; `rel` is what HTML calls the link to it."""

    id: str
    label: str
    word: str
    rel: str


def named(ids: Iterable[str], archive: Archive, between: str = ", ") -> str:
    """The names of countries in one line."""
    return between.join(archive.country_name(id) for id in ids)


def route(visit: model.Visit, archive: Archive) -> str:
    """Who went to whom, or who met where, in words."""
    visitor, host = archive.country_name(visit.visitor), archive.country_name(visit.host)
    if visit.kind != "meeting":
        return f"{visitor} to {host}"
    return f"{visitor} and {host}" + (f", in {archive.country_name(visit.venue)}" if visit.venue else "")


def _grade(record: model.Happening, archive: Archive) -> str:
    return evidence_of(record, archive).grade


def _status(visit: model.Visit) -> str:
    return "" if visit.status == "held" else visit.status


def visit_table(visits: Iterable[model.Visit], archive: Archive) -> HappeningTable:
    """Visits with their leaders and ranks."""

    def detail(visit: model.Visit) -> str:
        leader = archive.officials.get(visit.leader) if visit.leader else None
        return route(visit, archive) + (f" · {called('officials', leader, archive)}" if leader else "")

    rows = tuple(
        HappeningRow(
            visit.id,
            visit.start.year,
            short_date_range(visit.start, visit.end),
            detail(visit),
            visit.term("rank").label,
            _grade(visit, archive),
            _status(visit),
            visit.formerly,
            str(v.RANKS.rank(visit.rank)),
        )
        for visit in visits
    )
    return HappeningTable("visits", "Rank", rows)


def visit_parts(parts: Iterable[tuple[model.Visit, str]], archive: Archive) -> HappeningTable:
    """Visits with the part that one person had in each; both sides of a meeting met."""
    rows = tuple(
        HappeningRow(
            visit.id,
            visit.start.year,
            short_date_range(visit.start, visit.end),
            route(visit, archive),
            "met" if visit.kind == "meeting" else part,
            _grade(visit, archive),
            _status(visit),
            visit.formerly,
        )
        for visit, part in parts
    )
    return HappeningTable("visits", "Part", rows)


def _agreement_row(agreement: model.Agreement, word: str, archive: Archive) -> HappeningRow:
    return HappeningRow(
        agreement.id,
        agreement.date.year if agreement.date else None,
        short_date(agreement.date) if agreement.date else UNDATED,
        named((party.country for party in agreement.parties), archive, " · "),
        word,
        _grade(agreement, archive),
        former=agreement.formerly,
    )


def agreement_table(agreements: Iterable[model.Agreement], archive: Archive) -> HappeningTable:
    """Agreements with their fields."""
    rows = (_agreement_row(agreement, ", ".join(agreement.fields), archive) for agreement in agreements)
    return HappeningTable("agreements", "Fields", tuple(rows))


def agreement_parts(parts: Iterable[tuple[model.Agreement, str]], archive: Archive) -> HappeningTable:
    """Agreements with the part that one person had in each."""
    return HappeningTable("agreements", "Part", tuple(_agreement_row(one, part, archive) for one, part in parts))


def event_table(events: Iterable[model.Event], archive: Archive) -> HappeningTable:
    """Events with their kinds."""
    rows = tuple(
        HappeningRow(
            event.id,
            event.date.year,
            short_date_range(event.date, event.end),
            named(event.countries, archive, " · "),
            event.term("kind").label,
            _grade(event, archive),
            former=event.formerly,
        )
        for event in events
    )
    return HappeningTable("events", "Kind", rows)


# Each kind of what happened with its table.
TABLES: dict[str, Callable[[Sequence[Any], Archive], HappeningTable]] = {
    "visits": visit_table,
    "agreements": agreement_table,
    "events": event_table,
}


def tables_naming(kind: str, id: str, archive: Archive) -> tuple[HappeningTable, ...]:
    """The visits, the agreements and the events that name a record, without the tables that are empty."""
    found = (make(archive.naming(kind, id, by=by), archive) for by, make in TABLES.items())
    return tuple(table for table in found if table)


def people_rows(people: Iterable[model.Official]) -> tuple[PersonRow, ...]:
    """Persons with all their posts."""
    return tuple(
        PersonRow(person.id, person.native, tuple(PostLine(post.title, post_dates(post)) for post in person.posts))
        for person in people
    )


def participants(parts: Iterable[tuple[str, str]], date: FuzzyDate | None, archive: Archive) -> tuple[PersonRow, ...]:
    """Who took part, from ids and parts: the persons on record, with the posts that each held at the time."""
    return tuple(
        PersonRow(id, archive.officials[id].native[:1], held_at(archive.officials[id], date), part)
        for id, part in parts
        if id in archive.officials
    )


def held_at(person: model.Official, date: FuzzyDate | None) -> tuple[PostLine, ...]:
    """What a person was on a date; a post that is only known from a sighting says when it was seen."""
    return tuple(
        PostLine(held.post.title, f"seen {short_date(held.seen)}" if held.seen else "")
        for held in posts_at(person, date)
    )


def entity_rows(entities: Iterable[model.Entity], archive: Archive) -> tuple[EntityRow, ...]:
    """Companies, ships and institutions."""
    return tuple(
        EntityRow(
            entity.id,
            entity.native,
            entity.imo or "",
            entity.term("kind").label,
            named(entity.countries, archive),
            entity.place or "",
        )
        for entity in entities
    )


def views(assessments: Iterable[model.Assessment]) -> tuple[model.Assessment, ...]:
    """What analysts said, the newest first, what has no date last."""
    found = list(assessments)
    dated = sorted([(view.date, view) for view in found if view.date], key=lambda pair: pair[0])
    return (*(view for _, view in reversed(dated)), *(view for view in found if not view.date))


def names_of(record: model.Country | model.Official | model.Entity) -> tuple[str, ...]:
    """All names of a thing: who searches for one of them gets it first."""
    return (record.label, *(name.text for name in record.native), *record.aliases)


def parts_of_views(found: Sequence[model.Assessment], long: int = LONG // 4) -> tuple[Part, ...]:
    """Views by decade or year if they are many; each takes the room of several rows of a table."""
    return by_time(found, lambda view: view.date.year if view.date else None, "views", long=long)


def parts_of_people(rows: Sequence[PersonRow], archive: Archive) -> tuple[Part, ...]:
    """Persons by initial if they are many."""
    return by_initial(rows, lambda row: archive.officials[row.id].name, "people")


def parts_of_entities(rows: Sequence[EntityRow], archive: Archive, long: int = LONG) -> tuple[Part, ...]:
    """Companies, ships and institutions by initial if they are many."""
    return by_initial(rows, lambda row: archive.entities[row.id].name, "entities", long=long)
