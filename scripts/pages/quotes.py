"""Sentences to quote: what a country, a visit, an agreement or an event comes to, with date, source and address.

Three for each record, and each stands alone: what happened, who says so and how good that is, where it stands in the record.
They are made of fields and of what is derived from them, never of prose, so that they hold in any other text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from scripts.derive.evidence import evidence_of
from scripts.derive.posts import posts_at
from scripts.derive.relations import related_since, relations_at
from scripts.derive.visits import visits_of, way_of
from scripts.load.archive import Archive, place_of
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.values.dates import FuzzyDate, date_range, long_date
from scripts.values.settings import Settings
from scripts.values.text import capital

# As many origins are named in a sentence.
MOST_ORIGINS = 3
# Kinds of visit that are said before the word `visit`.
_SAID = ("state", "official", "goodwill", "working", "parliamentary", "military", "cultural", "business", "private")

# A sentence without its stop, and the sources that it rests on; none where it names them itself.
Sentence = tuple[str, Sequence[str]]


def quotes_of(kind: str, record: model.Record, archive: Archive, settings: Settings) -> tuple[str, ...]:
    """The sentences of a record, each with its reference; none for kinds that have none, and for states only named."""
    make = _SENTENCES.get(kind)
    if make is None or not (record.is_followed or isinstance(record, model.Happening)):
        return ()
    address = settings.url + place_of(kind, record.id, archive)
    return tuple(
        f"{sentence} ({'; '.join([*_named(sources, archive), settings.name])}, {address})."
        for sentence, sources in make(record, archive)
    )


def _named(ids: Sequence[str], archive: Archive) -> list[str]:
    """The first source that is on record: `Viet Nam News, 10 October 2025`."""
    return [_in_short(archive.sources[id], archive) for id in ids if id in archive.sources][:1]


def _in_short(source: model.Source, archive: Archive) -> str:
    publisher = archive.publishers.get(source.publisher)
    name = publisher.name if publisher else source.publisher
    return f"{name}, {long_date(source.date) if source.date else 'undated'}"


def the(id: str, archive: Archive) -> str:
    """A country inside a sentence: `the Philippines`, `Laos`."""
    return archive.countries[id].in_a_sentence if id in archive.countries else id


def listed(words: Iterable[str]) -> str:
    """`Laos, Thailand and Vietnam`."""
    *others, last = list(words) or [""]
    return f"{', '.join(others)} and {last}" if others else last


def during(start: FuzzyDate, end: FuzzyDate | None = None) -> str:
    """When something was, at the head of a sentence or at its end: `on 9 October 2025`, `from 9 to 11 October 2025`, `in 2025`."""
    if end and start.precision != end.precision and start.overlaps(end):
        start, end = min(start, end, key=lambda date: len(date.text)), None
    if end is None or end == start:
        return f"{'on' if start.precision == 'day' else 'in'} {long_date(start)}"
    first = long_date(start)
    if start.precision == end.precision == "day" and start.year == end.year:
        first = str(start.first.day) if start.first.month == end.first.month else first.rsplit(" ", 1)[0]
    elif start.precision == end.precision == "month" and start.year == end.year:
        first = first.rsplit(" ", 1)[0]
    return f"from {first} to {long_date(end)}"


def ordinal(n: int) -> str:
    """`1st`, `2nd`, `3rd`, `11th`."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(n % 10 if n % 100 not in (11, 12, 13) else 0, "th")
    return f"{n}{ending}"


def _with_article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


# What happened


def _visit(visit: model.Visit, archive: Archive) -> Iterator[Sentence]:
    yield capital(visit_sentence(visit, archive)) + _UNSURE.get(visit.confidence, ""), attesting(visit, archive)
    what = "meeting" if visit.kind == "meeting" else "visit"
    between = f"the {what} {_two(visit, archive)} {during(visit.start, visit.end)}"
    yield evidence_sentence(between, visit, archive), ()
    yield _place_of_visit(visit, archive), attesting(visit, archive)


