"""What a person was on a date: known terms, sightings and how far they reach."""

from __future__ import annotations

import datetime as dt

import pytest

from scripts.derive.posts import post_dates, posts_at, span_of
from scripts.load.archive import Archive
from scripts.record import model
from scripts.values.dates import FuzzyDate


def post(**fields: object) -> model.Post:
    return model.Post.model_validate({"title": "Minister", **fields})


def person(*posts: model.Post) -> model.Official:
    return model.Official(id="x", name="X", country="nordland", posts=posts, sources=("s",))


@pytest.mark.parametrize(
    ("date", "titles"),
    [
        ("1959", []),
        ("1959-12-31", []),
        ("1960", ["Minister of Foreign Affairs"]),
        ("1960-01-01", ["Minister of Foreign Affairs"]),
        ("1964-11-02", ["Minister of Foreign Affairs"]),
        ("1965-03-31", ["Minister of Foreign Affairs"]),
        ("1965-04-01", ["Premier"]),
        ("1965", ["Minister of Foreign Affairs", "Premier"]),
        ("1968", ["Premier"]),
        ("1970-02-28", ["Premier"]),
        ("1970-12", ["Premier"]),
        ("1971-03-01", ["Premier"]),
        ("1971-03-02", []),
        ("1971-06", []),
    ],
)
def test_posts_at_the_time(mini: Archive, date: str, titles: list[str]) -> None:
    assert [held.post.title for held in posts_at(mini.officials["han-so"], FuzzyDate(date))] == titles


@pytest.mark.parametrize(
    ("date", "held"),
    [
        # A post without an end, followed by another: known on its first days only, then within reach of them.
        ("1960-12-31", [("Minister of Trade", None)]),
        ("1961-12-31", [("Minister of Trade", "1960")]),
        ("1962-06-29", [("Chair of the party", "1963")]),
        ("1962-06-30", [("Prime Minister", None)]),
        ("1963-06-01", [("Prime Minister", None), ("Chair of the party", None)]),
        ("1965-02-28", [("Prime Minister", None), ("Chair of the party", None)]),
        ("1965-03-01", [("Prime Minister", None)]),
        ("1968-02-29", [("Prime Minister", None)]),
        ("1968-03-01", []),
        # A post of which the end alone is known reaches back a year, and not beyond its end.
        ("1980-01-02", [("President", "1981-01-02")]),
        ("1980-01-01", []),
        ("1981-01-02", [("President", None)]),
        ("1981-01-03", []),
    ],
)
def test_a_post_without_an_end_or_a_beginning_is_held_near_what_is_known(
    mini: Archive, date: str, held: list[tuple[str, str | None]]
) -> None:
    found = posts_at(mini.officials["oda-brand"], FuzzyDate(date))
    assert [(one.post.title, str(one.seen) if one.seen else None) for one in found] == held


def test_a_sighting_reaches_a_year_and_says_so(mini: Archive) -> None:
    someone = mini.officials["to-mau"]
    (held,) = posts_at(someone, FuzzyDate("1964-11-02"))
    assert str(held.seen) == "1964-06"
    assert posts_at(someone, FuzzyDate("1964-06-15"))[0].seen is None
    assert posts_at(someone, FuzzyDate("1963-06-01"))[0].seen
    assert not posts_at(someone, FuzzyDate("1963-05-31"))
    assert posts_at(someone, FuzzyDate("1965-07-01"))[0].seen
    assert not posts_at(someone, FuzzyDate("1965-07-02"))
    assert not posts_at(someone, None)


def test_the_nearest_sighting_wins_and_only_one_is_told() -> None:
    someone = person(post(title="Deputy", seen=["1964-01-01"]), post(seen=["1964-06-01", "1966"]))
    for date, title, seen in (("1964-02-01", "Deputy", "1964-01-01"), ("1964-04-01", "Minister", "1964-06-01")):
        (held,) = posts_at(someone, FuzzyDate(date))
        assert (held.post.title, str(held.seen)) == (title, seen)


def test_a_sighting_does_not_reach_past_a_known_beginning_or_end() -> None:
    begun = person(post(start="1964-06-01", seen=["1964-07-01"]))
    assert not posts_at(begun, FuzzyDate("1964-05-31"))
    assert posts_at(begun, FuzzyDate("1964-06-01"))
    ended = person(post(end="1964-06-01"))
    assert posts_at(ended, FuzzyDate("1964-06-01"))
    assert not posts_at(ended, FuzzyDate("1964-06-02"))


def test_a_post_without_any_date_says_nothing_of_a_day() -> None:
    bare = post()
    assert span_of(bare) is None
    assert not posts_at(person(bare), FuzzyDate("1964"))
    # It does not hide the others.
    assert len(posts_at(person(bare, post(start="1964")), FuzzyDate("1964-05"))) == 1


@pytest.mark.parametrize(
    ("fields", "first", "last"),
    [
        ({"start": "1960", "end": "1965-03"}, "1960-01-01", "1965-03-31"),
        ({"start": "1960"}, "1960-01-01", "1960-12-31"),
        ({"end": "1965-03"}, "1965-03-01", "1965-03-31"),
        ({"seen": ["1964-06", "1963"]}, "1963-01-01", "1964-06-30"),
        ({"start": "1960-05-01", "seen": ["1962"]}, "1960-05-01", "1962-12-31"),
        ({"end": "1968-02-29", "seen": ["1962"]}, "1962-01-01", "1968-02-29"),
    ],
)
def test_a_post_is_held_for_certain_between_its_known_days(fields: dict[str, object], first: str, last: str) -> None:
    assert span_of(post(**fields)) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"start": "1960", "end": "1965-03"}, "1960 – March 1965"),
        ({"start": "1960"}, "from 1960"),
        ({"start": "1960", "seen": ["1961", "1963-02"]}, "from 1960, last seen February 1963"),
        ({"end": "1965-03"}, "until March 1965"),
        ({"seen": ["1964-06"]}, "seen June 1964"),
        ({"seen": ["1965-01-02", "1964-06"]}, "seen from June 1964 to 2 January 1965"),
        ({}, ""),
    ],
)
def test_the_time_of_a_post_in_words(fields: dict[str, object], words: str) -> None:
    assert post_dates(post(**fields)) == words
