"""Atom as text (RFC 4287): what a feed and its entries say, written with lxml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

NAMESPACE = "http://www.w3.org/2005/Atom"
# XML 1.0 takes no other character, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class FeedEntry:
    """An entry of a feed; times are RFC 3339 in UTC. `kind` is a category: its term, and its label for readers."""

    id: str
    title: str
    address: str
    updated: str
    summary: str
    kind: tuple[str, str]
    published: str = ""


@dataclass(frozen=True)
class Feed:
    """What a feed says of itself: `address` is its own, `page` the page that it belongs to, `site` the whole site."""

    id: str
    title: str
    subtitle: str
    author: str
    address: str
    page: str
    site: str
    site_name: str
    icon: str
    rights: str


def atom(feed: Feed, entries: Iterable[FeedEntry]) -> str:
    """A feed as text, its entries in the order given. It was updated when the latest of them was."""
    entries = list(entries)
    root = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", max((entry.updated for entry in entries), default="2000-01-01T00:00:00Z"))
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "link", href=feed.address, rel="self", type="application/atom+xml")
    _add(root, "link", href=feed.page, rel="alternate", type="text/html")
    _add(root, "icon", feed.icon)
    _add(root, "rights", feed.rights)
    _add(root, "generator", feed.site_name, uri=feed.site)
    for entry in entries:
        _add_entry(root, entry)
    etree.indent(root)
    text: str = etree.tostring(root, encoding="unicode", doctype='<?xml version="1.0" encoding="UTF-8"?>')
    return text + "\n"


def _add_entry(root: etree._Element, entry: FeedEntry) -> None:
    made = _add(root, "entry")
    _add(made, "id", entry.id)
    _add(made, "title", entry.title)
    _add(made, "link", href=entry.address, rel="alternate", type="text/html")
    _add(made, "updated", entry.updated)
    if entry.published:
        _add(made, "published", entry.published)
    _add(made, "summary", entry.summary)
    term, label = entry.kind
    _add(made, "category", term=term, label=label)


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", {k: _legal(v) for k, v in attributes.items()})
    element.text = _legal(text) or None
    return element


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)
