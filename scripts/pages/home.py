"""The first page, and the pages that tell about the record as a whole: method, data, search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scripts import pictures
from scripts.derive.standing import standings
from scripts.derive.visits import visits_of_region
from scripts.load.archive import Archive
from scripts.pages.keeping import about_page, corrections_page
from scripts.pages.page import Page
from scripts.pages.rows import event_table, visit_table
from scripts.pages.sourcelines import side_word
from scripts.pages.standingrows import country_row, map_plate, standing_row
from scripts.record import vocabularies as v
from scripts.record.kinds import KINDS, PAGED
from scripts.takeaway.columns import FORMATS, Column
from scripts.takeaway.database import EXAMPLES, VIEWS, Answer
from scripts.takeaway.dossiers import FEWEST
from scripts.takeaway.tables import Table, tables
from scripts.values.formats import to_csv
from scripts.values.settings import site_settings

# What is shown of a table.
FIRST_LINES, MOST_OF_A_LINE = 3, 300
# As many of the latest visits and events as stand side by side.
LATEST_SHOWN = 8
# The sides that the first page explains: two parties, and two that are none.
EXPLAINED = ("dprk", "partner", "press", "international")
# The words that the method page explains, in the order in which a reader meets them.
EXPLAINED_WORDS = (
    v.VISIT_KINDS,
    v.RANKS,
    v.VISIT_STATUSES,
    v.AGREEMENT_KINDS,
    v.AGREEMENT_STATUSES,
    v.AGREEMENT_FIELDS,
    v.EVENT_KINDS,
    v.ENTITY_KINDS,
    v.RELATION_CHANGES,
    v.RELATION_STATES,
    v.MISSION_KINDS,
    v.MISSION_STATUSES,
    v.MEASURE_KINDS,
    v.PROVISION_SUBJECTS,
    v.SOURCE_KINDS,
    v.PUBLISHER_TYPES,
)


@dataclass(frozen=True)
class KindCount:
    """A kind of record with the number of its records."""

    kind: str
    name: str
    n: int


@dataclass(frozen=True)
class AnswerColumn:
    """A column of an answer of the data base; `style` is how its cells stand."""

    name: str
    head_style: str


@dataclass(frozen=True)
class ShownQuestion:
    """An example of the data page: a question, the query, and the answer where it is shown."""

    question: str
    sql: str
    columns: tuple[AnswerColumn, ...]
    rows: tuple[tuple[tuple[Any, str], ...], ...]


def fixed_pages(archive: Archive, answers: Mapping[str, Answer]) -> Iterator[Page]:
    """Every page that tells about the record as a whole. `answers` are those of the data base to the examples of the data page."""
    yield home_page(archive)
    yield method_page()
    yield data_page(archive, answers)
    yield search_page()
    yield about_page(archive, site_settings())
    yield corrections_page(site_settings())
    yield tables_page(archive)


def counts(archive: Archive) -> tuple[KindCount, ...]:
    """How many records there are of each kind that the first page tells of."""
    told = ((name, kind) for name, kind in KINDS.items() if kind.serves("home"))
    return tuple(KindCount(name, kind.plural, len(archive.records[name])) for name, kind in told)


def home_page(archive: Archive) -> Page:
    """The first page: the map, the countries, latest visits and events, the numbers."""
    held = visits_of_region(archive)
    return Page(
        "index.md",
        "home",
        "North Korea in Southeast Asia",
        "A sourced, linkable, downloadable record of North Korea's ties with the eleven states of Southeast Asia.",
        {
            "plate": map_plate([standing_row(one, archive) for one in standings(archive.today, archive)]),
            "countries": tuple(country_row(country, archive) for country in archive.partners),
            "latest": tuple(
                (table, len(archive.records[table.kind]))
                for table in (
                    visit_table(_newest(held), archive),
                    event_table(_newest(archive.events.values()), archive),
                )
            ),
            "counts": tuple(count for count in counts(archive) if count.n),
            "pictures": pictures.of_region(archive),
            "sides": tuple(side_word(side) for side in EXPLAINED),
        },
        {"kind": "home"},
    )


def _newest(records: Iterable[Any]) -> list[Any]:
    return list(records)[: -LATEST_SHOWN - 1 : -1]


def method_page() -> Page:
    """The rules, and what the words mean."""
    return Page(
        "method.md",
        "method",
        "Method",
        "What is included, how sides, grades and dates are determined, and what the words mean.",
        {"sides": tuple(side_word(side) for side in v.SIDES), "vocabularies": EXPLAINED_WORDS},
        {"kind": "page"},
    )


def data_page(archive: Archive, answers: Mapping[str, Answer]) -> Page:
    """What can be taken away, and questions to the data base with their answers."""
    return Page(
        "data/index.md",
        "data",
        "Data",
        "Every record as JSON and CSV, free to reuse.",
        {
            "counts": counts(archive),
            "sources": len(archive.sources),
            "followed": tuple(country.id for country in archive.followed),
            "views": VIEWS,
            "fewest": FEWEST,
            "questions": tuple(question(one.question, one.sql, answers.get(one.question)) for one in EXAMPLES),
        },
        {"kind": "page"},
    )


@dataclass(frozen=True)
class TableRow:
    """A table on the page of tables: its file, how many rows it has, its columns, its first lines as CSV."""

    name: str
    path: str
    meaning: str
    n: int
    columns: tuple[Column, ...]
    first: str


def tables_page(archive: Archive) -> Page:
    """Every table with its columns and first lines, and what changed in them from version to version."""
    return Page(
        "data/tables.md",
        "tables",
        "Tables and columns",
        "Every CSV table of the record: what its columns hold, its first lines, and what changed between versions.",
        {"tables": tuple(map(table_row, tables(archive))), "formats": FORMATS},
        {"kind": "page", "crumbs": [("Data", "data/")]},
    )


def table_row(table: Table) -> TableRow:
    """A table as the page shows it."""
    lines = to_csv([column.name for column in table.columns], table.rows[:FIRST_LINES]).split("\r\n")
    first = "\n".join(line if len(line) <= MOST_OF_A_LINE else f"{line[:MOST_OF_A_LINE]}…" for line in lines)
    return TableRow(table.name, table.path, table.meaning, len(table.rows), table.columns, first.strip())


def question(text: str, sql: str, answer: Answer | None) -> ShownQuestion:
    """An example with its answer as a table; dates and numbers stand as dates and numbers do."""
    if answer is None:
        return ShownQuestion(text, sql, (), ())
    first = answer.rows[0] if answer.rows else [None] * len(answer.columns)
    columns = tuple(
        AnswerColumn(name, "number" if _is_number(value) else "")
        for name, value in zip(answer.columns, first, strict=True)
    )
    rows = tuple(
        tuple((value, _style(name, value)) for name, value in zip(answer.columns, row, strict=True))
        for row in answer.rows
    )
    return ShownQuestion(text, sql, columns, rows)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


def _style(column: str, value: Any) -> str:
    if column in ("earliest_date", "date"):
        return "date"
    return "number" if _is_number(value) else ""


def search_page() -> Page:
    """The search, and the lists for those without JavaScript."""
    return Page(
        "search.md",
        "search",
        "Search",
        "Search people, visits, agreements, events, companies and ships.",
        {"lists": tuple((name, kind.plural) for name, kind in PAGED.items())},
        {"kind": "search"},
    )
