"""Prose is simple Markdown, and cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.load.archive import Archive
from scripts.record import model
from scripts.record.fields import ProseMark
from scripts.record.references import walk
from scripts.rules.rule import rule
from scripts.values.problems import Problem
from scripts.values.prose import CITATION, citations_in

# So many letters of what is wrong are quoted.
QUOTED = 40
# Markup that prose may not hold: HTML, images, links that are neither http nor https, reference definitions, code, tables.
# Each pattern stays on one line, so that it takes no longer than the line is long, squared.
_START = r"^[ \t>*+\d.-]*"  # also inside lists and quotations
# `<5` and `a < b` are text; with an `@` behind it `<5` would be an address of mail.
_RAW_HTML = re.compile(r"<(?!https?://)(?=\S)(?!=?(?:\d[^\s<>@]*)?(?:\s|$))")
_IMAGE_MARK = re.compile(r"!\[")
_LINK = re.compile(r"\]\([ \t\n]*(?!https?://|/)")
_PAGE = re.compile(r"\]\([ \t\n]*/")
_FOOTNOTE = re.compile(r"\[\^")
_WIKI = re.compile(r"\[\[")
_BARE = re.compile(r"(?<!\]\()(?<![\w/=])https?://")
_UNFINISHED = re.compile(r"(TODO|FIXME|TBD)\b")
# Where the address could be written in character references.
_DEFINITION = re.compile(_START + r"\[(?!@)[^\]\n]*\]:", re.MULTILINE)
_SCHEME = re.compile(r"javascript:|data:text", re.IGNORECASE)
_BRACES = re.compile(r"[{}]")  # an attribute list could set any attribute
_HEADING = re.compile(_START + r"(#|(=+|-+|_+|\*+)[ \t]*$)", re.MULTILINE)
# In code a citation is no citation, and after a table or code none can follow.
_CODE_BLOCK = re.compile(r"`|^[>*+\d.) -]*([ ]{4}|\t|~~~)", re.MULTILINE)
_TABLE = re.compile(r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*\|", re.MULTILINE)
_DEEP = re.compile(r"^[ \t]*(([*+>-]|\d+[.)])[ \t]*){4}", re.MULTILINE)
# Words in brackets, or a whole link. (A citation is taken out before.)
_BRACKETED = re.compile(r"\[[^\[\]]*\](\(https?://([^\s()]|\([^\s()]*\))*\)|(?!\())")
_BRACKET = re.compile(r"[\[\]]")


# A sign without which a pattern finds nothing, the pattern, and what it finds.
_FAULTS = (
    ("<", _RAW_HTML, "raw HTML; write Markdown"),
    (
        "](",
        _PAGE,
        "a link to a page of this site; write the id into a field (officials, topics …), where it becomes a link",
    ),
    ("[^", _FOOTNOTE, "a footnote; cite with [@id], or write a sentence"),
    ("[[", _WIKI, "a link in double brackets; write [words](https://…), or [@id] to cite"),
    ("", _UNFINISHED, "a note to oneself; finish it, or leave it out"),
    ("![", _IMAGE_MARK, "an image; prose holds text only"),
    ("](", _LINK, "a link that is not http or https"),
    ("]:", _DEFINITION, "a link definition; write the address in the link"),
    (":", _SCHEME, "a link that is not http or https"),
    ("", _BRACES, "a brace"),
    ("", _HEADING, "a heading or a rule; the page makes its own headings"),
    ("", _CODE_BLOCK, "code: a backtick, or a line indented by four spaces; write plain text"),
    ("|", _TABLE, "a table; write sentences or a list"),
    ("", _DEEP, "lists or quotations in one another on one line"),
)


def faults(prose: str) -> Iterator[str]:
    """What a piece of prose holds that it may not."""
    found = list(dict.fromkeys(what for sign, pattern, what in _FAULTS if sign in prose and pattern.search(prose)))
    yield from found
    # A space in its place, so that an address that holds a citation does not pass for a whole one.
    rest = CITATION.sub(" ", prose)
    if not found and "://" in rest and _BARE.search(rest):
        found.append("a bare address; write [words](https://…), or make it a source and cite it")
        yield found[-1]
    # Half a citation has a rule of its own; a bracket is no fault beside one that explains it.
    if not found and not re.search(r"\[@|@[a-z0-9-]+\]", rest) and _BRACKET.search(_BRACKETED.sub("", rest)):
        yield "a bracket without its partner, or a link that does not end"


@rule
def prose_is_simple(archive: Archive) -> Iterator[Problem]:
    """Prose is Markdown without HTML, images, headings, code, tables, braces, single brackets and link definitions; links lead to http or https."""
    for kind, record in archive:
        for path, mark, text in walk(record):
            if isinstance(mark, ProseMark):
                where = ".".join(str(step) for step in path)
                for what in faults(text):
                    yield archive.problem(kind, record, path, f"{where}: holds {what}")


# An id between brackets without its @, and one with its @ that lacks a bracket or both.
_UNMARKED = re.compile(r"\[([a-z0-9]+(?:-[a-z0-9]+)+)\](?!\()")
_UNBRACKETED = re.compile(r"(?<![\w/.@-])@([a-z0-9]+(?:-[a-z0-9]+)*)\b")


@rule
def citations_are_whole(archive: Archive) -> Iterator[Problem]:
    """Every `[@` in prose begins a citation of the form `[@id]` or `[@id; @id]`, and a source is named in no other form."""
    for kind, record in archive:
        for path, mark, text in walk(record):
            if not isinstance(mark, ProseMark) or ("@" not in text and "[" not in text):
                continue
            rest = CITATION.sub("", text)
            broken = rest[rest.index("[@") :][:QUOTED] if "[@" in rest else _half(rest, archive)
            if broken:
                where = ".".join(str(step) for step in path)
                text = f"{where}: '{broken}' is no citation; write [@id] or [@id; @id]"
                yield archive.problem(kind, record, path, text)


def _half(rest: str, archive: Archive) -> str | None:
    """What looks like a citation and lacks a part of it: a source's id in brackets, or any id behind an @."""
    unmarked = next((found for found in _UNMARKED.finditer(rest) if found[1] in archive.sources), None)
    marked = (found for found in _UNBRACKETED.finditer(rest) if "-" in found[1] or found[1] in archive.sources)
    half = unmarked or next(marked, None)
    return half[0][:QUOTED] if half else None


@rule
def prose_cites(archive: Archive) -> Iterator[Problem]:
    """Each paragraph of an introduction or a country's summary cites something."""
    prose: list[tuple[str, model.Record, str, str]] = []
    for country in archive.countries.values():
        prose += [("countries", country, f, t) for f in ("summary", "introduction") if (t := getattr(country, f))]
    prose += [("topics", topic, "introduction", topic.introduction) for topic in archive.topics.values()]
    for kind, record, name, text in prose:
        for paragraph in re.split(r"\n\s*\n", text):
            # One that begins and does not end has a rule of its own.
            if not citations_in(paragraph) and "[@" not in paragraph and not paragraph.lstrip().startswith("#"):
                start = " ".join(paragraph.split())[:QUOTED]
                yield archive.problem(kind, record, (name,), f"{name}: the paragraph '{start}…' cites nothing")


@rule
def publishers_cite_nothing(archive: Archive) -> Iterator[Problem]:
    """The note of a publisher cites nothing: the list of publishers has no list of sources below it."""
    for publisher in archive.publishers.values():
        if publisher.note and citations_in(publisher.note):
            yield archive.problem(
                "publishers", publisher, ("note",), "note: cites a source; the list of publishers shows none"
            )
