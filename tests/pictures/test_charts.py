"""Pictures: each with its words, its table and its rows as CSV; drawn alike every time, without scripts, in the page's colours."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
import vl_convert

from scripts import pictures
from scripts.load.archive import Archive
from scripts.pictures import charts
from scripts.pictures.coverage import coverage_picture
from scripts.pictures.heads import heads_picture, shortened
from scripts.pictures.picture import colours
from scripts.pictures.relations import mission_spans, relation_spans, relations_picture
from scripts.pictures.series import series_picture
from scripts.pictures.sides import sides_of
from scripts.pictures.visits import rank_group, seismogram, visits_picture
from scripts.record.vocabularies import RANKS
from scripts.site.shares import beside
from scripts.values.problems import BuildError
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def drawn(real: Archive) -> dict[str, pictures.Picture]:
    """What Vega-Lite draws; the map has tests of its own."""
    return {one.name: one for one in pictures.all_pictures(real) if not isinstance(one.specifier, tuple)}


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


# Drawing


def test_every_picture_is_well_formed_and_harmless(drawn: dict[str, pictures.Picture]) -> None:
    assert len(drawn) > 40
    for picture in drawn.values():
        for svg in (picture.wide, picture.narrow):
            tags = {element.tag for element in parsed(svg).iter()}
            assert tags <= {"svg", "g", "path", "line", "rect", "text", "tspan"}, picture.name
            assert not re.search(r"\son\w+=|href|url\(|\sid=|\sstyle=|NaN|undefined|Infinity", svg), picture.name


def test_colours_are_the_themes(drawn: dict[str, pictures.Picture]) -> None:
    for picture in drawn.values():
        for svg in (picture.wide, picture.narrow):
            colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg))
            assert {c for c in colours if not c.startswith("var(--")} <= {"currentColor", "none"}, picture.name


def test_the_stylesheet_knows_every_colour_in_both_schemes(drawn: dict[str, pictures.Picture]) -> None:
    css = (ROOT / "theme/assets/site/site.css").read_text() + (ROOT / "theme/assets/site/pictures.css").read_text()
    used = {name for picture in drawn.values() for name in re.findall(r"var\((--[\w-]+)\)", picture.wide)}
    for name in used:
        # For light, for the system's dark and for the reader's dark.
        assert len(re.findall(rf"{name}:", css)) >= 3, name


def test_pictures_fit_their_sheets(drawn: dict[str, pictures.Picture]) -> None:
    for picture in drawn.values():
        for svg, width in ((picture.wide, charts.WIDE), (picture.narrow, charts.NARROW)):
            assert parsed(svg).get("viewBox", "").split()[2] == str(width), picture.name
            sizes = {float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)}
            assert all(size >= 11 for size in sizes), picture.name


def test_a_picture_is_small(drawn: dict[str, pictures.Picture]) -> None:
    for picture in drawn.values():
        assert len(picture.wide) < 32_000, picture.name


def test_the_same_rows_give_the_same_bytes(mini: Archive, tmp_path: Path) -> None:
    picture = relations_picture(mini.countries["sudland"], mini)
    assert picture is not None
    spec = picture.specifier(narrow=False)
    assert charts.draw(spec, tmp_path / "one") == charts.draw(spec, tmp_path / "other") == picture.wide


def test_what_was_drawn_is_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    spec = charts.sheet(
        100, 20, [charts.layer([{"x": 1, "y": 1}], {"type": "point"}, x=charts.as_is("x"), y=charts.pixels(20))]
    )
    first = charts.draw(spec, tmp_path)
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", lambda _: pytest.fail("drawn again"))
    assert charts.draw(spec, tmp_path) == first
    assert [path.suffix for path in tmp_path.iterdir()] == [".kept"]


def test_a_process_that_was_forked_after_a_drawing_draws_the_same(tmp_path: Path) -> None:
    layer = charts.layer([{"x": 1, "y": 1}], {"type": "point"}, x=charts.as_is("x"), y=charts.pixels(20))
    spec = charts.sheet(100, 20, [layer])
    first = charts.draw(
        spec, tmp_path / "here"
    )  # Vega-Lite has threads now, and a forked process will have none of them
    with beside(lambda: charts.draw(spec, tmp_path / "forked")) as drawn:
        assert drawn() == first
    with (
        beside(lambda: charts.draw({**spec, "layer": "none"}, tmp_path / "forked")) as refused,
        pytest.raises(BuildError, match="cannot be drawn"),
    ):
        refused()


def test_a_kept_drawing_that_was_damaged_is_drawn_again(tmp_path: Path) -> None:
    layer = charts.layer([{"x": 1, "y": 1}], {"type": "point"}, x=charts.as_is("x"), y=charts.pixels(20))
    spec = charts.sheet(100, 20, [layer])
    first = charts.draw(spec, tmp_path)
    (stored,) = tmp_path.iterdir()
    whole = stored.read_bytes()
    for damaged in (b"", whole[:-1], whole.replace(b"<path", b"<script>x</script><path", 1), first.encode(), b"\xff"):
        assert damaged != whole
        stored.write_bytes(damaged)
        assert charts.draw(spec, tmp_path) == first
        assert stored.read_bytes() == whole


def test_a_picture_that_cannot_be_drawn_is_an_error_of_the_build(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="a picture cannot be drawn"):
        charts.draw({"mark": "nothing"}, tmp_path)


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    layer = charts.layer([{"x": 1, "y": 1}], {"type": "point"}, x=charts.as_is("x"), y=charts.pixels(20))
    assert charts.draw(charts.sheet(100, 20, [layer]), tmp_path / "file" / "below").startswith("<svg")


def test_words_are_escaped(tmp_path: Path) -> None:
    rows = [{"x": 1, "y": 9, "text": '<b> & "é" ]]>'}]
    layer = charts.layer(rows, {"type": "text"}, x=charts.as_is("x"), y=charts.pixels(20), text=charts.TEXT)
    svg = charts.draw(charts.sheet(200, 20, [layer]), tmp_path)
    assert [text.text for text in parsed(svg).iter("text")] == ['<b> & "é" ]]>']


def test_numbers_are_tenths_of_a_pixel() -> None:
    svg = charts.tightened(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g transform="translate(0,0)" class="x">'
        '<path d="M1.23456,-0.01L2.5e-7,3" class="y" fill="red"/><g/><path class="background" d="M0,0"/></g></svg>'
    )
    assert svg == '<svg viewBox="0 0 9 9" fill="none"><path d="M1.2,0L0,3" fill="red"/></svg>'


# Words and rows


def test_every_picture_has_title_description_table_and_rows(drawn: dict[str, pictures.Picture]) -> None:
    for name, picture in drawn.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
        assert picture.title, name
        assert len(picture.description) > 20, name
        assert picture.source, name
        heads, rows = picture.shown
        assert rows, name
        assert all(len(row) == len(heads) for row in rows), name
        assert all(len(row) == len(picture.columns) for row in picture.rows), name


def test_the_csv_holds_the_rows(drawn: dict[str, pictures.Picture], real: Archive) -> None:
    files = dict(pictures.picture_files(real))
    for picture in drawn.values():
        head, *rows = list(csv.reader(io.StringIO(files[f"data/pictures/{picture.name}.csv"])))
        assert len(set(head)) == len(head) == len(picture.columns)
        assert rows == [["" if cell is None else str(cell) for cell in row] for row in picture.rows]


class _Figures(HTMLParser):
    """The figures of a page: what each holds, and the ids its drawing is named and described by."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: list[dict[str, list[str]]] = []
        self.ids: set[str] = set()
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.add(values["id"])
        if tag == "figure":
            self.inside = True
            self.figures.append({"class": [values.get("class", "")], "tags": [], "names": [], "links": []})
        if self.inside:
            figure = self.figures[-1]
            figure["tags"].append(tag)
            figure["names"] += [values[name] for name in ("aria-labelledby", "aria-describedby") if name in values]
            figure["links"] += [values["href"]] if "href" in values else []

    def handle_endtag(self, tag: str) -> None:
        if tag == "figure":
            self.inside = False


