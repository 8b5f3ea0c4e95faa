"""What belongs to a matter: by kinds, by fields, by words of titles, country by country."""

from __future__ import annotations

import re

import pytest

from scripts.load.archive import Archive
from scripts.pages.matterpages import MATTERS, Matter, matter_pages, of_country
from scripts.pages.subjects import entity_values
from scripts.record import vocabularies as v


def of(mini: Archive, country: str, **found: object) -> list[tuple[str, str]]:
    matter = Matter("a-matter", "A matter", **found)  # type: ignore[arg-type]
    return [(row.kind, row.id) for row in of_country(matter, mini.countries[country], mini).rows]


def test_a_matter_is_found_by_kind_field_and_title(mini: Archive) -> None:
    affair, protest = ("events", "1983-10-harbour-affair"), ("events", "1984-02-29-harbour-protest")
    treaty = ("agreements", "1964-11-04-harbour-treaty")
    assert of(mini, "sudland", events=("seizure",)) == [affair]
    assert of(mini, "sudland", fields=("transport",)) == [treaty]
    assert of(mini, "sudland", words="harbour affair") == [affair]
    assert of(mini, "sudland", events=("seizure", "statement"), fields=("transport",)) == [treaty, affair, protest]
    assert of(mini, "westland", events=("seizure",)) == []


def test_bodies_of_a_matter_have_their_first_and_last_day(mini: Archive) -> None:
    ship = mini.entities["mv-heron"]
    found = of_country(Matter("ships", "Ships", entities=("ship",)), mini.countries[ship.countries[0]], mini)
    assert [(row.id, row.opened, row.closed) for row in found.places] == [(ship.id, ship.opened, ship.closed)]
    assert not found.rows


def test_each_matter_has_a_page_and_a_row_in_the_index(mini: Archive) -> None:
    index, *pages = matter_pages(mini)
    assert [matter.name for matter, _ in index.values["matters"]] == [matter.name for matter in MATTERS]
    assert [page.path for page in pages] == [f"matters/{matter.name}.md" for matter in MATTERS]
    for page, (_, cells) in zip(pages, index.values["matters"], strict=True):
        shown = {one.id: len(one.rows) + len(one.places) for one in page.values["countries"]}
        assert {id: n for id, n in cells if n} == {id: n for id, n in shown.items() if n}


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.name)
def test_a_matter_speaks_in_the_words_of_the_record(matter: Matter) -> None:
    assert set(matter.events) <= set(v.EVENT_KINDS)
    assert set(matter.fields) <= set(v.AGREEMENT_FIELDS)
    assert set(matter.entities) <= set(v.ENTITY_KINDS)
    assert set(matter.facts) <= set(v.FACTS)
    re.compile(matter.words)
    assert matter.rule


def test_every_matter_holds_something(real: Archive) -> None:
    index, *_ = matter_pages(real)
    assert [matter.name for matter, cells in index.values["matters"] if not any(n for _, n in cells)] == []


def test_a_ship_on_no_list_says_so(mini: Archive) -> None:
    ship = mini.entities["mv-heron"]
    assert ship.listings
    assert entity_values(ship, mini)["unlisted"] == ()
    bare = ship.model_copy(update={"listings": ()})
    assert entity_values(bare, mini)["unlisted"]
    assert entity_values(bare.model_copy(update={"kind": "court"}), mini)["unlisted"] == ()
