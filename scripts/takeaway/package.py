"""The tables as CSV, and `datapackage.json`, which tells programs their types, keys and vocabularies.

By the Data Package and Table Schema standards (v1, frictionlessdata.io), which `frictionless validate` checks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from scripts.load.archive import Archive
from scripts.takeaway.columns import Column
from scripts.takeaway.exports import DATA_FOLDER
from scripts.takeaway.tables import Table, tables
from scripts.takeaway.version import Version
from scripts.values import dates
from scripts.values.formats import to_csv, to_json
from scripts.values.settings import Settings


def csv_tables(archive: Archive) -> Iterator[tuple[str, str]]:
    """Every table as CSV: (path below the docs folder, text)."""
    for table in tables(archive):
        yield f"{DATA_FOLDER}/{table.path}", to_csv([column.name for column in table.columns], table.rows)


def package(archive: Archive, version: Version, settings: Settings) -> Iterator[tuple[str, str]]:
    """The CSV tables and the package's description: (path below the docs folder, text)."""
    texts = dict(csv_tables(archive))
    yield from texts.items()
    described = {
        "profile": "tabular-data-package",
        "name": "nksea",
        "title": settings.name,
        "description": settings.description,
        "homepage": settings.url,
        "version": version.number,
        **({"created": version.time} if version.time else {}),
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "contributors": [{"title": settings.editors, "role": "publisher", "path": settings.url}],
        "resources": [_resource(table, texts[f"{DATA_FOLDER}/{table.path}"]) for table in tables(archive)],
    }
    yield f"{DATA_FOLDER}/datapackage.json", to_json(described)


def _resource(table: Table, text: str) -> dict[str, Any]:
    data = text.encode()
    return {
        "name": table.name.replace("_", "-"),
        "title": table.name.replace("_", ", "),
        "description": table.meaning,
        "profile": "tabular-data-resource",
        "path": table.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    keys = [
        {"fields": column.name, "reference": {"resource": column.target.replace("_", "-"), "fields": "id"}}
        for column in table.columns
        if column.target
    ]
    return {
        "fields": [_field(column, unique=table.key == (column.name,)) for column in table.columns],
        "primaryKey": list(table.key) if len(table.key) > 1 else table.key[0],
        "missingValues": [""],
    } | ({"foreignKeys": keys} if keys else {})


def _field(column: Column, *, unique: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if unique:
        constraints["unique"] = True
    if column.type == "date":
        constraints["pattern"] = dates.PATTERN
    if column.terms is not None:
        constraints["enum"] = list(column.terms)
    field = {"name": column.name, "type": column.form.table, "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})
