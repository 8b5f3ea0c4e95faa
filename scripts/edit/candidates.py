"""What may be wrong and a person must look at: not certain enough for a rule. `python -m scripts check --candidates` lists it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile

from scripts.derive.evidence import evidence_of, is_older
from scripts.derive.voices import sources_of
from scripts.load.archive import Archive
from scripts.record import model
from scripts.values.problems import Problem

# Names and phrases of those whose words others pass on.
_ORIGINS = re.compile(
    r"\bKCNA\b|조선중앙통신|조선중앙TV|朝鮮中央通信|朝鲜中央通讯社|朝中社|\bthông tấn xã\b|\bTTXVN\b|\bVNA\b|\bstate (?:news )?(?:media|agency)\b"
    r"|\bYonhap\b|연합뉴스|\bBernama\b|\bReuters\b|\bAFP\b|\bKyodo\b|\bXinhua\b|\b(?:press|news) release\b|보도자료",
    re.IGNORECASE,
)
_SPEECHES = re.compile(
    r"\b(?:speech|remarks|address by|memoirs?|interview|press statement|joint statement|full text)\b", re.IGNORECASE
)
_STATE_ORGANS = re.compile(
    r"\b(?:ministry|kementerian|government|embassy|prime minister|president(?:ial)?|parliament|senate|assembly|cabinet|party|police"
    r"|navy|army|customs)\b",
    re.IGNORECASE,
)
# Titles of one week are one report when they share so much of their words.
ALIKE = 0.7
WEEK = 7


def candidates(archive: Archive) -> list[Problem]:
    """All candidates, in the order of their files."""
    looks: tuple[Callable[[Archive], Iterator[Problem]], ...] = (
        unsaid_origins,
        unsaid_speakers,
        told_by_others,
        houses_that_pass_on,
        alike_titles,
        older_sources,
        organs_among_the_press,
        homeless_publishers,
    )
    return sorted({found for look in looks for found in look(archive)})


def unsaid_origins(archive: Archive) -> Iterator[Problem]:
    """A source that names an agency or a release in its title or note, and does not say whose words it passes on."""
    for source in archive.sources.values():
        publisher = archive.publishers.get(source.publisher)
        for text in (source.label, source.note or ""):
            named = _ORIGINS.search(text)
            own = (
                publisher and named and named[0].casefold() in " ".join((publisher.name, *publisher.aliases)).casefold()
            )
            if named and not own and not source.relays and not source.speaker:
                yield archive.problem("sources", source, (), f"names '{named[0]}'; does it pass on its words?")
                break


def unsaid_speakers(archive: Archive) -> Iterator[Problem]:
    """A speech, a statement, a memoir or an interview that no state or party published, and that does not say who speaks."""
    for source in archive.sources.values():
        publisher = archive.publishers.get(source.publisher)
        spoken = _SPEECHES.search(source.label)
        if (
            spoken
            and publisher
            and publisher.side in ("press", "research", "ngo")
            and not source.speaker
            and not source.relays
        ):
            yield archive.problem("sources", source, (), f"is called '{spoken[0]}'; is it a party's own word?")


def told_by_others(archive: Archive) -> Iterator[Problem]:
    """A record whose summary names an agency or a release, with independent origins that pass on nobody's words."""
    for kind, record in archive.happenings:
        named = _ORIGINS.search(record.summary)
        evidence = evidence_of(record, archive)
        if named and evidence.attestation == "independent":
            own = [
                page.source.id
                for origin in evidence.ledger.origins
                for page in origin.pages
                if origin.side == "independent" and not page.source.relays and not page.spoken
            ]
            if own:
                text = f"names '{named[0]}' and is graded {evidence.grade}; whose words are {', '.join(own)}?"
                yield archive.problem(kind, record, ("summary",), text)


def houses_that_pass_on(archive: Archive) -> Iterator[Problem]:
    """A source of a publisher whose other pages pass on others' words more often than not."""
    by_publisher: dict[str, list[model.Source]] = {}
    for source in archive.sources.values():
        by_publisher.setdefault(source.publisher, []).append(source)
    for id, sources in by_publisher.items():
        passed = [source for source in sources if source.relays]
        if 2 * len(passed) > len(sources):
            for source in sources:
                if not source.relays and not source.speaker:
                    text = f"{len(passed)} of {len(sources)} pages of '{id}' pass on others' words; does this one?"
                    yield archive.problem("sources", source, ("publisher",), text)


def alike_titles(archive: Archive) -> Iterator[Problem]:
    """Two sources of one week with nearly the same title, which do not say that they are one report."""
    dated = sorted(
        (
            source
            for source in archive.sources.values()
            if source.title and source.date and source.date.precision == "day"
        ),
        key=lambda source: (source.date.first if source.date else None, source.id),
    )
    words = {source.id: frozenset(re.findall(r"\w+", (source.title or "").casefold())) for source in dated}
    for i, source in enumerate(dated):
        near = takewhile(lambda other: _days_between(source, other) <= WEEK, dated[i + 1 :])  # noqa: B023  # read at once
        for other in near:
            one, two = words[source.id], words[other.id]
            alike = len(one & two) / len(one | two) if one | two else 0.0
            said = {*source.relays, source.publisher} & {*other.relays, other.publisher}
            if alike >= ALIKE and len(one & two) > 2 and not said:
                yield archive.problem(
                    "sources", other, ("title",), f"says nearly the same as '{source.id}'; is it one report?"
                )


def _days_between(source: model.Source, other: model.Source) -> int:
    return (other.date.first - source.date.first).days if source.date and other.date else 0


def older_sources(archive: Archive) -> Iterator[Problem]:
    """A source that is older than what took place: is the date right, is it background?"""
    for kind, record in archive.happenings:
        for id in sources_of(record):
            source = archive.sources.get(id)
            if source and id not in record.context and is_older(source, record):
                text = f"'{id}' of {source.date} is older than {record.when}, and attests nothing"
                yield archive.problem(kind, record, ("sources",), text)


def organs_among_the_press(archive: Archive) -> Iterator[Problem]:
    """A publisher with the name of a state's organ that stands on the side of the press or of associations."""
    for publisher in archive.publishers.values():
        named = _STATE_ORGANS.search(f"{publisher.name} {publisher.owner or ''}")
        if named and publisher.side in ("press", "ngo"):
            text = f"'{named[0]}' in its name or owner, and stands on the side {publisher.side}"
            yield archive.problem("publishers", publisher, ("side",), text)


def homeless_publishers(archive: Archive) -> Iterator[Problem]:
    """A publisher without a country, and without a note that says why."""
    for publisher in archive.publishers.values():
        if publisher.country is None and publisher.note is None:
            yield archive.problem("publishers", publisher, (), "has no country")
