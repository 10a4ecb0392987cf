"""What packs say once: who is assessed, when, and in which words. It must be the same in all that say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kitemark.assessment import Assessment
from kitemark.digest import canonical
from kitemark.problems import Problem
from kitemark.reading import Path

_ONCE: tuple[Path, ...] = (("date",), ("title",), ("note",), ("decision",), ("users_comment",))
_OF_A_PARTY = ("id", "name")


@dataclass(frozen=True, slots=True)
class Part:
    """One of the packs: the assessment, and its data with every table written out as records."""

    assessment: Assessment
    data: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What problems call it: its file, or what it is."""
        return self.assessment.document.name or "another pack"

    def at(self, path: Path) -> Any:
        """Give what stands at a path, or None."""
        value: Any = self.data
        for step in path:
            if isinstance(step, int):
                value = value[step]
            elif isinstance(value, Mapping):
                value = value.get(step)
        return value

    def problem(self, path: Path, message: str, hint: str, code: str = "packs-differ") -> Problem:
        """Give a problem with what stands at a path."""
        return self.assessment.document.problem(code, path, message, hint)


class Gatherer:
    """Takes from several packs what they say alike, and gathers what they say differently."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Take the packs."""
        self.parts = parts
        self.problems: list[Problem] = []

    def head(self) -> dict[str, Any]:
        """Give what packs say once, save evidence, judgements and units."""
        organisation = self.party([(part, ("organisation",)) for part in self.parts])
        found: dict[str, Any] = {"organisation": organisation}
        for path in _ONCE:
            value = self.alike([(part, path) for part in self.parts])
            if value is not None:
                found[str(path[-1])] = value
        return found

    def party(self, places: Sequence[tuple[Part, Path]]) -> dict[str, Any]:
        """Give the id, name and facts of an organisation or a unit."""
        found = {}
        for key in _OF_A_PARTY:
            value = self.alike([(part, (*path, key)) for part, path in places])
            if value is not None:
                found[key] = value
        facts = dict.fromkeys(fact for part, path in places for fact in part.at((*path, "profile")) or ())
        profile = {fact: self.alike([(part, (*path, "profile", fact)) for part, path in places]) for fact in facts}
        return found | ({"profile": dict(sorted(profile.items()))} if profile else {})

    def alike(self, places: Sequence[tuple[Part, Path]]) -> Any:
        """Give what stands at the places, the same wherever anything does; note where it does not."""
        said = [(part, path, value) for part, path in places if (value := part.at(path)) is not None]
        if not said:
            return None
        first, _, value = said[0]
        for part, path, other in said[1:]:
            if canonical(other) != canonical(value):
                message = f"found another '{path[-1]}' than in {first.name}, wanted the same"
                self.problems.append(part.problem(path, message, "write the same in both, or in one of them only"))
        return value


def parties(part: Part) -> Iterator[tuple[str | None, Path]]:
    """Give the places where evidence and judgements stand: the pack's own, and each unit's by its id."""
    yield None, ()
    for place, unit in enumerate(part.data.get("units", ())):
        yield unit["id"], ("units", place)
