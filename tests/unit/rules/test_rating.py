"""Whether assessors have to judge: a rating, any part of it, or nothing else."""

from __future__ import annotations

from typing import Any

import pytest

import kitemark
from kitemark.rules.rating import asks_assessors, is_plain_judgement
from kitemark.rules.standard import Criterion

MEASURED = {"measure": "papers", "bands": {1: 1}}
BANDED = {"judgement": "percent", "bands": {1: 50}}


def judged(rating: Any) -> tuple[bool, bool]:
    """Whether a rating is judged in any part, and whether it is nothing but a judgement."""
    loaded = kitemark.standard_from(
        {
            "kitemark": 1,
            "id": "s",
            "version": "1.0.0",
            "title": "S",
            "profile": {"fields": {"size": {"enum": ["tiny", "large"]}}},
            "scales": {"points": [{"value": 0}, {"value": 1}], "percent": {"from": 0, "to": 100}},
            "scale": "points",
            "evidence": {"paper": {"fields": {}}},
            "measures": {"papers": {"from": "paper", "take": "count"}},
            "criteria": [{"id": "a", "title": "A", "rating": rating}],
            "levels": [{"id": "low", "requires": [{"overall": "50%"}]}],
        }
    )
    node = loaded.rules.nodes["a"]
    assert isinstance(node, Criterion)
    return asks_assessors(node.rating), is_plain_judgement(node.rating)


@pytest.mark.parametrize(
    ("rating", "anywhere", "plainly"),
    [
        ("judgement", True, True),
        (BANDED, True, False),
        (MEASURED, False, False),
        ({"worst": [MEASURED, "judgement"]}, True, False),
        ({"best": [MEASURED, MEASURED]}, False, False),
        ({"best": [{"worst": [BANDED]}, MEASURED]}, True, False),
        ({"choose": [{"when": {"size": "tiny"}, "best": ["judgement"]}, MEASURED]}, True, False),
        ({"choose": [{"when": {"size": "tiny"}, **MEASURED}, MEASURED]}, False, False),
    ],
)
def test_assessors_are_asked_where_any_part_of_a_rating_is_judged(rating: Any, anywhere: bool, plainly: bool) -> None:
    assert judged(rating) == (anywhere, plainly)
