"""Uses: which criteria, levels and flags read a measure."""

from __future__ import annotations

from collections.abc import Iterator

from kitemark.rules.naming import condition_measures, criterion_measures
from kitemark.rules.standard import ROOT, Criterion, Rules


def uses(rules: Rules) -> dict[str, list[str]]:
    """Give for each measure what reads it, each once, in the standard's order."""
    found: dict[str, dict[str, None]] = {}
    for measure, reader in _readers(rules):
        found.setdefault(measure, {})[reader] = None
    return {measure: list(readers) for measure, readers in found.items()}


def _readers(rules: Rules) -> Iterator[tuple[str, str]]:
    for node in rules.nodes.values():
        if isinstance(node, Criterion):
            yield from ((measure.id, node.id) for measure in criterion_measures(node))
            continue
        name = node.id if node.id != ROOT else "the whole standard"
        for limit in node.limits:
            if limit.unless is not None:
                yield from ((measure.id, name) for measure in condition_measures(limit.unless))
    asked = [(level.title, condition) for level in rules.levels for condition in level.requires]
    asked += [(f"'{praise.title}'", condition) for praise in rules.commendations for condition in praise.requires]
    asked += [(f"the flag '{flag.title}'", flag.when) for flag in rules.flags]
    for name, condition in asked:
        yield from ((measure.id, name) for measure in condition_measures(condition))
