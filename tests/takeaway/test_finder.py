"""The index that search reads first: complete, in order, cut into parts that belong together."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import Any

import pytest

from scripts.derive.names import compact, spellings, stem
from scripts.load.archive import Archive
from scripts.record.kinds import KINDS, PAGED
from scripts.takeaway import finder as made
from scripts.takeaway.finder import finder, index_of, listed


@pytest.fixture(scope="module")
def files(mini: Archive) -> dict[str, Any]:
    return {name: json.loads(text) for name, text in finder(mini)}


def test_every_part_is_named_once_and_every_name_leads_to_a_part(files: dict[str, Any]) -> None:
    index = files["search/index.json"]
    named = [name for _, name in index["words"]] + index["records"] + list(index["days"].values()) + [index["near"]]
    assert sorted(f"search/{name}.json" for name in set(named)) == sorted(files.keys() - {"search/index.json"})


def test_parts_hold_all_keys_in_order(mini: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "LETTERS", 300)
    files = {name: json.loads(text) for name, text in finder(mini)}
    parts = [(first, files[f"search/{name}.json"]) for first, name in files["search/index.json"]["words"]]
    assert len(parts) > 10
    assert all(first == next(iter(part)) for first, part in parts)
    keys = [key for _, part in parts for key in part]
    assert keys == sorted(keys) == list(index_of(listed(mini), mini))


def test_every_record_with_a_page_is_shown_and_found_by_its_name(mini: Archive, files: dict[str, Any]) -> None:
    found = listed(mini)
    index = files["search/index.json"]
    assert {kind for kind, _ in found} == set(PAGED)
    rows = [row for name in index["records"] for row in files[f"search/{name}.json"]]
    assert [row[:2] for row in rows] == [[record.id, record.label] for _, record in found]
    assert len(rows) == len(index["lengths"]) == len(index["weights"])
    keys = index_of(found, mini)
    for n, (kind, record) in enumerate(found):
        if KINDS[kind].serves("suggestion"):
            for one in spellings(record, mini):
                assert n in accumulate(keys[f"={compact(one.text)}"])
        for word in record.label.split()[:1]:
            if compact(word) not in made.COMMON and len(compact(word)) > 1:
                assert n in accumulate(keys[stem(compact(word))][made.NAMED])


def test_what_refers_to_a_record_is_kept_with_it(mini: Archive) -> None:
    found = listed(mini)
    keys = index_of(found, mini)
    number = {(kind, record.id): n for n, (kind, record) in enumerate(found)}
    (kind, id), links = next((key, links) for key, links in mini.backlinks.items() if key in number)
    wanted = {number[link.kind, link.id] for link in links if (link.kind, link.id) in number}
    assert set(accumulate(keys[f"@{number[kind, id]}"])) == wanted


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("assassination assassinated", "assassin"),
        ("bombing bombed bombs bomb", "bomb"),
        ("kill killed killing", "kil"),
        ("extradition extradited extradites", "extradit"),
        ("embassy embassies", "emba"),
        ("trial trials", "trial"),
        ("visit visits visited", "visit"),
        ("ties", "ties"),
        ("베트남", "베트남"),
        ("sukarno", "sukarno"),
    ],
)
def test_words_lose_their_endings(words: str, kept: str) -> None:
    assert {stem(word) for word in words.split()} == {kept}
