"""Where a record stands: people, countries and bodies by any spelling, sources by address or words, all else by its words.

Works on data that have errors too, since whoever looks for an id is in the middle of writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from scripts.derive.names import compact, folded, spellings
from scripts.load.archive import Archive
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.takeaway.querywords import CITIES
from scripts.values import addresses
from scripts.values.problems import Problem

# How near what was found is to what was asked, nearest first.
SAME, BEGINS, HOLDS, TELLS = range(4)
# A word of so few Latin letters stands inside too many others.
SHORT = 3


def find(asked: str, archive: Archive) -> list[Problem]:
    """The records that are called what was asked, each at its place with its label; the nearest first.

    A place, which has no record, stands where it is first named.
    """
    found: list[tuple[int, int, str, Problem]] = []
    order = list(KINDS)
    for kind, record in archive:
        near = _nearness(asked, kind, record, archive)
        if near is not None:
            found.append((near, order.index(kind), record.label, archive.problem(kind, record, (), record.label)))
    found += [(near, len(order), name, at) for near, name, at in _places(asked, archive)]
    return [at for *_, at in sorted(found, key=lambda one: one[:3])]


def source_at(url: str, archive: Archive) -> model.Source | None:
    """The source that has an address, as it was copied or without what a sender added; or its snapshot."""
    wanted = {addresses.key(url), addresses.key(addresses.cleaned(addresses.original(url)))}
    for source in archive.sources.values():
        for known in (source.url, source.archive):
            if known and wanted & {addresses.key(known), addresses.key(addresses.cleaned(addresses.original(known)))}:
                return source
    return None


def _nearness(asked: str, kind: str, record: model.Record, archive: Archive) -> int | None:
    """How near a record is to what was asked; None when it is something else."""
    if asked in (record.id, *record.formerly, *record.identifiers):
        return SAME
    if re.match(r"https?://", asked):
        return SAME if kind == "sources" and source_at(asked, archive) is record else None
    near = min((one for name in _names(record, archive) if (one := _near(asked, name)) is not None), default=None)
    if near is None and set(_words(asked)) <= set(_words(" ".join(_told(record, archive)))):
        return TELLS
    return near


def _near(asked: str, name: str) -> int | None:
    """How near a name is to what was asked, by its letters alone."""
    wanted, known = compact(asked), compact(name)
    if not wanted or not known:
        return None
    if wanted == known:
        return SAME
    words = _words(name)
    if all(any(word.startswith(one) for word in words) for one in _words(asked)):
        return BEGINS
    return HOLDS if (len(wanted) > SHORT or not wanted.isascii()) and wanted in known else None


@cache
def _words(text: str) -> tuple[str, ...]:
    return tuple(folded(text).split())


def _names(record: model.Record, archive: Archive) -> Iterable[str]:
    """What a record is called: in every spelling, where it has a name."""
    if isinstance(record, model.Country | model.Official | model.Entity):
        return [one.text for one in spellings(record, archive)]
    return [record.label, *getattr(record, "aliases", ())]


def _told(record: model.Record, archive: Archive) -> Iterator[str]:
    """The words by which a record may be looked for besides: who wrote it, who took part, where and when."""
    yield record.label
    yield record.id.replace("-", " ")
    yield from record.scene
    yield from (archive.officials[id].name for id in record.people if id in archive.officials)
    yield from (archive.country_name(id) for id in record.concerned)
    if isinstance(record, model.Source):
        yield record.author or ""
        yield archive.publishers[record.publisher].name if record.publisher in archive.publishers else ""
    if isinstance(record, model.Publisher):
        yield record.owner or ""


def _places(asked: str, archive: Archive) -> Iterator[tuple[int, str, Problem]]:
    """The places that are called so, each at its first record: (nearness, name, where)."""
    named: dict[str, list[tuple[str, model.Record]]] = {}
    for kind, record in archive:
        for place in record.scene:
            named.setdefault(place, []).append((kind, record))
    for place, records in named.items():
        near = [one for name in (place, *CITIES.get(place, ())) if (one := _near(asked, name)) is not None]
        if near:
            first = archive.problem(*records[0], (), "")
            n = len(records)
            told = f"in {n} record{'s'[: n != 1]}, first in '{first.record}'"
            yield min(near), place, Problem(first.path, first.line, first.column, place, told)
