"""What a browser would see of Markdown: tags, attributes, text."""

from __future__ import annotations

from html.parser import HTMLParser

import markdown

from scripts.pages.markup import EXTENSIONS


class Page(HTMLParser):
    """What a browser would see: texts by tag, all tags, all attributes."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def convert(source: str) -> Page:
    config = {"toc": {"permalink": False}}
    return Page(markdown.markdown(source, extensions=list(EXTENSIONS), extension_configs=config))
