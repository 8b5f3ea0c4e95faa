"""What counts for a record and what does not, as a sceptic reads it: origins with their side, under each its pages."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.derive.evidence import Evidence, Origin, Page
from scripts.derive.voices import relayed_by
from scripts.load.archive import Archive
from scripts.pages.sourcelines import SideWord, side_word
from scripts.record import model
from scripts.values.dates import FuzzyDate


@dataclass(frozen=True)
class LedgerPage:
    """A source in the ledger, which leads to its place in the list below. `said` is what makes it count, or not."""

    id: str
    title: str
    language: str
    described: bool
    publisher: str
    date: FuzzyDate | None
    said: str


@dataclass(frozen=True)
class LedgerLine:
    """An origin, whose word it is, and the pages that carry it."""

    name: str
    side: SideWord
    pages: tuple[LedgerPage, ...]


@dataclass(frozen=True)
class LedgerRows:
    """The ledger of a record: what counts, what does not."""

    origins: tuple[LedgerLine, ...]
    asides: tuple[LedgerPage, ...]


def ledger_rows(evidence: Evidence, archive: Archive) -> LedgerRows:
    """The ledger behind a grade."""
    return LedgerRows(
        tuple(_origin(origin, archive) for origin in evidence.ledger.origins),
        tuple(_page(aside.source, aside.why, archive) for aside in evidence.ledger.asides),
    )


def _origin(origin: Origin, archive: Archive) -> LedgerLine:
    voice = origin.voice
    country = archive.country_name(voice.country) if voice.country else ""
    # The government of a country that is no party is a third state's, though it is a partner's elsewhere.
    third = origin.side == "independent" and voice.side == "partner"
    side = "partner" if origin.side == "partner" else "other-state" if third else voice.side
    named = country if side in ("partner", "other-state") and country != voice.name else ""
    return LedgerLine(
        voice.owner,
        side_word(side, named),
        tuple(_page(page.source, _how(page, archive), archive, voice.owner) for page in origin.pages),
    )


def _how(page: Page, archive: Archive) -> str:
    """What a reader should know of a page that counts."""
    relayed = ", which passes on ".join(one.name for one in relayed_by(page.source, archive))
    parts = [f"passes on {relayed}" if relayed else "", "on its word" if page.spoken else ""]
    parts.append("" if page.firsthand else "at second hand")
    parts.append(f"{page.later} years later" if page.later else "" if page.source.date else "undated")
    return ", ".join(filter(None, parts))


def _page(source: model.Source, said: str, archive: Archive, origin: str = "") -> LedgerPage:
    publisher = archive.publishers.get(source.publisher)
    name = publisher.name if publisher else source.publisher
    return LedgerPage(
        source.id,
        source.label,
        "" if source.language == "en" or source.title is None else source.language,
        source.title is None,
        "" if name == origin else name,
        source.date,
        said,
    )
