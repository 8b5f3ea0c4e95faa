"""Feeds and calendars, held against the rules of their formats: RFC 4287, RFC 5545."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar
from lxml import etree

from scripts.derive.history import NO_HISTORY, Change, History
from scripts.load.archive import Archive
from scripts.pages.changes import changes_page
from scripts.record import model
from scripts.rules.check import check
from scripts.takeaway.calendars import calendars
from scripts.takeaway.feeds import feeds
from scripts.values.settings import site_settings
from tests.conftest import MINI

ATOM = "{http://www.w3.org/2005/Atom}"
VISIT = "1964-11-02-han-so-sudville"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


def changed(day: str, *, replaced: tuple[str, ...] = ("end",), subject: str = "[sudland] Look again") -> Change:
    return Change(
        kind="visits", id=VISIT, action="changed", commit="c" * 40, time=f"{day}T08:00:00Z", subject=subject,
        fields=("end", "sources"), replaced=replaced, sources_added=1,
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(mini: Archive) -> dict[str, str]:
    return dict(feeds(mini, NO_HISTORY, site_settings()))


def parsed(text: str) -> Any:
    return etree.fromstring(text.encode())


def check_feed(text: str) -> Any:
    """RFC 4287, 4.1: what a feed and an entry must have, once."""
    feed = parsed(text)
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert len(feed.findall(ATOM + name)) == 1, name
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    rels = [link.get("rel") for link in feed.findall(f"{ATOM}link")]
    assert sorted(rels) == ["alternate", "self"]
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    for element in [feed, *entries]:
        assert re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}:[\w/.-]+", element.findtext(f"{ATOM}id"))
        assert RFC3339.fullmatch(element.findtext(f"{ATOM}updated"))
    for entry in entries:
        for name in ("id", "title", "updated", "summary"):
            assert len(entry.findall(ATOM + name)) == 1, name
        # A link without `rel` is an alternate (4.2.7.2); there is at most one of a type.
        (link,) = entry.findall(f"{ATOM}link")
        assert link.get("rel", "alternate") == "alternate"
        assert link.get("href").startswith("https://")
    times = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert times == sorted(times, reverse=True)
    if times:
        assert feed.findtext(f"{ATOM}updated") == times[0]
    return feed


def test_feeds_are_valid(made: dict[str, str]) -> None:
    assert sorted(made) == [f"feeds/{name}.atom" for name in ("all", "league", "ostland", "sudland", "westland")]
    for text in made.values():
        check_feed(text)


def test_titles_are_text_and_not_markup(made: dict[str, str]) -> None:
    titles = [entry.findtext(f"{ATOM}title") for entry in parsed(made["feeds/all.atom"]).findall(f"{ATOM}entry")]
    assert "Visit: Han So <visits> Sudville & signs *two* papers" in titles


def test_a_country_s_feed_holds_what_concerns_it(made: dict[str, str]) -> None:
    ids = {
        entry.findtext(f"{ATOM}id").split(":")[-1]
        for entry in parsed(made["feeds/ostland.atom"]).findall(f"{ATOM}entry")
    }
    assert ids == {
        "countries/ostland",
        "visits/1964-11-06-han-so-ostland",
        "events/1983-10-harbour-affair",
        "votes/ga-1964-harbours",
        "stories/harbour-quarrel",
    }


def test_ids_outlive_a_new_name_and_times_are_the_record_s(made: dict[str, str]) -> None:
    entries = {entry.findtext(f"{ATOM}id"): entry for entry in parsed(made["feeds/all.atom"]).findall(f"{ATOM}entry")}
    reviewed = entries["tag:nksea.github.io,2026:visits/1964-han-so-sudland"]
    assert reviewed.findtext(f"{ATOM}updated").startswith("2024-01-02T00:00:00")
    treaty = entries["tag:nksea.github.io,2026:agreements/1964-11-04-harbour-treaty"]
    assert treaty.findtext(f"{ATOM}updated").startswith("1964-11-06T00:00:00"), "the day of the latest source"


def test_a_visit_to_come_is_not_new_with_each_build(mini: Archive) -> None:
    ahead = "2024-03-15-minister-westhaven"
    visits = {**mini.visits, ahead: mini.visits[ahead].model_copy(update={"reviewed": None})}
    built = [
        dict(feeds(Archive({**mini.records, "visits": visits}, mini.places, day), NO_HISTORY, site_settings()))
        for day in (mini.today, mini.today + dt.timedelta(days=1))
    ]
    assert ahead in built[0]["feeds/all.atom"]
    assert built[0] == built[1]


def test_a_change_moves_a_record_to_the_top_and_says_what(mini: Archive) -> None:
    feed = check_feed(dict(feeds(mini, History((changed("2024-01-09"),)), site_settings()))["feeds/all.atom"])
    first = feed.find(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}updated").startswith("2024-01-09T08:00:00")
    assert first.findtext(f"{ATOM}summary").endswith("(changed: end, 1 source added)")


def test_corrections_have_a_feed_where_there_is_a_history(mini: Archive, made: dict[str, str]) -> None:
    assert "feeds/corrections.atom" not in made
    history = History((
        changed("2024-01-07", replaced=()),
        changed("2024-01-08", replaced=(), subject="[sudland] Correct the end"),
        changed("2024-01-09"),
    ))  # fmt: skip
    feed = check_feed(
        dict(feeds(mini, history, site_settings()))["feeds/corrections.atom"].replace("c" * 12, "d" * 12, 1)
    )
    days = [entry.findtext(f"{ATOM}updated")[:10] for entry in feed.findall(f"{ATOM}entry")]
    assert days == ["2024-01-09", "2024-01-08"]


def test_a_correction_of_a_record_that_is_renamed_since_keeps_its_id_and_leads_to_it(mini: Archive) -> None:
    visit = mini.visits[VISIT]
    then = History((changed("2024-01-09"),))
    before = {**mini.records, "visits": {VISIT: visit}}
    later = "1964-11-03-han-so-sudville"
    after = {**before, "visits": {later: visit.model_copy(update={"id": later, "formerly": (*visit.formerly, VISIT)})}}
    ids, links = [], []
    for records in (before, after):
        feed = dict(feeds(Archive(records, mini.places, mini.today), then, site_settings()))["feeds/corrections.atom"]
        (entry,) = check_feed(feed).findall(f"{ATOM}entry")
        ids.append(entry.findtext(f"{ATOM}id"))
        links.append(entry.find(f"{ATOM}link").get("href"))
    assert ids[0] == ids[1]
    assert links == [f"https://nksea.github.io/visits/{id}/" for id in (VISIT, later)]
    (day,) = changes_page(Archive(after, mini.places, mini.today), then).values["days"]
    assert [(one.id, one.here, one.what) for one in day.changed] == [(later, True, "corrected: end, 1 source added")]


def test_what_xml_cannot_hold_is_left_out(mini: Archive) -> None:
    visit = mini.visits[VISIT]
    record = visit.model_copy(update={"title": "A bell \x07 and \ufffe"})
    archive = Archive({**mini.records, "visits": {VISIT: record}}, mini.places, mini.today)
    assert "A bell  and </title>" in dict(feeds(archive, NO_HISTORY, site_settings()))["feeds/all.atom"]


# Calendars


@pytest.fixture(scope="module")
def dates(mini: Archive) -> dict[str, str]:
    return dict(calendars(mini, NO_HISTORY, site_settings()))


def check_calendar(text: str) -> list[Any]:
    """RFC 5545: lines of at most 75 octets that end in CRLF; PRODID and VERSION; UID and DTSTAMP of each entry."""
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    calendar = Calendar.from_ical(text)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    assert not calendar.errors
    entries = list(calendar.walk("VEVENT"))
    uids = [str(entry["uid"]) for entry in entries]
    assert len(uids) == len(set(uids))
    for entry in entries:
        assert not entry.errors
        assert entry["dtstamp"].dt.tzinfo is not None
        start, end = entry["dtstart"].dt, entry["dtend"].dt
        # All-day entries: dates, and the end is the day after the last.
        assert type(start) is type(end) is dt.date
        assert start < end
        assert entry["transp"] == "TRANSPARENT"
        assert str(entry["url"]).startswith("https://")
    return entries


def test_calendars_are_valid(dates: dict[str, str]) -> None:
    assert sorted(dates) == [f"feeds/{name}.ics" for name in ("all", "league", "ostland", "sudland", "westland")]
    for text in dates.values():
        check_calendar(text)


def test_what_has_a_day_has_an_entry(dates: dict[str, str]) -> None:
    found = {str(entry["uid"]): entry for entry in check_calendar(dates["feeds/all.ics"])}
    assert set(found) == {
        "visits/1964-han-so-sudland@nksea.github.io",
        "visits/1964-11-06-han-so-ostland@nksea.github.io",
        "agreements/1964-11-04-harbour-treaty@nksea.github.io",
        "agreements/1964-11-04-harbour-treaty/expires@nksea.github.io",
        "events/1984-02-29-harbour-protest@nksea.github.io",
        "measures/un-9999@nksea.github.io",
        "countries/sudland/relations/1961-05-02@nksea.github.io",
        "visits/1964-01-01-brand-nordburg@nksea.github.io",
        "visits/1980-12-31-party-westhaven@nksea.github.io",
        "visits/2023-12-01-port-tour@nksea.github.io",
        "visits/2024-03-15-minister-westhaven@nksea.github.io",
        "agreements/1964-01-31-trade-protocol@nksea.github.io",
        "agreements/1964-01-31-trade-protocol/expires@nksea.github.io",
        "events/1979-12-31-break@nksea.github.io",
        "measures/watchers@nksea.github.io",
        "measures/watchers/end@nksea.github.io",
        "measures/un-9998@nksea.github.io",
        "countries/westland/relations/1963-12-31@nksea.github.io",
    }
    visit = found["visits/1964-han-so-sudland@nksea.github.io"]
    assert (visit["dtstart"].dt, visit["dtend"].dt) == (dt.date(1964, 11, 2), dt.date(1964, 11, 6))
    assert str(visit["summary"]) == "Han So <visits> Sudville & signs *two* papers"
    assert str(visit["location"]) == "Sudville, Old_Harbour_"
    assert visit["dtstamp"].dt == dt.datetime(2024, 1, 2, tzinfo=dt.UTC)
    expiry = found["agreements/1964-11-04-harbour-treaty/expires@nksea.github.io"]
    assert expiry["dtstart"].dt == dt.date(2064, 11, 4)
    anniversary = found["countries/sudland/relations/1961-05-02@nksea.github.io"]
    assert anniversary["rrule"].to_ical() == b"FREQ=YEARLY"
    assert str(anniversary["summary"]) == "Anniversary: relations of Nordland and Sudland, 1961"
    assert [uid for uid, entry in found.items() if "rrule" in entry] == [
        "countries/sudland/relations/1961-05-02@nksea.github.io",
        "countries/westland/relations/1963-12-31@nksea.github.io",
    ]


def with_relations(archive: Archive, *episodes: tuple[str, str]) -> str:
    """The calendar of everything when Sudland's relations are these."""
    told = tuple(
        model.Relation(date=date, change=change, sources=("sud-times-2020-envoys",)) for date, change in episodes
    )
    country = archive.countries["sudland"].model_copy(update={"relations": told})
    changed = Archive({**archive.records, "countries": {"sudland": country}}, archive.places, archive.today)
    return dict(calendars(changed, NO_HISTORY, site_settings()))["feeds/sudland.ics"]


