"""A country's trade with North Korea, mirrored: by year, what it sold, what it bought, both together, and how far the figures lie apart.

North Korea publishes no customs figures, so that each number is the partner's or an estimate of somebody else; where two
say something of one direction in one year, the gap between them is what a reader should know first.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from scripts.load.archive import Archive
from scripts.record import model

DIRECTIONS = ("exports-to-dprk", "imports-from-dprk", "total")


@dataclass(frozen=True)
class Figure:
    """A number of a series of trade."""

    series: str
    value: model.Value


@dataclass(frozen=True)
class Gap:
    """How far the figures of a direction lie apart: the lowest and the highest of them, in the unit of the row."""

    direction: str
    low: Decimal
    high: Decimal

    @property
    def apart(self) -> Decimal:
        """The difference."""
        return self.high - self.low

    @property
    def times(self) -> float | None:
        """How many times the lowest is the highest, to a tenth; None where the lowest is nothing."""
        return round(float(self.high / self.low), 1) if self.low else None


@dataclass(frozen=True)
class TradeRow:
    """The figures of one date in one unit, by direction in the order of `DIRECTIONS`."""

    date: str
    unit: str
    figures: tuple[tuple[Figure, ...], ...]

    @property
    def by_way(self) -> tuple[tuple[str, tuple[Figure, ...]], ...]:
        """The figures with their directions."""
        return tuple((way, figures) for way, figures in zip(DIRECTIONS, self.figures, strict=True))

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Where figures of the same direction differ, and where the two directions do not add up to the total."""
        found = []
        for direction, figures in zip(DIRECTIONS, self.figures, strict=True):
            numbers = [
                bound for figure in figures for bound in (figure.value.value, figure.value.upper) if bound is not None
            ]
            if len(figures) > 1 and min(numbers) != max(numbers):
                found.append(Gap(direction, min(numbers), max(numbers)))
        if all(len(figures) == 1 for figures in self.figures):
            sold, bought, both = (figures[0].value.value for figures in self.figures)
            if sold + bought != both:
                found.append(Gap("sum", min(sold + bought, both), max(sold + bought, both)))
        return tuple(found)


def trade_by_year(country: str, archive: Archive) -> tuple[TradeRow, ...]:
    """What is on record of a country's trade with North Korea, the newest first, dollars before other money."""
    found: dict[tuple[str, str], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for series in archive.indicators.values():
        if series.country == country and series.kind == "trade" and series.direction:
            for value in series.values:
                found[value.date.text, series.unit][series.direction].append(Figure(series.id, value))
    order = sorted(found, key=lambda key: (key[0], key[1] == "USD"), reverse=True)
    return tuple(
        TradeRow(date, unit, tuple(tuple(found[date, unit][direction]) for direction in DIRECTIONS))
        for date, unit in order
    )
