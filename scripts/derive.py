"""What is computed and never typed: sides, attestation, grade, measures in force, posts at the time, states of relations.

The method page states these rules in words; both must say the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scripts import model
from scripts import vocabularies as v
from scripts.archive import Archive, date_of
from scripts.dates import FuzzyDate, date_range
from scripts.model import Record
from scripts.references import references
from scripts.vocabulary import Vocabulary

ATTESTATIONS = Vocabulary(
    "attestation",
    {
        "independent": "Independently reported",
        "both": "Reported by both sides",
        "partner": "Reported by the partner only",
        "dprk": "Reported by Pyongyang only",
    },
)
# A sighting in office says something about the days around it, not about another year.
SIGHTING_REACH = dt.timedelta(days=366)


def sources_of(record: Record) -> tuple[str, ...]:
    """The ids of all sources a record stands on, each once: its list first, then those of single facts and prose."""
    return tuple(dict.fromkeys(id for _, kind, id in references(record) if kind == "sources"))


def parties_of(record: Record, archive: Archive) -> frozenset[str]:
    """The countries whose own word on a record is a party's word. North Korea is always one."""
    if isinstance(record, model.Visit):
        return frozenset({record.visitor, record.host, archive.home})
    if isinstance(record, model.Agreement):
        return frozenset({party.country for party in record.parties} | {archive.home})
    countries: Iterable[str] = getattr(record, "countries", ())
    return frozenset({*countries, archive.home})


def speaker_of(source: model.Source, archive: Archive) -> model.Publisher | None:
    """Whose word a source is: the agency's when the page carries a wire report, else the publisher's."""
    publishers = archive.publishers
    return publishers.get(source.agency or source.publisher) or publishers.get(source.publisher)


def voice_of(source: model.Source, parties: frozenset[str], archive: Archive) -> str:
    """`dprk`, `partner` or `independent`: the side of a source as seen from a record with these parties.

    State media and governments speak for a party only where their country is one; elsewhere they are a third voice.
    """
    speaker = speaker_of(source, archive)
    if speaker is None:
        return "independent"
    if speaker.side == "dprk":
        return "dprk"
    if speaker.side in ("partner", "other-state") and speaker.country in parties:
        return "partner"
    return "independent"


@dataclass(frozen=True)
class Evidence:
    """Who reports a record, and how good that is."""

    attestation: str
    grade: str
    reasons: tuple[str, ...]
    owners: tuple[str, ...]
    lowered: str | None = None

    @property
    def attestation_text(self) -> str:
        return ATTESTATIONS[self.attestation]


def evidence_of(record: model.Evidenced, archive: Archive) -> Evidence:
    """Attestation and grade of a visit, an agreement or an event, with the reasons in words; computed once per archive."""
    key = (type(record), record.id)
    found = archive.memo.get(key)
    if not isinstance(found, Evidence):
        found = archive.memo[key] = weigh(record, archive)
    return found


def weigh(record: model.Evidenced, archive: Archive) -> Evidence:
    """Attestation and grade by the rules of the method page.

    A: a primary document or both parties' own announcements, and an owner that is no party, date known to
    the day. B: two separate owners or more, one of them no party. C: one owner that is no party, or the
    parties' own media only. D: one party's word alone, or alleged, or disputed in its substance.
    """
    parties = parties_of(record, archive)
    sources = [archive.sources[id] for id in sources_of(record) if id in archive.sources]
    voices: dict[str, set[str]] = {"dprk": set(), "partner": set(), "independent": set()}
    for source in sources:
        speaker = speaker_of(source, archive)
        if speaker is not None:
            voices[voice_of(source, parties, archive)].add(speaker.owned_by)
    independent, dprk, partner = voices["independent"], voices["dprk"], voices["partner"]
    owners = independent | dprk | partner
    if independent:
        attestation = "independent"
    elif dprk and partner:
        attestation = "both"
    else:
        attestation = "dprk" if dprk else "partner"

    primary = any(source.kind in v.PRIMARY_SOURCE_KINDS for source in sources)
    date = date_of(record)
    exact = date is not None and date.precision == "day"
    confidence = getattr(record, "confidence", "reported")
    reasons: list[str] = []
    if confidence in ("alleged", "disputed"):
        grade = "D"
        reasons.append(f"the claim is {confidence}")
    elif not independent and not (dprk and partner):
        grade = "D"
        reasons.append("only one party says so")
    elif not independent:
        grade = "C"
        reasons.append("only the parties' own media and governments say so")
    elif len(owners) == 1:
        grade = "C"
        reasons.append("one owner reports it")
    elif (primary or (dprk and partner)) and exact:
        grade = "A"
        reasons.append("a primary document" if primary else "announced by both parties")
        reasons.append("the day is known")
    else:
        grade = "B"
        if not exact:
            reasons.append("the day is not known")
        if not primary and not (dprk and partner):
            reasons.append("no primary document, and not both parties' own announcements")
    reasons.append(_voices_in_words(len(owners), len(independent), bool(dprk), bool(partner)))

    lowered = getattr(record, "lowered", None)
    if lowered is not None and v.GRADES.rank(lowered.grade) > v.GRADES.rank(grade):
        return Evidence(attestation, lowered.grade, tuple(reasons), tuple(sorted(owners)), lowered.why)
    return Evidence(attestation, grade, tuple(reasons), tuple(sorted(owners)))


