"""Nothing is silently dropped: every record, source, citation, dispute, provision and text, looked for in what was built.

`python -m tests.reconcile SITE [DATA]` prints what was counted and what is missing.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import sqlite3
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import html

from scripts.derive.voices import sources_of
from scripts.load.archive import Archive
from scripts.record import model
from scripts.record.fields import ProseMark
from scripts.record.kinds import KINDS, PAGED
from scripts.record.references import walk
from scripts.values.prose import plain_text


@dataclass
class Reckoning:
    """How many things of each sort were looked for, and which were not found."""

    counts: Counter[str] = field(default_factory=Counter)
    missing: list[str] = field(default_factory=list)

    def look(self, sort: str, what: str, *, found: bool) -> None:
        self.counts[sort] += 1
        if not found:
            self.missing.append(f"{sort}: {what}")


def reckon(archive: Archive, site: Path) -> Reckoning:
    """Look for everything of an archive in its finished site."""
    found = Reckoning()
    for kind in KINDS:
        _data_files(kind, archive, site, found)
    for kind in PAGED:
        for record in archive.records[kind].values():
            _page(kind, record, archive, site, found)
    _database(archive, site, found)
    _calendar(archive, site, found)
    _lists(archive, site, found)
    return found


def _page(kind: str, record: model.Record, archive: Archive, site: Path, found: Reckoning) -> None:
    """A record's own page: its sources, disputes, provisions, prose; its place in search and sitemap."""
    where = f"{kind}/{record.id}"
    raw = (site / where / "index.html").read_text(encoding="utf-8")
    anchors = set(re.findall(r'\sid="([^"]+)"', raw))
    for id in sources_of(record):
        found.look("sources on their record's page", f"{where}: {id}", found=f"source-{id}" in anchors)
    for n, dispute in enumerate(getattr(record, "disputes", ()), 1):
        found.look("disputes", f"{where}: {dispute.about}", found=f"dispute-{n}" in anchors)
    for provision in getattr(record, "provisions", ()):
        found.look("provisions", f"{where}: {provision.id}", found=provision.id in anchors)
    found.look("pages in the search index", where, found="data-pagefind-body" in raw)
    text = _words_of_page(raw)
    for path, mark, prose in walk(record):
        if isinstance(mark, ProseMark):
            wanted = _words(plain_text(re.sub(r"^\s*([-*>]|\d+\.)\s+", "", prose, flags=re.MULTILINE)))
            found.look("texts", f"{where}: {'.'.join(map(str, path))}", found=wanted in text)


def _words_of_page(raw: str) -> str:
    """The text of a page without the marks of its citations."""
    page = html.fromstring(raw)
    for mark in page.xpath("//sup"):
        mark.drop_tree()
    return _words(" ".join(page.itertext()))


def _words(text: str) -> str:
    """Letters and digits alone: how a page sets quotes, dashes and spaces is not what is looked for."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum())


def _data_files(kind: str, archive: Archive, site: Path, found: Reckoning) -> None:
    records = archive.records[kind]
    whole = json.loads((site / "data" / f"{kind}.json").read_text(encoding="utf-8"))
    with (site / "data" / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    for id, record in records.items():
        written = record.model_dump(mode="json", exclude_defaults=True)
        data = whole.get(id, {})
        found.look(
            "records in JSON", f"{kind}/{id}", found={k: v for k, v in data.items() if k != "computed"} == written
        )
        one = json.loads((site / "data" / kind / f"{id}.json").read_text(encoding="utf-8"))
        found.look(
            "records as JSON of their own",
            f"{kind}/{id}",
            found=one.get("computed") == data.get("computed") and one["id"] == id,
        )
        for name, value in written.items():
            found.look("fields in CSV", f"{kind}/{id}: {name}", found=_same(rows.get(id, {}).get(name, ""), value))


def _same(cell: str, value: Any) -> bool:
    """Whether a cell holds a value: a list joined, parts as JSON, text as it is or kept from being a formula."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = " | ".join(value)
    elif isinstance(value, list | dict):
        return bool(json.loads(cell or "null") == value)
    return cell in (str(value), f"'{value}")


def _database(archive: Archive, site: Path, found: Reckoning) -> None:
    base = sqlite3.connect(site / "data" / "nksea.sqlite")
    for kind, records in archive.records.items():
        ids = {row[0] for row in base.execute(f'SELECT id FROM "{kind}"')}
        for id in records:
            found.look("records in SQLite", f"{kind}/{id}", found=id in ids)
    cited = set(base.execute("SELECT kind, record, target FROM links WHERE target_kind = 'sources'"))
    for kind, record in archive:
        for id in sources_of(record):
            found.look("citations in SQLite", f"{kind}/{record.id}: {id}", found=(kind, record.id, id) in cited)
    base.close()


def _calendar(archive: Archive, site: Path, found: Reckoning) -> None:
    text = (site / "feeds" / "all.ics").read_bytes().decode("utf-8").replace("\r\n ", "")
    entries = Counter(re.findall(r"^UID:(.*)@", text, re.MULTILINE))
    for kind, record in archive:
        first = record.formerly[0] if record.formerly else record.id
        for day in record.marked_days:
            if day.start.precision == "day":
                uid = f"{kind}/{first}{day.part}"
                found.look("days in the calendar", uid, found=entries[uid] == 1)


def _lists(archive: Archive, site: Path, found: Reckoning) -> None:
    """Kinds without pages: each record is an entry of its list. Pages stand in the sitemap, all of them in the index."""
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    for kind, records in archive.records.items():
        for id in records:
            if kind in PAGED:
                found.look("pages in the sitemap", f"{kind}/{id}", found=f"/{kind}/{id}/</loc>" in sitemap)
    for kind in set(KINDS) - set(PAGED):
        pages = [site / kind / "index.html", *(site / kind).glob("*/index.html")]
        anchors = {id for page in pages for id in re.findall(r'\sid="([^"]+)"', page.read_text(encoding="utf-8"))}
        for id in archive.records[kind]:
            found.look("entries of lists", f"{kind}/{id}", found=id in anchors)


def lines(found: Reckoning) -> Iterator[str]:
    """The counts, then what is missing."""
    for sort, n in found.counts.items():
        yield f"{n:7,} {sort}, {sum(one.startswith(f'{sort}: ') for one in found.missing)} missing"
    yield from found.missing


def main() -> int:
    """Reckon with a site that stands."""
    from scripts.rules.check import check
    from tests.conftest import ROOT

    data = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "data"
    found = reckon(check(data, dt.date.today())[0], Path(sys.argv[1]))
    print("\n".join(lines(found)))
    return 1 if found.missing else 0


if __name__ == "__main__":
    sys.exit(main())
