"""The generated cases are sound, and the reference is sound on them."""

from __future__ import annotations

import json
from fractions import Fraction

from hypothesis import HealthCheck, given, settings

from .evaluator import evaluate
from .evidence import Plain
from .strategies import cases
from .structure import Structure

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@relaxed
@given(cases())
def test_the_low_end_is_never_better_than_the_high_end(case: tuple[Plain, Plain]) -> None:
    standard, pack = case
    structure = Structure(standard)
    for name, node in evaluate(standard, pack)["nodes"].items():
        if "low" in node:
            low, high = Fraction(node["low"]), Fraction(node["high"])
            assert low >= high if structure.lower(structure.nodes[name]) else low <= high


@relaxed
@given(cases())
def test_established_is_never_above_possible(case: tuple[Plain, Plain]) -> None:
    standard, pack = case
    order = [None, *(level["id"] for level in standard["levels"])]
    result = evaluate(standard, pack)
    for one in [result, *result["units"].values()]:
        level = one["level"]
        assert order.index(level["established"]) <= order.index(level["possible"])


@relaxed
@given(cases())
def test_a_result_is_plain_and_repeatable(case: tuple[Plain, Plain]) -> None:
    first, second = evaluate(*case), evaluate(*case)
    assert json.dumps(first) == json.dumps(second)


@relaxed
@given(cases())
def test_a_target_is_reached_or_not(case: tuple[Plain, Plain]) -> None:
    standard, pack = case
    whole = evaluate(standard, pack)
    for level in whole["levels"]:
        asked = evaluate(standard, pack, target=level["id"])["level"]
        assert (asked["established"] == level["id"]) == (level["state"] == "met")
        assert (asked["possible"] == level["id"]) == (level["state"] != "unmet")
