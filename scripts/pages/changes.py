"""The page of changes: what was added, changed and corrected, day by day, and which records were reviewed when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from scripts.derive.history import Change, History
from scripts.load.archive import Archive
from scripts.pages.foot import in_full, what_changed
from scripts.pages.page import Page
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.values.dates import FuzzyDate

# Days with more additions than this give numbers instead of names; a day's changes are cut at the second.
MOST_NAMED, MOST_CHANGED, MOST_DAYS, OLDEST = 40, 80, 60, 25


@dataclass(frozen=True)
class ChangedRecord:
    """A record that changed, with what became of it; `here` when the record still is."""

    kind: str
    id: str
    label: str
    here: bool
    what: str

    @property
    def kind_name(self) -> str:
        """What a record of its kind is called, in a sentence."""
        return KINDS[self.kind].singular.lower()


@dataclass(frozen=True)
class Day:
    """What happened to the records on a day. `counts` are the additions by kind in words, named in `added` when few."""

    day: FuzzyDate
    counts: list[tuple[int, str]]
    added: list[ChangedRecord]
    changed: list[ChangedRecord]
    more: int


@dataclass(frozen=True)
class ReviewedRecord:
    """A record with the day of its last review."""

    kind: str
    id: str
    kind_name: str
    day: FuzzyDate


@dataclass(frozen=True)
class Reviews:
    """How many records a person has checked, and those whose check is longest ago, oldest first."""

    done: int
    never: int
    oldest: list[ReviewedRecord]


def changes_page(archive: Archive, history: History) -> Page:
    """The page `/changes/`."""
    return Page(
        "changes.md",
        "changes",
        "Changes",
        "What was added, changed and corrected in the record, and when its parts were last reviewed.",
        {
            "days": days(archive, history),
            "since": in_full(history.since) if history.since else None,
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
                [
                    (counts[kind], (about.singular if counts[kind] == 1 else about.plural).lower())
                    for kind, about in KINDS.items()
                    if counts[kind]
                ],
                [_changed(change, archive) for change in named] if len(named) <= MOST_NAMED else [],
                [_changed(change, archive) for change in changed[:MOST_CHANGED]],
                max(0, len(changed) - MOST_CHANGED),
            )
        )
    return found


def _changed(change: Change, archive: Archive) -> ChangedRecord:
    record = archive.under(change.kind, change.id)
    what = change.words
    if change.is_correction:
        what = f"corrected: {what_changed(change)}" if what_changed(change) else "corrected"
    if record is None:
        return ChangedRecord(change.kind, change.id, change.id, False, what)
    return ChangedRecord(change.kind, record.id, record.label, True, what)


def reviews(archive: Archive) -> Reviews:
    """Who waits longest for another look, among the records that stand on sources."""
    stand = [(kind, record) for kind, record in archive if isinstance(record, model.Evidenced | model.Country)]
    done = [
        ReviewedRecord(kind, record.id, KINDS[kind].singular, record.reviewed)
        for kind, record in stand
        if record.reviewed
    ]
    oldest = sorted(done, key=lambda one: (one.day, one.kind, one.id))[:OLDEST]
    return Reviews(len(done), len(stand) - len(done), oldest)
