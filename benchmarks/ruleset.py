"""One rule set three times: as a standard, as a zen decision graph, and as plain Python over dicts.

42 criteria in seven sections. Each is rated 0 to 3 from a measure of its own (a share of sums, a
count, or a share of records, in turn); every second one is held at 1 unless users say so; every
fourth one is a must-have. Sections are means out of 100, weighed 1 or 2; four levels ask for an
overall score, a floor for every section, must-haves, and few criteria left behind.
"""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Iterable
from typing import Any

SECTIONS = "ABCDEFG"
WEIGHTS = {"A": 1, "B": 1, "C": 2, "D": 1, "E": 1, "F": 2, "G": 1}
IDS = [f"{section}{number}" for section in SECTIONS for number in range(1, 7)]
SHARES = IDS[0::3]  # rated from the share of positive answers
COUNTS = IDS[1::3]  # rated from the number of actions
PARTS = IDS[2::3]  # rated from the share of checks with a good outcome
VOICED = IDS[0::2]
CORE = IDS[0::4]

SHARE_BANDS = {1: 50, 2: 65, 3: 80}
COUNT_BANDS = {1: 1, 2: 2, 3: 4}
PART_BANDS = {1: 40, 2: 60, 3: 90}
LEAST_ANSWERS = 30
GOOD = ("done", "planned")

# level, overall, floor of sections, point of must-haves, point of criteria, how many criteria may miss it
LEVELS = (
    ("bronze", 40, 25, 1, 1, 12),
    ("silver", 64, 45, 1, 1, 4),
    ("gold", 76, 50, 2, 1, 3),
    ("platinum", 88, 70, 2, 2, 3),
)


def standard() -> dict[str, Any]:
    """Give the rule set as a kitemark standard."""
    text = {"type": "string"}
    return {
        "kitemark": 1,
        "id": "forty-two",
        "version": "1.0.0",
        "title": "Forty-two criteria",
        "scales": {
            "practice": [
                {"value": value, "name": name}
                for value, name in enumerate(("Not yet", "Started", "Working", "Thriving"))
            ]
        },
        "scale": "practice",
        "tags": {"core": "A must-have", "voiced": "Users must say so"},
        "evidence": {
            "survey": {
                "fields": {
                    "question": text,
                    "setting": {"enum": ["private", "public"]},
                    "responses": {"type": "integer", "minimum": 0},
                    "positive": {"type": "integer", "minimum": 0},
                },
                "rules": ["positive <= responses"],
            },
            "talk": {"fields": {"setting": {"enum": ["private", "public"]}}},
            "action": {"fields": {"topic": text}},
            "check": {"fields": {"item": text, "outcome": {"enum": ["done", "planned", "refused", "none"]}}},
        },
        "accepted": {"heard": {"from": ["survey", "talk"], "where": {"setting": "private"}}},
        "measures": {
            "users-say-so": {"title": "Users who say so", "from": "heard", "cited": True, "take": "count"},
            **{f"m-{name}": _measure(name) for name in IDS},
        },
        "safeguards": [
            {
                "id": "voice",
                "title": "Users confirm it",
                "each": {"tag": "voiced"},
                "at_most": 1,
                "unless": {"measure": "users-say-so", "at_least": 1},
                "because": "no user has said so",
            }
        ],
        "sections": [
            {
                "id": section,
                "title": f"Section {section}",
                "weight": WEIGHTS[section],
                "criteria": [_criterion(name) for name in IDS if name[0] == section],
            }
            for section in SECTIONS
        ],
        "levels": [_level(*level) for level in LEVELS],
    }


def _measure(name: str) -> dict[str, Any]:
    title = f"What {name} measures"
    if name in SHARES:
        take = {"share": "positive", "of": "responses"}
        return {
            "title": title,
            "from": "survey",
            "where": {"question": name},
            "take": take,
            "needs": {"responses": LEAST_ANSWERS},
        }
    if name in COUNTS:
        return {"title": title, "from": "action", "where": {"topic": name}, "take": "count"}
    return {"title": title, "from": "check", "where": {"item": name}, "take": {"share": {"outcome": list(GOOD)}}}


