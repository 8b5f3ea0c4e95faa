"""Worlds of any size: valid data folders that a seed makes, to measure how the build grows.

The fabricated world of the tests, and beside it as many states, papers, people, visits, agreements, events and
entities as are asked for, in the proportions of the project's own record. Nothing in it is about anybody.
`python -m tests.worlds FOLDER RECORDS [SEED]` writes one.
"""

from __future__ import annotations

import bisect
import datetime as dt
import random
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import MINI

Record = dict[str, Any]
Records = dict[str, Record]

STATES = 11
HOME = "nordland"
# Of a thousand records, as in the project's own record; what is left are sources.
SHARES = {"visits": 75, "agreements": 26, "events": 170, "officials": 133, "entities": 68}
# The years of which the fabricated world has no sources: files hold their records in the order of days.
YEARS = [year for year in range(1950, 2024) if not (MINI / "sources" / f"{year}.yaml").exists()]
SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstvwz" for vowel in "aeiou"]
WORDS = (
    "ships rice harbours letters loans teachers dams songs timber radio nurses roads visas mines fishing games archives "
    "engines trade schools rubber tractors journals grain pilots bridges stamps maps turbines orchids"
)
VERBS = "discussed praised postponed settled repeated renewed refused welcomed counted exchanged"


def world(folder: Path, records: int, seed: int = 1) -> Path:
    """Write a world of about `records` records into a folder that is not there yet; returns its data folder.

    The same numbers make the same files.
    """
    data = folder / "data"
    shutil.copytree(MINI, data)
    made = _Maker(random.Random(seed), records)
    for name, state in made.states.items():
        _write(data / "countries" / f"{name}.yaml", {name: state})
    _write(data / "publishers.yaml", dict(sorted(made.papers.items())), more=True)
    for year, sources in _by(made.sources, lambda record: str(record["date"].year)):
        _write(data / "sources" / f"{year}.yaml", dict(sorted(sources.items(), key=lambda one: one[1]["date"])))
    for kind, found in made.found.items():
        for state, some in _by(found, _state):
            _write(data / kind / f"{state}.yaml", dict(sorted(some.items())))
    return data


def _state(record: Record) -> str:
    """The state by whose name a record is filed."""
    named = [record.get(field) for field in ("country", "visitor", "host")] + list(record.get("countries", ()))
    named += [party["country"] for party in record.get("parties", ())]
    return next((name for name in named if name and name != HOME), HOME)


def _by(records: Records, key: Callable[[Record], str]) -> Iterator[tuple[str, Records]]:
    groups: dict[str, Records] = {}
    for id, record in records.items():
        groups.setdefault(key(record), {})[id] = record
    yield from groups.items()


