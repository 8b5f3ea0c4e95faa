"""What the pages of stories show besides their records, and what the pages of their steps, countries and persons show of
them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scripts import pictures
from scripts.derive.apart import called
from scripts.derive.evidence import evidence_of
from scripts.derive.stories import Told, concerned, in_order, span, stories_by_name, told
from scripts.load.archive import Archive
from scripts.pages.rows import UNDATED, EntityRow, PersonRow, entity_rows, named, participants
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.values.dates import FuzzyDate, date_range, short_date_range
from scripts.values.prose import plain_text


@dataclass(frozen=True)
class StoryRow:
    """A story in a list: its years, its countries, the number of its steps."""

    id: str
    when: str
    countries: str
    n: int


@dataclass(frozen=True)
class StepRow:
    """A step: its place, its record, what it is in the story, what a source says of how it followed; `in_short` is the
    same for the pages of the steps, where that source is none of the record's."""

    n: int
    kind: str
    id: str
    name: str
    when: str
    what: str
    because: str
    in_short: str
    out_of_order: str
    gist: str
    grade: str


@dataclass(frozen=True)
class Strip:
    """Where a record stands in a story of `of` steps; `beside` are the steps before and after it, each with its word."""

    story: str
    title: str
    here: StepRow
    of: int
    beside: tuple[tuple[str, StepRow], ...]


def step_row(n: int, one: Told, archive: Archive) -> StepRow:
    """A step as pages show it."""
    record = one.record
    return StepRow(
        n,
        one.kind,
        record.id,
        KINDS[one.kind].singular,
        short_date_range(record.when, record.until) if record.when else UNDATED,
        one.step.what or "",
        one.step.because or "",
        plain_text(one.step.because or ""),
        one.step.out_of_order or "",
        record.in_short,
        evidence_of(record, archive).grade if isinstance(record, model.Happening) else "",
    )


def step_rows(story: model.Story, archive: Archive) -> tuple[StepRow, ...]:
    """All steps of a story."""
    return tuple(step_row(n, one, archive) for n, one in enumerate(told(story, archive), 1))


def strips(kind: str, record: model.Record, archive: Archive) -> tuple[Strip, ...]:
    """The stories of which a record is a step, each with the steps beside it."""
    found = []
    for story in archive.naming(kind, record.id, by="stories"):
        rows = step_rows(story, archive)
        here = next(i for i, row in enumerate(rows) if (row.kind, row.id) == (kind, record.id))
        before = [("Before", rows[here - 1])] if here else []
        after = [("After", rows[here + 1])] if here + 1 < len(rows) else []
        found.append(Strip(story.id, called("stories", story, archive), rows[here], len(rows), (*before, *after)))
    return tuple(found)


def story_rows(stories: Iterable[model.Story], archive: Archive) -> tuple[StoryRow, ...]:
    """Stories in a list, the one that began last first."""
    return tuple(reversed([_story_row(story, archive) for story in stories]))


def _story_row(story: model.Story, archive: Archive) -> StoryRow:
    dates = span(story, archive)
    when = short_date_range(dates[0], dates[1]) if dates else UNDATED
    if dates:
        first, last = dates[0].year, dates[1].year
        when = f"{first}–{last}" if last != first else str(first)
    return StoryRow(story.id, when, _countries(story, archive), len(told(story, archive)))


def _countries(story: model.Story, archive: Archive) -> str:
    return named((id for id in concerned(story, archive) if id != archive.home), archive)


def stories_naming(kind: str, id: str, archive: Archive) -> tuple[StoryRow, ...]:
    """The stories of a country, a person, a body or a topic."""
    return story_rows(stories_by_name(archive).get((kind, id), ()), archive)


def story_values(story: model.Story, archive: Archive) -> dict[str, Any]:
    """The steps of a story, and whom and what they name."""
    dates = span(story, archive)
    records = [one.record for one in told(story, archive)]
    return {
        "names": (story.label,),
        "dates": date_range(dates[0], dates[1]) if dates else UNDATED,
        "countries": tuple(id for id in concerned(story, archive) if id != archive.home),
        "steps": step_rows(story, archive),
        "people": people_of(records, archive),
        "entities": entities_of(records, archive),
        "topics": tuple(id for id in archive.topics if story in stories_by_name(archive).get(("topics", id), ())),
        "pictures": pictures.of_story(story, archive),
    }


def people_of(records: Iterable[model.Record], archive: Archive) -> tuple[PersonRow, ...]:
    """The persons whom several records name, with the posts that each held at the first of them."""
    first: dict[str, FuzzyDate | None] = {}
    for record in records:
        for id in record.people:
            first.setdefault(id, record.when)
    return tuple(row for id, date in first.items() for row in participants([(id, "")], date, archive))


def entities_of(records: Iterable[model.Record], archive: Archive) -> tuple[EntityRow, ...]:
    """The bodies that several records name."""
    ids = dict.fromkeys(id for record in records for id in getattr(record, "entities", ()))
    return entity_rows((archive.entities[id] for id in ids if id in archive.entities), archive)


def stories_values(archive: Archive) -> dict[str, Any]:
    """All stories."""
    return {"stories": story_rows(in_order(archive), archive)}
