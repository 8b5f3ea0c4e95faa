"""Other builders make the same site: MkDocs without Material here, the successors by `make builders`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.builders import BARE, differences, made_with


def test_mkdocs_without_material_makes_the_same(mini_site: Path, tmp_path: Path) -> None:
    docs = mini_site.parent / "work" / "docs"
    theirs = made_with(BARE, Path(sys.executable).parent, docs, tmp_path / "bare")
    assert list(differences(mini_site, theirs)) == []
    # Its pages are in the folder, and nothing that Material has beside them.
    assert not (theirs / "assets" / "stylesheets").exists()


def test_what_another_builder_makes_differently_is_told(mini_site: Path, tmp_path: Path) -> None:
    theirs = shutil.copytree(mini_site, tmp_path / "theirs")
    spoilt = {
        "method": ("<title>", "<title>X ", "another title: “Method"),
        "about": ("</h1>", " indeed</h1>", "another text: "),
        "changes": (' id="main"', "", "another anchors: main"),
        "corrections": ('href="../about/', 'href="../abut/', "the link ../abut/ leads nowhere"),
    }
    for name, (before, after, _) in spoilt.items():
        page = theirs / name / "index.html"
        page.write_text(page.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    (theirs / "data" / "tables" / "index.html").unlink()
    found = list(differences(mini_site, theirs))
    for name, (_, _, told) in spoilt.items():
        assert any(line.startswith(f"{name}/index.html: ") and told in line for line in found), (name, found)
    assert "data/tables/index.html: this page is missing" in found
