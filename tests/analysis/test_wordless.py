"""Witnesses say nothing that a person said: words that no rule reads are left out, and decide nothing."""

from __future__ import annotations

import json

import pytest

import kitemark
from kitemark.analysis.proving import prove
from kitemark.analysis.wordless import wordless
from kitemark.examples import examples_of

SAID = "Nobody ever rang me back."
DATA = {
    "kitemark": 1,
    "id": "heard",
    "version": "1.0.0",
    "title": "Heard",
    "scales": {"p": [{"value": 0}, {"value": 1}]},
    "scale": "p",
    "evidence": {
        "talk": {
            "voice": "user",
            "fields": {
                "said": {"type": "string"},
                "who": {"type": "string"},
                "about": {"enum": ["calls", "visits"]},
                "words": {"type": "array", "items": {"type": "string"}},
            },
            "optional": ["words"],
        }
    },
    "measures": {"people": {"from": "talk", "where": {"about": "calls"}, "take": {"distinct": "who"}}},
    "criteria": [{"id": "a", "title": "A"}],
    "levels": [{"id": "good", "requires": [{"measure": "people", "at_least": 1}, {"overall": "50%"}]}],
}
TALK = {
    "id": "t1",
    "kind": "talk",
    "date": "2026-01-01",
    "title": "A talk",
    "note": "She cried.",
    "said": SAID,
    "who": "p1",
    "about": "calls",
    "words": ["never", "again"],
}
PACK = {
    "kitemark": 1,
    "standard": "heard@1.0.0",
    "organisation": {"id": "o", "name": "O"},
    "date": "2026-02-01",
    "evidence": [TALK],
    "judgements": [{"criterion": "a", "rating": 1, "assessor": "A", "because": "So."}],
}


def test_only_what_rules_read_is_left_of_what_was_said() -> None:
    rules = kitemark.standard_from(DATA).rules
    [record] = wordless(PACK, rules)["evidence"]
    left = {"id": "t1", "kind": "talk", "date": "2026-01-01", "said": "text", "who": "p1", "about": "calls"}
    assert record == left
    assert PACK["evidence"] == [TALK]


def test_no_witness_repeats_an_example(tmp_path) -> None:
    (tmp_path / "standard.yaml").write_text(json.dumps(DATA), encoding="utf-8")
    (tmp_path / "pack.yaml").write_text(json.dumps(PACK), encoding="utf-8")
    cases = {"kitemark": 1, "examples": [{"id": "one", "pack": "pack.yaml", "expect": {"level": "good"}}]}
    (tmp_path / "examples.yaml").write_text(json.dumps(cases), encoding="utf-8")
    standard = kitemark.load_standard(tmp_path)
    witnesses = [one.assessment for answer in prove(standard).answers for one in answer.witnesses]
    assert any(record.get("id") == "t1" for one in witnesses for record in one.get("evidence", ()))
    assert SAID not in json.dumps(witnesses, default=str)
    assert "cried" not in json.dumps(witnesses, default=str)


@pytest.mark.parametrize("name", ["customer-care", "involvement", "council-service"])
def test_words_that_nothing_reads_decide_nothing(name) -> None:
    standard = kitemark.load_standard(name)
    for case in examples_of(standard):
        results = [
            kitemark.evaluate(standard, kitemark.assessment_from(pack)).to_dict()
            for pack in (case.pack, wordless(case.pack, standard.rules))
        ]
        assert results[0]["level"] == results[1]["level"]
        assert results[0]["nodes"] == results[1]["nodes"]
