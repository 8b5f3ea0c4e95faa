"""The records as JSON: each kind as one file, each record as its own.

Field names are those of the YAML files; computed values stand under `computed`, so that what a person
wrote and what the build derived never look alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scripts.load.archive import Archive, once
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.takeaway.columns import computed
from scripts.values.formats import to_json

# Below the docs folder.
DATA_FOLDER = "data"


def exports(archive: Archive) -> Iterator[tuple[str, str]]:
    """Each kind and each record as JSON: (path below the docs folder, text)."""
    for kind in KINDS:
        records = {record.id: as_data(kind, record, archive) for record in archive.records[kind].values()}
        yield f"{DATA_FOLDER}/{kind}.json", to_json(records)
        for id, data in records.items():
            # Some kinds have a field `kind` of their own.
            yield f"{DATA_FOLDER}/{kind}/{id}.json", to_json({"id": id, "collection": kind, **data})


@once
def as_data(kind: str, record: model.Record, archive: Archive) -> dict[str, Any]:
    """A record as plain data: its fields as written, without empty ones, and `computed`. Not to be changed."""
    return {**record.model_dump(mode="json", exclude_defaults=True), "computed": computed(kind, record, archive)}
