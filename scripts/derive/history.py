"""What changed in the records, in words, read from the repository's git history of the data folder.

A commit is compared with its first parent record by record, so a merge counts as what it brought in.
Where there is no git, or nothing of the folder is under git, the history is empty and nothing fails. In a
shallow clone the oldest commit holds everything before it: it adds nothing here, and `since` is its day.

A *correction* is a change of what was said: a value replaced or taken away in a record that was there, or
any change made by a commit whose subject begins with Correct, Mend or Fix. Filling a gap is none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from scripts.load.yamltree import parse
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.values.files import write_if_changed
from scripts.values.problems import Problem

# A new form of `Change`, or a new rule of comparison, needs a new number: it names the cache.
FORM = 1
# Fields about the record, not about the world: a change in them corrects nothing.
BOOKKEEPING = frozenset({"sources", "cites", "inferred", "reviewed", "formerly", "topics", "distinct_from", "journey"})
# Fields whose names say little to a reader; the others are words as they are.
_WORDS = {
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
    "url": "web address",
}
_CORRECTS = re.compile(r"(\[[^\]]*\] *)?(correct|mend|fix)", re.IGNORECASE)
_RECORD = re.compile(r"^(?=[^\s#-])", re.MULTILINE)
_NO_FILE = "0" * 40


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
            _WORDS.get(name, name.replace("_", " ")) for name in self.fields if name not in ("sources", "reviewed")
        ]
        for n, verb in ((self.sources_added, "added"), (self.sources_removed, "removed")):
            if n:
                parts.append(f"{n} source{'s'[: n != 1]} {verb}")
        return f"changed: {', '.join(parts)}" if parts else "changed"


@dataclass(frozen=True)
class History:
    """All changes, oldest first. `since` is the day before which a shallow clone knows nothing."""

    changes: tuple[Change, ...] = ()
    since: dt.date | None = None
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


def read_history(folder: Path, cache: Path | None = None) -> History:
    """The history of a data folder. `cache` is a folder that keeps what single commits did, so that each is read once."""
    try:
        about = _git(folder, "rev-parse", "--is-shallow-repository", "--show-toplevel", "--show-prefix")
        shallow, top, prefix = about.decode("utf-8", "replace").split("\n")[:3]
        commits = list(_commits(folder))
    except (OSError, subprocess.SubprocessError, ValueError):
        return NO_HISTORY
    if not commits:
        return NO_HISTORY
    since = None
    if shallow == "true":
        since = dt.date.fromisoformat(commits.pop()[0].time[:10])
    commits.reverse()
    known = _Known(cache, f"{top}/{prefix}") if cache else None
    done = known.commits if known else {}
    missing = [(commit, files) for commit, files in commits if commit.id not in done]
    if missing:
        try:
            blobs = _blobs(folder, {sha for _, files in missing for file in files for sha in file[1:]})
        except (OSError, subprocess.SubprocessError, ValueError):
            return NO_HISTORY
        for commit, files in missing:
            done[commit.id] = list(compare(commit, files, blobs))
        if known:
            known.keep({commit.id for commit, _ in commits})
    return History(tuple(settled(change for commit, _ in commits for change in done[commit.id])), since)


def settled(changes: Iterable[Change]) -> list[Change]:
    """The changes, oldest first, without those of the day on which a record was added: they belong to its addition.

    A record that was added and removed on one day leaves no trace; one that was renamed was added under its last id.
    """
    added: dict[tuple[str, str], tuple[int, dt.date]] = {}
    found: dict[int, Change] = {}
    for n, change in enumerate(changes):
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


@dataclass(frozen=True)
class Commit:
    """A commit: its id, its time in UTC (RFC 3339), the first line of its message."""

    id: str
    time: str
    subject: str


# A data file that a commit touched: path below the data folder, blob before, blob after.
File = tuple[str, str, str]


def _git(folder: Path, *arguments: str, given: str = "") -> bytes:
    """What git prints. Raises OSError or SubprocessError when there is no git or no repository."""
    # Settings of an outer git command (a hook, say) would point to another repository.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-C", str(folder), "-c", "core.quotePath=false", *arguments],
        input=given.encode(), capture_output=True, check=True, timeout=60,
        env={**environment, "LC_ALL": "C"},
    )  # fmt: skip
    return done.stdout


def _commits(folder: Path) -> Iterator[tuple[Commit, list[File]]]:
    """The commits that touched the folder, latest first, each with its data files."""
    printed = _git(
        folder, "log", "--first-parent", "-m", "--no-renames", "--raw", "-z", "--relative", "--abbrev=40",
        "--format=%x01%H%x02%ct%x02%s", "--", ".",
    )  # fmt: skip
    for block in printed.decode("utf-8", "replace").split("\x01")[1:]:
        head, *tokens = block.split("\0")
        id, seconds, subject = head.split("\x02")
        time = dt.datetime.fromtimestamp(int(seconds), dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        files = [
            (path, modes.split(" ")[2], modes.split(" ")[3])
            for modes, path in zip(tokens[::2], tokens[1::2], strict=False)
            if path.endswith(".yaml")
        ]
        yield Commit(id, time, subject), files


def _blobs(folder: Path, wanted: set[str]) -> dict[str, str]:
    """The texts of blobs by id, read in one go."""
    ids = sorted(wanted - {_NO_FILE})
    data = _git(folder, "cat-file", "--batch", given="".join(f"{id}\n" for id in ids))
    found, at = {}, 0
    while at < len(data):
        end = data.index(b"\n", at)
        id, *about = data[at:end].decode("ascii").split(" ")
        at = end + 1
        if len(about) == 2:
            size = int(about[1])
            found[id] = data[at : at + size].decode("utf-8", "replace")
            at += size + 1
    return found


class _Known:
    """What commits did, kept in a file of a cache folder. A cache that cannot be read or written is no error."""

    def __init__(self, folder: Path, of: str) -> None:
        name = hashlib.sha256(of.encode()).hexdigest()[:16]
        self.path = folder / f"history-{FORM}-{name}.json"
        self.commits: dict[str, list[Change]] = {}
        try:
            stored = json.loads(self.path.read_text(encoding="utf-8"))
            for id, changes in stored.items():
                self.commits[id] = [Change(**_tuples(change)) for change in changes]
        except (OSError, ValueError, TypeError, AttributeError):
            self.commits = {}

    def keep(self, ids: set[str]) -> None:
        """Write what is known of these commits."""
        stored = {id: [asdict(change) for change in self.commits[id]] for id in sorted(ids)}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_if_changed(self.path, json.dumps(stored, ensure_ascii=False))
        except OSError:
            pass


def _tuples(change: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in change.items()}


def compare(commit: Commit, files: Iterable[File], blobs: dict[str, str]) -> Iterator[Change]:
    """What a commit did to each record in the files that it touched, by kind and id.

    All files of a commit are taken together: a record that moved from one file to another did not change.
    """
    before: dict[tuple[str, str], str] = {}
    after: dict[tuple[str, str], str] = {}
    for path, old, new in files:
        kind = path.split("/")[0].removesuffix(".yaml")
        if kind in KINDS:
            before |= {(kind, id): text for id, text in split(blobs.get(old, "")).items()}
            after |= {(kind, id): text for id, text in split(blobs.get(new, "")).items()}
    gone = {key for key in before if key not in after}
    renamed: set[tuple[str, str]] = set()
    made: list[Change] = []
    for key in sorted(before.keys() | after.keys()):
        kind, id = key
        about: dict[str, Any] = {
            "kind": kind,
            "id": id,
            "commit": commit.id,
            "time": commit.time,
            "subject": commit.subject,
        }
        if key in gone:
            made.append(Change(action="removed", **about))
        elif key in before:
            if before[key] != after[key]:
                made += _altered(_fields(before[key]), _fields(after[key]), about)
        else:
            old_ids = _fields(after[key]).get("formerly", []) if gone else []
            earlier = [old for old in old_ids if (kind, old) in gone]
            renamed |= {(kind, old) for old in earlier}
            made.append(
                Change(action="renamed", old_id=earlier[0], **about) if earlier else Change(action="added", **about)
            )
    # What was renamed did not go.
    yield from (change for change in made if change.action != "removed" or (change.kind, change.id) not in renamed)


def split(text: str) -> dict[str, str]:
    """The records of a data file as pieces of its text, by id. Works on text that is no valid data file too."""
    pieces = {}
    for piece in _RECORD.split(text):
        id, colon, rest = piece.partition(":")
        if colon and not piece[0].isspace() and piece[0] not in "#-":
            pieces[id.strip("\"' ")] = rest.rstrip()
    return pieces


def _fields(piece: str) -> dict[str, Any]:
    """The fields of a record's text; empty when it does not parse."""
    wrong: list[Problem] = []
    tree = parse(f"x:{piece}\n", "", wrong)
    plain = tree.plain() if tree is not None else None
    record = plain.get("x") if isinstance(plain, dict) else None
    return record if isinstance(record, dict) else {}


def _altered(before: dict[str, Any], after: dict[str, Any], about: dict[str, Any]) -> list[Change]:
    """The change between two forms of a record as a list of none or one."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if not names:
        return []
    if names == ["reviewed"]:
        return [Change(action="reviewed", fields=("reviewed",), **about)]
    old, new = _sources(before), _sources(after)
    replaced = [
        name
        for name in names
        if name not in BOOKKEEPING and name in before and not _grew(before[name], after.get(name))
    ]
    return [
        Change(
            action="changed",
            fields=tuple(names),
            replaced=tuple(replaced),
            sources_added=len(new - old),
            sources_removed=len(old - new),
            **about,
        )
    ]


def _sources(fields: dict[str, Any]) -> set[str]:
    listed = fields.get("sources")
    return {id for id in listed if isinstance(id, str)} if isinstance(listed, list) else set()


def _grew(before: Any, after: Any) -> bool:
    """Whether everything said before is still said: a list with more items, a mapping with more keys."""
    if isinstance(before, list) and isinstance(after, list):
        return all(any(_grew(item, other) for other in after) for item in before)
    if isinstance(before, dict) and isinstance(after, dict):
        return all(key in after and _grew(value, after[key]) for key, value in before.items())
    return bool(before == after)
