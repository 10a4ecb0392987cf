"""Whatever differs between two standards is mentioned, and nothing else is."""

from __future__ import annotations

import copy
import json
import random
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from versions_of import edited

import kitemark
from kitemark.bundled import bundled_file
from kitemark.comparing import Change, compare, differences
from kitemark.comparing.sides import same
from kitemark.problems import KitemarkError

sys.path.insert(0, str(Path(__file__).parents[1]))
from reference.strategies import standards


def explained(change: Change) -> None:
    """A change explains itself in text, in Markdown and as data."""
    assert change.text()[-1] in ".!?"
    assert "\n" not in change.text() + change.markdown()
    data = change.to_dict()
    assert json.loads(json.dumps(data))["code"] == change.code
    assert data["old"] is not None or data["new"] is not None


def covers(change: Change, path: tuple) -> bool:
    """Whether a change stands where something was edited, around it or inside it."""
    places = (place for place in (change.places.old, change.places.new) if place is not None)
    return any(place == path[: len(place)] or path == place[: len(path)] for place in places)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(standards(), st.integers(0, 10**9))
def test_every_edit_is_mentioned_where_it_stands(data, seed) -> None:
    old = kitemark.standard_from(data)
    dice = random.Random(seed)  # noqa: S311 - edits, not secrets
    for _ in range(8):
        path, changed = edited(data, dice)
        try:
            new = kitemark.standard_from(changed)
        except KitemarkError:
            continue
        there, back = differences(old, new), differences(new, old)
        if same(old.model, new.model):
            assert there == back == ()
            continue
        assert any(covers(change, path) for change in there)
        assert back
        for change in (*there, *back):
            explained(change)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(standards())
def test_a_standard_does_not_differ_from_itself(data) -> None:
    old, new = kitemark.standard_from(data), kitemark.standard_from(copy.deepcopy(data))
    found = compare(old, new)
    assert not found.differs
    assert {level.relation for level in found.levels} <= {"same"}


@pytest.mark.parametrize("name", kitemark.bundled_ids())
def test_nor_does_a_bundled_one_written_otherwise(name, tmp_path) -> None:
    old = kitemark.load_standard(name)
    text = bundled_file(name).read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - our own file
    assert data["id"] == name
    written = tmp_path / "standard.yaml"
    written.write_text(kitemark.dump(old), encoding="utf-8")
    turned = json.loads(written.read_text(encoding="utf-8"))
    written.write_text(json.dumps(dict(reversed(turned.items()))), encoding="utf-8")
    found = compare(old, kitemark.load_standard(written))
    assert not found.differs
    assert {level.relation for level in found.levels} == {"same"}
    assert found.advice.bump == "none"


def test_a_default_that_is_written_out_is_no_difference() -> None:
    data = kitemark.load_standard("customer-care").to_data()
    written = {**data, "combine": "mean", "weight_": 1}
    del written["weight_"]
    assert differences(kitemark.standard_from(data), kitemark.standard_from(written)) == ()


def small(**more) -> dict:
    head = {"kitemark": 1, "id": "small", "version": "1.0.0", "title": "Small", "scale": "s"}
    points = [{"value": 0, "name": "No"}, {"value": 1, "name": "Yes"}]
    sections = [
        {"id": "x", "title": "X", "criteria": [{"id": "a", "title": "A is so"}]},
        {"id": "y", "title": "Y", "criteria": [{"id": "b", "title": "B is so", "weight": 2}]},
    ]
    levels = [{"id": "l", "requires": [{"each": "criteria", "at_least": "Yes"}]}]
    return {**head, "scales": {"s": points}, "sections": sections, "levels": levels, **more}


def said(old: dict, new: dict) -> list[str]:
    return [change.text() for change in differences(kitemark.standard_from(old), kitemark.standard_from(new))]


def test_a_criterion_that_moves_is_not_new() -> None:
    moved = small()
    moved["sections"][1]["criteria"].append(moved["sections"][0]["criteria"].pop())
    moved["sections"][0]["criteria"].append({"id": "c", "title": "C is so"})
    assert said(small(), moved) == [
        "Criterion 'c' (C is so) is new.",
        "Criterion 'a' (A is so) moves from section 'x' to section 'y'.",
    ]


def test_an_id_that_changes_is_a_new_name() -> None:
    renamed = small()
    renamed["sections"][0]["criteria"][0]["id"] = "a1"
    change = differences(kitemark.standard_from(small()), kitemark.standard_from(renamed))[0]
    assert change.text() == "Criterion 'a1' (A is so) was called 'a'."
    assert change.refuses


def test_weights_and_points() -> None:
    other = small()
    other["sections"][1]["criteria"][0]["weight"] = 3
    other["scales"]["s"][1]["name"] = "Surely"
    other["levels"][0]["requires"][0]["at_least"] = "Surely"
    assert said(small(), other) == [
        "Point 1 (Surely) of scale 's' was called 'Yes'.",
        "Requirement 1 of level 'l' is written otherwise, and asks the same: every criterion is at least 1 (Surely).",
        "Criterion 'b' (B is so) weighs 3 now, and weighed 2.",
    ]


def test_words_mean_themselves_in_markdown() -> None:
    other = small(title="Small *and* [large](http://x) <b>")
    change = differences(kitemark.standard_from(small()), kitemark.standard_from(other))[0]
    assert "*and*" not in change.markdown().replace("\\*", "")
    assert "<b>" not in change.markdown()
    assert "[large](" not in change.markdown()


def test_what_examples_say_is_not_repeated() -> None:
    pack = {"organisation": {"id": "o"}, "date": "2026-01-01"}
    del pack
    example = {"id": "e", "pack": "e.yaml", "expect": {"level": "none"}}
    other = {**example, "changes": {"evidence": {"r": {"words": "I was afraid of Tom"}}}}
    texts = said(small(examples=[example]), small(examples=[other]))
    assert texts == ["Example 'e' is different in changes."]
