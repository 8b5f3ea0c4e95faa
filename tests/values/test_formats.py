"""The forms of values."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.values.formats import to_csv


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        " =1",
        "\t=1",
        "\n=1",
        "＝1",
        "＋1",
        "－x",
        "＠x",
        "-",
        "+",
        "-1.2.3",
        "- a",
    ],
)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert read(to_csv(["a"], [[cell]])) == [["a"], [f"'{cell}"]]


@pytest.mark.parametrize("cell", ["-1", "-1.25", "+3", "0", "1=1", "a-b", "'a", "", "2020-01-01", "a@b"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert read(to_csv(["a", "b"], [[cell, None]])) == [["a", "b"], [cell, ""]]


def test_numbers_stay_numbers() -> None:
    assert to_csv(["a"], [[-1], [-1.5]]) == "a\r\n-1\r\n-1.5\r\n"


@given(st.lists(st.text(), min_size=2, max_size=2))
def test_what_is_written_is_read_again(row: list[str]) -> None:
    assert [
        cell.removeprefix("'") if cell != old else cell
        for cell, old in zip(read(to_csv(["a", "b"], [row]))[1], row, strict=True)
    ] == row
