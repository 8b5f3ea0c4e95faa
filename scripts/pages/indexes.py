"""Lists of records as pages: the index of each kind, visits and events by decade, sources by year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from scripts import pictures
from scripts.derive.evidence import speaker_of
from scripts.load.archive import Archive
from scripts.pages.page import Page
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.kinds import PAGED
from scripts.values.vocabulary import Vocabulary


def indexes(archive: Archive) -> Iterator[Page]:
    """Every page of this module."""
    yield from lists(archive)
    yield from source_pages(archive)


def lists(archive: Archive) -> Iterator[Page]:
    """The index page of each kind; visits and events also by decade."""
    for kind, about in PAGED.items():
        records = list(archive.records[kind].values())
        values = {"records": records, "groups": groups(kind, records, archive), "decades": decade_counts(records)}
        if kind == "visits":
            values["pictures"] = pictures.of_region(archive)
        yield Page(
            f"{kind}/index.md",
            kind,
            about.plural,
            about.introduction,
            values,
            {"kind": "list"},
        )
        if about.by_decade:
            by_decade = defaultdict(list)
            for record in records:
                by_decade[record.when.decade if record.when else 0].append(record)
            for decade, found in sorted(by_decade.items()):
                yield Page(
                    f"{kind}/{decade}s.md",
                    kind,
                    f"{about.plural} in the {decade}s",
                    f"{about.plural} between {decade} and {decade + 9}.",
                    {"records": found, "groups": [], "decades": decade_counts(records), "decade": decade},
                    {"kind": "list", "crumbs": [[about.plural, f"{kind}/"]]},
                )


def decade_counts(records: Iterable[model.Record]) -> list[tuple[int, int]]:
    """(decade, number of records) for dated records, in order."""
    counts = Counter(date.decade for record in records if (date := record.when))
    return sorted(counts.items())


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
    grouped_by: dict[str, tuple[str, Vocabulary[Any]]] = {
        "countries": ("role", v.COUNTRY_ROLES),
        "entities": ("kind", v.ENTITY_KINDS),
        "measures": ("kind", v.MEASURE_KINDS),
        "indicators": ("kind", v.INDICATOR_KINDS),
    }
    if kind not in grouped_by:
        return []
    name, vocabulary = grouped_by[kind]
    return [
        (word, said.plural, found)
        for word, said in vocabulary.items()
        if (found := [record for record in records if getattr(record, name) == word])
    ]


def source_pages(archive: Archive) -> Iterator[Page]:
    """Sources by year of publication, and their index."""
    years: dict[str, list[model.Source]] = defaultdict(list)
    for source in archive.sources.values():
        years[str(source.date.year) if source.date else "undated"].append(source)
    ordered = sorted(years.items(), reverse=True, key=lambda pair: "" if pair[0] == "undated" else pair[0])
    languages = Counter(source.language for source in archive.sources.values())
    sides = Counter(speaker.side for source in archive.sources.values() if (speaker := speaker_of(source, archive)))
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
