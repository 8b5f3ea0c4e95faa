"""Other spellings of the names that rows show, for the filters of lists and timelines (`theme/assets/site/matching.js`).

A row says one spelling of a name; a reader may type any other. A filter reads this file when it is first used: it is a
tenth of what search needs, which must also know titles, parts of names, weights and numbers.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from scripts.derive.names import folded, spellings
from scripts.load.archive import Archive
from scripts.record.kinds import KINDS

# What needs no other spelling: the same words in another order, or some of them, are found in a row anyway.
_FOUND_ANYWAY = frozenset({"name", "order", "initials", "untitled", "adjective"})


def filter_names(archive: Archive) -> Iterator[tuple[str, str]]:
    """The file: (path below the docs folder, JSON)."""
    yield "search/spellings.json", json.dumps(other_spellings(archive), ensure_ascii=False, separators=(",", ":"))


def other_spellings(archive: Archive) -> dict[str, list[str]]:
    """Each name as a row shows it, with the other spellings by which its bearers are known; all folded."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind, record in archive:
        if not KINDS[kind].serves("names"):
            continue
        label = folded(record.label)
        others = {folded(one.text) for one in spellings(record, archive) if one.how not in _FOUND_ANYWAY}
        found[label] |= {other for other in others if not set(other.split()) <= set(label.split())}
    return {label: sorted(others) for label, others in found.items() if others}
