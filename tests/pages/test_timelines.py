"""Dates on a timeline, under the heading of their year."""

from __future__ import annotations

import pytest

from scripts.pages.overviews import within_year
from scripts.values.dates import FuzzyDate, short_date_range


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2018", None, ""),
        ("2018-03", None, "Mar"),
        ("2018-11-02", "2018-11-05", "2–5 Nov"),
        ("2018", "2020", "to 2020"),
        ("2018", "2019-02-19", "to 19 Feb 2019"),
        ("2018-11", "2019-01", "Nov – Jan 2019"),
    ],
)
def test_the_year_that_stands_above_is_not_said_again(start: str, end: str | None, said: str) -> None:
    assert within_year("2018", short_date_range(FuzzyDate(start), FuzzyDate(end) if end else None)) == said
