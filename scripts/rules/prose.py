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

# Markup that prose may not hold: HTML, images, links that are neither http nor https, reference definitions.
_RAW_HTML = re.compile(r"<\S")
_IMAGE = re.compile(r"!\[")
_LINK = re.compile(r"\]\(\s*(?!https?://)")
# Also inside lists and quotations, where the address could be written in character references.
_DEFINITION = re.compile(r"^[\s>*+\d.-]*\[(?!@)[^\]]*\]:", re.MULTILINE)
_SCHEME = re.compile(r"javascript:|data:text", re.IGNORECASE)
_BRACES = re.compile(r"[{}]")  # an attribute list could set any attribute
# Also inside lists and quotations.
_HEADING = re.compile(r"^[\s>*+\d.-]*(#|(=+|-+|_+|\*+)\s*$)", re.MULTILINE)


_FAULTS = (
    (_RAW_HTML, "raw HTML; write Markdown"),
    (_IMAGE, "an image; prose holds text only"),
    (_LINK, "a link that is not http or https"),
    (_DEFINITION, "a link definition; write the address in the link"),
    (_SCHEME, "a link that is not http or https"),
    (_BRACES, "a brace"),
    (_HEADING, "a heading or a rule; the page makes its own headings"),
)


def faults(prose: str) -> Iterator[str]:
    """What a piece of prose holds that it may not."""
    yield from dict.fromkeys(what for pattern, what in _FAULTS if pattern.search(prose))


@rule
def prose_is_simple(archive: Archive) -> Iterator[Problem]:
    """Prose is Markdown without HTML, images, headings, braces and link definitions; links lead to http or https."""
    for kind, record in archive:
        for path, mark, text in walk(record):
            if isinstance(mark, ProseMark):
                where = ".".join(str(step) for step in path)
                for what in faults(text):
                    yield archive.problem(kind, record, path, f"{where}: holds {what}")


@rule
def citations_are_whole(archive: Archive) -> Iterator[Problem]:
    """Every `[@` in prose begins a citation of the form `[@id]` or `[@id; @id]`."""
    for kind, record in archive:
        for path, mark, text in walk(record):
            if isinstance(mark, ProseMark) and "[@" in CITATION.sub("", text):
                rest = CITATION.sub("", text)
                broken = rest[rest.index("[@") :][:40]
                where = ".".join(str(step) for step in path)
                yield archive.problem(
                    kind, record, path, f"{where}: '{broken}' is no citation; write [@id] or [@id; @id]"
                )


@rule
def prose_cites(archive: Archive) -> Iterator[Problem]:
    """Each paragraph of an introduction or a country's summary cites something."""
    prose: list[tuple[str, model.Record, str, str]] = []
    for country in archive.countries.values():
        prose += [("countries", country, f, t) for f in ("summary", "introduction") if (t := getattr(country, f))]
    prose += [("topics", topic, "introduction", topic.introduction) for topic in archive.topics.values()]
    for kind, record, name, text in prose:
        for paragraph in re.split(r"\n\s*\n", text):
            if not citations_in(paragraph) and not paragraph.lstrip().startswith("#"):
                start = " ".join(paragraph.split())[:40]
                yield archive.problem(kind, record, (name,), f"{name}: the paragraph '{start}…' cites nothing")
