"""What stood under an id that a record had before: its Markdown, its data and its citations, with their present content.

The page itself leads on (`takeaway.gather.redirects`), and so do those below it, a country's timeline and lists; a file
cannot, so it stands there again. The copies are made of the finished site: neither the sitemap nor a table nor the zip of
the data has a record twice.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from scripts.load.archive import Archive
from scripts.takeaway.exports import DATA_FOLDER
from scripts.takeaway.feeds import FEEDS_FOLDER
from scripts.takeaway.gather import redirect
from scripts.values.settings import site_settings


def keep_former(html: Path, archive: Archive) -> set[str]:
    """Put the files of each record that has had other ids under these too, and have the pages below its own lead on;
    returns the paths of the copies."""
    made = set()
    for place, former, title in former_pages(html, archive):
        (html / former).parent.mkdir(parents=True, exist_ok=True)
        (html / former).write_bytes(redirect(title, place, site_settings()).encode())
    for present, former in former_files(html, archive):
        (html / former).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(html / present, html / former)
        made.add(former)
    return made


def former_pages(html: Path, archive: Archive) -> Iterator[tuple[str, str, str]]:
    """(address of a page below a record's own, file that it was before, title of what is there) in a finished site."""
    for kind, record in archive:
        for old in record.formerly:
            for path in sorted((html / kind / record.id).glob("*/index.html")):
                below = path.parent.name
                yield f"{kind}/{record.id}/{below}/", f"{kind}/{old}/{below}/index.html", f"{record.label}, {below}"


def former_files(html: Path, archive: Archive) -> Iterator[tuple[str, str]]:
    """(path of a file, path at which it stood before), for all files of a finished site that are one record's."""
    for kind, record in archive:
        for old in record.formerly:
            for folder in (f"{DATA_FOLDER}/{kind}", *([FEEDS_FOLDER] if record.is_followed else ())):
                for path in sorted((html / folder).glob(f"{record.id}.*")):
                    yield f"{folder}/{path.name}", f"{folder}/{old}{path.name.removeprefix(record.id)}"
            for path in sorted((html / kind / record.id).rglob("index.md")):
                place = path.relative_to(html / kind / record.id).as_posix()
                yield f"{kind}/{record.id}/{place}", f"{kind}/{old}/{place}"
