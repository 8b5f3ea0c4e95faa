"""Every link of the finished HTML leads to a page, a file or an anchor that is there."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree


@dataclass
class _Links:
    """The anchors of a page and the addresses it names."""

    anchors: set[str] = field(default_factory=set)
    twice: list[str] = field(default_factory=list)
    targets: set[str] = field(default_factory=set)


def _read(path: Path) -> _Links:
    found = _Links()
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    for element in etree.parse(path, parser).iter("{*}*"):
        attributes = element.attrib
        name = attributes.get("id")
        if name is not None:
            if name in found.anchors:
                found.twice.append(name)
            found.anchors.add(name)
        target = attributes.get("href") or attributes.get("src")
        if target and not (element.tag == "link" and target.startswith("http")):
            found.targets.add(target)
    return found


def broken_links(html: Path, made_later: Collection[str] = ()) -> list[str]:
    """`page: link` for each link inside the site that leads nowhere, and each id that stands twice on a page.

    `made_later` are files that a later stage puts into the site.
    """
    pages = {path: _read(path) for path in sorted(html.rglob("*.html"))}
    later = {html / name for name in made_later}
    wrong = []
    for path, found in pages.items():
        shown = path.relative_to(html).as_posix()
        wrong += [f"{shown}: the id '{name}' stands twice" for name in found.twice]
        for target in sorted(found.targets):
            if not _leads_somewhere(target, path, html, pages, later):
                wrong.append(f"{shown}: {target}")
    return wrong


def _leads_somewhere(target: str, path: Path, html: Path, pages: dict[Path, _Links], later: Collection[Path]) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:  # an address with half a bracket
        return False
    if parts.scheme or parts.netloc:
        return True
    place = unquote(parts.path)
    file = html / place.lstrip("/") if place.startswith("/") else path.parent / place
    if not place:
        file = path
    file = Path(os.path.normpath(file))
    if file.is_dir():
        file = file / "index.html"
    if not file.exists():
        return file in later
    if parts.fragment and file in pages and not parts.fragment.startswith(":~:"):
        return unquote(parts.fragment) in pages[file].anchors
    return True