def visit_sentence(visit: model.Visit, archive: Archive) -> str:
    """Who went where and when, by what is known of whether it took place"""
    visitor, host = the(visit.visitor, archive), the(visit.host, archive)
    when, led = during(visit.start, visit.end), _leader(visit, archive)
    by = f" led by {led}," if led else ""
    what = f"{_with_article('meeting' if visit.kind == 'meeting' else 'visit')} {_two(visit, archive)}"
    to_be = f", to be{by}" if led else ""
    if visit.status == "announced":
        return f"{what}{to_be} was announced for {_on(visit)}"
    if visit.status == "cancelled":
        return f"{what}{to_be} planned for {_on(visit)} was called off"
    if visit.status == "departed":
        return f"{when}, a delegation{by} left {visitor} for {host}; no source on record reports its arrival"
    if visit.kind == "meeting":
        where = f" in {the(visit.venue, archive)}" if visit.venue else ""
        return f"{when}, {visitor} and {host} met{where}"
    if visit.kind == "transit":
        return f"{when}, a delegation from {visitor}{by} stopped in {host} on the way elsewhere"
    kind = _with_article(f"{visit.term('kind').label} visit" if visit.kind in _SAID else "visit")
    if led:
        return f"{when}, {led}, led {kind} from {visitor} to {host}"
    return f"{when}, {kind} from {visitor} to {host} took place"


def _on(visit: model.Visit) -> str:
    """When a visit was, after `of` and `for`: the coarser of two dates one of which lies in the other."""
    start, end = visit.start, visit.end
    if end and start.precision != end.precision and start.overlaps(end):
        return long_date(min(start, end, key=lambda date: len(date.text)))
    return date_range(start, end)


def _leader(visit: model.Visit, archive: Archive) -> str:
    """The leader of a visit with the post of the day: `To Lam, General Secretary`."""
    person = archive.officials.get(visit.leader or "")
    if person is None:
        return ""
    held = next((one.post.title for one in posts_at(person, visit.start)), "")
    return f"{person.name}, {held}" if held else person.name


def _two(visit: model.Visit, archive: Archive) -> str:
    if visit.kind == "meeting":
        return f"of {the(visit.visitor, archive)} and {the(visit.host, archive)}"
    return f"from {the(visit.visitor, archive)} to {the(visit.host, archive)}"


def _place_of_visit(visit: model.Visit, archive: Archive) -> str:
    other = visit.host if visit.visitor == archive.home else visit.visitor
    both = f"{the(other, archive)} and {the(archive.home, archive)}"
    what = "meeting" if visit.kind == "meeting" else "visit"
    if visit.counts_as != "visit":
        counts = v.VISIT_COUNTS[visit.counts_as].meaning
        return f"The {what} of {_on(visit)}, {counts}, is not counted among the visits between {both}"
    found = visits_of(other, archive)
    if len(found) == 1:
        return f"The visit of {_on(visit)} is the only one between {both} on record"
    n = found.index(visit) + 1
    of_all = f"Of {counted(len(found), 'visit')} between {both} on record, that of {_on(visit)} is the {ordinal(n)}"
    if visit.rank == "society":
        return of_all
    same = [one for one in found[: n - 1] if one.rank == visit.rank and one.visitor == visit.visitor]
    since = f" since that of {_on(same[-1])}" if same else ""
    return f"{of_all}, and the first from {the(visit.visitor, archive)} at its rank ({visit.term('rank').label}){since}"


def counted(n: int, what: str) -> str:
    """`59 visits`, `1 visit`."""
    return f"{n} {what}{'s'[: n != 1]}"


def _agreement(agreement: model.Agreement, archive: Archive) -> Iterator[Sentence]:
    said = capital(agreement_sentence(agreement, archive))
    yield said + _UNSURE.get(agreement.confidence, ""), attesting(agreement, archive)
    dated = f" ({long_date(agreement.date)})" if agreement.date else ""
    yield evidence_sentence(f"“{agreement.title}”{dated}", agreement, archive), ()
    yield _place_of_agreement(agreement, archive), attesting(agreement, archive)


# What the sides did, by what became of the paper.
_DONE = {"planned": "were to sign", "initialled": "initialled", "issued": "issued", "unknown": "agreed on"}


def agreement_sentence(agreement: model.Agreement, archive: Archive) -> str:
    """Who agreed on what, when and where."""
    parties = listed(dict.fromkeys(the(party.country, archive) for party in agreement.parties))
    done = _DONE.get(agreement.status, "signed")
    place = f" in {agreement.place}" if agreement.place else ""
    when = f"{during(agreement.date)}, " if agreement.date else "on a day that is not known, "
    return f"{when}{parties} {done} “{agreement.title}”{place}"


def _place_of_agreement(agreement: model.Agreement, archive: Archive) -> str:
    others = [id for id in dict.fromkeys(agreement.concerned) if id != archive.home]
    fields = listed(agreement.fields)
    about = f"“{agreement.title}”" + (f" ({long_date(agreement.date)})" if agreement.date else "")
    if len(others) != 1:
        return f"{about} is on record with {len(set(agreement.concerned))} parties, in the field of {fields}"
    found = archive.naming("countries", others[0], by="agreements")
    both = f"{the(others[0], archive)} and {the(archive.home, archive)}"
    one = f"one of {len(found)} agreements" if len(found) > 1 else "the only agreement"
    return f"{about}, in the field of {fields}, is {one} of {both} on record"


