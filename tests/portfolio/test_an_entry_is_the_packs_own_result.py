"""An entry says what the pack's own result says, whatever else stands beside it."""

from __future__ import annotations

import datetime
from fractions import Fraction
from pathlib import Path

import pytest

import kitemark
from kitemark.bundled import bundled_folder
from kitemark.evaluation.outcome import CriterionOutcome
from kitemark.explain import holders, next_level

BUNDLED = bundled_folder()
PACKS = sorted(BUNDLED.glob("*/examples/*.yaml"))


@pytest.fixture(scope="module")
def portfolio() -> kitemark.Portfolio:
    return kitemark.assess_all([BUNDLED])


def single(path: Path) -> kitemark.Result:
    assessment = kitemark.load_assessment(path)
    return kitemark.evaluate(assessment.named_standard(), assessment)


def test_every_bundled_pack_is_found_and_nothing_else(portfolio):
    assert [entry.file for entry in portfolio.entries] == [str(path) for path in PACKS]
    assert portfolio.problems == ()
    assert {one.what for one in portfolio.left_out} == {"table", "standard", "examples of a standard"}


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_an_entry_says_what_the_single_pack_says(portfolio, path):
    entry = next(one for one in portfolio.to_dict()["packs"] if one["file"] == str(path))
    result = single(path)
    alone = result.to_dict()
    for key in ("organisation", "standard", "assessment", "date", "level", "flags", "unsettled"):
        assert entry[key] == alone[key], key
    for end in ("low", "high", "max"):
        assert entry["overall"][end] == alone["overall"][end]
    assert entry["withheld"] == len(alone["withheld"])
    assert entry["open"] == [
        node.id for node in result.nodes if isinstance(node.outcome, CriterionOutcome) and node.low != node.high
    ]
    held = holders(result.outcome)
    assert {one["id"]: one["safeguards"] for one in entry["held_by"]} == {k: sorted(v) for k, v in held.items()}
    level = next_level(result.outcome)
    assert entry["held_from"] == (level.rule.id if level else None)
    assert (entry["award"], entry["problems"]) == (alone["decision"] is not None, [])


def test_a_day_a_target_and_a_standard_are_asked_of_all_as_of_one():
    packs, day = PACKS[6:10], datetime.date(2026, 9, 1)
    portfolio = kitemark.assess_all(packs, standard="customer-care", date=day, target="silver")
    standard = kitemark.load_standard("customer-care")
    for entry, path in zip(portfolio.entries, packs, strict=True):
        result = kitemark.evaluate(standard, kitemark.load_assessment(path).dated(day), target="silver")
        assert (entry.established, entry.possible, entry.date) == (result.level, result.possible, "2026-09-01")
        assert {one.id for one in entry.held_by} == set(holders(result.outcome, "silver"))
        assert entry.near == ()


def test_percentages_are_cut_so_that_what_is_short_of_a_floor_stays_short(portfolio):
    for entry in portfolio.entries:
        share = Fraction(entry.overall.low) / Fraction(entry.overall.maximum) * 100
        assert 0 <= share - Fraction(entry.overall.low_percent) < Fraction(1, 10)
