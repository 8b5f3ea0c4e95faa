"""What sets a record apart from others of its kind with the same name: a person's post and years, the year of an event.

Wherever a record is named, and another bears its name, this stands beside it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scripts.derive.names import folded
from scripts.derive.posts import span_of
from scripts.load.archive import Archive, once
from scripts.record import model
from scripts.values.dates import short_date


def called(kind: str, record: model.Record, archive: Archive) -> str:
    """A record's name, with what sets it apart where others bear it: `Kim Yong Nam (Premier, 1998–2019)`."""
    apart = apart_from(kind, record, archive)
    return f"{record.label} ({apart})" if apart else record.label


def heading(record: model.Record, archive: Archive) -> str:
    """What the page of a record is called: that of a country whose ties are followed, `Laos and North Korea`."""
    if isinstance(record, model.Country):
        if record.is_followed:
            return f"{record.label} and {archive.country_name(archive.home)}"
        if record.id == archive.home:
            return f"{record.label} and Southeast Asia"
    return record.label


def page_title(kind: str, record: model.Record, archive: Archive) -> str:
    """What a record's page is called, with what sets the record apart where others bear its name."""
    apart = apart_from(kind, record, archive)
    return f"{heading(record, archive)} ({apart})" if apart else heading(record, archive)


@once
def apart_from(kind: str, record: model.Record, archive: Archive) -> str:
    """What sets a record apart from its namesakes, in the fewest words; empty where it has none."""
    others = namesakes(kind, record, archive)
    if not others:
        return ""
    for words in _WORDS.get(kind, _OF_DATE):
        said = words(record, archive)
        if said and said not in [words(other, archive) for other in others]:
            return said
    return record.id


def namesakes(kind: str, record: model.Record, archive: Archive) -> list[model.Record]:
    """The other records of a kind that bear a record's name, but for accents, case and hyphens."""
    return [other for other in _by_name(kind, archive)[folded(record.label)] if other is not record]


@once
def _by_name(kind: str, archive: Archive) -> Mapping[str, Sequence[model.Record]]:
    found: dict[str, list[model.Record]] = defaultdict(list)
    for record in archive.records[kind].values():
        found[folded(record.label)].append(record)
    return found


def _year(record: model.Record, archive: Archive) -> str:
    return str(record.when.year) if record.when else ""


def _day(record: model.Record, archive: Archive) -> str:
    return short_date(record.when) if record.when else ""


def _countries(record: model.Record, archive: Archive) -> str:
    return ", ".join(archive.country_name(id) for id in record.concerned if id != archive.home)


def _post(person: model.Official, archive: Archive) -> str:
    """The post that was held longest, as far as it is known, with its years."""
    if not person.posts:
        return ""
    return _with_years(max(person.posts, key=_length))


def _length(post: model.Post) -> tuple[bool, dt.timedelta]:
    """How long a post was held for certain, for comparison; one of which no day is known counts least."""
    span = span_of(post)
    return span is not None, span[1] - span[0] if span else dt.timedelta()


def _with_years(post: model.Post) -> str:
    title = post.title.split(";")[0]
    if post.start and post.end:
        years = _span(post.start.year, post.end.year)
    elif post.start:
        years = f"from {post.start.year}"
    elif post.end:
        years = f"until {post.end.year}"
    elif post.seen:
        years = f"seen {_span(min(post.seen).year, max(post.seen).year)}"
    else:
        return title
    return f"{title}, {years}"


def _span(first: int, last: int) -> str:
    return f"{first}–{last}" if first != last else str(first)


def _no_post(person: model.Official, archive: Archive) -> str:
    return "" if person.posts else "no post on record"


def _born(person: model.Official, archive: Archive) -> str:
    return f"born {person.born.year}" if person.born else ""


def _number(entity: model.Entity, archive: Archive) -> str:
    return f"IMO {entity.imo}" if entity.imo else ""


def _kind(record: model.Record, archive: Archive) -> str:
    return record.term("kind").label


def _place(entity: model.Entity, archive: Archive) -> str:
    return entity.place or ""


def _alias(record: model.Publisher, archive: Archive) -> str:
    return next(iter(record.aliases), "")


def _publisher(source: model.Source, archive: Archive) -> str:
    publisher = archive.publishers.get(source.publisher)
    return publisher.name if publisher else source.publisher


_Words = Callable[[Any, Archive], str]
# What may set the records of a kind apart, what readers know best first; of kinds that are not named, dates and countries.
_OF_DATE: tuple[_Words, ...] = (_year, _day, _countries)
_WORDS: Mapping[str, tuple[_Words, ...]] = {
    "officials": (_post, _countries, _born, _no_post),
    "entities": (_number, _kind, _countries, _place),
    "publishers": (_countries, _alias),
    "sources": (_publisher, _year, _day),
}
