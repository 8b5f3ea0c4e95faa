"""What happened: visits, agreements, events. Records with a date, a confidence and a grade of evidence."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from scripts.record import vocabularies as v
from scripts.record.base import Graded, MarkedDay, Part
from scripts.record.fields import (
    AgreementId,
    CountryId,
    EntityId,
    EventId,
    OfficialId,
    Prose,
    SourceId,
    Text,
    TopicId,
    VisitId,
)
from scripts.values.dates import FuzzyDate


class Visit(Graded):
    """Who went where, when, in what rank, met whom, on what occasion, with what outcome."""

    kind_name: ClassVar[str] = "visits"
    dated_by: ClassVar[str | None] = "start"

    title: Text
    """Who went where, in one line."""
    start: FuzzyDate
    """The day of arrival, as precisely as it is known."""
    end: FuzzyDate | None = None
    """The day of departure; missing where it is not known."""
    visitor: CountryId
    """The country that sent the delegation."""
    host: CountryId
    """The country that received it."""
    venue: CountryId | None = None
    """The country in which the two sides met, when it was neither of the two."""
    places: tuple[Text, ...] = ()
    """The cities and sites visited."""
    kind: Annotated[str, v.VISIT_KINDS]
    """What kind of visit it was."""
    rank: Annotated[str, v.RANKS]
    """The rank of the head of the delegation."""
    status: Annotated[str, v.VISIT_STATUSES]
    """Whether the visit took place, as far as sources report it."""
    confidence: Annotated[str, v.CONFIDENCES]
    """How sure the editor is of the record."""
    leader: OfficialId | None = None
    """The head of the delegation."""
    delegation: tuple[OfficialId, ...] = ()
    """The other members of the delegation whom sources name."""
    met: tuple[OfficialId, ...] = ()
    """The people whom the delegation met."""
    entities: tuple[EntityId, ...] = ()
    """Companies, ships and institutions that took part or were visited."""
    occasion: Text | None = None
    """The occasion: an anniversary, a meeting, a festival, a funeral."""
    journey: Text | None = None
    """The id of the journey of which the visit is one stop, shared by its stops."""
    topics: tuple[TopicId, ...] = ()
    """The subjects to which the visit belongs."""
    summary: Prose
    """What happened, in a few sentences with citations."""
    outcomes: tuple[Prose, ...] = ()
    """What came of the visit."""

    @property
    def counts_as(self) -> str:
        """What the visit is in every count, a word of `VISIT_COUNTS`: each visit is one of them alone."""
        return v.VISIT_KINDS[self.kind].counts_as if self.status == "held" else self.status

    @property
    def until(self) -> FuzzyDate | None:
        return self.end

    @property
    def concerned(self) -> tuple[str, ...]:
        return tuple(id for id in (self.visitor, self.host, self.venue) if id)

    @property
    def sides(self) -> frozenset[str]:
        return frozenset({self.visitor, self.host})

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(id for id in (self.leader, *self.delegation, *self.met) if id))

    @property
    def scene(self) -> tuple[str, ...]:
        return self.places

    @property
    def marked_days(self) -> tuple[MarkedDay, ...]:
        if self.status == "cancelled":
            return ()
        words = "Announced: {label}" if self.status == "announced" else "{label}"
        return (MarkedDay(self.start, self.end, words),)


class Party(Part):
    """One side of an agreement. `signatory` is someone a source says signed."""

    country: CountryId
    """The country whose side it is."""
    institution: Text | None = None
    """The ministry, party or other body for which the agreement was signed."""
    entity: EntityId | None = None
    """The record of that body, where it has one."""
    signatory: OfficialId | None = None
    """The person who signed, where a source says so."""
    sources: tuple[SourceId, ...] = ()
    """The sources that name institution and signatory."""


class Agreement(Graded):
    """What was signed: parties, institutions, signatories, fields, status."""

    kind_name: ClassVar[str] = "agreements"
    dated_by: ClassVar[str | None] = "date"

    title: Text
    """The title of the paper, or what it is about."""
    date: FuzzyDate | None = None
    """The day of signing, as precisely as it is known."""
    expires: FuzzyDate | None = None
    """The day on which its term runs out."""
    place: Text | None = None
    """The city in which it was signed."""
    kind: Annotated[str, v.AGREEMENT_KINDS]
    """What kind of paper it is."""
    fields: Annotated[tuple[Annotated[str, v.AGREEMENT_FIELDS], ...], Field(min_length=1)]
    """The fields of cooperation that it covers."""
    parties: Annotated[tuple[Party, ...], Field(min_length=2)]
    """The sides of the agreement, with institutions and signatories."""
    attended: tuple[OfficialId, ...] = ()
    """Who received, handed over, witnessed or attended: not signatories."""
    status: Annotated[str, v.AGREEMENT_STATUSES]
    """What became of the agreement, as far as it is known."""
    confidence: Annotated[str, v.CONFIDENCES]
    """How sure the editor is of the record."""
    visit: VisitId | None = None
    """The visit on which it was signed."""
    topics: tuple[TopicId, ...] = ()
    """The subjects to which the agreement belongs."""
    summary: Prose
    """What was agreed, in a few sentences with citations."""

    @property
    def concerned(self) -> tuple[str, ...]:
        return tuple(party.country for party in self.parties)

    @property
    def people(self) -> tuple[str, ...]:
        signed = (party.signatory for party in self.parties if party.signatory)
        return tuple(dict.fromkeys((*signed, *self.attended)))

    @property
    def marked_days(self) -> tuple[MarkedDay, ...]:
        found = [MarkedDay(self.date, words=v.AGREEMENT_STATUSES[self.status].dated)] if self.date else []
        if self.expires:
            found.append(MarkedDay(self.expires, words="Expires: {label}", part="/expires"))
        return tuple(found)


class Stance(Part):
    """How a government, or ASEAN, took what the statement is about."""

    country: CountryId
    """Whose stance it is."""
    said: Annotated[str, v.STANCES]
    """What was said in substance: the sharpest word of the statement."""


class Event(Graded):
    """An incident, a rupture, a seizure, a court case, a statement, aid: what is neither a visit nor an agreement."""

    kind_name: ClassVar[str] = "events"
    dated_by: ClassVar[str | None] = "date"

    title: Text
    """What happened, in one line."""
    date: FuzzyDate
    """The day on which it happened or began, as precisely as it is known."""
    end: FuzzyDate | None = None
    """The day on which it ended, when it lasted."""
    kind: Annotated[str, v.EVENT_KINDS]
    """What kind of event it was."""
    countries: Annotated[tuple[CountryId, ...], Field(min_length=1)]
    """The countries that the event concerns."""
    place: Text | None = None
    """The place at which it happened."""
    officials: tuple[OfficialId, ...] = ()
    """The people whom it concerns."""
    entities: tuple[EntityId, ...] = ()
    """The companies, ships and institutions that it concerns."""
    visits: tuple[VisitId, ...] = ()
    """The visits to which it belongs."""
    agreements: tuple[AgreementId, ...] = ()
    """The agreements to which it belongs."""
    responds_to: tuple[EventId, ...] = ()
    """The tests, launches or attacks on which a statement was made."""
    stances: tuple[Stance, ...] = ()
    """How each government took them, for a statement."""
    topics: tuple[TopicId, ...] = ()
    """The subjects to which the event belongs."""
    confidence: Annotated[str, v.CONFIDENCES]
    """How sure the editor is of the record."""
    summary: Prose
    """What happened, in a few sentences with citations."""

    @property
    def until(self) -> FuzzyDate | None:
        return self.end

    @property
    def marked_days(self) -> tuple[MarkedDay, ...]:
        return (MarkedDay(self.date, self.end),)


Happening = Visit | Agreement | Event
