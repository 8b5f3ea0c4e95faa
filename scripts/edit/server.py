"""The preview's web server: MkDocs' own, for this machine's eyes only.

A page on the web must not read the preview of a record in progress through a name that it points at this machine (DNS
rebinding), and nothing outside the preview's folder is served, however the address is written.
"""

from __future__ import annotations

import errno
import ipaddress
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

from scripts.values.problems import BuildError

# The script that waits for a change, as a file of its own: the pages' policy allows none inside them.
_SCRIPT = re.compile(r"/livereload/(\d+)\.js")


class PreviewServer(LiveReloadServer):
    """Serves a folder to this machine and reloads its pages when `rebuild` has run; its port is taken from the start."""

    def __init__(self, rebuild: Callable[[], None], host: str, port: int, root: Path) -> None:
        """Raises BuildError when the port or the host cannot be had."""
        super().__init__(rebuild, host, port, str(root))
        self.named = host
        self._bound = False
        try:
            self.server_bind()
        except OSError as error:
            self.server_close()
            taken = (
                "is taken; name another with --port"
                if error.errno == errno.EADDRINUSE
                else f"cannot be had: {error.strerror}"
            )
            raise BuildError(f"port {port} of {host} {taken}") from None

    def server_bind(self) -> None:
        """Take the port, once: `serve` asks for it again."""
        if not self._bound:
            super().server_bind()
            self._bound = True

    def watch_from_now(self, folders: Iterable[Path]) -> None:
        """Notice every change of a file in some folders from now on, also while the first pages are made."""
        for folder in folders:
            self.watch(str(folder))
        self.observer.start()

    def serve_until_interrupted(self) -> None:
        """Answer, and rebuild after each change."""
        self.server_activate()
        self.serve_thread.start()
        self._build_loop()  # type: ignore[no-untyped-call]

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        refused = self._refusal(environ, path)
        if refused:
            start_response(refused, [("Content-Type", "text/plain"), ("Allow", "GET, HEAD")])
            return [refused.encode()]
        script = _SCRIPT.fullmatch(path)
        if script:
            start_response("200 OK", [("Content-Type", "text/javascript")])
            return [self._script(int(script[1]))]
        if self._leads_out(path):
            return None
        answer = super()._serve_request(environ, start_response)
        if environ["REQUEST_METHOD"] == "HEAD" and answer is not None:
            getattr(answer, "close", lambda: None)()
            return [b""]
        return answer

    def _refusal(self, environ: dict[str, Any], path: str) -> str | None:
        """The status with which a request is refused, if it is."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return "405 Method Not Allowed"
        if not self._is_ours(environ.get("HTTP_HOST", "")):
            return "403 Forbidden"
        # No control characters, and nothing that was no UTF-8.
        return None if path.isprintable() and "\ufffd" not in path else "400 Bad Request"

    def _is_ours(self, host: str) -> bool:
        """Whether a Host header names this machine: by a number, as localhost, or as the preview was told."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name in ("localhost", self.named.lower()):
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _leads_out(self, path: str) -> bool:
        """Whether a symbolic link stands on the way to a file."""
        file = os.path.normpath(Path(self.root).resolve() / path.lstrip("/"))
        return os.path.realpath(file) != file

    def _script(self, epoch: int) -> bytes:
        script: bytes = super()._inject_js_into_html(b"", epoch)  # type: ignore[no-untyped-call]
        return script.removeprefix(b"<script>").removesuffix(b"</script>")

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        before, end, after = content.rpartition(b"</body>")
        if not end:
            before, after = after, b""
        return b'%b<script src="/livereload/%d.js"></script>%b%b' % (before, epoch, end, after)
