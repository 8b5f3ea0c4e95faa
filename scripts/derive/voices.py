"""Whose word a source is: who published it, whose words it passes on, who speaks in it."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.load.archive import Archive
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.base import Graded
from scripts.record.model import Record
from scripts.record.references import references

# The side on which a state or an organisation stands when it speaks for itself, by its role in the record.
_SIDE_OF_ROLE = {"home": "dprk", "partner": "partner", "organisation": "international", "other": "other-state"}


@dataclass(frozen=True)
class Voice:
    """Whose word a source is. Two pages of one `owner` count once; `name` is what a reader is told.

    `is_state`: a state or an organisation itself speaks, not the media that it owns.
    `secondhand`: made from what others published, without saying whom: nobody knows whose word it is.
    """

    name: str
    owner: str
    side: str
    country: str | None
    is_state: bool = False
    secondhand: bool = False


def sources_of(record: Record) -> tuple[str, ...]:
    """The ids of all sources a record stands on, each once: its list first, then those of single facts and prose."""
    return tuple(dict.fromkeys(id for _, kind, id in references(record) if kind == "sources"))


def relayed_by(source: model.Source, archive: Archive) -> tuple[model.Publisher, ...]:
    """Whose words a page passes on, from the nearest to the origin."""
    return tuple(archive.publishers[id] for id in source.relays if id in archive.publishers)


def wire_of(source: model.Source, archive: Archive) -> model.Publisher | None:
    """The news agency whose report a page carries, if it carries one: the report is the agency's work."""
    return next((one for one in relayed_by(source, archive)[:1] if one.type == "agency"), None)


def voice_of(source: model.Source, archive: Archive, record: Record | None = None) -> Voice | None:
    """Whose word a source is, or is of one record: the state's whose words alone it tells, else that of the last whose words
    it passes on, else the publisher's own. None when nothing of it is known.

    A state's ministries, embassies and forces speak with one voice, and so do a state and its spokesman in the papers.
    """
    said = record.said_by.get(source.id) if isinstance(record, Graded) else None
    speaker = archive.countries.get(said or source.speaker or "")
    if speaker:
        return Voice(speaker.name, speaker.name, _SIDE_OF_ROLE[speaker.role], speaker.id, is_state=True)
    publishers = [archive.publishers.get(source.publisher), *relayed_by(source, archive)]
    publisher = publishers[-1]
    if publisher is None:
        return None
    state = archive.countries.get(publisher.country or "") if publisher.type == "state-organ" else None
    owner = state.name if state else publisher.owned_by
    secondhand = is_secondhand(publisher)
    return Voice(publisher.name, owner, publisher.side, publisher.country, state is not None, secondhand)


def is_secondhand(publisher: model.Publisher | None) -> bool:
    """Whether a publisher makes its pages from what others published."""
    return bool(publisher and publisher.type and v.PUBLISHER_TYPES[publisher.type].secondhand)


def parties_of(record: Record, archive: Archive) -> frozenset[str]:
    """The countries and organisations whose own word on a record is a party's word. North Korea is always one, and so is
    the state of whoever took part in a visit or signed: the United States in a summit that Singapore holds. What is done to
    others, a sanction or a seizure, has for a party whatever state tells it of itself.
    """
    present = record.people if isinstance(record, model.Visit | model.Agreement) else ()
    states = {archive.officials[id].country for id in present if id in archive.officials}
    return record.sides | states | _imposing(record, archive) | {archive.home}


def _imposing(record: Record, archive: Archive) -> frozenset[str]:
    """The states and organisations that say themselves what was done to others in an event."""
    if not isinstance(record, model.Event) or record.kind not in v.IMPOSED:
        return frozenset()
    sources = (archive.sources[id] for id in sources_of(record) if id in archive.sources)
    voices = (voice_of(source, archive, record) for source in sources)
    return frozenset(voice.country for voice in voices if voice and voice.country and voice.is_state)


def side_seen_from(voice: Voice, parties: frozenset[str]) -> str:
    """`dprk`, `partner` or `independent`: where a voice stands as seen from a record with these parties.

    State media, governments and organisations speak for a party only where they are one; elsewhere they are a third voice.
    """
    if voice.side == "dprk":
        return "dprk"
    if voice.side in ("partner", "other-state", "international") and voice.country in parties:
        return "partner"
    return "independent"
