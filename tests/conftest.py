"""What the tests share: what continuous integration draws, and what is said of tests whose tool is not there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import settings

if TYPE_CHECKING:
    import pytest

TOOLS = ("editor", "browser")

# In continuous integration a change decides, and not a draw: properties see the same examples each time.
# Everywhere else they see new ones, and what those find becomes a story.
settings.register_profile("ci", derandomize=True)
if os.environ.get("KITEMARK_CI"):
    settings.load_profile("ci")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for name in TOOLS:
        left_out = [r for r in terminalreporter.stats.get("skipped", []) if f"tests/{name}/" in r.nodeid]
        if left_out:
            terminalreporter.write_line(f"{len(left_out)} {name} tests did not run: {left_out[0].longrepr[2]}")