@pytest.mark.parametrize(
    "path", ["countries/sudland/index.html", "index.html", "coverage/index.html", "visits/index.html"]
)
def test_each_figure_of_a_page_is_named_described_and_has_its_table(mini_site: Path, path: str) -> None:
    page = _Figures()
    page.feed((mini_site / path).read_text(encoding="utf-8"))
    shown = [figure for figure in page.figures if figure["class"] == ["picture"]]
    assert shown or path == "visits/index.html"
    for figure in shown:
        assert {"figcaption", "details", "table", "svg"} <= set(figure["tags"])
        # One for a column, one for a phone; over a picture whose lines lead somewhere, one with the links.
        assert figure["tags"].count("svg") == 2 + ("rect" in figure["tags"])
        assert len(figure["names"]) >= 2
        assert set(figure["names"]) <= page.ids
        assert any(
            link.endswith(".csv") and (mini_site / path).parent.joinpath(link).resolve().is_file()
            for link in figure["links"]
        )


# What the rows say


def test_the_band_has_a_span_for_each_episode(mini: Archive) -> None:
    spans = relation_spans(mini.countries["sudland"], mini)
    assert [(span.start.year, span.end.year, span.state) for span in spans] == [
        (1961, 1983, "full"),
        (1983, 2007, "none"),
        (2007, 2024, "full"),
    ]
    assert spans[-1].end == mini.today


