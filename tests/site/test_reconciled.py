"""Nothing is silently dropped between the data and the finished site."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.load.archive import Archive
from tests.reconcile import lines, reckon


def test_nothing_of_the_fabricated_world_is_dropped(mini: Archive, mini_site: Path) -> None:
    found = reckon(mini, mini_site)
    assert found.missing == []
    assert {"sources on their record's page", "disputes", "provisions", "texts", "fields in CSV"} < set(found.counts)


def test_nothing_of_the_real_record_is_dropped(
    real: Archive, real_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = reckon(real, real_site)
    with capsys.disabled():
        print("\n" + "\n".join(lines(found)))
    assert found.missing == []


def test_what_is_dropped_is_missed(mini: Archive, mini_site: Path, tmp_path: Path) -> None:
    id, record = next((id, one) for id, one in mini.visits.items() if one.sources)
    changed = record.model_copy(
        update={"summary": "Said nowhere. [@far-post-1964-11-06]", "sources": (*record.sources, "harbour-gone")}
    )
    other = Archive({**mini.records, "visits": {**mini.visits, id: changed}}, mini.places, mini.today)
    missing = reckon(other, mini_site).missing
    assert f"sources on their record's page: visits/{id}: harbour-gone" in missing
    assert f"texts: visits/{id}: summary" in missing
    assert any(one.startswith("records in JSON: ") for one in missing)
    assert any(one.startswith("citations in SQLite: ") for one in missing)
