"""Heads of mission as pages show them: in a list by country, on the page of a person, beside a mission on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from scripts import pictures
from scripts.derive.heads import Head, heads_between, neighbours_of, vacancies
from scripts.derive.posts import post_dates
from scripts.load.archive import Archive
from scripts.pages.page import Page
from scripts.pages.standingrows import MissionRow, mission_row
from scripts.pictures.heads import ways
from scripts.record import model
from scripts.values.dates import FuzzyDate, short_date, short_date_range


@dataclass(frozen=True)
class HeadRow:
    """A head of mission in a list: who, as what, when; `gap` says of which years before nobody is on record."""

    anchor: str
    id: str
    rank: str
    when: str
    credentials: FuzzyDate | None
    seat: str
    note: str
    sources: tuple[str, ...]
    gap: str


@dataclass(frozen=True)
class House:
    """An embassy that has a record: where it is found, since when and until when it was there."""

    id: str
    place: str
    days: str


@dataclass(frozen=True)
class WayRows:
    """One way between two countries: the missions, their houses, their heads."""

    title: str
    missions: tuple[MissionRow, ...]
    houses: tuple[House, ...]
    heads: tuple[HeadRow, ...]


@dataclass(frozen=True)
class CountryHeads:
    """Both ways of a country."""

    id: str
    name: str
    ways: tuple[WayRows, ...]
    n: int


@dataclass(frozen=True)
class Beside:
    """What a post as head of mission says besides its title, on the page of the person."""

    rank: str
    hosts: tuple[str, ...]
    seat: str
    credentials: FuzzyDate | None
    before: str
    after: str


def heads_page(archive: Archive) -> Page:
    """All heads of mission, by country."""
    countries = tuple(found for country in archive.followed if (found := country_heads(country, archive)).ways)
    return Page(
        "heads-of-mission/index.md",
        "heads-of-mission",
        "Heads of mission",
        "Ambassadors, chargés d’affaires and representatives between North Korea and Southeast Asia, both ways, with what is known of their terms.",
        {
            "countries": countries,
            "pictures": {
                country.id: drawn["heads"]
                for country in archive.partners
                if "heads" in (drawn := pictures.of_country(country, archive))
            },
            "n": sum(one.n for one in countries),
        },
        {"kind": "list", "crumbs": [["Countries", "countries/"]]},
    )


def country_heads(country: model.Country, archive: Archive) -> CountryHeads:
    """The heads of mission of a country, both ways, with the missions."""
    found = []
    for way in ways(country, archive):
        missions = tuple(
            mission_row(one, archive) for one in country.missions if (one.sender, one.host) == (way.sender, way.host)
        )
        if missions or way.heads:
            houses, rows = tuple(_houses(way.heads, archive)), tuple(head_rows(way.heads, archive))
            found.append(WayRows(way.title, missions, houses, rows))
    return CountryHeads(country.id, country.name, tuple(found), sum(len(way.heads) for way in found))


def head_rows(heads: tuple[Head, ...], archive: Archive) -> Iterator[HeadRow]:
    """Heads of mission in the order of time, with the gaps between them."""
    gaps = vacancies(heads)
    for i, head in enumerate(heads):
        post = head.post
        gap = gaps.get(i)
        yield HeadRow(
            f"{head.sender}-{head.host}-{i + 1}",
            head.official.id,
            head.said.label,
            post_dates(post, short_date_range),
            post.credentials,
            "" if head.resident or not post.seat else archive.country_name(post.seat),
            post.note or "",
            post.sources or head.official.sources,
            short_date_range(_month(gap.after), _month(gap.until)) if gap else "",
        )


def _month(day: dt.date) -> FuzzyDate:
    return FuzzyDate(f"{day:%Y-%m}")


def _houses(heads: tuple[Head, ...], archive: Archive) -> Iterator[House]:
    """The houses that the posts of resident heads of mission lead to."""
    for id in dict.fromkeys(head.post.entity for head in heads if head.resident and head.post.entity):
        entity = archive.entities.get(id)
        if entity:
            days = [
                f"{word} {short_date(day)}"
                for word, day in (("opened", entity.opened), ("closed", entity.closed))
                if day
            ]
            yield House(id, entity.place or "", ", ".join(days))


def beside_post(person: model.Official, post: model.Post, archive: Archive) -> Beside | None:
    """What is known of a post as head of mission; None for another post."""
    if not post.head:
        return None
    mine = [one for host in post.accredited for one in heads_between(person.country, host, archive) if one.post is post]
    before, after = neighbours_of(mine[0], archive) if len(mine) == 1 else (None, None)
    return Beside(
        mine[0].said.label if mine else "",
        post.accredited,
        post.seat or "",
        post.credentials,
        before.official.id if before else "",
        after.official.id if after else "",
    )
