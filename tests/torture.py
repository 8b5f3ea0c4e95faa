"""What the promises say, tried on the fabricated world until something gives: `make torture`.

Builds are killed at random moments, sites go to odd places and onto full disks, and the same input is built in other
surroundings. A bounded part runs in `make test` (tests/site/test_torture.py). What needs rights that the user does not
have, a mount or another version of Python, is left out, and the figures say so.
"""

from __future__ import annotations

import csv
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests import serving
from tests.conftest import free_port

ROOT = Path(__file__).resolve().parent.parent
MINI = ROOT / "tests" / "mini" / "data"
FIGURES = ROOT / "docs" / "promises.csv"
# Besides the site's own: what a host or somebody else has put into its folder.
THEIRS = {".git/HEAD": "ref: refs/heads/main", ".nojekyll": "", "CNAME": "example.org", ".well-known/acme-challenge/t": "t", "notes.txt": "x"}  # fmt: skip


@dataclass
class Figures:
    """What was tried, how often, and what went wrong."""

    tried: dict[str, int] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def count(self, what: str, *wrong: str, number: int = 1) -> None:
        self.tried[what] = self.tried.get(what, 0) + number
        self.wrong.setdefault(what, []).extend(wrong)
        for text in wrong:
            print(f"{what}: {text}", file=sys.stderr)

    def left_out(self, what: str) -> None:
        self.tried.setdefault(what, 0)

    @property
    def all_wrong(self) -> list[str]:
        return [f"{what}: {text}" for what, texts in self.wrong.items() for text in texts]


def command(folder: Path, data: Path, python: tuple[str, ...] = (sys.executable,)) -> list[str]:
    places = ["--site", str(folder / "site"), "--work", str(folder / "work"), "--data", str(data)]
    return [*python, "-m", "scripts", "build", *places, "--today", "2024-02-01", "--without-history"]


def build(
    folder: Path, data: Path = MINI, python: tuple[str, ...] = (sys.executable,), **options: object
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(folder, data, python), cwd=ROOT, capture_output=True, encoding="utf-8", check=False, **options
    )  # type: ignore[call-overload, no-any-return]


def tree(folder: Path) -> dict[str, str]:
    """A checksum of each file of a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() or path.is_symlink()
    }


def other_world(folder: Path) -> Path:
    """The fabricated world with one text changed."""
    data = Path(shutil.copytree(MINI, folder / "data"))
    file = data / "entities" / "sudland.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("900 tons", "901 tons"), encoding="utf-8")
    return data


def processes_of(folder: Path) -> list[str]:
    """The processes that work in a folder, as far as the system shows them; those that are ended and not yet buried do not."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().split(b"\0")
        except OSError:
            continue
        if any(str(folder).encode() in word for word in words):
            found.append(entry.parent.name)
    return found


