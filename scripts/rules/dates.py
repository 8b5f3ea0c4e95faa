"""Dates in their order, and dates that stand for something else."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from scripts import model
from scripts.archive import Archive
from scripts.dates import FuzzyDate
from scripts.problems import Problem
from scripts.references import Path as FieldPath

# (model, field of the beginning, field of the end)
_SPANS = {
    model.Visit: [("start", "end")],
    model.Event: [("date", "end")],
    model.Agreement: [("date", "expires")],
    model.Measure: [("date", "end")],
    model.Provision: [("start", "end")],
    model.Post: [("start", "end")],
    model.Mission: [("opened", "closed"), ("suspended", "resumed")],
    model.Official: [("born", "died")],
    model.Entity: [("opened", "closed")],
    model.Listing: [("date", "removed")],
}


def _parts(part: BaseModel, path: FieldPath = ()) -> Iterator[tuple[FieldPath, BaseModel]]:
    """A record and every part inside it, with its path."""
    yield path, part
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            yield from _parts(value, (*path, name))
        elif isinstance(value, tuple):
            for i, item in enumerate(value):
                if not isinstance(item, BaseModel):
                    break
                yield from _parts(item, (*path, name, i))
        elif isinstance(value, dict):
            for key, item in value.items():
                if isinstance(item, BaseModel):
                    yield from _parts(item, (*path, name, key))


def ends_follow_beginnings(archive: Archive) -> Iterator[Problem]:
    """Nothing ends before it begins."""
    for kind, record in archive:
        for path, part in _parts(record):
            for first, last in _SPANS.get(type(part), ()):
                start, end = getattr(part, first), getattr(part, last)
                if start and end and end.last < start.first:
                    yield archive.problem(kind, record, (*path, last), f"{last} {end} is before {first} {start}")


def dates_are_past(archive: Archive) -> Iterator[Problem]:
    """No date lies in the future, except an expiry, the end of a provision, and a visit that is only announced."""
    for kind, record in archive:
        for path, part in _parts(record):
            if isinstance(part, model.Visit) and part.status == "announced":
                continue
            for name in type(part).model_fields:
                value = getattr(part, name)
                future = isinstance(value, FuzzyDate) and value.first > archive.today
                if (
                    future
                    and name != "expires"
                    and not (name == "end" and isinstance(part, model.Provision | model.Measure))
                ):
                    yield archive.problem(kind, record, (*path, name), f"{name} {value} lies in the future")


def new_years_day_is_meant(archive: Archive) -> Iterator[Problem]:
    """1 January is never a stand-in for a year; where it is meant, `cites` names the source of the day."""
    for kind, record in archive:
        cited = getattr(record, "cites", {})
        for path, part in _parts(record):
            for name in type(part).model_fields:
                value = getattr(part, name)
                if (
                    isinstance(value, FuzzyDate)
                    and value.text.endswith("-01-01")
                    and not isinstance(part, model.Source)
                ) and (path or name not in cited):
                    text = f"{name} {value} looks like a year; write {value.year}, or cite the source of the day"
                    yield archive.problem(kind, record, (*path, name), text, warning=True)


def relations_are_in_order(archive: Archive) -> Iterator[Problem]:
    """The episodes of a country's relations stand in the order of their dates."""
    for country in archive.countries.values():
        for i, (before, after) in enumerate(zip(country.relations, country.relations[1:], strict=False), 1):
            if after.date.first < before.date.first:
                text = f"relations: {after.date} stands after {before.date}"
                yield archive.problem("countries", country, ("relations", i, "date"), text)
