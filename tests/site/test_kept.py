"""Pages that are kept: whatever is edited, a build that has kept pages makes the bytes of one that has none, and no page twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.site import html as html_stage
from scripts.site import kept as kept_stage
from scripts.site.finished import read_finished
from scripts.site.folders import Folders
from scripts.site.html import make_html
from scripts.site.kept import put_back
from scripts.site.linkcheck import PageLinks
from tests.conftest import ROOT, examples

pytestmark = pytest.mark.whole
PAGE = "visits/1964-11-02-han-so-sudville/index.html"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A configuration and a theme that a test may edit."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "theme", root / "theme")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    (root / "scripts").symlink_to(ROOT / "scripts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html_stage, "ROOT", root)
        patch.setattr(kept_stage, "ROOT", root)
        yield root


@pytest.fixture(scope="module")
def built(project: Path, mini_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work folder with the lists and the visits of the fabricated world, and all pages of them kept."""
    work = tmp_path_factory.mktemp("built")
    for source in sorted((mini_site.parent / "work" / "docs").rglob("*.md")):
        path = source.relative_to(mini_site.parent / "work" / "docs")
        if len(path.parts) < 3 or path.parts[0] == "visits":
            (work / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, work / "docs" / path)
    assert finished(work)[2] == set()
    return work


def finished(work: Path) -> tuple[dict[str, bytes], dict[str, PageLinks], set[str]]:
    """The HTML and the Markdown that are made of a docs folder, the links, and which pages were put back."""
    folders = Folders(work)
    shutil.rmtree(folders.html, ignore_errors=True)
    folders.html.mkdir()
    kept = put_back(folders)
    make_html(folders, kept.links)
    links = read_finished(folders, kept)
    files = {
        path.relative_to(folders.html).as_posix(): path.read_bytes()
        for path in sorted(folders.html.rglob("*"))
        if path.is_file()
    }
    return files, links, set(kept.links)


def test_only_the_page_that_changed_is_made_again(built: Path, tmp_path: Path) -> None:
    work = Path(shutil.copytree(built, tmp_path / "work"))
    page = (work / "docs" / PAGE).with_suffix(".md")
    page.write_text(page.read_text("utf-8") + "\nMore.\n", "utf-8")
    pages = {path.relative_to(work / "docs").with_suffix(".html").as_posix() for path in (work / "docs").rglob("*.md")}
    files, _, put = finished(work)
    assert pages - put == {PAGE}
    assert b"<p>More.</p>" in files[PAGE]
    assert "\nMore.\n" in files[PAGE.replace(".html", ".md")].decode()
    assert finished(work)[2] == pages


def test_another_library_or_python_makes_all_pages_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = kept_stage.means()
    assert kept_stage.means() == now
    monkeypatch.setattr(kept_stage, "distributions", list)
    other = kept_stage.means()
    monkeypatch.setattr(kept_stage.sys, "version", "4.0")
    assert len({now, other, kept_stage.means()}) == 3


EDITS = (
    "text",
    "a link to a file of Markdown",
    "removed",
    "renamed",
    "theme",
    "configuration",
    "damaged",
    "cut off",
    "lost",
)


def edit(what: str, n: int, words: str, work: Path, project: Path) -> None:
    """One edit to a page, to what makes all pages, or to what is kept."""
    sources = sorted((work / "docs" / "visits").glob("*-*/index.md"))
    source = sources[n % len(sources)]
    kept = work / "kept" / source.relative_to(work / "docs").with_suffix(".html")
    if what == "text":
        source.write_text(f"{source.read_text('utf-8')}\n{words}\n", "utf-8")
    elif what == "a link to a file of Markdown":
        to = sources[(n + 1) % len(sources)].parent.name
        source.write_text(f"{source.read_text('utf-8')}\n[x](../{to}/index.md)\n", "utf-8")
    elif what == "removed":
        shutil.rmtree(source.parent)
    elif what == "renamed":
        source.parent.rename(source.parent.with_name(f"{source.parent.name}-x"))
    elif what == "theme":
        file = project / "theme" / "base.html"
        file.write_text(file.read_text("utf-8").replace("Skip to the content", f"Skip {n} to the content"), "utf-8")
    elif what == "configuration":
        file = project / "mkdocs.yml"
        file.write_text(file.read_text("utf-8").replace("- Home: index.md", f"- Home {n}: index.md"), "utf-8")
    elif what == "lost":
        kept.unlink(missing_ok=True)
    elif kept.exists():
        content = bytearray(kept.read_bytes())
        content[n % len(content)] ^= 1
        kept.write_bytes(content if what == "damaged" else content[: n % len(content)])


@settings(max_examples=examples(5), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(EDITS), st.integers(0, 10**6), st.sampled_from(["More.", "# Head", "<p>x</p>"])),
        min_size=1,
        max_size=5,
    )
)
def test_with_kept_pages_the_same_is_made_as_without(
    built: Path, project: Path, tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, int, str]]
) -> None:
    work = Path(shutil.copytree(built, tmp_path_factory.mktemp("edited") / "work"))
    for what, n, words in edits:
        edit(what, n, words, work, project)
    fresh = tmp_path_factory.mktemp("fresh")
    shutil.copytree(work / "docs", fresh / "docs")
    assert finished(work)[:2] == finished(fresh)[:2]
