"""The machine-readable files: each kind as JSON and CSV, each record as JSON, JSON Schemas for editors.

Field names are those of the YAML files; computed values stand under `computed`, so that what a person
wrote and what the build derived never look alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import models_json_schema

from scripts.derive.evidence import evidence_of, sources_of, speaker_of
from scripts.derive.measures import measures_in_force
from scripts.derive.posts import posts_at
from scripts.derive.relations import relations_at
from scripts.load.archive import Archive, once, place_of
from scripts.pictures import picture_files
from scripts.record import model
from scripts.record.fields import ID
from scripts.record.kinds import MODELS
from scripts.record.references import references
from scripts.values.formats import to_csv, to_json

# Below the docs folder.
DATA_FOLDER = "data"


def exports(archive: Archive) -> Iterator[tuple[str, str]]:
    """Every data file: (path below the docs folder, text)."""
    for kind, cls in MODELS.items():
        records = {record.id: as_data(kind, record, archive) for record in archive.records[kind].values()}
        yield f"{DATA_FOLDER}/{kind}.json", to_json(records)
        yield f"{DATA_FOLDER}/{kind}.csv", _csv_of(cls, records)
        for id, data in records.items():
            yield f"{DATA_FOLDER}/{kind}/{id}.json", to_json({"id": id, "kind": kind, **data})
    yield from picture_files(archive)
    yield from schemas()


def as_data(kind: str, record: model.Record, archive: Archive) -> dict[str, Any]:
    """A record as plain data: its fields as written, without empty ones, and `computed`."""
    data = record.model_dump(mode="json", exclude_defaults=True)
    data["computed"] = computed(kind, record, archive)
    return data


@once
def computed(kind: str, record: model.Record, archive: Archive) -> dict[str, Any]:
    """What the build derives for a record (see `derive` and the method page); the tables ask too."""
    values: dict[str, Any] = {"address": place_of(kind, record.id, archive)}
    date = record.when
    if date is not None:
        values |= {"first_day": date.first.isoformat(), "last_day": date.last.isoformat(), "precision": date.precision}
    sources = sources_of(record)
    if sources:
        values["all_sources"] = list(sources)
    if isinstance(record, model.Happening):
        evidence = evidence_of(record, archive)
        values |= {
            "attestation": evidence.attestation,
            "grade": evidence.grade,
            "reasons": list(evidence.reasons),
            "owners": list(evidence.owners),
            "measures_in_force": [measure.id for measure, _ in measures_in_force(date, archive)],
        }
        people = [id for _, target, id in references(record) if target == "officials" and id in archive.officials]
        posts = {id: [held.post.title for held in posts_at(archive.officials[id], date)] for id in people}
        if any(posts.values()):
            values["posts_at_the_time"] = {id: titles for id, titles in posts.items() if titles}
    if isinstance(record, model.Visit):
        values["counts_as"] = record.counts_as
    if isinstance(record, model.Country) and record.relations:
        now = relations_at(record, archive.today)
        values["state_of_relations"] = now.state_after if now else "none"
    if isinstance(record, model.Source):
        speaker = speaker_of(record, archive)
        if speaker:
            values |= {"side": speaker.side, "owner": speaker.owned_by}
    named: dict[str, list[str]] = {}
    for link in archive.backlinks.get((kind, record.id), []):
        ids = named.setdefault(link.kind, [])
        if link.id not in ids:
            ids.append(link.id)
    if named:
        values["named_by"] = named
    return values


def _csv_of(cls: type[model.Record], records: dict[str, dict[str, Any]]) -> str:
    """One row a record: id, the model's fields in their order, then the computed values that are one cell."""
    derived = list(dict.fromkeys(key for data in records.values() for key in data["computed"] if key != "named_by"))
    fields = [name for name in cls.model_fields if name != "id"]
    rows = (
        [id, *(_cell(data.get(name)) for name in fields), *(_cell(data["computed"].get(key)) for key in derived)]
        for id, data in records.items()
    )
    return to_csv(["id", *fields, *(f"computed_{key}" for key in derived)], rows)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def schemas() -> Iterator[tuple[str, str]]:
    """A JSON Schema for each kind of data file (a mapping from id to record), made from the model."""
    for kind, cls in MODELS.items():
        _, defined = models_json_schema([(cls, "validation")], ref_template="#/$defs/{model}")
        record = defined["$defs"][cls.__name__]
        record["properties"].pop("id", None)
        # Editors write text; what is typed on loading is text or a number in YAML.
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"{kind}: a mapping from id to {cls.__name__.lower()}",
            "description": (cls.__doc__ or "").strip(),
            "type": "object",
            "patternProperties": {f"^{ID.pattern}$": {"$ref": f"#/$defs/{cls.__name__}"}},
            "additionalProperties": False,
            "$defs": defined["$defs"],
        }
        yield f"{DATA_FOLDER}/schema/{kind}.json", to_json(schema)
