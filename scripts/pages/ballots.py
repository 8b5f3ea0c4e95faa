"""What the pages of votes and claims show besides their records, and what other pages show of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scripts import pictures
from scripts.derive.claims import answer
from scripts.load.archive import Archive
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.values.dates import FuzzyDate


@dataclass(frozen=True)
class VoteRow:
    """A vote in a list: how each state of the region voted, in the order of the list's heads; empty where it did not."""

    id: str
    date: FuzzyDate
    symbol: str
    tally: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ClaimRow:
    """A claim in a list, with its verdict."""

    id: str
    verdict: str
    word: str


def vote_rows(votes: Iterable[model.Vote], countries: Iterable[str]) -> tuple[VoteRow, ...]:
    """Votes with what some countries did in each, latest first."""
    ids = tuple(countries)
    rows = [
        VoteRow(vote.id, vote.date, vote.symbol or "", vote.tally, tuple(vote.cast.get(id, "") for id in ids))
        for vote in votes
    ]
    return tuple(reversed(rows))


def claim_rows(claims: Iterable[model.Claim]) -> tuple[ClaimRow, ...]:
    """Claims with their verdicts."""
    return tuple(ClaimRow(claim.id, claim.verdict, v.VERDICTS[claim.verdict].label) for claim in claims)


def vote_values(vote: model.Vote, archive: Archive) -> dict[str, Any]:
    """How each state of the region voted, those without a vote last."""
    names = ((country.id, vote.cast.get(country.id, "")) for country in archive.partners)
    return {"ballots": tuple(sorted(names, key=lambda pair: not pair[1]))}


def measure_values(measure: model.Measure, archive: Archive) -> dict[str, Any]:
    """The ids of the roll calls on a measure."""
    return {"votes": tuple(link.id for link in archive.linked_from("measures", measure.id, by="votes"))}


def votes_values(votes: list[model.Vote], archive: Archive) -> dict[str, Any]:
    """All votes by country, as picture and table."""
    return {
        "countries": tuple(country.name for country in archive.partners),
        "rows": vote_rows(votes, (country.id for country in archive.partners)),
        "pictures": pictures.of_region(archive),
    }


def claim_values(claim: model.Claim, archive: Archive) -> dict[str, Any]:
    """What the record computes on a claim."""
    return {"answers": tuple(answer(query, archive) for query in claim.queries)}


def claims_values(claims: list[model.Claim], archive: Archive) -> dict[str, Any]:
    """The claims by their first topic, and how many have which verdict."""
    by_topic: dict[str, list[model.Claim]] = defaultdict(list)
    for claim in claims:
        by_topic[claim.topics[0]].append(claim)
    verdicts = [(said, sum(claim.verdict == word for claim in claims)) for word, said in v.VERDICTS.items()]
    topics = [id for id in archive.topics if id in by_topic]
    return {
        "verdicts": verdicts,
        "groups": tuple((id, archive.topics[id].title, claim_rows(by_topic[id])) for id in topics),
    }
