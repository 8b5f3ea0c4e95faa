"""A draw for an audit: the same for the same seed, over all kinds."""

from __future__ import annotations

import pytest

from scripts.__main__ import main
from scripts.edit.draw import LEAST, NOT_DRAWN, draw
from scripts.load.archive import Archive
from scripts.record.kinds import KINDS
from tests.conftest import BROKEN, MINI


def ids(archive: Archive, seed: str, n: int, kinds: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(kind, record.id) for kind, record in draw(archive, seed, n, kinds)]


def test_a_seed_draws_the_same_records_again(mini: Archive) -> None:
    assert ids(mini, "1", 20) == ids(mini, "1", 20)
    assert ids(mini, "1", 20) != ids(mini, "2", 20)


def test_each_kind_of_fact_is_drawn_from_and_the_evidence_is_not(mini: Archive) -> None:
    drawn = ids(mini, "1", 20)
    assert {kind for kind, _ in drawn} == set(KINDS) - set(NOT_DRAWN)
    assert len(set(drawn)) == len(drawn)
    for kind in KINDS.keys() - set(NOT_DRAWN):
        assert sum(one == kind for one, _ in drawn) >= min(LEAST, len(mini.records[kind])), kind


def test_a_larger_draw_holds_the_smaller_one(mini: Archive) -> None:
    assert set(ids(mini, "1", 4, ("visits",))) < set(ids(mini, "1", 100, ("visits",)))
    assert len(ids(mini, "1", 100, ("visits",))) == len(mini.visits)
    assert len(ids(mini, "1", 5, ("visits",))) == 5


def test_the_command_prints_each_at_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(
            [
                "audit",
                "--seed",
                "7",
                "--records",
                "3",
                "--kinds",
                "visits",
                "--data",
                str(MINI),
                "--today",
                "2024-02-01",
            ]
        )
        == 0
    )
    *lines, last = capsys.readouterr().out.splitlines()
    assert last == "3 records drawn with the seed 7"
    assert all(line.startswith("data/visits/") for line in lines)


@pytest.mark.parametrize(
    ("more", "said"),
    [(["--kinds", "vists"], "no kind of record is called 'vists'"), (["--data", str(BROKEN)], "lists them")],
)
def test_the_command_says_what_it_lacks(more: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "--seed", "7", "--today", "2024-02-01", "--data", str(MINI), *more]) == 1
    assert said in capsys.readouterr().out
