"""Which measures were in force: the first and the last day of a provision, and dates that are known to the year."""

from __future__ import annotations

import pytest

from scripts.derive.measures import measures_in_force
from scripts.load.archive import Archive
from scripts.values.dates import FuzzyDate


@pytest.mark.parametrize(
    ("date", "subjects"),
    [
        ("1983-09-29", []),
        ("1983-09-30", ["arms"]),
        ("1982", []),
        ("1983", ["arms"]),
        ("1983-09", ["arms"]),
        ("1983-12-31", ["arms"]),
        ("1984-01-01", ["arms", "shipping"]),
        ("1984-06-30", ["arms", "shipping"]),
        ("1984-06", ["arms", "shipping"]),
        ("1984-07", ["arms"]),
        ("1984-07-01", ["arms"]),
        # A provision of a body binds nobody; that of a resolution has a last day.
        ("2009-06-12", ["arms"]),
        ("2017-12-21", ["arms"]),
        ("2017-12-22", ["arms", "workers"]),
        ("2027-12-22", ["arms", "workers"]),
        ("2027-12-23", ["arms"]),
    ],
)
def test_a_provision_is_in_force_from_its_first_day_to_its_last(mini: Archive, date: str, subjects: list[str]) -> None:
    found = measures_in_force(FuzzyDate(date), mini)
    assert [p.subject for _, provisions in found for p in provisions] == subjects


def test_without_a_date_nothing_is_in_force(mini: Archive) -> None:
    assert measures_in_force(None, mini) == []


def test_only_measures_with_a_provision_in_force_are_named(mini: Archive) -> None:
    assert [measure.id for measure, _ in measures_in_force(FuzzyDate("2000"), mini)] == ["un-9999"]
