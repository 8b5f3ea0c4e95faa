"""The finished HTML hangs together: links lead somewhere, something leads to every page, every picture is shown."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

# The page that a server shows when there is none: nobody links to it.
NOT_FOUND = "404.html"
# Where the rows of each picture lie; the picture links to its own (see `pictures`).
PICTURES = "data/pictures/"

# The path of a file below the site's folder, and an anchor in it.
Destination = tuple[str, str]


@dataclass(frozen=True)
class PageLinks:
    """The anchors of a page, those that stand twice, and where it leads, by address.

    An address that leaves the site has no place; one that is none, or not below the path of the site, has the place None, and
    `leads_on` says that it is a page at a former address, which shows another.
    """

    anchors: frozenset[str]
    twice: tuple[str, ...]
    places: Mapping[str, Destination | None]
    leads_on: bool

    @property
    def files(self) -> set[str]:
        """The files to which the page leads."""
        return {place[0] for place in self.places.values() if place}

    def among(self, files: Collection[str]) -> PageLinks:
        """The links as a server with these files answers them: for a folder, with the index in it."""
        return replace(
            self,
            places={
                target: place and (index if (index := _index_of(place[0])) in files else place[0], place[1])
                for target, place in self.places.items()
            },
        )


@dataclass(frozen=True)
class LinkedSite:
    """The files of a folder of finished HTML, and its pages with their links, read once."""

    files: frozenset[str]
    pages: Mapping[str, PageLinks]


def read_links(html: Path, root: str = "/", read: Mapping[str, PageLinks] = MappingProxyType({})) -> LinkedSite:
    """A finished site, with the links of its pages; `root` is the path under which it will stand.

    Pages whose links were `read` are not read again.
    """
    files = frozenset(path.relative_to(html).as_posix() for path in html.rglob("*") if path.is_file())
    pages = sorted(file for file in files if file.endswith(".html"))
    found = {page: read.get(page) or links_of(parsed((html / page).read_bytes()), page, root) for page in pages}
    return LinkedSite(files, {page: links.among(files) for page, links in found.items()})


def _index_of(folder: str) -> str:
    return "index.html" if folder == "." else f"{folder}/index.html"


# Asked in C: a walk through all elements takes twice the time.
_IDS = etree.XPath("//@id", smart_strings=False)
_TARGETS = etree.XPath("//*[not(self::link[starts-with(@href, 'http')])]/@href | //@src", smart_strings=False)
_LEADS_ON = etree.XPath("boolean(//meta[@http-equiv = 'refresh'])")


def parsed(html: bytes) -> Any:
    """The tree of a page, without its comments."""
    return etree.HTML(html, etree.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)).getroottree()


def links_of(tree: Any, page: str, root: str = "/") -> PageLinks:
    """The links and anchors of a page, from its tree."""
    ids = Counter(_IDS(tree))
    folder = posixpath.dirname(page)
    places: dict[str, Destination | None] = {}
    for target in filter(None, dict.fromkeys(_TARGETS(tree))):
        try:
            parts = urlsplit(target)
        except ValueError:  # half a bracket
            places[target] = None
            continue
        if not parts.scheme and not parts.netloc:
            file = _file(unquote(parts.path), page, folder, root)
            places[target] = None if file is None else (file, unquote(parts.fragment))
    return PageLinks(frozenset(ids), tuple(id for id, n in ids.items() if n > 1), places, bool(_LEADS_ON(tree)))


def _file(path: str, page: str, folder: str, root: str) -> str | None:
    """The file that a path on a page names; None for a path from the server's top that is not below the site's own."""
    if not path:
        return page
    if path.startswith("/"):
        return posixpath.normpath(path[len(root) :] or ".") if f"{path}/".startswith(root) else None
    return posixpath.normpath(posixpath.join(folder, path))


def loose_ends(
    html: Path,
    made_later: Collection[str] = (),
    root: str = "/",
    read: Mapping[str, PageLinks] = MappingProxyType({}),
) -> list[str]:
    """What does not hang together in a finished site, a line each, with the page or the file that it concerns.

    `made_later` are files that a later stage puts into the site; `root` is the path under which it will stand; of pages whose
    links were `read`, these are taken.
    """
    site = read_links(html, root, read)
    return [*broken_links(site, made_later), *lonely_pages(site), *pictures_not_shown(site)]


def broken_links(site: LinkedSite, made_later: Collection[str] = ()) -> Iterator[str]:
    """A line for each link inside the site that leads nowhere, and each id that stands twice on a page."""
    for page, found in site.pages.items():
        yield from (f"{page}: the id '{name}' stands twice" for name in found.twice)
        for target in sorted(found.places):
            place = found.places[target]
            if place is None or not _is_there(*place, site, made_later):
                yield f"{page}: the link {target} leads nowhere"


def _is_there(file: str, anchor: str, site: LinkedSite, made_later: Collection[str]) -> bool:
    if file not in site.pages:
        return file in site.files or file in made_later
    return not anchor or anchor.startswith(":~:") or anchor in site.pages[file].anchors


def lonely_pages(site: LinkedSite) -> Iterator[str]:
    """A line for each page to which a reader who begins at the first page and follows links never comes.

    Not meant to be found are the page for what is not there, and those that lead on from a former address.
    """
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        here = site.pages.get(waiting.pop())
        new = {file for file in here.files if file in site.pages} - reached if here else set()
        reached |= new
        waiting += new
    for page, found in site.pages.items():
        if page not in reached and not found.leads_on and page != NOT_FOUND:
            yield f"{page}: no link leads to this page, neither from the first page nor from one that it leads to"


def pictures_not_shown(site: LinkedSite) -> Iterator[str]:
    """A line for each picture that was made and stands on no page: none leads to its rows."""
    linked = {file for found in site.pages.values() for file in found.files}
    for rows in sorted(file for file in site.files - linked if file.startswith(PICTURES)):
        yield f"{rows}: this picture was made and stands on no page"
