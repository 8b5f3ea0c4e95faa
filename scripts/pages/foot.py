"""The foot of a record: how to cite it, what became of it, where to mend it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from scripts.derive.history import Change, History
from scripts.load.archive import Archive
from scripts.pages.quotes import quotes_of
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.takeaway.citations import MOST_NAMED, Citation, citation
from scripts.takeaway.processor import STYLES, Entries
from scripts.values.dates import FuzzyDate
from scripts.values.settings import Settings

# As many of the latest changes as are told; the first stands before them.
LATEST = 5
# Of a page for which nobody set any citations.
UNCITED: Mapping[str, Entries] = MappingProxyType({})


@dataclass(frozen=True)
class Happened:
    """A change in words: what was done and when, with the address of the commit where one is worth a look.

    `more` says what was changed; `gap` that changes before this one are left out.
    """

    verb: str
    day: FuzzyDate
    commit: str = ""
    more: str = ""
    gap: bool = False


@dataclass(frozen=True)
class Cited:
    """A record in one style of citation: its own entry, and those of its first sources, of which `more` are left out."""

    style: str
    entry: Markup
    sources: tuple[Markup, ...]
    more: int


@dataclass(frozen=True)
class Foot:
    """What stands at the end of a record. `since` is the day before which nothing is known of its changes."""

    kind: str
    id: str
    all_of_kind: str
    quotes: tuple[str, ...]
    cited: tuple[Cited, ...]
    cites: int
    reviewed: FuzzyDate | None
    since: FuzzyDate | None
    changes: tuple[Happened, ...]
    edit: str
    mistake: str
    letter: str
    missing: str
    followed: str


def foot_of(
    kind: str,
    record: model.Record,
    file: str,
    archive: Archive,
    history: History,
    settings: Settings,
    version: str = "",
    entries: Mapping[str, Entries] = UNCITED,
) -> Foot:
    """The foot of a record that stands in a file of the data folder, in a version of the whole record; `entries` are those
    of the works that pages cite, as far as they were set (see `takeaway.processor`).
    """
    cited = citation(kind, record, archive, history, settings)
    changes = history.of(kind, record)
    from_then_on = bool(changes) and changes[0].action != "added"
    return Foot(
        kind,
        record.id,
        KINDS[kind].plural.lower(),
        quotes_of(kind, record, archive, settings),
        tuple(in_styles(cited, entries)),
        len(cited.sources),
        record.reviewed,
        in_full(history.since) if history.since and from_then_on else None,
        told(changes, settings),
        settings.edit(file),
        settings.mistake(f"{kind}/{record.id}/"),
        settings.letter(record.label, f"{kind}/{record.id}/", version),
        settings.missing(f"{kind}/{record.id}/"),
        record.label if record.is_followed else "",
    )


def in_styles(cited: Citation, entries: Mapping[str, Entries]) -> Iterator[Cited]:
    """A citation in each style in which it was set."""
    if cited.work.key not in entries:
        return
    named = cited.sources[:MOST_NAMED]
    for style in (style.name for style in STYLES):
        sources = tuple(entries[work.key][style] for work in named)
        yield Cited(style, entries[cited.work.key][style], sources, len(cited.sources) - len(named))


def told(changes: list[Change], settings: Settings) -> tuple[Happened, ...]:
    """The first change of a record and the latest ones, oldest first."""
    kept = changes if len(changes) <= LATEST + 1 else [changes[0], *changes[-LATEST:]]
    left_out = len(kept) < len(changes)
    return tuple(_happened(change, settings, gap=left_out and n == 1, first=n == 0) for n, change in enumerate(kept))


def _happened(change: Change, settings: Settings, *, gap: bool, first: bool) -> Happened:
    day = in_full(change.day)
    if change.action == "added" and first:
        return Happened("Added", day, settings.commit(change.commit))
    if change.action == "changed":
        verb = "corrected" if change.is_correction else "changed"
        return Happened(verb, day, settings.commit(change.commit), what_changed(change), gap)
    return Happened(change.words, day, gap=gap)


def what_changed(change: Change) -> str:
    """`date, rank` of `changed: date, rank`, after a verb of its own; empty when only the fact is known."""
    return change.words.removeprefix("changed").removeprefix(": ")


def in_full(day: dt.date) -> FuzzyDate:
    """A day as a date that pages write out."""
    return FuzzyDate(day.isoformat())
