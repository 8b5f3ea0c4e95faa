"""A picture that leaves with the reader: a file with all that stands around it, and the same as pixels.

The page sets its own letters around a drawing; here everything is drawn: title, what it shows, key, what it rests on, licence
and address. Nothing is measured, so every machine makes the same: a line is as long as its letters are at most on the average.
Pixels are made by resvg, which comes with Vega's converter, in the project's own letters, and kept by their content.
"""

from __future__ import annotations

import hashlib
import html
import io
import re
import textwrap
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from scripts.pictures import charts
from scripts.pictures.picture import Key, Picture, colours
from scripts.record import vocabularies as v
from scripts.values.files import FONTS, ROOT, fonts_checksum, keep, kept
from scripts.values.settings import Settings

_MARGIN = 24
# Size, height of a line and the width of a letter, in pixels: of the title, of what is told, of what it rests on.
_TITLE, _TOLD, _RESTS = (20, 26, 11.4), (13, 19, 6.7), (11, 16, 5.8)
# What stands in the file for whoever opens it, and what the pixels are set in.
_SERIF, _SANS = "Noto Serif, Georgia, serif", "Noto Sans, Helvetica, Arial, sans-serif"
_FONTS = {_SERIF: "Almanac Serif", _SANS: "Almanac Sans"}
# How the stylesheet fills a swatch: with a colour, whole or in part.
_FILLED = r"\.{name} \{{ background: (?:color-mix\(in srgb, )?(?:var\(--([\w-]+)\)|currentColor)(?: (\d+)%)?"
_DOTTED = r"\.{name} \{{ border-style: dotted"
# Swatches that are no squares, with width, height and colour.
_STROKES = {
    **{f"is-{state}": (10, 10, f"state-{state}") for state in v.RELATION_STATES},
    "term-known": (20, 8, "muted"),
    "term-least": (20, 2, "muted"),
}
# Of the pixels: twice as many as the drawing's, for screens that show two for one.
SCALE = 2
COLOURS = 48


@dataclass(frozen=True)
class Sheet:
    """A picture as SVG, with its size."""

    svg: str
    width: int
    height: int


def sheet(picture: Picture, settings: Settings, *, narrow: bool = False) -> Sheet:
    """A picture with all that stands around it, in daylight; `narrow` for a phone."""
    drawn = picture.narrow if narrow else picture.wide
    width, height = (int(float(n)) for n in re.findall(r"[\d.]+", drawn.partition(">")[0].partition("viewBox")[2])[2:4])
    y, parts = _MARGIN, list[str]()
    for text, style, font, colour in (
        (picture.title, _TITLE, _SERIF, "ink"),
        (picture.description if picture.told else "", _TOLD, _SANS, "muted"),
    ):
        lines, y = _lines(text, y, width, style, font, colour)
        parts += lines
    keys, y = _keys(picture.keys, y + 2, width)
    y += 10
    inside = drawn.partition(">")[2]
    parts += [
        *keys,
        f'<svg x="{_MARGIN}" y="{y}" width="{width}" height="{height}" viewBox="0 0 {width} {height}" overflow="visible"'
        f' fill="none" font-size="{charts.LETTER}">{inside}',
    ]
    y += height + 14
    address = settings.url + picture.place
    for text in (picture.source, f"{settings.name}, CC BY 4.0. {address}"):
        lines, y = _lines(text, y, width, _RESTS, _SANS, "muted")
        parts += lines
    whole, high = width + 2 * _MARGIN, y + _MARGIN - 8
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {high}" width="{whole}" height="{high}" role="img"'
        f' font-family="{_SANS}"><title>{html.escape(picture.title)}</title>'
        f'<desc>{html.escape(picture.description)}</desc><rect width="{whole}" height="{high}" fill="var(--paper)"/>'
    )
    svg = f"{head}{''.join(parts)}</svg>\n".replace("currentColor", "var(--ink)")
    return Sheet(re.sub(r"var\(--([\w-]+)\)", lambda found: colours()[found[1]], svg), whole, high)


