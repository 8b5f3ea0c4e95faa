"""The index for the preview's search, from pages of a whole site; run as a process of its own, at low priority."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from scripts.rules.check import check
from scripts.site.docs import write_preview
from scripts.site.folders import Folders
from scripts.site.html import make_html
from scripts.site.lock import alone
from scripts.site.searchindex import index
from scripts.values.problems import BuildError, errors


def main(data: Path, today: dt.date, made: Path) -> int:
    """Make the index of a data folder in `made/html`, whole or not at all; returns 1 when the data are not in order."""
    with suppress(OSError, AttributeError):
        os.nice(10)
    archive, problems = check(data, today)
    if errors(problems):
        return 1
    made.mkdir(parents=True, exist_ok=True)
    with alone(made / ".lock", lambda _: None, ""):
        folders = Folders(made, "html-next")
        try:
            write_preview(archive, folders.docs)
            make_html(folders)
            index(folders.html)
        except BuildError:  # a template in the middle of a change
            return 1
        shutil.rmtree(made / "html", ignore_errors=True)
        folders.html.rename(made / "html")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), dt.date.fromisoformat(sys.argv[2]), Path(sys.argv[3])))
