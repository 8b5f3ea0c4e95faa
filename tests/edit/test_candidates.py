"""What a person should look at is found, and what is in order is not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.edit.candidates import candidates
from scripts.rules.check import check
from tests.conftest import BROKEN, MINI, TODAY
from tests.rules.test_rules import Edit, edited

TIMES = "sources/1964.yaml"
TWIN = """
twin-1964:
  title: Two papers signed today
  publisher: institute
  date: {date}
  language: en
  kind: news
"""
CASES: dict[str, tuple[tuple[Edit, ...], str]] = {
    "a title names an agency": (((TIMES, "title: Two papers signed", "title: Two papers signed, KCNA says"),), "names 'KCNA'; does it pass on its words?"),
    "a note names a release": (((TIMES, "note: page 2", "note: from a press release"),), "names 'press release'"),
    "a speech has no speaker": (((TIMES, "title: Two papers signed", "title: Speech on two papers"),), "is called 'Speech'; is it a party's own word?"),
    "a summary names state media": (
        (("visits/ostland.yaml", "sources: [", "sources: [far-post-1983-10-09, "), ("visits/ostland.yaml", "summary: ", "summary: State media said so. ")),
        "names 'State media' and is graded",
    ),
    "a house passes on others' words": (
        ((TIMES, "publisher: far-post\n", "publisher: far-post\n  relays: [nord-wire]\n"), ("sources/2020.yaml", "publisher: far-post\n", "publisher: far-post\n  relays: [nord-wire]\n")),
        "2 of 3 pages of 'far-post' pass on others' words; does this one?",
    ),
    "titles of one week are alike": (((TIMES, "far-post-1964-11-06:", TWIN.format(date="1964-10-30").strip() + "\n\nfar-post-1964-11-06:"),), "says nearly the same as 'twin-1964'"),
    "a source is older": ((), "'far-post-1983-10-09' of 1983-10-09 is older than 1984-02-29"),
    "a ministry stands with the press": ((("publishers.yaml", "name: Far Post", "name: Ministry of Posts"),), "'Ministry' in its name or owner, and stands on the side press"),
    "a publisher has no country": ((), "has no country"),
}  # fmt: skip


def found_in(folder: Path) -> list[str]:
    archive, _ = check(folder, TODAY)
    return [problem.message for problem in candidates(archive)]


@pytest.mark.parametrize("name", list(CASES))
def test_a_candidate_is_found(name: str, tmp_path: Path) -> None:
    edits, message = CASES[name]
    assert any(text.startswith(message) for text in found_in(edited(tmp_path, *edits)))
    if edits:
        assert not any(text.startswith(message) for text in found_in(MINI))


def test_what_says_whose_words_it_passes_on_is_no_candidate(tmp_path: Path) -> None:
    folder = edited(
        tmp_path,
        (
            TIMES,
            "title: Two papers signed\n  publisher: far-post\n",
            "title: KCNA says\n  publisher: far-post\n  relays: [nord-wire]\n",
        ),
    )
    assert not any("KCNA" in text for text in found_in(folder))


def test_titles_of_two_weeks_are_two_reports(tmp_path: Path) -> None:
    twin = TWIN.format(date="1964-10-29").strip() + "\n\nfar-post-1964-11-06:"
    assert not any(
        "nearly the same" in text for text in found_in(edited(tmp_path, (TIMES, "far-post-1964-11-06:", twin)))
    )


def test_the_command_lists_them_with_their_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--candidates", "--data", str(MINI), "--today", dt.date.isoformat(TODAY)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == f"{len(lines) - 1} to look at"
    assert any(line.split(":")[0].endswith("publishers.yaml") for line in lines)


def test_the_command_wants_sound_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--candidates", "--data", str(BROKEN), "--today", dt.date.isoformat(TODAY)]) == 1
    assert "lists them" in capsys.readouterr().out
