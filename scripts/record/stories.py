"""What belongs together: stories, whose steps are records of other kinds."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from scripts.record.base import Part, Record
from scripts.record.fields import AgreementId, EventId, MeasureId, Prose, SourceId, Text, VisitId, VoteId, fail

# The field of a step in which the record of a kind is named.
STEP_FIELDS = {"visits": "visit", "agreements": "agreement", "events": "event", "measures": "measure", "votes": "vote"}


class Step(Part):
    """A step of a story: one record, and what it is in the sequence."""

    visit: VisitId | None = None
    """The visit that is the step."""
    agreement: AgreementId | None = None
    """The agreement that is the step."""
    event: EventId | None = None
    """The event that is the step."""
    measure: MeasureId | None = None
    """The sanctions measure that is the step."""
    vote: VoteId | None = None
    """The vote that is the step."""
    what: Text | None = None
    """What the step is in the story: attack, arrest, trial, outcome."""
    because: Prose | None = None
    """How a source says that the step followed from an earlier one."""
    out_of_order: Text | None = None
    """Why the step stands here although it is older than the one before it."""

    @model_validator(mode="after")
    def _is_one_record(self) -> Step:
        if len(self.named) != 1:
            raise fail(f"a step is one record; write one of {', '.join(STEP_FIELDS.values())}")
        return self

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """The records that the step names, which is one: kind and id."""
        return tuple((kind, id) for kind, name in STEP_FIELDS.items() if (id := getattr(self, name)))

    @property
    def target(self) -> tuple[str, str]:
        """The record that is the step: kind and id."""
        return self.named[0]


class Story(Record):
    """Records that belong together as a sequence. Its dates, countries and persons are those of its steps."""

    kind_name: ClassVar[str] = "stories"

    title: Text
    """What the story is called."""
    summary: Prose
    """How one thing followed another, in a few sentences with citations."""
    steps: Annotated[tuple[Step, ...], Field(min_length=2)]
    """Its steps, the earliest first."""
    sources: tuple[SourceId, ...] = ()
    """The sources on which the summary stands."""
