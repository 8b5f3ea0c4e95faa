"""Every word of every vocabulary is shown by a fabricated world, so that no page, table or picture meets it for the first time
on the day when somebody writes it into the record."""

from __future__ import annotations

import html
import typing
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from scripts.derive.evidence import evidence_of
from scripts.load.archive import Archive, link
from scripts.load.loader import Loaded
from scripts.pages.render import render
from scripts.record import vocabularies as v
from scripts.record.kinds import KINDS, PAGED
from scripts.record.model import Record
from scripts.record.references import FieldPath
from scripts.takeaway.gather import takeaway
from scripts.values.vocabulary import Vocabulary
from tests.conftest import MINI, TODAY, clean

# Vocabularies of which the mini world shows some words only. No rule and no derived value asks for the others; what a
# reader sees of them is their label, and `every_word` makes a record of each.
ONE_RECORD_A_WORD = {
    "kind of source": "each has its types of citation, which a table must hold",
    "type of publisher": "what counts second-hand is shown, and an agency; the others are labels",
    "kind of visit": "what counts as a visit is told by meeting and transit, which are shown",
    "kind of agreement": "a label",
    "status of an agreement": "a label",
    "field of an agreement": "a label",
    "kind of event": "a label",
    "stance": "a label, and the shade of a cell, which its table holds",
    "kind of entity": "a label, and a type of linked data, which a table must hold",
    "sanctions list": "a label",
    "kind of measure": "only resolutions bind, which is shown",
    "subject of a provision": "a label",
    "direction of trade": "a label",
    "kind of indicator": "a label",
}

# A series says in its title what it counts, and which way.
SAID_BY_THE_TITLE = {"direction of trade", "kind of indicator"}

Use = tuple[FieldPath, Vocabulary[Any], str]


def uses(part: BaseModel, path: FieldPath = ()) -> Iterator[Use]:
    """Every word of a vocabulary in a record: where, of which vocabulary, the word."""
    hints = typing.get_type_hints(type(part), include_extras=True)
    for name in type(part).model_fields:
        yield from _uses(hints[name], getattr(part, name), (*path, name))


def _uses(hint: Any, value: Any, path: FieldPath) -> Iterator[Use]:
    if isinstance(value, BaseModel):
        yield from uses(value, path)
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _uses(_inside(hint, tuple)[0], item, (*path, i))
    elif isinstance(value, dict):
        of_key, of_value = _inside(hint, dict)
        for key, item in value.items():
            yield from _uses(of_key, key, (*path, key))
            yield from _uses(of_value, item, (*path, key))
    elif isinstance(value, str):
        yield from ((path, vocabulary, value) for vocabulary in vocabularies(hint))


def _inside(hint: Any, cls: type) -> tuple[Any, ...]:
    """The arguments of the tuple or mapping in a hint."""
    if typing.get_origin(hint) is cls:
        return typing.get_args(hint)
    return next(found for arg in typing.get_args(hint) if (found := _inside(arg, cls)))


def vocabularies(hint: Any) -> Iterator[Vocabulary[Any]]:
    """The vocabularies that a hint names, however deep."""
    yield from (mark for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Vocabulary))
    for arg in typing.get_args(hint):
        yield from vocabularies(arg)


def of_the_record() -> list[Vocabulary[Any]]:
    """The vocabularies whose words people write; the others are computed."""
    everything = [one for one in vars(v).values() if isinstance(one, Vocabulary)]
    written: set[int] = set()
    seen: set[type] = set()

    def look(cls: type[BaseModel]) -> None:
        if cls not in seen:
            seen.add(cls)
            for hint in typing.get_type_hints(cls, include_extras=True).values():
                written.update(map(id, vocabularies(hint)))
                for part in _parts(hint):
                    look(part)

    for kind in KINDS.values():
        look(kind.model)
    return [one for one in everything if id(one) in written]


