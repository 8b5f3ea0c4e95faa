"""Which pages there are: path, template and values of each. Pages are data; `render` writes them.

Lists of records are in `indexes`, pages that look across countries and kinds in `overviews`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from scripts import pictures
from scripts.derive.evidence import evidence_of
from scripts.derive.measures import measures_in_force
from scripts.derive.relations import relations_at
from scripts.derive.standing import standings
from scripts.derive.visits import last_contacts, visit_counts, visits_on_record
from scripts.load.archive import Archive
from scripts.pages.page import Page
from scripts.pictures.regionmap import region_map
from scripts.record import model
from scripts.record.kinds import KINDS, PAGED


def pages(archive: Archive) -> Iterator[Page]:
    """The first page, the page of each record, and the pages that need no values of their own."""
    yield home(archive)
    for kind in PAGED:
        records = list(archive.records[kind].values())
        for i, record in enumerate(records):
            yield record_page(
                kind, record, archive, records[i - 1] if i else None, records[i + 1] if i + 1 < len(records) else None
            )
    for name in ("publishers", "assessments"):
        yield plain(f"{name}/index.md", name, KINDS[name].plural, KINDS[name].introduction)
    yield plain(
        "method.md",
        "method",
        "Method",
        "What is included, how sides, grades and dates are determined, and what the words mean.",
    )
    yield plain("data/index.md", "data", "Data", "Every record as JSON and CSV, free to reuse.")
    yield plain(
        "search.md",
        "search",
        "Search",
        "Search people, visits, agreements, events, companies and ships.",
        "search",
    )


def plain(path: str, template: str, title: str, description: str, kind: str = "page") -> Page:
    """A page that needs no values of its own."""
    return Page(path, template, title, description, meta={"kind": kind})


def home(archive: Archive) -> Page:
    """The first page: latest visits and events, the countries, the numbers."""
    held = [visit for visit in archive.visits.values() if visit.counts_as == "visit"]
    return Page(
        "index.md",
        "home",
        "North Korea in Southeast Asia",
        "A sourced, linkable, downloadable record of North Korea's ties with the eleven states of Southeast Asia.",
        {
            "latest_visits": list(reversed(held))[:8],
            "latest_events": list(reversed(archive.events.values()))[:8],
            "counts": {kind: len(records) for kind, records in archive.records.items()},
            "numbers": [(name, kind.plural.lower(), len(archive.records[name])) for name, kind in KINDS.items()],
            "map": region_map(),
            "standings": standings(archive.today, archive),
            "pictures": pictures.of_region(archive),
        },
        {"kind": "home"},
    )


def record_page(
    kind: str, record: model.Record, archive: Archive, before: model.Record | None, after: model.Record | None
) -> Page:
    """The page of one record, with its neighbours in the order of its kind."""
    date = record.when
    facets: dict[str, list[str]] = {"kind": [KINDS[kind].singular]}
    countries = [
        archive.countries[id].name for id in record.concerned if id in archive.countries and id != archive.home
    ]
    if countries:
        facets["country"] = countries
    if date:
        facets["decade"] = [f"{date.decade}s"]
    topics = [archive.topics[id].title for id in getattr(record, "topics", ()) if id in archive.topics]
    if topics:
        facets["topic"] = topics
    values: dict[str, Any] = {"record": record, "before": before, "after": after, "facets": facets}
    if isinstance(record, model.Happening):
        values["evidence"] = evidence_of(record, archive)
        values["measures"] = measures_in_force(date, archive)
    if isinstance(record, model.Country):
        values |= country_values(record, archive)
    if isinstance(record, model.Indicator):
        values["pictures"] = pictures.of_indicator(record)
    if isinstance(record, model.Official):
        values |= official_values(record, archive)
    meta: dict[str, Any] = {
        "kind": kind,
        "record": record.id,
        "label": KINDS[kind].singular,
        "file": archive.places[kind, record.id].path,
        "crumbs": [[KINDS[kind].plural, f"{kind}/"]],
    }
    if date:
        meta["date"] = date.text
    return Page(
        f"{kind}/{record.id}.md",
        KINDS[kind].stem,
        record.label,
        record.in_short,
        values,
        meta,
    )


def country_values(country: model.Country, archive: Archive) -> dict[str, Any]:
    """What a country's page shows besides its own record."""

    def of(kind: str) -> list[Any]:
        return archive.naming("countries", country.id, by=kind)

    everyone = country.role == "home"
    visits = [] if everyone else of("visits")
    events = [] if everyone else of("events")
    met = {id for visit in visits for id in (visit.leader, *visit.delegation, *visit.met) if id}
    met |= {id for event in events for id in event.officials}
    return {
        "visits": visits,
        "agreements": [] if everyone else of("agreements"),
        "events": events,
        "people": of("officials"),
        "others": sorted(
            (
                archive.officials[id]
                for id in met
                if id in archive.officials and archive.officials[id].country == archive.home
            ),
            key=lambda person: (person.name, person.id),
        ),
        "entities": of("entities"),
        "assessments": of("assessments"),
        "indicators": of("indicators"),
        "measures": of("measures"),
        "last": last_contacts(country.id, archive),
        "visit_counts": counts_in_words(visit_counts(country.id, archive)) if not everyone else "",
        "relation": relations_at(country, archive.today),
        "pictures": pictures.of_country(country, archive) if country.role == "partner" else {},
        "meetings": meetings(country, archive),
    }


