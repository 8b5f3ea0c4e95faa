"""MkDocs over another docs folder than mkdocs.yml names; run as a process of its own, so that a crash is only its own.

The steps are those of `mkdocs build`, made by MkDocs' own functions; two things make them faster. The pages do not depend
on each other once all are read, so that processes share them. And HTML that stands in Markdown as whole blocks, which is
most of our pages, is put aside before two parsers in Python read it letter by letter. A test holds the outcome against
`mkdocs build`, byte for byte.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from markdown import Markdown
from markdown.extensions import Extension
from markdown.htmlparser import void_tags
from markdown.preprocessors import HtmlBlockPreprocessor, Preprocessor
from mkdocs.commands import build as steps
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.structure import pages as structure
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page, _RawHTMLPreprocessor
from mkdocs.utils import CountHandler, clean_directory

from scripts.site.child import end_with
from scripts.site.shares import shares
from scripts.values.assets import stamp


class WholeBlocks(Preprocessor):
    """Puts HTML blocks aside that begin and end at blank lines, as Python-Markdown's own preprocessor would.

    Only in a text whose tags all pair, as those of our templates do: what that preprocessor makes of a block depends on all
    that was left open before it.
    """

    # A comment, a tag as our templates write them, or what else may be markup.
    _TOKEN = re.compile(
        r"(?P<comment><!--.*?-->)"
        r"|<(?P<name>[a-z][a-z0-9-]*)(?:[ \n]+[\w:.-]+(?:=\"[^\"<>]*\")?)*[ \n]*(?P<closed>/?)>"
        r"|</(?P<ended>[a-z][a-z0-9-]*)>"
        r"|<(?=[a-z/!?])",
        re.DOTALL | re.ASCII,
    )
    # What has rules of its own, or would be mended, and is on none of our pages.
    _SPECIAL = re.compile(r"<[A-Z?]|</[^a-z]|<!(?!--)|<(?:script|style|textarea)\b|--!>|&#(?!\w+;)")
    _BLANK_LINE = re.compile(r"( *\n){2}")
    _LINE_END = re.compile(r" *(?:\n|\Z)")
    _LINE_START = re.compile(r"(?:\A|\n) {0,3}\Z")

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        blocks = None if self._SPECIAL.search(text) else self._blocks(text)
        return "".join(self._put_aside(text, blocks)).split("\n") if blocks else lines

    def _put_aside(self, text: str, blocks: list[tuple[int, int]]) -> Iterator[str]:
        done = 0
        for start, end in blocks:
            block = text[start:end]
            begins = start == 0 or text.endswith("\n\n", 0, start)
            whole = start == 0 if block.startswith("<!--") else begins and "<!--" not in block
            # Without a blank line after it, Markdown's own rules say what belongs to the block.
            if whole and self._BLANK_LINE.match(text, end):
                yield f"{text[done:start]}\n{self.md.htmlStash.store(block + chr(10))}\n\n"
                done = end
        yield text[done:]

    def _blocks(self, text: str) -> list[tuple[int, int]] | None:
        """Where the outermost blocks of HTML begin and end; None if tags do not pair, or blocks share lines with others."""
        blocks: list[tuple[int, int]] = []
        opened: list[str] = []
        start, is_block = 0, False
        for found in self._TOKEN.finditer(text):
            comment, name, closed, ended = found.groups()
            if ended:
                if not opened or opened.pop() != ended:
                    return None
            elif not (name or comment):
                return None
            else:
                if not opened:
                    start, is_block = found.start(), bool(comment) or self.md.is_block_level(name)
                    if is_block and not self._LINE_START.search(text, max(0, start - 4), start):
                        return None
                elif not is_block and (comment or self.md.is_block_level(name)):
                    return None
                if name and not closed and name not in void_tags:
                    opened.append(name)
            if is_block and not opened:
                if not self._LINE_END.match(text, found.end()):
                    return None
                blocks.append((start, found.end()))
        return None if opened else blocks


class WholeText(HtmlBlockPreprocessor):
    """Python-Markdown's own preprocessor, which need not read a text in which no block of HTML is left."""

    _WITHIN = re.compile(
        r"<(?:/(?:{0})|(?:{0})(?: [\w-]+=\"[^\"<>]*\")*)>".format("a|abbr|b|cite|code|em|i|span|strong|sub|sup|time")
    )
    # What else may be markup, and a reference without its end, which would be mended.
    _LEFT = re.compile(r"<|&(?!#?\w+;)")

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return lines if not self._LEFT.search(self._WITHIN.sub("", text)) else super().run(lines)


