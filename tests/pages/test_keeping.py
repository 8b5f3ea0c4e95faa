"""Who keeps the record and how current it is: About, Corrections, and the foot of each page."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from scripts.derive.history import NO_HISTORY
from scripts.derive.reach import newest_source
from scripts.load.archive import Archive
from scripts.pages import keeping
from scripts.pages.environment import environment
from scripts.pages.foot import foot_of
from scripts.pages.render import render_page, state
from scripts.site.hosting import security_txt
from scripts.takeaway.version import UNKNOWN, Version
from scripts.values.settings import Settings, site_settings

LETTERS = dataclasses.replace(site_settings(), email="record@example.org", responsible="the keeper of the mini world")


def written(page: Any, archive: Archive, settings: Settings) -> str:
    env = environment()
    env.globals["settings"] = settings
    return " ".join(render_page(page, archive, env).split())


@pytest.mark.parametrize("settings", [dataclasses.replace(LETTERS, email=""), LETTERS])
def test_about_names_the_role_and_how_to_reach_it(mini: Archive, settings: Settings) -> None:
    about = written(keeping.about_page(mini, settings), mini, settings)
    corrections = written(keeping.corrections_page(settings), mini, settings)
    assert "**The keeper of the mini world**" in about.replace("&#42;", "*")
    for text in (about, corrections):
        assert ("mailto:record@example.org?subject=" in text) == bool(settings.email)
        assert ("address for e-mail has been set up yet" in text) != bool(settings.email)


def test_about_says_how_far_the_record_reaches(mini: Archive) -> None:
    newest = newest_source(mini)
    assert newest is not None
    assert newest.first == max(source.date.first for source in mini.sources.values() if source.date)
    about = written(keeping.about_page(mini, LETTERS), mini, LETTERS)
    assert "Record as of 30 December 2023" in about
    reviewed = [record for _, record in mini if record.reviewed]
    assert f"written: {len(reviewed)} of the" in about
    assert keeping.draws(mini) == keeping.Draws(*DRAWS)


# Of the mini world's audits, those whose faults were counted: draws, records, wrong, right in part.
DRAWS = (1, 10, 1, 2)


def test_a_source_that_nothing_cites_does_not_make_the_record_newer(mini: Archive) -> None:
    newest = newest_source(mini)
    last = max(mini.sources.values(), key=lambda source: source.date.first if source.date else dt.date.min)
    unread = last.model_copy(update={"id": "unread", "date": type(newest)("2024-01-31")})
    more = {**mini.records, "sources": {**mini.sources, "unread": unread}}
    assert newest_source(Archive(more, mini.places, mini.today, mini.backlinks)) == newest


def test_the_foot_of_each_page_says_it(mini: Archive) -> None:
    said = state(mini, Version("0a1b2c3d4e", "2024-01-09T08:00:00Z"))
    assert said == {**state(mini, UNKNOWN), "version": ["2024.01.09+0a1b2c3", "9 January 2024"]}
    assert said["as_of"]
    bare = Archive({kind: {} for kind in mini.records}, {}, mini.today)
    assert state(bare, UNKNOWN) == {}


def test_a_record_s_foot_opens_a_letter_where_there_is_an_address(mini: Archive) -> None:
    visit = next(iter(mini.visits.values()))
    version = "2024.01.09+0a1b2c3"
    with_letter = foot_of("visits", visit, "data/x.yaml", mini, NO_HISTORY, LETTERS, version)
    assert f"visits%2F{visit.id}%2F" in with_letter.letter
    assert version.replace("+", "%2B") in with_letter.letter
    assert not foot_of("visits", visit, "data/x.yaml", mini, NO_HISTORY, site_settings(), version).letter


def test_whoever_finds_a_hole_can_write_too() -> None:
    assert "Contact: mailto:record@example.org\n" in security_txt(LETTERS, dt.date(2024, 2, 1))
    assert "mailto" not in security_txt(dataclasses.replace(LETTERS, email=""), dt.date(2024, 2, 1))
