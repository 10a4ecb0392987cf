"""What the laws share: cases to hold over, an order on what is found, and how two results compare."""

from __future__ import annotations

import copy
import dataclasses
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.strategies import cases

import kitemark
from kitemark.evaluation.ends import Beyond, Ends, Exact, Interval, Root, Unknown
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.outcome import EXCLUDED, ConditionOutcome, NodeOutcome, PartyOutcome
from kitemark.evaluation.reading import Reading
from kitemark.evaluation.telling import not_told
from kitemark.result import evaluate
from kitemark.rules.scale import Scale
from kitemark.rules.standard import Criterion, Rules

__all__ = ["EXAMPLES", "Data", "cases", "examples", "result_of", "times"]

Data = dict[str, Any]
Case = tuple[Data, Data]

EXAMPLES = Path(__file__).parents[2] / "standards" / "customer-care" / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
CUSTOMER_CARE = kitemark.load_standard("customer-care")


def times(examples: int) -> settings:
    """So many examples, however long each takes and however few suit."""
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


def examples() -> st.SearchStrategy[Data]:
    """The packs that come with the customer-care standard, free to be changed."""
    packs = {name: kitemark.load_assessment(EXAMPLES / f"{name}.yaml").to_data() for name in NAMES}
    return st.sampled_from(NAMES).map(lambda name: copy.deepcopy(packs[name]))


def result_of(standard: Data | kitemark.Standard, pack: Data, target: str | None = None) -> kitemark.Result:
    """The result of a pack by a standard, both as plain data."""
    rules = standard if isinstance(standard, kitemark.Standard) else kitemark.standard_from(standard)
    return evaluate(rules, kitemark.assessment_from(pack, folder=EXAMPLES), target=target)


def plain(value: int | Fraction) -> int | Decimal:
    """An exact number as a file would hold it."""
    return value if isinstance(value, int) else Decimal(value.numerator) / value.denominator


def parties(result: kitemark.Result) -> list[PartyOutcome]:
    """The organisation and its units."""
    return [result.outcome, *result.outcome.units]


def subjects(pack: Data) -> list[Data]:
    """The places of a pack where evidence and judgements stand: its own, and each unit's."""
    return [pack, *pack.get("units", [])]


def criterion_of(rules: Rules, name: str) -> Criterion:
    """A criterion by its id."""
    node = rules.nodes[name]
    assert isinstance(node, Criterion)
    return node


def value_on(scale: Scale, said: Any) -> int | Fraction:
    """The value that a judgement's rating names on a scale."""
    called = scale.called(said) if isinstance(said, str) else None
    return called if called is not None else Fraction(str(said))


# The order on nodes: of two scores, the better one.


def lower_is_better(node: NodeOutcome) -> bool:
    """Whether a node's score is better when it is smaller."""
    rule = node.node
    return rule.scale.lower if isinstance(rule, Criterion) else rule.lower


def no_worse(node: NodeOutcome, one: int | Fraction, other: int | Fraction) -> bool:
    """Whether one score of a node is no worse than another."""
    return one <= other if lower_is_better(node) else one >= other


def worsened(before: kitemark.Result, after: kitemark.Result) -> Iterator[str]:
    """Everything that is worse in one result than in another: levels, scores, requirements, praise."""
    for old, new in zip(parties(before), parties(after), strict=True):
        who = old.party.id
        if (new.established < old.established) or (new.possible < old.possible):
            yield f"{who}: level {old.established}, {old.possible} to {new.established}, {new.possible}"
        yield from (f"{who}: {line}" for line in _nodes_worsened(old, new))
        lost = _praised(old) - _praised(new)
        yield from (f"{who}: lost {praise}" for praise in lost)
        for was, now in zip(_conditions(old), _conditions(new), strict=True):
            if (now.low, now.high) < (was.low, was.high):
                yield f"{who}: {was.rule} from {was.state} to {now.state}"


def _nodes_worsened(old: PartyOutcome, new: PartyOutcome) -> Iterator[str]:
    for name, was in old.nodes.items():
        now = new.nodes[name]
        if was.state != now.state:
            yield f"{name} was {was.state} and is {now.state}"
        elif was.state != EXCLUDED and not (no_worse(was, now.low, was.low) and no_worse(was, now.high, was.high)):
            yield f"{name} from {was.low}, {was.high} to {now.low}, {now.high}"


def _praised(party: PartyOutcome) -> set[str]:
    return {praise.rule.id for praise in party.commendations if praise.given}


def _conditions(party: PartyOutcome) -> list[ConditionOutcome]:
    return [condition for level in party.levels for condition in level.requires]


