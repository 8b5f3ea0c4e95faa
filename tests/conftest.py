"""What several tests share: the worlds, built sites, a server, a browser. Each world is read, and each site built, once.

A test that asks for a built site, a browser or a running preview is marked `whole`; so is, by hand, one that
builds or starts something itself. `make quick` runs the others. What reads the project's own record is marked `real`.
"""

from __future__ import annotations

import datetime as dt
import functools
import http.server
import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from scripts.load.archive import Archive
from scripts.rules.check import check
from scripts.values.problems import errors

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Machines differ in speed, so no example has a time limit; CI draws the same examples every time. A mutant is
# looked at with few of them, always the same: what chance alone would find does not count.
settings.register_profile("project", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
FEW = 25
settings.register_profile("mutants", deadline=None, derandomize=True, database=None, max_examples=FEW)
settings.load_profile("mutants" if "MUTANTS" in os.environ else "ci" if os.environ.get("CI") else "project")

ROOT = Path(__file__).resolve().parent.parent
MINI = ROOT / "tests" / "mini" / "data"
BROKEN = ROOT / "tests" / "broken" / "data"
# The day as of which the fabricated worlds are built.
TODAY = dt.date(2024, 2, 1)

# What takes a build of a site, a browser or a process of its own.
WHOLE = {"mini_site", "real_site", "browser", "preview"}


def examples(number: int) -> int:
    """How many examples a test draws; of a mutant only few."""
    return min(number, FEW) if "MUTANTS" in os.environ else number


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="accept the output of the golden tests")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        asked_for = set(getattr(item, "fixturenames", ()))
        if WHOLE & asked_for:
            item.add_marker("whole")
        if {"real", "real_site"} & asked_for:
            item.add_marker("real")
    # The site that takes longest is begun first: a second process starts in the middle of the list, with what needs none.
    items.sort(key=lambda item: "real_site" not in getattr(item, "fixturenames", ()))


def clean(folder: Path, today: dt.date) -> Archive:
    """The archive of a data folder that has no errors."""
    archive, problems = check(folder, today)
    assert not errors(problems), "\n".join(map(str, errors(problems)))
    return archive


@pytest.fixture(scope="session")
def mini() -> Archive:
    """The fabricated world."""
    return clean(MINI, TODAY)


@pytest.fixture(scope="session")
def real() -> Archive:
    """The project's own record."""
    return clean(ROOT / "data", dt.date.today())


def _built(data: Path, today: dt.date, name: str, factory: pytest.TempPathFactory) -> Path:
    """A site that is built once for all the processes among which the tests are dealt."""
    from scripts.site.build import build
    from scripts.site.lock import alone

    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"built-{name}"
    folder.mkdir(exist_ok=True)
    with alone(folder / ".lock", lambda _: None, ""):
        if not (folder / "site").exists():
            build(data, folder / "site", today=today, say=lambda _: None, work=folder / "work")
    return folder / "site"


@pytest.fixture(scope="session")
def mini_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the fabricated world; tests leave it as it is."""
    return _built(MINI, TODAY, "mini", tmp_path_factory)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project's own record; tests leave it as it is."""
    return _built(ROOT / "data", dt.date.today(), "real", tmp_path_factory)


def free_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: Path, answers: type[http.server.SimpleHTTPRequestHandler] = Quiet) -> Iterator[str]:
    """A folder on a local port: its address with a slash at the end."""
    handler = functools.partial(answers, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def served(real_site: Path) -> Iterator[str]:
    """The address of the real site on a local port."""
    with serving(real_site) as address:
        yield address


FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        yield browser
        browser.close()


def browser_path() -> str | None:
    """An installed Chromium, or None for the one that Playwright brings."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if name and (path := shutil.which(name))), None)
