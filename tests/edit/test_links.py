"""Outside addresses are looked up politely, from servers that misbehave in every way; nothing ever fails for it."""

from __future__ import annotations

import datetime as dt
import http.server
import json
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from scripts.__main__ import main
from scripts.edit import links
from scripts.edit.links import Seen, Way, answer_of, look_up, proposals, remembered
from scripts.load.archive import Archive
from tests.conftest import MINI, TODAY, free_port


class Misbehaving(http.server.BaseHTTPRequestHandler):
    """Answers by the path: a status, or a vice."""

    asked: ClassVar[Counter[str]] = Counter()
    agents: ClassVar[set[str]] = set()

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        whole = self.path.strip("/").split("?")[0]
        name = whole.split("/")[0]
        self.asked[f"{self.command} {whole}"] += 1
        self.agents.add(self.headers["User-Agent"])
        if name == "wayback":
            url = self.path.split("url=")[1]
            found = {"available": True, "url": "http://web.archive.org/web/1983/x"} if "gone" in url else None
            body = json.dumps({"archived_snapshots": {"closest": found} if found else {}}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)
        elif name == "no-head" and self.command == "HEAD":
            self.send_error(405)
        elif name.isdigit():
            self.send_response(int(name))
            self.end_headers()
        elif name in ("loop", "file", "nowhere"):
            self.send_response(302)
            self.send_header("Location", {"loop": "/loop", "file": "file:///etc/passwd", "nowhere": "http://[/"}[name])
            self.end_headers()
        elif name == "hangs":
            self.rfile.read(1)  # until the other side gives up
        elif name == "closes":
            self.connection.shutdown(socket.SHUT_RDWR)
        elif name == "garbage":
            self.wfile.write(b"\xff\xfe\x00 not HTTP\r\n\r\n")
        elif name == "headers":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300 + b"\r\n")
        elif name == "endless":
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"x" * 65536)
            except OSError:
                pass
        else:
            self.send_response(200)
            self.end_headers()


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def way(base: str) -> Way:
    return Way(patience=0.5, pause=0, wayback=f"{base}/wayback")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("fine", "good"), ("no-head", "good"), ("endless", "good"), ("한글?q=ô", "good"), ("404", "404"), ("410", "410"), ("500", "500"),
        ("429", "429"), ("loop", "302"), ("file", "302"), ("nowhere", "no answer"), ("hangs", "no answer"), ("closes", "no answer"),
        ("garbage", "no answer"), ("headers", "no answer"),
    ],
)  # fmt: skip
def test_every_vice_is_an_answer(base: str, way: Way, path: str, said: str) -> None:
    assert answer_of(f"{base}/{path}", way) == said


def test_a_server_that_is_not_there_is_one(way: Way) -> None:
    assert answer_of(f"http://127.0.0.1:{free_port()}/", way) == "no answer"
    assert answer_of("http://nobody.invalid/", way) in ("no such host", "no answer")
    assert answer_of("http://a..b/", way) == "no answer"


def world(mini: Archive, base: str, *paths: str) -> Archive:
    """The mini world with addresses of the local server."""
    sources = dict(mini.sources)
    for source, path in zip(list(sources.values()), paths, strict=False):
        sources[source.id] = source.model_copy(update={"url": f"{base}/{path}", "archive": None})
    for id in list(sources)[len(paths) :]:
        sources[id] = sources[id].model_copy(update={"url": None})
    return replace(mini, records={**mini.records, "sources": sources}, memo={})


def test_what_was_asked_is_remembered_and_asked_again_when_it_is_due(
    mini: Archive, base: str, way: Way, tmp_path: Path
) -> None:
    archive = world(mini, base, "fine1", "404/gone", "fine2")
    Misbehaving.asked.clear()
    first = look_up(archive, tmp_path / "links", 2, way)
    assert len(first) == 2, "no more than were wished for"
    all_of_them = look_up(archive, tmp_path / "links", 10, way)
    assert len(all_of_them) == 3
    asked = Misbehaving.asked.total()
    assert look_up(archive, tmp_path / "links", 10, way) == all_of_them == remembered(tmp_path / "links")
    assert Misbehaving.asked.total() == asked, "nobody is asked twice"
    week = replace(archive, today=TODAY + dt.timedelta(days=links.AGAIN_BAD))
    look_up(week, tmp_path / "links", 10, way)
    assert {name for name, n in Misbehaving.asked.items() if n > 1 and "wayback" not in name} == {
        "HEAD 404/gone",
        "GET 404/gone",
    }
    assert all("link check of North Korea in Southeast Asia (+https://" in agent for agent in Misbehaving.agents)


def test_a_stored_copy_is_proposed_where_the_source_stands(mini: Archive, base: str, way: Way, tmp_path: Path) -> None:
    archive = world(mini, base, "fine", "404/gone")
    known = look_up(archive, tmp_path / "links", 10, way)
    (line,) = proposals(archive, known)
    second = list(archive.sources)[1]
    assert f"{second}: " in line
    assert "archive: https://web.archive.org/web/1983/x" in line
    assert known[f"{base}/fine"] == Seen("good", TODAY)


@pytest.mark.parametrize("content", [b"", b"rubbish", b'{"x": 1}'])
def test_a_memory_that_is_spoilt_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "links").write_bytes(content)
    assert remembered(tmp_path / "links") == {}


def test_the_command_never_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scripts.edit.links.answer_of", lambda url, way: "404")
    monkeypatch.setattr("scripts.edit.links._stored_copy", lambda url, source, way: "")
    monkeypatch.setattr("scripts.edit.links.Way", lambda: Way(pause=0))
    monkeypatch.setattr("scripts.edit.commands.ROOT", tmp_path)
    assert main(["links", "--data", str(MINI), "--today", TODAY.isoformat(), "--most", "3"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-1].startswith("0 of 3 addresses that were asked answered")
