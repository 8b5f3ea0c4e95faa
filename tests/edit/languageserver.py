"""The YAML language server that editors run, asked from here: what it says of data files with our schemas, what it completes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).resolve().parents[1] / "node" / "node_modules" / ".bin" / "yaml-language-server"


class LanguageServer:
    """A running server that knows which schema is for which files."""

    def __init__(self, root: Path, schemas: Mapping[Path, list[str]]) -> None:
        self.process = subprocess.Popen(
            [str(PROGRAM), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.asked = 0
        self.settings = {
            "yaml": {
                "schemas": {path.as_uri(): globs for path, globs in schemas.items()},
                "schemaStore": {"enable": False},
                "validate": True,
                "completion": True,
                "hover": True,
            }
        }
        self.ask(
            "initialize",
            {"processId": None, "rootUri": root.as_uri(), "capabilities": {"workspace": {"configuration": True}}},
        )
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": self.settings})

    def open(self, *paths: Path) -> list[str]:
        """What it says against some files, each with its line."""
        waiting = {path.as_uri(): path for path in paths}
        for uri, path in waiting.items():
            text = path.read_text(encoding="utf-8")
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
            self.tell("textDocument/didOpen", {"textDocument": document})
        said: list[str] = []
        while waiting:
            message = self.read()
            found = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and found["uri"] in waiting:
                path = waiting.pop(found["uri"])
                for one in found["diagnostics"]:
                    said.append(f"{path.name}:{one['range']['start']['line'] + 1}: {one['message'][:300]}")
        return said

    def complete(self, path: Path, line: int, column: int) -> dict[str, str]:
        """The words that it offers at a place, with what it says of each."""
        at = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
        items = self.ask("textDocument/completion", at)
        return {one["label"]: json.dumps(one.get("documentation", "")) for one in (items or {"items": []})["items"]}

    def hover(self, path: Path, line: int, column: int) -> str:
        """What it says of the word at a place."""
        at = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
        return json.dumps(self.ask("textDocument/hover", at))

    def ask(self, method: str, parameters: Any) -> Any:
        self.asked += 1
        mine = self.asked
        self._write({"jsonrpc": "2.0", "id": mine, "method": method, "params": parameters})
        while True:
            message = self.read()
            if message.get("id") == mine and "method" not in message:
                return message.get("result")

    def tell(self, method: str, parameters: Any) -> None:
        self._write({"jsonrpc": "2.0", "method": method, "params": parameters})

    def read(self) -> dict[str, Any]:
        """The next message; what the server asks is answered on the way."""
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        assert length, "the server ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if "id" in message and "method" in message:
            result: Any = None
            if message["method"] == "workspace/configuration":
                result = [self.settings.get(item.get("section", ""), {}) for item in message["params"]["items"]]
            self._write({"jsonrpc": "2.0", "id": message["id"], "result": result})
        return message

    def _write(self, message: Any) -> None:
        assert self.process.stdin is not None
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()
