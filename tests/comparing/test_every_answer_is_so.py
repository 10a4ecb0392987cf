"""What is said of levels is so of every organisation that there could be, and every witness shows what it claims."""

from __future__ import annotations

import copy
import itertools
import random
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from versions_of import edited

import kitemark
from kitemark.analysis.carrying import outcome_of
from kitemark.analysis.logic import InexactError
from kitemark.analysis.questions.asked import holds_level
from kitemark.analysis.supposing import World, suppose
from kitemark.analysis.versions import Versions
from kitemark.comparing.levels import compare_levels, place_of
from kitemark.comparing.renaming import align
from kitemark.problems import KitemarkError
from kitemark.rules.standard import Rules

sys.path.insert(0, str(Path(__file__).parents[1]))
from reference.strategies import standards

MOST = 3_000


def organisations(versions: Versions) -> list[tuple[World, World]] | None:
    """Every organisation there can be, as both versions see it.

    None where there are too many, or where an unknown of one version hangs on one of the other.
    """
    old, new = versions.known
    for part in ("judged", "measures"):
        for name, choice in getattr(old, part).items():
            other = getattr(new, part).get(name)
            if other is not None and other.values == choice.values and other.lits != choice.lits:
                return None
    choices: dict[tuple[int, ...], list[tuple[int, str, Any, Any]]] = {}
    for place, known in enumerate(versions.known):
        for part in ("facts", "judged", "measures"):
            for name, choice in getattr(known, part).items():
                lits = tuple(-1 if lit.var is None else lit.var.index for lit in choice.lits)
                choices.setdefault(lits, []).append((place, part, name, choice))
    sizes = [len(lits) for lits in choices]
    count = 1
    for size in sizes:
        count *= size
    if count > MOST:
        return None
    found = []
    for picked in itertools.product(*(range(size) for size in sizes)):
        worlds: list[dict[str, dict[Any, Any]]] = [{"facts": {}, "judged": {}, "measures": {}} for _ in range(2)]
        for chosen, users in zip(picked, choices.values(), strict=True):
            for place, part, name, choice in users:
                worlds[place][part][name] = choice.values[chosen]
        found.append(tuple(World(one["facts"], one["judged"], one["measures"]) for one in worlds))
    return found


def held(rules: Rules, world: World, level: str) -> bool:
    outcome = suppose(rules, world)
    return outcome.levels[place_of(rules, level)].low and outcome.nodes[""].scored


def check(old: kitemark.Standard, new: kitemark.Standard, *, brute: bool = True) -> list[str]:
    """Hold every answer against all organisations, and run every witness again; give the relations."""
    found = compare_levels(old, new, seconds=20)
    both = (align(old, new).old, new)  # what was renamed has its new id in both, as in the answers
    everybody = None
    if brute and found.without is None:
        try:
            versions = Versions(*both, float("inf"))
            everybody = None if versions.logic.notes else organisations(versions)
        except InexactError:
            everybody = None
    for level in found.levels:
        for place, answer in enumerate((level.keeps, level.gains)):
            for witness in answer.witnesses:
                outcomes = [outcome_of(standard, dict(witness.assessment)) for standard in both]
                shown = [
                    outcome is not None and holds_level(outcome, place_of(standard.rules, level.id))
                    for outcome, standard in zip(outcomes, both, strict=True)
                ]
                assert shown == [place == 0, place == 1]
            if answer.verdict == "undecided":
                assert answer.why
            if answer.verdict == "proved" and everybody is not None:
                for worlds in everybody:
                    in_one = held(both[place].rules, worlds[place], level.id)
                    assert not in_one or held(both[1 - place].rules, worlds[1 - place], level.id)
    return [level.relation for level in found.levels]


@settings(max_examples=28, deadline=None, suppress_health_check=list(HealthCheck))
@given(standards(), st.integers(0, 10**9))
def test_of_drawn_standards_with_one_edit(data, seed) -> None:
    old = kitemark.standard_from(data)
    dice = random.Random(seed)  # noqa: S311 - edits, not secrets
    for _ in range(3):
        try:
            new = kitemark.standard_from(edited(data, dice)[1])
        except KitemarkError:
            continue
        check(old, new)


SMALL: dict[str, Any] = {
    "kitemark": 1,
    "id": "small",
    "version": "1.0.0",
    "title": "Small",
    "scales": {"steps": [{"value": 0}, {"value": 1, "name": "Some"}, {"value": 2}]},
    "scale": "steps",
    "evidence": {"log": {"fields": {"n": {"type": "integer", "minimum": 0}}}},
    "measures": {"total": {"from": "log", "take": {"sum": "n"}}, "mean": {"from": "log", "take": {"mean": "n"}}},
    "criteria": [
        {"id": "a", "title": "A"},
        {"id": "b", "title": "B", "limits": [{"at_most": 1, "unless": {"measure": "total", "at_least": 3}}]},
    ],
    "levels": [
        {"id": "low", "requires": [{"each": "criteria", "at_least": 1}]},
        {"id": "high", "requires": [{"overall": "75%"}]},
    ],
}


