"""Facts needed: what a profile must say for a version to take it, whether or not the version calls it optional."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kitemark.binding.facts import facts_read
from kitemark.reading import Path
from kitemark.rules.standard import Rules

_APART = frozenset({"profile", "scales", "tags", "evidence", "accepted", "measures", "examples"})
"""Keys at the top of a standard below which no fact is read."""
_MATCHES = frozenset({"when", "applies_when"})


def newly_needed(old: Rules, new: Rules) -> frozenset[str]:
    """Give the facts without which the new version refuses a pack that the old one takes."""
    whole = _needed(new, has_units=False) - _needed(old, has_units=False)
    above = _needed(new, has_units=True) - _needed(old, has_units=True)
    in_units = facts_read(new, unit=True, has_units=True) - _of_units(old)
    return whole | above | in_units


def _needed(rules: Rules, *, has_units: bool) -> frozenset[str]:
    """Give the facts that an organisation's own profile must have."""
    return facts_read(rules, unit=False, has_units=has_units) | rules.facts_required


def _of_units(rules: Rules) -> frozenset[str]:
    """Give the facts that are known of a unit, by its own profile or by the organisation's."""
    return facts_read(rules, unit=True, has_units=True) | _needed(rules, has_units=True)


def reading_places(data: Any, path: Path = ()) -> Iterator[tuple[str, Path]]:
    """Give each fact that a standard's data reads, with the place where it is named."""
    if isinstance(data, list):
        for place, item in enumerate(data):
            yield from reading_places(item, (*path, place))
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        here = (*path, key)
        if not path and key in _APART:
            continue
        if key in _MATCHES and isinstance(value, dict) and not _is_flag(here):
            yield from ((fact, (*here, fact)) for fact in value)
        elif key == "expect" and isinstance(value, str):
            yield value, here
        else:
            yield from reading_places(value, here)


def _is_flag(path: Path) -> bool:
    """Tell whether a `when` is the condition of a flag, and no test of the profile."""
    return len(path) == 3 and path[0] == "flags"
