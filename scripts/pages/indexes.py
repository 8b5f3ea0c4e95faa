"""Lists of records as pages: the index of each kind, visits and events by decade, sources by year."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from scripts import pictures
from scripts.derive.voices import voice_of
from scripts.load.archive import Archive
from scripts.pages.ballots import claims_values, votes_values
from scripts.pages.environment import anchor
from scripts.pages.page import Page
from scripts.pages.parts import LONG, Part, by_initial, opened
from scripts.pages.rows import TABLES, entity_rows, parts_of_views, people_rows, views
from scripts.pages.sourcelines import SourceLine, side_word, source_line
from scripts.pages.standingrows import country_row
from scripts.pages.stories import stories_values
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.kinds import KINDS, PAGED
from scripts.values.dates import MONTHS, FuzzyDate
from scripts.values.prose import plain_text
from scripts.values.text import shortened
from scripts.values.vocabulary import Vocabulary

# The publishers of a side stand by country if there are more; a country with as many as this is a part of its own.
FEW_PUBLISHERS, MANY_PUBLISHERS = 15, 4


@dataclass(frozen=True)
class SeriesRow:
    """A series of numbers in the list of all: how many values of which years."""

    id: str
    unit: str
    n: int
    first: FuzzyDate
    last: FuzzyDate

    @property
    def years(self) -> str:
        """The years of the first and the last value."""
        first, last = self.first.year, self.last.year
        return f"{first}–{last}" if last != first else str(first)


@dataclass(frozen=True)
class PublisherRow:
    """A publisher with the number of sources that it published; `years` are those, each with their number and the first one."""

    id: str
    name: str
    aliases: str
    note: str
    type: str
    owner: str
    country: str
    language: str
    n: int
    formerly: tuple[str, ...]
    years: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True)
class AuditRow:
    """A draw with its numbers, each with its label; a dash where nobody counted."""

    id: str
    date: FuzzyDate | None
    title: str
    seed: str
    finding: str
    numbers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CitedSource:
    """A source with the records that cite it, each once: kind and id."""

    line: SourceLine
    cited_by: tuple[tuple[str, str], ...]
    formerly: tuple[str, ...]


def indexes(archive: Archive) -> Iterator[Page]:
    """Every page of this module."""
    for kind, about in PAGED.items():
        yield list_page(kind, archive)
        if about.by_decade:
            yield from decade_pages(kind, archive)
    yield publishers_page(archive)
    yield views_page(archive)
    yield audits_page(archive)
    yield removals_page(archive)
    yield from removed_pages(archive)
    yield from source_pages(archive)


def list_page(kind: str, archive: Archive) -> Page:
    """The index page of a kind."""
    records = list(archive.records[kind].values())
    values = list_values(kind, records, archive)
    if kind == "visits":
        values["pictures"] = pictures.of_region(archive)
    return Page(f"{kind}/index.md", kind, KINDS[kind].plural, KINDS[kind].introduction, values, {"kind": "list"})


def decade_pages(kind: str, archive: Archive) -> Iterator[Page]:
    """The records of a kind by decade."""
    records = list(archive.records[kind].values())
    by_decade: dict[int, list[model.Record]] = defaultdict(list)
    for record in records:
        by_decade[record.when.decade if record.when else 0].append(record)
    name = KINDS[kind].plural
    for decade, found in sorted(by_decade.items()):
        yield Page(
            f"{kind}/{decade}s.md",
            kind,
            f"{name} in the {decade}s",
            f"{name} between {decade} and {decade + 9}.",
            {**list_values(kind, found, archive), "decades": decade_counts(records), "decade": decade},
            {"kind": "list", "crumbs": [[name, f"{kind}/"]]},
        )


def list_values(kind: str, records: list[Any], archive: Archive) -> dict[str, Any]:
    """The rows of a list of records: a table of what happened, latest first, or sections."""
    if kind in TABLES:
        table = TABLES[kind](records, archive).latest_first()
        return {"table": table, "decades": decade_counts(records), "decade": None, "pictures": {}}
    if kind == "votes":
        return votes_values(records, archive)
    if kind == "claims":
        return claims_values(records, archive)
    if kind == "stories":
        return stories_values(archive)
    if kind == "topics":
        return {"topics": tuple((topic.id, shortened(plain_text(topic.introduction), 220)) for topic in records)}
    return {
        "records": records,
        "sections": opened(
            (place, title, section_rows(kind, found, archive)) for place, title, found in groups(kind, records, archive)
        ),
    }


def section_rows(kind: str, records: list[Any], archive: Archive) -> Sequence[Any]:
    """The rows of a part of a list."""
    if kind == "countries":
        return [country_row(country, archive) for country in records]
    if kind == "officials":
        return people_rows(records)
    if kind == "entities":
        return entity_rows(records, archive)
    if kind == "measures":
        return records[::-1]
    if kind == "indicators":
        return [_series_row(indicator) for indicator in records]
    return records


def _series_row(indicator: model.Indicator) -> SeriesRow:
    dates = [value.date for value in indicator.values]
    return SeriesRow(indicator.id, indicator.unit, len(dates), dates[0], dates[-1])


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


def publishers_page(archive: Archive) -> Page:
    """The publishers by side."""
    by_side: dict[str, list[PublisherRow]] = defaultdict(list)
    for publisher in archive.publishers.values():
        by_side[publisher.side].append(_publisher_row(publisher, archive))
    sides = [(side_word(side), _by_country(side, by_side[side])) for side in v.SIDES if by_side[side]]
    about = KINDS["publishers"]
    values = {"sides": sides, "removed": removed_from("publishers/", archive)}
    return Page("publishers/index.md", "publishers", about.plural, about.introduction, values, {"kind": "page"})


def _by_country(side: str, rows: list[PublisherRow]) -> tuple[Part, ...]:
    """The publishers of a side by country if they are many, those of countries with few and those of none last."""
    if len(rows) <= FEW_PUBLISHERS:
        return (Part("", "", rows),)
    countries: dict[str, list[PublisherRow]] = defaultdict(list)
    for row in rows:
        countries[row.country].append(row)
    large = sorted(name for name, found in countries.items() if name and len(found) >= MANY_PUBLISHERS)
    rest = [row for row in rows if row.country not in large]
    pieces = [(name, countries[name]) for name in large] + ([("Other and none", rest)] if rest else [])
    return opened(((f"{side}-{anchor(name)}", name, found) for name, found in pieces), 0)


def _publisher_row(publisher: model.Publisher, archive: Archive) -> PublisherRow:
    found = archive.naming("publishers", publisher.id, by="sources")
    years: dict[str, list[model.Source]] = defaultdict(list)
    for source in found:
        years[_year_of(source)].append(source)
    return PublisherRow(
        publisher.id,
        publisher.name,
        "; ".join(publisher.aliases),
        publisher.note or "",
        publisher.term("type").label if publisher.type else "",
        publisher.owner or "",
        archive.country_name(publisher.country) if publisher.country else "",
        v.LANGUAGES[publisher.language].label if publisher.language else "",
        len(found),
        publisher.formerly,
        tuple((year, len(of_year), of_year[0].id) for year, of_year in sorted(years.items())),
    )


def audits_page(archive: Archive) -> Page:
    """How good the record is: what was looked up again."""
    about = KINDS["audits"]
    rows = tuple(_audit_row(audit) for audit in sorted(archive.audits.values(), key=_turn))
    return Page(
        "audits/index.md", "audits", "How good is this record?", about.introduction, {"audits": rows}, {"kind": "page"}
    )


def _turn(audit: model.Audit) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The first draw first; of those of one day in the order of the numbers in their seeds: 2 before 10."""
    parts = re.findall(r"\d+|\D+", audit.seed or "")
    return str(audit.date or ""), tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)


