"""The worlds that are made to measure growth: valid, of the size that was asked for, the same every time."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import MINI, TODAY, clean
from tests.worlds import world


def _texts(data: Path) -> dict[str, str]:
    return {path.relative_to(data).as_posix(): path.read_text(encoding="utf-8") for path in data.rglob("*.yaml")}


def test_a_made_world_has_no_errors_and_about_as_many_records_as_were_asked_for(tmp_path: Path) -> None:
    made, fabricated = clean(world(tmp_path, 300), TODAY), clean(MINI, TODAY)
    more = sum(map(len, made.records.values())) - sum(map(len, fabricated.records.values()))
    assert abs(more - 300) < 20


def test_a_seed_makes_the_same_world_and_another_seed_another(tmp_path: Path) -> None:
    first, again, other = (_texts(world(tmp_path / str(n), 120, seed)) for n, seed in enumerate((1, 1, 2)))
    assert first == again != other
