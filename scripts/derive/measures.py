"""Which UN provisions bound states on a date, and which of them concern a record."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from scripts.load.archive import Archive
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.values.dates import FuzzyDate

Bound = tuple[tuple[model.Measure, tuple[model.Provision, ...]], ...]


@dataclass(frozen=True)
class InForce:
    """Resolutions with their provisions: those that had begun when a date began, and those that began during it.

    Nothing begins during a day: on the day on which a provision begins it is in force.
    """

    at_start: Bound = ()
    during: Bound = ()


def measures_in_force(date: FuzzyDate | None, archive: Archive) -> InForce:
    """The UN provisions in force at the start of a date, and those that began before its end, oldest first."""
    if date is None:
        return InForce()
    resolutions = [measure for measure in archive.measures.values() if measure.kind == "resolution"]
    return InForce(
        _with(resolutions, lambda p: p.start.first <= date.first and (p.end is None or p.end.last >= date.first)),
        _with(resolutions, lambda p: date.first < p.start.first <= date.last),
    )


def _with(measures: list[model.Measure], holds: Callable[[model.Provision], bool]) -> Bound:
    found = ((measure, tuple(filter(holds, measure.provisions))) for measure in measures)
    return tuple((measure, provisions) for measure, provisions in found if provisions)


def subjects_of(record: model.Happening, archive: Archive) -> frozenset[str]:
    """The subjects of provisions that concern a record: by its topics, and by its kind or fields.

    Where it names goods, provisions on these concern it, and none on other goods.
    """
    matters = {record.kind} if isinstance(record, model.Event) else set(getattr(record, "fields", ()))
    found = {word for word, subject in v.PROVISION_SUBJECTS.items() if matters & set(subject.matters)}
    for id in record.topics:
        found |= set(archive.topics[id].subjects) if id in archive.topics else set()
    text = f"{record.label} {record.summary}".casefold()
    named = {
        word for word, subject in v.PROVISION_SUBJECTS.items() if any(_names(text, good) for good in subject.goods)
    }
    if found and named:
        found = named | {word for word in found if not v.PROVISION_SUBJECTS[word].goods}
    return frozenset(found)


def _names(text: str, good: str) -> bool:
    return re.search(rf"\b{good}s?\b", text) is not None
