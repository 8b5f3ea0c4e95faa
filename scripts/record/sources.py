"""Who says so: publishers, the documents cited, and the views of named analysts."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import model_validator

from scripts.record import vocabularies as v
from scripts.record.base import Evidenced, Record
from scripts.record.fields import Address, CountryId, Language, Prose, PublisherId, Text, TopicId, fail
from scripts.values.dates import FuzzyDate


class Publisher(Record):
    """Who publishes: name, owner, country, side, language."""

    kind_name: ClassVar[str] = "publishers"

    name: Text
    """The name of the publisher."""
    owner: Text | None = None
    """The body behind it, when that is not the publisher itself; two publishers of one owner count once."""
    country: CountryId | None = None
    """The country for whose government or party it speaks, or in which it is published."""
    side: Annotated[str, v.SIDES]
    """The side on which its word stands."""
    type: Annotated[str, v.PUBLISHER_TYPES] | None = None
    """What kind of house it is, where its side does not say so: a court, the United Nations."""
    language: Language | None = None
    """The language in which it publishes, or does so most, as a language tag."""
    aliases: tuple[Text, ...] = ()
    """Other names and spellings, former ones among them."""
    note: Prose | None = None
    """What else a reader should know about the publisher."""

    @property
    def owned_by(self) -> str:
        """The name under which its sources count as one owner."""
        return self.owner or self.name


class Source(Record):
    """A document cited. `title` is the headline as printed; `description` is ours, where the headline was not seen."""

    kind_name: ClassVar[str] = "sources"

    title: Text | None = None
    """The headline or title as it was printed."""
    description: Text | None = None
    """What the document is, in our words, where its title was not seen."""
    publisher: PublisherId
    """Who published it."""
    relays: tuple[PublisherId, ...] = ()
    """Whose words the page passes on (a wire's, a state agency's, a ministry's), from the nearest to the origin."""
    speaker: CountryId | None = None
    """The state or organisation whose words alone the document is: its speech, statement or memoir, or a report of it."""
    author: Text | None = None
    """The author as named there, `Family, Given` where it is known which is which; several are joined by ` and `."""
    date: FuzzyDate | None = None
    """The day of publication."""
    url: Address | None = None
    """The web address at which it is published."""
    archive: Address | None = None
    """A snapshot in a web archive."""
    copy_at: Text | None = None
    """Where the text was read, when it was not on the publisher's own site."""
    language: Language
    """The language of the text, as a language tag: en, ko, zh-Hans."""
    kind: Annotated[str, v.SOURCE_KINDS]
    """What kind of document it is."""
    note: Text | None = None
    """What else a reader should know about the document."""

    @model_validator(mode="after")
    def _has_one_title(self) -> Source:
        if (self.title is None) == (self.description is None):
            raise fail(
                "needs either a title (the headline seen) or a description (our words), not both",
                *(["description"] if self.title else []),
            )
        return self

    @property
    def signed_by(self) -> tuple[tuple[str, ...], ...]:
        """The authors: (family name, given name) where it is known which is which, else the name as it is alone."""
        return tuple(tuple(name.split(", ", 1)) for name in (self.author or "").split(" and ") if name)

    @property
    def byline(self) -> str:
        """The authors as a reader says their names."""
        return " and ".join(" ".join(reversed(name)) for name in self.signed_by)

    @property
    def label(self) -> str:
        return self.title or self.description or self.id


class Assessment(Evidenced):
    """What a named analyst said, when, paraphrased."""

    kind_name: ClassVar[str] = "assessments"

    author: Text
    """The analyst."""
    affiliation: Text | None = None
    """The institution for which the analyst spoke or worked then."""
    date: FuzzyDate | None = None
    """The day on which it was said or published."""
    countries: tuple[CountryId, ...] = ()
    """The countries that the view concerns."""
    topics: tuple[TopicId, ...] = ()
    """The subjects that the view concerns."""
    view: Prose
    """What the analyst said, paraphrased."""

    @property
    def label(self) -> str:
        return f"{self.author}, {self.date}" if self.date else self.author
