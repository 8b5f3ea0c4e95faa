"""The preview: the site of a data folder on a local port, rebuilt and reloaded when a file changes.

A change writes only the pages whose text it changes, and MkDocs renders only those (`dirty`), so the page
is there within a second or two. Broken data print their problems and leave the last good page on the
screen; mending them is enough to go on.
"""

from __future__ import annotations

import datetime as dt
import logging
import sys
import time
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from scripts.edit.server import PreviewServer
from scripts.pages.environment import TEMPLATES
from scripts.rules.check import check
from scripts.site.docs import write_preview
from scripts.site.folders import Folders, default_work, shown
from scripts.site.html import make_html
from scripts.site.lock import alone
from scripts.site.searchindex import index
from scripts.values.files import ROOT
from scripts.values.problems import BuildError, errors, summary


class Preview:
    """One preview: a data folder and the work folder in which its pages are kept."""

    def __init__(self, data: Path, today: dt.date) -> None:
        self.data, self.today = data, today
        self.work = Folders(default_work(data))
        # A folder of its own: `make site` in another window must not pull it away.
        self.pages = Folders(self.work.folder / "preview")

    def start(self) -> bool:
        """Build everything once; returns whether there is something to show."""
        if self._write() is None:
            return (self.pages.html / "index.html").exists()
        make_html(self.pages)
        index(self.pages.html)
        return True

    def rebuild(self) -> None:
        """Bring the preview up to date after a change; never raises, so that the server goes on."""
        began = time.monotonic()
        try:
            changed = self._write()
            if changed is not None:
                config = load_config(
                    str(ROOT / "mkdocs.yml"), docs_dir=str(self.pages.docs), site_dir=str(self.pages.html), strict=False
                )
                mkdocs_build(config, dirty=True)
                print(f"{changed} files changed, {time.monotonic() - began:.1f} s", flush=True)
        except (BuildError, MkDocsException, OSError) as error:
            print(error, file=sys.stderr, flush=True)

    def _write(self) -> int | None:
        """Check the data and write the changed Markdown; None when the data have errors, which are printed."""
        archive, problems = check(self.data, self.today)
        if errors(problems):
            for problem in errors(problems):
                print(problem, file=sys.stderr)
            print(f"{summary(errors(problems))}; the last good pages stay", file=sys.stderr, flush=True)
            return None
        return write_preview(archive, self.pages.docs)


def serve(data: Path, today: dt.date, host: str, port: int) -> int:
    """Serve the preview until interrupted; returns 1 when there is nothing to show. Raises BuildError for a taken port."""
    preview = Preview(data, today)
    server = PreviewServer(preview.rebuild, host, port, preview.pages.html)
    try:
        preview.pages.folder.mkdir(parents=True, exist_ok=True)
        with alone(
            preview.pages.folder / ".lock", print, f"another preview of {shown(data)} runs; waiting for its end"
        ):
            server.watch_from_now((data, ROOT / "docs", ROOT / "theme", TEMPLATES))
            if not preview.start():
                return 1
            logging.getLogger("mkdocs").setLevel(logging.ERROR)
            missing = preview.pages.html / "404.html"
            server.error_handler = lambda code: missing.read_bytes() if code == 404 else None
            print(f"The preview is at {server.url}; Ctrl-C ends it", flush=True)
            server.serve_until_interrupted()
    except KeyboardInterrupt:
        print("ended")
    finally:
        server.shutdown()
    return 0
