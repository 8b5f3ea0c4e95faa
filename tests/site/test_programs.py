"""Programs that the build runs: they end with it, and what they say arrives in one line where one is enough."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts.site.programs import run
from scripts.values.problems import BuildError
from tests.conftest import ROOT


def ended(pid: int) -> bool:
    """Whether a process is no more, or only waits for its parent to notice."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def wait_for(condition: object, what: str) -> None:
    for _ in range(1000):
        if condition():  # type: ignore[operator]
            return
        time.sleep(0.02)
    raise AssertionError(what)


@pytest.mark.whole
def test_a_program_ends_with_the_build(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    long = f"import os, pathlib, time; pathlib.Path({str(told)!r}).write_text(str(os.getpid())); time.sleep(600)"
    build = f"import sys; from pathlib import Path; from scripts.site.programs import run; run([sys.executable, '-c', {long!r}], 'x', Path({str(tmp_path)!r}))"
    process = subprocess.Popen([sys.executable, "-c", build], cwd=ROOT)
    wait_for(lambda: told.exists() and told.read_text(), "the program did not begin")
    child = int(told.read_text())
    assert not ended(child)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    wait_for(lambda: ended(child), "the program goes on without the build")


@pytest.mark.parametrize(("program", "said"), [
    ("print('one', end=''); raise SystemExit(1)", "x failed: one"),
    ("print('one\\ntwo'); raise SystemExit(1)", "x failed:\none\ntwo"),
    ("raise SystemExit(3)", "x failed: it ended with 3"),
])  # fmt: skip
def test_a_program_that_fails_is_a_message(tmp_path: Path, program: str, said: str) -> None:
    with pytest.raises(BuildError) as error:
        run([sys.executable, "-c", program], "x", tmp_path / "html")
    assert str(error.value) == said


def test_a_full_disk_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))
    with pytest.raises(BuildError) as error:
        run([sys.executable, "-c", "print('x\\n' * 9999); raise SystemExit(1)"], "pagefind", tmp_path / "html")
    assert str(error.value) == f"pagefind failed: no space left on the disk of {tmp_path}"
