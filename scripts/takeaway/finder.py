"""What search reads before the full text: an index of names, and of the words that records tell of themselves, in parts.

`search/index.json` says which part holds what. A part is named by a hash of its content, so that parts of two builds are
never mixed. The page's script (theme/assets/site/finder.js) reads the few parts that a query needs, and tells from them
what was meant; the whole text of the pages, with excerpts and facets, is Pagefind's.

The keys in the parts with words, and what each leads to; records are numbered in the order of `listed`:

- `bomb`, a word as `stem` makes it: three lists of records, those that bear it in their name or title, those that tell it
  of themselves (countries, persons, place, time, kind), and those in whose short text it stands;
- `=kimjongun`, a whole name; `~rimjonon`, a Korean name by its sound; `#imo8905490`, a number or code: the records;
- `@12`: the records that refer to record 12.

Numbers stand as distances from the one before, which keeps the parts small.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from scripts.derive.names import TITLES, compact, folded, is_korean, is_latin, sound, spellings, stem
from scripts.derive.posts import post_dates
from scripts.derive.stories import concerned, span
from scripts.load.archive import Archive
from scripts.record import model
from scripts.record.kinds import KINDS, PAGED
from scripts.record.references import references
from scripts.takeaway.querywords import CITIES, COMMON, SYNONYMS
from scripts.values.cuts import cut
from scripts.values.dates import MONTHS, date_range
from scripts.values.prose import plain_text

# How many letters of JSON a part with words holds, and how many records a part with records.
LETTERS, RECORDS = 7_000, 16

# The three ways in which a record has a word, as places in a word's entry.
NAMED, TOLD, WRITTEN = range(3)


def finder(archive: Archive) -> Iterator[tuple[str, str]]:
    """The files: (path below the docs folder, JSON)."""
    parts: dict[str, str] = {}

    def part(content: Any) -> str:
        text = _json(content)
        name = hashlib.sha256(text.encode()).hexdigest()[:10]
        parts[name] = text
        return name

    found = listed(archive)
    keys = index_of(found, archive)
    rows = [_row(kind, record, archive) for kind, record in found]
    index = {
        "titles": sorted(TITLES),
        "common": sorted(COMMON),
        "synonyms": _synonyms(),
        "cities": sorted(CITIES),
        "kinds": _runs(found),
        "lengths": [len(_words(record.label)) for _, record in found],
        "weights": [len(archive.backlinks.get((kind, record.id), [])) for kind, record in found],
        "words": [[piece[0][0], part(dict(piece))] for piece in cut(keys.items(), _length, LETTERS)],
        "size": RECORDS,
        "records": [part(rows[n : n + RECORDS]) for n in range(0, len(rows), RECORDS)],
        "days": {year: part(days) for year, days in sorted(days_of_happenings(archive).items())},
        "near": part(sorted(key for key, entry in keys.items() if key.isalpha() and is_latin(key) and entry[NAMED])),
    }
    yield from ((f"search/{name}.json", text) for name, text in sorted(parts.items()))
    yield "search/index.json", _json(index)


def listed(archive: Archive) -> list[tuple[str, model.Record]]:
    """The records that search leads to, each with its kind: those that have a page."""
    return [(kind, record) for kind, record in archive if kind in PAGED]


def index_of(found: list[tuple[str, model.Record]], archive: Archive) -> dict[str, list[Any]]:
    """Every key with what it leads to, in the order of the keys."""
    number = {(kind, record.id): n for n, (kind, record) in enumerate(found)}
    words: dict[str, tuple[set[int], set[int], set[int]]] = defaultdict(lambda: (set(), set(), set()))
    others: dict[str, set[int]] = defaultdict(set)
    for n, (kind, record) in enumerate(found):
        for way, texts in enumerate((_names(record, archive), _told(kind, record, archive), [plain_text(record.gist)])):
            for word in (word for text in texts for word in _words(text)):
                for part in _parts(word) if way == NAMED else [word]:
                    words[part][way].add(n)
        for key in _whole(kind, record, archive):
            others[key].add(n)
        for _, target, id in references(record):
            if (target, id) in number:
                others[f"@{number[target, id]}"].add(n)
    entries: dict[str, list[Any]] = {key: _distances(numbers) for key, numbers in others.items()}
    for word, ways in words.items():
        told = ways[TOLD] - ways[NAMED]
        written = ways[WRITTEN] - ways[NAMED] - told
        entries[word] = [_distances(numbers) for numbers in (ways[NAMED], told, written)]
    return dict(sorted(entries.items()))


def _whole(kind: str, record: model.Record, archive: Archive) -> Iterator[str]:
    """The keys that name a record and nothing else of it."""
    if KINDS[kind].serves("suggestion"):
        for one in spellings(record, archive):
            yield f"={compact(one.text)}"
            if is_korean(record) and is_latin(one.text) and " " in folded(one.text):
                yield f"~{sound(folded(one.text))}"
    yield from (f"#{compact(number)}" for number in record.identifiers)
    if isinstance(record, model.Country) and record.iso:
        yield f"#{record.iso}"


def _names(record: model.Record, archive: Archive) -> Iterator[str]:
    yield record.label
    yield from (one.text for one in spellings(record, archive))


def _told(kind: str, record: model.Record, archive: Archive) -> Iterator[str]:
    """What a record says of itself beside its name: its kind and id, countries, persons and places, its time."""
    yield KINDS[kind].singular
    yield record.id
    if "kind" in type(record).model_fields:
        yield record.term("kind").label
    for _, target, id in references(record):
        if target in PAGED and id in archive.records[target]:
            other = archive.records[target][id]
            yield other.label
            if isinstance(other, model.Country) and other.adjective:
                yield other.adjective
    yield from record.scene
    yield from record.identifiers
    yield from (getattr(record, field, None) or "" for field in ("symbol", "occasion"))
    yield from (post.title for post in getattr(record, "posts", ()))
    for date in filter(None, (record.when, record.until)):
        yield str(date.year)
        if len(date.text) > 4:
            yield MONTHS[date.first.month - 1]


def _words(text: str) -> list[str]:
    """The words of a text that tell something, in `stem`'s form."""
    return [stem(word) for word in folded(text).split() if word not in COMMON and (len(word) > 1 or not word.isascii())]