def _event(event: model.Event, archive: Archive) -> Iterator[Sentence]:
    when = date_range(event.date, event.end)
    yield f"{when}: {event.title.removesuffix('.')}" + _UNSURE.get(event.confidence, ""), attesting(event, archive)
    yield evidence_sentence(f"“{event.title}” ({when})", event, archive), ()
    first = next((id for id in event.countries if id != archive.home), event.countries[0])
    found = [one for one in archive.naming("countries", first, by="events") if one.kind == event.kind]
    kind, country = event.term("kind").label, the(first, archive)
    one = f"one of {len(found)} events" if len(found) > 1 else "the only event"
    of_all = f"“{event.title}” ({when}) is {one} of the kind “{kind}” on record that concern{'s'[: len(found) == 1]} {country}"
    yield of_all, attesting(event, archive)


# What is added to a sentence of which the editors are not sure.
_UNSURE = {"alleged": "; this is alleged", "disputed": "; sources dispute it"}


def attesting(record: model.Happening, archive: Archive) -> list[str]:
    """The ids of the sources that attest a record, in the order of their origins."""
    return [page.source.id for origin in evidence_of(record, archive).ledger.origins for page in origin.pages]


def evidence_sentence(what: str, record: model.Happening, archive: Archive) -> str:
    """Who says so, and the grade that it gets."""
    evidence = evidence_of(record, archive)
    names = list(dict.fromkeys(origin.voice.name for origin in evidence.ledger.origins))
    rest = len(names) - MOST_ORIGINS
    if rest > 0:
        names = [*names[:MOST_ORIGINS], f"{rest} more"]
    told = f"is told by {listed(names)}" if names else "has no source that counts"
    return capital(f"{what} {told}; the evidence is graded {evidence.grade} on a scale from A (best) to D")


# Countries


def _country(country: model.Country, archive: Archive) -> Iterator[Sentence]:
    yield _relations(country, archive)
    yield _visits(country, archive)
    yield _papers(country, archive)


def _relations(country: model.Country, archive: Archive) -> Sentence:
    both = f"{the(archive.home, archive)} and {the(country.id, archive)}"
    now = relations_at(country, archive.today)
    if now is None:
        return f"No episode of diplomatic relations between {both} is on record", ()
    state = v.RELATION_STATES[now.state_after]
    since = related_since(country, archive.today) if now.state_after == "full" else now.date
    when = f"Since {long_date(since or now.date)}"
    if now.state_after == "rival":
        return (
            f"{when}, {the(archive.home, archive)} has recognised a rival government of {the(country.id, archive)}",
            now.sources,
        )
    begun = next((one for one in country.relations if one.date == since), now)
    return f"{when}, {both} have had {state.meaning}", begun.sources


def _visits(country: model.Country, archive: Archive) -> Sentence:
    both = f"{the(country.id, archive)} and {the(archive.home, archive)}"
    found = visits_of(country.id, archive)
    if not found:
        return f"No visit between {both} that took place is on record", ()
    first, last = found[0], found[-1]
    if first is last:
        return f"The one visit between {both} on record took place {during(last.start, last.end)}", attesting(
            last, archive
        )
    to_home = sum(way_of(visit, archive) == "out" for visit in found)
    span = (
        f"from {first.start.year} to {last.start.year}"
        if first.start.year != last.start.year
        else f"in {first.start.year}"
    )
    return (
        f"{capital(counted(len(found), 'visit'))} between {both} are on record {span}, "
        f"{to_home or 'none'} of them to {the(archive.home, archive)}; the latest took place {during(last.start, last.end)}",
        attesting(last, archive),
    )


def _papers(country: model.Country, archive: Archive) -> Sentence:
    both = f"{the(country.id, archive)} and {the(archive.home, archive)}"
    found: list[Any] = archive.naming("countries", country.id, by="agreements")
    dated = [one for one in found if one.date]
    if not dated:
        return f"No dated agreement of {both} is on record", ()
    last = dated[-1]
    many = "are" if len(found) > 1 else "is"
    return (
        f"{counted(len(found), 'agreement')} of {both} {many} on record; the latest with a date is "
        f"“{last.title}” of {long_date(last.date)}",
        attesting(last, archive),
    )


_SENTENCES: dict[str, Callable[[Any, Archive], Iterator[Sentence]]] = {
    "countries": _country,
    "visits": _visit,
    "agreements": _agreement,
    "events": _event,
}
