"""The build: from a data folder to a site, swapped in whole.

Stages: check, write Markdown and data files to a work folder, run MkDocs, index with Pagefind, check the
links of the finished HTML, swap. A build that fails or is killed leaves the previous site as it was.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from scripts.derive.history import NO_HISTORY, History, HistoryError, read_history
from scripts.load.archive import Archive
from scripts.pages.page import Page
from scripts.pages.render import render
from scripts.rules.check import check
from scripts.site.hosting import write_hosting
from scripts.site.linkcheck import loose_ends
from scripts.site.packing import SUMS, WHOLE_SITE, pack
from scripts.site.searchindex import keep_what_is_read, put_in_order
from scripts.takeaway.database import answers
from scripts.takeaway.exports import exports
from scripts.takeaway.gather import takeaway
from scripts.values.files import ROOT, remove_others, write_if_changed
from scripts.values.problems import BuildError, DataError, Problem, errors
from scripts.values.settings import site_settings

Say = Callable[[str], None]


@dataclass(frozen=True)
class Folders:
    """The folders of one build: `docs` for Markdown and data files, `html` for the finished site before the swap."""

    folder: Path

    @property
    def docs(self) -> Path:
        return self.folder / "docs"

    @property
    def html(self) -> Path:
        return self.folder / "html"


def history_of(data: Path) -> History:
    """What changed in a data folder. Raises HistoryError where its repository cannot be read."""
    try:
        return read_history(data, ROOT / ".cache")
    except HistoryError as error:
        raise HistoryError(f"{error}; a build --without-history goes on without") from None


def without_history(data: Path) -> History:
    """No history, for a build whose site is to say nothing of changes."""
    return NO_HISTORY


def build(
    data: Path,
    site: Path,
    *,
    today: dt.date,
    say: Say = print,
    work: Path | None = None,
    history_from: Callable[[Path], History] = history_of,
) -> list[Problem]:
    """Build the site of a data folder into `site`, with the history that `history_from` finds.

    Returns the warnings. Raises DataError when the data have errors and BuildError when a later stage
    fails; in both cases `site` is as it was.
    """
    restore(site)
    _admit(site, data)
    archive, problems = check(data, today)
    if errors(problems):
        raise DataError(problems)
    folders = Folders(work or default_work(data))
    folders.folder.mkdir(parents=True, exist_ok=True)
    with _only_one(folders.folder):
        history = history_from(data)
        for note in history.notes:
            say(note)
        written = write_docs(archive, folders.docs, history)
        say(f"{written} files written to {_shown(folders.docs)}")
        make_html(folders, today)
        copy_markdown(folders)
        write_hosting(folders.html, site_settings(), today)
        # Pagefind is a process of its own, and packing leaves the interpreter free: the links are read meanwhile.
        with ThreadPoolExecutor(1) as pool:
            finished = pool.submit(finish, folders.html)
            loose = loose_ends(folders.html, made_later={WHOLE_SITE, SUMS})
            finished.result()
        if loose:
            raise BuildError("the finished pages do not hang together:\n" + "\n".join(loose))
        swap(folders.html, site)
    say(f"{len(archive.sources)} sources, {len(archive.visits)} visits: the site is in {_shown(site)}")
    return problems


def _admit(site: Path, data: Path) -> None:
    """Refuse a place for the site in which the swap would delete something else."""
    place = site.resolve()
    if any(kept.resolve().is_relative_to(place) for kept in (ROOT, data, Path.cwd())):
        raise BuildError(f"{site}: the site would replace this folder and all that is in it; name one of its own")
    if place.is_dir():
        if any(place.iterdir()) and not (place / "index.html").exists():
            raise BuildError(f"{site}: holds other files than a site; name an empty folder, or one that is not there")
    elif place.exists():
        raise BuildError(f"{site}: is a file; the site is a folder")


def default_work(data: Path) -> Path:
    """The work folder: `build/` for the project's own data, a folder inside it for any other."""
    if data.resolve() == ROOT / "data":
        return ROOT / "build"
    name = "-".join(data.resolve().parts[1:])[-80:]
    return ROOT / "build" / "other" / name


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


