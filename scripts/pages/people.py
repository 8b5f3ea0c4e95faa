"""What the page of a person shows besides the record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from scripts.derive.posts import post_dates
from scripts.load.archive import Archive
from scripts.pages.rows import agreement_parts, entity_rows, event_table, names_of, visit_parts
from scripts.record import model


@dataclass(frozen=True)
class PostRow:
    """A post of the person's table: when it was held, where it leads, what stands behind it."""

    when: str
    title: str
    entity: str
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Namesake:
    """Another person of the same name: what tells the two apart."""

    id: str
    detail: str


@dataclass(frozen=True)
class Acquaintance:
    """A person whom this one met, and how often."""

    id: str
    country: str
    times: int


def official_values(person: model.Official, archive: Archive) -> dict[str, Any]:
    """A person's posts, visits and agreements with the part played in each, and the other records that name the person."""
    visits = visit_roles(person, archive)
    return {
        "names": names_of(person),
        "namesakes": tuple(_namesake(archive.officials[id], person, archive) for id in person.distinct_from),
        "posts": tuple(
            PostRow(post_dates(post), post.title, post.entity or "", post.note or "", post.sources or person.sources)
            for post in person.posts
        ),
        "visits": visit_parts(visits, archive),
        "agreements": agreement_parts(agreement_roles(person, archive), archive),
        "events": event_table(archive.naming("officials", person.id, by="events"), archive),
        "entities": entity_rows(archive.naming("officials", person.id, by="entities"), archive),
        "met": acquaintances(person, visits, archive),
    }


def _namesake(other: model.Official, person: model.Official, archive: Archive) -> Namesake:
    country = [archive.country_name(other.country)] if other.country != person.country else []
    return Namesake(other.id, ", ".join([*country, *(post.title for post in other.posts[:1])]))


def visit_roles(person: model.Official, archive: Archive) -> list[tuple[model.Visit, str]]:
    """The visits in which a person had a part, with the part: the first that is true."""
    found = []
    for visit in archive.naming("officials", person.id, by="visits"):
        if visit.leader == person.id:
            found.append((visit, "led"))
        elif person.id in visit.delegation:
            found.append((visit, "in the delegation"))
        elif person.id in visit.met:
            found.append((visit, "met"))
    return found


def agreement_roles(person: model.Official, archive: Archive) -> list[tuple[model.Agreement, str]]:
    """The agreements that a person signed or attended."""
    found = []
    for agreement in archive.naming("officials", person.id, by="agreements"):
        if person.id in [party.signatory for party in agreement.parties]:
            found.append((agreement, "signed"))
        elif person.id in agreement.attended:
            found.append((agreement, "attended"))
    return found


def acquaintances(
    person: model.Official, visits: list[tuple[model.Visit, str]], archive: Archive
) -> tuple[Acquaintance, ...]:
    """Whom a person met on the other side, the most often met first."""
    met: Counter[str] = Counter()
    for visit, part in visits:
        others = (visit.leader, *visit.delegation) if part == "met" else visit.met
        met.update(id for id in others if id and id != person.id)
    return tuple(
        Acquaintance(id, archive.country_name(archive.officials[id].country), times)
        for id, times in met.most_common()
        if id in archive.officials
    )
