"""Visits, agreements and missions join two sides; people belong to one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from scripts.load.archive import Archive
from scripts.record import model
from scripts.rules.rule import rule
from scripts.values.problems import Problem

# A visit without a known end may still have brought an agreement some days after its start.
UNKNOWN_LENGTH = dt.timedelta(days=14)


@rule
def a_visit_has_two_sides(archive: Archive) -> Iterator[Problem]:
    """A visit joins North Korea and one other side; a venue is a third country and makes it a meeting."""
    for visit in archive.visits.values():
        if visit.visitor == visit.host:
            yield archive.problem("visits", visit, ("host",), f"visitor and host are both '{visit.host}'")
        elif archive.home not in (visit.visitor, visit.host):
            yield archive.problem("visits", visit, ("visitor",), f"neither side is '{archive.home}'")
        if (visit.kind == "meeting") != (visit.venue is not None):
            yield archive.problem(
                "visits", visit, ("kind",), "a meeting, and nothing else, has a venue in a third country"
            )
        elif visit.venue in (visit.visitor, visit.host):
            yield archive.problem("visits", visit, ("venue",), "the venue is one of the two sides, so this is a visit")


@rule
def people_belong_to_their_side(archive: Archive) -> Iterator[Problem]:
    """A leader and a delegation are of the visitor, a signatory of its party."""
    for visit in archive.visits.values():
        named = [(("leader",), visit.leader), *((("delegation", i), d) for i, d in enumerate(visit.delegation))]
        for where, id in named:
            person = archive.officials.get(id or "")
            if person and person.country != visit.visitor:
                text = f"'{id}' is of {person.country}, not of the visitor, {visit.visitor}"
                yield archive.problem("visits", visit, where, text)
    for agreement in archive.agreements.values():
        for i, party in enumerate(agreement.parties):
            person = archive.officials.get(party.signatory or "")
            if person and person.country != party.country:
                text = f"'{party.signatory}' is of {person.country}, not of the party, {party.country}"
                yield archive.problem("agreements", agreement, ("parties", i, "signatory"), text)


@rule
def hosts_are_met(archive: Archive) -> Iterator[Problem]:
    """Who is met is not of the visitor's side, unless `cites` names the source of the meeting; a leader is no member of the
    delegation besides."""
    for visit in archive.visits.values():
        for i, id in enumerate(visit.met):
            person = archive.officials.get(id)
            if person and person.country == visit.visitor and "met" not in visit.cites:
                text = (
                    f"'{id}' is of the visitor's own side, {visit.visitor}; if that is right, name the source in cites"
                )
                yield archive.warning("visits", visit, ("met", i), text)
        if visit.leader in visit.delegation:
            where = ("delegation", visit.delegation.index(visit.leader))
            yield archive.problem(
                "visits", visit, where, f"'{visit.leader}' leads the delegation, and stands in it too"
            )


@rule
def a_state_votes_once(archive: Archive) -> Iterator[Problem]:
    """A state stands in one of the lists of a vote."""
    for vote in archive.votes.values():
        seen: set[str] = set()
        for name in ("voted_for", "voted_against", "abstained"):
            states: tuple[str, ...] = getattr(vote, name)
            for i, id in enumerate(states):
                if id in seen:
                    yield archive.problem(
                        "votes", vote, (name, i), f"{name}: '{id}' stands in another list of the vote"
                    )
            seen.update(states)


@rule
def agreements_fall_into_their_visit(archive: Archive) -> Iterator[Problem]:
    """An agreement's date lies inside the visit on which it was signed, and the visit's sides are parties."""
    for agreement in archive.agreements.values():
        visit = archive.visits.get(agreement.visit or "")
        if visit is None:
            continue
        sides = {visit.visitor, visit.host}
        # A journey to a meeting of many states may bring an agreement with the body that holds it.
        if visit.kind not in ("multilateral", "summit", "meeting") and not sides <= {
            p.country for p in agreement.parties
        }:
            yield archive.problem("agreements", agreement, ("visit",), "the sides of the visit are not both parties")
        if agreement.date is None:
            continue
        last = visit.end.last if visit.end else visit.start.last + UNKNOWN_LENGTH
        if agreement.date.last < visit.start.first or agreement.date.first > last:
            until = f" to {visit.end}" if visit.end else ""
            text = f"date {agreement.date} is outside the visit, {visit.start}{until}"
            yield archive.problem("agreements", agreement, ("date",), text)


@rule
def a_leader_is_in_one_place(archive: Archive) -> Iterator[Problem]:
    """Two visits do not begin on one day under one leader, unless they are stops of one journey."""
    seen: dict[tuple[str, str], model.Visit] = {}
    for visit in archive.visits.values():
        if visit.leader is None or visit.start.precision != "day":
            continue
        first = seen.setdefault((visit.leader, visit.start.text), visit)
        if first is not visit and (visit.journey is None or visit.journey != first.journey):
            text = f"has the leader and the day of '{first.id}'; make them one, or give both one journey"
            yield archive.problem("visits", visit, (), text)


@rule(needs_all=True)
def a_journey_has_stops(archive: Archive) -> Iterator[Problem]:
    """A journey joins at least two visits."""
    stops: dict[str, list[model.Visit]] = defaultdict(list)
    for visit in archive.visits.values():
        if visit.journey:
            stops[visit.journey].append(visit)
    for journey, visits in stops.items():
        if len(visits) == 1:
            text = f"no other visit is part of the journey '{journey}'"
            yield archive.warning("visits", visits[0], ("journey",), text)


@rule
def heads_of_missions_join_two_sides(archive: Archive) -> Iterator[Problem]:
    """Heads of mission are North Korea's in a country that is followed, or such a country's in North Korea."""
    for person in archive.officials.values():
        for i, post in enumerate(person.posts):
            for n, host in enumerate(post.accredited):
                partner = host if person.country == archive.home else person.country
                known = partner in archive.countries and (host in archive.countries)
                if known and not (archive.home in (person.country, host) and archive.countries[partner].is_followed):
                    text = (
                        f"no head of mission of '{person.country}' in '{host}' is on record here; leave it to the title"
                    )
                    yield archive.problem("officials", person, ("posts", i, "accredited", n), text)


@rule
def stances_are_on_something(archive: Archive) -> Iterator[Problem]:
    """A stance is that of a country which the statement concerns, once each, on an event that came before it."""
    for event in archive.events.values():
        if bool(event.stances) != bool(event.responds_to):
            field = "stances" if event.stances else "responds_to"
            yield archive.problem(
                "events", event, (field,), "a statement says both, to what it responds and with which stances"
            )
        for i, stance in enumerate(event.stances):
            if stance.country not in event.countries or stance.country in [one.country for one in event.stances[:i]]:
                text = f"'{stance.country}' stands twice, or is no country of the statement"
                yield archive.problem("events", event, ("stances", i), text)
        for i, id in enumerate(event.responds_to):
            if id in archive.events and (event.end or event.date).last < archive.events[id].date.first:
                text = f"'{id}' came after this statement"
                yield archive.problem("events", event, ("responds_to", i), text)


@rule
def missions_have_two_sides(archive: Archive) -> Iterator[Problem]:
    """A mission joins North Korea and the country in whose file it stands."""
    for country in archive.countries.values():
        for i, mission in enumerate(country.missions):
            if {mission.sender, mission.host} != {country.id, archive.home}:
                text = f"a mission here joins {archive.home} and {country.id}"
                yield archive.problem("countries", country, ("missions", i), text)