class _only_one:
    """Holds a lock file's lock, so that two builds do not write into one work folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / ".lock"

    def __enter__(self) -> None:
        self.file = self.path.open("w")
        try:
            import fcntl
        except ImportError:  # not on this platform: two builds at once are then the user's risk
            return
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self.file.close()


def write_docs(archive: Archive, docs: Path, history: History) -> int:
    """Bring the docs folder of a whole site up to date; returns how many files changed."""
    files: dict[str, str | bytes] = dict(exports(archive))
    files |= takeaway(archive, files, history)
    return _bring_up_to_date(docs, render(archive, history, answers(archive)), files)


def write_preview(archive: Archive, docs: Path) -> int:
    """Bring the docs folder of a preview up to date, which has pages and data files, but neither a history nor
    citations nor feeds nor the data base; returns how many files changed.
    """
    return _bring_up_to_date(docs, render(archive), dict(exports(archive)))


def _bring_up_to_date(docs: Path, pages: Iterable[tuple[Page, str]], files: Mapping[str, str | bytes]) -> int:
    """Bring a docs folder up to date; returns how many files changed.

    Hand-written pages are copied, generated ones written only if their text changed, and what no longer
    belongs is deleted. A hand-written page at the address of a generated one is an error.
    """
    kept: set[Path] = set()
    changed = 0
    for page, text in pages:
        kept.add(docs / page.path)
        changed += write_if_changed(docs / page.path, text)
    for path, content in files.items():
        kept.add(docs / path)
        changed += write_if_changed(docs / path, content)
    for folder in (ROOT / "docs", ROOT / "theme" / "assets"):
        for source in sorted(folder.rglob("*")):
            if source.is_file() and not source.name.startswith("."):
                target = docs / ("assets" if folder.name == "assets" else "") / source.relative_to(folder)
                if target in kept:
                    raise BuildError(f"{_shown(source)}: a generated page has this address; move it")
                kept.add(target)
                changed += write_if_changed(target, source.read_bytes())
    changed += remove_others(docs, kept)
    return changed


def make_html(folders: Folders, today: dt.date) -> None:
    """Run MkDocs over the docs folder; its warnings are errors. `today` is the date in the sitemap.

    Of Material, which stands below the site's own templates, no page uses a style or a script: none stays.
    """
    shutil.rmtree(folders.html, ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "scripts.site.mkdocs_run",
        str(ROOT / "mkdocs.yml"),
        str(folders.docs),
        str(folders.html),
    ]
    _run(command, "mkdocs", today)
    ours = {folders.html / file.relative_to(folders.docs) for file in (folders.docs / "assets").rglob("*")}
    remove_others(folders.html / "assets", ours)


def index(html: Path) -> None:
    """Make the search index of the finished HTML."""
    _run(
        [sys.executable, "-m", "pagefind", "--site", str(html), "--exclude-selectors", "sup.cite", "--quiet"],
        "pagefind",
    )
    try:
        put_in_order(html / "pagefind")
        keep_what_is_read(html / "pagefind")
    except ValueError as error:
        raise BuildError(f"pagefind: {error}") from None


def finish(html: Path) -> None:
    """Add what is made from the finished HTML: the search index, the checksums, the zip."""
    index(html)
    pack(html)


def copy_markdown(folders: Folders) -> None:
    """Put each page's Markdown beside its HTML, as `index.md`, without what only the HTML's head needs."""
    for source in folders.docs.rglob("*.md"):
        path = source.relative_to(folders.docs)
        target = folders.html / path if path.name == "index.md" else folders.html / path.with_suffix("") / "index.md"
        text = source.read_text(encoding="utf-8")
        target.write_bytes(re.sub(r"^head: .*\n", "", text, count=1, flags=re.MULTILINE).encode())


def _run(command: list[str], name: str, today: dt.date = dt.date(2000, 1, 1)) -> None:
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(int(dt.datetime(today.year, today.month, today.day, tzinfo=dt.UTC).timestamp())),
        "PYTHONHASHSEED": "0",
    }
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode != 0:
        raise BuildError(f"{name} failed:\n{(done.stdout + done.stderr).strip()}")


def swap(new: Path, site: Path) -> None:
    """Put `new` in the place of `site` by renaming; a site that is there is moved aside first and deleted last.

    Between the two renames there is a moment without `site`; a build killed then leaves the old one under
    `.<site>.old`, and the next build puts it back before it begins.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    fresh, old = site.with_name(f".{site.name}.new"), site.with_name(f".{site.name}.old")
    restore(site)
    shutil.rmtree(fresh, ignore_errors=True)
    # Into the folder of the site first: a rename is atomic only within one file system.
    shutil.move(new, fresh)
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.replace(old)
    fresh.replace(site)
    shutil.rmtree(old, ignore_errors=True)


def restore(site: Path) -> None:
    """Put back a site that a killed build had moved aside."""
    old = site.with_name(f".{site.name}.old")
    if old.exists() and not site.exists():
        old.replace(site)
