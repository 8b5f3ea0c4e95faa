"""What is computed and never typed: sides, attestation, grade, measures in force, posts at the time, states of relations.

The method page states these rules in words; both must say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from scripts.load.archive import Archive, once
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.model import Record
from scripts.record.references import references


def sources_of(record: Record) -> tuple[str, ...]:
    """The ids of all sources a record stands on, each once: its list first, then those of single facts and prose."""
    return tuple(dict.fromkeys(id for _, kind, id in references(record) if kind == "sources"))


def parties_of(record: Record, archive: Archive) -> frozenset[str]:
    """The countries whose own word on a record is a party's word. North Korea is always one."""
    return record.sides | {archive.home}


def relayed_by(source: model.Source, archive: Archive) -> tuple[model.Publisher, ...]:
    """Whose words a page passes on, from the nearest to the origin."""
    return tuple(archive.publishers[id] for id in source.relays if id in archive.publishers)


def wire_of(source: model.Source, archive: Archive) -> model.Publisher | None:
    """The news agency whose report a page carries, if it carries one: the report is the agency's work."""
    return next((one for one in relayed_by(source, archive)[:1] if one.type == "agency"), None)


def speaker_of(source: model.Source, archive: Archive) -> model.Publisher | None:
    """Whose word a source is: that of the last whose words the page passes on, else the publisher's."""
    publishers = archive.publishers
    return publishers.get([source.publisher, *source.relays][-1]) or publishers.get(source.publisher)


def voice_of(source: model.Source, parties: frozenset[str], archive: Archive) -> str:
    """`dprk`, `partner` or `independent`: the side of a source as seen from a record with these parties.

    State media and governments speak for a party only where their country is one; elsewhere they are a third voice.
    """
    speaker = speaker_of(source, archive)
    if speaker is None:
        return "independent"
    if speaker.side == "dprk":
        return "dprk"
    if speaker.side in ("partner", "other-state") and speaker.country in parties:
        return "partner"
    return "independent"


@dataclass(frozen=True)
class Evidence:
    """Who reports a record, and how good that is."""

    attestation: str
    grade: str
    reasons: tuple[str, ...]
    owners: tuple[str, ...]
    lowered: str | None = None

    @property
    def attestation_text(self) -> str:
        return v.ATTESTATIONS[self.attestation].label


@once
def evidence_of(record: model.Evidenced, archive: Archive) -> Evidence:
    """Attestation and grade of a visit, an agreement or an event, with the reasons in words."""
    return weigh(record, archive)


def weigh(record: model.Evidenced, archive: Archive) -> Evidence:
    """Attestation and grade by the rules of the method page.

    A: a primary document or both parties' own announcements, and an owner that is no party, date known to
    the day. B: two separate owners or more, one of them no party. C: one owner that is no party, or the
    parties' own media only. D: one party's word alone, or alleged, or disputed in its substance.
    """
    parties = parties_of(record, archive)
    sources = [archive.sources[id] for id in sources_of(record) if id in archive.sources]
    voices: dict[str, set[str]] = {"dprk": set(), "partner": set(), "independent": set()}
    for source in sources:
        speaker = speaker_of(source, archive)
        if speaker is not None:
            voices[voice_of(source, parties, archive)].add(speaker.owned_by)
    independent, dprk, partner = voices["independent"], voices["dprk"], voices["partner"]
    owners = independent | dprk | partner
    if independent:
        attestation = "independent"
    elif dprk and partner:
        attestation = "both"
    else:
        attestation = "dprk" if dprk else "partner"

    primary = any(v.SOURCE_KINDS[source.kind].is_primary for source in sources)
    date = record.when
    exact = date is not None and date.precision == "day"
    confidence = getattr(record, "confidence", "reported")
    reasons: list[str] = []
    if confidence in ("alleged", "disputed"):
        grade = "D"
        reasons.append(f"the claim is {confidence}")
    elif not independent and not (dprk and partner):
        grade = "D"
        reasons.append("only one party says so")
    elif not independent:
        grade = "C"
        reasons.append("only the parties' own media and governments say so")
    elif len(owners) == 1:
        grade = "C"
        reasons.append("one owner reports it")
    elif (primary or (dprk and partner)) and exact:
        grade = "A"
        reasons.append("a primary document" if primary else "announced by both parties")
        reasons.append("the day is known")
    else:
        grade = "B"
        if not exact:
            reasons.append("the day is not known")
        if not primary and not (dprk and partner):
            reasons.append("no primary document, and not both parties' own announcements")
    reasons.append(_voices_in_words(len(owners), len(independent), bool(dprk), bool(partner)))

    lowered = getattr(record, "lowered", None)
    if lowered is not None and v.GRADES.rank(lowered.grade) > v.GRADES.rank(grade):
        return Evidence(attestation, lowered.grade, tuple(reasons), tuple(sorted(owners)), lowered.why)
    return Evidence(attestation, grade, tuple(reasons), tuple(sorted(owners)))


def _voices_in_words(owners: int, independent: int, dprk: bool, partner: bool) -> str:
    sides = [name for name, there in (("Pyongyang", dprk), ("the partner", partner)) if there]
    text = f"{owners} separate owner{'s'[: owners != 1]}"
    if independent:
        text += (
            f", {independent} of them no party" if sides else ", no party to it" if owners == 1 else ", none a party"
        )
    return f"{text}; {' and '.join(sides)} among them" if sides and independent else text
