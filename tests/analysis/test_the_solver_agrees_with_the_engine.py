"""What the solver's constraints say of an organisation is what the engine says of it: levels, scores, what counts."""

from __future__ import annotations

import contextlib
import random
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kitemark
from kitemark.analysis.encoding import encode
from kitemark.analysis.logic import InexactError, Lit, Logic
from kitemark.analysis.supposing import suppose
from kitemark.analysis.unknowns import unknowns
from kitemark.rules.standard import Rules

sys.path.insert(0, str(Path(__file__).parents[1]))
from reference.strategies import cases


def compare(rules: Rules, draw: random.Random) -> None:
    """Fix every unknown at random, mostly at its best, and compare what follows."""
    logic = Logic()
    known = unknowns(rules, logic)
    encoded = encode(rules, logic, known)
    if logic.notes:  # what is put only nearly may come to something else
        return
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
        compare(rules, random.Random(seed))  # noqa: S311 - the same organisations each time


@settings(max_examples=60, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_of_drawn_standards(case, draw) -> None:
    rules = kitemark.standard_from(case[0]).rules
    with contextlib.suppress(InexactError):  # what cannot be put exactly is not put at all
        compare(rules, draw)


def test_what_is_put_only_nearly_is_noted() -> None:
    logic = Logic()
    scale = {"p": {"from": 0, "to": 10}}
    level = {"id": "l", "requires": [{"overall": "50%"}]}
    data = {"kitemark": 1, "id": "s", "version": "1.0.0", "title": "S", "scales": scale, "scale": "p"}
    rules = kitemark.standard_from({**data, "criteria": [{"id": "a", "title": "A"}], "levels": [level]}).rules
    unknowns(rules, logic)
    assert list(logic.notes) == ["on the scale 'p' only 41 points were looked at"]
