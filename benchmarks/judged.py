"""The same criteria, rated by assessors and not from records: 42 judgements, and for some the users' word.

Everything after the ratings is as in `ruleset.py`: every second criterion is held at 1 unless users say so,
sections are means, four levels ask for the same. What differs is that hardly anything has to be looked up.
"""

from __future__ import annotations

import random
from typing import Any

import ruleset
from ruleset import IDS, VOICED


def standard() -> dict[str, Any]:
    """Give the rule set as a kitemark standard."""
    whole = ruleset.standard()
    sections = [
        {**section, "criteria": [{k: v for k, v in c.items() if k != "rating"} for c in section["criteria"]]}
        for section in whole["sections"]
    ]
    return {
        **whole,
        "id": "forty-two-judged",
        "evidence": {"talk": {"fields": {}}},
        "accepted": {},
        "measures": {"users-say-so": {"title": "Users who say so", "from": "talk", "cited": True, "take": "count"}},
        "sections": sections,
    }


def organisation(seed: int, _: int = 0) -> dict[str, Any]:
    """Give an assessment with a judgement of each criterion, the better the higher its drawn quality."""
    draw = random.Random(seed)  # noqa: S311 - the same organisations for everybody
    quality = draw.uniform(0.5, 1.1)
    ratings = {name: round(3 * min(1.0, max(0.0, quality + draw.uniform(-0.2, 0.2)))) for name in IDS}
    heard = [name for name in VOICED if draw.random() < quality]
    return {
        "kitemark": 1,
        "organisation": {"id": f"organisation-{seed}"},
        "date": "2026-11-01",
        "evidence": [{"kind": "talk", "id": f"t-{name}", "date": "2026-05-01", "criteria": [name]} for name in heard],
        "judgements": [
            {"criterion": name, "rating": rating, "assessor": "A", "because": f"Seen on the visit to {name}."}
            for name, rating in ratings.items()
        ],
    }


def facts(assessment: dict[str, Any]) -> dict[str, Any]:
    """Give the same facts for zen and plain Python: each rating, and how many users' words there are for each."""
    heard = [record["criteria"][0] for record in assessment["evidence"]]
    return {
        "rated": {judged["criterion"]: judged["rating"] for judged in assessment["judgements"]},
        "heard": {name: heard.count(name) for name in VOICED},
    }


def ratings() -> dict[str, str]:
    """Give zen's expressions for the ratings after the limit."""
    return {
        name: f"heard.{name} >= 1 ? rated.{name} : min([rated.{name}, 1])" if name in VOICED else f"rated.{name}"
        for name in IDS
    }


def one_node() -> str:
    """Give the zen graph with every rule in one expression node."""
    return ruleset.graph([[ruleset.expressions("rules", {**ratings(), **ruleset.levels()})]])


def chain() -> str:
    """Give the zen graph with a node for the ratings and one for the levels."""
    scores = {key: ruleset.from_before(text, IDS) for key, text in ruleset.levels().items()}
    rated = ruleset.expressions("ratings", ratings(), passes_on=True)
    return ruleset.graph([[rated], [ruleset.expressions("levels", scores, passes_on=True)]])


def many_tables() -> str:
    """Give the zen graph with a decision table for each criterion, and then one expression node."""
    scores = {key: ruleset.from_before(text, IDS) for key, text in ruleset.levels().items()}
    return ruleset.graph([[_table(name) for name in IDS], [ruleset.expressions("levels", scores)]])


def _table(name: str) -> dict[str, Any]:
    inputs = [{"id": "r", "name": "rated", "field": f"rated.{name}"}]
    rules = [{"_id": f"{name}-any", "r": "", "h": "", "o": f"rated.{name}"}]
    if name in VOICED:
        inputs.append({"id": "h", "name": "users", "field": f"heard.{name}"})
        rules.insert(0, {"_id": f"{name}-held", "r": "> 1", "h": "< 1", "o": "1"})
    outputs = [{"id": "o", "name": "rating", "field": name}]
    content = {"hitPolicy": "first", "inputs": inputs, "outputs": outputs, "rules": rules}
    return {"id": name, "name": name, "type": "decisionTableNode", "content": content}


def plain(found: dict[str, Any]) -> dict[str, Any]:
    """Apply the same rules in plain Python over dicts, with floats and without any reason."""
    rated = dict(found["rated"])
    for name, count in found["heard"].items():
        if count < 1 and rated[name] > 1:
            rated[name] = 1
    return ruleset.plain_levels(rated)
