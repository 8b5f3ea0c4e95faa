"""From an archive to the docs folder: Markdown and data files, and the hand-written pages beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from scripts.derive.history import History
from scripts.load.archive import Archive
from scripts.pages.page import Page
from scripts.pages.render import render, state
from scripts.site.folders import shown
from scripts.takeaway.database import answers
from scripts.takeaway.finder import finder
from scripts.takeaway.gather import data_files, takeaway
from scripts.takeaway.version import UNKNOWN, version_of
from scripts.values.assets import stamped
from scripts.values.files import ROOT, remove_others, write_if_changed
from scripts.values.problems import BuildError


def write_docs(archive: Archive, docs: Path, history: History) -> int:
    """Bring the docs folder of a whole site up to date; returns how many files changed."""
    version = version_of(history)
    pages = render(archive, history, answers(archive, version))
    return _bring_up_to_date(docs, pages, dict(takeaway(archive, history)), state(archive, version))


def write_preview(archive: Archive, docs: Path) -> int:
    """Bring the docs folder of a preview up to date, which has pages, data files and what search reads, but neither
    a history nor citations nor feeds nor the data base; returns how many files changed.
    """
    return _bring_up_to_date(
        docs, render(archive), dict([*data_files(archive), *finder(archive)]), state(archive, UNKNOWN)
    )


def _bring_up_to_date(
    docs: Path,
    pages: Iterable[tuple[Page, str]],
    files: Mapping[str, str | bytes],
    of: Mapping[str, Any] = MappingProxyType({}),
) -> int:
    """Bring a docs folder up to date; returns how many files changed.

    Hand-written pages are copied and told the state `of` which the site is, generated ones written only if their text
    changed, and what no longer belongs is deleted. A hand-written page at the address of a generated one is an error.
    """
    kept: set[Path] = set()
    changed = 0
    for page, text in pages:
        target = docs / placed(page.path)
        kept.add(target)
        changed += write_if_changed(target, text)
    for path, made in files.items():
        kept.add(docs / path)
        changed += write_if_changed(docs / path, made)
    for folder in (ROOT / "docs", ROOT / "theme" / "assets"):
        for source in sorted(folder.rglob("*")):
            if source.is_file() and not source.name.startswith("."):
                below = source.relative_to(folder.parent if folder.name == "assets" else folder)
                target = docs / placed(below.as_posix())
                if target in kept:
                    raise BuildError(f"{shown(source)}: a generated page has this address; move it")
                kept.add(target)
                content = source.read_bytes()
                if source.suffix == ".md":
                    content = told(content, of)
                elif source.suffix == ".js":
                    content = stamped(content)
                changed += write_if_changed(target, content)
    changed += remove_others(docs, kept)
    return changed


def told(page: bytes, of: Mapping[str, Any]) -> bytes:
    """A hand-written page with a line more in its front matter for each thing that is told to it."""
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in of.items())
    return page.replace(b"---\n", b"---\n" + lines.encode(), 1)


def placed(path: str) -> str:
    """Where a file stands in the docs folder: the page `visits/x.md` as `visits/x/index.md`.

    Its address is `visits/x/` for every builder; how they count a relative link in `visits/x.md`, they do not agree on.
    """
    file = PurePosixPath(path)
    return path if file.suffix != ".md" or file.name == "index.md" else f"{file.with_suffix('')}/index.md"
