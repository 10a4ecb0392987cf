"""What the tests share: those that want a tool which is not there are left out, and that is said at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

TOOLS = ("editor", "browser")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for name in TOOLS:
        left_out = [r for r in terminalreporter.stats.get("skipped", []) if f"tests/{name}/" in r.nodeid]
        if left_out:
            terminalreporter.write_line(f"{len(left_out)} {name} tests did not run: {left_out[0].longrepr[2]}")
