"""One mistake: what follows from it is not told again, and what does not is told beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

import kitemark
from kitemark.problems import Problem

STANDARD = """\
kitemark: 1
id: small
version: "1.0.0"
title: Small
scales: {steps: [{value: 0, name: No}, {value: 1, name: Yes}]}
scale: steps
evidence:
  log:
    fields:
      days: {type: integer, minimum: 0}
criteria:
  - {id: greeting, title: Greeting}
levels:
  - {id: only, requires: [{each: criteria, at_least: Yes}]}
"""
PACK = """\
kitemark: 1
standard: standard.yaml
organisation: {id: body, name: Body}
date: 2026-11-01
judgements:
  - {criterion: greetings, rating: Maybe, assessor: A, because: Seen.}
"""


def problems(folder: Path, standard: str = STANDARD, pack: str = PACK) -> tuple[Problem, ...]:
    (folder / "standard.yaml").write_text(standard, "utf-8")
    (folder / "pack.yaml").write_text(pack, "utf-8")
    with pytest.raises(kitemark.KitemarkError) as caught:
        kitemark.evaluate(
            kitemark.load_standard(folder / "standard.yaml"), kitemark.load_assessment(folder / "pack.yaml")
        )
    return caught.value.problems


def test_a_rating_of_a_criterion_that_there_is_not_is_held_against_the_only_scale(tmp_path: Path) -> None:
    found = problems(tmp_path)
    assert [(one.code, one.path) for one in found] == [
        ("unknown-name", "judgements[0].criterion"),
        ("not-on-scale", "judgements[0].rating"),
    ]
    assert found[0].hint == "did you mean 'greeting'?"


def test_a_description_that_two_commas_cut_is_told_once(tmp_path: Path) -> None:
    cut = STANDARD.replace("minimum: 0}", "description: Days, from hearing, to answering}")
    [found] = problems(tmp_path, cut)
    assert (found.line, found.code) == (10, "empty-value")
    assert "comma" in found.message
    assert "in quotes" in str(found.hint)
