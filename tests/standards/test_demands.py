"""Each demand of the sources is answered: by a criterion, measure, safeguard and so on of a standard, or by an output.

The READMEs of the standards say which, in a table; the source's demands are counted here.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kitemark

STANDARDS = Path(__file__).parents[2] / "standards"
SOURCES = {"S000": 9, "S001": 14, "S002": 20, "S003": 19, "S004": 11}
DEMANDS = [f"{source}-{number}" for source, count in SOURCES.items() for number in range(1, count + 1)]
OUTPUTS = {"report", "evidence-schedule", "handbook", "plan", "badge"}
NAMES = ["involvement", "council-service"]


def rows(name: str) -> list[tuple[str, str, list[str]]]:
    """The rows of a README's table: the demand, what it asks, and what answers it."""
    text = (STANDARDS / name / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| *(S00\d-\d+) *\| *(.+?) *\| *(.+?) *\|$", text, re.MULTILINE)
    return [(demand, asks, re.findall(r"`([^`]+)`", answers)) for demand, asks, answers in found]


def declared(name: str) -> set[str]:
    """Every id that a standard declares."""
    standard = kitemark.load_standard(name)
    model, rules = standard.model, standard.rules
    listed = [*model.levels, *model.safeguards, *model.flags, *model.commendations]
    return {
        *rules.nodes,
        *model.evidence,
        *model.accepted,
        *model.measures,
        *model.tags,
        *(model.profile.fields if model.profile else ()),
        *(one.id for one in listed),
    }


def test_the_sources_ask_73_things() -> None:
    assert len(DEMANDS) == 73


@pytest.mark.parametrize("name", NAMES)
def test_no_demand_is_left_without_an_answer(name) -> None:
    found = {demand: answers for demand, _, answers in rows(name)}
    assert sorted(found) == sorted(DEMANDS)
    assert [demand for demand, answers in found.items() if not answers] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_there(name) -> None:
    known = {other: declared(other) for other in kitemark.bundled_ids()}
    for demand, _, answers in rows(name):
        for answer in answers:
            where, _, what = answer.rpartition(":")
            assert what in (OUTPUTS if where == "output" else known[where or name]), (demand, answer)


@pytest.mark.parametrize("name", NAMES)
def test_each_demand_is_answered_by_a_standard_of_this_project(name) -> None:
    only_outputs = [d for d, _, answers in rows(name) if all(a.startswith("output:") for a in answers)]
    assert len(only_outputs) <= 8, only_outputs
