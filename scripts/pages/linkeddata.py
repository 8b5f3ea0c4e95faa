"""What a page is about, in the vocabulary of schema.org, as JSON-LD.

A page is a `WebPage` that cites its sources (`citation` belongs to works, not to events or persons); the
thing recorded is its `mainEntity`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from scripts.derive.history import History, version_day
from scripts.derive.stories import told
from scripts.derive.voices import sources_of, wire_of
from scripts.load.archive import Archive, place_of
from scripts.pages.page import Page
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.kinds import KINDS
from scripts.takeaway.exports import DATA_FOLDER
from scripts.takeaway.tables import first_sentence
from scripts.values.prose import plain_text
from scripts.values.settings import Settings
from scripts.values.text import shortened

CONTEXT = "https://schema.org"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
JsonLd = dict[str, Any]


def linked_data(page: Page, archive: Archive, history: History, settings: Settings) -> JsonLd:
    """The JSON-LD object of a page."""
    node: JsonLd = {
        "@context": CONTEXT,
        "@type": "WebPage",
        "@id": settings.url + page.address,
        "url": settings.url + page.address,
        "name": page.full_title,
        "description": page.description,
        "inLanguage": "en",
        "license": LICENSE,
        "isPartOf": {"@type": "WebSite", "name": settings.name, "url": settings.url},
        "publisher": _editors(settings),
    }
    if page.address:
        node["breadcrumb"] = breadcrumbs(page, settings)
    kind = page.meta.get("kind", "")
    if page.record:
        kind, record = page.record
        day = version_day(kind, record, history)
        if day:
            node["dateModified"] = day.isoformat()
        node["mainEntity"] = entity(kind, record, archive, settings)
        cited = [archive.sources[id] for id in sources_of(record) if id in archive.sources]
        if cited:
            node["citation"] = [source_node(source, archive) for source in cited]
    elif kind == "home":
        node["mainEntity"] = whole(archive, settings)
    elif page.address == f"{DATA_FOLDER}/":
        node["mainEntity"] = whole(archive, settings) | {"hasPart": [_kind(name, settings) for name in KINDS]}
    elif kind == "list":
        node["@type"] = "CollectionPage"
    return node


def to_script(node: JsonLd) -> str:
    """A JSON-LD object as the text of a script element: no `<` can end it."""
    return json.dumps(node, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def entity(kind: str, record: model.Record, archive: Archive, settings: Settings) -> JsonLd:
    """The thing that a record is about."""
    return reference(kind, record, archive, settings) | _ABOUT[kind](record, archive, settings)


def breadcrumbs(page: Page, settings: Settings) -> JsonLd:
    """The way from the first page to this one, as its head shows it."""
    steps = [("Home", ""), *page.meta.get("crumbs", ()), (page.full_title, page.address)]
    items = [
        {"@type": "ListItem", "position": n, "name": title, "item": settings.url + address}
        for n, (title, address) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def reference(kind: str, record: model.Record, archive: Archive, settings: Settings, type: str = "Thing") -> JsonLd:
    """The thing of a record by name and id, wherever it is named: its page, or its entry on a list, says what it is.

    The id of the thing is not that of the page, since a page is not what it is about.
    """
    url = settings.url + place_of(kind, record.id, archive)
    return {"@type": type, "@id": url if "#" in url else f"{url}#this", "name": record.label, "url": url}


def _country_named(id: str, archive: Archive, settings: Settings) -> JsonLd:
    """A country, by reference where it has a record."""
    record = archive.countries.get(id)
    return (
        reference("countries", record, archive, settings, _country_type(record))
        if record
        else {"@type": "Country", "name": id}
    )


def _term(record: model.Topic, archive: Archive, settings: Settings) -> JsonLd:
    return {"@type": "DefinedTerm", "description": record.in_short}


def _visit(record: model.Visit, archive: Archive, settings: Settings) -> JsonLd:
    status = v.VISIT_STATUSES[record.status].schema
    node = _took_place(record) | ({"eventStatus": f"{CONTEXT}/{status}"} if status else {})
    where = [*record.scene, archive.country_name(record.venue or record.host)]
    return node | _at(where) | _with("attendee", record, archive, settings)


def _agreement(record: model.Agreement, archive: Archive, settings: Settings) -> JsonLd:
    return _took_place(record) | _at(record.scene) | _with("attendee", record, archive, settings)


def _event(record: model.Event, archive: Archive, settings: Settings) -> JsonLd:
    where = record.scene or [archive.country_name(id) for id in record.concerned]
    return _took_place(record) | _at(where) | _with("about", record, archive, settings)


def _took_place(record: model.Happening) -> JsonLd:
    node: JsonLd = {"@type": "Event", "description": record.in_short}
    if record.when:
        node["startDate"] = str(record.when)
    if record.until:  # when it ended is known only where a source says so
        node["endDate"] = str(record.until)
    return node


def _at(places: Sequence[str]) -> JsonLd:
    return {"location": {"@type": "Place", "name": ", ".join(places)}} if places else {}


def _with(role: str, record: model.Happening, archive: Archive, settings: Settings) -> JsonLd:
    named = [archive.officials[id] for id in record.people if id in archive.officials]
    return {role: [reference("officials", one, archive, settings, "Person") for one in named]} if named else {}


def _person(record: model.Official, archive: Archive, settings: Settings) -> JsonLd:
    node: JsonLd = {
        "@type": "Person",
        "nationality": _country_named(record.country, archive, settings),
    }
    names = [*(native.text for native in record.native), *record.aliases]
    titles = list(dict.fromkeys(post.title for post in record.posts))
    return node | _given(
        alternateName=names, jobTitle=titles, birthDate=record.born, deathDate=record.died, sameAs=_wikidata(record)
    )


def _country(record: model.Country, archive: Archive, settings: Settings) -> JsonLd:
    names = [*(native.text for native in record.native), *record.aliases, *([record.formal] if record.formal else [])]
    return {"@type": _country_type(record)} | _given(
        alternateName=names, identifier=record.iso, sameAs=_wikidata(record)
    )


def _country_type(record: model.Country) -> str:
    return "Organization" if record.role == "organisation" else "Country"


# Entities that are no organisations to schema.org: neither founded nor part of one.
_NO_ORGANISATIONS = ("Vehicle", "Place", "Museum", "LandmarksOrHistoricalBuildings")


def _organisation(record: model.Entity, archive: Archive, settings: Settings) -> JsonLd:
    type = v.ENTITY_KINDS[record.kind].schema
    names = [*(native.text for native in record.native), *record.aliases]
    node: JsonLd = {"@type": type, "description": record.in_short}
    node |= _given(alternateName=names, sameAs=_wikidata(record))
    if record.imo:
        node["identifier"] = f"IMO {record.imo}"
    if type not in _NO_ORGANISATIONS:
        parent = archive.entities.get(record.parent or "")
        if parent and v.ENTITY_KINDS[parent.kind].schema not in _NO_ORGANISATIONS:
            of = v.ENTITY_KINDS[parent.kind].schema
            node["parentOrganization"] = reference("entities", parent, archive, settings, of)
        node |= _given(foundingDate=record.opened, dissolutionDate=record.closed)
        node["location"] = {
            "@type": "Place",
            "name": ", ".join(
                [*([record.place] if record.place else []), *(archive.country_name(id) for id in record.countries)]
            ),
        }
    return node


def _dataset(record: model.Indicator, archive: Archive, settings: Settings) -> JsonLd:
    dates = [value.date for value in record.values]
    node: JsonLd = {
        "@type": "Dataset",
        "description": shortened(f"{record.title}. {plain_text(record.description)} Each value with its source.", 1000),
        "variableMeasured": record.title,
        "temporalCoverage": f"{min(dates)}/{max(dates)}",
        "license": LICENSE,
        "isAccessibleForFree": True,
        "creator": _editors(settings),
        "distribution": [
            _download(settings, f"indicators/{record.id}.json", "application/json"),
        ],
    }
    places = [{"@type": "Place", "name": archive.country_name(id)} for id in record.concerned]
    return node | _given(spatialCoverage=places)


def _measure(record: model.Measure, archive: Archive, settings: Settings) -> JsonLd:
    if record.kind == "body":
        return {"@type": "Organization", "description": record.in_short} | _given(
            foundingDate=record.date, dissolutionDate=record.end
        )
    if record.kind == "vote":
        return {"@type": "Event", "description": record.in_short, "startDate": str(record.date)}
    return {
        "@type": "Legislation",
        "description": record.in_short,
        "legislationDate": str(record.date),
        "legislationPassedBy": {"@type": "Organization", "name": record.issuer},
    } | _given(legislationIdentifier=record.symbol)


def _vote(record: model.Vote, archive: Archive, settings: Settings) -> JsonLd:
    return {"@type": "Event", "description": record.in_short, "startDate": str(record.date)} | {
        "organizer": {"@type": "Organization", "name": record.body}
    }


def _claim(record: model.Claim, archive: Archive, settings: Settings) -> JsonLd:
    """A `ClaimReview` where the verdict is a rating, else the bare claim; the first on record is its author."""
    first = record.said[0]
    claim: JsonLd = {"@type": "Claim", "name": record.title, "author": {"@type": "Thing", "name": first.by}}
    claim |= _given(datePublished=first.date)
    verdict = v.VERDICTS[record.verdict]
    if verdict.rating is None:
        return claim | {"description": record.in_short}
    return {
        "@type": "ClaimReview",
        "description": record.in_short,
        "claimReviewed": record.title,
        "itemReviewed": claim,
        "author": _editors(settings),
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": verdict.rating,
            "worstRating": 1,
            "bestRating": max(one.rating or 0 for one in v.VERDICTS.values()),
            "alternateName": verdict.label,
        },
    }


def _story(record: model.Story, archive: Archive, settings: Settings) -> JsonLd:
    steps = told(record, archive)
    return {
        "@type": "ItemList",
        "description": record.in_short,
        "itemListOrder": f"{CONTEXT}/ItemListOrderAscending",
        "numberOfItems": len(steps),
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": n,
                "name": one.record.label,
                "url": settings.url + place_of(one.kind, one.record.id, archive),
            }
            for n, one in enumerate(steps, 1)
        ],
    }


# What a record of each kind is, for the kinds with pages.
_ABOUT: dict[str, Callable[[Any, Archive, Settings], JsonLd]] = {
    "countries": _country,
    "officials": _person,
    "visits": _visit,
    "agreements": _agreement,
    "events": _event,
    "entities": _organisation,
    "indicators": _dataset,
    "measures": _measure,
    "topics": _term,
    "votes": _vote,
    "claims": _claim,
    "stories": _story,
}


def whole(archive: Archive, settings: Settings) -> JsonLd:
    """All records together as one data set."""
    days = [record.start for record in archive.visits.values()]
    return {
        "@type": "Dataset",
        "name": settings.name,
        "description": settings.description,
        "url": f"{settings.url}data/",
        "license": LICENSE,
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "creator": _editors(settings),
        "spatialCoverage": [{"@type": "Place", "name": country.name} for country in archive.partners],
        "distribution": [
            _download(settings, "nksea.sqlite", "application/vnd.sqlite3"),
            _download(settings, "datapackage.json", "application/json"),
        ],
    } | ({"temporalCoverage": f"{min(days).year}/{max(days).year}"} if days else {})


def _kind(kind: str, settings: Settings) -> JsonLd:
    """All records of a kind as one data set."""
    return {
        "@type": "Dataset",
        "name": f"{KINDS[kind].plural} · {settings.name}",
        "description": f"{first_sentence(KINDS[kind].model)} {KINDS[kind].introduction} Each record with its sources.",
        "url": f"{settings.url}{kind}/",
        "license": LICENSE,
        "isAccessibleForFree": True,
        "creator": _editors(settings),
        "distribution": [
            _download(settings, f"{kind}.json", "application/json"),
            _download(settings, f"{kind}.csv", "text/csv"),
        ],
    }


def _editors(settings: Settings) -> JsonLd:
    """Who publishes the site and makes its data."""
    return {"@type": "Organization", "name": settings.name, "url": settings.url}


def _download(settings: Settings, path: str, type: str) -> JsonLd:
    return {"@type": "DataDownload", "contentUrl": f"{settings.url}{DATA_FOLDER}/{path}", "encodingFormat": type}


def source_node(source: model.Source, archive: Archive) -> JsonLd:
    """A source as a work that a page cites."""
    publisher = archive.publishers.get(source.publisher)
    agency = wire_of(source, archive)
    node: JsonLd = {"@type": v.SOURCE_KINDS[source.kind].schema, "name": source.label}
    node |= _given(url=source.url or source.archive, datePublished=source.date)
    node["inLanguage"] = source.language
    if source.author:
        node["author"] = [{"@type": "Person", "name": " ".join(reversed(name))} for name in source.signed_by]
    elif agency:
        node["author"] = {"@type": "Organization", "name": agency.name}
    node["publisher"] = {"@type": "Organization", "name": publisher.name if publisher else source.publisher}
    return node


def _wikidata(record: model.Country | model.Official | model.Entity) -> str | None:
    return f"https://www.wikidata.org/wiki/{record.wikidata}" if record.wikidata else None


def _given(**values: Any) -> JsonLd:
    """The values that are there: dates as text, a list of one as its item."""
    node: JsonLd = {}
    for name, value in values.items():
        if value:
            is_list = isinstance(value, list)
            node[name] = (value[0] if len(value) == 1 else value) if is_list else str(value)
    return node
