"""How countries and North Korea stand, as pages show it: rows of countries, relations, missions, the map, the facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scripts.derive.heads import Head, in_post, last_of
from scripts.derive.posts import post_dates
from scripts.derive.relations import first_related, related_since, relations_at
from scripts.derive.standing import BEFORE, Standing, mission_words
from scripts.derive.visits import last_contacts, last_visit, visits_of
from scripts.load.archive import Archive
from scripts.pictures.regionmap import RegionMap, Shape, region_map
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.values.dates import FuzzyDate, short_date
from scripts.values.vocabulary import Term


@dataclass(frozen=True)
class CountryRow:
    """A country in a list of countries: how it stands, since when, how much is on record, when the last visit was.

    Where relations returned, `first` is when they began and `since` when they returned.
    """

    id: str
    native: tuple[model.Native, ...]
    state: str
    first: FuzzyDate | None
    since: FuzzyDate | None
    visits: int
    agreements: int
    events: int
    last: Contact | None


@dataclass(frozen=True)
class Episode:
    """An episode of relations: its anchor on the country's page, what changed and when, by which sources."""

    anchor: str
    change: str
    date: FuzzyDate
    sources: tuple[str, ...]


@dataclass(frozen=True)
class PostHolder:
    """Who headed a mission: as what, and when."""

    id: str
    rank: str
    when: str


@dataclass(frozen=True)
class MissionRow:
    """A mission: of whom and where, of which kind, in which state, with the days on which that changed.

    `heads` are those who headed it on the day of which the row tells; of today, who is latest on record.
    """

    title: str
    what: str
    city: str
    state: str
    days: tuple[tuple[str, str], ...]
    as_of: FuzzyDate | None
    note: str | None
    inferred: str | None
    sources: tuple[str, ...]
    heads: tuple[PostHolder, ...] = ()


@dataclass(frozen=True)
class StandingRow:
    """A country on a day: its state of relations, the episode that brought it, the missions both ways.

    `ways` are North Korea's missions in the country, then the country's in North Korea, each under its title.
    """

    id: str
    name: str
    state: str
    words: str
    first: FuzzyDate | None
    since: FuzzyDate | None
    episode: Episode | None
    ways: tuple[tuple[str, tuple[MissionRow, ...]], ...]


@dataclass(frozen=True)
class MapPlate:
    """The map coloured for a day: each state's shape with its row, and the rows by state of relations."""

    map: RegionMap
    shapes: tuple[tuple[Shape, StandingRow], ...]
    groups: tuple[tuple[str, str, tuple[StandingRow, ...]], ...]


@dataclass(frozen=True)
class CountryAnswer:
    """What a country's record says to one of the comparable questions.

    `kind` is `said`, `none` (a source says so), `unknown` (looked for and not found) or `missing` (nobody has looked).
    """

    key: str
    asked: Term
    kind: str
    value: str = ""
    sources: tuple[str, ...] = ()
    searched: str = ""
    as_of: FuzzyDate | None = None


@dataclass(frozen=True)
class Contact:
    """The last visit of a rank in one direction, if there was one."""

    label: str
    rank: Term
    visit: str = ""
    title: str = ""
    date: FuzzyDate | None = None
    leader: str = ""


def country_row(country: model.Country, archive: Archive) -> CountryRow:
    """A country as it stands today."""
    relation = relations_at(country, archive.today)
    last = last_visit(country.id, archive)
    return CountryRow(
        country.id,
        country.native,
        v.RELATION_STATES[relation.state_after].meaning if relation else "",
        first_related(country, archive.today),
        related_since(country, archive.today),
        len(visits_of(country.id, archive)),
        len(archive.linked_from("countries", country.id, by="agreements")),
        len(archive.linked_from("countries", country.id, by="events")),
        _contact("", last.rank, last, archive) if last else None,
    )


