"""Number series over time: by whose estimate, and a country's trade both ways."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from scripts.load.archive import Archive
from scripts.pictures.charts import NARROW, TEXT, WIDE, Row, Spec, as_is, layer, sheet
from scripts.pictures.picture import Picture, year_of
from scripts.record import model
from scripts.record import vocabularies as v


def _points(indicator: model.Indicator) -> list[dict[str, Any]]:
    """A series as rows: when (the middle of what the date can mean), value, upper bound, whose estimate."""
    rows = []
    for value in indicator.values:
        middle = value.date.first + (value.date.last - value.date.first) / 2
        rows.append(
            {
                "year": round(year_of(middle), 2),
                "value": float(value.value),
                "upper": float(value.upper) if value.upper is not None else None,
                "of": value.estimator or "",
                "date": value.date.text,
            }
        )
    return rows


UNITS = {"USD": "US dollars", "USD a year": "US dollars a year", "MYR": "ringgit", "SGD": "Singapore dollars"}


def series_picture(indicator: model.Indicator) -> Picture | None:
    """The values of a series over time, by estimator."""
    points = _points(indicator)
    if len({int(point["year"]) for point in points}) < 3:
        return None
    first, last = min(points, key=lambda p: p["year"]), max(points, key=lambda p: p["year"])
    several = len({point["of"] for point in points}) > 1
    return Picture(
        indicator.id,
        indicator.title
        if indicator.unit.casefold() in indicator.title.casefold()
        else f"{indicator.title}, {UNITS.get(indicator.unit, indicator.unit)}",
        f"{len(points)} values between {first['date']} and {last['date']}, from {_short(min(p['value'] for p in points))} to {_short(max(p['value'] for p in points))} {indicator.unit}; the last is {_short(last['value'])}.",
        ("Date", "Value", "Upper bound", "Estimate of"),
        tuple(
            (value.date.text, str(value.value), "" if value.upper is None else str(value.upper), value.estimator or "")
            for value in indicator.values
        ),
        partial(
            _series_spec,
            [{**p, "color": "var(--link)", "name": p["of"] if several else ""} for p in points],
        ),
        source=_whose(
            points,
            "Each value has its source in the table of values; values more than two years apart are not joined."
            + (" A logarithmic scale." if _is_log(points) else ""),
        ),
    )


def _whose(points: Sequence[Row], rest: str) -> str:
    whose = [name for name in dict.fromkeys(point["of"] for point in points) if name]
    return f"Estimates of {', '.join(whose)}. {rest}" if whose else rest


def trade_picture(country: model.Country, archive: Archive) -> Picture | None:
    """A country's trade with North Korea in dollars: goods to it, goods from it, and both together."""
    names = {
        "exports-to-dprk": f"from {country.in_a_sentence}",
        "imports-from-dprk": "from North Korea",
        "total": "both ways",
    }
    points, rows = [], []
    for indicator in archive.indicators.values():
        if (
            indicator.country != country.id
            or indicator.kind != "trade"
            or indicator.unit != "USD"
            or indicator.direction not in names
        ):
            continue
        name, color = names[indicator.direction], f"var(--{v.DIRECTIONS[indicator.direction].colour})"
        points += [{**point, "name": name, "color": color} for point in _points(indicator)]
        rows += [
            (
                value.date.text,
                name,
                str(value.value),
                "" if value.upper is None else str(value.upper),
                value.estimator or "",
            )
            for value in indicator.values
        ]
    if max(Counter(point["name"] for point in points).values(), default=0) < 3:
        return None
    peak = max(points, key=lambda p: p["value"])
    return Picture(
        f"{country.id}-trade",
        f"Trade of {country.in_a_sentence} with North Korea, US dollars",
        f"{len(points)} values on record; the largest is {_short(peak['value'])} dollars ({peak['name']}) in {peak['date']}.",
        ("Date", "Direction", "Dollars", "Upper bound", "Estimate of"),
        tuple(sorted(rows)),
        partial(_series_spec, points),
        source=_whose(
            points,
            "Each value has its source on the page of its series. Values more than two years apart are not joined: between them nothing is known."
            + (" A logarithmic scale." if _is_log(points) else ""),
        ),
    )


def _is_log(points: Sequence[Row]) -> bool:
    """Whether the values lie so far apart that only a logarithmic scale shows them all."""
    values = [point["value"] for point in points]
    return bool(min(values) > 0 and max(values) / min(values) > 30)


def _short(value: float) -> str:
    """A number in few letters: 3.8 billion, 24 million, 1,300, -4.5."""
    for size, word in ((1e9, " billion"), (1e6, " million")):
        if abs(value) >= size:
            return f"{value / size:.3g}{word}".replace("-", "−")
    return (f"{value:,.0f}" if abs(value) >= 1000 else f"{value:g}").replace("-", "−")


