"""Pictures that leave: as SVG and PNG with all that stands around them, and as a page within the page of somebody else."""

from __future__ import annotations

import html as markup
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
import vl_convert
from lxml import html
from PIL import Image, ImageChops
from playwright.sync_api import Browser, expect

from scripts import pictures
from scripts.load.archive import Archive
from scripts.pictures import charts
from scripts.pictures.alone import SCALE, _swatch, iframe, png, sheet
from scripts.pictures.picture import Picture
from scripts.takeaway.embeds import oembed, page
from scripts.values.files import FONTS
from scripts.values.settings import site_settings
from tests.conftest import serving

SVG = "{http://www.w3.org/2000/svg}"
SETTINGS = site_settings()
IMAGE = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])


def words(root: ET.Element) -> str:
    return " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


@IMAGE
def test_a_file_needs_no_page(mini: Archive, narrow: bool) -> None:
    """As programs that know neither our stylesheets nor variables read it: an XML parser, and a renderer (resvg)."""
    for picture in pictures.all_pictures(mini):
        of = sheet(picture, SETTINGS, narrow=narrow)
        root = ET.fromstring(of.svg)
        assert root.tag == f"{SVG}svg"
        assert (root[0].tag, root[0].text) == (f"{SVG}title", picture.title)
        assert (root[1].tag, root[1].text) == (f"{SVG}desc", picture.description)
        assert root.get("viewBox") == f"0 0 {of.width} {of.height}"
        assert (root.get("width"), root.get("height")) == (str(of.width), str(of.height))
        assert not re.search(r"var\(|class=|inherit|currentColor|href", of.svg), picture.name
        assert all(word.get("fill", "").startswith("#") for word in root.iter(f"{SVG}text")), picture.name
        told = words(root)
        said = [picture.title, picture.source, "CC BY 4.0", *(key.text for key in picture.keys)]
        assert all(text in told for text in said), picture.name
        assert told.endswith(SETTINGS.url + picture.place), picture.name
        assert (picture.description in told) == picture.told
        empty = f"{of.svg.split('/>')[0]}/></svg>"
        assert len(vl_convert.svg_to_png(of.svg)) > 2 * len(vl_convert.svg_to_png(empty)), picture.name


@pytest.mark.parametrize(("name", "made"), [
    ("shade-0", (10, 10, 'fill="var(--ink)" fill-opacity="1"')),
    ("shade-1", (10, 10, 'fill="var(--ink)" fill-opacity="0.5"')),
    ("shade-2", (10, 10, 'fill="none" stroke="var(--edge)"')),
    ("bar-dprk", (10, 10, 'fill="var(--dprk)" fill-opacity="1"')),
    ("cell-thin", (10, 10, 'fill="var(--link)" fill-opacity="0.42"')),
    ("said-restraint", (10, 10, 'fill="var(--link)" fill-opacity="0.22"')),
    ("cell-not-researched", (10, 10, 'fill="none" stroke="var(--edge)" stroke-dasharray="2 2"')),
    ("term-least", (20, 2, 'fill="var(--muted)"')),
])  # fmt: skip
def test_a_swatch_is_filled_as_the_stylesheet_fills_it(name: str, made: tuple[int, int, str]) -> None:
    assert _swatch(name) == made


@IMAGE
def test_nothing_leaves_the_sheet(real: Archive, narrow: bool) -> None:
    """Nothing is measured, so a renderer does it: beside the drawing, the longest words of the record have room."""
    found = sorted(pictures.all_pictures(real), key=lambda one: len(one.title) + len(one.description))[-12:]
    long = replace(
        pictures.of_region(real)["coverage"],
        title=" ".join(one.title for one in found),
        description=" ".join(one.description for one in found),
        source=" ".join({one.source: 1 for one in found}),
        keys=tuple(key for one in found for key in one.keys)[-12:],
    )
    of = sheet(long, SETTINGS, narrow=narrow)
    drawing = re.compile(r'<svg x="24".*?</svg>')
    assert len(drawing.findall(of.svg)) == 1
    without = drawing.sub("", of.svg)
    bare = re.sub(r"<text.*?</text>|<rect x.*?/>", "", without)
    seen = [Image.open(io.BytesIO(png(svg))).convert("RGB") for svg in (without, bare)]
    assert seen[0].size == (of.width * SCALE, of.height * SCALE)
    # A palette may shift a colour a little.
    left, top, right, bottom = ImageChops.difference(*seen).point(lambda value: 255 * (value > 24)).getbbox()
    assert left >= 22 * SCALE
    assert top >= 24 * SCALE
    assert right <= (of.width - 12) * SCALE
    assert bottom <= (of.height - 8) * SCALE


