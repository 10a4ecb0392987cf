"""Real Chromium, without a window, spoken to through a pipe in its DevTools protocol."""

from __future__ import annotations

import base64
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
START = """
import fcntl, os, sys
read, write = (fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3])
os.dup2(read, 3), os.dup2(write, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Starts a browser that listens at 3 and speaks at 4, as its protocol has it."""


class Chromium:
    """A browser; `open` gives a page in it."""

    def __init__(self, read: int, write: int) -> None:
        self._read, self._write = os.fdopen(read, "rb", buffering=0), os.fdopen(write, "wb")
        self._rest = b""
        self._numbers = itertools.count(1)
        self.events: list[dict[str, Any]] = []

    def hang_up(self) -> None:
        """Close the pipes to a browser that has gone."""
        self._read.close()
        with suppress(OSError):
            self._write.close()

    def tell(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Give the answer to a command; events that come meanwhile are kept."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        self._write.write(json.dumps(message).encode() + b"\0")
        self._write.flush()
        while True:
            answer = self._message()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError((method, answer["error"]))
                return answer["result"]
            self.events.append(answer)

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
        flags = [*FLAGS, f"--user-data-dir={home}", "about:blank"]
        process = subprocess.Popen(
            [sys.executable, "-c", START, str(their_read), str(their_write), command, *flags],
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
            browser.hang_up()
