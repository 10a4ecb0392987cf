"""Refusing: which changes make errors of packs that the old version takes, where the change alone does not show it.

Whether packs fit is seen from the rules of both versions, whole. Each reason is then laid to the change that
stands nearest to where it is.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from kitemark.comparing.change import Change
from kitemark.comparing.facts_needed import newly_needed, reading_places
from kitemark.comparing.judged_otherwise import Options, takes_less
from kitemark.comparing.sides import Side
from kitemark.reading import Path
from kitemark.rules.standard import Criterion


def with_refusals(changes: Iterable[Change], both: tuple[Side, Side]) -> tuple[Change, ...]:
    """Give the changes, each told whether packs for the old version may not fit the new one because of it."""
    found = tuple(changes)
    if not found:
        return ()
    refusing = _Refusing(found, both).all()
    return tuple(
        dataclasses.replace(change, refuses=True) if place in refusing else change for place, change in enumerate(found)
    )


class _Refusing:
    """Lays each reason for which a pack may not fit to changes, by the places where they stand in the new file."""

    def __init__(self, changes: Sequence[Change], both: tuple[Side, Side]) -> None:
        self._changes = changes
        self._both = both
        self._rules = both[0].standard.rules, both[1].standard.rules
        self._at: dict[Path, list[int]] = {}
        self._within: dict[Path, list[int]] = {}
        for number, change in enumerate(changes):
            path = change.places.new
            if path is not None:
                self._at.setdefault(path, []).append(number)
                for end in range(len(path) + 1):
                    self._within.setdefault(path[:end], []).append(number)

    def all(self) -> set[int]:
        """Give which of the changes refuse, by their numbers."""
        return {number for found in (*self._facts(), *self._judged()) for number in found}

    # Facts of the profile

    def _facts(self) -> Iterator[Iterable[int]]:
        needed = newly_needed(*self._rules) - self._rules[1].facts_required  # of these the profile's changes say so
        if not needed:
            return
        olds, news = (list(reading_places(side.data(()))) for side in self._both)
        before = {(fact, path[:end]) for fact, path in olds for end in range(len(path) + 1)}
        for fact in sorted(needed):
            places = [path for name, path in news if name == fact]
            yield [number for path in places for number in self._reading(fact, path, before)] or self._nearest(places)

    def _reading(self, fact: str, path: Path, before: set[tuple[str, Path]]) -> Iterator[int]:
        """Give the changes within which a fact is read, and was not."""
        for end in range(len(path) + 1):
            for number in self._at.get(path[:end], ()):
                old = self._changes[number].places.old
                if old is None or (fact, old) not in before:
                    yield number

    # Judgements

    def _judged(self) -> Iterator[Iterable[int]]:
        old, new = self._rules
        olds, paths = {one.id: one for one in old.criteria}, dict(_criterion_paths(self._both[1]))
        pairs = [(olds[now.id], now) for now in new.criteria if now.id in olds]
        options = Options(new)
        for was, now in pairs:
            path = paths[now.id]
            if now.not_applicable == "refused" and was.not_applicable != "refused":
                yield self._nearest([(*path, "not_applicable")], ("not_applicable",))
            if takes_less(was.judged_on, now.judged_on):
                yield self._scale(path, was, now)
            yield from (self._nearest([(*path, key)]) for key in options.newly_none_fits(was, now))
        if old.judgements.roles != new.judgements.roles and any(now.not_applicable == "refused" for _, now in pairs):
            yield self._nearest([("judgements", "roles")])  # whose marks of not applicable stand is another matter now

    def _scale(self, path: Path, was: Criterion, now: Criterion) -> Iterable[int]:
        """Give the changes by which a criterion is judged on a scale that does not take what the old one takes."""
        points = ("scales", now.judged_on.id)
        if was.judged_on.id == now.judged_on.id and points in self._within:
            return [number for number in self._within[points] if self._changes[number].refuses] or self._within[points]
        above = [(*path[:end], "scale") for end in range(len(path) - 2, -1, -2)]
        return self._nearest([(*path, "rating"), (*path, "scale")], *above)

    # Places

    def _nearest(self, paths: Sequence[Path], *others: Path) -> Iterable[int]:
        """Give the changes at the first of several places where there are any, and else those nearest to them.

        Of these come those that decide, if any does.
        """
        found = next((self._within[path] for path in (*paths, *others) if path in self._within), None)
        if found is None:
            longest = max((path[: self._known(path)] for path in paths), key=len, default=())
            found = self._at.get(longest) or self._within.get(longest) or list(range(len(self._changes)))
        return [number for number in found if self._changes[number].effect != "none"] or found

    def _known(self, path: Path) -> int:
        """Give how many steps of a path lead to a change."""
        return next((end for end in range(len(path), 0, -1) if path[:end] in self._within), 0)


def _criterion_paths(side: Side) -> Iterator[tuple[str, Path]]:
    """Give each criterion's place in its file."""
    inside: list[tuple[Path, object]] = [((), side.data(()))]
    while inside:
        path, form = inside.pop()
        assert isinstance(form, dict)  # noqa: S101 - the file has been read
        inside += [((*path, "sections", at), one) for at, one in enumerate(form.get("sections") or ())]
        yield from ((one["id"], (*path, "criteria", at)) for at, one in enumerate(form.get("criteria") or ()))
