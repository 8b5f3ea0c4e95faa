"""The JSON Schemas of the data files as an editor's YAML support reads them: for hints, completion and marks while one writes.

YAML takes `1964` and `0.5` for numbers where the record takes text; nothing is ever `null`; and who completes an id wants to
see whose it is. `make check` stays the authority: an id that a schema does not know may be a minute old.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from scripts.record.base import Part
from scripts.record.fields import ID, Ref, hints
from scripts.values.dates import PATTERN as DATE

Schema = dict[str, Any]
# An id of a kind with what a reader calls it.
Names = Mapping[str, Mapping[str, str]]


def as_written(schema: Schema, names: Names | None = None) -> Schema:
    """The schema of a data file as YAML reads it; `names` are the ids to complete, by kind."""
    made: Schema = {name: value for name, value in schema.items() if name != "$defs"}
    classes = {cls.__name__: cls for cls in _parts(Part)}
    defined = {name: _part(part, classes[name], names) for name, part in schema["$defs"].items()}
    used = sorted({kind for part in defined.values() for kind in _kinds(part)})
    ids = {_ids(kind): _of_kind(names[kind]) for kind in used} if names else {}
    return {**made, "$defs": {**defined, **ids}}


def _parts(cls: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for sub in cls.__subclasses__():
        yield sub
        yield from _parts(sub)


def _part(part: Schema, cls: type[BaseModel], names: Names | None) -> Schema:
    properties = {}
    for name, field in part["properties"].items():
        info = cls.model_fields[name]
        refs = [hint.kind for hint in hints(info) if isinstance(hint, Ref)]
        keyed = get_origin(info.annotation) is dict and [
            mark.kind
            for mark in getattr(get_args(info.annotation)[0], "__metadata__", ())
            if isinstance(mark, Ref)
        ]  # fmt: skip
        # The ids are the keys of a mapping, or they are what a field holds.
        plain = _value(field, None if keyed or not names or not refs else refs[0])
        if keyed and names:
            plain["propertyNames"] = {"anyOf": [{"$ref": f"#/$defs/{_ids(keyed[0])}"}, {"pattern": f"^{ID.pattern}$"}]}
        properties[name] = {**plain, "description": field.get("description", "")}
    kept: Schema = {
        name: part[name] for name in ("type", "required", "additionalProperties", "description") if name in part
    }
    return {**kept, "properties": properties}


def _value(schema: Schema, ref: str | None) -> Schema:
    """What a field may hold, without what is never there: `null`, a default, a title."""
    if "anyOf" in schema:
        rest = [one for one in schema["anyOf"] if one.get("type") != "null"]
        if len(rest) == 1:
            return _value(rest[0], ref)
        return {"type": ["number", "string"]}  # a number, which is written with or without quotes
    if "$ref" in schema or "enum" in schema:
        return {name: schema[name] for name in ("$ref", "type", "enum", "enumDescriptions") if name in schema}
    if schema.get("type") == "array":
        least = {"minItems": schema["minItems"]} if "minItems" in schema else {}
        return {"type": "array", "items": _value(schema["items"], ref), **least}
    if schema.get("type") == "object":
        made: Schema = {"type": "object"}
        if isinstance(schema.get("additionalProperties"), dict):
            made["additionalProperties"] = _value(schema["additionalProperties"], ref)
        if "propertyNames" in schema:
            made["propertyNames"] = _value(schema["propertyNames"], None)
        return made
    if schema.get("type") == "string" and ref:
        return {"anyOf": [{"$ref": f"#/$defs/{_ids(ref)}"}, {"type": "string", "pattern": f"^{ID.pattern}$"}]}
    if schema.get("type") == "string" and schema.get("pattern") == DATE:
        return {"anyOf": [{"type": "string", "pattern": DATE}, {"type": "integer", "minimum": 1000, "maximum": 2999}]}
    return {"type": ["string", "number"]} if schema.get("type") == "string" else {"type": schema.get("type", "string")}


def _ids(kind: str) -> str:
    return f"ids-of-{kind}"


def _of_kind(names: Mapping[str, str]) -> Schema:
    return {"type": "string", "enum": list(names), "enumDescriptions": list(names.values())}


def _kinds(part: Any) -> Iterator[str]:
    """The kinds of which a schema names ids."""
    if isinstance(part, dict):
        if str(part.get("$ref", "")).startswith("#/$defs/ids-of-"):
            yield part["$ref"].removeprefix("#/$defs/ids-of-")
        for value in part.values():
            yield from _kinds(value)
    elif isinstance(part, list):
        for value in part:
            yield from _kinds(value)
