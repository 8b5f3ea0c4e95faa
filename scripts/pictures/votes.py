"""How the region voted: a matrix of states and roll calls."""

from __future__ import annotations

from collections import Counter
from functools import partial

from scripts.load.archive import Archive
from scripts.pictures.charts import TEXT, Row, Spec, as_is, layer
from scripts.pictures.picture import PIXELS, SHADE, Key, Picture, column_years, pixel_sheet
from scripts.record import model


def votes_picture(archive: Archive) -> Picture | None:
    """One line a state, one column a roll call."""
    votes = list(archive.of(model.Vote).values())
    voters = [country for country in archive.partners if any(country.id in vote.cast for vote in votes)]
    if not voters:
        return None
    rows = tuple(
        (country.name, vote.date.text, vote.title, vote.symbol or "", vote.cast.get(country.id, ""))
        for vote in votes
        for country in voters
    )
    years = list(dict.fromkeys(vote.date.year for vote in votes))
    table = (
        ("Year", *(country.name for country in voters)),
        tuple((year, *(_of_year(country.id, year, votes) for country in voters)) for year in years),
    )
    cells = {country.name: tuple(vote.cast.get(country.id, "") for vote in votes) for country in voters}
    return Picture(
        "votes",
        "How the states of the region voted",
        f"{len(votes)} roll calls from {years[0]} to {years[-1]}, each a column.",
        ("Country", "Date", "Vote", "Symbol", "Cast"),
        rows,
        partial(_votes_spec, cells, tuple(vote.date.year for vote in votes)),
        keys=(
            Key("cell-dense", "yes"),
            Key("cell-thin", "abstained"),
            Key("cell-nothing", "no"),
            Key("cell-not-researched", "no vote on record"),
        ),
        source="The table tells the votes of each year: yes, no, abstained.",
        table=table,
    )


def _of_year(country: str, year: int, votes: list[model.Vote]) -> str:
    """What a state did in a year: `3 yes, 1 abstained`."""
    counts = Counter(vote.cast[country] for vote in votes if vote.date.year == year and country in vote.cast)
    return ", ".join(f"{n} {way}" for way, n in sorted(counts.items(), reverse=True))


def _votes_spec(cells: dict[str, tuple[str, ...]], years: tuple[int, ...], *, narrow: bool) -> Spec:
    left, row = (76, 20) if narrow else (92, 24)
    looks = {"yes": ("var(--link)", 1.0), "abstained": ("var(--link)", 0.42)}
    gap = 0.04 if narrow else 0.08
    full: list[Row] = []
    against: list[Row] = []
    names: list[Row] = []
    for i, (name, cast) in enumerate(cells.items()):
        y = 4 + i * row
        names.append({"x": 0, "y": y + row / 2 - 1, "text": name})
        for at, way in enumerate(cast):
            place = {"x": at + gap, "end": at + 1 - gap, "y": y, "y2": y + row - 3}
            if way in looks:
                color, shade = looks[way]
                full.append({**place, "color": color, "shade": shade})
            elif way:
                against.append({**place, "y": y + 0.5, "y2": y + row - 3.5})
    bottom = 4 + len(cells) * row
    axis = {"field": "x", "type": "quantitative", "scale": {"domain": [0, len(years)], "nice": False}, "axis": None}
    text = {"type": "text", "baseline": "middle"}
    layers = [
        layer(full, {"type": "rect"}, x=axis, x2={"field": "end"}, y=PIXELS, y2={"field": "y2"}, fill=as_is("color"), fillOpacity=SHADE),
        layer(against, {"type": "rect", "filled": False, "strokeWidth": 1, "stroke": "var(--edge)"}, x=axis, x2={"field": "end"}, y=PIXELS, y2={"field": "y2"}),
        layer(names, {**text, "align": "right", "dx": -8}, x=axis, y=PIXELS, text=TEXT),
        layer(column_years(years, bottom + 10, narrow), {**text, "align": "left", "color": "var(--muted)"}, x=axis, y=PIXELS, text=TEXT),
    ]  # fmt: skip
    return pixel_sheet(narrow, bottom + 20, layers, left=left)
