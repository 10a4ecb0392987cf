"""Ageing: on every day, what is said of it is what the pack comes to when it is assessed as of that day."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from watched import EXAMPLES, Case, small_cases, times

import kitemark
from kitemark.surveillance import Ageing, ageing, yearly_check

PACKS = sorted(path for path in EXAMPLES.glob("*/examples/*.yaml") if path.name != "cases.yaml")


def loaded(path: object) -> kitemark.Result:
    assessment = kitemark.load_assessment(str(path))
    return kitemark.evaluate(assessment.named_standard(), assessment)


def said_of(found: Ageing, result: kitemark.Result, day: datetime.date) -> tuple[str | None, str | None]:
    """What the calendar says of a day: what it said last."""
    before = [lapse for lapse in found.lapses if lapse.moved and lapse.day <= day]
    return (before[-1].established, before[-1].possible) if before else (result.level, result.possible)


def as_of(result: kitemark.Result, day: datetime.date) -> tuple[str | None, str | None]:
    later = kitemark.evaluate(result.standard, result.assessment.dated(day))
    return later.level, later.possible


@times(30)
@given(small_cases(), st.lists(st.integers(0, 500), min_size=1, max_size=3))
def test_the_level_on_a_day_is_what_an_assessment_as_of_that_day_gives(case: Case, days: list[int]) -> None:
    result = kitemark.evaluate(kitemark.standard_from(case[0]), kitemark.assessment_from(case[1]))
    assume(not result.left_out)  # what is dated later stays left out
    until = result.assessment.date + datetime.timedelta(days=500)
    found = ageing(result, until)
    edges = [lapse.day + datetime.timedelta(days=by) for lapse in found.lapses[:3] for by in (-1, 0)]
    for day in [*(result.assessment.date + datetime.timedelta(days=one) for one in days), *edges]:
        if result.assessment.date <= day <= until:
            assert said_of(found, result, day) == as_of(result, day)


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_the_levels_of_the_bundled_packs_fall_when_the_calendar_says(path: object) -> None:
    result = loaded(path)
    fall = ageing(result).first_fall
    if fall is not None:
        assert as_of(result, fall.day) == (fall.established, fall.possible)
        assert as_of(result, fall.day - datetime.timedelta(days=1)) == (result.level, result.possible)


def test_a_record_is_stale_on_the_first_day_on_which_it_does_not_count() -> None:
    result = loaded(EXAMPLES / "customer-care/examples/tiny-gold.yaml")
    first = ageing(result).lapses[0]
    assert [(one.id, one.day) for one in first.stale] == [("j01", datetime.date(2025, 11, 18))]
    assert first.day == datetime.date(2026, 11, 19)


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_three_yearly_checks_see_every_criterion_in_turn(path: object) -> None:
    result = loaded(path)
    known = Ageing(datetime.date.max, ())
    checks = [yearly_check(result, year, calendar=known) for year in (1, 2, 3, 4)]
    turns = [[look.criterion for look in check.looks if look.in_turn] for check in checks[:3]]
    applying = [node.id for node in result.nodes if node.applies and node.id in set().union(*turns)]
    criteria = [one.id for one in result.standard.rules.criteria if result[one.id].applies]
    assert sorted(name for turn in turns for name in turn) == sorted(criteria) == sorted(applying)
    assert checks[3].looks == checks[0].looks


def test_a_yearly_check_of_an_award_counts_from_its_decision() -> None:
    data = kitemark.load_assessment(EXAMPLES / "customer-care/examples/harbour-day-centre.yaml").to_data()
    data["decision"] = {"level": "committed", "by": "Panel", "date": "2026-10-20"}
    pack = kitemark.assessment_from(data, folder=EXAMPLES / "customer-care/examples")
    check = yearly_check(kitemark.evaluate(kitemark.load_standard("customer-care"), pack), 2)
    assert check.due == datetime.date(2028, 10, 20)
    assert check.expires == datetime.date(2027, 10, 20)


@pytest.mark.parametrize("year", [0, 100, 10**9])
def test_a_check_of_no_year_is_refused(year: int) -> None:
    with pytest.raises(kitemark.KitemarkError, match="wanted 1 to 99"):
        yearly_check(loaded(EXAMPLES / "customer-care/examples/tiny-gold.yaml"), year)


def test_the_calendar_ends_with_the_last_day_that_there_is() -> None:
    """A pack of the last year that can be written, with a record that runs on and one of its last day."""
    last = datetime.date.max
    ends = {"from": "9999-01-01", "to": "9999-12-31"}
    for date, until in (("9999-12-31", last), ("9999-06-01", None), ("9999-12-30", last)):
        result = turning(date, ends)
        found = ageing(result, until)
        assert found.until == last
        assert yearly_check(result, 99, calendar=found).due == last


def turning(date: str, runs: dict[str, str]) -> kitemark.Result:
    """An assessment whose level asks for a fresh record, which runs."""
    rules = kitemark.standard_from(
        {
            "kitemark": 1,
            "id": "one",
            "version": "1.0.0",
            "title": "One",
            "scales": {"yes": [{"value": 0}, {"value": 1}]},
            "evidence": {"note": {"title": "Note", "fields": {}}},
            "measures": {
                "fresh": {"from": "note", "within": "1 months", "where": {"date": "9999-12-31"}, "take": "count"},
                "age": {"from": "note", "take": {"age": "months"}},
            },
            "criteria": [{"id": "c", "title": "C", "scale": "yes"}],
            "levels": [{"id": "only", "title": "Only", "requires": [{"measure": "fresh", "at_least": 1}]}],
        }
    )
    judged = [{"criterion": "c", "rating": 1, "assessor": "A", "because": "Seen."}]
    notes = [{"kind": "note", "id": "n", "period": runs}]
    head = {"kitemark": 1, "standard": "one", "organisation": {"id": "o"}, "date": date}
    return kitemark.evaluate(rules, kitemark.assessment_from({**head, "evidence": notes, "judgements": judged}))


@times(15)
@given(small_cases())
def test_what_has_no_level_loses_none_by_ageing_that_it_might_have_had(case: Case) -> None:
    result = kitemark.evaluate(kitemark.standard_from(case[0]), kitemark.assessment_from(case[1]))
    assume(result.possible is None)
    assert all(lapse.possible is not None or not lapse.moved for lapse in ageing(result).lapses)
