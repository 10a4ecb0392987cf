"""Copies: a standard, an assessment and a result come out of a pickle, or of a copy, as they went in."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lawful import CUSTOMER_CARE, EXAMPLES, NAMES, Case, cases, result_of, times
from test_what_is_withheld_stays_withheld import told

import kitemark


def pickled(thing: Any) -> Any:
    return pickle.loads(pickle.dumps(thing))  # noqa: S301 - our own


WAYS: dict[str, Callable[[Any], Any]] = {"pickle": pickled, "copy": copy.copy, "deepcopy": copy.deepcopy}


def same_standard(one: kitemark.Standard, way: Callable[[Any], Any]) -> kitemark.Standard:
    again: kitemark.Standard = way(one)
    assert (again, hash(again), again.sha256) == (one, hash(one), one.sha256)
    assert (kitemark.dump(again), again.rules, again.files) == (kitemark.dump(one), one.rules, one.files)
    return again


def same_assessment(one: kitemark.Assessment, way: Callable[[Any], Any]) -> kitemark.Assessment:
    again: kitemark.Assessment = way(one)
    assert (again, hash(again), again.sha256) == (one, hash(one), one.sha256)
    assert (kitemark.dump(again), again.files) == (kitemark.dump(one), one.files)
    return again


def same_result(one: kitemark.Result, way: Callable[[Any], Any]) -> None:
    again: kitemark.Result = way(one)
    assert (again, hash(again), again.target) == (one, hash(one), one.target)
    assert again.to_json() == one.to_json()
    assert told(again) == told(one)
    assert (again.standard, again.assessment) == (one.standard, one.assessment)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_copy_is_the_same(way: Callable[[Any], Any]) -> None:
    @times(20)
    @given(cases(), st.booleans())
    def hold(case: Case, asked: bool) -> None:
        target = case[0]["levels"][0]["id"] if asked else None
        result = result_of(*case, target)
        standard = same_standard(result.standard, way)
        assessment = same_assessment(result.assessment, way)
        same_result(result, way)
        # What is evaluated anew from the two copies is the same as well.
        assert kitemark.evaluate(standard, assessment, target=target) == result
        assert kitemark.evaluate(standard, assessment, target=target).to_json() == result.to_json()

    hold()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_the_same_with_its_tables_in_customer_care(name: str, way: Callable[[Any], Any]) -> None:
    assessment = kitemark.load_assessment(EXAMPLES / f"{name}.yaml")
    same_standard(CUSTOMER_CARE, way)
    same_assessment(assessment, way)
    same_result(kitemark.evaluate(CUSTOMER_CARE, assessment), way)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_what_is_different_is_not_the_same_after_copying_either(way: Callable[[Any], Any]) -> None:
    results = {
        name: result_of(CUSTOMER_CARE, kitemark.load_assessment(EXAMPLES / f"{name}.yaml").to_data())
        for name in NAMES[:2]
    }
    for name, one in results.items():
        assert [other for other in results if results[other] == way(one)] == [name]
        assert way(one) != result_of(CUSTOMER_CARE, one.assessment.to_data(), "bronze")


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_problems_are_copied_whole(way: Callable[[Any], Any]) -> None:
    with pytest.raises(kitemark.KitemarkError) as caught:
        kitemark.standard_from({"kitemark": 1, "titel": "T"})
    again = way(caught.value)
    assert (again.problems, str(again)) == (caught.value.problems, str(caught.value))
    assert [way(problem) for problem in caught.value.problems] == [*caught.value.problems]
