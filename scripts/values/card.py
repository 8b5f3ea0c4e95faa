"""What stands on a social card, as the process that draws cards reads it: it knows no records."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

# Where cards stand in the site.
CARDS_FOLDER = "cards"


@dataclass(frozen=True)
class Card:
    """A card and its path in the site. `name` is the record's id in words, for a title that the letters cannot write;
    `evidence` says whose word it is and how good, in the colour `accent`."""

    path: str
    kind: str
    title: str
    name: str
    notes: tuple[str, ...]
    evidence: str = ""
    accent: str = "link"


@dataclass(frozen=True)
class Sheet:
    """What all cards have: the name of the site, its address, and the colours, each with its name."""

    name: str
    host: str
    colours: tuple[tuple[str, str], ...]


def to_text(sheet: Sheet, cards: Sequence[Card]) -> str:
    """Cards as text."""
    return json.dumps([asdict(sheet), [asdict(card) for card in cards]], ensure_ascii=False)


def from_text(text: str) -> tuple[Sheet, list[Card]]:
    """What `to_text` wrote."""
    sheet, cards = json.loads(text)
    colours = tuple((name, colour) for name, colour in sheet["colours"])
    return Sheet(sheet["name"], sheet["host"], colours), [
        Card(**card | {"notes": tuple(card["notes"])}) for card in cards
    ]
