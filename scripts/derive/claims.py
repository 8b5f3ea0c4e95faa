"""What the record itself says on a claim: the answers to its queries, computed and never typed."""

from __future__ import annotations

from collections import Counter

from scripts.derive.visits import visits_of, visits_of_region
from scripts.load.archive import Archive
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.values.dates import FuzzyDate, short_date
from scripts.values.formats import grouped


def answer(query: model.Query, archive: Archive) -> tuple[str, str]:
    """What a query asks, and what the record answers, in words."""
    return asked(query, archive), _ANSWERS[query.asks](query, archive)


def asked(query: model.Query, archive: Archive) -> str:
    """What a query asks, in words, with everything that narrows it."""
    parts = [v.CLAIM_QUERIES[query.asks].label]
    if query.country:
        parts.append(archive.country_name(query.country))
    if query.rank:
        parts.append(v.RANKS[query.rank].meaning)
    if query.indicator and query.indicator in archive.indicators:
        indicator = archive.indicators[query.indicator]
        parts.append(f"{indicator.title} ({indicator.unit})")
    parts += [f"{word} {day}" for word, day in (("since", query.since), ("until", query.until)) if day]
    return ", ".join(parts)


def _within(day: FuzzyDate, query: model.Query) -> bool:
    return (not query.since or day >= query.since) and (
        not query.until or day <= query.until or day.overlaps(query.until)
    )


def _visits(query: model.Query, archive: Archive) -> str:
    everything = visits_of(query.country, archive) if query.country else visits_of_region(archive)
    found = [one for one in everything if query.rank in (None, one.rank) and _within(one.start, query)]
    if not found:
        return "nothing found"
    first, last = found[0], found[-1]
    if first is last:
        return f"1: {first.title}, {short_date(first.start)}"
    return f"{len(found)}, from {first.title}, {short_date(first.start)}, to {last.title}, {short_date(last.start)}"


def _votes(query: model.Query, archive: Archive) -> str:
    votes = archive.of(model.Vote).values()
    counts = Counter(
        way for one in votes if _within(one.date, query) for id, way in one.cast.items() if query.country in (None, id)
    )
    return f"{counts['yes']} for, {counts['no']} against, {counts['abstained']} abstentions"


def _series(query: model.Query, archive: Archive) -> str:
    indicator = archive.indicators.get(query.indicator or "")
    values = [one for one in indicator.values if _within(one.date, query)] if indicator else []
    if not values:
        return "nothing found"
    low, high = min(values, key=lambda one: one.value), max(values, key=lambda one: one.value)
    named = (("first", values[0]), ("last", values[-1]), ("lowest", low), ("highest", high))
    return "; ".join(f"{word} {grouped(one.value)} ({one.date})" for word, one in named)


_ANSWERS = {"visits": _visits, "votes": _votes, "series": _series}
