"""Laws: every result fits its schema, and has no key that the schema does not describe."""

from __future__ import annotations

import copy
import json
import sys
from pathlib import Path

import pytest
from breaking import refusals
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.strategies import cases

import kitemark
from kitemark.authoring import result_schema
from kitemark.bundled import bundled_folder

OPEN = result_schema()
CLOSED = copy.deepcopy(OPEN)
for form in (CLOSED, *CLOSED["$defs"].values()):
    form["additionalProperties"] = False
EXAMPLES = sorted(bundled_folder().glob("*/examples/*.yaml"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_result_of_an_example_fits(example):
    assessment = kitemark.load_assessment(example)
    standard = assessment.named_standard()
    for target in (None, standard.rules.levels[-1].id):
        data = json.loads(kitemark.evaluate(standard, assessment, target=target).to_json())
        assert refusals(CLOSED, data) == []
        assert refusals(OPEN, {**data, "later": 1}) == []


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=cases(), data=st.data())
def test_the_result_of_a_drawn_pack_fits(case, data):
    standard, assessment = kitemark.standard_from(case[0]), kitemark.assessment_from(case[1])
    target = data.draw(st.sampled_from([None, *(level.id for level in standard.rules.levels)]))
    result = kitemark.evaluate(standard, assessment, target=target)
    assert refusals(CLOSED, json.loads(result.to_json())) == []


def test_what_is_set_aside_left_out_and_decided_fits():
    standard = {
        "kitemark": 1,
        "id": "s",
        "version": "1.0.0",
        "title": "S",
        "scales": {"p": [{"value": 0}, {"value": 1}]},
        "scale": "p",
        "not_applicable": "excluded",
        "judgements": {"roles": ["peer"]},
        "criteria": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}],
        "levels": [{"id": "bronze", "requires": [{"overall": "50%"}]}],
    }
    said = {"assessor": "A", "because": "Seen.", "role": "peer"}
    pack = {
        "organisation": {"id": "o"},
        "date": "2026-11-01",
        "judgements": [
            {"criterion": "a", "rating": 0, **said},
            {"criterion": "a", "rating": 1, **said},
            {"criterion": "a", "rating": 1, **said, "role": "guest"},
            {"criterion": "b", "not_applicable": True, **said},
            {"criterion": "b", "rating": 1, **said, "date": "2027-01-01"},
        ],
        "units": [{"id": "u", "judgements": [{"criterion": "b", "not_applicable": True, **said, "role": "guest"}]}],
        "decision": {"level": "bronze", "by": "Panel", "date": "2026-10-01"},
        "users_comment": {"by": "Circle", "text": "Kind."},
    }
    data = kitemark.evaluate(kitemark.standard_from(standard), kitemark.assessment_from(pack)).to_dict()
    assert (len(data["set_aside"]), len(data["left_out"])) == (3, 1)
    assert refusals(CLOSED, data) == []
