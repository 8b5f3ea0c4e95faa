"""Changes of data files at known places: what is not named stays as it is, letter for letter, comments and quotes too.

A `Sheet` is a file as text with its nodes; an operation adds edits to it. `Sheets` holds those of a data folder and writes all
that were changed at once, or nothing.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from scripts.load.yamltree import Loader
from scripts.record.references import FieldPath
from scripts.rules.check import check
from scripts.values.problems import DataError, Problem, errors

if TYPE_CHECKING:
    import datetime as dt

Node = Any  # what PyYAML composes has no types


class Refused(Exception):
    """A change that is not made, with the reason."""


class Sheet:
    """A data file as text with its nodes, and the edits that are to be made in it."""

    def __init__(self, text: str) -> None:
        """Raises Refused for a text that is no YAML: its places are not known."""
        self.text = text
        self.edits: list[tuple[int, int, str]] = []
        # Records that stand elsewhere when all edits are made: (id, the record before which it stands, None for the end).
        self.moves: list[tuple[str, str | None]] = []
        try:
            self.root: Node = yaml.compose(text, Loader) if text.strip() else None
        except yaml.YAMLError:
            raise Refused("does not parse; `make check` says where") from None
        self.records: dict[str, tuple[Node, Node]] = {}
        if isinstance(self.root, yaml.MappingNode):
            self.records = {key.value: (key, value) for key, value in self.root.value}

    def replace(self, start: int, end: int, text: str) -> None:
        """Have a piece of the text replaced."""
        if (start, end, text) not in self.edits or start == end:
            self.edits.append((start, end, text))

    def result(self) -> str:
        """The text with all edits made. Raises Refused where two of them meet, which nobody means."""
        text, after = self.text, len(self.text) + 1
        # Of two insertions at one place the first comes first.
        for start, end, _, new in sorted(((a, b, n, new) for n, (a, b, new) in enumerate(self.edits)), reverse=True):
            if end > after:
                raise Refused("two changes meet in one place")
            text, after = text[:start] + new + text[end:], start
        for id, before in self.moves:
            text = Sheet(text)._moved(id, before)
        return text

    def _moved(self, id: str, before: str | None) -> str:
        """The text with a record elsewhere, together with the comments directly above it."""
        key, record = self.records[id]
        begin = self._above(self.line_start(key.start_mark.index))
        text = self.text[begin : self.line_end(self.end_of(record))]
        self.drop_record(id)
        self.edits[-1] = (min(begin, self.edits[-1][0]), *self.edits[-1][1:])
        self.insert_record(text, before)
        return self.result()

    def _above(self, place: int) -> int:
        """The beginning of the comments directly above a line, but for those that begin the file."""
        above = place
        while above and self.text[self.line_start(above - 1) : above].startswith("#"):
            above = self.line_start(above - 1)
        return above or place

    # Places.

    @property
    def newline(self) -> str:
        """How the file's lines end."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """Behind the line break of a line, or the end of a text that has none."""
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1

    def end_of(self, node: Node) -> int:
        """Behind the last letter of a value: a block of text and an indented list know only where the next thing begins."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style:
            last = node.value[-1]
            node = last[1] if isinstance(node, yaml.MappingNode) else last
        end: int = node.end_mark.index
        return len(self.text[:end].rstrip()) if getattr(node, "style", None) in ("|", ">") else end

    def at(self, id: str, path: FieldPath) -> tuple[Node | None, Node]:
        """The key, if it has one, and the value at a path in a record. Raises KeyError or IndexError where nothing is."""
        key, node = self.records[id]
        for step in path:
            if isinstance(node, yaml.MappingNode):
                key, node = next((k, value) for k, value in node.value if k.value == str(step))
            else:
                key, node = None, node.value[int(step)]
        return key, node

    # Operations.

    def rename_word(self, node: Node, old: str, new: str) -> None:
        """Another word in the place of one, in the quotes that it has."""
        start, end = node.start_mark.index, node.end_mark.index
        if old not in self.text[start:end]:
            raise Refused(f"'{old}' is written with escapes in line {node.start_mark.line + 1}; write it plainly")
        self.replace(start, end, self.text[start:end].replace(old, new, 1))

    def rename_in_prose(self, node: Node, change: re.Pattern[str], new: str) -> None:
        """Another word wherever a pattern finds it in a value."""
        start, end = node.start_mark.index, node.end_mark.index
        for found in change.finditer(self.text, start, end):
            self.replace(*found.span(), new)

    def drop_item(self, id: str, path: FieldPath) -> None:
        """Take an item out of a list; with the last of them the field goes."""
        _, holder = self.at(id, path[:-1])
        n = int(path[-1])
        items = holder.value
        if len(items) == 1:
            self.drop_field(id, path[:-1])
        elif holder.flow_style and n:
            self.replace(items[n - 1].end_mark.index, items[n].end_mark.index, "")
        elif holder.flow_style:
            self.replace(items[0].start_mark.index, items[1].start_mark.index, "")
        else:
            self.replace(self.line_start(items[n].start_mark.index), self.line_end(self.end_of(items[n])), "")

    def drop_field(self, id: str, path: FieldPath) -> None:
        """Take a field away, with its key. Raises Refused where it is all that its mapping holds, or shares its line."""
        key, value = self.at(id, path)
        _, holder = self.at(id, path[:-1])
        if key is None:
            raise Refused(f"{id}: {'.'.join(map(str, path))} cannot go alone; change it by hand")
        if len(holder.value) == 1:
            self.drop_field(id, path[:-1])
            return
        begin = self.line_start(key.start_mark.index)
        if self.text[begin : key.start_mark.index].strip() or holder.flow_style:
            raise Refused(f"{id}: {'.'.join(map(str, path))} stands in one line with others; change it by hand")
        self.replace(begin, self.line_end(self.end_of(value)), "")

    def add_item(self, id: str, name: str, item: str) -> None:
        """Add an item to a list of words of a record, which is begun where it is not there."""
        _, record = self.records[id]
        found = [value for key, value in record.value if key.value == name]
        if not found:
            self.add_lines(id, f"{name}: [{item}]")
        elif found[0].flow_style:
            items = found[0].value
            self.replace(items[-1].end_mark.index, items[-1].end_mark.index, f", {item}")
        else:
            last = found[0].value[-1]
            line = self.line_start(last.start_mark.index)
            begin = self.text[line : last.start_mark.index]
            self._insert_line(self.end_of(last), f"{begin}{item}")

    def add_lines(self, id: str, *lines: str) -> None:
        """Add lines at the end of a record, indented as its fields are."""
        _, record = self.records[id]
        if record.flow_style or not record.value:
            raise Refused(f"{id}: stands in one line; write its fields below one another first")
        indent = " " * record.value[0][0].start_mark.column
        text = self.newline.join(f"{indent}{line}" if line else "" for line in lines)
        self._insert_line(self.end_of(record), text)

    def add_below(self, node: Node, lines: list[str]) -> None:
        """Add lines at the end of a mapping, indented as its fields are."""
        indent = " " * node.value[0][0].start_mark.column
        self._insert_line(self.end_of(node), self.newline.join(f"{indent}{line}" for line in lines))

    def add_item_lines(self, node: Node, before: Node | None, lines: list[str]) -> None:
        """Add an item of several lines to a list, before one of its items or at its end."""
        first = node.value[0]
        line = self.line_start(first.start_mark.index)
        indent = self.text[line : first.start_mark.index].partition("-")[0]
        text = self.newline.join(f"{indent}{one}" for one in lines)
        if before is None:
            self._insert_line(self.end_of(node), text)
        else:
            place = self.line_start(before.start_mark.index)
            self.edits.append((place, place, f"{text}{self.newline}"))

    def _insert_line(self, index: int, text: str) -> None:
        """Lines of their own below the line of a place."""
        end = self.line_end(index)
        begin = "" if self.text[:end].endswith("\n") else self.newline
        self.edits.append((end, end, f"{begin}{text}{self.newline}"))

    def field_text(self, id: str, name: str) -> str:
        """The lines of a field of a record as they stand."""
        key, value = self.at(id, (name,))
        assert key is not None
        return self.text[self.line_start(key.start_mark.index) : self.line_end(self.end_of(value))]

    def drop_record(self, id: str) -> None:
        """Take a record away, with the empty line below it, or above it where it is the last."""
        key, record = self.records[id]
        begin, end = self.line_start(key.start_mark.index), self.line_end(self.end_of(record))
        below = self.text[end : self.line_end(end)]
        above = self.text[self.line_start(max(0, begin - 1)) : begin]
        if end < len(self.text) and not below.strip():
            end += len(below)
        elif end == len(self.text) and begin and not above.strip():
            begin -= len(above)
        self.replace(begin, end, "")

    def insert_record(self, text: str, before: str | None) -> int:
        """Put a record before another, or at the end; returns the line in which it will stand.

        Comments directly above a record belong to it, but for those that begin the file.
        """
        text = text.strip("\r\n").replace("\r\n", "\n").replace("\n", self.newline) + self.newline
        if before is None:
            kept = self.text.rstrip()
            begin = self.newline * 2 if kept else ""
            self.replace(len(kept), len(self.text), f"{begin}{text}")
            return kept.count("\n") + (3 if kept else 1)
        place = self._above(self.line_start(self.records[before][0].start_mark.index))
        self.edits.append((place, place, f"{text}{self.newline}"))
        return self.text.count("\n", 0, place) + 1


class Sheets:
    """The files of a data folder that an operation reads, and what becomes of them."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.open: dict[Path, Sheet] = {}
        self.texts: dict[Path, tuple[str, str]] = {}

    def sheet(self, path: Path) -> Sheet:
        """A file with its places; an empty one where there is no such file."""
        if path not in self.open:
            try:
                self.open[path] = Sheet(read(path) if path.exists() else "")
            except Refused as error:
                raise Refused(f"{path}: {error}") from None
        return self.open[path]

    def of(self, shown: str) -> Sheet:
        """The file of a place in messages: `data/visits/vietnam.yaml`."""
        return self.sheet(self.data.parent / shown)

    def substitute(self, path: Path, text: str) -> None:
        """Another text for a file that is no data file."""
        self.texts[path] = (read(path), text)

    def changes(self) -> dict[Path, tuple[str, str]]:
        """The files that change: path to text before and after; an empty text is no file."""
        found = {path: (sheet.text, sheet.result()) for path, sheet in self.open.items() if sheet.edits}
        for path, (before, after) in found.items():
            if not re.sub(r"^#.*$", "", after, flags=re.MULTILINE).strip():
                found[path] = (before, "")
        return {path: pair for path, pair in {**found, **self.texts}.items() if pair[0] != pair[1]}

    def commit(self, today: dt.date) -> list[Path]:
        """Write all changes, or none; returns the files that changed.

        Raises DataError with the errors of the changed data that are none of the data as they are, Refused when a file was
        changed meanwhile, OSError when one cannot be written.
        """
        changes = self.changes()
        told = {(one.path, one.message) for one in errors(check(self.data, today)[1])}
        new = [one for one in self._checked(changes, today) if (one.path, one.message) not in told]
        if new:
            raise DataError(sorted(new))
        write_all(changes)
        return sorted(changes)

    def _checked(self, changes: dict[Path, tuple[str, str]], today: dt.date) -> list[Problem]:
        """What the check says of the data as they will be, on a copy that links to what stays."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / self.data.name
            shutil.copytree(self.data, copy, copy_function=lambda old, new: Path(new).symlink_to(Path(old).resolve()))
            for path, (_, after) in changes.items():
                if path.is_relative_to(self.data):
                    target = copy / path.relative_to(self.data)
                    target.unlink(missing_ok=True)
                    if after:
                        target.parent.mkdir(parents=True, exist_ok=True)
                        target.write_text(after, encoding="utf-8", newline="")
            return errors(check(copy, today)[1])


def read(path: Path) -> str:
    """A file's text with the ends of its lines as they are."""
    return path.read_bytes().decode("utf-8")


def write_all(changes: dict[Path, tuple[str, str]]) -> None:
    """Write files, or none of them: drafts first, which are renamed when all are there. An empty text removes the file.

    Raises Refused when a file no longer holds what it held before, OSError when one cannot be written.
    """
    drafts: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        for path, (before, after) in changes.items():
            if (read(path) if path.exists() else "") != before:
                raise Refused(f"{path} was changed meanwhile; nothing is written")
            if after:
                path.parent.mkdir(parents=True, exist_ok=True)
                drafts[path] = path.with_name(f".{path.name}.draft")
                drafts[path].write_text(after, encoding="utf-8", newline="")
        for path in changes:
            done.append(path)
            if path in drafts:
                drafts[path].replace(path)
            else:
                path.unlink()
    except BaseException:
        for path in done:  # what was renamed gets its old text back
            before = changes[path][0]
            with suppress(OSError):
                if before:
                    path.write_text(before, encoding="utf-8", newline="")
                else:
                    path.unlink(missing_ok=True)
        raise
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
