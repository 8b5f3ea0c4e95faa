"""Which pages there are: path, template and values of each. Pages are data; `render` writes them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from scripts import derive, model, pictures
from scripts import vocabularies as v
from scripts.archive import Archive, date_of
from scripts.markup import plain_text, root_from, shortened
from scripts.regionmap import region_map
from scripts.standing import standings

# Kinds that have a page for each record, with the name of one record and of the list.
RECORD_PAGES = {
    "countries": ("Country", "Countries"),
    "officials": ("Person", "People"),
    "visits": ("Visit", "Visits"),
    "agreements": ("Agreement", "Agreements"),
    "events": ("Event", "Events"),
    "entities": ("Entity", "Companies, ships, institutions"),
    "topics": ("Topic", "Topics"),
    "indicators": ("Figures", "Figures"),
    "measures": ("Measure", "Sanctions measures"),
}
# Kinds whose records are entries of a list.
LIST_ONLY = {"assessments": "Views", "sources": "Sources", "publishers": "Publishers"}
TITLES = {**{kind: names[1] for kind, names in RECORD_PAGES.items()}, **LIST_ONLY}
SINGULAR = {
    **{kind: names[0] for kind, names in RECORD_PAGES.items()},
    "assessments": "View",
    "sources": "Source",
    "publishers": "Publisher",
}


@dataclass(frozen=True)
class Page:
    """One Markdown page to be written.

    `path` is its file below the docs folder; `meta` its front matter, which the theme reads; `values` what
    the template sees besides the archive.
    """

    path: str
    template: str
    title: str
    description: str
    values: dict[str, Any] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)

    @property
    def record(self) -> tuple[str, model.Record] | None:
        """The kind and the record whose page this is, if it is one's."""
        kind, record = self.meta.get("kind", ""), self.values.get("record")
        return (kind, record) if kind in RECORD_PAGES and record is not None else None

    @property
    def root(self) -> str:
        """The way from the page to the site's root."""
        return root_from(self.address)

    @property
    def address(self) -> str:
        """The page's address in the site: `visits/x/` for `visits/x.md`, `visits/` for `visits/index.md`, '' for home."""
        stem = self.path.removesuffix(".md").removesuffix("index").rstrip("/")
        return f"{stem}/" if stem else ""


