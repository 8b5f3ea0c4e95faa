"""Commands: `python -m scripts check|build|serve|new|…`. See `python -m scripts --help`."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from scripts.problems import errors, summary

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run one command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m scripts")
    commands = parser.add_subparsers(dest="command", required=True)
    c = commands.add_parser("check", help="check a data folder")
    c.add_argument("--data", type=Path, default=ROOT / "data")
    c.add_argument("--today", type=dt.date.fromisoformat, default=None)
    options = parser.parse_args()
    from scripts.checks import check

    _, problems = check(options.data, options.today or dt.date.today())
    for problem in problems:
        print(problem)
    print(summary(problems))
    return 1 if errors(problems) else 0


if __name__ == "__main__":
    sys.exit(main())