@pytest.mark.parametrize(("episodes", "rule"), [
    ([("1961-05-02", "established")], "FREQ=YEARLY"),
    ([("1961-05-02", "established"), ("1970", "downgraded"), ("1983-02-03", "severed")], "FREQ=YEARLY;UNTIL=19830203"),
    ([("1961-05-02", "established"), ("1983", "severed"), ("1990", "restored")], "FREQ=YEARLY"),
    ([("1961-05-02", "established"), ("1975", "recognised"), ("1979", "severed")], "FREQ=YEARLY;UNTIL=19750101"),
    ([("1964-02-29", "established")], "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2"),
])  # fmt: skip
def test_an_anniversary_recurs_while_there_are_relations(
    mini: Archive, episodes: list[tuple[str, str]], rule: str
) -> None:
    text = with_relations(mini, *episodes)
    check_calendar(text)
    assert [line for line in text.split("\r\n") if line.startswith("RRULE")] == [f"RRULE:{rule}"]


@pytest.mark.parametrize(("episodes", "days"), [
    ([("1961-05-02", "established"), ("1963-05-01", "severed")], ["1961-05-02", "1962-05-02"]),
    ([("1961-05-02", "established"), ("1963-05-02", "severed")], ["1961-05-02", "1962-05-02", "1963-05-02"]),
    ([("1964-02-29", "established"), ("1969", "severed")],
     ["1964-02-29", "1965-02-28", "1966-02-28", "1967-02-28", "1968-02-29"]),
])  # fmt: skip
def test_a_calendar_program_finds_the_anniversaries(
    mini: Archive, episodes: list[tuple[str, str]], days: list[str]
) -> None:
    """As `dateutil` reads the rule, which many programs do it with."""
    (entry,) = (one for one in check_calendar(with_relations(mini, *episodes)) if "rrule" in one)
    start = dt.datetime.combine(entry["dtstart"].dt, dt.time())
    found = rrulestr(entry["rrule"].to_ical().decode(), dtstart=start)
    assert [day.date().isoformat() for day in found] == days


