"""Rules across records. Each is a small function that yields problems; `RULES` is the list of them all.

A rule's docstring is the rule. Errors stop a build; warnings are listed and counted.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

from pydantic import BaseModel

from scripts import model
from scripts import vocabularies as v
from scripts.archive import Archive, date_of, link
from scripts.dates import FuzzyDate
from scripts.derive import evidence_of, sources_of, span_of
from scripts.loader import load
from scripts.model import ProseMark, citations_in, walk
from scripts.problems import Problem, errors

Rule = Callable[[Archive], Iterator[Problem]]

# A visit without a known end may still have brought an agreement some days after its start.
UNKNOWN_LENGTH = dt.timedelta(days=14)


def check(folder: Path, today: dt.date) -> tuple[Archive, list[Problem]]:
    """Load, link and check a data folder as of a day.

    Returns the archive and all problems, sorted. The rules run also when some records did not load, so
    that one run shows everything; rules that need every record (`needs_all`) wait until all are there.
    """
    loaded = load(folder)
    archive, problems = link(loaded, today)
    problems += loaded.problems
    whole = not errors(loaded.problems)
    for rule in RULES:
        if whole or rule not in NEEDS_ALL:
            problems += rule(archive)
    return archive, sorted(set(problems))


def records_stand_in_their_file(archive: Archive) -> Iterator[Problem]:
    """A record stands in the file of its country (or `regional`), a source in that of its year (or `undated`)."""
    for kind, record in archive:
        stems = _stems(kind, record, archive)
        stem = Path(archive.places[kind, record.id].path).stem
        if stems and stem not in stems:
            wanted = " or ".join(f"{kind}/{name}.yaml" for name in stems)
            yield archive.problem(kind, record, (), f"stands in the wrong file; move it to {wanted}")


def _stems(kind: str, record: model.Record, archive: Archive) -> list[str]:
    if isinstance(record, model.Source):
        return [str(record.date.year) if record.date else "undated"]
    if isinstance(record, model.Country):
        return ["others"] if record.role == "other" else [record.id]
    if isinstance(record, model.Official):
        country = archive.countries.get(record.country)
        return ["others"] if country and country.role == "other" else [record.country]
    if isinstance(record, model.Visit):
        return sorted({record.visitor, record.host} - {archive.home})
    countries: set[str] = set(getattr(record, "countries", ()))
    if isinstance(record, model.Agreement):
        countries = {party.country for party in record.parties}
    if kind in ("agreements", "events", "entities", "assessments"):
        return sorted(countries - {archive.home}) + ["regional"] if countries else ["regional"]
    return []


def ids_begin_with_their_date(archive: Archive) -> Iterator[Problem]:
    """The id of a visit, agreement or event begins with its date, or with its year or month."""
    for kind in ("visits", "agreements", "events"):
        for record in archive.records[kind].values():
            date = date_of(record)
            if date is None:
                continue
            found = re.match(r"\d{4}(-\d\d(?!\d))?(-\d\d(?!\d))?(?=-|$)", record.id)
            # A slug may go on with a number, `1966-69-…`; a shorter date keeps an address when the day is found later.
            if not found or not (date.text.startswith(found[0]) or record.id.startswith(f"{date.text}-")):
                yield archive.problem(kind, record, (), f"the id should begin with its date, {date.text}-")


def old_ids_are_free(archive: Archive) -> Iterator[Problem]:
    """An id under `formerly` is well formed, no live id, and given up by one record only."""
    for kind, records in archive.records.items():
        taken: dict[str, str] = {}
        for record in records.values():
            for i, old in enumerate(record.formerly):
                if not model.ID.fullmatch(old):
                    yield archive.problem(kind, record, ("formerly", i), f"'{old[:60]}' is no id")
                elif old in records:
                    yield archive.problem(kind, record, ("formerly", i), f"'{old}' is the id of a record that exists")
                elif old in taken:
                    yield archive.problem(kind, record, ("formerly", i), f"'{old}' is claimed by '{taken[old]}' too")
                else:
                    taken[old] = record.id


# (model, field of the beginning, field of the end)
_SPANS = {
    model.Visit: [("start", "end")],
    model.Event: [("date", "end")],
    model.Agreement: [("date", "expires")],
    model.Measure: [("date", "end")],
    model.Provision: [("start", "end")],
    model.Post: [("start", "end")],
    model.Mission: [("opened", "closed"), ("suspended", "resumed")],
    model.Official: [("born", "died")],
    model.Entity: [("opened", "closed")],
    model.Listing: [("date", "removed")],
}


def _parts(part: BaseModel, path: model.Path = ()) -> Iterator[tuple[model.Path, BaseModel]]:
    """A record and every part inside it, with its path."""
    yield path, part
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            yield from _parts(value, (*path, name))
        elif isinstance(value, tuple):
            for i, item in enumerate(value):
                if not isinstance(item, BaseModel):
                    break
                yield from _parts(item, (*path, name, i))
        elif isinstance(value, dict):
            for key, item in value.items():
                if isinstance(item, BaseModel):
                    yield from _parts(item, (*path, name, key))


def ends_follow_beginnings(archive: Archive) -> Iterator[Problem]:
    """Nothing ends before it begins."""
    for kind, record in archive:
        for path, part in _parts(record):
            for first, last in _SPANS.get(type(part), ()):
                start, end = getattr(part, first), getattr(part, last)
                if start and end and end.last < start.first:
                    yield archive.problem(kind, record, (*path, last), f"{last} {end} is before {first} {start}")


def dates_are_past(archive: Archive) -> Iterator[Problem]:
    """No date lies in the future, except an expiry, the end of a provision, and a visit that is only announced."""
    for kind, record in archive:
        for path, part in _parts(record):
            if isinstance(part, model.Visit) and part.status == "announced":
                continue
            for name in type(part).model_fields:
                value = getattr(part, name)
                future = isinstance(value, FuzzyDate) and value.first > archive.today
                if future and name != "expires" and not (name == "end" and isinstance(part, model.Provision | model.Measure)):
                    yield archive.problem(kind, record, (*path, name), f"{name} {value} lies in the future")


def new_years_day_is_meant(archive: Archive) -> Iterator[Problem]:
    """1 January is never a stand-in for a year; where it is meant, `cites` names the source of the day."""
    for kind, record in archive:
        cited = getattr(record, "cites", {})
        for path, part in _parts(record):
            for name in type(part).model_fields:
                value = getattr(part, name)
                if isinstance(value, FuzzyDate) and value.text.endswith("-01-01") and not isinstance(part, model.Source):
                    if path or name not in cited:
                        text = f"{name} {value} looks like a year; write {value.year}, or cite the source of the day"
                        yield archive.problem(kind, record, (*path, name), text, warning=True)


def a_visit_has_two_sides(archive: Archive) -> Iterator[Problem]:
    """A visit joins North Korea and one other side; a venue is a third country and makes it a meeting."""
    for visit in archive.visits.values():
        if visit.visitor == visit.host:
            yield archive.problem("visits", visit, ("host",), f"visitor and host are both '{visit.host}'")
        elif archive.home not in (visit.visitor, visit.host):
            yield archive.problem("visits", visit, ("visitor",), f"neither side is '{archive.home}'")
        if (visit.kind == "meeting") != (visit.venue is not None):
            yield archive.problem("visits", visit, ("kind",), "a meeting, and nothing else, has a venue in a third country")
        elif visit.venue in (visit.visitor, visit.host):
            yield archive.problem("visits", visit, ("venue",), "the venue is one of the two sides, so this is a visit")


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


def agreements_fall_into_their_visit(archive: Archive) -> Iterator[Problem]:
    """An agreement's date lies inside the visit on which it was signed, and the visit's sides are parties."""
    for agreement in archive.agreements.values():
        visit = archive.visits.get(agreement.visit or "")
        if visit is None:
            continue
        sides = {visit.visitor, visit.host}
        # A journey to a meeting of many states may bring an agreement with the body that holds it.
        if visit.kind not in ("multilateral", "summit", "meeting") and not sides <= {p.country for p in agreement.parties}:
            yield archive.problem("agreements", agreement, ("visit",), "the sides of the visit are not both parties")
        if agreement.date is None:
            continue
        last = visit.end.last if visit.end else visit.start.last + UNKNOWN_LENGTH
        if agreement.date.last < visit.start.first or agreement.date.first > last:
            until = f" to {visit.end}" if visit.end else ""
            text = f"date {agreement.date} is outside the visit, {visit.start}{until}"
            yield archive.problem("agreements", agreement, ("date",), text)


def posts_do_not_overlap(archive: Archive) -> Iterator[Problem]:
    """One person does not hold one post twice at a time."""
    for person in archive.officials.values():
        spans = [(post.title.casefold(), span_of(post), i) for i, post in enumerate(person.posts)]
        for n, (title, span, _) in enumerate(spans):
            for other, second, i in spans[n + 1 :]:
                if title == other and span and second and span[0] < second[1] and second[0] < span[1]:
                    text = f"'{person.posts[i].title}' overlaps with the same post above; make them one"
                    yield archive.problem("officials", person, ("posts", i), text)


def folded(name: str) -> str:
    """A name without case, diacritics, spaces and hyphens, for comparing spellings."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("đ", "d"))
    return "".join(c for c in plain if c.isalnum())


