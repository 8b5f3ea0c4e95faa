"""The configuration of SERVING.md under load: nginx over a finished site, many readers, slow ones, and paths that lead out."""

from __future__ import annotations

import asyncio
import gzip
import random
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from scripts.site.hosting import framed_headers, headers
from scripts.values.settings import site_settings

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "SERVING.md"
HEADERS = {name.lower(): value for name, value in headers(site_settings()).items()}
FRAMED = {name.lower(): value for name, value in framed_headers(site_settings()).items()}
# Each leads out of the folder, or to what is not for readers, or is no address at all.
TRICKS = (
    "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/visits/..%5c..%5cetc/passwd", "/%00",
    "/visits/%00index.html", "//etc/passwd", "/.files", "/.git/config", "/visits/.hidden", "/%2egit/config", "/index.html/",
    "/nginx-headers.conf/", "/visits/index.html%00.md", "/" + "a" * 9000, "/~root/", "/visits/%c0%ae%c0%ae/",
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def guide(language: str) -> str:
    """A block of the guide: the commands (`sh`) or the configuration (`nginx`)."""
    found = re.search(rf"^```{language}\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert found, language
    return found[1]


def compress(folder: Path) -> int:
    """What the guide says, in the folder that holds `site/`; returns how many files stand compressed."""
    subprocess.run(["sh", "-ec", guide("sh")], cwd=folder, check=True)
    return len(list((folder / "site").rglob("*.gz")))


@contextmanager
def nginx(folder: Path, port: int, *, compressing: str = "") -> Iterator[int]:
    """The guide's server over `folder/site` on a port of this machine; `compressing` stands for how it compresses."""
    server = guide("nginx").replace("listen 8080", f"listen 127.0.0.1:{port}").replace("/srv/nksea", str(folder))
    if compressing:
        server = server.replace("gzip off;", compressing).replace("gzip_static on;", "")
    places = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/errors crit; worker_processes 2;\n"
        f"events {{ worker_connections 2048; }}\nhttp {{\naccess_log off;\nkeepalive_requests 100000;\n{places}{server}}}\n"
    )
    for path in (folder, *folder.parents):
        if path.stat().st_uid == folder.stat().st_uid:
            path.chmod(path.stat().st_mode | 0o011)
    said = folder / "said"
    with said.open("wb") as log:
        process = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(config)], stderr=log)
    try:
        _wait(process, port, said)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError(f"nginx ended: {said.read_text()}")
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("nginx does not answer")


