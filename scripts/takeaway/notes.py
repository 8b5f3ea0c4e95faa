"""The notes of a release: in words, what became of the record since the last one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from scripts.derive.history import Change
from scripts.load.archive import Archive, place_of
from scripts.record.kinds import KINDS, PAGED
from scripts.takeaway.version import Version
from scripts.values.settings import Settings
from scripts.values.text import plain_mark

# The heading over what was done, and what of it.
_HEADINGS = {"added": "Added", "corrected": "Corrected", "renamed": "Renamed", "removed": "Removed"}


def release_notes(
    archive: Archive, changes: Sequence[Change], last: str, name: str, version: Version, settings: Settings
) -> str:
    """The notes as Markdown. `changes` are those since the tag `last`; the first release, without one, only counts."""
    changes = [change for change in changes if change.kind != "removals"]  # told where the record was
    counts = ", ".join(
        f"{len(archive.records[kind])} {KINDS[kind].plural.lower()}" for kind in KINDS if archive.records[kind]
    )
    lines = [f"# {settings.name}, {name}", "", f"The record as of {version.day} ({version.number}): {counts}.", ""]
    if not last:
        lines += ["This is the first release.", ""]
    else:
        lines += [f"{_summary(changes) or 'Nothing changed in the records'} since {last}.", ""]
        for what, heading in _HEADINGS.items():
            told = list(_told([change for change in changes if _what(change) == what], what, archive, settings))
            lines += [f"## {heading}", "", *told, ""] if told else []
    return "\n".join([*lines, f"Data under CC BY 4.0. Each record with its sources: {settings.url}", ""])


def _what(change: Change) -> str:
    """What a change is to a reader of notes: a correction, or what was done; filling a gap has no name."""
    return "corrected" if change.is_correction else change.action


def _summary(changes: Iterable[Change]) -> str:
    """`3 records added, 1 corrected, 40 changed or reviewed`; each record counts once for each."""
    seen = {(_what(change), change.kind, change.id) for change in changes}
    counted = Counter(what if what in _HEADINGS else "changed or reviewed" for what, _, _ in seen)
    told = [f"{counted[what]} {what}" for what in (*_HEADINGS, "changed or reviewed") if counted[what]]
    return (
        ", ".join([told[0].replace(" ", " record " if told[0].startswith("1 ") else " records ", 1), *told[1:]])
        if told
        else ""
    )


def _told(changes: Sequence[Change], what: str, archive: Archive, settings: Settings) -> Iterator[str]:
    """A line for each record that has a page, once, in the order of kinds; of the others, how many."""
    for kind in KINDS:
        found: dict[str, list[Change]] = {}
        for change in changes:
            if change.kind == kind:
                found.setdefault(change.id, []).append(change)
        if found and kind not in PAGED:
            yield f"- {KINDS[kind].plural}: {len(found)}"
            continue
        for id, of in sorted(found.items()):
            yield f"- {KINDS[kind].singular}: {_name(kind, id, archive, settings)}{_more(of, what, archive)}"


def _name(kind: str, id: str, archive: Archive, settings: Settings) -> str:
    """A record's name, with its address if it is there still."""
    record = archive.records[kind].get(id)
    if record is None:
        return f"`{id}`"
    return f"[{plain_mark(record.label)}]({settings.url}{place_of(kind, id, archive)})"


def _more(changes: Sequence[Change], what: str, archive: Archive) -> str:
    """What was done to a record, after its name: the fields corrected, the ids it had, why it went."""
    if what == "removed":
        gone = {removal.former: removal.why for removal in archive.removals.values()}
        why = gone.get((changes[0].kind, changes[0].id), "")
        return f": {plain_mark(why)}" if why else ""
    if what == "renamed":
        return f", before `{'`, `'.join(change.old_id for change in changes)}`"
    if what == "corrected":
        parts = dict.fromkeys(
            part for change in changes for part in change.words.removeprefix("changed").strip(": ").split(", ")
        )
        return f": {', '.join(filter(None, parts))}" if any(parts) else ""
    return ""
