"""Versioning: how far the version of a standard should be raised, by semantic versioning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kitemark.comparing.answers import LevelAnswer
from kitemark.comparing.change import Change

Bump = Literal["major", "minor", "patch", "none"]
_MEANS = {"major": " Major means that nobody may take an earlier result to hold under the new version as well."}
_SIZES: tuple[Bump, ...] = ("none", "patch", "minor", "major")
_NUMBERS = re.compile(r"(\d+)\.(\d+)\.(\d+)(-[^+]*)?")


@dataclass(frozen=True, slots=True)
class Advice:
    """How far the version should be raised at least, why, and whether it was."""

    bump: Bump
    because: str
    least: str
    found: str
    enough: bool

    def text(self) -> str:
        """Give it in one or two sentences."""
        if self.bump == "none":
            return "Nothing differs, so that the version can stay."
        said = f"This is a {self.bump} change: {self.because}.{_MEANS.get(self.bump, '')}"
        if self.enough:
            return f"{said} Version {self.found} says so."
        return f"{said} The version is {self.found}; raise it to {self.least} at least."


def advise(old: str, new: str, changes: Sequence[Change], levels: Sequence[LevelAnswer]) -> Advice:
    """Give the advice: major where somebody can lose or a pack may not fit, minor where rules change, else patch."""
    real = [change for change in changes if change.code != "versioned"]
    bump, because = _bump(real, levels)
    least = _raised(old, bump)
    return Advice(bump, because, least, new, bump == "none" or not _before(new, least))


def _bump(changes: Sequence[Change], levels: Sequence[LevelAnswer]) -> tuple[Bump, str]:
    if not changes:
        return "none", ""
    losing = [one.title for one in levels if one.keeps.verdict == "refuted"]
    if losing:
        return "major", f"some who hold {_listed(losing)} can lose it"
    if any(change.code == "dropped" and change.thing.kind == "level" for change in changes):
        return "major", "a level is gone"
    if any(change.refuses for change in changes):
        return "major", "packs made for the old version may not fit the new one"
    deciding = [change for change in changes if change.effect != "none"]
    unsure = [one.title for one in levels if one.keeps.verdict == "undecided"]
    if deciding and unsure:
        return "major", f"it is not proved that everybody keeps {_listed(unsure)}"
    if deciding:
        return "minor", "rules change, and nobody loses a level by it"
    return "patch", "only words and what never decides are different"


def _listed(titles: Sequence[str]) -> str:
    return titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} or {titles[-1]}"


def _raised(version: str, bump: Bump) -> str:
    major, minor, patch = _numbers(version)[:3]
    if bump == "major" and major == 0:
        bump = "minor"  # before 1.0.0 nothing is promised, and the second number tells what breaks
    if bump == "major":
        return f"{major + 1}.0.0"
    if bump == "minor":
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}" if bump == "patch" else version


def _before(version: str, other: str) -> bool:
    return _numbers(version) < _numbers(other)


def _numbers(version: str) -> tuple[int, int, int, bool]:
    """Give a version's numbers; one that is only a candidate for a release comes before it."""
    found = _NUMBERS.match(version)
    assert found is not None  # noqa: S101 - a standard's version is semantic
    return int(found[1]), int(found[2]), int(found[3]), found[4] is None
