"""A release of the mini world, made in a repository of its own; how the repository says it is cited."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import sqlite3
import subprocess
import zipfile
from pathlib import Path

import jsonschema
import pytest
import yaml

from scripts.__main__ import main
from scripts.derive.history import read_history
from scripts.edit.release import release
from scripts.rules.check import check
from scripts.takeaway.gather import takeaway
from scripts.values.problems import BuildError, DataError
from tests.conftest import MINI, ROOT, TODAY

# The schema of the citation file format, as its own validator ships it.
CFF = Path(__file__).with_name("cff-1.2.0.json")
# What Zenodo takes, in its words (developers.zenodo.org, "Deposit metadata").
ZENODO = {
    "title", "upload_type", "description", "creators", "access_right", "license", "language", "keywords",
    "related_identifiers", "version", "publication_date",
}  # fmt: skip


def git(root: Path, *arguments: str, day: str = "2024-01-20") -> str:
    when = f"{day}T12:00:00Z"
    who = {
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.com",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.com",
    }
    env = {
        "PATH": "/usr/bin:/bin:/usr/local/bin",
        "HOME": str(root),
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_DATE": when,
        **who,
    }
    return subprocess.run(
        ["git", "-C", str(root), *arguments], env=env, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with the mini world, committed."""
    root = tmp_path / "repository"
    shutil.copytree(MINI, root / "data")
    for name in ("CITATION.cff", ".zenodo.json"):
        shutil.copyfile(ROOT / name, root / name)
    git(tmp_path, "init", "-q", "repository")
    git(root, "config", "user.name", "A")
    git(root, "config", "user.email", "a@example.com")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Begin", day="2024-01-20")
    return root


def data_alone(data: Path, site: Path, *, today: dt.date, work: Path) -> None:
    """A build of nothing but the data files, which are all that a release takes of a site."""
    archive, _ = check(data, today)
    for path, content in takeaway(archive, read_history(data)):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content.encode() if isinstance(content, str) else content)


def released(root: Path, *, dry: bool = False, number: str = "") -> str:
    return release(root / "data", root.parent / "out", TODAY, dry=dry, number=number, builder=data_alone)


def edit(root: Path, file: str, before: str, after: str) -> None:
    path = root / "data" / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.whole
def test_a_release_is_built_from_a_whole_site(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release(root / "data", root.parent / "out", TODAY, dry=True) == "v2024.01.20"
    assert (root.parent / "out" / "nksea-2024.01.20.sqlite").stat().st_size > 100_000


def test_a_release_has_its_files_its_notes_and_its_tag(root: Path) -> None:
    assert released(root) == "v2024.01.20"
    out = root.parent / "out"
    names = [f"nksea-2024.01.20{end}" for end in ("-csv.zip", "-json.zip", ".sqlite", ".xlsx")]
    assert sorted(path.name for path in out.iterdir()) == ["NOTES.md", "SHA256SUMS", *names]
    lines = [line.split("  ") for line in (out / "SHA256SUMS").read_text().splitlines()]
    assert [name for _, name in lines] == ["NOTES.md", *names]
    assert all(hashlib.sha256((out / name).read_bytes()).hexdigest() == sum for sum, name in lines)
    with zipfile.ZipFile(out / names[0]) as packed:
        inside = packed.namelist()
        assert {"visits.csv", "datapackage.json", "index.json"} <= {name.split("/")[1] for name in inside}
        assert json.loads(packed.read("nksea-2024.01.20-csv/index.json"))["version"].startswith("2024.01.20+")
    with zipfile.ZipFile(out / names[1]) as packed:
        assert "nksea-2024.01.20-json/schema/visits.json" in packed.namelist()
        assert not [name for name in packed.namelist() if name.endswith((".csl.json", ".csv"))]
    with sqlite3.connect(out / names[2]) as base:
        assert base.execute("select count(*) from visits").fetchone() == (10,)
    notes = (out / "NOTES.md").read_text(encoding="utf-8")
    assert "10 visits, 3 agreements" in notes
    assert "This is the first release." in notes
    # The tag is annotated with the notes, and stands on a commit that names the version.
    assert git(root, "cat-file", "-t", "v2024.01.20").strip() == "tag"
    assert git(root, "tag", "-l", "--format=%(contents)", "v2024.01.20").strip() == notes.strip()
    assert git(root, "log", "-1", "--format=%s", "v2024.01.20").strip() == "Release 2024.01.20"
    assert git(root, "status", "--porcelain") == ""


def test_the_notes_say_what_was_added_corrected_renamed_and_removed(root: Path) -> None:
    released(root)
    edit(root, "visits/sudland.yaml", 'occasion: "Harbour day #3"', "occasion: Harbour *day* 4")
    edit(
        root,
        "topics.yaml",
        "harbours:\n",
        "aft:\n  title: Aft\n  introduction: Behind. [@sud-times-2020-envoys]\nharbours:\n",
    )
    data, today = str(root / "data"), TODAY.isoformat()
    common = ["--data", data, "--today", today, "--"]
    assert main(["rename", *common, "entities", "sud-palace", "old-palace"]) == 0
    assert main(["remove", *common, "visits", "1980-12-31-party-westhaven", "It never was."]) == 0
    git(root, "commit", "-q", "-a", "-m", "[sudland] Correct a name", day="2024-01-25")
    assert released(root) == "v2024.01.25"
    notes = (root.parent / "out" / "NOTES.md").read_text(encoding="utf-8")
    assert "1 record added, " in notes
    assert " since v2024.01.20." in notes
    assert "## Added\n\n- Topic: [Aft](https://nksea.github.io/topics/aft/)\n" in notes
    assert "## Removed\n\n- Visit: `1980-12-31-party-westhaven`: It never was.\n" in notes
    visit = "https://nksea.github.io/visits/1964-11-02-han-so-sudville/"
    assert f"- Visit: [Han So \\<visits> Sudville & signs \\*two\\* papers]({visit}): occasion\n" in notes
    assert (
        "## Renamed\n\n- Entity: [The Palace](https://nksea.github.io/entities/old-palace/), before `sud-palace`\n"
        in notes
    )


@pytest.mark.parametrize("why", ["not committed", "there already", "data with errors", "no history"])
def test_a_release_that_cannot_be_is_refused_and_leaves_all_as_it_was(root: Path, why: str) -> None:
    if why == "not committed":
        edit(root, "topics.yaml", "harbours:", "# a word\nharbours:")
    elif why == "there already":
        git(root, "tag", "v2024.01.20")
    elif why == "data with errors":
        edit(root, "visits/sudland.yaml", "rank: minister", "rank: king")
        git(root, "commit", "-q", "-a", "-m", "Spoil")
    else:
        shutil.rmtree(root / ".git")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".git/" not in str(path)}
    with pytest.raises(DataError if why == "data with errors" else BuildError):
        released(root)
    assert {path: path.read_bytes() for path in before} == before
    assert not (root.parent / "out").exists()
    if why != "no history":
        assert git(root, "tag").split() == (["v2024.01.20"] if why == "there already" else [])


