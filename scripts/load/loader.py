"""Data files to records, with the line and column of everything that is wrong. Nothing here raises."""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_left, bisect_right
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from pydantic import BaseModel, ValidationError

from scripts.load.pieces import Piece, faults_of, pieces
from scripts.load.yamltree import Node, Spot, parse
from scripts.record import model
from scripts.record.fields import ID, MOST_LETTERS_IN_ID
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
    # Keys of a kind that are no ids, and may have been: whoever names a record that is nearly called so is not wrong.
    lost: dict[str, list[str]] = field(default_factory=lambda: {k: [] for k in KINDS})
    # Kinds of which a file was not read: nobody knows which ids stand in it.
    unread: set[str] = field(default_factory=set)


def load(folder: Path) -> Loaded:
    """Read every `.yaml` file under `folder`. Nothing raises; what is wrong is in `problems`."""
    loaded = Loaded()
    for path, kind in files_of(folder, loaded):
        load_file(path, path.relative_to(folder.parent).as_posix(), kind, loaded)
    if not loaded.places and not loaded.problems:
        loaded.problems.append(Problem(folder.name or str(folder), 0, 0, "", "holds no records"))
    return loaded


def files_of(folder: Path, loaded: Loaded) -> Iterator[tuple[Path, str]]:
    """The data files with their kinds; anything that does not belong is a problem."""
    problems = loaded.problems
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
                loaded.unread.update([kind] if kind in KINDS else get_close_matches(kind, KINDS, n=1))
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


def load_file(path: Path, shown: str, kind: str, loaded: Loaded) -> None:
    """Add the records of a file to those that are loaded, and what is wrong with it; messages call it `shown`."""
    found: list[Problem] = []
    try:
        data = _bytes(path)
    except _Unreadable as error:
        loaded.unread.add(kind)
        found.append(Problem(shown, 0, 0, "", error.message))
    else:
        if data.startswith(BOM_UTF8):
            found.append(Problem(shown, 1, 1, "", "begins with a byte order mark; save it as UTF-8 without one"))
            data = data.removeprefix(BOM_UTF8)
        _load_text(data, shown, kind, loaded, found)
    if len(found) > MAX_PROBLEMS:
        rest = len(found) - MAX_PROBLEMS
        found = sorted(found)[:MAX_PROBLEMS]
        found.append(
            Problem(shown, found[-1].line, found[-1].column + 1, "", f"… and {rest} problems more in this file")
        )
    loaded.problems.extend(found)


def _load_text(data: bytes, shown: str, kind: str, loaded: Loaded, found: list[Problem]) -> None:
    """The records of a file that can be read as a whole, or else of each of its pieces that can be read by itself."""
    text = data.decode("utf-8", "replace")
    faults = faults_of(text, data)
    fields = KINDS[kind].model.model_fields.keys()
    if all(fault.warning for fault in faults):
        form = [Problem(shown, doubt.line, doubt.column, "", doubt.message, warning=True) for doubt in faults]
        tree = parse(text, shown, form)
        # A field at the margin looks like a record, and belongs to the one above.
        if tree is not None and not (isinstance(tree.value, dict) and tree.value.keys() & fields):
            _load_records(tree, shown, kind, loaded, found, form)
            return
    cut = list(pieces(text, fields))
    sure = [fault for fault in faults if not fault.warning]
    ends = [fault.last for fault in sure]
    if sure and (not cut or ends[0] < cut[0].line):  # above the first record
        found.append(Problem(shown, sure[0].line, sure[0].column, "", sure[0].message))
    elif not cut:
        parse(text, shown, found)
    told = 0
    for piece in cut:
        # The first of a record is told: one that was saved in another form of Unicode is one slip.
        n = bisect_left(ends, piece.line)
        fault = sure[n] if n < len(sure) else None
        if fault is None or fault.line > piece.last:
            _load_piece(piece, shown, kind, loaded, found)
            continue
        _is_known(piece, kind, loaded)
        if fault.line > told:
            found.append(Problem(shown, fault.line, fault.column, next(iter(piece.ids), ""), fault.message))
            told = fault.last


