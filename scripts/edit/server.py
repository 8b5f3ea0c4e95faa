"""The preview's web server, for this machine's eyes only.

A page on the web must not read the preview of a record in progress through a name that it points at this machine (DNS
rebinding), and nothing is answered to another address than those of the site, however it is written.
"""

from __future__ import annotations

import errno
import ipaddress
import json
import posixpath
import socket
import socketserver
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from scripts.edit.preview import Answer
from scripts.values.problems import BuildError

# So long a browser waits for news before it asks again.
PATIENCE = 25.0
# A browser is shown so many problems; the terminal has them all.
MOST_SHOWN = 20
OVERLAY = Path(__file__).with_name("overlay.js")


class PreviewServer(socketserver.ThreadingMixIn, WSGIServer):
    """Answers this machine with what `answer` finds, and tells waiting browsers what is new. Its port is taken from the start."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, answer: Callable[[str], Answer], host: str, port: int) -> None:
        """Raises BuildError when the port or the host cannot be had."""
        self.named = host
        self.find = answer
        if ":" in host:
            self.address_family = socket.AF_INET6
        try:
            super().__init__((host, port), _Handler)
        except OSError as error:
            taken = (
                "is taken; name another with --port"
                if error.errno == errno.EADDRINUSE
                else f"cannot be had: {error.strerror}"
            )
            raise BuildError(f"port {port} of {host} {taken}") from None
        self.set_app(self._respond)
        # A new preview is news to a browser that still waits for the last one.
        self.begun = time.time_ns()
        self.is_started = False
        self.news = threading.Condition()
        self.version, self.told = 0, 0
        self.problems: list[str] = []
        self.last_asked = time.monotonic()

    @property
    def url(self) -> str:
        """Where the preview is."""
        host = f"[{self.named}]" if ":" in self.named else self.named
        return f"http://{host}:{self.server_port}/"

    def start(self) -> None:
        """Answer from now on, beside whatever else is done."""
        self.is_started = True
        threading.Thread(target=lambda: self.serve_forever(0.1), daemon=True).start()

    def end(self) -> None:
        """Answer no more."""
        if self.is_started:
            self.shutdown()
        self.server_close()

    def changed(self) -> None:
        """Have browsers load their pages again."""
        with self.news:
            self.version += 1
            self.news.notify_all()

    def tell(self, problems: list[str]) -> None:
        """Have browsers show what is wrong, or nothing."""
        with self.news:
            if problems != self.problems or not self.told:
                self.problems = problems
                self.told += 1
                self.news.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is no news; anything else is told in one line."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError | TimeoutError):
            print(f"an answer failed: {type(error).__name__}: {error}", file=sys.stderr, flush=True)

    def _respond(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        refused = self._refusal(environ, path)
        if refused:
            start_response(refused, [("Content-Type", "text/plain"), ("Allow", "GET, HEAD")])
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else refused.encode()]
        if path.startswith("/livereload/"):
            answer = self._news(path.removeprefix("/livereload/"))
        else:
            self.last_asked = time.monotonic()
            version = self._version()
            answer = self._found(path.removeprefix("/"))
            if answer.type == "text/html":
                answer = Answer(self._with_script(answer.content, version), answer.type, answer.status)
        kind = f"{answer.type}; charset=utf-8" if answer.type.startswith("text/") else answer.type
        headers = [("Content-Type", kind), ("Content-Length", str(len(answer.content))), ("Cache-Control", "no-store")]
        if answer.location:
            headers.append(("Location", urllib.parse.quote(answer.location)))
        start_response(answer.status, headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else answer.content]

    def _found(self, path: str) -> Answer:
        try:
            return self.find(path)
        except Exception as error:  # the preview goes on, whatever one answer meets
            said = f"{path} cannot be shown: {type(error).__name__}: {error}"
            print(said, file=sys.stderr, flush=True)
            return Answer(said.encode(), "text/plain", "500 Internal Server Error")

    def _refusal(self, environ: dict[str, Any], path: str) -> str | None:
        """The status with which a request is refused, if it is."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return "405 Method Not Allowed"
        if not self._is_ours(environ.get("HTTP_HOST", "")):
            return "403 Forbidden"
        # No control characters, and nothing that was no UTF-8.
        if not path.isprintable() or "\ufffd" in path:
            return "400 Bad Request"
        # An address as the site writes it: no way up, no empty step.
        plain = path.startswith("/") and posixpath.normpath(path) == (path.rstrip("/") or "/") and "//" not in path
        return None if plain and "\\" not in path else "404 Not Found"

    def _is_ours(self, host: str) -> bool:
        """Whether a Host header names this machine: by a number, as localhost, or as the preview was told."""
        try:
            name = urllib.parse.urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name in ("localhost", self.named.lower()):
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _version(self) -> str:
        return f"{self.begun}-{self.version}"

    def _with_script(self, page: bytes, version: str) -> bytes:
        before, end, after = page.rpartition(b"</body>")
        if not end:
            before, after = after, b""
        return b'%b<script src="/livereload/overlay.js" data-version="%b"></script>%b%b' % (
            before, version.encode(), end, after,
        )  # fmt: skip

    def _news(self, asked: str) -> Answer:
        """What is new to a page of a version that was told something; waits until something is."""
        if asked == "overlay.js":
            return Answer(OVERLAY.read_bytes(), "text/javascript")
        version, _, told = asked.partition("/")
        with self.news:
            self.news.wait_for(lambda: version != self._version() or (self.told and told != str(self.told)), PATIENCE)
            found = {"version": self._version(), "told": self.told, "problems": self.problems}
        return Answer(json.dumps(found).encode(), "application/json")


class _Handler(WSGIRequestHandler):
    """Prints nothing of what went well, and asks nobody for the name of this machine's address."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for what is wrong with the data."""

    def address_string(self) -> str:
        return str(self.client_address[0])
