"""What the head of a page says to machines: citation managers, search engines, link previews, feed readers.

The tags are those that Zotero's "Embedded Metadata" translator reads: Highwire's `citation_…` (as Google
Scholar documents them), Dublin Core in its form for HTML (DCMI 2008), Open Graph. `og:type` website and
`DC.type` webpage make Zotero take a record for a web page of this site instead of a journal's article. No tag names
a creator or a publisher: Zotero takes either for a person, and would cite "Editors, N. K. in S. A."; the site's name
(`og:site_name`) stands for both, as in our own citations.
"""

from __future__ import annotations

from html import escape

from scripts.derive.history import History, version_day
from scripts.derive.voices import sources_of
from scripts.load.archive import Archive
from scripts.pages.cards import card_path
from scripts.pages.linkeddata import LICENSE, linked_data, to_script
from scripts.pages.page import Page
from scripts.values.settings import Settings

IMAGE = "assets/site/social.png"
IMAGE_SIZE = (1200, 630)


def head(page: Page, archive: Archive, history: History, settings: Settings) -> str:
    """The tags of a page as one line of HTML; the theme puts them into its head."""
    tags = [*_open_graph(page, settings), *_citation_tags(page, archive, history, settings)]
    parts = [f'<meta {attribute}="{name}" content="{escape(content)}">' for attribute, name, content in tags]
    if page.meta.get("removed"):
        parts.append('<meta name="robots" content="noindex">')
    parts += [
        f'<link rel="alternate" type="{type}" title="{escape(title)}" href="{escape(place)}">'
        for title, place, type in _alternates(page)
    ]
    data = to_script(linked_data(page, archive, history, settings))
    return "".join([*parts, f'<script type="application/ld+json">{data}</script>'])


# (attribute that names the tag, name, content)
Tag = tuple[str, str, str]


def _open_graph(page: Page, settings: Settings) -> list[Tag]:
    width, height = IMAGE_SIZE
    image, shown = IMAGE, settings.name
    if page.record:
        kind, record = page.record
        image, shown = card_path(kind, record.id), f"{page.full_title}. {settings.name}"
    values = {
        "og:type": "website",
        "og:site_name": settings.name,
        "og:title": page.full_title,
        "og:description": page.description,
        "og:url": settings.url + page.address,
        "og:image": settings.url + image,
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": shown,
    }
    return [("property", name, value) for name, value in values.items()] + [
        ("name", "twitter:card", "summary_large_image")
    ]


def _citation_tags(page: Page, archive: Archive, history: History, settings: Settings) -> list[Tag]:
    address = settings.url + page.address
    day = version_day(*page.record, history) if page.record else None
    tags = [
        ("citation_title", page.full_title),
        ("citation_language", "en"),
        ("citation_public_url", address),
        ("citation_abstract", page.description),
        ("DC.title", page.full_title),
        ("DC.type", "webpage"),
        ("DC.language", "en"),
        ("DC.identifier", address),
        ("DC.rights", LICENSE),
    ]
    if day:
        tags += [("citation_date", day.strftime("%Y/%m/%d")), ("DC.date", day.isoformat())]
    if page.record:
        # Not `DC.source`: Zotero would take the first for the name of the site.
        for id in sources_of(page.record[1]):
            source = archive.sources.get(id)
            if source is not None:
                tags.append(("DCTERMS.references", source.url or source.archive or source.label))
    return [("name", name, value) for name, value in tags]


def _alternates(page: Page) -> list[tuple[str, str, str]]:
    """(title, relative address, type) of other forms of a page, and of the feeds that report on it."""
    root = page.root
    found = [("All records", f"{root}feeds/all.atom", "application/atom+xml")]
    if page.record:
        kind, record = page.record
        for form, type in (
            ("json", "application/json"),
            ("bib", "application/x-bibtex"),
            ("ris", "application/x-research-info-systems"),
            ("csl.json", "application/vnd.citationstyles.csl+json"),
        ):
            found.append((page.full_title, f"{root}data/{kind}/{record.id}.{form}", type))
        if record.is_followed:
            found.append((page.title, f"{root}feeds/{record.id}.atom", "application/atom+xml"))
            found.append((page.title, f"{root}feeds/{record.id}.ics", "text/calendar"))
    return found
