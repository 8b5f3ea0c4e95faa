"""From the docs folder to finished HTML, by MkDocs."""

from __future__ import annotations

import shutil
import sys

from scripts.site.folders import Folders
from scripts.site.programs import run
from scripts.values.files import ROOT, remove_others


def make_html(folders: Folders) -> None:
    """Run MkDocs over the docs folder; its warnings are errors.

    Of Material, which stands below the site's own templates, no page uses a style or a script: none stays.
    """
    shutil.rmtree(folders.html, ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "scripts.site.mkdocs_run",
        str(ROOT / "mkdocs.yml"),
        str(folders.docs),
        str(folders.html),
    ]
    run(command, "mkdocs", folders.html)
    ours = {folders.html / file.relative_to(folders.docs) for file in (folders.docs / "assets").rglob("*")}
    remove_others(folders.html / "assets", ours)
