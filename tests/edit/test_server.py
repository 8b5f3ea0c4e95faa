"""The preview's web server answers this machine, about its own files, and nobody else."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.edit.server import PreviewServer
from scripts.values.problems import BuildError


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    root = tmp_path / "root"
    (root / "a").mkdir(parents=True)
    (root / "index.html").write_text("<html><body>home</body></html>")
    (root / "a" / "index.html").write_text("<p>a")
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "index.html").write_text("secret")
    (root / "link").symlink_to(tmp_path / "secret")
    (root / "linked").symlink_to(tmp_path / "folder")
    running = PreviewServer(lambda: None, "127.0.0.1", 0, root)
    running.watch(str(tmp_path / "folder"))
    running.server_activate()
    thread = threading.Thread(target=lambda: running.serve_forever(0.01))
    thread.start()
    yield running
    super(type(running).__mro__[1], running).shutdown()
    thread.join()
    running.server_close()


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


def test_pages_are_served_and_wait_for_a_change_by_a_script_of_their_own(server: PreviewServer) -> None:
    status, text = ask(server, "/")
    assert status == 200
    assert text.startswith('<html><body>home<script src="/livereload/')
    assert text.endswith("</script></body></html>")
    status, script = ask(server, text.split('"')[1])
    assert status == 200
    assert "location.reload()" in script
    assert "<" + "script" not in script
    assert ask(server, "/a/") == (200, "<p>a" + text[len("<html><body>home") : text.index("</body>")])


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "LOCALHOST", "127.0.0.1:1", "[::1]:8000"])
def test_this_machine_is_answered(server: PreviewServer, host: str) -> None:
    assert ask(server, "/", host=host)[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "",
        "[",
        "a@evil.example",
    ],
)
@pytest.mark.parametrize("path", ["/", "/livereload/0/1", "/livereload/0.js"])
def test_a_foreign_name_is_refused(server: PreviewServer, host: str, path: str) -> None:
    assert ask(server, path, host=host) == (403, "403 Forbidden")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "X"])
def test_other_methods_are_refused(server: PreviewServer, method: str) -> None:
    assert ask(server, "/", method) == (405, "405 Method Not Allowed")


def test_head_has_no_body(server: PreviewServer) -> None:
    assert ask(server, "/", "HEAD") == (200, "")
    assert ask(server, "/nothing/", "HEAD")[0] == 404


@pytest.mark.parametrize("path", ["/%00", "/a%00/", "/%0a", "/%7f", "/%e2%80%ae", "/%ff%fe"])
def test_an_address_with_control_characters_is_a_400(server: PreviewServer, path: str) -> None:
    assert ask(server, path) == (400, "400 Bad Request")


@pytest.mark.parametrize("path", ["/link", "/linked/", "/linked/index.html", "/linked", "/../secret", "/%2e%2e/secret", "//secret",
                                  "/a/../../secret", "/a/..%2f..%2fsecret"])  # fmt: skip
def test_nothing_outside_is_served(server: PreviewServer, path: str) -> None:
    status, text = ask(server, path)
    assert status == 404
    assert "secret" not in text


def test_a_taken_port_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--data", str(tmp_path), "--port", str(port)]) == 1
    assert capsys.readouterr().err == f"port {port} of 127.0.0.1 is taken; name another with --port\n"


def test_a_host_that_is_none_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"port 0 of 192\.0\.2\.1 cannot be had: "):
        PreviewServer(lambda: None, "192.0.2.1", 0, tmp_path)


def test_a_preview_without_anything_to_show_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "topics.yaml").write_text("x: y\n")
    assert main(["serve", "--data", str(tmp_path / "data"), "--port", "0"]) == 1
    assert "the last good pages stay" in capsys.readouterr().err
