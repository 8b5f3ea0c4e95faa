"""What a change of the data does to the record, in words: for whoever reads a pull request, and who is no friend of diffs."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.derive.evidence import evidence_of
from scripts.derive.history.compare import BOOKKEEPING
from scripts.derive.voices import sources_of
from scripts.load.archive import Archive, link
from scripts.load.loader import load
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.values.problems import BuildError
from scripts.values.text import shortened

# So much of a value is quoted, and so many records are named under one heading.
QUOTED, NAMED = 80, 60


@dataclass
class Difference:
    """What one state of the record has and another has not, each in a line of Markdown by heading. `silent` are the records
    that went without a word: neither `formerly` nor a removal names them."""

    told: dict[str, list[str]] = field(default_factory=dict)
    silent: list[str] = field(default_factory=list)

    def tell(self, heading: str, line: str) -> None:
        self.told.setdefault(heading, []).append(line)

    def __str__(self) -> str:
        """All of it as Markdown."""
        if not self.told:
            return "Nothing of the record changes.\n"
        lines = []
        for heading in HEADINGS:
            found = self.told.get(heading, [])
            if found:
                lines += [f"**{heading}** ({len(found)})", "", *found[:NAMED]]
                lines += [f"- … and {len(found) - NAMED} more"] if len(found) > NAMED else []
                lines.append("")
        return "\n".join(lines)


HEADINGS = (
    "Gone in silence", "Removed", "Renamed or joined", "Corrected", "Evidence replaced", "Grade changed", "Added", "Filled in", "Reviewed",
)  # fmt: skip


def changes_since(data: Path, base: str, today: dt.date) -> Difference:
    """What differs between a commit and the files as they are. Raises BuildError where git does not know the commit."""
    after = link(load(data), today)[0]
    with _state(data, base) as folder:
        before = link(load(folder), today)[0]
    return differences(before, after)


def differences(before: Archive, after: Archive) -> Difference:
    """What the second state of the record says otherwise than the first."""
    found = Difference()
    for kind in KINDS:
        old, new = before.records[kind], after.records[kind]
        follows = {earlier: record for record in new.values() for earlier in record.formerly}
        removed = {removal.former[1]: removal for removal in after.removals.values() if removal.former[0] == kind}
        for id, record in old.items():
            if id in new:
                _changed(found, kind, record, new[id], before, after)
            elif id in follows:
                heir = follows[id]
                found.tell("Renamed or joined", f"- {_name(kind, record)} is now {_name(kind, heir)}")
                if heir.id not in old:
                    _changed(found, kind, record, heir, before, after)
            elif id in removed:
                found.tell("Removed", f"- {_name(kind, record)}: {removed[id].why}")
            elif (kind, id) in after.places:
                found.tell("Corrected", f"- {_name(kind, record)} cannot be read now; `make check` says why")
            else:
                found.silent.append(f"{kind} {id}")
                found.tell("Gone in silence", f"- {_name(kind, record)}: `make remove` leaves word at its address")
        for id, record in new.items():
            if id not in old and not any(earlier in old for earlier in record.formerly):
                found.tell("Added", f"- {_name(kind, record)}{_evidence(record, after)}")
    return found


def _changed(found: Difference, kind: str, old: Any, new: Any, before: Archive, after: Archive) -> None:
    """What a record says otherwise: values, sources, grade."""
    replaced, filled = [], []
    for name in type(new).model_fields:
        was, now = getattr(old, name), getattr(new, name)
        if was == now or name in ("id", "formerly") or (name in BOOKKEEPING and name != "reviewed"):
            continue
        if name == "reviewed":
            found.tell("Reviewed", f"- {_name(kind, new)}, {now or 'no longer'}")
        elif was:
            step = f"{_words(was)} → {_words(now)}"
            replaced.append(f"{name}: {step}" if _words(was) != _words(now) else f"{name} reworded")
        else:
            filled.append(name)
    if replaced:
        found.tell("Corrected", f"- {_name(kind, new)}: {'; '.join(replaced)}")
    if filled:
        found.tell("Filled in", f"- {_name(kind, new)}: {', '.join(filled)}")
    gone, come = (set(sources_of(one)) - set(sources_of(other)) for one, other in ((old, new), (new, old)))
    if gone:
        by = f", in their place {_ids(come)}" if come else ""
        found.tell("Evidence replaced", f"- {_name(kind, new)}: without {_ids(gone)}{by}")
    elif come:
        found.tell("Filled in", f"- {_name(kind, new)}: {len(come)} source{'s'[: len(come) != 1]} more, {_ids(come)}")
    if isinstance(new, model.Happening):
        was, now = evidence_of(old, before).grade, evidence_of(new, after).grade
        if was != now:
            found.tell("Grade changed", f"- {_name(kind, new)}: {was} → {now}")


def _evidence(record: model.Record, archive: Archive) -> str:
    """The grade of what happened, and on how many sources a record stands."""
    n = len(sources_of(record))
    grade = f", grade {evidence_of(record, archive).grade}" if isinstance(record, model.Happening) else ""
    return f"{grade}, {n} source{'s'[: n != 1]}" if n else grade


def _name(kind: str, record: model.Record) -> str:
    return f"{KINDS[kind].singular.lower()} `{record.id}` ({_plain(record.label)})"


def _ids(ids: set[str]) -> str:
    return ", ".join(f"`{id}`" for id in sorted(ids))


def _words(value: Any) -> str:
    """A value in a few words."""
    if value is None or value in ((), {}):
        return "nothing"
    if isinstance(value, tuple | dict):
        return f"{len(value)} item{'s'[: len(value) != 1]}"
    return f"“{_plain(str(value))}”"


def _plain(text: str) -> str:
    """A piece of text that Markdown takes as it is."""
    short = shortened(" ".join(text.split()), QUOTED)
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#@" else c for c in short)


@contextmanager
def _state(data: Path, base: str) -> Iterator[Path]:
    """The data folder as it was at the last commit that a branch shares with another."""
    prefix = _git(data, "rev-parse", "--show-prefix").strip()
    top = Path(_git(data, "rev-parse", "--show-toplevel").strip())
    shared = _git(data, "merge-base", base, "HEAD").strip()
    with tempfile.TemporaryDirectory() as folder:
        packed = Path(folder) / "data.tar"
        _git(top, "archive", "--format=tar", f"--output={packed}", f"{shared}:{prefix}")
        shutil.unpack_archive(packed, Path(folder) / "data", filter="data")
        yield Path(folder) / "data"


def _git(folder: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, encoding="utf-8", env=environment, check=False
        )
    except OSError as error:
        raise BuildError(f"git cannot be run: {error.strerror}") from None
    if done.returncode:
        raise BuildError(f"git does not know that state: {done.stderr.strip()}")
    return done.stdout
