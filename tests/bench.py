"""What takes how long, and what weighs how much: `make bench`. Ratios of one run, since machines differ.

- the check of 5,000 records, in seconds of CPU beyond the interpreter's start;
- the whole build of the real data against a plain `mkdocs build` of the same Markdown with its search on;
- the weight of pages with everything they load, gzipped.
"""

from __future__ import annotations

import gzip
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

from tests.conftest import ROOT

RUNS = 3


def cpu(command: list[str]) -> float:
    """Seconds of CPU of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def wall(command: list[str]) -> float:
    began = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.monotonic() - began


def count(data: Path) -> int:
    """The records of a data folder: lines that begin with an id."""
    return sum(
        len(re.findall(r"^[a-z0-9-]+:", path.read_text(encoding="utf-8"), re.MULTILINE))
        for path in data.rglob("*.yaml")
    )


def bench_check() -> None:
    """The real data, counted up or down to 5,000 records."""
    python = [sys.executable, "-c", "pass"]
    check = [sys.executable, "-m", "scripts", "check"]
    start = statistics.median(cpu(python) for _ in range(RUNS))
    whole = statistics.median(cpu(check) for _ in range(RUNS))
    records = count(ROOT / "data")
    print(f"check: {records} records in {whole - start:.2f} s of CPU beyond the interpreter's start")
    print(f"       that is {(whole - start) * 5000 / records:.2f} s for 5,000 (wanted: under 1)")


def bench_build(folder: Path) -> None:
    """A warm and a cold build against MkDocs alone, with stock Material, over the same Markdown."""
    site, work = folder / "site", ROOT / "build"
    command = [sys.executable, "-m", "scripts", "build", "--site", str(site)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    config |= {
        "plugins": ["search"],
        "strict": False,
        "docs_dir": str(work / "docs"),
        "site_dir": str(folder / "plain"),
    }
    config["theme"].pop("custom_dir")
    plain = folder / "mkdocs.yml"
    plain.write_text(yaml.safe_dump(config), encoding="utf-8")
    ratios, cold = [], []
    for _ in range(RUNS):
        ours = wall(command)
        theirs = wall([sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(plain)])
        ratios.append(ours / theirs)
        docs = len(list((work / "docs").rglob("*.md")))
        print(f"build: {ours:.1f} s, plain mkdocs {theirs:.1f} s, {docs} pages")
        cold.append(ours)
    print(f"build: {statistics.median(ratios):.2f} times plain mkdocs (wanted: at most 1.5)")


def weigh(site: Path, page: str) -> tuple[int, int]:
    """Gzipped bytes of a page alone, and with the styles and scripts it names."""
    html = (site / page / "index.html").read_bytes()
    text = html.decode()
    named = set(
        re.findall(r'<(?:link[^>]+rel="(?:stylesheet|icon)"[^>]+href|script[^>]+src|img[^>]+src)="([^":]+)"', text)
    )
    named |= set(re.findall(r'<link[^>]+href="([^":]+)"[^>]+rel="(?:stylesheet|icon)"', text))
    alone = len(gzip.compress(html))
    files = {(site / page / name.split("?")[0]).resolve() for name in named}
    return alone, alone + sum(len(gzip.compress(path.read_bytes())) for path in files if path.is_file())


def bench_weight(folder: Path) -> None:
    """Pages with what they load; pictures are part of the page."""
    site = folder / "site"
    heaviest = sorted(
        (weigh(site, path.parent.relative_to(site).as_posix())[1], path.parent.name)
        for path in (site / "countries").glob("*/index.html")
    )
    for page in (
        "",
        "visits/2025-10-09-to-lam-pyongyang",
        "officials/to-lam",
        "countries/vietnam",
        "visits",
        "events",
        "search",
    ):
        alone, loaded = weigh(site, page)
        print(f"weight: {page or 'home'}: {alone / 1000:.1f} kB, with all it loads {loaded / 1000:.1f} kB gzipped")
    print(f"weight: heaviest country page {heaviest[-1][1]}, {heaviest[-1][0] / 1000:.1f} kB (wanted: at most 150)")
    index = sum(path.stat().st_size for path in (site / "pagefind").rglob("*") if path.suffix.startswith(".pf_"))
    print(f"weight: the whole search index is {index / 1e6:.1f} MB; a search loads a few pieces of it")


def main() -> None:
    """Run all, printing as it goes."""
    os.environ.setdefault("PYTHONHASHSEED", "0")
    folder = Path(tempfile.mkdtemp())
    try:
        bench_check()
        bench_build(folder)
        bench_weight(folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
