"""What a record is. One class a kind; field names are the words used in YAML, in templates and in the data files.

Every scalar arrives as text and is typed here. Every key is known or an error. The types of single fields
are in `fields`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scripts.record import vocabularies as v
from scripts.record.fields import (
    Address,
    AgreementId,
    CountryId,
    EntityId,
    Imo,
    Language,
    MeasureId,
    Number,
    OfficialId,
    Prose,
    PublisherId,
    SourceId,
    SourceIds,
    Text,
    TopicId,
    VisitId,
    fail,
)
from scripts.values.dates import FuzzyDate
from scripts.values.vocabulary import did_you_mean


class Part(BaseModel):
    """A piece of a record. Closed: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Native(Part):
    """A name as it is written in one language."""

    text: Text
    language: Language


class Position(Part):
    """What one side of a dispute says, and where."""

    claim: Prose
    sources: SourceIds


class Dispute(Part):
    """A disagreement between sources, kept open."""

    about: Text
    positions: Annotated[tuple[Position, ...], Field(min_length=1)]
    note: Prose | None = None


class Record(Part):
    """What every kind has. `id` is the key in the file; the loader puts it in."""

    kind_name: ClassVar[str]
    dated_by: ClassVar[str | None] = None

    id: str = Field(exclude=True, default="", json_schema_extra={"computed": True})
    formerly: tuple[str, ...] = ()
    reviewed: FuzzyDate | None = None

    @property
    def label(self) -> str:
        """The name that a reader sees."""
        return str(getattr(self, "title", None) or getattr(self, "name", None) or self.id)


class Evidenced(Record):
    """A record that stands on sources, and says how well."""

    sources: SourceIds
    cites: dict[str, SourceIds] = {}
    inferred: dict[str, Text] = {}
    disputes: tuple[Dispute, ...] = ()
    note: Prose | None = None

    @model_validator(mode="after")
    def _fields_are_known(self) -> Evidenced:
        for mapping in ("cites", "inferred"):
            for field in getattr(self, mapping):
                if field not in type(self).model_fields:
                    hint = did_you_mean(field, type(self).model_fields)
                    raise fail(f"{mapping}: there is no field '{field}'{hint}")
        return self


class Relation(Part):
    """An episode that begins on `date` and lasts until the next one."""

    date: FuzzyDate
    change: Annotated[str, v.RELATION_CHANGES]
    state: Annotated[str, v.RELATION_STATES] | None = None
    note: Prose | None = None
    inferred: Text | None = None
    sources: SourceIds

    @property
    def state_after(self) -> str:
        """The state of relations from this day: as written, or what the change implies."""
        return self.state or v.STATE_AFTER[self.change]


class Mission(Part):
    """A mission of `sender` in, or accredited to, `host`; `city` is where it sits."""

    sender: CountryId
    host: CountryId
    city: Text | None = None
    kind: Annotated[str, v.MISSION_KINDS]
    status: Annotated[str, v.MISSION_STATUSES]
    opened: FuzzyDate | None = None
    closed: FuzzyDate | None = None
    # While staff were away but the mission was kept in law.
    suspended: FuzzyDate | None = None
    resumed: FuzzyDate | None = None
    as_of: FuzzyDate | None = None
    note: Prose | None = None
    inferred: Text | None = None
    sources: SourceIds


class Fact(Part):
    """The answer to a question that is asked of every country: a sentence, or `none`, or `unknown`.

    `none` means that a source says so; `unknown` that somebody looked (`searched` says where) and found
    nothing. A missing key means that nobody has looked."""

    value: Prose
    as_of: FuzzyDate | None = None
    sources: tuple[SourceId, ...] = ()
    searched: Text | None = None

    @model_validator(mode="after")
    def _says_how_it_is_known(self) -> Fact:
        if self.value != "unknown" and not self.sources:
            raise fail("a fact needs sources, unless its value is 'unknown'")
        return self


class Country(Record):
    """A state: its names, its relations by episode, the missions both ways, comparable facts, prose."""

    kind_name: ClassVar[str] = "countries"

    name: Text
    formal: Text | None = None
    adjective: Text | None = None
    native: tuple[Native, ...] = ()
    aliases: tuple[Text, ...] = ()
    iso: Text | None = None
    wikidata: Text | None = None
    role: Annotated[str, v.COUNTRY_ROLES]
    summary: Prose | None = None
    introduction: Prose | None = None
    relations: tuple[Relation, ...] = ()
    missions: tuple[Mission, ...] = ()
    facts: dict[Annotated[str, v.FACTS], Fact] = {}
    disputes: tuple[Dispute, ...] = ()

    @property
    def is_followed(self) -> bool:
        """Whether its ties with North Korea are followed: a state of Southeast Asia, or ASEAN."""
        return self.role in ("partner", "organisation")


