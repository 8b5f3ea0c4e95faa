"""How relations and missions stood on a day."""

from __future__ import annotations

import datetime as dt

from scripts.derive.heads import heads_of, in_post
from scripts.load.archive import Archive
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.values.dates import FuzzyDate


def relations_at(country: model.Country, date: dt.date) -> model.Relation | None:
    """The episode of relations that had begun by a date, or None before the first."""
    begun = [r for r in country.relations if r.date.first <= date]
    return begun[-1] if begun else None


def related_since(country: model.Country, date: dt.date) -> FuzzyDate | None:
    """When the present spell of relations, or of having none, began: an upgrade or a quarrel begins no new one.

    None before the first episode.
    """
    since: FuzzyDate | None = None
    related: bool | None = None
    for episode in country.relations:
        if episode.date.first > date:
            break
        now = v.RELATION_STATES[episode.state_after].diplomatic
        if now != related:
            since, related = episode.date, now
    return since


def first_related(country: model.Country, date: dt.date) -> FuzzyDate | None:
    """When relations first began, where they were broken since and stand again; None where they have lasted, or are broken."""
    now = relations_at(country, date)
    if now is None or not v.RELATION_STATES[now.state_after].diplomatic:
        return None
    first = next(one.date for one in country.relations if v.RELATION_STATES[one.state_after].diplomatic)
    return first if first != related_since(country, date) else None


def mission_state_at(mission: model.Mission, date: dt.date, archive: Archive) -> str:
    """`open`, `suspended`, `closed`, `unknown` or `before` for a mission on a date.

    A mission without an opening date is unknown before the first day on which a source saw it, or a head of it; one that was
    closed on a day that is not known is unknown from its beginning on. A mission is open while somebody is known to head it.
    """
    state = _by_its_own_dates(mission, date)
    if state == "unknown" and (in_post(mission, date, archive) or _was_seen(mission, date, archive)):
        return "open"
    return state


def _was_seen(mission: model.Mission, date: dt.date, archive: Archive) -> bool:
    """Whether a mission, open or closed since and opened nobody knows when, had been seen by a date before it closed."""
    seen = first_seen(mission, archive)
    lasted = mission.status == "open" or mission.closed is not None
    return lasted and not mission.opened and seen is not None and seen <= date


def first_seen(mission: model.Mission, archive: Archive) -> dt.date | None:
    """The first day on which a mission is known to have been there: as its own record says, or since somebody headed it."""
    said = [day.first for day in (mission.opened, mission.as_of) if day]
    heads = [head.span[0] for head in heads_of(mission, archive) if head.span]
    return min([*said, *heads], default=None)


def _by_its_own_dates(mission: model.Mission, date: dt.date) -> str:
    """The state of a mission on a date, by its own record alone."""
    if mission.closed and mission.closed.first <= date:
        return "closed"
    if (
        mission.suspended
        and mission.suspended.first <= date
        and not (mission.resumed and mission.resumed.first <= date)
    ):
        return "suspended"
    if mission.status == "closed" and not mission.closed:
        return "before" if mission.opened and mission.opened.first > date else "unknown"
    if mission.opened:
        return "open" if mission.opened.first <= date else "before"
    if mission.status == "none":
        return "none"
    return "unknown"
