"""The workbook and the versions, read back by programs that know the formats."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import sqlite3
import subprocess
from pathlib import Path

import openpyxl
import pytest

from scripts.derive.history import NO_HISTORY, Change, History
from scripts.load.archive import Archive
from scripts.takeaway.database import VIEWS
from scripts.takeaway.gather import takeaway
from scripts.takeaway.tables import tables
from scripts.takeaway.version import UNKNOWN, version_of
from scripts.takeaway.workbook import workbook
from scripts.values.settings import site_settings

VISIT = "1964-11-02-han-so-sudville"
CHANGES = (
    Change(kind="visits", id="a", action="added", commit="a" * 40, time="2024-01-01T08:00:00Z", subject=""),
    Change(kind="visits", id="b", action="renamed", old_id="a", commit="b" * 40, time="2024-01-03T08:00:00Z", subject=""),
)  # fmt: skip


@pytest.fixture(scope="module")
def book(mini: Archive) -> bytes:
    return workbook(mini, version_of(History(CHANGES)), site_settings())


@pytest.fixture(scope="module")
def sheets(book: bytes) -> dict[str, list[tuple[object, ...]]]:
    read = openpyxl.load_workbook(io.BytesIO(book))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in read.worksheets}


def test_what_is_asked_first_comes_first(sheets: dict[str, list[tuple[object, ...]]], mini: Archive) -> None:
    names = list(sheets)
    assert names[0] == "about"
    assert names[-1] == "columns"
    views = [view.name for view in VIEWS if view.name != "measures_at"]
    assert names[1 : len(views) + 1] == views
    assert names[len(views) + 1 : -1] == [f"all_{table.name}"[:31] for table in tables(mini)]
    assert dict(sheets["about"])["version"] == "2024.01.03+bbbbbbb"


def test_days_are_dates_and_dates_in_part_are_text(sheets: dict[str, list[tuple[object, ...]]]) -> None:
    head, *rows = sheets["all_visits"]
    found = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert found[VISIT]["earliest_date"] == dt.datetime(1964, 11, 2)
    assert found[VISIT]["start"] == "1964-11-02"
    assert found["2020-05-envoys-meet-farland"]["start"] == "2020-05"
    assert found["2020-05-envoys-meet-farland"]["latest_date"] == dt.datetime(2020, 5, 31)
    head, *rows = sheets["all_indicators_values"]
    assert [row[head.index("value")] for row in rows] == [1200000, 0.5]


def test_every_row_and_every_column_is_there(sheets: dict[str, list[tuple[object, ...]]], mini: Archive) -> None:
    told = {(row[0], row[1]): row[2] for row in sheets["columns"]}
    for table in tables(mini):
        head, *rows = sheets[f"all_{table.name}"[:31]]
        assert list(head) == [column.name for column in table.columns]
        assert len(rows) == len(table.rows)
        assert all(told[f"all_{table.name}", column.name] == column.description for column in table.columns)


def test_no_cell_is_a_formula(mini: Archive) -> None:
    record = mini.visits[VISIT].model_copy(update={"title": '=HYPERLINK("https://evil.example","x")'})
    archive = Archive({**mini.records, "visits": {**mini.visits, VISIT: record}}, mini.places, mini.today)
    read = openpyxl.load_workbook(io.BytesIO(workbook(archive, UNKNOWN, site_settings())))
    cells = [cell for sheet in read.worksheets for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)


def test_same_records_give_the_same_workbook(book: bytes, mini: Archive) -> None:
    assert workbook(mini, version_of(History(CHANGES)), site_settings()) == book


@pytest.mark.whole
def test_libreoffice_opens_it(book: bytes, tmp_path: Path) -> None:
    """Where LibreOffice is installed, it reads the sheet of visits back as CSV."""
    office = shutil.which("soffice")
    if office is None:
        return
    (tmp_path / "nksea.xlsx").write_bytes(book)
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2", "--outdir", tmp_path, tmp_path / "nksea.xlsx"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (made,) = tmp_path.glob("*.csv")
    assert "Han So <visits> Sudville & signs *two* papers" in made.read_text(encoding="utf-8")


def test_every_download_says_which_state_it_is(mini: Archive) -> None:
    files = dict(takeaway(mini, History(CHANGES)))
    index = json.loads(files["data/index.json"])
    assert (index["version"], index["commit"], index["changed"]) == (
        "2024.01.03+bbbbbbb",
        "b" * 40,
        "2024-01-03T08:00:00Z",
    )
    assert index["records"]["visits"] == len(mini.visits)
    package = json.loads(files["data/datapackage.json"])
    assert (package["version"], package["created"]) == (index["version"], index["changed"])
    base = sqlite3.connect(":memory:")
    base.deserialize(files["data/nksea.sqlite"])  # type: ignore[arg-type]
    assert base.execute("PRAGMA user_version").fetchone() == (20240103,)
    meta = dict(base.execute("SELECT name, value FROM meta"))
    assert (meta["version"], meta["commit"], meta["format"]) == (index["version"], index["commit"], index["format"])
    base.close()


def test_changes_are_told_to_programs_latest_first(mini: Archive) -> None:
    told = json.loads(dict(takeaway(mini, History(CHANGES)))["data/changes.json"])
    assert [(one["action"], one["id"], one.get("was")) for one in told["changes"]] == [
        ("renamed", "b", "a"),
        ("added", "a", None),
    ]
    without = json.loads(dict(takeaway(mini, NO_HISTORY))["data/changes.json"])
    assert without == {"version": "0", "changes": []}