def mission_row(mission: model.Mission, archive: Archive) -> MissionRow:
    """A mission as it is now, and how it became so."""
    days = [
        (word, day)
        for word, day in (
            ("opened", mission.opened),
            ("suspended", mission.suspended),
            ("resumed", mission.resumed),
            ("closed", mission.closed),
            ("as of", mission.as_of),
        )
        if day
    ]
    return MissionRow(
        f"{archive.country_name(mission.sender)} in {archive.country_name(mission.host)}",
        mission.term("kind").label,
        mission.city or "",
        "not known" if mission.status == "unknown" else mission.status,
        tuple((word, short_date(day)) for word, day in days),
        mission.as_of,
        mission.note,
        mission.inferred,
        mission.sources,
        tuple(_holder(head) for head in (last_of(mission, archive),) if head),
    )


def _holder(head: Head) -> PostHolder:
    return PostHolder(head.official.id, head.said.label, post_dates(head.post))


def missions_now(country: model.Country, archive: Archive) -> tuple[MissionRow, ...]:
    """The missions of a country's panel: all that were not closed, each under the name of its owner."""
    return tuple(_mission_now(mission, country, archive) for mission in country.missions if mission.status != "closed")


def _mission_now(mission: model.Mission, country: model.Country, archive: Archive) -> MissionRow:
    row = mission_row(mission, archive)
    owner = country.name if mission.sender == country.id else "North Korea"
    return replace(row, title=f"{owner}’s mission")


def standing_row(standing: Standing, archive: Archive) -> StandingRow:
    """A country on a day, as the map, the years and the comparison show it."""
    relation = standing.relation
    return StandingRow(
        standing.country.id,
        standing.country.name,
        standing.state,
        standing.words,
        standing.first,
        standing.since,
        Episode(f"relation-{relation.date.text}", relation.term("change").label, relation.date, relation.sources)
        if relation
        else None,
        (
            ("North Korea’s mission there", _missions_of(standing.there, standing.day, archive)),
            ("Its mission in North Korea", _missions_of(standing.here, standing.day, archive)),
        ),
    )


def _missions_of(pairs: Sequence[tuple[model.Mission, str]], day: dt.date, archive: Archive) -> tuple[MissionRow, ...]:
    def holders(mission: model.Mission) -> tuple[PostHolder, ...]:
        return tuple(_holder(head) for head in in_post(mission, day, archive))

    return tuple(
        MissionRow(
            "",
            mission_words(mission, state),
            mission.city or "",
            state,
            (),
            None,
            None,
            None,
            mission.sources,
            holders(mission),
        )
        for mission, state in pairs
    )


def map_plate(rows: Sequence[StandingRow]) -> MapPlate:
    """The map of the countries that have a row."""
    by_id = {row.id: row for row in rows}
    headings = {state: said.heading for state, said in v.RELATION_STATES.items()} | {BEFORE: "None on record"}
    drawn = region_map()
    return MapPlate(
        drawn,
        tuple((shape, by_id[shape.id]) for shape in drawn.shapes if shape.id in by_id),
        tuple(
            (state, label, found)
            for state, label in headings.items()
            if (found := tuple(row for row in rows if row.state == state))
        ),
    )


def answers_of(country: model.Country) -> tuple[CountryAnswer, ...]:
    """A country's answers to all comparable questions, in the order in which every country is asked."""
    return tuple(_answer(key, asked, country.facts.get(key)) for key, asked in v.FACTS.items())


def _answer(key: str, asked: Term, fact: model.Fact | None) -> CountryAnswer:
    if fact is None:
        return CountryAnswer(key, asked, "missing")
    kind = fact.value if fact.value in ("none", "unknown") else "said"
    return CountryAnswer(key, asked, kind, fact.value, fact.sources, fact.searched or "", fact.as_of)


def contacts(country: model.Country, labels: Sequence[tuple[str, str, str]], archive: Archive) -> tuple[Contact, ...]:
    """The last contacts of a country, for labels of (direction, rank, label)."""
    last = last_contacts(country.id, archive)
    return tuple(_contact(label, rank, last[way, rank], archive) for way, rank, label in labels)


def _contact(label: str, rank: str, visit: model.Visit | None, archive: Archive) -> Contact:
    said = v.RANKS[rank]
    if visit is None:
        return Contact(label, said)
    leader = visit.leader if visit.leader and visit.leader in archive.officials else ""
    return Contact(label, said, visit.id, visit.label, visit.start, leader)
