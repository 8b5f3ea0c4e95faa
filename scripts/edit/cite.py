"""A source from its address: the one that the record has, or the beginning of a new one, ready to paste."""

from __future__ import annotations

import re
from collections import Counter

from scripts.edit.find import source_at
from scripts.load.archive import Archive
from scripts.record import model
from scripts.values import addresses
from scripts.values.dates import FuzzyDate

# The day in an address: 2024/05/16, 2024-05-16, 20240516; else the month or the year alone.
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:([/-]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?)?(?!\d)")


def cite(url: str, archive: Archive) -> tuple[model.Source | None, str]:
    """The source at an address, and the text to paste where the record has none; without one of the two."""
    known = source_at(url, archive)
    return (known, "") if known else (None, begun(url, archive))


def begun(url: str, archive: Archive) -> str:
    """The beginning of a source, as it goes into `data/sources/<year>.yaml`: what its address and publisher tell.

    What has to be filled in has no value yet, and a note that says what belongs there.
    """
    page = addresses.cleaned(addresses.original(url))
    publisher = publisher_of(page, archive)
    date = date_in(page)
    mine = [source for source in archive.sources.values() if publisher and source.publisher == publisher.id]
    lines = [
        f"{_id(page, publisher, archive, date)}:",
        "  title:  # the headline as printed; or description: what it is, in your words",
        f"  publisher: {publisher.id}" if publisher else _unknown(page),
        f"  date: {date}" if date else "  date:  # YYYY-MM-DD, YYYY-MM or YYYY; without the line where it is not known",
        f"  url: {page}",
    ]
    if page != url and addresses.original(url) != url:
        lines.append(f"  archive: {url}")
    language = publisher.language if publisher else None
    lines.append(f"  language: {language or _usual([source.language for source in mine])}".rstrip())
    lines.append(f"  kind: {_usual([source.kind for source in mine])}".rstrip())
    return "\n".join(lines) + "\n"


def publisher_of(url: str, archive: Archive) -> model.Publisher | None:
    """The publisher of most sources at the host of an address, or at the host above it."""
    wanted = addresses.host(url)
    hosts = Counter(
        (addresses.host(source.url), source.publisher)
        for source in archive.sources.values()
        if source.url and not source.copy_at and source.publisher in archive.publishers
    )
    while wanted.count("."):
        at = Counter({publisher: n for (host, publisher), n in hosts.items() if host == wanted})
        if at:
            return archive.publishers[at.most_common(1)[0][0]]
        wanted = wanted.partition(".")[2]
    return None


def date_in(url: str) -> FuzzyDate | None:
    """The date that an address holds, as far as it goes; none where it holds none that is one."""
    for year, _, month, day in _DATE.findall(url):
        try:
            return FuzzyDate("-".join(part for part in (year, month, day) if part))
        except ValueError:
            continue
    return None


def short_name(publisher: str, archive: Archive) -> str:
    """By what the ids of a publisher's sources begin: most often, or else its own id."""
    ids = [source.id for source in archive.sources.values() if source.publisher == publisher]
    return _usual([found[1] for id in ids if (found := re.match(r"(.+?)-(?:[12]\d{3}|nd)-", id))]) or publisher


def _unknown(url: str) -> str:
    return f"  publisher:  # nobody in publishers.yaml publishes at {addresses.host(url)}: make find, or make new KIND=publishers"


def _usual(words: list[str]) -> str:
    return Counter(words).most_common(1)[0][0] if words else ""


def _id(url: str, publisher: model.Publisher | None, archive: Archive, date: FuzzyDate | None) -> str:
    """An id like those of the same publisher: its short name, the date, and words to be filled in."""
    name = (
        short_name(publisher.id, archive)
        if publisher
        else (re.sub(r"[^a-z0-9]", "", addresses.host(url).split(".")[0]))
    )
    return f"{name or 'publisher'}-{date or 'nd'}-words"