def test_pixels_are_kept_and_set_in_the_project_s_own_letters(
    mini: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(charts, "CACHE", tmp_path)
    svg = sheet(next(pictures.all_pictures(mini)), SETTINGS).svg
    made = png(svg)
    assert Image.open(io.BytesIO(made)).mode == "P"
    (file,) = tmp_path.glob("*.png.kept")
    written = file.stat().st_mtime_ns
    assert png(svg) == made
    assert file.stat().st_mtime_ns == written
    file.write_bytes(b"broken")
    assert png(svg) == made
    # Where the letters are not known, a machine's own would stand for them.
    assert png(svg.replace("Noto S", "Nobody S")) != made
    assert {path.name for path in FONTS.glob("*.ttf")} == {"sans.ttf", "sans-bold.ttf", "serif-bold.ttf"}


@pytest.fixture(scope="module")
def picture(mini: Archive) -> Picture:
    return pictures.of_region(mini)["votes"]


def test_oembed_says_how_to_show_a_picture(picture: Picture) -> None:
    """The fields that oEmbed 1.0 demands of a rich answer (2.3.4.4), and a thumbnail with its size."""
    told = json.loads(oembed(picture, SETTINGS))
    assert (told["version"], told["type"]) == ("1.0", "rich")
    of, narrow = (sheet(picture, SETTINGS, narrow=narrow) for narrow in (False, True))
    assert (told["width"], told["height"]) == (of.width, max(of.height, narrow.height))
    assert told["html"] == iframe(picture, SETTINGS)
    assert told["thumbnail_url"] == SETTINGS.url + picture.png_path
    assert (told["thumbnail_width"], told["thumbnail_height"]) == (of.width * SCALE, of.height * SCALE)
    frame = html.fragment_fromstring(told["html"])
    assert frame.tag == "iframe"
    assert frame.get("src") == f"{SETTINGS.url}embed/votes/"
    assert frame.get("title") == picture.title


def test_hostile_words_stay_words(picture: Picture) -> None:
    hostile = replace(picture, title="<script>\"&'", description='"><img src=x>', source="<b>&amp;")
    root = ET.fromstring(sheet(hostile, SETTINGS).svg)
    assert root[0].text == "<script>\"&'"
    assert "<b>&amp;" in words(root)
    tree = html.fromstring(page(hostile, SETTINGS))
    assert not tree.findall(".//script")
    assert [image.get("alt") for image in tree.iter("img")] == ['<script>"&\'. "><img src=x>']
    assert html.fragment_fromstring(iframe(hostile, SETTINGS)).get("title") == "<script>\"&'"


def test_each_picture_leads_to_its_files_and_its_page_is_found(mini_site: Path, mini: Archive) -> None:
    for picture in pictures.all_pictures(mini):
        tree = html.parse(mini_site / picture.place / "index.html")
        (figure,) = tree.findall(f".//figure[@id='{picture.anchor}']")
        led = [(mini_site / picture.place / link.get("href")).resolve() for link in figure.iter("a")]
        for path in (picture.csv_path, picture.svg_path, picture.png_path, picture.embed_path):
            assert (mini_site / path).resolve() in led, path
        assert figure.findtext(".//details[@class='twin embed']//code") == iframe(picture, SETTINGS)
        framed = html.parse(mini_site / picture.embed_path / "index.html")
        (found,) = framed.findall(".//link[@type='application/json+oembed']")
        assert (mini_site / found.get("href").removeprefix(SETTINGS.url)).is_file()
        with Image.open(mini_site / picture.png_path) as image:
            assert image.size[0] == sheet(picture, SETTINGS).width * SCALE


def test_a_picture_shows_within_another_page_without_scripts(
    browser: Browser, mini_site: Path, tmp_path: Path, picture: Picture
) -> None:
    with serving(mini_site) as address, serving(tmp_path) as other:
        code = iframe(picture, SETTINGS).replace(SETTINGS.url, address)
        (tmp_path / "theirs.html").write_text(f"<!doctype html><title>Theirs</title>{code}", encoding="utf-8")
        context = browser.new_context(java_script_enabled=False)
        framing = context.new_page()
        for width, shown in ((1000, f"/{picture.svg_path}"), (400, "/narrow.svg")):
            framing.set_viewport_size({"width": width, "height": 700})
            asked: list[str] = []
            framing.on("response", lambda answer, asked=asked: asked.append(answer.url))
            framing.goto(f"{other}theirs.html")
            image = framing.frame_locator("iframe").locator("img")
            expect(image).to_be_visible()
            assert image.get_attribute("alt") == markup.unescape(f"{picture.title}. {picture.description}")
            assert any(url.endswith(shown) for url in asked), asked
            box = image.bounding_box()
            assert box is not None
            assert 300 < box["width"] <= width
            assert box["height"] > 100
        context.close()
