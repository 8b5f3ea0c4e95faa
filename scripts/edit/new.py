"""A new record to start from: its fields, made from the model, with what each may hold."""

from __future__ import annotations

from pathlib import Path
from typing import get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scripts.record.fields import ID, ProseMark, Ref, hints
from scripts.record.kinds import KINDS
from scripts.values.dates import FuzzyDate
from scripts.values.files import write_if_changed
from scripts.values.vocabulary import Vocabulary, did_you_mean

# Fields that a person fills in late, if ever.
_LATE = ("id", "formerly", "lowered")


def new(data: Path, kind: str, stem: str, id: str) -> tuple[Path, int]:
    """Append a record with empty required fields to its file; returns the file and the line of the record.

    `stem` is the file's name without `.yaml`: a country, a year of sources, or `regional`. Raises
    ValueError when the kind is not known, the id or the file's name is none, or a record of this id is there.
    """
    if kind not in KINDS:
        raise ValueError(f"no kind of record is called '{kind}'{did_you_mean(kind, KINDS)}")
    if not ID.fullmatch(id):
        raise ValueError(f"'{id}' is no id; ids are words of a-z and 0-9 joined by hyphens")
    if kind not in ("topics", "publishers") and not ID.fullmatch(stem):
        raise ValueError(f"'{stem}' is no name of a file; write a country, a year or regional, without .yaml")
    path = data / f"{kind}.yaml" if kind in ("topics", "publishers") else data / kind / f"{stem}.yaml"
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if f"\n{id}:" in f"\n{before}":
        raise ValueError(f"{path}: there is a record '{id}'")
    start = f"{before.rstrip()}\n\n" if before.strip() else ""
    write_if_changed(path, start + skeleton(kind, id))
    return path, start.count("\n") + 1


def skeleton(kind: str, id: str) -> str:
    """The YAML of a new record: required fields to fill in, optional ones as comments, with what each means."""
    lines = [f"{id}:"]
    for name, info in KINDS[kind].model.model_fields.items():
        if name in _LATE:
            continue
        what, many = describe(info)
        hint = f"{info.description} ({what})"
        value = "[]" if many else ""
        lines.append(f"  {name}: {value}".rstrip() + f"  # {hint}" if info.is_required() else f"  # {name}: {hint}")
    return "\n".join(lines) + "\n"


def describe(info: FieldInfo) -> tuple[str, bool]:
    """What a field may hold, in words, and whether it is a list."""
    found = hints(info)
    many = any(get_origin(hint) is tuple for hint in found)
    words = "text"
    for hint in found:
        if isinstance(hint, Vocabulary):
            words = ", ".join(hint)
        elif isinstance(hint, Ref):
            words = f"id of {hint.kind}"
        elif isinstance(hint, ProseMark):
            words = "Markdown with citations, [@source-id]"
        elif hint is FuzzyDate:
            words = "YYYY, YYYY-MM or YYYY-MM-DD"
        elif isinstance(hint, type) and issubclass(hint, BaseModel):
            words = "{" + ", ".join(hint.model_fields) + "}"
        else:
            continue
        break
    mapping = any(get_origin(hint) is dict for hint in found)
    return (f"field: {words}" if mapping else f"list of {words}" if many else words), many
