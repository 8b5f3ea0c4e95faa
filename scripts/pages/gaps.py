"""What is missing in the record, and where: for editors in the terminal (`make report`), for everybody as a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scripts.derive.evidence import evidence_of
from scripts.load.archive import Archive
from scripts.pages.page import Page
from scripts.pictures.coverage import coverage
from scripts.record import model
from scripts.record.references import FieldPath
from scripts.values.dates import FuzzyDate
from scripts.values.settings import site_settings

# So many are listed on the page; the terminal lists all.
SHOWN = 60
# After so many years what is said of the present is no longer about the present.
STALE = 2


@dataclass(frozen=True)
class Gap:
    """Something missing: in which record, at which place in it, in words."""

    kind: str
    id: str
    at: FieldPath
    what: str


@dataclass(frozen=True)
class Report:
    """A question to the whole record: its title, what an answer means, and what finds the answers."""

    title: str
    meaning: str
    find: Callable[[Archive], Iterator[Gap]]


def one_origin(archive: Archive) -> Iterator[Gap]:
    """Visits, agreements and events of which one house or side tells alone."""
    for kind, record in archive.happenings:
        origins = evidence_of(record, archive).ledger.origins
        if len(origins) == 1:
            yield Gap(kind, record.id, ("sources",), origins[0].voice.name)


def never_reviewed(archive: Archive) -> Iterator[Gap]:
    """Records that nobody has checked against their sources since they were written."""
    for kind, record in archive:
        if isinstance(record, model.Evidenced | model.Country) and not record.reviewed:
            yield Gap(kind, record.id, (), "")


def without_archive(archive: Archive) -> Iterator[Gap]:
    """Sources on the web of which no stored copy is named: when the page goes, the evidence goes."""
    for source in archive.sources.values():
        if source.url and not source.archive:
            yield Gap("sources", source.id, ("url",), source.url)


def without_native(archive: Archive) -> Iterator[Gap]:
    """People whose name is not given in their own script or spelling."""
    for person in archive.officials.values():
        if not person.native:
            yield Gap("officials", person.id, ("name",), archive.country_name(person.country))


def thin_years(archive: Archive) -> Iterator[Gap]:
    """Years of a country that nobody has looked at, or of which the record holds next to nothing."""
    for country, years in coverage(archive).items():
        bare = [year for year, (_, state) in sorted(years.items()) if state == "not-researched"]
        if bare:
            yield Gap("countries", country, (), f"{len(bare)} years not researched: {_spans(bare)}")


def open_disputes(archive: Archive) -> Iterator[Gap]:
    """Where sources contradict each other, and nothing has settled it."""
    for kind, record in archive:
        for n, dispute in enumerate(getattr(record, "disputes", ())):
            yield Gap(kind, record.id, ("disputes", n, "about"), dispute.about)


def stale_facts(archive: Archive) -> Iterator[Gap]:
    """What is said of a country's present, and was last seen more than two years ago."""
    for country in archive.countries.values():
        for key, fact in country.facts.items():
            if _is_stale(fact.as_of, archive):
                yield Gap("countries", country.id, ("facts", key), f"{key.replace('-', ' ')}, as of {fact.as_of}")
        for n, mission in enumerate(country.missions):
            if mission.status == "open" and _is_stale(mission.as_of, archive):
                where = (
                    f"{mission.kind} of {archive.country_name(mission.sender)} in {archive.country_name(mission.host)}"
                )
                yield Gap("countries", country.id, ("missions", n), f"{where}, as of {mission.as_of}")


def _is_stale(day: FuzzyDate | None, archive: Archive) -> bool:
    return day is not None and (archive.today - day.last).days > STALE * 365


def _spans(years: list[int]) -> str:
    """`1950–1953, 1960` for the years one by one."""
    spans: list[list[int]] = []
    for year in years:
        if spans and spans[-1][1] == year - 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)


REPORTS: Mapping[str, Report] = {
    "one-origin": Report("Told by one alone", "One house or side tells of it; a second one, no party to it, would help most.", one_origin),
    "disputes": Report("Open disputes", "Sources contradict each other; a better one could settle it.", open_disputes),
    "stale": Report("Not seen for two years", "What is said of the present was last seen long ago; is it still so?", stale_facts),
    "thin-years": Report("Years not researched", "No source of the year stands behind any record of the country.", thin_years),
    "no-native": Report("No name in its own script", "The name as it is written at home is missing.", without_native),
    "no-archive": Report("No stored copy", "No copy in a web archive is named; make links proposes some.", without_archive),
    "never-reviewed": Report("Never reviewed", "Nobody has checked the record against its sources since it was written.", never_reviewed),
}  # fmt: skip


@dataclass(frozen=True)
class GapRow:
    """A gap on the page, with where it is mended."""

    kind: str
    id: str
    what: str
    place: str
    line: str


@dataclass(frozen=True)
class GapSection:
    """A report on the page: how much it found, and the first of it."""

    name: str
    title: str
    meaning: str
    n: int
    rows: tuple[GapRow, ...]


def gaps_page(archive: Archive) -> Page:
    """What is missing."""
    sections = tuple(_section(name, report, archive) for name, report in REPORTS.items())
    return Page(
        "reports/index.md",
        "reports",
        "What is missing",
        "Where the record is weak, and where anybody could help: one origin alone, open disputes, years not researched.",
        {"sections": sections},
        {"kind": "page", "crumbs": [["Coverage", "coverage/"]]},
    )


def _section(name: str, report: Report, archive: Archive) -> GapSection:
    found = list(report.find(archive))
    return GapSection(
        name, report.title, report.meaning, len(found), tuple(_row(gap, archive) for gap in found[:SHOWN])
    )


def _row(gap: Gap, archive: Archive) -> GapRow:
    place: Any = archive.problem(gap.kind, archive.records[gap.kind][gap.id], gap.at, "")
    return GapRow(
        gap.kind, gap.id, gap.what, f"{place.path}:{place.line}", site_settings().line(place.path, place.line)
    )
