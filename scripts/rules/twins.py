"""What happened stands once: the same visit, agreement or event under two ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from scripts.derive.names import folded
from scripts.load.archive import Archive
from scripts.record import model
from scripts.rules.rule import rule
from scripts.values.problems import Problem


@rule
def nothing_happens_twice(archive: Archive) -> Iterator[Problem]:
    """Two visits, agreements or events of the same countries, date and title are one; so, probably, are two that share a
    source and agree in all that sets such records apart."""
    seen: dict[Hashable, list[model.Happening]] = defaultdict(list)
    for kind, record in archive.happenings:
        if record.when is None:
            continue
        alike = seen[kind, record.when.text, _sides(record)]
        for first in alike:
            if folded(first.title) == folded(record.title):
                text = f"has the countries, the date and the title of '{first.id}'; make them one"
                yield archive.problem(kind, record, (), text)
            elif _marks(first) == _marks(record) and {*first.sources} & {*record.sources}:
                text = f"looks like '{first.id}', of the same day and with a source in common; make them one, or tell them apart"
                yield archive.warning(kind, record, (), text)
            else:
                continue
            break
        alike.append(record)


def _sides(record: model.Happening) -> Hashable:
    if isinstance(record, model.Visit):
        return record.visitor, record.host, record.venue
    return frozenset(record.concerned)


def _marks(record: model.Happening) -> Hashable:
    """What sets apart records of one day and the same countries."""
    if isinstance(record, model.Visit):
        return record.kind, record.rank, record.leader, record.journey
    if isinstance(record, model.Agreement):
        return record.kind, record.fields, tuple(party.institution or party.entity for party in record.parties)
    return record.kind, record.place, record.officials, record.entities