def nobody_stands_twice(archive: Archive) -> Iterator[Problem]:
    """Two persons of one country do not share a name or spelling, unless `distinct_from` says that they differ."""
    by_name: dict[tuple[str, str], list[model.Official]] = defaultdict(list)
    for person in archive.officials.values():
        spellings = {folded(n) for n in (person.name, *person.aliases, *(n.text for n in person.native))}
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


def a_journey_has_stops(archive: Archive) -> Iterator[Problem]:
    """A journey joins at least two visits."""
    stops: dict[str, list[model.Visit]] = defaultdict(list)
    for visit in archive.visits.values():
        if visit.journey:
            stops[visit.journey].append(visit)
    for journey, visits in stops.items():
        if len(visits) == 1:
            text = f"no other visit is part of the journey '{journey}'"
            yield archive.problem("visits", visits[0], ("journey",), text, warning=True)


def held_means_reported_afterwards(archive: Archive) -> Iterator[Problem]:
    """A visit that counts as held has a source that is not older than its beginning."""
    for visit in archive.visits.values():
        dates = [s.date for id in sources_of(visit) if (s := archive.sources.get(id)) and s.date]
        undated = any((s := archive.sources.get(id)) and not s.date for id in sources_of(visit))
        if visit.status == "held" and dates and not undated and max(d.last for d in dates) < visit.start.first:
            text = "is held, but every source is older than its start; write announced or departed, or find a later source"
            yield archive.problem("visits", visit, ("status",), text, warning=True)


