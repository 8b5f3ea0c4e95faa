"""The fabricated world in a browser. A module that looks at another site has fixtures of these names of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import serving


@pytest.fixture(scope="module")
def address(mini_site: Path) -> Iterator[str]:
    with serving(mini_site) as base:
        yield base


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of the fabricated world that fails the test on an error."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []
