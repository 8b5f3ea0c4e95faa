"""Persons stand once, and hold a post once at a time."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from scripts.derive.korean import in_latin, is_hangul
from scripts.derive.names import compact, folded, is_korean
from scripts.derive.posts import posts_at, span_of
from scripts.load.archive import Archive
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.kinds import HAPPENINGS
from scripts.record.references import FieldPath
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


_AMBASSADOR = re.compile(r"(?:Ambassador(?:-designate)? to|Chargé d.affaires\b)(.*)", re.IGNORECASE)


@rule
def ambassadors_say_where(archive: Archive) -> Iterator[Problem]:
    """A post whose title is that of a head of mission says so in fields of its own: head, accredited."""
    for person in archive.officials.values():
        partners = archive.followed if person.country == archive.home else [archive.countries.get(archive.home)]
        for i, post in enumerate(person.posts):
            title = _AMBASSADOR.match(post.title)
            where = [one.id for one in partners if title and one and one.name in title[1]]
            if where and not post.head:
                text = f"looks like a head of mission; write head, and accredited: [{', '.join(where)}]"
                yield archive.warning("officials", person, ("posts", i), text)


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


@rule
def the_dead_do_not_travel(archive: Archive) -> Iterator[Problem]:
    """Who leads a visit, takes part in it, is met on it, signs or attends was born before and had not died. A person is told
    once: the slip may be in the dates of the person."""
    told: set[str] = set()
    for kind, record, where, id in _taking_part(archive):
        person = archive.officials.get(id)
        if person is None or record.when is None or id in told:
            continue
        if person.born and person.died and person.died.last < person.born.first:
            continue  # told of the person
        if person.died and person.died.last < record.when.first:
            told.add(id)
            yield archive.problem(kind, record, where, f"'{id}' died on {person.died}, before {record.when}")
        elif person.born and person.born.first > record.when.last:
            told.add(id)
            yield archive.problem(kind, record, where, f"'{id}' was born on {person.born}, after {record.when}")


def _taking_part(archive: Archive) -> Iterator[tuple[str, model.Record, FieldPath, str]]:
    """Who was there in person: (kind, record, where the person is named, id)."""
    for visit in archive.visits.values():
        for name in ("delegation", "met"):
            yield from (("visits", visit, (name, i), id) for i, id in enumerate(getattr(visit, name)))
        if visit.leader:
            yield "visits", visit, ("leader",), visit.leader
    for agreement in archive.agreements.values():
        for i, party in enumerate(agreement.parties):
            if party.signatory:
                yield "agreements", agreement, ("parties", i, "signatory"), party.signatory
        yield from (("agreements", agreement, ("attended", i), id) for i, id in enumerate(agreement.attended))


# Posts below those of the ranks down to minister; a deputy premier is none of them.
_BELOW = re.compile(r"\b(vice|deputy|assistant)[- ](?!prime\b)(\w+ )?(minister|director|department)", re.IGNORECASE)


@rule
def ranks_fit_the_post(archive: Archive) -> Iterator[Problem]:
    """A vice-minister leads no visit of the rank of a leader, a speaker or a minister."""
    for visit in archive.visits.values():
        person = archive.officials.get(visit.leader or "")
        posts = [one.post.title for one in posts_at(person, visit.start)] if person else []
        if posts and v.RANKS.rank(visit.rank) <= v.RANKS.rank("minister") and all(map(_BELOW.search, posts)):
            text = f"'{visit.leader}' was {posts[0]} then; if the rank is right, the post is missing"
            yield archive.warning("visits", visit, ("rank",), text)


@rule
def names_are_in_their_order(archive: Archive) -> Iterator[Problem]:
    """A name is not that of another person of the country with the family name at the other end, and a Korean name in Latin
    letters has the order of the name in Hangul."""
    known: dict[tuple[str, str], model.Official] = {}
    families = {folded(person.name).split()[0] for person in archive.officials.values() if is_korean(person)}
    for person in archive.officials.values():
        words = folded(person.name).split()
        turned = ["".join([*words[1:], *words[:1]]), "".join([*words[-1:], *words[:-1]])] if len(words) > 1 else []
        spelt = _spelt(person) if is_korean(person) and words[-1] in families else set()
        if "".join(words) not in spelt and spelt & {*turned}:
            yield archive.problem("officials", person, ("name",), "name: the family name stands first in a Korean name")
            continue
        first = next((known[person.country, name] for name in turned if (person.country, name) in known), None)
        if first and first.name != person.name and not _set_apart(first, person):
            text = f"is the name of '{first.id}' in another order; make them one, or write distinct_from: [{first.id}]"
            yield archive.problem("officials", person, ("name",), text)
        known.setdefault((person.country, "".join(words)), person)


def _spelt(person: model.Official) -> set[str]:
    """A Korean name in Latin letters, by every rule, from the name in Hangul."""
    hangul = (native.text for native in person.native if is_hangul(native.text))
    return {compact(name) for text in hangul for name, _ in in_latin(text)}


def _set_apart(one: model.Official, other: model.Official) -> bool:
    return one.id in other.distinct_from or other.id in one.distinct_from


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
            if not _set_apart(first, other) and (first.id, other.id) not in told:
                told.add((first.id, other.id))
                text = f"shares a name with '{first.id}'; make them one, or write distinct_from: [{first.id}]"
                yield archive.problem("officials", other, (), text)
