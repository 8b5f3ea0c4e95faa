"""Every link of the finished HTML leads to a page, a file or an anchor that is there."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _Links(HTMLParser):
    """Collects the anchors of a page and the addresses it names."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.anchors: set[str] = set()
        self.twice: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None:
                continue
            if name == "id":
                if value in self.anchors:
                    self.twice.append(value)
                self.anchors.add(value)
            elif name in ("href", "src") and not (tag == "link" and value.startswith("http")):
                self.targets.append(value)


def broken_links(html: Path) -> list[str]:
    """`page: link` for each link inside the site that leads nowhere, and each id that stands twice on a page."""
    pages: dict[Path, _Links] = {}
    for path in sorted(html.rglob("*.html")):
        found = _Links()
        found.feed(path.read_text(encoding="utf-8"))
        pages[path] = found
    wrong = []
    for path, found in pages.items():
        shown = path.relative_to(html).as_posix()
        wrong += [f"{shown}: the id '{name}' stands twice" for name in found.twice]
        for target in sorted(set(found.targets)):
            if not _leads_somewhere(target, path, html, pages):
                wrong.append(f"{shown}: {target}")
    return wrong


def _leads_somewhere(target: str, path: Path, html: Path, pages: dict[Path, _Links]) -> bool:
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return True
    place = unquote(parts.path)
    file = html / place.lstrip("/") if place.startswith("/") else path.parent / place
    if not place:
        file = path
    file = Path(_normal(file))
    if file.is_dir():
        file = file / "index.html"
    if not file.exists():
        return False
    if parts.fragment and file in pages and not parts.fragment.startswith(":~:"):
        return unquote(parts.fragment) in pages[file].anchors
    return True


def _normal(path: Path) -> str:
    steps: list[str] = []
    for step in path.parts:
        if step == "..":
            steps.pop()
        elif step != ".":
            steps.append(step)
    return str(Path(*steps))
