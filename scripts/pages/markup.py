"""Text into Markdown that cannot become markup by accident, and the pieces of a page: links, citations, prose.

Pages are Markdown with raw HTML blocks for panels and tables. Plain text is escaped with character
references, which mean the same in both (backslashes do not: Python-Markdown leaves `\\<` alone). Only
`Markup` passes unescaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import markdown
from markupsafe import Markup

from scripts.derive.apart import apart_from
from scripts.derive.voices import voice_of
from scripts.load.archive import Archive, place_of
from scripts.pages.sourcelines import SourceLine, source_line
from scripts.values.prose import CITATION
from scripts.values.text import escape, root_from, typographic

# The Markdown extensions of mkdocs.yml; a test compares the two. A new one may need a new character below.
EXTENSIONS = ("attr_list", "tables", "toc")

# Marks that one citation has at most.
MOST_MARKS = 4


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=["tables"])


@cache
def inline_html(text: str) -> Markup:
    """One paragraph of Markdown as HTML without its `<p>`; further paragraphs follow after a line break."""
    converter = _converter()
    converter.reset()
    rendered = converter.convert(text).strip()
    paragraphs = re.sub(r"^<p>|</p>$", "", rendered)
    return Markup(re.sub(r"</p>\s*<p>", "<br>", paragraphs).replace("\n", " "))


class Writer:
    """The state of one page being written: its place in the site, and the sources it has cited so far."""

    def __init__(self, archive: Archive, path: str, rests_on: Iterable[str] = ()) -> None:
        """`path` is the page's address without leading slash: `visits/1964-11-…/`, or an empty string for home;
        `rests_on` are the sources of the record whose page it is."""
        self.archive = archive
        self.path = path
        self.root = root_from(path)
        self.rests_on = tuple(rests_on)
        self.cited: dict[str, int] = {}
        self._back: dict[str, str] = {}
        # What the page needs of its frame: `side` (room in the margin), or the name of a stylesheet.
        self.wanted: set[str] = set()

    def wants(self, what: str) -> Markup:
        """Note what a piece of the page needs of its frame; writes nothing."""
        self.wanted.add(what)
        return Markup("")

    def href(self, kind: str, id: str) -> str:
        """The relative address of a record's page, or of its entry on a list."""
        return self.root + place_of(kind, id, self.archive)

    def link(self, kind: str, id: str, text: str | None = None) -> Markup:
        """A link to a record, with other text, or its name and what sets it apart from its namesakes."""
        label = escape(typographic(text)) if text else self.name(kind, id)
        return Markup(f'<a href="{self.href(kind, id)}">{label}</a>')

    def name(self, kind: str, id: str) -> Markup:
        """A record's name and what sets it apart from its namesakes."""
        record = self.archive.records[kind].get(id)
        label = escape(typographic(record.label if record else id))
        apart = apart_from(kind, record, self.archive) if record else ""
        return label + Markup(' <span class="apart">({})</span>').format(escape(typographic(apart))) if apart else label

    def is_disputed(self, kind: str, id: str) -> bool:
        """Whether the sources of a record contradict each other."""
        return bool(getattr(self.archive.records.get(kind, {}).get(id), "disputes", ()))

    def links(self, kind: str, ids: Iterable[str]) -> Markup:
        """Links with commas between them."""
        return Markup(", ").join([self.link(kind, id) for id in ids])

    def cite(self, ids: Iterable[str]) -> Markup:
        """Superior numbers that lead to the page's list of sources; numbered in order of first use.

        As scholarly books set them: numbers in a row are one mark, `[4, 5]` or `[4–9]`, and what does not
        fit into `MOST_MARKS` marks stands as `[+7]`. A mark of several leads to its first source and names
        all their numbers for the note that shows on hover. The brackets keep a number apart from the word before
        it where nothing is superior: in plain text, in readers' modes.
        """
        known = [id for id in dict.fromkeys(ids) if id in self.archive.sources]
        numbers = sorted((self.cited.setdefault(id, len(self.cited) + 1), id) for id in known)
        runs = _unbroken(numbers)
        if len(runs) > MOST_MARKS:
            rest = [pair for run in runs[MOST_MARKS - 1 :] for pair in run]
            runs = [*runs[: MOST_MARKS - 1], rest]
        return Markup(f'<sup class="cite">{"".join(map(self._mark, runs))}</sup>') if runs else Markup("")

    def _mark(self, run: list[tuple[int, str]]) -> Markup:
        """One mark for one or more sources: the anchor to which the list leads back, if it is the first use of one of them."""
        (first, id), last = run[0], run[-1][0]
        new = [other for _, other in run if other not in self._back]
        # Named by the first source that it is the first mark of, so that no two marks share a name.
        anchor = f' id="cite-{new[0]}"' if new else ""
        self._back.update(dict.fromkeys(new, f"cite-{new[0]}" if new else ""))
        if len(run) == 1:
            voice = voice_of(self.archive.sources[id], self.archive)
            name = voice.name if voice else self.archive.sources[id].publisher
            label, text, several = f"Source {first}: {name}", str(first), ""
        else:
            inside = last - first + 1 == len(run)
            span = f"{first}, {last}" if len(run) == 2 else f"{first}–{last}"
            label = f"Sources {span}" if inside else f"+{len(run)} more sources"
            text = span if inside else f"+{len(run)}"
            several = f' data-sources="{" ".join(str(number) for number, _ in run)}"'
        return Markup(f'<a{anchor} href="#source-{id}" aria-label="{escape(label)}"{several}>[{text}]</a>')

    def back(self, id: str) -> str | None:
        """The anchor of a source's first mark in the text, to which the list leads back."""
        return self._back.get(id)

    def sources(self) -> Iterator[tuple[int, SourceLine, str | None]]:
        """The sources cited so far, in order of first use: number, source, anchor of the mark to which it leads back."""
        for id, number in self.cited.items():
            yield number, source_line(self.archive.sources[id], self.archive), self.back(id)

    def also_read(self) -> list[SourceLine]:
        """The sources on which the page's record stands though no sentence cites them so far."""
        return [
            source_line(self.archive.sources[id], self.archive)
            for id in self.rests_on
            if id in self.archive.sources and id not in self.cited
        ]

    def list_only(self, ids: Iterable[str]) -> Markup:
        """Put sources into the page's list without a mark in the text."""
        for id in ids:
            if id in self.archive.sources:
                self.cited.setdefault(id, len(self.cited) + 1)
        return Markup("")

    def prose(self, text: str, sources: Iterable[str] = ()) -> Markup:
        """A record's prose as Markdown with its citations numbered; `sources` are cited at the end when it cites none itself."""
        cited = re.sub(rf"\s?{CITATION.pattern}", lambda m: str(self.cite(_ids(m[1]))), typographic(text))
        return Markup(cited) + ("" if CITATION.search(text) else self.cite(sources))

    def inline(self, text: str, sources: Iterable[str] = ()) -> Markup:
        """The same as HTML, for a cell or a list item."""
        # Marked with characters for private use: Python-Markdown strips the control characters that are its own.
        plain = CITATION.sub(lambda m: f"\ue000{m[1]}\ue001", text)
        rendered = inline_html(typographic(plain))
        cited = re.sub(r"\s?\ue000([^\ue001]*)\ue001", lambda m: str(self.cite(_ids(m[1]))), str(rendered))
        return Markup(cited) + ("" if CITATION.search(text) else self.cite(sources))


def _unbroken(numbers: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """Numbers as marks: those in a row together, others alone."""
    runs: list[list[tuple[int, str]]] = []
    for pair in numbers:
        if runs and pair[0] == runs[-1][-1][0] + 1:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return runs


def _ids(group: str) -> list[str]:
    return [part.strip().removeprefix("@") for part in group.split(";")]