def _load_piece(piece: Piece, shown: str, kind: str, loaded: Loaded, found: list[Problem]) -> None:
    """The record of a piece; of one that cannot be read, the id counts as known and the reason is the only problem."""
    form: list[Problem] = []
    stray = next(iter(re.finditer(rf"^({'|'.join(KINDS[kind].model.model_fields)}):", piece.text, re.MULTILINE)), None)
    if stray is not None:
        line = piece.line + piece.text.count("\n", 0, stray.start())
        text = f"'{stray[1]}' stands at the margin, where an id begins; indent it as its neighbours"
        form.append(Problem(shown, line, 1, "", text))
    tree = None if form else parse(piece.text, shown, form, piece.line)
    if tree is not None:
        _load_records(tree, shown, kind, loaded, found, form)
        return
    _is_known(piece, kind, loaded)
    record = next(iter(piece.ids), "")
    found.append(replace(form[-1], record=record))


def _is_known(piece: Piece, kind: str, loaded: Loaded) -> None:
    """Have the ids of a piece that was not read count as known."""
    loaded.broken.update((kind, id) for id in piece.ids)
    loaded.lost[kind].append(piece.text.split("\n", 1)[0].rstrip(" :")[:MOST_LETTERS_IN_ID])


class _Unreadable(Exception):
    """A file that nobody can read, or should not."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def _bytes(path: Path) -> bytes:
    """What a data file holds. Raises _Unreadable."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _Unreadable("is no regular file")
        if status.st_size > MAX_BYTES:
            raise _Unreadable(f"is larger than {MAX_BYTES // 1_000_000} MB; split it")
        data = path.read_bytes()
    except OSError as error:
        raise _Unreadable(f"cannot be read: {error.strerror}") from None
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise _Unreadable("begins with a byte order mark; save it as UTF-8 without one")
    if not data.strip():
        raise _Unreadable("is empty; write records into it or delete it")
    return data


def _load_records(tree: Node, shown: str, kind: str, loaded: Loaded, found: list[Problem], form: list[Problem]) -> None:
    """The records of a tree; `form` is what is wrong with its form, and is told with the record in which it stands."""
    if isinstance(tree.value, dict) and not tree.value:
        found.append(Problem(shown, *tree.spot, "", "holds no records"))
    if not isinstance(tree.value, dict):
        found.extend(form[:1] or [Problem(shown, *tree.spot, "", "holds no mapping from ids to records")])
        return
    first = next(iter(tree.value.values()), None)
    line, column = first[0] if first is not None else (0, 0)
    if column > 1:
        text = "fields without an id; write it above them, at the margin"
        loaded.unread.add(kind)
        found.extend(form[:1] or [Problem(shown, line, column, "", text)])
        return
    starts = [spot[0] for spot, _ in tree.value.values()]
    inside: dict[int, list[Problem]] = defaultdict(list)
    for problem in form:
        inside[bisect_right(starts, problem.line) - 1].append(problem)
    found.extend(inside[-1])
    for n in range(len(starts)):
        inside[n] = _one_of_twins(inside[n])
    for n, (key, (spot, node)) in enumerate(tree.value.items()):
        place = Place(shown, spot, node)
        found.extend(_load_record(key, place, kind, loaded, [replace(one, record=key[:60]) for one in inside[n]]))


def _one_of_twins(form: list[Problem]) -> list[Problem]:
    """What is wrong with the form of a record, where of several fields that stand twice the first is told: the fields of
    two records run into one another when the id between them is lost."""
    told = "' stands twice, first on line"
    twins = [problem for problem in form if told in problem.message]
    if len(twins) < 2:
        return form
    text = f"{twins[0].message}; does the id of another record belong above it?"
    return [*(problem for problem in form if told not in problem.message), replace(twins[0], message=text)]


def _load_record(key: str, place: Place, kind: str, loaded: Loaded, form: list[Problem]) -> Iterator[Problem]:
    """What is wrong with one record; what is right with it goes into `loaded`."""
    cls, node = KINDS[kind].model, place.node
    if len(key) > MOST_LETTERS_IN_ID or not ID.fullmatch(key):
        text = f"is no id; ids are words of a-z and 0-9 joined by hyphens, {MOST_LETTERS_IN_ID} letters at most"
        yield place.problem(key[:60], (), text)
        loaded.lost[kind].append(key[:MOST_LETTERS_IN_ID])
        return
    other = loaded.places.get((kind, key))
    if other is not None:
        yield place.problem(key, (), f"this id stands twice, first in {other.path}:{other.spot[0]}")
        return
    loaded.places[kind, key] = place
    if not isinstance(node.value, dict):
        yield from form or [place.problem(key, (), "is no record; write its fields below it, indented")]
        loaded.broken.add((kind, key))
        return
    try:
        record = cls.model_validate({**node.plain(), "id": key})
    except ValidationError as error:
        loaded.broken.add((kind, key))
        swallowed = next((other for other in node.value if _is_swallowed(other, node, cls)), None)
        if swallowed is not None:
            loaded.broken.add((kind, swallowed))
            text = f"'{swallowed}' looks like the id of another record; begin its line at the margin"
            yield place.problem(key, (swallowed,), text)
            return
        told = {problem.line for problem in form if not problem.warning}
        told |= {place.spot[0]} if told else set()  # what is missing may be what the form lost
        wrong = [place.problem(key, path, text) for path, text in readable(error, cls)]
        yield from (problem for problem in wrong if problem.line not in told)
    else:
        loaded.records[kind][key] = record
    yield from form
    if "id" in node.value:
        yield place.problem(key, ("id",), "the id is the key of the record; remove the field")


