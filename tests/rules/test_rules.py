"""Each rule across records, on the mini world with one thing changed: the change is found, and nothing else."""

from __future__ import annotations

import gc
import inspect
import os
import re
import shutil
import sys
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from pkgutil import iter_modules

import pytest

from scripts import rules
from scripts.load.archive import Archive
from scripts.rules.check import check
from scripts.rules.rule import RULES, rule
from scripts.values.problems import Problem
from tests.conftest import BROKEN, MINI, TODAY

Edit = tuple[str, str, str]

# rule: (file, text to replace, its replacement), beginning of the message
CASES: dict[str, tuple[Edit, str]] = {
    "steps_are_in_order": (
        ("stories/sudland.yaml", "      out_of_order: it had been drafted for another case\n", ""),
        "steps: 'un-9999' is of 1983-09-30, older than the step before it, of 1983-10; move it, or say why in out_of_order",
    ),
    "a_step_stands_once_in_a_story": (
        ("stories/sudland.yaml", "vote: ga-1983-harbours", "agreement: 1964-11-04-harbour-treaty"),
        "steps: '1964-11-04-harbour-treaty' is a step already",
    ),
    "records_stand_in_their_file": (("sources/1961.yaml", "1961-06\n", "1962-06\n"), "stands in the wrong file; move it to sources/1962.yaml"),
    "records_are_in_order": (("removals.yaml", "  date: 2024-01-11\n", "  date: 2023-12-29\n"), "stands behind 'sources-far-post-1983-lost', which belongs below it; move it up"),
    "ids_begin_with_their_date": (("events/regional.yaml", "date: 1983-10\n", "date: 1983-09\n"), "the id should begin with its date, 1983-09-"),
    "items_can_be_taken_apart": (("visits/sudland.yaml", "places: [Sudville, ", "places: [Sud|ville, "), "places: holds '|', which separates items in CSV"),
    "ids_are_not_the_site_s_own": (("visits/sudland.yaml", "[1964-han-so-sudland]", "[1960s]"), "'1960s' is an address that the site uses itself"),
    "items_stand_once": (("visits/sudland.yaml", "met: [to-mau]", "met: [to-mau, to-mau]"), "met: 'to-mau' stands twice"),
    "there_is_one_home": (("countries/sudland.yaml", "role: partner", "role: home"), "'nordland' is home already"),
    "old_ids_are_free": (("visits/sudland.yaml", "[1964-han-so-sudland]", "[2020-05-envoys-meet-farland]"), "'2020-05-envoys-meet-farland' is the id of a record that exists"),
    "ends_follow_beginnings": (("visits/sudland.yaml", "end: 1964-11-05", "end: 1964-11-01"), "end 1964-11-01 is before start 1964-11-02"),
    "dates_are_past": (("events/regional.yaml", "end: 1983-11", "end: 2983-11"), "end 2983-11 lies in the future"),
    "new_years_day_is_meant": (("entities/sudland.yaml", "opened: 1900", "opened: 1900-01-01"), "warning: opened 1900-01-01 looks like a year; write 1900"),
    "a_visit_has_two_sides": (("visits/sudland.yaml", "venue: farland", "venue: sudland"), "the venue is one of the two sides"),
    "people_belong_to_their_side": (("visits/sudland.yaml", "delegation: [han-so-admiral]", "delegation: [to-mau]"), "'to-mau' is of sudland, not of the visitor"),
    "agreements_fall_into_their_visit": (("agreements/sudland.yaml", "date: 1964-11-04", "date: 1964-11"), ""),
    "heads_of_missions_join_two_sides": (("officials/westland.yaml", "accredited: [nordland]\n      seat", "accredited: [farland, nordland]\n      seat"), "no head of mission of 'westland' in 'farland' is on record here; leave it to the title"),
    "ambassadors_say_where": (("officials/nordland.yaml", "      head: charge\n      accredited: [westland]\n", ""), "warning: looks like a head of mission; write head, and accredited: [westland]"),
    "stances_are_on_something": (("events/regional.yaml", "responds_to: [1983-10-harbour-affair]", "responds_to: [2005-judgment]"), "'2005-judgment' came after this statement"),
    "posts_do_not_overlap": (("officials/nordland.yaml", "title: Premier\n      start: 1965-04", "title: Minister of Foreign Affairs\n      start: 1964-04"), "'Minister of Foreign Affairs' overlaps"),
    "nobody_stands_twice": (("officials/nordland.yaml", "distinct_from: [han-so]", "aliases: [x]"), "shares a name with 'han-so'"),
    "a_leader_is_in_one_place": (("visits/ostland.yaml", "start: 1964-11-06\n", "start: 1964-11-02\n"), ""),
    "posts_of_one_body_leave_no_gap": (("officials/nordland.yaml", "end: 1965-03\n      ", ""), "warning: has no end and is last seen on 1960-12-31, the next post begins on 1965-04-01, and '1964-11-02-han-so-sudville' lies between; write the end, or a day on which the person was seen in it"),
    "a_journey_has_stops": (("visits/ostland.yaml", "journey: 1964-11-han-so-tour\n  ", ""), "warning: no other visit is part of the journey '1964-11-han-so-tour'"),
    "held_means_reported_afterwards": (("visits/sudland.yaml", "status: announced", "status: held"), "warning: is held, but every source is older"),
    "confirmed_is_more_than_one_side": (("visits/ostland.yaml", "confidence: reported", "confidence: confirmed"), "warning: is confirmed, but only one party says so"),
    "long_visits_say_whence": (("visits/westland.yaml", "end: 2005-06-30", "end: 2005-10-30"), "warning: end 2005-10-30 is 122 days after the start; if that is right, name its source in cites"),
    "the_dead_do_not_travel": (("officials/sudland.yaml", "country: sudland\n", "country: sudland\n  died: 1964-11-01\n"), "'to-mau' died on 1964-11-01, before 1964-11-02"),
    "ranks_fit_the_post": (("officials/nordland.yaml", "title: Minister of Foreign Affairs", "title: Vice Minister of Foreign Affairs"), "warning: 'han-so' was Vice Minister of Foreign Affairs then; if the rank is right, the post is missing"),
    "names_are_in_their_order": (("officials/sudland.yaml", "  sources: [sud-times-1964-visit]", "  sources: [sud-times-1964-visit]\n\nmau-to:\n  name: Mau To\n  country: sudland\n  sources: [sud-times-1964-visit]"), ""),
    "hosts_are_met": (("visits/sudland.yaml", "delegation: [han-so-admiral]", "delegation: [han-so-admiral, han-so]"), "'han-so' leads the delegation, and stands in it too"),
    "a_state_votes_once": (("votes/un.yaml", "voted_against: [westland]", "voted_against: [westland, sudland]"), "voted_against: 'sudland' stands in another list of the vote"),
    "bounds_are_in_order": (("indicators/trade.yaml", "upper: 1500000", "upper: 150000"), "upper 150000 is below value 1200000"),
    "a_series_has_one_value_a_date": (("indicators/trade.yaml", "date: 1964\n      value: 1200000\n      upper: 1500000\n      estimator: Customs office\n", "date: 1965-06\n      value: 1200000\n"), "a value of 1965-06 stands above; make them one, or name who estimated each"),
    "nothing_happens_twice": (("events/westland.yaml", "1979-12-31-break:\n  title: Westland breaks with Nordland\n", "1979-12-31-break-off:\n  title: WESTLAND breaks with Nordland\n  date: 1979-12-31\n  kind: diplomacy\n  countries: [westland]\n  confidence: reported\n  summary: X.\n  sources: [west-wire-1981-party]\n\n1979-12-31-break:\n  title: Westland breaks with Nordland\n"), ""),
    "grades_are_only_lowered": (("agreements/sudland.yaml", "status: signed", "status: signed\n  lowered: {grade: A, why: no}"), "the computed grade is A; a grade can only be lowered"),
    "relations_are_in_order": (("countries/sudland.yaml", "date: 2007-04", "date: 1982-04"), "relations: 1982-04 stands after 1983"),
    "missions_have_two_sides": (("countries/sudland.yaml", "host: sudland", "host: ostland"), "a mission here joins nordland and sudland"),
    "context_is_of_the_sources": (("visits/ostland.yaml", "confidence: reported", "confidence: reported\n  context: {handbook: x}"), "'handbook' is no source of this record"),
    "said_by_is_of_the_sources": (("visits/ostland.yaml", "confidence: reported", "confidence: reported\n  said_by: {handbook: ostland}"), "'handbook' is no source of this record"),
    "houses_stand_on_their_side": (("publishers.yaml", "side: press\n  type: newspaper", "side: press\n  type: state-organ"), "a publisher of this type stands on the side dprk or partner"),
    "party_media_have_a_country": (("publishers.yaml", "country: sudland\n  side: partner", "side: partner"), "a publisher on a partner's side needs a country"),
    "removed_is_removed": (("removals.yaml", "events/1975-ghost-ship/", "visits/1964-han-so-sudland/"), "'1964-han-so-sudland' is an earlier id of '1964-11-02-han-so-sudville'"),
    "provisions_have_their_own_ids": (("measures/un.yaml", "id: harbours", "id: arms"), "'arms' stands twice"),
    "addresses_are_used_once": (("sources/1983.yaml", "https://daily.example.com/83", "http://www.post.example.com/heron/"), "'far-post-1983-10-09' has this address too"),
    "every_source_is_cited": (("assessments/sudland.yaml", "far-post-2020-quill", "far-post-1964-11-06"), "warning: nobody cites this source"),
    "every_publisher_publishes": (("sources/1964.yaml", "relays: [nord-wire]\n  ", ""), "warning: no source names this publisher"),
    "prose_is_simple": (("events/regional.yaml", "Nordland denies it", "Nordland <i>denies</i> it"), "summary: holds raw HTML"),
    "citations_are_whole": (("topics.yaml", "[@sud-times-2020-envoys]", "[@sud-times-2020-envoys] [@ x]"), "introduction: '[@ x]' is no citation"),
    "publishers_cite_nothing": (("publishers.yaml", "harbour masters.", "harbour masters. [@sud-times-2020-envoys]"), "note: cites a source"),
    "prose_cites": (("topics.yaml", "[@sud-times-2020-envoys]", ""), "introduction: the paragraph"),
}  # fmt: skip