def _voices_in_words(owners: int, independent: int, dprk: bool, partner: bool) -> str:
    sides = [name for name, there in (("Pyongyang", dprk), ("the partner", partner)) if there]
    text = f"{owners} separate owner{'s'[: owners != 1]}"
    if independent:
        text += (
            f", {independent} of them no party" if sides else ", no party to it" if owners == 1 else ", none a party"
        )
    return f"{text}; {' and '.join(sides)} among them" if sides and independent else text


def measures_in_force(date: FuzzyDate | None, archive: Archive) -> list[tuple[model.Measure, list[model.Provision]]]:
    """The UN resolutions with provisions in force on a date, oldest first.

    A provision counts when it had begun by the last day that the date can mean and had not ended before its first.
    """
    if date is None:
        return []
    found = []
    for measure in archive.measures.values():
        if measure.kind == "resolution":
            live = [
                p
                for p in measure.provisions
                if p.start.first <= date.last and (p.end is None or p.end.last >= date.first)
            ]
            if live:
                found.append((measure, live))
    return found


@dataclass(frozen=True)
class PostAt:
    """A post on a date. `seen` is the nearest sighting when the post's term does not cover the date for certain."""

    post: model.Post
    seen: FuzzyDate | None = None


def span_of(post: model.Post) -> tuple[dt.date, dt.date] | None:
    """The days between which a post was held for certain: from its start or first sighting to its end or last sighting."""
    firsts = [d.first for d in (post.start, *post.seen) if d] or [d.first for d in (post.end,) if d]
    lasts = [d.last for d in (post.end, *post.seen) if d] or [d.last for d in (post.start,) if d]
    return (min(firsts), max(lasts)) if firsts else None


def posts_at(official: model.Official, date: FuzzyDate | None) -> list[PostAt]:
    """What a person was on a date: posts whose known span covers it, else posts seen within a year of it."""
    if date is None:
        return []
    covering, near = [], []
    for post in official.posts:
        span = span_of(post)
        if span is None:
            continue
        if span[0] <= date.last and span[1] >= date.first:
            covering.append(PostAt(post))
        elif _could_reach(post, date):
            sighting = min((d for d in (*post.seen, post.start, post.end) if d), key=lambda d: _gap(d, date))
            if _gap(sighting, date) <= SIGHTING_REACH:
                near.append((_gap(sighting, date), PostAt(post, sighting)))
    if covering:
        return covering
    return [post for _, post in sorted(near, key=lambda pair: pair[0])[:1]]


def _could_reach(post: model.Post, date: FuzzyDate) -> bool:
    return not (post.start and post.start.first > date.last) and not (post.end and post.end.last < date.first)


def _gap(one: FuzzyDate, other: FuzzyDate) -> dt.timedelta:
    if one.overlaps(other):
        return dt.timedelta(0)
    return other.first - one.last if one.last < other.first else one.first - other.last


def post_dates(post: model.Post) -> str:
    """When a post was held, in words: `2015–2019`, `since August 2015`, `seen in July 2013`."""
    if post.start and post.end:
        return date_range(post.start, post.end)
    if post.start:
        return f"from {date_range(post.start, None)}" + (
            f", last seen {date_range(max(post.seen), None)}" if post.seen else ""
        )
    if post.end:
        return f"until {date_range(post.end, None)}"
    if post.seen:
        first, last = min(post.seen), max(post.seen)
        return (
            f"seen {date_range(first, last)}"
            if first == last
            else f"seen from {date_range(first, None)} to {date_range(last, None)}"
        )
    return ""


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
        now = episode.state_after in ("full", "strained")
        if now != related:
            since, related = episode.date, now
    return since


def mission_state_at(mission: model.Mission, date: dt.date) -> str:
    """`open`, `suspended`, `closed`, `unknown` or `before` for a mission on a date.

    A mission without an opening date is unknown before the first day on which a source saw it; one that was closed
    on a day that is not known is unknown from its beginning on.
    """
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
    if mission.status in ("none", "unknown"):
        return mission.status
    if mission.as_of and mission.as_of.first <= date:
        return "open"
    return "unknown"


def records_about(country: str, archive: Archive) -> Iterator[Record]:
    """The visits, agreements, events, persons, entities and views that name a country."""
    for kind in ("visits", "agreements", "events", "officials", "entities", "assessments"):
        yield from archive.naming("countries", country, by=kind)


def visits_with(country: str, archive: Archive) -> list[model.Visit]:
    """All visits between North Korea and a country, oldest first."""
    return [visit for visit in archive.visits.values() if country in (visit.visitor, visit.host)]


def last_visit(country: str, archive: Archive, *, inbound: bool, ranks: frozenset[str]) -> model.Visit | None:
    """The last visit that was held at one of these ranks: `inbound` from North Korea, else to it."""
    for visit in reversed(visits_with(country, archive)):
        direction = visit.host == country if inbound else visit.visitor == country
        if direction and visit.rank in ranks and visit.status == "held" and visit.kind not in ("meeting", "transit"):
            return visit
    return None


def last_contacts(country: str, archive: Archive) -> dict[tuple[str, str], model.Visit | None]:
    """The last visit of a leader and of a minister each way: by (`in` or `out`, rank), for panels and comparison."""
    return {
        (way, rank): last_visit(country, archive, inbound=way == "in", ranks=frozenset({rank}))
        for way in ("in", "out")
        for rank in ("leader", "minister")
    }
