"""Ways: which single inputs of a standard could bear on what a level asks. The engine then says which do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kitemark.evaluation.ends import Ends
from kitemark.evaluation.outcome import ConditionOutcome, LevelOutcome
from kitemark.rules import condition as conditions
from kitemark.rules.measure import Measure
from kitemark.rules.naming import all_goals, all_marks, mark_measures, rating_measures, within
from kitemark.rules.rating import MarkGoal, asks_assessors
from kitemark.rules.records import Sieve
from kitemark.rules.scale import Goal
from kitemark.rules.standard import ROOT, Criterion, Node, Rules


class Input(NamedTuple):
    """What a level rests on: a measure, with the criterion for which it is read where it is cited.

    Without a measure it is a criterion that assessors judge.
    """

    measure: str | None
    of: str | None


Inputs = frozenset[Input]


@dataclass(frozen=True, slots=True, eq=False)
class Web:
    """What rests on what in one standard: the inputs behind each score, and the thresholds on each measure."""

    rules: Rules
    behind: Mapping[str, Inputs]
    judged: Mapping[str, Inputs]
    """The criteria behind each measure that reads judgements."""
    behind_marks: Mapping[str, Inputs]
    """The inputs behind each criterion's marks."""
    measures: tuple[Input, ...]
    goals: Mapping[str, tuple[Goal, ...]]
    marks: Mapping[str, tuple[MarkGoal, ...]]

    def reached(self, measure: Measure, ends: Ends) -> tuple[bool, ...]:
        """Give which thresholds of the standard a measure reaches for certain."""
        return (
            *(ends.reach(goal)[0] for goal in self.goals.get(measure.id, ())),
            *(ends.softened(mark.goal, mark.tolerance)[0] for mark in self.marks.get(measure.id, ())),
        )

    def ways(self, levels: Sequence[LevelOutcome]) -> list[Input]:
        """Give the inputs each of which could by itself gain one of the levels to come, in the standard's order.

        The first of them, or one that builds on none, is gained with any.
        """
        common: set[Input] = set()
        for place, level in enumerate(levels):
            if place == 0 or not level.rule.builds_on:
                unmet = [self._mending(one) for one in level.requires if not one.low]
                common |= frozenset.intersection(*unmet) if unmet else frozenset[Input]()
        nodes, measures = (
            {name: place for place, name in enumerate(names, 1)} for names in (self.rules.nodes, self.rules.measures)
        )
        return sorted(common, key=lambda one: (nodes.get(one.of or "", 0), measures.get(one.measure or "", 0)))

    def _mending(self, outcome: ConditionOutcome) -> Inputs:
        match rule := outcome.rule:
            case conditions.Overall():
                return self.behind[ROOT]
            case conditions.MeasureReaches():
                return frozenset((Input(rule.measure.id, None),)) | self.judged.get(rule.measure.id, frozenset())
            case conditions.AnyOf():
                return frozenset[Input]().union(*(self._mending(part) for part in outcome.parts))
            case conditions.AllOf():
                return frozenset.intersection(*(self._mending(part) for part in outcome.parts if not part.low))
            case conditions.Each() | conditions.Some():
                return self._mending_several(outcome, rule)
            case _:
                return frozenset()  # how much applies, and units, are not mended by one input of the organisation

    def _mending_several(self, outcome: ConditionOutcome, rule: conditions.Each | conditions.Some) -> Inputs:
        """Give the inputs behind as many of those that fall short as would have to rise."""
        marked = isinstance(rule.ask, conditions.HasMarks)
        behind = (self.behind_marks[name] if marked else self.behind[name] for name in outcome.short)
        counts = Counter(one for inputs in behind for one in inputs)
        wanted = _excess(outcome, rule)
        return frozenset(one for one, count in counts.items() if count >= wanted)

    def touched(self, keys: Sequence[Input]) -> tuple[frozenset[str], frozenset[str]]:
        """Give the nodes whose scores, and the criteria whose marks, rest on any of some inputs."""
        some = frozenset(keys)
        nodes = frozenset(name for name, inputs in self.behind.items() if inputs & some)
        return nodes, frozenset(name for name, inputs in self.behind_marks.items() if inputs & some)