@cache
def problems_before() -> frozenset[str]:
    return frozenset(str(problem) for problem in check(MINI, TODAY)[1])


def edited(tmp_path: Path, *edits: Edit) -> Path:
    """The mini world after some edits. One without a text to replace adds its text to the file, which need not be there."""
    data = tmp_path / "data"
    # Links to the files, but for those that are edited.
    shutil.copytree(MINI, data, copy_function=os.symlink)
    for file, old, new in edits:
        path = data / file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert old in text, f"{file} has no {old!r}"
        path.unlink(missing_ok=True)
        path.write_text(text.replace(old, new, 1) if old else f"{text}\n{new}\n", encoding="utf-8")
    return data


def changed(tmp_path: Path, *edits: Edit) -> list[str]:
    """The problems of the mini world after some edits that were not there before, without places."""
    found = [str(problem) for problem in check(edited(tmp_path, *edits), TODAY)[1]]
    return [text.split(": ", 1)[1].split(": ", 1)[1] for text in found if text not in problems_before()]


@pytest.mark.parametrize("name", [name for name, (_, message) in CASES.items() if message])
def test_a_rule_finds_what_breaks_it(name: str, tmp_path: Path) -> None:
    edit, message = CASES[name]
    found = changed(tmp_path, edit)
    assert any(text.startswith(message) for text in found), found
    assert len(found) <= 2, found


