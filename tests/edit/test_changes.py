"""A change of the data in words: what was added, corrected, replaced, removed; and nothing goes in silence."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.edit.changes import differences
from scripts.edit.rename import merge, remove, rename
from scripts.load.archive import Archive, link
from scripts.load.loader import load
from tests.conftest import MINI, TODAY
from tests.rules.test_rules import Edit, edited

VISIT = "visit `1964-11-02-han-so-sudville`"
CASES: dict[str, tuple[tuple[Edit, ...], dict[str, str]]] = {
    "nothing": ((), {}),
    "a value is corrected": ((("visits/sudland.yaml", "end: 1964-11-05", "end: 1964-11-04"),), {"Corrected": "end: “1964-11-05” → “1964-11-04”"}),
    "a text is reworded": ((("topics.yaml", "introduction: ", "introduction: Zz. "),), {"Corrected": "introduction: "}),
    "a gap is filled": ((("entities/sudland.yaml", "kind: ship", "kind: ship\n  place: Sudville"),), {"Filled in": "place"}),
    "a source is added": ((("visits/sudland.yaml", "sources: [sud-times-1964-visit, ", "sources: [handbook, sud-times-1964-visit, "),), {"Filled in": "1 source more, `handbook`"}),
    "a review": ((("visits/sudland.yaml", "reviewed: 2024-01-02", "reviewed: 2024-01-30"),), {"Reviewed": "2024-01-30"}),
    "a record is broken": ((("visits/sudland.yaml", "end: 1964-11-05", "end: 1964-13"),), {"Corrected": "cannot be read now"}),
    "an event is added": ((("events/regional.yaml", "1984-02-29-harbour-protest:", "1983-12-x:\n  title: A *new* [one]\n  date: 1983-12\n  kind: other\n  countries: [westland]\n  confidence: reported\n  summary: X.\n  sources: [west-wire-1981-party]\n\n1984-02-29-harbour-protest:"),), {"Added": r"event `1983-12-x` (A \*new\* \[one\]), grade "}),
}  # fmt: skip


def read(data: Path) -> Archive:
    return link(load(data), TODAY)[0]


@pytest.mark.parametrize("name", CASES)
def test_a_change_is_told_under_its_heading(name: str, mini: Archive, tmp_path: Path) -> None:
    edits, expected = CASES[name]
    found = differences(mini, read(edited(tmp_path, *edits)))
    assert set(found.told) == set(expected)
    for heading, text in expected.items():
        assert any(text in line for line in found.told[heading]), found.told
    assert found.silent == []


def test_another_source_and_a_lower_grade_are_told(mini: Archive, tmp_path: Path) -> None:
    edit = ("agreements/sudland.yaml", "confidence: confirmed", "confidence: alleged")
    text = (MINI / edit[0]).read_text(encoding="utf-8")
    assert edit[1] in text
    found = differences(mini, read(edited(tmp_path, edit)))
    assert re.search(r"agreement `\S+` \(.*\): [A-C] → D", "\n".join(found.told["Grade changed"]))
    shutil.rmtree(tmp_path / "data")
    edit = ("visits/sudland.yaml", "  sources: [sud-times-2020-envoys]", "  sources: [handbook]")
    found = differences(mini, read(edited(tmp_path, edit)))
    assert found.told["Evidence replaced"][0].endswith("without `sud-times-2020-envoys`, in their place `handbook`")


def test_what_goes_with_a_word_is_told_and_what_goes_without_is_named(mini: Archive, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI, data)
    rename(read(data), data, "topics", "harbours", "ports").commit(TODAY)
    merge(read(data), data, "publishers", "nord-wire", "nord-daily")[0].commit(TODAY)
    gone = next(id for id in read(data).events if ("events", id) not in read(data).backlinks)
    remove(read(data), data, "events", gone, "It never was.").commit(TODAY)
    found = differences(mini, read(data))
    assert any(
        "topic `harbours`" in line and "is now topic `ports`" in line for line in found.told["Renamed or joined"]
    )
    assert any("publisher `nord-wire`" in line for line in found.told["Renamed or joined"])
    assert any(f"event `{gone}`" in line and line.endswith("It never was.") for line in found.told["Removed"])
    assert found.silent == []
    (data / "removals.yaml").unlink()
    found = differences(mini, read(data))
    assert f"events {gone}" in found.silent
    assert str(found).startswith("**Gone in silence** (")


def test_the_command_compares_with_a_branch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI, data)

    def git(*arguments: str) -> None:
        about = ("-c", "user.name=x", "-c", "user.email=x@example.com")
        subprocess.run(["git", "-C", str(tmp_path), *about, *arguments], check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("add", "data")
    git("commit", "-qm", "[sudland] Begin")
    command = ["changes", "--data", str(data), "--today", TODAY.isoformat(), "--base"]
    assert main([*command, "main"]) == 0
    assert capsys.readouterr().out == "Nothing of the record changes.\n"
    path = data / "entities" / "sudland.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("900 tons", "901 tons"), encoding="utf-8")
    assert main([*command, "main"]) == 0
    assert "**Corrected** (1)" in capsys.readouterr().out
    (data / "audits" / "facts.yaml").unlink()
    assert main([*command, "main"]) == 1
    assert "audits first-draw is gone in silence" in capsys.readouterr().err
    assert main([*command, "nowhere"]) == 1
    assert "git does not know that state" in capsys.readouterr().err
