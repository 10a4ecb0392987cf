"""What a measure counts, in words: by title, as answers, or as so many in a kind of evidence."""

from __future__ import annotations

from typing import Any

import pytest

import kitemark
from kitemark.explain.counted import many_of, those

WHOLE = {"type": "integer", "minimum": 0}
STANDARD = kitemark.standard_from(
    {
        "kitemark": 1,
        "id": "counted",
        "version": "1.0.0",
        "title": "Counted",
        "scales": {"steps": [{"value": 0}, {"value": 1}]},
        "scale": "steps",
        "evidence": {
            "poll": {
                "title": "Poll of users",
                "voice": "users",
                "people": "responses",
                "fields": {"responses": WHOLE, "happy": {**WHOLE, "title": "Happy people"}},
            },
            "files": {
                "title": "Sample of files",
                "voice": "seen",
                "people": "looked-at",
                "fields": {"looked-at": WHOLE},
            },
            "more-files": {
                "title": "More files",
                "voice": "seen",
                "people": "looked-at",
                "fields": {"looked-at": WHOLE},
            },
            "log": {"title": "Log", "fields": {"late_days": WHOLE}},
        },
        "accepted": {"good-polls": {"from": "poll"}, "better-polls": {"from": ["good-polls", "poll"]}},
        "measures": {
            "happy": {"from": ["better-polls", "good-polls"], "take": {"sum": "happy"}},
            "answers": {"from": "poll", "take": {"sum": "responses"}},
            "looked": {"from": "files", "take": {"sum": "looked-at"}},
            "looked-anywhere": {"from": ["files", "more-files"], "take": {"sum": "looked-at"}},
            "late": {"from": "log", "take": {"sum": "late_days"}},
            "judged": {"from": "judgement", "take": "count"},
        },
        "criteria": [{"id": "a", "title": "A"}],
        "levels": [{"id": "only", "requires": [{"each": "criteria", "at_least": 1}]}],
    }
)


@pytest.mark.parametrize(
    ("measure", "field", "number", "said"),
    [
        ("happy", "happy", 2, "2 more “Happy people”"),
        ("answers", "responses", 1, "1 more answer"),
        ("answers", "responses", 3, "3 more answers"),
        ("looked", "looked-at", 3, "3 more in “Sample of files”"),
        ("looked-anywhere", "looked-at", 3, "3 more “looked at”"),
        ("late", "late_days", 3, "3 more “late days”"),
        ("late", None, 1, "1 more record"),
        ("judged", None, 2, "2 more records"),
        ("judged", "rating", 2, "2 more “rating”"),
    ],
)
def test_what_is_counted_has_its_name(measure: str, field: str | None, number: Any, said: str) -> None:
    rules = STANDARD.rules
    assert many_of(number, field, rules.measures[measure], rules, " more") == said


def test_those_in_a_kind_of_evidence_are_called_so() -> None:
    rules = STANDARD.rules
    assert those("looked-at", rules.measures["looked"], rules) == "those in “Sample of files”"
    assert those("responses", rules.measures["answers"], rules) == "the answers"
