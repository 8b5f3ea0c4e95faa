"""What a row can be found by besides its words, for the filters of lists and timelines (`theme/assets/site/matching.js`).

A row says one spelling of a name; a reader may type any other. It names the leader of a visit, and has no room for the
others who took part. A filter reads this file when it is first used; search has its own, which know far more of a name.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from scripts.derive.names import folded, spellings
from scripts.load.archive import Archive
from scripts.record.kinds import KINDS
from scripts.takeaway.querywords import CITIES

# What needs no other spelling: the same words in another order, or some of them, are found in a row anyway.
_FOUND_ANYWAY = frozenset({"name", "order", "initials", "untitled", "adjective"})


def filter_names(archive: Archive) -> Iterator[tuple[str, str]]:
    """The file: (path below the docs folder, JSON)."""
    told = {"names": other_spellings(archive), "people": who_took_part(archive)}
    yield "search/spellings.json", json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def who_took_part(archive: Archive) -> dict[str, str]:
    """The names of those who took part in a visit, an agreement or an event, folded, by its kind and id."""
    found = {
        f"{kind}/{record.id}": " | ".join(
            folded(archive.officials[id].label) for id in record.people if id in archive.officials
        )
        for kind, record in archive.happenings
    }
    return {record: names for record, names in found.items() if names}


def other_spellings(archive: Archive) -> dict[str, list[str]]:
    """Each name as a row shows it, of a record or a city, with the other spellings by which it is known; all folded."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind, record in archive:
        if not KINDS[kind].serves("names"):
            continue
        label = folded(record.label)
        others = {folded(one.text) for one in spellings(record, archive) if one.how not in _FOUND_ANYWAY}
        found[label] |= {other for other in others if not set(other.split()) <= set(label.split())}
    for city, names in CITIES.items():
        found[folded(city)] |= set(map(folded, names)) - {folded(city)}
    return {label: sorted(others) for label, others in found.items() if others}