def pages(archive: Archive) -> Iterator[Page]:
    """Every page of the site that is made from records."""
    yield home(archive)
    for kind in RECORD_PAGES:
        records = list(archive.records[kind].values())
        for i, record in enumerate(records):
            yield record_page(
                kind, record, archive, records[i - 1] if i else None, records[i + 1] if i + 1 < len(records) else None
            )
    yield from lists(archive)
    yield from source_pages(archive)
    yield plain(
        "publishers/index.md", "publishers", "Publishers", "Who publishes the sources, and on which side they stand."
    )
    yield plain(
        "assessments/index.md",
        "assessments",
        "Views",
        "What named analysts said about North Korea and Southeast Asia, with source and date.",
    )
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
    held = [visit for visit in archive.visits.values() if visit.status in ("held", "departed")]
    return Page(
        "index.md",
        "home",
        "North Korea in Southeast Asia",
        "A sourced, linkable, downloadable record of North Korea's ties with the eleven states of Southeast Asia.",
        {
            "latest_visits": list(reversed(held))[:8],
            "latest_events": list(reversed(archive.events.values()))[:8],
            "counts": {kind: len(records) for kind, records in archive.records.items()},
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
    date = date_of(record)
    facets: dict[str, list[str]] = {"kind": [RECORD_PAGES[kind][0]]}
    countries = [
        archive.countries[id].name for id in countries_of(record) if id in archive.countries and id != archive.home
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
        values["evidence"] = derive.evidence_of(record, archive)
        values["measures"] = derive.measures_in_force(date, archive)
    if isinstance(record, model.Country):
        values |= country_values(record, archive)
    if isinstance(record, model.Indicator):
        values["pictures"] = pictures.of_indicator(record)
    if isinstance(record, model.Official):
        values |= official_values(record, archive)
    meta: dict[str, Any] = {
        "kind": kind,
        "record": record.id,
        "label": RECORD_PAGES[kind][0],
        "file": archive.places[kind, record.id].path,
        "crumbs": [[TITLES[kind], f"{kind}/"]],
    }
    if date:
        meta["date"] = date.text
    return Page(
        f"{kind}/{record.id}.md",
        kind.removesuffix("s") if kind not in _STEMS else _STEMS[kind],
        record.label,
        description(record),
        values,
        meta,
    )


_STEMS = {"countries": "country", "entities": "entity"}


def description(record: model.Record) -> str:
    """One or two sentences for search engines and link previews."""
    for name in ("summary", "introduction", "description", "view"):
        text = getattr(record, name, None)
        if text:
            return shortened(plain_text(text))
    if isinstance(record, model.Official):
        posts = "; ".join(post.title for post in record.posts)
        return shortened(f"{record.name}: {posts}." if posts else record.name)
    return record.label


def countries_of(record: model.Record) -> list[str]:
    """The ids of the countries that a record concerns."""
    if isinstance(record, model.Visit):
        return [id for id in (record.visitor, record.host, record.venue) if id]
    if isinstance(record, model.Agreement):
        return [party.country for party in record.parties]
    if isinstance(record, model.Country):
        return [record.id]
    one = getattr(record, "country", None)
    return [one] if one else list(getattr(record, "countries", ()))


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
        "last": derive.last_contacts(country.id, archive),
        "relation": derive.relations_at(country, archive.today),
        "pictures": pictures.of_country(country, archive) if country.role == "partner" else {},
        "meetings": meetings(country, archive),
    }


def meetings(
    country: model.Country, archive: Archive
) -> list[tuple[model.Official, model.Official, list[model.Visit]]]:
    """Who of North Korea and who of a country met twice or more often, the most frequent first, with the visits."""
    met: dict[tuple[str, str], list[model.Visit]] = defaultdict(list)
    for visit in derive.visits_with(country.id, archive):
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


def lists(archive: Archive) -> Iterator[Page]:
    """The index page of each kind; visits and events also by decade."""
    texts = {
        "countries": "The eleven states of Southeast Asia, ASEAN, and what the record says of each.",
        "officials": "Who acted for each side, by country.",
        "visits": "Who went where, when, in what rank, and whom they met: every visit between North Korea and Southeast Asia on record.",
        "agreements": "What North Korea and the states of Southeast Asia signed.",
        "events": "Incidents, ruptures, seizures, court cases, statements, aid.",
        "entities": "Companies, ships, banks, restaurants, museums and institutions that the record names.",
        "topics": "The record by subject.",
        "indicators": "Number series: trade, the size of the economy, China's share, each value with its source.",
        "measures": "UN resolutions with their provisions, bodies that watch over them, national rules, votes.",
    }
    for kind, text in texts.items():
        records = list(archive.records[kind].values())
        values = {"records": records, "groups": groups(kind, records, archive), "decades": decades(records)}
        if kind == "visits":
            values["pictures"] = pictures.of_region(archive)
        yield Page(
            f"{kind}/index.md",
            kind,
            TITLES[kind],
            text,
            values,
            {"kind": "list"},
        )
        if kind in ("visits", "events"):
            by_decade = defaultdict(list)
            for record in records:
                by_decade[date_of(record).decade].append(record)  # type: ignore[union-attr]
            for decade, found in sorted(by_decade.items()):
                yield Page(
                    f"{kind}/{decade}s.md",
                    kind,
                    f"{TITLES[kind]} in the {decade}s",
                    f"{TITLES[kind]} between {decade} and {decade + 9}.",
                    {"records": found, "groups": [], "decades": decades(records), "decade": decade},
                    {"kind": "list", "crumbs": [[TITLES[kind], f"{kind}/"]]},
                )


def decades(records: Iterable[model.Record]) -> list[tuple[int, int]]:
    """(decade, number of records) for dated records, in order."""
    counts = Counter(date.decade for record in records if (date := date_of(record)))
    return sorted(counts.items())


# What a group of an index page is called where the word for one of its records does not do.
GROUP_TITLES: dict[str, dict[str, str]] = {
    "countries": {"home": "North Korea", "partner": "Southeast Asia", "other": "Other states named"},
    "entities": {
        "company": "Companies",
        "bank": "Banks and payment companies",
        "ship": "Ships",
        "airline": "Airlines",
        "restaurant": "Restaurants and hotels",
        "museum": "Museums and monuments",
        "school": "Schools and universities",
        "hospital": "Hospitals and clinics",
        "ministry": "Ministries, agencies, embassies",
        "party": "Political parties",
        "association": "Associations",
        "court": "Courts",
        "organisation": "Intergovernmental organisations",
        "group": "Groups",
        "site": "Sites",
    },
    "measures": {
        "resolution": "Resolutions that bind states",
        "statement": "Statements, and resolutions without binding provisions",
        "body": "Bodies that watch over sanctions",
        "national": "National and European rules",
        "vote": "Votes",
    },
    "indicators": {"share": "Shares", "missions": "Missions abroad", "crime": "Theft and laundering"},
}


def groups(kind: str, records: list[Any], archive: Archive) -> list[tuple[str, str, list[Any]]]:
    """Records in named groups for an index page: (anchor, title, records)."""
    if kind == "officials":
        people: dict[str, list[Any]] = defaultdict(list)
        for person in records:
            people[person.country].append(person)
        order = sorted(
            people,
            key=lambda id: (id != archive.home, archive.countries[id].role == "other", archive.countries[id].name),
        )
        return [(id, archive.countries[id].name, people[id]) for id in order]
    vocabulary = {
        "entities": v.ENTITY_KINDS,
        "measures": v.MEASURE_KINDS,
        "indicators": v.INDICATOR_KINDS,
        "countries": v.COUNTRY_ROLES,
    }.get(kind)
    if vocabulary is None:
        return []
    name = "role" if kind == "countries" else "kind"
    return [
        (term, GROUP_TITLES[kind].get(term, term.capitalize()), found)
        for term in (["partner", "organisation", "home", "other"] if kind == "countries" else vocabulary)
        if (found := [record for record in records if getattr(record, name) == term])
    ]


def source_pages(archive: Archive) -> Iterator[Page]:
    """Sources by year of publication, and their index."""
    years: dict[str, list[model.Source]] = defaultdict(list)
    for source in archive.sources.values():
        years[str(source.date.year) if source.date else "undated"].append(source)
    ordered = sorted(years.items(), reverse=True, key=lambda pair: "" if pair[0] == "undated" else pair[0])
    languages = Counter(source.language for source in archive.sources.values())
    sides = Counter(
        speaker.side for source in archive.sources.values() if (speaker := derive.speaker_of(source, archive))
    )
    yield Page(
        "sources/index.md",
        "sources",
        "Sources",
        "The documents cited, by year of publication.",
        {
            "years": [(year, len(found)) for year, found in ordered],
            "languages": languages.most_common(),
            "sides": sides,
            "pictures": pictures.of_region(archive),
        },
        {"kind": "list"},
    )
    for year, found in ordered:
        yield Page(
            f"sources/{year}.md",
            "sources-year",
            f"Sources of {year}" if year != "undated" else "Undated sources",
            f"{len(found)} sources published in {year}."
            if year != "undated"
            else f"{len(found)} sources whose date is not known.",
            {"records": found, "year": year},
            {"kind": "list", "crumbs": [["Sources", "sources/"]]},
        )
