"""The bench's commands, in one table: what each is called, what it takes, what it does. Each loads its tools when it runs."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.values.files import ROOT

if TYPE_CHECKING:
    from scripts.edit.surgery import Sheets
    from scripts.load.archive import Archive

# As many finds are listed; whoever gets more asks more narrowly.
MOST_FOUND = 20


@dataclass(frozen=True)
class Command:
    """A command: its help, what adds its arguments to a parser, and what runs it and returns the exit code."""

    help: str
    arguments: Callable[[argparse.ArgumentParser], object]
    run: Callable[[argparse.Namespace, dt.date], int]


def as_it_is(data: Path, today: dt.date) -> Archive:
    """The records of a data folder as far as they can be read, whatever is wrong with them."""
    from scripts.load.archive import link
    from scripts.load.loader import load

    return link(load(data), today)[0]


def find_command(options: argparse.Namespace, today: dt.date) -> int:
    """Print where the records stand that are called so."""
    from scripts.edit.find import find

    asked = " ".join(options.words).strip()
    found = find(asked, as_it_is(options.data, today)) if asked else []
    for one in found[:MOST_FOUND]:
        print(one)
    if len(found) > MOST_FOUND:
        print(f"… and {len(found) - MOST_FOUND} more; ask for more of the name")
    if not found:
        print(f"nothing in the record is called '{asked}'" if asked else 'ask for something: make find Q="Tô Lâm"')
    return 0 if found else 1


def cite_command(options: argparse.Namespace, today: dt.date) -> int:
    """Print the source at an address, or the beginning of a new one."""
    from scripts.edit.cite import cite

    if not options.url.startswith(("http://", "https://")):
        print(f"'{options.url}' is no web address; write http://… or https://…", file=sys.stderr)
        return 1
    archive = as_it_is(options.data, today)
    known, text = cite(options.url, archive)
    print(archive.problem("sources", known, (), known.label) if known else text, end="\n" if known else "")
    return 0


def rename_command(options: argparse.Namespace, today: dt.date) -> int:
    """Give a record another id."""
    from scripts.edit.rename import rename

    archive = as_it_is(options.data, today)
    return _done(lambda: rename(archive, options.data, options.kind, options.old, options.new), today, options.old)


def merge_command(options: argparse.Namespace, today: dt.date) -> int:
    """Join a record with another."""
    from scripts.edit.rename import merge

    archive = as_it_is(options.data, today)
    left: list[str] = []

    def joined() -> Sheets:
        sheets, lines = merge(archive, options.data, options.kind, options.old, options.new)
        left.extend(lines)
        return sheets

    code = _done(joined, today, options.old)
    if left and not code:
        print(f"both say something here; '{options.new}' keeps its own. '{options.old}' said:")
        print("\n".join(left))
    return code


def remove_command(options: argparse.Namespace, today: dt.date) -> int:
    """Take a record away, and leave word of it."""
    from scripts.edit.rename import remove

    archive = as_it_is(options.data, today)
    return _done(lambda: remove(archive, options.data, options.kind, options.id, options.why), today, options.id)


def _done(operation: Callable[[], Sheets], today: dt.date, id: str) -> int:
    """Make the changes of an operation, all or none, and say in which files; or why not."""
    from scripts.edit.surgery import Refused
    from scripts.values.problems import DataError

    try:
        sheets = operation()
        changed = sheets.commit(today)
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    except DataError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        print("nothing is written: the record would have these errors", file=sys.stderr)
        return 1
    for path in changed:
        print(f"{_shown(path)} changed")
    for place in _named_in_code(id):
        print(f"{place}: names '{id}' too; it is no data, look at it")
    return 0


def _shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _named_in_code(id: str) -> list[str]:
    """The lines of code and tests that name an id of the record."""
    word = re.compile(rf"(?<![a-z0-9-]){re.escape(id)}(?![a-z0-9-])")
    files = [path for folder in ("scripts", "tests") for path in sorted((ROOT / folder).rglob("*.[pc][ys]*"))]
    return [
        f"{_shown(path)}:{n}"
        for path in files
        if path.suffix in (".py", ".csv") and not {"mini", "broken", "node"} & set(path.parts)
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if word.search(line)
    ]


def _arguments(*names: str) -> Callable[[argparse.ArgumentParser], None]:
    """Arguments that stand one after another, each with what it is."""
    meanings = {
        "kind": "visits, officials, sources, …",
        "old": "the id that goes",
        "new": "the id that stays",
        "id": "the id of the record",
        "why": "why it goes, in a sentence for readers",
    }

    def add(parser: argparse.ArgumentParser) -> None:
        for name in names:
            parser.add_argument(name, help=meanings[name])

    return add


COMMANDS: Mapping[str, Command] = {
    "find": Command(
        "where a record stands: by any spelling of a name, by words, by the address of a source",
        lambda parser: parser.add_argument("words", nargs="+", help="a name, words, an id or an address"),
        find_command,
    ),
    "cite": Command(
        "the source at an address, or the beginning of one to paste",
        lambda parser: parser.add_argument("url", help="the address as the browser shows it"),
        cite_command,
    ),
    "rename": Command("give a record another id, everywhere", _arguments("kind", "old", "new"), rename_command),
    "merge": Command("join a record with another of its kind", _arguments("kind", "old", "new"), merge_command),
    "remove": Command("take a record away; its address says why", _arguments("kind", "id", "why"), remove_command),
}
