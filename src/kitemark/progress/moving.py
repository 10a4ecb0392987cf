"""Moving: what alone brings an assessment from the level that it had to the level that it has, and by which rule.

Nothing is said of a part that was not seen: it is taken over by the earlier assessment, and set back in the later
one, and the engine evaluates both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kitemark.evaluation.outcome import ConditionOutcome, LimitOutcome, PartyOutcome
from kitemark.explain.conditions import asked
from kitemark.explain.words import Speaker
from kitemark.problems import KitemarkError
from kitemark.progress.parts import Changed, joined_parts, single_parts
from kitemark.progress.side import Part, Side
from kitemark.result import Result, evaluate
from kitemark.rules.condition import ConditionRule
from kitemark.rules.standard import ROOT

STANDARD = Changed("standard", "", None, Part())
"""The version of the standard, as what changed."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that turned with a part: what a level requires, or a limit on a criterion or section."""

    kind: str
    name: str
    text: str

    def to_dict(self) -> dict[str, str]:
        """Give it as plain data."""
        return {"kind": self.kind, "of": self.name, "text": self.text}


@dataclass(frozen=True, slots=True)
class Mover:
    """A part that moves the level: by itself (`alone`), or as the level would stay without it (`needed`)."""

    changed: Changed
    alone: bool
    needed: bool
    rules: tuple[Rule, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data."""
        rules = [rule.to_dict() for rule in self.rules]
        return {**self.changed.to_dict(), "alone": self.alone, "needed": self.needed, "rules": rules}


def movers(before: Side, after: Side) -> tuple[Mover, ...]:
    """Give the parts that move the level, the smallest and surest first; none where it stays or several do together.

    Where the established level is another, that is what moves; else it is the possible one.
    """
    told = _Told(possible=level_of(before.result.outcome) == level_of(after.result.outcome))
    if told(before.result.outcome) == told(after.result.outcome):
        return ()
    found = [*_version(before, after, told), *_found(single_parts(before, after), before, after, told)]
    if not any(one.alone for one in found):
        known = [one.changed.part for one in found if one.changed is not STANDARD]
        found += [
            one
            for one in _found(joined_parts(before, after), before, after, told)
            if one.alone or not any(part.within(one.changed.part) for part in known)
        ]
    return tuple(sorted(found, key=lambda one: -(2 * one.needed + one.alone)))


def level_of(outcome: PartyOutcome, *, possible: bool = False) -> str | None:
    """Give the id of the established, or the possible, level."""
    place = outcome.possible if possible else outcome.established
    return outcome.levels[place].rule.id if place >= 0 else None


@dataclass(frozen=True, slots=True)
class _Told:
    """Which level it is that moves: the possible one only where the established one stays."""

    possible: bool

    def __call__(self, outcome: PartyOutcome) -> str | None:
        return level_of(outcome, possible=self.possible)

    def between(self, one: PartyOutcome, other: PartyOutcome) -> slice:
        """Give where the levels stand that one of the two has and the other has not."""
        first, last = sorted(each.possible if self.possible else each.established for each in (one, other))
        return slice(first + 1, last + 1)

    def holds(self, condition: ConditionOutcome) -> bool:
        """Tell whether a condition holds at the end that decides."""
        return condition.high if self.possible else condition.low

    def is_held(self, limit: LimitOutcome) -> bool:
        """Tell whether a limit holds the end that decides."""
        return limit.held_high if self.possible else limit.held_low


def _found(parts: Iterable[Changed], before: Side, after: Side, told: _Told) -> Iterator[Mover]:
    for one in parts:
        alone, without = before.with_part(one.part, after), after.with_part(one.part, before)
        moves = alone is not None and told(alone) == told(after.result.outcome)
        needed = without is not None and told(without) == told(before.result.outcome)
        if needed and without is not None:
            yield Mover(one, moves, needed, tuple(_turned(without, after.result.outcome, after.result.speaker, told)))
        elif moves and alone is not None:
            yield Mover(one, moves, needed, tuple(_turned(before.result.outcome, alone, before.result.speaker, told)))


def _version(before: Side, after: Side, told: _Told) -> Iterator[Mover]:
    """Give the version of the standard, where that is what moves the level."""
    if before.result.standard == after.result.standard:
        return
    alone, without = _by(after, before), _by(before, after)
    moves = alone is not None and told(alone.outcome) == told(after.result.outcome)
    needed = without is not None and told(without.outcome) == told(before.result.outcome)
    if moves or needed:
        yield Mover(STANDARD, moves, needed, ())


def _by(standard: Side, pack: Side) -> Result | None:
    try:
        return evaluate(standard.result.standard, pack.result.assessment)
    except KitemarkError:
        return None


def _turned(without: PartyOutcome, outcome: PartyOutcome, speaker: Speaker, told: _Told) -> Iterator[Rule]:
    """Give the rules that stand otherwise in two outcomes by one standard: limits first, then the levels between."""
    for name, node in outcome.nodes.items():
        held = {id(limit.rule): told.is_held(limit) for limit in without.nodes[name].limits}
        for limit in node.limits:
            if told.is_held(limit) is not held.get(id(limit.rule), False):
                text = limit.rule.because or limit.rule.title or _asked(limit.rule.unless, speaker)
                yield Rule("limit", speaker.name(name) if name != ROOT else "the whole", text)
    where = told.between(without, outcome)
    for old, new in zip(without.levels[where], outcome.levels[where], strict=True):
        stood = {id(one.rule): told.holds(one) for one in old.requires}
        for one in new.requires:
            if stood.get(id(one.rule)) is not told.holds(one):
                yield Rule("requirement", new.rule.title, asked(one.rule, speaker))


def _asked(rule: ConditionRule | None, speaker: Speaker) -> str:
    return asked(rule, speaker) if rule is not None else "a limit"
