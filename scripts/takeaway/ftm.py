"""People, companies, ships and their sanctions in FollowTheMoney, which investigators' tools read (followthemoney.tech).

One entity a line, as those tools stream it. Whose tie it is, and how good the evidence for it, has no property there: it
stands in notes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from scripts.derive.evidence import evidence_of
from scripts.load.archive import Archive, place_of
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.kinds import KINDS
from scripts.values.dates import FuzzyDate
from scripts.values.prose import plain_text
from scripts.values.settings import Settings

PATH = "data/nksea.ftm.json"
# What an entity is in that model; a test compares with the vocabulary.
SCHEMATA = {
    "company": "Company",
    "bank": "Company",
    "airline": "Company",
    "restaurant": "Company",
    "hotel": "Company",
    "media": "Company",
    "ship": "Vessel",
    "ministry": "PublicBody",
    "embassy": "PublicBody",
    "court": "PublicBody",
    "museum": "Organization",
    "monument": "Organization",
    "school": "Organization",
    "hospital": "Organization",
    "party": "Organization",
    "association": "Organization",
    "organisation": "Organization",
    "group": "Organization",
    "site": "Organization",
}
# Which kinds have which grades.
_HAPPENINGS = ("visits", "agreements", "events")


def follow_the_money(archive: Archive, settings: Settings) -> Iterator[tuple[str, str]]:
    """The one file: (path below the docs folder, text)."""
    lines = (json.dumps(one, ensure_ascii=False) for one in entities(archive, settings))
    yield PATH, "".join(f"{line}\n" for line in lines)


def entities(archive: Archive, settings: Settings) -> Iterator[dict[str, Any]]:
    """People; companies, ships and bodies; where they are, on which lists they stand, to whom they belong."""
    for official in archive.officials.values():
        yield _person(official, archive, settings)
    for entity in archive.entities.values():
        yield from _body(entity, archive, settings)


def _person(record: model.Official, archive: Archive, settings: Settings) -> dict[str, Any]:
    return _entity(
        "Person",
        _id("officials", record.id),
        **_common("officials", record, archive, settings),
        country=_codes([record.country], archive),
        position=[post.title for post in record.posts],
        birthDate=_dates(record.born),
        deathDate=_dates(record.died),
    )


def _body(record: model.Entity, archive: Archive, settings: Settings) -> Iterator[dict[str, Any]]:
    schema, id = SCHEMATA[record.kind], _id("entities", record.id)
    is_ship = schema == "Vessel"
    begun, ended = _dates(record.opened), _dates(record.closed)
    parent = [_id("entities", record.parent)] if record.parent else []
    of = {"buildDate": begun, "imoNumber": [f"IMO{record.imo}"] if record.imo else []}
    if not is_ship:
        own = record.parent and SCHEMATA[archive.entities[record.parent].kind] != "Vessel"
        of = {"incorporationDate": begun, "dissolutionDate": ended, "parent": parent if own else []}
    common = _common("entities", record, archive, settings)
    common["topics"] = ["sanction"] if any(listing.removed is None for listing in record.listings) else []
    address = f"{id}-address"
    if record.place:
        of |= {"addressEntity": [address], "address": [record.place]}
    yield _entity(
        schema, id, **common, country=_codes(record.countries, archive), summary=[plain_text(record.summary)], **of
    )
    if record.place:
        yield _entity("Address", address, full=[record.place])
    for n, listing in enumerate(record.listings, 1):
        yield _sanction(f"{id}-listing-{n}", id, listing, archive)
    for official in record.officials:
        yield _entity(
            "UnknownLink",
            f"{id}-{official}",
            subject=[_id("officials", official)],
            object=[id],
            role=["runs it, owns it or acts for it"],
        )
    if is_ship and record.parent:
        yield _entity(
            "UnknownLink", f"{id}-parent", subject=parent, object=[id], role=["the body to which the ship belongs"]
        )


def _sanction(id: str, of: str, listing: model.Listing, archive: Archive) -> dict[str, Any]:
    number = [listing.number] if listing.number else []
    addresses = [archive.sources[source].url for source in listing.sources if source in archive.sources]
    return _entity(
        "Sanction",
        id,
        entity=[of],
        authority=[v.LISTING_LISTS[listing.list].label],
        authorityId=number,
        unscId=number if listing.list == "un" else [],
        listingDate=_dates(listing.date),
        endDate=_dates(listing.removed),
        reason=[plain_text(listing.note)] if listing.note else [],
        sourceUrl=list(filter(None, addresses)),
    )


def _common(kind: str, record: Any, archive: Archive, settings: Settings) -> dict[str, list[str]]:
    """What a person and a body have alike."""
    return {
        "name": [record.name],
        "alias": [
            name for name in (*(native.text for native in record.native), *record.aliases) if name != record.name
        ],
        "wikidataId": [record.wikidata] if record.wikidata else [],
        "sourceUrl": [settings.url + place_of(kind, record.id, archive)],
        "notes": [*_grades(kind, record.id, archive, settings), *([plain_text(record.note)] if record.note else [])],
        "publisher": [settings.name],
        "publisherUrl": [settings.url],
    }


def _grades(kind: str, id: str, archive: Archive, settings: Settings) -> Iterator[str]:
    """How good the evidence is for what the record tells of somebody: `3 visits and events: grade A 1, C 2; …`."""
    named = [one for by in _HAPPENINGS for one in archive.naming(kind, id, by=by)]
    if named:
        grades = Counter(evidence_of(one, archive).grade for one in named)
        told = ", ".join(f"{grade} {n}" for grade, n in sorted(grades.items()))
        kinds = ", ".join(KINDS[by].plural.lower() for by in _HAPPENINGS if archive.naming(kind, id, by=by))
        yield f"Named in {len(named)} records here ({kinds}); by grade of evidence: {told} ({settings.url}method/#grade)"


def _codes(ids: Any, archive: Archive) -> list[str]:
    """The codes of countries, as that model has them; an organisation of states has none."""
    found = (archive.countries[id].iso for id in ids if id in archive.countries)
    return [code.lower() for code in found if code]


def _dates(date: FuzzyDate | None) -> list[str]:
    return [date.text] if date else []


def _id(kind: str, id: str) -> str:
    return f"nksea-{kind}-{id}"


def _entity(schema: str, id: str, **properties: list[str]) -> dict[str, Any]:
    """An entity with the properties that it has, each value once."""
    given = {name: list(dict.fromkeys(values)) for name, values in properties.items() if values}
    return {"id": id, "schema": schema, "properties": given}
