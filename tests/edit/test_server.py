"""The preview's web server answers this machine, about the site's addresses, and nobody else."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.edit.preview import Answer
from scripts.edit.server import PreviewServer
from scripts.values.problems import BuildError

PAGES = {"": "<html><body>home</body></html>", "a/": "<p>a"}


def find(path: str) -> Answer:
    if path == "fails":
        raise ZeroDivisionError
    if path == "a":
        return Answer(b"", "text/plain", "302 Found", "/a/")
    if path in PAGES:
        return Answer(PAGES[path].encode(), "text/html")
    return Answer(b"none", "text/html", "404 Not Found")


@pytest.fixture
def server() -> Iterator[PreviewServer]:
    running = PreviewServer(find, "127.0.0.1", 0)
    running.start()
    yield running
    running.end()


def ask(server: PreviewServer, path: str, method: str = "GET", host: str | None = None) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.putrequest(method, path, skip_host=host is not None)
    if host is not None:
        connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


def version(page: str) -> str:
    return page.split('data-version="')[1].split('"')[0]


def test_pages_are_served_with_a_script_that_waits(server: PreviewServer) -> None:
    status, text = ask(server, "/")
    assert status == 200
    assert text.startswith('<html><body>home<script src="/livereload/overlay.js" data-version="')
    assert text.endswith("</script></body></html>")
    status, script = ask(server, "/livereload/overlay.js")
    assert status == 200
    assert "location.reload()" in script
    assert "innerHTML" not in script
    assert "/livereload/overlay.js" in ask(server, "/a/")[1]
    assert ask(server, "/a")[0] == 302
    assert ask(server, "/b/")[0] == 404


def test_who_waits_is_told_what_is_new(server: PreviewServer) -> None:
    mine = version(ask(server, "/")[1])
    heard: list[str] = []
    waiting = threading.Thread(target=lambda: heard.append(ask(server, f"/livereload/{mine}/0")[1]))
    waiting.start()
    server.tell(["data/x.yaml:1:1: wrong"])
    waiting.join(20)
    assert json.loads(heard[0]) == {"version": mine, "told": 1, "problems": ["data/x.yaml:1:1: wrong"]}
    waiting = threading.Thread(target=lambda: heard.append(ask(server, f"/livereload/{mine}/1")[1]))
    waiting.start()
    server.tell(["data/x.yaml:1:1: wrong"])  # no news
    server.changed()
    waiting.join(20)
    assert json.loads(heard[1])["version"] == version(ask(server, "/")[1]) != mine
    assert json.loads(ask(server, "/livereload/of-another-preview/1")[1])["told"] == 1


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:80", "192.168.1.2"])
def test_this_machine_is_answered(server: PreviewServer, host: str) -> None:
    assert ask(server, "/a/", host=host)[0] == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", "", "[", "127.0.0.1.nip.io"]
)
@pytest.mark.parametrize("path", ["/", "/livereload/overlay.js", "/livereload/1/1"])
def test_a_foreign_name_is_refused(server: PreviewServer, host: str, path: str) -> None:
    assert ask(server, path, host=host) == (403, "403 Forbidden")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "X"])
def test_other_methods_are_refused(server: PreviewServer, method: str) -> None:
    assert ask(server, "/", method) == (405, "405 Method Not Allowed")


def test_head_has_no_body(server: PreviewServer) -> None:
    assert ask(server, "/", "HEAD") == (200, "")
    assert ask(server, "/nothing/", "HEAD") == (404, "")
    assert ask(server, "/", "HEAD", "evil.example") == (403, "")


@pytest.mark.parametrize("path", ["/%00", "/a%00/", "/%0a", "/%7f", "/%e2%80%ae", "/%ff%fe"])
def test_an_address_with_control_characters_is_a_400(server: PreviewServer, path: str) -> None:
    assert ask(server, path) == (400, "400 Bad Request")


@pytest.mark.parametrize(
    "path",
    ["/../secret", "/%2e%2e/secret", "//secret", "/a/../a/", "/a/..%2f..%2fsecret", "/a//", "/./a/", "/a%5c..%5cb"],
)
def test_no_address_leads_up_or_about(server: PreviewServer, path: str) -> None:
    assert ask(server, path)[0] == 404


def test_an_answer_that_fails_is_one_line(server: PreviewServer, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port)) as gone:
        gone.sendall(b"GET / HT")
    assert ask(server, "/fails")[0] == 500
    assert ask(server, "/")[0] == 200
    assert "Traceback" not in capfd.readouterr().err


def test_a_taken_port_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--data", str(tmp_path), "--port", str(port)]) == 1
    assert capsys.readouterr().err == f"port {port} of 127.0.0.1 is taken; name another with --port\n"


def test_a_host_that_is_none_is_one_line() -> None:
    with pytest.raises(BuildError, match=r"port 0 of 192\.0\.2\.1 cannot be had: "):
        PreviewServer(find, "192.0.2.1", 0)