def confirmed_is_more_than_one_side(archive: Archive) -> Iterator[Problem]:
    """Nothing is confirmed on the word of one party alone."""
    for kind in ("visits", "agreements", "events"):
        for record in archive.records[kind].values():
            assert isinstance(record, model.Evidenced)
            if getattr(record, "confidence", "") != "confirmed":
                continue
            attestation = evidence_of(record, archive).attestation
            if attestation in ("dprk", "partner"):
                text = "is confirmed, but only one party says so; write reported"
                yield archive.problem(kind, record, ("confidence",), text, warning=True)


def grades_are_only_lowered(archive: Archive) -> Iterator[Problem]:
    """An editor may lower the computed grade, never raise it."""
    for kind in ("visits", "agreements", "events"):
        for record in archive.records[kind].values():
            lowered = getattr(record, "lowered", None)
            if lowered is not None:
                assert isinstance(record, model.Evidenced)
                computed = evidence_of(record.model_copy(update={"lowered": None}), archive).grade
                if v.GRADES.rank(lowered.grade) <= v.GRADES.rank(computed):
                    text = f"the computed grade is {computed}; a grade can only be lowered"
                    yield archive.problem(kind, record, ("lowered", "grade"), text)


def relations_are_in_order(archive: Archive) -> Iterator[Problem]:
    """The episodes of a country's relations stand in the order of their dates."""
    for country in archive.countries.values():
        for i, (before, after) in enumerate(zip(country.relations, country.relations[1:], strict=False), 1):
            if after.date.first < before.date.first:
                text = f"relations: {after.date} stands after {before.date}"
                yield archive.problem("countries", country, ("relations", i, "date"), text)


def missions_have_two_sides(archive: Archive) -> Iterator[Problem]:
    """A mission joins North Korea and the country in whose file it stands."""
    for country in archive.countries.values():
        for i, mission in enumerate(country.missions):
            if {mission.sender, mission.host} != {country.id, archive.home}:
                text = f"a mission here joins {archive.home} and {country.id}"
                yield archive.problem("countries", country, ("missions", i), text)


def party_media_have_a_country(archive: Archive) -> Iterator[Problem]:
    """A publisher on the side of a partner names its country: without it nobody knows whose side that is."""
    for publisher in archive.publishers.values():
        if publisher.side == "partner" and publisher.country is None:
            yield archive.problem("publishers", publisher, ("side",), "a publisher on a partner's side needs a country")


def provisions_have_their_own_ids(archive: Archive) -> Iterator[Problem]:
    """The ids of a measure's provisions are ids, each used once."""
    for measure in archive.measures.values():
        seen: set[str] = set()
        for i, provision in enumerate(measure.provisions):
            if not model.ID.fullmatch(provision.id):
                yield archive.problem("measures", measure, ("provisions", i, "id"), f"'{provision.id[:60]}' is no id")
            elif provision.id in seen:
                yield archive.problem("measures", measure, ("provisions", i, "id"), f"'{provision.id}' stands twice")
            seen.add(provision.id)


def address_key(url: str) -> str:
    """An address without what does not change the page: scheme, www, m, a slash at the end, the fragment."""
    bare = re.sub(r"^https?://(www\d?\.|m\.)?", "", unquote(url).split("#")[0], flags=re.IGNORECASE)
    return bare.rstrip("/")


