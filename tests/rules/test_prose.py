"""What passes the check of prose never fails later, and no input takes long."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scripts.load.archive import Archive
from scripts.pages.markup import Writer
from scripts.record.fields import MOST_LETTERS, MOST_LETTERS_IN_ID, MOST_LETTERS_IN_PROSE
from scripts.rules.check import check
from scripts.rules.prose import faults
from scripts.values.prose import CITATION
from tests.conftest import MINI, TODAY, examples
from tests.shown import convert

PIECES = ["word", " ", "\n", "\n\n", "\n- ", "\n1. ", "\n> ", "- ", "1979. ", "*", "**", "_", "[", "]", "(", ")", "[a](https://e.example.com)",
          "[a](https://e.example.com/(b))", "[a](https://e.example.com", "[2017]", "`", "    ", "\n    ", "|", "|---|", "\n--|--\n", "~~~", ":", "!", "\\",
          "&amp;", "&", "[@far-post-1964-11-06]", "[@nord-daily-1964-visit; @far-post-1964-11-06]", "\t"]  # fmt: skip
CITED = "far-post-1964-11-06"


@settings(max_examples=examples(250))
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("a | b\n--|--\nc | d")
@example("`[@far-post-1964-11-06]`")
@example("[open](https://e.example.com")
@example("x\n\n    [@far-post-1964-11-06]")
@example("~~~\n[@far-post-1964-11-06]\n~~~")
@example("- - - - - x")
@example("[a][@far-post-1964-11-06]")
@example("[a [@far-post-1964-11-06] b](https://e.example.com)")
@example(">     word")
@example("-     word")
@example("1.\tword")
@example("[a](https://e.example.com[@far-post-1964-11-06])")
def test_every_citation_of_accepted_prose_becomes_a_mark(mini: Archive, text: str) -> None:
    text = text.strip()
    if not text or any(faults(text)) or "[@" in CITATION.sub("", text):
        return
    writer = Writer(mini, "visits/x/")
    written = str(writer.prose(text, [CITED]))
    page = convert(written)
    marks = [value for name, value in page.attributes if name == "href" and (value or "").startswith("#source-")]
    assert len(marks) == written.count('href="#source-')
    assert marks
    assert "[@" not in page.text
    assert "<sup" not in page.text


@pytest.mark.parametrize("text", [
    "`code`", "a\n\n    code", "\tcode", "~~~\na\n~~~", "a | b\n--|--\nc | d", "|a|\n|-|", "> |a|\n> |:-:|", "[", "]", "a [b", "[a [b] c]",
    "[a](https://e.example.com", "[a](https://e.example.com x)", "- - - - a", "> > > > a", "1. 2. 3. 4. a",
])  # fmt: skip
def test_what_would_break_later_is_refused(text: str) -> None:
    assert any(faults(text))


@pytest.mark.parametrize("text", [
    "In [2017] SGHC 108 the court", "[a](https://e.example.com/x_(y)?z=1#w)", "- one\n- two", "1. one\n2. two", "> quoted", "a – b", "a --- b", "x|y",
    "three\n\nparagraphs\n\nhere", "1979. Then", "- - - a", "*a* **b**", "a [@x-1] b",
])  # fmt: skip
def test_plain_prose_is_not_refused(text: str) -> None:
    assert list(faults(text)) == []


def changed(folder: Path, file: str, old: str, new: str) -> list[str]:
    """All that the checker says about the mini world with one change."""
    shutil.copytree(MINI, folder / "data")
    path = folder / "data" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [str(problem) for problem in check(folder / "data", TODAY)[1] if not problem.warning]


TOPIC = ("topics.yaml", "introduction: Harbours made the relation and broke it. [@sud-times-2020-envoys]")
LONG: dict[str, tuple[str, str, str, str]] = {
    "blank lines": (*TOPIC, "introduction: |-\n    a\n" + "\n" * 40_000 + "    b", "introduction: is 40,003 characters long; 10,000 is the limit"),
    "brackets": (*TOPIC, f'introduction: "a {"[" * 20_000}"', "introduction: is 20,002 characters long; 10,000 is the limit"),
    "few brackets": (*TOPIC, f'introduction: "{"[ " * 4500} [@sud-times-2020-envoys]"', "introduction: holds a bracket without its partner"),
    "a title": ("topics.yaml", "title: Harbours", f"title: {'H' * 2001}", "title: is 2,001 characters long; 2,000 is the limit"),
    "an old id": ("visits/sudland.yaml", "formerly: [1964-han-so-sudland]", f"formerly: [{'a' * 101}]", f"'{'a' * 60}' is no id"),
    "an id": ("topics.yaml", "harbours:", f"{'a' * 300}:", "is no id; ids are words of a-z and 0-9 joined by hyphens, 100 letters at most"),
}  # fmt: skip


@pytest.mark.parametrize("case", LONG)
def test_what_is_too_long_is_refused_where_it_stands(tmp_path: Path, case: str) -> None:
    file, old, new, said = LONG[case]
    found = changed(tmp_path, file, old, new)
    assert any(re.match(rf"data/{re.escape(file)}:\d+:\d+: ", line) and said in line for line in found), found


def test_the_limits_let_what_is_just_short_enough_pass(tmp_path: Path) -> None:
    cite = " [@sud-times-2020-envoys]"
    text = "b" * (MOST_LETTERS_IN_PROSE - len(cite)) + cite
    assert changed(tmp_path / "1", *TOPIC, f"introduction: {text}") == []
    assert changed(tmp_path / "2", "topics.yaml", "title: Harbours", f"title: {'H' * MOST_LETTERS}") == []
    old = "a" * MOST_LETTERS_IN_ID
    assert changed(tmp_path / "3", "visits/sudland.yaml", "1964-han-so-sudland", old) == []


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python a piece of work runs through: its cost, on any machine."""
    counted = 0

    def count(frame: object, event: str, arg: object) -> object:
        nonlocal counted
        counted += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)  # type: ignore[arg-type]
    try:
        work()
    finally:
        sys.settrace(before)
    return counted


@pytest.mark.parametrize(
    "piece",
    [
        "*",
        "_",
        "**a",
        "* a\n",
        "> a\n",
        "- a\n",
        "a\n\n",
        "[a]",
        "[a](https://e.example.com) ",
        "&",
        "1. a\n",
        "\\",
        "*a _b ",
    ],
)
def test_the_cost_of_accepted_prose_is_bounded(piece: str) -> None:
    """At the limit of length it is eleven times as much at the worst: less than a second's work."""
    text = "x " + piece * (3000 // len(piece))
    assert list(faults(text)) == []
    assert steps(lambda: convert(text)) < 1_000_000
