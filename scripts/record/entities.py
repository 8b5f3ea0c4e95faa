"""Bodies and ships that agreements and events name, and their entries on sanctions lists."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from scripts.record import vocabularies as v
from scripts.record.base import Evidenced, Native, Part
from scripts.record.fields import CountryId, EntityId, Imo, OfficialId, Prose, SourceIds, Text, TopicId
from scripts.values.dates import FuzzyDate


class Listing(Part):
    """An entry on a sanctions list."""

    list: Annotated[str, v.LISTING_LISTS]
    """Whose sanctions list it is."""
    number: Text | None = None
    """The number of the entry on that list."""
    date: FuzzyDate | None = None
    """The day on which the entity was listed."""
    removed: FuzzyDate | None = None
    """The day on which it was taken off the list."""
    note: Prose | None = None
    """The reasons given for the entry, or what else is known of it."""
    sources: SourceIds
    """The sources that report the entry."""


class Entity(Evidenced):
    """A company, ship, bank, restaurant, institution that agreements and events name."""

    kind_name: ClassVar[str] = "entities"

    name: Text
    """The name by which the entity is listed."""
    native: tuple[Native, ...] = ()
    """The name in its own scripts."""
    aliases: tuple[Text, ...] = ()
    """Other names and spellings, former ones among them."""
    kind: Annotated[str, v.ENTITY_KINDS]
    """What kind of entity it is."""
    countries: Annotated[tuple[CountryId, ...], Field(min_length=1)]
    """Whose it is, or is said to be; and where it works."""
    place: Text | None = None
    """The city or address at which it is found."""
    imo: Imo | None = None
    """The number that a ship keeps for life, given by the International Maritime Organization."""
    opened: FuzzyDate | None = None
    """The day on which it was founded, opened or built."""
    closed: FuzzyDate | None = None
    """The day on which it was dissolved, closed or broken up."""
    parent: EntityId | None = None
    """The entity to which it belongs."""
    officials: tuple[OfficialId, ...] = ()
    """People who run it, own it or act for it."""
    listings: tuple[Listing, ...] = ()
    """Its entries on sanctions lists."""
    topics: tuple[TopicId, ...] = ()
    """The subjects to which it belongs."""
    wikidata: Text | None = None
    """The item of Wikidata about it."""
    summary: Prose
    """What it is and does, and what ties it to North Korea and Southeast Asia."""

    @property
    def identifiers(self) -> tuple[str, ...]:
        listed = (listing.number for listing in self.listings)
        return (*filter(None, (self.imo, *listed)), *super().identifiers)
