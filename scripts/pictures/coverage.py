"""How dense the record is: a matrix of countries and years."""

from __future__ import annotations

from collections import Counter
from functools import partial

from scripts.derive.visits import records_about
from scripts.derive.voices import sources_of
from scripts.load.archive import Archive
from scripts.pictures.charts import FIRST_YEAR, TEXT, Row, Spec, as_is
from scripts.pictures.picture import SHADE, Key, Picture, decade_lines, on_time, pixel_sheet, year_labels
from scripts.record import model
from scripts.values.vocabulary import Term, Vocabulary

# A year with this many dated records of a country is told densely.
DENSE = 5
COVERAGE = Vocabulary.plain(
    "state of a year",
    {
        "dense": f"{DENSE} records or more",
        "thin": f"1 to {DENSE - 1} records",
        "nothing": Term(
            "nothing found: a document of that year about the country has been read, and gave nothing that is dated so",
            "nothing found",
        ),
        "not-researched": "not researched: no document of that year about the country has been read",
    },
)


def coverage(archive: Archive) -> dict[str, dict[int, tuple[int, str]]]:
    """For each country and year since 1948: the number of dated visits, agreements and events, and how dense that is.

    Silence is not absence: a year without a record counts as looked at only if a source published in that
    year stands behind a record of the country; otherwise as not researched. The coverage page says so.
    """
    return {partner.id: _years_of(partner.id, archive) for partner in archive.partners}


def documents_read(country: str, archive: Archive) -> Counter[int]:
    """How many documents of each year stand behind some record of a country: what was looked through where nothing was found."""
    read = {id for record in records_about(country, archive) for id in sources_of(record) if id in archive.sources}
    return Counter(date.year for id in read if (date := archive.sources[id].date))


def _years_of(country: str, archive: Archive) -> dict[int, tuple[int, str]]:
    counts: Counter[int] = Counter()
    read = documents_read(country, archive)
    for record in records_about(country, archive):
        date = record.when
        if date and isinstance(record, model.Happening):
            counts[date.year] += 1
    return {
        year: (counts[year], _density(counts[year], year in read)) for year in range(FIRST_YEAR, archive.today.year + 1)
    }


def _density(records: int, read: bool) -> str:
    if records:
        return "dense" if records >= DENSE else "thin"
    return "nothing" if read else "not-researched"


def coverage_picture(archive: Archive) -> Picture | None:
    """The matrix of countries and years."""
    cells = coverage(archive)
    if not cells:
        return None
    names = {country.id: country.name for country in archive.partners}
    read = {id: documents_read(id, archive) for id in cells}
    rows = tuple(
        (names[id], year, n, COVERAGE[state].label, read[id][year])
        for id, by_year in cells.items()
        for year, (n, state) in by_year.items()
    )
    total = Counter(state for by_year in cells.values() for _, state in by_year.values())
    early = sum(
        state == "not-researched" for by_year in cells.values() for year, (_, state) in by_year.items() if year < 1990
    )
    table = (
        ("Year", *names.values()),
        tuple(
            (year, *(_told(*cells[id][year], read[id][year]) for id in names))
            for year in range(FIRST_YEAR, archive.today.year + 1)
        ),
    )
    return Picture(
        "coverage",
        "How dense the record is, by country and year",
        f"Of {sum(total.values())} pairs of country and year, {total['dense']} are dense, {total['thin']} thin, {total['nothing']} were looked at without a find and {total['not-researched']} are not researched. {early} of the blanks lie before 1990.",
        ("Country", "Year", "Records", "Density", "Documents read"),
        rows,
        partial(_coverage_spec, cells, names, archive.today.year),
        keys=(Key("cell-dense", COVERAGE["dense"].meaning), Key("cell-thin", COVERAGE["thin"].meaning), Key("cell-nothing", "looked at, nothing found"), Key("cell-not-researched", "not researched")),
        source="Visits, agreements and events by the year in which they begin. In the table “nothing found” says in how many documents of that year, read for some record of the country; a blank was not looked at.",
        table=table,
    )  # fmt: skip


def _told(records: int, state: str, read: int) -> str:
    """A cell of the table: the number of records, or in how many documents none was found; a blank where none was read."""
    if records:
        return str(records)
    return f"nothing found in {read}" if state == "nothing" else ""


def _coverage_spec(
    cells: dict[str, dict[int, tuple[int, str]]], names: dict[str, str], last: int, *, narrow: bool
) -> Spec:
    left, row = (76, 20) if narrow else (92, 24)
    looks = {"dense": ("var(--link)", 1.0), "thin": ("var(--link)", 0.42)}
    full: list[Row] = []
    empty: list[Row] = []
    labels: list[Row] = []
    lines: list[Row] = []
    for i, (id, by_year) in enumerate(cells.items()):
        y = 4 + i * row
        labels.append({"year": FIRST_YEAR, "y": y + row / 2 - 1, "text": names[id]})
        lines.append({"year": FIRST_YEAR, "end": last + 1, "y": y + row - 1})
        for year, (_, state) in by_year.items():
            if state in looks:
                color, shade = looks[state]
                full.append(
                    {"year": year + 0.06, "end": year + 0.94, "y": y, "y2": y + row - 3, "color": color, "shade": shade}
                )
            elif state == "nothing":
                empty.append({"year": year + 0.14, "end": year + 0.86, "y": y + 0.5, "y2": y + row - 3.5})
    bottom = 4 + len(cells) * row
    layers = [
        decade_lines(last, bottom, narrow),
        on_time(lines, last, {"type": "rule", "color": "var(--rule)"}, x2={"field": "end"}),
        on_time(full, last, {"type": "rect"}, x2={"field": "end"}, y2={"field": "y2"}, fill=as_is("color"), fillOpacity=SHADE),
        on_time(empty, last, {"type": "rect", "filled": False, "strokeWidth": 1, "stroke": "var(--edge)"}, x2={"field": "end"}, y2={"field": "y2"}),
        on_time(labels, last, {"type": "text", "align": "right", "baseline": "middle", "dx": -8}, text=TEXT),
        year_labels(last, bottom + 10, narrow),
    ]  # fmt: skip
    return pixel_sheet(narrow, bottom + 20, layers, left=left)
