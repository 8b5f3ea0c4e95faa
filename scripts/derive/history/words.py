"""A change of a record, and all changes together, in words.

A *correction* is a change of what was said: a value replaced or taken away in a record that was there, or
any change made by a commit whose subject begins with Correct, Mend or Fix. Filling a gap is not one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from scripts.record import model

# Fields whose names say little to a reader; the others are words as they are.
_WORDS_FOR_FIELDS = {
    "native": "name in its script",
    "aliases": "spellings",
    "start": "date",
    "met": "who was met",
    "cites": "sources of single facts",
    "inferred": "what is inferred",
    "disputes": "where sources disagree",
    "lowered": "grade lowered",
    "formerly": "earlier address",
    "distinct_from": "persons of the same name",
    "imo": "IMO number",
    "copy_at": "where it was read",
    "relays": "whose words it passes on",
    "speaker": "whose words it is",
    "said_by": "what only a state said",
    "context": "which sources are background",
    "url": "web address",
}
_CORRECTS = re.compile(r"(\[[^\]]*\] *)?(correct|mend|fix)", re.IGNORECASE)


@dataclass(frozen=True)
class Change:
    """What one commit did to one record.

    `action` is added, changed, reviewed, renamed or removed; `fields` are those that were set, altered or
    taken away, `replaced` those of them that said something else before.
    """

    kind: str
    id: str
    action: str
    commit: str
    time: str
    subject: str
    fields: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    sources_added: int = 0
    sources_removed: int = 0
    old_id: str = ""

    @property
    def day(self) -> dt.date:
        return dt.date.fromisoformat(self.time[:10])

    @property
    def is_correction(self) -> bool:
        """Whether something that was said is now said differently (see the module)."""
        if self.action != "changed":
            return False
        return bool(self.replaced) or bool(_CORRECTS.match(self.subject))

    @property
    def words(self) -> str:
        """`added`, `renamed from x`, or `changed: date, rank, 2 sources added`."""
        if self.action == "renamed":
            return f"renamed from {self.old_id}"
        if self.action != "changed":
            return self.action
        parts = [
            _WORDS_FOR_FIELDS.get(name, name.replace("_", " "))
            for name in self.fields
            if name not in ("sources", "reviewed")
        ]
        for n, verb in ((self.sources_added, "added"), (self.sources_removed, "removed")):
            if n:
                parts.append(f"{n} source{'s'[: n != 1]} {verb}")
        return f"changed: {', '.join(parts)}" if parts else "changed"


@dataclass(frozen=True)
class History:
    """All changes, oldest first. `since` is the day before which a shallow clone knows nothing; `notes` are what
    whoever builds should know of what is missing. Of an archive without a history only `unpacked` is known: commit and
    time of what it holds."""

    changes: tuple[Change, ...] = ()
    since: dt.date | None = None
    notes: tuple[str, ...] = field(default=(), compare=False)
    unpacked: tuple[str, str] | None = None
    _of: dict[tuple[str, str], list[Change]] = field(default_factory=dict, repr=False, compare=False)

    def __bool__(self) -> bool:
        return bool(self.changes) or self.since is not None

    def of(self, kind: str, record: model.Record) -> list[Change]:
        """The changes of a record, oldest first, under its earlier ids too."""
        if not self._of:
            for change in self.changes:
                self._of.setdefault((change.kind, change.id), []).append(change)
        found = [change for id in (*record.formerly, record.id) for change in self._of.get((kind, id), [])]
        found = [change for change in found if change.action != "removed"]
        return sorted(found, key=lambda change: change.time)

    def last_change(self, kind: str, record: model.Record) -> Change | None:
        """The latest change of a record, or None when the history does not know it."""
        found = self.of(kind, record)
        return found[-1] if found else None

    @property
    def corrections(self) -> list[Change]:
        """The corrections, latest first."""
        return [change for change in reversed(self.changes) if change.is_correction]

    def days(self) -> list[tuple[dt.date, list[Change]]]:
        """The changes by day, latest day first."""
        by_day: dict[dt.date, list[Change]] = defaultdict(list)
        for change in self.changes:
            by_day[change.day].append(change)
        return sorted(by_day.items(), reverse=True)


NO_HISTORY = History()


def version_day(kind: str, record: model.Record, history: History) -> dt.date | None:
    """The day of a record's present form: its last change or its last review, whichever is later; None when unknown."""
    change = history.last_change(kind, record)
    known = [change.day] if change else []
    if record.reviewed:
        known.append(record.reviewed.last)
    return max(known) if known else None


def settled(changes: Iterable[Change]) -> list[Change]:
    """The changes, oldest first, without those of the day on which a record was added: they belong to its addition.

    A record that was added and removed on one day leaves no trace; one that was renamed was added under its last id.
    One that moved to another file in two commits, and so stood in both for a while, was neither added nor removed.
    """
    added: dict[tuple[str, str], tuple[int, dt.date]] = {}
    found: dict[int, Change] = {}
    for n, change in enumerate(_without_copies(changes)):
        key = (change.kind, change.id)
        before = (change.kind, change.old_id) if change.action == "renamed" else key
        place, day = added.get(before, (n, None))
        if change.action != "added" and day == change.day:
            if change.action == "changed":
                continue
            del found[place], added[before]
            if change.action == "removed":
                continue
            change = replace(change, action="added", old_id="")
        if change.action == "added":
            added[key] = (n, change.day)
        found[n] = change
    return list(found.values())


def _without_copies(changes: Iterable[Change]) -> Iterator[Change]:
    """The changes without additions of records that are there, and without the removal of such copies."""
    standing: Counter[tuple[str, str]] = Counter()
    for change in changes:
        key = change.kind, change.id
        if change.action == "added":
            standing[key] += 1
            if standing[key] > 1:
                continue
        elif change.action == "removed":
            standing[key] = max(0, standing[key] - 1)
            if standing[key]:
                continue
        elif change.action == "renamed":
            standing[key] += standing.pop((change.kind, change.old_id), 1)
        yield change
