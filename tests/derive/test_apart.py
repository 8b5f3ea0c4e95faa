"""Namesakes: what sets a record apart stands beside its name wherever it is named."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scripts.derive.apart import apart_from, called, heading, page_title
from scripts.derive.history import NO_HISTORY
from scripts.load.archive import Archive
from scripts.pages.render import all_pages
from scripts.record.kinds import KINDS
from scripts.values.dates import FuzzyDate

HAN_SO = "Han So (Minister of Foreign Affairs, 1960–1965)"


def with_records(archive: Archive, kind: str, changed: dict[str, dict[str, Any]]) -> Archive:
    """The archive with some records of a kind changed."""
    records = dict(archive.records[kind])
    for id, fields in changed.items():
        records[id] = records[id].model_copy(update=fields)
    return replace(archive, records={**archive.records, kind: records}, memo={})


def told(archive: Archive, kind: str, *ids: str) -> list[str]:
    return [apart_from(kind, archive.records[kind][id], archive) for id in ids]


def test_a_name_that_one_bears_stands_alone(mini: Archive) -> None:
    assert called("officials", mini.officials["to-mau"], mini) == "Tô Mầu"


def test_a_person_is_told_from_a_namesake_by_the_longest_post_and_its_years(mini: Archive) -> None:
    assert called("officials", mini.officials["han-so"], mini) == HAN_SO
    assert called("officials", mini.officials["han-so-admiral"], mini) == "Han So (no post on record)"


def test_accents_case_and_hyphens_make_no_other_name(mini: Archive) -> None:
    archive = with_records(mini, "officials", {"to-mau": {"name": "HÀN-SO"}})
    assert "" not in told(archive, "officials", "han-so", "han-so-admiral", "to-mau")


@pytest.mark.parametrize(
    ("times", "years"),
    [
        ({"start": "1960", "end": "1965-03"}, ", 1960–1965"),
        ({"start": "1960-01", "end": "1960-05"}, ", 1960"),
        ({"start": "1960"}, ", from 1960"),
        ({"end": "1965"}, ", until 1965"),
        ({"seen": ("1964-05", "1963-01")}, ", seen 1963–1964"),
        ({"seen": ("1964-05",)}, ", seen 1964"),
        ({}, ""),
    ],
)
def test_years_are_told_as_far_as_they_are_known(mini: Archive, times: dict[str, Any], years: str) -> None:
    known = {
        name: tuple(map(FuzzyDate, value)) if name == "seen" else FuzzyDate(value) for name, value in times.items()
    }
    blank = {"start": None, "end": None, "seen": ()}
    post = mini.officials["han-so"].posts[0].model_copy(update={**blank, **known, "title": "Envoy; and more"})
    archive = with_records(mini, "officials", {"han-so": {"posts": (post,)}})
    assert told(archive, "officials", "han-so") == [f"Envoy{years}"]


def test_of_several_posts_the_one_held_longest_is_told(mini: Archive) -> None:
    def post(title: str, start: str | None, end: str | None, *seen: str) -> Any:
        dates = {
            "start": start and FuzzyDate(start),
            "end": end and FuzzyDate(end),
            "seen": tuple(map(FuzzyDate, seen)),
        }
        return mini.officials["han-so"].posts[0].model_copy(update={"title": title, **dates})

    short, long, day, never = (
        post("Clerk", "1970-01-01", "1970-01-03"),
        post("Envoy", "1960", "1962"),
        post("Guest", None, None, "1980-05-05"),
        post("Friend", None, None),
    )
    for posts, told_first in (
        ((short, long, day, never), "Envoy, 1960–1962"),
        ((long, short), "Envoy, 1960–1962"),
        ((day, short), "Clerk, 1970"),
        ((never, day), "Guest, seen 1980"),
        ((day, never), "Guest, seen 1980"),
    ):
        archive = with_records(mini, "officials", {"han-so": {"posts": posts}})
        assert told(archive, "officials", "han-so") == [told_first]


def test_persons_without_posts_are_told_apart_by_country_or_birth(mini: Archive) -> None:
    bare = {"name": "Han So", "posts": ()}
    archive = with_records(mini, "officials", {"han-so": bare, "to-mau": bare, "oda-brand": bare})
    assert told(archive, "officials", "to-mau", "oda-brand") == ["Sudland", "Westland"]
    alike = {"han-so": {**bare, "born": FuzzyDate("1901-02")}, "han-so-admiral": {**bare, "born": FuzzyDate("1910")}}
    archive = with_records(mini, "officials", alike)
    assert told(archive, "officials", "han-so", "han-so-admiral") == ["born 1901", "born 1910"]


def test_ships_and_companies_are_told_apart_by_number_kind_country_or_place(mini: Archive) -> None:
    one, other = "mv-heron", "sud-palace"
    same: dict[str, Any] = {"name": "Heron", "kind": "company", "imo": None, "countries": ("sudland",), "place": None}

    def apart(first: dict[str, Any], second: dict[str, Any]) -> list[str]:
        archive = with_records(mini, "entities", {one: {**same, **first}, other: {**same, **second}})
        return told(archive, "entities", one, other)

    assert apart({"imo": "9074729"}, {}) == ["IMO 9074729", other]
    assert apart({"imo": "9074729"}, {"imo": "9176187"}) == ["IMO 9074729", "IMO 9176187"]
    assert apart({"kind": "ship"}, {}) == ["ship", "company"]
    assert apart({"countries": ("nordland", "westland")}, {}) == ["Westland", "Sudland"]
    assert apart({"place": "Sudville"}, {"place": "Old Harbour"}) == ["Sudville", "Old Harbour"]


def test_publishers_and_sources_are_told_apart(mini: Archive) -> None:
    first, second, *_ = mini.publishers
    same = {"name": "The Post", "country": "sudland"}
    archive = with_records(mini, "publishers", {first: {**same, "aliases": ("Pos",)}, second: {**same, "aliases": ()}})
    assert told(archive, "publishers", first, second) == ["Pos", second]
    first, second, *_ = mini.sources
    both = {"title": "Talks", "date": FuzzyDate("1964-11-02")}
    publishers = list(mini.publishers)
    archive = with_records(
        mini, "sources", {first: {**both, "publisher": publishers[0]}, second: {**both, "publisher": "unheard-of"}}
    )
    assert told(archive, "sources", first, second) == [mini.publishers[publishers[0]].name, "unheard-of"]


def test_what_happened_is_told_apart_by_the_year_or_the_day_or_the_countries(mini: Archive) -> None:
    first, second, *_ = mini.events
    same = {"title": "A forum", "date": FuzzyDate("1983-10")}
    archive = with_records(mini, "events", {first: same, second: {**same, "date": FuzzyDate("1984")}})
    assert told(archive, "events", first, second) == ["1983", "1984"]
    archive = with_records(mini, "events", {first: same, second: {**same, "date": FuzzyDate("1983-10-02")}})
    assert told(archive, "events", first, second) == ["Oct 1983", "2 Oct 1983"]
    two = {first: {**same, "countries": ("sudland",)}, second: {**same, "countries": ("nordland", "westland")}}
    assert told(with_records(mini, "events", two), "events", first, second) == ["Sudland", "Westland"]
    alike = {id: {**same, "countries": ("sudland",)} for id in (first, second)}
    assert told(with_records(mini, "events", alike), "events", first, second) == [first, second]


def test_the_page_of_a_country_names_both_sides(mini: Archive) -> None:
    headings = {id: heading(country, mini) for id, country in mini.countries.items()}
    assert headings["sudland"] == "Sudland and Nordland"
    assert headings["nordland"] == "Nordland and Southeast Asia"
    others = [id for id, country in mini.countries.items() if country.role == "other"]
    assert others
    assert [headings[id] for id in others] == [mini.countries[id].name for id in others]
    assert called("countries", mini.countries["sudland"], mini) == "Sudland"
    assert page_title("officials", mini.officials["han-so"], mini) == HAN_SO


def test_feeds_citations_and_heads_say_the_same(mini_site: Path) -> None:
    for path in ("officials/han-so/index.html", "data/officials/han-so.ris", "feeds/all.atom"):
        assert HAN_SO in (mini_site / path).read_text(encoding="utf-8"), path
    page = (mini_site / "officials/han-so/index.html").read_text(encoding="utf-8")
    for tag in (
        f"<title>{HAN_SO} ·",
        f'og:title" content="{HAN_SO}"',
        f'DC.title" content="{HAN_SO}"',
        f'"name":"{HAN_SO}"',
        '<h1 data-pagefind-weight="10" id="',
    ):
        assert tag in page, tag
    assert re.search(
        r'<h1[^>]*>Han So <span class="apart">\(Minister of Foreign Affairs, 1960–1965\)</span></h1>', page
    )
    assert "<title>Sudland and Nordland ·" in (mini_site / "countries/sudland/index.html").read_text(encoding="utf-8")
    assert "Sudland and Nordland ·" in (mini_site / "feeds/sudland.atom").read_text(encoding="utf-8")


# The project's own record


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_records_of_a_kind_are_called_the_same(real: Archive, kind: str) -> None:
    by_name = defaultdict(list)
    for id, record in real.records[kind].items():
        by_name[called(kind, record, real)].append(id)
    assert {name: ids for name, ids in by_name.items() if len(ids) > 1} == {}


def test_no_two_pages_of_a_kind_have_one_title(real: Archive) -> None:
    by_title = defaultdict(list)
    for page in all_pages(real, NO_HISTORY, {}):
        by_title[page.template, page.full_title].append(page.path)
    assert {title: paths for title, paths in by_title.items() if len(paths) > 1} == {}


def test_no_link_to_a_record_says_a_name_that_others_bear(real: Archive, real_site: Path) -> None:
    bare = {record.label for kind, record in real if apart_from(kind, record, real) and kind != "sources"}
    assert {"Kim Yong Nam", "Kim Chol Nam", "ASEAN Regional Forum in Vientiane"} <= bare
    link = re.compile(r'<a [^>]*href="[^"]*/(?:officials|events|agreements|visits|entities)/[^"/]+/"[^>]*>(.*?)</a>')
    found = {}
    for path in real_site.rglob("index.html"):
        for text in link.findall(path.read_text(encoding="utf-8")):
            if html.unescape(re.sub(r"<[^>]+>", "", text)).strip() in bare:
                found[text] = path.relative_to(real_site).as_posix()
    assert found == {}