def test_the_terms_of_heads_of_missions_lead_to_the_persons(mini: Archive) -> None:
    picture = heads_picture(mini.countries["westland"], mini)
    assert picture is not None
    assert [(area.id, area.text) for area in picture.areas] == [
        ("han-pil", "Han Pil"),
        ("han-ri", "Han Ri (chargé d'affaires)"),
        ("ida-berg", "Ida Berg"),
        ("ida-berg", "Ida Berg (in Farland)"),
        ("nils-holm", "Nils Holm (ambassador named, not seen in the post)"),
        ("nils-holm", "Nils Holm (representative)"),
    ]
    assert len(picture.rows) == len(picture.areas)
    # The strips are as high as the drawing, and one below the other.
    for drawing in (picture.wide, picture.narrow):
        assert parsed(drawing).get("viewBox", "").split()[3] == str(picture.height)
    ends = [area.y + area.height for area in picture.areas]
    assert all(end <= area.y for end, area in zip(ends, picture.areas[1:], strict=False))
    assert "no day known" in picture.wide


def test_a_country_without_heads_of_mission_has_no_picture_of_them(mini: Archive) -> None:
    country = mini.countries["westland"].model_copy(update={"id": "nowhere"})
    assert heads_picture(country, mini) is None


def test_a_name_is_shortened_where_neither_side_has_room(mini: Archive) -> None:
    assert shortened("Han Ri (chargé d'affaires)", 400) == "Han Ri (chargé d'affaires)"
    assert shortened("Han Ri (chargé d'affaires)", 60) == "Han Ri"
    assert shortened("Bambang Irawan Kromodimulyo", 60) == "Bambang …"


def test_the_band_tells_missions_by_their_sender(mini: Archive) -> None:
    spans = mission_spans(mini.countries["sudland"], mini)
    assert [(span.track, span.start.year, span.end.year, span.state) for span in spans] == [
        ("dprk", 2007, 2024, "open"),
        ("partner", 1962, 1983, "open"),
    ]


def test_a_mission_of_unknown_beginning_says_so(mini: Archive) -> None:
    country = mini.countries["sudland"]
    mission = country.missions[0].model_copy(update={"opened": None})
    changed = country.model_copy(update={"missions": (mission,)})
    spans = mission_spans(changed, mini)
    assert [(span.start.year, span.end.year, span.state) for span in spans] == [
        (1961, 2007, "unknown"),
        (2007, 2024, "open"),
    ]
    picture = relations_picture(changed, mini)
    assert picture is not None
    assert "opening not on record" in picture.wide