class _PutAside(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        # After fenced code (25), before the parsers of MkDocs and of Python-Markdown (20 and a little more).
        md.preprocessors.register(WholeBlocks(md), "whole_blocks", 22)
        md.preprocessors.register(WholeText(md), "html_block", 20)


class _NoAnchors(_RawHTMLPreprocessor):
    """Does not read a page for the anchors of which MkDocs might tell: they are checked in the finished HTML."""

    def run(self, lines: list[str]) -> list[str]:
        return lines


structure._RawHTMLPreprocessor = _NoAnchors  # type: ignore[misc]


def main() -> int:
    """`python -m scripts.site.mkdocs_run CONFIG DOCS HTML [MADE]`; the file MADE lists pages that stand there already."""
    config_file, docs, html, *lists = sys.argv[1:]
    made = frozenset(name for file in lists for name in Path(file).read_text(encoding="utf-8").split("\n"))
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s", stream=sys.stderr)
    try:
        config = load_config(config_file, docs_dir=docs, site_dir=html)
        config.extra["stamp"] = stamp()
        build(config, shares(), made)
    except (Abort, BuildError, ConfigurationError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


@dataclass(frozen=True)
class _Shared:
    """What the making of each page reads."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    warnings: CountHandler


def build(config: MkDocsConfig, shares: int, made: Collection[str] = ()) -> None:
    """Build a site without plugins from a configuration, but the pages that are `made` and stand in its folder already.

    Raises Abort when there was a warning, or a share failed.
    """
    warnings = CountHandler()
    warnings.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(warnings)
    if not made:
        clean_directory(config.site_dir)
    config["markdown_extensions"].append(_PutAside())
    files = get_files(config)
    env = config.theme.get_env()
    files.add_files_from_theme(env, config)
    set_exclusions(files, config)
    nav = get_navigation(files, config)
    pages = [file.page or Page(None, file, config) for file in files.documentation_pages()]
    for page in pages:
        page.read_source(config)
    pages = [page for page in pages if page.file.dest_uri not in made]
    env.get_template("main.html")
    # What is there now is never freed; a collector that walks over it would copy it into every process.
    gc.freeze()
    shared = _Shared(config, files, nav, env, warnings)
    others = [_fork(pages[n::shares], shared) for n in range(1, shares)]
    files.copy_static_files()
    for template in config.theme.static_templates:
        steps._build_theme_template(template, env, files, config, nav)
    _make(pages[0::shares], shared)
    failed = [status for process in others if (status := os.waitpid(process, 0)[1])]
    if failed or warnings.get_counts():
        raise Abort("MkDocs warned of something; its warnings are errors here")


def _fork(share: Sequence[Page], shared: _Shared) -> int:
    """Make a share of the pages in a process of its own, whose status tells of warnings; returns its number."""
    parent = os.getpid()
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        end_with(parent)
        _make(share, shared)
        status = int(bool(shared.warnings.get_counts()))
    except Exception as error:
        print(error, file=sys.stderr)
    finally:
        sys.stderr.flush()
        os._exit(status)


def _make(share: Sequence[Page], shared: _Shared) -> None:
    """Turn pages into HTML and write them."""
    documentation = shared.files.documentation_pages()
    for page in share:
        page.render(shared.config, shared.files)
        steps._build_page(page, shared.config, documentation, shared.nav, shared.env)
        # A page that is written is asked for no more; what it holds would only make the process grow.
        page.content = page.markdown = None


if __name__ == "__main__":
    sys.exit(main())