def _excess(outcome: ConditionOutcome, rule: conditions.Each | conditions.Some) -> int:
    """Give the least number of those that fall short which must rise; 1 where it is counted by section."""
    short, asked = len(outcome.short), outcome.asked
    if rule.per_section:
        return 1
    if isinstance(rule, conditions.Each):
        return max(1, short - int(rule.spare * asked // 1 if rule.spare_share else rule.spare))
    least = -(-(rule.least * asked) // 1) if rule.least_share else rule.least
    return max(1, int(least) - (asked - short))


def web_of(rules: Rules) -> Web:
    """Give the web of a standard."""
    judged = _judged(rules)
    behind: dict[str, Inputs] = {}
    for name in rules.order:
        behind[name] = frozenset(_inputs(rules.nodes[name], behind, rules, judged))
    goals: dict[str, dict[Goal, None]] = {}
    for measure, goal in all_goals(rules):
        if not goal.contrary:
            goals.setdefault(measure.id, {})[goal] = None
    marks: dict[str, dict[MarkGoal, None]] = {}
    for measure, mark in all_marks(rules):
        marks.setdefault(measure.id, {})[mark] = None
    measures = tuple(
        Input(name, criterion)
        for name, measure in rules.measures.items()
        for criterion in (sorted(rules.cited_by.get(name, ())) if measure.cited else (None,))
    )
    told = {name: tuple(found) for name, found in goals.items()}
    marked = {one.id: frozenset(_marked(one, judged)) for one in rules.criteria}
    return Web(rules, behind, judged, marked, measures, told, {name: tuple(found) for name, found in marks.items()})


def _judged(rules: Rules) -> dict[str, Inputs]:
    """Give the criteria that assessors judge, for each measure that reads judgements, by itself or through a name."""
    every = frozenset(Input(None, one.id) for one in rules.criteria if asks_assessors(one.rating))
    named: dict[str, bool] = {}
    for name, accepted in rules.accepted.items():  # each stands after those that it is made from
        named[name] = _reads_judgements(accepted.sieve, named)
    return {name: every for name, measure in rules.measures.items() if _reads_judgements(measure.sieve, named)}


def _reads_judgements(sieve: Sieve, named: Mapping[str, bool]) -> bool:
    return sieve.judgements or any(named[name] for name in sieve.accepted)


def _inputs(node: Node, behind: Mapping[str, Inputs], rules: Rules, judged: Mapping[str, Inputs]) -> Iterator[Input]:
    """Give the inputs behind a node; those it depends on have theirs already."""
    if isinstance(node, Criterion):
        if asks_assessors(node.rating):
            yield Input(None, node.id)
        for measure in rating_measures(node.rating):
            yield from _of(measure, node.id, judged)
    else:
        yield from (one for child in node.children for one in behind[child])
    for limit in node.limits:
        for condition in within(limit.unless) if limit.unless is not None else ():
            if isinstance(condition, conditions.MeasureReaches):
                yield from _of(condition.measure, node.id, judged)
            else:
                yield from _asked(condition, behind, rules, judged)


def _asked(
    condition: conditions.ConditionRule, behind: Mapping[str, Inputs], rules: Rules, judged: Mapping[str, Inputs]
) -> Iterator[Input]:
    if isinstance(condition, conditions.Each | conditions.Some):
        for name in condition.nodes:
            if isinstance(condition.ask, conditions.HasMarks):
                yield from _marked(rules.nodes[name], judged)
            else:
                yield from behind.get(name, ())
    elif isinstance(condition, conditions.Overall):
        yield from behind.get(ROOT, ())


def _marked(node: Node, judged: Mapping[str, Inputs]) -> Iterator[Input]:
    for line in node.marks if isinstance(node, Criterion) else ():
        for measure in mark_measures(line):
            yield from _of(measure, node.id, judged)


def _of(measure: Measure, criterion: str, judged: Mapping[str, Inputs]) -> Iterator[Input]:
    yield Input(measure.id, criterion if measure.cited else None)
    yield from judged.get(measure.id, ())
