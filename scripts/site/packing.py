"""The last files of a site, made from the finished HTML: checksums of the data files, the data and the whole site as zips.

Same site, same bytes: names in order, one fixed time stamp.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Collection
from pathlib import Path

from scripts.takeaway.exports import DATA_FOLDER
from scripts.values.card import CARDS_FOLDER

SUMS = f"{DATA_FOLDER}/SHA256SUMS"
WHOLE_SITE = f"{DATA_FOLDER}/site.zip"
ALL_DATA = f"{DATA_FOLDER}/data.zip"
# A zip holds neither itself nor the other; each has its checksum beside it.
_ZIPS = {name for zip in (WHOLE_SITE, ALL_DATA) for name in (zip, f"{zip}.sha256")}
MADE_LATER = {SUMS, *_ZIPS}
# The earliest moment that the zip format knows.
_EPOCH = (1980, 1, 1, 0, 0, 0)
# Compressed already: to try again costs time and gains nothing.
_COMPRESSED = frozenset({".png", ".webp", ".woff2", ".zip", ".pagefind", ".pf_meta", ".pf_index", ".pf_fragment"})


def pack_data(html: Path, former: Collection[str] = ()) -> None:
    """Write the checksums and the zip of the data into a finished site, without the paths `former` at which a file stands again."""
    (html / SUMS).write_bytes(sums(html, former).encode())
    _zip(html, html / DATA_FOLDER, html / ALL_DATA, former)


def pack_site(html: Path) -> None:
    """Write the zip of the whole site into it, once all else is there."""
    _zip(html, html, html / WHOLE_SITE)


def _zip(html: Path, folder: Path, target: Path, left_out: Collection[str] = ()) -> None:
    zip_files(html, folder, target, left_out)
    target.with_name(f"{target.name}.sha256").write_bytes(f"{_digest(target)}  {target.name}\n".encode())


def sums(html: Path, former: Collection[str] = ()) -> str:
    """SHA-256 of each data file, as `sha256sum --check SHA256SUMS` reads it in the data folder."""
    folder = html / DATA_FOLDER
    left_out = {*MADE_LATER, *former}
    lines = []
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        page = path.name in ("index.html", "index.md")
        if path.is_file() and not page and path.relative_to(html).as_posix() not in left_out:
            lines.append(f"{_digest(path)}  {name}\n")
    return "".join(lines)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def zip_files(html: Path, folder: Path, target: Path, left_out: Collection[str] = ()) -> None:
    """Put every file below a folder of the site into one zip, but the zips themselves, what is left out, and the cards
    that stand beside links elsewhere."""
    with zipfile.ZipFile(target, "w") as packed:
        for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(html).as_posix()):
            name = path.relative_to(html).as_posix()
            if not path.is_file() or name in _ZIPS or name in left_out or name.startswith(f"{CARDS_FOLDER}/"):
                continue
            entry = zipfile.ZipInfo(f"nksea/{name}", _EPOCH)
            entry.create_system = 3  # Unix, wherever it is made
            entry.external_attr = 0o644 << 16
            stored = path.suffix in _COMPRESSED
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            # Level 3 takes half the time of the usual 6 and gives a file 5 per cent larger.
            packed.writestr(entry, path.read_bytes(), compresslevel=3)
