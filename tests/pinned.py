"""Tools of Node.js for the tests, of the versions that a package-lock.json pins, installed once outside the checkout."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

PINNED = ("package.json", "package-lock.json")
MUST_RUN = bool(os.environ.get("KITEMARK_CI"))
"""In continuous integration a tool that cannot be had is a failure; elsewhere the tests are left out, and say so."""


def command(name: str, package: str) -> str:
    """Give where a program is; `package` is what brings it on Debian."""
    found = shutil.which(name)
    if found is None:
        not_to_be_had(f"found no {name}; install it (on Debian: apt-get install {package})")
    return found


def installed(here: Path, name: str) -> Path:
    """Give the folder with the node_modules that the two files beside the tests in `here` pin."""
    npm = command("npm", "nodejs npm")
    lock = hashlib.sha256(b"".join((here / one).read_bytes() for one in PINNED)).hexdigest()[:16]
    folder = _cache() / f"{name}-{lock}"
    if not folder.is_dir():
        _install(npm, here, folder)
    return folder


def _cache() -> Path:
    wanted = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kitemark-tests"
    try:
        wanted.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="kitemark-tests-"))
    return wanted


def _install(npm: str, here: Path, folder: Path) -> None:
    """Install what is pinned into a folder that is there whole or not at all."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        half = Path(place) / "half"
        half.mkdir()
        for name in PINNED:
            shutil.copy(here / name, half)
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"],
            cwd=half,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        if done.returncode:
            where = f"tests/{here.name}/package-lock.json"
            not_to_be_had(f"npm could not install what {where} pins: {done.stderr.strip()}")
        try:
            half.rename(folder)
        except OSError:
            if not folder.is_dir():  # else somebody else was faster
                raise


def not_to_be_had(why: str) -> NoReturn:
    """Fail where the tests must run, and leave them out elsewhere."""
    if MUST_RUN:
        pytest.fail(why)
    pytest.skip(why)
