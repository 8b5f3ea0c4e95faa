"""What the pages of visits, agreements and events show besides their records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scripts.derive.evidence import evidence_of
from scripts.load.archive import Archive
from scripts.pages.ledgers import LedgerRows, ledger_rows
from scripts.pages.measurerows import measure_rows
from scripts.pages.responsepages import event_responses
from scripts.pages.rows import agreement_table, entity_rows, event_table, held_at, participants, visit_table
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.values.vocabulary import Term


@dataclass(frozen=True)
class Badges:
    """What stands under the title: who reports it, the grade with its reasons, confidence, status if there is one."""

    attestation: str
    attested: str
    grade: str
    reasons: tuple[str, ...]
    lowered: str
    ledger: LedgerRows
    confidence: Term
    confidence_word: str
    status: Term | None
    status_word: str


@dataclass(frozen=True)
class PartyRow:
    """A side of an agreement; `posts` are what its signatory was on the day."""

    country: str
    entity: str
    institution: str
    signatory: str
    posts: tuple[str, ...]
    sources: tuple[str, ...]


def happening_values(record: model.Happening, archive: Archive) -> dict[str, Any]:
    """What every visit, agreement and event has."""
    return {
        "badges": badges(record, archive),
        "measures": measure_rows(record, archive),
    }


def visit_values(visit: model.Visit, archive: Archive) -> dict[str, Any]:
    """Who took part in a visit, what was signed, what belongs to it."""
    meeting = visit.kind == "meeting"
    found = parts(visit)
    if meeting:
        people = [(id, archive.officials[id]) for id, _ in found if id in archive.officials]
        found = [(id, archive.country_name(person.country)) for id, person in people]
    stops = [one for one in archive.visits.values() if one.journey == visit.journey] if visit.journey else []
    return {
        **happening_values(visit, archive),
        "meeting": meeting,
        "leader": visit.leader if visit.leader in archive.officials and not meeting else None,
        "participants": participants(found, visit.start, archive),
        "agreements": agreement_table(archive.naming("visits", visit.id, by="agreements"), archive),
        "events": event_table(archive.naming("visits", visit.id, by="events"), archive),
        "entities": entity_rows(_entities_there(visit.entities, archive), archive),
        "journey": visit_table(stops if len(stops) > 1 else (), archive),
    }


def parts(visit: model.Visit) -> list[tuple[str, str]]:
    """Who took part in a visit, with the part of each: the leader, the delegation, those whom they met."""
    led = [(visit.leader, "led the visit")] if visit.leader else []
    came = [(id, "delegation") for id in visit.delegation if id != visit.leader]
    return [*led, *came, *((id, "met by the visitors") for id in visit.met)]


def agreement_values(agreement: model.Agreement, archive: Archive) -> dict[str, Any]:
    """Who signed an agreement for whom, and the events that name it."""
    return {
        **happening_values(agreement, archive),
        "parties": tuple(_party_row(party, agreement, archive) for party in agreement.parties),
        "events": event_table(archive.naming("agreements", agreement.id, by="events"), archive),
    }


def _party_row(party: model.Party, agreement: model.Agreement, archive: Archive) -> PartyRow:
    signatory = archive.officials.get(party.signatory) if party.signatory else None
    posts = held_at(signatory, agreement.date) if signatory else ()
    return PartyRow(
        party.country,
        party.entity or "",
        party.institution or "",
        signatory.id if signatory else "",
        tuple(post.title for post in posts),
        party.sources,
    )


def event_values(event: model.Event, archive: Archive) -> dict[str, Any]:
    """Who and what an event names."""
    return {
        **happening_values(event, archive),
        "participants": participants([(id, "") for id in event.officials], event.date, archive),
        "entities": entity_rows(_entities_there(event.entities, archive), archive),
        **event_responses(event, archive),
    }


def _entities_there(ids: Iterable[str], archive: Archive) -> list[model.Entity]:
    return [archive.entities[id] for id in ids if id in archive.entities]


def badges(record: model.Happening, archive: Archive) -> Badges:
    """The badges of a record."""
    evidence = evidence_of(record, archive)
    status: str = getattr(record, "status", "")  # an event has none
    return Badges(
        evidence.attestation,
        attested_by(record, archive),
        evidence.grade,
        evidence.reasons,
        evidence.lowered or "",
        ledger_rows(evidence, archive),
        record.term("confidence"),
        record.confidence,
        record.term("status") if status else None,
        status,
    )


def attested_by(record: model.Happening, archive: Archive) -> str:
    """Who reports a record, in words; a partner that speaks alone is named."""
    evidence = evidence_of(record, archive)
    if evidence.attestation != "partner":
        return v.ATTESTATIONS[evidence.attestation].label
    countries = (origin.voice.country for origin in evidence.ledger.origins)
    names = dict.fromkeys(archive.country_name(one) for one in countries if one)
    return f"Reported by {' and '.join(names)} only"