def outside(before: kitemark.Result, after: kitemark.Result) -> Iterator[str]:
    """Everything in a later result that lies outside the bounds that an earlier one gave."""
    for old, new in zip(parties(before), parties(after), strict=True):
        who = old.party.id
        if not old.established <= new.established <= new.possible <= old.possible:
            yield f"{who}: levels {new.established}, {new.possible} outside {old.established}, {old.possible}"
        for name, was in old.nodes.items():
            now = new.nodes[name]
            if was.state != now.state:
                yield f"{who}: {name} was {was.state} and is {now.state}"
            elif was.state != EXCLUDED and not (no_worse(was, now.low, was.low) and no_worse(was, was.high, now.high)):
                yield f"{who}: {name} at {now.low}, {now.high} outside {was.low}, {was.high}"
        for asked, now_asked in zip(_conditions(old), _conditions(new), strict=True):
            if asked.low > now_asked.low or asked.high < now_asked.high:
                yield f"{who}: {asked.rule} from {asked.state} to {now_asked.state}"
        if not _praised(old) <= _praised(new):
            yield f"{who}: lost {_praised(old) - _praised(new)}"
        raised = {flag.rule.id for flag in old.flags if flag.raised}
        if not raised <= {flag.rule.id for flag in new.flags if flag.raised}:
            yield f"{who}: a flag that was sure is no longer raised"


# The order on measures: what is known of one is no worse, or no wider, than what is known of another.


Readings = dict[tuple[str, str | None], Reading]


def readings(result: kitemark.Result) -> list[Readings]:
    """Every measure of the organisation and of each unit, a cited one for every criterion."""
    rules, parties = result.standard.rules, (result.outcome, *result.outcome.units)
    readers = [Measurer(rules, one.party, result.assessment.date) for one in parties]
    for reader, keys in zip(readers, not_told(rules, readers), strict=True):
        reader.not_told = keys
    return [_all_read(reader, rules) for reader in readers]


def _all_read(measurer: Measurer, rules: Rules) -> Readings:
    return {
        (measure.id, criterion): measurer.read(measure, criterion)
        for measure in rules.measures.values()
        for criterion in ([one.id for one in rules.criteria] if measure.cited else [None])
    }


def parts(found: Any) -> tuple[Any, ...]:
    """What is found, as a value that can be compared: its form and its fields."""
    if isinstance(found, Exact):
        return (Exact, found.value)
    values = (getattr(found, field.name) for field in dataclasses.fields(found))
    return (found.__class__, *(parts(one) if dataclasses.is_dataclass(one) else one for one in values))


def shown_of(reading: Reading) -> tuple[Any, ...]:
    """All that a reading holds, as a value that can be compared."""
    lack = reading.lack and parts(reading.lack)
    groups = tuple(parts(group) for group in reading.groups)
    return (reading.measure.id, parts(reading.ends), reading.state, reading.hidden, lack, groups)


def surely_no_worse(one: Reading, other: Reading) -> bool:
    """Whether one reading is no worse than another of the same measure at both ends, as far as can be told."""
    mine, theirs, lower = one.ends, other.ends, one.measure.lower
    if parts(mine) == parts(theirs):
        return True
    if isinstance(theirs, Beyond):
        return isinstance(mine, Exact | Unknown)
    if isinstance(mine, Exact) and isinstance(theirs, Exact):
        return mine.value <= theirs.value if lower else mine.value >= theirs.value
    if isinstance(mine, Root) and isinstance(theirs, Root):
        return mine.square <= theirs.square
    if isinstance(mine, Interval) and isinstance(theirs, Interval):
        same = (mine.total, mine.width) == (theirs.total, theirs.width)
        return same and (mine.hits <= theirs.hits if lower else mine.hits >= theirs.hits)
    return False


def within(one: Ends, other: Ends) -> bool:
    """Whether what is known now lies within what was known before."""
    return isinstance(other, Unknown) or parts(one) == parts(other)


def all_no_worse(after: kitemark.Result, before: kitemark.Result) -> bool:
    """Whether no measure of one result is worse than in the other."""
    return all(
        surely_no_worse(now[key], was[key])
        for now, was in zip(readings(after), readings(before), strict=True)
        for key in was
    )


def all_within(after: kitemark.Result, before: kitemark.Result) -> bool:
    """Whether every measure of the later result lies within what the earlier one knew of it."""
    return all(
        within(now[key].ends, was[key].ends)
        for now, was in zip(readings(after), readings(before), strict=True)
        for key in was
    )


def nobody_is_empty(result: kitemark.Result) -> bool:
    """Whether every party has a record or a judgement left."""
    return not any(party.party.empty for party in parties(result))


def reads_judgements(standard: Data) -> bool:
    """Whether a measure of the standard reads judgements as records."""
    return any(measure["from"] == "judgement" for measure in standard.get("measures", {}).values())


def takes(standard: Data) -> Iterator[Any]:
    """What the measures of a standard take."""
    return (measure["take"] for measure in standard.get("measures", {}).values())


def without_fingerprint(result: kitemark.Result) -> Mapping[str, Any]:
    """The result's JSON without the assessment's digest."""
    return {key: value for key, value in result.to_dict().items() if key != "assessment"}