async def ask(port: int, paths: list[str], method: str = "GET", pause: float = 0) -> list[Answer]:
    """Ask for paths over one connection, as a browser that takes gzip; with a pause after each byte of the first 40."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    found = []
    for path in paths:
        request = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        if pause:
            for byte in request[:40]:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(pause)
            request = request[40:]
        writer.write(request)
        await writer.drain()
        found.append(await _answer(reader))
        if found[-1].headers.get("connection") == "close":
            break
    writer.close()
    return found


async def _answer(reader: asyncio.StreamReader) -> Answer:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    named = {line.split(": ", 1)[0].lower(): line.split(": ", 1)[1] for line in head[1:] if ": " in line}
    if named.get("transfer-encoding") == "chunked":
        body = b""
        while size := int(await reader.readline(), 16):
            body += await reader.readexactly(size)
            await reader.readexactly(2)
        await reader.readline()
    else:
        body = await reader.readexactly(int(named.get("content-length", 0)))
    return Answer(int(head[0].split(" ")[1]), named, body)


def faults(site: Path, path: str, answer: Answer) -> list[str]:
    """What is wrong with the answer for a page or file of the site."""
    file = site / path.lstrip("/")
    file = file / "index.html" if file.is_dir() else file
    packed = file.with_name(f"{file.name}.gz")
    wrong = [] if answer.status == 200 else [f"{path}: {answer.status}"]
    wrong += [
        f"{path}: {name} is {answer.headers.get(name)!r}"
        for name, value in (FRAMED if path.startswith("/embed/") else HEADERS).items()
        if answer.headers.get(name) != value
    ]
    if packed.exists():
        if answer.headers.get("content-encoding") != "gzip" or answer.body != packed.read_bytes():
            wrong.append(f"{path}: not the compressed file as it is")
        elif gzip.decompress(answer.body) != file.read_bytes():
            wrong.append(f"{path}: another text")
    elif answer.body != file.read_bytes():
        wrong.append(f"{path}: other bytes")
    return wrong


async def under_load(site: Path, port: int, readers: int, each: int, slow: int) -> tuple[int, list[str], float]:
    """Many readers at once, slow ones among them: (answers, what was wrong, answers a second)."""
    random.seed(1)
    files = [
        path for path in site.rglob("*") if path.is_file() and path.suffix != ".gz" and not path.name.startswith(".")
    ]
    addresses = [f"/{path.relative_to(site).as_posix()}".removesuffix("index.html") for path in files]
    routes = [random.choices(addresses, k=each) for _ in range(readers)]
    began = time.perf_counter()
    slow_ones = [asyncio.create_task(ask(port, [addresses[n % len(addresses)]], pause=0.01)) for n in range(slow)]
    answered = await asyncio.gather(*(ask(port, route) for route in routes))
    took = time.perf_counter() - began
    late = await asyncio.gather(*slow_ones)
    wrong = [
        fault
        for route, answers in zip(routes, answered, strict=True)
        for path, one in zip(route, answers, strict=True)
        for fault in faults(site, path, one)
    ]
    wrong += [
        fault for n, answers in enumerate(late) for fault in faults(site, addresses[n % len(addresses)], answers[0])
    ]
    return readers * each + slow, wrong, readers * each / took


def finished(work: Coroutine[Any, Any, T]) -> T:
    """What a coroutine gives, run in a thread of its own: a browser's loop may run in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def led_out(port: int) -> list[str]:
    """The paths that were answered with a file, and writing methods that were not refused."""
    wrong = []
    for path in TRICKS:
        answer = finished(ask(port, [path]))[0]
        if answer.status not in (301, 400, 403, 404, 414) or b"root:" in answer.body:
            wrong.append(f"{path[:60]}: {answer.status}")
    for method in ("POST", "PUT", "DELETE"):
        answer = finished(ask(port, ["/"], method))[0]
        if answer.status < 400:
            wrong.append(f"{method}: {answer.status}")
    return wrong


# The same server, compressing with each answer instead.
ON_THE_FLY = "gzip on; gzip_comp_level 6; gzip_types *;"
SECONDS = 5


def rates(folder: Path, port: int, pages: list[str]) -> Iterator[tuple[str, float]]:
    """Answers a second that `wrk` counts: of an empty file, then of each page as it stands and compressed on the fly.

    `folder` holds `site/`, compressed as the guide says.
    """
    (folder / "site" / "empty.txt").touch()
    try:
        with nginx(folder, port):
            yield "an empty file", _rate(port, "empty.txt")
            for page in pages:
                yield f"/{page} as it stands, compressed", _rate(port, page)
        with nginx(folder, port, compressing=ON_THE_FLY):
            for page in pages:
                yield f"/{page} compressed on the fly", _rate(port, page)
    finally:
        (folder / "site" / "empty.txt").unlink()


def _rate(port: int, page: str) -> float:
    command = ["wrk", "-t1", "-c64", f"-d{SECONDS}s", "-H", "Accept-Encoding: gzip", f"http://127.0.0.1:{port}/{page}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    counted = re.search(r"^Requests/sec: +([\d.]+)$", said, re.MULTILINE)
    if not counted or "Non-2xx" in said:
        raise RuntimeError(f"wrk: {said}")
    return float(counted[1])


def is_there(*programs: str) -> bool:
    """Whether nginx, and whatever else is named, is installed."""
    return all(shutil.which(program) for program in ("nginx", *programs))
