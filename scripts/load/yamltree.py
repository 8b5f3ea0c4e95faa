"""YAML text as a tree with positions, by the plain part of the language: mappings, lists, text.

Everything else (anchors, aliases, tags, merge keys, several documents, empty values, duplicate keys) is
reported where it stands. Parsing runs over libyaml's events in a loop, so that no depth of nesting can
exhaust the stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from scripts.load.slips import QUOTED, explain, lines_of
from scripts.values.problems import Problem

Loader: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# The deepest record (country, facts, key, sources, item) needs seven levels.
MAX_DEPTH = 20
# What stands for "nothing" in YAML.
_NOTHING = ("~", "null", "Null", "NULL")
_HASH = re.compile(r"\S #")
_CUTS = re.compile(r"( +)#(.?)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)]) ")
_MAY_FOLD = re.compile(r"(?:^|\s)(?:[-*+]|\d+[.)]) |\n(?=.)")
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

    def at(self, path: tuple[str | int, ...]) -> Spot:
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


class _Stop(Exception):
    """Ends the reading of a file whose rest cannot be understood."""


def parse(text: str, shown: str, found: list[Problem], first: int = 1) -> Node | None:
    """The text of a file, or of a piece of it that begins on line `first`, as a tree with positions; what is wrong is
    added to `found`.

    Returns None when it could not be understood to its end; the last problem found says why.
    """
    try:
        return _Builder(shown, found, first).build(text)
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        line, column, message = explain(text, error, first)
        found.append(Problem(shown, line, column, "", message))
    except yaml.reader.ReaderError as error:
        before = text[: error.position] if isinstance(error.position, int) else ""
        spot = (before.count("\n") + first, len(before) - before.rfind("\n"))
        found.append(Problem(shown, *spot, "", f"a character that YAML does not allow: {error.reason}"))
    return None


class _Builder:
    """Turns events into nodes with a stack of open collections, never by recursion."""

    def __init__(self, shown: str, found: list[Problem], first: int) -> None:
        self.shown, self.found, self.first = shown, found, first
        self.root: Node | None = None
        # Open collections; beside each mapping, the key that waits for its value.
        self.stack: list[Node] = []
        self.keys: list[tuple[str, Spot] | None] = []

    def problem(self, event: Any, message: str) -> None:
        mark = event.start_mark
        self.found.append(Problem(self.shown, mark.line + self.first, mark.column + 1, "", message))

    def build(self, text: str) -> Node | None:
        documents = 0
        self.text, self.hashed = text, _HASH.search(text) is not None
        parser = Loader(text)
        while True:
            event = parser.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self.scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self.open(event, {} if kind is yaml.MappingStartEvent else [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.stack.pop()
                self.keys.pop()
            elif kind is yaml.AliasEvent:
                self.problem(event, f"an alias, *{event.anchor}; write the value out, or text in single quotes")
                self.add(Node("", (event.start_mark.line + self.first, event.start_mark.column + 1)), event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.problem(event, "a second document begins; one file holds one mapping")
                    raise _Stop
                if event.version or event.tags:
                    self.problem(event, "a directive; remove it")
            elif kind is yaml.StreamEndEvent:
                break
        if self.root is None:
            self.found.append(Problem(self.shown, 0, 0, "", "holds only comments; write records into it or delete it"))
        return self.root

    def plainly(self, event: Any) -> None:
        if event.anchor:
            self.problem(event, f"an anchor, &{event.anchor}; leave it out, or put text in single quotes")
        if event.tag and event.tag != "!":
            self.problem(event, f"a tag, {event.tag}; leave it out, or put text in single quotes")

    def open(self, event: Any, empty: Any) -> None:
        if event.anchor or event.tag:
            self.plainly(event)
        if len(self.stack) >= MAX_DEPTH:
            self.problem(event, f"is nested more than {MAX_DEPTH} deep; check the indentation")
            raise _Stop
        mark = event.start_mark
        node = Node(empty, (mark.line + self.first, mark.column + 1))
        self.add(node, event)
        self.stack.append(node)
        self.keys.append(None)

    def scalar(self, event: Any) -> None:
        if event.anchor or event.tag:
            self.plainly(event)
        mark = event.start_mark
        spot = (mark.line + self.first, mark.column + 1)
        if self.stack and type(self.stack[-1].value) is dict and self.keys[-1] is None:
            self.keys[-1] = (event.value, spot)
            if event.value == "<<" and event.implicit[0]:
                self.problem(event, "a merge key, <<; write the fields out")
            return
        if event.value == "" or (event.value in _NOTHING and event.implicit[0]):
            self.empty(event)
        elif event.style == ">" and _MAY_FOLD.search(event.value):
            self.folded(event)
        elif self.hashed and event.implicit[0]:
            self.cut_short(event)
        self.add(Node(event.value, spot), event)

    @cached_property
    def lines(self) -> list[str]:
        return lines_of(self.text)

    def empty(self, event: Any) -> None:
        mark = event.end_mark
        behind = self.lines[mark.line][mark.column :] if event.value == "" and mark.line < len(self.lines) else ""
        if found := re.match(r"\s+#(?=[^\s#])", behind):
            column = mark.column + found.end()
            text = f"'#' begins a comment, so the value is empty; {QUOTED}"
            self.found.append(Problem(self.shown, mark.line + self.first, column, "", text))
        else:
            self.problem(event, "an empty value; fill it in or remove the key")

    def cut_short(self, event: Any) -> None:
        """Text behind which a comment begins that was none to its writer: `day #3`. Two spaces make a comment."""
        mark = event.end_mark
        found = _CUTS.match(self.lines[mark.line], mark.column)
        if found and (len(found[1]) == 1 or not found[2].isspace()):
            sure = not found[2].isspace()
            text = f"' #' begins a comment, which cuts the text short; {QUOTED}"
            text = text if sure else f"{text}, or two spaces before a comment"
            place = Problem(self.shown, mark.line + self.first, mark.column + len(found[1]) + 1, "", text, not sure)
            self.found.append(place)

    def folded(self, event: Any) -> None:
        """Lines of which '>' makes one paragraph, though they are a list or several paragraphs."""
        first, last = event.start_mark.line + 1, event.end_mark.line
        inside = range(first, min(last + 1, len(self.lines)))
        items = [n for n in inside if _ITEM.match(self.lines[n])]
        if len(items) > 1 or items[:1] == [first]:
            line, what = items[0], "a list"
        elif "\n" in event.value.strip("\n"):
            line, what = next((n for n in inside if not self.lines[n].strip()), first), "several paragraphs"
        else:
            return
        width = len(self.lines[line]) - len(self.lines[line].lstrip())
        text = f"{what} behind '>' become{'s' if what == 'a list' else ''} one paragraph; write |- for >-"
        self.found.append(Problem(self.shown, line + self.first, width + 1, "", text))

    def add(self, node: Node, event: Any) -> None:
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
