"""On paper the reasons of a grade and the citation stand open, whatever the browser knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import serving

PAGE = "visits/1964-11-02-han-so-sudville/"


@pytest.mark.parametrize("knows", [True, False], ids=["by the stylesheet", "by the script"])
def test_the_reasons_of_a_grade_are_printed(browser: Browser, mini_site: Path, knows: bool) -> None:
    with serving(mini_site) as address:
        page = browser.new_context(base_url=address).new_page()
        if not knows:
            page.add_init_script("CSS.supports = () => false")
        page.goto(PAGE)
        reasons, cited = page.locator(".badge .why"), page.locator(".cite-this .to-copy").first
        expect(reasons).to_be_hidden()
        page.emulate_media(media="print")
        if not knows:
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
            assert page.locator("details.badge[open], details.cite-this[open]").count() == 2
        expect(reasons).to_be_visible()
        expect(cited).to_be_visible()
        page.context.close()
