"""How a country stood on a day: relations and missions together, as the map, the years and the comparison say it."""

from __future__ import annotations

import datetime as dt

import pytest

from scripts.derive.standing import BEFORE, mission_words, standing, standings, year_end
from scripts.load.archive import Archive


def at(archive: Archive, country: str, date: str):
    return standing(archive.countries[country], dt.date.fromisoformat(date), archive)


@pytest.mark.parametrize(
    ("country", "date", "state", "since"),
    [
        ("westland", "1963-12-30", BEFORE, None),
        ("westland", "1963-12-31", "full", "1963-12-31"),
        # A quarrel is dated from its own day, though relations go on.
        ("westland", "1968-02-29", "strained", "1968-02-29"),
        ("westland", "1971-01-01", "full", "1963-12-31"),
        ("westland", "1975-04-01", "rival", "1975-04"),
        ("westland", "1979-12-31", "none", "1975-04"),
        ("westland", "1990-01-01", "full", "1990-01"),
        ("sudland", "1983-01-01", "none", "1983"),
        ("ostland", "2000-01-01", BEFORE, None),
    ],
)
def test_a_state_has_a_beginning(mini: Archive, country: str, date: str, state: str, since: str | None) -> None:
    found = at(mini, country, date)
    assert found.state == state
    assert (str(found.since) if found.since else None) == since


def test_two_episodes_of_one_state_are_one_quarrel(mini: Archive) -> None:
    country = mini.countries["westland"]
    quarrel = country.relations[1]
    deeper = quarrel.model_copy(update={"date": type(quarrel.date)("1969-06")})
    twice = country.model_copy(update={"relations": (*country.relations[:2], deeper, *country.relations[2:])})
    assert str(standing(twice, dt.date(1970, 1, 1), mini).since) == "1968-02-29"
    assert str(standing(twice, dt.date(1969, 1, 1), mini).since) == "1968-02-29"


def test_a_second_quarrel_begins_on_its_own_day(mini: Archive) -> None:
    country = mini.countries["westland"]
    quarrel = country.relations[1]
    again = quarrel.model_copy(update={"date": type(quarrel.date)("1973")})
    twice = country.model_copy(update={"relations": (*country.relations[:3], again, *country.relations[3:])})
    assert str(standing(twice, dt.date(1974, 1, 1), mini).since) == "1973"


@pytest.mark.parametrize(
    ("country", "date", "there", "here"),
    [
        # What is unknown is told only beside nothing better, and only while there were relations.
        ("westland", "1964-01-31", [("consulate", "none")], [("non-resident", "unknown"), ("committee", "unknown")]),
        ("westland", "1964-02-29", [("embassy", "open"), ("consulate", "none")], [("non-resident", "unknown"), ("committee", "unknown")]),
        ("westland", "1968-12-31", [("embassy", "suspended"), ("consulate", "none")], [("non-resident", "unknown"), ("committee", "unknown")]),
        ("westland", "1973-01-01", [("embassy", "open"), ("consulate", "none")], [("embassy", "open")]),
        ("westland", "1980-01-01", [("embassy", "open"), ("consulate", "none")], [("embassy", "open")]),
        ("westland", "2000-01-01", [("embassy", "open"), ("consulate", "none")], [("non-resident", "open"), ("embassy", "suspended")]),
        ("westland", "1960-01-01", [("consulate", "none")], []),
        # Of missions that are gone, the one closed last is told.
        ("sudland", "1990-01-01", [], [("embassy", "closed")]),
        ("sudland", "1961-12-31", [], []),
    ],
)  # fmt: skip
def test_the_missions_worth_saying_the_strongest_first(
    mini: Archive, country: str, date: str, there: list[tuple[str, str]], here: list[tuple[str, str]]
) -> None:
    found = at(mini, country, date)
    assert [(mission.kind, state) for mission, state in found.there] == there
    assert [(mission.kind, state) for mission, state in found.here] == here


def test_nothing_is_known_of_missions_where_relations_were_broken(mini: Archive) -> None:
    country = mini.countries["westland"]
    alone = country.model_copy(update={"missions": tuple(m for m in country.missions if m.kind == "committee")})
    assert [state for _, state in standing(alone, dt.date(1970, 1, 1), mini).here] == ["unknown"]
    assert standing(alone, dt.date(1979, 12, 31), mini).here == ()
    assert standing(alone, dt.date(1963, 12, 30), mini).here == ()


def test_of_several_closed_missions_the_last_is_told(mini: Archive) -> None:
    country = mini.countries["sudland"]
    old = country.missions[1]
    date = type(old.closed)
    older = old.model_copy(update={"city": "Oldburg", "closed": date("1970-05")})  # type: ignore[misc]
    for missions in ((old, older), (older, old)):
        several = country.model_copy(update={"missions": missions})
        ((mission, state),) = standing(several, dt.date(1990, 1, 1), mini).here
        assert (mission.city, state) == ("Nordburg", "closed")


def test_the_states_are_those_of_southeast_asia(mini: Archive) -> None:
    assert [one.country.id for one in standings(mini.today, mini)] == ["ostland", "sudland", "westland"]


def test_a_year_ends_on_its_last_day_and_the_running_one_today() -> None:
    today = dt.date(2024, 2, 29)
    assert year_end(2023, today) == dt.date(2023, 12, 31)
    assert year_end(2024, today) == today
    assert year_end(2024, dt.date(2024, 12, 31)) == dt.date(2024, 12, 31)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("open", "embassy"),
        ("suspended", "embassy, suspended"),
        ("closed", "embassy, closed"),
        ("unknown", "embassy: not known"),
        ("none", "none, as a source says"),
    ],
)
def test_a_mission_in_words(mini: Archive, state: str, words: str) -> None:
    assert mission_words(mini.countries["westland"].missions[0], state) == words


def test_relations_in_words(mini: Archive) -> None:
    assert at(mini, "ostland", "2000-01-01").words == "no relations on record"
    assert at(mini, "westland", "1968-02-29").words == "diplomatic relations, reduced or frozen in practice"
