"""Citations of records and of the sources under them: BibTeX, RIS, CSL-JSON.

A record is cited as a page of this site *together with the sources it rests on*, so that a reader who cites
us cites them too. Which part of `To Lam` is the family name is not ours to guess: an author is turned round only
where the source is entered as `Family, Given`. Words of ours in place of a headline stand in brackets everywhere.

Rules: BibTeX with the fields of BibLaTeX beside its own; the RIS format of Research Information Systems (2001); CSL-JSON
1.0.2, of which `processor` makes entries in Chicago, APA and MLA.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scripts.derive.apart import page_title
from scripts.derive.history import History, version_day
from scripts.derive.voices import sources_of, wire_of
from scripts.load.archive import Archive, place_of
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.kinds import KINDS
from scripts.values.dates import MONTHS
from scripts.values.formats import to_json
from scripts.values.settings import Settings

# A page that names more sources than this under a record would be read by nobody; the files name all.
MOST_NAMED = 4
# What nobody signs is the word of the institution that publishes it, where the institution is of these sides and speaks for
# itself in papers of these kinds: an archive has not written what it stores, nor a newspaper's house what stands in it.
_SPEAKING = ("dprk", "partner", "other-state", "international", "ngo")
_ISSUED = ("news", "government", "un", "ngo")


@dataclass(frozen=True)
class Author:
    """A person, by family and given name where it is known which is which, or a name that stays as it is."""

    family: str
    given: str = ""

    @property
    def inverted(self) -> str:
        """As lists of authors are ordered: `Berger, Andrea`; a name that stays as it is, as it is."""
        return f"{self.family}, {self.given}" if self.given else self.family

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True)
class Work:
    """Something that can be cited: a page of this site, or a source. Texts are plain; `date` is as precise as known."""

    key: str
    title: str
    # The words stand for a headline that was not seen.
    is_description: bool = False
    authors: tuple[Author, ...] = ()
    container: str = ""
    date: str = ""
    url: str = ""
    archive: str = ""
    language: str = "en"
    type: v.WorkType = v.PAGE
    abstract: str = ""
    note: str = ""
    # The day on which the editors took down a page that has no date itself.
    seen: str = ""
    # Nobody signs it, and the institution that publishes it speaks for itself: a state's media, a ministry, the UN.
    is_issued: bool = False

    @property
    def headline(self) -> str:
        """The title as it is printed; words of ours in its place stand in brackets."""
        return f"[{self.title}]" if self.is_description else self.title

    @property
    def byline(self) -> str:
        """The authors in a sentence."""
        *others, last = map(str, self.authors or [""])
        return f"{', '.join(map(str, others))} and {last}" if others else last

    @property
    def parts(self) -> list[int]:
        """Year, month and day as far as they are known."""
        return [int(part) for part in self.date.split("-")] if self.date else []


def record_work(kind: str, record: model.Record, archive: Archive, history: History, settings: Settings) -> Work:
    """The page of a record as something to cite; its date is that of the record's present form."""
    day = version_day(kind, record, history)
    return Work(
        key=f"nksea-{kind}-{record.id}",
        title=page_title(kind, record, archive),
        authors=(Author(settings.editors),),
        container=settings.name,
        date=day.isoformat() if day else "",
        url=settings.url + place_of(kind, record.id, archive),
        abstract=record.in_short,
        note=f"{KINDS[kind].singular} record {record.id}",
    )


def source_work(source: model.Source, archive: Archive, history: History) -> Work:
    """A source as something to cite. A wire's report carried by another is the wire's: the agency stands as author."""
    first = next(iter(history.of("sources", source)), None)
    publisher = archive.publishers.get(source.publisher)
    agency = wire_of(source, archive)
    carried = f"Report of {agency.name}" if agency and source.author else ""
    signed = tuple(Author(*name) for name in source.signed_by) or ((Author(agency.name),) if agency else ())
    notes = [source.note or "", carried, f"Read at {source.copy_at}" if source.copy_at else ""]
    return Work(
        key=source.id,
        title=source.label,
        is_description=source.title is None,
        authors=signed,
        container=publisher.name if publisher else source.publisher,
        date=str(source.date or ""),
        url=source.url or "",
        archive=source.archive or "",
        language=source.language,
        type=v.SOURCE_KINDS[source.kind],
        note="; ".join(note for note in notes if note),
        seen=first.day.isoformat() if first and source.url and not source.date else "",
        is_issued=bool(publisher and not signed and publisher.side in _SPEAKING and source.kind in _ISSUED),
    )


@dataclass(frozen=True)
class Citation:
    """A record and the sources it rests on, in all forms."""

    work: Work
    sources: tuple[Work, ...]

    @property
    def bibtex(self) -> str:
        return bibtex([self.work, *self.sources])

    @property
    def ris(self) -> str:
        return ris([self.work, *self.sources])

    @property
    def csl(self) -> str:
        return csl([self.work, *self.sources])