def _parts(hint: Any) -> Iterator[type[BaseModel]]:
    if isinstance(hint, type) and not typing.get_args(hint) and issubclass(hint, BaseModel):
        yield hint
    for arg in typing.get_args(hint):
        yield from _parts(arg)


@pytest.fixture(scope="module")
def shown(mini: Archive) -> dict[str, set[str]]:
    """The words that the mini world uses, by the name of their vocabulary; a state that a change implies counts, and a grade
    that is computed."""
    found: dict[str, set[str]] = defaultdict(set)
    for _, record in mini:
        for _, vocabulary, word in uses(record):
            found[vocabulary.name].add(word)
    for country in mini.countries.values():
        found[v.RELATION_STATES.name] |= {episode.state_after for episode in country.relations}
    found[v.GRADES.name] |= {evidence_of(record, mini).grade for _, record in mini.happenings}
    return found


@pytest.mark.parametrize("vocabulary", of_the_record(), ids=lambda one: one.name)
def test_the_mini_world_shows_every_word(shown: dict[str, set[str]], vocabulary: Vocabulary[Any]) -> None:
    missing = set(vocabulary) - shown[vocabulary.name]
    if vocabulary.name in ONE_RECORD_A_WORD:
        assert missing, f"{vocabulary.name} is shown whole: it needs no excuse"
        assert shown[vocabulary.name], f"the mini world shows no {vocabulary.name} at all"
    else:
        assert not missing, f"write a record with each into {MINI.relative_to(MINI.parent.parent)}, or excuse it"


def test_an_excuse_is_for_a_vocabulary_that_exists() -> None:
    assert set(ONE_RECORD_A_WORD) <= {one.name for one in of_the_record()}


def replaced(value: Any, path: FieldPath, word: str) -> Any:
    """A record, or a part of one, with another word at a place."""
    if not path:
        return word
    step, rest = path[0], path[1:]
    if isinstance(value, BaseModel):
        return value.model_copy(update={str(step): replaced(getattr(value, str(step)), rest, word)})
    if isinstance(value, dict):
        return {**value, step: replaced(value[step], rest, word)}
    return tuple(replaced(item, rest, word) if i == step else item for i, item in enumerate(value))


Variant = tuple[str, str, Vocabulary[Any], str]


def every_word() -> tuple[Archive, list[Variant]]:
    """The mini world, and of each vocabulary's first record one more for each other word: (kind, id, vocabulary, word)."""
    mini = clean(MINI, TODAY)
    loaded = Loaded()
    for kind, records in mini.records.items():
        loaded.records[kind] = dict(records)
    loaded.places = dict(mini.places)
    variants: list[Variant] = []
    done: set[str] = set()
    for kind, record in mini:
        for path, vocabulary, word in uses(record):
            if vocabulary.name in ONE_RECORD_A_WORD and (vocabulary.name, kind) not in done:
                done.add((vocabulary.name, kind))
                for other in vocabulary:
                    if other != word:
                        id = f"{record.id}-{len(variants)}"
                        new: Record = replaced(record, path, other).model_copy(update={"id": id, "formerly": ()})
                        loaded.records[kind][id] = new
                        loaded.places[kind, id] = mini.places[kind, record.id]
                        variants.append((kind, id, vocabulary, other))
    return link(loaded, TODAY)[0], variants


def test_every_word_goes_out_by_every_door() -> None:
    archive, variants = every_word()
    pages = {page.path: text for page, text in render(archive)}
    files = dict(takeaway(archive))
    assert len(variants) > 150
    silent = {
        (vocabulary.name, word)
        for kind, id, vocabulary, word in variants
        if kind in PAGED
        and vocabulary.name not in SAID_BY_THE_TITLE
        and vocabulary[word].label.casefold() not in html.unescape(pages[f"{kind}/{id}.md"]).casefold()
    }
    assert not silent, "a reader is not told"
    for kind, id, _, word in variants:
        assert f'"{word}"' in str(files[f"data/{kind}/{id}.json"])
