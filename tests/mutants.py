"""Mutants: one small change at a time in the code that decides, and the tests must notice. Run by `make mutants`.

A comparison, a condition, a number, a loop or a decorator of a module is changed in a copy of the project, by the
operators of Cosmic Ray, and the quick tests of its folder are run, the module's own first. What no test notices
survives, and is listed. The project's own record is left out: it grows, and tests that state a rule must not lean on
what it happens to hold. A process per mutant is forked from one that has loaded the libraries, but none of the
project's modules; so a mutant takes half a second rather than two.

    python -m tests.mutants                            all of them
    python -m tests.mutants scripts/rules/dates.py     those of one module
    MOST=40 python -m tests.mutants                    forty of each module
"""

from __future__ import annotations

import importlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from difflib import ndiff
from multiprocessing import get_context
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# What is mutated: what is computed, what is checked, and what turns text into markup.
MUTATED = ("scripts/derive", "scripts/rules", "scripts/pages/markup.py", "scripts/values/text.py")
# More than this share of survivors is a failure.
LIMIT = 0.05
WORKERS = int(os.environ.get("WORKERS", "2"))
# Of a module's mutants at most so many are tried, always the same: a quicker look than all of them.
MOST = int(os.environ.get("MOST", sys.maxsize))
# So many of the tests that noticed other mutants of a module are asked first.
KEEN = 12
# A mutant that runs on for so many seconds is noticed.
SECONDS = 60
# What a copy of the project does not need: at its top, and anywhere.
MADE = {".git", ".venv", ".cache", "build", "site", "data"}
CACHES = {"__pycache__", "node_modules", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
# A comparison is turned into its opposite and moved by one step, an addition into a subtraction, a `not` dropped: the
# other swaps that the tool knows (`==` to `is`, `+` to `<<`) either raise at once or say the same again. `|` is left alone,
# since it stands in annotations, which nobody runs.
SWAPS = {
    "Binary": ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul"),
    "Comparison": (
        "Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt", "Lt_GtE", "GtE_Lt", "Gt_LtE", "LtE_Gt",
        "Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is",
    ),
    "Unary": ("Delete_Not", "USub_UAdd"),
}  # fmt: skip
LEFT_OUT = re.compile("|".join(f"core/Replace{kind}Operator_(?!({'|'.join(kept)})$)" for kind, kept in SWAPS.items()))
# What sees all pages of the mini world at once, and the tests that take longest.
GOLDEN = Path("tests/pages/test_golden.py")
SLOW = (Path("tests/derive/test_history.py"), Path("tests/rules/test_prose.py"))
# What each mutant's process would load again.
LIBRARIES = ("hypothesis", "pydantic", "lxml.etree", "lxml.html", "jinja2", "yaml", "cbor2", "markdown", "icalendar")
OPTIONS = [
    "-m",
    "not whole and not real",
    "-x",
    "-q",
    "-p",
    "no:cacheprovider",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
]
_NAMED = 'return cache / f"history-{code.hexdigest()[:16]}.json"'
# Mutants that nobody could notice: by module, the line before and after, and why.
EQUIVALENT = {
    "scripts/derive/relations.py": {
        ("break", "continue"): "episodes stand in the order of their dates, or a rule says so",
    },
    "scripts/derive/history/read.py": {
        (_NAMED, _NAMED.replace("[:16]", f"[: {digits}]")): "a name is one at any length" for digits in (15, 17)
    },
    "scripts/pages/markup.py": {
        ("if len(runs) > MOST_MARKS:", "if len(runs) >= MOST_MARKS:"): "the last of four marks alone is itself",
    },
}


@dataclass(frozen=True)
class Mutant:
    """A module with one change: the operator, the line and its text before and after, and the whole text."""

    operator: str
    line: int
    before: str
    after: str
    text: str


@dataclass(frozen=True)
class Outcome:
    """A module, how many mutants of it were tried, those that survived, and how many are known to change nothing."""

    module: str
    tried: int
    survivors: tuple[Mutant, ...]
    equivalent: int


def modules(wanted: Iterable[str]) -> list[str]:
    """The modules that are mutated, the longest first."""
    places = [ROOT / place for place in wanted]
    found = {path for place in places for path in ([place] if place.is_file() else place.rglob("*.py"))}
    return [path.relative_to(ROOT).as_posix() for path in sorted(found, key=lambda path: -path.stat().st_size)]


def mutants(text: str) -> list[Mutant]:
    """The mutants of a module's text, from its top to its end."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator, operator_names

    lines, found = text.splitlines(), []
    for name in sorted(operator_names()):
        operator_class = get_operator(name)
        if LEFT_OUT.match(name) or operator_class.arguments():
            continue
        operator = operator_class()
        places = [start for node in ast_nodes(get_ast(text)) for start, _ in operator.mutation_positions(node)]
        for n, (line, _) in enumerate(places):
            changed = mutate_code(text, operator, n)
            if changed is not None and changed != text:
                diff = [text for text in ndiff(lines, changed.splitlines()) if text[:2] in ("- ", "+ ")]
                before, after = (
                    " ".join(text[2:].strip() for text in diff if text[0] == sign).strip() for sign in "-+"
                )
                # A cache is for speed; overloads, and that nothing is assigned to what is frozen, are for the type checker.
                if before.startswith(("@cache", "@once", "@lru_cache", "@overload")) or (
                    "@dataclass(" in before and after
                ):
                    continue
                found.append(Mutant(name.removeprefix("core/"), line, before, after, changed))
    return sorted(found, key=lambda one: one.line)


def sample(found: list[Mutant]) -> list[Mutant]:
    """At most `MOST` of a module's mutants, from its top to its end."""
    return [found[n] for n in sorted(random.Random(len(found)).sample(range(len(found)), min(MOST, len(found))))]


def judges(module: str, copy: Path) -> list[list[str]]:
    """The tests that try a module, in turns: its own, those of its folder, and the golden pages."""
    place = Path("tests", *Path(module).with_suffix("").parts[1:])
    while not (copy / place.parent).is_dir():
        place = place.parent
    own = place.with_name(f"test_{place.name}.py")
    found = {path.relative_to(copy) for path in (copy / place.parent).glob("test_*.py")} | {GOLDEN}
    turns = [own], sorted(found - {own, GOLDEN, *SLOW}), sorted((found & {GOLDEN, *SLOW}) - {own})
    return [[str(path) for path in turn if path in found] for turn in turns if found.intersection(turn)]


class Witness:
    """What pytest tells as it goes: the test that fails is written to a file descriptor."""

    def __init__(self, out: int) -> None:
        self.out = out

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self.out, report.nodeid.encode())


