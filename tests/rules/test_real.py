"""The project's own data: clean, and no fewer than they were."""

from __future__ import annotations

import pytest

from scripts.derive.evidence import evidence_of
from scripts.derive.measures import measures_in_force
from scripts.load.archive import Archive
from scripts.record.kinds import HAPPENINGS, KINDS
from tests.floors import counted, floors


@pytest.mark.parametrize("kind", KINDS)
def test_the_record_does_not_shrink(real: Archive, kind: str) -> None:
    """A loader that drops half in silence, or a folder that vanished, would pass every other test."""
    found = counted(real)
    least = {file: n for (of, file), n in floors().items() if of == kind}
    assert least or not real.records[kind]
    # What went with a word, under `removals` or `formerly`, is not lost.
    told = sum(removal.former[0] == kind for removal in real.removals.values())
    told += sum(len(record.formerly) for record in real.records[kind].values())
    assert {file: found[kind, file] for file, n in least.items() if found[kind, file] + told < n} == {}


def test_each_of_the_eleven_states_is_whole(real: Archive) -> None:
    partners = {country.id for country in real.partners}
    assert partners == {
        "brunei", "cambodia", "indonesia", "laos", "malaysia", "myanmar", "philippines", "singapore", "thailand", "timor-leste", "vietnam",
    }  # fmt: skip
    for country in real.partners:
        assert country.relations, country.id
        assert country.missions, country.id
        assert country.introduction, country.id
        assert country.summary, country.id


def test_every_visit_agreement_and_event_has_a_grade_with_reasons(real: Archive) -> None:
    for kind in HAPPENINGS:
        for record in real.records[kind].values():
            evidence = evidence_of(record, real)  # type: ignore[arg-type]
            assert evidence.owners, record.id
            assert evidence.reasons, record.id


def test_to_lam_in_pyongyang_is_told(real: Archive) -> None:
    visit = real.visits["2025-10-09-to-lam-pyongyang"]
    assert visit.leader == "to-lam"
    assert visit.rank == "leader"
    assert len(real.linked_from("visits", visit.id, by="agreements")) >= 5
    assert evidence_of(visit, real).attestation == "independent"
    assert measures_in_force(visit.start, real)
