"""What all records share: closed parts, ids, evidence, disputes. Every attribute's docstring is its documentation:
the hover text of the JSON Schemas, the meaning of its column, the hint of a new record's skeleton."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scripts.record import vocabularies as v
from scripts.record.fields import CountryId, Language, Prose, SourceId, SourceIds, Text, fail, vocabulary_of
from scripts.values.dates import FuzzyDate
from scripts.values.prose import plain_text
from scripts.values.text import shortened
from scripts.values.vocabulary import Term, Vocabulary, did_you_mean


class Part(BaseModel):
    """A piece of a record. Closed: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    def term(self, field: str) -> Term:
        """What is said of the word that a field holds. Raises TypeError when it takes none from a vocabulary."""
        return _vocabulary(type(self), field)[getattr(self, field)]


@cache
def _vocabulary(part: type[Part], field: str) -> Vocabulary[Term]:
    vocabulary = vocabulary_of(part.model_fields[field])
    if vocabulary is None:
        raise TypeError(f"{part.__name__}.{field} holds no word of a vocabulary")
    return vocabulary


class Native(Part):
    """A name as it is written in one language."""

    text: Text
    """The name in its own script."""
    language: Language
    """The language of this spelling, as a language tag: ko, vi, zh-Hant."""


class Position(Part):
    """What one side of a dispute says, and where."""

    claim: Prose
    """What this side says."""
    sources: SourceIds
    """The sources that say so."""


class Dispute(Part):
    """A disagreement between sources, kept open."""

    about: Text
    """What the sources disagree about."""
    positions: Annotated[tuple[Position, ...], Field(min_length=1)]
    """What each side of the disagreement says."""
    note: Prose | None = None
    """What can be said about the disagreement without settling it."""


class Lowered(Part):
    """An editor's lower grade, with the reason. A grade is never raised by hand."""

    grade: Annotated[str, v.GRADES]
    """The grade that the editor gives."""
    why: Prose
    """Why the evidence is worse than the computed grade says."""


class Record(Part):
    """What every kind has. `id` is the key in the file; the loader puts it in."""

    kind_name: ClassVar[str]
    dated_by: ClassVar[str | None] = None

    id: str = Field(exclude=True, default="", json_schema_extra={"computed": True})
    """The record's id, which is its address too."""
    formerly: tuple[str, ...] = ()
    """Ids that the record had before; their addresses lead on to the present one."""
    reviewed: FuzzyDate | None = None
    """The day on which a person last checked the record against its sources."""

    @property
    def label(self) -> str:
        """The name that a reader sees."""
        return str(getattr(self, "title", None) or getattr(self, "name", None) or self.id)

    # What a record says of itself, whatever its kind: told here or in its class, and asked by every outlet.

    @property
    def when(self) -> FuzzyDate | None:
        """The date by which the record is sorted, if its kind has one."""
        return getattr(self, self.dated_by or "date", None)

    @property
    def is_dated(self) -> bool:
        """Whether the records of this kind stand in the order of time."""
        return (self.dated_by or "date") in type(self).model_fields

    @property
    def until(self) -> FuzzyDate | None:
        """The last date of what happened, where it took longer than `when` says."""
        return None

    @property
    def is_followed(self) -> bool:
        """Whether the record is a country whose ties are followed: it has a feed and a calendar of its own."""
        return False

    @property
    def concerned(self) -> tuple[str, ...]:
        """The ids of the countries that the record concerns, North Korea among them where it is named."""
        one = getattr(self, "country", None)
        return (one,) if one else tuple(getattr(self, "countries", ()))

    @property
    def sides(self) -> frozenset[str]:
        """The countries whose own word on the record is a party's word; North Korea is one everywhere."""
        return frozenset(self.concerned)

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of the persons who took part, each once."""
        return tuple(dict.fromkeys(getattr(self, "officials", ())))

    @property
    def scene(self) -> tuple[str, ...]:
        """The names of the places where it happened, as far as they are written."""
        place = getattr(self, "place", None)
        return (place,) if place else ()

    @property
    def identifiers(self) -> tuple[str, ...]:
        """Numbers and codes that name what the record is about elsewhere, and by which readers look for it."""
        item = getattr(self, "wikidata", None)
        return (item,) if item else ()

    @property
    def gist(self) -> str:
        """The prose that tells what the record is about; empty where nothing does."""
        texts = (getattr(self, name, None) for name in ("summary", "introduction", "description", "view"))
        return next((text for text in texts if text), "")

    @property
    def in_short(self) -> str:
        """One or two sentences for search engines, feeds and previews."""
        return shortened(plain_text(self.gist)) if self.gist else self.label

    @property
    def marked_days(self) -> tuple[MarkedDay, ...]:
        """The dates that a calendar marks."""
        return ()


@dataclass(frozen=True)
class MarkedDay:
    """A date for calendars. `words` is its title, with `{label}` and `{home}` for the record's and North Korea's name;
    `part` tells several dates of one record apart; `recurs` says that it is an anniversary, which ends on the day `ends`."""

    start: FuzzyDate
    end: FuzzyDate | None = None
    words: str = "{label}"
    part: str = ""
    recurs: bool = False
    ends: FuzzyDate | None = None


class Evidenced(Record):
    """A record that stands on sources, and says how well."""

    sources: SourceIds
    """The sources on which the record stands."""
    cites: dict[str, SourceIds] = {}
    """Sources of single fields, where a field has sources of its own."""
    inferred: dict[str, Text] = {}
    """Fields that no source states, each with the reason why its value is what it is."""
    disputes: tuple[Dispute, ...] = ()
    """Disagreements between the sources, kept open."""
    note: Prose | None = None
    """What else a reader should know about the record or its evidence."""

    @model_validator(mode="after")
    def _fields_are_known(self) -> Evidenced:
        for mapping in ("cites", "inferred"):
            for field in getattr(self, mapping):
                if field not in type(self).model_fields:
                    hint = did_you_mean(field[:60], type(self).model_fields)
                    raise fail(f"{mapping}: there is no field '{field[:60]}'{hint}", mapping, field)
        return self


class Graded(Evidenced):
    """What is said to have happened, with a grade of the evidence for it (see `derive.evidence`)."""

    context: dict[SourceId, Text] = {}
    """Sources, by id, that do not attest the record but tell its background or another fact, each with what it tells."""
    said_by: dict[SourceId, CountryId] = {}
    """Sources, by id, that tell of the record only what a state or an organisation said, each with who said it."""
    lowered: Lowered | None = None
    """A grade lower than the computed one, with the editor's reason."""
