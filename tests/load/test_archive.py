"""The archive: records by kind, and what is computed once for each."""

from __future__ import annotations

from dataclasses import replace

from scripts.load.archive import Archive, once
from scripts.record import model
from scripts.record.kinds import MODELS


def test_each_kind_is_an_attribute_and_found_by_its_class(mini: Archive) -> None:
    for kind, cls in MODELS.items():
        assert getattr(mini, kind) is mini.of(cls) is mini.records[kind]
        assert all(isinstance(record, cls) for record in mini.of(cls).values())


def test_a_value_is_computed_once_for_each_archive_and_its_arguments(mini: Archive) -> None:
    asked = []

    @once
    def named(record: model.Record, archive: Archive, before: str = "") -> str:
        """Says what it is."""
        asked.append(record)
        return before + record.label

    visit = next(iter(mini.visits.values()))
    other = visit.model_copy(update={"title": "Another"})
    there = replace(mini, memo={})
    assert [named(visit, mini) for _ in range(2)] == [visit.title] * 2
    assert [named(visit, archive=there) for _ in range(2)] == [visit.title] * 2
    assert named(other, mini) == "Another", "a changed copy of a record is another record"
    assert [named(visit, mini, before="a "), named(visit, mini, before="b ")] == [
        f"a {visit.title}",
        f"b {visit.title}",
    ]
    assert len(asked) == 5
    assert named.__doc__ == "Says what it is."


def test_functions_with_the_same_arguments_have_values_of_their_own(mini: Archive) -> None:
    one, two = once(one_of), once(two_of)
    assert (one(mini), two(mini), one(mini), two(mini)) == (None, 2, None, 2)


def one_of(archive: Archive) -> None:
    return None


def two_of(archive: Archive) -> int:
    return 2
