"""The map of the region: outlines from Natural Earth as SVG paths, for a template to colour by state of relations."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OUTLINES = Path(__file__).parent / "map" / "region.json"
# Units of the drawing in a degree of longitude.
UNIT = 20
# Equirectangular, true to shape at this latitude, the middle of the region.
TRUE_AT = math.radians(9)
# Where a name stands, in degrees (longitude, latitude), and which end of it stands there.
LABELS = {
    "brunei": (114.5, 5.6, "middle"),
    "cambodia": (105.0, 12.3, "middle"),
    "indonesia": (113.9, -1.1, "middle"),
    "laos": (102.4, 19.2, "middle"),
    "malaysia": (102.4, 3.7, "middle"),
    "myanmar": (96.1, 21.2, "middle"),
    "philippines": (122.4, 12.3, "middle"),
    "singapore": (104.4, 1.0, "start"),
    "thailand": (101.2, 15.6, "middle"),
    "timor-leste": (127.4, -8.7, "start"),
    "vietnam": (109.7, 14.6, "start"),
}
# States too small to be hit with a finger get a ring around them.
SMALL = {"brunei": (114.7, 4.5), "singapore": (103.8, 1.35)}


@dataclass(frozen=True)
class Shape:
    """One state on the map: its outline as a path, and where its name stands."""

    id: str
    path: str
    x: int
    y: int
    anchor: str
    ring: tuple[int, int] | None


@dataclass(frozen=True)
class RegionMap:
    """The whole drawing: its size in units, the states by id, and the land around them as one path."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    others: str
    parallels: tuple[tuple[int, str], ...]


@cache
def region_map() -> RegionMap:
    """The map from its committed outlines; the same for every page."""
    data = json.loads(OUTLINES.read_text(encoding="utf-8"))
    west, south, east, north = data["frame"]

    def place(longitude: float, latitude: float) -> tuple[int, int]:
        return round((longitude - west) * UNIT), round((north - latitude) * UNIT / math.cos(TRUE_AT))

    def path(rings: Iterable[list[list[int]]]) -> str:
        return "".join(outline([place(x / 100, y / 100) for x, y in ring]) for ring in rings)

    shapes = []
    for id, rings in data["states"].items():
        longitude, latitude, anchor = LABELS[id]
        ring = place(*SMALL[id]) if id in SMALL else None
        shapes.append(Shape(id, path(rings), *place(longitude, latitude), anchor, ring))
    width, height = place(east, south)
    parallels = tuple((place(0, latitude)[1], _parallel(latitude)) for latitude in (20, 10, 0, -10))
    return RegionMap(width, height, tuple(shapes), path(data["others"]), parallels)


def _parallel(latitude: int) -> str:
    return "Equator" if latitude == 0 else f"{abs(latitude)}° {'N' if latitude > 0 else 'S'}"


def outline(points: list[tuple[int, int]]) -> str:
    """A closed ring as path data in whole units, each point told from the one before."""
    (x, y), *rest = points
    text = f"M{x},{y}l"
    steps = []
    for next_x, next_y in rest:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x},{next_y - y}")
            x, y = next_x, next_y
    return text + " ".join(steps).replace(",-", "-").replace(" -", "-") + "z"
