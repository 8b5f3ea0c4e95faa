"""Commands: `python -m scripts check | build | serve | find | new | …`. See `python -m scripts --help`."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.edit.commands import COMMANDS
from scripts.values.files import ROOT
from scripts.values.problems import BuildError, DataError, errors, summary

if TYPE_CHECKING:
    from scripts.derive.history import History

# What differs between two days of the same record; a test compares.
DEPENDS_ON_TODAY = (
    "home",
    "countries",
    "visits",
    "compare",
    "as-of",
    "coverage",
    "reports",
    "heads-of-mission",
    "pictures",
    "embed",
    "feeds",
    "security.txt",
)
TODAY = (
    f"the day to build as of (default: the date of this machine's clock); on it depend {', '.join(DEPENDS_ON_TODAY)}"
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code: 0, 1 when something is wrong, 130 when it was interrupted."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options, options.today or dt.date.today())
    except BuildError as error:
        print(error, file=sys.stderr)
    except OSError as error:  # no space, no permission, a port that is taken
        print(_what_failed(error), file=sys.stderr)
    except KeyboardInterrupt:
        print("interrupted; nothing is half-written", file=sys.stderr)
        return 130
    return 1


def _what_failed(error: OSError) -> str:
    """What the system refused, in one line."""
    if error.filename:
        return f"{error.filename}: {error.strerror}"
    return error.strerror or str(error)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:9]) > 65535:
        raise argparse.ArgumentTypeError(f"'{text[:20]}' is no port; ports are numbers up to 65535")
    return int(text)


def _run(options: argparse.Namespace, today: dt.date) -> int:
    if options.command == "check":
        if options.candidates:
            return candidates_command(options.data, today)
        return check_command(options.data, today, annotated=options.format == "github")
    if options.command == "audit":
        return audit_command(options.data, today, options.seed, options.records, tuple(options.kinds))
    if options.command == "serve":
        from scripts.edit.serve import serve

        return serve(options.data, today, options.host, options.port)
    if options.command in COMMANDS:
        return COMMANDS[options.command].run(options, today)
    from scripts.site.build import history_of, without_history

    history_from = without_history if options.without_history else history_of
    return build_command(options.data, options.site, today, work=options.work, history_from=history_from)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts", description="North Korea in Southeast Asia: from YAML to a site"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, default=ROOT / "data", help="the data folder (default: data)")
    common.add_argument("--today", type=dt.date.fromisoformat, help=TODAY)
    checked = commands.add_parser("check", parents=[common], help="check the data: path:line:col: record: message")
    checked.add_argument("--candidates", action="store_true", help="list what a person should look at, instead")
    checked.add_argument(
        "--format", choices=("text", "github"), default="text", help="github: as annotations of its workflows"
    )
    made = commands.add_parser("build", parents=[common], help="check the data and build the site")
    made.add_argument("--site", type=Path, default=ROOT / "site", help="where the site goes (default: site)")
    made.add_argument("--work", type=Path, help="where the build works (default: a folder of its own in build)")
    made.add_argument(
        "--without-history",
        action="store_true",
        help="do not read git's history: the site then says nothing of what changed when",
    )
    drawn = commands.add_parser(
        "audit", parents=[common], help="draw records to look up again, the same for the same seed"
    )
    drawn.add_argument("--seed", required=True, help="any word or number; write it down with the result")
    drawn.add_argument("--records", type=int, default=100, help="about how many (default: 100)")
    drawn.add_argument(
        "--kinds", nargs="*", default=[], help="of these kinds only: visits agreements events (default: all)"
    )
    served = commands.add_parser("serve", parents=[common], help="preview the site; reloads when a file changes")
    served.add_argument("--host", default="127.0.0.1")
    served.add_argument("--port", type=_port, default=8000)
    for name, command in COMMANDS.items():
        command.arguments(commands.add_parser(name, parents=[common], help=command.help, description=command.help))
    return parser


def check_command(data: Path, today: dt.date, *, annotated: bool = False) -> int:
    """Print all problems of a data folder and their count; `annotated`, as GitHub's workflows read them."""
    from scripts.rules.check import check

    _, problems = check(data, today)
    for problem in problems:
        print(problem.annotation() if annotated else problem)
    print(summary(problems))
    return 1 if errors(problems) else 0


def candidates_command(data: Path, today: dt.date) -> int:
    """Print what may be wrong with the sources of a data folder, and how much that is."""
    from scripts.edit.candidates import candidates
    from scripts.rules.check import check

    archive, problems = check(data, today)
    if errors(problems):
        print(f"{summary(problems)}; `make check` lists them")
        return 1
    found = candidates(archive)
    for candidate in found:
        print(candidate)
    print(f"{len(found)} to look at")
    return 0


def audit_command(data: Path, today: dt.date, seed: str, n: int, kinds: tuple[str, ...]) -> int:
    """Print the records that a seed draws, each at its place."""
    from scripts.edit.draw import draw
    from scripts.record.kinds import KINDS
    from scripts.rules.check import check

    unknown = [kind for kind in kinds if kind not in KINDS]
    archive, problems = check(data, today)
    if unknown or errors(problems):
        print(
            f"no kind of record is called '{unknown[0]}'"
            if unknown
            else f"{summary(problems)}; `make check` lists them"
        )
        return 1
    found = draw(archive, seed, n, kinds)
    for kind, record in found:
        print(archive.problem(kind, record, (), record.label))
    print(f"{len(found)} records drawn with the seed {seed}")
    return 0


def build_command(
    data: Path,
    site: Path,
    today: dt.date,
    *,
    work: Path | None,
    history_from: Callable[[Path], History],
) -> int:
    """Build a site with the history that `history_from` finds, or print what is wrong and leave the old one."""
    from scripts.site.build import build

    try:
        problems = build(data, site, today=today, work=work, history_from=history_from)
    except DataError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print(summary(error.problems), file=sys.stderr)
        return 1
    if problems:
        print(f"{summary(problems)}; `make check` lists them")
    return 0


if __name__ == "__main__":
    if sys.flags.optimize > 1:  # Without docstrings, which describe rules and fields: begin again with them.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONOPTIMIZE"}
        os.execve(sys.executable, [sys.executable, "-m", "scripts", *sys.argv[1:]], kept)
    if isinstance(sys.stdout, io.TextIOWrapper):  # names in any script, also where the terminal knows few
        sys.stdout.reconfigure(errors="backslashreplace", line_buffering=True)
    sys.exit(main())
