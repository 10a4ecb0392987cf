"""Targets: asked about a level, the answer is that level or none, as the whole evaluation has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from lawful import CUSTOMER_CARE, EXAMPLES, NAMES, Case, cases, result_of, times

import kitemark


def agree(whole: kitemark.Result, asked: kitemark.Result, level: str) -> None:
    """One target says no other thing than the whole evaluation, and of the units the very same."""
    states = {one["id"]: one["state"] for one in whole.to_dict()["levels"]}
    assert asked.level in (level, None)
    assert asked.possible in (level, None)
    assert (asked.level == level) is (states[level] == "met")
    assert (asked.possible == level) is (states[level] in ("met", "open"))
    apart = {"level"}
    both = [{key: value for key, value in one.to_dict().items() if key not in apart} for one in (whole, asked)]
    assert both[0] == both[1]
    assert asked.to_dict()["level"]["target"] == level


@times(50)
@given(cases())
def test_a_target_is_that_level_or_none(case: Case) -> None:
    standard = kitemark.standard_from(case[0])
    whole = result_of(standard, case[1])
    for level in case[0]["levels"]:
        agree(whole, result_of(standard, case[1], level["id"]), level["id"])
    if whole.level is not None:
        assert result_of(standard, case[1], whole.level).level == whole.level
    if whole.possible is not None:
        assert result_of(standard, case[1], whole.possible).possible == whole.possible


@pytest.mark.parametrize("name", NAMES)
def test_a_target_is_that_level_or_none_in_customer_care(name: str) -> None:
    pack = kitemark.load_assessment(EXAMPLES / f"{name}.yaml").to_data()
    whole = result_of(CUSTOMER_CARE, pack)
    for level in ("committed", "bronze", "silver", "gold"):
        agree(whole, result_of(CUSTOMER_CARE, pack, level), level)


def test_a_target_that_is_no_level_is_refused() -> None:
    pack = kitemark.load_assessment(EXAMPLES / f"{NAMES[0]}.yaml").to_data()
    with pytest.raises(kitemark.KitemarkError, match="did you mean 'bronze'"):
        result_of(CUSTOMER_CARE, pack, "bronce")
    with pytest.raises(kitemark.KitemarkError, match="the levels are committed, bronze, silver, gold"):
        result_of(CUSTOMER_CARE, pack, "xyz")
