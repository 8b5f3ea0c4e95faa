"""The page of a country is an overview; a long list stands whole on a page of its own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from scripts.load.archive import Archive
from scripts.pages import countrypages
from scripts.pages.render import render
from scripts.pages.rows import UNDATED, agreement_table


@pytest.fixture
def split(mini: Archive, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """All pages of a world in which a list of two is long."""
    monkeypatch.setattr(countrypages, "FEW", 1)
    monkeypatch.setattr(countrypages, "SHOWN", 1)
    return {page.path: text for page, text in render(replace(mini, memo={}))}


def rows(text: str, list: str) -> list[str]:
    [table] = re.findall(rf'<table[^>]*data-list="{list}".*?</table>', text, re.DOTALL)
    return re.findall(r'<tr id="([^"]+)"', table)


@pytest.mark.parametrize(
    ("country", "name", "ids"),
    [
        ("westland", "visits", "visit-"),
        ("westland", "agreements", "agreement-"),
        ("sudland", "events", "event-"),
        ("nordland", "people", "person-"),
    ],
)
def test_a_long_list_has_a_page_that_its_country_counts_and_leads_to(
    split: dict[str, str], mini: Archive, country: str, name: str, ids: str
) -> None:
    overview, whole = split[f"countries/{country}.md"], split[f"countries/{country}/{name}.md"]
    [shown], found = rows(overview, name), rows(whole, name)
    kind = {"people": "officials"}.get(name, name)
    assert sorted(found) == sorted(f"{ids}{one.id}" for one in mini.naming("countries", country, by=kind))
    assert len(found) > 1
    assert shown in found
    assert f'<a href="{name}/" data-ids="{ids}">All {len(found)} {name}</a>' in overview


def test_of_what_happened_the_newest_stands_on_the_page_of_its_country(split: dict[str, str], mini: Archive) -> None:
    newest = max(mini.naming("countries", "sudland", by="visits"), key=lambda visit: visit.start.first)
    assert rows(split["countries/sudland.md"], "visits") == [f"visit-{newest.id}"]
    assert rows(split["countries/sudland/visits.md"], "visits")[0] == f"visit-{newest.id}"


def test_of_people_the_one_whom_most_records_name(split: dict[str, str], mini: Archive) -> None:
    people = mini.naming("countries", "nordland", by="officials")
    named = {person.id: len(mini.backlinks.get(("officials", person.id), [])) for person in people}
    [shown] = rows(split["countries/nordland.md"], "people")
    assert named[shown.removeprefix("person-")] == max(named.values())


def test_a_short_list_has_no_page(mini: Archive) -> None:
    assert not [page.path for page in countrypages.list_pages(mini)]


def test_what_has_no_date_stands_last_either_way(mini: Archive) -> None:
    agreements = list(mini.agreements.values())
    table = agreement_table([*agreements, agreements[0].model_copy(update={"date": None, "id": "x"})], mini)
    assert table.rows[-1].when == table.latest_first().rows[-1].when == UNDATED
    dated = [row for row in table.rows if row.when != UNDATED]
    assert [row for row in table.latest_first().rows if row.when != UNDATED] == dated[::-1]
