"""The real site in a real browser: search, keyboard, widths, colours, requests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

VISIT = "visits/2025-10-09-to-lam-pyongyang/"
PAGES = ["", "countries/", "countries/vietnam/", "officials/", "officials/to-lam/", "visits/", "visits/2020s/", VISIT, "agreements/",
         "events/", "entities/", "topics/", "indicators/", "measures/", "assessments/", "sources/", "sources/2025/", "publishers/",
         "stories/", "stories/kim-jong-nam/", "disputes/", "method/", "about/", "data/", "search/?q=Vientiane", "404.html"]  # fmt: skip


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A page that fails the test on a console error, a failed request, or a request to another origin."""
    context = browser.new_context(base_url=served)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(served) else wrong.append(request.url))
    # Leaving a page ends what it was still asking for; that is no failure.
    page.on(
        "requestfailed",
        lambda request: wrong.append(f"failed: {request.url}") if request.failure != "net::ERR_ABORTED" else None,
    )
    page.on(
        "response",
        lambda response: wrong.append(f"{response.status}: {response.url}") if response.status >= 400 else None,
    )
    yield page
    context.close()
    assert not wrong


def search(page: Page, words: str) -> list[str]:
    """The titles on the search page for some words."""
    page.goto(f"search/?q={words}")
    expect(page.locator("#search-app [role=status]").first).to_contain_text("result")
    expect(page.locator("#search-app .hits li").first).to_be_visible()
    return page.locator("#search-app .hits a").all_text_contents()


@pytest.mark.parametrize("words", ["To Lam", "Tô Lâm", "또 럼", "또 람"])
def test_one_person_is_found_in_every_spelling(page: Page, words: str) -> None:
    assert search(page, words)[0] == "To Lam"


@pytest.mark.parametrize(
    ("words", "name"), [("리용호", "Ri Yong Ho"), ("Lee Yong-ho", "Ri Yong Ho"), ("ສີສຸລິດ", "Thongloun Sisoulith")]
)
def test_names_are_found_in_native_scripts_and_other_spellings(page: Page, words: str, name: str) -> None:
    assert name in search(page, words)[:6]


def test_facets_narrow_a_search_and_stand_in_the_address(page: Page) -> None:
    everything = search(page, "To Lam")
    page.locator("#search-app details", has_text="Kind").locator("summary").click()
    page.get_by_label("Visit", exact=False).first.check()
    page.wait_for_url(lambda url: "kind=Visit" in url)
    expect(page.locator("#search-app .hits li").first).to_contain_text("Visit")
    kinds = page.locator("#search-app .hits li .detail").all_text_contents()
    assert kinds
    assert all(text.startswith("Visit") for text in kinds)
    assert len(kinds) <= len(everything)
    page.reload()
    expect(page.locator("#search-app .hits li").first).to_contain_text("Visit")
    assert page.locator("#search-app .hits li .detail").all_text_contents() == kinds


SAME = {
    "visits/?visits=": (["Kim Jong-un", "Kim Jong Un", "Kim Chong-un", "김정은", "KIM JŎNG ŬN"], ["To Lam", "Tô Lâm", "To\u0302 La\u0302m"]),
    "timeline/?text=": (["Sukarno", "Soekarno", "수카르노"], ["Ho Chi Minh", "Hồ Chí Minh"]),
    "officials/?people=": (["Mahathir Mohamad", "Mahathir bin Mohamad"],),
}  # fmt: skip


@pytest.mark.parametrize(("place", "groups"), SAME.items())
def test_filters_find_the_same_rows_by_every_spelling(page: Page, place: str, groups: tuple[list[str], ...]) -> None:
    for spellings in groups:
        counts = set()
        for words in spellings:
            with page.expect_response("**/search/spellings.json"):
                page.goto(place + words)
            page.wait_for_load_state("networkidle")
            counts.add(page.locator("form .count").first.inner_text())
        (count,) = counts
        assert not count.startswith("0 of"), spellings


