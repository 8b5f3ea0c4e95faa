"""The search index does not depend on the order in which a file system lists pages."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import cbor2
import pytest

from scripts.site import searchindex
from scripts.site.searchindex import SIGNATURE, put_in_order

WORDS = ["harbour", "rice", "Tô", "To", "envoy", "ship"]


def read(path: Path) -> Any:
    return cbor2.loads(gzip.decompress(path.read_bytes())[len(SIGNATURE) :])


def write(path: Path, value: Any) -> None:
    path.write_bytes(gzip.compress(SIGNATURE + cbor2.dumps(value)))


def language(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))["languages"]["en"]
    return found


def meta_file(folder: Path) -> Path:
    return folder / f"pagefind.{language(folder)['hash']}.pf_meta"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index as Pagefind makes it, of thirty pages."""
    site = tmp_path_factory.mktemp("site")
    for n in range(30):
        (site / str(n)).mkdir()
        words = " ".join(WORDS[: 1 + n % len(WORDS)] * (1 + n % 3))
        (site / str(n) / "index.html").write_text(
            f'<!doctype html><html lang="en"><title>{n}</title><body><h1>Page {n}</h1><p>{words}</p>'
            f'<i data-pagefind-filter="kind:{n % 4}"></i><i data-pagefind-meta="on:{n % 7}"></i></body></html>',
            encoding="utf-8",
        )
    subprocess.run([sys.executable, "-m", "pagefind", "--site", site, "--quiet"], check=True, capture_output=True)
    return site / "pagefind"


def shuffled(folder: Path, seed: int) -> None:
    """Number the pages of an index anew, by chance, as another file system would."""
    meta = read(meta_file(folder))
    new = list(range(len(meta[1])))
    random.Random(seed).shuffle(new)
    meta[1] = [meta[1][old] for old in sorted(range(len(new)), key=new.__getitem__)]

    def places(found: list[list[Any]]) -> list[list[Any]]:
        pages, page = [], 0
        for step, *rest in found:
            page += step
            pages.append([new[page], *rest])
        pages.sort(key=lambda place: place[0])
        befores = [0, *(place[0] for place in pages)]
        return [[place[0] - before, *place[1:]] for place, before in zip(pages, befores, strict=False)]

    for _, _, hash in meta[2]:
        path = folder / "index" / f"{hash}.pf_index"
        write(
            path, [[[word, places(at), [[form, places(a)] for form, a in forms]] for word, at, forms in read(path)[0]]]
        )
    for _, hash in meta[3]:
        path = folder / "filter" / f"{hash}.pf_filter"
        name, values = read(path)
        write(path, [name, [[value, sorted(new[page] for page in pages)] for value, pages in values]])
    write(meta_file(folder), meta)


def found(folder: Path, word: str) -> dict[str, int]:
    """The addresses of the pages that hold a word, with the number of its places in each."""
    meta = read(meta_file(folder))
    addresses = [
        json.loads(gzip.decompress((folder / "fragment" / f"{hash}.pf_fragment").read_bytes())[len(SIGNATURE) :])["url"]
        for hash, _ in meta[1]
    ]
    hits: dict[str, int] = {}
    for _, _, hash in meta[2]:
        for one, at, forms in read(folder / "index" / f"{hash}.pf_index")[0]:
            for places in [at, *(a for _, a in forms)] if one == word else []:
                page = 0
                for step, locations, *_ in places:
                    page += step
                    hits[addresses[page]] = hits.get(addresses[page], 0) + len(locations)
    return hits


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_another_order_of_pages_gives_the_same_bytes_and_the_same_hits(made: Path, tmp_path: Path) -> None:
    words = ("harbour", "to", "ship", "page")
    before = {word: found(made, word) for word in words}
    assert [len(before[word]) for word in words] == [30, 20, 5, 30]
    trees = []
    for seed in range(4):
        folder = Path(shutil.copytree(made, tmp_path / str(seed)))
        if seed:
            shuffled(folder, seed)
            assert {word: found(folder, word) for word in words} == before
        put_in_order(folder)
        assert {word: found(folder, word) for word in words} == before
        trees.append(tree(folder))
    assert all(one == trees[0] for one in trees)


def test_names_lengthened_by_chance_are_made_anew(made: Path, tmp_path: Path) -> None:
    folders = [Path(shutil.copytree(made, tmp_path / name)) for name in ("short", "long")]
    meta = read(meta_file(folders[1]))
    (folders[1] / "fragment" / f"{meta[1][3][0]}.pf_fragment").rename(
        folders[1] / "fragment" / f"{meta[1][3][0]}f.pf_fragment"
    )
    meta[1][3][0] += "f"
    write(meta_file(folders[1]), meta)
    for folder in folders:
        put_in_order(folder)
    assert tree(folders[0]) == tree(folders[1])


def test_pages_stand_in_the_order_of_their_addresses_and_filters_in_that_of_their_values(
    made: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "x"))
    put_in_order(folder)
    meta = read(meta_file(folder))
    urls = [
        json.loads(gzip.decompress((folder / "fragment" / f"{h}.pf_fragment").read_bytes())[12:])["url"]
        for h, _ in meta[1]
    ]
    assert urls == sorted(f"/{n}/" for n in range(30))
    name, values = read(folder / "filter" / f"{meta[3][0][1]}.pf_filter")
    assert (name, [value for value, _ in values]) == ("kind", ["0", "1", "2", "3"])
    assert all({int(urls[page].strip("/")) % 4 for page in pages} == {int(value)} for value, pages in values)


def test_pages_have_an_order_by_date_and_equal_dates_that_of_their_addresses(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "x"))
    put_in_order(folder)
    meta = read(meta_file(folder))
    addresses = sorted(f"/{n}/" for n in range(30))
    [[name, pages]] = meta[4]
    assert name == "date"
    assert [addresses[page] for page in pages] == sorted(addresses, key=lambda one: (int(one.strip("/")) % 7, one))


def test_small_pieces_hold_the_same_words(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searchindex, "PIECE", 150)
    folder = Path(shutil.copytree(made, tmp_path / "x"))
    put_in_order(folder)
    pieces = read(meta_file(folder))[2]
    assert len(pieces) > 3
    ends = [end for first, last, _ in pieces for end in (first, last)]
    assert ends == sorted(ends)
    for word in ("harbour", "to", "ship", "page"):
        assert found(folder, word) == found(made, word)


def test_a_file_of_another_form_is_refused(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "x"))
    meta_file(folder).write_bytes(gzip.compress(b"something else"))
    with pytest.raises(ValueError, match="is not what Pagefind is known to write"):
        put_in_order(folder)
