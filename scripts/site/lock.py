"""One at a time: a lock that a build holds, its children with it, and the next build waits for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # not on this platform: two builds at once are then the user's risk
    fcntl = None  # type: ignore[assignment]


@contextmanager
def alone(path: Path, say: Callable[[str], None], waiting: str) -> Iterator[None]:
    """Hold the lock of a folder, or of a file that is made; where another holds it, say so and wait.

    The children of this process hold it too: as long as one of them lives, nobody else comes in.
    """
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR | os.O_CREAT, 0o666)
    try:
        os.set_inheritable(handle, True)
        _lock(handle, say, waiting)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, say: Callable[[str], None], waiting: str) -> None:
    if fcntl is None:
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say(waiting)
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:  # a file system without locks
        return
