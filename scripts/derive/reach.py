"""How far the record reaches: the day to which its sources go."""

from __future__ import annotations

from scripts.load.archive import Archive, once
from scripts.values.dates import FuzzyDate


@once
def newest_source(archive: Archive) -> FuzzyDate | None:
    """The date of the newest source on which a record rests: what happened later cannot stand here.

    Not the day of the build, nor that of the last change, which may mend what is old. None where no source is dated.
    """
    cited = (source for source in archive.sources.values() if ("sources", source.id) in archive.backlinks)
    return max((source.date for source in cited if source.date), key=lambda date: (date.first, date.text), default=None)
