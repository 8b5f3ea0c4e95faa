"""What the set-up says where something is missing: run with a PATH that holds what the test puts there, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.whole

# What any system has.
TOOLS = ("sh", "dirname", "touch", "mkdir", "cat", "chmod", "grep")
PYTHON = """#!/bin/sh
case "$*" in
*"-m venv"*) mkdir -p .venv/bin && cat "$0" >.venv/bin/python && chmod +x .venv/bin/python ;;
*playwright*) exit 1 ;;
esac
"""
NO_VENV = PYTHON.replace("*playwright*)", "*ensurepip*)").replace(
    '*"-m venv"*) mkdir', '*"-m venv"*) echo noise; exit 1; mkdir'
)
GOOD = "#!/bin/sh\n"
BAD = "#!/bin/sh\nexit 1\n"
USER = "#!/bin/sh\necho 1000\n"
ALL = {"python3": PYTHON, "npm": GOOD, "java": GOOD, "chromium": GOOD, "id": USER}
QUICK = "Without it, `make quick` tests all that does not need it."


def run(folder: Path, stage: str, programs: dict[str, str]) -> tuple[int, str]:
    """Exit code and everything said by a stage of the set-up, in a project of its own."""
    (folder / "scripts").mkdir()
    (folder / "tests" / "node").mkdir(parents=True)
    shutil.copyfile(ROOT / "scripts" / "setup.sh", folder / "scripts" / "setup.sh")
    (folder / "bin").mkdir()
    for tool in TOOLS:
        (folder / "bin" / tool).symlink_to(shutil.which(tool) or tool)
    for name, text in programs.items():
        (folder / "bin" / name).write_text(text)
        (folder / "bin" / name).chmod(0o755)
    command = [str(folder / "bin" / "sh"), "scripts/setup.sh", stage]
    done = subprocess.run(
        command, cwd=folder, env={"PATH": str(folder / "bin")}, capture_output=True, text=True, timeout=60
    )
    return done.returncode, done.stdout + done.stderr


def without(*names: str, **others: str) -> dict[str, str]:
    return {name: text for name, text in ALL.items() if name not in names} | others


@pytest.mark.parametrize("stage", ["site", "quick", "test"])
def test_a_good_run_says_nothing(tmp_path: Path, stage: str) -> None:
    assert run(tmp_path, stage, ALL) == (0, "")
    stamps = {path.name for path in (tmp_path / ".venv").glob("*.stamp")}
    assert stamps == {"site": {"site.stamp"}, "quick": {"site.stamp", "quick.stamp"}, "test": {"test.stamp"}}[stage]


@pytest.mark.parametrize(
    ("stage", "programs", "said"),
    [
        ("site", without("python3"), ["Python 3.11 or newer is needed: install python3 as your system does, or set PYTHON to one"]),
        ("site", without(python3=BAD, dnf=BAD), ["Python 3.11 or newer is needed: sudo dnf install python3, or set PYTHON to one"]),
        ("site", without(python3=NO_VENV, **{"apt-get": BAD}),
         ["cannot make a virtual environment: sudo apt-get install python3-venv, and once more"]),
        ("quick", without("npm", brew=BAD),
         ["Node.js 20 or newer is needed, with npm: brew install node", "-m pytest -m 'not whole'` tests all that"]),
        ("test", without("chromium", **{"apt-get": BAD}),
         ["a browser is needed: sudo apt-get install chromium, or set CHROMIUM to one", QUICK]),
        ("test", without("chromium", brew=BAD), ["a browser is needed: brew install --cask chromium, or set", QUICK]),
        ("test", without("java", dnf=BAD), ["Java is needed: sudo dnf install java-latest-openjdk-headless", QUICK]),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_with_what_mends_it(
    tmp_path: Path, stage: str, programs: dict[str, str], said: list[str]
) -> None:
    code, told = run(tmp_path, stage, programs)
    assert code == 1
    for part in said:
        assert part in told
    # A line for what is missing, one for what can be done without, and no noise.
    assert "noise" not in told
    assert len(told.splitlines()) <= 2


def test_without_root_no_package_of_the_system_is_touched(tmp_path: Path) -> None:
    asked = without("java", **{"apt-get": "#!/bin/sh\ntouch asked\n"})
    code, _ = run(tmp_path, "test", asked)
    assert code == 1
    assert not (tmp_path / "asked").exists()


def test_as_root_on_debian_packages_are_fetched(tmp_path: Path) -> None:
    java = 'case "$*" in *jre*) cat bin/npm >bin/java; chmod +x bin/java ;; esac'
    fetched = without("java", **{"apt-get": f"#!/bin/sh\n{java}\n", "id": "#!/bin/sh\necho 0\n"})
    assert run(tmp_path, "test", fetched) == (0, "")
    assert (tmp_path / "bin" / "java").exists()
