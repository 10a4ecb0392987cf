"""Explanations: every number that a sentence states is in the tree, and every node that falls short is named."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from hypothesis import given
from lawful import CUSTOMER_CARE, EXCLUDED, Case, Data, cases, examples, parties, result_of, times
from reference.evaluator import subjects as reference_subjects

import kitemark
from kitemark.evaluation.ends import Exact, Interval, Root
from kitemark.evaluation.outcome import MET, ConditionOutcome, CriterionOutcome, PartyOutcome
from kitemark.evaluation.reading import Reading
from kitemark.explain import reading_words, shortfalls
from kitemark.explain.conditions import requirement
from kitemark.rules.condition import AllOf, AnyOf, Each, HasMarks, MeasureReaches, Overall, Reach, Some
from kitemark.rules.standard import ROOT

NUMBER = r"(-?[0-9]+(?:\.[0-9]+)?)(…?)(%?)"
TENTH, FUZZ = 0.001, 1e-9


def numbers(text: str) -> list[tuple[Fraction, Fraction]]:
    """The numbers in a text, each with how far it was cut: away from it lies what was cut off."""
    found = []
    for digits, cut, percent in re.findall(NUMBER, text):
        places = len(digits.partition(".")[2])
        whole = Fraction(digits) / (100 if percent else 1)
        # A number is cut to one decimal as a percentage and to two otherwise, idle zeros left out.
        size = Fraction(1, 10 ** max(places, 1 if percent else 2)) / (100 if percent else 1)
        away = -size if digits.startswith("-") else size
        found.append((whole, away if cut else Fraction(0)))
    return found


def says(text: str, *values: int | Fraction) -> bool:
    """Whether the numbers in a text are these, in their order, exactly or cut."""
    stated = numbers(text)
    return len(stated) == len(values) and all(
        value == near if not cut else abs(value - near) < abs(cut) and (value - near) * cut > 0
        for (near, cut), value in zip(stated, values, strict=True)
    )


def in_words(result: kitemark.Result, party: PartyOutcome) -> Iterator[tuple[int | Fraction, int | Fraction]]:
    """The ends of the whole score as the sentence about it states them: a share of the most, or the number."""
    root = party.nodes[ROOT]
    for end in (root.low, root.high):
        if result.standard.rules.root.combine == "mean" and root.node.scale is None and root.maximum > 0:
            yield end, Fraction(end) / root.maximum
        else:
            yield end, end


def all_conditions(party: PartyOutcome) -> list[ConditionOutcome]:
    """Every condition of the levels and commendations, with its parts."""
    found = [one for level in party.levels for one in level.requires]
    found += [one for praise in party.commendations for one in praise.requires]
    for one in found:
        found.extend(one.parts)
    return found


def check_overall(result: kitemark.Result, asked: ConditionOutcome) -> None:
    party = result.outcome
    text = requirement(asked, party, result.speaker)
    root = party.nodes[ROOT]
    stands = text.partition(": ")[2]
    if not root.scored:
        assert "no score" in stands
        return
    if root.node.scale is not None:
        names = {root.node.scale.name(end) for end in (root.low, root.high)}
        assert all(name in stands for name in names)
        return
    ends = [shown for _, shown in in_words(result, party)]
    assert says(stands, *(ends[:1] if root.low == root.high else ends)), (stands, ends)


def check_reading(reading: Reading, result: kitemark.Result) -> None:
    words = reading_words(reading, result.speaker)
    if reading.state != "known" or reading.hidden:
        assert "it is" not in words
        assert reading.state == "short" or not numbers(words.partition(" since ")[0]) or not reading.hidden
        return
    if reading.empty and not reading.supposed:
        assert "none on record" in words
        if reading.measure.if_none is None:
            assert isinstance(reading.ends, Exact)
            assert not reading.ends.value
            return
    before = "counts as " if reading.empty and not reading.supposed else "it is "
    stated = words.partition(before)[2].partition("; left out")[0].partition(" since ")[0]
    match reading.ends:
        case Exact():
            assert says(stated, reading.ends.value), (stated, reading.ends)
        case Interval():
            hits, total = Fraction(reading.ends.hits), Fraction(reading.ends.total)
            counts, _, ends = stated.partition("; ")
            # A part of a thing can be counted too; it is cut like any number.
            assert says(counts, hits, total, hits / total), stated
            (low, _), (high, _), (confidence, _) = numbers(ends)
            assert confidence == reading.measure.confidence
            below, above = bounds(reading.ends)
            # Ends are cut outwards to a tenth of a per cent: no sentence says more than is known.
            assert low - FUZZ <= below < low + TENTH + FUZZ, (low, below)
            assert high - TENTH - FUZZ < above <= high + FUZZ, (high, above)
        case Root():
            [(near, _)] = numbers(stated)
            assert abs(float(near) - math.sqrt(reading.ends.square)) <= 0.001
        case _:
            assert not numbers(stated)


def bounds(interval: Interval) -> tuple[float, float]:
    """The ends of the score interval by the usual formula, in floating point."""
    n, p, w = float(interval.total), interval.hits / interval.total, float(interval.width)
    middle, half = p + w / (2 * n), math.sqrt(w * (p * (1 - p) / n + w / (4 * n * n)))
    return (middle - half) / (1 + w / n), (middle + half) / (1 + w / n)


def check_numbers(result: kitemark.Result) -> None:
    """Every condition and every measure says what the tree says."""
    for reading in result.outcome.readings:
        check_reading(reading, result)
    for asked in all_conditions(result.outcome):
        if isinstance(asked.rule, Overall):
            check_overall(result, asked)
        elif isinstance(asked.rule, MeasureReaches):
            assert asked.reading is not None
            stands = reading_words(asked.reading, result.speaker)
            assert stands in requirement(asked, result.outcome, result.speaker)


@times(80)
@given(cases())
def test_every_number_that_a_sentence_states_is_in_the_tree(case: Case) -> None:
    check_numbers(result_of(*case))


@times(12)
@given(examples())
def test_every_number_that_a_sentence_states_is_in_the_tree_in_customer_care(pack: Data) -> None:
    check_numbers(result_of(CUSTOMER_CARE, pack))


# Nodes that fall short


def short_of_scores(party: PartyOutcome, rule: Each | Some, ask: Reach) -> list[str]:
    """The selected nodes with a score whose low end does not reach what is asked of them."""
    found = []
    for name in rule.nodes:
        node, goal = party.nodes[name], ask.goals[name]
        if node.state != EXCLUDED:
            wanted = goal.value * node.maximum if goal.share else goal.value
            low = node.low - wanted if not goal.lower else wanted - node.low
            found += [name] * (low < 0 or (goal.strict and low == 0))
    return found


def short_of_marks(case: Case, party: PartyOutcome, rule: Each | Some, ask: HasMarks) -> list[str]:
    """The selected criteria that the reference does not find to have the mark."""
    subject, _ = reference_subjects(*case)
    return [
        name
        for name in rule.nodes
        if party.nodes[name].state not in (EXCLUDED, MET)
        and not subject.has_mark(subject.structure.nodes[name], ask.level, "low")
    ]


def check_nodes(result: kitemark.Result, case: Case) -> None:
    """Every requirement on nodes names those that fall short, and no others, and counts them rightly."""
    party = result.outcome
    for asked in all_conditions(party):
        rule = asked.rule
        if isinstance(rule, Each | Some):
            short = (
                short_of_scores(party, rule, rule.ask)
                if isinstance(rule.ask, Reach)
                else short_of_marks(case, party, rule, rule.ask)  # type: ignore[arg-type]
            )
            applying = [name for name in rule.nodes if party.nodes[name].state != EXCLUDED]
            assert (list(asked.short), asked.asked) == (short, len(applying))
            assert [one.id for one in shortfalls(asked, party, result.speaker)] == short
            check_names(result, asked, short, len(applying))
        elif isinstance(rule, AnyOf | AllOf):
            names = {name for part in asked.parts if not part.low for name in part.short}
            assert set(asked.short) == (set() if asked.low else names)


def check_names(result: kitemark.Result, asked: ConditionOutcome, short: list[str], applying: int) -> None:
    text = requirement(asked, result.outcome, result.speaker)
    if isinstance(asked.rule, Some) and asked.low and short:
        # Where some are enough, the others fall short of nothing, and only the count is told.
        assert f": {applying - len(short)} of {applying} " in text
        assert "these are not" not in text
        return
    sure = [name for name in short if name not in asked.untold]
    assert set(asked.untold) <= set(short)
    for some in (sure, [name for name in short if name in asked.untold]):
        # One that is asked for by its id is not named again.
        called = str if len(asked.rule.nodes) == 1 else result.speaker.name
        missing = [name for name in some[:8] if called(name).lower() not in text.lower()]
        assert not missing
        assert len(some) <= 8 or f"{len(some) - 8} more" in text
    assert ("cannot be told yet" in text) is bool(asked.untold)
    good = applying - len(short)
    if not short:
        assert " not" not in text.partition(": ")[2]
    elif applying > 1:
        assert f": {good} of {applying} " in text if good else f"none of the {applying} " in text


@times(80)
@given(cases())
def test_a_requirement_names_exactly_the_nodes_that_fall_short(case: Case) -> None:
    check_nodes(result_of(*case), case)


@times(12)
@given(examples())
def test_a_requirement_names_exactly_the_nodes_that_fall_short_in_customer_care(pack: Data) -> None:
    result = result_of(CUSTOMER_CARE, pack)
    party = result.outcome
    for asked in all_conditions(party):
        if isinstance(asked.rule, Each | Some) and isinstance(asked.rule.ask, Reach):
            assert list(asked.short) == short_of_scores(party, asked.rule, asked.rule.ask)


@times(40)
@given(cases())
def test_the_json_says_of_every_requirement_and_node_what_the_tree_says(case: Case) -> None:
    result = result_of(*case)
    data = result.to_dict()
    for level, outcome in zip(data["levels"], result.outcome.levels, strict=True):
        for said, asked in zip(level["requires"], outcome.requires, strict=True):
            assert (said["state"], said["nodes"]) == (asked.state, list(asked.short))
            assert said["text"].startswith(requirement(asked, result.outcome, result.speaker)[:20])
    for name, node in data["nodes"].items():
        outcome_of = result.outcome.nodes[name]
        assert ("low" in node) is (outcome_of.state != EXCLUDED)
        assert node["because"]
        assert all(reason.strip() and reason[0] == reason[0].upper() for reason in node["because"])


@times(50)
@given(cases())
def test_a_rating_says_between_which_points_it_lies(case: Case) -> None:
    result = result_of(*case)
    for party in parties(result)[:1]:
        for name, node in party.nodes.items():
            if isinstance(node, CriterionOutcome) and node.rating is not None:
                check_rating(result[name].reasons, node)


def check_rating(reasons: tuple[str, ...], node: CriterionOutcome) -> None:
    assert node.rating is not None
    scale, rating = node.node.scale, node.rating
    text = " ".join(reasons)
    if rating.state == "awaited":
        assert "cannot tell yet" in text.lower()
    elif rating.low == rating.high:
        assert re.search(rf"(ated|nsettled) {re.escape(scale.name(rating.low))}", text), text
    elif rating.state == "units":
        which = "as in " if len(rating.units) == 1 else "the worst of "
        assert f"Rated {scale.name(rating.low)} to {scale.name(rating.high)}, {which}" in text
    else:
        assert f"between {scale.name(rating.low)} and {scale.name(rating.high)}" in text
    held: Any = [limit for limit in node.limits if limit.held_low]
    assert any(reason.startswith("Held at") for reason in reasons) is bool(held)
    if held:
        assert f"Held at {scale.name(node.low)}" in reasons[0]