def _audit_row(audit: model.Audit) -> AuditRow:
    numbers = {
        "drawn": audit.drawn,
        "right": audit.right,
        "partly": audit.partly,
        "wrong": audit.wrong,
        "not found": audit.lost,
    }
    told = tuple((label, "–" if n is None else str(n)) for label, n in numbers.items())
    return AuditRow(audit.id, audit.date, audit.title, audit.seed or "", audit.finding, told)


def removals_page(archive: Archive) -> Page:
    """What was taken away, and why."""
    about = KINDS["removals"]
    rows = tuple(sorted(archive.removals.values(), key=lambda one: one.date, reverse=True))
    return Page("removals/index.md", "removals", about.plural, about.introduction, {"removals": rows}, {"kind": "page"})


def removed_pages(archive: Archive) -> Iterator[Page]:
    """A page at the address of each record that was taken away and had one: that it was, when and why."""
    for removal in archive.removals.values():
        kind, id = removal.former
        if kind in PAGED:
            yield Page(
                f"{kind}/{id}.md",
                "removed",
                f"Removed: {removal.title}",
                f"This record was taken away: {removal.why}",
                {"removal": removal},
                {"kind": "page", "removed": True, "crumbs": [[KINDS[kind].plural, f"{kind}/"]]},
            )


