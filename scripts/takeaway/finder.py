"""What search reads before the full text: all spellings of all names, identifiers, places, and the days of happenings.

Two static files below `search/`, in a fixed order: `names.json`, read when the search box is entered, and `days.json`,
read when somebody asks for a date. The page's script (theme/assets/site/names.js) tells from them what was meant.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from scripts.derive.names import TITLES, compact, folded, spellings
from scripts.derive.posts import post_dates
from scripts.load.archive import Archive
from scripts.record import model
from scripts.record.kinds import KINDS
from scripts.values.dates import date_range

# Kinds whose records are things with a name; what happened is found by its text and its day.
NAMED = ("countries", "officials", "entities", "topics", "measures")
# What the script derives by itself from a typed name, or would only blur.
_NOT_SENT = ("order", "initials")
# Words that readers use for what the record calls otherwise; each is also asked in these.
WORDS = {
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
    yield "search/days.json", _json(days(archive))


def names(archive: Archive) -> dict[str, Any]:
    """Everything that tells what a query means.

    `records` are [path, kind, title, what it is, how many records name it, whether the name is Korean, spellings,
    adjectives]; `numbers` lead from an identifier to places in `records`, `codes` from ISO's; `places` are [name, how
    many records happened there, other names].
    """
    records: list[list[Any]] = []
    numbers: dict[str, list[int]] = {}
    codes: dict[str, int] = {}
    for kind in NAMED:
        for record in archive.records[kind].values():
            n = len(records)
            records.append(_record(kind, record, archive))
            for number in _numbers(record):
                numbers.setdefault(number, []).append(n)
            if isinstance(record, model.Country) and record.iso:
                codes[record.iso] = n
    scenes = Counter(scene for _, record in archive for scene in record.scene if "," not in scene)
    places = [
        [name, count, [compact(other) for other in (name, *CITIES.get(name, ()))]]
        for name, count in sorted(scenes.items())
        if count > 1 or name in CITIES
    ]
    return {
        "titles": sorted(TITLES),
        "words": WORDS,
        "years": sorted({record.when.year for _, record in archive.happenings if record.when}),
        "records": records,
        "numbers": dict(sorted(numbers.items())),
        "codes": dict(sorted(codes.items())),
        "places": places,
    }


def _record(kind: str, record: model.Record, archive: Archive) -> list[Any]:
    found = [one for one in spellings(record, archive) if one.how not in _NOT_SENT]
    if isinstance(record, model.Measure | model.Topic):
        found = found[:1]
    written = dict.fromkeys(folded(one.text) for one in found if one.how != "adjective")
    adjectives = [folded(one.text) for one in found if one.how == "adjective"]
    korean = isinstance(record, model.Official) and record.country in ("north-korea", "south-korea")
    weight = len(archive.backlinks.get((kind, record.id), []))
    path = f"{kind}/{record.id}/"
    return [
        path,
        KINDS[kind].singular,
        record.label,
        what(record, archive),
        weight,
        int(korean),
        list(written),
        adjectives,
    ]


def what(record: model.Record, archive: Archive) -> str:
    """What tells a thing from its namesakes: a person's country and last post, a ship's flags and number, a date."""
    parts: list[str] = []
    if isinstance(record, model.Official):
        parts.append(archive.country_name(record.country))
        if record.posts:
            post = record.posts[-1]
            parts += [post.title.split(";")[0], post_dates(post)]
    elif isinstance(record, model.Entity):
        parts += [record.term("kind").label, ", ".join(map(archive.country_name, record.countries))]
        parts += [f"IMO {record.imo}" if record.imo else "", "listed" if record.listings else ""]
        if record.opened or record.closed:
            start, end = record.opened, record.closed
            parts.append(date_range(start, end) if start and end else f"from {start}" if start else f"until {end}")
    elif isinstance(record, model.Country):
        parts.append(record.formal or "")
    elif isinstance(record, model.Measure):
        parts += [record.symbol or "", str(record.date)]
    return " · ".join(filter(None, parts))


def _numbers(record: model.Record) -> Iterator[str]:
    """Identifiers as they are compared: letters and digits alone, in lower case."""
    if isinstance(record, model.Entity):
        if record.imo:
            yield record.imo
        yield from (compact(listing.number) for listing in record.listings if listing.number)
    if isinstance(record, model.Measure) and record.symbol:
        symbol = re.sub(r"\s*\(.*", "", record.symbol)
        yield compact(record.symbol)
        if symbol != record.symbol:
            yield compact(symbol)
        if last := re.search(r"\d{4,}$", symbol):
            yield last[0]
    if getattr(record, "wikidata", None):
        yield str(record.wikidata).lower()  # type: ignore[attr-defined]


def days(archive: Archive) -> dict[str, list[list[str]]]:
    """What happened, by kind: [id, first date, last date or nothing, title], as precisely as the dates are known."""
    found: dict[str, list[list[str]]] = {}
    for kind, record in archive.happenings:
        if record.when:
            row = [record.id, record.when.text, record.until.text if record.until else "", record.label]
            found.setdefault(kind, []).append(row)
    return found


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
