"""One definition for each notion: wherever a country's visits are counted, the number is the same."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import pytest

from scripts.derive.chronicle import chronicle_of
from scripts.derive.visits import last_visit, visit_counts, visits_of, visits_on_record
from scripts.load.archive import Archive
from scripts.pages.render import render
from scripts.pictures.visits import visits_picture
from scripts.record.vocabularies import VISIT_COUNTS
from scripts.takeaway.database import ask, database
from scripts.takeaway.package import csv_tables


@pytest.fixture(scope="module")
def texts(real: Archive) -> dict[str, str]:
    return {page.path: text for page, text in render(real)} | {
        path: str(text) for path, text in csv_tables(real) if path == "data/visits.csv"
    }


def in_row(text: str, country: str) -> int:
    """The number of visits in a country's row of a table."""
    row = re.search(rf'<tr id="{country}">.*?</tr>', text, re.DOTALL)
    assert row
    found = re.search(r'<td class="number">([\d\u202f]+)', row[0])
    assert found
    return int(found[1])


@pytest.mark.whole
def test_every_outlet_counts_the_same_visits(real: Archive, texts: dict[str, str]) -> None:
    by_view = dict(
        ask(database(real), "SELECT partner, sum(came) + sum(went) FROM visits_by_year GROUP BY partner").rows
    )
    rows = list(csv.DictReader(io.StringIO(texts["data/visits.csv"])))
    (column,) = [name for name in rows[0] if name.endswith("counts_as")]
    by_csv = Counter(country for row in rows if row[column] == "visit" for country in (row["visitor"], row["host"]))
    for country in real.partners:
        expected = len(visits_of(country.id, real))
        picture = visits_picture(country, real)
        on_page = re.search(r"(\d+) visits? took place", texts[f"countries/{country.id}.md"])
        told = {entry.id for entry in chronicle_of(country, real) if entry.kind == "visits"}
        numbers = {
            "home": in_row(texts["index.md"], country.id),
            "list of countries": in_row(texts["countries/index.md"], country.id),
            "page": int(on_page[1]) if on_page else 0,
            "timeline": len([id for id in told if real.visits[id].counts_as == "visit"]),
            "picture": sum(sum(row[1:]) for row in picture.rows) if picture else expected,
            "view": by_view.get(country.id, 0),
            "CSV": by_csv[country.id],
        }
        assert set(numbers.values()) == {expected}, (country.id, numbers)


def test_each_visit_counts_as_one_thing(real: Archive) -> None:
    for country in real.partners:
        counts = visit_counts(country.id, real)
        assert set(counts) <= set(VISIT_COUNTS)
        assert counts.total() == len(visits_on_record(country.id, real))
        assert counts["visit"] == len(visits_of(country.id, real))


def test_the_last_visit_took_place_and_was_for_an_office(real: Archive) -> None:
    for country in real.partners:
        visit = last_visit(country.id, real)
        if visit:
            assert visit.counts_as == "visit"
            assert visit.rank != "society"
            later = [one for one in visits_of(country.id, real) if one.start > visit.start]
            assert all(one.rank == "society" for one in later)


def test_a_minister_comes_with_a_leader(real: Archive) -> None:
    for country in real.partners:
        leader = last_visit(country.id, real, ("leader",), "in")
        minister = last_visit(country.id, real, ("leader", "speaker", "minister"), "in")
        assert leader is None or (minister is not None and minister.start >= leader.start)
