"""Every kind of record in every outlet: served, or excused with a reason in the table of kinds."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from scripts.derive.names import compact
from scripts.load.archive import Archive, place_of
from scripts.pages.render import render
from scripts.pictures.coverage import coverage
from scripts.record.kinds import KINDS, OUTLETS

Has = Callable[[str], bool]


@pytest.fixture(scope="module")
def pages(mini: Archive) -> dict[str, str]:
    return {page.path: text for page, text in render(mini)}


def shown(pages: Mapping[str, str], mini: Archive, pattern: str, kind: str) -> bool:
    """Whether pages whose path matches lead to a record of the kind, or hold one as an entry."""
    addresses = [place_of(kind, id, mini) for id in mini.records[kind]]
    ids = list(mini.records[kind])
    for path, text in pages.items():
        if re.fullmatch(pattern, path) and not path.startswith(f"{kind}/"):
            body = text.split("\n---\n", 1)[1]
            if any(f"{address}{end}" in body for address in addresses for end in ('"', "#", "&#35;")):
                return True
            if any(f'id="{id}"' in body or f'id="source-{id}"' in body for id in ids):
                return True
    return False


def differs(mini: Archive, kind: str) -> bool:
    """Whether the matrix of coverage changes when the records of a kind are dated otherwise: gone."""
    less = replace(mini, records={**mini.records, kind: {}}, backlinks={}, memo={})
    less.backlinks = {key: [link for link in links if link.kind != kind] for key, links in mini.backlinks.items()}

    def numbers(archive: Archive) -> dict[str, dict[int, int]]:
        return {id: {year: n for year, (n, _) in years.items()} for id, years in coverage(archive).items()}

    return kind != "countries" and kind != "sources" and numbers(less) != numbers(mini)


@pytest.fixture(scope="module")
def outlets(mini: Archive, mini_site: Path, pages: dict[str, str]) -> dict[str, Has]:
    read = partial(Path.read_text, encoding="utf-8")
    home, data = pages["index.md"], pages["data/index.md"]
    head = read(mini_site / "index.html")
    feed, calendar = read(mini_site / "feeds/all.atom"), read(mini_site / "feeds/all.ics")
    names = read(mini_site / "data/names.csv").splitlines()
    offered = {key for path in (mini_site / "search").glob("*.json") for key in json.loads(read(path)) if key[0] == "="}
    with sqlite3.connect(mini_site / "data/nksea.sqlite") as base:
        tables = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def first(kind: str) -> str:
        return next(iter(mini.records[kind]))

    def about(kind: str) -> bool:
        page = mini_site / kind / first(kind) / "index.html"
        return page.is_file() and '"mainEntity"' in read(page)

    return {
        "page": lambda kind: f"{kind}/{first(kind)}.md" in pages,
        "list": lambda kind: f"{kind}/index.md" in pages,
        "navigation": lambda kind: f'href="{kind}/"' in head,
        "home": lambda kind: f'href="{kind}/' in home,
        "country": lambda kind: kind == "countries" or shown(pages, mini, r"countries/[a-z-]+\.md", kind),
        "timeline": lambda kind: shown(pages, mini, r"timeline/index\.md", kind),
        "coverage": lambda kind: differs(mini, kind),
        "topic": lambda kind: shown(pages, mini, r"topics/(?!index)[a-z-]+\.md", kind),
        "search": lambda kind: any(f"kind:{KINDS[kind].singular}" in text for text in pages.values()),
        "suggestion": lambda kind: f"={compact(mini.records[kind][first(kind)].label)}" in offered,
        "linked-data": about,
        "citation": lambda kind: (mini_site / "data" / kind / f"{first(kind)}.bib").is_file(),
        "feed": lambda kind: f'term="{kind}"' in feed,
        "calendar": lambda kind: f"UID:{kind}/" in calendar,
        "names": lambda kind: any(f",{kind}," in line for line in names),
        "json": lambda kind: first(kind) in json.loads(read(mini_site / "data" / f"{kind}.json")),
        "csv": lambda kind: f"\n{first(kind)}," in read(mini_site / "data" / f"{kind}.csv"),
        "sqlite": lambda kind: kind in tables,
        "schema": lambda kind: (mini_site / "data" / "schema" / f"{kind}.json").is_file(),
        "data-page": lambda kind: f"data/{kind}.json" in data,
        "llms": lambda kind: f"/{kind}/" in read(mini_site / "llms.txt"),
        "sitemap": lambda kind: f"/{kind}/" in read(mini_site / "sitemap.xml"),
    }


def test_the_outlets_are_those_of_the_table(outlets: dict[str, Has]) -> None:
    assert set(outlets) == set(OUTLETS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_kind_is_in_an_outlet_or_says_why_not(kind: str, outlet: str, outlets: dict[str, Has]) -> None:
    reason = KINDS[kind].absent.get(outlet)
    if reason is None:
        assert outlets[outlet](kind), (
            f"{kind} are not in the outlet '{outlet}' ({OUTLETS[outlet]}); serve or excuse them"
        )
    else:
        assert reason.strip()
        assert not outlets[outlet](kind), f"{kind} are in the outlet '{outlet}' although they are excused: {reason}"


def test_excuses_are_for_known_outlets() -> None:
    assert {outlet for kind in KINDS.values() for outlet in kind.absent} <= set(OUTLETS)


def test_the_head_of_every_page_follows_the_table() -> None:
    from scripts.values.files import ROOT

    nav = re.findall(r"^  - (.+): ([a-z]+)/index\.md$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    named = {kind: title for title, kind in nav if kind in KINDS}
    assert named == {name: kind.brief or kind.plural for name, kind in KINDS.items() if kind.in_head}
    assert {"timeline": "Timeline", "compare": "Compare"}.items() <= {place: title for title, place in nav}.items()


@pytest.mark.parametrize("kind", KINDS)
def test_no_id_takes_a_place_that_the_site_uses(mini_site: Path, mini: Archive, kind: str) -> None:
    """Every anchor of a kind's lists that is no record's, and every address below the kind that is no record's, is reserved."""
    lists = [kind, *(path.parent.relative_to(mini_site).as_posix() for path in (mini_site / kind).glob("*/index.html"))]
    records = mini.records[kind]
    old = {id for record in records.values() for id in record.formerly}
    old |= {id for one, id in (removal.former for removal in mini.removals.values()) if one == kind}
    places = {place.removeprefix(f"{kind}/") for place in lists[1:]} - set(records) - old
    if KINDS[kind].has_page:
        assert {place for place in places if not KINDS[kind].reserves(place)} == set()
        return
    shown = set()
    for place in lists:
        anchors = set(re.findall(r'\sid="([^"]+)"', (mini_site / place / "index.html").read_text(encoding="utf-8")))
        if anchors & set(records):
            shown |= anchors
    assert set(records) <= shown
    assert {id for id in shown - set(records) - old if not KINDS[kind].reserves(id)} == set()
