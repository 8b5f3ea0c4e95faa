"""Mutants: one small change at a time in the code that decides, and the tests must notice. Run by `make mutants`.

Cosmic Ray changes a comparison, a condition, a number, a loop or a decorator of a module in a copy of the project
and runs the quick tests of its folder, the module's own first. What no test notices survives, and is listed. The
project's own record is left out: it grows, and tests that state a rule must not lean on what it happens to hold.

    python -m tests.mutants                            all of them
    python -m tests.mutants scripts/rules/dates.py     those of one module
"""

from __future__ import annotations

import queue
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import TestOutcome

ROOT = Path(__file__).resolve().parent.parent
# What is mutated: what is computed, what is checked, and what turns text into markup.
MUTATED = ("scripts/derive", "scripts/rules", "scripts/pages/markup.py", "scripts/values/text.py")
# More than this share of survivors is a failure.
LIMIT = 0.05
WORKERS = 2
# What a copy of the project does not need: at its top, and anywhere.
MADE = {".git", ".venv", ".cache", "build", "site", "data"}
CACHES = {"__pycache__", "node_modules", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
# A comparison is turned into its opposite and moved by one step, an addition into a subtraction: the other swaps
# that the tool knows (`==` to `is`, `+` to `<<`) either raise at once or say the same again. `|` is left alone,
# since it stands in annotations, which nobody runs.
SWAPS = {
    "Binary": ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul"),
    "Comparison": (
        "Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt", "Lt_GtE", "GtE_Lt", "Gt_LtE", "LtE_Gt",
        "Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is", "In_NotIn", "NotIn_In",
    ),
}  # fmt: skip
SETTINGS = """\
[cosmic-ray]
module-path = "{module}"
timeout = 120.0
excluded-modules = []
test-command = "{command}"

[cosmic-ray.distributor]
name = "local"

[cosmic-ray.filters.operators-filter]
exclude-operators = [{excluded}]
"""


@dataclass(frozen=True)
class Outcome:
    """A module, how many mutants of it were tried, and those that survived: line, what was changed, the change."""

    module: str
    tried: int
    survivors: tuple[tuple[int, str, str], ...]


def modules(wanted: Iterable[str]) -> list[str]:
    """The modules that are mutated, the longest first."""
    places = [ROOT / place for place in wanted]
    found = {path for place in places for path in ([place] if place.is_file() else place.rglob("*.py"))}
    return [path.relative_to(ROOT).as_posix() for path in sorted(found, key=lambda path: -path.stat().st_size)]


def judges(module: str, copy: Path) -> str:
    """The command that tries the tests of a module: its own first, and if they notice nothing those of its folder."""
    folder = Path("tests", *Path(module).parts[1:-1])
    own = folder / f"test_{Path(module).stem}.py"
    options = ["-m", "not whole and not real", "-x", "-q", "-p", "no:cacheprovider"]
    pytest = ["env", "MUTANTS=1", sys.executable, "-m", "pytest", *options]
    others = sorted(str(path.relative_to(copy)) for path in (copy / folder).glob("test_*.py") if path.name != own.name)
    turns = [[str(own)]] * (copy / own).is_file() + [others] * bool(others)
    return " && ".join(shlex.join([*pytest, *files]) for files in turns)


def try_all(module: str, copy: Path) -> Outcome:
    """Try each mutant of a module in a copy of the project. Exits when its tests fail without any change."""
    command = ["sh", "-c", judges(module, copy)]
    before = subprocess.run(command, cwd=copy, check=False, capture_output=True, encoding="utf-8")
    if before.returncode:
        raise SystemExit(f"{module}: the tests fail as it is\n{before.stdout[-2000:]}")
    excluded = (f'"core/Replace{kind}Operator_(?!({"|".join(kept)})$)"' for kind, kept in SWAPS.items())
    text = SETTINGS.format(module=module, command=shlex.join(command).replace('"', '\\"'), excluded=", ".join(excluded))
    (copy / "mutants.toml").write_text(text, encoding="utf-8")
    tools = Path(sys.executable).parent
    for tool in ("cosmic-ray init mutants.toml mutants.sqlite --force", "cr-filter-operators mutants.sqlite mutants.toml",
                 "cosmic-ray exec mutants.toml mutants.sqlite"):  # fmt: skip
        name, *arguments = tool.split()
        subprocess.run([tools / name, *arguments], cwd=copy, check=True, capture_output=True)
    with use_db(copy / "mutants.sqlite", mode=WorkDB.Mode.open) as found:
        tried = [(item, result) for item, result in found.completed_work_items if result.test_outcome]
    survivors = [
        (mutation.start_pos[0], mutation.operator_name.removeprefix("core/"), result.diff or "")
        for item, result in tried
        if result.test_outcome is TestOutcome.SURVIVED
        for mutation in item.mutations
    ]
    return Outcome(module, len(tried), tuple(sorted(survivors)))


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
    with tempfile.TemporaryDirectory() as folder:
        free: queue.SimpleQueue[Path] = queue.SimpleQueue()
        for n in range(WORKERS):
            free.put(copy_project(Path(folder, str(n))))

        def work(module: str) -> Outcome:
            copy = free.get()
            try:
                outcome = try_all(module, copy)
            finally:
                free.put(copy)
            _tell(outcome)
            return outcome

        with ThreadPoolExecutor(WORKERS) as pool:
            return list(pool.map(work, modules(wanted)))


def _tell(outcome: Outcome) -> None:
    print(f"{outcome.module}: {len(outcome.survivors)} of {outcome.tried} survive", flush=True)
    for line, what, diff in outcome.survivors:
        changed = [text for text in diff.splitlines() if text[:1] in "+-" and text[:3] not in ("+++", "---")]
        print(f"    line {line}, {what}", *changed, sep="\n        ", flush=True)


def main(arguments: list[str]) -> int:
    """Try the mutants of the modules named, or of all; 1 when too many survive."""
    outcomes = run(arguments or MUTATED)
    tried, survived = sum(one.tried for one in outcomes), sum(len(one.survivors) for one in outcomes)
    share = survived / tried if tried else 0.0
    print(f"{survived} of {tried} mutants survive: {share:.1%} (at most {LIMIT:.0%})")
    return int(share > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
