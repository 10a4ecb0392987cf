"""A new standard leaves nothing undecided, as a file by itself and as a folder with its examples."""

from __future__ import annotations

import pytest

import kitemark
from kitemark.analysis.proving import prove
from kitemark.authoring.draft_standard import draft_folder, draft_standard


@pytest.mark.parametrize("alone", [True, False])
def test_every_question_about_a_draft_is_decided(tmp_path, alone) -> None:
    files = (
        {"standard.yaml": draft_standard("front-desk", "Front desk")}
        if alone
        else draft_folder("front-desk", "Front desk")
    )
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    answers = prove(kitemark.load_standard(tmp_path)).answers
    assert [one.question.says for one in answers if one.verdict == "undecided"] == []


def test_a_record_may_speak_to_one_more_criterion() -> None:
    """Where a new record would spoil another figure, one that is there is asked to speak for it."""
    standard = kitemark.standard_from(
        {
            "kitemark": 1,
            "id": "heard",
            "version": "1.0.0",
            "title": "Heard",
            "scales": {"p": [{"value": 0}, {"value": 1}]},
            "scale": "p",
            "evidence": {"survey": {"fields": {"asked": {"type": "integer", "minimum": 1}, "glad": {"const": 0}}}},
            "measures": {
                "surveys": {"from": "survey", "cited": True, "take": "count"},
                "every": {"from": "survey", "take": "count", "better": "lower"},
            },
            "criteria": [
                {"id": name, "title": name, "rating": {"measure": "surveys", "bands": {1: 1}}} for name in ("a", "b")
            ],
            "levels": [
                {
                    "id": "good",
                    "requires": [{"each": "criteria", "at_least": 1}, {"measure": "every", "at_most": 1}],
                }
            ],
        }
    )
    [answer] = [one for one in prove(standard).answers if one.question.code == "level-out-of-reach"]
    assert answer.verdict == "refuted"
    [record] = answer.witnesses[0].assessment["evidence"]
    assert sorted(record["criteria"]) == ["a", "b"]