def _criterion(name: str) -> dict[str, Any]:
    bands = (
        COUNT_BANDS
        if name in COUNTS
        else {point: f"{share}%" for point, share in (SHARE_BANDS if name in SHARES else PART_BANDS).items()}
    )
    tags = ["core"] * (name in CORE) + ["voiced"] * (name in VOICED)
    return {
        "id": name,
        "title": f"Criterion {name}",
        "tags": tags,
        "rating": {"measure": f"m-{name}", "bands": bands},
    }


def _level(name: str, overall: int, floor: int, core: int, point: int, spare: int) -> dict[str, Any]:
    return {
        "id": name,
        "title": name.title(),
        "requires": [
            {"overall": f"{overall}%"},
            {"each": "sections", "at_least": f"{floor}%"},
            {"each": {"tag": "core"}, "at_least": core},
            {"each": "criteria", "at_least": point, "except": spare},
        ],
    }


def organisation(seed: int, fullness: int) -> dict[str, Any]:
    """Give an assessment with about `fullness` records a criterion, the better the higher its drawn quality."""
    draw = random.Random(seed)  # noqa: S311 - the same organisations for everybody
    quality = draw.uniform(0.4, 1.3)
    records: list[dict[str, Any]] = []
    for name in IDS:
        level = min(1.0, max(0.0, quality + draw.uniform(-0.15, 0.15)))
        records += [_record(draw, name, level) for _ in range(fullness + draw.randint(-1, 1))]
        if name in VOICED:
            setting = "private" if draw.random() < quality else "public"
            records.append({"kind": "talk", "setting": setting, "criteria": [name]})
    for place, record in enumerate(records):
        record |= {"id": f"r{place}", "date": f"2026-0{draw.randint(1, 9)}-15"}
    return {
        "kitemark": 1,
        "organisation": {"id": f"organisation-{seed}"},
        "date": "2026-11-01",
        "evidence": records,
    }


def _record(draw: random.Random, name: str, level: float) -> dict[str, Any]:
    if name in SHARES:
        responses = draw.randint(8, 60)
        positive = min(responses, round(responses * level))
        cited = {"criteria": [name]} if draw.random() < 0.5 else {}
        setting = draw.choice(["private", "public"])
        return {
            "kind": "survey",
            "question": name,
            "setting": setting,
            "responses": responses,
            "positive": positive,
            **cited,
        }
    if name in COUNTS:
        topic = name if draw.random() < level else f"not {name}"
        return {"kind": "action", "topic": topic}
    outcome = draw.choice(GOOD) if draw.random() < level else draw.choice(["refused", "none"])
    return {"kind": "check", "item": name, "outcome": outcome}


def facts(assessment: dict[str, Any]) -> dict[str, Any]:
    """Give the same records for zen and plain Python: sorted by kind, and only the fields that the rules read."""
    found: dict[str, list[dict[str, Any]]] = {"survey": [], "talk": [], "action": [], "check": []}
    unread = ("kind", "id", "date")
    for record in assessment["evidence"]:
        kept = {key: value for key, value in record.items() if key not in unread}
        if record["kind"] in ("survey", "talk"):
            kept.setdefault("criteria", [])
        found[record["kind"]].append(kept)
    return found


