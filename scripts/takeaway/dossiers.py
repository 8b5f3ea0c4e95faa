"""Dossiers: what the record holds of a person, a company or a ship, in one file, with a checksum of its own.

One is made for whom somebody may have to keep a file on: whoever is on a sanctions list, every ship, and whoever is named by
`FEWEST` records or more. Of the others the page of the record already says everything.

The file names neither the day nor the version in which it was made: while nothing in it changes, its checksum stays, and two
prints of a dossier can be compared by it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from scripts.derive.voices import sources_of
from scripts.load.archive import Archive, once
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.takeaway.exports import DATA_FOLDER, as_data
from scripts.values.formats import to_json

# As many records make a dossier more than the page of the record.
FEWEST = 3


def has_dossier(kind: str, record: model.Record, archive: Archive) -> bool:
    """Whether a record has a dossier."""
    if isinstance(record, model.Entity) and (record.listings or record.kind == "ship"):
        return True
    return isinstance(record, model.Entity | model.Official) and len(naming(kind, record, archive)) >= FEWEST


def with_dossiers(archive: Archive) -> Iterator[tuple[str, model.Official | model.Entity]]:
    """The records that have a dossier, with their kinds."""
    for kind, records in (("officials", archive.officials), ("entities", archive.entities)):
        for record in records.values():
            if has_dossier(kind, record, archive):
                yield kind, record


@once
def naming(kind: str, record: model.Record, archive: Archive) -> tuple[tuple[str, model.Record], ...]:
    """The records that name another one, each once, in the order of their kinds, and of their dates or names."""
    return tuple((by, one) for by in KINDS for one in archive.naming(kind, record.id, by=by))


def file_of(kind: str, record: model.Record) -> str:
    """The path of a dossier's file below the site's root."""
    return f"{DATA_FOLDER}/{kind}/{record.id}.dossier.json"


@once
def text_of(kind: str, record: model.Record, archive: Archive) -> str:
    """The file of a dossier: the record, the records that name it, and the sources of all of them, as in their own files."""
    records: dict[str, dict[str, object]] = {}
    for by, one in naming(kind, record, archive):
        records.setdefault(by, {})[one.id] = as_data(by, one, archive)
    sources = {id: as_data("sources", archive.sources[id], archive) for id in all_sources(kind, record, archive)}
    return to_json(
        {
            "id": record.id,
            "collection": kind,
            "record": as_data(kind, record, archive),
            "records": records,
            "sources": sources,
        }
    )


def all_sources(kind: str, record: model.Record, archive: Archive) -> tuple[str, ...]:
    """The ids of the sources of a record and of those that name it, each once."""
    ids = (id for one in (record, *(one for _, one in naming(kind, record, archive))) for id in sources_of(one))
    return tuple(id for id in dict.fromkeys(ids) if id in archive.sources)


def checksum(text: str) -> str:
    """The SHA-256 of a file's text, as `sha256sum` prints it."""
    return hashlib.sha256(text.encode()).hexdigest()


def dossier_files(archive: Archive) -> Iterator[tuple[str, str]]:
    """The file of each dossier: (path below the docs folder, text)."""
    for kind, record in with_dossiers(archive):
        yield file_of(kind, record), text_of(kind, record, archive)
