"""Whoever gains or loses a level is shown without what a person said in the examples that the search began with."""

from __future__ import annotations

import copy
import json

import kitemark
from kitemark.comparing import compare

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
            "fields": {"said": {"type": "string"}, "about": {"enum": ["calls", "visits"]}, "place": {"type": "string"}},
            "optional": ["place"],
        }
    },
    "measures": {"talks": {"from": "talk", "where": {"about": "calls"}, "take": "count"}},
    "criteria": [{"id": "a", "title": "A"}],
    "levels": [{"id": "good", "requires": [{"measure": "talks", "at_least": 1}, {"overall": "50%"}]}],
}
PACK = {
    "kitemark": 1,
    "standard": "heard",
    "organisation": {"id": "o", "name": "O"},
    "date": "2026-02-01",
    "evidence": [
        {
            "id": "t1",
            "kind": "talk",
            "date": "2026-01-01",
            "said": SAID,
            "about": "calls",
            "place": "x",
            "note": "Wept.",
        }
    ],
    "judgements": [{"criterion": "a", "rating": 1, "assessor": "A", "because": "So."}],
}


def folder(path, data):
    path.mkdir()
    (path / "standard.yaml").write_text(json.dumps(data), encoding="utf-8")
    (path / "pack.yaml").write_text(json.dumps(PACK), encoding="utf-8")
    examples = {"kitemark": 1, "examples": [{"id": "one", "pack": "pack.yaml", "expect": {"ratings": {"a": 1}}}]}
    (path / "examples.yaml").write_text(json.dumps(examples), encoding="utf-8")
    return kitemark.load_standard(path)


def test_no_witness_repeats_what_was_said_and_what_one_version_reads_stays(tmp_path) -> None:
    new = copy.deepcopy(DATA)
    new["measures"]["places"] = {"from": "talk", "take": {"distinct": "place"}}
    new["levels"][0]["requires"] = [{"measure": "places", "at_least": 2}, {"overall": "50%"}]
    comparison = compare(folder(tmp_path / "old", DATA), folder(tmp_path / "new", new))
    [level] = comparison.levels
    packs = [witness.assessment for answer in (level.keeps, level.gains) for witness in answer.witnesses]
    records = [record for pack in packs for record in pack["evidence"]]
    assert any(record["id"] == "t1" and record["said"] == "text" and record["place"] == "x" for record in records)
    told = json.dumps(comparison.to_dict(), default=str)
    assert SAID not in told
    assert "Wept" not in told
