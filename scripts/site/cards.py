"""Social cards: the picture that stands beside a link to a record elsewhere. Title, date, whose word, grade.

A process of its own that knows letters and colours and nothing of records: `python -m scripts.site.cards LIST FOLDER`. The
build begins it with a list of what stands on each card, and goes on meanwhile. What was drawn is kept by its content, so that
a build draws only what changed. No card is in the copy for reading offline, where nobody shares a link.

All cards share one layout, drawn once; a card is its words, pasted. Words recur, so they are kept while the process lives.
"""

from __future__ import annotations

import hashlib
import io
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import PIL
from PIL import Image, ImageDraw, ImageFont

from scripts.values.card import CARDS_FOLDER, Card, Sheet, from_text
from scripts.values.files import FONTS, ROOT, fonts_checksum, keep, kept

CACHE = ROOT / ".cache" / "cards"
SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 80
# Part of what a card is kept by; raise it when the drawing changes.
_VERSION = "1"
# The sizes of a title, the largest first, each with the height of a line and how many lines it may have.
TITLES = ((76, 92, 2), (62, 78, 3), (50, 62, 4))
_NOTE = (32, 44)
_MOST_NOTE_LINES = 2
# Each colour has three strengths, after the paper: what lies between is the edge of a letter.
_PAPER, _INK, _MUTED, _LINK, _ACCENT = 0, 1, 4, 7, 10
# How dark a pixel must be for each strength.
_STRENGTHS = (43, 128, 213)


def draw_all(sheet: Sheet, cards: Sequence[Card], folder: Path, cache: Path = CACHE) -> int:
    """Put every card into a folder; returns how many had to be drawn."""
    drawn = 0
    (folder / CARDS_FOLDER).mkdir(parents=True, exist_ok=True)
    for card in cards:
        file = cache / f"{key(card, sheet)}.kept"
        content = kept(file)
        if content is None:
            content = draw(card, sheet)
            keep(file, content)
            drawn += 1
        target = folder / card.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return drawn


def key(card: Card, sheet: Sheet) -> str:
    """What a card is kept by: all that decides how it looks."""
    shown = (_VERSION, PIL.__version__, fonts_checksum(), repr(sheet), repr(replace(card, path="")))
    return hashlib.sha256("\0".join(shown).encode()).hexdigest()[:32]


# Drawing


def draw(card: Card, sheet: Sheet) -> bytes:
    """A card as PNG, in sixteen colours."""
    image = _layout(sheet).copy()
    _write(image, MARGIN, 116, "sans-bold", 27, _MUTED, card.kind.upper())
    size, height, lines = _fitted(card.title, card.name)
    y = 168
    for line in lines:
        _write(image, MARGIN, y, "serif-bold", size, _INK, line)
        y += height
    y += 16
    size, height = _NOTE
    for note, font, colour in [*((note, "sans", _INK) for note in card.notes), (card.evidence, "sans-bold", _ACCENT)]:
        for line in _lines(written(note, font), font, size, _MOST_NOTE_LINES):
            _write(image, MARGIN, y, font, size, colour, line)
            y += height
    image.putpalette(_palette(sheet, card.accent))
    told = io.BytesIO()
    # Run lengths: flat paper and whole pixels; faster than deflate's usual search, and hardly larger.
    image.save(told, "PNG", bits=4, compress_level=6, compress_type=3)
    return told.getvalue()


@lru_cache(1)
def _layout(sheet: Sheet) -> Image.Image:
    image = Image.new("P", SIZE, _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((MARGIN, 84, MARGIN + 72, 89), fill=_LINK + 2)
    pen.rectangle((MARGIN, 538, WIDTH - MARGIN, 539), fill=_MUTED)
    _write(image, MARGIN, 558, "serif-bold", 27, _INK, written(sheet.name, "serif-bold"))
    host = written(sheet.host, "sans")
    _write(image, WIDTH - MARGIN - _width(host, "sans", 26), 558, "sans", 26, _LINK, host)
    return image


def _palette(sheet: Sheet, accent: str) -> list[int]:
    colours = dict(sheet.colours)
    paper = _rgb(colours["paper"])
    found = [*paper]
    for name in ("ink", "muted", "link", accent):
        full = _rgb(colours[name])
        for strength in (1, 2, 3):
            found += [round(low + (high - low) * strength / 3) for low, high in zip(paper, full, strict=True)]
    return found


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))


