"""The mini world against its golden pages and data files: a change of output shows as a diff of text."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from scripts.load.archive import Archive
from scripts.pages.render import render
from scripts.takeaway.exports import exports
from tests.conftest import MINI

GOLDEN = MINI.parent / "golden"
# Schemas and the words of the method page are the model's; they have tests of their own.
LEFT_OUT = ("data/schema/", "method.md")


def made(archive: Archive) -> dict[str, str]:
    texts = {page.path: text for page, text in render(archive)}
    texts |= dict(exports(archive))
    return {path: text for path, text in texts.items() if not path.startswith(LEFT_OUT)}


@pytest.fixture(scope="module", autouse=True)
def bless(mini: Archive, pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--bless"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for path, text in made(mini).items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_bytes(text.encode())


def golden_files() -> list[str]:
    return sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file())


def test_the_same_files_are_made(mini: Archive) -> None:
    assert sorted(made(mini)) == golden_files(), "if this is meant: make bless"


def test_each_file_is_the_same(mini: Archive) -> None:
    different = [
        path
        for path, text in made(mini).items()
        if (GOLDEN / path).exists() and (GOLDEN / path).read_bytes() != text.encode()
    ]
    for path in different[:1]:
        assert made(mini)[path] == (GOLDEN / path).read_bytes().decode(), f"{path}; if this is meant: make bless"
    assert not different


def test_no_page_holds_a_leftover(mini: Archive) -> None:
    for path, text in made(mini).items():
        if path.endswith(".md"):
            assert "[@" not in text, path
            assert not re.search(r"\bNone\b(?! on record)", text), path
            assert "{{" not in text, path
            assert "FuzzyDate" not in text, path


def test_golden_is_committed_text() -> None:
    assert len(golden_files()) > 60
    assert all(Path(GOLDEN, path).stat().st_size for path in golden_files())
