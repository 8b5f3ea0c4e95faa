"""The site as a web server sends it with the headers made for it, as a copy under a path, from a file, in older browsers."""

from __future__ import annotations

import functools
import http.server
import re
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from lxml import etree, html
from playwright.sync_api import Browser, BrowserContext, Page, expect

from scripts.site.hosting import headers
from scripts.site.linkcheck import loose_ends
from scripts.site.packing import MADE_LATER
from scripts.values.settings import site_settings
from tests.conftest import ROOT, TODAY, Quiet, serving
from tests.mutants import copy_project

VISIT = "visits/1964-11-02-han-so-sudville/"
LISTS = ["", "visits/", "timeline/", "compare/", "search/?q=harbour", "404.html", VISIT]

WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (e) => window.broken.push(`${e.violatedDirective} ${e.blockedURI}`));
"""
# What Safari 14 does not have, of what scripts like to use.
YOUNG = """
for (const kind of [Array, String, Int8Array]) delete kind.prototype.at;
delete Array.prototype.findLast; delete Array.prototype.toSorted; delete Array.prototype.with;
delete Object.hasOwn; delete window.structuredClone; delete window.trustedTypes;
"""
EVERYTHING_KEPT = """async () => [document.cookie, {...localStorage}, {...sessionStorage},
    (await indexedDB.databases()).length, (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length]"""


class _Secured(http.server.SimpleHTTPRequestHandler):
    """Sends the headers that the files for web servers hold."""

    def end_headers(self) -> None:
        for name, value in headers(site_settings()).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def secured(folder: Path) -> Iterator[str]:
    """A folder on a local port, with the headers."""
    handler = functools.partial(_Secured, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def watched(context: BrowserContext) -> tuple[Page, list[str]]:
    """A page, and what the browser says of it: console, errors, requests."""
    context.add_init_script(WATCH)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("request", lambda request: said.append(f"asked: {request.url}"))
    return page, said


def use(page: Page) -> None:
    """What a reader does: search in the head, sort, filter, look at a note, choose colours, search with a facet."""
    page.goto("visits/")
    page.locator("form.filter input").first.fill("harbour")
    page.goto(VISIT)
    page.locator("sup.cite a").first.focus()
    expect(page.locator("#note")).to_be_visible()
    for _ in range(4):
        page.locator("button.theme").click()
    page.keyboard.press("/")
    page.keyboard.type("Han So")
    expect(page.locator("form.search .results a").first).to_be_visible()
    page.goto("search/?q=Sudville")
    expect(page.locator("#search-app .hits li").first).to_be_visible()
    page.locator("#search-app summary").first.click()
    page.locator("#search-app input[type=checkbox]").first.check()
    page.wait_for_url("**kind=**")


@pytest.mark.parametrize("serve", [serving, secured], ids=["without headers", "with headers"])
def test_use_breaks_no_policy_asks_nobody_else_and_keeps_the_colours_alone(
    browser: Browser, mini_site: Path, serve: object
) -> None:
    with serve(mini_site) as address:  # type: ignore[operator]
        context = browser.new_context(base_url=address, color_scheme="light")
        page, said = watched(context)
        use(page)
        for path in LISTS:
            page.goto(path)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("window.broken") == [], path
        key = page.evaluate("document.documentElement.dataset.store")
        assert key.startswith(site_settings().url)
        # Four presses: dark, light, as the system, dark again.
        assert page.evaluate(EVERYTHING_KEPT) == ["", {key: "dark"}, {}, 0, 0, 0]
        assert context.cookies() == []
        context.close()
    assert [text for text in said if not text.startswith((f"asked: {address}", "asked: data:"))] == []


def test_text_becomes_neither_markup_nor_a_script_but_for_the_worker_of_search(
    browser: Browser, mini_site: Path
) -> None:
    refused = (
        """(make) => { try { makers[make](); return false; } catch (error) { return error instanceof TypeError; } }"""
    )
    makers = """window.makers = {
        markup: () => { document.body.innerHTML = "<b>x</b>"; },
        parsed: () => new DOMParser().parseFromString("<b>x</b>", "text/html"),
        worker: () => new Worker("/pagefind/pagefind-worker.js"),
        again: () => trustedTypes.createPolicy("pagefind-worker", {}),
        other: () => trustedTypes.createPolicy("other", {}),
    };"""
    with serving(mini_site) as address:
        context = browser.new_context(base_url=address)
        context.add_init_script(makers)
        page = context.new_page()
        workers: list[str] = []
        page.on("worker", lambda worker: workers.append(worker.url))
        page.goto("search/?q=Sudville")
        expect(page.locator("#search-app .hits li").first).to_be_visible()
        assert workers == [f"{address}pagefind/pagefind-worker.js"]
        for make in ("markup", "parsed", "worker", "again", "other"):
            assert page.evaluate(refused, make), make
        context.close()


def test_what_no_page_reads_does_not_ship(mini_site: Path) -> None:
    theme = {path.name for path in (ROOT / "theme" / "assets" / "site").iterdir()}
    assert {path.relative_to(mini_site).as_posix() for path in (mini_site / "assets").rglob("*") if path.is_file()} == {
        f"assets/site/{name}" for name in theme
    }
    engine = {path.name for path in (mini_site / "pagefind").iterdir() if path.is_file() and path.suffix != ".pf_meta"}
    assert engine == {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.en.pagefind"}


def test_a_page_cannot_be_framed(browser: Browser, mini_site: Path) -> None:
    with secured(mini_site) as address, serving(mini_site) as other:
        page = browser.new_context().new_page()
        page.goto(f"{other}data/visits.json")
        with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
            page.evaluate("(url) => { document.body.innerHTML = `<iframe src='${url}'></iframe>`; }", address)
        page.context.close()


def test_the_copy_of_the_site_works_under_a_path(browser: Browser, mini_site: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(mini_site / "data" / "site.zip") as packed:
        packed.extractall(tmp_path / "some" / "where")
    copy = tmp_path / "some" / "where" / "nksea"
    assert (copy / ".well-known" / "security.txt").is_file()
    with serving(tmp_path) as address:
        context = browser.new_context(base_url=f"{address}some/where/nksea/")
        page, said = watched(context)
        use(page)
        assert page.evaluate("window.broken") == []
        context.close()
    assert [text for text in said if not text.startswith((f"asked: {address}some/where/nksea/", "asked: data:"))] == []


class _WithItsOwnPage(Quiet):
    """Answers with the site's page where there is none, as hosts do."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "sub" / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def test_a_fork_under_a_path_builds_and_works_whole(browser: Browser, tmp_path: Path) -> None:
    """Its address in mkdocs.yml is all that a fork changes; links are checked by the build itself."""
    fork = copy_project(tmp_path / "fork")
    config = (fork / "mkdocs.yml").read_text(encoding="utf-8")
    address = f"site_url: {site_settings().url}"
    assert address in config
    (fork / "mkdocs.yml").write_text(config.replace(address, "site_url: https://example.org/sub/"), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "scripts",
        "build",
        "--data",
        "tests/mini/data",
        "--site",
        str(tmp_path / "www" / "sub"),
    ]
    subprocess.run([*command, "--today", str(TODAY), "--without-history"], cwd=fork, check=True, capture_output=True)
    for file in (
        "sitemap.xml",
        "feeds/all.atom",
        "robots.txt",
        f"{VISIT}index.html",
        "visits/1964-han-so-sudland/index.html",
    ):
        text = (tmp_path / "www" / "sub" / file).read_text(encoding="utf-8")
        assert "https://example.org/sub/" in text, file
        assert site_settings().url not in text, file
    with serving(tmp_path / "www", _WithItsOwnPage) as server:
        context = browser.new_context(base_url=f"{server}sub/")
        page, said = watched(context)
        use(page)
        page.goto("visits/no-such-visit/Sudville")
        expect(page.locator("h1")).to_have_text("There is no such page")
        page.locator("#search-app .hits a").first.click()
        expect(page.locator("h1")).not_to_have_text("There is no such page")
        page.goto("visits/no/such/visit/")
        page.locator("a.brand").click()
        expect(page).to_have_url(f"{server}sub/")
        page.locator(".sections a", has_text="Visits").click()
        page.locator("td.what a").first.click()
        expect(page.locator(".record-foot")).to_be_visible()
        assert page.evaluate("window.broken") == []
        context.close()
        allowed = (
            f"asked: {server}sub/",
            "asked: data:",
            "error: Failed to load resource: the server responded with a status of 404",
        )
        assert [text for text in said if not text.startswith(allowed)] == []
    # The copy for reading offline holds the same, and works wherever it is unpacked.
    with zipfile.ZipFile(tmp_path / "www" / "sub" / "data" / "site.zip") as packed:
        packed.extractall(tmp_path / "copy")
    copy = tmp_path / "copy" / "nksea"
    assert loose_ends(copy, MADE_LATER, "/sub/") == []
    with serving(copy) as server:
        page = browser.new_page(base_url=server)
        use(page)
        page.close()


def test_a_page_opened_from_a_file_reads_as_without_scripts(browser: Browser, mini_site: Path) -> None:
    """Browsers load no modules from files; nothing that needs one is then offered, and the styles hold."""
    context = browser.new_context(color_scheme="dark")
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto((mini_site / "visits" / "index.html").as_uri())
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("button.theme")).to_be_hidden()
    expect(page.locator("form.filter").first).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 24, 27)"
    assert page.evaluate("window.broken") == []
    context.close()


