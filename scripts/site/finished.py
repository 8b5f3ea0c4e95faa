"""Each finished page, read once: its Markdown is written beside it, its links and anchors are kept for the check."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from scripts.site.folders import Folders
from scripts.site.linkcheck import PageLinks, links_of, parsed
from scripts.site.shares import shared
from scripts.site.twins import write_twin
from scripts.values.settings import site_settings


def read_finished(folders: Folders) -> dict[str, PageLinks]:
    """Write the Markdown twin of every page of the docs folder; returns the links of each HTML file, by its path."""
    pages = sorted(path.relative_to(folders.html).as_posix() for path in folders.html.rglob("*.html"))
    return {page: links for share in shared(partial(_read, folders), pages) for page, links in share}


def _read(folders: Folders, pages: Sequence[str]) -> list[tuple[str, PageLinks]]:
    made, root = [], site_settings().root
    for page in pages:
        tree = parsed((folders.html / page).read_bytes())
        write_twin(folders, page, tree)
        made.append((page, links_of(tree, page, root)))
    return made
