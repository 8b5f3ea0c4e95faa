"""Pages to Markdown text, with Jinja templates. No template opens a file, knows YAML or asks for a record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any

import yaml
from jinja2 import Environment
from markupsafe import Markup

from scripts.derive.history import NO_HISTORY, History, version_day
from scripts.derive.reach import newest_source
from scripts.derive.voices import sources_of
from scripts.load.archive import Archive
from scripts.pages.changes import changes_page
from scripts.pages.dossiers import dossier_page, dossier_pages
from scripts.pages.environment import environment
from scripts.pages.foot import UNCITED, foot_of
from scripts.pages.headtags import head
from scripts.pages.home import fixed_pages
from scripts.pages.indexes import indexes, source_page
from scripts.pages.markup import Writer
from scripts.pages.overviews import overviews
from scripts.pages.page import Page
from scripts.pages.records import page_of_record, record_pages
from scripts.record.kinds import PAGED
from scripts.takeaway.database import Answer
from scripts.takeaway.dossiers import with_dossiers
from scripts.takeaway.processor import Entries
from scripts.takeaway.version import Version, version_of
from scripts.values.dates import FuzzyDate, long_date
from scripts.values.settings import site_settings

# libyaml writes front matter ten times as fast as Python.
Dumper: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
GENERATED = "<!-- Made from data/ by the build; edit the YAML, not this file. -->"


def render(
    archive: Archive,
    history: History = NO_HISTORY,
    answers: Mapping[str, Answer] | None = None,
    entries: Mapping[str, Entries] = UNCITED,
) -> Iterator[tuple[Page, str]]:
    """Every page with its Markdown text. `answers` are those of the data base to the examples of the data page, `entries` the
    citations that were set.
    """
    make = renderer(archive, history, entries)
    for page in all_pages(archive, history, answers or {}):
        yield page, make(page)[1]


def renderer(
    archive: Archive, history: History, entries: Mapping[str, Entries] = UNCITED
) -> Callable[[Page], tuple[str, str]]:
    """What makes any page of an archive, with the citations that were set: its path below the docs folder, and its text."""
    env = environment()
    for name in env.list_templates():  # now, and not once in each of the processes that share the pages
        env.get_template(name)
    of = state(archive, version_of(history))
    return lambda page: (page.path, render_page(page, archive, env, history, of, entries))


def all_pages(archive: Archive, history: History, answers: Mapping[str, Answer]) -> Iterator[Page]:
    """Every page with its values."""
    yield from fixed_pages(archive, answers)
    yield from record_pages(archive)
    yield from dossier_pages(archive, history)
    yield from indexes(archive)
    yield from overviews(archive)
    yield changes_page(archive, history)


def page_at(path: str, archive: Archive, history: History = NO_HISTORY) -> Page | None:
    """The page of a path below the docs folder, made alone, or as nearly so as it can be; None where there is none."""
    kind, _, rest = path.removesuffix(".md").partition("/")
    if kind in PAGED and rest in archive.records[kind]:
        return page_of_record(kind, rest, archive)
    if kind == "sources" and rest != "index":
        return source_page(rest, archive)
    if rest.endswith("/dossier"):
        found = (one for one in with_dossiers(archive) if (one[0], f"{one[1].id}/dossier") == (kind, rest))
        return next((dossier_page(*one, archive, history) for one in found), None)
    some: Iterator[Page] = chain(
        fixed_pages(archive, {}), indexes(archive), overviews(archive), [changes_page(archive, history)]
    )
    return next((page for page in some if page.path == path), None)


def frame(writer: Writer) -> dict[str, Any]:
    """What a written page needs of the theme, for its front matter: room in the margin, stylesheets of its own."""
    styles = sorted(writer.wanted - {"side"})
    return ({"side": True} if "side" in writer.wanted else {}) | ({"styles": styles} if styles else {})


def state(archive: Archive, version: Version) -> dict[str, Any]:
    """What the foot of every page says of the record, for its front matter: how far it reaches, and its version with the
    day of its last change, which is not known without a history."""
    newest = newest_source(archive)
    reach = {"as_of": long_date(newest)} if newest else {}
    return reach | ({"version": [version.number, long_date(FuzzyDate(version.day))]} if version.commit else {})


def render_page(
    page: Page,
    archive: Archive,
    env: Environment,
    history: History = NO_HISTORY,
    of: Mapping[str, Any] = MappingProxyType({}),
    entries: Mapping[str, Entries] = UNCITED,
) -> str:
    """One page's Markdown, front matter first, with the state `of` which it is and the citations that were set.

    The last line of the front matter is for the page's head alone.
    """
    settings = site_settings()
    writer = Writer(archive, page.address, sources_of(page.record[1]) if page.record else ())
    values = {"page": page, "w": writer, "root": Markup(writer.root), "with_history": bool(history), "state": of}
    values |= page.values
    day = version_day(*page.record, history) if page.record else None
    if page.record:
        version = of["version"][0] if "version" in of else ""
        values["foot"] = foot_of(*page.record, page.meta["file"], archive, history, settings, version, entries)
    body = env.get_template(f"{page.template}.md.jinja").render(values)
    meta = {
        "title": page.full_title,
        "description": page.description,
        "root": writer.root,
        **page.meta,
        **frame(writer),
        **of,
    }
    if day:
        meta["changed"] = day.isoformat()  # for the sitemap
    front = yaml.dump(meta, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1000)
    # A string of JSON is one of YAML, and on one line it is easily left out (see `site.twins`).
    front += f"head: {json.dumps(head(page, archive, history, settings), ensure_ascii=False)}\n"
    return f"---\n{front}---\n{GENERATED}\n\n{body.strip()}\n"
