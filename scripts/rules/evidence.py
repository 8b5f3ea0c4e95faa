"""What a record claims agrees with what its sources can say."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.derive.evidence import evidence_of, is_older, weigh
from scripts.derive.voices import sources_of
from scripts.load.archive import Archive
from scripts.record import vocabularies as v
from scripts.rules.rule import rule
from scripts.values.problems import Problem


@rule(needs_all=True)
def held_means_reported_afterwards(archive: Archive) -> Iterator[Problem]:
    """A visit that counts as held has a source that is not older than its beginning."""
    for visit in archive.visits.values():
        sources = [archive.sources[id] for id in sources_of(visit) if id in archive.sources]
        if visit.status == "held" and sources and all(is_older(source, visit) for source in sources):
            text = (
                "is held, but every source is older than its start; write announced or departed, or find a later source"
            )
            yield archive.warning("visits", visit, ("status",), text)


@rule(needs_all=True)
def confirmed_is_more_than_one_side(archive: Archive) -> Iterator[Problem]:
    """Nothing is confirmed on the word of one party alone."""
    for kind, record in archive.happenings:
        if record.confidence == "confirmed" and evidence_of(record, archive).attestation in ("dprk", "partner"):
            text = "is confirmed, but only one party says so; write reported"
            yield archive.warning(kind, record, ("confidence",), text)


@rule(needs_all=True)
def grades_are_only_lowered(archive: Archive) -> Iterator[Problem]:
    """An editor may lower the computed grade, never raise it."""
    for kind, record in archive.happenings:
        if record.lowered is not None:
            computed = weigh(record, archive).grade
            if v.GRADES.rank(record.lowered.grade) <= v.GRADES.rank(computed):
                text = f"the computed grade is {computed}; a grade can only be lowered"
                yield archive.problem(kind, record, ("lowered", "grade"), text)


@rule
def context_is_of_the_sources(archive: Archive) -> Iterator[Problem]:
    """What is marked as context is a source of the record, and not the only one."""
    for kind, record in archive.happenings:
        found = sources_of(record)
        for id in record.context:
            if id not in found:
                yield archive.problem(kind, record, ("context", id), f"'{id}' is no source of this record")
        if not set(found) - set(record.context):
            yield archive.problem(kind, record, ("context",), "every source is marked as context; nothing attests it")


@rule
def said_by_is_of_the_sources(archive: Archive) -> Iterator[Problem]:
    """What only a state said is told by a source of the record, which counts, and which does not say so of itself."""
    for kind, record in archive.happenings:
        for id, speaker in record.said_by.items():
            source = archive.sources.get(id)
            if id not in sources_of(record):
                text = f"'{id}' is no source of this record"
            elif id in record.context:
                text = f"'{id}' is marked as context; it does not count, whoever said it"
            elif source and source.speaker == speaker:
                text = f"'{id}' says itself that it is {speaker}'s word; leave it out here"
            else:
                continue
            yield archive.problem(kind, record, ("said_by", id), text)


@rule
def houses_stand_on_their_side(archive: Archive) -> Iterator[Problem]:
    """A publisher's type fits its side: a ministry is no independent press."""
    for publisher in archive.publishers.values():
        if publisher.type and publisher.side not in (sides := v.PUBLISHER_TYPES[publisher.type].sides):
            text = f"a publisher of this type stands on the side {' or '.join(sides)}, not on {publisher.side}"
            yield archive.problem("publishers", publisher, ("type",), text)


@rule
def party_media_have_a_country(archive: Archive) -> Iterator[Problem]:
    """A publisher on the side of a partner names its country: without it nobody knows whose side that is."""
    for publisher in archive.publishers.values():
        if publisher.side == "partner" and publisher.country is None:
            yield archive.problem("publishers", publisher, ("side",), "a publisher on a partner's side needs a country")
