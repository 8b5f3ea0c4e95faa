"""Our way of running MkDocs makes what MkDocs makes, byte for byte, in one process or several."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from scripts.site.mkdocs_run import _PutAside
from tests.conftest import ROOT, examples

# A clock that stands, as the build's programs see it.
CLOCK = {**os.environ, "SOURCE_DATE_EPOCH": "946684800"}

PLAIN = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
build(load_config(sys.argv[1], docs_dir=sys.argv[2], site_dir=sys.argv[3]))
"""
OURS = """
import logging, sys
logging.basicConfig(level=logging.WARNING)
from mkdocs.config import load_config
from scripts.site.mkdocs_run import build
build(load_config(sys.argv[1], docs_dir=sys.argv[2], site_dir=sys.argv[3]), shares=int(sys.argv[4]))
"""


@pytest.fixture(scope="module")
def docs(mini_site: Path) -> Path:
    return mini_site.parent / "work" / "docs"


def made(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, str(ROOT / "mkdocs.yml"), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=CLOCK, capture_output=True, text=True, check=False)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_outcome_is_that_of_mkdocs(docs: Path, tmp_path: Path) -> None:
    assert made(PLAIN, docs, tmp_path / "plain").returncode == 0
    plain = tree(tmp_path / "plain")
    assert len(plain) > 100
    for shares in (1, 3):
        done = made(OURS, docs, tmp_path / str(shares), shares)
        assert done.returncode == 0, done.stderr
        assert tree(tmp_path / str(shares)) == plain


def test_a_warning_in_any_share_fails_the_build(docs: Path, tmp_path: Path) -> None:
    for shares in (1, 3):
        for n in {0, shares - 1}:
            wrong = Path(shutil.copytree(docs, tmp_path / f"{shares}-{n}"))
            page = sorted(wrong.rglob("*.md"))[n]
            page.write_text(page.read_text(encoding="utf-8") + "\n[there](/absolute/)\n", encoding="utf-8")
            done = made(OURS, wrong, tmp_path / "html", shares)
            assert done.returncode != 0
            assert "/absolute/" in done.stderr


PIECES = st.sampled_from(
    ["<div>", "</div>", '<div class="a">', "<p>", "</p>", "<table><tr><td>", "</td></tr></table>", "<ul>", "<li>", "</ul>",
     "<b>", "</b>", "<br>", "<hr>", "<!-- note -->", "<!-- </div>", "-->", "<script>", "</script>", "<?php", "?>", "<![CDATA[", "]]>",
     "text", "# Head", "*emphasis*", "[a](b)", "    code", "```", "`<div>`", "&amp;", "<", ">", "\\<div>", "<section>", "</section>",
     "<DIV>", "<dl><dt>a</dt></dl>", "<sup class=\"cite\">", "</sup>", "<a id=\"a\" href=\"#b\">", "</a>", "</a >", "<b/>", "AT&T", "&copy", "&#39;", "1. one", "> quoted", "\x02", "<divider>", "<div/>", "a | b\n--- | ---\nc | d"]
)  # fmt: skip
BETWEEN = st.sampled_from(["", " ", "\n", "\n\n", "\n \n", "\n\n\n", "   ", "\n  "])


@settings(max_examples=examples(300))
@given(st.lists(st.tuples(PIECES, BETWEEN), max_size=14))
@example([("</div>", "\n  "), ("<div>", "\n\n"), ("<dl><dt>a</dt></dl>", "")])
@example([("<DIV>", "\n\n"), ("<dl><dt>a</dt></dl>", "")])
@example([("<div>", "\n"), ("<!-- </div>", ""), ("-->", "\n\n"), ("<dl><dt>a</dt></dl>", "\n\n"), ("</div>", "")])
@example([("<div><b><div>", ""), ("</b></div>", "\n\n"), ("<dl><dt>a</dt></dl>", "\n\n"), ("</div>", "")])
@example([("<div>", ""), ("</div>", " "), ("&amp;", "\n\n"), ("<dl><dt>a</dt></dl>", "")])
@example([("text <div>", "\n"), ("<p>a</p>", " "), ("&amp;", "\n"), ("</div>", "\n\n"), ("<dl><dt>a</dt></dl>", "")])
@example([("<div>", ""), ("AT&#39 T", ""), ("</div>", "\n\n")])
def test_putting_blocks_aside_changes_nothing(parts: list[tuple[str, str]]) -> None:
    text = "".join(piece + between for piece, between in parts)
    extensions = ["attr_list", "tables", "toc", "fenced_code"]
    assert Markdown(extensions=[*extensions, _PutAside()]).convert(text) == Markdown(extensions=extensions).convert(
        text
    )
