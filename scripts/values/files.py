"""Writing files so that nothing is half-written and nothing unchanged is touched."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

# The project: where mkdocs.yml, data/, docs/ and theme/ are.
ROOT = Path(__file__).resolve().parents[2]
# The fonts of what becomes pixels; the machine's own have no part in it.
FONTS = ROOT / "scripts" / "pictures" / "fonts"


@cache
def fonts_checksum() -> str:
    """A checksum of these fonts: what is drawn with them is kept by it."""
    files = sorted(FONTS.glob("*.ttf"))
    return hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()


def write_if_changed(path: Path, content: str | bytes) -> bool:
    """Write a file unless it holds this content already; returns whether it was written.

    The content goes to a neighbour first and is renamed over the file, so that no reader sees half of it.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    draft.write_bytes(data)
    draft.replace(path)
    return True


def keep(path: Path, content: bytes) -> None:
    """Keep something that costs time to make, with a checksum. That it cannot be written is no error."""
    with suppress(OSError):
        write_if_changed(path, hashlib.sha256(content).hexdigest().encode() + b"\n" + content)


def kept(path: Path) -> bytes | None:
    """What `keep` wrote; None when it is not there, cannot be read, or is not as it was written."""
    try:
        checksum, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if checksum == hashlib.sha256(content).hexdigest().encode() else None


def remove_others(folder: Path, keep: Iterable[Path]) -> int:
    """Delete the files of a folder that are not in `keep`, and folders left empty; returns how many files went."""
    kept = set(keep)
    gone = 0
    for root, dirs, names in os.walk(folder, topdown=False):
        for name in names:
            path = Path(root, name)
            if path not in kept:
                path.unlink()
                gone += 1
        for name in dirs:
            child = Path(root, name)
            if not child.is_symlink() and not any(child.iterdir()):
                child.rmdir()
    return gone
