"""The kinds of records in one table: what each is called, where it stands, and in which outlets it appears.

Nothing about a kind as a whole is told anywhere else; what a single record says of itself (its countries, dates,
people, places) are properties of its class in `model`. A test goes over every kind and outlet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from scripts.record import model
from scripts.record.model import Record


class Filing(Enum):
    """In which file of its kind's folder a record stands."""

    OWN = "that of its own country, or `others`"
    SIDE = "that of a country whose word on it is a party's word, other than North Korea"
    SIDE_OR_REGION = "the same, or `regional`"
    YEAR = "that of its year, or `undated`"
    FREE = "any"


# Where the site can show a record. A kind that is not in one says why (`Kind.absent`).
OUTLETS = {
    "page": "a page of each record",
    "list": "the list of the kind",
    "navigation": "the head or the foot of every page",
    "home": "the latest records and the numbers of the first page",
    "country": "the pages of the countries concerned",
    "timeline": "the chronicle",
    "coverage": "the matrix of countries and years",
    "topic": "the pages of topics",
    "search": "a facet of the search",
    "suggestion": "what the search box offers by name",
    "linked-data": "JSON-LD of the record's page",
    "citation": "the record as BibTeX, RIS and CSL-JSON",
    "feed": "Atom feeds",
    "calendar": "calendars",
    "names": "the crosswalk of names",
    "json": "JSON of the kind and of each record",
    "csv": "CSV of the kind",
    "sqlite": "a table of the data base",
    "schema": "a JSON Schema",
    "data-page": "the list of downloads",
    "llms": "the list for programs that read text",
    "sitemap": "the sitemap",
}


# Names of devices, under which Windows keeps no file and no folder.
_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")


@dataclass(frozen=True)
class Kind:
    """A kind of record. `singular` and `plural` are what readers call it; `introduction` says what its list holds."""

    model: type[Record]
    singular: str
    plural: str
    introduction: str
    filed: Filing = Filing.FREE
    # A page of its own for each record; else the record is an entry of its kind's list.
    has_page: bool = True
    # Lists by decade beside the whole list.
    by_decade: bool = False
    # Its files are sorted by date or id; else their order is the editor's.
    in_order: bool = True
    # In the head of every page; else in its foot.
    in_head: bool = False
    # What the head of the page calls the kind, where its plural is long.
    brief: str = ""
    # Outlet to the reason why the kind is not in it.
    absent: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The kind's name: its folder, its address, its key in the data files."""
        return self.model.kind_name

    def serves(self, outlet: str) -> bool:
        """Whether the kind's records appear in an outlet of `OUTLETS`."""
        return outlet not in self.absent

    def reserves(self, id: str) -> bool:
        """Whether an id is an address, or a place on the kind's lists, that the site uses itself."""
        if id in ("index", "main", "q", "assets", "search", "data", "feeds", *KINDS) or _DEVICE.fullmatch(id):
            return True
        if self.has_page:
            return self.by_decade and re.fullmatch(r"\d{4}s", id) is not None
        return id in ("views", "undated-sources") or re.match(r"(side|filter|source|cite|sources-of)-", id) is not None

    @property
    def stem(self) -> str:
        """The name of one record's template and schema: `visit`, `country`."""
        return self.model.__name__.lower()


