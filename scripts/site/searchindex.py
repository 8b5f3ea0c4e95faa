"""The search index of the finished HTML, made by Pagefind, with the same bytes for the same pages.

Pagefind writes the values of each filter, and the filters themselves, in an order that changes from run to
run; all else is stable. The files concerned are CBOR behind a signature, gzipped, and named by a hash of
their content, so they are read, put in order, and written under a new name.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2

SIGNATURE = b"pagefind_dcd"


def put_in_order(folder: Path) -> None:
    """Make the index in `folder` (`…/pagefind`) independent of the run that made it.

    Raises ValueError when a file is not of the form that this Pagefind is known to write.
    """
    entry_file = folder / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for name, language in entry["languages"].items():
        old = folder / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(old)
        for one in meta[3]:  # [[filter's name, file's hash], …]
            one[1] = _order_filter(folder / "filter", name, one[1])
        meta[3].sort()
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


def _order_filter(folder: Path, language: str, hash: str) -> str:
    """Sort the values of one filter, rewrite its file and return its new hash."""
    old = folder / f"{hash}.pf_filter"
    name, values = _read(old)  # [name, [[value, [page, …]], …]]
    content = _content([name, sorted(values)])
    new = f"{language}_{_hash(name.encode() + content)[:7]}"
    old.unlink()
    _write(folder / f"{new}.pf_filter", content)
    return new


def _read(path: Path) -> Any:
    content = gzip.decompress(path.read_bytes())
    if not content.startswith(SIGNATURE):
        raise ValueError(f"{path.name} is not what Pagefind is known to write")
    return cbor2.loads(content[len(SIGNATURE) :])


def _content(value: Any) -> bytes:
    return SIGNATURE + cbor2.dumps(value)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(gzip.compress(content, mtime=0))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
