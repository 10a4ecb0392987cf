"""Law: what a handbook and a schedule say is asked of a profile is what the engine asks of it.

Drawn lines of marks and chosen ratings, with facts that have one value and facts that are lists, are read back
from their words and compared with what an assessment of that profile takes.
"""

from __future__ import annotations

import re
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import kitemark
from kitemark.describe import schedule
from kitemark.describe.marks import mark_item
from kitemark.describe.ratings import rating_item
from kitemark.describe.wording import Wording
from kitemark.evaluation.outcome import CriterionOutcome, MarkOutcome
from kitemark.rules.rating import BestMark, Measured
from kitemark.rules.standard import Criterion

from .reading_back import FACTS, Asked, Profile, asked, chosen, holds
from .small import Data, changed, rows

many = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=250)
LEVELS = {"bronze": "1", "silver": "2", "gold": "3"}
"""Each level with a threshold of its own, by which its lines can be told apart."""


def some(*values: Any) -> st.SearchStrategy[Any]:
    """One of some values, or several that will do."""
    return st.sampled_from(values) | st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)


BOUNDS: st.SearchStrategy[Data] = st.sampled_from(
    [{"at_most": 2}, {"at_least": 3}, {"at_most": 4}, {"at_least": 2, "at_most": 4}]
)
TESTS: dict[str, st.SearchStrategy[Any]] = {
    "size": some("tiny", "small", "large"),
    "staff": BOUNDS,
    "offers": some("housing", "care", "food"),
    "rungs": BOUNDS | some(1, 3, 5),
    "either": some("one", "two"),
    "listed": some("one", "two"),
}
WHENS = st.lists(st.sampled_from(sorted(TESTS)), min_size=1, max_size=2, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: TESTS[name] for name in names})
)
PROFILES: st.SearchStrategy[Profile] = st.fixed_dictionaries(
    {
        "size": st.sampled_from(["tiny", "small", "large"]),
        "staff": st.integers(0, 6),
        "offers": st.lists(st.sampled_from(["housing", "care", "food"]), unique=True),
        "rungs": st.lists(st.integers(0, 6), max_size=2),
        "listed": st.sampled_from(FACTS["listed"]["enum"]),
        "either": st.sampled_from(["one", "two", "three"]) | st.lists(st.sampled_from(["one", "two"]), unique=True),
    }
)
LEAVES = st.lists(st.sampled_from(sorted(LEVELS)), min_size=1, unique=True).map(
    lambda named: {"measure": "", **{level: int(LEVELS[level]) for level in named}}
)


def optional(options: list[tuple[Data, Data]], last: Data) -> Data:
    """A line that is chosen by the profile; the last option fits every profile."""
    return {"choose": [*({"when": when, **line} for when, line in options), last]}


def composed(lines: st.SearchStrategy[Data]) -> st.SearchStrategy[Data]:
    """Lines over lines."""
    several = st.lists(lines, min_size=1, max_size=3)
    options = st.lists(st.tuples(WHENS, lines), min_size=1, max_size=3)
    return (
        st.builds(optional, options, lines)
        | several.map(lambda one: {"worst": one})
        | several.map(lambda one: {"best": one})
    )


MARKS = composed(LEAVES | composed(LEAVES | composed(LEAVES)))
RATINGS = st.builds(
    lambda whens: [
        *({"when": when, "measure": "", "bands": {"1": 1}} for when in whens),
        {"measure": "", "bands": {"1": 1}},
    ],
    st.lists(WHENS, min_size=1, max_size=4),
)


def named(line: Any, measures: list[str]) -> Any:
    """Lines of which each reads a measure of its own."""
    if isinstance(line, list):
        return [named(one, measures) for one in line]
    if not isinstance(line, dict):
        return line
    if "measure" not in line:
        return {key: named(one, measures) for key, one in line.items()}
    measures.append(f"m{len(measures)}")
    return {**line, "measure": measures[-1]}


