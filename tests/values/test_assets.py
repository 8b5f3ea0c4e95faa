"""The stamp of scripts and styles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.values import assets
from scripts.values.assets import stamp, stamped
from tests.conftest import ROOT


def test_scripts_name_each_other_with_the_stamp() -> None:
    found = stamped(b'import { $ } from "./dom.js";\nimport("./search.js"); import(`${x}.js`); "x.js"').decode()
    assert (
        found
        == f'import {{ $ }} from "./dom.js?{stamp()}";\nimport("./search.js?{stamp()}"); import(`${{x}}.js`); "x.js"'
    )


def test_a_change_of_any_script_or_style_changes_the_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_THEME", tmp_path)
    found = set()
    for name, text in (("a.js", "1"), ("b.css", "1"), ("b.css", "2"), ("c.js", "1")):
        (tmp_path / name).write_text(text)
        found.add(stamp.__wrapped__())
    assert len(found) == 4
    (tmp_path / "picture.png").write_text("1")
    assert stamp.__wrapped__() in found


def test_every_script_and_style_of_a_page_carries_it(mini_site: Path) -> None:
    for name in ("index.html", "404.html", "visits/1964-11-02-han-so-sudville/index.html"):
        text = (mini_site / name).read_text(encoding="utf-8")
        asked = re.findall(r'(?:src|href)="([^"]+\.(?:js|css)(?:\?[^"]*)?)"', text)
        assert len(asked) >= 4
        assert all(address.endswith(f"?{stamp()}") for address in asked), name
    for script in (mini_site / "assets" / "site").glob("*.js"):
        named = re.findall(r'"\./[\w-]+\.js([^"]*)"', script.read_text(encoding="utf-8"))
        assert set(named) <= {f"?{stamp()}"}, script
    assert len(list((ROOT / "theme" / "assets" / "site").glob("*.js"))) > 8
