"""The real yaml-language-server, of the version that package-lock.json pins."""

from __future__ import annotations

from pathlib import Path

import pytest
from pinned import command, installed


@pytest.fixture(scope="session")
def server() -> list[str | Path]:
    """The command that starts the server."""
    folder = installed(Path(__file__).parent, "yaml-language-server")
    node = command("node", "nodejs npm")
    return [node, folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server", "--stdio"]
