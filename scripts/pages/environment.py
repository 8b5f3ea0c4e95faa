"""The one environment of the templates. They get the values of a page and its pen; nothing here leads to the records."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes, select_autoescape
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from markupsafe import Markup

from scripts.pictures import iframe
from scripts.record import vocabularies as v
from scripts.values import dates
from scripts.values.files import ROOT, keep, kept
from scripts.values.formats import grouped
from scripts.values.prose import plain_text
from scripts.values.settings import site_settings
from scripts.values.text import address, as_markdown, capital, escape, shortened

TEMPLATES = Path(__file__).parent / "templates"
_CONTINUES = re.compile(r"(\n +)(?=<|\{[{%])")


class ContinuedLines(Extension):
    """An indented line that begins with a tag, HTML's or Jinja's, continues the one above: no space comes between them.

    So a long row stands on many lines of a template and on one line of the page. The line break becomes a comment,
    which keeps the numbers of lines in messages.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _CONTINUES.sub(r"{#\1#}", source)


class EscapedOnce(CodeGenerator):
    """Code that hands each value to `as_markdown` and writes what that gives, which is escaped; Jinja would look once more."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")


class Compiled(BytecodeCache):
    """Compiled templates that are kept from one build to the next.

    Jinja itself asks for another when a template is another, or the version of Python; we do when its own version is, or one of
    the modules whose functions it has compute constants.
    """

    def __init__(self, folder: Path = ROOT / ".cache" / "templates") -> None:
        modules = [Path(__file__), *sorted((ROOT / "scripts" / "values").glob("*.py"))]
        code = b"".join(path.read_bytes() for path in modules)
        self.folder, self.means = folder, hashlib.sha256(jinja2.__version__.encode() + code).digest()

    def load_bytecode(self, bucket: Bucket) -> None:
        compiled = kept(self.folder / bucket.key)
        if compiled is not None and compiled.startswith(self.means):
            bucket.bytecode_from_string(compiled.removeprefix(self.means))

    def dump_bytecode(self, bucket: Bucket) -> None:
        keep(self.folder / bucket.key, self.means + bucket.bytecode_to_string())


def environment() -> Environment:
    """The one Jinja environment: escapes by default, and fails on a name that is not there."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=Compiled(),
        extensions=[ContinuedLines],
        undefined=StrictUndefined,
        autoescape=select_autoescape(default=True, default_for_string=True),
        finalize=as_markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.code_generator_class = EscapedOnce
    env.filters |= {
        "short_date": dates.short_date,
        "address": address,
        "plain_text": plain_text,
        "shortened": shortened,
        "capital": capital,
        "anchor": anchor,
        "number": grouped,
        "code": code,
        "code_words": code_words,
        "iframe": lambda picture: iframe(picture, site_settings()),
    }
    env.globals |= {
        "v": v,
        "date_range": dates.date_range,
        "short_date_range": dates.short_date_range,
        "settings": site_settings(),
    }
    return env


def anchor(label: str) -> str:
    """A label as part of an anchor: `for-against-abstaining`."""
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")


def code_words(text: str) -> Markup:
    """A sentence in which words between backticks are words of a program."""
    parts = (
        Markup("<code>{}</code>").format(escape(part)) if n % 2 else escape(part)
        for n, part in enumerate(text.split("`"))
    )
    return Markup("").join(parts)


def code(text: str) -> Markup:
    """Program text for a `pre` element: lines and their indentation stay as they are."""
    lines = [line.rstrip() for line in text.strip("\n").split("\n")]
    return Markup("\n").join(Markup(" ") * (len(line) - len(line.lstrip())) + escape(line.lstrip()) for line in lines)
