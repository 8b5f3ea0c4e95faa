"""From the docs folder to finished HTML, by MkDocs."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.site.folders import Folders
from scripts.site.programs import run
from scripts.values.files import ROOT, remove_others


def make_html(folders: Folders, made: Collection[str] = ()) -> None:
    """Run MkDocs over the docs folder; its warnings are errors. Pages that are `made` stand in the folder for the HTML already.

    Of Material, which stands below the site's own templates, no page uses a style or a script: none stays.
    """
    if not made:
        shutil.rmtree(folders.html, ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "scripts.site.mkdocs_run",
        str(ROOT / "mkdocs.yml"),
        str(folders.docs),
        str(folders.html),
    ]
    with _listed(made) as more:
        run([*command, *more], "mkdocs", folders.html)
    ours = {folders.html / file.relative_to(folders.docs) for file in (folders.docs / "assets").rglob("*")}
    remove_others(folders.html / "assets", ours)


@contextmanager
def _listed(made: Collection[str]) -> Iterator[list[str]]:
    """What MkDocs is told of pages that are made: a file with their paths, a line each; nothing if there are none."""
    if not made:
        yield []
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "made.txt")
        file.write_text("\n".join(made), encoding="utf-8")
        yield [str(file)]
