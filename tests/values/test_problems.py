"""Problems as others read them: GitHub's workflows, an editor's list of problems."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.rules.check import check
from scripts.values.problems import Problem
from tests.conftest import BROKEN, ROOT, TODAY

TEXT = st.text(max_size=30)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Problem("data/a.yaml", 3, 7, "x", "is 5%: no"), "::error file=data/a.yaml,line=3,col=7,title=x::is 5%25: no"),
        (Problem("data/a.yaml", 0, 0, "", "is empty"), "::error file=data/a.yaml,line=1,col=1::is empty"),
        (Problem("d,a:%.yaml", 1, 2, "a,b:c", "d\r\ne", warning=True), "::warning file=d%2Ca%3A%25.yaml,line=1,col=2,title=a%2Cb%3Ac::d%0D%0Ae"),
    ],
)  # fmt: skip
def test_an_annotation_is_escaped_as_the_runner_reads_it(problem: Problem, said: str) -> None:
    assert problem.annotation() == said


@given(path=TEXT.filter(bool), record=TEXT, message=TEXT, line=st.integers(0, 99))
def test_an_annotation_is_read_back(path: str, record: str, message: str, line: int) -> None:
    """By the runner's own way: one line, the command up to the next `::`, properties between commas, percent signs undone."""
    said = Problem(path, line, 1, record, message).annotation()
    assert not set(said) & set("\r\n")
    command, told = said.removeprefix("::").split("::", 1)
    level, properties = command.split(" ", 1)
    read = dict(one.split("=", 1) for one in properties.split(","))
    assert (level, read["line"]) == ("error", str(line or 1))
    assert (undone(read["file"]), undone(read.get("title", "")), undone(told)) == (path, record, message)


def undone(text: str) -> str:
    """Percent signs as the runner reads them, in its order."""
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_the_check_prints_annotations_for_workflows(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["check", "--data", str(BROKEN), "--today", TODAY.isoformat(), "--format", "github"]
    assert main(asked) == 1
    *lines, summary = capsys.readouterr().out.splitlines()
    problems = check(BROKEN, TODAY)[1]
    assert lines == [problem.annotation() for problem in problems]
    assert re.match(r"\d+ problems in \d+ files", summary)


def test_an_editor_finds_every_problem_and_its_weight() -> None:
    """The matchers of the editors' task take apart every line that the checker prints about the broken world."""
    (task,) = json.loads((ROOT / ".vscode" / "tasks.json").read_text(encoding="utf-8"))["tasks"]
    matchers = [
        (one["severity"], re.compile(one["pattern"]["regexp"]), one["pattern"]) for one in task["problemMatcher"]
    ]
    heavy = Problem("data/visits/a.yaml", 3, 4, "1964-x", "is held, but: warning: no", warning=True)
    for problem in [*check(BROKEN, TODAY)[1], heavy]:
        found = [(severity, match, at) for severity, one, at in matchers if (match := one.match(str(problem)))]
        assert [severity for severity, _, _ in found] == ["warning" if problem.warning else "error"], problem
        ((_, match, at),) = found
        assert match[at["file"]] == problem.path
        assert (int(match[at["line"]]), int(match[at["column"]])) == (problem.line or 1, problem.column or 1)
        assert match[at["message"]].endswith("".join(c if c.isprintable() else " " for c in problem.message))
