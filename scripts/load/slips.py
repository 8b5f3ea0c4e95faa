"""Slips in YAML in plain words: what a parser's complaint comes from, where it began, and how to mend it.

A parser complains where it gives up, often lines below the slip. Each function here knows one family of complaints,
looks at the lines around it, and says where the open thing began; none of them knows what a record is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Spot = tuple[int, int]
Said = tuple[int, int, str]

_KEY = r"[A-Za-z][A-Za-z0-9_-]*"
# The beginning of a line up to its value: indentation, marks of items, a key.
_TO_VALUE = re.compile(rf"\s*(?:- +)*(?:{_KEY}:\s+)?")
_FIELD = re.compile(rf"\s*(?:- +)*{_KEY}:(?:\s|$)")
_ITEM = re.compile(r"\s*- ")
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
# A key that is none, for want of a colon and a space behind it.
_NO_KEYS = (
    (re.compile(rf"(\s*(?:- +)*{_KEY}):\u00a0"), "a no-break space behind the colon; write a plain space"),
    (re.compile(rf"(\s*(?:- +)*{_KEY})\s*\uff1a"), "a full-width colon; write a plain one and a space"),
    (re.compile(rf"(\s*(?:- +)*(?!https?:){_KEY}):(?=\S)"), "a colon without a space behind it; write one"),
    (re.compile(rf"(\s*(?:- +)*{_KEY})\s*[;=]"), "no colon behind the key; write a colon and a space"),
)
# An id at the margin that lost its colon, or one that stands deeper.
_NO_ID = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\s*[;=.,\uff1a]?\s*")
_DEEP_ID = re.compile(r"( +)[a-z0-9]+(?:-[a-z0-9]+)+:\s*")
_WANTS_COLON = re.compile(rf"(\s*(?:- +)*{_KEY})(?:\s|$)")
# How to mend most of them.
QUOTED = "put the text in single quotes"
NO_ITEM = "stands among the items of a list and is none; write '- ' before it"


@dataclass(frozen=True)
class _Slip:
    """A complaint of the parser beside the text: lines count from 0 here, as in the parser's marks."""

    lines: list[str]
    first: int
    context: str
    problem: str
    began: Spot | None
    at: Spot

    def line(self, number: int) -> str:
        return self.lines[number] if number < len(self.lines) else ""

    def above(self, number: int, like: re.Pattern[str] = re.compile(r"\s*[^\s#]")) -> int | None:
        """The nearest line above one that begins like a pattern, by default any that is not empty."""
        return next((n for n in range(min(number, len(self.lines)) - 1, -1, -1) if like.match(self.lines[n])), None)


def lines_of(text: str) -> list[str]:
    """The lines of a text as an editor counts them."""
    return re.split(r"\r\n|\r|\n", text)


def explain(text: str, error: Any, first: int = 1) -> Said:
    """Where a slip began and what it is, from the text of one record, whose first line has the number `first`, and the
    parser's complaint (a `MarkedYAMLError`): line and column as an editor counts them, and a message."""
    mark = error.problem_mark or error.context_mark
    at = (mark.line, mark.column) if mark else (0, 0)
    began = (error.context_mark.line, error.context_mark.column) if error.context_mark else None
    lines = lines_of(text)
    slip = _Slip(lines, first, error.context or "", error.problem or "", began, at)
    line, column, message = next(said for family in _FAMILIES if (said := family(slip)))
    return line + first, column + 1, message


def _open_quote(slip: _Slip) -> Said | None:
    """A quotation mark that is not closed on its line, before a line that looks like a field; or never."""
    last = min(slip.at[0], len(slip.lines) - 1)
    for number in range(last + 1):
        line = slip.lines[number]
        start = _TO_VALUE.match(line)
        column = start.end() if start else 0
        mark = line[column : column + 1]
        if mark not in _CLOSED or not mark or _CLOSED[mark].match(line, column):
            continue
        if (number < last and _FIELD.match(slip.line(number + 1))) or "end of stream" in slip.problem:
            other = "single quotes" if mark == '"' else "double quotes"
            return number, column, f"the quotation mark {mark} is not closed; close it, or use {other}"
    if slip.began and "quoted scalar" in slip.context and "end of stream" in slip.problem:
        return *slip.began, "a quotation mark is not closed"
    return None


