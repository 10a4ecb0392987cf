"""No assessment refutes what is proved of a standard, or is below a floor: drawn ones of every construct try to."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kitemark
from kitemark.analysis.proving import prove, questions
from kitemark.problems import KitemarkError

sys.path.insert(0, str(Path(__file__).parents[1]))
from reference.strategies import packs, standards


@st.composite
def tried(draw: st.DrawFn):
    data = draw(standards())
    return data, [draw(packs(data)) for _ in range(12)]


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(tried())
def test_no_assessment_refutes_a_proof_or_is_below_a_floor(drawn) -> None:
    data, assessments = drawn
    standard = kitemark.standard_from(data)
    proofs = prove(standard, seconds=20)
    proved = {
        (one.question.code, one.question.path, one.question.says) for one in proofs.answers if one.verdict == "proved"
    }
    asked = [one for one in questions(standard) if (one.question.code, one.question.path, one.question.says) in proved]
    for pack in assessments:
        try:
            outcome = kitemark.evaluate(standard, kitemark.assessment_from(pack)).outcome
        except KitemarkError:
            continue
        for one in asked:
            assert not one.seen(outcome), one.question
        for level in outcome.levels:
            held = level.low and outcome.established >= 0
            for name, least in proofs.floors.get(level.rule.id, {}).items() if held else ():
                node, scale = outcome.nodes[name], standard.rules.nodes[name].scale
                if node.state == "applies" and node.rating is not None:
                    assert least is not None, (level.rule.id, name)
                    assert scale.worse(node.rating.low, least) == least, (level.rule.id, name)
