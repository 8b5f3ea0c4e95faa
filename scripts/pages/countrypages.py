"""What the page of a country shows besides its record."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import product
from typing import Any

from scripts import pictures
from scripts.derive.relations import relations_at
from scripts.derive.visits import visit_counts, visits_on_record
from scripts.load.archive import Archive
from scripts.pages.ballots import claim_rows, vote_rows
from scripts.pages.rows import agreement_table, entity_rows, event_table, names_of, people_rows, views, visit_table
from scripts.pages.standingrows import answers_of, contacts, mission_row, missions_now
from scripts.record import model
from scripts.values.dates import short_date

# The last contacts of a country's panel: direction, rank, label.
SHOWN_CONTACTS = (
    ("in", "leader", "Last visit of a North Korean leader"),
    ("out", "leader", "Last visit of its leader to North Korea"),
    ("in", "minister", "Last North Korean minister or above here"),
    ("out", "minister", "Last minister or above in North Korea"),
)
# As many pairs of people who met often as a reader looks at.
MOST_MEETINGS = 12


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
        "contacts": contacts(country, SHOWN_CONTACTS, archive),
        "answers": answers_of(country),
        "visits": visit_table([] if home else of("visits"), archive).latest_first(),
        "visit_counts": "" if home else counts_in_words(visit_counts(country.id, archive)),
        "meetings": meetings(country, archive)[:MOST_MEETINGS],
        "agreements": agreement_table([] if home else of("agreements"), archive).latest_first(),
        "events": event_table([] if home else of("events"), archive).latest_first(),
        "people": people_rows(of("officials")),
        "north_koreans": () if home else north_koreans(of("visits"), of("events"), archive),
        "entities": () if home else entity_rows(of("entities"), archive),
        "views": views(of("assessments")),
        "indicators": tuple(indicator.id for indicator in of("indicators")),
        "measures": tuple((measure.id, measure.date) for measure in of("measures")),
        "votes": vote_rows(of("votes"), (country.id,)),
        "claims": claim_rows(of("claims")),
        "pictures": pictures.of_country(country, archive) if country.role == "partner" else {},
    }


def north_koreans(visits: list[model.Visit], events: list[model.Event], archive: Archive) -> tuple[str, ...]:
    """The ids of the North Koreans whom a country's visits and events name, by name."""
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