def _lines(
    text: str, y: int, width: int, style: tuple[int, int, float], font: str, colour: str
) -> tuple[list[str], int]:
    """Text in lines from a height on, and the height below them."""
    size, height, letter = style
    weight = ' font-weight="700"' if font == _SERIF else ""
    made = []
    for line in textwrap.wrap(text, int(width / letter), break_on_hyphens=False):
        y += height
        made.append(
            f'<text x="{_MARGIN}" y="{y - round(height * 0.3)}" font-family="{font}" font-size="{size}"{weight}'
            f' fill="var(--{colour})">{html.escape(line)}</text>'
        )
    return made, y


def _keys(keys: tuple[Key, ...], y: int, width: int) -> tuple[list[str], int]:
    """The key: a swatch and a word for each colour, as many in a line as have room."""
    size, height, letter = _TOLD
    made: list[str] = []
    x = width
    for key in keys:
        wide, high, fill = _swatch(key.swatch)
        left = wide + 6
        lines = textwrap.wrap(key.text, int((width - left) / letter), break_on_hyphens=False)
        room = left + 16 + int(max(map(len, lines)) * letter)
        if x + room > width:
            x, y = 0, y + height
        made.append(f'<rect x="{_MARGIN + x + 0.5}" y="{y - 8.5 - high // 2}" width="{wide}" height="{high}" {fill}/>')
        for n, line in enumerate(lines):
            made.append(
                f'<text x="{_MARGIN + x + left}" y="{y - 4 + n * height}" font-size="{size}" fill="var(--muted)">'
                f"{html.escape(line)}</text>"
            )
        x, y = (width if len(lines) > 1 else x + room), y + height * (len(lines) - 1)
    return made, y


@cache
def _swatch(name: str) -> tuple[int, int, str]:
    """Width and height of a swatch, and its attributes: filled as the stylesheet fills it, or else an outline."""
    if name in _STROKES:
        wide, high, colour = _STROKES[name]
        return wide, high, f'fill="var(--{colour})"'
    styles = (ROOT / "theme" / "assets" / "site" / "pictures.css").read_text(encoding="utf-8")
    filled = re.search(_FILLED.format(name=name), styles)
    if filled:
        return 10, 10, f'fill="var(--{filled[1] or "ink"})" fill-opacity="{int(filled[2] or 100) / 100:g}"'
    dashes = ' stroke-dasharray="2 2"' if re.search(_DOTTED.format(name=name), styles) else ""
    return 10, 10, f'fill="none" stroke="var(--edge)"{dashes}'


def png(svg: str) -> bytes:
    """A sheet as PNG, from the cache if it was made before."""
    key = hashlib.sha256("\0".join((*_made_with(), svg)).encode()).hexdigest()[:32]
    file = charts.CACHE / f"{key}.png.kept"
    made = kept(file)
    if made is None:
        import vl_convert

        _know_fonts()
        made = _in_few_colours(vl_convert.svg_to_png(_set_in_own(svg), scale=SCALE))
        keep(file, made)
    return made


def _in_few_colours(drawn: bytes) -> bytes:
    """A PNG with a palette: a drawing has few colours, and is a tenth as large with them alone."""
    from PIL import Image

    image = Image.open(io.BytesIO(drawn)).convert("RGB")
    made = io.BytesIO()
    image.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(made, "PNG")
    return made.getvalue()


def _set_in_own(svg: str) -> str:
    for theirs, own in _FONTS.items():
        svg = svg.replace(f'font-family="{theirs}"', f'font-family="{own}"')
    return svg


@cache
def _made_with() -> tuple[str, ...]:
    return version("vl-convert-python"), version("pillow"), str(SCALE), str(COLOURS), fonts_checksum()


@cache
def _know_fonts() -> None:
    """Tell resvg of the project's letters, once a process."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))


def frame_size(picture: Picture, settings: Settings) -> tuple[int, int]:
    """Width and height of a frame in which a picture has room, on a phone too, where it is narrower and higher."""
    wide, narrow = sheet(picture, settings), sheet(picture, settings, narrow=True)
    return wide.width, max(wide.height, narrow.height)


def iframe(picture: Picture, settings: Settings) -> str:
    """What somebody else puts into a page of theirs to show a picture: no script, and the picture's own words."""
    width, height = frame_size(picture, settings)
    return (
        f'<iframe src="{settings.url}{picture.embed_path}" title="{html.escape(picture.title)}" width="{width}"'
        f' height="{height}" loading="lazy" style="border: 0; max-width: 100%"></iframe>'
    )