def _escape(slip: _Slip) -> Said | None:
    if "escape" not in slip.problem and "hexdecimal" not in slip.problem:
        return None
    return *slip.at, f"a backslash inside double quotes is an escape; {QUOTED}"


def _open_list(slip: _Slip) -> Said | None:
    for what, closing in (("sequence", "]"), ("mapping", "}")):
        if slip.context == f"while parsing a flow {what}" and slip.began:
            opening = slip.line(slip.began[0])[slip.began[1] : slip.began[1] + 1]
            return *slip.began, f"'{opening}' is not closed; write '{closing}' at its end, or {QUOTED}"
    return None


def _block(slip: _Slip) -> Said | None:
    if slip.context != "while scanning a block scalar" or not slip.began:
        return None
    number, column = slip.began
    found = re.match(r"[|>][-+]?\d?(?=\s)", slip.line(number)[column:])
    if found:
        return *slip.at, f"text behind '{found[0]}'; begin it on the next line, indented"
    return *slip.began, f"text that begins with '{slip.line(number)[column]}'; {QUOTED}"


def _first_sign(slip: _Slip) -> Said | None:
    """Text that begins with a sign of YAML's own."""
    began = slip.began if re.search("alias|anchor|tag", slip.context) and slip.began else slip.at
    told = ("cannot start any token", "expected node content", "sequence entries are not", "mapping keys are not")
    if began is slip.at and not any(words in slip.problem for words in told):
        return None
    sign = slip.line(began[0])[began[1] : began[1] + 1]
    if sign == "\t":
        return *began, "a tab; write spaces"
    if began[1] == _width(slip.line(began[0])) and began[0] and (said := _outside(slip, began[0])):
        return said
    if sign == "-":
        return *began, f"a list begins on a line of its own; if '-' is the text's, {QUOTED}"
    return (*began, f"text that begins with '{sign}'; {QUOTED}") if sign else None


def _indent(slip: _Slip) -> Said | None:
    """A line that is indented as no other, or holds a space that is none."""
    line = slip.line(slip.at[0])
    width = len(line) - len(line.lstrip(" "))
    if line[width : width + 1] == "\u00a0":
        return slip.at[0], width, "a no-break space; indent with plain spaces"
    if slip.at[1] != width or "expected key" not in slip.problem:
        return None
    if deep := _DEEP_ID.fullmatch(line):
        return slip.at[0], deep.end(1), "looks like the id of another record; begin its line at the margin"
    item = _ITEM.match(line) is not None
    if not item and not _FIELD.match(line):
        return _outside(slip, slip.at[0])
    return _unlike(slip, slip.at[0], _ITEM if item else _FIELD)


def _unlike(slip: _Slip, number: int, like: re.Pattern[str]) -> Said | None:
    """How a line is indented, and how the one above it that is like it."""
    above = slip.above(number, like)
    if above == 0 and number > 0 and len(slip.lines[0]) == len(slip.lines[0].lstrip()):
        wanted, example = 2, ""
    elif above is None:
        return None
    else:
        wanted, example = _width(slip.lines[above]), f", as line {slip.first + above} does"
    width = _width(slip.line(number))
    return number, width, f"is indented by {_spaces(width)}; write {wanted}{example}"


def _after_value(slip: _Slip) -> Said | None:
    """Text goes on where a quoted text, a list or an alias ended."""
    if "expected key" not in slip.problem:
        return None
    line = slip.line(slip.at[0])
    start = _TO_VALUE.match(line)
    column = start.end() if start else 0
    sign = line[column : column + 1]
    rest = line[slip.at[1] :].strip()
    if rest in ("]", "}"):
        return *slip.at, f"'{rest}' closes nothing; delete it"
    if sign in ('"', "'"):
        other = "double quotes" if sign == "'" else "single quotes"
        return slip.at[0], column, f"text goes on behind the closing {sign}; put the whole in {other}"
    if sign in tuple("[{*&!"):
        return slip.at[0], column, f"text that begins with '{sign}'; {QUOTED}"
    return None


