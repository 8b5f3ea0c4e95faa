"""The links inside a record: one walk finds every reference and every piece of prose, whatever the kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from scripts.record.fields import ProseMark, Ref
from scripts.record.model import Record
from scripts.values.prose import citations_in

FieldPath = tuple[str | int, ...]


@cache
def plan(model: type[BaseModel]) -> tuple[tuple[str, Any, bool, type[BaseModel] | None], ...]:
    """For each field of a model that holds references or prose: (name, mark, is a mapping, nested model)."""
    found: list[tuple[str, Any, bool, type[BaseModel] | None]] = []
    for name, info in model.model_fields.items():
        for mark, nested in _marks([info.annotation, *info.metadata]):
            found.append((name, mark, get_origin(info.annotation) is dict, nested))
            break
    return tuple(found)


def _marks(hints: list[Any]) -> Iterator[tuple[Any, type[BaseModel] | None]]:
    for hint in hints:
        if isinstance(hint, Ref | ProseMark):
            yield hint, None
        elif isinstance(hint, type) and issubclass(hint, BaseModel):
            yield None, hint
        elif get_origin(hint) is dict:
            # Keys of a mapping are never references; only its values are followed.
            yield from _marks([get_args(hint)[1]])
        else:
            yield from _marks([*get_args(hint), *getattr(hint, "__metadata__", ())])


def walk(part: BaseModel, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Ref | ProseMark, str]]:
    """Every reference and every piece of prose in a record: (where, mark, text)."""
    for name, mark, mapping, nested in plan(type(part)):
        value = getattr(part, name)
        if not value:
            continue
        if isinstance(value, str | BaseModel):
            leaves: list[tuple[FieldPath, Any]] = [((*path, name), value)]
        elif mapping:
            leaves = [((*path, name, key), item) for key, item in value.items()]
        else:
            leaves = [((*path, name, i), item) for i, item in enumerate(value)]
        for where, leaf in leaves:
            if nested is not None:
                yield from walk(leaf, where)
            elif isinstance(leaf, tuple):
                for i, item in enumerate(leaf):
                    yield (*where, i), mark, item
            else:
                yield where, mark, leaf


def lists_of(part: BaseModel, path: FieldPath = ()) -> Iterator[tuple[FieldPath, tuple[str, ...]]]:
    """Every list of words, ids or dates in a record: (where, items as text)."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, dict):
            leaves: list[tuple[FieldPath, Any]] = [((*path, name, key), item) for key, item in value.items()]
        else:
            leaves = [((*path, name), value)]
        for where, leaf in leaves:
            if isinstance(leaf, BaseModel):
                yield from lists_of(leaf, where)
            elif type(leaf) is tuple and leaf and isinstance(leaf[0], BaseModel):
                for n, item in enumerate(leaf):
                    yield from lists_of(item, (*where, n))
            elif type(leaf) is tuple:
                yield where, tuple(map(str, leaf))


def references(record: Record) -> Iterator[tuple[FieldPath, str, str]]:
    """Every link of a record to another: (where, kind, id), citations in prose included."""
    for where, mark, text in walk(record):
        if isinstance(mark, Ref):
            yield where, mark.kind, text
        else:
            for source in citations_in(text):
                yield where, "sources", source
