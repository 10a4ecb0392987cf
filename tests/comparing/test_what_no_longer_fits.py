"""A change that makes errors of packs is told as one, in the advice on versions and in the note."""

from __future__ import annotations

import copy
from typing import Any

import pytest

import kitemark
from kitemark.comparing import Comparison, compare
from kitemark.problems import KitemarkError
from kitemark.render.change_note import render_note

POINTS = [{"value": 0, "name": "No"}, {"value": 1, "name": "Yes"}]
ALWAYS = {"each": ["a"], "at_least": "0%"}
DESK: dict[str, Any] = {
    "kitemark": 1,
    "id": "desk",
    "version": "1.0.0",
    "title": "Desk",
    "profile": {"fields": {"size": {"enum": ["small", "large"]}}, "optional": ["size"]},
    "scale": "steps",
    "scales": {"steps": POINTS, "more": [*POINTS, {"value": 2, "name": "More"}], "other": [{"value": 0}, {"value": 1}]},
    "not_applicable": "excluded",
    "safeguards": [{"id": "g", "title": "G", "each": ["z"], "at_most": 0, "unless": ALWAYS}],
    "criteria": [
        {"id": "a", "title": "A"},
        {"id": "z", "title": "Z", "weight": 0},
    ],
    "levels": [
        {"id": "low", "title": "Low", "requires": [{"each": ["a"], "at_least": "50%"}]},
        {"id": "high", "title": "High", "requires": [{"each": ["a"], "at_least": "100%"}]},
    ],
    "flags": [{"id": "f", "title": "F", "when": {"each": ["a"], "at_least": "90%"}}],
}
PACK = {
    "kitemark": 1,
    "organisation": {"id": "o", "name": "One"},
    "date": "2026-01-01",
    "judgements": [
        {"criterion": "a", "rating": "Yes", "assessor": "Ada", "because": "Seen."},
        {"criterion": "z", "not_applicable": True, "assessor": "Ada", "because": "There is none."},
    ],
}
SMALL = {"when": {"size": "small"}}
HIGH = {**DESK["levels"][1]["requires"][0], **SMALL}
CHOSEN = [{**SMALL, "judgement": "steps"}, {"when": {"size": "large"}, "judgement": "steps"}]


def changed(*edits: tuple[tuple[Any, ...], Any], base: dict[str, Any] = DESK) -> dict[str, Any]:
    data = copy.deepcopy(base)
    for path, value in edits:
        holder: Any = data
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = value
    return data


def compared(old: dict[str, Any], new: dict[str, Any], pack: dict[str, Any] = PACK) -> Comparison:
    """How two versions differ, of which the old one takes the pack."""
    found = compare(kitemark.standard_from(old), kitemark.standard_from(new), seconds=5)
    kitemark.evaluate(found.old, kitemark.assessment_from(pack))
    return found


def refusing(found: Comparison) -> list[str]:
    return [change.text() for change in found.changes if change.refuses]


def is_refused(found: Comparison, pack: dict[str, Any] = PACK) -> bool:
    try:
        kitemark.evaluate(found.new, kitemark.assessment_from(pack))
    except KitemarkError:
        return True
    return False


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        ((("criteria", 1, "not_applicable"), "refused"), "of criterion 'z'"),
        ((("not_applicable",), "refused"), "where it does not apply of the standard"),
        ((("levels", 1, "requires", 0), HIGH), "Requirement 1 of level 'high'"),
        ((("criteria", 1, "applies_when"), {"size": "small"}), "Criterion 'z' (Z) is asked"),
        ((("safeguards", 0, "when"), {"size": "small"}), "Safeguard 'g'"),
        ((("flags", 0, "when", "when"), {"size": "small"}), "Flag 'f'"),
        ((("criteria", 1, "limits"), [{"at_most": 0, "unless": ALWAYS, **SMALL}]), "criterion 'z'"),
        ((("criteria", 0, "scale"), "other"), "criterion 'a'"),
    ],
)
def test_what_makes_an_error_of_a_pack_refuses_it(edit, told) -> None:
    found = compared(DESK, changed(edit))
    assert is_refused(found)
    (text,) = refusing(found)
    assert told in text
    assert found.advice.bump == "major"
    assert found.advice.because == "packs made for the old version may not fit the new one"
    note = render_note(found)
    assert "There is nothing that you must do" not in note
    assert "Packs made for the old version may have to be changed:" in note


