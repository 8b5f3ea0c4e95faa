"""Values as the data files write them: plain where YAML reads the same, short lists in a line, prose folded."""

from __future__ import annotations

import re
import textwrap
from typing import Any

import yaml

WIDTH = 110


def fields(values: dict[str, Any], depth: int = 1) -> list[str]:
    """The lines of a mapping, indented by `depth` steps."""
    lines: list[str] = []
    for name, value in values.items():
        lines += _field(word(name), value, "  " * depth, depth)
    return lines


def _field(name: str, value: Any, indent: str, depth: int) -> list[str]:
    if isinstance(value, dict):
        return [f"{indent}{name}:", *fields(value, depth + 1)]
    if isinstance(value, list):
        flow = (
            f"{indent}{name}: [{', '.join(map(_item, value))}]"
            if not any(isinstance(one, dict) for one in value)
            else ""
        )
        if flow and len(flow) <= WIDTH:
            return [flow]
        return [f"{indent}{name}:", *(line for one in value for line in _listed(one, indent + "  ", depth + 1))]
    if len(f"{indent}{name}: {value}") > WIDTH or "\n" in str(value):
        return [f"{indent}{name}: {_folding(value)}", *_folded(value, indent + "  ")]
    return [f"{indent}{name}: {word(value)}"]


def _listed(value: Any, indent: str, depth: int) -> list[str]:
    """An item of a list, on lines of its own."""
    if isinstance(value, dict):
        first, *rest = fields(value, depth + 1)
        return [f"{indent}- {first.lstrip()}", *rest]
    if len(value) + len(indent) > WIDTH or "\n" in value:
        return [f"{indent}- {_folding(value)}", *_folded(value, indent + "  ")]
    return [f"{indent}- {word(value)}"]


def _folding(text: str) -> str:
    """How a text is folded: several paragraphs keep their lines."""
    return "|-" if "\n" in text.strip() else ">-"


def _folded(text: str, indent: str) -> list[str]:
    if _folding(text) == "|-":
        return [f"{indent}{line}".rstrip() for line in text.strip().split("\n")]
    words = " ".join(text.split())
    # Only a space may become the end of a line: a word is never cut.
    return textwrap.wrap(
        words, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def word(text: str) -> str:
    """A text on one line: plain where YAML 1.1 and 1.2 read the same text, else in single quotes."""
    return str(text) if _is_plain(str(text)) else _quoted(str(text))


def _item(text: str) -> str:
    """A text inside a list in brackets."""
    return str(text) if _is_plain(str(text)) and not re.search(r"[,\[\]{}]", str(text)) else _quoted(str(text))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str) -> bool:
    if (
        not text
        or text != text.strip()
        or re.search(r"[\n\t]|: |:$| #", text)
        or re.match(r"[-?:,\[\]{}#&*!|>'\"%@`]", text)
    ):
        return False
    # What YAML takes for nothing, for true or for a number is text here too; a date or a year is written plainly.
    resolver: Any = yaml.resolver.Resolver()
    return resolver.resolve(yaml.ScalarNode, text, (True, False)) in (
        "tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float",
    )  # fmt: skip
