"""The bench's commands, in one table: what each is called, what it takes, what it does. Each loads its tools when it runs."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
}
