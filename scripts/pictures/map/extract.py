"""Makes `region.json` from Natural Earth's TopoJSON; run by hand when the outlines shall change (README.md)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

# ISO 3166-1 numeric codes of the states, by the id of their records.
STATES = {
    "096": "brunei", "116": "cambodia", "360": "indonesia", "418": "laos", "458": "malaysia", "104": "myanmar",
    "608": "philippines", "702": "singapore", "764": "thailand", "626": "timor-leste", "704": "vietnam",
}  # fmt: skip
# The frame of the map: west, south, east, north.
FRAME = (91.8, -11.4, 141.4, 28.8)
# Points nearer than this to the line between their neighbours are left out, in degrees: about a pixel.
TOLERANCE = 0.07
# Islands with a smaller area are left out, in square degrees; the largest ring of a state always stays.
SMALLEST = 0.02


def main(source: Path, target: Path) -> None:
    """Read `source` (TopoJSON with an object `countries`) and write `target`."""
    world = json.loads(source.read_text(encoding="utf-8"))
    arcs = [simplified(arc) for arc in _arcs(world)]
    states: dict[str, list[list[list[int]]]] = {}
    others: list[list[list[int]]] = []
    for shape in world["objects"]["countries"]["geometries"]:
        rings = [_joined(ring, arcs) for ring in _rings(shape)]
        id = STATES.get(shape.get("id", ""))
        if id:
            largest = max(map(area, rings))
            kept = [ring for ring in rings if area(ring) >= min(SMALLEST, largest)]
            states[id] = [_rounded(ring) for ring in sorted(kept, key=area, reverse=True)]
        else:
            inside = (clipped(ring) for ring in rings)
            others += [_rounded(ring) for ring in inside if len(ring) > 3 and area(ring) >= SMALLEST]
    data = {"frame": FRAME, "states": dict(sorted(states.items())), "others": others}
    target.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")


def _arcs(world: dict[str, Any]) -> Iterable[Ring]:
    """The arcs of a quantised topology in degrees (topojson specification 2.1.3: deltas, scale, translate)."""
    (sx, sy), (tx, ty) = world["transform"]["scale"], world["transform"]["translate"]
    for arc in world["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def _rings(shape: dict[str, Any]) -> list[list[int]]:
    if shape["type"] == "Polygon":
        return list(shape["arcs"])
    return [ring for polygon in shape.get("arcs", []) for ring in polygon]


def _joined(ring: list[int], arcs: list[Ring]) -> Ring:
    """A ring from its arcs; `~i` is arc `i` backwards, and neighbours share their ends."""
    points: Ring = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def simplified(line: Ring) -> Ring:
    """A line without the points that lie within `TOLERANCE` of it (Douglas and Peucker). Ends stay, so borders still meet."""
    if len(line) < 3:
        return line
    if line[0] == line[-1]:  # a closed line has no direction: cut it at its farthest point
        far = max(range(len(line)), key=lambda i: _distance(line[i], line[0], line[0]))
        return simplified(line[: far + 1]) + simplified(line[far:])[1:]
    far = max(range(1, len(line) - 1), key=lambda i: _distance(line[i], line[0], line[-1]))
    if _distance(line[far], line[0], line[-1]) <= TOLERANCE:
        return [line[0], line[-1]]
    return simplified(line[: far + 1]) + simplified(line[far:])[1:]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length)) if length else 0.0
    return float(((x - ax - share * dx) ** 2 + (y - ay - share * dy) ** 2) ** 0.5)


def area(ring: Ring) -> float:
    """The area of a ring in square degrees."""
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring))) / 2


def clipped(ring: Ring) -> Ring:
    """The part of a ring inside the frame and a degree around it (Sutherland and Hodgman)."""
    west, south, east, north = FRAME
    for axis, limit, sign in ((0, west - 1, 1), (1, south - 1, 1), (0, east + 1, -1), (1, north + 1, -1)):
        points: Ring = []
        for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
            inside, next_inside = (sign * (p[axis] - limit) >= 0 for p in (one, other))
            if inside:
                points.append(one)
            if inside != next_inside:
                share = (limit - one[axis]) / (other[axis] - one[axis])
                points.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
        ring = points
    return ring


def _rounded(ring: Ring) -> list[list[int]]:
    """Hundredths of a degree, without repeated points."""
    points = [[round(x * 100), round(y * 100)] for x, y in ring]
    return [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
