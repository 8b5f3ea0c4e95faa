"""Which UN measures were in force on a date."""

from __future__ import annotations

from scripts.load.archive import Archive
from scripts.record import model
from scripts.values.dates import FuzzyDate


def measures_in_force(date: FuzzyDate | None, archive: Archive) -> list[tuple[model.Measure, list[model.Provision]]]:
    """The UN resolutions with provisions in force on a date, oldest first.

    A provision counts when it had begun by the last day that the date can mean and had not ended before its first.
    """
    if date is None:
        return []
    found = []
    for measure in archive.measures.values():
        if measure.kind == "resolution":
            live = [
                p
                for p in measure.provisions
                if p.start.first <= date.last and (p.end is None or p.end.last >= date.first)
            ]
            if live:
                found.append((measure, live))
    return found
