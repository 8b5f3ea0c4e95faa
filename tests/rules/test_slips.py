"""Any single slip of the keyboard: no traceback, and little is said outside the record in which it is made."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.load.pieces import pieces
from scripts.record.kinds import KINDS
from scripts.rules.check import check
from scripts.values.problems import Problem
from tests.conftest import MINI, TODAY, examples
from tests.rules.test_rules import edited, problems_before

FILES = sorted(path.relative_to(MINI).as_posix() for path in MINI.rglob("*.yaml"))
# What a finger hits, and what a clipboard brings.
SIGNS = [*" \n:-#'\"[]{}@%&*!|>,?=~`<.\t", "a", "X", "9", "\u00a0", "\uff1a", "\u200b", "\u0301", "\ufffd", "\u00d0"]
# A slip in an id is told once for all that name it; one in a date or a country may set two or three records at odds.
MOST_OUTSIDE = 4


@cache
def text_of(file: str) -> str:
    return (MINI / file).read_text(encoding="utf-8")


def slipped(file: str, text: str) -> list[Problem]:
    with tempfile.TemporaryDirectory() as folder:
        found = check(edited(Path(folder), (file, text_of(file), text)), TODAY)[1]
    return [problem for problem in found if str(problem) not in problems_before()]


@settings(max_examples=examples(150))
@given(st.data())
def test_a_slip_says_little_outside_its_record(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    text = text_of(file)
    at = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.sampled_from(["", *SIGNS]))
    rest = at + data.draw(st.integers(0, 1))
    problems = slipped(file, text[:at] + sign + text[rest:])
    line = text.count("\n", 0, at) + 1
    kind = file.split("/")[0].removesuffix(".yaml")
    cut = list(pieces(text, KINDS[kind].model.model_fields))
    # A line break at the end of a record, or its first letter, touches two.
    inside = [piece for piece in cut if piece.line - 1 <= line <= piece.last + 1]
    outside = [
        problem
        for problem in problems
        if problem.path != f"data/{file}" or not any(one.line <= problem.line <= one.last + 1 for one in inside)
    ]
    assert len(outside) <= MOST_OUTSIDE, "\n".join(map(str, problems))
