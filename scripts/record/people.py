"""People who act for a side, and the offices that they held."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import model_validator

from scripts.record import vocabularies as v
from scripts.record.base import Evidenced, Native, Part
from scripts.record.fields import CountryId, EntityId, OfficialId, Prose, SourceId, Text, fail
from scripts.values.dates import FuzzyDate


class Post(Part):
    """An office held. `seen` are days on which a source saw the person in it, when start or end are not known."""

    title: Text
    """The office, with the body to which it belongs."""
    start: FuzzyDate | None = None
    """The day on which the person took office."""
    end: FuzzyDate | None = None
    """The day on which the person left office."""
    seen: tuple[FuzzyDate, ...] = ()
    """Days on which a source saw the person in office."""
    entity: EntityId | None = None
    """The body to which the office belongs, where it has a record."""
    head: Annotated[str, v.MISSION_HEADS] | None = None
    """As what the person heads a mission, if the office is that."""
    accredited: tuple[CountryId, ...] = ()
    """The countries to which a head of mission is accredited; for this record North Korea, or where it sends the person."""
    seat: CountryId | None = None
    """The country in which a head of mission sits, where it is not the one to which he or she is accredited, or one of several."""
    credentials: FuzzyDate | None = None
    """The day on which a head of mission presented credentials."""
    note: Prose | None = None
    """What else is known of the term."""
    sources: tuple[SourceId, ...] = ()
    """The sources that name the office."""

    @model_validator(mode="after")
    def _heads_a_mission_somewhere(self) -> Post:
        if bool(self.head) != bool(self.accredited):
            raise fail("a head of mission needs both, head and accredited", "head" if self.head else "accredited")
        if not self.head and (self.seat or self.credentials):
            raise fail("only a head of mission has a seat and credentials", "seat" if self.seat else "credentials")
        return self


class Official(Evidenced):
    """A person who acts for a side: names in every script and spelling, posts with their dates."""

    kind_name: ClassVar[str] = "officials"

    name: Text
    """The name by which the person is listed; North Korean names as Pyongyang romanises them."""
    native: tuple[Native, ...] = ()
    """The name in its own scripts."""
    aliases: tuple[Text, ...] = ()
    """Other spellings and names that sources use."""
    country: CountryId
    """The country for which the person acts."""
    posts: tuple[Post, ...] = ()
    """The offices held, in the order of time."""
    born: FuzzyDate | None = None
    """The day of birth."""
    died: FuzzyDate | None = None
    """The day of death."""
    wikidata: Text | None = None
    """The item of Wikidata about the person."""
    distinct_from: tuple[OfficialId, ...] = ()
    """Other persons of the same name, looked at and found to be somebody else."""

    @property
    def gist(self) -> str:
        posts = "; ".join(post.title for post in self.posts)
        return f"{self.name}: {posts}." if posts else ""
