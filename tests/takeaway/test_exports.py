"""The data files: whole, typed, and valid by their own schemas."""

from __future__ import annotations

import csv
import io
import json
import re

import jsonschema
import pytest
import yaml

from scripts.load.archive import Archive
from scripts.record.kinds import KINDS, MODELS
from scripts.takeaway.columns import columns_of
from scripts.takeaway.exports import as_data, exports
from scripts.takeaway.gather import data_files
from scripts.takeaway.schemas import schemas
from scripts.takeaway.tables import tables
from scripts.values.settings import site_settings
from tests.conftest import MINI


@pytest.fixture(scope="module")
def files(mini: Archive) -> dict[str, str]:
    return dict(data_files(mini))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_an_object_from_id_to_record(files: dict[str, str], mini: Archive, kind: str) -> None:
    records = json.loads(files[f"data/{kind}.json"])
    assert list(records) == list(mini.records[kind])
    for id, record in records.items():
        assert json.loads(files[f"data/{kind}/{id}.json"]) == {"id": id, "collection": kind, **record}
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
    assert computed["earliest_date"] == "1964-11-02"
    assert computed["latest_end"] == "1964-11-05"
    assert computed["posts_at_the_time"]["han-so"] == ["Minister of Foreign Affairs"]
    assert computed["named_by"]["agreements"] == ["1964-11-04-harbour-treaty"]
    assert computed["address"] == "visits/1964-11-02-han-so-sudville/"


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_admit_what_the_checker_admits(files: dict[str, str], kind: str) -> None:
    schema = json.loads(files[f"data/schema/editing/{kind}.json"])
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
    assert row["places"] == "Sudville | Old_Harbour_"
    assert json.loads(row["cites"]) == {"end": ["nord-daily-1964-visit"]}
    assert row["end"] == "1964-11-05"


def what_does_not_fit(files: dict[str, str], kind: str) -> list[str]:
    """Where a kind's file, or the file of one of its records, is not as its published schema says."""
    schema = json.loads(files[f"data/schema/{kind}.json"])
    assert schema["$id"] == f"https://nksea.github.io/data/schema/{kind}.json"
    assert re.fullmatch(r"\d+\.\d+", schema["version"])
    validator = jsonschema.Draft202012Validator(schema)
    one = validator.evolve(schema={"$ref": f"#/$defs/{MODELS[kind].__name__}", "$defs": schema["$defs"]})
    found = [str(error.json_path) for error in validator.iter_errors(json.loads(files[f"data/{kind}.json"]))]
    for path, text in files.items():
        if re.fullmatch(rf"data/{kind}/[^/.]+\.json", path):
            found += [f"{path}: {error.json_path} {error.message}" for error in one.iter_errors(json.loads(text))]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_published_is_as_its_schema_says(files: dict[str, str], kind: str) -> None:
    assert what_does_not_fit(files, kind) == []
    wrong = {**files, f"data/{kind}.json": files[f"data/{kind}.json"].replace('"address":', '"adress":', 1)}
    assert what_does_not_fit(wrong, kind)


@pytest.mark.whole
def test_every_published_record_is_as_its_schema_says(real: Archive) -> None:
    files = dict(exports(real)) | dict(schemas(site_settings()))
    assert [found for kind in KINDS for found in what_does_not_fit(files, kind)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_column_is_told_once(kind: str) -> None:
    names = [column.name for column in columns_of(kind)]
    assert len(names) == len(set(names)), "a computed value has the name of a field"


def test_every_column_says_what_it_holds(mini: Archive) -> None:
    columns = [(table.name, column) for table in tables(mini) for column in table.columns]
    assert len(columns) > 350
    for table, column in columns:
        assert column.description[:1].isupper(), (table, column.name)
        assert column.description.endswith("."), (table, column.name)


def apart(archive: Archive) -> tuple[int, int]:
    """How many cells hold lists, and how many of them give their items back."""
    lists = back = 0
    for table in tables(archive):
        for n, column in enumerate(table.columns):
            if table.name in KINDS and column.type == "list":
                for row in table.rows:
                    data = as_data(table.name, archive.records[table.name][str(row[0])], archive)
                    items = data.get(column.name, data["computed"].get(column.name))
                    if items:
                        lists += 1
                        back += str(row[n]).split(" | ") == items
    return lists, back


def test_lists_can_be_taken_apart_again(mini: Archive) -> None:
    lists, back = apart(mini)
    assert lists == back > 100


@pytest.mark.whole
def test_lists_of_the_real_record_can_be_taken_apart_again(real: Archive) -> None:
    lists, back = apart(real)
    assert lists == back > 5_000