def test_scripts_survive_an_older_safari(browser: Browser, mini_site: Path) -> None:
    with serving(mini_site) as address:
        context = browser.new_context(base_url=address, bypass_csp=True)  # it knows no trusted types
        context.add_init_script(YOUNG)
        page, said = watched(context)
        use(page)
        page.goto("officials/")
        page.goto("timeline/?text=harbour")
        expect(page.locator("form[data-chronicle] .count")).to_contain_text(" of ")
        context.close()
    assert [text for text in said if text.startswith("error")] == []


@pytest.mark.parametrize(
    "address", ["visits/#100%", "timeline/#%E0%A4%A", "%E0%A4%A/100%", "search/?q=%E0%A4%A", VISIT + "#%"]
)
def test_a_bad_address_stops_no_script(browser: Browser, mini_site: Path, address: str) -> None:
    with serving(mini_site) as base:
        context = browser.new_context(base_url=base)
        page, said = watched(context)
        page.goto(address if not address.startswith("%") else "404.html")
        if address.startswith("%"):
            page.evaluate("(path) => history.replaceState(null, '', '/' + path)", address)
            page.evaluate(
                "import(document.querySelector('script[type=module]').src.replace('site.js', 'search.js')).then((m) => m.searchPage(document.querySelector('#search-app')))"
            )
        page.wait_for_load_state("networkidle")
        page.locator("button.theme").click()
        assert page.evaluate("document.documentElement.dataset.theme")
        context.close()
    assert [text for text in said if text.startswith("error")] == []


