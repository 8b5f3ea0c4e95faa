"""Persons stand once, and hold a post once at a time."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from scripts.derive.posts import span_of
from scripts.load.archive import Archive
from scripts.record import model
from scripts.record.kinds import HAPPENINGS
from scripts.rules.rule import rule
from scripts.values.problems import Problem


@rule
def posts_do_not_overlap(archive: Archive) -> Iterator[Problem]:
    """One person does not hold one post twice at a time."""
    for person in archive.officials.values():
        spans = [(post.title.casefold(), span_of(post), i) for i, post in enumerate(person.posts)]
        for n, (title, span, _) in enumerate(spans):
            for other, second, i in spans[n + 1 :]:
                if title == other and span and second and span[0] < second[1] and second[0] < span[1]:
                    text = f"'{person.posts[i].title}' overlaps with the same post above; make them one"
                    yield archive.problem("officials", person, ("posts", i), text)


@rule
def posts_of_one_body_leave_no_gap(archive: Archive) -> Iterator[Problem]:
    """A post without an end reaches the next one in the same body, where a record names the person in between."""
    for person in archive.officials.values():
        spans = [(i, post, span) for i, post in enumerate(person.posts) if post.entity and (span := span_of(post))]
        for i, post, (_, last) in spans:
            later = [first for _, other, (first, _) in spans if other.entity == post.entity and first > last]
            if not post.start or post.end or not later:
                continue
            inside = next(_named_between(person.id, last, min(later), archive), None)
            if inside:
                text = (
                    f"has no end and is last seen on {last}, the next post begins on {min(later)}, and '{inside}' lies "
                    "between; write the end, or a day on which the person was seen in it"
                )
                yield archive.warning("officials", person, ("posts", i), text)


def _named_between(person: str, after: dt.date, before: dt.date, archive: Archive) -> Iterator[str]:
    """The ids of happenings between two days that name a person."""
    for kind in HAPPENINGS:
        for record in archive.naming("officials", person, by=kind):
            if record.when and after < record.when.first and record.when.last < before:
                yield record.id


def spelling_key(name: str) -> str:
    """A name without case, diacritics, spaces and hyphens, for comparing spellings."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("đ", "d"))
    return "".join(c for c in plain if c.isalnum())


@rule
def nobody_stands_twice(archive: Archive) -> Iterator[Problem]:
    """Two persons of one country do not share a name or spelling, unless `distinct_from` says that they differ."""
    by_name: dict[tuple[str, str], list[model.Official]] = defaultdict(list)
    for person in archive.officials.values():
        spellings = {spelling_key(n) for n in (person.name, *person.aliases, *(n.text for n in person.native))}
        for spelling in spellings:
            by_name[person.country, spelling].append(person)
    told: set[tuple[str, str]] = set()
    for (_, _), people in sorted(by_name.items()):
        first = people[0]
        for other in people[1:]:
            known = first.id in other.distinct_from or other.id in first.distinct_from
            if not known and (first.id, other.id) not in told:
                told.add((first.id, other.id))
                text = f"shares a name with '{first.id}'; make them one, or write distinct_from: [{first.id}]"
                yield archive.problem("officials", other, (), text)
