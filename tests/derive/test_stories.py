"""Stories: what their steps tell of them, and where a record stands in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from scripts.derive.stories import concerned, in_order, span, stories_by_name, told
from scripts.load.archive import Archive
from scripts.pages.records import facets_of
from scripts.pages.stories import stories_naming, story_rows, strips
from scripts.pictures import of_story
from scripts.record.model import Step


def test_a_story_has_the_dates_of_its_steps(mini: Archive) -> None:
    dates = span(mini.stories["harbour-quarrel"], mini)
    assert dates is not None
    assert (dates[0].text, dates[1].text) == ("1964-11-02", "1983-11")


def test_a_step_without_a_date_takes_none_from_its_story(mini: Archive) -> None:
    dates = span(mini.stories["westland-break"], mini)
    assert dates is not None
    assert (dates[0].text, dates[1].text) == ("1979-12-31", "1979-12-31")


def test_a_story_of_undated_steps_has_no_date_and_comes_last(mini: Archive) -> None:
    story = mini.stories["westland-break"]
    undated = story.model_copy(update={"steps": story.steps[1:]})
    world = replace(mini, records={**mini.records, "stories": {"a": undated, **mini.stories}}, memo={})
    assert span(undated, world) is None
    assert in_order(world)[-1] is undated
    assert story_rows([undated], world)[0].when == "undated"


def test_a_story_concerns_the_countries_of_its_steps_but_not_those_of_a_roll_call(mini: Archive) -> None:
    assert concerned(mini.stories["harbour-quarrel"], mini) == ("sudland", "nordland", "ostland")
    assert concerned(mini.visits["1972-goodwill"], mini) == mini.visits["1972-goodwill"].concerned


def test_a_step_whose_record_is_not_there_is_left_out(mini: Archive) -> None:
    world = replace(mini, records={**mini.records, "votes": {}}, memo={})
    assert [one.kind for one in told(world.stories["harbour-quarrel"], world)] == [
        "visits",
        "agreements",
        "events",
        "measures",
    ]


def test_a_person_and_a_body_have_the_stories_that_name_them(mini: Archive) -> None:
    found = stories_by_name(mini)
    for key in (("officials", "han-so"), ("entities", "mv-heron"), ("topics", "harbours"), ("countries", "ostland")):
        assert [story.id for story in found[key]] == ["harbour-quarrel"]
    assert stories_naming("officials", "nobody", mini) == ()


def test_lists_begin_with_the_story_that_began_last(mini: Archive) -> None:
    assert [row.id for row in story_rows(in_order(mini), mini)] == ["westland-break", "harbour-quarrel"]
    assert [row.when for row in story_rows(in_order(mini), mini)] == ["1979", "1964–1983"]


def test_a_record_leads_to_the_steps_beside_it(mini: Archive) -> None:
    (middle,) = strips("agreements", mini.agreements["1964-11-04-harbour-treaty"], mini)
    assert [(turn, step.n) for turn, step in middle.beside] == [("Before", 1), ("After", 3)]
    assert (middle.here.n, middle.of) == (2, 5)
    (first,) = strips("visits", mini.visits["1964-11-02-han-so-sudville"], mini)
    assert [(turn, step.n) for turn, step in first.beside] == [("After", 2)]
    (last,) = strips("measures", mini.measures["un-9999"], mini)
    assert [(turn, step.n) for turn, step in last.beside] == [("Before", 4)]
    assert strips("visits", mini.visits["1972-goodwill"], mini) == ()


def test_a_story_is_found_under_every_decade_through_which_it_runs(mini: Archive) -> None:
    facets = facets_of("stories", mini.stories["harbour-quarrel"], mini)
    assert facets["decade"] == ["1960s", "1970s", "1980s"]
    assert facets["country"] == ["Sudland", "Ostland"]


def test_a_story_is_drawn_where_three_steps_lie_apart(mini: Archive) -> None:
    assert of_story(mini.stories["westland-break"], mini) == {}
    rows = of_story(mini.stories["harbour-quarrel"], mini)["story"].rows
    assert [row[:2] for row in rows] == [
        (1, "1964-11-02"),
        (2, "1964-11-04"),
        (3, "1983-09-30"),
        (4, "1983-10"),
        (5, "1983-09-30"),
    ]
    story = mini.stories["harbour-quarrel"]
    fewer = story.model_copy(update={"steps": story.steps[:2]})
    assert of_story(fewer, mini) == {}


@pytest.mark.parametrize("fields", [{}, {"what": "attack"}, {"visit": "a", "event": "b"}])
def test_a_step_is_one_record(fields: dict[str, str]) -> None:
    with pytest.raises(
        ValidationError, match="a step is one record; write one of visit, agreement, event, measure, vote"
    ):
        Step.model_validate(fields)