def kills(number: int, folder: Path, figures: Figures, seed: int = 1) -> None:
    """Kill builds of two worlds in turn at random moments, with the parent alone hit; the site is always one of the two, whole."""
    chance = random.Random(seed)
    what = "builds killed at a random moment"
    worlds = [MINI, other_world(folder)]
    sites = []
    began = time.monotonic()
    for n, data in enumerate(worlds):
        (folder / str(n)).mkdir()
        done = build(folder / str(n), data)
        assert done.returncode == 0, done.stderr
        sites.append(tree(folder / str(n) / "site"))
    length = (time.monotonic() - began) / 2
    place = folder / "0"
    for n in range(number):
        process = subprocess.Popen(
            command(place, worlds[(n + 1) % 2]), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            # From the start to a little after the end; a machine that is slower today is hit earlier.
            process.wait(chance.uniform(0, 1.1) * length)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.wait()
        wrong = [] if tree(place / "site") in sites else [f"kill {n} leaves neither the old site nor the new one"]
        for _ in range(500):
            if not processes_of(place):
                break
            time.sleep(0.02)
        else:
            wrong.append(f"kill {n} leaves a process")
        figures.count(what, *wrong)
    done = build(place, worlds[1])
    wrong = (
        []
        if done.returncode == 0 and tree(place / "site") == sites[1]
        else [f"the build after all kills: {done.stderr[-300:]}"]
    )
    wrong += [f"left behind: {path.name}" for path in place.iterdir() if path.name not in ("site", "work")]
    wrong += [
        f"left behind in work: {path.name}"
        for path in (place / "work").iterdir()
        if path.name not in ("docs", "kept", ".lock")
    ]
    figures.count("builds after kills", *wrong)


def places(folder: Path, figures: Figures) -> None:
    """Sites in a checkout of a branch, behind a symbolic link, beside leftovers, on a mounted volume."""
    other = other_world(folder)
    plain = folder / "plain"
    build(plain)
    old = tree(plain / "site")
    build(plain, other)
    new = tree(plain / "site")

    def twice(place: Path, what: str, theirs: Mapping[str, str] = THEIRS) -> None:
        """Build one world and then the other into a place in which others' files lie."""
        for name, text in theirs.items():
            (place / "site" / name).parent.mkdir(parents=True, exist_ok=True)
            (place / "site" / name).write_text(text, encoding="utf-8")
        kept = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in theirs.items()}
        for data, expected in ((MINI, old), (other, new), (MINI, old)):
            done = build(place, data)
            found = tree(place / "site")
            wrong = [] if done.returncode == 0 else [done.stderr[-300:]]
            wrong += [f"{name} is not as it was" for name, sum in kept.items() if found.pop(name, None) != sum]
            figures.count(what, *wrong, *([] if found == expected else ["is not the site"]))

    hosts = {name: text for name, text in THEIRS.items() if name != "notes.txt"}
    twice(folder / "branch", "builds into a checkout with files of its own", hosts)
    (folder / "web").mkdir()
    (folder / "linked").mkdir()
    (folder / "linked" / "site").symlink_to(folder / "web")
    twice(folder / "linked", "builds behind a symbolic link", {})
    figures.count(
        "builds behind a symbolic link",
        *([] if (folder / "linked" / "site").is_symlink() else ["the link is gone"]),
        number=0,
    )
    stuck = folder / "stuck" / ".site.new-stuck"
    (stuck / "stale").mkdir(parents=True)
    (stuck / "stale" / "index.html").write_text("stale")
    what = "builds beside leftovers that cannot be deleted"
    if (
        subprocess.run(
            ["chattr", "+i", str(stuck / "stale" / "index.html")], capture_output=True, check=False
        ).returncode
        == 0
    ):
        twice(folder / "stuck", what, {})
        subprocess.run(["chattr", "-i", str(stuck / "stale" / "index.html")], check=True)
    else:
        figures.left_out(what)
    with volume(folder / "volume" / "site", "64M") as mounted:
        what = "builds onto a mounted volume"
        twice(folder / "volume", what, hosts) if mounted else figures.left_out(what)


@contextmanager
def volume(place: Path, size: str) -> Iterator[bool]:
    """A disk of a size, mounted; False where that is not allowed."""
    place.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    mounted = (
        shutil.which("mount") is not None and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    )
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(place)], check=True)


