"""YAML files to records, with the line and column of everything that is wrong. Only this module knows YAML.

The files use the plain part of YAML: mappings, lists, text. Everything else (anchors, aliases, tags,
merge keys, several documents, empty values, duplicate keys) is reported where it stands. Values stay
text until the model types them. Parsing runs over libyaml's events in a loop, so that no depth of
nesting can exhaust the stack.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from scripts import model
from scripts.problems import Problem
from scripts.vocabularies import did_you_mean

Loader: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# A year of sources is 150 kB. A file of this size is a mistake, and would take minutes to report.
MAX_BYTES = 4_000_000
# The deepest record (country, facts, key, sources, item) needs seven levels.
MAX_DEPTH = 20
# After so many problems in one file, the rest are only counted.
MAX_PROBLEMS = 200

Spot = tuple[int, int]


@dataclass(slots=True)
class Node:
    """A value of a YAML file: text, list of nodes, or mapping from key to (spot of key, node)."""

    value: Any
    spot: Spot

    def plain(self) -> Any:
        """The value without positions."""
        value = self.value
        if type(value) is str:
            return value
        if type(value) is dict:
            return {key: node.plain() for key, (_, node) in value.items()}
        return [node.plain() for node in value]

    def at(self, path: model.Path) -> Spot:
        """The spot of the value at `path`, or of the deepest part of the path that is there."""
        node, spot = self, self.spot
        for step in path:
            try:
                if isinstance(node.value, dict):
                    spot, node = node.value[str(step)]
                else:
                    node = node.value[int(step)]
                    spot = node.spot
            except (KeyError, IndexError, ValueError, TypeError):
                break
        return spot


@dataclass
class Place:
    """Where a record stands: the file, the spot of its id, its node."""

    path: str
    spot: Spot
    node: Node

    def problem(self, record: str, at: model.Path, message: str, *, warning: bool = False) -> Problem:
        """A problem of this record at a path inside it."""
        line, column = self.node.at(at) if at else self.spot
        return Problem(self.path, line, column, record, message, warning)


@dataclass
class Loaded:
    """All records of a data folder by kind and id, where each stands, and what was wrong."""

    records: dict[str, dict[str, model.Record]] = field(default_factory=lambda: {k: {} for k in model.KINDS})
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    # Ids whose records did not validate: a reference to one of them is not dangling.
    broken: set[tuple[str, str]] = field(default_factory=set)


class _Stop(Exception):
    """Ends the reading of a file whose rest cannot be understood."""


def load(folder: Path) -> Loaded:
    """Read every `.yaml` file under `folder`. Nothing raises; what is wrong is in `problems`."""
    loaded = Loaded()
    for path, kind in _files(folder, loaded.problems):
        _load_file(path, path.relative_to(folder.parent).as_posix(), kind, loaded)
    return loaded


def _files(folder: Path, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """The data files with their kinds; anything that does not belong is a problem."""
    if not folder.is_dir():
        problems.append(Problem(folder.name or str(folder), 0, 0, "", "there is no such folder"))
        return

    def unreadable(error: OSError) -> None:
        where = os.path.relpath(error.filename, folder.parent)
        problems.append(Problem(where, 0, 0, "", f"cannot be read: {error.strerror}"))

    for root, dirs, names in os.walk(folder, onerror=unreadable):
        dirs.sort()
        for name in sorted([*dirs, *names]):
            path = Path(root, name)
            where = path.relative_to(folder)
            kind = where.parts[0].removesuffix(".yaml") if len(where.parts) == 1 else where.parts[0]
            complaint = _complaint(path, name in dirs, len(where.parts), kind)
            if complaint:
                shown = path.relative_to(folder.parent).as_posix().encode("utf-8", "replace").decode()
                problems.append(Problem(shown, 0, 0, "", complaint))
            elif name not in dirs and not name.startswith("."):
                yield path, kind


def _complaint(path: Path, is_folder: bool, depth: int, kind: str) -> str | None:
    name = path.name
    if name.startswith(".") and not is_folder:
        return None
    if is_folder:
        if name.endswith(".yaml"):
            return "is a folder; a data file was expected"
        if depth > 1:
            return "is a folder inside a kind's folder; put the files directly under the kind"
        return None if kind in model.KINDS else f"no kind of record is called '{kind}'{did_you_mean(kind, model.KINDS)}"
    if not name.endswith(".yaml"):
        return "is no data file; the names of data files end in .yaml"
    if kind not in model.KINDS:
        return f"no kind of record is called '{kind}'{did_you_mean(kind, model.KINDS)}"
    if path.is_symlink() and not path.exists():
        return "is a symbolic link to nothing"
    return None


def _load_file(path: Path, shown: str, kind: str, loaded: Loaded) -> None:
    found: list[Problem] = []
    tree = parse(_text(path, shown, found), shown, found)
    if tree is not None:
        _load_records(tree, shown, kind, loaded, found)
    if len(found) > MAX_PROBLEMS:
        rest = len(found) - MAX_PROBLEMS
        found = sorted(found)[:MAX_PROBLEMS]
        found.append(Problem(shown, found[-1].line, found[-1].column, "", f"and {rest} problems more in this file"))
    loaded.problems.extend(found)


def _text(path: Path, shown: str, found: list[Problem]) -> str | None:
    """The text of a file, or None and a problem."""

    def no(message: str, line: int = 0, column: int = 0) -> None:
        found.append(Problem(shown, line, column, "", message))

    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return no("is no regular file")
        if status.st_size > MAX_BYTES:
            return no(f"is larger than {MAX_BYTES // 1_000_000} MB; split it")
        data = path.read_bytes()
    except OSError as error:
        return no(f"cannot be read: {error.strerror}")
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return no("begins with a byte order mark; save it as UTF-8 without one", 1, 1)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        start = before.rfind(b"\n") + 1
        column = len(before[start:].decode("utf-8")) + 1
        return no(f"byte 0x{data[error.start]:02x} is not UTF-8", before.count(b"\n") + 1, column)
    if not text.strip():
        return no("is empty; write records into it or delete it")
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ", "||||||| ")) or line == "=======":
            return no("is a merge conflict marker; resolve the conflict", number, 1)
        indent = len(line) - len(line.lstrip(" "))
        if line[indent : indent + 1] == "\t" and line.strip():
            return no("a tab; indent with spaces", number, indent + 1)
    return text


def parse(text: str | None, shown: str, found: list[Problem]) -> Node | None:
    """One file's text as a tree with positions; what is wrong is added to `found`.

    Returns None when the file could not be understood to its end.
    """
    if text is None:
        return None
    try:
        return _Builder(shown, found).build(text)
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        found.append(Problem(shown, line, column, "", f"is not YAML here: {error.problem or error.context}"))
    except yaml.reader.ReaderError as error:
        before = text[: error.position] if isinstance(error.position, int) else ""
        spot = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        found.append(Problem(shown, *spot, "", f"a character that YAML does not allow: {error.reason}"))
    return None


class _Builder:
    """Turns events into nodes with a stack of open collections, never by recursion."""

    def __init__(self, shown: str, found: list[Problem]) -> None:
        self.shown, self.found = shown, found
        self.root: Node | None = None
        # Open collections; beside each mapping, the key that waits for its value.
        self.stack: list[Node] = []
        self.keys: list[tuple[str, Spot] | None] = []

    def problem(self, event: yaml.Event, message: str) -> None:
        mark = event.start_mark
        self.found.append(Problem(self.shown, mark.line + 1, mark.column + 1, "", message))

    def build(self, text: str) -> Node | None:
        documents = 0
        for event in yaml.parse(text, Loader=Loader):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self.scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self.open(event, {} if kind is yaml.MappingStartEvent else [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.stack.pop()
                self.keys.pop()
            elif kind is yaml.AliasEvent:
                self.problem(event, f"an alias, *{event.anchor}; write the value out")
                self.add(Node("", (event.start_mark.line + 1, event.start_mark.column + 1)), event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.problem(event, "a second document begins; one file holds one mapping")
                    raise _Stop
                if event.version or event.tags:
                    self.problem(event, "a directive; remove it")
        if self.root is None:
            self.found.append(Problem(self.shown, 0, 0, "", "holds only comments; write records into it or delete it"))
        return self.root

    def plainly(self, event: Any) -> None:
        if event.anchor:
            self.problem(event, f"an anchor, &{event.anchor}; write the value out where it is needed")
        if event.tag and event.tag != "!":
            self.problem(event, f"a tag, {event.tag}; write plain text")

    def open(self, event: Any, empty: Any) -> None:
        if event.anchor or event.tag:
            self.plainly(event)
        if len(self.stack) >= MAX_DEPTH:
            self.problem(event, f"is nested more than {MAX_DEPTH} deep; check the indentation")
            raise _Stop
        mark = event.start_mark
        node = Node(empty, (mark.line + 1, mark.column + 1))
        self.add(node, event)
        self.stack.append(node)
        self.keys.append(None)

    def scalar(self, event: Any) -> None:
        if event.anchor or event.tag:
            self.plainly(event)
        mark = event.start_mark
        spot = (mark.line + 1, mark.column + 1)
        if self.stack and type(self.stack[-1].value) is dict and self.keys[-1] is None:
            self.keys[-1] = (event.value, spot)
            if event.value == "<<" and event.implicit[0]:
                self.problem(event, "a merge key, <<; write the fields out")
            return
        if event.value == "" or (event.value in ("~", "null") and event.implicit[0]):
            self.problem(event, "an empty value; fill it in or remove the key")
        self.add(Node(event.value, spot), event)

    def add(self, node: Node, event: yaml.Event) -> None:
        if not self.stack:
            self.root = node
            return
        holder = self.stack[-1].value
        if type(holder) is list:
            holder.append(node)
            return
        key = self.keys[-1]
        if key is None:
            self.problem(event, "a list or mapping as a key; keys are words")
            raise _Stop
        self.keys[-1] = None
        name, spot = key
        if name in holder:
            first = holder[name][0][0]
            self.found.append(Problem(self.shown, *spot, "", f"'{name}' stands twice, first on line {first}"))
        else:
            holder[name] = (spot, node)


def _load_records(tree: Node, shown: str, kind: str, loaded: Loaded, found: list[Problem]) -> None:
    if not isinstance(tree.value, dict):
        found.append(Problem(shown, *tree.spot, "", "holds no mapping from ids to records"))
        return
    cls = model.KINDS[kind]
    for key, (spot, node) in tree.value.items():
        place = Place(shown, spot, node)
        if len(key) > 100 or not model.ID.fullmatch(key):
            found.append(
                place.problem(key[:60], (), "is no id; ids are words of a-z and 0-9 joined by hyphens, 100 letters at most")
            )
            continue
        other = loaded.places.get((kind, key))
        if other is not None:
            found.append(place.problem(key, (), f"this id stands twice, first in {other.path}:{other.spot[0]}"))
            continue
        loaded.places[kind, key] = place
        if not isinstance(node.value, dict):
            found.append(place.problem(key, (), "is no record; write its fields below it, indented"))
            loaded.broken.add((kind, key))
            continue
        try:
            loaded.records[kind][key] = cls.model_validate({**node.plain(), **({} if "id" in node.value else {"id": key})})
            if "id" in node.value:
                found.append(place.problem(key, ("id",), "the id is the key of the record; remove the field"))
        except ValidationError as error:
            loaded.broken.add((kind, key))
            found.extend(place.problem(key, path, text) for path, text in _readable(error, cls))


def _readable(error: ValidationError, cls: type[model.Record]) -> Iterator[tuple[model.Path, str]]:
    """Pydantic's errors in our words: (path of the value, message)."""
    for item in error.errors(include_url=False, include_context=True):
        path = tuple(step for step in item["loc"] if step != "[key]")
        where = ".".join(str(step) for step in path)
        kind, name = item["type"], str(path[-1]) if path else ""
        if kind == "missing":
            yield path, f"'{where}' is missing"
        elif kind == "extra_forbidden":
            parent = _fields_at(cls, path[:-1])
            yield path, f"there is no field '{name[:60]}'{did_you_mean(name[:60], parent)}"
        elif kind in ("model_type", "model_attributes_type", "dict_type"):
            yield path, f"{where}: should be a mapping of fields"
        elif kind == "tuple_type":
            yield path, f"{where}: should be a list"
        elif kind == "too_short":
            yield path, f"{where}: needs at least {item['ctx']['min_length']}"
        elif kind in ("decimal_parsing", "decimal_type"):
            yield path, f"{where}: is no number"
        else:
            yield path, f"{where}: {item['msg']}" if where else item["msg"]


def _fields_at(cls: type[Any], path: model.Path) -> list[str]:
    """The field names known at a path, for 'did you mean'."""
    for step in path:
        if isinstance(step, int):
            continue
        nested = [n for name, _, _, n in model._plan(cls) if name == step and n is not None]
        cls = nested[0] if nested else cls
    return [name for name in cls.model_fields if name != "id"]
