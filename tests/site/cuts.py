"""A swap that is killed at each of its steps in turn: `python -m tests.site.cuts exchange|one-by-one FOLDER`.

A step is a call to the system for a file or a folder. Each time another process swaps and is gone at that step; then the
site is looked at, and swapped to its end. Prints how many steps there were; what is not right ends it with a message.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from scripts.site import swap as stage

# A link in a page stands as the path of a file. "part" turns from a file to a folder, "turned" the other way round.
OLD = {
    "index.html": "old a/index.html style.1.css part",
    "a/index.html": "old style.1.css gone/index.html",
    "gone/index.html": "old style.1.css",
    "style.1.css": "1",
    "part": "x",
    "turned/index.html": "old",
    "pagefind/pagefind-entry.json": "old",
}
NEW = {
    "index.html": "new a/index.html b/index.html part/index.html",
    "a/index.html": "new style.2.css b/index.html",
    "b/index.html": "new style.2.css",
    "style.2.css": "2",
    "part/index.html": "new",
    "turned": "x",
    "pagefind/pagefind-entry.json": "new",
}
THEIRS = {".git/HEAD": "ref", ".git/objects/ab/cd": "x", "CNAME": "example.org", ".nojekyll": "-", ".well-known/acme-challenge/t": "t",
          "notes/letter.txt": "dear"}  # fmt: skip


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def tree(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text() for name in stage.files_in(folder)}


def swapped(folder: Path, files: dict[str, str]) -> None:
    write(folder / "new", files)
    stage.swap(folder / "new", folder / "site", lambda _: None)


def killed_at(step: int, folder: Path) -> bool:
    """Swap in a process of its own that is gone at a step; returns whether it came so far."""
    child = os.fork()
    if child == 0:
        steps = iter(range(step))

        def count(event: str, _: object) -> None:
            if event.split(".")[0] in ("os", "open", "shutil", "tempfile", "ctypes") and next(steps, None) is None:
                os._exit(9)

        sys.addaudithook(count)
        stage.swap(folder / "new", folder / "site", lambda _: None)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def wrong_with(site: Path, *, at_once: bool) -> str:
    """What is wrong with a site after a kill: neither old nor new, a page that leads nowhere, a file that is lost."""
    found = tree(site)
    lost = [name for name, text in THEIRS.items() if found.pop(name, None) != text]
    if lost or not (site / ".git" / "refs").is_dir():
        return f"lost: {lost or '.git/refs'}"
    found.pop(stage.FILES), found.pop(".files.draft", None)
    if at_once:
        return "" if found in (OLD, NEW) else f"neither old nor new: {found}"
    for name, text in found.items():
        if text not in (OLD.get(name), NEW.get(name)):
            return f"{name} is neither old nor new"
        for link in re.findall(r"\S+[./]\S+", text) if name.endswith(".html") else []:
            if link not in found:
                return f"{name} leads to {link}, which is not there"
    return "" if "index.html" in found else "no index.html"


def main(how: str, folder: Path) -> int:
    at_once = how == "exchange"
    if not at_once:
        stage._exchange = lambda *_: False
    step = 0
    while True:
        world = folder / str(step)
        swapped(world, OLD)
        write(world / "site", THEIRS)
        (world / "site" / ".git" / "refs").mkdir()
        write(world / "new", NEW)
        cut = killed_at(step, world)
        wrong = wrong_with(world / "site", at_once=at_once)
        if wrong:
            sys.exit(f"killed at step {step}: {wrong}")
        shutil.rmtree(world / "new", ignore_errors=True)
        swapped(world, NEW)
        names = stage.files_in(world / "site")
        if tree(world / "site") != NEW | THEIRS | {stage.FILES: "".join(f"{n}\n" for n in sorted({*NEW, stage.FILES}))}:
            sys.exit(f"after step {step} the next swap leaves {sorted(names)}")
        if {path.name for path in world.iterdir()} != {"site"}:
            sys.exit(f"after step {step} there is left {sorted(path.name for path in world.iterdir())}")
        shutil.rmtree(world)
        if not cut:
            print(step)
            return 0
        step += 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