class Post(Part):
    """An office held. `seen` are days on which a source saw the person in it, when start or end are not known."""

    title: Text
    start: FuzzyDate | None = None
    end: FuzzyDate | None = None
    seen: tuple[FuzzyDate, ...] = ()
    entity: EntityId | None = None
    note: Prose | None = None
    sources: tuple[SourceId, ...] = ()


class Official(Evidenced):
    """A person who acts for a side: names in every script and spelling, posts with their dates."""

    kind_name: ClassVar[str] = "officials"

    name: Text
    native: tuple[Native, ...] = ()
    aliases: tuple[Text, ...] = ()
    country: CountryId
    posts: tuple[Post, ...] = ()
    born: FuzzyDate | None = None
    died: FuzzyDate | None = None
    wikidata: Text | None = None
    # Other persons of the same name, looked at and found to be somebody else.
    distinct_from: tuple[OfficialId, ...] = ()


class Lowered(Part):
    """An editor's lower grade, with the reason. A grade is never raised by hand."""

    grade: Annotated[str, v.GRADES]
    why: Prose


class Visit(Evidenced):
    """Who went where, when, in what rank, met whom, on what occasion, with what outcome."""

    kind_name: ClassVar[str] = "visits"
    dated_by: ClassVar[str | None] = "start"

    title: Text
    start: FuzzyDate
    end: FuzzyDate | None = None
    visitor: CountryId
    host: CountryId
    # Where the two sides met, when it was in neither country.
    venue: CountryId | None = None
    places: tuple[Text, ...] = ()
    kind: Annotated[str, v.VISIT_KINDS]
    rank: Annotated[str, v.RANKS]
    status: Annotated[str, v.VISIT_STATUSES]
    confidence: Annotated[str, v.CONFIDENCES]
    leader: OfficialId | None = None
    delegation: tuple[OfficialId, ...] = ()
    met: tuple[OfficialId, ...] = ()
    entities: tuple[EntityId, ...] = ()
    occasion: Text | None = None
    journey: Text | None = None
    topics: tuple[TopicId, ...] = ()
    summary: Prose
    outcomes: tuple[Prose, ...] = ()
    lowered: Lowered | None = None


class Party(Part):
    """One side of an agreement. `signatory` is someone a source says signed."""

    country: CountryId
    institution: Text | None = None
    entity: EntityId | None = None
    signatory: OfficialId | None = None
    sources: tuple[SourceId, ...] = ()


class Agreement(Evidenced):
    """What was signed: parties, institutions, signatories, fields, status."""

    kind_name: ClassVar[str] = "agreements"
    dated_by: ClassVar[str | None] = "date"

    title: Text
    date: FuzzyDate | None = None
    expires: FuzzyDate | None = None
    place: Text | None = None
    kind: Annotated[str, v.AGREEMENT_KINDS]
    fields: Annotated[tuple[Annotated[str, v.AGREEMENT_FIELDS], ...], Field(min_length=1)]
    parties: Annotated[tuple[Party, ...], Field(min_length=2)]
    # Who received, handed over, witnessed or attended: not signatories.
    attended: tuple[OfficialId, ...] = ()
    status: Annotated[str, v.AGREEMENT_STATUSES]
    confidence: Annotated[str, v.CONFIDENCES]
    visit: VisitId | None = None
    topics: tuple[TopicId, ...] = ()
    summary: Prose
    lowered: Lowered | None = None


class Event(Evidenced):
    """An incident, a rupture, a seizure, a court case, a statement, aid: what is neither a visit nor an agreement."""

    kind_name: ClassVar[str] = "events"
    dated_by: ClassVar[str | None] = "date"

    title: Text
    date: FuzzyDate
    end: FuzzyDate | None = None
    kind: Annotated[str, v.EVENT_KINDS]
    countries: Annotated[tuple[CountryId, ...], Field(min_length=1)]
    place: Text | None = None
    officials: tuple[OfficialId, ...] = ()
    entities: tuple[EntityId, ...] = ()
    visits: tuple[VisitId, ...] = ()
    agreements: tuple[AgreementId, ...] = ()
    topics: tuple[TopicId, ...] = ()
    confidence: Annotated[str, v.CONFIDENCES]
    summary: Prose
    lowered: Lowered | None = None


# What happened: records with a date, a confidence, a grade.
Happening = Visit | Agreement | Event


class Listing(Part):
    """An entry on a sanctions list."""

    list: Annotated[str, v.LISTING_LISTS]
    number: Text | None = None
    date: FuzzyDate | None = None
    removed: FuzzyDate | None = None
    note: Prose | None = None
    sources: SourceIds


