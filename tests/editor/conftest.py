"""The real yaml-language-server, of the version that package-lock.json pins, installed once outside the checkout."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PINNED = ("package.json", "package-lock.json")
MUST_RUN = bool(os.environ.get("KITEMARK_CI"))
"""In continuous integration a server that cannot be had is a failure; elsewhere the tests are left out, and say so."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left_out = [r for r in terminalreporter.stats.get("skipped", []) if "tests/editor/" in r.nodeid]
    if left_out:
        terminalreporter.write_line(f"{len(left_out)} editor tests did not run: {left_out[0].longrepr[2]}")


@pytest.fixture(scope="session")
def server() -> list[str | Path]:
    """The command that starts the server."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        _not_to_be_had("found no npm; install Node.js (on Debian: apt-get install nodejs npm)")
    lock = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in PINNED)).hexdigest()[:16]
    folder = _cache() / f"yaml-language-server-{lock}"
    if not folder.is_dir():
        _install(npm, folder)
    return [node, folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server", "--stdio"]


def _cache() -> Path:
    wanted = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kitemark-tests"
    try:
        wanted.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="kitemark-tests-"))
    return wanted


def _install(npm: str, folder: Path) -> None:
    """Install what is pinned into a folder that is there whole or not at all."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        half = Path(place) / "half"
        half.mkdir()
        for name in PINNED:
            shutil.copy(HERE / name, half)
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"],
            cwd=half,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        if done.returncode:
            _not_to_be_had(f"npm could not install what tests/editor/package-lock.json pins: {done.stderr.strip()}")
        try:
            half.rename(folder)
        except OSError:
            if not folder.is_dir():  # else somebody else was faster
                raise


def _not_to_be_had(why: str) -> None:
    if MUST_RUN:
        pytest.fail(why)
    pytest.skip(why)
