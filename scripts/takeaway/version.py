"""Which state of the record a download is: day and commit of its last change, told by everything that is taken away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scripts.derive.history import History
from scripts.load.archive import Archive
from scripts.record.kinds import KINDS
from scripts.takeaway.columns import FORMATS
from scripts.takeaway.exports import DATA_FOLDER
from scripts.values.formats import to_json
from scripts.values.settings import Settings


@dataclass(frozen=True)
class Version:
    """A state of the record. `commit` is the last that changed it, `time` when that was (RFC 3339); empty without a history."""

    commit: str = ""
    time: str = ""

    @property
    def day(self) -> str:
        """The day of the last change, `2026-11-27`."""
        return self.time[:10]

    @property
    def number(self) -> str:
        """`2026.11.27+0a1b2c3`: the day, and the commit, as versions are ordered; `0` without a history."""
        return f"{self.day.replace('-', '.')}+{self.commit[:7]}" if self.commit else "0"


# Of a build without a history.
UNKNOWN = Version()


def version_of(history: History) -> Version:
    """The state of the record that a history ends with; of an archive, that of its commit."""
    last = max(history.changes, key=lambda change: change.time, default=None)
    if last:
        return Version(last.commit, last.time)
    return Version(*history.unpacked) if history.unpacked else UNKNOWN


def about(archive: Archive, version: Version, settings: Settings) -> dict[str, Any]:
    """What a download says of itself."""
    return {
        "name": settings.name,
        "homepage": settings.url,
        "license": "CC-BY-4.0",
        "version": version.number,
        "commit": version.commit,
        "changed": version.time,
        "format": FORMATS[0].version,
        "records": {kind: len(archive.records[kind]) for kind in KINDS},
    }


def version_files(archive: Archive, history: History, settings: Settings) -> Iterator[tuple[str, str]]:
    """`index.json`, which says what the files are of, and `changes.json`, all changes of the record, latest first."""
    version = version_of(history)
    yield f"{DATA_FOLDER}/index.json", to_json(about(archive, version, settings))
    yield f"{DATA_FOLDER}/changes.json", _changes(history, version)


def _changes(history: History, version: Version) -> str:
    """A line a change, so that the file can be read piece by piece; it is JSON as a whole."""
    lines = [
        json.dumps(
            {
                "time": change.time,
                "action": change.action,
                "kind": change.kind,
                "id": change.id,
                **({"was": change.old_id} if change.old_id else {}),
                **({"fields": list(change.fields)} if change.fields else {}),
                **({"correction": True} if change.is_correction else {}),
                "commit": change.commit,
            },
            ensure_ascii=False,
        )
        for change in reversed(history.changes)
    ]
    head = json.dumps(version.number)
    return f'{{"version": {head}, "changes": [\n' + ",\n".join(lines) + "\n]}\n"
