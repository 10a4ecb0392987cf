"""Versions: two standards as one set of constraints, on the organisations that both may look at.

An organisation is what it is, whichever version looks at it: facts, judgements and measures that
mean the same in both are one unknown. What does not mean the same is two unknowns, so that there
are rather too many organisations than too few: that nobody moves is then still proved, and who
moves wants a witness.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kitemark.analysis.adapting import Adapter
from kitemark.analysis.encoding import Encoder, encode
from kitemark.analysis.logic import Choice, Lit, Logic
from kitemark.analysis.profiles import fact_values, uncertain_facts
from kitemark.analysis.sameness import Definitions, bare, bare_schema
from kitemark.analysis.solving import WORK
from kitemark.analysis.supposing import Key, Supposed, World
from kitemark.analysis.thresholds import Thresholds
from kitemark.analysis.unknowns import Unknowns, judgements_of, measure_keys, points_of
from kitemark.quantity import Number
from kitemark.rules.measure import Measure
from kitemark.rules.records import token
from kitemark.rules.standard import Criterion, JudgementRule, Rules
from kitemark.schemas import misfits
from kitemark.standard import Standard

_NEARING = 0.2
"""Most work for finding an organisation that is near to another one."""
_UNLINKED_JUDGEMENTS = "what several judgements come to is not the same in both"

Worlds = tuple[World, World]
"""An organisation as the old version sees it, and as the new one does."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What the solver says: yes with an organisation seen by both versions, no, or neither within the budget."""

    verdict: str
    worlds: Worlds | None = None


class Versions:
    """The constraints of two standards over the same organisations."""

    def __init__(self, old: Standard, new: Standard, deadline: float) -> None:
        """Take the standards, and until when (by the monotonic clock) there is time.

        InexactError where the rules cannot be put exactly, NoSolverError without a solver.
        """
        self.standards = (old, new)
        self.logic = Logic(deadline)
        self.known = (Unknowns(), Unknowns())
        self._share_facts()
        self._share_judgements()
        self.thresholds = self._share_measures()
        self.parties: tuple[Encoder, Encoder] = (
            encode(old.rules, self.logic, self.known[0]),
            encode(new.rules, self.logic, self.known[1]),
        )

    @property
    def rules(self) -> tuple[Rules, Rules]:
        """The rules of both."""
        return self.standards[0].rules, self.standards[1].rules

    def adapter(self, place: int) -> Adapter:
        """Give what adapts assessments to the old version (0) or the new one (1)."""
        return Adapter(self.standards[place], self.known[place], self.thresholds[place])

    # What is shared

    def _share_facts(self) -> None:
        for name, values in _fact_values(self.rules, self.logic).items():
            choice = self.logic.choice(values)
            for known, rules in zip(self.known, self.rules, strict=True):
                if name in rules.facts:
                    known.facts[name] = choice

    def _share_judgements(self) -> None:
        old, new = self.rules
        settled = _settled_alike(old, new)
        if settled is None:
            self.logic.note(_UNLINKED_JUDGEMENTS)
        others = {one.id: one for one in new.criteria}
        for one in old.criteria:
            other = others.pop(one.id, None)
            if other is None or settled is None or not _rated_alike(one, other, old.judgements, self.logic):
                self._judge_alone(0, one)
                if other is not None:
                    self._judge_alone(1, other)
            else:
                self._judge_together(one, other, settled)
        for alone in others.values():
            self._judge_alone(1, alone)

    def _judge_alone(self, place: int, criterion: Criterion) -> None:
        self.known[place].judged[criterion.id] = self.logic.choice(judgements_of(criterion, self.logic))

    def _judge_together(self, one: Criterion, other: Criterion, settled: int) -> None:
        """Judge a criterion once; a point that a version does not have is the next worse one that it has."""
        kinds = [judgements_of(criterion, self.logic) for criterion in (one, other)]
        lower = one.judged_on.lower
        points = {value for kind in kinds for value in kind if value is not None}
        values: list[Number | None] = [*sorted(points, reverse=lower)]
        values += [None] * any(None in kind for kind in kinds)
        choice = self.logic.choice(values)
        for place, kind in enumerate(kinds):
            seen = tuple(_no_better(values, place, kind) for place in range(len(values)))
            found = Choice(seen, choice.lits)
            self.known[place].judged[one.id] = found if settled != place + 1 else self._or_worst(found)

    def _or_worst(self, choice: Choice[Any]) -> Choice[Any]:
        """Give the same choice, or its first value, whichever it may be."""
        lost = self.logic.fresh()
        kept = [self.logic.all_of((lit, ~lost)) for lit in choice.lits]
        first, *rest = kept
        return Choice(choice.values, (self.logic.any_of((first, lost)), *rest))

    def _share_measures(self) -> tuple[Thresholds, Thresholds]:
        old, new = self.rules
        links = _linked_measures(old, new)
        both = frozenset(links)
        thresholds = Thresholds(old, new, both), Thresholds(new, old, both)
        keys = [dict(measure_keys(rules)) for rules in self.rules]
        for place, own in enumerate(keys):
            for key in own:
                if key in self.known[place].measures:
                    continue
                shared = key[0] in both and key in keys[1 - place]
                needier = links[key[0]] if shared else 0
                sorts = thresholds[needier - 1 if needier else place].sorts(key[0])
                choice: Choice[Supposed] = self.logic.choice(sorts)
                self.known[place].measures[key] = choice
                if shared:
                    self._link(key, choice, place, needier)
        return thresholds

    def _link(self, key: Key, choice: Choice[Supposed], place: int, needier: int) -> None:
        """Make a measure one unknown; one that needs more in a version may be unknown there."""
        self.known[1 - place].measures[key] = choice
        if needier:
            self.known[needier - 1].measures[key] = self._or_worst(choice)

    # Questions

    def holds(self, place: int, level: str, *, other: bool) -> Lit:
        """Give whether a level is held in one version, and is not in the other (`other` False)."""
        one, another = self.parties[place].levels[level], self.parties[1 - place].levels[level]
        return self.logic.all_of((one, another if other else ~another))

    def find(self, sought: Lit, near: Worlds | None = None, without: Sequence[Worlds] = ()) -> Pair:
        """Give an organisation for which a literal holds, where asked as like to another as is soon found.

        Its measures are not as in any of `without`.
        """
        if sought.known is False:
            return Pair("no")
        logic = self.logic
        logic.assume((sought, *(logic.not_all(self._measured_as(worlds)) for worlds in without)))
        if near is not None:
            pairs = zip(self.known, near, strict=True)
            logic.draw_near(one for known, world in pairs for one in known.preferring(world))
            found = self._solve(_NEARING)
            if found.verdict != "unknown":
                return found
        logic.forget_preferences()
        return self._solve(WORK)

    def _solve(self, work: float) -> Pair:
        verdict, holds = self.logic.solve(work)
        return Pair(verdict, None if holds is None else (self.known[0].world(holds), self.known[1].world(holds)))

    def _measured_as(self, worlds: Worlds) -> Iterator[Lit]:
        for known, world in zip(self.known, worlds, strict=True):
            yield from known.measured_as(world)


