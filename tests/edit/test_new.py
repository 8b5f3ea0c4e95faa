"""A record begun by command: what is missing is told, what was there stays."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.edit.new import new, skeleton
from scripts.record.kinds import KINDS
from scripts.rules.check import check
from tests.conftest import MINI, ROOT, TODAY


@pytest.mark.parametrize("kind", KINDS)
def test_a_skeleton_names_every_field(kind: str) -> None:
    text = skeleton(kind, "an-id")
    for name, info in KINDS[kind].model.model_fields.items():
        if name not in ("id", "formerly", "lowered"):
            assert re.search(rf"^  {name}:" if info.is_required() else rf"^  # {name}: ", text, re.MULTILINE), name


def test_a_new_record_is_appended_and_the_check_says_what_to_fill_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI, data)
    before = (data / "visits" / "sudland.yaml").read_text(encoding="utf-8")
    assert main(["new", "--data", str(data), "visits", "sudland", "2021-a-visit"]) == 0
    said = capsys.readouterr().out
    after = (data / "visits" / "sudland.yaml").read_text(encoding="utf-8")
    assert after.startswith(before)
    line = int(re.search(r":(\d+): ", said)[1])  # type: ignore[index]
    assert after.split("\n")[line - 1] == "2021-a-visit:"
    messages = [p.message for p in check(data, TODAY)[1] if p.line > line]
    assert "an empty value; fill it in or remove the key" in messages


@pytest.mark.parametrize(
    ("kind", "id", "message"),
    [
        ("visit", "x", "no kind of record is called 'visit'; did you mean 'visits'?"),
        ("visits", "Bad Id", "is no id"),
        ("topics", "harbours", "there is a record"),
    ],
)
def test_a_bad_request_writes_nothing(tmp_path: Path, kind: str, id: str, message: str) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI, data)
    before = {path: path.read_bytes() for path in data.rglob("*.yaml")}
    with pytest.raises(ValueError, match=re.escape(message)):
        new(data, kind, "sudland", id)
    assert {path: path.read_bytes() for path in data.rglob("*.yaml")} == before


@pytest.mark.parametrize("stem", ["", "../sudland", "sudland.yaml"])
def test_a_record_goes_into_a_file_of_its_kind(tmp_path: Path, stem: str) -> None:
    with pytest.raises(ValueError, match="is no name of a file"):
        new(tmp_path, "visits", stem, "2021-a-visit")
    assert list(tmp_path.iterdir()) == []


def test_the_annotated_record_of_the_guide_is_valid(tmp_path: Path) -> None:
    """CONTRIBUTING.md teaches the format by one record; it must load, with the fields that the model has."""
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    record = re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)[1]  # type: ignore[index]
    path = tmp_path / "data" / "visits" / "vietnam.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(record, encoding="utf-8")
    archive, problems = check(tmp_path / "data", TODAY.replace(year=2027))
    dangling = re.compile(r".*: no (country|official|source|topic) '|neither side is|is confirmed, but only one party")
    assert [str(p) for p in problems if not dangling.search(p.message) and "no other side" not in p.message] == []
    assert archive.visits