def test_what_is_only_announced_says_so(dates: dict[str, str]) -> None:
    titles = {str(entry["uid"]): str(entry["summary"]) for entry in check_calendar(dates["feeds/all.ics"])}
    assert titles["visits/2024-03-15-minister-westhaven@nksea.github.io"].startswith("Announced: ")
    assert sum(title.startswith("Announced: ") for title in titles.values()) == 1


def test_ids_stay_when_the_site_moves(mini: Archive) -> None:
    def ids(url: str) -> set[str]:
        moved = dataclasses.replace(site_settings(), url=url)
        made = dict(feeds(mini, NO_HISTORY, moved)) | dict(calendars(mini, NO_HISTORY, moved))
        found = re.findall(r"<id>.*</id>|^UID:.*$", "\n".join(made.values()), re.MULTILINE)
        assert len(found) > 100
        return {id.strip() for id in found}

    assert ids("https://a.example/") == ids("https://b.example/sub/")


def test_a_country_s_calendar_holds_what_concerns_it(dates: dict[str, str]) -> None:
    (entry,) = check_calendar(dates["feeds/ostland.ics"])
    assert str(entry["summary"]) == "Han So stops in Ostland"


def test_long_lines_are_folded_between_letters(mini: Archive) -> None:
    title = "항구에서 만나다 " * 30
    record = mini.visits[VISIT].model_copy(update={"title": title})
    archive = Archive({**mini.records, "visits": {VISIT: record}}, mini.places, mini.today)
    text = dict(calendars(archive, NO_HISTORY, site_settings()))["feeds/all.ics"]
    assert title.strip() in {str(entry["summary"]).strip() for entry in check_calendar(text)}


def test_the_clock_has_no_part_in_them() -> None:
    one, two = (check(MINI, day)[0] for day in (dt.date(2024, 2, 1), dt.date(2031, 5, 5)))
    for make in (feeds, calendars):
        assert dict(make(one, NO_HISTORY, site_settings())) == dict(make(two, NO_HISTORY, site_settings()))


def test_feeds_and_calendars_of_the_real_record_are_valid(real: Archive) -> None:
    for text in dict(feeds(real, NO_HISTORY, site_settings())).values():
        check_feed(text)
    for text in dict(calendars(real, NO_HISTORY, site_settings())).values():
        check_calendar(text)


def test_a_page_leads_to_its_feeds(mini_site: Path) -> None:
    text = (mini_site / "countries" / "sudland" / "index.html").read_text(encoding="utf-8")
    assert 'href="../../feeds/sudland.atom">feed</a>' in text
    assert 'href="../../feeds/sudland.ics">calendar</a>' in text
    assert 'type="application/atom+xml" title="Sudland and Nordland"' in text
    data = (mini_site / "data" / "index.html").read_text(encoding="utf-8")
    assert 'href="../feeds/all.ics"' in data