def test_a_suspended_mission_is_drawn_apart(real: Archive) -> None:
    for country in real.partners:
        for mission in country.missions:
            if mission.suspended and mission.opened and not mission.closed:
                states = [span.state for span in mission_spans(country, real)]
                assert "suspended" in states, country.id


def test_only_visits_that_took_place_are_drawn(real: Archive) -> None:
    for visit in real.visits.values():
        assert (visit.counts_as == "visit") == (visit.status == "held" and visit.kind not in ("meeting", "transit"))


def test_each_rank_has_one_shade() -> None:
    assert {rank: rank_group(rank) for rank in RANKS}["speaker"] == "ministers and speakers"
    for rank in RANKS:
        assert rank_group(rank)


def test_all_visits_of_the_countries_are_on_the_sheet_of_all(real: Archive) -> None:
    sheet, every = seismogram(real), visits_picture(None, real)
    assert sheet is not None
    assert every is not None
    visits = [visit for visit in real.visits.values() if visit.counts_as == "visit"]
    partners = {country.id for country in real.partners}
    concerned = [visit for visit in visits if {visit.visitor, visit.host} & partners]
    assert sum(row[2] + row[3] for row in sheet.rows) == len(concerned)
    assert sum(sum(row[1:]) for row in every.rows) == len(concerned)


def test_a_series_needs_three_years(mini: Archive) -> None:
    indicator = mini.indicators["sudland-trade"]
    assert series_picture(indicator) is None
    third = indicator.values[0].model_copy(update={"date": type(indicator.values[0].date)("1970")})
    picture = series_picture(indicator.model_copy(update={"values": (*indicator.values, third)}))
    assert picture is not None
    assert "Trade of Sudland" in picture.title
    assert "logarithmic" in picture.source


def test_values_far_apart_in_time_are_not_joined(real: Archive) -> None:
    from scripts.pictures.series import _runs

    points = [{"year": year} for year in (1990, 2000, 2001, 2003, 2006)]
    assert [run for run, _ in _runs(points)] == [0, 1, 1, 1, 2]


def test_coverage_tells_silence_from_absence(mini: Archive) -> None:
    cells = pictures.coverage(mini)["sudland"]
    assert cells[1964] == (2, "thin")
    assert cells[1961] == (0, "nothing"), "a paper of that year was read for another question"
    assert cells[1955] == (0, "not-researched")
    assert set(cells) == set(range(1948, 2025))
    picture = coverage_picture(mini)
    assert picture is not None
    assert len(picture.rows) == 3 * (2024 - 1948 + 1)
    # What was looked through where nothing was found.
    assert ("Sudland", 1961, 0, "nothing found", 1) in picture.rows
    by_year = {row[0]: row for row in picture.shown[1]}
    place = picture.shown[0].index("Sudland")
    assert (by_year[1964][place], by_year[1961][place], by_year[1955][place]) == ("2", "nothing found in 1", "")


def test_another_states_media_are_a_third_voice(real: Archive) -> None:
    vietnam = sides_of(real, real.countries["vietnam"])
    assert vietnam["partner"] > vietnam["dprk"] / 10
    assert sides_of(real, None).total() == sum(
        1 for source in real.sources.values() if source.publisher in real.publishers
    )


def test_a_picture_is_nothing_without_data(mini: Archive) -> None:
    empty = replace(mini, records={**mini.records, "visits": {}})
    assert visits_picture(None, empty) is None
    assert seismogram(empty) is None
    assert relations_picture(mini.countries["ostland"], mini) is None


def test_colours_are_those_of_the_site() -> None:
    assert colours()["paper"] == "#fbfaf6"
    assert {"ink", "muted", "rule", "edge", "link", "dprk", "partner", "independent", "state-full"} <= set(colours())
