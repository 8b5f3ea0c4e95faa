"""Disputes: each stands once on the page of all, leads to its record and back, and marks the rows of the record."""

from __future__ import annotations

import re

import pytest

from scripts.load.archive import Archive, place_of
from scripts.pages.disputes import disputes_by_country
from scripts.pages.render import render


@pytest.fixture(scope="module")
def pages(mini: Archive) -> dict[str, str]:
    return {page.path: text for page, text in render(mini)}


def disputed(mini: Archive) -> list[tuple[str, str, int]]:
    return [(kind, record.id, n) for kind, record in mini for n, _ in enumerate(getattr(record, "disputes", ()), 1)]


def test_every_dispute_stands_once(mini: Archive) -> None:
    rows = [(row.kind, row.id, row.n) for country in disputes_by_country(mini) for row in country.rows]
    assert rows
    assert sorted(rows) == sorted(disputed(mini))


def test_a_dispute_stands_under_its_country_or_with_those_of_several(mini: Archive) -> None:
    places = {(row.kind, row.id): one.anchor for one in disputes_by_country(mini) for row in one.rows}
    assert places["countries", "sudland"] == "sudland"
    assert places["visits", "2005-06-talks-farburg"] == "westland"
    assert places["events", "1983-10-harbour-affair"] == "several"


def test_a_dispute_of_no_followed_country_stands_with_the_others(mini: Archive) -> None:
    event = mini.events["1983-10-harbour-affair"].model_copy(update={"countries": ("farland",)})
    world = type(mini)({**mini.records, "events": {event.id: event}}, mini.places, mini.today)
    places = {(row.kind, row.id): one.anchor for one in disputes_by_country(world) for row in one.rows}
    assert places["events", "1983-10-harbour-affair"] == "others"


def test_a_dispute_leads_to_its_record_and_back(mini: Archive, pages: dict[str, str]) -> None:
    for kind, id, n in disputed(mini):
        assert f'href="../{place_of(kind, id, mini)}#dispute-{n}"' in pages["disputes/index.md"]
        assert f'id="{kind}-{id}-{n}"' in pages["disputes/index.md"]
        record = pages[f"{kind}/{id}.md"]
        assert f'id="dispute-{n}"' in record
        assert f'disputes/#{kind}-{id}-1"' in record


def test_the_rows_of_a_disputed_record_say_so_and_no_others(pages: dict[str, str]) -> None:
    rows = re.findall(r'<tr id="event-([^"]+)">(.*?)</tr>', pages["events/index.md"], re.DOTALL)
    assert {id for id, row in rows if "sources disagree" in row} == {"1983-10-harbour-affair"}
    assert len(rows) > 1


def test_no_page_of_a_topic_tells_of_measures_twice(pages: dict[str, str]) -> None:
    assert pages["topics/harbours.md"].count("measures/un-9999/") == 1


def test_an_agreement_says_under_a_heading_what_was_agreed(pages: dict[str, str]) -> None:
    assert "\n## What was agreed { #agreed }\n" in pages["agreements/1964-11-04-harbour-treaty.md"]
