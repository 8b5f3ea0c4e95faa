"""Whose word the sources are: how many stand on each side."""

from __future__ import annotations

from collections import Counter
from functools import partial

from scripts.derive.visits import records_about
from scripts.derive.voices import sources_of, voice_of
from scripts.load.archive import Archive
from scripts.pictures.charts import TEXT, Row, Spec, as_is, layer
from scripts.pictures.picture import PIXELS, SHADE, Picture, pixel_sheet
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.values.formats import grouped


def sides_of(archive: Archive, country: model.Country | None) -> Counter[str]:
    """How many sources speak for each side: of a country's records, or of all.

    On a country's page the state media and government of another state are a third voice, as in the grades.
    """
    ids = set(archive.sources)
    if country is not None:
        ids = set(sources_of(country))
        for record in records_about(country.id, archive):
            ids |= set(sources_of(record))
    sides: Counter[str] = Counter()
    for id in ids:
        source = archive.sources.get(id)
        voice = voice_of(source, archive) if source else None
        if voice:
            third = country is not None and voice.side == "partner" and voice.country != country.id
            sides["other-state" if third else voice.side] += 1
    return sides


def sides_picture(archive: Archive, country: model.Country | None = None) -> Picture | None:
    """One bar: the sources by the side on which they stand."""
    sides = sides_of(archive, country)
    total = sides.total()
    if total < 5:
        return None
    rows = tuple((said.meaning, sides[side]) for side, said in v.SIDES.items() if sides[side])
    partner = country.name if country else "Southeast Asia"
    named = [(said.plural if side != "partner" else partner, side) for side, said in v.SIDES.items() if sides[side]]
    return Picture(
        f"{country.id}-sides" if country else "sides",
        f"Whose word the {grouped(total)} sources are",
        ", ".join(f"{name} {sides[side]}" for name, side in named) + ".",
        ("Side", "Sources"),
        rows,
        partial(_sides_spec, [(name, sides[side], v.SIDES[side]) for name, side in named]),
        source="Sources by the side of their publisher, or of whose words they pass on.",
    )


def _sides_spec(parts: list[tuple[str, int, v.Side]], *, narrow: bool) -> Spec:
    left, row = 140, 20
    most = max(n for _, n, _ in parts)
    bars: list[Row] = []
    names: list[Row] = []
    numbers: list[Row] = []
    for i, (name, n, side) in enumerate(parts):
        top, color = i * row + 3, f"var(--{side.colour})"
        bars.append({"x": 0, "end": n / most, "y": top, "y2": top + 13, "color": color, "shade": side.shade})
        names.append({"x": 0, "y": top + 7, "text": name})
        numbers.append({"x": n / most, "y": top + 7, "text": grouped(n)})
    room = 1.26 if narrow else 1.08
    place = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [0, room], "nice": False, "zero": False},
        "axis": None,
    }
    word = {"type": "text", "baseline": "middle"}
    layers = [
        layer(bars, {"type": "rect", "strokeWidth": 1}, x=place, x2={"field": "end"}, y=PIXELS, y2={"field": "y2"}, fill=as_is("color"), stroke=as_is("color"), fillOpacity=SHADE),
        layer(names, {**word, "align": "right", "dx": -8}, x=place, y=PIXELS, text=TEXT),
        layer(numbers, {**word, "align": "left", "dx": 6, "color": "var(--muted)"}, x=place, y=PIXELS, text=TEXT),
    ]  # fmt: skip
    return pixel_sheet(narrow, len(parts) * row + 2, layers, left=left)
