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


def test_importing_the_library_imports_nothing_dear() -> None:
    code = "import kitemark, sys; print([n for n in ('pydantic', 'yaml', 'jsonschema', 'click', 'jinja2') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
