"""Calendars: what happened on a known day, anniversaries of relations, dated expiries (RFC 5545 and 7986).

A date known to the month or the year has no day in a calendar and is left out. UIDs and DTSTAMPs follow the
rules of the feeds: the first id that a record had, the time of its last change; never the clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial

from icalendar import Calendar, Event, vDate, vDatetime, vRecur, vUri

from scripts.derive.history import History
from scripts.load.archive import Archive, place_of
from scripts.record import model
from scripts.record.describe import countries_of
from scripts.record.describe import description as described
from scripts.record.kinds import SINGULAR
from scripts.takeaway.feeds import FEEDS_FOLDER, stable_id, updated
from scripts.values.dates import FuzzyDate
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


def entries(archive: Archive, history: History, settings: Settings) -> Iterator[tuple[list[str], Event]]:
    """Every entry with the countries that it concerns."""
    made = partial(_event, archive, history, settings)
    for visit in archive.visits.values():
        if visit.start.precision == "day" and visit.status != "cancelled":
            event = made("visits", visit, visit.start, visit.end, visit.title)
            if visit.places:
                event.add("location", ", ".join(visit.places))
            yield countries_of(visit), event
    for agreement in archive.agreements.values():
        if agreement.date and agreement.date.precision == "day":
            title = f"Signed: {agreement.title}" if agreement.status != "planned" else agreement.title
            yield countries_of(agreement), made("agreements", agreement, agreement.date, None, title)
        if agreement.expires and agreement.expires.precision == "day":
            title = f"Expires: {agreement.title}"
            yield (
                countries_of(agreement),
                made("agreements", agreement, agreement.expires, None, title, "/expires"),
            )
    for happening in archive.events.values():
        if happening.date.precision == "day":
            yield list(happening.countries), made("events", happening, happening.date, happening.end, happening.title)
    for measure in archive.measures.values():
        if measure.date.precision == "day":
            yield list(measure.countries), made("measures", measure, measure.date, None, measure.title)
        if measure.end and measure.end.precision == "day":
            title = f"Ends: {measure.title}"
            yield list(measure.countries), made("measures", measure, measure.end, None, title, "/end")
    home = archive.country_name(archive.home)
    for country in archive.followed:
        for relation in country.relations:
            if relation.change == "established" and relation.date.precision == "day":
                title = f"Anniversary: relations of {home} and {country.name}, {relation.date.year}"
                event = made("countries", country, relation.date, None, title, f"/relations/{relation.date}")
                event["rrule"] = vRecur({"FREQ": "YEARLY"})
                yield [country.id], event


def _event(
    archive: Archive,
    history: History,
    settings: Settings,
    kind: str,
    record: model.Record,
    start: FuzzyDate,
    end: FuzzyDate | None,
    title: str,
    part: str = "",
) -> Event:
    """A record, or `part` of it, as an entry from a day to a day."""
    event = Event()
    event.add("uid", f"{stable_id(kind, record)}{part}@{settings.host}")
    stamp = dt.datetime.fromisoformat(updated(kind, record, archive, history).replace("Z", "+00:00"))
    event["dtstamp"] = vDatetime(stamp)
    event["dtstart"] = vDate(start.first)
    event["dtstart"].params["VALUE"] = "DATE"
    last = end.last if end and end.precision == "day" and end.last >= start.first else start.last
    event["dtend"] = vDate(last + dt.timedelta(days=1))
    event["dtend"].params["VALUE"] = "DATE"
    event.add("summary", title)
    event.add("description", described(record))
    event["url"] = vUri(settings.url + place_of(kind, record.id, archive))
    event.add("categories", [SINGULAR[kind]])
    # A day in history keeps nobody busy.
    event.add("transp", "TRANSPARENT")
    return event


def calendar(name: str, title: str, events: Iterable[Event], settings: Settings) -> str:
    """One calendar as text."""
    made = Calendar()
    made.add("prodid", f"-//{settings.host}//{settings.name}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("uid", f"feeds/{name}@{settings.host}")
    made.add("name", title)
    made.add("x-wr-calname", title)
    made["url"] = vUri(settings.url)
    for event in events:
        made.add_component(event)
    return str(made.to_ical().decode("utf-8"))
