"""A small standard to change, and what is found wrong with it."""

from __future__ import annotations

import copy
from typing import Any

import pytest

import kitemark

Data = dict[str, Any]

SURVEY: Data = {
    "voice": {"by": "who", "user": "people", "staff": "staff"},
    "people": "answers",
    "fields": {
        "who": {"enum": ["user", "staff"]},
        "answers": {"type": "integer"},
        "positive": {"type": "integer"},
        "remark": {"type": "string"},
        "safe": {"type": "boolean"},
        "site": {"enum": ["north", "south"]},
        "told": {"type": "array", "items": {"enum": ["early", "late"]}},
    },
    "optional": ["remark", "told"],
    "rules": ["positive <= answers"],
}
SMALL: Data = {
    "kitemark": 1,
    "id": "small",
    "version": "1.0.0",
    "title": "Small",
    "tags": {"core": "Asked of everyone", "spare": "Carried by nobody"},
    "profile": {"fields": {"size": {"enum": ["small", "large"]}, "sites": {"type": "integer"}}, "optional": ["sites"]},
    "scales": {
        "practice": [{"value": 0, "name": "No"}, {"value": 1, "name": "Some"}, {"value": 2, "name": "All"}],
        "stars": {"from": 1, "to": 5, "step": 1},
        "risk": {"better": "lower", "points": [{"value": 2, "name": "High"}, {"value": 0, "name": "Low"}]},
    },
    "scale": "practice",
    "evidence": {"survey": SURVEY, "paper": {"fields": {"pages": {"type": "integer"}}}},
    "accepted": {"sound": {"from": "survey"}},
    "measures": {
        "happy": {"from": "sound", "take": {"share": "positive", "of": "answers"}, "confidence": "95%"},
        "papers": {"from": "paper", "take": "count"},
        "said": {"from": "survey", "take": "count", "cited": True},
        "age": {"from": "paper", "take": {"age": "days"}},
    },
    "sections": [{"id": "s", "title": "S", "criteria": [{"id": "a", "title": "A", "tags": ["core"]}]}],
    "criteria": [{"id": "b", "title": "B"}],
    "levels": [
        {"id": "bronze", "title": "Bronze", "requires": [{"overall": "50%"}]},
        {"id": "silver", "title": "Silver", "requires": [{"each": "criteria", "at_least": 1}]},
    ],
}


def changed(*changes: tuple[str, Any]) -> Data:
    """The small standard with what stands at dotted paths set, or dropped where it is to be None."""
    data = copy.deepcopy(SMALL)
    for path, value in changes:
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        place: Any = data
        for step in way:
            place = place.setdefault(step, {}) if isinstance(place, dict) else place[step]
        if value is None:
            del place[last]
        else:
            place[last] = value
    return data


def problems(data: Data) -> tuple[kitemark.Problem, ...]:
    """What is wrong with a standard."""
    with pytest.raises(kitemark.KitemarkError) as caught:
        kitemark.standard_from(data)
    return caught.value.problems
