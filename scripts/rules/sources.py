"""Sources and publishers stand once, and somebody uses them."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.load.archive import Archive
from scripts.record import model
from scripts.rules.rule import rule
from scripts.values import addresses
from scripts.values.problems import Problem


@rule
def addresses_are_used_once(archive: Archive) -> Iterator[Problem]:
    """Two sources do not share an address."""
    seen: dict[str, model.Source] = {}
    for source in archive.sources.values():
        if source.url:
            first = seen.setdefault(addresses.key(source.url), source)
            if first is not source:
                yield archive.problem("sources", source, ("url",), f"'{first.id}' has this address too; make them one")


@rule(needs_all=True)
def every_source_is_cited(archive: Archive) -> Iterator[Problem]:
    """A source is there because a record cites it."""
    for source in archive.sources.values():
        if ("sources", source.id) not in archive.backlinks:
            yield archive.warning("sources", source, (), "nobody cites this source")


@rule(needs_all=True)
def every_publisher_publishes(archive: Archive) -> Iterator[Problem]:
    """A publisher is there because a source names it."""
    for publisher in archive.publishers.values():
        if ("publishers", publisher.id) not in archive.backlinks:
            yield archive.warning("publishers", publisher, (), "no source names this publisher")
