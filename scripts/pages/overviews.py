"""Pages that look at all countries, or at all kinds of one: timelines, the comparison, the years, the coverage."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scripts import pictures
from scripts.derive.chronicle import TOLD, Entry, by_decade, chronicle, chronicle_of
from scripts.derive.standing import standings, year_end
from scripts.load.archive import Archive
from scripts.pages.countrypages import LAST_CONTACTS, list_pages
from scripts.pages.disputes import disputes_page
from scripts.pages.foot import in_full
from scripts.pages.gaps import gaps_page
from scripts.pages.matterpages import matter_pages
from scripts.pages.missionpages import heads_page
from scripts.pages.page import Page
from scripts.pages.parts import opened
from scripts.pages.responsepages import statements_page
from scripts.pages.rows import named
from scripts.pages.standingrows import (
    Contact,
    CountryAnswer,
    StandingRow,
    answers_of,
    contacts,
    map_plate,
    standing_row,
)
from scripts.pictures.charts import FIRST_YEAR
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.kinds import KINDS
from scripts.values.dates import long_date, short_date_range

# The ways in which a chronicle says who was concerned: not of relations, which name the country, nor of measures.
_WITHOUT_COUNTRIES = ("relations", "measures")


@dataclass(frozen=True)
class Line:
    """A line of a chronicle: its anchor, its date without the year that heads it, what it says and where it leads.

    `concerned` are the ids of its countries, by which it can be picked; `names` are said of it;
    `former` are the ids that its record had before.
    """

    key: str
    kind: str
    grade: str
    concerned: str
    date: str
    target: str
    id: str
    anchor: str
    text: str
    names: str
    sort: str
    former: tuple[str, ...]


@dataclass(frozen=True)
class YearLines:
    """The lines of a year."""

    year: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class DecadeLines:
    """The years of a decade."""

    years: tuple[YearLines, ...]

    def __len__(self) -> int:
        return sum(len(year.lines) for year in self.years)


@dataclass(frozen=True)
class ComparedCountry:
    """A column of the comparison."""

    standing: StandingRow
    contacts: tuple[Contact, ...]
    answers: tuple[CountryAnswer, ...]


@dataclass(frozen=True)
class YearRow:
    """A year in the list of years: the countries with which relations changed, and with how many there were any."""

    year: int
    changed: tuple[StandingRow, ...]
    related: int


def overviews(archive: Archive) -> Iterator[Page]:
    """Every page of this module."""
    yield timeline_page(archive)
    for country in archive.followed:
        yield country_timeline(country, archive)
    yield from list_pages(archive)
    yield comparison_page(archive)
    yield coverage_page(archive)
    yield disputes_page(archive)
    yield heads_page(archive)
    yield statements_page(archive)
    yield from matter_pages(archive)
    yield gaps_page(archive)
    yield from year_pages(archive)


def _crumbs(*pairs: tuple[str, str]) -> list[list[str]]:
    return [list(pair) for pair in pairs]


def timeline_page(archive: Archive) -> Page:
    """The chronicle of the region."""
    entries = chronicle(archive)
    return Page(
        "timeline/index.md",
        "timeline",
        "Timeline",
        _ALL_IN_ORDER.format("Southeast Asia"),
        {**_timeline(entries, None, archive), "countries": _countries_named(entries, archive)},
        {"kind": "timeline", "crumbs": []},
    )


def country_timeline(country: model.Country, archive: Archive) -> Page:
    """The chronicle of a country."""
    return Page(
        f"countries/{country.id}/timeline.md",
        "timeline",
        f"Timeline: {country.name} and North Korea",
        _ALL_IN_ORDER.format(country.in_a_sentence),
        {**_timeline(chronicle_of(country, archive), country, archive), "countries": []},
        {
            "kind": "timeline",
            "crumbs": _crumbs(("Countries", "countries/"), (country.name, f"countries/{country.id}/")),
        },
    )


_ALL_IN_ORDER = (
    "Relations, visits, agreements, events and measures between {} and North Korea, all in the order of time."
)


def _timeline(entries: list[Entry], country: model.Country | None, archive: Archive) -> dict[str, Any]:
    """What both kinds of timeline show."""
    found: Counter[str] = Counter(entry.kind for entry in entries)
    return {
        "n": len(entries),
        "decades": opened(
            (
                f"d{decade}",
                f"{decade}s",
                DecadeLines(tuple(_year_lines(year, inside, country, archive) for year, inside in years)),
            )
            for decade, years in by_decade(entries)
        ),
        "kinds": [(kind, label, found[kind]) for kind, label in TOLD.items() if found[kind]],
        "grades": [grade for grade in v.GRADES if any(entry.grade == grade for entry in entries)],
        "country": country,
    }


def _year_lines(year: int, entries: list[Entry], country: model.Country | None, archive: Archive) -> YearLines:
    return YearLines(year, tuple(_line(entry, country, archive) for entry in entries))


def _line(entry: Entry, country: model.Country | None, archive: Archive) -> Line:
    """An entry of a chronicle; that of one country need not name it."""
    year = str(entry.start.year)
    shown = () if country or entry.kind in _WITHOUT_COUNTRIES else entry.countries
    return Line(
        entry.key,
        entry.kind,
        entry.grade,
        "" if country else " ".join(entry.countries),
        within_year(year, short_date_range(entry.start, entry.end)),
        entry.target,
        entry.id,
        entry.anchor,
        entry.text,
        named(shown, archive),
        KINDS[entry.kind].singular if entry.kind in KINDS else TOLD[entry.kind],
        archive.records[entry.kind][entry.id].formerly if entry.kind in KINDS else (),
    )


def within_year(year: str, date: str) -> str:
    """A date under the heading of its year: `2–5 Nov`, `to 19 Feb 2019`, nothing where no more than the year is known."""
    return re.sub(r"^ ?– ?", "to ", date.replace(f" {year}", "").replace(year, ""))


def _countries_named(entries: list[Entry], archive: Archive) -> list[model.Country]:
    named = {id for entry in entries for id in entry.countries}
    return [country for country in archive.followed if country.id in named]


def comparison_page(archive: Archive) -> Page:
    """The eleven countries side by side, by the facts of their panels."""
    rows = [
        ComparedCountry(
            standing_row(one, archive), contacts(one.country, LAST_CONTACTS, archive), answers_of(one.country)
        )
        for one in standings(archive.today, archive)
    ]
    return Page(
        "compare/index.md",
        "compare",
        "Countries compared",
        "The eleven states of Southeast Asia by the same questions: relations, missions, last contacts, and the facts of each panel.",
        {
            "rows": rows,
            "ways": [title for title, _ in rows[0].standing.ways] if rows else [],
            "contacts": [label for _, _, label in LAST_CONTACTS],
            "questions": list(v.FACTS.items()),
        },
        {"kind": "compare", "crumbs": _crumbs(("Countries", "countries/"))},
    )


def coverage_page(archive: Archive) -> Page:
    """How dense the record is, by country and year, and what a blank means."""
    states = [(state, said.label, said.meaning.split(": ")[-1]) for state, said in pictures.COVERAGE.items()]
    return Page(
        "coverage/index.md",
        "coverage",
        "Coverage",
        "Where the record is dense, thin, empty or not researched, by country and year since 1948.",
        {"pictures": pictures.of_region(archive), "states": states},
        {"kind": "page", "crumbs": _crumbs(("Method", "method/"))},
    )


def year_pages(archive: Archive) -> Iterator[Page]:
    """The state of relations and missions at the end of each year since 1948, and the index of the years."""
    found: list[YearRow] = []
    before: dict[str, str] = {}
    for year in range(FIRST_YEAR, archive.today.year + 1):
        rows = [standing_row(one, archive) for one in standings(year_end(year, archive.today), archive)]
        changed = tuple(row for row in rows if before and before.get(row.id) != row.state)
        before = {row.id: row.state for row in rows}
        found.append(YearRow(year, changed, sum(row.state in ("full", "strained") for row in rows)))
        yield year_page(year, rows, changed, archive.today)
    yield Page(
        "as-of/index.md",
        "as-of-index",
        "As of any year",
        "The state of relations and missions between North Korea and the states of Southeast Asia at the end of every year since 1948.",
        {"years": found, "turns": [row for row in reversed(found) if row.changed]},
        {"kind": "list", "crumbs": _crumbs(("Countries", "countries/"))},
    )


def year_page(year: int, rows: list[StandingRow], changed: tuple[StandingRow, ...], today: dt.date) -> Page:
    """All countries at the end of a year, or today in the running one."""
    running = year == today.year
    when = "today" if running else f"at the end of {year}"
    return Page(
        f"as-of/{year}.md",
        "as-of",
        f"As of {'today' if running else f'the end of {year}'}",
        f"Relations and missions between North Korea and each state of Southeast Asia {when}.",
        {
            "year": year,
            "day": long_date(in_full(year_end(year, today))),
            "rows": rows,
            "plate": map_plate(rows),
            "changed": {row.id for row in changed},
            "before": year - 1 if year > FIRST_YEAR else None,
            "after": None if running else year + 1,
        },
        {"kind": "as-of", "crumbs": _crumbs(("Countries", "countries/"), ("As of", "as-of/"))},
    )
