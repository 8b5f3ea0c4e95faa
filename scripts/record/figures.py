"""Number series and their values."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from scripts.record import vocabularies as v
from scripts.record.base import Dispute, Part, Record
from scripts.record.fields import CountryId, Number, Prose, SourceIds, Text, TopicId
from scripts.values.dates import FuzzyDate


class Value(Part):
    """A number of a series, for a year, a month or a day."""

    date: FuzzyDate
    """The year, month or day for which the number stands."""
    value: Number
    """The number, in the unit of the series; the lower bound, when the source gives a range."""
    upper: Number | None = None
    """The other bound, when the source gives a range."""
    estimator: Text | None = None
    """Who counted or estimated the number."""
    note: Prose | None = None
    """What the number includes or leaves out."""
    sources: SourceIds
    """The sources that give the number."""


class Indicator(Record):
    """A number series: GDP estimates, China's share of trade, trade by country and year."""

    kind_name: ClassVar[str] = "indicators"

    title: Text
    """What is counted."""
    kind: Annotated[str, v.INDICATOR_KINDS]
    """What kind of series it is."""
    unit: Text
    """The unit of the numbers."""
    country: CountryId | None = None
    """The country that the series concerns."""
    direction: Annotated[str, v.DIRECTIONS] | None = None
    """The direction of trade, for a series of trade."""
    description: Prose
    """What the numbers mean, who makes them and how far they can be trusted."""
    topics: tuple[TopicId, ...] = ()
    """The subjects to which the series belongs."""
    disputes: tuple[Dispute, ...] = ()
    """Disagreements between sources about the numbers, kept open."""
    values: Annotated[tuple[Value, ...], Field(min_length=1)]
    """The numbers, in the order of time."""
