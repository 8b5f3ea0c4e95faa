"""Each finished page, read once: its Markdown is written beside it, its links and anchors are kept for the check."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from scripts.site.folders import Folders
from scripts.site.kept import Kept, keep_page
from scripts.site.linkcheck import PageLinks, links_of, parsed
from scripts.site.shares import shared
from scripts.site.twins import write_twin
from scripts.values.settings import site_settings


def read_finished(folders: Folders, kept: Kept) -> dict[str, PageLinks]:
    """Write the Markdown twin of each page that is new, and keep both; returns the links of every HTML file, by its path."""
    files = sorted(path.relative_to(folders.html).as_posix() for path in folders.html.rglob("*.html"))
    new = [file for file in files if file not in kept.links]
    shares = shared(partial(_read, folders, kept), new)
    return {**kept.links, **{page: links for share in shares for page, links in share}}


def _read(folders: Folders, kept: Kept, pages: Sequence[str]) -> list[tuple[str, PageLinks]]:
    made, root = [], site_settings().root
    for page in pages:
        html = (folders.html / page).read_bytes()
        tree = parsed(html)
        links = links_of(tree, page, root)
        if key := kept.keys.get(page):
            twin = write_twin(folders, page, tree)
            keep_page(folders, page, key, html, twin, links)
        made.append((page, links))
    return made
