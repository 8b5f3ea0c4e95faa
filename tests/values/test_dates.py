from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.values.dates import FuzzyDate, date_range, long_date, short_date, short_date_range

DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)).map(dt.date.isoformat)
TEXTS = st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]))


@given(TEXTS)
def test_a_date_prints_what_was_written_and_spans_what_it_says(text: str) -> None:
    date = FuzzyDate(text)
    assert str(date) == text
    assert date.first.isoformat().startswith(text)
    assert date.last.isoformat().startswith(text)
    assert not (date.last + dt.timedelta(days=1)).isoformat().startswith(text)
    assert long_date(date).endswith(text[:4])


@given(TEXTS, TEXTS, TEXTS)
def test_dates_are_in_one_order(a: str, b: str, c: str) -> None:
    one, two, three = sorted(map(FuzzyDate, (a, b, c)))
    assert one <= two <= three
    assert one.first <= two.first <= three.first
    assert (one == two) == (str(one) == str(two))


@pytest.mark.parametrize(
    "text",
    ["", "64", "1964-13", "1964-00", "1964-02-30", "1964-1-1", "1964-11-", "0964", "1964 ", "١٩٦٤", "1964-11-01T00"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no da"):
        FuzzyDate(text)


@pytest.mark.parametrize(
    ("start", "end", "printed", "short"),
    [
        ("2025-10-09", "2025-10-11", "9–11 October 2025", "9–11 Oct 2025"),
        ("1958-11-28", "1958-12-02", "28 November – 2 December 1958", "28 Nov – 2 Dec 1958"),
        ("2025-12-30", "2026-01-02", "30 December 2025 – 2 January 2026", "30 Dec 2025 – 2 Jan 2026"),
        ("1964-11", "1964-12", "November – December 1964", "Nov – Dec 1964"),
        ("1964-11", "1964-11-20", "to 20 November 1964", "to 20 Nov 1964"),
        ("1964-11-20", "1964", "from 20 November 1964", "from 20 Nov 1964"),
        ("1964-11", "1965-01-20", "November 1964 – 20 January 1965", "Nov 1964 – 20 Jan 1965"),
        ("1964", "1966", "1964–1966", "1964–1966"),
        ("1964", "1964", "1964", "1964"),
        ("1964-11", None, "November 1964", "Nov 1964"),
    ],
)
def test_ranges_are_printed_as_people_write_them(start: str, end: str | None, printed: str, short: str) -> None:
    dates = FuzzyDate(start), FuzzyDate(end) if end else None
    assert date_range(*dates) == printed
    assert short_date_range(*dates) == short


def test_a_year_covers_its_days() -> None:
    assert FuzzyDate("1964").overlaps(FuzzyDate("1964-11-02"))
    assert not FuzzyDate("1964-10").overlaps(FuzzyDate("1964-11-02"))
    assert short_date(FuzzyDate("1964-11-02")) == "2 Nov 1964"