def test_a_dry_run_gathers_the_files_and_leaves_the_repository(root: Path) -> None:
    edit(root, "topics.yaml", "harbours:", "# a word\nharbours:")
    head = git(root, "rev-parse", "HEAD")
    assert released(root, dry=True) == "v2024.01.20"
    assert (root.parent / "out" / "NOTES.md").exists()
    assert git(root, "rev-parse", "HEAD") == head
    assert git(root, "tag") == ""


def test_the_files_of_a_tag_can_be_made_again_from_it(root: Path) -> None:
    """As the workflow does where the tag arrives."""
    released(root)
    first = {path.name: path.read_bytes() for path in (root.parent / "out").iterdir()}
    assert released(root, dry=True, number="2024.01.20") == "v2024.01.20"
    assert {path.name: path.read_bytes() for path in (root.parent / "out").iterdir()} == first
    assert released(root, number="2024.01.20.2") == "v2024.01.20.2"
    assert "Nothing changed in the records since v2024.01.20." in (root.parent / "out" / "NOTES.md").read_text("utf-8")


def test_the_number_of_a_release_is_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["release", "--number", "1.0; true"])
    assert "'1.0; true' is no number of a release; write 2026.11.27 or 2026.11.27.2" in capsys.readouterr().err


# How the repository is cited


def test_the_repository_says_how_it_is_cited(root: Path) -> None:
    """Before and after a release, by the schema of the format, and by Zenodo's list of what it takes."""
    for _ in range(2):
        said = yaml.load((root / "CITATION.cff").read_text(encoding="utf-8"), yaml.BaseLoader)
        jsonschema.Draft7Validator(json.loads(CFF.read_bytes())).validate(said)
        deposit = json.loads((root / ".zenodo.json").read_bytes())
        assert set(deposit) <= ZENODO
        assert {"title", "upload_type", "description", "creators", "access_right", "license"} <= set(deposit)
        assert (said["title"], said["abstract"]) == (deposit["title"], deposit["description"])
        assert [one["name"] for one in said["authors"]] == [one["name"] for one in deposit["creators"]]
        assert said["license"].lower() == deposit["license"]
        released(root, number="2024.01.20" if "version" not in said else "2024.01.20.2")
    assert (said["version"], said["date-released"]) == ("2024.01.20", "2024-01-20")
    assert (deposit["version"], deposit["publication_date"]) == ("2024.01.20", "2024-01-20")
