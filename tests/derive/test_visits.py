"""A country's visits: what counts as one, which was the last, both ways."""

from __future__ import annotations

from scripts.derive.visits import (
    last_contacts,
    last_visit,
    records_about,
    visit_counts,
    visits_of,
    visits_on_record,
    way_of,
)
from scripts.load.archive import Archive

HELD = ["1964-01-01-brand-nordburg", "1972-goodwill", "1980-12-31-party-westhaven", "2023-12-01-port-tour"]


def test_only_journeys_that_took_place_are_visits(mini: Archive) -> None:
    assert [visit.id for visit in visits_of("westland", mini)] == HELD
    assert len(visits_on_record("westland", mini)) == 7
    assert visits_of("ostland", mini) == []
    assert [visit.id for visit in visits_on_record("ostland", mini)] == ["1964-11-06-han-so-ostland"]


def test_what_is_no_visit_is_counted_apart(mini: Archive) -> None:
    assert visit_counts("westland", mini) == {"visit": 4, "cancelled": 1, "meeting": 1, "announced": 1}
    assert visit_counts("ostland", mini) == {"departed": 1}
    assert visit_counts("sudland", mini) == {"visit": 1, "announced": 1}


def test_a_country_where_two_others_met_was_not_visited(mini: Archive) -> None:
    assert visits_on_record("farland", mini) == []


def test_the_last_visit_was_for_an_office(mini: Archive) -> None:
    for ranks, way, id in (
        (None, None, "1980-12-31-party-westhaven"),
        (None, "in", "1980-12-31-party-westhaven"),
        (None, "out", "1964-01-01-brand-nordburg"),
        (("society",), None, "2023-12-01-port-tour"),
        (("vice-minister",), "in", "1972-goodwill"),
    ):
        found = last_visit("westland", mini, ranks, way) if ranks else last_visit("westland", mini, way=way)  # type: ignore[arg-type]
        assert found is not None
        assert found.id == id
    # A minister who is only expected, and one who met the other side elsewhere, were not there.
    assert last_visit("westland", mini, ("minister",)) is None


def test_each_way_has_its_last_contacts(mini: Archive) -> None:
    ids = {way: visit.id if visit else None for way, visit in last_contacts("westland", mini).items()}
    assert ids == {
        ("in", "leader"): None,
        ("in", "minister"): None,
        ("out", "leader"): "1964-01-01-brand-nordburg",
        ("out", "minister"): "1964-01-01-brand-nordburg",
    }
    assert {way for way, visit in last_contacts("sudland", mini).items() if visit} == {("in", "minister")}


def test_the_way_is_told_from_the_other_country(mini: Archive) -> None:
    assert way_of(mini.visits["1972-goodwill"], mini) == "in"
    assert way_of(mini.visits["1964-01-01-brand-nordburg"], mini) == "out"


def test_records_about_a_country_are_of_every_kind_that_names_it(mini: Archive) -> None:
    found = [record.id for record in records_about("westland", mini)]
    assert "oda-brand" in found
    assert "port-plan" in found
    assert "1979-12-31-break" in found
    assert set(HELD) < set(found)
    assert len(found) == len(set(found))
