"""From the docs folder to finished HTML, by MkDocs."""

from __future__ import annotations

import re
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


def copy_markdown(folders: Folders) -> None:
    """Put each page's Markdown beside its HTML, as `index.md`, without what only the HTML's head needs."""
    for source in folders.docs.rglob("*.md"):
        path = source.relative_to(folders.docs)
        target = folders.html / path if path.name == "index.md" else folders.html / path.with_suffix("") / "index.md"
        text = source.read_text(encoding="utf-8")
        target.write_bytes(re.sub(r"^head: .*\n", "", text, count=1, flags=re.MULTILINE).encode())
