"""The chronicle of the mini world: what is told, in which order, and under which name."""

from __future__ import annotations

from itertools import pairwise

from scripts.derive.chronicle import TOLD, by_decade, chronicle, chronicle_of
from scripts.derive.evidence import evidence_of
from scripts.load.archive import Archive


def test_a_country_s_chronicle_tells_its_states_missions_and_records_in_the_order_of_time(mini: Archive) -> None:
    entries = chronicle_of(mini.countries["westland"], mini)
    assert [(entry.start.text, entry.key) for entry in entries] == [
        ("1963-12-31", "relations-westland-1963-12-31"),
        ("1964-01-01", "visits-1964-01-01-brand-nordburg"),
        ("1964-01-31", "agreements-1964-01-31-trade-protocol"),
        ("1964-02-29", "relations-westland-mission-1-opened"),
        ("1964-02-29", "visits-1964-02-29-speaker"),
        ("1965-05-01", "relations-westland-mission-3-opened"),
        ("1968-02-29", "relations-westland-1968-02-29"),
        ("1968-12-31", "relations-westland-mission-1-suspended"),
        ("1971", "relations-westland-1971"),
        ("1972", "visits-1972-goodwill"),
        ("1972-01", "relations-westland-mission-1-resumed"),
        ("1973", "relations-westland-mission-2-opened"),
        ("1975-04", "relations-westland-1975-04"),
        ("1979-12-31", "relations-westland-1979-12-31"),
        ("1979-12-31", "events-1979-12-31-break"),
        ("1980-12-31", "visits-1980-12-31-party-westhaven"),
        ("1990-01", "relations-westland-1990-01"),
        ("1998-06-30", "relations-westland-mission-2-suspended"),
        ("2005", "events-2005-judgment"),
        ("2005-06", "visits-2005-06-talks-farburg"),
        ("2017-03-01", "relations-westland-2017-03-01"),
        ("2023-12-01", "visits-2023-12-01-port-tour"),
        ("2024-03-15", "visits-2024-03-15-minister-westhaven"),
    ]


def test_the_chronicle_of_all_holds_those_of_each_but_what_binds_one_country(mini: Archive) -> None:
    everything = {entry.key for entry in chronicle(mini)}
    for country in mini.followed:
        own = {entry.key for entry in chronicle_of(country, mini) if entry.kind != "measures"}
        assert own <= everything
    assert "relations-league-mission-1-opened" in everything


def test_measures_that_bind_all_are_told_with_all_and_those_of_a_country_with_it(mini: Archive) -> None:
    def told(country: str | None = None) -> list[str]:
        entries = chronicle_of(mini.countries[country], mini) if country else chronicle(mini)
        return [entry.id for entry in entries if entry.kind == "measures"]

    assert told() == ["un-9999", "watchers", "un-9998"]
    assert told("sudland") == ["sudland-harbour-rule"]
    assert told("westland") == []


def test_a_resolution_about_one_country_is_told_with_all(mini: Archive) -> None:
    bound = mini.measures["un-9999"].model_copy(update={"countries": ("sudland",)})
    archive = Archive({**mini.records, "measures": {bound.id: bound}}, mini.places, mini.today, mini.backlinks)
    for entries in (chronicle(archive), chronicle_of(mini.countries["sudland"], archive)):
        assert [entry.id for entry in entries if entry.kind == "measures"] == ["un-9999"]


def test_entries_say_whose_mission_it_is(mini: Archive) -> None:
    texts = {entry.key: entry.text for entry in chronicle(mini)}
    assert texts["relations-westland-mission-1-opened"] == "Embassy of Nordland in Westhaven opened"
    assert texts["relations-westland-mission-2-suspended"] == "Embassy of Westland in Nordburg suspended"
    assert texts["relations-westland-mission-3-opened"] == "Trade office of Nordland opened"
    assert texts["relations-westland-1975-04"] == "Relations with Westland: recognised"


def test_entries_name_the_other_countries_and_carry_grade_and_end(mini: Archive) -> None:
    found = {entry.key: entry for entry in chronicle(mini)}
    affair = found["events-1983-10-harbour-affair"]
    assert affair.countries == ("sudland", "ostland")
    talks = found["visits-2005-06-talks-farburg"]
    assert talks.countries == ("westland", "farland")
    assert str(talks.end) == "2005-06-30"
    for kind in ("visits", "events"):
        for entry in found.values():
            if entry.kind == kind:
                assert entry.grade == evidence_of(mini.records[kind][entry.id], mini).grade  # type: ignore[arg-type]


def test_what_has_no_date_is_not_told(mini: Archive) -> None:
    assert "port-plan" not in {entry.id for entry in chronicle(mini)}


def test_one_day_tells_relations_first(mini: Archive) -> None:
    order = list(TOLD)
    entries = chronicle(mini)
    for before, after in pairwise(entries):
        assert before.start <= after.start
        if before.start == after.start:
            assert order.index(before.kind) <= order.index(after.kind)
    keys = [entry.key for entry in entries]
    assert len(keys) == len(set(keys))


def test_decades_hold_years_and_years_hold_entries(mini: Archive) -> None:
    entries = chronicle_of(mini.countries["westland"], mini)
    decades = by_decade(entries)
    assert [decade for decade, _ in decades] == [1960, 1970, 1980, 1990, 2000, 2010, 2020]
    assert [year for year, _ in decades[0][1]] == [1963, 1964, 1965, 1968]
    assert [entry for _, inside in decades for _, group in inside for entry in group] == entries


def test_only_what_happens_is_told() -> None:
    assert list(TOLD) == ["relations", "visits", "agreements", "events", "measures"]