@pytest.mark.parametrize(
    "edit",
    [
        (("criteria", 1, "not_applicable"), "met"),
        (("criteria", 0, "scale"), "more"),
        (("levels", 0, "requires", 0, "at_least"), "40%"),
        (("criteria", 0, "rating"), {"choose": [{**SMALL, "judgement": "steps"}, {"judgement": "steps"}]}),
    ],
)
def test_what_leaves_packs_as_they_are_does_not(edit) -> None:
    base = changed((("levels", 1, "requires", 0), HIGH))
    pack = {**PACK, "organisation": {"id": "o", "profile": {"size": "small"}}}
    found = compared(base, changed(edit, base=base), pack)
    assert not is_refused(found, pack)
    assert found.changes
    assert refusing(found) == []


def test_a_choice_that_leaves_somebody_out_refuses() -> None:
    old = changed((("profile", "optional"), []))
    pack = {**PACK, "organisation": {"id": "o", "profile": {"size": "large"}}}
    whole = compared(old, changed((("criteria", 0, "rating"), {"choose": CHOSEN}), base=old), pack)
    assert refusing(whole) == []
    part = compared(old, changed((("criteria", 0, "rating"), {"choose": CHOSEN[:1]}), base=old), pack)
    assert is_refused(part, pack)
    assert len(refusing(part)) == 1


def test_a_fact_that_others_are_asked_for_refuses() -> None:
    """A criterion of units is asked of the organisation too, so that it must say what decides whether it applies."""
    old = changed((("criteria", 1, "asked_of"), "units"), (("criteria", 1, "applies_when"), {"size": "small"}))
    unit = {"id": "u", "profile": {"size": "small"}, "judgements": PACK["judgements"]}
    pack = {**PACK, "judgements": PACK["judgements"][:1], "units": [unit]}
    found = compared(old, changed((("criteria", 1, "asked_of"), "both"), base=old), pack)
    assert is_refused(found, pack)
    (text,) = refusing(found)
    assert "criterion 'z'" in text


def test_whose_marks_stand_may_make_errors_of_them() -> None:
    old = changed((("not_applicable",), "refused"), (("judgements",), {"roles": ["peer"]}))
    pack = {**PACK, "judgements": [{**one, "role": "self"} for one in PACK["judgements"]]}
    found = compared(old, changed((("judgements",), {"roles": ["peer", "self"]}), base=old), pack)
    assert is_refused(found, pack)
    assert len(refusing(found)) == 1


def test_it_is_said_of_whom_the_answers_are() -> None:
    new = changed((("levels", 1, "requires", 0), HIGH), (("not_applicable",), "refused"))
    notes = compared(DESK, new).answers.notes
    assert any("no profile without 'size'" in note for note in notes)
    assert any("no mark of not applicable for 'a' and 'z'" in note for note in notes)


# Levels that are dropped


def test_who_holds_a_level_that_is_dropped_is_told_so() -> None:
    found = compared(DESK, changed((("levels",), DESK["levels"][:1])))
    note = render_note(found)
    assert "- If you hold High, you lose it: the level is dropped." in note
    assert "- If you hold another level, you keep it." in note
    assert "If you hold a level" not in note
    assert "nothing that you must do" not in note
    assert found.advice.because == "a level is gone"


def test_a_decision_may_name_the_level_that_is_dropped() -> None:
    pack = {**PACK, "decision": {"level": "high", "by": "Panel", "date": "2026-01-01"}}
    found = compared(DESK, changed((("levels",), DESK["levels"][:1])), pack)
    assert is_refused(found, pack)
    assert len(refusing(found)) == 1


def test_who_need_do_nothing_is_told_so() -> None:
    note = render_note(compared(DESK, changed((("title",), "Reception"))))
    assert "- If you hold a level, you keep it. There is nothing that you must do." in note