def test_an_agreement_outside_its_visit(tmp_path: Path) -> None:
    assert not changed(tmp_path / "a", ("agreements/sudland.yaml", "date: 1964-11-04", "date: 1964-11"))
    found = changed(tmp_path / "b", ("agreements/sudland.yaml", "date: 1964-11-04", "date: 1964-11-07"))
    assert "date 1964-11-07 is outside the visit, 1964-11-02 to 1964-11-05" in found
    found = changed(tmp_path / "c", ("agreements/sudland.yaml", "country: sudland", "country: ostland"))
    assert "the sides of the visit are not both parties" in found


def test_two_visits_of_one_leader_on_one_day(tmp_path: Path) -> None:
    same_day = ("visits/ostland.yaml", "start: 1964-11-06\n", "start: 1964-11-02\n")
    same_id = ("visits/ostland.yaml", "1964-11-06-han-so-ostland", "1964-11-02-han-so-ostland")
    assert not changed(tmp_path / "a", same_day, same_id)
    found = changed(tmp_path / "b", same_day, same_id, ("visits/ostland.yaml", "journey: 1964-11-han-so-tour\n  ", ""))
    assert any("has the leader and the day of" in text for text in found)


def test_a_record_may_be_reviewed_on_the_first_of_january(tmp_path: Path) -> None:
    assert not changed(tmp_path, ("visits/sudland.yaml", "reviewed: 2024-01-02", "reviewed: 2024-01-01"))


