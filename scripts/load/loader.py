"""Data files to records, with the line and column of everything that is wrong. Nothing here raises."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ValidationError

from scripts.load.yamltree import Node, Spot, parse
from scripts.record import model
from scripts.record.fields import HIDDEN, ID, MOST_LETTERS_IN_ID
from scripts.record.kinds import KINDS
from scripts.record.references import FieldPath, plan
from scripts.values.problems import Problem
from scripts.values.vocabulary import did_you_mean

# A year of sources is 150 kB. A file of this size is a mistake, and would take minutes to report.
MAX_BYTES = 4_000_000
# What editors leave beside a file: vietnam.yaml~, #vietnam.yaml#, vietnam.yaml.swp, .bak, .orig.
_BACKUP = re.compile(r".*~|#.*#|.*\.(swp|swo|bak|orig|tmp)")
# After so many problems in one file, the rest are only counted.
MAX_PROBLEMS = 200


@dataclass
class Place:
    """Where a record stands: the file, the spot of its id, its node."""

    path: str
    spot: Spot
    node: Node

    def problem(self, record: str, at: FieldPath, message: str) -> Problem:
        """A problem of this record at a path inside it."""
        line, column = self.node.at(at) if at else self.spot
        return Problem(self.path, line, column, record, message)


@dataclass
class Loaded:
    """All records of a data folder by kind and id, where each stands, and what was wrong."""

    records: dict[str, dict[str, model.Record]] = field(default_factory=lambda: {k: {} for k in KINDS})
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    # Ids whose records did not validate: a reference to one of them is not dangling.
    broken: set[tuple[str, str]] = field(default_factory=set)


def load(folder: Path) -> Loaded:
    """Read every `.yaml` file under `folder`. Nothing raises; what is wrong is in `problems`."""
    loaded = Loaded()
    for path, kind in _files(folder, loaded.problems):
        _load_file(path, path.relative_to(folder.parent).as_posix(), kind, loaded)
    if not loaded.places and not loaded.problems:
        loaded.problems.append(Problem(folder.name or str(folder), 0, 0, "", "holds no records"))
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
            shown = path.relative_to(folder.parent).as_posix().encode("utf-8", "replace").decode()
            complaint = _complaint(path, name in dirs, len(where.parts), kind)
            if complaint:
                problems.append(Problem(shown, 0, 0, "", complaint))
            elif _BACKUP.fullmatch(name) and not name.startswith("."):
                problems.append(
                    Problem(shown, 0, 0, "", "looks like a backup of an editor; nothing reads it", warning=True)
                )
            elif name not in dirs and not name.startswith("."):
                yield path, kind


def _complaint(path: Path, is_folder: bool, depth: int, kind: str) -> str | None:
    name = path.name
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return "its name is not UTF-8; rename it"
    if (name.startswith(".") or _BACKUP.fullmatch(name)) and not is_folder:
        return None
    if is_folder and path.is_symlink():
        return "is a symbolic link to a folder, which is not followed; put the folder itself here"
    if is_folder:
        if name.endswith(".yaml"):
            return "is a folder; a data file was expected"
        if depth > 1:
            return "is a folder inside a kind's folder; put the files directly under the kind"
        return None if kind in KINDS else f"no kind of record is called '{kind}'{did_you_mean(kind, KINDS)}"
    if not name.endswith(".yaml"):
        return "is no data file; the names of data files end in .yaml"
    if kind not in KINDS:
        return f"no kind of record is called '{kind}'{did_you_mean(kind, KINDS)}"
    if path.is_symlink() and not path.exists():
        return "is a symbolic link to nothing"
    return None


def _load_file(path: Path, shown: str, kind: str, loaded: Loaded) -> None:
    found: list[Problem] = []
    tree = None
    try:
        tree = parse(_text(path), shown, found)
    except _Unreadable as error:
        found.append(Problem(shown, error.line, error.column, "", error.message))
    if tree is not None:
        _load_records(tree, shown, kind, loaded, found)
    if len(found) > MAX_PROBLEMS:
        rest = len(found) - MAX_PROBLEMS
        found = sorted(found)[:MAX_PROBLEMS]
        found.append(
            Problem(shown, found[-1].line, found[-1].column + 1, "", f"… and {rest} problems more in this file")
        )
    loaded.problems.extend(found)


class _Unreadable(Exception):
    """A file that cannot be taken as text, with the line and column of the reason."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