def standard(condition: Data, **form: Any) -> kitemark.Standard:
    """A standard of one criterion, all of whose levels ask for it and none of which builds on another."""
    measures: list[str] = []
    data = changed(criteria=[{"id": "a", "title": "A", **named(form, measures)}], profile=None)
    levels = [(level, {"each": "criteria", **condition}) for level in LEVELS]
    return kitemark.standard_from(
        {
            **data,
            "profile": {"fields": FACTS},
            "measures": {name: {"title": name.upper(), "from": "paper", "take": "count"} for name in measures},
            "levels": [
                {
                    "id": level,
                    "title": level.capitalize(),
                    "builds_on": "none",
                    "requires": [{**one, "marks": level} if "marks" in one else one],
                }
                for level, one in levels
            ],
        }
    )


def evaluated(of: kitemark.Standard, profile: Profile) -> kitemark.Result:
    """What comes out for an organisation of a profile, without any record."""
    pack = {
        "kitemark": 1,
        "standard": "small",
        "organisation": {"id": "o", "name": "O", "profile": profile},
        "date": "2026-11-01",
    }
    return kitemark.evaluate(of, kitemark.assessment_from(pack))


def taken(mark: MarkOutcome) -> Asked:
    """What a line came to, as a handbook says it."""
    if mark.reading is not None and mark.goal is not None:
        return mark.reading.measure.title, str(mark.goal.goal.value)
    said = "One of these is enough." if isinstance(mark.rule, BestMark) else "All of these."
    return said, [taken(part) for part in mark.parts]


def lines_of(found: Asked) -> set[tuple[str, str]]:
    """The measures that are asked for, with their thresholds."""
    if found is None:
        return set()
    said, rest = found
    return {(said, rest)} if isinstance(rest, str) else {line for part in rest for line in lines_of(part)}


def scheduled(of: kitemark.Standard, level: str, profile: Profile) -> set[tuple[str, str]]:
    """The lines of a schedule that hold where the profile is so."""
    found = [row for row in rows(schedule(of, level)) if row.measure and holds(row.where, profile)]
    return {(row.title, number[1]) for row in found if (number := re.match(r"at least (\d)", row.threshold))}


@many
@given(st.lists(MARKS, min_size=1, max_size=2), PROFILES)
def test_marks_are_said_as_they_are_asked(marks: list[Data], profile: Profile) -> None:
    of = standard({"marks": ""}, marks=marks)
    result = evaluated(of, profile)
    node = of.rules.nodes["a"]
    assert isinstance(node, Criterion)
    for level in LEVELS:
        found = [taken(line) for line in result.outcome.marks["a", level][1]]
        items = [mark_item(mark, Wording(of.rules)) for mark in node.marks]
        read = [asked(item, level.capitalize(), profile) for item in items]
        assert [one for one in read if one is not None] == found
        assert scheduled(of, level, profile) == {line for one in found for line in lines_of(one)}


BOTH = [
    *({"when": {"offers": one}, "measure": "", "bands": {"1": 1}} for one in ("housing", "care")),
    {"measure": "", "bands": {"1": 1}},
]
PLAIN: Profile = {"size": "tiny", "staff": 0, "rungs": [], "either": "one", "listed": "one"}


@many
@given(RATINGS, PROFILES)
@example(BOTH, {**PLAIN, "offers": ["housing", "care"]})
@example(BOTH, {**PLAIN, "offers": ["food", "care"]})
@example(BOTH, {**PLAIN, "offers": ["food"]})
def test_a_chosen_rating_is_said_as_it_is_taken(options: list[Data], profile: Profile) -> None:
    of = standard({"at_least": 1}, rating={"choose": options})
    outcome = evaluated(of, profile).outcome.nodes["a"]
    assert isinstance(outcome, CriterionOutcome)
    assert outcome.rating is not None
    rule = outcome.rating.rule
    assert isinstance(rule, Measured)
    assert scheduled(of, "gold", profile) == {(rule.measure.title, "1")}
    said = rating_item(outcome.node.rating, Wording(of.rules)).items
    assert chosen(said, profile, lambda option: option.lead.split(": ")[-1]) == rule.measure.title
