"""How long a build takes: after one edit, beside other builders, and as the record grows; how fast it is served. Part of `make bench`.

`python -m tests.growth FOLDER [SIZE …]` takes the folder of the other builders' programs (`make builders` fills it) and
the numbers of records to grow through. Times are of processors, over all processes of a command, unless a line says
"on the clock"; ratios are of one run, since machines differ.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from scripts.values.files import ROOT
from tests import serving
from tests.builders import BARE, project
from tests.conftest import free_port
from tests.worlds import world

SIZES = (1_000, 5_000, 20_000, 50_000)
# By so much may a record take longer in the largest world than in the second: the first has mostly fixed costs.
MORE = 0.10
MEMORY = 1_200


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds on the clock and of processors, megabytes of its largest process."""

    wall: float
    cpu: float
    memory: float


def cost(command: list[str], folder: Path = ROOT) -> Cost:
    """Run a command in a folder. Raises CalledProcessError, with what it said, when it fails."""
    with tempfile.TemporaryFile() as log:
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        took = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise subprocess.CalledProcessError(process.returncode, command, log.read().decode(errors="replace"))
    return Cost(took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


def built(data: Path, folder: Path) -> tuple[Cost, int]:
    """The cost of a build of a data folder into `folder/site`, working in `folder/work`, and the pages it made."""
    command = [sys.executable, "-m", "scripts", "build", "--data", str(data), "--without-history"]
    spent = cost([*command, "--site", str(folder / "site"), "--work", str(folder / "work")])
    return spent, len(list((folder / "work" / "docs").rglob("*.md")))


def bench_growth(sizes: tuple[int, ...]) -> None:
    """Made worlds from small to large: time of a record, memory, bytes."""
    each: list[float] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            spent, pages = built(world(folder, size), folder)
            files = [path for path in (folder / "site").rglob("*") if path.is_file()]
            weight = sum(path.stat().st_size for path in files)
        each.append(spent.cpu / size)
        print(
            f"growth: {size:,} records, {pages:,} pages: {spent.wall:.1f} s on the clock, {spent.cpu:.1f} s of processors, "
            f"{each[-1] * 1000:.2f} ms a record, {spent.memory:,.0f} MB (wanted: under {MEMORY:,}), "
            f"{len(files):,} files of {weight / 1e6:,.0f} MB",
            flush=True,
        )
    if len(sizes) > 2:
        print(f"growth: a record takes {each[-1] / each[1] - 1:+.0%} in the largest (wanted: less than {MORE:+.0%})")


def bench_edit(folder: Path) -> None:
    """The real record built into `folder/site`, and built again after an edit of one visit and without it."""
    data = folder / "data"
    shutil.copytree(ROOT / "data", data)
    whole, pages = built(data, folder)
    print(
        f"build: {pages:,} pages: {whole.wall / pages * 1000:.1f} ms a page on the clock (wanted: at most 3.5), "
        f"{whole.cpu / pages * 1000:.1f} of processors (wanted: at most 6)",
        flush=True,
    )
    visits = data / "visits" / "vietnam.yaml"
    text = visits.read_text(encoding="utf-8")
    edited = re.sub(r"(?m)^  summary: >-\n    ", r"\g<0>Edited: ", text, count=1)
    for what, now in (("nothing changed", text), ("one visit edited", edited), ("the edit taken back", text)):
        visits.write_text(now, encoding="utf-8")
        spent, _ = built(data, folder)
        print(
            f"build: {what}: {spent.wall:.1f} s on the clock, {spent.cpu:.1f} of processors (wanted: at most 1.8), "
            f"{spent.cpu / whole.cpu:.0%} of the whole",
            flush=True,
        )


def bench_builders(programs: Path, docs: Path, folder: Path) -> None:
    """The step from Markdown to HTML, ours and others', over the same Markdown; as a table for the README."""
    folder.mkdir()
    commands = dict(_others(programs, docs, folder))
    ours = [sys.executable, "-m", "scripts.site.mkdocs_run", str(ROOT / "mkdocs.yml"), str(docs), str(folder / "ours")]
    spent = {"this site’s own": cost(ours)} | {
        name: cost(command, where) for name, (command, where) in commands.items()
    }
    print("| from Markdown to HTML | seconds | of processors | ratio |\n| --- | --: | --: | --: |")
    for name, one in sorted(spent.items(), key=lambda pair: pair[1].cpu):
        print(f"| {name} | {one.wall:.1f} | {one.cpu:.1f} | {one.cpu / spent['this site’s own'].cpu:.2f} |", flush=True)


def _others(programs: Path, docs: Path, folder: Path) -> Iterator[tuple[str, tuple[list[str], Path]]]:
    """Other builders by name: a command and the folder to run it in."""
    named = {BARE: "MkDocs alone", "properdocs": "ProperDocs", "zensical": "Zensical"}
    for builder, name in named.items():
        yield name, (project(builder, programs, docs, folder / builder), folder / builder)
    stock = folder / "material"
    command = project(BARE, programs, docs, stock)
    config = yaml.safe_load((stock / "mkdocs.yml").read_text(encoding="utf-8"))
    config |= {"plugins": ["search"], "theme": {"name": "material"}, "strict": False}
    (stock / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    yield "MkDocs with Material and its search", ([word for word in command if word != "--strict"], stock)
    yield "Hugo, without our templates", ([str(programs / "hugo"), "--quiet"], _hugo(docs, folder / "hugo"))


def _hugo(docs: Path, folder: Path) -> Path:
    """The same Markdown as a project of Hugo, with the smallest of templates."""
    for page in docs.rglob("*.md"):
        # A folder with pages below it is `_index.md` to Hugo; of the front matter, the title.
        target = folder / "content" / page.relative_to(docs).parent / page.name.replace("index.md", "_index.md")
        target.parent.mkdir(parents=True, exist_ok=True)
        _, front, text = page.read_text(encoding="utf-8").split("---\n", 2)
        title = yaml.dump({"title": yaml.load(front, yaml.CSafeLoader)["title"]}, allow_unicode=True)
        target.write_text(f"---\n{title}---\n{text}", encoding="utf-8")
    for path in docs.rglob("*"):
        if path.is_file() and path.suffix != ".md":
            target = folder / "static" / path.relative_to(docs)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    (folder / "layouts" / "_default").mkdir(parents=True)
    for template in ("list", "single"):
        (folder / "layouts" / "_default" / f"{template}.html").write_text(
            "<!doctype html><title>{{ .Title }}</title>{{ .Content }}", encoding="utf-8"
        )
    (folder / "hugo.toml").write_text(
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n[markup.goldmark.renderer]\nunsafe = true\n',
        encoding="utf-8",
    )
    return folder


def bench_serving(site: Path, folder: Path) -> None:
    """What the server of SERVING.md answers in a second: compressed files against an empty one, and compressing anew."""
    if not serving.is_there("wrk"):
        print("serving: not measured; it takes nginx and wrk")
        return
    shutil.copytree(site, folder / "site")
    serving.compress(folder)
    for what, rate in serving.rates(folder, free_port(), ["", "countries/vietnam/", "events/"]):
        print(f"serving: {what}: {rate:,.0f} answers a second", flush=True)


def main(programs: Path, sizes: tuple[int, ...]) -> None:
    """All of it, printing as it goes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench_edit(folder)
        bench_builders(programs, folder / "work" / "docs", folder / "others")
        bench_serving(folder / "site", folder / "served")
    bench_growth(sizes)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), tuple(map(int, sys.argv[2:])) or SIZES)
