"""The model's docstrings are its documentation: every field says what it means, wherever it is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from scripts.edit.new import skeleton
from scripts.record import model
from scripts.record.base import Part
from scripts.takeaway.schemas import schemas
from scripts.values.settings import site_settings


def classes(of: type[Part] = Part) -> Iterator[type[Part]]:
    for cls in of.__subclasses__():
        if cls.__module__.startswith("scripts."):
            yield cls
            yield from classes(cls)


def fields() -> list[tuple[type[BaseModel], str]]:
    return [(cls, name) for cls in dict.fromkeys(classes()) for name in cls.model_fields]


def test_the_parts_of_records_are_among_the_classes() -> None:
    assert {model.Mission, model.Post, model.Party, model.Provision, model.Position} < set(classes())


@pytest.mark.parametrize(("cls", "name"), fields(), ids=lambda value: getattr(value, "__name__", value))
def test_a_field_says_in_one_sentence_what_it_means(cls: type[BaseModel], name: str) -> None:
    meaning = cls.model_fields[name].description or ""
    assert meaning, f"{cls.__name__}.{name} has no docstring"
    assert meaning.endswith(".")
    assert meaning[0].isupper()
    assert "\n" not in meaning
    assert ". " not in meaning, "one sentence"


def test_a_schema_shows_what_a_field_means() -> None:
    made = {path: json.loads(text) for path, text in schemas(site_settings())}
    visit = made["data/schema/visits.json"]["$defs"]["Visit"]["properties"]
    assert visit["host"]["description"] == "The country that received it."
    # Of a word of a vocabulary both are said: what the field means, and what each term means.
    assert visit["rank"]["description"] == "The rank of the head of the delegation."
    assert len(visit["rank"]["enumDescriptions"]) == len(visit["rank"]["enum"])
    for schema in made.values():
        for cls in schema["$defs"].values():
            for name, field in cls.get("properties", {}).items():
                assert field.get("description"), (cls["title"], name)


def test_a_new_record_says_what_its_fields_mean() -> None:
    text = skeleton("visits", "2026-07-01-someone-hanoi")
    assert "  host:  # The country that received it. (id of countries)\n" in text
    assert "  # end: The day of departure; missing where it is not known. (YYYY, YYYY-MM or YYYY-MM-DD)\n" in text
