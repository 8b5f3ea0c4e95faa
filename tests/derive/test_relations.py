"""How relations and missions stood on a day: the first and the last day of each state."""

from __future__ import annotations

import datetime as dt

import pytest

from scripts.derive.relations import first_related, mission_state_at, related_since, relations_at
from scripts.load.archive import Archive
from scripts.record import model
from scripts.values.dates import FuzzyDate


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("country", "date", "state"),
    [
        ("sudland", "1961-05-01", None),
        ("sudland", "1961-05-02", "full"),
        ("sudland", "1982-12-31", "full"),
        ("sudland", "1983-01-01", "none"),
        ("sudland", "2007-03-31", "none"),
        ("sudland", "2007-04-01", "full"),
        ("westland", "1963-12-30", None),
        ("westland", "1963-12-31", "full"),
        ("westland", "1964-01-01", "full"),
        ("westland", "1968-02-28", "full"),
        ("westland", "1968-02-29", "strained"),
        ("westland", "1970-12-31", "strained"),
        ("westland", "1971-01-01", "full"),
        ("westland", "1975-03-31", "full"),
        ("westland", "1975-04-01", "rival"),
        ("westland", "1979-12-30", "rival"),
        ("westland", "1979-12-31", "none"),
        ("westland", "1990-01-01", "full"),
        ("westland", "2017-03-01", "full"),
        ("ostland", "2000-01-01", None),
    ],
)
def test_an_episode_begins_on_the_first_day_that_its_date_can_mean(
    mini: Archive, country: str, date: str, state: str | None
) -> None:
    episode = relations_at(mini.countries[country], day(date))
    assert (episode.state_after if episode else None) == state


@pytest.mark.parametrize(
    ("country", "date", "since"),
    [
        ("sudland", "1961-05-01", None),
        ("sudland", "1961-05-02", "1961-05-02"),
        ("sudland", "1970-12-31", "1961-05-02"),
        ("sudland", "1983-01-01", "1983"),
        ("sudland", "2007-03-31", "1983"),
        ("sudland", "2007-04-01", "2007-04"),
        # A quarrel and an upgrade begin no new spell; the recognition of a rival ends it, and so does a break.
        ("westland", "1963-12-31", "1963-12-31"),
        ("westland", "1968-02-29", "1963-12-31"),
        ("westland", "1971-01-01", "1963-12-31"),
        ("westland", "1975-04-01", "1975-04"),
        ("westland", "1979-12-31", "1975-04"),
        ("westland", "1990-01-01", "1990-01"),
        ("westland", "2020-01-01", "1990-01"),
        ("ostland", "2000-01-01", None),
    ],
)
def test_relations_are_dated_from_the_beginning_of_their_spell(
    mini: Archive, country: str, date: str, since: str | None
) -> None:
    found = related_since(mini.countries[country], day(date))
    assert (str(found) if found else None) == since


@pytest.mark.parametrize(
    ("country", "date", "first"),
    [
        ("westland", "1963-12-30", None),
        ("westland", "1971-01-01", None),
        ("westland", "1989-12-31", None),
        ("westland", "1990-01-01", "1963-12-31"),
        ("westland", "2020-01-01", "1963-12-31"),
        ("sudland", "1970-01-01", None),
        ("ostland", "2000-01-01", None),
    ],
)
def test_relations_that_returned_say_when_they_first_began(
    mini: Archive, country: str, date: str, first: str | None
) -> None:
    found = first_related(mini.countries[country], day(date))
    assert (str(found) if found else None) == first


def test_a_state_without_relations_has_no_first_day(mini: Archive) -> None:
    sudland = mini.countries["sudland"]
    assert relations_at(sudland, day("1990-01-01")).change == "severed"  # type: ignore[union-attr]
    assert first_related(sudland, day("1990-01-01")) is None


def mission(archive: Archive, country: str, kind: str, sender: str = "nordland") -> model.Mission:
    (found,) = (m for m in archive.countries[country].missions if (m.kind, m.sender) == (kind, sender))
    return found


@pytest.mark.parametrize(
    ("country", "kind", "sender", "date", "state"),
    [
        # Opened, suspended, resumed: each counts from its first day on.
        ("westland", "embassy", "nordland", "1964-02-28", "before"),
        ("westland", "embassy", "nordland", "1964-02-29", "open"),
        ("westland", "embassy", "nordland", "1968-12-30", "open"),
        ("westland", "embassy", "nordland", "1968-12-31", "suspended"),
        ("westland", "embassy", "nordland", "1971-12-31", "suspended"),
        ("westland", "embassy", "nordland", "1972-01-01", "open"),
        ("westland", "embassy", "nordland", "2024-02-01", "open"),
        # Suspended and never resumed.
        ("westland", "embassy", "westland", "1972-12-31", "before"),
        ("westland", "embassy", "westland", "1973-01-01", "open"),
        ("westland", "embassy", "westland", "1998-06-29", "open"),
        ("westland", "embassy", "westland", "1998-06-30", "suspended"),
        ("westland", "embassy", "westland", "2024-02-01", "suspended"),
        # Closed on a day that nobody knows.
        ("westland", "trade-office", "nordland", "1965-04-30", "before"),
        ("westland", "trade-office", "nordland", "1965-05-01", "unknown"),
        ("westland", "trade-office", "nordland", "2024-02-01", "unknown"),
        # Opened on a day that nobody knows, seen once.
        ("westland", "non-resident", "westland", "1992-05-04", "unknown"),
        ("westland", "non-resident", "westland", "1992-05-05", "open"),
        # A source says that there is none; a source names one and no more.
        ("westland", "consulate", "nordland", "2024-02-01", "none"),
        ("westland", "committee", "westland", "2024-02-01", "unknown"),
        ("sudland", "embassy", "sudland", "1961-12-31", "before"),
        ("sudland", "embassy", "sudland", "1962-01-01", "open"),
        ("sudland", "embassy", "sudland", "1982-12-31", "open"),
        ("sudland", "embassy", "sudland", "1983-01-01", "closed"),
        ("sudland", "embassy", "nordland", "2007-07-31", "before"),
        ("sudland", "embassy", "nordland", "2007-08-01", "open"),
    ],
)
def test_a_state_of_a_mission_begins_on_its_first_day(
    mini: Archive, country: str, kind: str, sender: str, date: str, state: str
) -> None:
    assert mission_state_at(mission(mini, country, kind, sender), day(date), mini) == state


def test_a_mission_closed_while_it_was_suspended_is_closed(mini: Archive) -> None:
    closed = mission(mini, "westland", "embassy", "westland").model_copy(update={"closed": FuzzyDate("2001")})
    assert mission_state_at(closed, day("2000-12-31"), mini) == "suspended"
    assert mission_state_at(closed, day("2001-01-01"), mini) == "closed"


def test_a_closed_mission_without_any_date_is_unknown_on_every_day(mini: Archive) -> None:
    bare = mission(mini, "westland", "trade-office").model_copy(update={"opened": None})
    assert mission_state_at(bare, day("1960-01-01"), mini) == "unknown"
    assert mission_state_at(bare, day("2024-01-01"), mini) == "unknown"


def test_a_mission_of_which_there_is_none_has_no_beginning(mini: Archive) -> None:
    assert mission_state_at(mission(mini, "westland", "consulate"), day("1950-01-01"), mini) == "none"
    assert mission_state_at(mission(mini, "westland", "committee", "westland"), day("1950-01-01"), mini) == "unknown"
