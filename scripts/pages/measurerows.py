"""The UN measures beside a record: those that concern it, provision by provision, and the rest by name."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.derive.measures import Bound, measures_in_force, subjects_of
from scripts.load.archive import Archive
from scripts.record import model
from scripts.values.dates import long_date


@dataclass(frozen=True)
class MeasureRow:
    """A resolution with some of its provisions; `document` is the text at the United Nations."""

    id: str
    label: str
    document: str
    provisions: tuple[model.Provision, ...]

    @property
    def subjects(self) -> str:
        """What its provisions are about, each once."""
        return ", ".join(dict.fromkeys(provision.term("subject").label for provision in self.provisions))


@dataclass(frozen=True)
class MeasureList:
    """The resolutions of one standing under its heading: with the provisions that concern the record, and with the others."""

    heading: str
    concerning: tuple[MeasureRow, ...]
    others: tuple[MeasureRow, ...]


def measure_rows(record: model.Happening, archive: Archive) -> tuple[MeasureList, ...]:
    """What was in force when a record's date began, and what began during it."""
    found = measures_in_force(record.when, archive)
    subjects = subjects_of(record, archive)
    if record.when is None:
        return ()
    date = long_date(record.when)
    before = f"In force on {date}" if record.when.precision == "day" else f"Already in force when {date} began"
    lists = ((before, found.at_start), (f"Begun during {date}", found.during))
    return tuple(
        MeasureList(heading, _rows(bound, subjects, among=True), _rows(bound, subjects, among=False))
        for heading, bound in lists
        if bound
    )


def _rows(bound: Bound, subjects: frozenset[str], *, among: bool) -> tuple[MeasureRow, ...]:
    rows = (
        MeasureRow(
            measure.id,
            measure.symbol or measure.title,
            measure.document,
            tuple(one for one in provisions if (one.subject in subjects) == among),
        )
        for measure, provisions in bound
    )
    return tuple(row for row in rows if row.provisions)
