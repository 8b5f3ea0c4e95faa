"""Plain rows to SVG, drawn at build time by Vega-Lite. What is drawn and what it says is in `pictures`.

Colours are the theme's CSS variables and `currentColor`, and letters are the page's, so that a picture is
readable in both colour schemes and no charting code reaches the browser. Each picture is drawn twice, for a
wide column and for a phone, where type keeps its size. What was drawn is kept under `.cache/` by its content:
a build draws only what changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from markupsafe import Markup

from scripts.values.files import ROOT, keep, kept
from scripts.values.problems import BuildError

Spec = dict[str, Any]
Row = Mapping[str, Any]

CACHE = ROOT / ".cache" / "pictures"
# Widths in pixels: the column of a record page, and a phone's.
WIDE, NARROW = 720, 340
# Years on an axis begin with the year in which North Korea was founded.
FIRST_YEAR = 1948
# Of letters, in pixels; and how wide one is at most on the average, to see whether a word fits.
LETTER, LETTER_WIDTH = 12, 6.6

# Part of what a drawing is kept by; raise it when `compact` changes.
_VERSION = "3"
_SVG = "{http://www.w3.org/2000/svg}"
_KEPT = {
    "d", "transform", "x", "y", "x1", "x2", "y1", "y2", "r", "cx", "cy", "width", "height",
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "text-anchor", "font-weight", "opacity",
}  # fmt: skip
_POSITIONS = {"d", "transform", "x", "y", "x1", "x2", "y1", "y2", "r", "cx", "cy", "stroke-width"}


# Drawing


def draw(spec: Spec, cache: Path = CACHE) -> Markup:
    """A Vega-Lite specification as SVG without scripts, ids or names of classes; from `cache` if it was drawn before.

    Raises BuildError when Vega-Lite refuses the specification. A folder that cannot be written is no error.
    """
    text = json.dumps(spec, sort_keys=True, ensure_ascii=False)
    key = hashlib.sha256("\0".join((_VERSION, version("vl-convert-python"), text)).encode()).hexdigest()[:32]
    file = cache / f"{key}.kept"
    drawn = kept(file)
    if drawn is None:
        try:
            drawn = tightened(_vega(spec)).encode()
        except ValueError as error:
            raise BuildError(f"a picture cannot be drawn: {error}") from None
        keep(file, drawn)
    return Markup(drawn.decode())


# The process in which Vega-Lite was begun. It has threads, of which a forked process has none and would wait for ever.
_begun_in: int | None = None
_ALONE = "import json, sys, vl_convert; sys.stdout.write(vl_convert.vegalite_to_svg(json.load(sys.stdin)))"


def _vega(spec: Spec) -> str:
    """What Vega-Lite draws: in this process, or in a new one where it was begun before a fork. Raises ValueError."""
    global _begun_in
    import vl_convert

    _begun_in = _begun_in or os.getpid()
    if _begun_in == os.getpid():
        return vl_convert.vegalite_to_svg(spec)
    command = [sys.executable, "-c", _ALONE]
    done = subprocess.run(command, input=json.dumps(spec).encode(), capture_output=True, check=False)
    if done.returncode:
        raise ValueError(done.stderr.decode(errors="replace").strip().splitlines()[-1])
    return done.stdout.decode()


def tightened(svg: str) -> str:
    """A drawing with what a page needs of it: shapes and words, whole tenths of a pixel, no wrappers."""
    root = ET.fromstring(svg)
    _slim(root)
    box = root.get("viewBox", "0 0 0 0")
    root.attrib.clear()
    root.set("viewBox", box)
    root.set("fill", "none")
    text = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    text = re.sub(r' xmlns:\w+="[^"]*"|(?<=<)ns0:|(?<=</)ns0:', "", text)
    return text.replace(" />", "/>").replace("\n", " ")


def _slim(parent: ET.Element) -> None:
    """Drop what shows nothing, and groups that do nothing."""
    for child in list(parent):
        _slim(child)
        tag = child.tag.removeprefix(_SVG)
        attributes = {name: _tenths(name, value) for name, value in child.attrib.items() if name in _KEPT}
        if tag == "text" and "font-size" in child.attrib and child.get("font-size") != f"{LETTER}px":
            attributes["font-size"] = child.attrib["font-size"].removesuffix("px")
        if attributes.get("transform") == "translate(0,0)":
            del attributes["transform"]
        for name in ("opacity", "stroke-width", "fill-opacity"):
            if attributes.get(name) == "1":
                del attributes[name]
        if attributes.get("text-anchor") == "start":
            del attributes["text-anchor"]
        hidden = child.get("display") == "none" or attributes.get("opacity") == "0"
        frame = tag == "path" and child.get("class") in ("background", "foreground") and "fill" not in attributes
        empty = tag == "g" and not len(child)
        if hidden or frame or empty or tag in ("defs", "title", "desc", "rect"):
            parent.remove(child)
            continue
        child.attrib.clear()
        child.attrib.update(attributes)
        inherited = {name: attributes[name] for name in attributes if name != "fill" or attributes[name] != "none"}
        if tag == "g" and not inherited:
            at = list(parent).index(child)
            parent.remove(child)
            for offset, grandchild in enumerate(list(child)):
                parent.insert(at + offset, grandchild)


def _tenths(name: str, value: str) -> str:
    """Numbers of a position rounded to tenths of a pixel, without `-0`."""
    if name not in _POSITIONS:
        return value
    return re.sub(r"-?\d+\.\d+(?:e-\d+)?", lambda match: f"{round(float(match[0]), 1) + 0:g}", value)


# Specifications


def sheet(
    width: int, height: int, layers: Sequence[Spec], top: int = 0, bottom: int = 0, left: int = 0, right: int = 0
) -> Spec:
    """A drawing of layers on a field of this size, with margins; nothing is measured, so every machine draws the same."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width - left - right,
        "height": height - top - bottom,
        "padding": {"top": top, "bottom": bottom, "left": left, "right": right},
        "autosize": {"type": "none"},
        "background": None,
        "view": {"stroke": None},
        "config": {
            "aria": False,
            "font": "inherit",
            "axis": {
                "labelColor": "var(--muted)", "labelFontSize": LETTER, "labelPadding": 5, "domain": False, "ticks": False,
                "gridColor": "var(--rule)", "title": None, "labelOverlap": False, "labelBound": False, "labelFlush": False,
            },
            "text": {"fontSize": LETTER, "color": "currentColor"},
        },
        "layer": list(layers),
    }  # fmt: skip


def layer(rows: Sequence[Row], mark: Mapping[str, Any], **encoding: Any) -> Spec:
    """One kind of mark for all rows; `None` in an encoding drops it."""
    return {
        "data": {"values": [dict(row) for row in rows]},
        "mark": {"aria": False, **mark},
        "encoding": {name: value for name, value in encoding.items() if value is not None},
    }


def time_axis(last: int, narrow: bool, first: int = FIRST_YEAR, grid: bool = True) -> Spec:
    """The horizontal axis of time, in years: decades, on a phone every second one."""
    step = 20 if narrow else 10
    start = -(-first // 10) * 10
    return {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [first, last + 1], "nice": False, "zero": False},
        "axis": {"values": list(range(start, last + 1, step)), "format": "d", "grid": grid},
    }


def pixels(height: int, field: str = "y") -> Spec:
    """A vertical position given in pixels from the top."""
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [height, 0], "nice": False, "zero": False},
        "axis": None,
    }


def as_is(field: str) -> Spec:
    """A channel whose values stand in the rows as they are: colours, opacities."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


TEXT = {"field": "text", "type": "nominal"}