def _parts(word: str) -> Iterator[str]:
    """A word of a name, and in a script that sets no spaces the ends of it too, so that each part of it begins one."""
    yield word
    if not is_latin(word):
        yield from (word[n:] for n in range(1, min(len(word) - 1, 12)))


def _length(item: tuple[str, Any]) -> int:
    return len(_json(dict([item])))


def _distances(numbers: Iterable[int]) -> list[int]:
    ordered = sorted(numbers)
    return [n - before for before, n in zip([0, *ordered], ordered, strict=False)]


def _synonyms() -> dict[str, list[str]]:
    """What else is looked for with a word: other words for it, and the other names of a city."""
    found: dict[str, list[str]] = defaultdict(list)
    for word, others in SYNONYMS.items():
        found[stem(word)] += [part for other in others for part in _words(other)]
    for city, names in CITIES.items():
        for one in (city, *names):
            found[stem(compact(one))] += [stem(compact(other)) for other in (city, *names) if other != one]
    return dict(sorted(found.items()))


def _runs(found: list[tuple[str, model.Record]]) -> list[list[Any]]:
    """The kinds in their order, each with its name and the number of its first record."""
    first: dict[str, int] = {}
    for n, (kind, _) in enumerate(found):
        first.setdefault(kind, n)
    return [[kind, KINDS[kind].singular, n] for kind, n in first.items()]


def _row(kind: str, record: model.Record, archive: Archive) -> list[str]:
    """What is shown of a record: its id, its name, and what it is."""
    if record.is_dated and kind not in _DETAILS:
        where = ", ".join(archive.country_name(id) for id in record.concerned if id != archive.home)
        told: Iterable[str] = [where, date_range(record.when, record.until) if record.when else ""]
    else:
        told = _DETAILS[kind](record, archive) if kind in _DETAILS else []
    return [record.id, record.label, " · ".join(filter(None, told))]


def _details_of_person(person: model.Official, archive: Archive) -> Iterator[str]:
    yield archive.country_name(person.country)
    for post in person.posts[-1:]:
        yield post.title.split(";")[0]
        yield post_dates(post)


def _details_of_entity(entity: model.Entity, archive: Archive) -> Iterator[str]:
    yield entity.term("kind").label
    yield ", ".join(map(archive.country_name, entity.countries))
    yield f"IMO {entity.imo}" if entity.imo else ""
    yield "listed" if entity.listings else ""
    start, end = entity.opened, entity.closed
    if start:
        yield date_range(start, end) if end else f"from {start}"
    elif end:
        yield f"until {end}"


def _details_of_story(story: model.Story, archive: Archive) -> Iterator[str]:
    yield ", ".join(archive.country_name(id) for id in concerned(story, archive) if id != archive.home)
    if dates := span(story, archive):
        yield date_range(*dates)


# What a record is, beside its name: a person's country and last post, a ship's flags and number, a date.
_DETAILS: Mapping[str, Callable[[Any, Archive], Iterable[str]]] = {
    "countries": lambda country, archive: [country.formal or ""],
    "officials": _details_of_person,
    "entities": _details_of_entity,
    "measures": lambda measure, archive: [measure.symbol or "", str(measure.date)],
    "stories": _details_of_story,
    "topics": lambda topic, archive: [],
}


def days_of_happenings(archive: Archive) -> dict[str, dict[str, Any]]:
    """What happened in each year, by kind: its name, and rows of [id, first date, last date or nothing, title], as
    precisely as the dates are known."""
    found: dict[str, dict[str, Any]] = {}
    for kind, record in archive.happenings:
        if record.when:
            row = [record.id, record.when.text, record.until.text if record.until else "", record.label]
            for year in range(record.when.year, (record.until or record.when).year + 1):
                rows = found.setdefault(str(year), {}).setdefault(kind, {"kind": KINDS[kind].singular, "rows": []})
                rows["rows"].append(row)
    return found


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
