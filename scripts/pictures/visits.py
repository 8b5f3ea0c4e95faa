"""Visits by year: of a country both ways and by rank, and of all countries on one sheet."""

from __future__ import annotations

from collections import Counter
from functools import partial

from scripts.derive.visits import visits_of, visits_of_region, way_of
from scripts.load.archive import Archive
from scripts.pictures.charts import FIRST_YEAR, TEXT, Spec, as_is
from scripts.pictures.picture import SHADE, Key, Picture, decade_lines, on_time, pixel_sheet, year_labels
from scripts.record import model

# Ranks as the pictures show them, from the darkest to the lightest.
RANK_GROUPS = {
    "leaders": ("leader",),
    "ministers and speakers": ("speaker", "minister"),
    "others": ("vice-minister", "ambassador", "official", "society"),
}
SHADES = {"leaders": 1.0, "ministers and speakers": 0.5, "others": 0.0}


def rank_group(rank: str) -> str:
    """`leaders`, `ministers and speakers` or `others`."""
    return next(group for group, ranks in RANK_GROUPS.items() if rank in ranks)


def visits_picture(country: model.Country | None, archive: Archive) -> Picture | None:
    """Visits by year: North Koreans above, the other side below, by rank; of one country, or of all."""
    visits = visits_of(country.id, archive) if country else visits_of_region(archive)
    if len(visits) < 3:
        return None
    counts: Counter[tuple[int, str, str]] = Counter()
    for visit in visits:
        counts[visit.start.year, way_of(visit, archive), rank_group(visit.rank)] += 1
    name = country.in_a_sentence if country else "Southeast Asia"
    guests = f"From {name}" if country else "Southeast Asians"
    ways = {"in": f"North Koreans in {name}", "out": f"{guests} {'to' if country else 'in'} North Korea"}
    rows = tuple(
        (year, *(counts[year, way, group] for way in ways for group in RANK_GROUPS))
        for year in sorted({year for year, _, _ in counts})
    )
    sums = {way: sum(n for (_, w, _), n in counts.items() if w == way) for way in ways}
    per_year: Counter[int] = Counter()
    for (year, _, _), n in counts.items():
        per_year[year] += n
    most = max(per_year.values())
    peak = min(year for year, n in per_year.items() if n == most)
    return Picture(
        f"{country.id}-visits" if country else "visits",
        f"Visits between {name} and North Korea, by year"
        if country
        else "Visits between North Korea and Southeast Asia, by year",
        f"{sums['in']} visits of North Koreans in {name} and {sums['out']} the other way are on record; most, {most}, in {peak}.",
        ("Year", *(f"{'from' if way == 'in' else 'to'} North Korea: {group}" for way in ways for group in RANK_GROUPS)),
        rows,
        partial(_visits_spec, counts, ways, archive.today.year),
        keys=tuple(Key(f"shade-{i}", group) for i, group in enumerate(RANK_GROUPS)),
        source=f"{len(visits)} visits that took place; meetings in third countries, stops on the way and visits that were only announced, of which only the departure is reported or that were called off are not counted. Where nothing is drawn, nothing is on record, which does not say that nobody went.",
    )


