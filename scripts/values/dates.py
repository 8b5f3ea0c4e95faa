"""Dates as far as they are known: a year, a month or a day."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable
from functools import total_ordering
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

PATTERN = r"^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
_MATCH = re.compile(PATTERN, re.ASCII).match
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@total_ordering
class FuzzyDate:
    """A date with its precision, written `1964`, `1964-11` or `1964-11-01`.

    Sorted by its first possible day; of two that begin on one day the more precise comes last.
    """

    __slots__ = ("first", "last", "text")

    def __init__(self, text: str) -> None:
        """Raise ValueError when `text` is none of the three forms or no day of the calendar."""
        if not _MATCH(text):
            raise ValueError(f"'{text}' is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
        parts = [int(part) for part in text.split("-")]
        try:
            first = dt.date(*([*parts, 1, 1])[:3])
        except ValueError:
            raise ValueError(f"'{text}' is no day of the calendar") from None
        if len(parts) == 3:
            last = first
        elif len(parts) == 2:
            last = first.replace(day=monthrange(first.year, first.month)[1])
        else:
            last = dt.date(first.year, 12, 31)
        self.text, self.first, self.last = text, first, last

    @property
    def precision(self) -> str:
        """`year`, `month` or `day`."""
        return {4: "year", 7: "month", 10: "day"}[len(self.text)]

    @property
    def year(self) -> int:
        """The year, which is always known."""
        return self.first.year

    @property
    def decade(self) -> int:
        """The first year of the decade: 1960 for 1964."""
        return self.first.year // 10 * 10

    def overlaps(self, other: FuzzyDate) -> bool:
        """Whether both may mean the same day."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"FuzzyDate('{self.text}')"

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FuzzyDate) and self.text == other.text

    def __lt__(self, other: FuzzyDate) -> bool:
        return (self.first, len(self.text)) < (other.first, len(other.text))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def parse(value: Any) -> FuzzyDate:
            if isinstance(value, FuzzyDate):
                return value
            if not isinstance(value, str):
                raise PydanticCustomError("date", "a date is one word: YYYY, YYYY-MM or YYYY-MM-DD")
            try:
                return cls(value)
            except ValueError as error:
                raise PydanticCustomError("date", "{why}", {"why": str(error)}) from None

        return core_schema.no_info_plain_validator_function(
            parse, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": PATTERN, "description": "YYYY, YYYY-MM or YYYY-MM-DD"}


def long_date(date: FuzzyDate) -> str:
    """`1 November 1964`, `November 1964` or `1964`, as precisely as it is known."""
    if date.precision == "year":
        return date.text
    month = f"{MONTHS[date.first.month - 1]} {date.year}"
    return month if date.precision == "month" else f"{date.first.day} {month}"


def short_date(date: FuzzyDate) -> str:
    """`1 Nov 1964`, `Nov 1964` or `1964`, for a table's narrow column."""
    if date.precision == "year":
        return date.text
    month = f"{MONTHS[date.first.month - 1][:3]} {date.year}"
    return month if date.precision == "month" else f"{date.first.day} {month}"


def date_range(start: FuzzyDate, end: FuzzyDate | None) -> str:
    """`9–11 October 2025`, `28 November – 2 December 1958`, `November 1964`."""
    return _range(start, end, long_date)


def short_date_range(start: FuzzyDate, end: FuzzyDate | None) -> str:
    """`9–11 Oct 2025`, `28 Nov – 2 Dec 1958`, `Nov 1964`, for a table's narrow column."""
    return _range(start, end, short_date)


def _range(start: FuzzyDate, end: FuzzyDate | None, style: Callable[[FuzzyDate], str]) -> str:
    if end is None or end == start:
        return style(start)
    if start.precision != end.precision and start.overlaps(end):
        # Begun at an unknown time of the month or year in which it ended.
        return f"to {style(end)}" if len(start.text) < len(end.text) else f"from {style(start)}"
    first, last = style(start), style(end)
    if start.precision == end.precision != "year" and start.year == end.year:
        first = first.rsplit(" ", 1)[0]
        if start.precision == "day" and start.first.month == end.first.month:
            return f"{first.split(' ')[0]}–{last}"
    spaced = " " in first or " " in last
    return f"{first} – {last}" if spaced else f"{first}–{last}"
