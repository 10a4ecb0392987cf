"""As many changes as there are is how often one is looked at, so that many of them are soon told."""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any

import kitemark
from kitemark.comparing import Comparison, compare, differences, renaming
from kitemark.comparing.kinds import Reworded
from kitemark.render.change_note import render_note

if TYPE_CHECKING:
    import pytest

MANY = 60


def desk(title: str = "Old", name: str = "c", kind: str = "k") -> kitemark.Standard:
    return kitemark.standard_from(
        {
            "kitemark": 1,
            "id": "desk",
            "version": "1.0.0",
            "title": "Desk",
            "scale": "s",
            "scales": {"s": [{"value": 0}, {"value": 1}]},
            "evidence": {f"{kind}{at}": {"fields": {f"f{at}": {"type": "integer"}}} for at in range(MANY)},
            "criteria": [{"id": f"{name}{at}", "title": f"{title} {at}"} for at in range(MANY)],
            "levels": [{"id": "l", "requires": [{"each": "criteria", "at_least": 1}]}],
        }
    )


class Counted:
    """Calls of something, counted."""

    def __init__(self, call: Any) -> None:
        self.call = call
        self.count = 0

    def __get__(self, one: Any, of: type) -> Any:
        """As functions do, so that it can be a method."""
        return functools.partial(self, one)

    def __call__(self, *arguments: Any) -> Any:
        self.count += 1
        return self.call(*arguments)


def test_the_note_compares_no_change_with_every_other(monkeypatch: pytest.MonkeyPatch) -> None:
    found: Comparison = compare(desk(), desk(title="New"))
    assert len(found.changes) == MANY
    counted = Counted(Reworded.__eq__)
    monkeypatch.setattr(Reworded, "__eq__", counted)
    note = render_note(found)
    assert counted.count <= MANY
    assert note.count("now reads") == MANY


def test_every_change_is_told_once() -> None:
    note = render_note(compare(desk(), desk(title="New", kind="other")))
    assert note.count("now reads") == MANY


def test_what_was_renamed_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    room = sys.modules["kitemark.comparing.differences"]  # by its name the package has the function
    counted = Counted(room._planted)
    monkeypatch.setattr(room, "_planted", counted)
    changes = differences(desk(), desk(name="d"))
    assert sum(change.code == "renamed" for change in changes) == MANY
    assert counted.count <= 8


def test_what_has_no_title_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted(renaming._bare)
    monkeypatch.setattr(renaming, "_bare", counted)
    assert len(renaming.align(desk(), desk(kind="other")).names.kinds) == MANY
    assert counted.count <= 2 * MANY
