"""Long lists in parts that fold: what happened by decade and year, people by initial, the rest as their pages choose.

A folded part is whole in its page: an address of one of its rows opens it, and so do paper, the browser's own search and the
filter of the list.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence, Sized
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

# A list of more rows stands in parts, and so does a decade of more; the first parts are open, up to as many rows together.
LONG = 60

Row = TypeVar("Row")
# A part before it is known whether it is open: its anchor, its title, its rows.
Piece = tuple[str, str, list[Row]]


@dataclass(frozen=True)
class Part:
    """A part of a list: its anchor, its title, its rows, and whether it is open at first.

    The one part of a list that is not long has neither anchor nor title.
    """

    anchor: str
    title: str
    rows: Any
    is_open: bool = True


def opened(pieces: Iterable[tuple[str, str, Sized]], most: int = LONG) -> tuple[Part, ...]:
    """Pieces as parts, of which the first are open, until they have `most` rows together."""
    parts, shown = [], 0
    for anchor, title, rows in pieces:
        shown += len(rows)
        parts.append(Part(anchor, title, rows, is_open=shown <= most))
    return tuple(parts)


def by_time(
    rows: Sequence[Row], year_of: Callable[[Row], int | None], name: str, *, long: int = LONG
) -> tuple[Part, ...]:
    """A list in the order of time by decades, and a decade of more than `long` rows by years; what has no date is a part too.

    `name` is how the anchors of the parts begin; a list of no more than `long` rows is one part.
    """
    if len(rows) <= long:
        return (Part("", "", rows),)
    return opened(_pieces(rows, year_of, name, long), long)


def _pieces(rows: Sequence[Row], year_of: Callable[[Row], int | None], name: str, long: int) -> list[Piece[Row]]:
    found: list[Piece[Row]] = []
    for decade, inside in groupby(rows, key=lambda row: _decade(year_of(row))):
        of_decade = list(inside)
        if decade is None:
            found.append((f"{name}-undated", "Undated", of_decade))
        elif len(of_decade) <= long:
            found.append((f"{name}-{decade}s", f"{decade}s", of_decade))
        else:
            years = [(year, list(of_year)) for year, of_year in groupby(of_decade, key=year_of)]
            found += [(f"{name}-{year}", str(year), of_year) for year, of_year in years]
    return found


def _decade(year: int | None) -> int | None:
    return None if year is None else year // 10 * 10


def by_initial(rows: Sequence[Row], called: Callable[[Row], str], name: str, *, long: int = LONG) -> tuple[Part, ...]:
    """A list by the first letters of what its rows are called, in the order of the alphabet; a short one is one part."""
    if len(rows) <= long:
        return (Part("", "", rows),)
    letters: dict[str, list[Row]] = {}
    for row in rows:
        letters.setdefault(_initial(called(row)), []).append(row)
    return opened(((f"{name}-{letter.lower()}", letter, letters[letter]) for letter in sorted(letters)), long)


def _initial(text: str) -> str:
    """The letter of the Latin alphabet with which a name begins, without its marks; `other` for figures and other scripts."""
    first = unicodedata.normalize("NFD", text.replace("Đ", "D"))[:1].upper()
    return first if "A" <= first <= "Z" else "other"
