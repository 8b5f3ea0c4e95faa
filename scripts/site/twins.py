"""Each page once more as Markdown beside it, from what the page says: for programs that read text, and for GitHub.

It is read back from the finished HTML, so that it says what the page says and nothing of how it looks: no picture, no
attribute, no tag. Where a page has a picture, its table and its words stand for it. Of HTML no more is known than pages use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import yaml

from scripts.pages.render import Dumper
from scripts.site.folders import Folders
from scripts.values.settings import Settings, site_settings
from scripts.values.text import plain_mark

# What is of use on the screen alone: controls, ways about, legends of colours, and what stands elsewhere on the page too.
_ELSEWHERE = frozenset({"on-phone", "sort", "facets", "keys", "back", "turn", "swatch", "legend", "embed"})
_CONTROLS = frozenset({"svg", "nav", "form", "button", "input", "select", "script", "style", "template"})
# Of the front matter, what concerns whoever reads the text.
_KEPT = ("title", "description", "changed", "removed", "as_of", "version")
# What is set apart from the words before it on the screen, and how in a line.
_BEFORE = {"detail": " · ", "post": "; ", "badge": " · ", "ways": " — "}
_STYLES = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*"}

_SPACES = re.compile(r"\s+")
# A mark that sets apart, where nothing is before or after it, or another mark is.
_STRAY = re.compile(r"^ ?[·;—] | [·;—] $|(?<=[,.;:(]) [·;—](?= )| [·;—] ?(?=[,.;:]| \()")
_BEGINS = re.compile(r"^(?:([-+>#=])|(\d+)([.)]))(?=\s|$|[-#=])")
_Element = Any  # etree._Element has no types


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def write_twin(folders: Folders, page: str, tree: Any) -> bytes:
    """Put the Markdown of a page, `visits/index.html`, beside its HTML, whose tree is given; returns it."""
    front = (folders.docs / page).with_suffix(".md").read_text(encoding="utf-8").split("---\n", 2)[1]
    meta = yaml.load(re.sub(r"^head: .*\n", "", front, count=1, flags=re.MULTILINE), _LOADER)
    text = twin(tree, meta, page.removesuffix("index.html"), site_settings()).encode()
    (folders.html / page).with_suffix(".md").write_bytes(text)
    return text


def twin(tree: Any, meta: dict[str, Any], place: str, settings: Settings) -> str:
    """A page's HTML as Markdown, with what its front matter says for readers of text; `place` is its address in the site."""
    kept = {name: meta[name] for name in _KEPT if name in meta}
    kept |= {"url": settings.url + place, "license": "CC-BY-4.0"}
    front = yaml.dump(kept, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{front}---\n\n" + "\n\n".join(blocks(tree.find(".//article"))) + "\n"


def blocks(element: _Element) -> list[str]:
    """The paragraphs, lists and tables inside an element, each as its Markdown; words between them are paragraphs."""
    found: list[str] = []
    line = plain_mark(element.text or "")
    for child in element:
        write = None if _skipped(child) else _BLOCKS.get(child.tag)
        if write:
            found += [*_paragraph(line), *write(child)]
            line = ""
        else:
            line += inline(child)
        line += plain_mark(child.tail or "")
    return [*found, *_paragraph(line)]


def _paragraph(line: str) -> list[str]:
    """A line as a list of one paragraph, or of none; its first mark begins neither a heading nor a list."""
    text = _STRAY.sub("", _SPACES.sub(" ", line)).strip()
    return [_BEGINS.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", text)] if text else []


def inline(element: _Element) -> str:
    """An element within a line, with what it holds; nothing of what is skipped."""
    if _skipped(element):
        return ""
    style = element.get("class", "").partition(" ")[0]
    if style == "cite":  # marks of citations
        return "".join(element.itertext())
    if element.tag == "br":
        return " "
    inside = plain_mark(element.text or "") + "".join(inline(child) + plain_mark(child.tail or "") for child in element)
    if element.tag == "code":
        return _code("".join(element.itertext()))
    if element.tag == "a":
        return _link(inside, element.get("href", ""))
    if style == "side":
        return f"({inside})"
    return _BEFORE.get(style, " " if element.tag in _BLOCKS else "") + _marked(inside, _STYLES.get(element.tag, ""))


def _skipped(element: _Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _CONTROLS or element.get("hidden") is not None:
        return True
    return not _ELSEWHERE.isdisjoint(element.get("class", "").split())


def _marked(text: str, mark: str) -> str:
    """Text in bold or in italics, with the spaces around it left outside."""
    words = text.strip()
    return text.replace(words, f"{mark}{words}{mark}", 1) if mark and words else text


def _code(text: str) -> str:
    """Text as it is, between as many backticks as it has none of."""
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{ticks} {text} {ticks}" if "`" in text else f"`{text}`"


def _link(text: str, address: str) -> str:
    """A link; one within the page, whose places have no names in Markdown, is its words."""
    words = _SPACES.sub(" ", text).strip()
    if not words or not address or address.startswith("#"):
        return text
    return f"[{words}]({address.replace('(', '%28').replace(')', '%29').replace(' ', '%20')})"


def _heading(element: _Element) -> Iterator[str]:
    yield f"{'#' * int(element.tag[1])} {' '.join(blocks(element))}"


def _bold(element: _Element) -> Iterator[str]:
    words = " ".join(blocks(element))
    if words:
        yield f"**{words}**" if "**" not in words else words


def _list(element: _Element) -> Iterator[str]:
    items = []
    for number, item in enumerate((one for one in element if not _skipped(one)), int(element.get("start", 1))):
        mark = f"{item.get('value') or number}." if element.tag == "ol" else "-"
        items.append(_item(mark, blocks(item)))
    yield "\n".join(filter(None, items))


def _item(mark: str, inside: list[str]) -> str:
    """One item of a list: its first paragraph beside its mark, the others below it."""
    if not inside:
        return ""
    room = " " * (len(mark) + 1)
    tight = "\n".join if all(re.match(r"- |\d+\. ", block) for block in inside[1:]) else "\n\n".join
    return f"{mark} " + tight(inside).replace("\n", f"\n{room}").replace(f"\n{room}\n", "\n\n")


def _badges(element: _Element) -> Iterator[str]:
    yield "\n".join(filter(None, (_item("-", blocks(child)) for child in element if not _skipped(child))))


def _terms(element: _Element) -> Iterator[str]:
    """Terms with what is said of them: `- **Term**: what is said`."""
    items = []
    for row in element if element.find("div") is not None else [element]:
        terms = [" ".join(blocks(term)) for term in row.findall("dt")]
        said = [blocks(one) for one in row.findall("dd")]
        first = f"**{', '.join(terms)}**" if not any("**" in term for term in terms) else ", ".join(terms)
        if all(len(one) <= 1 for one in said):
            items.append(_item("-", [f"{first}: {'; '.join(one[0] for one in said if one)}"]))
        else:
            items.append(_item("-", [f"{first}:", *(block for one in said for block in one)]))
    yield "\n".join(filter(None, items))


def _table(element: _Element) -> Iterator[str]:
    """A table as GitHub writes it; a cell that spans several stands in the first of them."""
    caption = element.find("caption")
    if caption is not None:
        yield from _bold(caption)
    rows = [list(_cells(row)) for row in element.iter("tr") if not _skipped(row)]
    if not rows:
        return
    width = max(map(len, rows))
    full = [row + [""] * (width - len(row)) for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in full]
    yield "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _cells(row: _Element) -> Iterator[str]:
    for cell in row:
        if not _skipped(cell):
            yield "; ".join(block.replace("\n", " ") for block in blocks(cell))
            yield from [""] * (int(cell.get("colspan", 1)) - 1)


def _fenced(element: _Element) -> Iterator[str]:
    text = "".join(element.itertext()).strip("\n")
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    yield f"{fence}\n{text}\n{fence}"


def _inside(element: _Element) -> list[str]:
    return list(_badges(element)) if element.get("class") == "badges" else blocks(element)


_BLOCKS: Mapping[str, Callable[[_Element], Iterable[str]]] = (
    {f"h{n}": _heading for n in range(1, 7)}
    | dict.fromkeys(("article", "section", "div", "p", "details", "figure", "footer", "header", "noscript"), _inside)
    | {"figcaption": _bold, "summary": _bold, "ul": _list, "ol": _list, "dl": _terms, "table": _table, "pre": _fenced}
)
