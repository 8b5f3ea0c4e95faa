"""Other builders make the same site: MkDocs without Material here, the successors by `make builders`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import BARE, differences, made_with


def test_mkdocs_without_material_makes_the_same(mini_site: Path, tmp_path: Path) -> None:
    docs = mini_site.parent / "work" / "docs"
    theirs = made_with(BARE, Path(sys.executable).parent, docs, tmp_path / "bare")
    assert list(differences(mini_site, theirs)) == []
    # Its pages are in the folder, and nothing that Material has beside them.
    assert not (theirs / "assets" / "stylesheets").exists()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace("<title>", "<title>X "), "another title: “Method"),
        (lambda text: text.replace("</h1>", " indeed</h1>", 1), "another text: "),
        (lambda text: text.replace(' id="grade"', "", 1), "another anchors: grade"),
        (
            lambda text: text.replace('href="../corrections/', 'href="../corections/', 1),
            "the link ../corections/ leads nowhere",
        ),
    ],
)
def test_what_another_builder_makes_differently_is_told(
    mini_site: Path, tmp_path: Path, spoil: Callable[[str], str], told: str
) -> None:
    theirs = shutil.copytree(mini_site, tmp_path / "theirs")
    page = theirs / "method" / "index.html"
    page.write_text(spoil(page.read_text(encoding="utf-8")), encoding="utf-8")
    found = list(differences(mini_site, theirs))
    assert any(line.startswith("method/index.html: ") and told in line for line in found), found
    page.unlink()
    assert "method/index.html: this page is missing" in list(differences(mini_site, theirs))
