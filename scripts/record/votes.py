"""How states voted: roll calls of the United Nations."""

from __future__ import annotations

from typing import ClassVar

from scripts.record.base import Evidenced
from scripts.record.fields import CountryId, MeasureId, Number, Prose, Text, TopicId
from scripts.values.dates import FuzzyDate


class Vote(Evidenced):
    """A roll call, with the votes of the states of Southeast Asia. A state in none of the lists has no vote on record."""

    kind_name: ClassVar[str] = "votes"

    title: Text
    """What was put to the vote, in one line."""
    date: FuzzyDate
    """The day of the vote, as precisely as it is known."""
    body: Text
    """The body that voted."""
    symbol: Text | None = None
    """The symbol of the resolution or of the draft."""
    roll_call: Text | None = None
    """The number of the roll call in the data set from which the votes come."""
    voted_for: tuple[CountryId, ...] = ()
    """The states of the region that voted for it."""
    voted_against: tuple[CountryId, ...] = ()
    """The states of the region that voted against it."""
    abstained: tuple[CountryId, ...] = ()
    """The states of the region that abstained."""
    in_favour: Number | None = None
    """How many states voted for it in all."""
    against: Number | None = None
    """How many states voted against it in all."""
    abstentions: Number | None = None
    """How many states abstained in all."""
    measure: MeasureId | None = None
    """The record that tells of the resolution and its debate."""
    topics: tuple[TopicId, ...] = ()
    """The subjects to which the vote belongs."""
    summary: Prose
    """What was put to the vote, in a sentence or two."""

    @property
    def concerned(self) -> tuple[str, ...]:
        return (*self.voted_for, *self.voted_against, *self.abstained)

    @property
    def cast(self) -> dict[str, str]:
        """How each state of the region voted: `yes`, `no` or `abstained`, by its id."""
        ways = (("yes", self.voted_for), ("no", self.voted_against), ("abstained", self.abstained))
        return {country: way for way, countries in ways for country in countries}

    @property
    def tally(self) -> str:
        """For, against and abstaining in all: `99–21–56`; empty where it is not known."""
        counts = (self.in_favour, self.against, self.abstentions)
        return "–".join("?" if n is None else str(n) for n in counts) if any(n is not None for n in counts) else ""
