"""Stories as their steps tell them: dates, countries, persons and bodies; and where a record stands in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from scripts.load.archive import Archive, once
from scripts.record import model
from scripts.record.model import Record
from scripts.values.dates import FuzzyDate


@dataclass(frozen=True)
class Told:
    """A step with its record."""

    step: model.Step
    kind: str
    record: Record


@once
def told(story: model.Story, archive: Archive) -> tuple[Told, ...]:
    """The steps of a story whose records are there."""
    found = ((step, *step.target) for step in story.steps)
    return tuple(Told(step, kind, archive.records[kind][id]) for step, kind, id in found if id in archive.records[kind])


def span(story: model.Story, archive: Archive) -> tuple[FuzzyDate, FuzzyDate] | None:
    """The first and the last date of a story; None where no step has one."""
    records = [one.record for one in told(story, archive)]
    dates = [date for record in records for date in (record.when, record.until) if date]
    return (min(dates), max(dates, key=lambda date: date.last)) if dates else None


@once
def concerned(record: Record, archive: Archive) -> tuple[str, ...]:
    """The ids of the countries that a record concerns; of a story those that its steps concern, the most frequent first.

    A roll call names every state, and tells of none whose story it is.
    """
    if not isinstance(record, model.Story):
        return record.concerned
    steps = (one.record for one in told(record, archive) if one.kind != "votes")
    return tuple(id for id, _ in Counter(id for step in steps for id in dict.fromkeys(step.concerned)).most_common())


@once
def stories_by_name(archive: Archive) -> dict[tuple[str, str], tuple[model.Story, ...]]:
    """The stories of each country, person, body and topic that the steps name, by kind and id, in the order of time."""
    found: dict[tuple[str, str], list[model.Story]] = defaultdict(list)
    for story in in_order(archive):
        records = [one.record for one in told(story, archive)]
        named = {("countries", id) for id in concerned(story, archive)}
        for kind, field in (("entities", "entities"), ("topics", "topics")):
            named |= {(kind, id) for record in records for id in getattr(record, field, ())}
        named |= {("officials", id) for record in records for id in record.people}
        for key in named:
            found[key].append(story)
    return {key: tuple(stories) for key, stories in found.items()}


@once
def in_order(archive: Archive) -> tuple[model.Story, ...]:
    """All stories, the one that began first at the head, those without a date at the end."""

    def order(story: model.Story) -> tuple[bool, str]:
        dates = span(story, archive)
        return dates is None, dates[0].first.isoformat() if dates else ""

    return tuple(sorted(archive.stories.values(), key=order))
