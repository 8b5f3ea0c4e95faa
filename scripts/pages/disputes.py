"""What sources contradict each other about, on one page: by country and kind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from scripts.load.archive import Archive
from scripts.pages.page import Page
from scripts.pages.parts import Part, opened
from scripts.record import model
from scripts.record.kinds import KINDS

# Where disputes stand whose record concerns several of the countries that are followed, or none.
SEVERAL, NONE = "several", "others"


@dataclass(frozen=True)
class DisputeRow:
    """One dispute of a record: its kind in words, the record, which of its disputes it is, what it is about, how many
    positions there are in it."""

    kind: str
    of: str
    id: str
    n: int
    about: str
    positions: int


def disputes_page(archive: Archive) -> Page:
    """All disputes."""
    countries = disputes_by_country(archive)
    return Page(
        "disputes/index.md",
        "disputes",
        "Disputes",
        "What the sources of this record contradict each other about, by country and kind.",
        {"countries": countries, "n": sum(len(one.rows) for one in countries)},
        {"kind": "page", "crumbs": [["Method", "method/"]]},
    )


def disputes_by_country(archive: Archive) -> tuple[Part, ...]:
    """The disputes of each country that is followed, each dispute once, in the order of the kinds; the first parts are open."""
    found: dict[str, list[DisputeRow]] = defaultdict(list)
    for kind, record in archive:
        found[_country(record, archive)] += [
            DisputeRow(kind, KINDS[kind].singular, record.id, n, dispute.about, len(dispute.positions))
            for n, dispute in enumerate(getattr(record, "disputes", ()), 1)
        ]
    titles = {country.id: country.name for country in archive.followed} | {
        SEVERAL: "Several countries",
        NONE: "North Korea, and other countries",
    }
    return opened((id, title, tuple(found[id])) for id, title in titles.items() if found[id])


def _country(record: model.Record, archive: Archive) -> str:
    """The place of a record's disputes: that of the one followed country that it is or concerns."""
    ids = [record.id] if isinstance(record, model.Country) else record.concerned
    followed = [country.id for country in archive.followed if country.id in ids]
    if len(followed) > 1:
        return SEVERAL
    return followed[0] if followed else NONE
