"""Which measures were in force: the first and the last day of a provision, and dates that are known to the year."""

from __future__ import annotations

import pytest

from scripts.derive.measures import Bound, InForce, measures_in_force, subjects_of
from scripts.load.archive import Archive
from scripts.values.dates import FuzzyDate


def subjects(bound: Bound) -> list[str]:
    return [provision.subject for _, provisions in bound for provision in provisions]


@pytest.mark.parametrize(
    ("date", "at_start", "during"),
    [
        ("1983-09-29", [], []),
        ("1983-09-30", ["arms"], []),
        ("1982", [], []),
        ("1983", [], ["arms"]),
        ("1983-09", [], ["arms"]),
        ("1983-10", ["arms"], []),
        ("1983-12-31", ["arms"], []),
        ("1984", ["arms", "shipping"], []),
        ("1984-01-01", ["arms", "shipping"], []),
        ("1984-06-30", ["arms", "shipping"], []),
        ("1984-06", ["arms", "shipping"], []),
        ("1984-07", ["arms"], []),
        ("1984-07-01", ["arms"], []),
        # A provision of a body binds nobody; that of a resolution has a last day.
        ("2009-06-12", ["arms"], []),
        ("2017", ["arms"], ["workers"]),
        ("2017-12-21", ["arms"], []),
        ("2017-12-22", ["arms", "workers"], []),
        ("2017-12", ["arms"], ["workers"]),
        ("2018", ["arms", "workers"], []),
        ("2027-12-22", ["arms", "workers"], []),
        ("2027-12-23", ["arms"], []),
    ],
)
def test_what_had_begun_before_a_date_stands_apart_from_what_began_during_it(
    mini: Archive, date: str, at_start: list[str], during: list[str]
) -> None:
    found = measures_in_force(FuzzyDate(date), mini)
    assert (subjects(found.at_start), subjects(found.during)) == (at_start, during)


def test_without_a_date_nothing_is_in_force(mini: Archive) -> None:
    assert measures_in_force(None, mini) == InForce()


def test_only_measures_with_a_provision_in_force_are_named(mini: Archive) -> None:
    assert [measure.id for measure, _ in measures_in_force(FuzzyDate("2000"), mini).at_start] == ["un-9999"]


@pytest.mark.parametrize(
    ("fields", "concerned"),
    [
        ({"kind": "workers", "topics": ()}, {"workers"}),
        ({"kind": "other", "topics": ("harbours",)}, {"shipping"}),
        ({"kind": "other", "topics": ()}, set()),
        ({"kind": "arms", "topics": ("harbours",)}, {"arms", "wmd", "shipping"}),
        ({"kind": "trade", "topics": (), "summary": "Coals and iron ore."}, {"coal"}),
        (
            {"kind": "trade", "topics": (), "summary": "Charcoal."},
            {"coal", "minerals", "seafood", "textiles", "oil", "machinery", "luxury"},
        ),
        (
            {"kind": "trade", "topics": ("harbours",), "title": "Squid for textiles"},
            {"seafood", "textiles", "shipping"},
        ),
        ({"kind": "other", "topics": (), "summary": "Coal."}, set()),
    ],
)
def test_topics_kind_and_goods_choose_what_concerns_an_event(
    mini: Archive, fields: dict[str, object], concerned: set[str]
) -> None:
    event = mini.events["1984-02-29-harbour-protest"].model_copy(update=fields)
    assert subjects_of(event, mini) == concerned


def test_the_fields_of_an_agreement_choose_too(mini: Archive) -> None:
    treaty = mini.agreements["1964-11-04-harbour-treaty"]
    assert subjects_of(treaty, mini) >= {"shipping", "coal"}
    assert subjects_of(mini.visits["1972-goodwill"], mini) == set()


def test_a_symbol_leads_to_the_text_at_the_united_nations(mini: Archive) -> None:
    assert mini.measures["un-9999"].document == "https://undocs.org/S/RES/9999(1983)"
    assert mini.measures["watchers"].document == ""