# The rows and facts of a page, each of which has an address.
ADDRESSED = etree.XPath(
    """//table[contains(@class, 'records')]/tbody/tr | //section[@class = 'panel']//dl/div | //dl[@class = 'disputes']/div
    | //ol[@class = 'chronicle' or @class = 'sources']/li | //ul[@class = 'entries' or @class = 'views']/li"""
)


def test_every_row_and_fact_has_its_link(mini_site: Path) -> None:
    seen = 0
    for path in mini_site.rglob("index.html"):
        if path.parent == mini_site / "data":  # its tables are answers of the data base
            continue
        if path.parent.name == "dossier":  # a sheet to print and to keep, cited as a whole
            continue
        for part in ADDRESSED(html.parse(path)):
            links = [link.get("href") for link in part.iterfind(".//a[@class='anchor']")]
            assert links == [f"#{part.get('id')}"], (path, html.tostring(part)[:300])
            seen += 1
    assert seen > 300


def test_a_press_on_a_link_copies_the_address_by_pointer_and_by_keyboard(browser: Browser, mini_site: Path) -> None:
    with serving(mini_site) as base:
        context = browser.new_context(base_url=base, permissions=["clipboard-read", "clipboard-write"])
        page, said = watched(context)
        page.goto("visits/")
        row = page.locator("table.records tbody tr").first
        anchor = row.locator("a.anchor")
        title = row.locator("td.what a").first.inner_text()
        expect(anchor).to_have_css("opacity", "0")
        row.hover()
        expect(anchor).to_have_css("opacity", "1")
        expect(anchor).to_have_attribute("aria-label", f"Copy link: {title}")
        anchor.click()
        expect(page.get_by_role("status").last).to_have_text("Link copied")
        address = f"{base}visits/#{row.get_attribute('id')}"
        assert page.evaluate("navigator.clipboard.readText()") == address
        assert page.url == f"{base}visits/"
        page.goto(VISIT)
        fact = page.locator("#fact-host")
        page.locator("#fact-visitor dd a").focus()
        page.keyboard.press("Tab")
        expect(fact.locator("a.anchor")).to_be_focused()
        expect(fact.locator("a.anchor")).to_have_css("opacity", "1")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").last).to_have_text("Link copied")
        assert page.evaluate("navigator.clipboard.readText()") == f"{base}{VISIT}#fact-host"
        page.locator("h2#people").hover()
        page.locator("h2#people a.anchor").click()
        expect(page.locator("h2#people a.anchor")).to_have_class("anchor copied")
        assert page.evaluate("navigator.clipboard.readText()") == f"{base}{VISIT}#people"
        context.close()
    assert [text for text in said if text.startswith("error")] == []


