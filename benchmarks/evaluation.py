"""An explained evaluation of 42 criteria: kitemark, zen-engine with its trace on, and plain Python.

Run it with `python benchmarks/evaluation.py`; it needs `pip install zen-engine`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import version
from types import ModuleType
from typing import Any

import judged
import ruleset
import timing
import zen

import kitemark

ORGANISATIONS = 10
CHECKED = 60
ROUNDS = 40
TRACED: zen.DecisionEvaluateOptions = {"trace": True}


def check_agreement(
    standard: kitemark.Standard, decisions: dict[str, zen.ZenDecision], fullness: int, rules: ModuleType
) -> list[int]:
    """Check that everybody finds the same level and scores, and give the seeds of a spread of organisations."""
    by_level: dict[str | None, list[int]] = {}
    for seed in range(CHECKED):
        data = rules.organisation(seed, fullness)
        result = kitemark.evaluate(standard, kitemark.assessment_from(data))
        facts = rules.facts(data)
        found = {name: decision.evaluate(facts, TRACED)["result"] for name, decision in decisions.items()}
        for name, other in {**found, "plain": rules.plain(facts)}.items():
            _check_same(result, other, f"{name}, organisation {seed}")
        by_level.setdefault(result.level, []).append(seed)
    spread = ", ".join(f"{len(seeds)} {level or 'no level'}" for level, seeds in by_level.items())
    print(f"  {CHECKED} organisations agree in level and section scores: {spread}")
    seeds = [seed for seeds in zip(*(_padded(found) for found in by_level.values()), strict=True) for seed in seeds]
    return list(dict.fromkeys(seeds))[:ORGANISATIONS]


def _padded(seeds: list[int]) -> list[int]:
    return [seeds[place % len(seeds)] for place in range(ORGANISATIONS)]


def _check_same(result: kitemark.Result, other: dict[str, Any], where: str) -> None:
    if other.get("level") != result.level:
        raise SystemExit(f"{where}: found {other.get('level')}, kitemark {result.level}")
    for section in ruleset.SECTIONS:
        low = result[section].low
        if low is None or abs(other[f"S_{section}"] - float(low)) > 1e-9:
            raise SystemExit(f"{where}: found {other[f'S_{section}']} for {section}, kitemark {low}")


def compare(rules: ModuleType, fullness: int) -> None:
    """Time everybody on the same organisations, in turns."""
    standard = kitemark.standard_from(rules.standard())
    engine = zen.ZenEngine()
    graphs = {"one node": rules.one_node(), "chain": rules.chain(), "tables": rules.many_tables()}
    decisions = {name: engine.create_decision(graph) for name, graph in graphs.items()}
    seeds = check_agreement(standard, decisions, fullness, rules)
    packs = [rules.organisation(seed, fullness) for seed in seeds]
    assessments = [kitemark.assessment_from(pack) for pack in packs]
    facts = [rules.facts(pack) for pack in packs]
    texts = [json.dumps(found) for found in facts]
    records = sum(len(pack["evidence"]) for pack in packs) // len(packs)
    print(f"  timed on {len(packs)} of them, about {records} records each; milliseconds for one:")

    def every(one: Callable[[Any], object], inputs: list[Any]) -> timing.Job:
        return lambda: [one(item) for item in inputs]

    one_node, chain, tables = decisions["one node"], decisions["chain"], decisions["tables"]
    evaluate = kitemark.evaluate
    jobs = {
        "kitemark": every(lambda a: evaluate(standard, a), assessments),
        "sentences": every(lambda a: evaluate(standard, a).to_dict(), assessments),
        "bound": every(lambda pack: evaluate(standard, kitemark.assessment_from(pack)), packs),
        "all": every(lambda pack: evaluate(standard, kitemark.assessment_from(pack)).to_dict(), packs),
        "zen": every(lambda found: one_node.evaluate(found, TRACED), facts),
        "zen-text": every(lambda found: one_node.evaluate(found, TRACED), texts),
        "zen-chain": every(lambda found: chain.evaluate(found, TRACED), facts),
        "zen-tables": every(lambda found: tables.evaluate(found, TRACED), facts),
        "zen-untraced": every(one_node.evaluate, facts),
        "plain": every(rules.plain, facts),
    }
    labels = {
        "kitemark": "kitemark, explained",
        "sentences": "kitemark, all sentences rendered (to_dict)",
        "bound": "kitemark, checking and binding the data included",
        "all": "kitemark, from data to all sentences",
        "zen": "zen, traced, one node",
        "zen-text": "zen, traced, one node, facts as JSON text",
        "zen-chain": "zen, traced, a node a step, each passing on",
        "zen-tables": "zen, traced, a decision table a criterion",
        "zen-untraced": "zen, no trace, one node",
        "plain": "plain Python, floats, no reasons",
    }
    times = timing.in_turns(jobs, ROUNDS)
    timing.table(times, labels, "kitemark", of=len(packs))
    for name in ("zen", "zen-chain", "zen-tables"):
        timing.verdict(f"{labels[name]} / kitemark", times.ratio(name, "kitemark"), 5, at_least=True)


def main() -> None:
    """Compare on packs with few records and on packs with many."""
    print(f"evaluation: {timing.machine()}, zen-engine {version('zen-engine')}, kitemark {kitemark.__version__}")
    print("\nrated by assessors: 42 judgements")
    compare(judged, 0)
    for fullness in (2, 6):
        print(f"\nrated from records: about {fullness} records a criterion")
        compare(ruleset, fullness)


if __name__ == "__main__":
    main()