def changed(*path: Any, to: Any) -> kitemark.Standard:
    data = copy.deepcopy(SMALL)
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    if to is None:
        del holder[path[-1]]
    else:
        holder[path[-1]] = to
    return kitemark.standard_from(data)


@pytest.mark.parametrize(
    ("path", "to", "relations"),
    [
        (("title",), "Words only", ["same", "same"]),
        (("levels", 1, "requires", 0, "overall"), "80%", ["same", "stricter"]),
        (("levels", 1, "requires", 0, "overall"), "74%", ["same", "same"]),
        (("levels", 0, "requires", 0, "at_least"), 2, ["stricter", "stricter"]),
        (("criteria", 1, "limits", 0, "at_most"), 0, ["stricter", "stricter"]),
        (("criteria", 1, "limits", 0, "unless", "at_least"), 4, ["same", "stricter"]),
        (("criteria", 1, "limits"), None, ["same", "looser"]),
        (("criteria", 0, "weight"), 2, ["same", "both ways"]),
        (("criteria", 0), None, ["looser", "looser"]),
        (("measures", "total", "needs"), {"n": 5}, ["same", "stricter"]),
    ],
)
def test_of_stories(path, to, relations) -> None:
    old = kitemark.standard_from(SMALL)
    new = changed(*path, to=to)
    if path == ("criteria", 0) and to is None:
        assert check(old, new)[0] == "looser"
    elif path == ("criteria", 0, "weight"):
        assert check(old, new)[0] == "same"
    else:
        assert check(old, new) == relations
        contrary = {"stricter": "looser", "looser": "stricter"}
        assert check(new, old) == [contrary.get(one, one) for one in relations]


def test_a_witness_is_as_small_as_may_be() -> None:
    found = compare_levels(kitemark.standard_from(SMALL), changed("levels", 0, "requires", 0, "at_least", to=2))
    small = found.levels[0].keeps.witnesses[0].assessment
    assert len(small["judgements"]) == 2
    assert not small.get("evidence")


def test_units_are_no_proof() -> None:
    old = {**SMALL, "levels": [*SMALL["levels"], {"id": "top", "requires": [{"each": "units", "at_least": "low"}]}]}
    new = {**old, "measures": {**SMALL["measures"], "more": {"from": "log", "take": "count"}}}
    new["commendations"] = [{"id": "c", "requires": [{"measure": "more", "at_least": 1}]}]
    new["levels"] = [
        *SMALL["levels"],
        {"id": "top", "requires": [{"some": "units", "share": "100%", "at_least": "low"}]},
    ]
    found = compare_levels(kitemark.standard_from(old), kitemark.standard_from(new))
    assert {answer.verdict for level in found.levels for answer in (level.keeps, level.gains)} <= {
        "proved",
        "undecided",
        "refuted",
    }
    assert any("alike" in (answer.why or "") for level in found.levels for answer in level.undecided)


def test_no_time_is_told() -> None:
    found = compare_levels(kitemark.standard_from(SMALL), changed("criteria", 0, "weight", to=3), seconds=0)
    assert all(answer.verdict == "undecided" for level in found.levels for answer in level.undecided)
    assert found.without == "the time was over before the rules were put to the solver"


def test_a_level_is_not_the_same_where_a_limit_is_lifted_by_another_level_of_units() -> None:
    lifted = {"at_most": 0, "unless": {"each": "units", "at_least": "low"}}
    top = {"id": "top", "builds_on": "none", "requires": [{"measure": "total", "at_least": 3}]}
    old = copy.deepcopy(SMALL)
    old["criteria"][1]["limits"] = [lifted]
    old["levels"] = [{"id": "low", "requires": [{"overall": "75%"}]}, top]
    new = {**old, "levels": [old["levels"][0], {**top, "requires": [{"measure": "total", "at_least": 2}]}]}
    judged = [{"criterion": name, "assessor": "A", "because": "Seen.", "rating": 2} for name in "ab"]
    record = {"id": "r", "kind": "log", "date": "2026-10-01", "n": 2}
    pack = {
        "kitemark": 1,
        "organisation": {"id": "o"},
        "date": "2026-11-01",
        "judgements": judged,
        "evidence": [record],
    }
    versions = kitemark.standard_from(old), kitemark.standard_from(new)
    held_by = [kitemark.evaluate(one, kitemark.assessment_from(pack))["b"].low for one in versions]
    assert held_by == [0, 2]  # what the unit is by itself, the pack as a whole, lifts the limit only in the new one
    found = compare_levels(*versions)
    assert found.levels[0].keeps.verdict == "proved"
    assert found.levels[0].gains.verdict != "proved"
