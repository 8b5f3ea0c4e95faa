"""Editors' YAML support knows every field and word, completes ids by name, and finds nothing where the check finds nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.edit.schemas import write_schemas
from scripts.load.archive import Archive
from scripts.record.kinds import KINDS
from tests.conftest import MINI, ROOT
from tests.edit.languageserver import PROGRAM, LanguageServer


@pytest.fixture(scope="module")
def schemas(mini: Archive, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("schemas")
    assert write_schemas(mini, folder) == len(KINDS)
    assert write_schemas(mini, folder) == 0
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()}


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


def test_every_field_and_word_is_described_and_nothing_is_null(schemas: dict[str, Any]) -> None:
    assert set(schemas) == set(KINDS)
    for kind, schema in schemas.items():
        for name, part in schema["$defs"].items():
            for field, about in part.get("properties", {}).items():
                assert about["description"], (kind, name, field)
        for node in nodes(schema):
            assert node.get("type") != "null"
            assert "default" not in node
            if isinstance(node.get("enum"), list):
                assert len(node["enumDescriptions"]) == len(node["enum"])
                assert all(node["enumDescriptions"])


def test_ids_are_offered_with_their_names(schemas: dict[str, Any], mini: Archive) -> None:
    leader = schemas["visits"]["$defs"]["Visit"]["properties"]["leader"]
    assert leader["anyOf"][0] == {"$ref": "#/$defs/ids-of-officials"}
    offered = schemas["visits"]["$defs"]["ids-of-officials"]
    assert dict(zip(offered["enum"], offered["enumDescriptions"], strict=True)) == {
        id: person.name for id, person in mini.officials.items()
    }
    context = schemas["events"]["$defs"]["Event"]["properties"]["context"]
    assert context["propertyNames"]["anyOf"][0] == {"$ref": "#/$defs/ids-of-sources"}


def test_the_settings_of_the_editor_name_every_kind() -> None:
    named = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert set(named) == {f"./build/schemas/{kind}.json" for kind in KINDS}
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yaml")}
    covered = {file for glob in named.values() for file in files if Path(file).match(glob)}
    assert covered == files


@pytest.fixture(scope="module")
def asked(real: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """The server with the schemas of the real record."""
    folder = tmp_path_factory.mktemp("real-schemas")
    write_schemas(real, folder)
    globs = {folder / f"{kind}.json": [f"**/data/{kind}/*.yaml", f"**/data/{kind}.yaml"] for kind in KINDS}
    running = LanguageServer(ROOT, globs)
    yield running
    running.end()


@pytest.mark.whole
def test_the_language_server_finds_nothing_in_the_record(asked: LanguageServer) -> None:
    assert PROGRAM.exists()
    assert asked.open(*sorted((ROOT / "data").rglob("*.yaml"))) == []


@pytest.mark.whole
def test_it_finds_what_is_wrong_and_completes(asked: LanguageServer, tmp_path: Path) -> None:
    path = tmp_path / "data" / "visits" / "sudland.yaml"
    path.parent.mkdir(parents=True)
    text = (MINI / "visits" / "sudland.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("kind: official", "kind: offcial"),
        ("  host:", "  hots:"),
        ("start: 1964-11-02", "start: 1964-13-02"),
    ):
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    said = "\n".join(asked.open(path))
    for line in (
        "sudland.yaml:3: ",
        "sudland.yaml:8: Value is not accepted",
        "Property hots is not allowed",
        'Missing property "host"',
    ):
        assert line in said
    lines = text.split("\n")
    leader = next(n for n, line in enumerate(lines) if line.startswith("  leader:"))
    offered = asked.complete(path, leader, 10)
    assert "To Lam" in offered["to-lam"]
    kind = next(n for n, line in enumerate(lines) if line.startswith("  rank:"))
    assert "a head of state" in asked.complete(path, kind, 8)["leader"]
    assert "The rank of the head of the delegation" in asked.hover(path, kind, 3)
