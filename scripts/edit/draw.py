"""Which records to look up again: a draw that anybody can repeat."""

from __future__ import annotations

import hashlib

from scripts.load.archive import Archive
from scripts.record.kinds import KINDS
from scripts.record.model import Record

# Of each kind at least so many, that small kinds are looked at too.
LEAST = 3
# What is the evidence behind records, and what is about the record itself.
NOT_DRAWN = ("publishers", "sources", "audits", "removals")


def draw(archive: Archive, seed: str, n: int, kinds: tuple[str, ...] = ()) -> list[tuple[str, Record]]:
    """About `n` records, of each kind as many as its share and at least `LEAST`, in the order of the table of kinds.

    The first by the SHA-256 of `seed/kind/id` are drawn: one seed draws the same records of the same state on every machine,
    and most of them again when some were added.
    """
    kinds = kinds or tuple(kind for kind in KINDS if kind not in NOT_DRAWN)
    total = sum(len(archive.records[kind]) for kind in kinds)
    drawn: list[tuple[str, Record]] = []
    for kind in kinds:
        records = sorted(archive.records[kind].values(), key=lambda record: _lot(seed, kind, record.id))
        drawn += [(kind, record) for record in records[: max(LEAST, round(n * len(records) / total) if total else 0)]]
    return drawn


def _lot(seed: str, kind: str, id: str) -> str:
    return hashlib.sha256(f"{seed}/{kind}/{id}".encode()).hexdigest()
