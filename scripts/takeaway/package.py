"""The tables as CSV, and `datapackage.json`, which tells programs their types, keys and vocabularies.

By the Data Package and Table Schema standards (v1, frictionlessdata.io), which `frictionless validate` checks.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from typing import Any, get_origin

from scripts.load.archive import Archive
from scripts.record import model
from scripts.record.kinds import KINDS, MODELS
from scripts.takeaway.exports import DATA_FOLDER
from scripts.takeaway.tables import Column, Table, field_column, first_sentence, part_fields, tables
from scripts.values import dates
from scripts.values.formats import to_csv, to_json
from scripts.values.settings import Settings

# Derived values in the CSV of a kind that are not plain text: lists of words stand joined, these stand typed.
_COMPUTED_TYPES = {"first_day": "date", "last_day": "date", "posts_at_the_time": "object"}
_TYPES = {"date": "string", "day": "date", "number": "number", "integer": "integer", "text": "string"}


def package(archive: Archive, kinds: dict[str, str], settings: Settings) -> Iterator[tuple[str, str]]:
    """The CSV tables of parts and links, and the package's description: (path below the docs folder, text).

    `kinds` holds the CSV text of each kind, as `exports` made it.
    """
    resources = [
        _resource(kind, f"{kind}.csv", kinds[kind], _kind_schema(cls, kinds[kind]), first_sentence(cls))
        for kind, cls in MODELS.items()
    ]
    for table in tables(archive):
        if table.name in KINDS:
            continue
        path = f"{table.name}.csv" if table.name == "names" else f"tables/{table.name}.csv"
        text = to_csv([column.name for column in table.columns], table.rows)
        yield f"{DATA_FOLDER}/{path}", text
        resources.append(_resource(table.name, path, text, _table_schema(table), table.meaning))
    described = {
        "profile": "tabular-data-package",
        "name": "nksea",
        "title": settings.name,
        "description": settings.description,
        "homepage": settings.url,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "contributors": [{"title": settings.editors, "role": "publisher", "path": settings.url}],
        "resources": resources,
    }
    yield f"{DATA_FOLDER}/datapackage.json", to_json(described)


def _resource(name: str, path: str, text: str, schema: dict[str, Any], meaning: str) -> dict[str, Any]:
    data = text.encode()
    return {
        "name": name.replace("_", "-"),
        "title": name.replace("_", ", "),
        "description": meaning,
        "profile": "tabular-data-resource",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }


def _table_schema(table: Table) -> dict[str, Any]:
    return _schema([_field(column) for column in table.columns], list(table.columns), table.key)


def _kind_schema(cls: type[model.Record], text: str) -> dict[str, Any]:
    names = next(csv.reader(io.StringIO(text)))
    columns = [column for name in names if (column := field_column(cls, name) if name in cls.model_fields else None)]
    return _schema([_kind_field(cls, name) for name in names], columns, ("id",))


def _kind_field(cls: type[model.Record], name: str) -> dict[str, Any]:
    """The field of a kind's CSV column: one value, a list of words joined by `; `, or parts as JSON."""
    if name == "id":
        return {"name": name, "type": "string", "constraints": {"required": True, "unique": True}}
    if name.startswith("computed_"):
        type = _COMPUTED_TYPES.get(name.removeprefix("computed_"), "string")
        return {"name": name, "type": type, "description": "computed by the build"}
    column = field_column(cls, name)
    if column is not None:
        return _field(column)
    hint = cls.model_fields[name].annotation
    if get_origin(hint) is dict:
        return {"name": name, "type": "object"}
    if name == "disputes" or name in dict(part_fields(cls)):
        return {"name": name, "type": "array"}
    if get_origin(hint) is tuple:
        return {"name": name, "type": "string", "description": "joined by '; '"}
    return {"name": name, "type": "object"}


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.type]}
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.type == "date":
        field["description"] = "YYYY, YYYY-MM or YYYY-MM-DD, as precisely as it is known"
        constraints["pattern"] = dates.PATTERN
    if column.terms is not None:
        field["description"] = column.terms.name
        constraints["enum"] = list(column.terms)
    if column.meaning:
        field["description"] = column.meaning
    return field | ({"constraints": constraints} if constraints else {})


def _schema(fields: list[dict[str, Any]], columns: list[Column], key: tuple[str, ...]) -> dict[str, Any]:
    keys = [
        {"fields": column.name, "reference": {"resource": column.target.replace("_", "-"), "fields": "id"}}
        for column in columns
        if column.target
    ]
    return {"fields": fields, "primaryKey": list(key) if len(key) > 1 else key[0], "missingValues": [""]} | (
        {"foreignKeys": keys} if keys else {}
    )
