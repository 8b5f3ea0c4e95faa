"""What was looked up again, and how much of it held."""

from __future__ import annotations

from typing import ClassVar

from scripts.record.base import Record
from scripts.record.fields import Number, Text
from scripts.values.dates import FuzzyDate


class Audit(Record):
    """A draw of records that were looked up again, with what was found."""

    kind_name: ClassVar[str] = "audits"

    title: Text
    """What was drawn, in one line."""
    date: FuzzyDate | None = None
    """The day on which the looking up ended."""
    seed: Text | None = None
    """The seed of the draw, with which `python -m scripts audit` draws the same records of the same state again."""
    drawn: Number
    """How many records were drawn."""
    partly: Number | None = None
    """How many were supported only in part: a nuance, a place, a qualifier."""
    wrong: Number | None = None
    """How many were wrong."""
    lost: Number | None = None
    """How many could not be found again."""
    finding: Text
    """What was found, in words."""

    @property
    def right(self) -> Number | None:
        """How many were supported in full, where the others were counted."""
        if self.partly is None or self.wrong is None or self.lost is None:
            return None
        return self.drawn - self.partly - self.wrong - self.lost

    @property
    def gist(self) -> str:
        return self.finding