_UNDATED = "has no date"
_NO_NAME = "is no person, organisation or country with names"
_NO_TOPIC = "stands under no topic"
_BEHIND = "is the evidence behind records, not a thing recorded"
_ENTRY = {
    "page": "is an entry of its list",
    "search": "is found through the records and lists that show it",
    "suggestion": "is found through the records and lists that show it",
    "linked-data": "has no page of its own",
    "citation": "has no page of its own",
}
_FOUND = "has no name, and is found by its text and its day"
_ABOUT_ITSELF = "is about the record itself"
_OF_THE_RECORD = {
    **dict.fromkeys(("country", "timeline", "coverage", "topic", "calendar"), _ABOUT_ITSELF),
    "names": _NO_NAME,
}
_NOT_HAPPENED = "is no visit, agreement or event"

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            model.Country,
            "Country",
            "Countries",
            "The eleven states of Southeast Asia, ASEAN, and what the record says of each.",
            Filing.OWN,
            in_head=True,
            absent={"coverage": "is what the matrix is about", "topic": _NO_TOPIC},
        ),
        Kind(
            model.Official,
            "Person",
            "People",
            "Who acted for each side, by country.",
            Filing.OWN,
            in_head=True,
            absent={"timeline": _UNDATED, "coverage": _NOT_HAPPENED, "calendar": _UNDATED, "topic": _NO_TOPIC},
        ),
        Kind(
            model.Visit,
            "Visit",
            "Visits",
            "Who went where, when, in what rank, and whom they met: every visit between North Korea and Southeast Asia "
            "on record.",
            Filing.SIDE,
            by_decade=True,
            in_head=True,
            absent={"names": _NO_NAME, "suggestion": _FOUND},
        ),
        Kind(
            model.Agreement,
            "Agreement",
            "Agreements",
            "What North Korea and the states of Southeast Asia signed.",
            Filing.SIDE_OR_REGION,
            in_head=True,
            absent={"names": _NO_NAME, "suggestion": _FOUND},
        ),
        Kind(
            model.Event,
            "Event",
            "Events",
            "Incidents, ruptures, seizures, court cases, statements, aid.",
            Filing.SIDE_OR_REGION,
            by_decade=True,
            in_head=True,
            absent={"names": _NO_NAME, "suggestion": _FOUND},
        ),
        Kind(
            model.Entity,
            "Entity",
            "Companies, ships, institutions",
            "Companies, ships, banks, restaurants, museums and institutions that the record names.",
            Filing.SIDE_OR_REGION,
            in_head=True,
            brief="Companies and ships",
            absent={"timeline": _UNDATED, "coverage": _NOT_HAPPENED, "calendar": _UNDATED},
        ),
        Kind(
            model.Assessment,
            "View",
            "Views",
            "What named analysts said about North Korea and Southeast Asia, with source and date.",
            Filing.SIDE_OR_REGION,
            has_page=False,
            absent={
                **_ENTRY,
                "timeline": _NOT_HAPPENED,
                "coverage": _NOT_HAPPENED,
                "calendar": _NOT_HAPPENED,
                "names": _NO_NAME,
            },
        ),
        Kind(
            model.Indicator,
            "Figures",
            "Figures",
            "Number series: trade, the size of the economy, China's share, each value with its source.",
            in_order=False,
            absent={
                "timeline": _UNDATED,
                "coverage": _NOT_HAPPENED,
                "calendar": _UNDATED,
                "names": _NO_NAME,
                "suggestion": "is found by its text",
            },
        ),
        Kind(
            model.Measure,
            "Measure",
            "Sanctions measures",
            "UN resolutions with their provisions, bodies that watch over them, national rules, votes.",
            in_head=True,
            brief="Sanctions",
            absent={"coverage": "binds all states, and tells of none", "names": _NO_NAME},
        ),
        Kind(
            model.Vote,
            "Vote",
            "Votes",
            "How the states of Southeast Asia voted in the United Nations when Korea was put to the vote.",
            absent={
                "timeline": _NOT_HAPPENED,
                "coverage": _NOT_HAPPENED,
                "calendar": _NOT_HAPPENED,
                "names": _NO_NAME,
                "suggestion": _FOUND,
            },
        ),
        Kind(
            model.Claim,
            "Claim",
            "Claims",
            "What is said of North Korea and Southeast Asia, who says it, what supports it, what speaks against it, and "
            "how far it holds.",
            in_order=False,
            absent={
                "timeline": _UNDATED,
                "coverage": _NOT_HAPPENED,
                "calendar": _UNDATED,
                "names": _NO_NAME,
                "suggestion": "is found by its text",
            },
        ),
        Kind(
            model.Story,
            "Story",
            "Stories",
            "Records that belong together, each as a sequence: what came first, what followed, how it ended.",
            absent={
                "timeline": "is told by its steps",
                "coverage": "is counted by its steps",
                "calendar": "is marked by its steps",
                "names": _NO_NAME,
            },
        ),
        Kind(
            model.Topic,
            "Topic",
            "Topics",
            "The record by subject.",
            in_head=True,
            in_order=False,
            absent={
                "topic": "is what the page is about",
                "country": "joins records of many countries",
                "timeline": _UNDATED,
                "coverage": _NOT_HAPPENED,
                "calendar": _UNDATED,
                "names": _NO_NAME,
            },
        ),
        Kind(
            model.Publisher,
            "Publisher",
            "Publishers",
            "Who publishes the sources, and on which side they stand.",
            has_page=False,
            absent={
                **_ENTRY,
                "country": _BEHIND,
                "timeline": _UNDATED,
                "coverage": _BEHIND,
                "topic": _NO_TOPIC,
                "feed": _BEHIND,
                "calendar": _UNDATED,
                "names": "is found by its name in the list of publishers",
            },
        ),
        Kind(
            model.Source,
            "Source",
            "Sources",
            "The documents cited, by year of publication.",
            Filing.YEAR,
            has_page=False,
            absent={
                **_ENTRY,
                "timeline": _BEHIND,
                "coverage": _BEHIND,
                "feed": _BEHIND,
                "calendar": _BEHIND,
                "names": _NO_NAME,
            },
        ),
        Kind(
            model.Audit,
            "Audit",
            "Audits",
            "How good this record is: draws of records that were looked up again, and what was found.",
            has_page=False,
            in_order=False,
            absent={
                **_ENTRY,
                **_OF_THE_RECORD,
            },
        ),
        Kind(
            model.Removal,
            "Removal",
            "Removals",
            "Records that were taken away: what they were called, where they stood, when they went and why.",
            has_page=False,
            absent={
                **_ENTRY,
                "navigation": "is led to from the changes",
                "home": "is no part of the record any more",
                **_OF_THE_RECORD,
            },
        ),
    )
}
# The kinds whose records have pages of their own.
PAGED: dict[str, Kind] = {name: kind for name, kind in KINDS.items() if kind.has_page}
# The class of each kind.
MODELS: dict[str, type[Record]] = {name: kind.model for name, kind in KINDS.items()}
# The kinds of what happened: each record of them has a grade of evidence.
HAPPENINGS: tuple[str, ...] = tuple(name for name, cls in MODELS.items() if issubclass(cls, model.Happening))