def _is_swallowed(key: str, record: Node, cls: type[model.Record]) -> bool:
    """Whether a key without a value, or with fields of a record below it, is an id that is indented by mistake."""
    if key in cls.model_fields or "-" not in key or not ID.fullmatch(key):
        return False
    part = record.value[key][1].value
    return part == "" or (isinstance(part, dict) and bool(part.keys() & cls.model_fields.keys()))


def readable(error: ValidationError, cls: type[model.Record]) -> Iterator[tuple[FieldPath, str]]:
    """Pydantic's errors in our words, one for each fault: (path of the value, message)."""
    items = error.errors(include_url=False, include_context=True)
    paths = {id(item): tuple(step for step in item["loc"] if step != "[key]") for item in items}
    missing: dict[FieldPath, list[str]] = defaultdict(list)
    for item in items:
        if item["type"] == "missing":
            missing[paths[id(item)][:-1]].append(str(paths[id(item)][-1]))
    for item in items:
        path = paths[id(item)]
        where = ".".join(str(step) for step in path)
        kind, name = item["type"], str(path[-1]) if path else ""
        if kind == "missing":
            continue
        if kind == "extra_forbidden":
            hint, meant = _meant(name[:60], missing[path[:-1]], _fields_at(cls, path[:-1]))
            if meant in missing[path[:-1]]:
                missing[path[:-1]].remove(meant)
            yield path, f"there is no field '{name[:60]}'{hint}"
        elif kind in ("model_type", "model_attributes_type", "dict_type"):
            yield path, f"{where}: should be a mapping of fields"
        elif kind == "tuple_type":
            yield path, f"{where}: should be a list{_as_list(item['input'])}"
        elif kind == "too_short":
            # Where an item is wrong, pydantic counts it as none.
            if not any(other != path and other[: len(path)] == path for other in paths.values()):
                yield path, f"{where}: needs at least {item['ctx']['min_length']}"
        elif kind in ("decimal_parsing", "decimal_type"):
            yield path, f"{where}: is no number"
        else:
            at = tuple(item.get("ctx", {}).get("at", ()))
            yield (*path, *at), f"{where}: {item['msg']}" if where else item["msg"]
    for path, names in missing.items():
        if names:
            where = "".join(f"{step}." for step in path)
            told = " and ".join(f"'{where}{name}'" for name in names[-2:])
            told = ", ".join([*(f"'{where}{name}'" for name in names[:-2]), told])
            yield path, f"{told} {'is' if len(names) == 1 else 'are'} missing"


def _meant(name: str, missing: list[str], fields: list[str]) -> tuple[str, str | None]:
    """The hint for an unknown field, and the field that was meant: one that is missing before all others."""
    for known in (missing, fields):
        if found := did_you_mean(name, known):
            return found, next(one for one in known if f"'{one}'" in found)
    return "", None


def _as_list(value: object) -> str:
    """The hint for text where a list should be: what it lacks to be one."""
    if not isinstance(value, str):
        return ""
    if value.startswith("-"):
        return "; write a space behind each '-'"
    items = [item.strip() for item in value.strip("()").split(",")]
    return f"; write [{', '.join(items)}]" if all(map(ID.fullmatch, items)) and len(value) <= MOST_LETTERS_IN_ID else ""


def _fields_at(cls: type[BaseModel], path: FieldPath) -> list[str]:
    """The field names known at a path, for 'did you mean'."""
    for step in path:
        if isinstance(step, int):
            continue
        nested = [n for name, _, _, n in plan(cls) if name == step and n is not None]
        cls = nested[0] if nested else cls
    return [name for name in cls.model_fields if name != "id"]
