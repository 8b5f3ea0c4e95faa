"""The search index of the finished HTML, made by Pagefind, with the same bytes for the same pages.

Pagefind numbers the pages in the order in which the file system lists them, and writes the values of each filter, and
the filters themselves, in an order that changes from run to run; all else is stable. Nothing in it is set against that:
with one thread, and with pages handed to its Python interface one by one, the filters still differ (tried with 1.5.2).
The files concerned are CBOR behind a signature, gzipped, and named by a hash of their content, so they are read, put in
order, and written under a new name. Once a version writes them in order, `put_in_order` and cbor2 can go.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
import zlib
from collections import Counter
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2

from scripts.site.programs import run
from scripts.values.cuts import cut
from scripts.values.problems import BuildError

SIGNATURE = b"pagefind_dcd"
# How many bytes a piece of the index has before compression. Pagefind's own are four times as large, and a reader on a
# slow line waits for one piece a word.
PIECE = 12_000


def index(html: Path) -> None:
    """Make the search index of the finished HTML. Raises BuildError when Pagefind fails."""
    command = [sys.executable, "-m", "pagefind", "--site", str(html), "--exclude-selectors", "sup.cite", "--quiet"]
    run(command, "pagefind", html)
    try:
        put_in_order(html / "pagefind")
        keep_what_is_read(html / "pagefind")
    except ValueError as error:
        raise BuildError(f"pagefind: {error}") from None


def put_in_order(folder: Path) -> None:
    """Make the index in `folder` (`…/pagefind`) independent of the run that made it.

    Raises ValueError when a file is not of the form that this Pagefind is known to write.
    """
    entry_file = folder / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for name, language in entry["languages"].items():
        old = folder / f"pagefind.{language['hash']}.pf_meta"
        # [version, pages, pieces of the index, filters, orders, names of what is told of a page]
        meta = _read(old)
        meta[1], new_number, dates = _order_pages(folder / "fragment", name, meta[1])
        # [[first word, last word, file's hash], …]
        meta[2] = _order_words(folder / "index", name, [one[2] for one in meta[2]], new_number)
        for one in meta[3]:  # [[filter's name, file's hash], …]
            one[1] = _order_filter(folder / "filter", name, one[1], new_number)
        meta[3].sort()
        # Of equal dates Pagefind's own order would stand as the file system lists them.
        meta[4] = [["date", sorted(dates, key=lambda page: (dates[page], page))]]
        content = _content(meta)
        language["hash"] = f"{name}_{_hash(content)[:10]}"
        old.unlink()
        _write(folder / f"pagefind.{language['hash']}.pf_meta", content)
    entry_file.write_text(json.dumps(entry, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")


def keep_what_is_read(folder: Path) -> None:
    """Remove what no page reads: Pagefind's own interfaces, its engine for languages that no page is in."""
    entry = json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))
    languages = entry["languages"].values()
    kept = {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json"}
    kept |= {f"pagefind.{language['hash']}.pf_meta" for language in languages}
    kept |= {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in languages}
    for path in folder.iterdir():
        if path.is_file() and path.name not in kept:
            path.unlink()


def _order_pages(
    folder: Path, language: str, pages: list[list[Any]]
) -> tuple[list[list[Any]], list[int], dict[int, str]]:
    """Sort pages, [[file's hash, number of words], …], by their addresses.

    Returns them, the new number of each old one, and the date (`on`) of each new one that has one.

    What is told of a page stands in a file of its own. Pagefind shortens the files' names, and of two that would be the
    same lengthens the one that comes second: they get names that do not depend on the order. They are short, since every
    search reads the list of them all.
    """
    told = [_unpacked(folder / f"{hash}.pf_fragment") for hash, _ in pages]
    hashes = [_hash(content) for content in told]
    short = Counter(hash[:7] for hash in hashes)
    read = [json.loads(content) for content in told]
    order = sorted(range(len(pages)), key=lambda page: str(read[page]["url"]))
    new_number = [0] * len(pages)
    sorted_pages = []
    dates = {}
    for number, page in enumerate(order):
        new_number[page] = number
        hash, words = pages[page]
        name = f"{language}_{hashes[page][: 7 if short[hashes[page][:7]] == 1 else 12]}"
        (folder / f"{hash}.pf_fragment").rename(folder / f"{name}.pf_fragment")
        sorted_pages.append([name, words])
        if on := read[page]["meta"].get("on"):
            dates[number] = on
    return sorted_pages, new_number, dates


def _order_words(folder: Path, language: str, hashes: list[str], new_number: list[int]) -> list[list[str]]:
    """Number the pages of all pieces of the index anew, and cut it into smaller ones.

    Returns the pieces as Pagefind tells of them: [[first word, last word, file's hash], …].
    """
    words: list[list[Any]] = []  # [[word, its places, [[spelling with accents, its places], …]], …]
    for hash in hashes:
        old = folder / f"{hash}.pf_index"
        words += _read(old)[0]
        old.unlink()
    for word in words:
        word[1] = _renumbered(word[1], new_number)
        word[2] = sorted([spelling, _renumbered(places, new_number)] for spelling, places in word[2])
    pieces = []
    for piece in cut(words, lambda word: len(cbor2.dumps(word)), PIECE):
        content = _content([piece])
        new = f"{language}_{_hash(content)[:10]}"
        _write(folder / f"{new}.pf_index", content)
        pieces.append([piece[0][0], piece[-1][0], new])
    return pieces


def _renumbered(places: list[list[Any]], new_number: list[int]) -> list[list[Any]]:
    """Places of a word, [[page, in the text, in what is told of it], …], where a page is counted from the one before."""
    pages = accumulate(place[0] for place in places)
    sorted_places = sorted([new_number[page], *place[1:]] for page, place in zip(pages, places, strict=True))
    before = 0
    for place in sorted_places:
        place[0], before = place[0] - before, place[0]
    return sorted_places


def _order_filter(folder: Path, language: str, hash: str, new_number: list[int]) -> str:
    """Sort the values of one filter and their pages, rewrite its file and return its new hash."""
    old = folder / f"{hash}.pf_filter"
    name, values = _read(old)  # [name, [[value, [page, …]], …]]
    content = _content([name, sorted([value, sorted(new_number[page] for page in pages)] for value, pages in values)])
    new = f"{language}_{_hash(name.encode() + content)[:7]}"
    old.unlink()
    _write(folder / f"{new}.pf_filter", content)
    return new


def _read(path: Path) -> Any:
    return cbor2.loads(_unpacked(path))


def _unpacked(path: Path) -> bytes:
    content = gzip.decompress(path.read_bytes())
    if not content.startswith(SIGNATURE):
        raise ValueError(f"{path.name} is not what Pagefind is known to write")
    return content[len(SIGNATURE) :]


def _content(value: Any) -> bytes:
    return SIGNATURE + cbor2.dumps(value)


def _write(path: Path, content: bytes) -> None:
    # The gzip module names the system in the header, and Python 3.13 names another than those before it; zlib does not.
    path.write_bytes(zlib.compress(content, 9, wbits=31))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
