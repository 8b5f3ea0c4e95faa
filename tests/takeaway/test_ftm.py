"""FollowTheMoney by its own model, as its library (4.11.2) states it: `followthemoney.json`."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from scripts.load.archive import Archive
from scripts.record import vocabularies as v
from scripts.takeaway.ftm import SCHEMATA, entities, follow_the_money
from scripts.values.settings import site_settings

MODEL = json.loads(Path(__file__).with_name("followthemoney.json").read_text(encoding="utf-8"))
FORMS = {
    "date": re.compile(r"\d{4}(-\d\d(-\d\d)?)?"),
    "url": re.compile(r"https?://\S+"),
    "imo": re.compile(r"IMO\d{7}"),
    "qid": re.compile(r"Q\d+"),
}


def wrong(found: list[dict[str, Any]], countries: set[str]) -> list[str]:
    """What the model does not allow, a line each."""
    schemata = {one["id"]: one["schema"] for one in found}
    told = [f"{id}: stands {n} times" for id, n in Counter(one["id"] for one in found).items() if n > 1]
    for one in found:
        schema = MODEL["schemata"][one["schema"]]
        told += [f"{one['id']}: lacks {name}" for name in schema["required"] if name not in one["properties"]]
        for name, values in one["properties"].items():
            about = schema["properties"].get(name)
            if about is None:
                told.append(f"{one['id']}: {one['schema']} has no {name}")
                continue
            told += [
                f"{one['id']}: {name} '{value}'" for value in values if not fits(value, about, schemata, countries)
            ]
    return told


def fits(value: str, about: dict[str, str], schemata: dict[str, str], countries: set[str]) -> bool:
    if about["type"] == "entity":
        return value in schemata and about["range"] in MODEL["schemata"][schemata[value]]["is"]
    if about["type"] in ("country", "topic"):
        return value in (countries if about["type"] == "country" else MODEL["topics"])
    form = FORMS.get(about.get("format", about["type"]))
    return bool(value.strip()) and (form is None or bool(form.fullmatch(value)))


def test_the_mini_world_is_what_the_model_allows(mini: Archive) -> None:
    # Countries of a fabricated world have fabricated codes.
    codes = {country.iso.lower() for country in mini.countries.values() if country.iso}
    assert wrong(list(entities(mini, site_settings())), codes) == []


def test_the_real_record_is_what_the_model_allows(real: Archive) -> None:
    found = list(entities(real, site_settings()))
    assert wrong(found, set(MODEL["countries"])) == []
    assert {"Person", "Company", "Vessel", "Sanction", "Address", "PublicBody"} <= {one["schema"] for one in found}


def test_what_the_model_does_not_allow_is_found() -> None:
    def one(**properties: list[str]) -> dict[str, Any]:
        return {"id": "a", "schema": "Vessel", "properties": properties}

    assert wrong([one(name=["x"], imoNumber=["9074729"])], set()) == ["a: imoNumber '9074729'"]
    assert wrong([one(flag=["zz"])], {"kp"}) == ["a: lacks name", "a: flag 'zz'"]
    assert wrong([one(name=["x"], birthDate=["1900"])], set()) == ["a: Vessel has no birthDate"]
    assert wrong([one(name=["x"], owner=["a"])], set()) == ["a: owner 'a'"]
    assert wrong([one(name=["x"]), one(name=["y"])], set()) == ["a: stands 2 times"]


def test_each_kind_of_entity_has_its_schema() -> None:
    assert set(SCHEMATA) == set(v.ENTITY_KINDS)
    assert set(SCHEMATA.values()) <= set(MODEL["schemata"])


def test_a_ship_has_its_number_its_list_and_its_grades(mini: Archive) -> None:
    ((path, text),) = follow_the_money(mini, site_settings())
    assert path == "data/nksea.ftm.json"
    found = {one["id"]: one for one in map(json.loads, text.splitlines())}
    ship = found["nksea-entities-mv-heron"]
    assert ship["schema"] == "Vessel"
    assert ship["properties"]["imoNumber"] == ["IMO9074729"]
    assert ship["properties"]["notes"][0].startswith(
        "Named in 1 records here (events); by grade of evidence: D 1 (https"
    )
    # It was taken off the list.
    assert "topics" not in ship["properties"]
    listing = found["nksea-entities-mv-heron-listing-1"]["properties"]
    assert (listing["authorityId"], listing["unscId"]) == (["KPe.099"], ["KPe.099"])
    assert (listing["listingDate"], listing["endDate"]) == (["1984-01-05"], ["1990"])
    assert found["nksea-entities-sud-palace-address"]["properties"] == {"full": ["Sudville"]}
    assert found["nksea-entities-mv-heron-parent"]["properties"]["subject"] == ["nksea-entities-sud-palace"]


def test_who_stands_on_a_list_is_marked(real: Archive) -> None:
    found = {one["id"]: one["properties"] for one in entities(real, site_settings())}
    listed = {id for id, properties in found.items() if properties.get("topics") == ["sanction"]}
    now = {f"nksea-entities-{one.id}" for one in real.entities.values() if any(not x.removed for x in one.listings)}
    assert listed == now
    assert listed


@pytest.mark.parametrize("name", ["name", "alias", "notes"])
def test_no_value_stands_twice(real: Archive, name: str) -> None:
    for one in entities(real, site_settings()):
        values = one["properties"].get(name, [])
        assert len(values) == len(set(values)), one["id"]
