"""A picture with what stands around it, and what the pictures share: the axis of time, positions in pixels."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Protocol

from markupsafe import Markup

from scripts.pictures import charts
from scripts.pictures.charts import NARROW, TEXT, WIDE, Row, Spec, layer, pixels, sheet, time_axis
from scripts.values.files import ROOT
from scripts.values.formats import to_csv

PICTURES_FOLDER = "data/pictures"
EMBED_FOLDER = "embed"


class Specifier(Protocol):
    """Makes a specification for a width: for the column of a page, or `narrow` for a phone."""

    def __call__(self, *, narrow: bool) -> Spec: ...


@dataclass(frozen=True)
class Key:
    """A word of the key: what a colour or a shade means. `swatch` is a class of the stylesheet (see `alone` too)."""

    swatch: str
    text: str


@dataclass(frozen=True)
class Area:
    """A strip of a picture, over its whole width, that leads to a record; `y` and `height` in pixels from the top."""

    y: int
    height: int
    kind: str
    id: str
    text: str


@dataclass(frozen=True)
class Picture:
    """A picture with all that stands around it."""

    name: str
    title: str
    description: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    # What Vega-Lite draws; or, of what it does not draw, the drawings for a page's column and for a phone.
    specifier: Specifier | tuple[Markup, Markup] = field(repr=False)
    keys: tuple[Key, ...] = ()
    source: str = ""
    # Whether the description stands on the page for everyone; else it is for those who do not see the picture.
    told: bool = True
    # A shorter table for the page, when the rows are too many to read.
    table: tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]] | None = None
    # What its lines lead to; both drawings, for a page's column and for a phone, are then of this height.
    areas: tuple[Area, ...] = ()
    height: int = 0
    # The address of the page on which it stands, below the site's root.
    place: str = ""
    # Its anchor there, where that is not the usual one.
    at: str = ""

    @property
    def anchor(self) -> str:
        """Its place on that page."""
        return self.at or f"picture-{self.name}"

    @property
    def csv_path(self) -> str:
        """Where the rows are as CSV, below the site's root."""
        return f"{PICTURES_FOLDER}/{self.name}.csv"

    @property
    def svg_path(self) -> str:
        """Where the drawing is as a file of its own, below the site's root."""
        return f"{PICTURES_FOLDER}/{self.name}.svg"

    @property
    def png_path(self) -> str:
        """Where the same is as pixels, below the site's root."""
        return f"{PICTURES_FOLDER}/{self.name}.png"

    @property
    def embed_path(self) -> str:
        """The address of the page that others show within theirs, below the site's root."""
        return f"{EMBED_FOLDER}/{self.name}/"

    @cached_property
    def wide(self) -> Markup:
        """The drawing for the column of a page."""
        return self.specifier[0] if isinstance(self.specifier, tuple) else charts.draw(self.specifier(narrow=False))

    @cached_property
    def narrow(self) -> Markup:
        """The drawing for a phone."""
        return self.specifier[1] if isinstance(self.specifier, tuple) else charts.draw(self.specifier(narrow=True))

    @property
    def shown(self) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
        """The table on the page: heads and rows."""
        return self.table or (self.columns, self.rows)

    def to_csv(self) -> str:
        """The rows as CSV (RFC 4180), heads in snake_case."""
        return to_csv((re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") for name in self.columns), self.rows)


@cache
def colours() -> dict[str, str]:
    """The colours of the site in daylight, by their names in its stylesheets."""
    sheets = (ROOT / "theme" / "assets" / "site" / f"{name}.css" for name in ("site", "pictures"))
    return {
        name: colour
        for sheet in sheets
        for name, colour in re.findall(r"--([\w-]+): light-dark\((#\w+),", sheet.read_text(encoding="utf-8"))
    }


def year_of(day: dt.date) -> float:
    """A day as a number of years: 1964.5 for the middle of 1964."""
    return day.year + (day.timetuple().tm_yday - 1) / 366


def decade_marks(last: int, narrow: bool) -> range:
    """The years that are written on the axis of time; on a phone every second decade."""
    return range(1960, last + 1, 20) if narrow else range(1950, last + 1, 10)


def year_labels(last: int, height: int, narrow: bool) -> Spec:
    """The decades written into the drawing itself, at a height in pixels."""
    rows = [{"year": year + 0.5, "y": height, "text": str(year)} for year in decade_marks(last, narrow)]
    return on_time(rows, last, {"type": "text", "color": "var(--muted)", "baseline": "middle"}, text=TEXT)


def on_time(rows: Sequence[Row], last: int, mark: dict[str, Any], **encoding: Any) -> Spec:
    """A layer on the axis of time without lines, with positions in pixels."""
    time = {**time_axis(last, narrow=False), "axis": None}
    return layer(rows, mark, x=time, y=PIXELS, **encoding)


# A strength of colour that stands in the rows as it is.
SHADE: Spec = {"field": "shade", "type": "quantitative", "scale": None, "legend": None}
# One scale for all layers of a drawing; `pixel_sheet` sets its height.
PIXELS: Spec = {"field": "y", "type": "quantitative", "axis": None}


def pixel_sheet(narrow: bool, height: int, layers: Sequence[Spec], left: int = 0) -> Spec:
    """A drawing in pixels from the top."""
    made = sheet(NARROW if narrow else WIDE, height, layers, left=left, right=1)
    for one in made["layer"]:
        one["encoding"]["y"] = pixels(height, one["encoding"]["y"]["field"])
    return made


def column_years(years: tuple[int, ...], y: int, narrow: bool) -> list[Row]:
    """The years that are written below their first column, as far apart as their letters need."""
    apart = len(years) * (0.14 if narrow else 0.06)
    found: list[Row] = []
    for at, year in enumerate(years):
        if year not in years[:at] and at <= len(years) - apart and (not found or at - found[-1]["x"] >= apart):
            found.append({"x": at, "y": y, "text": str(year)})
    return found


def decade_lines(last: int, height: int, narrow: bool, top: int = 0) -> Spec:
    """Faint upright lines at the decades."""
    rows = [{"year": year, "y": top, "y2": height} for year in decade_marks(last, narrow)]
    return on_time(rows, last, {"type": "rule", "color": "var(--rule)"}, y2={"field": "y2"})
