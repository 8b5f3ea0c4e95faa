"""States: their names, their relations by episode, the missions both ways, comparable facts."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from scripts.record import vocabularies as v
from scripts.record.base import Dispute, MarkedDay, Native, Part, Record
from scripts.record.fields import CountryId, Prose, SourceId, SourceIds, Text, fail
from scripts.values.dates import FuzzyDate


class Relation(Part):
    """An episode that begins on `date` and lasts until the next one."""

    date: FuzzyDate
    """The day on which the episode begins."""
    change: Annotated[str, v.RELATION_CHANGES]
    """What happened to relations on that day."""
    state: Annotated[str, v.RELATION_STATES] | None = None
    """The state of relations from that day, where it is not the one that the change implies."""
    note: Prose | None = None
    """What led to the change, and what followed from it."""
    inferred: Text | None = None
    """Why the episode is given so, where no source states it."""
    sources: SourceIds
    """The sources that report the change."""

    @property
    def state_after(self) -> str:
        """The state of relations from this day: as written, or what the change implies."""
        return self.state or v.RELATION_CHANGES[self.change].leads_to


class Mission(Part):
    """A mission of `sender` in, or accredited to, `host`; `city` is where it sits."""

    sender: CountryId
    """The country whose mission it is."""
    host: CountryId
    """The country in which it sits, or to which it is accredited."""
    city: Text | None = None
    """The city in which the mission, or the ambassador accredited from elsewhere, sits."""
    kind: Annotated[str, v.MISSION_KINDS]
    """What kind of mission it is."""
    status: Annotated[str, v.MISSION_STATUSES]
    """Whether the mission works, as far as it is known."""
    opened: FuzzyDate | None = None
    """The day on which the mission opened."""
    closed: FuzzyDate | None = None
    """The day on which the mission closed for good."""
    suspended: FuzzyDate | None = None
    """The day from which staff were away, while the mission was kept in law."""
    resumed: FuzzyDate | None = None
    """The day on which staff came back."""
    as_of: FuzzyDate | None = None
    """The last day on which a source saw the mission in this status."""
    note: Prose | None = None
    """What else is known of the mission."""
    inferred: Text | None = None
    """Why the mission is given so, where no source states it."""
    sources: SourceIds
    """The sources that name the mission."""


class Fact(Part):
    """The answer to a question that is asked of every country: a sentence, or `none`, or `unknown`.

    `none` means that a source says so; `unknown` that somebody looked (`searched` says where) and found
    nothing. A missing key means that nobody has looked."""

    value: Prose
    """The answer in a sentence, or none, or unknown."""
    as_of: FuzzyDate | None = None
    """The day for which the answer holds."""
    sources: tuple[SourceId, ...] = ()
    """The sources that give the answer."""
    searched: Text | None = None
    """Where somebody looked for an answer and found none."""

    @model_validator(mode="after")
    def _says_how_it_is_known(self) -> Fact:
        if self.value != "unknown" and not self.sources:
            raise fail("a fact needs sources, unless its value is 'unknown'")
        return self


# Names that take an article inside a sentence, besides those of united states and kingdoms.
_WITH_ARTICLE = ("Philippines", "Netherlands", "Maldives", "Soviet Union", "Czech Republic")


class Country(Record):
    """A state: its names, its relations by episode, the missions both ways, comparable facts, prose."""

    kind_name: ClassVar[str] = "countries"

    name: Text
    """The short name in English."""
    formal: Text | None = None
    """The formal name in English."""
    adjective: Text | None = None
    """The adjective of the name in English, by which readers look for the country too."""
    native: tuple[Native, ...] = ()
    """The name in the country's own languages."""
    aliases: tuple[Text, ...] = ()
    """Other names, former ones among them."""
    iso: Text | None = None
    """The code of two letters by ISO 3166-1."""
    wikidata: Text | None = None
    """The item of Wikidata about the country."""
    role: Annotated[str, v.COUNTRY_ROLES]
    """What the country is to this record."""
    summary: Prose | None = None
    """What the relation with North Korea is today, in a few sentences."""
    introduction: Prose | None = None
    """The history of the relation, for readers who begin here."""
    relations: tuple[Relation, ...] = ()
    """Relations with North Korea by episode, in the order of time."""
    missions: tuple[Mission, ...] = ()
    """The missions both ways."""
    facts: dict[Annotated[str, v.FACTS], Fact] = Field(default={})
    """The answers to the questions that are asked of every country."""
    disputes: tuple[Dispute, ...] = ()
    """Disagreements between sources about the relation, kept open."""

    @property
    def in_a_sentence(self) -> str:
        """The name inside a sentence: `the Philippines`, `Laos`."""
        article = self.name in _WITH_ARTICLE or self.name.startswith("United ")
        return f"the {self.name}" if article else self.name

    @property
    def is_followed(self) -> bool:
        """Whether its ties with North Korea are followed: a state of Southeast Asia, or ASEAN."""
        return self.role in ("partner", "organisation")

    @property
    def concerned(self) -> tuple[str, ...]:
        return (self.id,)

    @property
    def marked_days(self) -> tuple[MarkedDay, ...]:
        if not self.is_followed:
            return ()
        words = "Anniversary: relations of {home} and {label}, "
        return tuple(
            MarkedDay(
                r.date,
                words=f"{words}{r.date.year}",
                part=f"/relations/{r.date}",
                recurs=True,
                ends=self.relations_ended,
            )
            for r in self.relations
            if r.change == "established"
        )

    @property
    def relations_ended(self) -> FuzzyDate | None:
        """The day on which the relations that were once established ended; None while there are relations."""
        ended = None
        for episode in self.relations:
            ended = None if v.RELATION_STATES[episode.state_after].diplomatic else ended or episode.date
        return ended