def noticed(turns: list[list[str]]) -> str | None:
    """The first of some tests that fails, run in a process that ends with them: "" when it is none of them that
    fails but something before; None when all pass."""
    told, out = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(SECONDS)
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        try:
            status = next((code for files in turns if (code := pytest.main([*OPTIONS, *files], [Witness(out)]))), 0)
        except BaseException:
            status = 1
        os._exit(int(status))
    os.close(out)
    with os.fdopen(told, "rb") as pipe:
        test = pipe.read().decode()
    return test if os.waitpid(child, 0)[1] else None


def move_to(copy: Path) -> None:
    """Have this process find the project in a copy, and the libraries loaded."""
    os.environ["MUTANTS"] = "1"
    os.chdir(copy)
    sys.path[:0] = [str(copy)]
    for name in [name for name in sys.modules if name.split(".")[0] in ("tests", "scripts")]:
        del sys.modules[name]
    for name in LIBRARIES:
        importlib.import_module(name)


def try_all(module: str, copies: Path) -> Outcome:
    """Try each mutant of a module in this worker's copy of the project.

    Raises:
        SystemExit: when its tests fail without any change, or what is called equivalent is no mutant.
    """
    copy = copies / str(os.getpid())
    if not copy.exists():
        move_to(copy_project(copy))
    turns = judges(module, copy)
    if noticed(turns) is not None:
        raise SystemExit(f"{module}: the tests fail as it is")
    path = copy / module
    text = path.read_text(encoding="utf-8")
    same = set(EQUIVALENT.get(module, ()))
    known = [one for one in mutants(text) if (one.before, one.after) in same]
    if stale := same - {(one.before, one.after) for one in known}:
        raise SystemExit(f"{module}: called equivalent, and no mutant of it: {stale}")
    chosen = sample([one for one in mutants(text) if one not in known])
    survivors = []
    # Whoever noticed a mutant, the last first, will notice others of its kind.
    keen: list[str] = []
    for mutant in chosen:
        path.write_text(mutant.text, encoding="utf-8")
        test = noticed([keen[:KEEN], *turns] if keen else turns)
        if test is None:
            survivors.append(mutant)
        elif test:
            keen = [test, *(other for other in keen if other != test)]
    path.write_text(text, encoding="utf-8")
    return Outcome(module, len(chosen), tuple(survivors), len(known))


def copy_project(target: Path) -> Path:
    """A copy of the project without what is made and without the record, compiled; returns it."""

    def left_behind(folder: str, names: list[str]) -> set[str]:
        return {name for name in names if name in CACHES or (Path(folder) == ROOT and name in MADE)}

    shutil.copytree(ROOT, target, symlinks=True, ignore=left_behind)
    # Compiled by content: a mutant may be as long and as old as the original.
    compile_all = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "scripts", "tests"]
    subprocess.run(compile_all, cwd=target, check=True)
    return target


def run(wanted: Iterable[str]) -> list[Outcome]:
    """Try all mutants, each worker in a copy of its own; printed as they come."""
    outcomes = []
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(WORKERS, get_context("fork")) as pool:
        for done in as_completed([pool.submit(try_all, module, Path(folder)) for module in modules(wanted)]):
            outcomes.append(done.result())
            _tell(outcomes[-1])
    return outcomes


def _tell(outcome: Outcome) -> None:
    print(f"{outcome.module}: {len(outcome.survivors)} of {outcome.tried} survive, {outcome.equivalent} are equivalent")
    for one in outcome.survivors:
        print(f"    line {one.line}, {one.operator}", f"- {one.before}", f"+ {one.after}", sep="\n        ")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """Try the mutants of the modules named, or of all; 1 when too many survive."""
    outcomes = run(arguments or MUTATED)
    tried, survived = sum(one.tried for one in outcomes), sum(len(one.survivors) for one in outcomes)
    share = survived / tried if tried else 0.0
    print(f"{survived} of {tried} mutants survive: {share:.1%} (at most {LIMIT:.0%})")
    return int(share > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
