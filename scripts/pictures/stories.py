"""A story on an axis of time: how far apart its steps lie."""

from __future__ import annotations

import datetime as dt
from functools import partial

from scripts.derive.stories import told
from scripts.load.archive import Archive
from scripts.pictures.charts import NARROW, TEXT, WIDE, Row, Spec, layer
from scripts.pictures.picture import PIXELS, Picture, pixel_sheet, year_of
from scripts.record import model
from scripts.values.dates import FuzzyDate, short_date

# The size of a step's mark, and the room between its middle and the edge of the drawing, in pixels.
MARK, EDGE = 22, 14
# The room for the axis and its years below the marks.
AXIS = 34
# As many years, at least, are drawn.
FEWEST_YEARS = 2


def story_picture(story: model.Story, archive: Archive) -> Picture | None:
    """The steps of a story as numbered marks; None where fewer than three have dates, or all have the same."""
    steps = [(n, one, one.record.when) for n, one in enumerate(told(story, archive), 1) if one.record.when is not None]
    places = [(n, round(year_of(_middle(date)), 3)) for n, _, date in steps]
    if len(places) < 3 or len({year for _, year in places}) == 1:
        return None
    dates = sorted(date for _, _, date in steps)
    rows = tuple((n, date.text, one.step.what or "", one.record.label) for n, one, date in steps)
    return Picture(
        f"story-{story.id}",
        f"{story.title}: its steps in time",
        f"{len(places)} steps between {short_date(dates[0])} and {short_date(dates[-1])}, numbered as in the list.",
        ("Step", "Date", "What it is", "Record"),
        rows,
        partial(_spec, places),
        source="Each step has its sources on its own page; one of which only the month or year is known stands in its middle.",
        told=False,
    )


def _middle(date: FuzzyDate) -> dt.date:
    """The middle of the days that a date can mean."""
    return date.first + (date.last - date.first) / 2


def _piled(places: list[tuple[int, float]]) -> list[tuple[int, float, int]]:
    """Marks with the floor on which each stands: those that would lie upon each other are piled."""
    found: list[tuple[int, float, int]] = []
    ends: list[float] = []
    for n, at in sorted(places, key=lambda pair: (pair[1], pair[0])):
        floor = next((i for i, end in enumerate(ends) if end + MARK <= at), len(ends))
        ends[floor : floor + 1] = [at]
        found.append((n, at, floor))
    return found


def _spec(places: list[tuple[int, float]], *, narrow: bool) -> Spec:
    width = NARROW if narrow else WIDE
    low = int(min(year for _, year in places))
    high = max(int(max(year for _, year in places)) + 1, low + FEWEST_YEARS)
    scale = (width - 2 * EDGE) / (high - low)
    piled = _piled([(n, EDGE + (year - low) * scale) for n, year in places])
    height = MARK * (1 + max(floor for _, _, floor in piled)) + AXIS
    marks: list[Row] = [{"x": at, "y": height - AXIS - MARK * floor, "text": str(n)} for n, at, floor in piled]
    step = next(size for size in (1, 2, 5, 10, 20, 50) if (high - low) / size <= (5 if narrow else 12))
    ticks: list[Row] = [
        {"x": EDGE + (year - low) * scale, "y": height - 20, "y2": height - 15, "text": str(year)}
        for year in range(low, high + 1, step)
    ]
    line: list[Row] = [{"x": EDGE, "x2": width - EDGE, "y": height - 20}]
    place: Spec = {"field": "x", "type": "quantitative", "axis": None, "scale": {"domain": [0, width], "nice": False}}
    labels = [{**tick, "y": height - 7} for tick in ticks]
    return pixel_sheet(
        narrow,
        height,
        [
            layer(line, {"type": "rule", "color": "var(--edge)"}, x=place, x2={"field": "x2"}, y=PIXELS),
            layer(ticks, {"type": "rule", "color": "var(--edge)"}, x=place, y=PIXELS, y2={"field": "y2"}),
            layer(
                labels, {"type": "text", "color": "var(--muted)", "baseline": "middle"}, x=place, y=PIXELS, text=TEXT
            ),
            layer(marks, {"type": "circle", "color": "var(--link)", "size": 300, "opacity": 1}, x=place, y=PIXELS),
            layer(marks, {"type": "text", "color": "var(--paper)", "baseline": "middle"}, x=place, y=PIXELS, text=TEXT),
        ],
    )
