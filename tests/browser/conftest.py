"""Real Chromium, and axe-core of the version that package-lock.json pins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import Chromium, chromium
from pinned import command, installed


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which looks at a page as a reader of WCAG does."""
    folder = installed(Path(__file__).parent, "axe-core")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def browser() -> Iterator[Chromium]:
    """One browser for all tests."""
    with chromium(command("chromium", "chromium")) as found:
        yield found
