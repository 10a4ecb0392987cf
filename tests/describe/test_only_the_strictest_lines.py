"""A line of a schedule that another one makes needless is left out, and no other line is.

Law: whatever is left out follows, at both ends of every measure, from a line that stays.
"""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kitemark
from kitemark.describe import tracing
from kitemark.describe.demands import Context, Demand, Need
from kitemark.describe.strictest import asks_for
from kitemark.describe.wording import Wording
from kitemark.evaluation.ends import Beyond, Ends, Exact, Interval, Unknown
from kitemark.render.contract import render_csv, render_schedule_markdown
from kitemark.render.html import render_schedule_html
from kitemark.rules.scale import Goal

from .small import A, B, Data, measured, plan, rows

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.strategies import standards

many = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=150)
TENTHS = st.integers(0, 10).map(lambda n: Fraction(n, 10))


@st.composite
def needs(draw: Any) -> Need:
    """A need of one measure, of which more or less is better; the worse end may be softened by a tolerance."""
    goal = Goal(draw(TENTHS), share=True, strict=draw(st.booleans()), lower=draw(st.booleans()))
    where = draw(st.sampled_from([(), ("size is tiny",), ("size is tiny", "staff is at most 3")]))
    tolerance = draw(st.sampled_from([0, Fraction(1, 10), Fraction(3, 10)]))
    return Need("M", None, "", goal, Context(where=where), tolerance)


def ends() -> st.SearchStrategy[Ends]:
    """All that may be known of a share."""
    exact = TENTHS.map(lambda share: Exact(share.numerator, share.denominator))
    counted = st.integers(1, 60).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))
    ranged = counted.map(lambda count: Interval(count[0], count[1], Fraction(196, 100) ** 2))
    return st.sampled_from([Unknown(), Beyond()]) | exact | ranged


def reached(need: Need, known: Ends) -> tuple[bool, bool]:
    """Whether a need is met, at both ends."""
    assert need.goal is not None
    return known.softened(need.goal, need.tolerance)


@settings(many, max_examples=1500)
@given(needs(), needs(), ends())
def test_who_meets_a_need_meets_every_need_for_which_it_asks_at_least_as_much(
    one: Need, other: Need, known: Ends
) -> None:
    if asks_for(one, other):
        assert set(one.context.where) <= set(other.context.where)
        assert all(there or not here for here, there in zip(reached(one, known), reached(other, known), strict=True))


@many
@given(needs())
def test_a_need_asks_for_itself(need: Need) -> None:
    assert asks_for(need, need)


