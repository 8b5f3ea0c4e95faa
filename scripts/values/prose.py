"""Prose is Markdown with citations: what they look like, and the text without them."""

from __future__ import annotations

import re

# A citation in prose: [@id] or [@id; @id]. Every "[@" must be a whole one (see citations_in).
CITATION = re.compile(r"\[(@[a-z0-9-]+(?:;[ \n]*@[a-z0-9-]+)*)\]")


def citations_in(prose: str) -> tuple[str, ...]:
    """The ids of the sources that a piece of prose cites, in order, each once."""
    found = [part.strip()[1:] for group in CITATION.findall(prose) for part in group.split(";")]
    return tuple(dict.fromkeys(found))


def plain_text(prose: str) -> str:
    """Prose without citations and Markdown marks, for descriptions, CSV cells and feeds."""
    text = re.sub(rf"\s?{CITATION.pattern}", "", prose)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"(?<!\w)[*_]{1,2}|[*_]{1,2}(?!\w)|`", "", text).split())
