"""How good the evidence for a visit, an agreement or an event is: the origins that attest it, and the grade they give.

The method page states these rules in words; both must say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scripts.derive.voices import Voice, is_secondhand, parties_of, side_seen_from, sources_of, voice_of
from scripts.load.archive import Archive, once
from scripts.record import model
from scripts.record import vocabularies as v

# After so many years a source tells from memory, or from other papers.
RETROSPECT = 2


@dataclass(frozen=True)
class Page:
    """A source that counts. `firsthand`: read where it was published, or reprinted by a house that does its own work.

    `spoken`: it tells no more than what a state or an organisation said.
    `later` is the number of years after which it tells; 0 for a report of the time, and where its date is not known.
    """

    source: model.Source
    firsthand: bool
    spoken: bool
    later: int

    @property
    def is_primary(self) -> bool:
        """Whether it is the paper of record itself."""
        return v.SOURCE_KINDS[self.source.kind].is_primary

    @property
    def is_timely(self) -> bool:
        """Whether it is known to be of the time; the text of what was signed is, whenever it is printed."""
        return (self.source.date is not None and not self.later) or self.source.kind == "treaty"


@dataclass(frozen=True)
class Origin:
    """One whose word counts once, however many pages carry it; `side` is dprk, partner or independent."""

    voice: Voice
    side: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Aside:
    """A source of the record that does not count, with the reason."""

    source: model.Source
    why: str


@dataclass(frozen=True)
class Ledger:
    """What counts for a record, and what does not."""

    origins: tuple[Origin, ...]
    asides: tuple[Aside, ...]

    @property
    def sides(self) -> frozenset[str]:
        """The sides of the origins."""
        return frozenset(origin.side for origin in self.origins)

    @property
    def untraced(self) -> bool:
        """Whether nothing counts but what was made from others' reports, nobody knows whose."""
        return all(origin.voice.secondhand for origin in self.origins)

    @property
    def sound(self) -> Ledger:
        """The origins that were read at first hand; nothing else gives more than a C."""
        return self._with(lambda page: page.firsthand)

    @property
    def timely(self) -> Ledger:
        """What is known to be of the time; nothing else gives an A."""
        return self._with(lambda page: page.is_timely)

    def _with(self, holds: Callable[[Page], bool]) -> Ledger:
        """The origins with those of their pages for which something holds, as far as there are any."""
        kept = (Origin(one.voice, one.side, tuple(filter(holds, one.pages))) for one in self.origins)
        return Ledger(tuple(one for one in kept if one.pages), ())

    @property
    def is_primary(self) -> bool:
        """Whether one of the pages is a paper of record. That of a government which is no party is a comment on it."""
        return any(
            page.is_primary and (page.source.kind != "government" or origin.side != "independent")
            for origin in self.origins
            for page in origin.pages
        )

    @property
    def both_parties(self) -> bool:
        return {"dprk", "partner"} <= self.sides


@dataclass(frozen=True)
class Evidence:
    """Who reports a record, and how good that is. `reasons` and `lowered` are words for readers."""

    attestation: str
    grade: str
    reasons: tuple[str, ...]
    ledger: Ledger
    lowered: str | None = None

    @property
    def owners(self) -> tuple[str, ...]:
        """The names under which the origins count."""
        return tuple(sorted(origin.voice.owner for origin in self.ledger.origins))


@once
def evidence_of(record: model.Happening, archive: Archive) -> Evidence:
    """Attestation and grade of a visit, an agreement or an event, with the reasons in words."""
    computed = weigh(record, archive)
    lowered = record.lowered
    if lowered is None or v.GRADES.rank(lowered.grade) <= v.GRADES.rank(computed.grade):
        return computed
    return Evidence(computed.attestation, lowered.grade, computed.reasons, computed.ledger, lowered.why)


def weigh(record: model.Happening, archive: Archive) -> Evidence:
    """The evidence as it is computed, before an editor lowers its grade."""
    ledger = ledger_of(record, archive)
    grade, reasons = grade_of(record, ledger)
    return Evidence(attestation_of(ledger), grade, (*reasons, *_in_words(ledger)), ledger)


def ledger_of(record: model.Happening, archive: Archive) -> Ledger:
    """The origins that attest a record, each with its pages, and the sources that are set aside.

    Set aside are: what the record marks as context; a source older than what took place, which can only announce it;
    a page made from others' reports, beside theirs. Where nothing else is left, what is older counts after all.
    """
    found = [archive.sources[id] for id in sources_of(record) if id in archive.sources]
    asides = [Aside(source, record.context[source.id]) for source in found if source.id in record.context]
    rest = [source for source in found if source.id not in record.context]
    older = [source for source in rest if is_older(source, record)]
    if len(older) < len(rest):
        asides += [Aside(source, "written before it") for source in older]
        rest = [source for source in rest if source not in older]
    spoken = [(voice, source) for source in rest if (voice := voice_of(source, archive, record))]
    if not all(voice.secondhand for voice, _ in spoken):
        asides += [Aside(source, "made from what others published") for voice, source in spoken if voice.secondhand]
        spoken = [(voice, source) for voice, source in spoken if not voice.secondhand]
    return Ledger(tuple(_origins(spoken, record, archive)), tuple(asides))


