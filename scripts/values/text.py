"""Text that cannot become markup by accident, wherever it is written.

Pages are Markdown with raw HTML blocks for panels and tables. Plain text is escaped with character
references, which mean the same in both (backslashes do not: Python-Markdown leaves `\\<` alone). Only
`Markup` passes unescaped.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from scripts.values.dates import FuzzyDate, long_date

_ANYWHERE = {ord(c): f"&#{ord(c)};" for c in "\\`*_{}[]#|<>~^=&\"'"}


_SPACES = re.compile(r"\s+")


_LEADING = re.compile(r"^([-+:!]|\d+[.)])")


@lru_cache(maxsize=100_000)
def escape(text: str) -> Markup:
    """Plain text as Markdown source that renders as this text, in a paragraph, a heading, a cell or an attribute."""
    flat = _SPACES.sub(" ", text).translate(_ANYWHERE)
    lead = _LEADING.match(flat)
    if lead:
        mark = flat[lead.end() - 1]
        flat = f"{flat[: lead.end() - 1]}&#{ord(mark)};{flat[lead.end() :]}"
    return Markup(flat)


# What is no prose in a line of Markdown: code, tags, where a link leads.
_APART = re.compile(r"(`[^`]*`|<[^>]*>|\]\([^)]*\))")
_OPENS = re.compile(r"(?<![^\s([{/–—‘“\"])(?:(\")|'(?=\w)(?!\d))")
_QUOTES = str.maketrans({"'": "’", '"': "”"})


def typographic(text: str) -> str:
    """Text or Markdown with typographic quotes and apostrophes for straight ones, however its author typed them.

    A quote that follows a space, a bracket, a dash or another opening quote opens; all others close, and so does that of `'60s`.
    """
    if "'" not in text and '"' not in text:
        return text
    parts = _APART.split(text)
    parts[::2] = [_OPENS.sub(lambda m: "“" if m[1] else "‘", part).translate(_QUOTES) for part in parts[::2]]
    return "".join(parts)


_MARKS = re.compile(r"[\\`*\[\]<~|]|&(?=#?\w+;)|(?<!\w)_|_(?!\w)")


def plain_mark(text: str) -> str:
    """Plain text as Markdown for people to read: backslashes, and only before what would be a mark."""
    return _MARKS.sub(r"\\\g<0>", text)


def as_markdown(value: Any) -> Any:
    """What a template writes for a value: `Markup` as it is, text escaped, dates in words, None as nothing."""
    if isinstance(value, Markup):
        return value
    if value is None:
        return Markup("")
    if isinstance(value, FuzzyDate):
        return escape(long_date(value))
    return escape(typographic(str(value)))


def address(url: str) -> Markup:
    """A web address for an href attribute."""
    return Markup(html.escape(url).replace("[", "%5B").replace("]", "%5D"))


def root_from(address: str) -> str:
    """The relative way from a page to the site's root: `../../` from `visits/x/`."""
    return "../" * address.count("/") or "./"


def capital(text: str) -> str:
    """A text with a capital first letter; the others stay as they are."""
    return text[:1].upper() + text[1:]


def shortened(text: str, limit: int = 160) -> str:
    """Text of at most `limit` characters, cut between words."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"
