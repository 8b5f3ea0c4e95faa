"""The bench's commands, in one table: what each is called, what it takes, what it does. Each loads its tools when it runs."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.values.files import ROOT

if TYPE_CHECKING:
    from scripts.edit.surgery import Sheets
    from scripts.load.archive import Archive
    from scripts.values.problems import Problem

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


def schemas_command(options: argparse.Namespace, today: dt.date) -> int:
    """Bring the schemas for editors up to date."""
    from scripts.edit.schemas import write_schemas
    from scripts.site.folders import default_work

    folder = default_work(options.data) / "schemas"
    print(f"{write_schemas(as_it_is(options.data, today), folder)} schemas changed in {_shown(folder)}")
    return 0


def report_command(options: argparse.Namespace, today: dt.date) -> int:
    """Print what is missing: how much of each kind, or all of one report at its places."""
    from scripts.pages.gaps import REPORTS

    if options.name and options.name not in REPORTS:
        print(f"there is no report '{options.name}'; one of {', '.join(REPORTS)}", file=sys.stderr)
        return 1
    archive = as_it_is(options.data, today)
    if not options.name:
        for name, report in REPORTS.items():
            print(f"{sum(1 for _ in report.find(archive)):6}  {name}: {report.title}. {report.meaning}")
        return 0
    for gap in REPORTS[options.name].find(archive):
        record = archive.records[gap.kind][gap.id]
        print(archive.problem(gap.kind, record, gap.at, gap.what or record.label))
    return 0


def links_command(options: argparse.Namespace, today: dt.date) -> int:
    """Ask some outside addresses whether they still lead somewhere; never fails for what the web does."""
    from scripts.edit.links import look_up, proposals

    archive = as_it_is(options.data, today)
    known = look_up(archive, ROOT / ".cache" / "links.json", options.most)
    for line in proposals(archive, known):
        print(line)
    good = sum(seen.is_good for seen in known.values())
    print(f"{good} of {len(known)} addresses that were asked answered; {len(archive.sources)} sources in all")
    return 0


def changes_command(options: argparse.Namespace, today: dt.date) -> int:
    """Print what differs from another state of the record; 1 when something went in silence."""
    from scripts.edit.changes import changes_since

    found = changes_since(options.data, options.base, today)
    print(found, end="")
    for one in found.silent:
        print(f"{one} is gone in silence; make rename, make merge or make remove leaves word", file=sys.stderr)
    return 1 if found.silent else 0


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


def new_command(options: argparse.Namespace, today: dt.date) -> int:
    """Add a record: asked for in the terminal, given by options, or a skeleton to fill in."""
    from scripts.edit.ask import Terminal
    from scripts.edit.new import Wish, blank, make
    from scripts.edit.surgery import Refused

    if options.blank:
        try:
            path, line = blank(options.data, options.kind, options.file, options.id)
        except Refused as error:
            print(error, file=sys.stderr)
            return 1
        print(f"{_shown(path)}:{line}: fill it in; `make check` says what is missing")
        return 0
    given: dict[str, Any] = {}
    for pair in options.set:
        name, equals, text = pair.partition("=")
        value = _value(text)
        if not equals or value is None:
            print(f"'{pair}' is no field with a value; write --set field=value", file=sys.stderr)
            return 1
        given[name] = value
    asks = not given and sys.stdin.isatty()
    if not asks and not given:
        print("there is no terminal to ask in; give the fields with --set field=value, or --blank", file=sys.stderr)
        return 1
    archive = as_it_is(options.data, today)
    wish = Wish(options.kind, given, options.id, options.file, options.of, options.source)
    made: list[str] = []

    def operation() -> Sheets:
        sheets, path, id = make(archive, options.data, wish, Terminal() if asks else None)
        made.extend((path, id))
        return sheets

    code = _done(operation, today)
    if not code:
        print(archive_place(as_it_is(options.data, today), PART_OF.get(options.kind, options.kind), made[1]))
    return code


def release_command(options: argparse.Namespace, today: dt.date) -> int:
    """Gather the files of a release and tag it."""
    from scripts.edit.release import release
    from scripts.values.problems import DataError, summary

    out = ROOT / "build" / "release"
    try:
        tag = release(options.data, out, today, dry=options.dry_run, number=options.number)
    except DataError as error:
        print(*error.problems, summary(error.problems), sep="\n", file=sys.stderr)
        return 1
    print(f"{_shown(out)} holds the files of {tag}; NOTES.md says what changed")
    print("a dry run: nothing is tagged" if options.dry_run else f"to publish it: git push origin HEAD {tag}")
    return 0


# To which kind of record a part belongs.
PART_OF = {"facts": "countries", "values": "indicators", "posts": "officials"}


def archive_place(archive: Archive, kind: str, id: str) -> Problem:
    """Where a record stands, with its label."""
    record = archive.records[kind][id]
    return archive.problem(kind, record, (), record.label)


def _value(text: str) -> Any:
    """A value as YAML writes it, lists and parts among them; None where it is none."""
    from scripts.load.yamltree import parse

    found: list[Problem] = []
    if not text.startswith(("[", "{")):
        return text.strip() or None
    tree = parse(f"x: {text}\n", "", found)
    return tree.plain()["x"] if tree and not found else None


def _done(operation: Callable[[], Sheets], today: dt.date, id: str = "") -> int:
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
        if not id:
            print(*(after for _, after in _added(sheets)), sep="\n", file=sys.stderr)
        return 1
    for path in changed:
        print(f"{_shown(path)} changed")
    for place in _named_in_code(id) if id else ():
        print(f"{place}: names '{id}' too; it is no data, look at it")
    return 0


def _added(sheets: Sheets) -> list[tuple[Path, str]]:
    """The lines that would have been added, so that nothing typed is lost."""
    return [(path, text.strip()) for path, sheet in sheets.open.items() for _, _, text in sheet.edits]


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


def _release_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="gather the files, and leave the repository as it is")
    parser.add_argument("--number", type=_number, default="", help="2026.11.27.2 for the second release of that day")


def _number(text: str) -> str:
    if text and not re.fullmatch(r"\d{4}\.\d\d\.\d\d(\.\d+)?", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is no number of a release; write 2026.11.27 or 2026.11.27.2")
    return text


def _new_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", help="visits, sources, …; or facts of a country, values of a series, posts of a person")
    parser.add_argument("file", nargs="?", default="", help="the file's name without .yaml, where it does not follow")
    parser.add_argument("id", nargs="?", default="", help="the record's id, which becomes its address")
    parser.add_argument("--of", default="", help="for facts, values and posts: the id of the record that gets them")
    parser.add_argument("--source", default="", help="the source's id or address")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="a field with its value, as YAML; may be repeated",
    )
    parser.add_argument("--blank", action="store_true", help="append a skeleton to fill in")


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
    "schemas": Command("write the schemas that editors complete and check by", lambda _: None, schemas_command),
    "report": Command(
        "what is missing, and where",
        lambda parser: parser.add_argument("name", nargs="?", default="", help="one report, whole"),
        report_command,
    ),
    "links": Command(
        "whether outside addresses still lead somewhere; proposes stored copies",
        lambda parser: parser.add_argument("--most", type=int, default=200, help="how many are asked (default: 200)"),
        links_command,
    ),
    "changes": Command(
        "what the data say otherwise than another state of them, in Markdown",
        lambda parser: parser.add_argument(
            "--base", default="origin/main", help="a branch or commit (default: origin/main)"
        ),
        changes_command,
    ),
    "new": Command("add a record where it belongs; asks, source first", _new_arguments, new_command),
    "rename": Command("give a record another id, everywhere", _arguments("kind", "old", "new"), rename_command),
    "merge": Command("join a record with another of its kind", _arguments("kind", "old", "new"), merge_command),
    "remove": Command("take a record away; its address says why", _arguments("kind", "id", "why"), remove_command),
    "release": Command(
        "gather the files of a release, say what changed, and tag it", _release_arguments, release_command
    ),
}