def test_first_of_january_may_be_cited(tmp_path: Path) -> None:
    day = ("entities/sudland.yaml", "opened: 1900", "opened: 1900-01-01\n  cites: {opened: [sud-gazette-1961-treaty]}")
    assert not changed(tmp_path, day)


def test_every_rule_has_a_case_and_a_sentence() -> None:
    assert set(RULES) == set(CASES)
    for one in RULES.values():
        assert re.fullmatch(r"[A-Z1].*\.", one.text), one.name


def test_a_rule_that_is_written_is_run() -> None:
    """Whatever looks through an archive for problems in this folder is a rule."""
    written = set()
    for found in iter_modules(rules.__path__, "scripts.rules."):
        module = sys.modules[found.name]
        for name, look in inspect.getmembers(module, inspect.isfunction):
            shape = inspect.get_annotations(look)
            if look.__module__ == found.name and shape == {"archive": "Archive", "return": "Iterator[Problem]"}:
                written.add(name)
    assert written == set(RULES)


def test_a_rule_says_what_it_is_and_has_a_name_of_its_own() -> None:
    def silent(archive: Archive) -> Iterator[Problem]:
        yield from ()

    def prose_cites(archive: Archive) -> Iterator[Problem]:
        """Taken."""
        yield from ()

    for look, message in ((silent, "silent has no docstring"), (prose_cites, "prose_cites is written twice")):
        with pytest.raises(TypeError, match=message):
            rule(look)
    assert "silent" not in RULES


def test_only_rules_about_what_is_missing_wait_until_all_is_there() -> None:
    waiting = {one.name for one in RULES.values() if one.needs_all}
    assert waiting == {
        "every_source_is_cited",
        "every_publisher_publishes",
        "a_journey_has_stops",
        "there_is_one_home",
        "held_means_reported_afterwards",
        "confirmed_is_more_than_one_side",
        "grades_are_only_lowered",
    }


@pytest.mark.parametrize("collects", [True, False])
def test_a_check_leaves_the_collector_of_garbage_as_it_was(monkeypatch: pytest.MonkeyPatch, collects: bool) -> None:
    done: list[str] = []
    monkeypatch.setattr(gc, "isenabled", lambda: collects)
    for name in ("enable", "disable"):
        monkeypatch.setattr(gc, name, partial(done.append, name))
    check(MINI, TODAY)
    assert done == ["disable", "enable"][: 1 + collects]


def test_the_mini_world_is_clean() -> None:
    assert not check(MINI, TODAY)[1]


def test_a_broken_record_does_not_make_references_to_it_dangle(tmp_path: Path) -> None:
    found = changed(tmp_path, ("officials/sudland.yaml", "country: sudland", "contry: sudland"))
    assert found == ["there is no field 'contry'; did you mean 'country'?"]


@pytest.mark.parametrize("name", RULES)
def test_a_rule_survives_a_world_full_of_holes(name: str) -> None:
    archive, _ = check(BROKEN, TODAY)
    list(RULES[name].look(archive))
