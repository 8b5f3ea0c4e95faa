"""Citations in the styles that readers are asked for, set by a citation processor (Pandoc's citeproc) from CSL-JSON.

All works of a build go through the processor together, once for each style, and what is set is kept by its content: a build
sets what changed. Pandoc is a program of its own, under the GPL, that the build runs; nothing of it is in the site.

Of a style two things are left out, since each work is cited alone and not in one paper with all others: what tells works of
one author apart (`2026a`), and the order. A page that is made of our words says them as they are, without quotation marks.
Titles get the capitals of the style, names in them stay: `Kim Il-sung`.

Who signs nothing has no author. Where a state, an organisation or its media publish their own word, the institution stands for
one as each style has it: before the title in Chicago and APA, after it in MLA, and never twice.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree
from markupsafe import Markup

from scripts.derive.history import History
from scripts.load.archive import Archive
from scripts.record.kinds import PAGED
from scripts.takeaway.citations import MOST_NAMED, Work, citation, csl_item
from scripts.values.files import ROOT, keep, kept
from scripts.values.problems import BuildError
from scripts.values.settings import Settings
from scripts.values.text import escape

CACHE = ROOT / ".cache" / "citations"
# What was set before is kept until there is so much of it.
MOST_KEPT = 40_000
_SECONDS = 300
_CSL = "{http://purl.org/net/xbiblio/csl}"
# Stands for `<` in a title: the processor takes some tags in titles for markup.
_LESS = "\ue000"


@dataclass(frozen=True)
class Style:
    """A style of citation. `before_title`: where CSL-JSON says who published something, and the style puts an institution
    that publishes its own word before the title for an author; Chicago puts newspapers there by itself.
    """

    name: str
    before_title: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        """The style as it was published, in CSL."""
        return Path(__file__).parent / "styles" / f"{self.name.lower()}.csl"


STYLES = (Style("Chicago", ("publisher",)), Style("APA", ("publisher", "container-title")), Style("MLA"))
# The entry of a work in each style, by the style's name.
Entries = Mapping[str, Markup]


def cited_works(archive: Archive, history: History, settings: Settings) -> Iterator[Work]:
    """What the pages cite: each record that has a page, and the sources that stand beside it."""
    sources: dict[str, Work] = {}
    for kind in PAGED:
        for record in archive.records[kind].values():
            cited = citation(kind, record, archive, history, settings)
            yield cited.work
            sources |= {work.key: work for work in cited.sources[:MOST_NAMED]}
    yield from sources.values()


def set_in_styles(works: Iterable[Work], cache: Path = CACHE) -> dict[str, Entries]:
    """The entries of works in all styles, by the works' keys. Raises BuildError when the processor fails."""
    found = list(works)
    with ThreadPoolExecutor(len(STYLES)) as pool:
        by_style = list(pool.map(lambda style: _entries(found, style, cache), STYLES))
    return {
        work.key: {style.name: entries[n] for style, entries in zip(STYLES, by_style, strict=True)}
        for n, work in enumerate(found)
    }


def _entries(works: list[Work], style: Style, cache: Path) -> list[Markup]:
    """The entries of works in one style, in their order."""
    file = cache / f"{style.name.lower()}.kept"
    known: dict[str, str] = json.loads(kept(file) or b"{}")
    items = [_item(work, style) for work in works]
    keys = [_key(item, style) for item in items]
    missing = {key: item for key, item in zip(keys, items, strict=True) if key not in known}
    if missing:
        made = dict(zip(missing, _processed(list(missing.values()), style), strict=True))
        before = known if len(known) < MOST_KEPT else {key: known[key] for key in keys if key in known}
        known = before | made
        keep(file, json.dumps(known, ensure_ascii=False).encode())
    return [_tidied(known[key], work) for key, work in zip(keys, works, strict=True)]


