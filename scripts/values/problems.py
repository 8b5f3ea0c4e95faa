"""What is wrong, and where: the one form in which every stage reports it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Problem:
    """One finding at a place in a file; `line` and `column` count from 1, 0 means the file as a whole."""

    path: str
    line: int
    column: int
    record: str
    message: str
    warning: bool = False
    # What a reference names that is not there, by kind and id; a stage that knows all names says what may be meant.
    lacks: tuple[str, str] | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """`path:line:col: record: message`, the only format; each line break inside becomes a space."""
        level = "warning: " if self.warning else ""
        record = f"{self.record}: " if self.record else ""
        text = f"{self.path}:{self.line or 1}:{self.column or 1}: {record}{level}{self.message}"
        return "".join(c if c.isprintable() else " " for c in text)

    def annotation(self) -> str:
        """The same as a command of GitHub's workflows, which shows it at its line of a pull request.

        The escapes are those of the runner's own toolkit: `%`, CR and LF in the message, `:` and `,` besides in a property.
        """
        level = "warning" if self.warning else "error"
        place = {"file": self.path, "line": self.line or 1, "col": self.column or 1, "title": self.record}
        properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in place.items() if value)
        return f"::{level} {properties}::{_escaped(self.message)}"


def _escaped(text: str, also: str = "") -> str:
    """Text of a workflow's command, with percent signs for what would end it."""
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + also else c for c in text)


class DataError(Exception):
    """The data folder has errors; carries all problems found, warnings among them."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(summary(problems))
        self.problems = problems


class BuildError(Exception):
    """A stage after the checks failed; the message says which and how."""


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [problem for problem in problems if not problem.warning]


def summary(problems: list[Problem]) -> str:
    """`3 problems in 2 files, 1 warning`; `no problems` when there are none."""
    wrong = errors(problems)
    warned = len(problems) - len(wrong)
    files = len({problem.path for problem in wrong})
    text = "no problems"
    if wrong:
        text = f"{len(wrong)} problem{'s'[: len(wrong) != 1]} in {files} file{'s'[: files != 1]}"
    return f"{text}, {warned} warning{'s'[: warned != 1]}" if warned else text
