"""What may be meant by a reference to nothing: an id of former times, a name in any spelling, an address, a slip of one letter.

A stranger whose id merely looks alike is never proposed: of a person no word of fewer than five letters may differ, of
whatever else no number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from string import ascii_lowercase

from scripts.derive.names import compact, spellings
from scripts.load.archive import Archive, once
from scripts.record import model
from scripts.record.model import Record
from scripts.values import addresses
from scripts.values.problems import Problem

# A shorter word that differs in a letter is another word.
LEAST_LETTERS = 5
# Of more records of one name a hint would be a list.
MOST_RECORDS = 3
# The letters of an id in which a slip is looked for, beside the hyphen.
_LETTERS = f"{ascii_lowercase}-"
_ADDRESS = re.compile(r"https?://")
_PAGE = re.compile(r"(?:.*/)?([a-z]+)/#?([a-z0-9-]+)/?")


def hinted(problem: Problem, archive: Archive) -> Problem:
    """A problem with what may be meant by the reference that leads nowhere; any other problem as it is."""
    if problem.lacks is None:
        return problem
    kind, id = problem.lacks
    return replace(problem, message=f"{problem.message}; {_hint(kind, id[:300], archive)}")


def _hint(kind: str, id: str, archive: Archive) -> str:
    former = archive.under(kind, id)
    if former:
        return f"it is now '{former.id}'"
    named = _named(kind, id, archive)
    if named:
        return "write " + " or ".join(f"'{one}'" for one in named)
    other = next((name for name, records in archive.records.items() if id in records and name != kind), None)
    if other:
        return f"that is the id of a record of {other}"
    meant = [one for one in _slips_of(id, people=kind == "officials") if one in archive.records[kind]]
    if len(meant) == 1:
        return f"did you mean '{meant[0]}'?"
    return f"not in the record; make it with `make new KIND={kind}`"


def _named(kind: str, text: str, archive: Archive) -> list[str]:
    """The ids of the records that a text names: by name or title, by web address, by their page on this site."""
    names = _names(kind, archive)
    page = _PAGE.fullmatch(text)
    if page and page[1] == kind and page[2] in archive.records[kind]:
        return [page[2]]
    key = addresses.key(text) if _ADDRESS.match(text) else compact(text)
    found = names.get(key, ()) if key else ()
    return list(found) if len(found) <= MOST_RECORDS else []


@once
def _names(kind: str, archive: Archive) -> dict[str, tuple[str, ...]]:
    """The records of a kind by all that names them, in the form in which spellings and addresses are compared."""
    found: dict[str, list[str]] = defaultdict(list)
    for record in archive.records[kind].values():
        for key in dict.fromkeys(_keys(record, archive)):
            found[key].append(record.id)
    return {key: tuple(ids) for key, ids in found.items()}


def _keys(record: Record, archive: Archive) -> Iterator[str]:
    yield compact(record.id)
    yield from (compact(one.text) for one in spellings(record, archive))
    if isinstance(record, model.Source):
        yield from (addresses.key(url) for url in (record.url, record.archive) if url)


def _slips_of(id: str, *, people: bool) -> Iterator[str]:
    """What differs from an id by one letter too many, too few, wrong, or by two letters in the wrong order."""
    if len(id) < LEAST_LETTERS or len(id) > 100:
        return
    cuts = [(id[:n], id[n:]) for n in range(len(id) + 1)]
    found = {
        *(a + b[1:] for a, b in cuts if b),
        *(a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1),
        *(a + c + b[1:] for a, b in cuts if b for c in _LETTERS),
        *(a + c + b for a, b in cuts for c in _LETTERS),
    }
    digits = re.sub(r"\D", "", id)
    for one in sorted(found - {id}):
        if re.sub(r"\D", "", one) == digits and not (people and _may_be_another(id, one)):
            yield one


def _may_be_another(one: str, other: str) -> bool:
    """Whether two ids of persons differ in a short word: Kim Yong Il is not Kim Jong Il."""
    words = set(one.split("-")) ^ set(other.split("-"))
    return max(map(len, words), default=0) < LEAST_LETTERS
