"""What git knows of a data folder: the commits that touched it, with the files' contents before and after.

Nobody's configuration takes part, so that a folder has one history for everyone: neither the user's nor the
system's is read, what of the repository's own would alter the output is overruled, and nothing is fetched.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from scripts.values.dates import FuzzyDate
from scripts.values.problems import BuildError

# The largest histories take seconds; a git that says nothing for so long waits for something.
PATIENCE = 300
# Settings of an outer git command (a hook, say) would point to another repository: all others of git's are dropped.
ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": str(Path(__file__).with_name("gitconfig")),
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM": "1",
    "LC_ALL": "C",
}
OVERRULED = ("--no-pager", "-c", "core.fsmonitor=false", "-c", "log.follow=false")
# What git prints of a commit, all of it ended by NULs: id, seconds, subject, and for each file its modes and ids, which begin
# with a colon as no commit's id does, and its path; the first file follows a line break.
_COMMIT = re.compile(r"([^\0]*)\0([^\0]*)\0([^\0]*)\0((?:\n?:[^\0]*\0[^\0]*\0)*)")
_FILE = re.compile(r":\d+ \d+ (\w+) (\w+) \w+\0([^\0]*)\0")


class HistoryError(BuildError):
    """There is a repository, but its history cannot be read."""


@dataclass(frozen=True)
class Commit:
    """A commit: its id, its time in UTC (RFC 3339), the first line of its message."""

    id: str
    time: str
    subject: str


class File(NamedTuple):
    """A data file that a commit touched: its path below the data folder, the ids of its contents before and after."""

    path: str
    before: str
    after: str


@dataclass(frozen=True)
class Repository:
    """Where a data folder stands in its repository, and whether the repository was cloned without its older commits."""

    top: str
    prefix: str
    shallow: bool


def repository_of(folder: Path) -> Repository | None:
    """The repository around a folder; None when no folder above it holds a `.git`.

    Raises HistoryError when one does, but git is not there or does not take it for a repository.
    """
    place = folder.resolve()
    if not any(os.path.lexists(above / ".git") for above in (place, *place.parents)):
        return None
    about = _git(folder, "rev-parse", "--is-shallow-repository", "--show-toplevel", "--show-prefix")
    shallow, top, prefix = about.decode("utf-8", "surrogateescape").split("\n")[:3]
    return Repository(top, prefix, shallow == "true")


def commits_of(folder: Path, skipped: list[str]) -> list[tuple[Commit, list[File]]]:
    """The commits that touched the folder, latest first, each with its data files.

    A commit whose date means no day is left out and named in `skipped`. Raises HistoryError.
    """
    try:
        printed = _git(
            folder, "log", "--first-parent", "--diff-merges=first-parent", "--raw", "-z", "--no-abbrev", "--relative",
            "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--no-show-signature", "--no-mailmap",
            "-O/dev/null", "--encoding=UTF-8", "--format=%H%x00%ct%x00%s", "--", ".",
        )  # fmt: skip
    except HistoryError as error:
        if "does not have any commits yet" in str(error):
            return []
        raise
    found = []
    for id, seconds, subject, files in _parted(printed.decode("utf-8", "replace")):
        try:
            found.append((Commit(id, time_of(seconds), _visible(subject)), files))
        except (ValueError, OverflowError, OSError):
            skipped.append(f"commit {id[:12]} is left out of the history: its date, {seconds or 'none'}, is no day")
    return found


def _parted(printed: str) -> Iterator[tuple[str, str, str, list[File]]]:
    """(id, seconds, subject, data files) for each commit of what git printed."""
    for id, seconds, subject, changed in _COMMIT.findall(printed):
        files = [File(path, before, after) for before, after, path in _FILE.findall(changed)]
        yield id, seconds, subject, [file for file in files if file.path.endswith(".yaml")]


def time_of(seconds: str) -> str:
    """Seconds since 1970 in words. Raises ValueError or OverflowError where pages could not write that day."""
    moment = dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    FuzzyDate(moment.date().isoformat())
    if moment.timestamp() <= 0:  # what git makes of a date that it cannot read
        raise ValueError(seconds)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _visible(subject: str) -> str:
    return "".join(c if c.isprintable() else " " for c in subject)


def contents_of(folder: Path, files: Iterable[File]) -> dict[str, str]:
    """The texts of files before and after, by their ids, read in one go.

    Raises HistoryError when one is not there, as in a clone that leaves contents to be fetched.
    """
    ids = sorted({id for file in files for id in (file.before, file.after) if id.strip("0")})
    data = _git(folder, "cat-file", "--batch", given="".join(f"{id}\n" for id in ids))
    found, at = {}, 0
    while at < len(data):
        end = data.index(b"\n", at)
        id, *about = data[at:end].decode("ascii").split(" ")
        if len(about) != 2:
            raise HistoryError(f"the history cannot be read: the repository lacks {id}; clone it whole")
        at = end + 1
        size = int(about[1])
        found[id] = data[at : at + size].decode("utf-8", "replace")
        at += size + 1
    return found


def _git(folder: Path, *arguments: str, given: str = "") -> bytes:
    """What git prints. Raises HistoryError with the reason when it fails or cannot be run."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *OVERRULED, *arguments],
            input=given.encode(), capture_output=True, timeout=PATIENCE, env={**outside, **ENVIRONMENT}, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise HistoryError("the history cannot be read: git is not installed") from None
    except OSError as error:
        raise HistoryError(f"the history cannot be read: git cannot be run: {error.strerror}") from None
    except subprocess.TimeoutExpired:
        raise HistoryError(f"the history cannot be read: git took more than {PATIENCE} seconds") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or [f"git failed ({done.returncode})"]
        reason = next((line for line in said if line.startswith(("fatal:", "error:"))), said[0])
        raise HistoryError(f"the history cannot be read: {reason.partition(': ')[2] or reason}")
    return done.stdout
