"""Who keeps the record, how current it is and how a mistake is reported: the pages About and Corrections."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.derive.reach import newest_source
from scripts.load.archive import Archive
from scripts.pages.changes import reviews
from scripts.pages.page import Page
from scripts.values.settings import Settings


@dataclass(frozen=True)
class Draws:
    """What came of the draws whose faults were counted: how many there were, and the records in them."""

    n: int
    drawn: int
    wrong: int
    partly: int


def about_page(archive: Archive, settings: Settings) -> Page:
    """What the record is, who answers for it, how far it reaches and how much of it was looked at again."""
    return Page(
        "about.md",
        "about",
        "About",
        "What this record is, who keeps it, how current it is, and how to use it.",
        {
            "newest": newest_source(archive),
            "reviews": reviews(archive),
            "draws": draws(archive),
            "letter": settings.letter("About", "about/"),
        },
        {"kind": "page"},
    )


def draws(archive: Archive) -> Draws:
    """The draws of records that were looked up again, taken together."""
    counted = [audit for audit in archive.audits.values() if audit.right is not None]
    return Draws(
        len(counted),
        int(sum(audit.drawn for audit in counted)),
        int(sum(audit.wrong or 0 for audit in counted)),
        int(sum(audit.partly or 0 for audit in counted)),
    )


def corrections_page(settings: Settings) -> Page:
    """How a mistake is reported, and what happens then."""
    return Page(
        "corrections.md",
        "corrections",
        "Corrections",
        "How to report a mistake with its source, what happens then, and how disagreement is recorded.",
        {"letter": settings.letter("Corrections", "corrections/")},
        {"kind": "page"},
    )
