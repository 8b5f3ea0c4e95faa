"""Who headed the missions: by way, in order, with what is known of the terms and what is not."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from scripts.derive.heads import Head, heads_between, heads_of, in_post, last_of, neighbours_of, vacancies
from scripts.derive.relations import mission_state_at
from scripts.derive.standing import standing
from scripts.load.archive import Archive
from scripts.record import model
from scripts.values.dates import FuzzyDate


def there(mini: Archive) -> tuple[Head, ...]:
    return heads_between("nordland", "westland", mini)


def here(mini: Archive) -> tuple[Head, ...]:
    return heads_between("westland", "nordland", mini)


def mission(mini: Archive, country: str, kind: str, sender: str = "nordland") -> model.Mission:
    return next(m for m in mini.countries[country].missions if (m.kind, m.sender) == (kind, sender))


def with_mission(mini: Archive, **fields: object) -> model.Mission:
    return mission(mini, "westland", "embassy").model_copy(update={"opened": None, "as_of": None, **fields})


def test_heads_stand_in_the_order_of_time_without_a_day_last(mini: Archive) -> None:
    assert [head.official.id for head in there(mini)] == ["han-pil", "han-ri"]
    assert [(head.official.id, head.post.head) for head in here(mini)] == [
        ("ida-berg", "ambassador"),
        ("ida-berg", "ambassador"),
        ("nils-holm", "designate"),
        ("nils-holm", "representative"),
    ]


def test_who_sits_elsewhere_is_not_resident(mini: Archive) -> None:
    assert [head.resident for head in here(mini)] == [True, False, True, True]
    # Accredited to two, and seated in one of them.
    (one,) = heads_between("nordland", "sudland", mini)
    (other,) = heads_between("nordland", "ostland", mini)
    assert one.post is other.post
    assert (one.resident, other.resident) == (True, False)


def test_a_head_belongs_to_a_mission_of_such_a_kind(mini: Archive) -> None:
    assert [head.official.id for head in heads_of(mission(mini, "westland", "embassy"), mini)] == ["han-pil", "han-ri"]
    assert heads_of(mission(mini, "westland", "trade-office"), mini) == ()
    (resident,) = heads_of(mission(mini, "westland", "embassy", "westland"), mini)
    (other,) = heads_of(mission(mini, "westland", "non-resident", "westland"), mini)
    assert (resident.post.title, other.post.title) == (
        "Ambassador to Nordland",
        "Ambassador to Farland, also to Nordland",
    )


def test_a_head_of_an_earlier_mission_is_not_one_of_the_later(mini: Archive) -> None:
    later = with_mission(mini, opened=FuzzyDate("1970"))
    assert [head.official.id for head in heads_of(later, mini)] == ["han-ri"]
    earlier = with_mission(mini, closed=FuzzyDate("1969"))
    assert [head.official.id for head in heads_of(earlier, mini)] == ["han-pil"]


@pytest.mark.parametrize(
    ("date", "who"),
    [
        ("1964-02-28", []),
        ("1964-02-29", ["han-pil"]),
        ("1968-12-31", ["han-pil"]),
        ("1969-01-01", []),
        ("1972-05-04", ["han-ri"]),
        ("1972-05-05", []),
    ],
)
def test_nobody_is_in_post_on_a_day_that_no_source_vouches_for(mini: Archive, date: str, who: list[str]) -> None:
    found = in_post(mission(mini, "westland", "embassy"), dt.date.fromisoformat(date), mini)
    assert [head.official.id for head in found] == who


def test_who_was_only_named_heads_nothing(mini: Archive) -> None:
    named = next(head for head in here(mini) if head.post.head == "designate")
    assert named.span is None
    assert not any(
        head.post.head == "designate" for head in heads_of(mission(mini, "westland", "embassy", "westland"), mini)
    )


def test_a_mission_is_open_while_somebody_heads_it(mini: Archive) -> None:
    # Of which nothing else is known.
    unknown = with_mission(mini, status="unknown", suspended=None, resumed=None)
    assert mission_state_at(unknown, dt.date(1966, 1, 1), mini) == "open"
    assert mission_state_at(unknown, dt.date(1970, 1, 1), mini) == "unknown"
    assert (
        mission_state_at(with_mission(mini, status="none", suspended=None, resumed=None), dt.date(1966, 1, 1), mini)
        == "none"
    )


def test_an_open_mission_is_open_since_somebody_headed_it(mini: Archive) -> None:
    seen = with_mission(mini, status="open", as_of=FuzzyDate("2020"), suspended=None, resumed=None)
    assert mission_state_at(seen, dt.date(1964, 2, 28), mini) == "unknown"
    assert mission_state_at(seen, dt.date(1964, 2, 29), mini) == "open"
    assert mission_state_at(seen, dt.date(1970, 1, 1), mini) == "open"


def test_a_head_does_not_open_what_was_closed(mini: Archive) -> None:
    closed = with_mission(mini, status="closed", closed=FuzzyDate("1966"))
    assert mission_state_at(closed, dt.date(1964, 2, 28), mini) == "unknown"
    assert mission_state_at(closed, dt.date(1965, 12, 31), mini) == "open"
    assert mission_state_at(closed, dt.date(1966, 1, 1), mini) == "closed"


def test_the_real_record_names_who_was_in_hanoi_in_2018(real: Archive) -> None:
    found = standing(real.countries["vietnam"], dt.date(2018, 12, 31), real)
    ((embassy, state),) = found.there
    assert state == "open"
    assert [head.official.id for head in in_post(embassy, found.day, real)] == ["kim-myong-gil"]


def test_the_latest_on_record_is_the_last_seen(mini: Archive) -> None:
    last = last_of(mission(mini, "westland", "embassy"), mini)
    assert last is not None
    assert last.official.id == "han-ri"
    assert last_of(mission(mini, "westland", "consulate"), mini) is None


def test_before_and_after_are_ambassadors_with_a_day(mini: Archive) -> None:
    first, second, named, representative = here(mini)
    assert neighbours_of(first, mini) == (None, second)
    assert neighbours_of(second, mini) == (first, None)
    assert neighbours_of(named, mini) == neighbours_of(representative, mini) == (None, None)


def test_a_gap_of_more_than_a_year_is_said(mini: Archive) -> None:
    assert {i: (gap.after, gap.until) for i, gap in vacancies(there(mini)).items()} == {
        1: (dt.date(1968, 12, 31), dt.date(1972, 5, 4))
    }
    (han_pil, han_ri) = there(mini)
    soon = han_ri.post.model_copy(update={"seen": (FuzzyDate("1970-01-01"),)})
    assert vacancies((han_pil, Head(han_ri.official, soon, "nordland", "westland", resident=True))) == {}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"head": "ambassador"}, "needs both, head and accredited"),
        ({"accredited": ["westland"]}, "needs both, head and accredited"),
        ({"seat": "farland"}, "only a head of mission has a seat"),
        ({"credentials": "1964"}, "only a head of mission has a seat and credentials"),
    ],
)
def test_a_post_says_all_of_it_or_nothing(fields: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        model.Post.model_validate({"title": "Ambassador", **fields})
