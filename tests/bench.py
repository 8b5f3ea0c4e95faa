"""What takes how long, and what weighs how much: `make bench`. Ratios of one run, since machines differ.

- the check of 5,000 records, in seconds of CPU beyond the interpreter's start;
- the whole build of the real data, a build after one edit, other builders over the same Markdown, a server, and worlds
  of up to 50,000 records (`tests/growth.py`, by itself as well);
- the weight of pages with everything they load, gzipped;
- what readers' queries find, what is read for it, and how soon on a slow processor; Lighthouse on a phone.
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import io
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Response, sync_playwright

from tests.conftest import FLAGS, ROOT, browser_path
from tests.growth import SIZES, bench_builders, bench_edit, bench_growth, bench_serving, cost
from tests.saves import bench_saves
from tests.search.ask import FRESH, ask, is_index, queries, success, weight_of

RUNS = 3
# Where `make builders` and `make bench` install the programs of other builders.
BUILDERS = ROOT / ".venv" / "builders" / "bin"


def count(data: Path) -> int:
    """The records of a data folder: lines that begin with an id."""
    return sum(
        len(re.findall(r"^[a-z0-9-]+:", path.read_text(encoding="utf-8"), re.MULTILINE))
        for path in data.rglob("*.yaml")
    )


def bench_check() -> float:
    """The real data, counted up or down to 5,000 records; returns the seconds of CPU of a whole check."""
    python = [sys.executable, "-c", "pass"]
    check = [sys.executable, "-m", "scripts", "check"]
    start = statistics.median(cost(python).cpu for _ in range(RUNS))
    whole = statistics.median(cost(check).cpu for _ in range(RUNS))
    records = count(ROOT / "data")
    print(f"check: {records} records in {whole - start:.2f} s of CPU beyond the interpreter's start")
    print(f"       that is {(whole - start) * 5000 / records:.2f} s for 5,000 (wanted: under 1)")
    return whole


def weigh(site: Path, page: str) -> tuple[int, int]:
    """Gzipped bytes of a page alone, and with the styles and scripts it names and all modules those may import."""
    html = (site / page / "index.html").read_bytes()
    text = html.decode()
    named = set(
        re.findall(r'<(?:link[^>]+rel="(?:stylesheet|icon)"[^>]+href|script[^>]+src|img[^>]+src)="([^":]+)"', text)
    )
    named |= set(re.findall(r'<link[^>]+href="([^":]+)"[^>]+rel="(?:stylesheet|icon)"', text))
    alone = len(gzip.compress(html))
    files = {(site / page / name.split("?")[0]).resolve() for name in named}
    waiting = [path for path in files if path.suffix == ".js"]
    while waiting:
        script = waiting.pop()
        found = re.findall(r'(?:from |import\()"(\./[^"]+)"', script.read_text(encoding="utf-8"))
        modules = {(script.parent / name.split("?")[0]).resolve() for name in found} - files
        files |= modules
        waiting += modules
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


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a web host does: compressed, and kept by the browser."""

    def log_message(self, *_: object) -> None:
        pass

    def send_head(self) -> io.BytesIO | None:  # type: ignore[override]
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        content, kind = path.read_bytes(), self.guess_type(path)
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Cache-Control", "max-age=31536000")
        if kind.startswith("text/") or kind.endswith(("javascript", "json", "svg+xml")):
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)


PAGES = ("", "countries/vietnam/", "visits/2025-10-09-to-lam-pyongyang/", "officials/to-lam/", "search/?q=To+Lam")


@contextlib.contextmanager
def served(site: Path) -> Iterator[str]:
    """A site on a local port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Compressing, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def bench_lighthouse(site: Path) -> None:
    """Lighthouse's four scores for a phone, the largest contentful paint and the layout shift."""
    command = [
        str(ROOT / "tests" / "node" / "node_modules" / ".bin" / "lighthouse"),
        "--quiet",
        "--output=json",
        "--output-path=stdout",
    ]
    flags = "--chrome-flags=--headless=new " + " ".join(FLAGS)
    environment = os.environ | ({"CHROME_PATH": path} if (path := browser_path()) else {})
    with served(site) as base:
        for page in PAGES:
            done = subprocess.run(
                [*command, flags, base + page], capture_output=True, text=True, env=environment, check=True
            )
            report = json.loads(done.stdout)
            scores = " ".join(f"{one['id']} {one['score'] * 100:.0f}" for one in report["categories"].values())
            paint, shift = (
                report["audits"][name]["displayValue"]
                for name in ("largest-contentful-paint", "cumulative-layout-shift")
            )
            print(f"lighthouse: {page or 'home'}: {scores}; largest paint {paint}, layout shift {shift}")


def bench_search(site: Path) -> None:
    """The queries of readers: what comes first, what is read for it, and how soon, with the processor slowed four times."""
    every = queries()
    with served(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        page = browser.new_context(base_url=base).new_page()
        page.goto("about/")
        ranks = {query: query.rank(ask(page, base, query.words)) for query in every}
        fresh = success(query.rank(ask(page, base, query.words)) for query in queries(FRESH))
        # One of each kind of reader, each in a browser that has read nothing yet.
        sample = list({query.reader: query for query in every}.values())
        times, weights = zip(*(_first_result(browser, base, query.words) for query in sample), strict=True)
        browser.close()
    for reader in (*dict.fromkeys(query.reader for query in every), None):
        found = [rank for query, rank in ranks.items() if reader in (None, query.reader)]
        sums = success(found)
        print(
            f"search: {reader or 'all'}: {len(found)} queries, success@1 {sums.first:.1%}, success@3 {sums.three:.1%}, "
            f"mean reciprocal rank {sums.reciprocal:.3f}"
        )
    print(f"search: queries nobody mended it for: success@1 {fresh.first:.1%}, success@3 {fresh.three:.1%}")
    print(
        f"search: {statistics.median(times):.0f} ms to the first result, at most {max(times):.0f} (wanted: under 500)"
    )
    print(
        f"search: {statistics.median(weights) / 1000:.0f} kB of the index a query, at most {max(weights) / 1000:.0f} "
        "(wanted: under 100)"
    )


def _first_result(browser: Browser, base: str, words: str) -> tuple[float, int]:
    """Milliseconds from the typed words to the first result in the header, and bytes of the index that were read."""
    # Waiting for a function is a use of `eval`, which the policy of the pages refuses.
    context = browser.new_context(base_url=base, bypass_csp=True)
    page = context.new_page()
    read: list[Response] = []
    page.on("response", lambda response: read.append(response))
    page.goto("about/")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.keyboard.press("/")
    page.wait_for_timeout(700)  # a reader needs as long from the focus to the first letter
    began = page.evaluate("performance.now()")
    page.keyboard.insert_text(words)
    shown = page.wait_for_function("document.querySelector('form.search .results li') && performance.now()")
    taken = shown.json_value() - began
    page.wait_for_load_state("networkidle")
    weight = sum(weight_of(response) for response in read if is_index(response))
    context.close()
    return taken, weight


def main() -> None:
    """Run all, printing as it goes."""
    os.environ.setdefault("PYTHONHASHSEED", "0")
    folder = Path(tempfile.mkdtemp())
    try:
        bench_saves(folder, bench_check())
        bench_edit(folder)
        bench_builders(BUILDERS, folder / "work" / "docs", folder / "others")
        bench_serving(folder / "site", folder / "served")
        bench_growth(SIZES)
        bench_weight(folder)
        bench_search(folder / "site")
        bench_lighthouse(folder / "site")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
