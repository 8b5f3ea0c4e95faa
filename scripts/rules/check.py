"""A data folder checked: load, link, and the rules across records. Errors stop a build; warnings are listed and counted."""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
from collections.abc import Iterator
from pathlib import Path

from scripts.load.archive import Archive, link
from scripts.load.loader import load
from scripts.rules.hints import hinted
from scripts.rules.rule import RULES
from scripts.values.problems import Problem, errors


def check(folder: Path, today: dt.date) -> tuple[Archive, list[Problem]]:
    """Load, link and check a data folder as of a day.

    Returns the archive and all problems, sorted. The rules run also when some records did not load, so
    that one run shows everything; rules that need every record (`needs_all`) wait until all are there, and none judges a
    record that names a country which is nowhere.
    """
    with _collector_at_rest():
        loaded = load(folder)
        archive, missing = link(loaded, today)
        return archive, judged(archive, loaded.problems, missing)


def judged(archive: Archive, unread: list[Problem], missing: list[Problem]) -> list[Problem]:
    """All problems of an archive, sorted: those of reading it, of references that lead nowhere, and of the rules."""
    problems = unread + [hinted(problem, archive) for problem in missing]
    adrift = {(archive.places[where].path, where[1]) for where in archive.adrift}
    whole = not errors(problems)
    for rule in RULES.values():
        if whole or not rule.needs_all:
            problems += (one for one in rule.look(archive) if (one.path, one.record) not in adrift)
    return sorted(set(problems))


@contextlib.contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Records are many, live long and hold no cycles: looking through them for garbage would take a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
