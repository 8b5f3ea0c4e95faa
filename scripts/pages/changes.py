"""The page of changes: what was added, changed and corrected, day by day, and which records were reviewed when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from scripts.derive.history import Change, History
from scripts.load.archive import Archive
from scripts.pages.page import Page
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.values.dates import FuzzyDate

# Days with more additions than this give numbers instead of names; a day's changes are cut at the second.
MOST_NAMED, MOST_CHANGED, MOST_DAYS, OLDEST = 40, 80, 60, 25


@dataclass(frozen=True)
class Line:
    """A change with the name of its record; `here` when the record still is."""

    change: Change
    label: str
    here: bool


@dataclass(frozen=True)
class Day:
    """What happened to the records on a day. `counts` are the additions by kind, named in `added` when they are few."""

    day: FuzzyDate
    counts: list[tuple[str, int]]
    added: list[Line]
    changed: list[Line]
    more: int


@dataclass(frozen=True)
class Reviews:
    """How many records a person has checked, and those whose check is longest ago, oldest first."""

    done: int
    never: int
    oldest: list[tuple[str, model.Record]]


def changes_page(archive: Archive, history: History) -> Page:
    """The page `/changes/`."""
    return Page(
        "changes.md",
        "changes",
        "Changes",
        "What was added, changed and corrected in the record, and when its parts were last reviewed.",
        {
            "days": days(archive, history),
            "earlier": max(0, len(history.days()) - MOST_DAYS),
            "reviews": reviews(archive),
        },
        {"kind": "page"},
    )


def days(archive: Archive, history: History) -> list[Day]:
    """The latest days on which something changed, latest first."""
    found = []
    for day, changes in history.days()[:MOST_DAYS]:
        added = [change for change in changes if change.action == "added"]
        # Reviews have a list of their own, and sources are added with what they prove.
        changed = [change for change in changes if change.action not in ("added", "reviewed")]
        counts = Counter(change.kind for change in added)
        named = [change for change in added if change.kind not in ("sources", "publishers")]
        found.append(
            Day(
                FuzzyDate(day.isoformat()),
                [(kind, counts[kind]) for kind in KINDS if counts[kind]],
                [_line(change, archive) for change in named] if len(named) <= MOST_NAMED else [],
                [_line(change, archive) for change in changed[:MOST_CHANGED]],
                max(0, len(changed) - MOST_CHANGED),
            )
        )
    return found


def _line(change: Change, archive: Archive) -> Line:
    record = archive.records[change.kind].get(change.id)
    return Line(change, record.label if record else change.id, record is not None)


def reviews(archive: Archive) -> Reviews:
    """Who waits longest for another look, among the records that stand on sources."""
    evidenced: list[tuple[str, model.Record]] = [
        (kind, record) for kind, record in archive if isinstance(record, model.Evidenced | model.Country)
    ]
    done = [(kind, record) for kind, record in evidenced if record.reviewed]

    def when(pair: tuple[str, model.Record]) -> Any:
        return pair[1].reviewed, pair[0], pair[1].id

    return Reviews(len(done), len(evidenced) - len(done), sorted(done, key=when)[:OLDEST])
