"""The foot of a record: how to cite it, what became of it, where to mend it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from scripts.derive.history import Change, History
from scripts.load.archive import Archive
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.takeaway.citations import citation
from scripts.values.dates import FuzzyDate
from scripts.values.settings import Settings

# As many of the latest changes as are told; the first stands before them.
LATEST = 5


@dataclass(frozen=True)
class Happened:
    """A change in words: what was done and when, with the address of the commit where one is worth a look.

    `more` says what was changed; `gap` that changes before this one are left out.
    """

    verb: str
    day: FuzzyDate
    commit: str = ""
    more: str = ""
    gap: bool = False


@dataclass(frozen=True)
class Foot:
    """What stands at the end of a record. `since` is the day before which nothing is known of its changes."""

    kind: str
    id: str
    all_of_kind: str
    citation: Markup
    cites: int
    reviewed: FuzzyDate | None
    since: FuzzyDate | None
    changes: tuple[Happened, ...]
    edit: str
    mistake: str
    letter: str
    missing: str
    followed: str


def foot_of(
    kind: str,
    record: model.Record,
    file: str,
    archive: Archive,
    history: History,
    settings: Settings,
    version: str = "",
) -> Foot:
    """The foot of a record that stands in a file of the data folder, in a version of the whole record."""
    cited = citation(kind, record, archive, history, settings)
    changes = history.of(kind, record)
    from_then_on = bool(changes) and changes[0].action != "added"
    return Foot(
        kind,
        record.id,
        KINDS[kind].plural.lower(),
        cited.note,
        len(cited.sources),
        record.reviewed,
        in_full(history.since) if history.since and from_then_on else None,
        told(changes, settings),
        settings.edit(file),
        settings.mistake(f"{kind}/{record.id}/"),
        settings.letter(record.label, f"{kind}/{record.id}/", version),
        settings.missing(f"{kind}/{record.id}/"),
        record.label if record.is_followed else "",
    )


def told(changes: list[Change], settings: Settings) -> tuple[Happened, ...]:
    """The first change of a record and the latest ones, oldest first."""
    kept = changes if len(changes) <= LATEST + 1 else [changes[0], *changes[-LATEST:]]
    left_out = len(kept) < len(changes)
    return tuple(_happened(change, settings, gap=left_out and n == 1, first=n == 0) for n, change in enumerate(kept))


def _happened(change: Change, settings: Settings, *, gap: bool, first: bool) -> Happened:
    day = in_full(change.day)
    if change.action == "added" and first:
        return Happened("Added", day, settings.commit(change.commit))
    if change.action == "changed":
        verb = "corrected" if change.is_correction else "changed"
        return Happened(verb, day, settings.commit(change.commit), what_changed(change), gap)
    return Happened(change.words, day, gap=gap)


def what_changed(change: Change) -> str:
    """`date, rank` of `changed: date, rank`, after a verb of its own; empty when only the fact is known."""
    return change.words.removeprefix("changed").removeprefix(": ")


def in_full(day: dt.date) -> FuzzyDate:
    """A day as a date that pages write out."""
    return FuzzyDate(day.isoformat())
