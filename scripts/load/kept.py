"""A data folder that is read again and again: only what changed is read, and what cannot be read is kept as it last was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scripts.load.loader import Loaded, files_of, load_file

# What tells one state of a file from another: the time of its last change and its size.
Sign = tuple[int, int]


def sign_of(path: Path) -> Sign | None:
    """The sign of a file's present state; None where there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


@dataclass
class _File:
    """A file as it was read: its sign, what it holds now, and each of its records as it last was in order."""

    sign: Sign | None
    now: Loaded
    good: Loaded


class KeptFolder:
    """A data folder with what was read of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[Path, _File] = {}

    def read(self) -> Loaded:
        """All records of the folder as `load` finds them. One that is broken stands as it was before, if it ever stood."""
        whole = Loaded()
        kept: dict[Path, _File] = {}
        for path, kind in files_of(self.folder, whole):
            sign = sign_of(path)
            known = self._files.get(path)
            if known is None or known.sign != sign:
                now = Loaded()
                load_file(path, path.relative_to(self.folder.parent).as_posix(), kind, now)
                known = _File(sign, now, _with_last(now, known.good if known else Loaded(), kind))
            kept[path] = known
            _add(whole, known, kind)
        self._files = kept
        return whole


def _with_last(now: Loaded, before: Loaded, kind: str) -> Loaded:
    """What a file holds in order now, and what it held before of records that are broken now."""
    good = Loaded()
    good.places, good.records = dict(now.places), {of: dict(found) for of, found in now.records.items()}
    lost = kind in now.unread
    for id, record in before.records[kind].items():
        if id not in good.records[kind] and (lost or (kind, id) in now.broken):
            good.records[kind][id] = record
            good.places[kind, id] = before.places[kind, id]
    return good


def _add(whole: Loaded, file: _File, kind: str) -> None:
    """Add what a file holds to what the files before it hold."""
    whole.problems += file.now.problems
    whole.broken |= file.now.broken
    whole.unread |= file.now.unread
    for key, place in file.good.places.items():
        other = whole.places.get(key)
        if other is not None:
            text = f"this id stands twice, first in {other.path}:{other.spot[0]}"
            whole.problems.append(place.problem(key[1], (), text))
            continue
        whole.places[key] = place
        if key[1] in file.good.records[kind]:
            whole.records[kind][key[1]] = file.good.records[kind][key[1]]
