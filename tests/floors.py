"""The least number of records in each data file: `python -m tests.floors` writes nine tenths of what is there.

A folder, a country's file or half of one that vanishes is a failure; a record that is merged into another is none.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

from scripts.load.archive import Archive

FLOORS = Path(__file__).with_suffix(".csv")


def counted(archive: Archive) -> Counter[tuple[str, str]]:
    """How many records there are by kind and name of the file."""
    return Counter((kind, Path(place.path).stem) for (kind, _), place in archive.places.items())


def floors() -> dict[tuple[str, str], int]:
    """The least numbers, as they are kept."""
    with FLOORS.open(encoding="utf-8", newline="") as file:
        return {(row["kind"], row["file"]): int(row["least"]) for row in csv.DictReader(file)}


def main() -> int:
    """Keep nine tenths of the present numbers."""
    import datetime as dt

    from scripts.rules.check import check
    from tests.conftest import ROOT

    found = counted(check(ROOT / "data", dt.date.today())[0])
    with FLOORS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["kind", "file", "least"])
        writer.writerows((kind, name, n * 9 // 10) for (kind, name), n in sorted(found.items()) if n * 9 // 10)
    return 0


if __name__ == "__main__":
    sys.exit(main())
