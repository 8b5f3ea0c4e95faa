"""What search reads before the full text: all spellings of all names, identifiers, places, and the days of happenings.

Two static files below `search/`, in a fixed order: `names.json`, read when the search box is entered, and `days.json`,
read when somebody asks for a date. The page's script (theme/assets/site/names.js) tells from them what was meant.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from scripts.derive.names import TITLES, compact, folded, is_korean, spellings
from scripts.derive.posts import post_dates
from scripts.load.archive import Archive
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.values.dates import date_range

# What the script derives by itself from a typed name, or would only blur.
_NOT_SENT = ("order", "initials")
# Words that readers use for what the record calls otherwise; each is also asked in these.
SYNONYMS = {
    "assassination": ("killed", "killing"),
    "murder": ("killed", "killing"),
    "poisoning": ("killed", "VX"),
    "bombing": ("attack", "bomb"),
    "heist": ("robbed", "stolen", "theft"),
    "hack": ("theft", "stolen"),
    "hackers": ("theft", "Lazarus"),
    "pact": ("agreement",),
    "treaty": ("agreement",),
    "mou": ("memorandum",),
    "fta": ("trade",),
    "refugees": ("defectors",),
    "refugee": ("defectors",),
    "escapees": ("defectors",),
    "labourers": ("workers",),
    "laborers": ("workers",),
    "expelled": ("expels", "expulsion"),
    "vessel": ("ship",),
    "vessels": ("ships",),
    "nukes": ("nuclear",),
    "rocket": ("missile", "satellite"),
    "ties": ("relations",),
}
# What cities were called before, or are called elsewhere; they have no records of their own.
CITIES = {
    "Yangon": ("Rangoon", "ရန်ကုန်", "양곤", "仰光"),
    "Ho Chi Minh City": ("Saigon", "Sài Gòn", "Thành phố Hồ Chí Minh"),
    "Hanoi": ("Hà Nội", "하노이", "河内", "ハノイ", "ฮานอย", "ហាណូយ", "ຮ່າໂນ້ຍ"),
    "Vientiane": ("Viangchan", "ວຽງຈັນ", "비엔티안", "万象", "เวียงจันทน์"),
    "Phnom Penh": ("ភ្នំពេញ", "프놈펜", "金边", "พนมเปญ"),
    "Bangkok": ("Krung Thep", "กรุงเทพ", "방콕", "曼谷", "バンコク"),
    "Jakarta": ("Djakarta", "자카르타", "雅加达", "ジャカルタ"),
    "Kuala Lumpur": ("쿠알라룸푸르", "吉隆坡"),
    "Manila": ("Maynila", "마닐라", "马尼拉"),
    "Naypyidaw": ("Naypyitaw", "Nay Pyi Taw", "နေပြည်တော်"),
    "Pyongyang": ("평양", "平壤", "平壌", "Bình Nhưỡng", "เปียงยาง"),
}


def finder(archive: Archive) -> Iterator[tuple[str, str]]:
    """The files: (path below the docs folder, JSON)."""
    yield "search/names.json", _json(names(archive))
    yield "search/days.json", _json(days_of_happenings(archive))


def names(archive: Archive) -> dict[str, Any]:
    """Everything that tells what a query means.

    `records` are [path, kind, title, what it is, how many records name it, whether the name is Korean, spellings,
    adjectives]; `numbers` lead from an identifier to places in `records`, `codes` from ISO's; `places` are [name, how
    many records happened there, other names].
    """
    found = [(kind, record) for kind, record in archive if KINDS[kind].serves("suggestion")]
    numbers: dict[str, list[int]] = {}
    for n, (_, record) in enumerate(found):
        for number in dict.fromkeys(map(compact, record.identifiers)):
            numbers.setdefault(number, []).append(n)
    scenes = Counter(scene for _, record in archive for scene in record.scene if "," not in scene)
    places = [
        [name, count, [compact(other) for other in (name, *CITIES.get(name, ()))]]
        for name, count in sorted(scenes.items())
        if count > 1 or name in CITIES
    ]
    return {
        "titles": sorted(TITLES),
        "words": SYNONYMS,
        "years": sorted({record.when.year for _, record in archive.happenings if record.when}),
        "records": [_record(kind, record, archive) for kind, record in found],
        "numbers": dict(sorted(numbers.items())),
        "codes": {
            record.iso: n for n, (_, record) in enumerate(found) if isinstance(record, model.Country) and record.iso
        },
        "places": places,
    }


def _record(kind: str, record: model.Record, archive: Archive) -> list[Any]:
    found = [one for one in spellings(record, archive) if one.how not in _NOT_SENT]
    written = dict.fromkeys(folded(one.text) for one in found if one.how != "adjective")
    adjectives = [folded(one.text) for one in found if one.how == "adjective"]
    weight = len(archive.backlinks.get((kind, record.id), []))
    return [
        f"{kind}/{record.id}/",
        KINDS[kind].singular,
        record.label,
        " · ".join(filter(None, _TOLD_APART[kind](record, archive))),
        weight,
        int(is_korean(record)),
        list(written),
        adjectives,
    ]


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


# What tells a thing from its namesakes: a person's country and last post, a ship's flags and number, a date.
_TOLD_APART: Mapping[str, Callable[[Any, Archive], Iterable[str]]] = {
    "countries": lambda country, archive: [country.formal or ""],
    "officials": _details_of_person,
    "entities": _details_of_entity,
    "measures": lambda measure, archive: [measure.symbol or "", str(measure.date)],
    "topics": lambda topic, archive: [],
}


def days_of_happenings(archive: Archive) -> dict[str, dict[str, Any]]:
    """What happened, by kind: its name, and rows of [id, first date, last date or nothing, title], as precisely as the
    dates are known."""
    found: dict[str, dict[str, Any]] = {}
    for kind, record in archive.happenings:
        if record.when:
            row = [record.id, record.when.text, record.until.text if record.until else "", record.label]
            found.setdefault(kind, {"kind": KINDS[kind].singular, "rows": []})["rows"].append(row)
    return found


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
