"""Search over the real record, asked as readers ask: what must come first, how much is read for it, by keyboard."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fnmatch import fnmatch
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from scripts.derive.names import folded, is_korean, sound, spellings, stem
from scripts.load.archive import Archive
from scripts.record.kinds import PAGED
from tests.search.ask import FRESH, Query, ask, is_index, queries, success, weight_of

# What failed in the first trial, and must not again.
NEVER_AGAIN = [
    "Kim Jong-un", "IMO 8905490", "8905490", "Kim Chong Un", "Kim Jong Nam assassination", '"state visit"', "Jokowi",
    "Dr Mahathir", "General Ne Win", "Samdech Hun Sen", "Lao PDR", "베트남", "북한", "金日成", "ไทย", "정은", "Thonglun", "Mahatir",
    "S/RES/2397", "2397", "IMO 1234567", "10 October 2025", "xyzzyqwerty",
]  # fmt: skip


@pytest.fixture(scope="module")
def page(browser: Browser, served: str) -> Iterator[Page]:
    context = browser.new_context(base_url=served)
    page = context.new_page()
    page.goto("about/")
    yield page
    context.close()


@pytest.fixture(scope="module")
def answers(page: Page, served: str) -> list[tuple[Query, list[str]]]:
    return [(query, ask(page, served, query.words)) for query in queries()]


@pytest.mark.real
def test_each_page_that_is_wanted_is_there_and_each_query_asked_once(real: Archive) -> None:
    there = [f"{kind}/{id}" for kind in PAGED for id in real.records[kind]]
    there += [f"{kind}/{old}" for kind in PAGED for record in real.records[kind].values() for old in record.formerly]
    gone = {
        page
        for query in [*queries(), *queries(FRESH)]
        for page in query.pages
        if page != "-" and not any(fnmatch(one, page) for one in there)
    }
    assert not gone
    words = [query.words for query in queries()]
    assert len(words) == len(set(words)) >= 250
    assert len({query.reader for query in queries()}) > 10


def test_readers_find_what_they_look_for(answers: list[tuple[Query, list[str]]]) -> None:
    found = success(query.rank(places) for query, places in answers)
    missed = [f"{query.words}: {places[:3]}" for query, places in answers if not query.is_met(places)]
    assert found.first >= 0.95, missed
    assert found.three >= 0.99, missed


def test_most_of_what_nobody_mended_it_for_is_found_too(page: Page, served: str) -> None:
    found = success(query.rank(ask(page, served, query.words)) for query in queries(FRESH))
    assert found.first >= 0.75
    assert found.three >= 0.85


@pytest.mark.parametrize("words", NEVER_AGAIN)
def test_what_once_failed_is_found_first(answers: list[tuple[Query, list[str]]], words: str) -> None:
    [(query, places)] = [(query, places) for query, places in answers if query.words == words]
    assert query.rank(places) == 1, places


def test_the_page_s_script_makes_of_words_what_the_build_makes(page: Page, served: str, real: Archive) -> None:
    names = sorted({one.text for _, record in real for one in spellings(record, real)})
    korean = sorted(
        {folded(one.text) for person in real.officials.values() if is_korean(person) for one in spellings(person, real)}
    )
    chance = random.Random(1)
    scripts = "abcxyz éđłøß-'’ 김정은 가힣 กำู้ ກຳຼ ខែរ ကော် 中文 Ёж 0123 \u0301\u200b"
    made = ["".join(chance.choices(scripts, k=chance.randint(1, 12))) for _ in range(500)]
    words = sorted({word for _, record in real for word in folded(record.in_short).split()})
    here = page.evaluate(
        """async ([root, names, words, korean]) => {
          const { folded, stem, sound } = await import(new URL("assets/site/names.js", root).href);
          return [names.map(folded), words.map(stem), korean.map(sound)];
        }""",
        [served, [*names, *made], words, korean],
    )
    # A text without a letter is itself for the build, where it stands for a name, and nothing for a reader.
    assert [one for one in here[0] if one] == [
        there for one, there in zip(here[0], map(folded, [*names, *made]), strict=True) if one
    ]
    assert here[1] == [stem(word) for word in words]
    assert here[2] == [sound(name) for name in korean]


WEIGHED = ["To Lam", "Kim Jong Nam assassination", "coal transhipment Vietnam", "베트남", "IMO 8905490", "10 October 2025",
           "Thonglun", "ទំនាក់ទំនង កម្ពុជា", '"state visit"', "xyzzyqwerty"]  # fmt: skip


@pytest.mark.parametrize("words", WEIGHED)
def test_a_query_reads_less_than_a_hundred_kilobytes_of_the_index(browser: Browser, served: str, words: str) -> None:
    context = browser.new_context(base_url=served)
    page = context.new_page()
    read: list[Response] = []
    page.on("response", lambda response: read.append(response))
    page.goto("about/")
    page.keyboard.press("/")
    page.keyboard.insert_text(words)
    expect(page.locator("form.search .results li", has_text="results").last).to_be_visible()
    page.wait_for_load_state("networkidle")
    weight = sum(weight_of(response) for response in read if is_index(response))
    assert 0 < weight < 100_000
    context.close()


def test_the_search_box_is_a_combobox(page: Page) -> None:
    page.goto("about/")
    page.keyboard.press("/")
    box = page.get_by_role("combobox").first
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("Kim Chong Un")
    expect(box).to_have_attribute("aria-expanded", "true")
    options = page.get_by_role("listbox").first.get_by_role("option")
    expect(options.first).to_contain_text("Kim Jong Un")
    expect(page.locator("form.search .said")).to_contain_text("Showing Kim Jong Un for “Kim Chong Un”")
    expect(options.last).to_contain_text("results, with filters")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/officials/kim-jong-un/")


@pytest.mark.parametrize(
    "words", ["Kim Jong-un", "ไทย", "ກອງ", "កម្ពុជា", "မြန်မာ", "베트남", "金日成", "Tô Lâm", "Вьетнам"]
)
def test_results_fit_a_phone(browser: Browser, served: str, words: str) -> None:
    context = browser.new_context(base_url=served, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"search/?q={quote(words)}")
    expect(page.locator("#search-app [role=status]").first).to_contain_text("result")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_a_search_without_results_leads_on(page: Page) -> None:
    page.goto("search/?q=xyzzyqwerty 1975")
    ways = page.locator("#search-app .no-results")
    expect(ways).to_be_visible()
    expect(ways.get_by_role("link", name="What happened in 1975")).to_have_attribute("href", "/timeline/#y1975")
    expect(ways.get_by_role("link", name="missing")).to_be_visible()
    page.goto("search/?q=S/RES/9999")
    expect(page.locator("#search-app .said")).to_contain_text("No record bears the UN symbol S/RES/9999")


def test_results_come_in_the_order_of_their_dates(page: Page, served: str) -> None:
    dates = page.evaluate(
        """async (root) => {
          // The module that the page has read, if it has: a second one would be refused its rule for the worker.
          const read = performance.getEntriesByType("resource").map((one) => one.name).find((name) => name.includes("/search.js"));
          const { answer } = await import(read ?? new URL("assets/site/search.js", root).href);
          return Promise.all(["newest", "oldest"].map(async (order) => {
            const { results } = await answer("embassy", { order });
            return Promise.all(results.slice(0, 12).map(async (result) => (await result.data()).meta.on));
          }));
        }""",
        served,
    )
    newest, oldest = dates
    assert newest == sorted(newest, reverse=True)
    assert oldest == sorted(oldest)
    assert newest[0] > oldest[0]