def whole(standard: kitemark.Standard, level: str) -> list[Demand]:
    """All that a level asks for, without anything left out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tracing, "leave_strictest", lambda _: None)
        return tracing.trace(level, Wording(standard.rules)).demands


def not_made_up_for(standard: kitemark.Standard, level: str) -> list[Need]:
    """The needs that are left out and do not follow from one that stays and is asked in any case."""
    left = tracing.trace(level, Wording(standard.rules)).demands
    before = whole(standard, level)
    assert [one.text for one in left] == [one.text for one in before]
    stays = [need for demand in left if demand.level for need in demand.needs if not need.context.ways]
    gone = [need for some, every in zip(left, before, strict=True) for need in every.needs if need not in some.needs]
    assert len(gone) == sum(demand.outdone for demand in left)
    return [
        need
        for need in gone
        if need.context.ways
        or not any(
            (one.measure, one.context.nodes) == (need.measure, need.context.nodes) and asks_for(one, need)
            for one in stays
        )
    ]


BUNDLED = [(name, level.id) for name in kitemark.bundled_ids() for level in kitemark.load_standard(name).rules.levels]


@pytest.mark.parametrize(("name", "level"), BUNDLED)
def test_what_a_bundled_schedule_leaves_out_follows_from_what_stays(name: str, level: str) -> None:
    assert not_made_up_for(kitemark.load_standard(name), level) == []


@many
@given(standards())
def test_what_a_drawn_schedule_leaves_out_follows_from_what_stays(data: Data) -> None:
    standard = kitemark.standard_from(data)
    assert [one for level in standard.rules.levels for one in not_made_up_for(standard, level.id)] == []


def steps(*lines: Data, **conditions: Data) -> Data:
    """A criterion with marks, and two levels that ask for them."""
    asked = {"bronze": {"each": "criteria"}, "silver": {"each": "criteria"}, **conditions}
    levels = [
        {"id": level, "title": level.capitalize(), "requires": [{**one, "marks": level}]}
        for level, one in asked.items()
    ]
    return {"criteria": [{**A, "marks": list(lines)}], "levels": levels}


HAPPY: Data = {"measure": "happy", "bronze": "70%", "silver": "80%"}
PAPERS: Data = {"measure": "papers", "bronze": 1, "silver": 2}
ONLY_SILVER = [("", "Happy people", "at least 80% at the worse end")]
BOTH = [("", "Happy people", "at least 70% at the worse end"), *ONLY_SILVER]


def test_of_one_measure_of_one_criterion_only_the_strictest_line_stays() -> None:
    assert measured(level="silver", **steps(HAPPY)) == ONLY_SILVER
    assert measured(level="bronze", **steps(HAPPY)) == BOTH[:1]


def test_of_lines_that_ask_the_same_the_first_stays() -> None:
    found = plan("silver", **steps({"measure": "papers", "bronze": 1, "silver": 1}))
    assert [len(group.rows) for group in found.groups[:2]] == [1, 0]


def test_what_is_left_out_is_counted_and_said_where_to_find() -> None:
    found = plan("silver", **steps(HAPPY, PAPERS))
    assert [group.left_out for group in found.groups] == [
        "2 lines are left out here, as at least as much is asked of the same under 2.",
        "",
    ]
    assert [row.number for row in rows(found)] == ["2.1", "2.2"]
    assert plan("silver", **steps(HAPPY)).groups[0].left_out.startswith("1 line is left out here")
    for drawn in (render_schedule_markdown(found), render_schedule_html(found)):
        assert drawn.count(found.groups[0].left_out) == 1
    assert render_csv(found).count("Happy people") == 1


@pytest.mark.parametrize(
    ("standard", "stay"),
    [
        (steps({"measure": "happy", "bronze": "80%", "silver": "80%"}), 1),
        # With a tolerance the lower level asks for more at the estimate, and for less at the worse end.
        ({**steps({"measure": "happy", "bronze": "80%", "silver": "75%"}), "tolerance": {"bronze": "15%"}}, 2),
        ({**steps({"measure": "happy", "bronze": "70%", "silver": "80%"}), "tolerance": {"silver": "15%"}}, 2),
        ({**steps({"measure": "happy", "bronze": "70%", "silver": "80%"}), "tolerance": {"silver": "10%"}}, 1),
        # What all but one must have is not asked of each, and one of two lines is asked of nobody by itself.
        (steps(HAPPY, silver={"each": "criteria", "except": 1}), 2),
        (steps(HAPPY, bronze={"each": "criteria", "except": 1}), 2),
        (steps({"best": [HAPPY, PAPERS]}), 4),
        # Silver asks it only of the tiny, or bronze does.
        (steps(HAPPY, silver={"each": "criteria", "when": {"size": "tiny"}}), 2),
        (steps(HAPPY, bronze={"each": "criteria", "when": {"size": "tiny"}}), 1),
    ],
)
def test_a_line_stays_where_no_other_asks_for_as_much(standard: Data, stay: int) -> None:
    assert len(measured(level="silver", **standard)) == stay


def test_lines_of_other_criteria_stay_as_they_may_not_apply() -> None:
    forms = [
        {**A, "marks": [{"measure": "happy", "bronze": "70%"}]},
        {**B, "marks": [{"measure": "happy", "silver": "80%"}]},
    ]
    assert measured(level="silver", **{**steps(HAPPY), "criteria": forms}) == BOTH


def test_where_units_are_asked_all_stays_as_they_may_need_the_lower_level_only() -> None:
    found = steps(HAPPY)
    found["levels"][1]["requires"].append({"each": "units", "at_least": "bronze"})
    assert measured(level="silver", **found) == BOTH
