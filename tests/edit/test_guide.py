"""CONTRIBUTING.md teaches the format by one record of each kind, a source first: together they are a record in order."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from scripts.load.archive import Archive
from scripts.record.kinds import KINDS
from scripts.rules.check import check
from scripts.values.problems import Problem
from tests.conftest import ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```yaml\n# (data/\S+\.yaml)\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, list[Problem]]:
    folder = tmp_path_factory.mktemp("guide")
    for path, text in BLOCK.findall(GUIDE):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return check(folder / "data", dt.date(2026, 11, 27))


def test_the_records_of_the_guide_pass_without_a_word(taught: tuple[Archive, list[Problem]]) -> None:
    assert [str(problem) for problem in taught[1]] == []


def test_there_is_one_of_each_kind_and_a_source_is_first(taught: tuple[Archive, list[Problem]]) -> None:
    assert {kind for kind, records in taught[0].records.items() if records} == set(KINDS)
    assert BLOCK.search(GUIDE)[1].startswith("data/sources/")  # type: ignore[index]
    assert GUIDE.count("```yaml\n") == len(BLOCK.findall(GUIDE))


def test_the_commands_that_it_names_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for path in ("CONTRIBUTING.md", "README.md"):
        for name in re.findall(r"\bmake ([a-z]+)", (ROOT / path).read_text(encoding="utf-8")):
            assert re.search(rf"^{name}:", makefile, re.MULTILINE) or name == "are", (path, name)


@pytest.mark.parametrize("path", [path for path, _ in BLOCK.findall(GUIDE)])
def test_it_names_files_as_they_are_filed(path: str) -> None:
    kind = Path(path).parts[1].removesuffix(".yaml")
    assert kind in KINDS