def measures() -> dict[str, str]:
    """Give zen's expressions for the measures, and for the number of users' records that speak to a criterion."""
    lines = {f"heard_{kind}": f"map(filter({kind}, #.setting == 'private'), #.criteria)" for kind in ("survey", "talk")}
    for name in IDS:
        if name in SHARES:
            lines[f"n_{name}"] = f"sum(map(filter(survey, #.question == '{name}'), #.responses))"
            hits = f"sum(map(filter(survey, #.question == '{name}'), #.positive))"
            lines[f"m_{name}"] = f"$.n_{name} >= {LEAST_ANSWERS} ? {hits} * 100 / $.n_{name} : -1"
        elif name in COUNTS:
            lines[f"m_{name}"] = f"count(action, #.topic == '{name}')"
        else:
            good = ", ".join(f"'{outcome}'" for outcome in GOOD)
            lines[f"n_{name}"] = f"count(check, #.item == '{name}')"
            hits = f"count(check, #.item == '{name}' and #.outcome in [{good}])"
            lines[f"m_{name}"] = f"$.n_{name} > 0 ? {hits} * 100 / $.n_{name} : -1"
        if name in VOICED:
            both = " + ".join(f"count($.heard_{kind}, '{name}' in #)" for kind in ("survey", "talk"))
            lines[f"v_{name}"] = both
    return lines


def bands(name: str) -> dict[int, int]:
    """Give a criterion's bands, percentages as numbers."""
    return COUNT_BANDS if name in COUNTS else SHARE_BANDS if name in SHARES else PART_BANDS


def ratings() -> dict[str, str]:
    """Give zen's expressions for the ratings, before and after the limit."""
    lines = {}
    for name in IDS:
        chain = " : ".join(f"$.m_{name} >= {bands(name)[point]} ? {point}" for point in (3, 2, 1)) + " : 0"
        if name in VOICED:
            lines[f"r_{name}"] = chain
            lines[name] = f"$.v_{name} >= 1 ? $.r_{name} : min([$.r_{name}, 1])"
        else:
            lines[name] = chain
    return lines


def levels() -> dict[str, str]:
    """Give zen's expressions for the sections, the overall score and the level."""
    lines = {f"S_{s}": f"({' + '.join(f'$.{n}' for n in IDS if n[0] == s)}) * 100 / 18" for s in SECTIONS}
    weighted = " + ".join(f"$.S_{section} * {weight}" for section, weight in WEIGHTS.items())
    lines["overall"] = f"({weighted}) / {sum(WEIGHTS.values())}"
    before = ""
    for name, overall, floor, core, point, spare in LEVELS:
        parts = [
            *([before] if before else []),
            f"$.overall >= {overall}",
            f"all([{', '.join(f'$.S_{section}' for section in SECTIONS)}], # >= {floor})",
            f"all([{', '.join(f'$.{n}' for n in CORE)}], # >= {core})",
            f"count([{', '.join(f'$.{n}' for n in IDS)}], # < {point}) <= {spare}",
        ]
        lines[f"is_{name}"] = " and ".join(parts)
        before = f"$.is_{name}"
    lines["level"] = " : ".join(f"$.is_{name} ? '{name}'" for name, *_ in reversed(LEVELS)) + " : null"
    return lines


def one_node() -> str:
    """Give the zen graph with every rule in one expression node: the least that zen can trace."""
    return graph([[expressions("rules", {**measures(), **ratings(), **levels()})]])


def chain() -> str:
    """Give the zen graph with a node for each step, each passing on all that it was given."""
    steps = {"measures": measures(), "ratings": ratings(), "levels": levels()}
    before: list[str] = []
    nodes = []
    for name, lines in steps.items():
        found = {key: from_before(text, before) for key, text in lines.items()}
        nodes.append([expressions(name, found, passes_on=True)])
        before += lines
    return graph(nodes)


def many_tables() -> str:
    """Give the zen graph with a decision table for each criterion, between two expression nodes."""
    scores = {key: from_before(text, IDS) for key, text in levels().items()}
    tables = [_decision_table(name) for name in IDS]
    return graph([[expressions("measures", measures())], tables, [expressions("levels", scores)]])


