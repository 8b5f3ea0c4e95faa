"""One editor at work: `make serve` shows what is saved, tells what is wrong until it is mended, and ends without a word too many."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from tests.conftest import MINI, ROOT, free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SHIP = "entities/mv-heron/"
PATIENCE = 60


class Preview:
    """A running `serve` over a copy of the mini world."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        self.data = folder / "data"
        if not self.data.exists():
            shutil.copytree(MINI, self.data)
        self.port = port or free_port()
        command = [
            sys.executable, "-m", "scripts", "serve", "--data", str(self.data), "--today", "2024-02-01", "--port", str(self.port),
        ]  # fmt: skip
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )

    @property
    def out(self) -> IO[str]:
        assert self.process.stdout is not None
        return self.process.stdout

    def hear(self, pattern: str) -> str:
        """The next line of output that holds a pattern."""
        for line in self.out:
            if re.search(pattern, line):
                return line
        raise AssertionError(f"it ended without {pattern!r}")

    def get(self, path: str) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/{path}")
        text = connection.getresponse().read().decode()
        connection.close()
        return text

    def edit(self, old: str, new: str) -> None:
        path = self.data / "entities" / "sudland.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def end(self, *signals: signal.Signals) -> str:
        """End it; returns the rest of what it says."""
        for one in signals or (signal.SIGINT,):
            self.process.send_signal(one)
        rest, _ = self.process.communicate(timeout=PATIENCE)
        return rest


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    running = Preview(tmp_path)
    yield running
    running.process.kill()
    running.process.communicate()


def test_a_save_is_news_an_error_is_told_and_mended(preview: Preview) -> None:
    preview.hear("The preview is at http://127")
    page = preview.get(SHIP)
    assert "900 tons" in page
    version = re.search('data-version="([^"]+)"', page)[1]  # type: ignore[index]
    told = json.loads(preview.get(f"livereload/{version}/-1"))
    assert (told["version"], told["problems"]) == (version, [])

    preview.edit("900 tons", "901 tons")
    news = json.loads(preview.get(f"livereload/{version}/{told['told']}"))
    assert news["version"] != version
    assert "901 tons" in preview.get(SHIP)

    preview.edit("kind: ship", "kind: shp")
    said = preview.hear("no kind of entity")
    assert said.startswith(
        "data/entities/sudland.yaml:4:3: mv-heron: kind: 'shp' is no kind of entity; did you mean 'ship'?"
    )
    preview.hear("what is broken is shown as it was")
    version = re.search('data-version="([^"]+)"', preview.get(SHIP))[1]  # type: ignore[index]
    assert "901 tons" in preview.get(SHIP)
    told = json.loads(preview.get(f"livereload/{version}/{told['told']}"))
    assert [problem.split(": ")[0] for problem in told["problems"]] == ["data/entities/sudland.yaml:4:3"]

    preview.edit("kind: shp", "kind: ship")
    preview.hear("^mended$")
    assert preview.end() == "ended\n"
    assert preview.process.returncode == 0


def test_the_browser_shows_what_is_wrong_and_mends(preview: Preview, browser: Browser) -> None:
    preview.hear("The preview is at")
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if "Security Policy" in message.text else None)
    page.goto(f"http://127.0.0.1:{preview.port}/{SHIP}")
    preview.edit("900 tons", "902 tons")
    page.get_by_text("902 tons").first.wait_for()
    preview.edit("kind: ship", "kind: shp")
    box = page.locator("#preview-problems")
    box.get_by_text("'shp' is no kind of entity").wait_for()
    assert page.get_by_text("902 tons").first.is_visible()
    preview.edit("kind: shp", "kind: ship")
    box.wait_for(state="detached")
    assert wrong == []
    page.close()


def test_two_at_once(preview: Preview, tmp_path: Path) -> None:
    preview.hear("The preview is at")
    same_port = Preview(tmp_path, preview.port)
    rest, _ = same_port.process.communicate(timeout=PATIENCE)
    assert rest == f"port {preview.port} of 127.0.0.1 is taken; name another with --port\n"
    assert same_port.process.returncode == 1
    other = Preview(tmp_path)
    other.hear("The preview is at")
    assert "900 tons" in other.get(SHIP)
    assert "900 tons" in preview.get(SHIP)
    assert other.end() == "ended\n"


def test_it_may_be_interrupted_at_any_moment(tmp_path: Path) -> None:
    """From when it has its port: every moment after that, and twice."""
    for n in range(4):
        running = Preview(tmp_path)
        while running.process.poll() is None:
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", running.port)) == 0:
                    break
        if n == 3:
            running.hear("The preview is at")
            running.get(SHIP)
            running.edit("kind: ship", "kind: shp")
        said = running.end(*[signal.SIGINT] * (1 + n % 2))
        assert "Traceback" not in said, said
        assert running.process.returncode in (0, 130)
        if n == 3:
            running.edit("kind: shp", "kind: ship")
