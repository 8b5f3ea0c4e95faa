"""A hostile world in a real browser: text that would run as script wherever it were not escaped.

The world is the mini one with the same hostile words behind every text that the check admits them in. The browser is
told to pass over the pages' policy, so that the escaping is tried alone.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from scripts.rules.check import check
from scripts.site.build import build
from scripts.values.problems import errors
from tests.conftest import MINI, TODAY, serving

HOSTILE = " ".join(
    [
        "[x](y autofocus onfocus=pwned() z)",
        "<script>pwned()</script>",
        "\"'><img src=x onerror=pwned()>",
        "</title></script></textarea><svg onload=pwned()>",
        "{: onfocus=pwned() autofocus tabindex=0 }",
        "<!-- contents --> {{ page }} `<b>`",
    ]
)
# Fields that are ids, terms and dates wherever they stand.
TERMS = {
    "role",
    "side",
    "kind",
    "rank",
    "status",
    "confidence",
    "language",
    "sources",
    "topics",
    "formerly",
    "reviewed",
}

# What there would be on a page if words had become markup, beside the pages' own: their scripts, the number of columns
# that the comparison gives its table, and the picture of a page that is one, with no more than it needs.
MARKUP = r"""() => [...document.querySelectorAll("*")].filter((one) => {
    const names = one.getAttributeNames().join(" "), columns = one.matches("table.matrix.compare") && /^--n: \d+;$/;
    const drawn = names === "src width height alt" && /^\.\.\/\.\.\/data\/pictures\/[\w-]+\.svg$/;
    return [...one.attributes].some(({ name, value }) => /^on|^autofocus$/.test(name) || /^\s*javascript:/i.test(value) ||
            name === "style" && !(columns && columns.test(value))) ||
        one.matches("img") && !(drawn && location.pathname.startsWith("/embed/") && drawn.test(one.getAttribute("src"))) ||
        one.matches("iframe, object, embed, base, style, script:not([src]):not([type='application/ld+json'])");
    }).map((one) => one.outerHTML.slice(0, 200))"""


def fields(value: Any, name: str = "") -> Iterator[str]:
    """The names of the fields that hold text, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from fields(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner, name)
    elif name not in TERMS:
        yield name


def worsened(value: Any, chosen: set[str], name: str = "") -> Any:
    """The same with the hostile words behind the text of the chosen fields."""
    if isinstance(value, dict):
        return {key: worsened(inner, chosen, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [worsened(inner, chosen, name) for inner in value]
    return f"{value} {HOSTILE}" if name in chosen else value


def write(folder: Path, chosen: set[str]) -> Path:
    """The mini world with hostile words in some fields."""
    shutil.rmtree(folder, ignore_errors=True)
    for source in MINI.rglob("*.yaml"):
        target = folder / source.relative_to(MINI)
        target.parent.mkdir(parents=True, exist_ok=True)
        records = yaml.load(source.read_text(encoding="utf-8"), yaml.BaseLoader)
        worse = {id: worsened(record, chosen) for id, record in records.items()}
        target.write_text(yaml.safe_dump(worse, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def admitted(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The fields in which the check admits the hostile words: those that it names are left out until it is content."""
    folder = tmp_path_factory.mktemp("fields")
    texts = [yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in MINI.rglob("*.yaml")]
    names = {name for records in texts for record in records.values() for name in fields(record)}
    while found := errors(check(write(folder / "data", names), TODAY)[1]):
        refused = {field_at(folder / problem.path, problem.line) for problem in found} & names
        assert refused, found[0]
        names -= refused
    return names


def field_at(file: Path, line: int) -> str:
    """The field of a line, or of the list that the line is part of; nothing for a record as a whole."""
    before = reversed(file.read_text(encoding="utf-8").split("\n")[:line])
    return next((key[1] for text in before if (key := re.match(r"[\s-]*'?([\w-]+)'?:", text))), "")


@pytest.fixture(scope="module")
def hostile_site(admitted: set[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    data = write(folder / "data", admitted)
    build(data, folder / "site", today=TODAY, say=lambda _: None, work=folder / "work")
    return folder / "site"


@pytest.fixture
def page(browser: Browser, hostile_site: Path) -> Iterator[Page]:
    """A page of the hostile site that counts the scripts that ran, with the policy passed over."""
    with serving(hostile_site) as address:
        context = browser.new_context(base_url=address, bypass_csp=True)
        context.add_init_script("window.ran = 0; window.pwned = () => { window.ran += 1; };")
        yield context.new_page()
        context.close()


def test_the_check_admits_hostile_words_where_a_reader_would_write_them(admitted: set[str]) -> None:
    """Prose refuses braces, HTML and addresses that lead nowhere; every name, title and place takes them."""
    assert {
        "name",
        "title",
        "places",
        "occasion",
        "about",
        "owner",
        "aliases",
        "inferred",
        "author",
        "formal",
    } <= admitted


def test_hostile_words_stay_words_on_every_page(page: Page, hostile_site: Path) -> None:
    # A page at a former address leads on at once; `test_a_title_cannot_break_a_redirect` is about those.
    files = [path for path in hostile_site.rglob("*.html") if 'http-equiv="refresh"' not in path.read_text("utf-8")]
    paths = sorted(path.relative_to(hostile_site).as_posix() for path in files)
    paths = [path for path in paths if not path.startswith("as-of/") or path.startswith("as-of/1964/")]  # all alike
    wrong = {}
    for path in paths:
        page.goto(path.removesuffix("index.html"))
        found = page.evaluate(MARKUP)
        if found or page.evaluate("window.ran"):
            wrong[path] = found
    assert wrong == {}
    assert len(paths) > 60


def test_hostile_words_stay_words_in_notes_and_search(page: Page) -> None:
    page.goto("visits/1964-11-02-han-so-sudville/")
    for mark in page.locator("sup.cite a").all():
        mark.focus()
        page.wait_for_selector("#note:not([hidden])")
    page.goto("search/?q=script+onerror+pwned")
    page.wait_for_selector("#search-app .hits li")
    page.locator("#search-app details").first.locator("summary").click()
    page.keyboard.press("/")
    page.goto("about/?q=<img src=x onerror=pwned()>#<img src=x onerror=pwned()>")
    page.keyboard.press("/")
    page.keyboard.type("<img src=x onerror=pwned()>")
    page.wait_for_selector("form.search .results a")
    assert page.evaluate("window.ran") == 0
    assert page.evaluate(MARKUP) == []


def test_the_browser_would_run_them(page: Page) -> None:
    """The other tests could fail: the words run when they are written as HTML, and the policy is passed over."""
    page.goto("about/")
    page.evaluate("(text) => { document.querySelector('article').innerHTML = text; }", HOSTILE)
    page.wait_for_function("window.ran > 0")
    assert page.evaluate(MARKUP)
