"""Sanctions measures and their provisions."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from scripts.record import vocabularies as v
from scripts.record.base import Evidenced, MarkedDay, Part
from scripts.record.fields import CountryId, Prose, SourceId, Text, TopicId
from scripts.values.dates import FuzzyDate


class Provision(Part):
    """One thing that a measure demands, from a day until it is lifted."""

    id: Text
    """The provision's id within the measure, which is the anchor of its row."""
    text: Prose
    """What the provision demands."""
    subject: Annotated[str, v.PROVISION_SUBJECTS]
    """What the provision is about."""
    start: FuzzyDate
    """The day from which it binds."""
    basis: Annotated[str, v.PROVISION_BASES] = "adopted"
    """What makes that day the first one."""
    end: FuzzyDate | None = None
    """The day on which it was lifted or ran out."""
    paragraph: Text | None = None
    """The paragraph of the measure."""
    sources: tuple[SourceId, ...] = ()
    """The sources that state the provision."""


class Measure(Evidenced):
    """A dated UN Security Council resolution with its provisions, another sanctions rule, or a body created or ended."""

    kind_name: ClassVar[str] = "measures"

    title: Text
    """The title of the measure."""
    symbol: Text | None = None
    """The number under which it is cited: S/RES/1718 (2006)."""
    kind: Annotated[str, v.MEASURE_KINDS]
    """What kind of measure it is."""
    issuer: Text
    """The body that issued it."""
    date: FuzzyDate
    """The day on which it was adopted, issued or created."""
    end: FuzzyDate | None = None
    """The day on which it ended."""
    countries: tuple[CountryId, ...] = ()
    """The countries that it concerns by name."""
    topics: tuple[TopicId, ...] = ()
    """The subjects to which the measure belongs."""
    summary: Prose
    """What it says, in a few sentences with citations."""
    provisions: tuple[Provision, ...] = ()
    """What it demands, point by point."""

    @property
    def document(self) -> str:
        """Where the United Nations keep the text, whatever copy was read; empty where it has no symbol of theirs."""
        symbol = (self.symbol or "").replace(" ", "")
        return f"https://undocs.org/{symbol}" if symbol.startswith("S/") else ""

    @property
    def identifiers(self) -> tuple[str, ...]:
        """`S/RES/1718 (2006)`, the same without its year, and the number alone."""
        if not self.symbol:
            return super().identifiers
        bare = re.sub(r"\s*\(.*", "", self.symbol)
        return self.symbol, bare, *re.findall(r"\d{4,}$", bare), *super().identifiers

    @property
    def marked_days(self) -> tuple[MarkedDay, ...]:
        found = [MarkedDay(self.date)]
        if self.end:
            found.append(MarkedDay(self.end, words="Ends: {label}", part="/end"))
        return tuple(found)
