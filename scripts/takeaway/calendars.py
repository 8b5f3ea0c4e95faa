"""Calendars: what happened on a known day, anniversaries of relations, dated expiries (RFC 5545 and 7986).

A date known to the month or the year has no day in a calendar and is left out. UIDs and DTSTAMPs follow the
rules of the feeds: the first id that a record had, the time of its last change; never the clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from icalendar import Calendar, Event, vDate, vDatetime, vRecur, vUri

from scripts.derive.apart import called
from scripts.derive.history import History
from scripts.load.archive import Archive, place_of
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.takeaway.feeds import FEEDS_FOLDER, stable_id, updated
from scripts.values.settings import Settings


def calendars(archive: Archive, history: History, settings: Settings) -> Iterator[tuple[str, str]]:
    """Every calendar: (path below the docs folder, text with CRLF)."""
    everything = list(entries(archive, history, settings))
    yield f"{FEEDS_FOLDER}/all.ics", calendar("all", settings.name, [made for _, made in everything], settings)
    for country in archive.followed:
        own = [made for countries, made in everything if country.id in countries]
        yield (
            f"{FEEDS_FOLDER}/{country.id}.ics",
            calendar(country.id, f"{country.name} · {settings.name}", own, settings),
        )


def entries(archive: Archive, history: History, settings: Settings) -> Iterator[tuple[tuple[str, ...], Event]]:
    """Every entry with the countries that it concerns: the days that records mark, as far as the day is known."""
    for kind, record in archive:
        for day in record.marked_days:
            if day.start.precision == "day":
                yield record.concerned, _calendar_entry(kind, record, day, archive, history, settings)


def _calendar_entry(
    kind: str, record: model.Record, day: model.MarkedDay, archive: Archive, history: History, settings: Settings
) -> Event:
    """A day that a record marks as an entry."""
    event = Event()
    event.add("uid", f"{stable_id(kind, record)}{day.part}@{settings.authority}")
    stamp = dt.datetime.fromisoformat(updated(kind, record, archive, history).replace("Z", "+00:00"))
    event["dtstamp"] = vDatetime(stamp)
    event["dtstart"] = vDate(day.start.first)
    event["dtstart"].params["VALUE"] = "DATE"
    known = day.end is not None and day.end.precision == "day" and day.end.last >= day.start.first
    last = day.end.last if day.end and known else day.start.last
    event["dtend"] = vDate(last + dt.timedelta(days=1))
    event["dtend"].params["VALUE"] = "DATE"
    event.add("summary", day.words.format(label=called(kind, record, archive), home=archive.country_name(archive.home)))
    event.add("description", record.in_short)
    event["url"] = vUri(settings.url + place_of(kind, record.id, archive))
    event.add("categories", [KINDS[kind].singular])
    # A day in history keeps nobody busy.
    event.add("transp", "TRANSPARENT")
    if record.scene and not day.part:
        event.add("location", ", ".join(record.scene))
    if day.recurs:
        event["rrule"] = _every_year(day)
    return event


def _every_year(day: model.MarkedDay) -> vRecur:
    """The rule of an anniversary: until what it remembers ended; of 29 February, on the last day of each February."""
    rule: dict[str, object] = {"FREQ": "YEARLY"}
    if (day.start.first.month, day.start.first.day) == (2, 29):
        rule |= {"BYMONTH": 2, "BYMONTHDAY": -1}
    if day.ends:
        rule["UNTIL"] = day.ends.first
    return vRecur(rule)


def calendar(name: str, title: str, events: Iterable[Event], settings: Settings) -> str:
    """One calendar as text."""
    made = Calendar()
    made.add("prodid", f"-//{settings.authority}//{settings.name}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("uid", f"feeds/{name}@{settings.authority}")
    made.add("name", title)
    made.add("x-wr-calname", title)
    made["url"] = vUri(settings.url)
    for event in events:
        made.add_component(event)
    return str(made.to_ical().decode("utf-8"))
