"""What the governments of the region said on tests, launches and attacks: a matrix of states and events."""

from __future__ import annotations

from functools import partial

from scripts.derive.responses import occasions, responses_to
from scripts.load.archive import Archive
from scripts.pictures.charts import TEXT, Row, Spec, layer
from scripts.pictures.picture import PIXELS, SHADE, Key, Picture, column_years, pixel_sheet
from scripts.record import vocabularies as v

# What the picture writes into the cells of words that have no shade.
_SIGNS = {"supported": "+", "silent": "–"}


def responses_picture(archive: Archive) -> Picture | None:
    """One line a state, one column an event."""
    events = occasions(archive)
    said = [responses_to(event.id, archive) for event in events]
    speakers = [country for country in archive.followed if any(country.id in one for one in said)]
    if not speakers:
        return None
    rows = tuple(
        (
            country.name,
            event.date.text,
            event.title,
            ", ".join(dict.fromkeys(one.said for one in found.get(country.id, ()))),
        )
        for event, found in zip(events, said, strict=True)
        for country in speakers
    )
    cells = {
        country.name: tuple(found[country.id][0].said if country.id in found else "" for found in said)
        for country in speakers
    }
    shades = [word for word in v.STANCES if v.STANCES[word].shade]
    return Picture(
        "statements",
        "What governments said on tests, launches and attacks",
        f"{len(events)} events from {events[0].date.year} to {events[-1].date.year}, each a column; the darker, the sharper the word.",
        ("Country", "Date", "Event", "Said"),
        rows,
        partial(_spec, cells, tuple(event.date.year for event in events)),
        keys=(
            *(Key(f"said-{word}", v.STANCES[word].label) for word in shades),
            *(Key(f"said-{word}", f"{v.STANCES[word].label} ({sign})") for word, sign in _SIGNS.items()),
            Key("cell-not-researched", "nothing found"),
        ),
        source="From the statements on record; nothing found is not silence.",
    )


def _spec(cells: dict[str, tuple[str, ...]], years: tuple[int, ...], *, narrow: bool) -> Spec:
    left, row = (76, 20) if narrow else (92, 24)
    gap = 0.04 if narrow else 0.08
    full: list[Row] = []
    bare: list[Row] = []
    signs: list[Row] = []
    names: list[Row] = []
    for i, (name, said) in enumerate(cells.items()):
        y = 4 + i * row
        names.append({"x": 0, "y": y + row / 2 - 1, "text": name})
        for at, word in enumerate(said):
            place = {"x": at + gap, "end": at + 1 - gap, "y": y, "y2": y + row - 3}
            if word and v.STANCES[word].shade:
                full.append({**place, "shade": v.STANCES[word].shade})
            elif word:
                bare.append(place)
                signs.append({"x": at + 0.5, "y": y + row / 2 - 1, "text": _SIGNS[word]})
    bottom = 4 + len(cells) * row
    axis = {"field": "x", "type": "quantitative", "scale": {"domain": [0, len(years)], "nice": False}, "axis": None}
    text = {"type": "text", "baseline": "middle"}
    box = {"x": axis, "x2": {"field": "end"}, "y": PIXELS, "y2": {"field": "y2"}}
    layers = [
        layer(full, {"type": "rect", "fill": "var(--link)"}, **box, fillOpacity=SHADE),
        layer(bare, {"type": "rect", "filled": False, "strokeWidth": 1, "stroke": "var(--edge)"}, **box),
        layer(signs, {**text, "align": "center"}, x=axis, y=PIXELS, text=TEXT),
        layer(names, {**text, "align": "right", "dx": -8}, x=axis, y=PIXELS, text=TEXT),
        layer(column_years(years, bottom + 10, narrow), {**text, "align": "left", "color": "var(--muted)"}, x=axis, y=PIXELS, text=TEXT),
    ]  # fmt: skip
    return pixel_sheet(narrow, bottom + 20, layers, left=left)
