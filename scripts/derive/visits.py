"""What a country shares with North Korea: its records, its visits, the last of them."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.load.archive import Archive
from scripts.record import model
from scripts.record.model import Record


def records_about(country: str, archive: Archive) -> Iterator[Record]:
    """The visits, agreements, events, persons, entities and views that name a country."""
    for kind in ("visits", "agreements", "events", "officials", "entities", "assessments"):
        yield from archive.naming("countries", country, by=kind)


def visits_with(country: str, archive: Archive) -> list[model.Visit]:
    """All visits between North Korea and a country, oldest first."""
    return [visit for visit in archive.visits.values() if country in (visit.visitor, visit.host)]


def last_visit(country: str, archive: Archive, *, inbound: bool, ranks: frozenset[str]) -> model.Visit | None:
    """The last visit that was held at one of these ranks: `inbound` from North Korea, else to it."""
    for visit in reversed(visits_with(country, archive)):
        direction = visit.host == country if inbound else visit.visitor == country
        if direction and visit.rank in ranks and visit.status == "held" and visit.kind not in ("meeting", "transit"):
            return visit
    return None


def last_contacts(country: str, archive: Archive) -> dict[tuple[str, str], model.Visit | None]:
    """The last visit of a leader and of a minister each way: by (`in` or `out`, rank), for panels and comparison."""
    return {
        (way, rank): last_visit(country, archive, inbound=way == "in", ranks=frozenset({rank}))
        for way in ("in", "out")
        for rank in ("leader", "minister")
    }
