"""Social cards: what stands on them, how they are drawn, and that each record's page leads to its own."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from scripts.load.archive import Archive
from scripts.pages.cards import card, cards, sheet
from scripts.record.kinds import PAGED
from scripts.site.cards import HEIGHT, MARGIN, SIZE, WIDTH, draw, draw_all, key, written
from scripts.values.card import Card, from_text, to_text
from scripts.values.settings import site_settings
from tests.conftest import examples

SHEET = sheet(site_settings())
PLAIN = Card(
    "cards/visits/a.png", "Visit", "Han So in Sudville", "A", ("4 November 1964",), "Reported by both sides", "partner"
)


def seen(drawn: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(drawn))
    assert (image.format, image.mode, image.size) == ("PNG", "P", SIZE)
    return image.convert("RGB")


def written_box(drawn: bytes, without: bytes) -> tuple[int, int, int, int] | None:
    """The smallest box around what one card has and another has not."""
    return ImageChops.difference(seen(drawn), seen(without)).getbbox()


def test_a_card_says_title_date_side_and_grade(mini: Archive) -> None:
    visit = card("visits", mini.visits["1964-11-02-han-so-sudville"], mini)
    assert visit.title == "Han So <visits> Sudville & signs *two* papers"
    assert (visit.kind, visit.notes, visit.accent) == ("Visit", ("2–5 November 1964",), "independent")
    assert visit.evidence == "Independently reported · Evidence B"
    ahead = card("visits", mini.visits["2024-03-15-minister-westhaven"], mini)
    assert ahead.notes == ("15–17 March 2024 · announced",)
    person = card("officials", mini.officials["han-so"], mini)
    assert (person.title, person.evidence) == ("Han So (Minister of Foreign Affairs, 1960–1965)", "")
    assert "Han So" not in "".join(person.notes)


def test_each_record_that_has_a_page_has_a_card(mini: Archive) -> None:
    found = list(cards(mini))
    assert len(found) == sum(len(mini.records[kind]) for kind in PAGED)
    assert len({one.path for one in found}) == len(found)
    assert from_text(to_text(SHEET, found)) == (SHEET, found)


def test_colours_are_the_theme_s_and_the_same_words_make_the_same_bytes() -> None:
    assert draw(PLAIN, SHEET) == draw(PLAIN, SHEET)
    found = {colour for _, colour in seen(draw(PLAIN, SHEET)).getcolors(WIDTH * HEIGHT)}
    named = {tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5)) for name, colour in SHEET.colours if len(colour) == 7}
    assert len(found & named) == 5, "paper, ink, muted, link, partner"


def test_what_shows_decides_what_a_card_is_kept_by() -> None:
    assert key(PLAIN, SHEET) == key(dataclasses.replace(PLAIN, path="cards/visits/b.png"), SHEET)
    other = {field.name: ("x",) if field.name == "notes" else "ink" for field in dataclasses.fields(Card)[1:]}
    keys = {key(dataclasses.replace(PLAIN, **{name: value}), SHEET) for name, value in other.items()}
    assert len(keys | {key(PLAIN, SHEET), key(PLAIN, dataclasses.replace(SHEET, host="b.example"))}) == len(other) + 2


def test_only_what_changed_is_drawn_again(tmp_path: Path) -> None:
    other = dataclasses.replace(PLAIN, path="cards/visits/b.png", title="Han So in Nordburg")
    cache = tmp_path / "cache"
    assert draw_all(SHEET, [PLAIN, other], tmp_path / "one", cache) == 2
    changed = dataclasses.replace(other, title="Han So in Westhaven")
    assert draw_all(SHEET, [PLAIN, changed], tmp_path / "two", cache) == 1
    assert (tmp_path / "two" / PLAIN.path).read_bytes() == draw(PLAIN, SHEET)
    next(cache.glob("*.kept")).write_bytes(b"broken")
    assert draw_all(SHEET, [PLAIN, other, changed], tmp_path / "three", cache) == 1
    assert draw_all(SHEET, [], tmp_path / "none", cache) == 0
    assert (tmp_path / "none" / "cards").is_dir()


@pytest.mark.parametrize(("text", "made"), [
    ("Nguyễn Phú Trọng ở Hà Nội: 9–11 “a”…", "Nguyễn Phú Trọng ở Hà Nội: 9–11 “a”…"),
    ("a\u0302\u0301", "ấ"), ("ﬁn ǩ", "fin k"), ("김정은 in Hanoi", ""), ("ລາວ", ""), ("a ☂ b", "a  b"),
])  # fmt: skip
def test_letters_that_the_font_lacks(text: str, made: str) -> None:
    assert written(text, "serif-bold") == made


def test_a_title_in_another_script_is_told_by_the_record_s_id() -> None:
    korean = dataclasses.replace(PLAIN, title="김정은", name="Kim jong un")
    assert draw(korean, SHEET) == draw(dataclasses.replace(PLAIN, title="Kim jong un"), SHEET)


@settings(max_examples=examples(25))
@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Z"]), max_size=300), st.text(max_size=200))
def test_whatever_the_words_nothing_leaves_the_card(title: str, note: str) -> None:
    blank = draw(dataclasses.replace(PLAIN, title=" ", name="", notes=(), evidence=""), SHEET)
    full = dataclasses.replace(
        PLAIN, title=title or "W" * 80, notes=(note,), evidence="Reported by Sudland only · Evidence D"
    )
    left, top, right, bottom = written_box(draw(full, SHEET), blank) or (MARGIN, 120, 121, 121)
    assert left >= MARGIN - 8
    assert top > 100
    assert bottom <= 538
    assert right <= WIDTH - MARGIN + 8 or " " not in title.strip()


def test_each_record_s_page_leads_to_its_card(mini_site: Path) -> None:
    address = site_settings().url
    led = {}
    for page in mini_site.rglob("index.html"):
        text = page.read_text(encoding="utf-8")
        found = re.search(r'property="og:image" content="([^"]+)"', text)
        if found:
            led[page.parent.relative_to(mini_site).as_posix()] = found[1].removeprefix(address)
    assert led["visits/1964-11-02-han-so-sudville"] == "cards/visits/1964-11-02-han-so-sudville.png"
    assert {led["."], led["about"], led["visits"]} == {"assets/site/social.png"}
    drawn = {path.relative_to(mini_site).as_posix() for path in (mini_site / "cards").rglob("*") if path.is_file()}
    assert drawn == set(led.values()) - {"assets/site/social.png"}
    with zipfile.ZipFile(mini_site / "data" / "site.zip") as packed:
        assert not [name for name in packed.namelist() if "/cards/" in name]
