"""The broken world: one hostile folder against the whole of what the checker says about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.__main__ import main
from tests.conftest import BROKEN

TRANSCRIPT = BROKEN.parent / "transcript.txt"


def test_the_checker_says_everything_at_once(capsys: pytest.CaptureFixture[str], pytestconfig: pytest.Config) -> None:
    code = main(["check", "--data", str(BROKEN), "--today", "2024-02-01"])
    said = capsys.readouterr().out
    if pytestconfig.getoption("--bless"):
        TRANSCRIPT.write_text(said, encoding="utf-8")
    assert code == 1
    assert said == TRANSCRIPT.read_text(encoding="utf-8"), "if this is meant: make bless"


def test_a_build_of_it_prints_the_same_and_leaves_the_old_site(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("the old site")
    code = main(["build", "--data", str(BROKEN), "--site", str(site), "--today", "2024-02-01"])
    assert code == 1
    assert capsys.readouterr().err == TRANSCRIPT.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.rglob("*")] == ["site", "index.html"]
    assert (site / "index.html").read_text() == "the old site"
