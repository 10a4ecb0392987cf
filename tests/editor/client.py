"""A small editor: it drives a language server over its protocol (LSP 3.17), on standard input and output."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

PATIENCE = 60
"""Seconds that an answer may take."""


class Editor:
    """An editor with one language server; use it in a `with`."""

    def __init__(self, command: Sequence[str | Path], folder: Path, settings: dict[str, Any]) -> None:
        self._command = command
        self._folder = folder
        self._settings = settings
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._problems: dict[str, queue.Queue[list[dict[str, Any]]]] = {}
        self._asked = 0

    def __enter__(self) -> Self:
        self._server = subprocess.Popen(
            [*map(str, self._command)], cwd=self._folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        able = {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}, "publishDiagnostics": {}}
        able["hover"] = {"contentFormat": ["markdown"]}
        capabilities = {"textDocument": able, "workspace": {"configuration": True}}
        self._ask("initialize", {"processId": None, "rootUri": self._folder.as_uri(), "capabilities": capabilities})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": self._settings})
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._ask("shutdown", None)
            self._tell("exit", None)
            self._server.wait(PATIENCE)
        finally:
            self._server.kill()
            self._server.wait()
            self._reader.join(PATIENCE)
            self._server.stdin.close()
            self._server.stdout.close()

    # -- what a person does -----------------------------------------------------------------

    def open(self, file: Path) -> list[dict[str, Any]]:
        """Open a file; what the server finds wrong with it."""
        uri = file.as_uri()
        self._problems[uri] = queue.Queue()
        text = file.read_text("utf-8")
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        return self._problems[uri].get(timeout=PATIENCE)

    def complete(self, file: Path, line: int, column: int) -> dict[str, dict[str, Any]]:
        """What is offered at a place (counted from 0), by what it is called."""
        found = self._ask("textDocument/completion", _at(file, line, column))
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: item for item in items}

    def hover(self, file: Path, line: int, column: int) -> str:
        """What is shown where the pointer rests."""
        found = self._ask("textDocument/hover", _at(file, line, column))
        return found["contents"]["value"] if found else ""

    # -- the protocol -----------------------------------------------------------------------

    def _ask(self, method: str, params: Any) -> Any:
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while True:
            answer = self._answers.get(timeout=PATIENCE)
            if answer["id"] == self._asked:
                assert "error" not in answer, answer["error"]
                return answer["result"]

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def _read(self) -> None:
        out = self._server.stdout
        while line := out.readline():
            size = 0
            while line.strip():
                name, _, value = line.partition(b":")
                size = int(value) if name.lower() == b"content-length" else size
                line = out.readline()
            self._take(json.loads(out.read(size)))

    def _take(self, message: dict[str, Any]) -> None:
        if "method" not in message:
            self._answers.put(message)
        elif message["method"] == "textDocument/publishDiagnostics":
            found = self._problems.get(message["params"]["uri"])
            if found is not None:
                found.put(message["params"]["diagnostics"])
        elif "id" in message:
            self._send({"id": message["id"], "result": self._reply(message)})

    def _reply(self, message: dict[str, Any]) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        return [self._settings.get(item.get("section")) for item in message["params"]["items"]]


def _at(file: Path, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": file.as_uri()}, "position": {"line": line, "character": column}}