def test_the_sources_of_a_year_are_taken_away_as_bibtex(page: Page) -> None:
    page.goto("sources/2017/?sources=Kim+Jong+Nam")
    expect(page.locator("form.filter .count").first).to_contain_text(" of ")
    page.wait_for_load_state("networkidle")  # the other spellings of names come later
    n = page.locator(".entries > li:not([hidden])").count()
    assert n > 5
    with page.expect_download() as download:
        page.locator(".take button", has_text="BibTeX").click()
    assert download.value.suggested_filename == "nksea-sources-2017-kim-jong-nam.bib"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.count("\n}\n") == n


def test_a_reader_finds_the_visit_and_follows_a_source(page: Page) -> None:
    """By keyboard alone: search, visit, who was there, what was signed, a source, its entry."""
    page.goto("")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("To Lam state visit North Korea")
    expect(page.locator("form.search .results a").first).to_be_visible()
    target = page.locator(f"form.search .results a[href*='{VISIT.split('/')[1]}']").first
    expect(target).to_be_visible()
    for _ in range(8):
        page.keyboard.press("ArrowDown")
        if page.evaluate("document.activeElement.href || ''").endswith(VISIT):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{VISIT}")
    expect(page.locator("#people ~ table, h2#people + * table, h2#people + table").first).to_contain_text(
        "Phan Van Giang"
    )
    expect(page.locator("h2#agreements")).to_be_visible()
    mark = page.locator("sup.cite a").first
    mark.focus()
    page.keyboard.press("Enter")
    source = page.locator(":target")
    expect(source).to_be_visible()
    expect(source.locator("a[href^='https://web.archive.org/']")).to_have_count(1)
    expect(source.locator(".side")).to_be_visible()
    source.locator("a", has_text="entry").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/**")
    expect(page.locator(":target")).to_contain_text("Cited by")


def test_data_can_be_taken_away(page: Page) -> None:
    page.goto(VISIT)
    for name in ("visits.json", "visits.csv", "visits/2025-10-09-to-lam-pyongyang.json"):
        answer = page.request.get(f"data/{name}")
        assert answer.ok
        assert "to-lam" in answer.text()


def test_no_page_scrolls_sideways(page: Page) -> None:
    wide = []
    for path in PAGES:
        page.goto(path)
        for width in (360, 768, 1440, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append((path, width))
    assert not wide


def test_dark_mode_follows_the_system_and_the_reader(page: Page) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    page.emulate_media(color_scheme="light")
    page.goto("")
    light = page.evaluate(background)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(background)
    assert light != dark
    page.locator("button.theme").click()
    assert page.evaluate(background) == light
    page.goto("method/")
    assert page.evaluate(background) == light


def test_pages_read_without_scripts(browser: Browser, served: str) -> None:
    context = browser.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    page.goto(VISIT)
    expect(page.locator("h1")).to_contain_text("To Lam")
    expect(page.locator("h2#sources")).to_be_visible()
    page.locator("details.grade summary").click()
    expect(page.locator("details.grade ul").first).to_be_visible()
    page.goto("search/")
    expect(page.locator("noscript, #search-app")).not_to_have_count(0)
    context.close()


def test_the_first_tab_leads_to_the_content(page: Page) -> None:
    page.goto(VISIT)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    expect(page.locator("main:focus")).to_have_count(1)


def test_an_address_of_a_row_that_moved_to_a_page_of_its_own_leads_on(page: Page) -> None:
    """Rows of a country's lists stood on its page before the lists had pages; an address that someone kept still works."""
    page.goto("countries/vietnam/#visit-1957-07-08-ho-chi-minh-north-korea")
    page.wait_for_url("**/countries/vietnam/visits/#visit-1957-07-08-ho-chi-minh-north-korea")
    expect(page.locator("#visit-1957-07-08-ho-chi-minh-north-korea")).to_be_in_viewport()
