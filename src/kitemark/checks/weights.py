"""Weights that contradict how their section is scored.

A weight is a wish: this counts more, this counts less. It contradicts the rest of the standard where

- the section takes the worst or the best of its children, and asks for no weight at all,
- it stands on the only child of a mean, which is the whole mean whatever it weighs,
- all children of a mean or a sum weigh 0, so that nothing is left to score,
- it is 0, which says "this does not count", while a level, a limit or a mark still asks for the node.

The last may be meant, as a gate that moves no score; it is a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kitemark.checks import forms
from kitemark.checks.finding import Finding, finding_at
from kitemark.model.nodes import Child, children
from kitemark.model.standard import Scoring
from kitemark.problems import listing
from kitemark.reading import Path
from kitemark.rules import condition as conditions
from kitemark.rules.standard import ROOT, Rules
from kitemark.standard import Standard

_CODE = "weight-without-effect"


def weights_without_effect(standard: Standard) -> Iterator[Finding]:
    """Find weights that cannot do what they say."""
    asked = _asked(standard.rules)
    for path, section in forms.sections(standard.model):
        weighed = [(here, child) for here, child in children(section, path) if _is_written(child)]
        count = len(section.sections) + len(section.criteria)
        if section.combine in ("worst", "best"):
            yield from (_ignored(standard, here, section.combine) for here, _ in weighed)
        elif count > 1 and len(weighed) == count and all(child.weight == 0 for _, child in weighed):
            yield _nothing_left(standard, path, section)
        elif count == 1 and section.combine == "mean":
            yield from (_alone(standard, here, child.id, zero=child.weight == 0) for here, child in weighed)
        else:
            for here, child in weighed:
                if child.weight == 0 and (by := asked.get(child.id)):
                    yield _asked_all_the_same(standard, here, child.id, by)


def _is_written(node: Child) -> bool:
    return "weight" in node.model_fields_set


def _ignored(standard: Standard, path: Path, combine: str) -> Finding:
    message = f"found a weight in a section that takes the {combine} of its children, where none counts"
    hint = "take the weight out, or combine by mean or sum"
    return finding_at(standard.document, _CODE, (*path, "weight"), message, hint)


def _alone(standard: Standard, path: Path, name: str, *, zero: bool) -> Finding:
    message = f"found a weight on '{name}', the only one in its section, which makes up the whole mean"
    if zero:
        message = f"found a weight of 0 on '{name}', the only one in its section, which leaves nothing to score"
    return finding_at(standard.document, _CODE, (*path, "weight"), message, "take the weight out")


def _nothing_left(standard: Standard, path: Path, section: Scoring) -> Finding:
    name = getattr(section, "id", None)
    where = f"'{name}'" if name else "the standard itself"
    message = f"found that everything in {where} weighs 0, which leaves nothing to score"
    return finding_at(standard.document, _CODE, path, message, "give a weight above 0 to what is to count")


def _asked_all_the_same(standard: Standard, path: Path, name: str, by: list[str]) -> Finding:
    message = f"found a weight of 0 on '{name}', which moves no score, while {listing(by, 3)} still asks for it"
    hint = "give it a weight, or accept the finding where it is meant as a gate that moves no score"
    return finding_at(standard.document, _CODE, (*path, "weight"), message, hint, mild=True)


def _asked(rules: Rules) -> dict[str, list[str]]:
    """Give for each node what asks for its score or its marks, each once."""
    found: dict[str, dict[str, None]] = {}
    done: set[int] = set()
    for owner, condition in _owners(rules):
        if id(condition) in done:
            continue  # a safeguard's condition is one object, however many criteria it holds
        done.add(id(condition))
        for node in _nodes_of(condition):
            found.setdefault(node, {})[owner] = None
    return {node: list(owners) for node, owners in found.items()}


def _owners(rules: Rules) -> Iterator[tuple[str, conditions.ConditionRule]]:
    for level in rules.levels:
        yield from ((f"the level '{level.id}'", one) for one in level.requires)
    for praise in rules.commendations:
        yield from ((f"the commendation '{praise.id}'", one) for one in praise.requires)
    yield from ((f"the flag '{flag.id}'", flag.when) for flag in rules.flags)
    for node in rules.nodes.values():
        what = "the whole standard" if node.id == ROOT else f"'{node.id}'"
        yield from ((f"a limit on {what}", one.unless) for one in node.limits if one.unless is not None)


def _nodes_of(rule: conditions.ConditionRule) -> Iterable[str]:
    match rule:
        case conditions.Each() | conditions.Some():
            return rule.nodes
        case conditions.AnyOf() | conditions.AllOf():
            return (node for part in rule.parts for node in _nodes_of(part))
        case _:
            return ()
