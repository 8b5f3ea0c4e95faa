"""The chronicle: relations, missions, visits, agreements, events and measures together, in the order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from scripts.derive.evidence import evidence_of
from scripts.load.archive import Archive
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.values.dates import FuzzyDate
from scripts.values.text import capital

# The kinds of entries, as the chronicle names them, in the order in which one day tells them.
TOLD = {
    "relations": "Relations",
    **{name: kind.plural for name, kind in KINDS.items() if kind.serves("timeline") and name != "countries"},
}


@dataclass(frozen=True)
class Entry:
    """One line of the chronicle: when, of which kind, what, in which countries, on what evidence.

    It leads to the record `id` of `target`, or to the place `anchor` on its page; `part` tells entries of one place apart.
    """

    start: FuzzyDate
    end: FuzzyDate | None
    kind: str
    text: str
    target: str
    id: str
    countries: tuple[str, ...]
    grade: str = ""
    anchor: str = ""
    part: str = ""

    @property
    def key(self) -> str:
        """An anchor for the entry itself."""
        return "-".join(filter(None, (self.kind, self.id, self.anchor.removeprefix("relation-"), self.part)))


def chronicle(archive: Archive, country: model.Country | None = None) -> list[Entry]:
    """All entries of a country, or of all with the measures of the Security Council, oldest first."""
    partners = [country] if country else [*archive.partners, *_organisations(archive)]
    entries = [entry for partner in partners for entry in _relations(partner, archive)]
    entries += [entry for kind, record in archive.happenings if (entry := _entry(kind, record, archive, country))]
    for measure in archive.measures.values():
        if country.id in measure.countries if country else not measure.countries or measure.kind == "resolution":
            entries.append(
                Entry(measure.date, None, "measures", measure.label, "measures", measure.id, measure.countries)
            )
    order = list(TOLD)
    return sorted(entries, key=lambda e: (e.start, order.index(e.kind), e.id, e.anchor, e.part))


def _organisations(archive: Archive) -> list[model.Country]:
    return [country for country in archive.countries.values() if country.role == "organisation"]


def _relations(country: model.Country, archive: Archive) -> list[Entry]:
    """The episodes of a country's relations, and the days on which missions opened and closed."""
    entries = []
    for episode in country.relations:
        text = f"Relations with {country.name}: {episode.term('change').label}"
        entries.append(
            Entry(
                episode.date,
                None,
                "relations",
                text,
                "countries",
                country.id,
                (country.id,),
                anchor=f"relation-{episode.date.text}",
            )
        )
    for i, mission in enumerate(country.missions, start=1):
        owner = archive.country_name(archive.home) if mission.sender == archive.home else country.name
        what = f"{capital(mission.term('kind').label)} of {owner}{f' in {mission.city}' if mission.city else ''}"
        for verb in ("opened", "suspended", "resumed", "closed"):
            date = getattr(mission, verb)
            if date:
                entries.append(
                    Entry(
                        date,
                        None,
                        "relations",
                        f"{what} {verb}",
                        "countries",
                        country.id,
                        (country.id,),
                        anchor=f"mission-{i}",
                        part=verb,
                    )
                )
    return entries


def _entry(kind: str, record: model.Happening, archive: Archive, country: model.Country | None) -> Entry | None:
    """A record as an entry, if it has a date and concerns the country."""
    if record.when is None or (country and country.id not in record.concerned):
        return None
    named = tuple(dict.fromkeys(id for id in record.concerned if id != archive.home and id in archive.countries))
    grade = evidence_of(record, archive).grade
    return Entry(record.when, record.until, kind, record.label, kind, record.id, named, grade)


def by_decade(entries: Sequence[Entry]) -> list[tuple[int, list[tuple[int, list[Entry]]]]]:
    """Entries by decade and in it by year: [(1960, [(1964, [entry, …]), …]), …]."""
    found = []
    for decade, inside in groupby(entries, key=lambda e: e.start.decade):
        found.append((decade, [(year, list(group)) for year, group in groupby(inside, key=lambda e: e.start.year)]))
    return found
