"""YAML text as a tree with positions, by the plain part of the language: mappings, lists, text.

Everything else (anchors, aliases, tags, merge keys, several documents, empty values, duplicate keys) is
reported where it stands. Parsing runs over libyaml's events in a loop, so that no depth of nesting can
exhaust the stack.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from scripts.values.problems import Problem

Loader: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# The deepest record (country, facts, key, sources, item) needs seven levels.
MAX_DEPTH = 20
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


def parse(text: str, shown: str, found: list[Problem]) -> Node | None:
    """One file's text as a tree with positions; what is wrong is added to `found`.

    Returns None when the file could not be understood to its end.
    """
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

    def problem(self, event: Any, message: str) -> None:
        mark = event.start_mark
        self.found.append(Problem(self.shown, mark.line + 1, mark.column + 1, "", message))

    def build(self, text: str) -> Node | None:
        documents = 0
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
                self.problem(event, f"an alias, *{event.anchor}; write the value out")
                self.add(Node("", (event.start_mark.line + 1, event.start_mark.column + 1)), event)
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