def _fitted(title: str, name: str) -> tuple[int, int, list[str]]:
    """The largest size in which a title has room, the height of its lines, and its lines."""
    text = written(title, "serif-bold")
    if not text:
        text = written(name, "serif-bold")
    for size, height, most in TITLES:
        lines = _lines(text, "serif-bold", size, most + 1)
        if len(lines) <= most:
            return size, height, lines
    size, height, most = TITLES[-1]
    return size, height, _lines(text, "serif-bold", size, most)


def _lines(text: str, font: str, size: int, most: int) -> list[str]:
    """Text in lines that have room, `most` at most; what is left out is three dots."""
    room, space = WIDTH - 2 * MARGIN, _width(" ", font, size)
    lines: list[str] = []
    width = room
    for word in text.split():
        long = _width(word, font, size)
        if width + space + long <= room:
            lines[-1] += f" {word}"
            width += space + long
        elif len(lines) < most:
            lines.append(word)
            width = long
        else:
            lines[-1] = f"{lines[-1].rsplit(' ', 1)[0]}…"
            break
    return lines


def written(text: str, font: str) -> str:
    """A text as far as the letters can write it: without the marks they lack; empty where a letter is of another script."""
    made = ""
    for letter in unicodedata.normalize("NFC", text):
        if letter.isspace() or _has(letter, font):
            made += letter
            continue
        plain = "".join(one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one))
        if plain and all(_has(one, font) for one in plain):
            made += plain
        elif unicodedata.category(letter)[0] in "LN":
            return ""
    return made


@lru_cache(4096)
def _has(letter: str, font: str) -> bool:
    """Whether a font has a letter; what it has not looks like a noncharacter, which none has."""
    face = _font(font, 40)
    return bytes(face.getmask(letter)) != bytes(face.getmask("\uffff")) or face.getlength(letter) != face.getlength(
        "\uffff"
    )


def _write(image: Image.Image, x: int, y: int, font: str, size: int, colour: int, line: str) -> None:
    """Paste a line's words from a point on: the left end, and the top of the font's capital letters and marks."""
    at, space = float(x), _width(" ", font, size)
    for word in line.split():
        drawn, left, top = _word(word, font, size, colour)
        image.paste(drawn, (round(at) + left, y + top))
        at += _width(word, font, size) + space


# Letters may lean out of their width by so many pixels.
_ROUND = 4


@lru_cache(8192)
def _word(word: str, font: str, size: int, colour: int) -> tuple[Image.Image, int, int]:
    """A word in a colour on paper, no larger than its letters, and how far they are from the point where it is written."""
    room = Image.new("L", (_width(word, font, size) + 2 * _ROUND, round(1.4 * size)), 0)
    ImageDraw.Draw(room).text((_ROUND, round(1.08 * size)), word, font=_font(font, size), fill=255, anchor="ls")
    left, top, right, bottom = room.getbbox() or (0, 0, 1, 1)
    return room.crop((left, top, right, bottom)).point(_strengths(colour)), left - _ROUND, top


@cache
def _strengths(colour: int) -> bytes:
    """For each darkness of a pixel its colour: the paper, or one of the three strengths."""
    return bytes(colour + found - 1 if (found := sum(dark >= one for one in _STRENGTHS)) else 0 for dark in range(256))


@lru_cache(16384)
def _width(word: str, font: str, size: int) -> int:
    return -int(-_font(font, size).getlength(word) // 1)


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout alone is the same wherever Pillow runs.
    return ImageFont.truetype(FONTS / f"{name}.ttf", size, layout_engine=ImageFont.Layout.BASIC)


# The process


def main() -> int:
    """`python -m scripts.site.cards LIST FOLDER`."""
    file, folder = map(Path, sys.argv[1:])
    sheet, cards = from_text(file.read_text(encoding="utf-8"))
    draw_all(sheet, cards, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
