"""The site on demand: each page is made when it is asked for, by the functions that make it in a build.

Nothing is kept that could be stale: whoever asks for a page has the files looked at first. Of the data only what changed is
read again; a record that is broken is shown as it last was, and everything else goes on. What takes long, the search index, is
made meanwhile in a process of its own.
"""

from __future__ import annotations

import datetime as dt
import html
import logging
import mimetypes
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page as BuiltPage

from scripts.derive.history import NO_HISTORY, History
from scripts.load.archive import Archive, link
from scripts.load.kept import KeptFolder, Sign, sign_of
from scripts.pages.environment import TEMPLATES, environment
from scripts.pages.render import page_at, render_page, state
from scripts.pictures.picture import EMBED_FOLDER
from scripts.rules.check import judged
from scripts.site.docs import placed, told
from scripts.takeaway.gather import data_files, redirects
from scripts.takeaway.version import version_of
from scripts.values.assets import stamp
from scripts.values.files import ROOT
from scripts.values.problems import Problem, errors
from scripts.values.settings import CONFIG, site_settings

# What is looked at besides the data: what a builder of the site gets.
DOCS, ASSETS, THEME = ROOT / "docs", ROOT / "theme" / "assets", ROOT / "theme"
_FORGOTTEN = ("__pycache__", ".git", ".swp", ".swo", "~")


@dataclass(frozen=True)
class Answer:
    """What stands at an address: its content and type, and the status with which it is sent."""

    content: bytes
    type: str
    status: str = "200 OK"
    location: str = ""


