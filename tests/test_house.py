"""HOUSE.md is true: its map names the folders there are, and each recipe, done on a copy of the project, has its effect."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.mutants import copy_project

HOUSE = (ROOT / "HOUSE.md").read_text(encoding="utf-8")
STEP = re.compile(
    r"^`([^`\n]+)`, (new|at the end|below `([^\n]+)`|instead of `([^\n]+)`):\n\n```\w+\n(.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
# What a recipe's effect is looked for in: the mini world, checked, rendered, taken away.
PRELUDE = """
import datetime as dt, json
from pathlib import Path
from scripts.rules.check import check
from scripts.pages.render import render
from scripts.takeaway.gather import takeaway
archive, problems = check(Path("tests/mini/data"), dt.date(2024, 2, 1))
said = [str(problem) for problem in problems]
pages = {page.path: text for page, text in render(archive)}
files = dict(takeaway(archive))
"""
SPEECH = """\
1964-11-03-han-so-speaks:
  title: Han So speaks to the harbour
  date: 1964-11-03
  speaker: han-so
  summary: He praised the harbour.
  sources: [sud-times-1964-visit]
"""


@dataclass(frozen=True)
class Effect:
    """What is written into the mini world, and what must be true of it afterwards, once `then` was run: expressions of Python."""

    recipe: str
    truths: tuple[str, ...]
    edit: tuple[str, str, str] | None = None
    then: str = ""


EFFECTS = (
    Effect(
        "Add a field",
        (
            "not said",
            "'<div id=\"fact-gifts\"><dt>Gifts ' in pages['visits/1972-goodwill.md']",
            "'<dd>A bell, a bowl</dd>' in pages['visits/1972-goodwill.md']",
            "'A bell | a bowl' in files['data/visits.csv']",
            "json.loads(files['data/visits.json'])['1972-goodwill']['gifts'] == ['A bell', 'a bowl']",
            "'The gifts that were exchanged.' in files['data/schema/visits.json']",
            "b'A bell' in files['data/nksea.sqlite']",
        ),
        ("visits/westland.yaml", "  rank: vice-minister\n", "  rank: vice-minister\n  gifts: [A bell, a bowl]\n"),
    ),
    Effect(
        "Add a rule",
        ("[one for one in said if \"met: 'han-so' leads\" in one or \"'han-so' leads the visit and is met by it\" in one]",),
        ("visits/sudland.yaml", "met: [to-mau]", "met: [han-so]"),
    ),
    Effect(
        "Add a kind",
        (
            "not said",
            "'He praised the harbour.' in pages['speeches/1964-11-03-han-so-speaks.md']",
            "'Han So speaks to the harbour' in pages['speeches/index.md']",
            "'1964-11-03-han-so-speaks' in json.loads(files['data/speeches.json'])",
            "'1964-11-03-han-so-speaks' in files['data/speeches.csv']",
            "b'Han So speaks' in files['data/nksea.sqlite']",
            "'Han So speaks' in files['feeds/all.atom']",
            "'data/speeches/1964-11-03-han-so-speaks.bib' in files",
            "'speeches' in files['llms.txt']",
        ),
        ("speeches/nordland.yaml", "", SPEECH),
    ),
    Effect("Add a page", ("'31 December 1963' in pages['anniversaries.md']", "'2 May 1961' in pages['anniversaries.md']")),
    Effect("Add a picture", ("'picture-ranks' in pages['index.md']", "files['data/pictures/ranks.csv'].startswith('rank,visits')")),
    Effect("Add a format", ("len(files['data/visits.jsonl'].splitlines()) == len(archive.visits)", "'visits.jsonl' in pages['data/index.md']")),
    Effect(
        "Add a builder",
        ("'Han So' in Path('out/html/officials/han-so/index.html').read_text()",),
        then="from scripts.site.docs import write_preview\n"
        "from scripts.site.folders import Folders\n"
        "from scripts.site.html import make_html\n"
        "write_preview(archive, Path('out/docs').resolve())\n"
        "make_html(Folders(Path('out').resolve()))\n",
    ),
)  # fmt: skip


def recipe(name: str) -> tuple[str, list[tuple[str, ...]]]:
    """The cost in a recipe's heading, and its steps: path, how, anchor, anchor, text."""
    found = re.search(rf"^### {name} \(([^)]*)\)\n(.*?)(?=^### |\Z)", HOUSE, re.MULTILINE | re.DOTALL)
    assert found, f"HOUSE.md has no recipe '{name}'"
    return found[1], STEP.findall(found[2])


def follow(steps: list[tuple[str, ...]], project: Path) -> None:
    """Do what a recipe says in a copy of the project."""
    for path, how, below, instead, text in steps:
        file = project / path
        if how == "new":
            assert not file.exists(), f"{path} is there already"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            continue
        old = file.read_text(encoding="utf-8")
        if how == "at the end":
            file.write_text(f"{old.rstrip()}\n\n\n{text}", encoding="utf-8")
            continue
        lines = [line for line in old.splitlines(keepends=True) if (below or instead) in line]
        assert len(lines) == 1, f"{path} has {len(lines)} lines with {below or instead}"
        new = lines[0] + text if below else lines[0].replace(instead, text.strip())
        file.write_text(old.replace(lines[0], new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, to be copied again."""
    return copy_project(tmp_path_factory.mktemp("house") / "project")


@pytest.mark.whole
@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.recipe)
def test_a_recipe_has_its_effect(effect: Effect, copied: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(
        copied, project, ignore=shutil.ignore_patterns("golden", "broken", "node", ".github"), symlinks=True
    )
    _, steps = recipe(effect.recipe)
    follow(steps, project)
    if effect.edit:
        name, old, new = effect.edit
        path = project / "tests" / "mini" / "data" / name
        path.parent.mkdir(exist_ok=True)
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")
    script = f"{PRELUDE}\n{effect.then}\nprint(json.dumps([truth for truth in {effect.truths!r} if not eval(truth)]))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=project, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout.splitlines()[-1]) == []


@pytest.mark.parametrize("name", [effect.recipe for effect in EFFECTS])
def test_a_recipe_costs_what_it_says(name: str) -> None:
    cost, steps = recipe(name)
    files = {path for path, *_ in steps}
    lines = sum(len([line for line in text.splitlines() if line.strip()]) for *_, text in steps)
    assert cost == f"{len(files)} files, {lines} lines"


def test_every_recipe_is_done() -> None:
    assert re.findall(r"^### (.+?) \(", HOUSE, re.MULTILINE) == [effect.recipe for effect in EFFECTS]


def test_the_map_names_every_folder_in_the_order_in_which_data_flow() -> None:
    named = re.findall(r"^\| `(\w+)/` \|", HOUSE, re.MULTILINE)
    there = {path.name for path in (ROOT / "scripts").iterdir() if (path / "__init__.py").is_file()}
    assert set(named) == there
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    floors = [layer.split(" | ") for one in contracts if one["type"] == "layers" for layer in one["layers"]]
    order = [next(i for i, floor in enumerate(floors) if name in floor) for name in named]
    assert order == sorted(order, reverse=True)


def test_every_place_that_the_map_names_is_there() -> None:
    for path in re.findall(r"`((?:tests|scripts|theme|docs)/[\w/.*-]*)`", HOUSE.split("## Recipes")[0]):
        assert list(ROOT.glob(path.rstrip("/"))), path