def counts_in_words(counts: Counter[str]) -> str:
    """What a country's records of visits count as: `59 visits took place. Besides: 2 meetings in a third country.`"""
    words = {
        "meeting": ("meeting in a third country", "meetings in third countries"),
        "stop": ("stop on the way elsewhere", "stops on the way elsewhere"),
        "announced": ("visit only announced", "visits only announced"),
        "departed": ("of which only the departure is reported", "of which only the departure is reported"),
        "cancelled": ("called off", "called off"),
    }
    n = counts["visit"]
    text = f"{n} visit{'s'[: n != 1]} took place" if n else "No visit on record took place"
    besides = [f"{counts[name]} {word[counts[name] != 1]}" for name, word in words.items() if counts[name]]
    return f"{text}. Also listed: {', '.join(besides)}." if besides else f"{text}."


def meetings(
    country: model.Country, archive: Archive
) -> list[tuple[model.Official, model.Official, list[model.Visit]]]:
    """Who of North Korea and who of a country met twice or more often, the most frequent first, with the visits."""
    met: dict[tuple[str, str], list[model.Visit]] = defaultdict(list)
    for visit in visits_on_record(country.id, archive):
        came = {id for id in (visit.leader, *visit.delegation) if id in archive.officials}
        for one in came:
            for other in {id for id in visit.met if id in archive.officials} - {one}:
                pair = sorted((one, other), key=lambda id: archive.officials[id].country != archive.home)
                homes = [archive.officials[id].country for id in pair]
                if homes == [archive.home, country.id]:
                    met[pair[0], pair[1]].append(visit)
    often = sorted(
        ((ids, visits) for ids, visits in met.items() if len(visits) > 1), key=lambda pair: (-len(pair[1]), pair[0])
    )
    return [(archive.officials[one], archive.officials[other], visits) for (one, other), visits in often]


def official_values(person: model.Official, archive: Archive) -> dict[str, Any]:
    """A person's visits with the part played in each, and the other records that name the person."""
    parts = []
    for visit in archive.naming("officials", person.id, by="visits"):
        part = (
            "led"
            if visit.leader == person.id
            else "in the delegation"
            if person.id in visit.delegation
            else "met"
            if person.id in visit.met
            else None
        )
        if part:
            parts.append((visit, part))
    agreements = []
    for agreement in archive.naming("officials", person.id, by="agreements"):
        if person.id in [party.signatory for party in agreement.parties]:
            agreements.append((agreement, "signed"))
        elif person.id in agreement.attended:
            agreements.append((agreement, "attended"))
    met: Counter[str] = Counter()
    for visit, part in parts:
        other = (*visit.met,) if part != "met" else tuple(id for id in (visit.leader, *visit.delegation) if id)
        met.update(id for id in other if id != person.id)
    return {
        "visits": parts,
        "agreements": agreements,
        "events": archive.naming("officials", person.id, by="events"),
        "entities": archive.naming("officials", person.id, by="entities"),
        "met": [(archive.officials[id], n) for id, n in met.most_common() if id in archive.officials],
    }
