"""Long lists in parts: nothing is lost, the order stays, and the first parts are open."""

from __future__ import annotations

from itertools import chain, groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.load.archive import Archive
from scripts.pages.parts import LONG, by_initial, by_time, opened
from scripts.pages.rows import UNDATED, agreement_table, visit_table
from tests.conftest import examples

YEARS = st.lists(st.integers(1945, 2030), max_size=200).map(lambda years: sorted(years, reverse=True))


def test_decades_stand_whole_unless_they_are_long() -> None:
    years = [2021, *[2017] * 40, *[2013] * 21, 1999, 1994, None]
    parts = by_time(years, lambda year: year, "visits", long=60)
    assert [(part.anchor, part.title, len(part.rows)) for part in parts] == [
        ("visits-2020s", "2020s", 1),
        ("visits-2017", "2017", 40),
        ("visits-2013", "2013", 21),
        ("visits-1990s", "1990s", 2),
        ("visits-undated", "Undated", 1),
    ]
    assert [part.is_open for part in parts] == [True, True, False, False, False]


def test_a_list_that_is_not_long_is_one_part_without_a_title() -> None:
    [part] = by_time([2000] * LONG, lambda year: year, "visits")
    assert (part.title, len(part.rows), part.is_open) == ("", LONG, True)
    assert len(by_time([1990] + [2000] * LONG, lambda year: year, "visits")) == 2
    assert [part.title for part in by_initial(["b"] * LONG, str, "people")] == [""]


@settings(max_examples=examples(100))
@given(YEARS, st.integers(1, 80))
def test_no_row_is_lost_and_none_moves(years: list[int], long: int) -> None:
    parts = by_time(years, lambda year: year, "x", long=long)
    assert list(chain.from_iterable(part.rows for part in parts)) == years
    anchors = [part.anchor for part in parts]
    assert len(set(anchors)) == len(anchors)
    # The open parts are the first, and have together no more rows than a list that is not long.
    assert [state for state, _ in groupby(part.is_open for part in parts)] in ([], [True], [False], [True, False])
    assert sum(len(part.rows) for part in parts if part.is_open) <= long


def test_people_stand_under_their_initials() -> None:
    names = ["Đặng Thai", "Åse", "To Lam", "김", "2 October Storehouse", "Dao"]
    parts = by_initial(names, str, "people", long=2)
    assert [(part.anchor, part.title, list(part.rows)) for part in parts] == [
        ("people-a", "A", ["Åse"]),
        ("people-d", "D", ["Đặng Thai", "Dao"]),
        ("people-t", "T", ["To Lam"]),
        ("people-other", "other", ["김", "2 October Storehouse"]),
    ]


def test_what_does_not_fit_keeps_what_follows_closed() -> None:
    assert [part.is_open for part in opened([("a", "A", "xxx"), ("b", "B", "xxxx"), ("c", "C", "")], 6)] == [
        True,
        False,
        False,
    ]


def test_a_table_says_its_order_and_its_ranks_have_one(mini: Archive) -> None:
    visits = visit_table(mini.visits.values(), mini)
    assert (visits.order, visits.latest_first().order) == ("oldest first", "newest first")
    ranks = {row.word: int(row.order) for row in visits.rows}
    assert sorted(ranks, key=lambda word: ranks[word])[:2] == ["leader", "speaker"]
    agreements = agreement_table(mini.agreements.values(), mini).latest_first()
    assert {row.year is None for row in agreements.rows if row.when == UNDATED} == {True}
    assert [row.when == UNDATED for row in agreements.rows] == sorted(row.when == UNDATED for row in agreements.rows)
