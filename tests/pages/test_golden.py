"""The mini world against its golden pages and data files: a change of output shows as a diff of text."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from scripts.derive.history import NO_HISTORY
from scripts.load.archive import Archive
from scripts.pages.render import render
from scripts.takeaway.gather import data_files, takeaway
from scripts.takeaway.processor import cited_works, set_in_styles
from scripts.values.settings import site_settings
from tests.conftest import MINI

GOLDEN = MINI.parent / "golden"
# Schemas, tables of parts and the words of the method page are the model's; they have tests of their own. Of the years three are enough:
# the first, one amid the changes, the present one.
LEFT_OUT = re.compile(r"embed/|data/schema/|data/tables/|method\.md|as-of/(?!1948|1968|2024|index)\d+")
# Of what is taken away: the lists of all records, the feeds and calendars, and the citation of one record.
TAKEN_AWAY = re.compile(
    r"feeds/|llms\.txt|data/(datapackage\.json|names\.csv|sources\.bib|visits/1964-11-02-han-so-sudville\.)"
)


def made(archive: Archive) -> dict[str, str]:
    entries = set_in_styles(cited_works(archive, NO_HISTORY, site_settings()))
    pages = {page.path: text for page, text in render(archive, entries=entries)}
    taken = {path: text for path, text in takeaway(archive) if TAKEN_AWAY.match(path)}
    return {
        path: text
        for path, text in (pages | dict(data_files(archive)) | taken).items()
        if isinstance(text, str) and not LEFT_OUT.match(path)
    }


@pytest.fixture(scope="module")
def texts(mini: Archive, pytestconfig: pytest.Config) -> dict[str, str]:
    """The files that are made; with `--bless` they are golden from now on."""
    texts = made(mini)
    if pytestconfig.getoption("--bless"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for path, text in texts.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_bytes(text.encode())
    return texts


def golden_files() -> list[str]:
    return sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file())


def test_the_same_files_are_made(texts: dict[str, str]) -> None:
    assert sorted(texts) == golden_files(), "if this is meant: make bless"


def test_each_file_is_the_same(texts: dict[str, str]) -> None:
    different = [
        path
        for path, text in texts.items()
        if (GOLDEN / path).exists() and (GOLDEN / path).read_bytes() != text.encode()
    ]
    for path in different[:1]:
        assert texts[path] == (GOLDEN / path).read_bytes().decode(), f"{path}; if this is meant: make bless"
    assert not different


def test_no_page_holds_a_leftover(texts: dict[str, str]) -> None:
    for path, text in texts.items():
        if path.endswith(".md"):
            assert "[@" not in text, path
            assert not re.search(r"\bNone\b(?! on record|, as a source says)", text), path
            assert "{{" not in text, path
            assert "FuzzyDate" not in text, path


def test_golden_is_committed_text() -> None:
    assert len(golden_files()) > 60
    assert all(Path(GOLDEN, path).stat().st_size for path in golden_files())
