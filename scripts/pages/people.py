"""What the page of a person shows besides the record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from scripts.derive.apart import apart_from, namesakes
from scripts.derive.posts import post_dates
from scripts.load.archive import Archive
from scripts.pages.missionpages import Beside, beside_post
from scripts.pages.rows import agreement_parts, entity_rows, event_table, names_of, visit_parts
from scripts.record import model
from scripts.takeaway.dossiers import has_dossier


@dataclass(frozen=True)
class PostRow:
    """A post of the person's table: when it was held, where it leads, what stands behind it."""

    when: str
    title: str
    entity: str
    note: str
    sources: tuple[str, ...]
    beside: Beside | None


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
        "dossier": has_dossier("officials", person, archive),
        "namesakes": tuple(_namesake(other, person, archive) for other in confused(person, archive)),
        "posts": tuple(
            PostRow(
                post_dates(post),
                post.title,
                post.entity or "",
                post.note or "",
                post.sources or person.sources,
                beside_post(person, post, archive),
            )
            for post in person.posts
        ),
        "visits": visit_parts(visits, archive),
        "agreements": agreement_parts(agreement_roles(person, archive), archive),
        "events": event_table(archive.naming("officials", person.id, by="events"), archive),
        "entities": entity_rows(archive.naming("officials", person.id, by="entities"), archive),
        "met": acquaintances(person, visits, archive),
    }


def confused(person: model.Official, archive: Archive) -> list[model.Official]:
    """The persons who may be taken for this one: those who bear the name, and those of whom a record says so."""
    said = [archive.officials[id] for id in person.distinct_from]
    saying = archive.naming("officials", person.id, by="officials")
    found = {id: archive.officials[id] for id in (one.id for one in namesakes("officials", person, archive))}
    return list(({one.id: one for one in said} | found | {one.id: one for one in saying}).values())


def _namesake(other: model.Official, person: model.Official, archive: Archive) -> Namesake:
    """The post is said with the name where both bear the same name."""
    country = [archive.country_name(other.country)] if other.country != person.country else []
    posts = [] if apart_from("officials", other, archive) else [post.title for post in other.posts[:1]]
    return Namesake(other.id, ", ".join([*country, *posts]))


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
