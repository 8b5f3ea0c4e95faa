"""Do the outside addresses of the record still lead somewhere? Asked politely, remembered, with stored copies proposed.

One question to a host at a time, with a pause; a page that answered is not asked again for a month, one that did not for a
week. Nothing depends on the answers: the web fails for a thousand reasons that are no fault of the record.
"""

from __future__ import annotations

import datetime as dt
import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from scripts.load.archive import Archive
from scripts.record import model
from scripts.values import addresses
from scripts.values.files import keep, kept
from scripts.values.settings import site_settings

# Seconds: how long one answer may take, and how long a host is left alone afterwards.
PATIENCE, PAUSE = 20.0, 3.0
# Hosts that are asked at the same time.
AT_ONCE = 6
# Days after which is asked again.
AGAIN_GOOD, AGAIN_BAD = 30, 7
WAYBACK = "https://archive.org/wayback/available"
# Answers that say that the page is gone; any other failure may be the moment's.
GONE = ("404", "410", "no such host")


@dataclass(frozen=True)
class Seen:
    """What an address answered: `good`, a status, or what went wrong; on which day; and a stored copy where one was found."""

    said: str
    day: dt.date
    copy: str = ""

    @property
    def is_good(self) -> bool:
        return self.said == "good"

    def is_due(self, today: dt.date) -> bool:
        """Whether it is time to ask again."""
        return (today - self.day).days >= (AGAIN_GOOD if self.is_good else AGAIN_BAD)


_STORED = TypeAdapter(dict[str, Seen])


@dataclass(frozen=True)
class Way:
    """How is asked: what opens an address, where stored copies are looked for, how long a host rests."""

    patience: float = PATIENCE
    pause: float = PAUSE
    wayback: str = WAYBACK


def look_up(archive: Archive, memory: Path, most: int, way: Way | None = None) -> dict[str, Seen]:
    """What is known of every source's address, after asking the `most` that have waited longest; keeps it in a file."""
    way = way or Way()
    known = remembered(memory)
    wanted = {source.url for source in archive.sources.values() if source.url}
    due = sorted(
        (url for url in wanted if url not in known or known[url].is_due(archive.today)),
        key=lambda url: (known[url].day if url in known else dt.date.min, url),
    )[:most]
    dated = {source.url: source for source in archive.sources.values() if source.url}
    for url, seen in _asked(due, lambda url: _seen(url, dated[url], archive.today, way), way):
        known[url] = seen
    known = {url: seen for url, seen in known.items() if url in wanted}
    keep(memory, _STORED.dump_json(known))
    return known


def remembered(memory: Path) -> dict[str, Seen]:
    """What was kept; nothing when it is not there, or not as it was written."""
    try:
        return _STORED.validate_json(kept(memory) or b"{}")
    except ValidationError:
        return {}


def proposals(archive: Archive, known: dict[str, Seen]) -> Iterator[str]:
    """A line for each source whose page did not answer: its place, what was said, and the copy that could be named."""
    for source in archive.sources.values():
        seen = known.get(source.url or "")
        if seen and not seen.is_good and not source.archive:
            advice = f"; archive: {seen.copy}" if seen.copy else ""
            yield str(archive.problem("sources", source, ("url",), f"{seen.said}, {seen.day}{advice}"))


def _asked(urls: Iterable[str], ask: Callable[[str], Seen], way: Way) -> Iterator[tuple[str, Seen]]:
    """Each address with its answer: several hosts at once, the addresses of one host one after another."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[addresses.host(url)].append(url)

    def one_host(mine: list[str]) -> list[tuple[str, Seen]]:
        found = []
        for n, url in enumerate(mine):
            if n:
                time.sleep(way.pause)
            found.append((url, ask(url)))
        return found

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for answers in pool.map(one_host, by_host.values()):
            yield from answers


def _seen(url: str, source: model.Source, today: dt.date, way: Way) -> Seen:
    said = answer_of(url, way)
    return Seen(said, today, "" if said == "good" else _stored_copy(url, source, way))


def answer_of(url: str, way: Way) -> str:
    """`good`, a status, or what went wrong. A server that dislikes being asked for the head alone is asked for the page."""
    said = _tried(url, "HEAD", way)
    return said if said == "good" else _tried(url, "GET", way)


def _tried(url: str, method: str, way: Way) -> str:
    try:
        with urllib.request.urlopen(_request(url, method), timeout=way.patience):
            return "good"  # the page itself is not read
    except urllib.error.HTTPError as error:
        error.close()
        return str(error.code)
    except urllib.error.URLError as error:
        return "no such host" if "not known" in str(error.reason) else "no answer"
    except (OSError, http.client.HTTPException, ValueError):
        return "no answer"


def _request(url: str, method: str = "GET") -> urllib.request.Request:
    settings = site_settings()
    parts = urllib.parse.urlsplit(url)
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    plain = urllib.parse.urlunsplit(
        (parts.scheme, host, *(urllib.parse.quote(part, safe="/%?&=+:,;@!$'()*~-._") for part in parts[2:4]), "")
    )
    agent = f"link check of {settings.name} (+{settings.url}about/)"
    return urllib.request.Request(plain, method=method, headers={"User-Agent": agent, "Accept": "*/*"})


def _stored_copy(url: str, source: model.Source, way: Way) -> str:
    """The copy in the Wayback Machine nearest to the day of publication; empty where none is found."""
    stamp = source.date.text.replace("-", "") if source.date else ""
    asked = f"{way.wayback}?{urllib.parse.urlencode({'url': url, 'timestamp': stamp})}"
    try:
        with urllib.request.urlopen(_request(asked), timeout=way.patience) as answer:
            found = json.loads(answer.read(100_000))["archived_snapshots"]["closest"]
            return str(found["url"]).replace("http://web.", "https://web.", 1) if found["available"] else ""
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return ""