def _item(work: Work, style: Style) -> dict[str, Any]:
    """A work as the processor gets it: without what no entry says."""
    item = csl_item(work)
    for name in ("id", "abstract", "note", "archive_location"):
        item.pop(name, None)
    # Chicago leaves encyclopaedias out of bibliographies; on the web they are pages.
    item["type"] = {"entry-encyclopedia": "webpage"}.get(item["type"], item["type"])
    if item["type"] == "legal_case":  # whose publisher is the court
        item["authority"] = work.container
    if item["type"] == "treaty":  # styles ask for the series in which it is printed
        item["container-title"] = item.pop("publisher", "")
    place = "container-title" if "container-title" in item else "publisher"
    if work.container and (work.is_issued or work.container == work.byline):
        item.pop("author", None)
        if place in style.before_title:
            item["author"] = [{"literal": item.pop(place)}]
    item["title"] = _title(work)
    return item


def _title(work: Work) -> str:
    """The title, with marks around what keeps its capitals."""
    title = work.headline.strip().replace("<", _LESS)
    if work.is_description:
        return f'<span class="nocase">{title}</span>'
    return re.sub(r"\b[^\W\d_]+-(?=[a-z])\w+", r'<span class="nocase">\g<0></span>', title)


def _key(item: Mapping[str, Any], style: Style) -> str:
    """What an entry is kept under: it is made anew when the item, the style or the processor changes."""
    text = json.dumps(item, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{_stamp(style)}\0{text}".encode()).hexdigest()[:24]


@cache
def _stamp(style: Style) -> str:
    from importlib.metadata import version

    return f"{version('pypandoc-binary')} {hashlib.sha256(_alone(style)).hexdigest()}"


@cache
def _alone(style: Style) -> bytes:
    """A style for works that are cited one by one."""
    tree = etree.parse(str(style.file), etree.XMLParser(remove_comments=True))
    for element in tree.iter(f"{_CSL}citation", f"{_CSL}bibliography"):
        for name in list(element.attrib):
            if re.match("disambiguate|givenname-disambiguation|subsequent-author", name):
                del element.attrib[name]
        for order in element.findall(f"{_CSL}sort"):
            element.remove(order)
    made: bytes = etree.tostring(tree, encoding="utf-8")
    return made


def _processed(items: list[dict[str, Any]], style: Style) -> list[str]:
    """Items as entries in HTML, in their order."""
    import pypandoc

    given = json.dumps([{"id": str(n), **item} for n, item in enumerate(items)], ensure_ascii=False)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "style.csl")
        file.write_bytes(_alone(style))
        try:
            command = [pypandoc.get_pandoc_path(), "-f", "csljson", "-t", "html", "--wrap=none", "--citeproc"]
            done = subprocess.run(
                [*command, "--csl", str(file)], input=given.encode(), capture_output=True, timeout=_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise BuildError(f"the citation processor does not run: {error}") from None
    made = dict(re.findall(r'<div id="ref-(\d+)"[^>]*>\n(.*?)\n</div>', done.stdout.decode("utf-8", "replace"), re.S))
    found = [made.get(str(n), "").strip() for n in range(len(items))]
    if done.returncode or not all(found):
        said = done.stderr.decode("utf-8", "replace").strip()[:1000]
        raise BuildError(f"the citation processor made no entry in {style.name} of some works: {said}")
    return found


def _tidied(entry: str, work: Work) -> Markup:
    """An entry as Markdown, with emphasis and the language of its title as its only markup."""
    ours = r'<span class="nocase">(\[.*\])</span>'
    text = re.sub(rf"<span>“{ours}([.,]?)”</span>", r"\1\2", entry)
    text = re.sub(rf"<em>{ours}</em>", r"\1", text)
    text = re.sub(r"</?(?!em\b)\w+\b[^>]*>", "", text)
    # APA says when a page without a date was read; where nobody knows, it says nothing.
    text = re.sub(r"Retrieved (?=https?:)", "", text)
    parts = (
        part if n % 2 else escape(html.unescape(part).replace(_LESS, "<"))
        for n, part in enumerate(re.split("(</?em>)", text))
    )
    tidied = "".join(parts)
    if work.language != "en":
        title = escape(work.headline.strip())
        tidied = tidied.replace(title, f'<span lang="{escape(work.language)}">{title}</span>', 1)
    return Markup(tidied)
