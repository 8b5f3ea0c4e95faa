"""Timelines, the comparison and the years: whole, in order, and in agreement with what is computed elsewhere."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

from scripts.derive.chronicle import TOLD, by_decade, chronicle, chronicle_of
from scripts.derive.evidence import evidence_of
from scripts.derive.relations import mission_state_at, relations_at
from scripts.derive.standing import BEFORE, mission_words, standing, standings, year_end
from scripts.load.archive import Archive
from scripts.pages.overviews import overviews, year_pages
from scripts.record.kinds import HAPPENINGS
from scripts.record.vocabularies import FACTS

# The chronicle


def test_a_chronicle_holds_every_dated_record_of_its_country(real: Archive) -> None:
    for country in real.partners:
        found = Counter(entry.kind for entry in chronicle_of(country, real))
        for kind in HAPPENINGS:
            named = {link.id for link in real.linked_from("countries", country.id, by=kind)}
            dated = {id for id in named if kind != "agreements" or real.agreements[id].date}
            assert found[kind] >= len({e.id for e in chronicle_of(country, real) if e.kind == kind} & dated)
            assert found[kind] == len(dated), (country.id, kind)


def test_a_chronicle_is_in_order_and_each_entry_has_its_own_anchor(real: Archive) -> None:
    for entries in (chronicle(real), *(chronicle_of(country, real) for country in real.partners)):
        assert [entry.start for entry in entries] == sorted(entry.start for entry in entries)
        keys = [entry.key for entry in entries]
        assert len(keys) == len(set(keys))
        assert {entry.kind for entry in entries} <= set(TOLD)


def test_entries_carry_the_grade_of_their_record(mini: Archive) -> None:
    grades = {entry.id: entry.grade for entry in chronicle(mini) if entry.kind == "visits"}
    assert grades["1964-11-02-han-so-sudville"] == evidence_of(mini.visits["1964-11-02-han-so-sudville"], mini).grade


def test_relations_and_missions_stand_in_the_chronicle(mini: Archive) -> None:
    entries = [entry for entry in chronicle_of(mini.countries["sudland"], mini) if entry.kind == "relations"]
    assert [(entry.start.text, entry.anchor) for entry in entries] == [
        ("1961-05-02", "relation-1961-05-02"),
        ("1962", "mission-2"),
        ("1983", "mission-2"),
        ("1983", "relation-1983"),
        ("2007-04", "relation-2007-04"),
        ("2007-08", "mission-1"),
    ]


def test_decades_hold_years_and_years_hold_entries(real: Archive) -> None:
    entries = chronicle(real)
    decades = by_decade(entries)
    assert [entry for _, inside in decades for _, group in inside for entry in group] == entries
    for decade, inside in decades:
        assert all(decade <= year < decade + 10 for year, _ in inside)


def test_a_timeline_is_readable_without_a_script(mini_site: Path) -> None:
    html = (mini_site / "countries/sudland/timeline/index.html").read_text(encoding="utf-8")
    assert re.search(r'<form class="picks"[^>]* hidden', html), "the filters wait for their script"
    assert html.count('<li id="') >= 6
    assert 'data-kind="visits"' in html
    assert "<option" in html
    assert "assets/site/site.js" in html, "which fetches the script of timelines where there is one"


# A day


def test_the_state_on_a_day_is_that_of_the_rules(real: Archive) -> None:
    for year in range(1948, real.today.year + 1):
        day = year_end(year, real.today)
        for one in standings(day, real):
            relation = relations_at(one.country, day)
            assert one.relation == relation
            assert one.state == (relation.state_after if relation else BEFORE)
            for way in (one.there, one.here):
                # A closed mission is told only where there is no other.
                assert len(way) == 1 or "closed" not in [state for _, state in way]
            for mission, state in (*one.there, *one.here):
                assert state == mission_state_at(mission, day, real)
                assert state != "before"
            said = {id(mission) for mission, _ in (*one.there, *one.here)}
            for mission in one.country.missions:
                if mission_state_at(mission, day, real) in ("open", "suspended", "none"):
                    assert id(mission) in said


def test_a_year_ends_on_its_last_day_and_the_running_one_today() -> None:
    today = dt.date(2026, 11, 24)
    assert year_end(1975, today) == dt.date(1975, 12, 31)
    assert year_end(2025, today) == dt.date(2025, 12, 31)
    assert year_end(2026, today) == today


def test_the_states_of_the_mini_world(mini: Archive) -> None:
    country = mini.countries["sudland"]
    states = {year: standing(country, dt.date(year, 12, 31), mini) for year in (1960, 1970, 1990, 2010)}
    assert {year: one.state for year, one in states.items()} == {1960: BEFORE, 1970: "full", 1990: "none", 2010: "full"}
    assert [state for _, state in states[1970].here] == ["open"]
    assert [state for _, state in states[1990].here] == ["closed"]
    assert [state for _, state in states[2010].there] == ["open"]
    assert states[2010].since is not None
    assert states[2010].since.text == "2007-04"
    assert states[1990].since is not None
    assert states[1990].since.text == "1983"


def test_a_mission_closed_on_an_unknown_day_is_not_open(mini: Archive) -> None:
    mission = mini.countries["sudland"].missions[1].model_copy(update={"closed": None})
    assert mission_state_at(mission, dt.date(1961, 1, 1), mini) == "before"
    assert mission_state_at(mission, dt.date(1990, 1, 1), mini) == "unknown"
    assert mission_words(mission, "unknown") == "embassy: not known"
    assert mission_words(mission, "open") == "embassy"


def test_there_is_a_page_for_every_year_with_its_neighbours(real: Archive) -> None:
    pages = list(year_pages(real))
    assert [page.address for page in pages[:-1]] == [f"as-of/{year}/" for year in range(1948, real.today.year + 1)]
    assert pages[-1].address == "as-of/"
    assert pages[0].values["before"] is None
    assert pages[0].values["after"] == 1949
    assert pages[-2].values["after"] is None


def test_the_index_of_years_names_what_changed(real: Archive) -> None:
    changed = {row.year: row.changed for row in list(year_pages(real))[-1].values["years"]}
    assert [(row.id, row.state) for row in changed[2021]] == [("malaysia", "none")]
    assert changed[1948] == ()
    for year, rows in changed.items():
        for row in rows:
            dates = {relation.date.year for relation in real.countries[row.id].relations}
            assert year in dates, (year, row.id)


# The comparison


def test_every_cell_of_the_comparison_has_its_address(real_site: Path) -> None:
    html = (real_site / "compare/index.html").read_text(encoding="utf-8")
    matrix = html[html.index('<table class="matrix compare"') : html.index("</table>")]
    head, body = matrix.split("</thead>")
    countries = re.findall(r'<th scope="col" id="([\w-]+)" data-country="\1">', head)
    assert len(countries) == head.count("<th ") == 11
    rows = re.findall(r'<tr(?: id="([\w-]+)")?>(.*?)</tr>', body, re.S)
    assert len(rows) == 3 + 4 + len(FACTS)
    for name, row in rows:
        cells = re.findall(r'<td data-country="([\w-]+)"(?: id="([\w-]+)")?>(.*?)</td>', row, re.S)
        assert [country for country, _, _ in cells] == countries, name
        assert all(re.sub(r"<[^>]*>", "", said).strip() for _, _, said in cells), name
        if name:
            places = "standing" if name == "relations" else name.removeprefix("fact-")
            assert [place for _, place, _ in cells] == [f"{places}-{country}" for country in countries]
    assert [name for name, _ in rows if name] == ["relations", *(f"fact-{key}" for key in FACTS)]
    anchors = re.findall(r' id="([\w-]+)"', html)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([\w-]+)"', matrix)) <= set(anchors)


def test_none_unknown_and_not_researched_are_told_apart(mini_site: Path) -> None:
    html = (mini_site / "compare/index.html").read_text(encoding="utf-8")
    cells = dict(re.findall(r'<td data-country="sudland" id="([\w-]+)-sudland">(.*?)</td>', html, re.S))
    said = {
        key: re.sub(r'<sup.*?</sup>|<span class="detail">.*?</span>', "", cell, flags=re.S).strip()
        for key, cell in cells.items()
    }
    assert said["visas"] == "Visas are needed both ways.", "a sentence"
    assert said["workers"] == "none", "a source says that there are none"
    assert 'href="#source-' in cells["workers"], "and is named"
    assert said["restaurants"] == '<span class="unknown">unknown</span>', "looked for and not found"
    assert "looked for in: " in cells["restaurants"]
    rest = FACTS.keys() - {"visas", "workers", "restaurants"}
    assert {said[key] for key in rest} == {'<span class="unknown">not researched</span>'}, "nobody has looked"


def test_every_overview_has_a_page_of_its_own(real: Archive) -> None:
    addresses = [page.address for page in overviews(real)]
    assert len(addresses) == len(set(addresses))
    assert {"timeline/", "compare/", "coverage/", "as-of/", "countries/vietnam/timeline/"} <= set(addresses)
