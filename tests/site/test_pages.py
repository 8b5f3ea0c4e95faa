"""Every kind of page, as machines that know the rules see it: axe-core, the Nu HTML checker, and the scale."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Response

from tests.bench import weigh
from tests.conftest import ROOT, serving

NODE = ROOT / "tests" / "node" / "node_modules"
VNU = NODE / "vnu-jar" / "build" / "dist" / "vnu.jar"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIXED = ["", "404.html", "search/?q=Vientiane", "timeline/", "compare/", "coverage/", "as-of/", "as-of/1983/", "about/", "method/",
         "corrections/", "changes/", "data/", "visits/2020s/", "events/2010s/", "sources/2025/"]  # fmt: skip
LISTS = [
    "countries",
    "officials",
    "visits",
    "agreements",
    "events",
    "entities",
    "topics",
    "indicators",
    "measures",
    "assessments",
    "sources",
    "publishers",
]


def pages_of_each_kind(site: Path) -> list[str]:
    """The fixed pages, the lists, and of each kind of record the heaviest page: it holds most of what can be wrong."""
    heaviest = []
    for kind in LISTS:
        records = [
            path
            for path in (site / kind).glob("*/index.html")
            if path.parent.name[-1:] != "s" or kind not in ("visits", "events")
        ]
        if records and kind not in ("sources", "publishers", "assessments"):
            heaviest.append(
                max(records, key=lambda path: path.stat().st_size).parent.relative_to(site).as_posix() + "/"
            )
    return [*FIXED, *(f"{kind}/" for kind in LISTS), *heaviest]


# Rules on what colours and width change; on the rest one run has said everything.
LOOKS = {
    "type": "rule",
    "values": ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"],
}


# What is wrong with a row is wrong with the first fifteen: of longer lists no more is looked at.
CUT = """for (const list of document.querySelectorAll("tbody, article ul, article ol, article dl"))
  for (const row of [...list.children].slice(15)) row.remove();"""


def violations(
    browser: Browser, served: str, paths: list[str], scheme: str, width: int, rules: object = RULES
) -> list[str]:
    """What axe-core finds on some pages."""
    context = browser.new_context(base_url=served, color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    axe = (NODE / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    found = []
    for path in paths:
        page.goto(path)
        if path.startswith("search"):
            page.wait_for_selector("#search-app .hits li")
        page.evaluate(CUT)
        page.evaluate(axe)
        result: list[dict[str, Any]] = page.evaluate(
            f"async () => (await axe.run(document, {{runOnly: {json.dumps(rules)}}})).violations"
        )
        found += [f"{path or 'home'}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in result]
    context.close()
    return found


# In halves, so that two processes share them.
HALVES = pytest.mark.parametrize("half", [0, 1])


@HALVES
def test_axe_finds_nothing_on_any_kind_of_page(browser: Browser, served: str, real_site: Path, half: int) -> None:
    assert violations(browser, served, pages_of_each_kind(real_site)[half::2], "light", 360) == []


@HALVES
def test_axe_finds_nothing_in_dark_colours_on_a_wide_screen(
    browser: Browser, served: str, real_site: Path, half: int
) -> None:
    assert violations(browser, served, pages_of_each_kind(real_site)[half::2], "dark", 1440, LOOKS) == []


def test_axe_would_find_something(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text('<!doctype html><html><body><img src="x.png"><a href="/"></a></body></html>')
    pale = '<!doctype html><html><body style="background:#111"><p style="color:#222">pale</p></body></html>'
    (tmp_path / "pale.html").write_text(pale)
    with serving(tmp_path) as address:
        found = violations(browser, address, ["bad.html"], "light", 1440)
        assert any("image-alt" in text for text in found)
        assert any("link-name" in text for text in found)
        found = violations(browser, address, ["pale.html"], "dark", 1440, LOOKS)
        assert any("color-contrast" in text for text in found)


def nu(*paths: Path) -> list[str]:
    """The messages of the Nu HTML checker about some files; warnings count."""
    done = subprocess.run(
        ["java", "-jar", str(VNU), "--format", "json", "--exit-zero-always", *map(str, paths)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    # The checker reads a file without its address, to which 'self' refers; browsers judge the policy in a test of its own.
    messages = [one for one in json.loads(done.stderr)["messages"] if "Content Security Policy" not in one["message"]]
    return [
        f"{Path(one['url']).parent.name}: {one.get('subType', one['type'])}: {one['message']} {one.get('extract', '')[:120]}"
        for one in messages
    ]


def test_every_kind_of_page_is_valid_html(real_site: Path) -> None:
    paths = [path.split("?")[0] for path in pages_of_each_kind(real_site)]
    files = [real_site / path if path.endswith(".html") else real_site / path / "index.html" for path in paths]
    assert nu(*files) == []


@pytest.mark.whole
def test_the_checker_would_find_something(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<!doctype html><html lang=en><title>x</title><p><div></p>")
    assert nu(tmp_path / "bad.html")


def test_pages_are_light(real_site: Path) -> None:
    for path in (real_site / "countries").glob("*/index.html"):
        _, loaded = weigh(real_site, path.parent.relative_to(real_site).as_posix())
        assert loaded <= 150_000, path.parent.name
    for page in ("", "visits/2025-10-09-to-lam-pyongyang", "officials/to-lam", "search"):
        assert weigh(real_site, page)[1] <= 60_000, page


def test_a_first_search_loads_little_of_the_index(browser: Browser, served: str) -> None:
    """Under 100 kB of index, gzipped as it is stored. (Pagefind's engine, 97 kB, comes once and stays in the cache.)"""
    context = browser.new_context(base_url=served)
    page = context.new_page()
    page.goto("about/")
    pieces: list[Response] = []
    page.on("response", lambda answer: pieces.append(answer) if ".pf_" in answer.url else None)
    page.keyboard.press("/")
    # In one go: on a slow machine each rest between two letters is a query of its own.
    page.locator("form.search input").fill("To Lam")
    page.wait_for_selector("form.search .results a")
    page.wait_for_load_state("networkidle")
    loaded = [len(answer.body()) for answer in pieces]
    context.close()
    assert len(loaded) > 3
    assert sum(loaded) <= 100_000
