"""The preview: the site of a data folder on a local port, as its files are; pages reload when one is saved.

A page is made when it is asked for. Between the requests the data are checked, and what is wrong is told in the terminal and
over the page, and editors' schemas get the ids and names as they are; when nobody does anything, a process of its own makes the index for the search.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from pathlib import Path

from scripts.edit.schemas import write_schemas
from scripts.edit.server import MOST_SHOWN, PreviewServer
from scripts.site import child
from scripts.site.folders import default_work
from scripts.values.files import ROOT
from scripts.values.problems import Problem, errors, summary

# How often the files are looked at, and how long they must have been left alone before that counts: a file may be half-written.
SWEEP, SETTLED = 0.15, 0.03
# How long nobody asks for a page or saves a file before something is done that takes long.
REST, LONG_REST = 0.4, 5.0


class Watch:
    """Looks at the files again and again; tells the server what is new, and does in idle time what takes long."""

    def __init__(self, server: PreviewServer, data: Path, today: dt.date) -> None:
        from scripts.edit.preview import Preview

        work = default_work(data)
        self.made, self.schemas = work / "preview", work / "schemas"
        self.preview = Preview(data, today, self.made / "html")
        self.server, self.data, self.today = server, data, today
        self.seen = 0
        self.changed_at = time.monotonic()
        self.is_checked = self.is_indexed = self.was_wrong = False
        self.indexing: subprocess.Popen[bytes] | None = None

    def step(self) -> None:
        """Look once, and do what is due."""
        if self.preview.is_changed():
            time.sleep(SETTLED)
            self.preview.look()
        if self.preview.version != self.seen:
            self.seen, self.changed_at = self.preview.version, time.monotonic()
            self.is_checked = self.is_indexed = False
            self.server.changed()
        quiet = time.monotonic() - max(self.server.last_asked, self.changed_at)
        if not self.is_checked and (quiet > REST or time.monotonic() - self.changed_at > 4 * REST):
            self.is_checked = True
            write_schemas(self.preview.archive, self.schemas)
            self.tell(self.preview.problems)
        if self.is_checked and not self.is_indexed and quiet > LONG_REST and not self.is_indexing:
            self.is_indexed = True
            self.index()

    def tell(self, problems: list[Problem]) -> None:
        """Say what is wrong, in the terminal and over the pages."""
        wrong = errors(problems)
        for problem in wrong:
            print(problem, file=sys.stderr)
        if wrong:
            print(f"{summary(wrong)}; what is broken is shown as it was", file=sys.stderr, flush=True)
        elif self.was_wrong:
            print("mended", flush=True)
        self.was_wrong = bool(wrong)
        self.server.tell([str(problem) for problem in wrong[:MOST_SHOWN]])

    @property
    def is_indexing(self) -> bool:
        return self.indexing is not None and self.indexing.poll() is None

    def index(self) -> None:
        """Begin to make the index for the search, at low priority. It ends with the preview."""
        if errors(self.preview.problems):
            return
        command = ["-m", "scripts.edit.searching", str(self.data.resolve()), self.today.isoformat(), str(self.made)]
        self.indexing = subprocess.Popen(
            [sys.executable, "-I", "-S", child.__file__, str(os.getpid()), sys.executable, *command],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def end(self) -> None:
        """Leave nothing behind."""
        if self.indexing is not None:
            self.indexing.kill()
            self.indexing.wait()


def serve(data: Path, today: dt.date, host: str, port: int) -> int:
    """Serve the preview until interrupted. Raises BuildError for a taken port."""
    waiting: list[Watch] = []
    server = PreviewServer(lambda path: waiting[0].preview.answer(path), host, port)
    try:
        watch = Watch(server, data, today)
        waiting.append(watch)
        watch.preview.look()
        server.start()
        print(f"The preview is at {server.url}; Ctrl-C ends it", flush=True)
        while True:
            watch.step()
            time.sleep(SWEEP)
    except KeyboardInterrupt:
        print("ended")
    finally:
        server.end()
        for one in waiting:
            one.end()
    return 0
