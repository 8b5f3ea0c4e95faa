"""How long a save takes to the screen: `serve` on a copy of the project, edits of each kind, a browser that waits for news."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT, free_port

EDITS = 20


@dataclass
class Served:
    """A copy of the project under the preview."""

    house: Path
    port: int
    told: int = -1

    def get(self, path: str) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", f"/{path}")
        text = connection.getresponse().read().decode("utf-8", "replace")
        connection.close()
        return text

    def seconds(self, page: str, save: Path, text: str | None, mark: str, *, gone: bool = False) -> float:
        """From the save of a text (None deletes the file) to a page that shows it, as a waiting browser sees it."""
        version = found[1] if (found := re.search('data-version="([^"]+)"', self.get(page))) else ""
        began = time.perf_counter()
        if text is None:
            save.unlink()
        else:
            save.write_text(text, encoding="utf-8")
        while True:
            news = json.loads(self.get(f"livereload/{version}/{self.told}"))
            if news["version"] != version:
                break
            self.told = news["told"]
        shown = self.get(page)
        took = time.perf_counter() - began
        assert (mark in shown) != gone, (page, mark)
        return took


@contextmanager
def served(folder: Path) -> Iterator[tuple[Served, float]]:
    """The preview of a copy of the project, with the seconds to its first page."""
    house = folder / "house"
    for name in ("data", "docs", "theme", "scripts"):
        shutil.copytree(ROOT / name, house / name)
    shutil.copy(ROOT / "mkdocs.yml", house)
    port = free_port()
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts", "serve", "--port", str(port)], cwd=house, stdout=subprocess.DEVNULL
    )
    one = Served(house, port)
    try:
        while True:
            try:
                one.get("")
                break
            except OSError:
                time.sleep(0.02)
        yield one, time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
        shutil.rmtree(house)


# The kind of an edit: (file, text that gives way, text with a number in its place, page that shows it).
KINDS = {
    "visit": ("data/visits/vietnam.yaml", "title: To Lam's state visit", "title: Zz{} state visit", "visits/2025-10-09-to-lam-pyongyang/"),
    "country's prose": ("data/countries/laos.yaml", "  summary: >-\n    ", "  summary: >-\n    Zz{} ", "countries/laos/"),
    "title of a source": ("data/sources/2024.yaml", "title: Anocha saga reopens", "title: Zz{} reopens", "sources/2024/"),
    "page of docs": ("docs/promises.md", "# Promises", "# Zz{} Promises", "promises/"),
    "template": ("scripts/pages/templates/visit.md.jinja", '"Occasion"', '"Zz{}"', "visits/2025-10-09-to-lam-pyongyang/"),
    "stylesheet": ("theme/assets/site/site.css", "body", "/* Zz{} */ body", "assets/site/site.css"),
    "theme": ("theme/base.html", "</body>", "<p>Zz{}</p></body>", "about/"),
    "mkdocs.yml": ("mkdocs.yml", "      - About: about/", "      - Zz{}: about/", "about/"),
}  # fmt: skip


def measure(folder: Path) -> Iterator[tuple[str, list[float]]]:
    """The seconds of each kind of edit; the first is the start."""
    with served(folder) as (one, first):
        yield "start", [first]
        for kind, (file, old, new, page) in KINDS.items():
            path = one.house / file
            text = path.read_text(encoding="utf-8")
            assert old in text, (file, old)
            watched = page if not page.endswith(".css") else ""
            times = []
            for n in range(EDITS):
                edited = text.replace(old, new.format(n), 1)
                if watched == page:
                    times.append(one.seconds(page, path, edited, f"Zz{n}"))
                else:
                    times.append(one.seconds(watched, path, edited, "<body"))
                    assert f"Zz{n}" in one.get(page)
                time.sleep((0.2, 1.0)[n % 2])
            path.write_text(text, encoding="utf-8")
            yield kind, times
        made, gone = [], []
        path = one.house / "data/sources/1901.yaml"
        for n in range(EDITS):
            text = f"zz-1901:\n  title: Zz{n}\n  publisher: kcna\n  date: 1901\n  language: en\n  kind: news\n"
            made.append(one.seconds("sources/1901/", path, text, f"Zz{n}"))
            gone.append(one.seconds("sources/1901/", path, None, f"Zz{n}", gone=True))
        yield "new file", made
        yield "deleted file", gone


def bench_saves(folder: Path, checked: float) -> None:
    """Print them, as seconds and in checks of the whole data."""
    for kind, times in measure(folder):
        middle, worst = statistics.median(times), sorted(times)[(len(times) * 95 - 1) // 100]
        print(f"preview: {kind}: {middle:.2f} s, 95 of 100 within {worst:.2f} s, {worst / checked:.1f} times a check")