def _text(path: Path) -> str:
    """The text of a data file. Raises _Unreadable for what no YAML parser should see."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _Unreadable("is no regular file")
        if status.st_size > MAX_BYTES:
            raise _Unreadable(f"is larger than {MAX_BYTES // 1_000_000} MB; split it")
        data = path.read_bytes()
    except OSError as error:
        raise _Unreadable(f"cannot be read: {error.strerror}") from None
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise _Unreadable("begins with a byte order mark; save it as UTF-8 without one", 1, 1)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        raise _Unreadable(f"byte 0x{data[error.start]:02x} is not UTF-8", before.count(b"\n") + 1, column) from None
    if not text.strip():
        raise _Unreadable("is empty; write records into it or delete it")
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ", "||||||| ")) or line == "=======":
            raise _Unreadable("is a merge conflict marker; resolve the conflict", number, 1)
        indent = len(line) - len(line.lstrip(" "))
        if line[indent : indent + 1] == "\t" and line.strip():
            raise _Unreadable("a tab; indent with spaces", number, indent + 1)
        hidden = HIDDEN.search(line)
        if hidden:
            text_of = f"an invisible character, U+{ord(hidden[0]):04X}; delete it"
            raise _Unreadable(text_of, number, hidden.start() + 1)
        if not unicodedata.is_normalized("NFC", line):
            raise _Unreadable("letters with separate accents; save the line in Unicode's form NFC", number, 1)
    return text


def _load_records(tree: Node, shown: str, kind: str, loaded: Loaded, found: list[Problem]) -> None:
    if isinstance(tree.value, dict) and not tree.value:
        found.append(Problem(shown, *tree.spot, "", "holds no records"))
    if not isinstance(tree.value, dict):
        found.append(Problem(shown, *tree.spot, "", "holds no mapping from ids to records"))
        return
    cls = KINDS[kind].model
    for key, (spot, node) in tree.value.items():
        place = Place(shown, spot, node)
        if len(key) > MOST_LETTERS_IN_ID or not ID.fullmatch(key):
            found.append(
                place.problem(
                    key[:60],
                    (),
                    f"is no id; ids are words of a-z and 0-9 joined by hyphens, {MOST_LETTERS_IN_ID} letters at most",
                )
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
            loaded.records[kind][key] = cls.model_validate(
                {**node.plain(), **({} if "id" in node.value else {"id": key})}
            )
            if "id" in node.value:
                found.append(place.problem(key, ("id",), "the id is the key of the record; remove the field"))
        except ValidationError as error:
            loaded.broken.add((kind, key))
            found.extend(place.problem(key, path, text) for path, text in _readable(error, cls))


def _readable(error: ValidationError, cls: type[model.Record]) -> Iterator[tuple[FieldPath, str]]:
    """Pydantic's errors in our words: (path of the value, message)."""
    for item in error.errors(include_url=False, include_context=True):
        path = tuple(step for step in item["loc"] if step != "[key]")
        where = ".".join(str(step) for step in path)
        kind, name = item["type"], str(path[-1]) if path else ""
        if kind == "missing":
            yield path[:-1], f"'{where}' is missing"
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


def _fields_at(cls: type[BaseModel], path: FieldPath) -> list[str]:
    """The field names known at a path, for 'did you mean'."""
    for step in path:
        if isinstance(step, int):
            continue
        nested = [n for name, _, _, n in plan(cls) if name == step and n is not None]
        cls = nested[0] if nested else cls
    return [name for name in cls.model_fields if name != "id"]
