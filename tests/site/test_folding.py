"""Long lists that fold, and the comparison, in a browser: parts open for whatever leads into them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

FIRST, LAST = "visit-1964-11-02-han-so-sudville", "visit-2023-05-envoy-announced"


def folded(route: Route) -> None:
    """The list of visits as if it were long: its first three rows in an open part, the others in a closed one."""
    text = route.fetch().text()
    [table] = re.findall(r'<table[^>]*data-list="visits".*?</table>', text, re.DOTALL)
    head, *rows = re.split(r"(?=<tr id=)", table.removesuffix("</tbody>\n</table>"))
    parts = [
        f'<details class="part"{state}><summary><h2>{title}</h2></summary>{head}{"".join(some)}</tbody></table></details>'
        for title, state, some in (("2020s", " open", rows[:3]), ("Before", "", rows[3:]))
    ]
    route.fulfill(body=text.replace(table, "".join(parts)), content_type="text/html; charset=utf-8")


@pytest.fixture
def visits(page: Page) -> Page:
    page.route(re.compile(r"/visits/(\?.*)?$"), folded)
    return page


def shown(page: Page) -> list[str]:
    """The rows that a reader sees."""
    rows = page.locator("tr[id^=visit-]").all()
    return [str(row.get_attribute("id")) for row in rows if row.is_visible()]


def test_an_address_opens_the_part_of_its_row(visits: Page) -> None:
    visits.goto("visits/")
    assert FIRST not in shown(visits)
    visits.goto("about/")
    visits.goto(f"visits/#{FIRST}")
    expect(visits.locator(f"#{FIRST}")).to_be_in_viewport()


def test_a_filter_opens_the_parts_in_which_it_finds_and_closes_them_again(visits: Page) -> None:
    visits.goto("visits/")
    expect(visits.locator(".take button").first).to_be_visible()
    before = shown(visits)
    assert len(before) == 3
    visits.locator("form.filter input").fill("1964-11")
    expect(visits.locator("form.filter .count")).to_have_text("2 of 10")
    assert FIRST in shown(visits)
    assert len(shown(visits)) == 2
    expect(visits.locator("details.part").first).to_be_hidden()
    visits.locator("form.filter input").fill("")
    expect(visits.locator("form.filter .count")).to_have_text("")
    assert shown(visits) == before


def test_a_list_that_is_sorted_is_one_list_and_rank_sorts_by_rank(visits: Page) -> None:
    visits.goto("visits/?visits-sort=rank")
    expect(visits.locator("[aria-sort]").first).to_be_visible()
    assert len(shown(visits)) == 10
    expect(visits.locator("details.part summary").first).to_have_text("All 10")
    ranks = visits.locator("tr[id^=visit-] td.rank").evaluate_all("all => all.map((cell) => Number(cell.dataset.sort))")
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 2
    visits.locator("form.filter input").fill("1964-11")
    expect(visits.locator("form.filter .count")).to_have_text("2 of 10")
    assert len(shown(visits)) == 2


def test_a_list_is_sorted_on_a_phone(visits: Page) -> None:
    visits.set_viewport_size({"width": 390, "height": 800})
    visits.goto("visits/")
    visits.locator(".sorting select").select_option("date")
    assert shown(visits)[0] == FIRST or shown(visits)[0].startswith("visit-19")
    visits.wait_for_url("**visits-sort=date")


def test_on_paper_every_part_is_open(visits: Page) -> None:
    visits.goto("visits/")
    expect(visits.locator(".take button").first).to_be_visible()
    visits.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(shown(visits)) == 10
    visits.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(shown(visits)) == 3


def columns(page: Page) -> list[str]:
    return page.locator(".compare thead th:visible").all_text_contents()


def test_up_to_four_countries_are_compared_and_the_choice_is_linked(page: Page) -> None:
    page.goto("compare/")
    expect(page.locator("form.picks")).to_be_visible()
    everybody = columns(page)
    assert len(everybody) == 3
    page.get_by_role("checkbox", name="Sudland").check()
    page.get_by_role("checkbox", name="Westland").check()
    page.wait_for_url("**/compare/?with=sudland&with=westland")
    assert columns(page) == ["Sudland", "Westland"]
    # First where they differ, then the rest.
    expect(page.locator(".compare tr.group").first).to_have_text("Where they differ")
    page.reload()
    expect(page.locator("table.chosen")).to_be_visible()
    assert columns(page) == ["Sudland", "Westland"]
    page.get_by_role("button", name="All").click()
    expect(page.locator(".compare tr.group")).to_have_count(0)
    assert columns(page) == everybody


def test_an_address_of_one_country_shows_it_alone(page: Page) -> None:
    page.goto("compare/#sudland")
    expect(page.locator("table.chosen")).to_be_visible()
    assert columns(page) == ["Sudland"]


def test_the_comparison_reads_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("compare/")
    assert len(columns(page)) == 3
    expect(page.locator("form.picks")).to_be_hidden()
    context.close()