class Preview:
    """The site of a data folder, as its files are now."""

    def __init__(self, data: Path, today: dt.date, made: Path, history: History = NO_HISTORY) -> None:
        """`made` is the folder of a site whose search index is used, once it is there."""
        self.data, self.today, self.made, self.history = data.resolve(), today, made, history
        # How often files were found to be others.
        self.version = 0
        self._lock = threading.RLock()
        self._kept = KeptFolder(self.data)
        self._signs: dict[str, Sign | None] = {}
        self._problems: list[Problem] | None = None
        self._archive: Archive | None = None
        self._reading: tuple[list[Problem], list[Problem]] = ([], [])
        self._env: Environment | None = None
        self._site: _Site | None = None
        self._data_files: dict[str, str] | None = None
        logging.getLogger("mkdocs").setLevel(logging.ERROR)

    # What is there.

    def is_changed(self) -> bool:
        """Whether a file is another than when it was last looked at."""
        return dict(self._look()) != self._signs

    def look(self) -> bool:
        """Look whether a file was changed, and forget what was made of it; returns whether one was."""
        with self._lock:
            signs = dict(self._look())
            changed = {path for path in {**signs, **self._signs} if signs.get(path) != self._signs.get(path)}
            if not changed:
                return False
            first, self._signs = not self._signs, signs
            self.version += not first
            data = f"{self.data}{os.sep}"
            if first or any(path.startswith(data) for path in changed):
                self._read()
            if str(CONFIG) in changed:
                site_settings.cache_clear()
                self._env, self._site, self._data_files = None, None, None
            elif any(path.startswith(str(THEME)) for path in changed):
                self._site = None
            return not first

    def _look(self) -> Iterator[tuple[str, Sign | None]]:
        """Every file on which a page depends, with its sign."""
        for folder in (self.data, DOCS, THEME, TEMPLATES):
            for root, dirs, names in os.walk(folder):
                dirs[:] = [name for name in dirs if name not in _FORGOTTEN]
                for name in names:
                    if not name.endswith(_FORGOTTEN) and not name.startswith("."):
                        path = os.path.join(root, name)  # noqa: PTH118  # hundreds of files, several times a second
                        yield path, sign_of(Path(path))
        yield str(CONFIG), sign_of(CONFIG)

    def _read(self) -> None:
        loaded = self._kept.read()
        self._archive, missing = link(loaded, self.today)
        self._reading, self._problems, self._data_files = (loaded.problems, missing), None, None

    @property
    def archive(self) -> Archive:
        """The records as they are."""
        if self._archive is None:
            self.look()
        assert self._archive is not None
        return self._archive

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the data as they are: worked out when somebody asks."""
        with self._lock:
            if self._problems is None:
                self._problems = judged(self.archive, *map(list, self._reading))
            return self._problems

    # What is shown.

    def answer(self, path: str) -> Answer:
        """What stands at an address, written from the root of the site without a slash: `visits/`, `data/visits.json`."""
        self.look()
        with self._lock:
            try:
                return self._find(path) or self._nothing()
            except Exception as error:
                # A record that others name is gone, a template or a setting is broken: whoever looks is the one who mends it.
                return self._failed(path, error)

    def _find(self, path: str) -> Answer | None:
        if path.endswith("/") or not path:
            return self._page(path) or self._redirect(f"{path}index.html") or self._framed(path)
        if path.endswith("/index.html") or path == "index.html":
            return self._page(path.removesuffix("index.html")) or self._redirect(path)
        file = self._file(path)
        if file is not None:
            return Answer(file, _type_of(path))
        is_page = "." not in path.rpartition("/")[2] and self._page(f"{path}/")
        return Answer(b"", "text/plain", "302 Found", f"/{path}/") if is_page else None

    def _page(self, address: str) -> Answer | None:
        stem = address.rstrip("/")
        for path in (f"{stem}.md", f"{stem}/index.md") if stem else ("index.md",):
            text = self._markdown(path)
            if text is not None:
                return Answer(self.site.html(placed(path), text).encode(), "text/html")
        return None

    def _markdown(self, path: str) -> str | None:
        """The Markdown of a page, hand-written or made from the records."""
        of = state(self.archive, version_of(self.history))
        written = DOCS / path
        if _is_inside(written, DOCS):
            return told(written.read_bytes(), of).decode()
        page = page_at(path, self.archive, self.history)
        if self._env is None:
            self._env = environment()
        return render_page(page, self.archive, self._env, self.history, of) if page else None

    def _redirect(self, path: str) -> Answer | None:
        page = dict(redirects(self.archive, site_settings())).get(path)
        return Answer(page.encode(), "text/html") if page else None

    def _framed(self, path: str) -> Answer | None:
        """A picture alone, as it stands within the pages of others."""
        page = self._file(f"{path}index.html") if path.startswith(f"{EMBED_FOLDER}/") else None
        return Answer(page, "text/html") if page else None

    def _file(self, path: str) -> bytes | None:
        """A file that is no page: written by hand, made from the records, or of the last whole site."""
        inside = path.removeprefix("assets/")
        for folder, name in ((ASSETS, inside if inside != path else ""), (DOCS, path)):
            if name and _is_inside(folder / name, folder):
                return (folder / name).read_bytes()
        if path.endswith(".md"):
            text = self._markdown(path) or self._markdown(path.removesuffix("/index.md") + ".md")
            return text.encode() if text else None
        if path.startswith(("data/", f"{EMBED_FOLDER}/")):
            if self._data_files is None:
                self._data_files = dict(data_files(self.archive, self.history))
            if path in self._data_files:
                return self._data_files[path].encode()
        if path.startswith(("data/", "feeds/", "pagefind/", "search/")) and _is_inside(self.made / path, self.made):
            return (self.made / path).read_bytes()
        return None

    @property
    def site(self) -> _Site:
        """The theme and the settings as they are."""
        if self._site is None:
            self._site = _Site()
        return self._site

    def _nothing(self) -> Answer:
        return Answer(self.site.nothing().encode(), "text/html", "404 Not Found")

    def _failed(self, path: str, error: Exception) -> Answer:
        what = (
            f"{type(error).__name__}: {error}"
            if isinstance(error, KeyError | AttributeError | TypeError)
            else str(error)
        )
        line = getattr(error, "lineno", None)
        where = f"{getattr(error, 'name', None) or 'the template'}:{line}: " if line else ""
        said = html.escape(f"{where}{what}")
        broken = "".join(f"<li>{html.escape(str(one))}</li>" for one in errors(self.problems)[:20])
        page = (
            f"<!doctype html>\n<html lang=en><head><meta charset=utf-8><title>{html.escape(path)}</title></head><body>"
        )
        page += f"<h1>This page cannot be made now</h1><p>{said}</p><ul>{broken}</ul><p>Mend it, and the page comes.</p></body></html>"
        return Answer(page.encode(), "text/html", "500 Internal Server Error")


class _Site:
    """MkDocs over single pages: the theme, the settings and the navigation of `mkdocs.yml`."""

    def __init__(self) -> None:
        self.config: MkDocsConfig = load_config(str(CONFIG), docs_dir=str(DOCS), strict=False)
        stamp.cache_clear()  # the theme may be another than it was
        self.config.extra["stamp"] = stamp()
        self.env: Any = self.config.theme.get_env()
        self.paths = list(_paths(self.config.nav))
        self.files = Files([self._file(path, "") for path in self.paths])
        self.nav: Navigation = get_navigation(self.files, self.config)

    def _file(self, path: str, text: str) -> File:
        file = File(path, None, self.config.site_dir, self.config.use_directory_urls)
        file.content_string = text
        return file

    def html(self, path: str, text: str) -> str:
        """The finished page of a Markdown text."""
        nav, files = self.nav, self.files
        if path in self.paths:  # a page of the navigation: of its own navigation, in which it is the present one
            files = Files([self._file(one, text if one == path else "") for one in self.paths])
            nav = get_navigation(files, self.config)
        file = files.get_file_from_path(path) or self._file(path, text)
        page = file.page if isinstance(file.page, BuiltPage) else BuiltPage(None, file, self.config)
        page.read_source(self.config)
        page.render(self.config, files)
        page.active = True
        made: str = self.env.get_template("main.html").render(get_context(nav, files, self.config, page))
        return made

    def nothing(self) -> str:
        """The page for addresses at which nothing stands."""
        made: str = self.env.get_template("404.html").render(
            get_context(self.nav, self.files, self.config, base_url="/")
        )
        return made


def _is_inside(file: Path, folder: Path) -> bool:
    """Whether there is a file, and no symbolic link or step leads out of its folder."""
    try:
        return file.is_file() and file.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):  # a name that no file can have
        return False


def _paths(nav: Any) -> Iterator[str]:
    """The pages of a navigation as the settings write it."""
    for item in nav if isinstance(nav, list) else nav.values():
        if isinstance(item, str):
            yield item
        else:
            yield from _paths(item)


def _type_of(path: str) -> str:
    if path.endswith((".js", ".mjs")):
        return "text/javascript"
    return mimetypes.guess_type(path)[0] or "application/octet-stream"
