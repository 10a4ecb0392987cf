"""Whoever writes a thing's title where its id is wanted is told the id, wherever a thing can be named."""

from __future__ import annotations

import copy
from typing import Any

import pytest

import kitemark
from kitemark.problems import nearest, nearest_titled

Data = dict[str, Any]

STANDARD: Data = {
    "kitemark": 1,
    "id": "named",
    "version": "1.0.0",
    "title": "Named",
    "scale": "s",
    "scales": {"s": [{"value": 0}, {"value": 1}]},
    "evidence": {
        "survey": {"title": "Customer survey", "fields": {"n": {"type": "integer"}, "to": {"type": "string"}}}
    },
    "accepted": {"safe": {"title": "Safe answers", "from": "survey"}},
    "measures": {"polite": {"title": "Customers who find us polite", "from": "safe", "take": {"sum": "n"}}},
    "safeguards": [{"id": "g", "each": ["greet"], "at_most": 0, "unless": {"measure": "polite", "at_least": 1}}],
    "sections": [
        {
            "id": "manner",
            "title": "How people are met",
            "criteria": [
                {"id": "greet", "title": "Greeting people", "suggests": ["survey"]},
                {"id": "listen", "title": "Listening to people", "rating": {"measure": "polite", "bands": {"1": 5}}},
            ],
        }
    ],
    "levels": [
        {"id": "bronze", "title": "Bronze award", "requires": [{"each": {"in": "manner"}, "at_least": 1}]},
        {"id": "silver", "title": "Silver award", "requires": [{"each": {"children": "manner"}, "marks": "bronze"}]},
        {"id": "gold", "title": "Gold award", "requires": [{"each": "units", "at_least": "bronze"}]},
    ],
}
PLACES: list[tuple[tuple[str | int, ...], str, str]] = [
    (("accepted", "safe", "from"), "Customer survey", "survey"),
    (("measures", "polite", "from"), "Safe answers", "safe"),
    (("measures", "polite", "linked"), "Safe answers", "safe"),
    (("safeguards", 0, "each", 0), "Greeting people", "greet"),
    (("safeguards", 0, "unless", "measure"), "Customers who find us polite", "polite"),
    (("sections", 0, "criteria", 0, "suggests", 0), "Customer survey", "survey"),
    (("sections", 0, "criteria", 1, "rating", "measure"), "customers who find us  polite", "polite"),
    (("levels", 0, "requires", 0, "each", "in"), "How people are met", "manner"),
    (("levels", 1, "requires", 0, "each", "children"), "How people are met", "manner"),
    (("levels", 1, "requires", 0, "marks"), "Bronze award", "bronze"),
    (("levels", 2, "requires", 0, "at_least"), "Bronze award", "bronze"),
]
PACK: Data = {
    "kitemark": 1,
    "organisation": {"id": "o"},
    "date": "2026-11-01",
    "evidence": [{"id": "r", "kind": "survey", "date": "2026-10-01", "n": 5, "to": "r", "criteria": ["greet"]}],
    "judgements": [{"criterion": "greet", "rating": 1, "assessor": "A", "because": "Seen."}],
    "units": [{"id": "north", "name": "North Street"}],
    "decision": {"level": "bronze", "by": "Panel", "date": "2026-10-20"},
}
IN_PACK: list[tuple[tuple[str | int, ...], str, str]] = [
    (("evidence", 0, "kind"), "Customer survey", "survey"),
    (("evidence", 0, "criteria", 0), "Greeting people", "greet"),
    (("evidence", 0, "unit"), "North Street", "north"),
    (("judgements", 0, "criterion"), "Greeting poeple", "greet"),
    (("decision", "level"), "Bronze Award", "bronze"),
]


def put(data: Data, path: tuple[str | int, ...], value: Any) -> Data:
    found: Any = copy.deepcopy(data)
    whole = found
    for step in path[:-1]:
        found = found[step]
    found[path[-1]] = value
    return whole  # type: ignore[no-any-return]


def test_the_standard_is_sound() -> None:
    sound = put(STANDARD, ("levels", 1, "requires", 0, "each"), {"in": "manner"})
    kitemark.evaluate(kitemark.standard_from(sound), kitemark.assessment_from(PACK))


@pytest.mark.parametrize(("path", "title", "name"), PLACES, ids=lambda one: ".".join(map(str, one)))
def test_in_a_standard(path: tuple[str | int, ...], title: str, name: str) -> None:
    value: Any = {"by": "to", "to": title} if path[-1] == "linked" else title
    with pytest.raises(kitemark.KitemarkError) as refused:
        kitemark.standard_from(put(STANDARD, path, value))
    hints = [problem.hint for problem in refused.value.problems if problem.code == "unknown-name"]
    assert f"did you mean '{name}'?" in hints


@pytest.mark.parametrize(("path", "title", "name"), IN_PACK, ids=lambda one: ".".join(map(str, one)))
def test_in_a_pack(path: tuple[str | int, ...], title: str, name: str) -> None:
    standard = kitemark.standard_from(put(STANDARD, ("levels", 1, "requires", 0, "each"), {"in": "manner"}))
    with pytest.raises(kitemark.KitemarkError) as refused:
        kitemark.evaluate(standard, kitemark.assessment_from(put(PACK, path, title)))
    [problem] = refused.value.problems
    assert (problem.code, problem.hint) == ("unknown-name", f"did you mean '{name}'?")


def test_in_a_call() -> None:
    standard = kitemark.standard_from(put(STANDARD, ("levels", 1, "requires", 0, "each"), {"in": "manner"}))
    assessment = kitemark.assessment_from(PACK)
    with pytest.raises(kitemark.KitemarkError, match="did you mean 'gold'"):
        kitemark.evaluate(standard, assessment, target="Gold award")
    with pytest.raises(KeyError, match="did you mean 'greet'"):
        _ = kitemark.evaluate(standard, assessment)["Greeting people"]
    assert nearest_titled("gold award", standard.rules.levels) == "did you mean 'gold'?"


def test_a_title_that_two_things_have_names_neither() -> None:
    called = {"a1": "Greeting", "b2": "greeting", "c3": "Listening"}
    assert nearest("Greeting", called, called) is None
    assert nearest("Listenign", called, called) == "did you mean 'c3'?"


def test_an_id_that_is_near_goes_before_a_title_that_is_no_more_than_near() -> None:
    called = {"respect": "Something else", "x": "Respects"}
    assert nearest("respec", called, called) == "did you mean 'respect'?"
    assert nearest("respects", called, called) == "did you mean 'x'?"