def _fact_values(both: tuple[Rules, Rules], logic: Logic) -> dict[str, list[Any]]:
    """Give for each fact of either version one value of each sort that the two together tell apart."""
    found: dict[str, list[Any]] = {}
    for place, rules in enumerate(both):
        merged = _merged(rules, both[1 - place])
        for name in uncertain_facts(merged):
            logic.note(f"the fact '{name}' may have values that were not looked at")
        for name, values in fact_values(merged).items():
            known = found.setdefault(name, [])
            known += [value for value in values if value is not None and _is_new(value, known)]
    for name, values in found.items():
        schemas = [rules.facts[name] for rules in both if name in rules.facts]
        values[:] = [value for value in values if not any(misfits(schema, value) for schema in schemas)]
        if len(schemas) == 2 and token(bare_schema(schemas[0])) != token(bare_schema(schemas[1])):
            logic.note(f"the fact '{name}' is declared otherwise, and only values that fit both were looked at")
    return {name: values for name, values in found.items() if values}


def _is_new(value: Any, known: Sequence[Any]) -> bool:
    return all(token(value) != token(one) for one in known)


def _merged(own: Rules, other: Rules) -> Rules:
    """Give one version's facts under the tests of both."""
    nodes = {**{f"other {name}": node for name, node in other.nodes.items()}, **own.nodes}
    return dataclasses.replace(
        own,
        facts=MappingProxyType({**other.facts, **own.facts}),
        nodes=MappingProxyType(nodes),
        levels=(*own.levels, *other.levels),
        commendations=(*own.commendations, *other.commendations),
        flags=(*own.flags, *other.flags),
    )


def _no_better(values: Sequence[Number | None], place: int, known: Sequence[Number | None]) -> Number | None:
    """Give the value at a place, worst first, or the next worse one that is known; the worst for what is neither."""
    if values[place] is None:
        return None if None in known else known[0]
    return next((one for one in reversed(values[: place + 1]) if one in known), known[0])


def _rated_alike(one: Criterion, other: Criterion, judged: JudgementRule, logic: Logic) -> bool:
    """Tell whether what several assessors say comes to the same point, or to the next worse one, in both versions.

    How far assessors may differ is counted in steps, so that a new point between others, or below them,
    is not only a better word for an old one.
    """
    if one.judged_on.lower != other.judged_on.lower:
        return False
    points = [points_of(criterion.judged_on, logic) for criterion in (one, other)]
    fewer, more = sorted(points, key=len)
    return judged.settle == "latest" or more[: len(fewer)] == fewer


def _settled_alike(old: Rules, new: Rules) -> int | None:
    """Give 0 where judgements come to the same, 1 or 2 where the old or new version wants more people, else None."""
    one, other = old.judgements, new.judgements
    if bare(one) == bare(other):
        return 0
    if bare(dataclasses.replace(one, assessors=other.assessors)) != bare(other):
        return None
    return 1 if one.assessors > other.assessors else 2


def _linked_measures(old: Rules, new: Rules) -> dict[str, int]:
    """Give the measures that mean the same in both, each with which version, if any, needs more of it."""
    definitions = Definitions(old), Definitions(new)
    fuller = Definitions(old, new), Definitions(new, old)
    found: dict[str, int] = {}
    for name, measure in old.measures.items():
        other = new.measures.get(name)
        if other is not None and (_alike(measure, other, definitions) or _alike(measure, other, fuller)):
            needier = _needier(definitions[0].needs(measure), definitions[1].needs(other))
            if needier == 0 or (needier and measure.if_none is None and measure.groups is None):
                found[name] = needier
    return found


def _alike(measure: Measure, other: Measure, definitions: tuple[Definitions, Definitions]) -> bool:
    one, another = definitions[0].of(measure), definitions[1].of(other)
    return one is not None and one == another


def _needier(one: tuple[Mapping[str, Number], int], other: tuple[Mapping[str, Number], int]) -> int | None:
    """Give 0 where both need the same, 1 or 2 for the one that needs more, None where neither does in all."""
    fields = one[0].keys() | other[0].keys()
    gaps = [other[0].get(field, 0) - one[0].get(field, 0) for field in fields] + [other[1] - one[1]]
    if not any(gaps):
        return 0
    return 2 if all(gap >= 0 for gap in gaps) else 1 if all(gap <= 0 for gap in gaps) else None
