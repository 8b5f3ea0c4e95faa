"""A data folder's history from its repository, with what single commits did kept from build to build."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from scripts.derive.history.compare import compare
from scripts.derive.history.git import Commit, File, commits_of, contents_of, repository_of, time_of
from scripts.derive.history.words import Change, History, settled
from scripts.values.files import keep, kept

_STORED = TypeAdapter(dict[str, list[Change]])
# Beside the data folder; `export-subst` in .gitattributes has `git archive` fill it in.
ARCHIVED = ".archived"
_PACKED = re.compile(r"([0-9a-f]{40,64}) (\d+)\n?", re.ASCII)
# What was kept is of use only as long as the code that compared has not changed.
_CODE_HASH = hashlib.sha256(
    b"".join(Path(__file__).with_name(f"{name}.py").read_bytes() for name in ("compare", "words"))
)


def read_history(folder: Path, cache: Path | None = None) -> History:
    """The history of a data folder; `cache` is a folder that keeps what commits did, so that each is read once.

    It is empty, and its notes say why, where there is no repository or no commit touched the folder. A commit is
    compared with its first parent, so a merge counts as what it brought in. In a shallow clone the oldest commit
    holds everything before it: it adds nothing here, and `since` is its day. Raises HistoryError when there is a
    repository whose history cannot be read.
    """
    repository = repository_of(folder)
    if repository is None:
        of = _archived(folder.resolve().parent / ARCHIVED)
        what = f"an archive of {of[0][:12]}" if of else "in no git repository"
        return History(notes=(f"{folder.name} is {what}: the site cannot say what changed when",), unpacked=of)
    notes: list[str] = []
    commits = commits_of(folder, notes)[::-1]
    if not commits:
        notes.append(f"no commit holds {folder.name}: the site cannot say what changed when")
        return History(notes=tuple(notes))
    since = None
    if repository.shallow:
        since = dt.date.fromisoformat(commits.pop(0)[0].time[:10])
        notes.append(f"this clone begins on {since}: for what changed before, `git fetch --unshallow`")
    file = _cache_file(cache, f"{repository.top}/{repository.prefix}") if cache else None
    done = _read(folder, commits, file)
    return History(tuple(settled(change for commit, _ in commits for change in done[commit.id])), since, tuple(notes))


def _archived(file: Path) -> tuple[str, str] | None:
    """Commit and time of an archive, which git writes into the file when it packs it; None where nothing is written."""
    try:
        found = _PACKED.fullmatch(file.read_text(encoding="utf-8"))
        return (found[1], time_of(found[2])) if found else None
    except (OSError, ValueError, OverflowError):
        return None


def _cache_file(cache: Path, of: str) -> Path:
    code = _CODE_HASH.copy()
    code.update(of.encode("utf-8", "surrogateescape"))
    return cache / f"history-{code.hexdigest()[:16]}.json"


def _read(folder: Path, commits: list[tuple[Commit, list[File]]], file: Path | None) -> dict[str, list[Change]]:
    """What each commit did, by its id: from the file that keeps it, or else from git."""
    known = _known(file) if file else {}
    missing = [(commit, files) for commit, files in commits if commit.id not in known]
    if missing:
        contents = contents_of(folder, (one for _, files in missing for one in files))
        known |= {commit.id: list(compare(commit, files, contents)) for commit, files in missing}
        if file:
            keep(file, _STORED.dump_json({commit.id: known[commit.id] for commit, _ in commits}))
    return known


def _known(file: Path) -> dict[str, list[Change]]:
    """What a file kept; nothing when it is not there, or not as it was written."""
    try:
        return _STORED.validate_json(kept(file) or b"{}", strict=True)
    except ValidationError:
        return {}
