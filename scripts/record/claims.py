"""What is said of the subject again and again: claims in circulation, and how far they hold."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from scripts.record import vocabularies as v
from scripts.record.base import Evidenced, Part
from scripts.record.fields import AgreementId, CountryId, EventId, IndicatorId, Prose, SourceIds, Text, TopicId, VisitId
from scripts.values.dates import FuzzyDate


class Saying(Part):
    """Who said it, when, and in what words."""

    by: Text
    """Who said it."""
    date: FuzzyDate | None = None
    """The day on which it was said or published."""
    words: Prose
    """What was said, paraphrased."""
    sources: SourceIds
    """The sources that say so."""


class Query(Part):
    """A question to the record; its answer is computed when the page is made."""

    asks: Annotated[str, v.CLAIM_QUERIES]
    """What is counted or looked up."""
    country: CountryId | None = None
    """The country whose visits or votes are asked for."""
    rank: Annotated[str, v.RANKS] | None = None
    """The rank of the visits, where only one is asked for."""
    indicator: IndicatorId | None = None
    """The series of numbers that is asked."""
    since: FuzzyDate | None = None
    """The first day that is looked at."""
    until: FuzzyDate | None = None
    """The last day that is looked at."""


class Claim(Evidenced):
    """A statement in circulation, what supports it and what speaks against it, with a verdict."""

    kind_name: ClassVar[str] = "claims"

    title: Text
    """The statement, in our words."""
    countries: tuple[CountryId, ...] = ()
    """The countries that the claim concerns."""
    topics: Annotated[tuple[TopicId, ...], Field(min_length=1)]
    """The subjects to which it belongs; the first is that under which it is listed."""
    said: Annotated[tuple[Saying, ...], Field(min_length=1)]
    """Who says it, the first on record first."""
    supports: tuple[Prose, ...] = ()
    """What supports it."""
    against: tuple[Prose, ...] = ()
    """What speaks against it."""
    unknown: Prose | None = None
    """What is not known and would settle it."""
    queries: tuple[Query, ...] = ()
    """What the record itself computes on it."""
    visits: tuple[VisitId, ...] = ()
    """Visits on record that bear on it."""
    agreements: tuple[AgreementId, ...] = ()
    """Agreements on record that bear on it."""
    events: tuple[EventId, ...] = ()
    """Events on record that bear on it."""
    verdict: Annotated[str, v.VERDICTS]
    """How far it holds."""
    reasons: Prose
    """Why the verdict is what it is."""

    @property
    def gist(self) -> str:
        return self.reasons
