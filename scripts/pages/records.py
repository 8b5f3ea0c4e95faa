"""Which pages there are: path, template and values of each. Pages are data; `render` writes them.

Here the page of each record; the first page and lists of records are in `home` and `indexes`, pages that look across
countries and kinds in `overviews`, what belongs to a record of each kind in a module of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from scripts.derive.apart import apart_from, called, heading
from scripts.derive.evidence import evidence_of
from scripts.derive.stories import concerned, span
from scripts.load.archive import Archive
from scripts.pages.ballots import claim_values, measure_values, vote_values
from scripts.pages.countrypages import country_values
from scripts.pages.happenings import agreement_values, event_values, visit_values
from scripts.pages.page import Page
from scripts.pages.people import official_values
from scripts.pages.rows import Neighbour
from scripts.pages.stories import stories_naming, story_values, strips
from scripts.pages.subjects import entity_values, indicator_values, topic_values
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.kinds import KINDS, PAGED

# What the page of each kind of record shows besides the record; nothing for a kind that is not named.
VALUES: dict[str, Callable[[Any, Archive], dict[str, Any]]] = {
    "countries": country_values,
    "officials": official_values,
    "visits": visit_values,
    "agreements": agreement_values,
    "events": event_values,
    "entities": entity_values,
    "indicators": indicator_values,
    "topics": topic_values,
    "measures": measure_values,
    "votes": vote_values,
    "claims": claim_values,
    "stories": story_values,
}


def record_pages(archive: Archive) -> Iterator[Page]:
    """The page of each record."""
    for kind in PAGED:
        records = list(archive.records[kind].values())
        for i, record in enumerate(records):
            yield record_page(kind, record, archive, neighbours(kind, records, i, archive))


def page_of_record(kind: str, id: str, archive: Archive) -> Page:
    """The page of one record, made alone."""
    records = list(archive.records[kind].values())
    record = archive.records[kind][id]
    place = next(i for i, one in enumerate(records) if one is record)
    return record_page(kind, record, archive, neighbours(kind, records, place, archive))


def neighbours(kind: str, records: Sequence[model.Record], i: int, archive: Archive) -> tuple[Neighbour, ...]:
    """The records before and after the one at place `i`, as far as there are any; by date where the kind has dates."""
    before, after = ("Before", "After") if records[i].is_dated else ("Previous", "Next")
    found = [("prev", before, records[i - 1])] if i else []
    found += [("next", after, records[i + 1])] if i + 1 < len(records) else []
    return tuple(Neighbour(record.id, called(kind, record, archive), word, rel) for rel, word, record in found)


def facets_of(kind: str, record: model.Record, archive: Archive) -> dict[str, list[str]]:
    """What the search can be narrowed to: kind, countries, decade, topics."""
    countries = [
        archive.countries[id].name
        for id in concerned(record, archive)
        if id in archive.countries and id != archive.home
    ]
    found = {
        "kind": [KINDS[kind].singular],
        "country": countries,
        "decade": [f"{decade}s" for decade in decades_of(record, archive)],
        "topic": [archive.topics[id].title for id in getattr(record, "topics", ()) if id in archive.topics],
    }
    if isinstance(record, model.Happening):
        evidence = evidence_of(record, archive)
        found |= {"grade": [evidence.grade], "side": [v.ATTESTATIONS[evidence.attestation].label]}
    return {name: values for name, values in found.items() if values}


def decades_of(record: model.Record, archive: Archive) -> list[int]:
    """The decades under which a record is found: that of its date, of a story all through which it runs."""
    if isinstance(record, model.Story) and (dates := span(record, archive)):
        return list(range(dates[0].decade, dates[1].decade + 1, 10))
    return [record.when.decade] if record.when else []


def record_page(kind: str, record: model.Record, archive: Archive, beside: tuple[Neighbour, ...]) -> Page:
    """The page of one record, with its neighbours in the order of its kind."""
    values: dict[str, Any] = {
        "record": record,
        "neighbours": beside,
        "facets": facets_of(kind, record, archive),
        "strips": strips(kind, record, archive),
        "stories": stories_naming(kind, record.id, archive),
    }
    if kind in VALUES:
        values |= VALUES[kind](record, archive)
    meta: dict[str, Any] = {
        "kind": kind,
        "record": record.id,
        "label": KINDS[kind].singular,
        "file": archive.places[kind, record.id].path,
        "crumbs": [[KINDS[kind].plural, f"{kind}/"]],
    }
    if record.when:
        meta["date"] = record.when.text
    return Page(
        f"{kind}/{record.id}.md",
        KINDS[kind].stem,
        heading(record, archive),
        record.in_short,
        values,
        meta,
        apart_from(kind, record, archive),
    )
