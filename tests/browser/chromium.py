"""Real Chromium, without a window, spoken to through a pipe in its DevTools protocol."""

from __future__ import annotations

import base64
import itertools
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--hide-scrollbars",
    "--no-first-run",
    "--remote-debugging-pipe",
)


class Chromium:
    """A browser; `open` gives a page in it."""

    def __init__(self, read: int, write: int) -> None:
        self._read, self._write = os.fdopen(read, "rb", buffering=0), os.fdopen(write, "wb", buffering=0)
        self._rest = b""
        self._numbers = itertools.count(1)
        self.events: list[dict[str, Any]] = []

    def tell(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Give the answer to a command; events that come meanwhile are kept."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        self._write.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError((method, answer["error"]))
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, method: str, session: str) -> None:
        """Wait until an event comes, or has come."""
        while not any(e.get("method") == method and e.get("sessionId") == session for e in self.events):
            self.events.append(self._message())

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            part = self._read.read(1 << 16)
            if not part:
                raise EOFError("the browser has gone")
            self._rest += part
        text, _, self._rest = self._rest.partition(b"\0")
        return json.loads(text)

    def open(self, html: str, *, width: int = 1200, dark: bool = False, paper: bool = False) -> Page:
        """Give a page that shows this HTML, as if from nowhere."""
        target = self.tell("Target.createTarget", url="about:blank")["targetId"]
        session = self.tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.events.clear()
        page = Page(self, target, session)
        page.tell("Page.enable")
        page.tell("Network.enable")
        page.tell("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        page.tell("Emulation.setEmulatedMedia", media="print" if paper else "screen", features=[scheme])
        frame = page.tell("Page.getFrameTree")["frameTree"]["frame"]["id"]
        page.tell("Page.setDocumentContent", frameId=frame, html=html)
        return page


class Page:
    """A page in the browser."""

    def __init__(self, browser: Chromium, target: str, session: str) -> None:
        self._browser, self._target, self._session = browser, target, session

    def tell(self, method: str, **params: Any) -> dict[str, Any]:
        """Give the answer to a command about this page."""
        return self._browser.tell(method, self._session, **params)

    def value(self, expression: str) -> Any:
        """Give what JavaScript comes to on the page."""
        found = self.tell("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in found:
            raise RuntimeError(found["exceptionDetails"])
        return found["result"].get("value")

    def requests(self) -> list[str]:
        """Give the addresses that the page has asked for."""
        mine = [e for e in self._browser.events if e.get("sessionId") == self._session]
        return [e["params"]["request"]["url"] for e in mine if e["method"] == "Network.requestWillBeSent"]

    def picture(self) -> bytes:
        """Give the whole page as a PNG."""
        size = self.tell("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        return base64.b64decode(self.tell("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)["data"])

    def close(self) -> None:
        """Close the page."""
        self._browser.tell("Target.closeTarget", targetId=self._target)


@contextmanager
def chromium(command: str) -> Iterator[Chromium]:
    """Give a browser, and end it afterwards."""
    their_read, my_write = os.pipe()
    my_read, their_write = os.pipe()
    with tempfile.TemporaryDirectory(prefix="kitemark-chromium-", ignore_cleanup_errors=True) as home:
        script = f'exec "$0" "$@" 3<&{their_read} 4>&{their_write}'
        process = subprocess.Popen(
            ["/bin/sh", "-c", script, command, *FLAGS, f"--user-data-dir={home}", "about:blank"],
            pass_fds=(their_read, their_write),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(their_read)
        os.close(their_write)
        browser = Chromium(my_read, my_write)
        try:
            yield browser
        finally:
            try:
                browser.tell("Browser.close")
                process.wait(10)
            except (OSError, EOFError, subprocess.TimeoutExpired):
                process.kill()
                process.wait()
