"""An id decides nothing: what only has another id asks the same, and packs need only be relabelled."""

from __future__ import annotations

import copy
import random
import sys
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kitemark
from kitemark.analysis.sameness import same_rules
from kitemark.comparing import compare
from kitemark.comparing.renaming import align
from kitemark.render.change_note import render_note
from kitemark.render.differences import render_differences

sys.path.insert(0, str(Path(__file__).parents[1]))
from reference.strategies import cases

SMALL: dict[str, Any] = {
    "kitemark": 1,
    "id": "small",
    "version": "1.0.0",
    "title": "Small",
    "scale": "steps",
    "scales": {"steps": [{"value": 0, "name": "No"}, {"value": 1, "name": "Some"}, {"value": 2, "name": "Yes"}]},
    "evidence": {
        "survey": {"title": "Survey", "fields": {"asked": {"type": "integer"}, "glad": {"type": "integer"}}},
        "log": {"fields": {"n": {"type": "integer"}}},
    },
    "accepted": {"ours": {"from": "survey", "where": {"kind": "survey"}}},
    "measures": {
        "gladness": {"title": "Glad", "from": "ours", "take": {"share": "glad", "of": "asked"}},
        "total": {"from": "log", "take": {"sum": "n"}},
        "judged": {"from": "judgement", "where": {"criterion": ["a", "b"]}, "take": "count"},
    },
    "safeguards": [{"id": "hold", "each": {"in": "x"}, "at_most": 1, "unless": {"measure": "total", "at_least": 1}}],
    "tolerance": {"bronze": "5%"},
    "sections": [
        {
            "id": "x",
            "title": "X",
            "criteria": [
                {"id": "a", "title": "A", "suggests": ["survey"], "marks": [{"measure": "gladness", "bronze": "50%"}]},
                {"id": "b", "title": "B"},
            ],
        }
    ],
    "levels": [
        {"id": "bronze", "title": "Bronze", "requires": [{"each": ["a", "b"], "at_least": 1}]},
        {
            "id": "silver",
            "title": "Silver",
            "requires": [
                {"each": "criteria", "marks": "bronze"},
                {"measure": "judged", "at_least": 2},
                {"some": "units", "at_least": "bronze"},
            ],
        },
    ],
    "flags": [{"id": "f", "title": "F", "when": {"each": ["a"], "at_least": 2}}],
}
PACK: dict[str, Any] = {
    "kitemark": 1,
    "organisation": {"id": "o", "name": "One"},
    "date": "2026-01-01",
    "decision": {"level": "silver", "by": "Panel", "date": "2026-01-01"},
    "evidence": [
        {"id": "s", "kind": "survey", "date": "2025-12-01", "asked": 10, "glad": 9, "criteria": ["a"]},
        {"id": "l", "kind": "log", "date": "2025-12-01", "n": 3},
    ],
    "judgements": [
        {"criterion": name, "rating": "Yes", "assessor": "Ada", "because": "Seen.", "cites": ["s"]}
        for name in ("a", "b")
    ],
}


def renamed(data: Any, names: dict[str, str]) -> Any:
    """The same data in which every text that is one of the names is another one, as keys too."""
    if isinstance(data, dict):
        return {names.get(key, key): renamed(value, names) for key, value in data.items()}
    if isinstance(data, list):
        return [renamed(one, names) for one in data]
    return names.get(data, data) if isinstance(data, str) else data


def compared(old: Any, new: Any, pack: Any = PACK) -> Any:
    packs = [("pack.yaml", kitemark.assessment_from(pack))]
    return compare(kitemark.standard_from(old), kitemark.standard_from(new), packs)


EVERY = {"a": "a1", "x": "x1", "survey": "poll", "gladness": "joy", "total": "sum-of-all", "bronze": "third"}


