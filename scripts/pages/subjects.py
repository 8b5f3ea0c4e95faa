"""What the pages of companies, topics and figures show besides their records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from scripts import pictures
from scripts.derive.posts import post_dates
from scripts.load.archive import Archive, once
from scripts.pages.ballots import claim_rows
from scripts.pages.rows import PostLine, entity_rows, names_of, parts_of_entities, parts_of_views, tables_naming, views
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.kinds import KINDS
from scripts.takeaway.dossiers import has_dossier

# A topic has lists of many kinds: one of more rows stands in parts.
FEW_OF_A_KIND = 12


@dataclass(frozen=True)
class Member:
    """A person of a company or institution, with the posts held in it."""

    id: str
    posts: tuple[PostLine, ...]


@dataclass(frozen=True)
class LinkList:
    """Records of one kind that are only named."""

    kind: str
    title: str
    ids: tuple[str, ...]


def entity_values(entity: model.Entity, archive: Archive) -> dict[str, Any]:
    """Who belongs to a company or institution, and what happened with it."""
    return {
        "names": names_of(entity),
        "dossier": has_dossier("entities", entity, archive),
        "panel": panel_words(entity),
        "members": members(entity, archive),
        "parts": entity_rows(archive.naming("entities", entity.id, by="entities"), archive),
        "tables": tables_naming("entities", entity.id, archive),
        "unlisted": lists_looked_at(archive) if entity.kind in _LISTED and not entity.listings else (),
    }


# The kinds of bodies that sanctions lists name.
_LISTED = ("company", "bank", "ship", "airline", "group")


@once
def lists_looked_at(archive: Archive) -> tuple[str, ...]:
    """Whose sanctions lists the record cites anywhere, by their names."""
    found = {listing.list for entity in archive.entities.values() for listing in entity.listings}
    return tuple(said.label for word, said in v.LISTING_LISTS.items() if word in found)


def panel_words(entity: model.Entity) -> tuple[str, ...]:
    """What the panel of facts says in words that a reader may look for: kind, place, IMO number, numbers of listings."""
    numbers = (listing.number for listing in entity.listings)
    words = (v.ENTITY_KINDS[entity.kind].label, entity.place, f"IMO {entity.imo}" if entity.imo else None, *numbers)
    return tuple(word for word in words if word)


def members(entity: model.Entity, archive: Archive) -> tuple[Member, ...]:
    """The persons whom a company's record names, and those whose posts lead to it."""
    linked = (link.id for link in archive.linked_from("entities", entity.id, by="officials"))
    return tuple(
        Member(
            id,
            tuple(
                PostLine(post.title, post_dates(post))
                for post in archive.officials[id].posts
                if post.entity == entity.id
            ),
        )
        for id in dict.fromkeys((*entity.officials, *linked))
        if id in archive.officials
    )


def topic_values(topic: model.Topic, archive: Archive) -> dict[str, Any]:
    """What stands under a topic."""
    lists = (
        LinkList(kind, KINDS[kind].plural, tuple(link.id for link in archive.linked_from("topics", topic.id, by=kind)))
        for kind in ("indicators", "votes")
    )
    measures = (link.id for link in archive.linked_from("topics", topic.id, by="measures"))
    return {
        "names": (topic.label,),
        "measures": tuple(dict.fromkeys((*topic.measures, *measures))),
        "tables": tuple(
            replace(table.latest_first(), long=FEW_OF_A_KIND) for table in tables_naming("topics", topic.id, archive)
        ),
        "views": parts_of_views(views(archive.naming("topics", topic.id, by="assessments")), FEW_OF_A_KIND // 3),
        "entities": parts_of_entities(
            entity_rows(archive.naming("topics", topic.id, by="entities"), archive), archive, FEW_OF_A_KIND
        ),
        "claims": claim_rows(archive.naming("topics", topic.id, by="claims")),
        "lists": tuple(one for one in lists if one.ids),
    }


def indicator_values(indicator: model.Indicator, archive: Archive) -> dict[str, Any]:
    """The picture of a series, and whether its values name who estimated them."""
    return {
        "pictures": pictures.of_indicator(indicator),
        "with_estimator": any(value.estimator for value in indicator.values),
    }
