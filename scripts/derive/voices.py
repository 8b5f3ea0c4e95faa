"""Whose word a source is: who published it, whose words it passes on, who speaks in it."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.load.archive import Archive
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.model import Record
from scripts.record.references import references

# The side on which a state or an organisation stands when it speaks for itself, by its role in the record.
_SIDE_OF_ROLE = {"home": "dprk", "partner": "partner", "organisation": "international", "other": "other-state"}


@dataclass(frozen=True)
class Voice:
    """Whose word a source is. Two pages of one `owner` count once; `name` is what a reader is told.

    `secondhand`: made from what others published, without saying whom: nobody knows whose word it is.
    """

    name: str
    owner: str
    side: str
    country: str | None
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


def voice_of(source: model.Source, archive: Archive) -> Voice | None:
    """Whose word a source is: the state's that speaks in it, else that of the last whose words it passes on, else the
    publisher's own. None when the record knows neither.
    """
    speaker = archive.countries.get(source.speaker or "")
    if speaker:
        return Voice(speaker.name, speaker.name, _SIDE_OF_ROLE[speaker.role], speaker.id)
    publishers = [archive.publishers.get(source.publisher), *relayed_by(source, archive)]
    publisher = publishers[-1]
    if publisher is None:
        return None
    return Voice(publisher.name, publisher.owned_by, publisher.side, publisher.country, is_secondhand(publisher))


def is_secondhand(publisher: model.Publisher | None) -> bool:
    """Whether a publisher makes its pages from what others published."""
    return bool(publisher and publisher.type and v.PUBLISHER_TYPES[publisher.type].secondhand)


def parties_of(record: Record, archive: Archive) -> frozenset[str]:
    """The countries and organisations whose own word on a record is a party's word. North Korea is always one, and so is
    the state of whoever took part in a visit or signed: the United States in a summit that Singapore holds.
    """
    present = record.people if isinstance(record, model.Visit | model.Agreement) else ()
    states = {archive.officials[id].country for id in present if id in archive.officials}
    return record.sides | states | {archive.home}


def side_seen_from(voice: Voice, parties: frozenset[str]) -> str:
    """`dprk`, `partner` or `independent`: where a voice stands as seen from a record with these parties.

    State media, governments and organisations speak for a party only where they are one; elsewhere they are a third voice.
    """
    if voice.side == "dprk":
        return "dprk"
    if voice.side in ("partner", "other-state", "international") and voice.country in parties:
        return "partner"
    return "independent"