def _origins(spoken: Iterable[tuple[Voice, model.Source]], record: model.Happening, archive: Archive) -> list[Origin]:
    """The voices of one owner and side together, in the order in which the record names them."""
    parties = parties_of(record, archive)
    found: dict[tuple[str, str], Origin] = {}
    for voice, source in spoken:
        side = side_seen_from(voice, parties)
        firsthand = not is_secondhand(archive.publishers.get(source.publisher))
        spoken_word = source.id in record.said_by or source.speaker is not None
        page = Page(source, firsthand, spoken_word, years_later(source, record))
        before = found.get((voice.owner, side), Origin(voice, side, ()))
        found[voice.owner, side] = Origin(before.voice, side, (*before.pages, page))
    return list(found.values())


def is_older(source: model.Source, record: model.Happening) -> bool:
    """Whether a source was published before what it would attest: of a plan alone it is a report."""
    if (
        record.when is None
        or source.date is None
        or getattr(record, "status", "") in ("announced", "cancelled", "planned")
    ):
        return False
    return source.date.last < record.when.first


def years_later(source: model.Source, record: model.Happening) -> int:
    """After how many whole years a source tells of a record; 0 before it is a retrospect, and where a date is missing."""
    if record.when is None or source.date is None:
        return 0
    years = (source.date.first - (record.until or record.when).last).days // 365
    return years if years >= RETROSPECT else 0


def attestation_of(ledger: Ledger) -> str:
    """Whose word a record is: a word of `ATTESTATIONS`."""
    if ledger.untraced:
        return "untraced"
    if "independent" in ledger.sides:
        return "independent"
    if ledger.both_parties:
        return "both"
    return "dprk" if "dprk" in ledger.sides else "partner"


def grade_of(record: model.Happening, ledger: Ledger) -> tuple[str, tuple[str, ...]]:
    """The grade by the rules of the method page, with what decided it."""
    sound = ledger.sound
    if record.confidence in ("alleged", "disputed"):
        return "D", (f"the claim is {record.confidence}",)
    if any(is_older(page.source, record) for origin in ledger.origins for page in origin.pages):
        return "D", ("no source tells of it as having happened",)
    if ledger.untraced:
        return "C", ("nobody knows whose word it is",)
    if "independent" not in ledger.sides and not ledger.both_parties:
        return "D", ("only one party says so",)
    if "independent" not in ledger.sides:
        return "C", ("only the parties' own media and governments say so",)
    if len(ledger.origins) == 1:
        return "C", ("one origin reports it",)
    if "independent" not in sound.sides or len(sound.origins) == 1:
        return "C", ("only one origin was read at first hand",)
    lacking = lacking_for_a(record, sound)
    if lacking:
        return "B", lacking
    return "A", ("a primary document" if sound.timely.is_primary else "announced by both parties", "the day is known")


def lacking_for_a(record: model.Happening, ledger: Ledger) -> tuple[str, ...]:
    """What separate origins, one of them no party, lack for an A."""
    timely = ledger.timely
    lacking = []
    if record.when is None or record.when.precision != "day":
        lacking.append("the day is not known")
    if not timely.is_primary and not timely.both_parties:
        lacking.append("no primary document of the time, and not both parties' own announcements")
    if "independent" not in timely.sides:
        lacking.append("nobody but the parties is known to have told it at the time")
    return tuple(lacking)


def _in_words(ledger: Ledger) -> tuple[str, ...]:
    """How many origins there are, of which side, and from when."""
    n = len(ledger.origins)
    independent = sum(origin.side == "independent" for origin in ledger.origins)
    sides = [name for side, name in (("dprk", "Pyongyang"), ("partner", "the partner")) if side in ledger.sides]
    text = f"{n} separate origin{'s'[: n != 1]}"
    if independent and not ledger.untraced:
        text += f", {independent} of them no party" if sides else ", no party to it" if n == 1 else ", none a party"
    if sides and independent:
        text += f"; {' and '.join(sides)} among them"
    later = sum(bool(page.later) for origin in ledger.origins for page in origin.pages)
    return (text, f"{later} page{'s tell' if later > 1 else ' tells'} of it years later") if later else (text,)