def addresses_are_used_once(archive: Archive) -> Iterator[Problem]:
    """Two sources do not share an address."""
    seen: dict[str, model.Source] = {}
    for source in archive.sources.values():
        if source.url:
            first = seen.setdefault(address_key(source.url), source)
            if first is not source:
                yield archive.problem("sources", source, ("url",), f"'{first.id}' has this address too; make them one")


def every_source_is_cited(archive: Archive) -> Iterator[Problem]:
    """A source is there because a record cites it."""
    for source in archive.sources.values():
        if ("sources", source.id) not in archive.backlinks:
            yield archive.problem("sources", source, (), "nobody cites this source", warning=True)


def every_publisher_publishes(archive: Archive) -> Iterator[Problem]:
    """A publisher is there because a source names it."""
    for publisher in archive.publishers.values():
        if ("publishers", publisher.id) not in archive.backlinks:
            yield archive.problem("publishers", publisher, (), "no source names this publisher", warning=True)


# Markup that prose may not hold: HTML, images, links that are neither http nor https, reference definitions.
_RAW_HTML = re.compile(r"<[A-Za-z!/?]")
_IMAGE = re.compile(r"!\[")
_LINK = re.compile(r"\]\(\s*(?!https?://)")
_DEFINITION = re.compile(r"^\s{0,3}\[[^\]@]+\]:", re.MULTILINE)
_AUTOLINK = re.compile(r"javascript:|data:text", re.IGNORECASE)


def prose_is_simple(archive: Archive) -> Iterator[Problem]:
    """Prose is Markdown without HTML, images and link definitions; links lead to http or https."""
    bad = (
        (_RAW_HTML, "raw HTML; write Markdown"),
        (_IMAGE, "an image; prose holds text only"),
        (_LINK, "a link that is not http or https"),
        (_DEFINITION, "a link definition; write the address in the link"),
        (_AUTOLINK, "a link that is not http or https"),
    )
    for kind, record in archive:
        for path, mark, text in walk(record):
            if isinstance(mark, ProseMark):
                where = ".".join(str(step) for step in path)
                for pattern, what in bad:
                    if pattern.search(text):
                        yield archive.problem(kind, record, path, f"{where}: holds {what}")


def citations_are_whole(archive: Archive) -> Iterator[Problem]:
    """Every `[@` in prose begins a citation of the form `[@id]` or `[@id; @id]`."""
    for kind, record in archive:
        for path, mark, text in walk(record):
            if isinstance(mark, ProseMark) and "[@" in model.CITATION.sub("", text):
                rest = model.CITATION.sub("", text)
                broken = rest[rest.index("[@") :][:40]
                where = ".".join(str(step) for step in path)
                yield archive.problem(kind, record, path, f"{where}: '{broken}' is no citation; write [@id] or [@id; @id]")


def prose_cites(archive: Archive) -> Iterator[Problem]:
    """Each paragraph of an introduction or a country's summary cites something."""
    prose: list[tuple[str, model.Record, str, str]] = []
    for country in archive.countries.values():
        prose += [("countries", country, f, t) for f in ("summary", "introduction") if (t := getattr(country, f))]
    prose += [("topics", topic, "introduction", topic.introduction) for topic in archive.topics.values()]
    for kind, record, name, text in prose:
        for paragraph in re.split(r"\n\s*\n", text):
            if not citations_in(paragraph) and not paragraph.lstrip().startswith("#"):
                start = " ".join(paragraph.split())[:40]
                yield archive.problem(kind, record, (name,), f"{name}: the paragraph '{start}…' cites nothing")


RULES: tuple[Rule, ...] = (
    records_stand_in_their_file,
    ids_begin_with_their_date,
    old_ids_are_free,
    ends_follow_beginnings,
    dates_are_past,
    new_years_day_is_meant,
    a_visit_has_two_sides,
    people_belong_to_their_side,
    agreements_fall_into_their_visit,
    posts_do_not_overlap,
    nobody_stands_twice,
    a_leader_is_in_one_place,
    a_journey_has_stops,
    held_means_reported_afterwards,
    confirmed_is_more_than_one_side,
    grades_are_only_lowered,
    relations_are_in_order,
    missions_have_two_sides,
    party_media_have_a_country,
    provisions_have_their_own_ids,
    addresses_are_used_once,
    every_source_is_cited,
    every_publisher_publishes,
    prose_is_simple,
    citations_are_whole,
    prose_cites,
)

# Rules whose findings mean nothing while some records are missing.
NEEDS_ALL: frozenset[Rule] = frozenset({every_source_is_cited, every_publisher_publishes, a_journey_has_stops})
