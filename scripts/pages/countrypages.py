"""What the page of a country shows besides its record, and the pages under it with the lists that are too long for it.

The page is an overview. Of a long list it shows the newest rows, or of people and bodies those that most records name, and
leads to the whole on a page of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from scripts import pictures
from scripts.derive.relations import relations_at
from scripts.derive.trade import trade_by_year
from scripts.derive.visits import visit_counts, visits_on_record
from scripts.load.archive import Archive, once
from scripts.pages.ballots import claim_rows, vote_rows
from scripts.pages.page import Page
from scripts.pages.parts import Part, by_time
from scripts.pages.responsepages import said_by
from scripts.pages.rows import (
    TABLES,
    entity_rows,
    names_of,
    parts_of_entities,
    parts_of_people,
    parts_of_views,
    people_rows,
    views,
)
from scripts.pages.standingrows import answers_of, contacts, mission_row, missions_now
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.values.dates import short_date

# The last contacts of a country, in its panel and in the comparison: direction, rank, label.
LAST_CONTACTS = (
    ("in", "leader", "Last visit of a North Korean leader"),
    ("out", "leader", "Last visit of its leader to North Korea"),
    ("in", "minister", "Last visit of a North Korean minister, or above"),
    ("out", "minister", "Last visit of its minister, or above, to North Korea"),
)
# A list with more rows than `FEW` stands on a page of its own; the page of the country shows `SHOWN` of them.
FEW, SHOWN = 10, 5
# As many pairs of people who met often as a reader looks at.
MOST_MEETINGS = 12


@dataclass(frozen=True)
class CountryList:
    """A list on the page of a country: all its rows, and those that stand there.

    `name` is its anchor and the last part of the address of its own page, where it stands in parts; `ids` is how the ids of
    its rows begin.
    """

    name: str
    title: str
    what: str
    ids: str
    order: str
    rows: Any
    shown: Any
    parts: tuple[Part, ...]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def is_split(self) -> bool:
        """Whether the list has a page of its own."""
        return len(self.shown) < len(self.rows)


@dataclass(frozen=True)
class Meetings:
    """A North Korean and another who met several times, with the visits on which they did: id and date."""

    one: str
    other: str
    visits: tuple[tuple[str, str], ...]


def country_values(country: model.Country, archive: Archive) -> dict[str, Any]:
    """How a country and North Korea stand, and what is on record between them."""

    def of(kind: str) -> list[Any]:
        return archive.naming("countries", country.id, by=kind)

    # Every visit and event names North Korea: its page lists none of them, nor what belongs to them.
    home = country.role == "home"
    return {
        "names": names_of(country),
        "relation": relations_at(country, archive.today),
        "missions_now": missions_now(country, archive),
        "missions": tuple(mission_row(mission, archive) for mission in country.missions),
        "contacts": contacts(country, LAST_CONTACTS, archive),
        "answers": answers_of(country),
        "visit_counts": "" if home else visits_in_words(country, archive),
        "meetings": meetings(country, archive)[:MOST_MEETINGS],
        "north_koreans": () if home else north_koreans(country, archive),
        "lists": {one.name: one for one in country_lists(country, archive)},
        "trade": trade_by_year(country.id, archive),
        "indicators": tuple(indicator.id for indicator in of("indicators")),
        "measures": tuple((measure.id, measure.date) for measure in of("measures")),
        "claims": claim_rows(of("claims")),
        "pictures": pictures.of_country(country, archive) if country.role == "partner" else {},
    }


@once
def country_lists(country: model.Country, archive: Archive) -> tuple[CountryList, ...]:
    """The lists on a country's page that have any rows."""
    return tuple(_lists(country, archive))


def _lists(country: model.Country, archive: Archive) -> Iterator[CountryList]:
    def of(kind: str) -> list[Any]:
        return archive.naming("countries", country.id, by=kind)

    for kind, make in TABLES.items():
        if country.role != "home" and (found := of(kind)):
            table = make(found, archive).latest_first()
            shown = table.first(SHOWN) if len(table) > FEW else table
            yield CountryList(
                kind, table.plural, kind, f"{table.name.lower()}-", "newest first", table, shown, table.parts
            )
    people, bodies = of("officials"), [] if country.role == "home" else of("entities")
    named, title = people_rows(people), KINDS["entities"].plural
    yield from _most_named(
        "people", "People", "people", "person-", people, named, parts_of_people(named, archive), archive
    )
    rows = entity_rows(bodies, archive)
    yield from _most_named(
        "entities", title, title.lower(), "entity-", bodies, rows, parts_of_entities(rows, archive), archive
    )
    said, cast = views(of("assessments")), vote_rows(of("votes"), (country.id,))
    yield from _newest("views", "Views", "views", "", said, parts_of_views(said))
    words = said_by(country, archive)
    yield from _newest(
        "said",
        "On tests, launches and attacks",
        "statements on tests, launches and attacks",
        "said-",
        words,
        by_time(words, lambda row: row.date.year, "statements"),
    )
    by_year = by_time(cast, lambda row: row.date.year, "votes")
    yield from _newest("votes", "Votes in the United Nations", "votes", "vote-", cast, by_year)


