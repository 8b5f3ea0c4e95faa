"""A country's visits: the one definition of what is counted, which was the last, and who met whom.

A number of visits is everywhere one of journeys that took place (`Visit.counts_as` is `visit`). Meetings in third
countries, stops on the way and what was only announced are listed and named, never added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from scripts.load.archive import Archive, once
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.model import Record

# From North Korea, and to it, as seen from the other country.
Way = Literal["in", "out"]
# The rank of a contact, and all ranks that answer to it: a leader brings ministers along.
CONTACT_RANKS = {"leader": ("leader",), "minister": ("leader", "speaker", "minister")}
# Whoever comes for an office: everybody but clubs, artists and firms.
OFFICIAL_RANKS = tuple(rank for rank in v.RANKS if rank != "society")


def records_about(country: str, archive: Archive) -> Iterator[Record]:
    """The visits, agreements, events, persons, entities and views that name a country."""
    for kind in ("visits", "agreements", "events", "officials", "entities", "assessments"):
        yield from archive.naming("countries", country, by=kind)


@once
def visits_on_record(country: str, archive: Archive) -> list[model.Visit]:
    """All records of visits between North Korea and a country, whatever they count as, oldest first."""
    return [visit for visit in archive.visits.values() if country in (visit.visitor, visit.host)]


@once
def visits_of(country: str, archive: Archive) -> list[model.Visit]:
    """The visits of a country: journeys between it and North Korea that took place, oldest first."""
    return [visit for visit in visits_on_record(country, archive) if visit.counts_as == "visit"]


@once
def visits_of_region(archive: Archive) -> list[model.Visit]:
    """The visits of all states of Southeast Asia, oldest first."""
    found = {visit.id for country in archive.partners for visit in visits_of(country.id, archive)}
    return [visit for visit in archive.visits.values() if visit.id in found]


def visit_counts(country: str, archive: Archive) -> Counter[str]:
    """How many records of visits count as what: a number for each word of `VISIT_COUNTS` that occurs."""
    return Counter(visit.counts_as for visit in visits_on_record(country, archive))


def way_of(visit: model.Visit, archive: Archive) -> Way:
    """`in` when North Koreans went to the other country, `out` when its people came to North Korea."""
    return "in" if visit.visitor == archive.home else "out"


def last_visit(
    country: str, archive: Archive, ranks: tuple[str, ...] = OFFICIAL_RANKS, way: Way | None = None
) -> model.Visit | None:
    """The last visit of a country at one of these ranks, one way or either; None when none is on record."""
    for visit in reversed(visits_of(country, archive)):
        if visit.rank in ranks and way in (None, way_of(visit, archive)):
            return visit
    return None


def last_contacts(country: str, archive: Archive) -> dict[tuple[str, str], model.Visit | None]:
    """The last visit of a leader, and of a minister or above, each way: by (`in` or `out`, rank)."""
    ways: tuple[Way, ...] = ("in", "out")
    return {
        (way, rank): last_visit(country, archive, ranks, way) for way in ways for rank, ranks in CONTACT_RANKS.items()
    }
