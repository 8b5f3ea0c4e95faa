"""Queries of readers, and the pages that they must find (queries.csv), asked of a built site in a browser.

Editors add a line a query: who asks, the words, the pages of which one must come, joined by ` | ` (`*` stands for any
letters, `-` for nothing at all), and whether it must be the first or among the first three.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

FILE = Path(__file__).with_name("queries.csv")
# Queries of somebody who had seen neither the search nor the other file: how it does on what nobody mended it for.
FRESH = Path(__file__).with_name("fresh.csv")
# How far down a page is looked for.
DEEP = 10

_ASK = """async ([root, words, deep]) => {
  const { answer } = await import(new URL("assets/site/search.js", root).href);
  const { first, results } = await answer(words);
  const place = (address) => new URL(address, root).href.slice(root.length).replace(/\\/$/, "");
  const texts = await Promise.all(results.slice(0, Math.max(0, deep - first.length)).map((result) => result.data()));
  return [...first.map(({ path }) => path.replace(/\\/$/, "")), ...texts.map(({ url }) => place(url))].slice(0, deep);
}"""


@dataclass(frozen=True)
class Query:
    """One query: who asks, with which words, for which pages, and among how many of the first."""

    reader: str
    words: str
    pages: tuple[str, ...]
    among: int

    def rank(self, found: list[str]) -> int | None:
        """The place of the first page that was wanted, from 1; 1 too where nothing was to be found and nothing is."""
        if self.pages == ("-",):
            return None if found else 1
        return next((n for n, one in enumerate(found, 1) if any(fnmatch(one, page) for page in self.pages)), None)

    def is_met(self, found: list[str]) -> bool:
        """Whether the page came where it must."""
        rank = self.rank(found)
        return rank is not None and rank <= self.among


def queries(file: Path = FILE) -> list[Query]:
    """All queries of a file."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            Query(row["reader"], row["query"], tuple(map(str.strip, row["page"].split("|"))), int(row["among"]))
            for row in csv.DictReader(lines)
        ]


def ask(page: Page, root: str, words: str) -> list[str]:
    """The addresses that a query finds, in their order, asked on an open page of the site at `root`."""
    found: list[str] = page.evaluate(_ASK, [root, words, DEEP])
    return found


@dataclass(frozen=True)
class Success:
    """How often the page that was wanted came first, and among the first three, and the mean of 1/place."""

    first: float
    three: float
    reciprocal: float


def success(ranks: Iterable[int | None]) -> Success:
    """Sums the places up. Raises ZeroDivisionError where there are none."""
    places = list(ranks)
    within = [sum(rank is not None and rank <= n for rank in places) / len(places) for n in (1, 3)]
    return Success(*within, sum(1 / rank for rank in places if rank) / len(places))


def is_index(response: Response) -> bool:
    """Whether an answer of the server is a piece of the index, be it ours or Pagefind's."""
    return any(part in response.url for part in ("/search/", ".pf_meta", ".pf_index")) and response.url[-1] != "/"


def weight_of(response: Response) -> int:
    """The bytes of an answer as a web host sends it, compressed."""
    body = response.body()
    return len(body if body[:2] == b"\x1f\x8b" else gzip.compress(body))
