"""JSON Schemas (draft 2020-12), made from the model: of what is published, and of the YAML that editors write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import models_json_schema

from scripts.record import model
from scripts.record.fields import ID
from scripts.record.kinds import MODELS
from scripts.takeaway.columns import COMPUTED, FORMATS, Column
from scripts.takeaway.editing import as_written
from scripts.takeaway.exports import DATA_FOLDER
from scripts.values.formats import to_json
from scripts.values.settings import Settings


def schemas(settings: Settings) -> Iterator[tuple[str, str]]:
    """For each kind the schema of its published file, and that of the editors' files: (path below the docs folder, text)."""
    for kind, cls in MODELS.items():
        place = f"{DATA_FOLDER}/schema/{kind}.json"
        yield place, to_json(published(cls, f"{settings.url}{place}"))
        place = f"{DATA_FOLDER}/schema/editing/{kind}.json"
        yield place, to_json(as_written(editing(cls, f"{settings.url}{place}")))


def editing(cls: type[model.Record], address: str) -> dict[str, Any]:
    """The schema of a data file: a mapping from id to record, as editors write it."""
    _, made = models_json_schema([(cls, "validation")], ref_template="#/$defs/{model}")
    made["$defs"][cls.__name__]["properties"].pop("id", None)
    return _schema_of_file(cls, address, made["$defs"])


def published(cls: type[model.Record], address: str) -> dict[str, Any]:
    """The schema of a kind's JSON file. A record's own file is one of `$defs`: it says its id and collection too."""
    defined = editing(cls, address)["$defs"]
    record = defined[cls.__name__]
    values = [one.column for one in COMPUTED if one.of(cls)]
    record["properties"] |= {
        "id": {"type": "string", "description": "The record's id, in its own file."},
        "collection": {"const": cls.kind_name, "description": "The kind of the record, in its own file."},
        "computed": {
            "type": "object",
            "description": "What the build derived.",
            "properties": {column.name: _value(column) for column in values},
            "required": [column.name for column in values if column.required],
            "additionalProperties": False,
        },
    }
    record["required"] = [*record.get("required", []), "computed"]
    return _schema_of_file(cls, address, defined)


def _schema_of_file(cls: type[model.Record], address: str, defined: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "version": FORMATS[0].version,
        "title": f"{cls.kind_name}: a mapping from id to {cls.__name__.lower()}",
        "description": (cls.__doc__ or "").strip(),
        "type": "object",
        "patternProperties": {f"^{ID.pattern}$": {"$ref": f"#/$defs/{cls.__name__}"}},
        "additionalProperties": False,
        "$defs": defined,
    }


def _value(column: Column) -> dict[str, Any]:
    """The schema of a computed value."""
    schema: dict[str, Any] = {"type": column.form.json, "description": column.meaning}
    if column.type == "list":
        schema["items"] = {"type": "string"}
    if column.type == "parts":
        schema["items"] = {"type": "object"}
    if column.type == "mapping":
        schema["additionalProperties"] = {"type": "array", "items": {"type": "string"}}
    if column.type == "day":
        schema["format"] = "date"
    if column.terms is not None:
        schema["enum"] = list(column.terms)
    return schema
