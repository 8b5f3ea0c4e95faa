"""What comes from elsewhere comes as it was when somebody looked at it."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml

from scripts.values.settings import site_settings
from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt", *sorted((ROOT / "scripts" / "requirements").glob("*.txt"))]  # fmt: skip


def steps(workflow: str) -> list[dict[str, str]]:
    jobs = yaml.safe_load(workflow)["jobs"].values()
    return [step for job in jobs for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_and_installs_by_hash(path) -> None:
    text = path.read_text(encoding="utf-8")
    assert steps(text)
    for step in steps(text):
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step.get("uses", f"a@{'0' * 40}")), step
        for line in step.get("run", "").splitlines():
            assert "install" not in line or "--require-hashes" in line, line
    # Who reads the commit sees the version, and the same action has one version everywhere.
    assert len(re.findall(r"uses: \S+ # v\d+\.\d+\.\d+$", text, re.MULTILINE)) == text.count("uses:")


def test_an_action_has_one_version() -> None:
    used = {step["uses"] for path in WORKFLOWS for step in steps(path.read_text(encoding="utf-8")) if "uses" in step}
    assert len(used) == len({one.split("@")[0] for one in used})


@pytest.mark.parametrize("path", PINNED, ids=lambda path: path.name)
def test_dependencies_are_pinned_with_hashes(path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    begun = [n for n, line in enumerate(lines) if re.match(r"[a-z0-9]", line)]
    assert begun
    for n in begun:
        assert re.match(r"[\w.-]+(\[\w+\])?==\S+", lines[n]), lines[n]
        assert "--hash=sha256:" in lines[n + 1], lines[n]


def test_the_setup_installs_by_hash_alone() -> None:
    setup = (ROOT / "scripts" / "setup.sh").read_text(encoding="utf-8")
    installs = [line for line in setup.splitlines() if "pip install" in line]
    assert installs
    assert all("--require-hashes" in line for line in installs)
    assert "npm ci" in setup
    assert "npm install" not in setup


def test_vendored_files_are_as_they_were_taken() -> None:
    lines = (ROOT / "tests" / "vendored.sha256").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 10
    for line in lines:
        checksum, name = line.split("  ")
        assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == checksum, name


def test_a_workflow_linter_finds_nothing() -> None:
    command = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--no-progress", str(ROOT / ".github")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_links_fill_in_the_forms_that_are_there() -> None:
    settings = site_settings()
    for link in (settings.mistake("sources/2024/#x"), settings.missing("countries/laos/")):
        asked = dict(parse_qsl(urlsplit(link).query))
        form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / asked.pop("template")).read_text(encoding="utf-8"))
        assert set(asked) <= {field["id"] for field in form["body"]}
        assert any(field["id"] == "source" and field["validations"]["required"] for field in form["body"])
    assert "address=https%3A%2F%2Fnksea.github.io%2Fsources%2F2024%2F%23x" in settings.mistake("sources/2024/#x")


def test_what_changes_the_data_alone_runs_no_heavy_job() -> None:
    on = {path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)["on"] for path in WORKFLOWS}
    assert on["site"]["pull_request"] == {"paths-ignore": ["data/**"]}
    assert on["data"] == {"pull_request": {"paths": ["data/**"]}}
