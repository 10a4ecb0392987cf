"""Slips: whatever one slip of a known kind does to a sound file, the first problem told is on its line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sound import HERE, assert_says_what_to_do

sys.path.insert(0, str(Path(__file__).parents[1] / "unit/reading"))

from slips import Slip, Slips

import kitemark
from kitemark.bundled import bundled_folder
from kitemark.problems import Problem
from kitemark.reading import parse
from kitemark.standard import Standard

OFTEN = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
FILES = [HERE / "sound-standard.yaml", *sorted(bundled_folder().glob("*/standard.yaml"))]
SLIPS = {path: Slips(path.read_text("utf-8")) for path in FILES}
KINDS = sorted(SLIPS[FILES[0]].kinds)
UNKNOWABLE = ("a comma deleted", "a line one space too deep", "a line one space too shallow")
"""After these the file may mean something else that is as sound, or the line beside may be the wrong one."""


def told(slip: Slip, name: str) -> tuple[Problem, ...]:
    try:
        Standard(parse.parse(slip.text, name))
    except kitemark.KitemarkError as error:
        return error.problems
    return ()


@pytest.mark.parametrize("kind", KINDS)
@OFTEN
@given(data=st.data())
def test_the_first_problem_is_on_the_line_of_the_slip(kind: str, data: Any) -> None:
    path = data.draw(st.sampled_from([path for path in FILES if SLIPS[path].kinds[kind]]))
    slip = data.draw(st.sampled_from(SLIPS[path].kinds[kind]))
    found = told(slip, path.name)
    for problem in found:
        assert_says_what_to_do(problem)
    if found and kind not in UNKNOWABLE:
        # A merge key without a colon is told with the mapping that it was to be merged into.
        first = next(one for one in found if one.code != "merge")
        assert first.line in (slip.line, slip.opened), found[0]


@pytest.mark.parametrize("kind", UNKNOWABLE)
@OFTEN
@given(data=st.data())
def test_where_two_lines_may_be_wrong_both_are_told(kind: str, data: Any) -> None:
    path = data.draw(st.sampled_from(FILES))
    slip = data.draw(st.sampled_from(SLIPS[path].kinds[kind]))
    broken = [one for one in told(slip, path.name) if one.code == "syntax"]
    for one in broken:
        assert one.line == slip.line or f"line {slip.line}" in f"{one.message} {one.hint}", one


def test_every_kind_of_slip_is_made() -> None:
    assert len(KINDS) == 13
