"""What a record says of itself in general: in a sentence, and which countries it concerns."""

from __future__ import annotations

from scripts.record import model
from scripts.values.prose import plain_text
from scripts.values.text import shortened


def description(record: model.Record) -> str:
    """One or two sentences for search engines and link previews."""
    for name in ("summary", "introduction", "description", "view"):
        text = getattr(record, name, None)
        if text:
            return shortened(plain_text(text))
    if isinstance(record, model.Official):
        posts = "; ".join(post.title for post in record.posts)
        return shortened(f"{record.name}: {posts}." if posts else record.name)
    return record.label


def countries_of(record: model.Record) -> list[str]:
    """The ids of the countries that a record concerns."""
    if isinstance(record, model.Visit):
        return [id for id in (record.visitor, record.host, record.venue) if id]
    if isinstance(record, model.Agreement):
        return [party.country for party in record.parties]
    if isinstance(record, model.Country):
        return [record.id]
    one = getattr(record, "country", None)
    return [one] if one else list(getattr(record, "countries", ()))
