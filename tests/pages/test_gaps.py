"""What is missing is found where it is missing, in the terminal and on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.load.archive import Archive, link
from scripts.load.loader import load
from scripts.pages.gaps import REPORTS, gaps_page
from tests.conftest import MINI, TODAY
from tests.rules.test_rules import Edit, edited

CASES: dict[str, tuple[Edit, str, str]] = {
    "disputes": (("visits/ostland.yaml", "confidence: reported", "confidence: reported\n  disputes:\n    - about: The day\n      positions:\n        - claim: One.\n          sources: [far-post-1983-10-09]"), "visits", "The day"),
    "stale": (("countries/sudland.yaml", "value: Visas are needed both ways.\n      as_of: 2020", "value: Visas are needed both ways.\n      as_of: 2019"), "countries", "visas, as of 2019"),
    "no-native": (("officials/sudland.yaml", "  native:\n    - text: Tô Mầu\n      language: vi\n", ""), "officials", "Sudland"),
    "no-archive": (("sources/1964.yaml", "  archive: https://archive.example.com/times-1964-han\n", ""), "sources", "https://times.example.com/1964/han"),
    "never-reviewed": (("visits/sudland.yaml", "  reviewed: 2024-01-02\n", ""), "visits", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_gap_is_found(name: str, mini: Archive, tmp_path: Path) -> None:
    edit, kind, what = CASES[name]
    archive = link(load(edited(tmp_path, edit)), TODAY)[0]
    new = set(REPORTS[name].find(archive)) - set(REPORTS[name].find(mini))
    assert [(gap.kind, gap.what) for gap in new] == [(kind, what)]


def test_what_one_tells_alone_is_told_by_one(mini: Archive) -> None:
    from scripts.derive.evidence import evidence_of

    found = {(gap.kind, gap.id) for gap in REPORTS["one-origin"].find(mini)}
    assert found
    for kind, record in mini.happenings:
        assert ((kind, record.id) in found) == (len(evidence_of(record, mini).ledger.origins) == 1)


def test_years_are_told_in_spans(mini: Archive) -> None:
    found = {gap.id: gap.what for gap in REPORTS["thin-years"].find(mini)}
    assert "years not researched: 1948–" in found["sudland"]


def test_every_report_is_on_the_page_and_in_the_terminal(mini: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    sections = {one.name: one for one in gaps_page(mini).values["sections"]}
    assert list(sections) == list(REPORTS)
    command = ["report", "--data", str(MINI), "--today", TODAY.isoformat()]
    assert main(command) == 0
    counted = capsys.readouterr().out.splitlines()
    for line, (name, report) in zip(counted, REPORTS.items(), strict=True):
        n = len(list(report.find(mini)))
        assert line.split()[:2] == [str(n), f"{name}:"]
        assert sections[name].n == n
        assert main([*command, name]) == 0
        listed = capsys.readouterr().out.splitlines()
        assert len(listed) == n
        assert all(line.startswith("data/") for line in listed)
    assert main([*command, "nothing"]) == 1
    assert "there is no report 'nothing'; one of one-origin" in capsys.readouterr().err


def test_a_row_leads_to_the_line(mini: Archive) -> None:
    row = next(row for one in gaps_page(mini).values["sections"] if one.name == "no-native" for row in one.rows)
    file, line = row.place.split(":")
    assert row.line == f"https://github.com/nksea/nksea/blob/main/{file}#L{line}"
    assert "name:" in (MINI.parent / file).read_text(encoding="utf-8").split("\n")[int(line) - 1]
