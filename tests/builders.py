"""The same Markdown with other builders: `make builders`, and each week in `.github/workflows/canary.yml`.

Each gets the docs folder, the theme and mkdocs.yml, and nothing else. What it makes must hang together as our own site
does, and say the same under the same titles and anchors, page by page. `python -m tests.builders FOLDER [DATA]` takes the
folder of the programs (`bin` of a virtual environment) and the data folder.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

from scripts.site.build import build
from scripts.site.linkcheck import broken_links, read_links
from scripts.site.packing import MADE_LATER
from scripts.values.files import ROOT

# What is known of a builder that hangs.
PATIENCE = 900
# Without Material: of its templates none is used, so MkDocs alone makes the same.
BARE = "mkdocs"
BUILDERS = (BARE, "properdocs", "zensical")
# As many differences are shown.
SHOWN = 10


@dataclass(frozen=True)
class Said:
    """What a page says, whoever built it."""

    title: str
    text: str
    anchors: tuple[str, ...]


def said(path: Path) -> Said:
    """What an HTML file says."""
    tree = etree.parse(path, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    words = tree.xpath("//body//text()[not(ancestor::script)]")
    return Said(tree.findtext(".//title", ""), " ".join(" ".join(words).split()), tuple(sorted(tree.xpath("//@id"))))


def differences(ours: Path, theirs: Path) -> Iterator[str]:
    """A line for each page of ours that is missing or says something else, and for each link that leads nowhere."""
    yield from broken_links(read_links(theirs), MADE_LATER)
    for page in sorted((ours).rglob("*.html")):
        path = page.relative_to(ours)
        if not (theirs / path).exists():
            yield f"{path}: this page is missing"
            continue
        one, other = said(page), said(theirs / path)
        for name in ("title", "text", "anchors"):
            if getattr(one, name) != getattr(other, name):
                yield f"{path}: another {name}: {_apart(getattr(one, name), getattr(other, name))}"


def _apart(one: Any, other: Any) -> str:
    """Where two texts part, or in what two lists differ."""
    if isinstance(one, tuple):
        return ", ".join(sorted(set(one) ^ set(other))[:SHOWN])
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    begin = max(0, at - 20)
    return f"“{one[begin : at + 40]}”, “{other[begin : at + 40]}”"


def project(builder: str, programs: Path, docs: Path, folder: Path) -> list[str]:
    """A folder from which a builder can make what stands in a docs folder; returns the command, which writes `site/`."""
    folder.mkdir()
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    config |= {"docs_dir": "docs", "site_dir": "site"}
    config["theme"] |= {"custom_dir": "theme"} | ({"name": None} if builder == BARE else {})
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8")
    shutil.copytree(docs, folder / "docs")
    shutil.copytree(ROOT / "theme", folder / "theme")
    return [str(programs / builder), "build", "--strict", "-f", str(folder / "mkdocs.yml")]


def made_with(builder: str, programs: Path, docs: Path, folder: Path) -> Path:
    """What a builder makes of a docs folder, in a folder of its own. Raises CalledProcessError when it fails."""
    command = project(builder, programs, docs, folder)
    subprocess.run(command, cwd=folder, check=True, timeout=PATIENCE, capture_output=True, text=True)
    return folder / "site"


def main(programs: Path, data: Path) -> int:
    """Build with each and compare; returns 0 when all made the same."""
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(data, folder / "site", today=dt.date.today(), say=lambda _: None, work=folder / "work")
        for builder in BUILDERS:
            try:
                found = list(
                    differences(
                        folder / "site", made_with(builder, programs, folder / "work" / "docs", folder / builder)
                    )
                )
            except subprocess.CalledProcessError as error:
                found = (error.stderr or error.stdout).strip().splitlines()[-SHOWN:]
            failed = failed or bool(found)
            print(
                f"{builder}: {len(found)} differences"
                if found
                else f"{builder}: the same pages, links, titles, text and anchors"
            )
            print("".join(f"  {line}\n" for line in found[:SHOWN]), end="", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2] if len(sys.argv) > 2 else ROOT / "data").resolve()))