def _visits_spec(counts: Counter[tuple[int, str, str]], ways: dict[str, str], last: int, *, narrow: bool) -> Spec:
    tallest = {
        way: max(
            (sum(counts[year, way, group] for group in RANK_GROUPS) for year in range(FIRST_YEAR, last + 1)), default=0
        )
        for way in ways
    }
    unit = 9 if max(tallest.values()) <= 9 else 4.5
    top = 20
    axis = round(top + tallest["in"] * unit + 3)  # upper edge of the strip that holds the years
    strip = 20
    bars = []
    for year in range(FIRST_YEAR, last + 1):
        for way in ways:
            k = 0
            for group in RANK_GROUPS:
                n = counts[year, way, group]
                for part in range(n) if unit > 5 else range(min(n, 1)):
                    size = 1 if unit > 5 else n
                    low, high = (k + part) * unit, (k + part + size) * unit
                    edge = (axis - high, axis - low) if way == "in" else (axis + strip + low, axis + strip + high)
                    side = "var(--dprk)" if way == "in" else "var(--partner)"
                    bars.append(
                        {
                            "year": year + 0.08,
                            "end": year + 0.92,
                            "y": edge[0] + 0.8,
                            "y2": edge[1] - 0.8,
                            "color": side,
                            "shade": SHADES[group],
                        }
                    )
                k += n
    bottom = round(axis + strip + tallest["out"] * unit)
    names = [
        {"year": FIRST_YEAR, "y": 8, "text": ways["in"], "color": "var(--dprk)"},
        {"year": FIRST_YEAR, "y": bottom + 14, "text": ways["out"], "color": "var(--partner)"},
    ]
    edges = [{"year": FIRST_YEAR, "end": last + 1, "y": y} for y in (axis + 0.5, axis + strip - 0.5)]
    layers = [
        on_time(edges, last, {"type": "rule", "color": "var(--rule)"}, x2={"field": "end"}),
        on_time(bars, last, {"type": "rect", "strokeWidth": 1}, x2={"field": "end"}, y2={"field": "y2"}, fill=as_is("color"), stroke=as_is("color"),
                fillOpacity=SHADE),
        on_time(names, last, {"type": "text", "align": "left", "baseline": "middle", "fontWeight": 600}, text=TEXT, color=as_is("color")),
        year_labels(last, axis + strip // 2, narrow),
    ]  # fmt: skip
    return pixel_sheet(narrow, bottom + 24, layers)


def seismogram(archive: Archive) -> Picture | None:
    """The visits of each country by year since 1948, both ways: one line a country."""
    counts: Counter[tuple[str, int, str]] = Counter()
    for country in archive.partners:
        for visit in visits_of(country.id, archive):
            counts[country.id, visit.start.year, way_of(visit, archive)] += 1
    names = {country.id: country.name for country in archive.partners if any(id == country.id for id, _, _ in counts)}
    if not names:
        return None
    rows = tuple(
        (year, names[id], counts[id, year, "in"], counts[id, year, "out"])
        for id in names
        for year in sorted({y for i, y, _ in counts if i == id})
    )
    last = archive.today.year
    decades = range(1940 if any(y < 1950 for _, y, _ in counts) else 1950, last + 1, 10)

    def cell(id: str, decade: int) -> str:
        ways = [sum(counts[id, year, way] for year in range(decade, decade + 10)) for way in ("in", "out")]
        return f"{ways[0]} / {ways[1]}" if any(ways) else ""

    table = (
        ("Country", *(f"{decade}s" for decade in decades)),
        tuple((names[id], *(cell(id, decade) for decade in decades)) for id in names),
    )
    total = {way: sum(n for (_, _, w), n in counts.items() if w == way) for way in ("in", "out")}
    busiest = max(names, key=lambda id: sum(n for (i, _, _), n in counts.items() if i == id))
    return Picture(
        "visits-by-country",
        "Visits by year and country",
        f"One line for each of {len(names)} countries from {FIRST_YEAR} to {last}: {total['in']} visits of North Koreans above the line, {total['out']} visits to North Korea below it. {names[busiest]} has the most.",
        ("Year", "Country", "From North Korea", "To North Korea"),
        rows,
        partial(_seismogram_spec, counts, names, last),
        keys=(Key("bar-dprk", "North Koreans there, above the line"), Key("bar-partner", "in North Korea, below it")),
        source=f"{sum(total.values())} visits that took place; meetings in third countries, stops on the way and visits that were only announced, of which only the departure is reported or that were called off are not counted. In the table: from North Korea / to North Korea.",
        table=table,
    )


def _seismogram_spec(counts: Counter[tuple[str, int, str]], names: dict[str, str], last: int, *, narrow: bool) -> Spec:
    left = 76 if narrow else 92
    unit = 4.0
    bars, lines, labels = [], [], []
    y = 4.0
    for id, name in names.items():
        up, down = (
            max(n for n in [0, *(n for (i, _, w), n in counts.items() if i == id and w == way)])
            for way in ("in", "out")
        )
        middle = round(y + max(up, 3) * unit)
        lines.append({"year": FIRST_YEAR, "end": last + 1, "y": middle})
        labels.append({"year": FIRST_YEAR, "y": middle, "text": name})
        for (i, year, way), n in counts.items():
            if i == id:
                edge = (middle - n * unit, middle) if way == "in" else (middle, middle + n * unit)
                bars.append(
                    {
                        "year": year + 0.12,
                        "end": year + 0.88,
                        "y": edge[0],
                        "y2": edge[1],
                        "color": "var(--dprk)" if way == "in" else "var(--partner)",
                    }
                )
        y = middle + max(down, 3) * unit + 7
    bottom = round(y) - 4
    layers = [
        decade_lines(last, bottom, narrow),
        on_time(bars, last, {"type": "rect"}, x2={"field": "end"}, y2={"field": "y2"}, fill=as_is("color")),
        on_time(lines, last, {"type": "rule", "color": "var(--edge)", "strokeWidth": 0.8}, x2={"field": "end"}),
        on_time(labels, last, {"type": "text", "align": "right", "baseline": "middle", "dx": -8}, text=TEXT),
        year_labels(last, bottom + 10, narrow),
    ]
    return pixel_sheet(narrow, bottom + 20, layers, left=left)
