"""Who said what on tests, launches and attacks: from the statements that respond to them."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.load.archive import Archive, once
from scripts.record import model
from scripts.record import vocabularies as v


@dataclass(frozen=True)
class Response:
    """A stance of a government, or of ASEAN, on an event, and the statement in which it was taken."""

    on: str
    country: str
    said: str
    statement: model.Event


@once
def responses(archive: Archive) -> tuple[Response, ...]:
    """All stances on record, in the order of the statements; of one statement on several events one for each."""
    return tuple(
        Response(on, stance.country, stance.said, event)
        for event in archive.events.values()
        for on in event.responds_to
        for stance in event.stances
    )


@once
def occasions(archive: Archive) -> tuple[model.Event, ...]:
    """The events on which somebody's stance is on record, and every test, in the order of time."""
    answered = {response.on for response in responses(archive)}
    return tuple(event for id, event in archive.events.items() if id in answered or event.kind == "test")


def responses_to(event: str, archive: Archive) -> dict[str, tuple[Response, ...]]:
    """The stances on an event by country, each country's sharpest first."""
    found: dict[str, list[Response]] = {}
    for response in responses(archive):
        if response.on == event:
            found.setdefault(response.country, []).append(response)
    words = list(v.STANCES)
    return {id: tuple(sorted(some, key=lambda one: words.index(one.said))) for id, some in found.items()}


def responses_of(country: str, archive: Archive) -> tuple[Response, ...]:
    """A country's stances, in the order of the events on which they were taken."""
    order = [event.id for event in occasions(archive)]
    return tuple(
        sorted((one for one in responses(archive) if one.country == country), key=lambda one: order.index(one.on))
    )
