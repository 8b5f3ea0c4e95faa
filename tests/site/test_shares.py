"""Shared work: what comes back is in order, an error is the share's own, a killed share is said, nothing is left at work."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from scripts.site import shares
from scripts.site.shares import beside, shared
from scripts.values.problems import BuildError


@pytest.fixture(params=[1, 3])
def number(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(shares, "shares", lambda: request.param)
    return int(request.param)


def test_every_item_is_in_one_share(number: int) -> None:
    made = shared(lambda items: (os.getpid(), list(items)), range(10))
    assert [items for _, items in made] == [list(range(n, 10, number)) for n in range(number)]
    assert made[0][0] == os.getpid()
    assert len({process for process, _ in made}) == number


def test_without_forks_the_same_is_made_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "_CAN_FORK", False)
    assert shared(lambda items: (os.getpid(), list(items)), "abc") == [(os.getpid(), ["a", "b", "c"])]
    with beside(os.getpid) as outcome:
        assert outcome() == os.getpid()


def test_an_error_in_a_share_is_raised_as_it_is(number: int) -> None:
    def fail(items: Sequence[int]) -> None:
        if number - 1 in items:
            raise OSError(28, "No space left on device", "/srv/x")

    with pytest.raises(OSError, match="No space left") as caught:
        shared(fail, range(5))
    assert caught.value.filename == "/srv/x"


def test_of_an_error_that_cannot_be_handed_on_the_words_are() -> None:
    class OnlyHereError(Exception):
        pass

    def fail() -> None:
        raise OnlyHereError("it failed")

    with beside(fail) as outcome, pytest.raises(BuildError, match="OnlyHereError: it failed"):
        outcome()


def test_a_killed_share_is_said() -> None:
    with beside(lambda: os.kill(os.getpid(), signal.SIGKILL)) as outcome, pytest.raises(BuildError, match="SIGKILL"):
        outcome()
    with beside(lambda: os._exit(3)) as outcome, pytest.raises(BuildError, match="ended with 3"):
        outcome()


def test_when_one_share_fails_no_other_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "shares", lambda: 2)

    def work(items: Sequence[int]) -> None:
        if 0 in items:
            raise BuildError("it failed")
        time.sleep(60)
        (tmp_path / "went-on").touch()

    with pytest.raises(BuildError, match="it failed"):
        shared(work, range(2))
    assert multiprocessing.active_children() == []
    assert not (tmp_path / "went-on").exists()