def _newest(
    name: str, title: str, what: str, ids: str, rows: Sequence[Any], parts: tuple[Part, ...]
) -> Iterator[CountryList]:
    if rows:
        shown = rows[:SHOWN] if len(rows) > FEW else rows
        yield CountryList(name, title, what, ids, "newest first", rows, shown, parts)


def _most_named(
    name: str,
    title: str,
    what: str,
    ids: str,
    records: Sequence[model.Record],
    rows: Sequence[Any],
    parts: tuple[Part, ...],
    archive: Archive,
) -> Iterator[CountryList]:
    """A list by name, of which those stand on the country's page that most records name."""
    if not rows:
        return
    shown = rows
    if len(rows) > FEW:
        weight = {one.id: len(archive.backlinks.get((one.kind_name, one.id), [])) for one in records}
        chosen = set(sorted(weight, key=lambda id: (-weight[id], id))[:SHOWN])
        shown = [row for row in rows if row.id in chosen]
    yield CountryList(name, title, what, ids, "by name; those here are named most often", rows, shown, parts)


def list_pages(archive: Archive) -> Iterator[Page]:
    """The pages with the lists that are too long for the page of their country."""
    for country in archive.countries.values():
        for one in country_lists(country, archive):
            if one.is_split:
                named = f"{country.name} and {archive.country_name(archive.home)}"
                yield Page(
                    f"countries/{country.id}/{one.name}.md",
                    "country-list",
                    f"{one.title}: {named}" if country.role != "home" else f"{one.title} of {country.name}",
                    f"All {len(one)} {one.what} on record that concern {named}.",
                    {
                        "country": country,
                        "list": one,
                        "counts": visits_in_words(country, archive) if one.name == "visits" else "",
                        "north_koreans": north_koreans(country, archive)
                        if one.name == "people" and country.role != "home"
                        else (),
                    },
                    {
                        "kind": "list",
                        "crumbs": [["Countries", "countries/"], [country.name, f"countries/{country.id}/"]],
                    },
                )


def north_koreans(country: model.Country, archive: Archive) -> tuple[str, ...]:
    """The ids of the North Koreans whom a country's visits and events name, by name."""
    visits, events = (archive.naming("countries", country.id, by=kind) for kind in ("visits", "events"))
    met = {id for visit in visits for id in visit.people} | {id for event in events for id in event.officials}
    people = [archive.officials[id] for id in met if id in archive.officials]
    found = [person for person in people if person.country == archive.home]
    return tuple(person.id for person in sorted(found, key=lambda person: (person.name, person.id)))


# What counts in words beside the visits that took place: of one, and of several.
_BESIDES = {
    "meeting": ("meeting in a third country", "meetings in third countries"),
    "stop": ("stop on the way elsewhere", "stops on the way elsewhere"),
    "announced": ("visit only announced", "visits only announced"),
    "departed": ("of which only the departure is reported", "of which only the departure is reported"),
    "cancelled": ("called off", "called off"),
}


def visits_in_words(country: model.Country, archive: Archive) -> str:
    """What the visits on a country's page count as."""
    return counts_in_words(visit_counts(country.id, archive))


def counts_in_words(counts: Counter[str]) -> str:
    """What a country's records of visits count as: `59 visits took place. Also listed: 2 meetings in third countries.`"""
    n = counts["visit"]
    text = f"{n} visit{'s'[: n != 1]} took place" if n else "No visit on record took place"
    besides = [f"{counts[name]} {word[counts[name] != 1]}" for name, word in _BESIDES.items() if counts[name]]
    return f"{text}. Also listed: {', '.join(besides)}." if besides else f"{text}."


def meetings(country: model.Country, archive: Archive) -> tuple[Meetings, ...]:
    """Who of North Korea and who of a country met twice or more often, the most frequent first, with the visits."""
    met: dict[tuple[str, str], list[model.Visit]] = defaultdict(list)
    for visit in visits_on_record(country.id, archive):
        for pair in _pairs(visit, country, archive):
            met[pair].append(visit)
    often = [(pair, visits) for pair, visits in met.items() if len(visits) > 1]
    return tuple(
        Meetings(one, other, tuple((visit.id, short_date(visit.start)) for visit in visits))
        for (one, other), visits in sorted(often, key=lambda found: (-len(found[1]), found[0]))
    )


def _pairs(visit: model.Visit, country: model.Country, archive: Archive) -> set[tuple[str, str]]:
    """The pairs of a North Korean and one of the country's people who met on a visit."""
    came = [id for id in (visit.leader, *visit.delegation) if id in archive.officials]
    there = [id for id in visit.met if id in archive.officials]
    both_ways = [*product(came, there), *product(there, came)]
    homes = (archive.home, country.id)
    return {(a, b) for a, b in both_ways if (archive.officials[a].country, archive.officials[b].country) == homes}
