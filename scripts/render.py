"""Pages to Markdown text, with Jinja templates. No template opens a file or knows YAML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from scripts import dates, derive, model
from scripts import vocabularies as v
from scripts.archive import Archive
from scripts.markup import Writer, address, as_markdown, escape, plain_text, shortened
from scripts.pages import RECORD_PAGES, SINGULAR, TITLES, Page, countries_of, pages

TEMPLATES = Path(__file__).parent / "templates"
GENERATED = "<!-- Made from data/ by the build; edit the YAML, not this file. -->"


def environment() -> Environment:
    """The one Jinja environment: escapes by default, and fails on a name that is not there."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(default=True, default_for_string=True),
        finalize=as_markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters |= {
        "long_date": dates.long_date,
        "short_date": dates.short_date,
        "address": address,
        "plain_text": plain_text,
        "shortened": shortened,
        "words": lambda term: term.replace("-", " "),
        "number": grouped,
    }
    env.globals |= {
        "v": v,
        "derive": derive,
        "date_range": dates.date_range,
        "countries_of": countries_of,
        "TITLES": TITLES,
        "SINGULAR": SINGULAR,
        "RECORD_PAGES": RECORD_PAGES,
        "archived": archived,
        "LANGUAGES": LANGUAGES,
    }
    return env


LANGUAGES = {
    "ar": "Arabic", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "en": "English", "es": "Spanish",
    "fil": "Filipino", "fr": "French", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "km": "Khmer", "ko": "Korean", "lo": "Lao", "ms": "Malay", "my": "Burmese", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sv": "Swedish",
    "ta": "Tamil", "tet": "Tetum", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def grouped(value: Any) -> str:
    """A number with thin spaces between thousands: 24 500 000 000 for 24500000000."""
    return f"{value:,}".replace(",", "\u202f")


def archived(source: model.Source) -> str | None:
    """Where a copy of a source can be looked up: its snapshot, or the Internet Archive's nearest to its date."""
    if source.archive:
        return source.archive
    if not source.url:
        return None
    day = source.date.last.strftime("%Y%m%d") if source.date else "2"
    return f"https://web.archive.org/web/{day}/{source.url}"


def render(archive: Archive) -> Iterator[tuple[Page, str]]:
    """Every page with its Markdown text."""
    env = environment()
    for page in pages(archive):
        yield page, render_page(page, archive, env)


def render_page(page: Page, archive: Archive, env: Environment) -> str:
    """One page's Markdown, front matter first."""
    writer = Writer(archive, page.address)
    body = env.get_template(f"{page.template}.md.jinja").render(
        page=page, archive=archive, w=writer, root=Markup(writer.root), **page.values
    )
    meta = {"title": page.title, "description": page.description, "root": writer.root, **page.meta}
    front = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{front}---\n{GENERATED}\n\n{body.strip()}\n"


__all__ = ["GENERATED", "environment", "escape", "render", "render_page"]
