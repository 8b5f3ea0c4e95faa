"""The map: every state has its outline, its state of relations in more than colour, and a way to its page."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

from scripts.derive.standing import standings
from scripts.load.archive import Archive
from scripts.pictures import of_region, sheet
from scripts.pictures.map.extract import area, clipped, simplified
from scripts.pictures.picture import colours
from scripts.pictures.regionmap import LABELS, OUTLINES, outline, region_map
from scripts.record.vocabularies import RELATION_STATES
from scripts.values.settings import site_settings
from tests.conftest import ROOT


def test_the_eleven_states_have_outlines_and_names() -> None:
    drawn = region_map()
    ids = [shape.id for shape in drawn.shapes]
    assert len(ids) == len(set(ids)) == 11
    assert set(ids) == set(LABELS)
    partners = {
        path.stem
        for path in (ROOT / "data" / "countries").glob("*.yaml")
        if "role: partner" in path.read_text(encoding="utf-8")
    }
    assert set(ids) == partners


def test_outlines_and_names_lie_on_the_sheet() -> None:
    drawn = region_map()
    for shape in drawn.shapes:
        assert re.fullmatch(r"(M-?\d+,-?\d+l[-\d, ]*z)+", shape.path), shape.id
        assert 0 < shape.x < drawn.width
        assert 0 < shape.y < drawn.height


def test_the_map_is_small() -> None:
    drawn = region_map()
    assert sum(len(shape.path) for shape in drawn.shapes) + len(drawn.others) < 14_000
    assert OUTLINES.stat().st_size < 40_000


def test_the_outlines_are_of_the_region() -> None:
    data = json.loads(OUTLINES.read_text(encoding="utf-8"))
    west, south, east, north = data["frame"]
    for id, rings in data["states"].items():
        for ring in rings:
            for x, y in ring:
                assert west - 1 <= x / 100 <= east + 1, id
                assert south - 1 <= y / 100 <= north + 1, id


def test_a_ring_is_told_in_steps() -> None:
    assert outline([(10, 10), (12, 9), (12, 9), (10, 10)]) == "M10,10l2-1-2,1z"


def test_simplifying_keeps_ends_and_corners() -> None:
    line = [(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (2.0, 2.0)]
    assert simplified(line) == [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0)]
    ring = [(0.0, 0.0), (0.0, 3.0), (3.0, 3.0), (3.0, 0.0), (0.0, 0.0)]
    assert area(simplified(ring)) == 9


def test_what_lies_outside_is_cut_off() -> None:
    ring = [(80.0, 0.0), (100.0, 0.0), (100.0, 10.0), (80.0, 10.0)]
    inside = clipped(ring)
    assert min(x for x, _ in inside) == 90.8
    assert clipped([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]) == []


def test_the_drawing_is_well_formed_and_leads_to_the_countries(real_site: Path) -> None:
    html = (real_site / "index.html").read_text(encoding="utf-8")
    figure = html[html.index('<figure class="map"') : html.index("</figure>")]
    assert len(figure) < 25_000
    svg = ET.fromstring(figure[figure.index("<svg") : figure.index("</svg>") + 6])
    links = list(svg.iter("a"))
    assert len(links) == 11
    for link in links:
        page = real_site / link.get("href", "") / "index.html"
        assert page.is_file(), link.attrib
        name, state = link.get("aria-label", "").split(": ")
        assert name
        assert state
        # Not by colour alone: each state beside full relations has a pattern of its own.
        assert link.get("class", "").startswith("is-")
    assert figure.count("<li>") == 11


def test_a_pattern_stands_for_each_state_but_the_plain_one() -> None:
    css = (ROOT / "theme/assets/site/pictures.css").read_text(encoding="utf-8")
    for state in ("strained", "rival", "none"):
        assert f"a.is-{state} path {{ fill: url(#hatch-{state})" in css
        assert f".swatch.is-{state}" in css


def test_the_map_leaves_as_a_picture(real: Archive) -> None:
    """Each state with its colour, and where relations are not full with a word; the key says what the colours mean."""
    picture = of_region(real)["map"]
    assert len(picture.rows) == len(real.partners)
    of = sheet(picture, site_settings())
    root = ET.fromstring(of.svg)
    words = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {country.name for country in real.partners} <= set(words)
    states = {one.state for one in standings(real.today, real)}
    assert {RELATION_STATES[state].heading for state in states} <= set(words)
    assert {RELATION_STATES[state].short for state in states - {"full"}} <= set(words)
    for state in states:
        assert f'fill="{colours()[f"state-{state}"]}"' in of.svg
    assert (picture.place, picture.anchor) == ("", "map")