def test_every_kind_of_id_is_carried_over() -> None:
    for old, new in [*EVERY.items(), (None, None)]:
        names = EVERY if old is None else {old: new}
        found = compared(SMALL, renamed(SMALL, names))
        assert {change.code for change in found.changes} == {"renamed"}, names
        assert {level.relation for level in found.levels} == {"same"}, names
        (pack,) = found.packs
        assert not pack.moves
        assert not pack.problems
        assert pack.old.levels == ("silver", "silver")


def test_a_pack_that_has_the_new_ids_is_read_by_the_old_version_too() -> None:
    found = compared(SMALL, renamed(SMALL, EVERY), renamed(PACK, EVERY))
    (pack,) = found.packs
    assert (pack.moves, pack.problems) == (False, ())
    assert (pack.old.relabelled, pack.new.relabelled) == (True, False)


def test_that_packs_must_be_relabelled_is_told() -> None:
    found = compared(SMALL, renamed(SMALL, {"a": "a1", "gladness": "joy"}))
    text = " ".join(render_differences(found).split())
    told = "Packs must be relabelled for the new version: 'a1' in place of 'a'."
    assert told in text
    assert "It fits the new version once it is relabelled." in text
    assert found.advice.bump == "major"
    note = render_note(found)
    assert told in note
    assert "If you hold a level, you keep it." in note
    assert "nothing that you must do" not in note
    assert "Some would lose it" not in note
    assert found.to_dict()["relabel"] == {"a": "a1"}
    assert found.to_dict()["packs"][0]["new"]["relabelled"]


def test_what_is_renamed_and_asks_more_is_told_as_more_only() -> None:
    new = renamed(SMALL, {"a": "a1"})
    new["levels"][0]["requires"][0]["at_least"] = 2
    found = compared(SMALL, new)
    assert [change.code for change in found.changes] == ["renamed", "asks-more"]
    assert found.levels[0].relation == "stricter"


def test_places_in_the_old_file_are_told_as_they_stand_there() -> None:
    new = renamed(SMALL, {"gladness": "joy", "survey": "poll"})
    new["measures"]["joy"]["needs"] = {"asked": 5}
    found = compared(SMALL, new)
    data = {change["code"]: change for change in found.to_dict()["changes"] if change["thing"]["kind"] == "measure"}
    assert data["raised"]["old"] == "measures.gladness.needs.asked"
    assert data["raised"]["new"] == "measures.joy.needs.asked"


def test_titles_that_several_have_are_no_sign_of_a_new_name() -> None:
    old = copy.deepcopy(SMALL)
    old["sections"][0]["criteria"][1]["title"] = "A"
    assert not align(kitemark.standard_from(old), kitemark.standard_from(renamed(old, {"a": "a1", "b": "b1"}))).names


def test_a_point_with_another_name_is_the_same_point() -> None:
    new = renamed(SMALL, {"Yes": "Surely"})
    found = compared(SMALL, new)
    assert {level.relation for level in found.levels} == {"same"}
    (pack,) = found.packs
    assert (pack.moves, pack.problems, pack.new.relabelled) == (False, (), True)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), st.integers(0, 10**9))
def test_of_drawn_standards_with_new_ids(case, seed) -> None:
    data, pack = case
    old = kitemark.standard_from(data)
    ids = [*old.rules.nodes, *old.rules.kinds, *old.rules.measures, *(level.id for level in old.rules.levels)]
    dice = random.Random(seed)  # noqa: S311 - edits, not secrets
    names = {name: f"{name}-2" for name in dice.sample(ids, dice.randint(1, len(ids))) if name}
    new = kitemark.standard_from(renamed(data, names))
    aligned = align(old, new)
    known = {old for one in ("nodes", "kinds", "measures", "levels") for old in getattr(aligned.names, one)}
    if known == set(names):  # measures that are alike in all are not told apart
        assert same_rules(aligned.old.rules, new.rules)
        found = compare(old, new, [("pack", kitemark.assessment_from(pack))])
        assert {level.relation for level in found.levels} == {"same"}
        assert not found.packs[0].moves
        assert not found.packs[0].problems
