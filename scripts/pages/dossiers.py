"""The page of a dossier: what the record holds of a person, a company or a ship, to be printed and filed.

It says once more what stands on several pages: facts, posts, listings, every record with the ledger of its grade, every source
with its address. It is neither searched nor cited: the page of the record is.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scripts.derive.apart import apart_from, heading
from scripts.derive.evidence import evidence_of
from scripts.derive.history import History
from scripts.derive.posts import post_dates
from scripts.load.archive import Archive
from scripts.pages.foot import in_full
from scripts.pages.happenings import attested_by
from scripts.pages.page import Page
from scripts.pages.people import agreement_roles, confused, visit_roles
from scripts.pages.quotes import counted
from scripts.pages.rows import UNDATED
from scripts.pages.sourcelines import SideWord, side_word
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.takeaway.dossiers import all_sources, checksum, file_of, naming, text_of, with_dossiers
from scripts.values.dates import FuzzyDate, short_date_range
from scripts.values.settings import site_settings


@dataclass(frozen=True)
class Counted:
    """An origin that counts for a record: whose word it is, on which side, in which sources."""

    name: str
    side: SideWord
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Filed:
    """A visit, an agreement or an event of the dossier, with the ledger of its grade; `part` is what the person did there."""

    kind: str
    id: str
    when: str
    word: str
    part: str
    status: str
    grade: str
    attested: str
    lowered: str
    origins: tuple[Counted, ...]
    asides: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ListedRow:
    """An entry on a sanctions list, with the day on which the editors last looked at what reports it."""

    listing: model.Listing
    looked: FuzzyDate | None


@dataclass(frozen=True)
class PostHeld:
    """A post: when, what, where, by which sources."""

    when: str
    title: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Others:
    """Records of one kind that name the one of the dossier, besides what happened."""

    kind: str
    title: str
    ids: tuple[str, ...]


def dossier_pages(archive: Archive, history: History) -> Iterator[Page]:
    """The page of each dossier."""
    for kind, record in with_dossiers(archive):
        yield dossier_page(kind, record, archive, history)


def dossier_page(kind: str, record: model.Official | model.Entity, archive: Archive, history: History) -> Page:
    """The page of one dossier."""
    name = heading(record, archive)
    text, file = text_of(kind, record, archive), file_of(kind, record)
    sources = all_sources(kind, record, archive)
    filed = tuple(_filed(by, one, record, archive) for by, one in naming(kind, record, archive) if _happened(one))
    return Page(
        f"{kind}/{record.id}/dossier.md",
        "dossier",
        f"Dossier: {name}",
        f"Facts, {counted(len(filed), 'record')} of what happened and every source, to print and to file.",
        {
            "kind": kind,
            "record": record,
            "what": record.term("kind").label if isinstance(record, model.Entity) else "person",
            "posts": _posts(record),
            "confused": tuple(one.id for one in confused(record, archive))
            if isinstance(record, model.Official)
            else (),
            "listings": _listings(record, history),
            "people": record.officials if isinstance(record, model.Entity) else (),
            "filed": filed,
            "others": tuple(_others(kind, record, archive)),
            "all_sources": sources,
            "extent": f"{counted(len(filed), 'record')} of what happened, {counted(len(sources), 'source')}",
            "file": file,
            "url": site_settings().url + file,
            "checksum": checksum(text),
        },
        {
            "kind": "dossier",
            "running": in_ascii(f"{site_settings().name} · {name}"),
            "crumbs": [[KINDS[kind].plural, f"{kind}/"], [name, f"{kind}/{record.id}/"]],
        },
        apart_from(kind, record, archive),
    )


def in_ascii(text: str) -> str:
    """A text as an attribute's value that stands before the page says in which encoding it is."""
    return html.escape(text).encode("ascii", "xmlcharrefreplace").decode()


def _happened(record: model.Record) -> bool:
    return isinstance(record, model.Happening)


def _filed(kind: str, record: Any, of: model.Official | model.Entity, archive: Archive) -> Filed:
    evidence = evidence_of(record, archive)
    status = getattr(record, "status", "")
    return Filed(
        kind,
        record.id,
        short_date_range(record.when, record.until) if record.when else UNDATED,
        KINDS[kind].singular,
        _part(record, of, archive),
        "" if status in ("", "held", "signed") else record.term("status").label,
        evidence.grade,
        attested_by(record, archive),
        evidence.lowered or "",
        tuple(
            Counted(origin.voice.name, side_word(origin.voice.side), tuple(page.source.id for page in origin.pages))
            for origin in evidence.ledger.origins
        ),
        tuple((aside.source.id, aside.why) for aside in evidence.ledger.asides),
    )


def _part(record: model.Record, of: model.Official | model.Entity, archive: Archive) -> str:
    """What a person did there; nothing of a company."""
    if not isinstance(of, model.Official):
        return ""
    roles = [*visit_roles(of, archive), *agreement_roles(of, archive)]
    return next((part for one, part in roles if one is record), "")


def _posts(record: model.Official | model.Entity) -> tuple[PostHeld, ...]:
    if not isinstance(record, model.Official):
        return ()
    return tuple(PostHeld(post_dates(post), post.title, post.sources or record.sources) for post in record.posts)


def _listings(record: model.Official | model.Entity, history: History) -> tuple[ListedRow, ...]:
    if not isinstance(record, model.Entity):
        return ()
    return tuple(ListedRow(listing, looked_at(record, history)) for listing in record.listings)


def looked_at(record: model.Entity, history: History) -> FuzzyDate | None:
    """The day on which somebody last looked at a record's listings: when it was reviewed, else when they were last written."""
    changed = [
        in_full(change.day)
        for change in history.of("entities", record)
        if change.action == "added" or "listings" in change.fields
    ]
    return max([*changed, *([record.reviewed] if record.reviewed else [])], default=None)


def _others(kind: str, record: model.Record, archive: Archive) -> Iterator[Others]:
    """What names it besides what happened, by kind."""
    found = [(by, one) for by, one in naming(kind, record, archive) if not _happened(one)]
    for by in dict.fromkeys(by for by, _ in found):
        yield Others(by, KINDS[by].plural, tuple(one.id for other, one in found if other == by))