def _series_spec(points: Sequence[Row], *, narrow: bool) -> Spec:
    width, height, top, bottom, left = (NARROW if narrow else WIDE), (220 if narrow else 260), 14, 24, 62
    low, high = math.floor(min(p["year"] for p in points)), math.floor(max(p["year"] for p in points))
    low, high = min(low, high - 4), high + 1
    log = _is_log(points)
    values = [p["value"] for p in points] + [p["upper"] for p in points if p["upper"] is not None]
    scale = {"type": "log", "domain": _log_domain(values)} if log else {"domain": _domain(values), "nice": False}
    ticks = _log_ticks(scale["domain"]) if log else _ticks(scale["domain"])  # type: ignore[arg-type]
    y = {"field": "value", "type": "quantitative", "scale": scale, "axis": {"values": ticks, "labelExpr": _LABELS}}
    step = next(n for n in (1, 2, 5, 10, 20, 50) if (high - low) / n <= (5 if narrow else 11))
    x = {"field": "year", "type": "quantitative", "scale": {"domain": [low, high + 0.2], "nice": False, "zero": False},
         "axis": {"values": [year + 0.5 for year in range(-(-low // step) * step, high, step)], "labelExpr": "floor(datum.value)", "grid": False, "domain": True, "domainColor": "var(--edge)"}}  # fmt: skip
    groups: dict[str, list[Row]] = {}
    for point in sorted(points, key=lambda p: p["year"]):
        groups.setdefault(point["name"], []).append(point)
    series = [
        {**row, "series": str(i), "run": f"{i}.{run}"}
        for i, group in enumerate(groups.values())
        for run, row in _runs(group)
    ]

    ends = _labels(groups, scale["domain"], log, height - top - bottom, narrow)  # type: ignore[arg-type]
    dashes = {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": ["0", "1", "2", "3"], "range": [[1, 0], [4, 3], [1, 3], [6, 2]]},
        "legend": None,
    }
    single = len({p["color"] for p in points}) == 1 and len(groups) > 1
    layers = [
        layer(series, {"type": "line", "strokeWidth": 1.5, "strokeOpacity": 0.7}, x=x, y=y, stroke=as_is("color"), detail={"field": "run", "type": "nominal"}, strokeDash=dashes if single else None),
        layer([row for row in series if row["upper"] is not None], {"type": "rule", "strokeWidth": 2}, x=x, y=y, y2={"field": "upper"}, color=as_is("color")),
        layer(series, {"type": "point", "filled": True, "size": 34, "opacity": 1}, x=x, y=y, fill=as_is("color")),
        layer(ends, {"type": "text", "align": "left", "baseline": "middle", "dx": 7, "fontWeight": 600}, x=x, y=y, text=TEXT, color=as_is("color")),
    ]  # fmt: skip
    right = 16 if len(ends) == 0 else 112 if narrow else 150
    return sheet(width, height, layers, top=top, bottom=bottom, left=left, right=right)


def _runs(points: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """Points with the number of their run: a new run begins after a gap of more than two years."""
    run = 0
    for i, point in enumerate(points):
        run += bool(i and point["year"] - points[i - 1]["year"] > 2.05)
        yield run, point


# Long numbers in few letters, as `_short` writes them.
_LABELS = (
    "abs(datum.value) >= 1e9 ? format(datum.value / 1e9, '~r') + ' bn' : abs(datum.value) >= 1e6 ? format(datum.value / 1e6, '~r') + ' m'"
    " : format(datum.value, ',~r')"
)


def _domain(values: Sequence[float]) -> list[float]:
    """From zero, or from what lies below it, to a round number above the largest."""
    low, high = min(0.0, *values), max(0.0, *values)
    step = _step(high - low)
    return [math.floor(low / step) * step, math.ceil(high / step) * step]


def _step(span: float) -> float:
    raw = span / 4 or 1
    power = 10.0 ** math.floor(math.log10(raw))
    return next(n * power for n in (1, 2, 2.5, 5, 10) if n * power >= raw * 0.999)


def _ticks(domain: list[float]) -> list[float]:
    step = _step(domain[1] - domain[0])
    count = round((domain[1] - domain[0]) / step)
    return [round(domain[0] + i * step, 6) for i in range(count + 1)]


def _log_domain(values: Sequence[float]) -> list[float]:
    return [10.0 ** math.floor(math.log10(min(values))), 10.0 ** math.ceil(math.log10(max(values)))]


def _log_ticks(domain: list[float]) -> list[float]:
    low, high = (round(math.log10(end)) for end in domain)
    return [10.0**power for power in range(low, high + 1)]


def _labels(groups: dict[str, list[Row]], domain: list[float], log: bool, height: int, narrow: bool) -> list[Row]:
    """The name of each series at its last value, moved apart where they would touch."""

    def place(value: float) -> float:
        low, high, at = (math.log10(n) for n in (*domain, value)) if log else (*domain, value)
        return (high - at) / (high - low) * height

    def back(pixel: float) -> float:
        low, high = (math.log10(n) for n in domain) if log else domain
        at = high - pixel / height * (high - low)
        return float(10**at) if log else at

    ends = sorted(
        ((place(rows[-1]["value"]), name, rows[-1]) for name, rows in groups.items() if name),
        key=lambda end: (end[0], end[1]),
    )
    made: list[Row] = []
    previous = -99.0
    for pixel, name, row in ends:
        previous = max(pixel, previous + 14)
        limit = 16 if narrow else 24
        text = name if len(name) <= limit else name[: limit - 1].rstrip(" ,") + "…"
        made.append({**row, "value": back(previous), "text": text})
    return made
