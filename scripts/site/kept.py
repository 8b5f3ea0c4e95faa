"""Pages that need not be made again: what the same means made of the same Markdown is kept in the work folder.

A page is found by its key, a checksum of all that it is made of: its path and its Markdown, the configuration and the theme, the
code of this stage, every library that is installed and Python itself. What is kept has a checksum of its own, so that a file
which is damaged is made again like one that is missing; a build that is killed leaves whole files behind.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import distributions
from pathlib import Path

from scripts.site.folders import Folders
from scripts.site.linkcheck import PageLinks
from scripts.site.shares import shared
from scripts.values.files import ROOT, keep, kept, remove_others


@dataclass(frozen=True)
class Kept:
    """The key of every page that MkDocs makes, by its path in the site, and the links of those that stand there already."""

    keys: Mapping[str, str]
    links: Mapping[str, PageLinks]


def put_back(folders: Folders) -> Kept:
    """Put what is kept of unchanged pages into the folder of the finished HTML, the Markdown twin with each."""
    sources = sorted(folders.docs.rglob("*.md"))
    names = [source.relative_to(folders.docs).with_suffix(".html").as_posix() for source in sources]
    remove_others(_folder(folders), (_folder(folders) / name for name in names))
    shares = shared(partial(_put_back, folders, means(), _listed(names)), names)
    keys = {name: key for share in shares for name, key, _ in share}
    return Kept(keys, {name: links for share in shares for name, _, links in share if links})


def keep_page(folders: Folders, name: str, key: str, html: bytes, twin: bytes, links: PageLinks) -> None:
    """Keep what was made of a page."""
    made = pickle.dumps((html, twin, links), pickle.HIGHEST_PROTOCOL)
    keep(_folder(folders) / name, key.encode() + b"\n" + made)


def means() -> bytes:
    """A checksum of all by which pages are made, but their Markdown."""
    theme = sorted(path for path in (ROOT / "theme").rglob("*") if path.is_file())
    code = [path for stage in ("site", "values") for path in sorted((ROOT / "scripts" / stage).glob("*.py"))]
    sum = hashlib.sha256(sys.version.encode())
    for path in [ROOT / "mkdocs.yml", *theme, *code, ROOT / "scripts" / "pages" / "render.py"]:
        sum.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    sum.update(_listed(f"{library.name} {library.version}" for library in distributions()))
    return sum.digest()


def _folder(folders: Folders) -> Path:
    return folders.folder / "kept"


def _listed(names: Iterable[str]) -> bytes:
    return hashlib.sha256("\n".join(sorted(names)).encode()).digest()


def _put_back(
    folders: Folders, means: bytes, pages: bytes, names: Sequence[str]
) -> list[tuple[str, str, PageLinks | None]]:
    """The key of each page, and its links if it could be put back."""
    return [(name, key := _key(folders, name, means, pages), _one(folders, name, key)) for name in names]


def _key(folders: Folders, name: str, means: bytes, pages: bytes) -> str:
    markdown = (folders.docs / name).with_suffix(".md").read_bytes()
    # Where a page names a file of Markdown, MkDocs leads to that file's page if there is one.
    others = pages if b".md" in markdown else b""
    return hashlib.sha256(b"\0".join([means, others, name.encode(), markdown])).hexdigest()


def _one(folders: Folders, name: str, key: str) -> PageLinks | None:
    found, _, made = (kept(_folder(folders) / name) or b"").partition(b"\n")
    if found != key.encode():
        return None
    html, twin, links = pickle.loads(made)
    target = folders.html / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(html)
    target.with_suffix(".md").write_bytes(twin)
    assert isinstance(links, PageLinks)
    return links
