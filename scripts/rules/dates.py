"""Dates in their order, and dates that stand for something else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from scripts.load.archive import Archive, once
from scripts.record import model
from scripts.record.references import FieldPath
from scripts.rules.rule import rule
from scripts.values.dates import FuzzyDate
from scripts.values.problems import Problem

# (model, field of the beginning, field of the end)
_SPANS = {
    model.Visit: [("start", "end")],
    model.Event: [("date", "end")],
    model.Agreement: [("date", "expires")],
    model.Measure: [("date", "end")],
    model.Provision: [("start", "end")],
    model.Post: [("start", "end"), ("start", "credentials"), ("credentials", "end")],
    model.Mission: [("opened", "closed"), ("suspended", "resumed")],
    model.Official: [("born", "died")],
    model.Entity: [("opened", "closed")],
    model.Listing: [("date", "removed")],
}
# What may lie ahead of the day of the build: fields by model. The days of a visit may while it is only announced.
_AHEAD = {model.Agreement: ("expires",), model.Measure: ("end",), model.Provision: ("end",)}


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date where it stands: the record, the path to the part of it that has the date, the field's name."""

    kind: str
    record: model.Record
    path: FieldPath
    part: BaseModel
    name: str
    date: FuzzyDate

    @property
    def where(self) -> FieldPath:
        return *self.path, self.name

    def problem(self, archive: Archive, message: str) -> Problem:
        return archive.problem(self.kind, self.record, self.where, message)


@once
def _dates(archive: Archive) -> list[_Dated]:
    """Every date of every record; several rules ask for it."""
    return [_Dated(kind, record, *place) for kind, record in archive for place in _dates_in(record, ())]


def _dates_in(part: BaseModel, path: FieldPath) -> Iterator[tuple[FieldPath, BaseModel, str, FuzzyDate]]:
    for name in _fields_with_dates(type(part)):
        value = getattr(part, name)
        if not value:
            continue
        if isinstance(value, FuzzyDate):
            yield path, part, name, value
        elif isinstance(value, tuple):
            for i, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _dates_in(item, (*path, name, i))
        elif isinstance(value, dict):
            for key, item in value.items():
                yield from _dates_in(item, (*path, name, key))


@cache
def _fields_with_dates(cls: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that are a date or hold parts with dates."""
    return tuple(name for name, info in cls.model_fields.items() if _holds_dates(info.annotation))


def _holds_dates(hint: Any) -> bool:
    if isinstance(hint, type) and not get_args(hint):
        return issubclass(hint, FuzzyDate) or (issubclass(hint, BaseModel) and bool(_fields_with_dates(hint)))
    return any(_holds_dates(arg) for arg in get_args(hint))


@rule
def ends_follow_beginnings(archive: Archive) -> Iterator[Problem]:
    """Nothing ends before it begins."""
    for one in _dates(archive):
        for first, last in _SPANS.get(type(one.part), ()):
            start = getattr(one.part, first)
            if one.name == last and start and one.date.last < start.first:
                yield one.problem(archive, f"{last} {one.date} is before {first} {start}")


@rule
def dates_are_past(archive: Archive) -> Iterator[Problem]:
    """No date lies in the future, except an expiry, the end of a measure or provision, and the days of an announced visit.

    Where the day comes first (UTC+14) it has come while the machine's clock still shows the day before.
    """
    latest = archive.today + dt.timedelta(days=1)
    for one in _dates(archive):
        if one.date.first > latest and not _may_lie_ahead(one):
            yield one.problem(archive, f"{one.name} {one.date} lies in the future")


def _may_lie_ahead(one: _Dated) -> bool:
    if isinstance(one.part, model.Visit):
        return one.part.status == "announced" and one.name in ("start", "end")
    return one.name in _AHEAD.get(type(one.part), ())


@rule
def new_years_day_is_meant(archive: Archive) -> Iterator[Problem]:
    """1 January is never a stand-in for a year; where it is meant, `cites` names the source of the day."""
    for one in _dates(archive):
        if one.date.text.endswith("-01-01") and one.kind != "sources" and one.name != "reviewed":
            cited = not one.path and one.name in getattr(one.record, "cites", {})
            # Resolutions set deadlines on the first day of a year.
            deadline = isinstance(one.part, model.Provision) and one.part.basis == "deadline"
            if cited or deadline:
                continue
            text = f"{one.name} {one.date} looks like a year; write {one.date.year}, or cite the source of the day"
            yield archive.warning(one.kind, one.record, one.where, text)


# A visit of more days is a stay, or its end has a slip.
LONG_VISIT = 60


@rule
def long_visits_say_whence(archive: Archive) -> Iterator[Problem]:
    """A visit of more than two months names the source of its end in `cites`, or the reason in `inferred`."""
    for visit in archive.visits.values():
        days = (visit.end.first - visit.start.last).days if visit.end else 0
        if days > LONG_VISIT and not {"end", "start"} & {*visit.cites, *visit.inferred}:
            text = f"end {visit.end} is {days} days after the start; if that is right, name its source in cites"
            yield archive.warning("visits", visit, ("end",), text)


@rule
def relations_are_in_order(archive: Archive) -> Iterator[Problem]:
    """The episodes of a country's relations stand in the order of their dates."""
    for country in archive.countries.values():
        for i, (before, after) in enumerate(zip(country.relations, country.relations[1:], strict=False), 1):
            if after.date.first < before.date.first:
                text = f"relations: {after.date} stands after {before.date}"
                yield archive.problem("countries", country, ("relations", i, "date"), text)


@rule
def steps_are_in_order(archive: Archive) -> Iterator[Problem]:
    """A story is told in the order of time: a step that is older than the one before it says why, `out_of_order`."""
    for story in archive.stories.values():
        before = None
        for i, step in enumerate(story.steps):
            kind, id = step.target
            record = archive.records[kind].get(id)
            date = record.when if record else None
            older = bool(before and date and date.last < before.first)
            if older and not step.out_of_order:
                text = f"steps: '{id}' is of {date}, older than the step before it, of {before}; move it, or say why in out_of_order"
                yield archive.problem("stories", story, ("steps", i), text)
            elif step.out_of_order and not older:
                text = f"steps: '{id}' is not older than the step before it; leave out_of_order out"
                yield archive.problem("stories", story, ("steps", i, "out_of_order"), text)
            before = date or before


@rule
def a_step_stands_once_in_a_story(archive: Archive) -> Iterator[Problem]:
    """No record is two steps of one story."""
    for story in archive.stories.values():
        seen: set[tuple[str, str]] = set()
        for i, step in enumerate(story.steps):
            if step.target in seen:
                yield archive.problem("stories", story, ("steps", i), f"steps: '{step.target[1]}' is a step already")
            seen.add(step.target)
