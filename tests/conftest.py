"""What several tests share: the worlds, built sites, a server, a browser."""

from __future__ import annotations

import datetime as dt
import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from scripts.load.archive import Archive
from scripts.rules.check import check
from scripts.site.build import build
from scripts.values.problems import errors

# Machines differ in speed, so no example has a time limit; CI draws the same examples every time.
settings.register_profile("project", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "project")

ROOT = Path(__file__).resolve().parent.parent
MINI = ROOT / "tests" / "mini" / "data"
BROKEN = ROOT / "tests" / "broken" / "data"
# The day as of which the fabricated worlds are built.
TODAY = dt.date(2024, 2, 1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="accept the output of the golden tests")


@pytest.fixture(scope="session")
def mini() -> Archive:
    archive, problems = check(MINI, TODAY)
    assert not errors(problems), "\n".join(map(str, problems))
    return archive


@pytest.fixture(scope="session")
def real() -> Archive:
    archive, problems = check(ROOT / "data", dt.date.today())
    assert not errors(problems), "\n".join(map(str, problems))
    return archive


@pytest.fixture(scope="session")
def mini_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mini")
    build(MINI, folder / "site", today=TODAY, say=lambda _: None, work=folder / "work")
    return folder / "site"


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    build(ROOT / "data", folder / "site", today=dt.date.today(), say=lambda _: None, work=folder / "work")
    return folder / "site"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A folder on a local port: its address with a slash at the end."""
    handler = functools.partial(_Quiet, directory=str(folder))
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
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        yield browser
        browser.close()


def browser_path() -> str | None:
    """An installed Chromium, or None for the one that Playwright brings."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if name and (path := shutil.which(name))), None)
