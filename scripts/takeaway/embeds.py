"""Pictures for the pages of others: as pixels, as a page that stands within theirs, and as what oEmbed says of that page.

The page in the frame is one picture, without scripts; it leads to where the picture stands, with its table. Web servers are
told that it alone may be framed (`site.hosting`). A program that knows oEmbed 1.0 finds the file by the link in its head.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from scripts.load.archive import Archive
from scripts.pictures import Picture, all_pictures, iframe, png, sheet
from scripts.pictures.alone import SCALE, frame_size
from scripts.values.assets import stamp
from scripts.values.formats import to_json
from scripts.values.settings import Settings


def pixels(archive: Archive, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Each picture as PNG: (path below the docs folder, content)."""
    for picture in all_pictures(archive):
        yield picture.png_path, png(sheet(picture, settings).svg)


def embeds(archive: Archive, settings: Settings) -> Iterator[tuple[str, str]]:
    """For each picture the page for a frame, its drawing for a phone, and the oEmbed file."""
    for picture in all_pictures(archive):
        yield f"{picture.embed_path}index.html", page(picture, settings)
        yield f"{picture.embed_path}narrow.svg", sheet(picture, settings, narrow=True).svg
        yield f"{picture.embed_path}oembed.json", oembed(picture, settings)


def page(picture: Picture, settings: Settings) -> str:
    """The HTML that stands in a frame, under the policy of all pages."""
    root = "../../"
    of = sheet(picture, settings)
    title, place = html.escape(picture.title), f"{picture.place}#{picture.anchor}"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(settings.content_security_policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title} · {html.escape(settings.name)}</title>\n"
        f'<meta name="description" content="{html.escape(picture.description)}">\n'
        '<meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{html.escape(settings.url + picture.place)}">\n'
        f'<link rel="alternate" type="application/json+oembed" title="{title}"'
        f' href="{settings.url}{picture.embed_path}oembed.json">\n'
        f'<link rel="stylesheet" href="{root}assets/site/embed.css?{stamp()}">\n'
        "</head>\n<body>\n<main>\n"
        f'<a href="{html.escape(root + place)}" target="_top">'
        f'<picture><source media="(max-width: 520px)" srcset="narrow.svg">'
        f'<img src="{root}{picture.svg_path}" width="{of.width}" height="{of.height}"'
        f' alt="{title}. {html.escape(picture.description)}"></picture></a>\n'
        "</main>\n</body>\n</html>\n"
    )


def oembed(picture: Picture, settings: Settings) -> str:
    """What oEmbed 1.0 says of the page (oembed.com, 2.3.4): how to show it, and the pixels for whoever shows no frame."""
    of = sheet(picture, settings)
    width, height = frame_size(picture, settings)
    return to_json(
        {
            "version": "1.0",
            "type": "rich",
            "title": picture.title,
            "author_name": settings.editors,
            "provider_name": settings.name,
            "provider_url": settings.url,
            "html": iframe(picture, settings),
            "width": width,
            "height": height,
            "thumbnail_url": settings.url + picture.png_path,
            "thumbnail_width": of.width * SCALE,
            "thumbnail_height": of.height * SCALE,
        }
    )
