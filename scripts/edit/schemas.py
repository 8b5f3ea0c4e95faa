"""The schemas of the data files for this machine's editors, with all ids and names as they are now: `make schemas`.

They are written to `build/schemas`, where `.vscode/settings.json` looks for them.
"""

from __future__ import annotations

import json
from pathlib import Path

from scripts.load.archive import Archive
from scripts.record.kinds import MODELS
from scripts.takeaway.editing import as_written
from scripts.takeaway.schemas import editing
from scripts.values.files import write_if_changed


def write_schemas(archive: Archive, folder: Path) -> int:
    """Bring the schemas in a folder up to date; returns how many changed."""
    names = {kind: {id: record.label for id, record in records.items()} for kind, records in archive.records.items()}
    return sum(
        write_if_changed(
            folder / f"{kind}.json", json.dumps(as_written(editing(cls, f"{kind}.json"), names), ensure_ascii=False)
        )
        for kind, cls in MODELS.items()
    )
