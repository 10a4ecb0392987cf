"""The public face: every name in one place, sorted, and the same whatever was imported first."""

from __future__ import annotations

import subprocess
import sys

import pytest

import kitemark

MODULES = ["kitemark.result", "kitemark.evaluation", "kitemark.cli.assess", "kitemark.standard", "kitemark.dumping"]


def test_the_public_names_are_sorted_and_there() -> None:
    assert list(kitemark.__all__) == sorted(kitemark.__all__)
    assert all(getattr(kitemark, name) is not None for name in kitemark.__all__)
    assert set(kitemark.__all__) <= set(dir(kitemark))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="kitemark"):
        _ = kitemark.nonsense


@pytest.mark.parametrize("first", MODULES)
def test_a_public_name_is_the_same_whatever_was_imported_first(first: str) -> None:
    code = f"import {first}, kitemark; print(all(callable(getattr(kitemark, n)) for n in kitemark.__all__ if n != '__version__'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_what_is_loaded_says_what_it_is_and_can_be_kept_in_a_set() -> None:
    standard = kitemark.load_standard("customer-care")
    assessment = kitemark.assessment_from(
        {"standard": "customer-care@1", "organisation": {"id": "o"}, "date": "2026-11-01"}
    )
    assert repr(standard) == "<Standard customer-care@1.0.0>"
    assert repr(assessment) == "<Assessment o 2026-11-01>"
    assert assessment.standard == "customer-care@1"
    assert {standard, kitemark.load_standard("customer-care@1.0")} == {standard}
    assert {assessment, kitemark.assessment_from(assessment.to_data())} == {assessment}


def test_a_result_knows_no_node_that_is_not_there() -> None:
    criteria = [{"id": "a", "title": "A"}]
    levels = [{"id": "bronze", "requires": [{"overall": "50%"}]}]
    data = {
        "kitemark": 1,
        "id": "s",
        "version": "1.0.0",
        "title": "S",
        "scales": {"p": [{"value": 0}, {"value": 1}]},
        "scale": "p",
    }
    standard = kitemark.standard_from({**data, "criteria": criteria, "levels": levels})
    result = kitemark.evaluate(standard, kitemark.assessment_from({"organisation": {"id": "o"}, "date": "2026-11-01"}))
    with pytest.raises(KeyError):
        _ = result["b"]
    assert list(result) == ["a"]


@pytest.mark.parametrize(("step", "sound"), [(3, False), (5, True), (0, False)])
def test_the_steps_of_a_range_fill_it(step: int, sound: bool) -> None:
    criteria = [{"id": "a", "title": "A"}]
    levels = [{"id": "bronze", "requires": [{"overall": "50%"}]}]
    scales = {"p": {"from": 0, "to": 10, "step": step}}
    data = {"kitemark": 1, "id": "s", "version": "1.0.0", "title": "S", "scales": scales, "scale": "p"}
    if sound:
        kitemark.standard_from({**data, "criteria": criteria, "levels": levels})
    else:
        with pytest.raises(kitemark.KitemarkError, match=r"scales\.p\.step"):
            kitemark.standard_from({**data, "criteria": criteria, "levels": levels})


def test_importing_the_library_imports_nothing_dear() -> None:
    code = "import kitemark, sys; print([n for n in ('pydantic', 'yaml', 'jsonschema', 'click', 'jinja2') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