def from_before(text: str, names: Iterable[str]) -> str:
    # What an earlier node found stands at the top of a node's input, and not under `$`.
    known = set(names)
    return re.sub(r"\$\.(\w+)", lambda found: found[1] if found[1] in known else found[0], text)


def expressions(name: str, lines: dict[str, str], *, passes_on: bool = False) -> dict[str, Any]:
    """Give a zen node of expressions."""
    expressions = [{"id": key, "key": key, "value": text} for key, text in lines.items()]
    content = {"expressions": expressions, "passThrough": passes_on}
    return {"id": name, "name": name, "type": "expressionNode", "content": content}


def _decision_table(name: str) -> dict[str, Any]:
    inputs = [{"id": "m", "name": "measure", "field": f"m_{name}"}]
    voiced = name in VOICED
    if voiced:
        inputs.append({"id": "v", "name": "users", "field": f"v_{name}"})
    rules = [
        {
            "_id": f"{name}-{point}",
            "m": f">= {bands(name)[point]}",
            "v": ">= 1" if voiced and point > 1 else "",
            "o": f"{point}",
        }
        for point in (3, 2, 1)
    ]
    rules.append({"_id": f"{name}-0", "m": "", "v": "", "o": "0"})
    content = {
        "hitPolicy": "first",
        "inputs": inputs,
        "outputs": [{"id": "o", "name": "rating", "field": name}],
        "rules": rules,
    }
    return {"id": name, "name": name, "type": "decisionTableNode", "content": content}


def graph(layers: list[list[dict[str, Any]]]) -> str:
    ends = [{"id": "in", "name": "in", "type": "inputNode"}], [{"id": "out", "name": "out", "type": "outputNode"}]
    every = [ends[0], *layers, ends[1]]
    edges = [
        {"id": f"{a['id']}-{b['id']}", "type": "edge", "sourceId": a["id"], "targetId": b["id"]}
        for first, second in itertools.pairwise(every)
        for a in first
        for b in second
    ]
    return json.dumps({"nodes": [node for layer in every for node in layer], "edges": edges})


def plain(found: dict[str, Any]) -> dict[str, Any]:
    """Apply the same rules in plain Python over dicts, with floats and without any reason."""
    voices = [*found["survey"], *found["talk"]]
    heard = [record["criteria"] for record in voices if record["setting"] == "private"]
    rated = {}
    for name in IDS:
        measure = _plain_measure(name, found)
        rating = next((point for point in (3, 2, 1) if measure >= bands(name)[point]), 0)
        if name in VOICED and not any(name in criteria for criteria in heard):
            rating = min(rating, 1)
        rated[name] = rating
    return plain_levels(rated)


def plain_levels(rated: dict[str, int]) -> dict[str, Any]:
    """Give the sections' scores and the level for the ratings, in plain Python with floats."""
    scores = {s: sum(rated[name] for name in IDS if name[0] == s) * 100 / 18 for s in SECTIONS}
    overall = sum(scores[s] * weight for s, weight in WEIGHTS.items()) / sum(WEIGHTS.values())
    level = None
    for name, least, floor, core, point, spare in LEVELS:
        if (
            overall < least
            or min(scores.values()) < floor
            or any(rated[n] < core for n in CORE)
            or sum(rated[n] < point for n in IDS) > spare
        ):
            break
        level = name
    return {**rated, **{f"S_{s}": value for s, value in scores.items()}, "overall": overall, "level": level}


def _plain_measure(name: str, found: dict[str, Any]) -> float:
    if name in COUNTS:
        return len([record for record in found["action"] if record["topic"] == name])
    if name in SHARES:
        asked = [record for record in found["survey"] if record["question"] == name]
        total = sum(record["responses"] for record in asked)
        return sum(record["positive"] for record in asked) * 100 / total if total >= LEAST_ANSWERS else -1
    seen = [record for record in found["check"] if record["item"] == name]
    return sum(record["outcome"] in GOOD for record in seen) * 100 / len(seen) if seen else -1
