"""A data file cut into its records, so that what is wrong with one of them hides no other.

A file is cut only where it cannot be read as a whole: at each line that begins a record, and nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from scripts.load.slips import lines_of
from scripts.record.fields import HIDDEN, what_is_hidden

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
# A line at the margin that begins a record: a key with nothing behind it, or an id that lost its colon.
_BEGINS = re.compile(rf"""(?:[^\s#:"'\-?<>=|%&*!,\[\]{{}}][^:]*:|(["'])[^"']*\1:|{_ID}\s*[:\uff1a;=.,]?)\s*(?:#.*)?""")
_FLOW = re.compile(rf"{_ID}:\s+\{{")
# What may be an id in a piece that cannot be read, wherever it stands.
_MAY_BE_ID = re.compile(rf"""^\s*["']?({_ID})["']?\s*[:\uff1a;=.,]?\s*(?:#.*)?$""", re.MULTILINE)
# Without one of these no line holds a tab or a mark of a merge.
_SUSPECT = ("\t", "<<<<<<<", "=======", ">>>>>>>", "|||||||")
_OPENS, _CLOSES = "<<<<<<< ", ">>>>>>> "


@dataclass(frozen=True)
class Fault:
    """What is wrong with the text itself on the lines from `line` to `last`."""

    line: int
    column: int
    message: str
    last: int


@dataclass(frozen=True)
class Piece:
    """The text of one record, or what stands above the first; `line` is the number of its first line."""

    line: int
    text: str

    @property
    def last(self) -> int:
        """The number of its last line."""
        return self.line + self.text.count("\n")

    @property
    def ids(self) -> list[str]:
        """The ids of the records that the piece may hold, its own first."""
        return _MAY_BE_ID.findall(self.text)

    def holds(self, fault: Fault) -> bool:
        """Whether a fault concerns the piece."""
        return self.line <= fault.last and fault.line <= self.last


def pieces(text: str, fields: Iterable[str]) -> Iterator[Piece]:
    """The records of a file, each with the comments behind it. A line at the margin that begins with one of `fields`
    belongs to the record above, whose field it is."""
    known = set(fields)
    lines = lines_of(text)
    starts = [n for n, line in enumerate(lines) if _begins(line, known)]
    for first, after in zip([0, *starts], [*starts, len(lines)], strict=True):
        piece = "\n".join(lines[first:after])
        if piece.strip() and (first in starts or _says_anything(piece)):
            yield Piece(first + 1, piece)


def _begins(line: str, fields: set[str]) -> bool:
    if not line or line[0] in " #":
        return False
    found = _BEGINS.fullmatch(line) or _FLOW.match(line)
    return found is not None and re.split(r"[\s:\uff1a;=.,]", line, maxsplit=1)[0] not in fields


def _says_anything(piece: str) -> bool:
    return any(line.strip() and not line.startswith(("#", "---", "%")) for line in piece.split("\n"))


def faults_of(text: str, data: bytes) -> list[Fault]:
    """What no YAML parser should see, line by line: marks of a merge, tabs, what nobody sees, letters in parts, and bytes
    that are no text. `text` is what can be read of the bytes `data`."""
    suspect = any(sign in text for sign in _SUSPECT) or not unicodedata.is_normalized("NFC", text)
    if not suspect and not HIDDEN.search(text):
        return []
    lost = dict(_no_text(data)) if "\ufffd" in text else {}
    lines = lines_of(text)
    found: list[Fault] = []
    inside = 0
    for number, line in enumerate(lines, 1):
        if number > inside and (fault := lost.get(number) or _fault_of(line, number, lines)):
            found.append(fault)
            inside = fault.last
    return found


def _no_text(data: bytes) -> Iterator[tuple[int, Fault]]:
    """The first byte of each line that is not UTF-8, by the number of its line."""
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", data), 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            column = len(line[: error.start].decode("utf-8")) + 1
            yield number, Fault(number, column, f"byte 0x{line[error.start]:02x} is not UTF-8", number)


def _fault_of(line: str, number: int, lines: list[str]) -> Fault | None:
    if line.startswith(_OPENS):
        ends = (n for n, later in enumerate(lines, 1) if n > number and later.startswith(_CLOSES))
        last = next(ends, number)
        until = f"; it ends on line {last}" if last > number else ""
        return Fault(number, 1, f"is a merge conflict marker; resolve the conflict{until}", last)
    if line.startswith((_CLOSES, "||||||| ")) or line == "=======":
        return Fault(number, 1, "is a merge conflict marker; resolve the conflict", number)
    indent = len(line) - len(line.lstrip(" "))
    if line[indent : indent + 1] == "\t" and line.strip():
        return Fault(number, indent + 1, "a tab; indent with spaces", number)
    if hidden := HIDDEN.search(line):
        return Fault(number, hidden.start() + 1, what_is_hidden(hidden[0]), number)
    whole = unicodedata.normalize("NFC", line)
    if whole != line:
        text = "letters with separate accents; save the line in Unicode's form NFC"
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(line, whole, strict=False)))
        return Fault(number, same + 1, text, number)
    return None