def _write(path: Path, records: Mapping[str, Record], *, more: bool = False) -> None:
    """Write records to a file, or below what stands in it."""
    before = path.read_text(encoding="utf-8") if more and path.exists() else ""
    text = yaml.dump(dict(records), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(f"{before}\n{text}" if before else text, encoding="utf-8")


class _Maker:
    """Makes the records, each kind after those it names."""

    def __init__(self, chance: random.Random, records: int) -> None:
        self.chance = chance
        self.names: set[str] = set()
        self.states = {(name := self.name(3)).lower(): {"name": name} for _ in range(STATES)}
        papers = [f"Zy{self.name(3).lower()}" for _ in range(max(10, records // 8))]  # below those that are there
        self.papers = {f"{name.lower()}-post": self.paper(name) for name in papers}
        numbers = {kind: records * share // 1000 for kind, share in SHARES.items()}
        self.sources: Records = {}
        for _ in range(records - sum(numbers.values()) - len(self.papers)):
            self.source()
        self.written = sorted(self.sources, key=lambda id: self.sources[id]["date"])
        self.days = [self.sources[id]["date"] for id in self.written]
        for name, state in self.states.items():
            state |= self.state(name)
        self.found: dict[str, Records] = {}
        makers = {
            "officials": self.official,
            "entities": self.entity,
            "visits": self.visit,
            "agreements": self.agreement,
            "events": self.event,
        }
        for kind, make in makers.items():
            self.found[kind] = {}
            for _ in range(numbers[kind]):
                id, record = make(self.chance.choice(list(self.states)))
                self.found[kind][id] = record

    def name(self, syllables: int) -> str:
        """A name that nothing else has."""
        while True:
            name = "".join(self.chance.choices(SYLLABLES, k=syllables)).capitalize()
            if name not in self.names:
                self.names.add(name)
                return name

    def day(self) -> dt.date:
        """A day of one of the years, never the first of January, which looks like a year."""
        return dt.date(self.chance.choice(YEARS), 1, 2) + dt.timedelta(days=self.chance.randrange(360))

    def words(self, number: int) -> str:
        return " and ".join(self.chance.sample(WORDS.split(), number))

    def text(self, sources: list[str], sentences: int) -> str:
        """Prose in which each sentence has a source."""
        verbs = VERBS.split()
        return " ".join(
            f"The two sides {self.chance.choice(verbs)} {self.words(3)} in {self.name(3)}, "
            f"where {self.name(3)} had {self.chance.choice(verbs)} {self.words(2)}. [@{self.chance.choice(sources)}]"
            for _ in range(sentences)
        )

    def after(self, day: dt.date) -> list[str]:
        """One to four sources that were written soon after a day, or the last that were written at all."""
        first = bisect.bisect_right(self.days, day, hi=len(self.days) - 4)
        number = self.chance.choice((1, 2, 2, 3, 4))
        return [self.written[index] for index in sorted(self.chance.sample(range(first, first + 4), number))]

    def paper(self, name: str) -> Record:
        country = self.chance.choice([HOME, *self.states])
        side = "dprk" if country == HOME else "press"
        return {"name": f"{name} Post", "country": country, "side": side, "type": "newspaper", "language": "en"}

    def source(self) -> None:
        day, paper, name = self.day(), self.chance.choice(list(self.papers)), self.name(4)
        id = f"{paper}-{day.year}-{name.lower()}"
        self.sources[id] = {
            "title": f"{name}: the {self.words(2)} of {self.name(3)}",
            "publisher": paper,
            "date": day,
            "url": f"https://{paper}.example.com/{day.year}/{name.lower()}",
            "language": "en",
            "kind": "news",
        }

    def state(self, name: str) -> Record:
        day = dt.date(1955, 5, 5)
        sources = self.after(day)
        relation = {"date": day, "change": "established", "sources": sources}
        return {
            "role": "partner",
            "summary": self.text(sources, 2),
            "introduction": "\n\n".join(self.text(sources, 3) for _ in range(4)),
            "relations": [relation],
        }

    def official(self, state: str) -> tuple[str, Record]:
        name, day = f"{self.name(3)} {self.name(4)}", self.day()
        return name.lower().replace(" ", "-"), {
            "name": name,
            "country": state,
            "posts": [{"title": f"Minister of {self.name(3)}", "seen": [day]}],
            "sources": self.after(day),
        }

    def entity(self, state: str) -> tuple[str, Record]:
        name, sources = self.name(4), self.after(self.day())
        return f"{name.lower()}-works", {
            "name": f"{name} Works",
            "kind": "company",
            "countries": [HOME, state],
            "place": self.name(3),
            "summary": self.text(sources, 2),
            "sources": sources,
        }

    def visit(self, state: str) -> tuple[str, Record]:
        day, place = self.day(), self.name(4)
        sources = self.after(day)
        visitor, host = self.chance.sample([HOME, state], 2)
        return f"{day}-{place.lower()}", {
            "title": f"A delegation on {self.words(2)} in {place}",
            "start": day,
            "end": day + dt.timedelta(days=self.chance.randrange(4)),
            "visitor": visitor,
            "host": host,
            "places": [place],
            "kind": "official",
            "rank": "minister",
            "status": "held",
            "confidence": "reported",
            "met" if visitor == HOME else "delegation": self.people(state),
            "summary": self.text(sources, 2),
            "sources": sources,
        }

    def agreement(self, state: str) -> tuple[str, Record]:
        day, place = self.day(), self.name(4)
        sources = self.after(day)
        return f"{day}-{place.lower()}-agreement", {
            "title": f"Agreement of {place} on {self.words(2)}",
            "date": day,
            "kind": "treaty",
            "fields": ["trade"],
            "parties": [{"country": HOME}, {"country": state}],
            "status": "signed",
            "confidence": "reported",
            "summary": self.text(sources, 2),
            "sources": sources,
        }

    def event(self, state: str) -> tuple[str, Record]:
        day, place = self.day(), self.name(4)
        sources = self.after(day)
        return f"{day}-{place.lower()}-statement", {
            "title": f"{place}: words on {self.words(2)}",
            "date": day,
            "kind": "statement",
            "countries": [state],
            "officials": self.people(state),
            "confidence": "reported",
            "summary": self.text(sources, 3),
            "sources": sources,
        }

    def people(self, state: str) -> list[str]:
        """Up to two people of a state."""
        known = [id for id, record in self.found["officials"].items() if record["country"] == state]
        return self.chance.sample(known, k=min(2, len(known)))


if __name__ == "__main__":
    world(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
