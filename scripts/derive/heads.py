"""Who headed the missions both ways: ambassadors, chargés and representatives, from the posts of persons."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from scripts.derive.posts import span_of
from scripts.load.archive import Archive, once
from scripts.record import model
from scripts.record import vocabularies as v

# Where a head of mission without any date stands in the order of time: behind all others.
_UNDATED = dt.date.max


@dataclass(frozen=True)
class Head:
    """A person at the head of a mission of `sender` in, or accredited to, `host`."""

    official: model.Official
    post: model.Post
    sender: str
    host: str
    # Whether the person sits in the host's country, or where an organisation has its seat.
    resident: bool

    @property
    def said(self) -> v.HeadOfMission:
        """As what the person heads the mission."""
        return v.MISSION_HEADS[self.post.head or ""]

    @property
    def span(self) -> tuple[dt.date, dt.date] | None:
        """The days between which the person was in the post for certain; None when no day is known, or nobody saw it."""
        return span_of(self.post) if self.said.kinds else None

    @property
    def order(self) -> dt.date:
        """The first day on which the person is on record in the post, or as named for it."""
        span = span_of(self.post)
        return span[0] if span else _UNDATED

    def heads(self, mission: model.Mission) -> bool:
        """Whether it is this mission that the person headed: it joins the same two, is of such a kind, and was there then."""
        if (mission.sender, mission.host) != (self.sender, self.host) or mission.kind not in self.said.kinds:
            return False
        if (mission.kind == "non-resident") is self.resident:
            return False
        span = self.span
        early = span and mission.closed and span[0] > mission.closed.last
        late = span and mission.opened and span[1] < mission.opened.first
        return not (early or late)


@once
def heads_between(sender: str, host: str, archive: Archive) -> tuple[Head, ...]:
    """The heads of missions of one country in another on record, in the order of time; those without a date last."""
    found = [
        Head(person, post, sender, host, resident=_resident(post, host, archive))
        for person in archive.officials.values()
        if person.country == sender
        for post in person.posts
        if host in post.accredited
    ]
    return tuple(sorted(found, key=lambda head: (head.order, head.official.name)))


def _resident(post: model.Post, host: str, archive: Archive) -> bool:
    """Whether a head of mission sits where the mission is; one accredited to an organisation does."""
    organisation = host in archive.countries and archive.countries[host].role == "organisation"
    return organisation or post.seat in (None, host)


def heads_of(mission: model.Mission, archive: Archive) -> tuple[Head, ...]:
    """Those who headed a mission."""
    return tuple(head for head in heads_between(mission.sender, mission.host, archive) if head.heads(mission))


def in_post(mission: model.Mission, day: dt.date, archive: Archive) -> tuple[Head, ...]:
    """Those who headed a mission on a day, for certain: the day lies within what is known of their term."""
    return tuple(head for head in heads_of(mission, archive) if (span := head.span) and span[0] <= day <= span[1])


def last_of(mission: model.Mission, archive: Archive) -> Head | None:
    """The head of a mission who is latest on record in it."""
    found = [(head.span[::-1], i, head) for i, head in enumerate(heads_of(mission, archive)) if head.span]
    return max(found)[-1] if found else None


def neighbours_of(head: Head, archive: Archive) -> tuple[Head | None, Head | None]:
    """The ambassadors on record before and after one: nobody says that there was no other between them.

    None for a head of mission without a day, and for one who was no ambassador.
    """
    row = [one for one in heads_between(head.sender, head.host, archive) if one.post.head == head.post.head]
    row = [one for one in row if one.span]
    place = next((i for i, one in enumerate(row) if one.post is head.post), None)
    if head.post.head != "ambassador" or place is None:
        return None, None
    return (row[place - 1] if place else None), (row[place + 1] if place + 1 < len(row) else None)


@dataclass(frozen=True)
class Vacancy:
    """A stretch of time between two heads of mission on record of which the record names none."""

    after: dt.date
    until: dt.date


def vacancies(heads: tuple[Head, ...]) -> dict[int, Vacancy]:
    """The stretches of more than a year in which nobody is on record, each by the place of the head that follows it."""
    found: dict[int, Vacancy] = {}
    last: dt.date | None = None
    for i, head in enumerate(heads):
        span = head.span
        if span is None:
            continue
        if last and (span[0] - last).days > 366:
            found[i] = Vacancy(last, span[0])
        last = max(last or span[1], span[1])
    return found
