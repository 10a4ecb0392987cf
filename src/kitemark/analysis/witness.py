"""Witnesses: the first draft of an assessment, and who judges in it."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kitemark.analysis.drafting import Data, plain
from kitemark.analysis.supposing import World, units_of
from kitemark.rules.rating import asks_assessors
from kitemark.rules.records import Test
from kitemark.rules.standard import Criterion, Rules
from kitemark.standard import Standard

BECAUSE = "Supposed, to show what can be."
_DAY = datetime.date(2026, 1, 1)
_MOST_ROLES = 4


@dataclass(frozen=True, slots=True)
class Panel:
    """Who judges: the roles of the assessors, and of one more who judges the first `shared` of the criteria."""

    roles: tuple[str | None, ...]
    more: str | None = None
    shared: int = 0

    def says(self, said: Data, place: int) -> Iterator[Data]:
        """Give a judgement of the criterion at a place by each assessor, all of whom say the same."""
        for number, role in enumerate([*self.roles, *([self.more] if place < self.shared else [])]):
            one: Data = {**said, "assessor": f"Assessor {number + 1}", "because": BECAUSE}
            if role is not None:
                one["role"] = role
            yield one


def drafted(standard: Standard, world: World) -> Data:
    """Give an assessment with the facts and judgements of a world, and without any record."""
    rules = standard.rules
    panel = next(panels(rules))
    pack: Data = {
        "kitemark": 1,
        "standard": f"{standard.id}@{standard.version}",
        "organisation": {"id": "witness", "name": "Witness"},
        "date": day_of(standard).isoformat(),
    }
    if world.facts:
        pack["organisation"]["profile"] = dict(world.facts)
    own = [one for one in rules.criteria if not rules.asks_units or one.asked_of != "units"]
    pack["judgements"] = _judgements(world, own, panel)
    if rules.asks_units:
        asked = [one for one in rules.criteria if one.asked_of != "organisation"]
        judgements = _judgements(world, asked, panel)
        names = (f"unit-{place + 1}" for place in range(units_of(rules, world)))
        pack["units"] = [{"id": name, "judgements": [dict(one) for one in judgements]} for name in names]
    return pack


def _judgements(world: World, criteria: Sequence[Criterion], panel: Panel) -> list[Data]:
    return [one for place, criterion in enumerate(criteria) for one in judged(criterion, world, panel, place)]


def judged(criterion: Criterion, world: World, panel: Panel, place: int) -> Iterator[Data]:
    """Give the judgements of one criterion by a panel; none where it is measured only."""
    rating = world.ratings[criterion.id]
    if rating is not None and not asks_assessors(criterion.rating):
        return
    said: Data = {"not_applicable": True} if rating is None else {"rating": plain(rating)}
    yield from panel.says({"criterion": criterion.id, **said}, place)


def day_of(standard: Standard) -> datetime.date:
    """Give the assessment date of witnesses: a day on which the standard is in effect."""
    effective = standard.model.effective
    return effective.from_ if effective is not None and effective.from_ is not None else _DAY


def panels(rules: Rules) -> Iterator[Panel]:
    """Give panels of assessors: of one role each, of several, and with one more for some criteria only."""
    least = max(rules.judgements.assessors, 1)
    named = sorted(rules.judgements.roles or _roles_named(rules))[:_MOST_ROLES]
    roles: list[str | None] = [*named] or [None]
    for size in range(1, len(roles) + 1):
        for some in itertools.combinations(roles, size):
            yield Panel((*some, *([some[0]] * (least - size))))
    if not any(measure.sieve.judgements for measure in rules.measures.values()):
        return
    every = len(rules.criteria)
    shares = sorted({1, -(-every // 4), every // 2, every})
    for main, more, shared in itertools.product(roles, roles, shares):
        yield Panel((main,) * least, more, shared)


def _roles_named(rules: Rules) -> set[str]:
    measures = [measure for measure in rules.measures.values() if measure.sieve.judgements]
    tests: list[Test] = [test for measure in measures for test in measure.sieve.tests]
    tests += [test for measure in measures for test in getattr(measure.take, "tests", ())]
    return {one for test in tests if test.field == "role" for one in test.allowed if isinstance(one, str)}
