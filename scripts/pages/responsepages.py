"""What was said on tests, launches and attacks, as pages show it: by event and country, on an event, on a country's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scripts import pictures
from scripts.derive.responses import Response, occasions, responses_of, responses_to
from scripts.load.archive import Archive
from scripts.pages.page import Page
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.values.dates import FuzzyDate


@dataclass(frozen=True)
class Said:
    """A word on an event, and the statement in which it was said."""

    word: str
    statement: str
    date: FuzzyDate


@dataclass(frozen=True)
class OccasionRow:
    """An event with what each country said, in the order of the table's heads; nothing where nothing was found."""

    id: str
    date: FuzzyDate
    cells: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True)
class CountrySaid:
    """A country's words on one event."""

    id: str
    date: FuzzyDate
    said: Said


def _said(found: Iterable[Response]) -> tuple[Said, ...]:
    return tuple(Said(v.STANCES[one.said].label, one.statement.id, one.statement.date) for one in found)


def statements_page(archive: Archive) -> Page:
    """The matrix of events and countries."""
    countries = archive.followed
    rows = []
    for event in reversed(occasions(archive)):
        found = responses_to(event.id, archive)
        rows.append(OccasionRow(event.id, event.date, tuple(_said(found.get(country.id, ())) for country in countries)))
    return Page(
        "statements/index.md",
        "statements",
        "Statements on tests, launches and attacks",
        "What the governments of Southeast Asia and ASEAN said on North Korea’s nuclear tests, launches and attacks, by event and country.",
        {
            "rows": tuple(rows),
            "countries": tuple(country.name for country in countries),
            "stances": tuple(v.STANCES.values()),
            "pictures": pictures.of_region(archive),
        },
        {"kind": "list", "crumbs": [["Events", "events/"]]},
    )


def event_responses(event: model.Event, archive: Archive) -> dict[str, Any]:
    """What was said on an event, and of whom nothing was found; for a statement, what it says on which event."""
    found = responses_to(event.id, archive)
    answered = bool(found) or event.kind == "test"
    return {
        "responses": tuple((id, _said(some)) for id, some in found.items()),
        "unheard": tuple(country.id for country in archive.partners if country.id not in found) if answered else (),
        "stances": tuple((one.country, v.STANCES[one.said].label) for one in event.stances),
    }


def said_by(country: model.Country, archive: Archive) -> tuple[CountrySaid, ...]:
    """A country's words on tests, launches and attacks, the newest first."""
    return tuple(
        CountrySaid(one.on, archive.events[one.on].date, _said([one])[0])
        for one in reversed(responses_of(country.id, archive))
        if one.on in archive.events
    )
