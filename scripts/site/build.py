"""The build: from a data folder to a site, swapped in whole.

Stages: check, write Markdown and data files to a work folder, put back pages that are as they were, run MkDocs for the others,
write their Markdown and note their links, index with Pagefind, check the links, swap. A build that fails or is killed
leaves the previous site as it was.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from scripts.derive.history import NO_HISTORY, History, HistoryError, read_history
from scripts.load.archive import Archive
from scripts.pages.cards import cards, sheet
from scripts.rules.check import check
from scripts.site.docs import write_docs
from scripts.site.finished import read_finished
from scripts.site.folders import Folders, default_work, place_for, shown
from scripts.site.former import keep_former
from scripts.site.hosting import write_hosting
from scripts.site.html import make_html
from scripts.site.kept import put_back
from scripts.site.linkcheck import loose_ends
from scripts.site.lock import alone
from scripts.site.packing import MADE_LATER, pack_data, pack_site
from scripts.site.programs import running
from scripts.site.searchindex import index
from scripts.site.shares import beside
from scripts.site.swap import swap
from scripts.values.card import CARDS_FOLDER, to_text
from scripts.values.files import ROOT
from scripts.values.problems import BuildError, DataError, Problem, errors
from scripts.values.settings import site_settings

Say = Callable[[str], None]


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
    folder = work or default_work(data)
    place = place_for(site, data, folder)
    archive, problems = check(data, today)
    if errors(problems):
        raise DataError(problems)
    with _working_in(folder, say) as folders:
        history = history_from(data)
        for note in history.notes:
            say(note)
        with drawn_beside(archive, folders):
            written = write_docs(archive, folders.docs, history)
            say(f"{written} files written to {shown(folders.docs)}")
            kept = put_back(folders)
            make_html(folders, kept.links)
            read = read_finished(folders, kept)
            former = keep_former(folders.html, archive)
            settings = site_settings()
            write_hosting(folders.html, settings, today)
            with beside(partial(finish, folders.html, former)) as finished:
                loose = loose_ends(folders.html, MADE_LATER, settings.root, read)
                finished()
        if loose:
            raise BuildError("the finished pages do not hang together:\n" + "\n".join(loose))
        swap(folders.html, place, say)
    say(f"{len(archive.sources)} sources, {len(archive.visits)} visits: the site is in {shown(place)}")
    return problems


@contextmanager
def _working_in(folder: Path, say: Say) -> Iterator[Folders]:
    """The folders of one build, which nobody else works in: HTML goes to one of its own, which is deleted at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder / ".lock", say, f"another build is at work in {shown(folder)}; waiting for it"):
        for left in folder.glob("html-*"):  # of builds that were killed
            shutil.rmtree(left, ignore_errors=True)
        html = Path(tempfile.mkdtemp(prefix="html-", dir=folder))
        try:
            yield Folders(folder, html.name)
        finally:
            shutil.rmtree(html, ignore_errors=True)


@contextmanager
def drawn_beside(archive: Archive, folders: Folders) -> Iterator[None]:
    """Have the social cards drawn by a process of its own meanwhile, and put them into the finished site at the end.

    They come after the copy for reading offline is packed: there nobody shares a link.
    """
    drawn = folders.html.with_name(f"{folders.html.name}-cards")
    drawn.mkdir()
    try:
        told = drawn / "list.json"
        told.write_text(to_text(sheet(site_settings()), list(cards(archive))), encoding="utf-8")
        with running([sys.executable, "-m", "scripts.site.cards", str(told), str(drawn)], "cards", drawn):
            yield
        (drawn / CARDS_FOLDER).replace(folders.html / CARDS_FOLDER)
    finally:
        shutil.rmtree(drawn, ignore_errors=True)


def finish(html: Path, former: Collection[str] = ()) -> None:
    """Add what is made from the finished HTML: the search index, the checksums, the zips. `former` are copies of files."""
    with beside(partial(pack_data, html, former)) as packed:
        index(html)
        packed()
    pack_site(html)
