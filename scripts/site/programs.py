"""Other programs of the build: each a process of its own that ends when the build does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.site import child
from scripts.values.files import ROOT
from scripts.values.problems import BuildError

# With less than this left, a program that failed has failed for want of space, whatever it says.
_NO_SPACE = 1_000_000


def run(command: list[str], name: str, target: Path) -> None:
    """Run a program that writes to the folder `target`. It sees a clock that stands (1 January 2000, UTC).

    Raises BuildError with what it said when it fails, in one line if the disk is full.
    """
    with running(command, name, target):
        pass


@contextmanager
def running(command: list[str], name: str, target: Path) -> Iterator[None]:
    """Run a program as `run` does beside what is done meanwhile, and wait for it; if that fails, the program ends too."""
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": "946684800",
        "PYTHONHASHSEED": "0",
    }
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", child.__file__, str(os.getpid()), *command],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        close_fds=False,  # the build's lock is handed on; Python keeps its other files to itself
    )
    try:
        yield
    except BaseException:
        process.kill()
        process.communicate()
        raise
    out = process.communicate()[0]
    if process.returncode == 0:
        return
    if shutil.disk_usage(target.parent).free < _NO_SPACE:
        raise BuildError(f"{name} failed: no space left on the disk of {target.parent}")
    said = out.strip() or f"it ended with {process.returncode}"
    raise BuildError(f"{name} failed:\n{said}" if "\n" in said else f"{name} failed: {said}")
