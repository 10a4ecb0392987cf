"""What is supposed, and what that changes, as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitemark.explain.words import joined
from kitemark.render.page import KEPT, Page
from kitemark.reporting.supposing import changes_of

if TYPE_CHECKING:
    from kitemark.result import Result


def add_supposed(result: Result, page: Page) -> None:
    """Say what is supposed, where anything is."""
    if result.supposed is not None:
        page.add(f"Supposed: {joined(result.supposed.words)}".replace(": ", f":{KEPT}", 1), "open", hang=10)


def add_changes(result: Result, page: Page) -> None:
    """Say what comes out otherwise than by the pack as it is, where anything is supposed."""
    changes = changes_of(result)
    if changes:
        page.heading("What this changes")
    for change in changes:
        mark = f"{page.marks[change.state]} " if change.state else ""
        page.add(f"{mark}{change.text}", change.state, 2, 2)
