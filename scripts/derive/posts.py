"""What a person was on a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from scripts.record import model
from scripts.values.dates import FuzzyDate, date_range

# Writes one date, or a stretch of time.
Span = Callable[[FuzzyDate, FuzzyDate | None], str]
# A sighting in office says something about the days around it, not about another year.
SIGHTING_REACH = dt.timedelta(days=366)


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
        early, late = date.last < span[0], date.first > span[1]
        if not early and not late:
            covering.append(PostAt(post))
        elif not (post.start if early else post.end):
            sighting = min((d for d in (*post.seen, post.start, post.end) if d), key=lambda d: _gap(d, date))
            if _gap(sighting, date) <= SIGHTING_REACH:
                near.append((_gap(sighting, date), PostAt(post, sighting)))
    if covering:
        return covering
    return [post for _, post in sorted(near, key=lambda pair: pair[0])[:1]]


def _gap(one: FuzzyDate, other: FuzzyDate) -> dt.timedelta:
    """The days between two dates that cannot mean the same day."""
    return max(other.first - one.last, one.first - other.last)


def post_dates(post: model.Post, span: Span = date_range) -> str:
    """When a post was held, in words: `2015–2019`, `from August 2015`, `seen July 2013`; `span` writes the dates."""
    if post.start and post.end:
        return span(post.start, post.end)
    if post.start:
        return f"from {span(post.start, None)}" + (f", last seen {span(max(post.seen), None)}" if post.seen else "")
    if post.end:
        return f"until {span(post.end, None)}"
    if post.seen:
        first, last = min(post.seen), max(post.seen)
        return f"seen {span(first, last)}" if first == last else f"seen from {span(first, None)} to {span(last, None)}"
    return ""
