"""Subjects by which the record can be read."""

from __future__ import annotations

from typing import Annotated, ClassVar

from scripts.record import vocabularies as v
from scripts.record.base import Record
from scripts.record.fields import MeasureId, Prose, SourceId, Text


class Topic(Record):
    """A subject, with an introduction."""

    kind_name: ClassVar[str] = "topics"

    title: Text
    """The name of the subject."""
    introduction: Prose
    """What a reader should know first, with citations."""
    sources: tuple[SourceId, ...] = ()
    """The sources on which the introduction stands."""
    measures: tuple[MeasureId, ...] = ()
    """The sanctions measures that matter for the subject."""
    subjects: tuple[Annotated[str, v.PROVISION_SUBJECTS], ...] = ()
    """What provisions that concern the subject are about."""
