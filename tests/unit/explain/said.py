"""A standard of one judged criterion to change, packs for it, and what is said of them."""

from __future__ import annotations

from typing import Any

import kitemark

Data = dict[str, Any]

SURVEY: Data = {
    "people": "answers",
    "fields": {"answers": {"type": "integer"}, "positive": {"type": "integer"}, "site": {"type": "string"}},
}
HAPPY: Data = {"title": "Happy people", "from": "survey", "take": {"share": "positive", "of": "answers"}}
PAPERS: Data = {"title": "Papers", "from": "paper", "take": "count"}


def standard(**more: Any) -> Data:
    """A standard of one judged criterion."""
    levels = more.pop("requires", [])
    return {
        "kitemark": 1,
        "id": "said",
        "version": "1.0.0",
        "title": "Said",
        "scale": "practice",
        "scales": {"practice": [{"value": n, "name": name} for n, name in enumerate(("No", "Some", "Most", "All"))]},
        "profile": {"fields": {"size": {"enum": ["small", "large"]}}},
        "evidence": {"survey": SURVEY, "paper": {"fields": {}}},
        "measures": {"happy": HAPPY, "papers": PAPERS},
        "criteria": [{"id": "a", "title": "Answers"}],
        "levels": [{"id": "one", "title": "One", "requires": levels}],
        **more,
    }


def pack(*records: Data, judgements: Any = (), **more: Any) -> Data:
    """A pack of records, and judgements by criterion, rating and assessor."""
    evidence = [{"id": f"r{n}", "kind": "survey", "date": "2026-10-01", **one} for n, one in enumerate(records)]
    judged = [
        {"criterion": name, "because": "As seen", "assessor": who}
        | ({"not_applicable": True} if rating is None else {"rating": rating})
        for name, rating, who in judgements
    ]
    organisation = {"id": "org", "profile": {"size": "small"}}
    data = {"kitemark": 1, "organisation": organisation, "date": "2026-11-01", "evidence": evidence}
    return {**data, "judgements": judged, **more}


def result(standard_of: Data, pack_of: Data) -> kitemark.Result:
    """What a pack comes to."""
    return kitemark.evaluate(kitemark.standard_from(standard_of), kitemark.assessment_from(pack_of))


def asks(condition: Data, pack_of: Data, **more: Any) -> str:
    """What is said of one requirement."""
    found: str = result(standard(requires=[condition], **more), pack_of).to_dict()["levels"][0]["requires"][0]["text"]
    return found


def answers(positive: int, total: int, site: str = "north") -> Data:
    return {"answers": total, "positive": positive, "site": site}