@pytest.mark.parametrize("scripts", [True, False])
def test_without_a_clipboard_or_scripts_the_link_is_a_link(browser: Browser, mini_site: Path, scripts: bool) -> None:
    with serving(mini_site) as base:
        context = browser.new_context(base_url=base, java_script_enabled=scripts)
        context.add_init_script("Object.defineProperty(navigator, 'clipboard', { get: () => undefined })")
        page = context.new_page()
        page.goto(VISIT)
        page.locator("#fact-host").hover()
        page.locator("#fact-host a.anchor").click()
        page.wait_for_url(f"{base}{VISIT}#fact-host")
        expect(page.locator(":target")).to_have_attribute("id", "fact-host")
        context.close()


def test_where_nothing_hovers_the_links_stand_in_the_rows(browser: Browser, mini_site: Path) -> None:
    with serving(mini_site) as base:
        context = browser.new_context(
            base_url=base, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}
        )
        page = context.new_page()
        for path in ("visits/", VISIT, "countries/sudland/", "timeline/"):
            page.goto(path)
            outside = page.evaluate(
                """() => [...document.querySelectorAll("a.anchor")].filter((link) => link.checkVisibility())
                .map((link) => link.getBoundingClientRect()).filter((box) => box.left < 0 || box.right > innerWidth).length"""
            )
            assert outside == 0, path
            expect(page.locator("a.anchor").first).to_have_css("opacity", "0.45")
        context.close()


def test_colours_go_to_the_other_to_this_and_back_to_the_system(browser: Browser, mini_site: Path) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    day, night = "rgb(251, 250, 246)", "rgb(21, 24, 27)"
    with serving(mini_site) as address:
        for system, first, second in (("light", night, day), ("dark", day, night)):
            context = browser.new_context(base_url=address, color_scheme=system)  # type: ignore[arg-type]
            page = context.new_page()
            page.goto("about/")
            button = page.locator("button.theme")
            expect(button).to_have_attribute("aria-label", "Colours: as the system")
            for expected in (first, second):
                button.click()
                assert page.evaluate(background) == expected
                page.reload()
                assert page.evaluate(background) == expected
            button.click()
            expect(button).to_have_attribute("aria-label", "Colours: as the system")
            page.emulate_media(color_scheme="light" if system == "dark" else "dark")
            assert page.evaluate(background) == first
            context.close()


def test_numbers_of_sources_stand_apart_from_words_and_are_not_copied(browser: Browser, mini_site: Path) -> None:
    with serving(mini_site) as address:
        page = browser.new_page(base_url=address)
        page.goto("visits/1964-11-02-han-so-sudville/")
        told = page.locator("article > p", has_text="Han So came")
        # As plain text, as a screen reader is told, as a reader copies it.
        assert told.inner_text() == "Han So came for four days[2] and signed a treaty.[1][3]"
        assert 'link "Source 2: Nord Wire"\'' in told.aria_snapshot()
        told.select_text()
        assert page.evaluate("getSelection().toString()").strip() == "Han So came for four days and signed a treaty."
        page.close()


def test_sentences_and_citations_are_copied_whole_and_without_numbers(browser: Browser, mini_site: Path) -> None:
    with serving(mini_site) as base:
        context = browser.new_context(base_url=base, permissions=["clipboard-read", "clipboard-write"])
        page, said = watched(context)
        page.goto("visits/1964-11-02-han-so-sudville/")

        def copied(name: str) -> str:
            page.get_by_role("button", name=name, exact=True).first.click()
            expect(page.get_by_role("status").last).to_have_text("Copied")
            return str(page.evaluate("navigator.clipboard.readText()"))

        page.locator("#quote > summary").click()
        assert copied("Copy the sentence") == (
            "From 2 to 5 November 1964, Han So, Minister of Foreign Affairs, led an official visit from Nordland to Sudland "
            "(The Sud Times, 3 November 1964; North Korea in Southeast Asia, "
            "https://nksea.github.io/visits/1964-11-02-han-so-sudville/)."
        )
        page.locator("#cite-this > summary").click()
        short = copied("Copy the citation in MLA")
        assert short.startswith(
            "North Korea in Southeast Asia editors. “Han So <Visits> Sudville & Signs *Two* Papers.”"
        )
        page.locator(".with-sources > summary").click()
        lines = copied("Copy the citation in MLA with sources").split("\n")
        assert lines[0] == short
        assert lines[1] == (
            "Clerk, B. “Han So in Town: A *Star* Is Born [Update].” The Sud Times, 3 Nov. 1964, https://times.example.com/1964/han."
        )
        assert len(lines) == 4
        assert not re.search(r"\[\d+\]|Copy", "".join(lines))
        context.close()
    assert [text for text in said if text.startswith("error")] == []
