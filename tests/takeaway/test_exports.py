"""The data files: whole, typed, and valid by their own schemas."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest
import yaml

from scripts.load.archive import Archive
from scripts.record.kinds import KINDS
from scripts.takeaway.exports import exports
from tests.conftest import MINI


@pytest.fixture(scope="module")
def files(mini: Archive) -> dict[str, str]:
    return dict(exports(mini))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_an_object_from_id_to_record(files: dict[str, str], mini: Archive, kind: str) -> None:
    records = json.loads(files[f"data/{kind}.json"])
    assert list(records) == list(mini.records[kind])
    for id, record in records.items():
        one = json.loads(files[f"data/{kind}/{id}.json"])
        assert one.pop("id") == id
        assert one.pop("kind") == kind or kind in (
            "visits",
            "agreements",
            "events",
            "entities",
            "indicators",
            "measures",
            "sources",
        )
        assert "computed" in record


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_a_table_with_a_row_a_record(files: dict[str, str], mini: Archive, kind: str) -> None:
    rows = list(csv.DictReader(io.StringIO(files[f"data/{kind}.csv"])))
    assert [row["id"] for row in rows] == list(mini.records[kind])
    assert all(None not in row and None not in row.values() for row in rows)


def test_fields_are_those_of_the_yaml(files: dict[str, str]) -> None:
    written = yaml.load((MINI / "visits" / "sudland.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    exported = json.loads(files["data/visits.json"])
    for id, record in written.items():
        assert {key for key in exported[id] if key != "computed"} == set(record)
        assert exported[id]["start"] == record["start"]
        assert exported[id]["sources"] == record["sources"]


def test_computed_values_stand_apart(files: dict[str, str]) -> None:
    computed = json.loads(files["data/visits.json"])["1964-11-02-han-so-sudville"]["computed"]
    assert computed["grade"] == "B"
    assert computed["attestation"] == "independent"
    assert computed["first_day"] == "1964-11-02"
    assert computed["posts_at_the_time"]["han-so"] == ["Minister of Foreign Affairs"]
    assert computed["named_by"]["agreements"] == ["1964-11-04-harbour-treaty"]
    assert computed["address"] == "visits/1964-11-02-han-so-sudville/"


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_admit_what_the_checker_admits(files: dict[str, str], kind: str) -> None:
    schema = json.loads(files[f"data/schema/{kind}.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in [*MINI.glob(f"{kind}/*.yaml"), *MINI.glob(f"{kind}.yaml")]:
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        assert not list(validator.iter_errors(data)), path
        for record in data.values():
            record["no-such-field"] = "x"
        assert list(validator.iter_errors(data))


def test_a_list_of_words_is_joined_and_parts_are_json(files: dict[str, str]) -> None:
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(files["data/visits.csv"]))}
    row = rows["1964-11-02-han-so-sudville"]
    assert row["places"] == "Sudville; Old_Harbour_"
    assert json.loads(row["cites"]) == {"end": ["nord-daily-1964-visit"]}
    assert row["end"] == "1964-11-05"
