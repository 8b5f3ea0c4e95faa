"""A data file cut into its records, so that what is wrong with one of them hides no other.

A file is cut only where it cannot be read as a whole: at each line that begins a record, and nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
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
_MAY_BE_ID = re.compile(rf"""^[ \ufeff]*["']?({_ID})["']?[ ]*[:\uff1a;=.,]?[ ]*(?:#.*)?$""", re.MULTILINE)
# Without one of these no line holds a tab or a mark of a merge.
_SUSPECT = ("\t", "<<<<<<<", "=======", ">>>>>>>", "|||||||")
# UTF-8 that was read as Windows-1252: a leading byte as a letter, the bytes behind it as signs and letters.
_TAIL = "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
# A letter before a closing quotation mark or a dash may end a word in capitals: `TÃ”`.
_GARBLED = re.compile(
    f"[\u00c2-\u00df](?:[\u0080-\u00ba\u00bc-\u00bf]|{_TAIL}(?=\\w))|[\u00e0-\u00ef]{_TAIL}{{2}}|[\u00f0-\u00f4]{_TAIL}{{3}}"
)
# What a garbled letter may have been: Latin, Greek and Cyrillic letters, signs, the scripts of the region and East Asia.
_LETTERS = re.compile(
    "[\u00a0-\u017f\u01a0-\u01b0\u0391-\u03c9\u0400-\u045f\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u1e00-\u1eff\u2010-\u2030"
    "\u2039\u203a\u20ac\u3000-\u9fff\uac00-\ud7a3\U0001f300-\U0001faff]"
)
_ETH = re.compile("[\u00d0\u00f0\u0189]")
_VIETNAMESE = re.compile(
    "[\u0102\u0103\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]|[\u00d0\u0189](?:[Aa]ng|[Oo]n|[Aa]i|[Ii]n)", re.ASCII
)
# Without these bytes a file holds neither: quick to look for.
_MAY_BE_GARBLED = re.compile(rb"\xc3[\x82-\xb4](?:\xc2[\x80-\xbf]|[\xc5\xc6\xcb\xe2])|\xc3[\x90\xb0]|\xc6\x89")
_OPENS, _CLOSES = "<<<<<<< ", ">>>>>>> "


@dataclass(frozen=True)
class Fault:
    """What is wrong with the text itself on the lines from `line` to `last`."""

    line: int
    column: int
    message: str
    last: int
    # One that is not certain, and does no harm to the record.
    warning: bool = False


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


def pieces(text: str, fields: Iterable[str]) -> Iterator[Piece]:
    """The records of a file, each with the comments behind it. A line at the margin that begins with one of `fields`
    belongs to the record above, whose field it is."""
    known = set(fields)
    lines = lines_of(text)
    starts = [n for n, line in enumerate(lines) if _begins(line, known)]
    for first, after in zip([0, *starts], [*starts, len(lines)], strict=True):
        piece = "\n".join(lines[first:after])
        if piece.strip() and (first > 0 or _begins(lines[0], known) or _says_anything(piece)):
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
    if not suspect and not HIDDEN.search(text) and not _MAY_BE_GARBLED.search(data):
        return []
    lost = dict(_no_text(data)) if "\ufffd" in text else {}
    lines = lines_of(text)
    closings = [number for number, line in enumerate(lines, 1) if line.startswith(_CLOSES)]
    found: list[Fault] = []
    inside = 0
    for number, line in enumerate(lines, 1):
        if number > inside and (fault := lost.get(number) or _fault_of(line, number, closings)):
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


def _fault_of(line: str, number: int, closings: list[int]) -> Fault | None:
    if line.startswith(_OPENS):
        n = bisect_right(closings, number)
        last = closings[n] if n < len(closings) else number
        until = f"; it ends on line {last}" if last > number else ""
        return Fault(number, 1, f"is a merge conflict marker; resolve the conflict{until}", last)
    if line.startswith((_CLOSES, "||||||| ")) or line == "=======":
        return Fault(number, 1, "is a merge conflict marker; resolve the conflict", number)
    indent = len(line) - len(line.lstrip(" "))
    if line[indent : indent + 1] == "\t" and line.strip():
        return Fault(number, indent + 1, "a tab; indent with spaces", number)
    if garbled := next((found for found in _GARBLED.finditer(line) if _meant(found[0])), None):
        text = (
            f"'{garbled[0]}' is {_meant(garbled[0])} in the wrong encoding; write the letter, or save the file as UTF-8"
        )
        return Fault(number, garbled.start() + 1, text, number)
    if hidden := HIDDEN.search(line):
        return Fault(number, hidden.start() + 1, what_is_hidden(hidden[0]), number)
    whole = unicodedata.normalize("NFC", line)
    if whole != line:
        text = "letters with separate accents; save the line in Unicode's form NFC"
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(line, whole, strict=False)))
        return Fault(number, same + 1, text, number)
    if eth := _ETH.search(line):
        wanted = "\u0110" if eth[0].isupper() else "\u0111"
        sure = _VIETNAMESE.search(line) is not None
        text = f"'{eth[0]}' is the Icelandic Eth, U+{ord(eth[0]):04X}; the Vietnamese letter is {wanted}, U+{ord(wanted):04X}"
        return Fault(number, eth.start() + 1, text, number, warning=not sure)
    return None


def _meant(garbled: str) -> str | None:
    """The letter whose bytes in UTF-8 were read as Windows-1252; None where they are none that anybody writes here."""
    try:
        letter = b"".join(_byte(sign) for sign in garbled).decode("utf-8")
    except UnicodeError:
        return None
    return letter if len(letter) == 1 and _LETTERS.match(letter) else None


def _byte(sign: str) -> bytes:
    return sign.encode("latin-1") if "\x80" <= sign <= "\xff" else sign.encode("cp1252")