class Entity(Evidenced):
    """A company, ship, bank, restaurant, institution that agreements and events name."""

    kind_name: ClassVar[str] = "entities"

    name: Text
    native: tuple[Native, ...] = ()
    aliases: tuple[Text, ...] = ()
    kind: Annotated[str, v.ENTITY_KINDS]
    # Whose it is, or is said to be; and where it works.
    countries: Annotated[tuple[CountryId, ...], Field(min_length=1)]
    place: Text | None = None
    imo: Imo | None = None
    opened: FuzzyDate | None = None
    closed: FuzzyDate | None = None
    parent: EntityId | None = None
    officials: tuple[OfficialId, ...] = ()
    listings: tuple[Listing, ...] = ()
    topics: tuple[TopicId, ...] = ()
    wikidata: Text | None = None
    summary: Prose


class Assessment(Evidenced):
    """What a named analyst said, when, paraphrased."""

    kind_name: ClassVar[str] = "assessments"

    author: Text
    affiliation: Text | None = None
    date: FuzzyDate | None = None
    countries: tuple[CountryId, ...] = ()
    topics: tuple[TopicId, ...] = ()
    view: Prose

    @property
    def label(self) -> str:
        return f"{self.author}, {self.date}" if self.date else self.author


class Value(Part):
    """A number of a series, for a year, a month or a day."""

    date: FuzzyDate
    value: Number
    # The other bound, when the source gives a range.
    upper: Number | None = None
    estimator: Text | None = None
    note: Prose | None = None
    sources: SourceIds


class Indicator(Record):
    """A number series: GDP estimates, China's share of trade, trade by country and year."""

    kind_name: ClassVar[str] = "indicators"

    title: Text
    kind: Annotated[str, v.INDICATOR_KINDS]
    unit: Text
    country: CountryId | None = None
    direction: Annotated[str, v.DIRECTIONS] | None = None
    description: Prose
    topics: tuple[TopicId, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    values: Annotated[tuple[Value, ...], Field(min_length=1)]


class Provision(Part):
    """One thing that a measure demands, from a day until it is lifted."""

    id: Text
    text: Prose
    subject: Annotated[str, v.PROVISION_SUBJECTS]
    start: FuzzyDate
    basis: Annotated[str, v.PROVISION_BASES] = "adopted"
    end: FuzzyDate | None = None
    paragraph: Text | None = None
    sources: tuple[SourceId, ...] = ()


class Measure(Evidenced):
    """A dated UN Security Council resolution with its provisions, another sanctions rule, or a body created or ended."""

    kind_name: ClassVar[str] = "measures"

    title: Text
    symbol: Text | None = None
    kind: Annotated[str, v.MEASURE_KINDS]
    issuer: Text
    date: FuzzyDate
    end: FuzzyDate | None = None
    countries: tuple[CountryId, ...] = ()
    topics: tuple[TopicId, ...] = ()
    summary: Prose
    provisions: tuple[Provision, ...] = ()


class Topic(Record):
    """A subject, with an introduction."""

    kind_name: ClassVar[str] = "topics"

    title: Text
    introduction: Prose
    sources: tuple[SourceId, ...] = ()
    measures: tuple[MeasureId, ...] = ()


class Publisher(Record):
    """Who publishes: name, owner, country, side, language."""

    kind_name: ClassVar[str] = "publishers"

    name: Text
    # The body behind it, when that is not the publisher itself; two publishers of one owner count once.
    owner: Text | None = None
    country: CountryId | None = None
    side: Annotated[str, v.SIDES]
    language: Language | None = None
    aliases: tuple[Text, ...] = ()
    note: Prose | None = None

    @property
    def owned_by(self) -> str:
        """The name under which its sources count as one owner."""
        return self.owner or self.name


class Source(Record):
    """A document cited. `title` is the headline as printed; `description` is ours, where the headline was not seen."""

    kind_name: ClassVar[str] = "sources"

    title: Text | None = None
    description: Text | None = None
    publisher: PublisherId
    # The wire that the page carries: it counts as that agency's word.
    agency: PublisherId | None = None
    author: Text | None = None
    date: FuzzyDate | None = None
    url: Address | None = None
    # A snapshot in a web archive.
    archive: Address | None = None
    # Where the text was read, when it was not on the publisher's own site.
    copy_at: Text | None = None
    language: Language
    kind: Annotated[str, v.SOURCE_KINDS]
    note: Text | None = None

    @model_validator(mode="after")
    def _has_one_title(self) -> Source:
        if (self.title is None) == (self.description is None):
            raise fail("needs either a title (the headline seen) or a description (our words), not both")
        return self

    @property
    def label(self) -> str:
        return self.title or self.description or self.id


KINDS: dict[str, type[Record]] = {
    model.kind_name: model
    for model in (
        Country,
        Official,
        Visit,
        Agreement,
        Event,
        Entity,
        Assessment,
        Indicator,
        Measure,
        Topic,
        Publisher,
        Source,
    )
}
