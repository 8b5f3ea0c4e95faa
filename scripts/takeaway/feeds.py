"""Atom feeds: what is new in the whole record and for each country, and what was corrected (RFC 4287).

Ids are `tag:` URIs (RFC 4151) that survive a new id of the record; `updated` is the time of the record's last
change in the repository's history, else the day of its review, else that of its latest source: never the clock, and never
the day of the build, with which a date that lies ahead would move.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from scripts.derive.apart import heading, page_title
from scripts.derive.history import History
from scripts.derive.stories import concerned
from scripts.derive.voices import sources_of
from scripts.load.archive import Archive, place_of
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.takeaway.atom import Feed, FeedEntry, atom
from scripts.values.settings import Settings

FEEDS_FOLDER = "feeds"
MOST_ENTRIES = 60


def feeds(archive: Archive, history: History, settings: Settings) -> Iterator[tuple[str, str]]:
    """Every Atom feed: (path below the docs folder, text). Corrections only where there is a history."""
    everything = [
        entry(kind, record, archive, history, settings) for kind, record in archive if KINDS[kind].serves("feed")
    ]
    yield (
        f"{FEEDS_FOLDER}/all.atom",
        atom(_feed("all", settings.name, "", settings), [made for _, made in _latest(everything)]),
    )
    for country in archive.followed:
        own = [(record, made) for record, made in everything if country.id in concerned(record, archive)]
        title = f"{heading(country, archive)} · {settings.name}"
        yield (
            f"{FEEDS_FOLDER}/{country.id}.atom",
            atom(_feed(country.id, title, f"countries/{country.id}/", settings), [made for _, made in _latest(own)]),
        )
    if history:
        found = corrections(archive, history, settings)
        yield (
            f"{FEEDS_FOLDER}/corrections.atom",
            atom(_feed("corrections", f"Corrections · {settings.name}", "changes/", settings), found),
        )


def stable_id(kind: str, record: model.Record) -> str:
    """`kind/id` under the first id that the record ever had, for ids that must not change."""
    return f"{kind}/{record.formerly[0] if record.formerly else record.id}"


def updated(kind: str, record: model.Record, archive: Archive, history: History) -> str:
    """When a record was last changed, as far as it is known (see the module)."""
    change = history.last_change(kind, record)
    if change:
        return change.time
    return f"{_last_known(record, archive).isoformat()}T00:00:00Z"


def _last_known(record: model.Record, archive: Archive) -> dt.date:
    """The last day on which a record was worked at, as far as it tells: it is no older than what it cites."""
    if record.reviewed:
        return record.reviewed.first
    cited = (archive.sources[id].date for id in sources_of(record) if id in archive.sources)
    return max((date.first for date in cited if date), default=dt.date(2000, 1, 1))


def entry(
    kind: str, record: model.Record, archive: Archive, history: History, settings: Settings
) -> tuple[model.Record, FeedEntry]:
    """A record with its entry in a feed."""
    changes = history.of(kind, record)
    words = f" ({changes[-1].words})" if changes and changes[-1].action == "changed" else ""
    return record, FeedEntry(
        id=f"tag:{settings.authority},2026:{stable_id(kind, record)}",
        title=f"{KINDS[kind].singular}: {page_title(kind, record, archive)}",
        address=settings.url + place_of(kind, record.id, archive),
        updated=updated(kind, record, archive, history),
        summary=record.in_short + words,
        kind=(kind, KINDS[kind].singular),
        published=changes[0].time if changes and changes[0].action == "added" else "",
    )


def _latest(entries: Iterable[tuple[model.Record, FeedEntry]]) -> list[tuple[model.Record, FeedEntry]]:
    """The entries changed last; of one moment, the latest happenings first."""

    def order(pair: tuple[model.Record, FeedEntry]) -> tuple[str, str, str]:
        date = pair[0].when
        return pair[1].updated, date.first.isoformat() if date else "", pair[1].id

    return sorted(entries, key=order, reverse=True)[:MOST_ENTRIES]


def corrections(archive: Archive, history: History, settings: Settings) -> list[FeedEntry]:
    """The latest corrections, one entry a record and commit."""
    found = []
    for change in history.corrections[:MOST_ENTRIES]:
        # Its id may have changed since, as it does when a date is corrected: the entry keeps its own, and leads to the record.
        record = archive.under(change.kind, change.id)
        found.append(
            FeedEntry(
                id=f"tag:{settings.authority},2026:correction/{change.commit[:12]}/{change.kind}/{change.id}",
                title=f"Corrected: {page_title(change.kind, record, archive) if record else change.id}",
                address=settings.url + (place_of(change.kind, record.id, archive) if record else "changes/"),
                updated=change.time,
                summary=f"{KINDS[change.kind].singular} {change.id} {change.words}. {change.subject}",
                kind=(change.kind, KINDS[change.kind].singular),
            )
        )
    return found


def _feed(name: str, title: str, place: str, settings: Settings) -> Feed:
    """The head of a feed; `place` is the address of the page that it belongs to."""
    return Feed(
        id=f"tag:{settings.authority},2026:feeds/{name}",
        title=title,
        subtitle=settings.description,
        author=settings.editors,
        address=f"{settings.url}{FEEDS_FOLDER}/{name}.atom",
        page=settings.url + place,
        site=settings.url,
        site_name=settings.name,
        icon=f"{settings.url}assets/site/icon.svg",
        rights="CC BY 4.0",
    )
