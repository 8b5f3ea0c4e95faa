"""Two states of the data files compared, record by record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from scripts.derive.history.git import Commit, File
from scripts.derive.history.words import Change
from scripts.load.yamltree import parse
from scripts.record.kinds import KINDS
from scripts.values.problems import Problem

# Fields about the record, not about the world: a change in them corrects nothing.
BOOKKEEPING = frozenset({"sources", "cites", "inferred", "reviewed", "formerly", "topics", "distinct_from", "journey"})
_RECORD_BEGINS = re.compile(r"^(?=[^\s#-])", re.MULTILINE)


def compare(commit: Commit, files: Iterable[File], contents: dict[str, str]) -> Iterator[Change]:
    """What a commit did to each record in the files that it touched, by kind and id.

    All files of a commit are taken together: a record that moved from one file to another did not change.
    """
    before: dict[tuple[str, str], str] = {}
    after: dict[tuple[str, str], str] = {}
    for path, old, new in files:
        kind = path.split("/")[0].removesuffix(".yaml")
        if kind in KINDS:
            before |= {(kind, id): text for id, text in split(contents.get(old, "")).items()}
            after |= {(kind, id): text for id, text in split(contents.get(new, "")).items()}
    gone = {key for key in before if key not in after}
    renamed: set[tuple[str, str]] = set()
    made: list[Change] = []
    for key in sorted(before.keys() | after.keys()):
        kind, id = key
        about: dict[str, Any] = {
            "kind": kind,
            "id": id,
            "commit": commit.id,
            "time": commit.time,
            "subject": commit.subject,
        }
        if key in gone:
            made.append(Change(action="removed", **about))
        elif key in before:
            if before[key] != after[key]:
                made += _altered(_fields(before[key]), _fields(after[key]), about)
        else:
            old_ids = _fields(after[key]).get("formerly", []) if gone else []
            earlier = [old for old in old_ids if (kind, old) in gone]
            renamed |= {(kind, old) for old in earlier}
            if earlier:
                made.append(Change(action="renamed", old_id=earlier[0], **about))
                # The earlier address is what the new name says already; the rest may be a correction, a date above all.
                now = {**_fields(after[key]), "formerly": None}
                made += _altered({**_fields(before[kind, earlier[0]]), "formerly": None}, now, about)
            else:
                made.append(Change(action="added", **about))
    # What was renamed did not go.
    yield from (change for change in made if change.action != "removed" or (change.kind, change.id) not in renamed)


def split(text: str) -> dict[str, str]:
    """The records of a data file as pieces of its text, by id. Works on text that is no valid data file too."""
    pieces = {}
    for piece in _RECORD_BEGINS.split(text):
        id, colon, rest = piece.partition(":")
        if colon and not piece[0].isspace() and piece[0] not in "#-":
            pieces[id.strip("\"' ")] = rest.rstrip()
    return pieces


def _fields(piece: str) -> dict[str, Any]:
    """The fields of a record's text; empty when it does not parse."""
    wrong: list[Problem] = []
    tree = parse(f"x:{piece}\n", "", wrong)
    plain = tree.plain() if tree is not None else None
    record = plain.get("x") if isinstance(plain, dict) else None
    return record if isinstance(record, dict) else {}


def _altered(before: dict[str, Any], after: dict[str, Any], about: dict[str, Any]) -> list[Change]:
    """The change between two forms of a record as a list of none or one."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if not names:
        return []
    if names == ["reviewed"]:
        return [Change(action="reviewed", fields=("reviewed",), **about)]
    old, new = _sources(before), _sources(after)
    replaced = [
        name
        for name in names
        if name not in BOOKKEEPING and name in before and not _grew(before[name], after.get(name))
    ]
    return [
        Change(
            action="changed",
            fields=tuple(names),
            replaced=tuple(replaced),
            sources_added=len(new - old),
            sources_removed=len(old - new),
            **about,
        )
    ]


def _sources(fields: dict[str, Any]) -> set[str]:
    listed = fields.get("sources")
    return {id for id in listed if isinstance(id, str)} if isinstance(listed, list) else set()


def _grew(before: Any, after: Any) -> bool:
    """Whether everything said before is still said: a list with more items, a mapping with more keys."""
    if isinstance(before, list) and isinstance(after, list):
        return all(any(_grew(item, other) for other in after) for item in before)
    if isinstance(before, dict) and isinstance(after, dict):
        return all(key in after and _grew(value, after[key]) for key, value in before.items())
    return bool(before == after)
