"""Sources as a page lists them: whose word each is, its title, its publisher, the ways to it."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.derive.voices import relayed_by, voice_of
from scripts.load.archive import Archive
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.values.dates import FuzzyDate


@dataclass(frozen=True)
class SideWord:
    """A side in a word, with its meaning, and with the country where a side has many."""

    side: str
    name: str
    meaning: str
    country: str = ""


@dataclass(frozen=True)
class SourceLine:
    """A source as a line of a list. `language` is said unless it is English; `described` is a title of ours.

    `stop` says that a full stop follows the title and the author; `snapshot` is where a copy is `stored`, or can be looked for.
    """

    id: str
    side: SideWord | None
    title: str
    described: str
    language: str
    language_code: str
    author: str
    stop: bool
    publisher: str
    relays: str
    speaker: str
    date: FuzzyDate | None
    copy_at: str
    note: str
    url: str
    snapshot: str
    stored: bool


def side_word(side: str, country: str = "") -> SideWord:
    """A side in a word; `country` is a name."""
    return SideWord(side, v.SIDES[side].label, v.SIDES[side].meaning, country)


def source_line(source: model.Source, archive: Archive) -> SourceLine:
    """A source as every list shows it."""
    foreign = source.language != "en"
    publisher = archive.publishers.get(source.publisher)
    return SourceLine(
        id=source.id,
        side=side_of(source, archive),
        title=source.title or "",
        described=source.description or "",
        language=v.LANGUAGES[source.language].label if foreign else "",
        language_code=source.language if foreign else "",
        author=source.byline,
        stop=bool(source.author or not source.title or source.title[-1] not in "?!.…"),
        publisher=publisher.name if publisher else source.publisher,
        relays=", which passes on ".join(one.name for one in relayed_by(source, archive)),
        speaker=archive.country_name(source.speaker) if source.speaker else "",
        date=source.date,
        copy_at=source.copy_at or "",
        note=source.note or "",
        url=source.url or "",
        snapshot=snapshot_of(source) or "",
        stored=bool(source.archive),
    )


def side_of(source: model.Source, archive: Archive) -> SideWord | None:
    """Whose word a source is; of the many states, which one's."""
    voice = voice_of(source, archive)
    if voice is None:
        return None
    named = voice.country if voice.side in ("partner", "other-state") else None
    return side_word(voice.side, archive.country_name(named) if named else "")


def snapshot_of(source: model.Source) -> str | None:
    """Where a copy of a source is stored, or can be looked for: its snapshot, or what the Internet Archive has near its date."""
    if source.archive:
        return source.archive
    if not source.url:
        return None
    day = source.date.last.strftime("%Y%m%d") if source.date else "2"
    return f"https://web.archive.org/web/{day}/{source.url}"
