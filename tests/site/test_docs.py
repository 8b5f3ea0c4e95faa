"""Where pages stand in the docs folder."""

from __future__ import annotations

import pytest

from scripts.pages.page import Page
from scripts.site.docs import placed


@pytest.mark.parametrize(
    ("path", "place", "address"),
    [
        ("index.md", "index.md", ""),
        ("visits/index.md", "visits/index.md", "visits/"),
        ("method.md", "method/index.md", "method/"),
        ("visits/x-index.md", "visits/x-index/index.md", "visits/x-index/"),
        ("countries/sudland/timeline.md", "countries/sudland/timeline/index.md", "countries/sudland/timeline/"),
    ],
)
def test_a_page_stands_as_the_index_of_its_address(path: str, place: str, address: str) -> None:
    assert placed(path) == place
    assert Page(path, "x", "X", "").address == address


def test_other_files_stay_where_they_are() -> None:
    assert placed("assets/site/site.css") == "assets/site/site.css"