def removed_from(place: str, archive: Archive) -> tuple[model.Removal, ...]:
    """The entries of a list that were taken away: `publishers/`, `sources/2024/`."""
    return tuple(removal for removal in archive.removals.values() if removal.was.startswith(f"{place}#"))


def views_page(archive: Archive) -> Page:
    """What analysts said."""
    about = KINDS["assessments"]
    values = {
        "views": parts_of_views(views(archive.assessments.values())),
        "removed": removed_from("assessments/", archive),
    }
    return Page("assessments/index.md", "assessments", about.plural, about.introduction, values, {"kind": "page"})


def source_pages(archive: Archive) -> Iterator[Page]:
    """Sources by year of publication, and their index."""
    years = _by_year(archive)
    ordered = sorted(years.items(), reverse=True, key=lambda pair: "" if pair[0] == "undated" else pair[0])
    yield sources_page(archive, [(year, len(found)) for year, found in ordered])
    for year, found in ordered:
        yield year_of_sources(year, found, archive)


def source_page(year: str, archive: Archive) -> Page | None:
    """The sources of one year, or `undated`, made alone; None where there are none."""
    found = _by_year(archive).get(year)
    return year_of_sources(year, found, archive) if found else None


def _by_year(archive: Archive) -> dict[str, list[model.Source]]:
    years: dict[str, list[model.Source]] = defaultdict(list)
    for source in archive.sources.values():
        years[_year_of(source)].append(source)
    return years


def _year_of(source: model.Source) -> str:
    return str(source.date.year) if source.date else "undated"


def sources_page(archive: Archive, years: list[tuple[str, int]]) -> Page:
    """How many sources there are, by year, side and language."""
    sources = archive.sources.values()
    languages = Counter(source.language for source in sources)
    sides = Counter(voice.side for source in sources if (voice := voice_of(source, archive)))
    return Page(
        "sources/index.md",
        "sources",
        "Sources",
        "The documents cited, by year of publication.",
        {
            "n": len(sources),
            "publishers": len(archive.publishers),
            "years": years,
            "languages": [(v.LANGUAGES[language].label, n) for language, n in languages.most_common()],
            "sides": [(side_word(side), sides[side]) for side in v.SIDES if sides[side]],
            "pictures": pictures.of_region(archive),
        },
        {"kind": "list"},
    )


def year_of_sources(year: str, sources: list[model.Source], archive: Archive) -> Page:
    """The sources of a year, or those without a date, with the records that cite each."""
    undated = year == "undated"
    return Page(
        f"sources/{year}.md",
        "sources-year",
        "Undated sources" if undated else f"Sources of {year}",
        f"{len(sources)} sources whose date is not known."
        if undated
        else f"{len(sources)} sources published in {year}.",
        {
            "parts": _parts_of_sources(sources, archive),
            "n": len(sources),
            "order": "By publisher" if undated else "Newest first",
            "removed": removed_from(f"sources/{year}/", archive),
        },
        {"kind": "list", "crumbs": [["Sources", "sources/"]]},
    )


def _parts_of_sources(sources: list[model.Source], archive: Archive) -> tuple[Part, ...]:
    """The sources of a year by month, newest first; those without a date by the initial of their publisher."""
    rows = [_cited_source(source, archive) for source in sources]
    if not all(row.line.date for row in rows):
        return by_initial(
            sorted(rows, key=lambda row: row.line.publisher.casefold()), lambda row: row.line.publisher, "by"
        )
    newest = sorted(rows, key=lambda row: (_month(row), row.line.date), reverse=True)
    if len(rows) <= LONG:
        return (Part("", "", newest),)
    months = ((month, list(found)) for month, found in groupby(newest, key=_month))
    return opened(
        (f"month-{month}", MONTHS[month - 1] if month else "Month not known", found) for month, found in months
    )


def _month(row: CitedSource) -> int:
    """The month of a source, 0 where it is not known."""
    date = row.line.date
    return 0 if date is None or date.precision == "year" else date.first.month


def _cited_source(source: model.Source, archive: Archive) -> CitedSource:
    links = archive.backlinks.get(("sources", source.id), [])
    cited_by = tuple(dict.fromkeys((link.kind, link.id) for link in links))
    return CitedSource(source_line(source, archive), cited_by, source.formerly)
