"""The chronicle: relations, missions, visits, agreements, events and measures together, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from scripts.derive.apart import called
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


def chronicle(archive: Archive) -> list[Entry]:
    """All entries, with the measures of the Security Council and those that bind all, oldest first."""
    measures = [one for one in archive.measures.values() if not one.countries or one.kind == "resolution"]
    return _in_order(archive.followed, archive.happenings, measures, archive)


def chronicle_of(country: model.Country, archive: Archive) -> list[Entry]:
    """The entries of a country, with the measures that concern it by name, oldest first."""
    happenings = [(kind, record) for kind, record in archive.happenings if country.id in record.concerned]
    measures = [one for one in archive.measures.values() if country.id in one.countries]
    return _in_order([country], happenings, measures, archive)


def _in_order(
    countries: Iterable[model.Country],
    happenings: Iterable[tuple[str, model.Happening]],
    measures: Iterable[model.Measure],
    archive: Archive,
) -> list[Entry]:
    entries = [entry for country in countries for entry in (*_relations(country), *_missions(country, archive))]
    entries += [entry for kind, record in happenings for entry in _as_entry(kind, record, archive)]
    entries += [Entry(one.date, None, "measures", one.label, "measures", one.id, one.countries) for one in measures]
    order = list(TOLD)
    return sorted(entries, key=lambda e: (e.start, order.index(e.kind), e.id, e.anchor, e.part))


def _relations(country: model.Country) -> Iterator[Entry]:
    """The episodes of a country's relations."""
    for episode in country.relations:
        text = f"Relations with {country.name}: {episode.term('change').label}"
        yield _on_page_of(country, episode.date, text, f"relation-{episode.date.text}")


def _missions(country: model.Country, archive: Archive) -> Iterator[Entry]:
    """The days on which missions opened and closed."""
    for i, mission in enumerate(country.missions, start=1):
        owner = archive.country_name(archive.home) if mission.sender == archive.home else country.name
        what = f"{capital(mission.term('kind').label)} of {owner}{f' in {mission.city}' if mission.city else ''}"
        for verb in ("opened", "suspended", "resumed", "closed"):
            date = getattr(mission, verb)
            if date:
                yield _on_page_of(country, date, f"{what} {verb}", f"mission-{i}", verb)


def _on_page_of(country: model.Country, date: FuzzyDate, text: str, anchor: str, part: str = "") -> Entry:
    """An entry that leads to a place on a country's page."""
    return Entry(date, None, "relations", text, "countries", country.id, (country.id,), anchor=anchor, part=part)


def _as_entry(kind: str, record: model.Happening, archive: Archive) -> Iterator[Entry]:
    """A record as an entry, if it has a date."""
    if record.when is not None:
        named = tuple(dict.fromkeys(id for id in record.concerned if id != archive.home and id in archive.countries))
        grade = evidence_of(record, archive).grade
        yield Entry(record.when, record.until, kind, called(kind, record, archive), kind, record.id, named, grade)


def by_decade(entries: Sequence[Entry]) -> list[tuple[int, list[tuple[int, list[Entry]]]]]:
    """Entries by decade and in it by year: [(1960, [(1964, [entry, …]), …]), …]."""
    found = []
    for decade, inside in groupby(entries, key=lambda e: e.start.decade):
        found.append((decade, [(year, list(group)) for year, group in groupby(inside, key=lambda e: e.start.year)]))
    return found
