"""All of the record as one workbook for spreadsheets: what readers ask first, then the full tables, then what each column holds.

Written by XlsxWriter. Texts are texts, never formulas; a day is a date, and a date known to the month or the year stays text,
since a spreadsheet would make a day of it.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format as Style

from scripts.load.archive import Archive
from scripts.takeaway.columns import Cell, Column
from scripts.takeaway.database import VIEWS, ask, database
from scripts.takeaway.tables import tables
from scripts.takeaway.version import Version, about
from scripts.values.settings import Settings

# What a cell can hold at most (Excel); nothing in the record comes near it but parts as JSON.
MOST = 32_767
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Names of columns in the views that hold a day.
_DAYS = frozenset({"earliest_date", "last_date"})
# Widths of columns, in characters.
_WIDTHS = {"day": 11, "date": 11, "number": 12, "integer": 6, "list": 30, "parts": 30, "mapping": 30}
_WIDE = re.compile(r"title|summary|claim|text|name|note|value|view|description|question|url|about|what it holds")


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, what it answers or holds, its columns with their types, its rows."""

    name: str
    about: str
    columns: tuple[tuple[str, str], ...]
    rows: Sequence[Sequence[Cell]]


def workbook(archive: Archive, version: Version, settings: Settings) -> bytes:
    """The workbook as a file. Same records, same bytes: its time is that of the record's last change."""
    sheets = [*views(archive, version), *full_tables(archive)]
    out = io.BytesIO()
    made = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    when = dt.datetime.fromisoformat(version.time.replace("Z", "")) if version.time else dt.datetime(2000, 1, 1)
    made.set_properties({"title": settings.name, "author": settings.editors, "created": when, "comments": settings.url})
    bold = made.add_format({"bold": True, "bottom": 1})
    day = made.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    for sheet in [_first(sheets, archive, version, settings), *sheets, columns_sheet(archive)]:
        _write(made, sheet, bold, day)
    made.close()
    return out.getvalue()


def _first(sheets: Sequence[Sheet], archive: Archive, version: Version, settings: Settings) -> Sheet:
    told = {name: value for name, value in about(archive, version, settings).items() if isinstance(value, str)}
    rows: list[tuple[Cell, ...]] = list(told.items())
    rows += [(sheet.name, sheet.about) for sheet in sheets]
    rows.append(("columns", "What each column of the full tables holds."))
    return Sheet("about", "", (("sheet", "text"), ("what it holds", "text")), rows)


def views(archive: Archive, version: Version) -> Iterator[Sheet]:
    """The questions asked most, each with its answer."""
    base = database(archive, version)
    for view in VIEWS:
        if view.name == "measures_at":  # tens of thousands of rows; the data base answers it
            continue
        answer = ask(base, f"SELECT * FROM {view.name}")
        columns = tuple((name, "day" if name in _DAYS else "text") for name in answer.columns)
        yield Sheet(view.name, view.question, columns, answer.rows)


def full_tables(archive: Archive) -> Iterator[Sheet]:
    """Every table of the data package, under its name there with `all_` before it."""
    for table in tables(archive):
        columns = tuple((column.name, column.type) for column in table.columns)
        yield Sheet(f"all_{table.name}", table.meaning, columns, table.rows)


def columns_sheet(archive: Archive) -> Sheet:
    """What each column of the full tables holds."""
    rows = [
        (f"all_{table.name}", column.name, column.description, _words(column))
        for table in tables(archive)
        for column in table.columns
    ]
    names = (("sheet", "text"), ("column", "text"), ("what it holds", "text"), ("words it can hold", "text"))
    return Sheet("columns", "", names, rows)


def _words(column: Column) -> str:
    return ", ".join(column.terms) if column.terms is not None else ""


def _write(made: Workbook, sheet: Sheet, bold: Style, day: Style) -> None:
    page = made.add_worksheet(sheet.name[:31])
    page.freeze_panes(1, 0)
    for n, (name, type) in enumerate(sheet.columns):
        page.write_string(0, n, name, bold)
        page.set_column(n, n, _WIDTHS.get(type, 50 if _WIDE.search(name) else 16))
    for i, row in enumerate(sheet.rows, 1):
        for n, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, int | float):
                page.write_number(i, n, value)
            elif sheet.columns[n][1] == "day" and _DAY.fullmatch(value) and value >= "1900-03-01":
                page.write_datetime(i, n, dt.datetime.fromisoformat(value), day)
            else:
                page.write_string(i, n, value if len(value) <= MOST else f"{value[: MOST - 1]}…")
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