def _no_key(slip: _Slip) -> Said | None:
    """A line whose key is none: the one at which the parser began, or the one above that on which it gave up."""
    if "mapping values" in slip.problem:
        before = _TO_VALUE.match(slip.line(slip.at[0]))
        if before and before.end() - 1 > 0 and slip.at[1] >= before.end() and _FIELD.match(slip.line(slip.at[0])):
            return None  # a second colon on the line: `_colon`
        above = slip.above(slip.at[0])
        numbers = [slip.at[0]] if above is None else [above, slip.at[0]]
    elif "expected ':'" in slip.problem and slip.began:
        numbers = [slip.began[0]]
    else:
        return None
    for number in numbers:
        if found := _NO_ID.fullmatch(slip.line(number)):
            return number, found.end(1), "no colon behind the id; write one"
        for pattern, message in _NO_KEYS:
            found = pattern.match(slip.line(number))
            if found:
                return number, found.end(1), message
    return None


def _colon(slip: _Slip) -> Said | None:
    if "mapping values" not in slip.problem:
        return None
    number, column = slip.at
    line = slip.line(number)
    above = slip.above(number)
    if _FIELD.match(line) and line[:column].count(":") == 0 and above is not None:
        deeper = _width(line) > _width(slip.lines[above])
        key = _FIELD.match(slip.lines[above])
        if (deeper and key) or not line.startswith(" "):
            return _unlike(slip, number, _FIELD)
        if not key and (found := _WANTS_COLON.match(slip.lines[above])) and not _ITEM.match(slip.lines[above]):
            return above, found.end(1), "no colon behind the key; write a colon and a space"
    return number, column, f"a colon inside text; {QUOTED}"


def _outside(slip: _Slip, number: int) -> Said | None:
    """Text that stands less deep than the text above to which it belongs."""
    above = slip.above(number)
    if above is None:
        return None
    width, wanted = _width(slip.line(number)), _width(slip.lines[above])
    if _FIELD.match(slip.lines[above]) or wanted <= width:
        return number, width, "text that belongs to no field; indent it deeper than its key"
    return number, width, f"is indented by {_spaces(width)}; write {wanted}, as line {slip.first + above} does"


def _loose(slip: _Slip) -> Said | None:
    """A line without a key where one should stand."""
    if "expected ':'" not in slip.problem or not slip.began:
        return None
    number = slip.began[0]
    line = slip.line(number)
    above = slip.above(number)
    if above is not None and _ITEM.match(slip.lines[above]) and _width(line) == _width(slip.lines[above]):
        return number, _width(line), NO_ITEM
    if (said := _outside(slip, number)) and "write" in said[2]:
        return said
    found = re.fullmatch(rf"(\s*{_KEY})(?:\s+\S+)?\s*", line)
    if found:
        return number, found.end(1), "no colon behind the key; write a colon and a space"
    return said


def _comment(slip: _Slip) -> Said | None:
    """Text that goes on below a comment that its writer did not mean."""
    above = slip.above(slip.began[0]) if slip.began else None
    if (
        "expected ':'" not in slip.problem
        or above is None
        or _FIELD.match(slip.line(slip.began[0] if slip.began else 0))
    ):
        return None
    found = re.search(r"(?<=\S) (?=#)", slip.lines[above])
    return (above, found.end(), f"' #' begins a comment, which cuts the text short; {QUOTED}") if found else None


def _no_item(slip: _Slip) -> Said | None:
    if "expected '-'" not in slip.problem:
        return None
    number = slip.at[0]
    return number, _width(slip.line(number)), NO_ITEM


def _as_told(slip: _Slip) -> Said:
    return *slip.at, f"is not YAML here: {slip.problem or slip.context}"


_FAMILIES: tuple[Callable[[_Slip], Said | None], ...] = (
    _open_quote,
    _escape,
    _block,
    _open_list,
    _first_sign,
    _indent,
    _after_value,
    _no_key,
    _colon,
    _comment,
    _loose,
    _no_item,
    _as_told,
)


def _width(line: str) -> int:
    return len(line) - len(line.lstrip())


def _spaces(number: int) -> str:
    return f"{number} space{'s'[: number != 1]}" if number else "no space"
