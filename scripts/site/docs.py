"""From an archive to the docs folder: Markdown and data files, and the hand-written pages beside them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from scripts.derive.history import NO_HISTORY, History
from scripts.load.archive import Archive
from scripts.pages.render import all_pages, renderer, state
from scripts.site.folders import shown
from scripts.site.shares import beside, shared
from scripts.takeaway.database import answers
from scripts.takeaway.finder import finder
from scripts.takeaway.gather import data_files, takeaway
from scripts.takeaway.processor import cited_works, set_in_styles
from scripts.takeaway.version import UNKNOWN, version_of
from scripts.values.assets import stamped
from scripts.values.files import ROOT, remove_others, write_if_changed
from scripts.values.problems import BuildError
from scripts.values.settings import site_settings


@dataclass(frozen=True)
class Written:
    """Files that belong in a docs folder, and how many of them changed."""

    files: frozenset[Path]
    changed: int


def write_docs(archive: Archive, docs: Path, history: History) -> int:
    """Bring the docs folder of a whole site up to date; returns how many files changed.

    Processes share the pages; what is taken away is made beside them.
    """
    version = version_of(history)
    pages = list(all_pages(archive, history, answers(archive, version)))
    make = renderer(archive, history, set_in_styles(cited_works(archive, history, site_settings())))
    with beside(lambda: _write(docs, takeaway(archive, history))) as taken_away:
        shares = shared(lambda share: _write(docs, map(make, share)), pages)
        return _complete(docs, [*shares, taken_away()], state(archive, version))


def write_preview(archive: Archive, docs: Path) -> int:
    """Bring the docs folder of a preview up to date, which has pages, data files and what search reads, but neither
    a history nor citations nor feeds nor the data base; returns how many files changed.
    """
    pages = _write(docs, map(renderer(archive, NO_HISTORY), all_pages(archive, NO_HISTORY, {})))
    files = _write(docs, [*data_files(archive), *finder(archive)])
    return _complete(docs, [pages, files], state(archive, UNKNOWN))


def _write(docs: Path, made: Iterable[tuple[str, str | bytes]]) -> Written:
    """Write files, (path below the docs folder, content), unless they have this content already."""
    files, changed = set(), 0
    for path, content in made:
        target = docs / placed(path)
        files.add(target)
        changed += write_if_changed(target, content)
    return Written(frozenset(files), changed)


def _complete(docs: Path, made: Sequence[Written], of: Mapping[str, Any]) -> int:
    """Add the hand-written pages and the theme's files to what is made, and delete what no longer belongs.

    Returns how many files changed in all. Hand-written pages are told the state `of` which the site is; one at the address of a
    generated page is an error.
    """
    generated = frozenset[Path]().union(*(written.files for written in made))
    by_hand = _write(docs, _by_hand(docs, generated, of))
    gone = remove_others(docs, generated | by_hand.files)
    return sum(written.changed for written in made) + by_hand.changed + gone


def _by_hand(docs: Path, generated: Collection[Path], of: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    for folder in (ROOT / "docs", ROOT / "theme" / "assets"):
        for source in sorted(folder.rglob("*")):
            if source.is_file() and not source.name.startswith("."):
                path = source.relative_to(folder.parent if folder.name == "assets" else folder).as_posix()
                if docs / placed(path) in generated:
                    raise BuildError(f"{shown(source)}: a generated page has this address; move it")
                content = source.read_bytes()
                if source.suffix == ".md":
                    content = told(content, of)
                elif source.suffix == ".js":
                    content = stamped(content)
                yield path, content


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
