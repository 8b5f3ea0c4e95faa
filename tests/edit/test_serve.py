"""One editor: break a YAML file under the preview, read the message, mend it."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import MINI, ROOT


class Preview:
    """A running `serve` over a copy of the mini world."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        shutil.copytree(MINI, self.data)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.said = folder / "said"
        self.log = self.said.open("w", encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "scripts",
            "serve",
            "--data",
            str(self.data),
            "--today",
            "2024-02-01",
            "--port",
            str(self.port),
        ]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=self.log, stderr=subprocess.STDOUT)

    def wait(self, pattern: str, since: int = 0, seconds: float = 60) -> str:
        """The output from `since` on, as soon as it holds `pattern`."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            text = self.said.read_text(encoding="utf-8")[since:]
            if re.search(pattern, text):
                return text
            assert self.process.poll() is None, text
            time.sleep(0.05)
        raise AssertionError(f"no {pattern!r} in {text!r}")

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=20) as answer:
            return str(answer.read().decode())

    def edit(self, old: str, new: str) -> int:
        """Change the entities file; returns where the output stood before."""
        before = len(self.said.read_text(encoding="utf-8"))
        path = self.data / "entities" / "sudland.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return before


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    running = Preview(tmp_path)
    yield running
    running.process.kill()
    running.process.wait()
    running.log.close()


def test_a_change_is_shown_an_error_is_told_and_mended(preview: Preview) -> None:
    preview.wait("The preview is at")
    page = "entities/mv-heron/"
    assert "900 tons" in preview.get(page)

    since = preview.edit("900 tons", "901 tons")
    preview.wait(r"\d+ files changed", since)
    assert "901 tons" in preview.get(page)

    since = preview.edit("kind: ship", "kind: shp")
    said = preview.wait("the last good pages stay", since)
    assert re.search(
        r"data/entities/sudland\.yaml:4:3: mv-heron: kind: 'shp' is no kind of entity; did you mean 'ship'\?", said
    )
    assert "901 tons" in preview.get(page)

    since = preview.edit("kind: shp", "kind: ship")
    preview.wait(r"\d+ files changed", since)
    assert "901 tons" in preview.get(page)


def test_it_rests_when_nothing_changes(preview: Preview) -> None:
    preview.wait("The preview is at")
    since = preview.edit("900 tons", "902 tons")
    preview.wait(r"\d+ files changed", since)
    after = len(preview.said.read_text(encoding="utf-8"))
    time.sleep(2.5)
    assert len(preview.said.read_text(encoding="utf-8")) == after
