"""Pages that look at all countries, or at all kinds of one: timelines, the comparison, the years, the coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from scripts import pictures
from scripts.derive.chronicle import TOLD, Entry, by_decade, chronicle
from scripts.derive.standing import standings, year_end
from scripts.derive.visits import last_contacts
from scripts.load.archive import Archive
from scripts.pages.page import Page
from scripts.pictures.charts import FIRST_YEAR
from scripts.pictures.regionmap import region_map
from scripts.record import model
from scripts.record import vocabularies as v

# The last contacts of a country's panel: direction, rank, label.
CONTACTS = (
    ("in", "leader", "North Korean leader there"),
    ("out", "leader", "Leader in North Korea"),
    ("in", "minister", "North Korean minister or above there"),
    ("out", "minister", "Minister or above in North Korea"),
)


def overviews(archive: Archive) -> Iterator[Page]:
    """Every page of this module."""
    yield timeline_page(archive)
    for country in archive.followed:
        yield timeline_page(archive, country)
    yield comparison_page(archive)
    yield coverage_page(archive)
    yield from year_pages(archive)


def _crumbs(*pairs: tuple[str, str]) -> list[list[str]]:
    return [list(pair) for pair in pairs]


def timeline_page(archive: Archive, country: model.Country | None = None) -> Page:
    """The chronicle of a country, or of the region."""
    entries = chronicle(archive, country)
    name = pictures.the(country) if country else "Southeast Asia"
    found: Counter[str] = Counter(entry.kind for entry in entries)
    values: dict[str, Any] = {
        "entries": entries,
        "decades": by_decade(entries),
        "kinds": [(kind, label, found[kind]) for kind, label in TOLD.items() if found[kind]],
        "grades": [grade for grade in v.GRADES if any(entry.grade == grade for entry in entries)],
        "countries": [] if country else _countries_named(entries, archive),
        "country": country,
    }
    crumbs = _crumbs(("Countries", "countries/"), (country.name, f"countries/{country.id}/")) if country else []
    return Page(
        f"countries/{country.id}/timeline.md" if country else "timeline/index.md",
        "timeline",
        f"Timeline: {country.name} and North Korea" if country else "Timeline",
        f"Relations, visits, agreements, events and measures between {name} and North Korea, all in the order of time.",
        values,
        {"kind": "timeline", "crumbs": crumbs},
    )


def _countries_named(entries: list[Entry], archive: Archive) -> list[model.Country]:
    named = {id for entry in entries for id in entry.countries}
    return [country for country in archive.followed if country.id in named]


def comparison_page(archive: Archive) -> Page:
    """The eleven countries side by side, by the facts of their panels."""
    partners = archive.partners
    last = {
        (country.id, *contact): visit
        for country in partners
        for contact, visit in last_contacts(country.id, archive).items()
    }
    return Page(
        "compare/index.md",
        "compare",
        "Countries compared",
        "The eleven states of Southeast Asia by the same questions: relations, missions, last contacts, and the facts of each panel.",
        {"standings": standings(archive.today, archive), "contacts": CONTACTS, "last": last, "facts": v.FACTS},
        {"kind": "compare", "crumbs": _crumbs(("Countries", "countries/"))},
    )


def coverage_page(archive: Archive) -> Page:
    """How dense the record is, by country and year, and what a blank means."""
    return Page(
        "coverage/index.md",
        "coverage",
        "Coverage",
        "Where the record is dense, thin, empty or not researched, by country and year since 1948.",
        {"pictures": pictures.of_region(archive), "states": pictures.COVERAGE, "dense": pictures.DENSE},
        {"kind": "page", "crumbs": _crumbs(("Method", "method/"))},
    )


def year_pages(archive: Archive) -> Iterator[Page]:
    """The state of relations and missions at the end of each year since 1948, and the index of the years."""
    last = archive.today.year
    found = []
    previous: dict[str, str] = {}
    for year in range(FIRST_YEAR, last + 1):
        day = year_end(year, archive.today)
        there = standings(day, archive)
        states = {one.country.id: one.state for one in there}
        changed = {one.country.id: one for one in there if previous and previous.get(one.country.id) != one.state}
        previous = states
        found.append((year, Counter(states.values()), changed))
        yield Page(
            f"as-of/{year}.md",
            "as-of",
            f"As of {'today' if year == last else f'the end of {year}'}",
            f"Relations and missions between North Korea and each state of Southeast Asia at the end of {year}."
            if year != last
            else "Relations and missions between North Korea and each state of Southeast Asia today.",
            {
                "year": year,
                "day": day,
                "standings": there,
                "changed": changed,
                "map": region_map(),
                "before": year - 1 if year > FIRST_YEAR else None,
                "after": year + 1 if year < last else None,
            },
            {"kind": "as-of", "crumbs": _crumbs(("Countries", "countries/"), ("As of", "as-of/"))},
        )
    yield Page(
        "as-of/index.md",
        "as-of-index",
        "As of any year",
        "The state of relations and missions between North Korea and the states of Southeast Asia at the end of every year since 1948.",
        {"years": found, "names": {country.id: country.name for country in archive.partners}},
        {"kind": "list", "crumbs": _crumbs(("Countries", "countries/"))},
    )
