"""The day of a build is one of its inputs: what depends on it is listed where it is named."""

from __future__ import annotations

import datetime as dt

import pytest

from scripts.__main__ import DEPENDS_ON_TODAY, main
from scripts.derive.history import NO_HISTORY
from scripts.pages.render import render
from scripts.takeaway.database import answers
from scripts.takeaway.gather import takeaway
from tests.conftest import MINI, TODAY, clean

# What is built here is a site, or most of one.
pytestmark = pytest.mark.whole


def written(today: dt.date) -> dict[str, str | bytes]:
    """All pages and files of the mini world as of a day."""
    archive = clean(MINI, today)
    files: dict[str, str | bytes] = dict(takeaway(archive, NO_HISTORY))
    return files | {page.path: text for page, text in render(archive, NO_HISTORY, answers(archive))}


def test_nothing_but_what_is_listed_depends_on_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    first, later = written(TODAY), written(dt.date(2026, 3, 2))
    differ = {path for path in first.keys() | later.keys() if first.get(path) != later.get(path)}
    assert {"index.md", "as-of/index.md", "coverage/index.md"} <= differ
    about = {path.removeprefix("data/").split("/")[0].split(".")[0] for path in differ}
    assert about - {"index"} <= set(DEPENDS_ON_TODAY)
    with pytest.raises(SystemExit):
        main(["build", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "default: the date of this machine's clock" in told
    assert all(name in told for name in DEPENDS_ON_TODAY)