def full_disks(folder: Path, figures: Figures) -> None:
    """Disks that are full sooner or later: one line of explanation each time, and the old site stays."""
    what = "builds on full disks"
    plain = folder / "plain"
    build(plain)
    site = tree(plain / "site")
    for size in [f"{size}k" for size in (600, 1500, 3000, 4500, 6000, 7500, 9000, 9500, 10000, 10250, 10500, 10750)]:
        with volume(folder / "disk", size) as mounted:
            if not mounted:
                figures.left_out(what)
                continue
            done = build(folder / "disk", env={**os.environ, "TMPDIR": str(folder / "disk")})
            line = done.stderr.strip()
            fine = (
                tree(folder / "disk" / "site") == site
                if done.returncode == 0
                else not (folder / "disk" / "site").exists()
            )
            told = done.returncode == 0 or ("\n" not in line and "space left" in line)
            figures.count(
                what, *([] if fine else [f"{size}: half a site"]), *([] if told else [f"{size}: says {line[:200]}"])
            )
    for size in [f"{size}k" for size in (200, 1000, 2000, 3000, 4000, 5000, 6000, 7000)]:
        with volume(folder / "target", size) as mounted:
            if mounted:
                paths = ["--site", str(folder / "target" / "site"), "--work", str(folder / "work"), "--data", str(MINI)]
                again = [sys.executable, "-m", "scripts", "build", *paths, "--today", "2024-02-01", "--without-history"]
                done = subprocess.run(again, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
                line = done.stderr.strip()
                left = [path.name for path in (folder / "target").iterdir()]
                fine = left == (["site"] if done.returncode == 0 else [])
                told = done.returncode == 0 or ("\n" not in line and "space left" in line)
                figures.count(
                    what,
                    *([] if fine else [f"{size}: leaves {left}"]),
                    *([] if told else [f"{size}: says {line[:200]}"]),
                )


def two_at_once(folder: Path, figures: Figures) -> None:
    """A build that begins while another is at work says so and waits; one that is interrupted says so in one line."""
    with subprocess.Popen(command(folder, MINI), cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as first:
        for _ in range(1000):
            if (folder / "work" / "docs").exists():
                break
            time.sleep(0.01)
        second = build(folder)
        first.communicate()
    wrong = [] if second.returncode == 0 and first.returncode == 0 else ["one of the two fails"]
    wrong += [] if "another build is at work" in second.stdout else ["the second does not say that it waits"]
    figures.count("builds that begin during another", *wrong)
    before = tree(folder / "site")
    ended, said = 0, ""
    for _ in range(5):  # a machine that is busy elsewhere may let a build end before it is interrupted
        if ended == 0:
            ended, said = _interrupted(folder)
    wrong = [] if said == "interrupted; nothing is half-written\n" else [f"says {said[:300]}"]
    figures.count("interruptions", *wrong, *([] if tree(folder / "site") == before else ["the site is not as it was"]))


def _interrupted(folder: Path) -> tuple[int, str]:
    """The exit code of a build that is interrupted when it has written pages, and what it said."""
    (folder / "work" / "docs" / "index.md").unlink()
    with subprocess.Popen(command(folder, MINI), cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8") as process:
        while process.poll() is None and not (folder / "work" / "docs" / "index.md").exists():
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        said = process.communicate()[1]
    return process.returncode, said


SURROUNDINGS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "time zone": ({"TZ": "Pacific/Kiritimati"}, ()),
    "locale": ({"LC_ALL": "C", "LANG": "tr_TR.UTF-8"}, ()),
    "hash seed": ({"PYTHONHASHSEED": "4711"}, ()),
    "user": ({"HOME": "/nonexistent", "USER": "somebody", "LOGNAME": "somebody"}, ()),
    "number of processors": ({"RAYON_NUM_THREADS": "1", "PYTHON_CPU_COUNT": "1"}, ()),
    "python -OO": ({}, ("-OO",)),
    "python -X utf8=0": ({}, ("-X", "utf8=0")),
}


def surroundings(folder: Path, figures: Figures, names: list[str] | None = None) -> None:
    """The same input elsewhere gives the same bytes; `names` None tries each surrounding alone and then all at once."""
    what = "builds of the same input in other surroundings"
    build(folder / "first")
    expected = tree(folder / "first" / "site")
    tries = [[name] for name in SURROUNDINGS] + [list(SURROUNDINGS)] if names is None else [names]
    for n, one in enumerate(tries):
        environment = {**os.environ, **{key: value for name in one for key, value in SURROUNDINGS[name][0].items()}}
        options = tuple(option for name in one for option in SURROUNDINGS[name][1])
        place = folder / f"a longer path, with 한글 in it {n}"
        done = build(place, python=(sys.executable, *options), env=environment, umask=0o077 if n % 2 else 0o002)
        figures.count(what, *differences(", ".join(one), done, place / "site", expected))
    with volume(folder / "disk", "128M") as mounted:
        if mounted:
            done = build(folder / "disk")
            figures.count(what, *differences("another file system", done, folder / "disk" / "site", expected))


def differences(
    what: str, done: subprocess.CompletedProcess[str], site: Path, expected: dict[str, str], apart: tuple[str, ...] = ()
) -> list[str]:
    """What differs between a built site and another, but for files with some endings."""
    if done.returncode:
        return [f"{what}: {done.stderr[-300:]}"]
    found = tree(site)
    return [
        f"{what}: {path}"
        for path in sorted(found.keys() | expected.keys())
        if found.get(path) != expected.get(path) and not path.endswith(apart)
    ]


# What holds compressed data or a data base: its bytes are those of the libraries that a Python was built with, and names or
# sums may follow. Where the libraries are the same, so is every byte.
COMPRESSED = (
    ".zip",
    ".gz",
    ".xlsx",
    ".pf_meta",
    ".pf_index",
    ".pf_filter",
    "SHA256SUMS",
    ".sha256",
    ".sqlite",
    "pagefind-entry.json",
)


LIBRARIES = "import sqlite3, zlib; print(zlib.ZLIB_RUNTIME_VERSION, sqlite3.sqlite_version)"


def said_by(python: str, code: str) -> str:
    """What an interpreter prints."""
    return subprocess.run([python, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout.strip()


def pythons(folder: Path, figures: Figures, wanted: list[str]) -> None:
    """The same input by other versions of Python; what another zlib compressed is not compared."""
    build(folder / "first")
    expected = tree(folder / "first" / "site")
    for python in wanted:
        what = "builds by other versions of Python"
        name = said_by(python, "import sys; print('%d.%d' % sys.version_info[:2])")
        left_out = () if said_by(python, LIBRARIES) == said_by(sys.executable, LIBRARIES) else COMPRESSED
        venv = folder / f"venv-{name}"
        subprocess.run([python, "-m", "venv", venv], check=True)
        install = [
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            str(ROOT / "requirements.txt"),
        ]
        subprocess.run([venv / "bin" / "python", *install], check=True)
        done = build(folder / name, python=(str(venv / "bin" / "python"),))
        figures.count(what, *differences(f"Python {name}", done, folder / name / "site", expected, left_out))


def served(folder: Path, figures: Figures, readers: int = 300, each: int = 200, slow: int = 100) -> None:
    """The guide's nginx over the site: many readers at once, slow ones among them, and paths that lead out."""
    what, out = "answers of nginx under load", "paths and methods that nginx must refuse"
    if not serving.is_there():
        figures.left_out(what)
        figures.left_out(out)
        return
    done = build(folder)
    figures.count("sites built to be served", *([] if done.returncode == 0 else [done.stderr]))
    serving.compress(folder)
    port = free_port()
    with serving.nginx(folder, port):
        number, wrong, rate = serving.finished(serving.under_load(folder / "site", port, readers, each, slow))
        figures.count(what, *wrong, number=number)
        print(f"nginx: {number:,} answers, {rate:,.0f} a second, {readers} readers at once and {slow} slow ones")
        figures.count(out, *serving.led_out(port), number=len(serving.TRICKS) + 3)


def write_figures(figures: Figures, target: Path) -> None:
    """The figures as the page of promises links to them."""
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["what was tried", "times", "went wrong"])
        writer.writerows([what, number, len(figures.wrong.get(what, []))] for what, number in figures.tried.items())


def main(arguments: list[str]) -> int:
    """`python -m tests.torture [NUMBER OF KILLS [PYTHON …]]`; the figures are kept when all was tried."""
    number = int(arguments[0]) if arguments else 300
    figures = Figures()
    parts: dict[str, Callable[[Path, Figures], None]] = {
        "kills": lambda folder, found: kills(number, folder, found) if number else None,
        "places": places,
        "disks": full_disks,
        "at-once": two_at_once,
        "surroundings": surroundings,
        "served": served,
        "pythons": lambda folder, found: pythons(folder, found, arguments[1:]),
    }
    for name, part in parts.items():
        with tempfile.TemporaryDirectory(prefix="torture-") as folder:
            began = time.monotonic()
            part(Path(folder).resolve(), figures)
            print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    for what, times in figures.tried.items():
        print(f"{times:6} {what}, {len(figures.wrong.get(what, []))} wrong")
    if number >= 300:
        write_figures(figures, FIGURES)
    return 1 if figures.all_wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
