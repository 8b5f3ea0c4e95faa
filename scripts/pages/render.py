"""Pages to Markdown text, with Jinja templates. No template opens a file or knows YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from scripts.derive.evidence import evidence_of, parties_of, sources_of, speaker_of, voice_of
from scripts.derive.history import NO_HISTORY, History
from scripts.derive.posts import post_dates, posts_at
from scripts.derive.relations import related_since, relations_at
from scripts.derive.standing import mission_words
from scripts.derive.visits import last_visit, visits_of
from scripts.load.archive import Archive
from scripts.pages.changes import changes_page
from scripts.pages.headtags import head
from scripts.pages.indexes import indexes
from scripts.pages.markup import Writer
from scripts.pages.overviews import overviews
from scripts.pages.page import Page
from scripts.pages.records import pages
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.kinds import KINDS
from scripts.takeaway.citations import citation
from scripts.takeaway.database import EXAMPLES, VIEWS, Answer
from scripts.values import dates
from scripts.values.formats import grouped
from scripts.values.prose import plain_text
from scripts.values.settings import site_settings
from scripts.values.text import address, as_markdown, capital, escape, shortened

# libyaml writes front matter ten times as fast as Python.
Dumper: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
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
        "short_date": dates.short_date,
        "address": address,
        "plain_text": plain_text,
        "shortened": shortened,
        "capital": capital,
        "number": grouped,
        "day_words": lambda day: dates.long_date(dates.FuzzyDate(day.isoformat())),
        "code": code,
        # `date, rank` of `changed: date, rank`, after a verb and a day of its own.
        "after_colon": lambda words: words.removeprefix("changed").removeprefix(": "),
    }
    env.globals |= {
        "v": v,
        "derive": DERIVE,
        "date_range": dates.date_range,
        "TITLES": {name: kind.plural for name, kind in KINDS.items()},
        "SINGULAR": {name: kind.singular for name, kind in KINDS.items()},
        "archived": archived,
        "settings": site_settings(),
        "EXAMPLES": EXAMPLES,
        "VIEWS": VIEWS,
        "mission_words": mission_words,
    }
    return env


# What templates ask for by themselves.
DERIVE = SimpleNamespace(
    evidence_of=evidence_of,
    parties_of=parties_of,
    post_dates=post_dates,
    posts_at=posts_at,
    sources_of=sources_of,
    speaker_of=speaker_of,
    voice_of=voice_of,
    related_since=related_since,
    relations_at=relations_at,
    visits_of=visits_of,
    last_visit=last_visit,
)


def code(text: str) -> Markup:
    """Program text for a `pre` element: lines and their indentation stay as they are."""
    lines = [line.rstrip() for line in text.strip("\n").split("\n")]
    return Markup("\n").join(Markup(" ") * (len(line) - len(line.lstrip())) + escape(line.lstrip()) for line in lines)


def archived(source: model.Source) -> str | None:
    """Where a copy of a source can be looked up: its snapshot, or the Internet Archive's nearest to its date."""
    if source.archive:
        return source.archive
    if not source.url:
        return None
    day = source.date.last.strftime("%Y%m%d") if source.date else "2"
    return f"https://web.archive.org/web/{day}/{source.url}"


def render(
    archive: Archive, history: History = NO_HISTORY, answers: Mapping[str, Answer] | None = None
) -> Iterator[tuple[Page, str]]:
    """Every page with its Markdown text. `answers` are those of the data base to the examples of the data page."""
    env = environment()
    env.globals |= {"history": history, "answers": answers or {}}
    for page in (*pages(archive), *indexes(archive), *overviews(archive)):
        yield page, render_page(page, archive, env, history)
    page = changes_page(archive, history)
    yield page, render_page(page, archive, env, history)


def frame(writer: Writer) -> dict[str, Any]:
    """What a written page needs of the theme, for its front matter: room in the margin, stylesheets of its own."""
    styles = sorted(writer.wanted - {"side"})
    return ({"side": True} if "side" in writer.wanted else {}) | ({"styles": styles} if styles else {})


def render_page(page: Page, archive: Archive, env: Environment, history: History = NO_HISTORY) -> str:
    """One page's Markdown, front matter first. The last line of the front matter is for the page's head alone."""
    writer = Writer(archive, page.address)
    values = {"page": page, "archive": archive, "w": writer, "root": Markup(writer.root), **page.values}
    if page.record:
        values["cited"] = citation(*page.record, archive, history, site_settings())
        values["changes"] = history.of(*page.record)
    body = env.get_template(f"{page.template}.md.jinja").render(values)
    meta = {"title": page.title, "description": page.description, "root": writer.root, **page.meta, **frame(writer)}
    front = yaml.dump(meta, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1000)
    # A string of JSON is one of YAML, and on one line it is easily left out (see `site.copy_markdown`).
    front += f"head: {json.dumps(head(page, archive, history, site_settings()), ensure_ascii=False)}\n"
    return f"---\n{front}---\n{GENERATED}\n\n{body.strip()}\n"
