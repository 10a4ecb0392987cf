"""What the solver's constraints say of an organisation is what the engine says of it: levels, scores, what counts."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kitemark
from kitemark.analysis.encoding import encode, unknowns
from kitemark.analysis.logic import InexactError, Lit, Logic
from kitemark.analysis.supposing import suppose
from kitemark.rules.standard import Rules

sys.path.insert(0, str(Path(__file__).parents[1]))
from reference.strategies import cases  # noqa: E402 - the folder is not a package


def compare(rules: Rules, draw: random.Random) -> None:
    """Fix every unknown at random, mostly at its best, and compare what follows."""
    logic = Logic()
    known = unknowns(rules, logic)
    encoded = encode(rules, logic, known)
    for choice in (*known.facts.values(), *known.judged.values(), *known.measures.values()):
        best = len(choice.values) - 1
        picked = best if draw.random() < 0.6 else draw.randrange(len(choice.values))
        for place, lit in enumerate(choice.lits):
            if lit.known is None:
                logic.model.add(logic.raw(lit) == int(place == picked))
    solver = logic.cp.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(logic.model)
    assert status in (logic.cp.OPTIMAL, logic.cp.FEASIBLE)

    def holds(lit: Lit) -> bool:
        return lit.known if lit.known is not None else bool(solver.boolean_value(logic.raw(lit)))

    def value(found: Any) -> Any:
        return found.constant + sum(factor * solver.value(var) for var, factor in found.terms.values())

    outcome = suppose(rules, known.world(holds))
    scored = outcome.nodes[""].scored
    assert [holds(encoded.levels[level.id]) for level in rules.levels] == [one.low and scored for one in outcome.levels]
    for name, node in encoded.nodes.items():
        assert holds(node.counts) is outcome.nodes[name].scored
        if outcome.nodes[name].scored:
            assert value(node.score) == outcome.nodes[name].low


@pytest.mark.parametrize("name", kitemark.bundled_ids())
def test_of_the_bundled_standards(name) -> None:
    rules = kitemark.load_standard(name).rules
    for seed in range(6):
        compare(rules, random.Random(seed))


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(0, 2**32))
def test_of_drawn_standards(case, seed) -> None:
    rules = kitemark.standard_from(case[0]).rules
    try:
        compare(rules, random.Random(seed))
    except InexactError as error:
        assert str(error)
