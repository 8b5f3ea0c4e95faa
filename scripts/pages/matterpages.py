"""What is on record by matter, where no list of one kind has it all: aid and debts, arms, restaurants, lines, sport and more.

One mechanism for all: a matter names the kinds of events, the fields of agreements, the kinds of entities and the questions to
countries that belong to it, and, for what has no kind of its own, words of titles. A page of a matter goes country by country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.derive.evidence import evidence_of
from scripts.load.archive import Archive
from scripts.pages.page import Page
from scripts.pages.rows import UNDATED
from scripts.pages.standingrows import CountryAnswer, answers_of
from scripts.record import model
from scripts.values.dates import FuzzyDate, short_date_range


@dataclass(frozen=True)
class Matter:
    """What belongs together, and by what it is found."""

    name: str
    title: str
    events: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    series: str = ""
    words: str = ""

    @property
    def rule(self) -> str:
        """How it is found, in words."""
        parts = [
            f"events of the kind {_or(self.events)}" if self.events else "",
            f"agreements on {_or(self.fields)}" if self.fields else "",
            "visits, agreements and events whose titles speak of it" if self.words else "",
            f"bodies of the kind {_or(self.entities)}" if self.entities else "",
        ]
        return "; ".join(filter(None, parts))


def _or(words: tuple[str, ...]) -> str:
    return " or ".join(word.replace("-", " ") for word in words)


MATTERS = (
    Matter("aid-and-debts", "Aid, loans and debts", ("aid",), ("aid", "finance"), words=r"\b(rice|aid|relief|debts?|loans?|credits?|KEDO)\b"),
    Matter("arms", "Arms and military ties", ("arms",), ("defence",), facts=("arms",), words=r"\b(arms|Scud|submarines?(?! missile)|military)\b"),
    Matter("defectors", "Defectors on their way", ("defectors",), facts=("defectors",), series=r"arrest|defector"),
    Matter("restaurants", "Restaurants, hotels, museums and monuments", ("restaurant",), entities=("restaurant", "hotel", "museum", "monument"), facts=("restaurants",), series="restaurant"),
    Matter("workers", "Workers", ("workers", "it-workers"), ("labour",), facts=("workers",), series="workers|North Koreans at work"),
    Matter("lines", "Air links and shipping lines", ("aviation",), ("aviation", "transport"), ("airline",), ("flights",)),
    Matter("visas", "Visas and travel", fields=("visas", "tourism"), facts=("visas",), words=r"\b(visas?|tourists?|travel)\b"),
    Matter("students", "Students, schools and training", ("education",), ("education",), ("school",), words=r"\b(students?|scholars?|university)\b"),
    Matter("sister-cities", "Sister cities and provinces", words=r"\b(sister|twin(ned)? (city|cities)|friendship (city|cities))\b"),
    Matter("associations", "Friendship associations", entities=("association",), words=r"\b(friendship|solidarity) (association|society|committee|group)"),
    Matter("honours", "Honours and gifts", words=r"\b(medals?|honou?r(s|ed|ary)?|decorat\w+|gifts?|doctorate|prize|statue|orchid)\b"),
    Matter("sport", "Sport", fields=("sport",), words=r"\b(football|matches|athletes?|Olympi\w+|Asian Games|SEA Games|sports?|taekwondo|weightlift\w+|qualifier|Asian Cup)\b"),
)  # fmt: skip


@dataclass(frozen=True)
class MatterRow:
    """A visit, an agreement or an event that belongs to a matter."""

    kind: str
    id: str
    when: str
    word: str
    grade: str


@dataclass(frozen=True)
class PlaceRow:
    """A body that belongs to a matter, with its first and last day as far as they are known."""

    id: str
    place: str
    opened: FuzzyDate | None
    closed: FuzzyDate | None


@dataclass(frozen=True)
class MatterCountry:
    """What one country has of a matter."""

    id: str
    name: str
    answers: tuple[CountryAnswer, ...]
    rows: tuple[MatterRow, ...]
    places: tuple[PlaceRow, ...]
    series: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.rows or self.places or self.series)


def matter_pages(archive: Archive) -> Iterator[Page]:
    """The index of matters, and the page of each."""
    found = [(matter, [of_country(matter, country, archive) for country in archive.followed]) for matter in MATTERS]
    yield Page(
        "matters/index.md",
        "matters",
        "By matter",
        "Aid and debts, arms, defectors, restaurants, air links, visas, students, sister cities, associations, honours and sport, by country.",
        {
            "countries": [(country.id, country.name) for country in archive.followed],
            "matters": [
                (matter, [(one.id, len(one.rows) + len(one.places)) for one in some]) for matter, some in found
            ],
        },
        {"kind": "list", "crumbs": [["Topics", "topics/"]]},
    )
    for matter, some in found:
        yield Page(
            f"matters/{matter.name}.md",
            "matter",
            matter.title,
            f"{matter.title} between North Korea and Southeast Asia, country by country, with days and sources.",
            {
                "matter": matter,
                "countries": [one for one in some if one or any(answer.kind == "said" for answer in one.answers)],
                "unfound": [one.id for one in some if not one],
            },
            {"kind": "list", "crumbs": [["Topics", "topics/"], ["By matter", "matters/"]]},
        )


def of_country(matter: Matter, country: model.Country, archive: Archive) -> MatterCountry:
    """What is on record of a matter between North Korea and one country."""
    happened = [
        (kind, record)
        for kind in ("visits", "agreements", "events")
        for record in archive.naming("countries", country.id, by=kind)
        if _belongs(matter, record)
    ]
    happened.sort(key=lambda pair: (pair[1].when is None, pair[1].when.first if pair[1].when else archive.today))
    bodies = [one for one in archive.naming("countries", country.id, by="entities") if one.kind in matter.entities]
    series = [
        one.id
        for one in archive.naming("countries", country.id, by="indicators")
        if matter.series and re.search(matter.series, one.title)
    ]
    return MatterCountry(
        country.id,
        country.name,
        tuple(one for one in answers_of(country) if one.key in matter.facts and one.kind != "missing"),
        tuple(_row(kind, record, archive) for kind, record in happened),
        tuple(PlaceRow(one.id, one.place or "", one.opened, one.closed) for one in bodies),
        tuple(series),
    )


def _belongs(matter: Matter, record: model.Happening) -> bool:
    """Whether a visit, an agreement or an event belongs to a matter."""
    if isinstance(record, model.Event) and record.kind in matter.events:
        return True
    if isinstance(record, model.Agreement) and set(record.fields) & set(matter.fields):
        return True
    return bool(matter.words and re.search(matter.words, record.title, re.IGNORECASE))


def _row(kind: str, record: model.Happening, archive: Archive) -> MatterRow:
    when = short_date_range(record.when, record.until) if record.when else UNDATED
    word = record.term("rank" if isinstance(record, model.Visit) else "kind").label
    return MatterRow(kind, record.id, when, word, evidence_of(record, archive).grade)