def citation(kind: str, record: model.Record, archive: Archive, history: History, settings: Settings) -> Citation:
    """How a record is cited, with all sources that it names."""
    found = [archive.sources[id] for id in sources_of(record) if id in archive.sources]
    return Citation(
        record_work(kind, record, archive, history, settings),
        tuple(source_work(source, archive, history) for source in found),
    )


# BibTeX

# Where a publisher stands: what BibTeX's styles print, and beside it what BibLaTeX's or Zotero look for.
_BIBTEX_CONTAINERS = {
    "article": ("journal",),
    "book": ("publisher",),
    "techreport": ("institution",),
    "misc": ("howpublished", "publisher"),
    "online": ("howpublished", "organization"),
}
_BIBTEX_CHARACTERS = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip


def bibtex(works: Iterable[Work]) -> str:
    """Works as a BibTeX file in UTF-8. Braces keep capitals and names as they are written."""
    return "\n".join(map(_bibtex_entry, works))


def _bibtex_entry(work: Work) -> str:
    type = work.type.bibtex
    fields = {
        "author": " and ".join(map(_bibtex_author, work.authors)),
        "title": f"{{{_tex(work.headline)}}}",
        **dict.fromkeys(_BIBTEX_CONTAINERS[type], f"{{{_tex(work.container)}}}" if work.container else ""),
        "date": work.date,
        "year": work.date[:4],
        "month": MONTHS[work.parts[1] - 1][:3].lower() if len(work.parts) > 1 else "",
        # Addresses are taken as they stand; the loader admits no braces, backslashes or spaces in them.
        "url": work.url or work.archive,
        "urldate": work.seen,
        "langid": v.LANGUAGES[work.language].babel or "",
        "abstract": _tex(work.abstract),
        "note": _tex("; ".join(filter(None, [work.note, f"Archived at {work.archive}" if work.archive else ""]))),
    }
    lines = [
        # Months are macros that every style defines.
        f"  {name} = {value}," if name == "month" else f"  {name} = {{{value}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@{type}{{{work.key},", *lines, "}", ""])


def _bibtex_author(author: Author) -> str:
    """`Berger, Andrea`; braces keep a name as it is."""
    return f"{_tex(author.family)}, {_tex(author.given)}" if author.given else f"{{{_tex(author.family)}}}"


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(_BIBTEX_CHARACTERS)


# RIS


def ris(works: Iterable[Work]) -> str:
    """Works as an RIS file: two letters, two spaces, a hyphen, a space; CRLF at each line's end."""
    return "".join(f"{line}\r\n" for work in works for line in [*_ris_lines(work), ""])


def _ris_lines(work: Work) -> list[str]:
    date = "/".join([*work.date.split("-"), "", "", ""][:3]) + "/" if work.date else ""
    fields = [
        ("TY", work.type.ris),
        # A comma at the end says that no part of a name is a given name.
        *(("AU", author.inverted if author.given else f"{author.family},") for author in work.authors),
        ("TI", work.headline),
        # The newspaper or the site, and the same as publisher where no type has a container.
        ("T2" if work.type.is_part else "PB", work.container),
        ("PY", work.date[:4]),
        ("DA", date),
        ("Y2", work.seen.replace("-", "/") + "/" if work.seen else ""),
        ("UR", work.url or work.archive),
        ("LA", work.language),
        ("AB", work.abstract),
        ("N1", work.note),
        ("L2", work.archive if work.url else ""),
        ("ID", work.key),
    ]
    return [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value] + ["ER  - "]


# CSL-JSON


def csl_item(work: Work) -> dict[str, Any]:
    """A work as an item of CSL-JSON."""
    type = work.type.csl
    item: dict[str, Any] = {"id": work.key, "type": type, "title": work.headline}
    if work.authors:
        item["author"] = [
            {"family": author.family, "given": author.given} if author.given else {"literal": author.family}
            for author in work.authors
        ]
    item["container-title" if work.type.is_part else "publisher"] = work.container
    if work.parts:
        item["issued"] = {"date-parts": [work.parts]}
    if work.seen:
        item["accessed"] = {"date-parts": [[int(part) for part in work.seen.split("-")]]}
    item |= {"URL": work.url or work.archive, "language": work.language, "abstract": work.abstract, "note": work.note}
    if work.archive and work.url:
        item["archive_location"] = work.archive
    return {name: value for name, value in item.items() if value}


def csl(works: Iterable[Work]) -> str:
    """Works as CSL-JSON, the input of citation processors and Zotero."""
    return to_json([csl_item(work) for work in works])
