"""A report says whose judgements it rests on, in which role, and how many stand."""

from __future__ import annotations

from typing import Any

import pytest
from drawn_reports import NAMES, PACKS, result_of

import kitemark
from kitemark.reporting.raters import raters

STANDARD: dict[str, Any] = {
    "kitemark": 1,
    "id": "judged",
    "version": "1.0.0",
    "title": "Judged",
    "scale": "s",
    "scales": {"s": [{"value": 0, "name": "No"}, {"value": 1, "name": "Yes"}]},
    "criteria": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}],
    "levels": [{"id": "one", "title": "One", "requires": [{"each": "criteria", "at_least": 1}]}],
}


def said(*judgements: tuple[str, str, str | None], **more: Any) -> str:
    judged = [
        {"criterion": criterion, "assessor": who, "rating": 1, "because": "As seen"} | ({"role": role} if role else {})
        for criterion, who, role in judgements
    ]
    pack = {"kitemark": 1, "organisation": {"id": "o"}, "date": "2026-11-01", "judgements": judged}
    return raters(kitemark.evaluate(kitemark.standard_from(STANDARD | more), kitemark.assessment_from(pack)))


def test_each_assessor_is_named_with_the_role_and_how_many_judgements() -> None:
    assert said(("a", "Ann", None), ("b", "Ann", None)) == "Ann, 2 judgements"
    assert said(("a", "Ann", "peer"), ("a", "Bo", None)) == "Ann as “peer”, 1 judgement; Bo, 1 judgement"
    assert said() == ""


def test_what_does_not_stand_is_not_counted() -> None:
    roles = {"judgements": {"roles": ["peer"]}}
    assert said(("a", "Ann", "peer"), ("b", "Bo", "friend"), **roles) == "Ann as “peer”, 1 judgement"


def test_of_many_the_roles_are_counted_and_nobody_named() -> None:
    many = [("a", f"A{n}", "peer" if n < 3 else None) for n in range(8)]
    assert said(*many) == "8 assessors, 8 judgements: 3 as “peer” and 5 without a role"
    assert said(*((*one[:2], None) for one in many)) == "8 assessors, 8 judgements"


@pytest.mark.parametrize("pack", PACKS, ids=NAMES)
def test_the_counts_are_those_of_the_judgements_that_stand(pack: object) -> None:
    result = result_of(pack)
    model = result.assessment.model
    judged = sum(len(one.judgements) for one in (model, *model.units))
    aside = len(result.to_dict()["set_aside"])
    words = raters(result)
    assert sum(int(part.split()[0]) for part in words.split(", ")[1:]) == judged - aside
    assert words in result.to_markdown().replace("\\", "")
