"""What only one version knows, a point, a field or a criterion, is no reason by itself to gain or lose a level."""

from __future__ import annotations

import copy
import itertools
from typing import Any

import pytest

import kitemark
from kitemark.analysis.carrying import carried, outcome_of
from kitemark.analysis.questions.asked import holds_level
from kitemark.comparing import compare
from kitemark.comparing.levels import place_of
from kitemark.render.change_note import render_note
from kitemark.render.differences import render_differences

POINTS = [{"value": 0}, {"value": 1}, {"value": 2}]
DESK: dict[str, Any] = {
    "kitemark": 1,
    "id": "desk",
    "version": "1.0.0",
    "title": "Desk",
    "scale": "steps",
    "scales": {"steps": POINTS},
    "evidence": {"survey": {"fields": {"asked": {"type": "integer"}, "glad": {"type": "integer"}}}},
    "measures": {
        "glad": {"title": "Glad people", "from": "survey", "take": {"share": "glad", "of": "asked"}},
        "own": {"from": "judgement", "where": {"role": "self"}, "take": "count", "better": "lower"},
    },
    "criteria": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}],
    "levels": [
        {"id": "low", "requires": [{"each": ["a"], "at_least": 1}, {"measure": "glad", "at_least": "50%"}]},
        {"id": "high", "requires": [{"each": ["a", "b"], "at_least": 2}]},
    ],
}


def changed(*path: Any, to: Any) -> kitemark.Standard:
    data = copy.deepcopy(DESK)
    holder: Any = data
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = to
    return kitemark.standard_from(data)


def shown_again(old: kitemark.Standard, new: kitemark.Standard) -> list[str]:
    """The relations, every witness of which both versions have assessed once more."""
    found = compare(old, new)
    for level in found.levels:
        for place, answer in enumerate((level.keeps, level.gains)):
            for witness in answer.witnesses:
                outcomes = [outcome_of(standard, dict(witness.assessment)) for standard in (old, new)]
                held = [
                    outcome is not None and holds_level(outcome, place_of(standard.rules, level.id))
                    for outcome, standard in zip(outcomes, (old, new), strict=True)
                ]
                assert held == [place == 0, place == 1]
    return [level.relation for level in found.levels]


@pytest.mark.parametrize("settle", ["median", "worst", "best", "latest"])
def test_a_new_best_point_changes_nothing_for_those_who_reach_it(settle) -> None:
    judgements = {"settle": settle}
    old = kitemark.standard_from({**DESK, "judgements": judgements})
    new = kitemark.standard_from({**DESK, "judgements": judgements, "scales": {"steps": [*POINTS, {"value": 3}]}})
    found = compare(old, new)
    assert [level.relation for level in found.levels] == ["same", "same"]
    note = "A rating at a point that only one version has counts in the other one as the next worse point there."
    assert note in found.answers.notes
    assert note in " ".join(render_differences(found).split())
    assert [level.relation for level in compare(new, old).levels] == ["same", "same"]


def test_what_several_say_comes_to_the_next_worse_point_too() -> None:
    """What the proof rests on: a better point that is not known changes no settled rating but to the next worse one."""
    old = kitemark.standard_from(DESK)
    new = changed("scales", "steps", to=[*POINTS, {"value": 3}])
    for count in (1, 2, 3):
        for said in itertools.combinations_with_replacement((0, 1, 2, 3), count):
            pack = {
                "kitemark": 1,
                "organisation": {"id": "o"},
                "date": "2026-01-01",
                "judgements": [
                    {"criterion": "a", "rating": rating, "assessor": f"A{place}", "because": "Seen."}
                    for place, rating in enumerate(said)
                ],
            }
            lows = []
            for standard in (old, new):
                outcome = outcome_of(standard, pack)
                assert outcome is not None
                lows.append(outcome.nodes["a"].low)
            assert lows[0] == min(lows[1], 2), said


def test_a_point_between_others_is_never_proved_where_steps_decide() -> None:
    # 1 and 3 by two assessors: with a point between them, they are further apart.
    points = [{"value": 0}, {"value": 1}, {"value": 3}]
    old = kitemark.standard_from(
        {**DESK, "scales": {"steps": points}, "levels": [{"id": "low", "requires": [{"each": ["a"], "at_least": 3}]}]}
    )
    new = kitemark.standard_from(
        {
            **DESK,
            "scales": {"steps": [*points[:2], {"value": 2}, points[2]]},
            "levels": [{"id": "low", "requires": [{"each": ["a"], "at_least": 3}]}],
        }
    )
    assert "same" not in shown_again(old, new)


@pytest.mark.parametrize(
    ("points", "lower", "said", "known"),
    [
        ([0, 1, 2], False, 5, 2),
        ([0, 2, 4], False, 3, 2),
        ([1, 2], False, 0, 1),
        ([4, 2, 0], True, 3, 4),
        ([4, 2, 0], True, -1, 0),
    ],
)
def test_a_point_that_is_not_there_is_the_next_worse_one(points, lower, said, known) -> None:
    scale = {"better": "lower" if lower else "higher", "points": [{"value": value} for value in points]}
    levels = [{"id": "low", "requires": [{"measure": "glad", "at_least": "50%"}]}]
    standard = kitemark.standard_from({**DESK, "scales": {"steps": scale}, "levels": levels})
    judgement = {"criterion": "a", "rating": said, "assessor": "Ada", "because": "Seen."}
    pack = {"organisation": {"id": "o"}, "date": "2026-01-01", "judgements": [judgement]}
    assert carried(standard.rules, pack)["judgements"][0]["rating"] == known


# Fields

CHANNEL = {"asked": {"type": "integer"}, "glad": {"type": "integer"}, "channel": {"enum": ["post", "talk"]}}


def test_a_new_field_that_must_be_given_is_not_stricter_by_itself() -> None:
    old, new = kitemark.standard_from(DESK), changed("evidence", "survey", "fields", to=CHANNEL)
    for one, other, which in ((old, new, "new"), (new, old, "old")):
        found = compare(one, other)
        assert [level.relation for level in found.levels] == ["same", "same"]
        text = " ".join(render_differences(found).split())
        told = f"The {which} version takes no record of 'survey' without 'channel'."
        assert told in text
        assert told in render_note(found)
    found = compare(old, new)
    assert "Field 'channel' of kind of evidence 'survey' is new: every record must give it." in render_differences(
        found, width=100
    ).replace("\n    ", " ")
    assert found.advice.bump == "major"


def test_a_new_field_that_is_read_is_shown_with_records_that_give_it() -> None:
    data = copy.deepcopy(DESK)
    data["evidence"]["survey"]["fields"] = CHANNEL
    data["measures"]["glad"]["where"] = {"channel": "talk"}
    old, new = kitemark.standard_from(DESK), kitemark.standard_from(data)
    relations = shown_again(old, new)
    assert relations[0] != "same"
    for level in compare(old, new).levels:
        for answer in (level.keeps, level.gains):
            for witness in answer.witnesses:
                assert all("channel" in record for record in witness.assessment.get("evidence", ()))


def test_a_field_with_a_name_that_another_kind_has_is_not_taken_for_unread() -> None:
    both = {"survey": DESK["evidence"]["survey"], "talk": {"fields": CHANNEL}}
    data: dict[str, Any] = {**copy.deepcopy(DESK), "evidence": both}
    data["measures"]["glad"] |= {"from": ["survey", "talk"], "where": {"channel": "talk"}}
    newer = copy.deepcopy(data)
    newer["evidence"]["survey"]["fields"] = CHANNEL
    assert shown_again(kitemark.standard_from(data), kitemark.standard_from(newer))[0] != "same"


def test_a_dropped_criterion_is_named_as_one_that_judgements_count_for_once_only() -> None:
    data = copy.deepcopy(DESK)
    del data["criteria"][1]
    data["levels"][1]["requires"][0]["each"] = ["a"]
    found = compare(kitemark.standard_from(DESK), kitemark.standard_from(data))
    note = "Judgements of b count only by the old version, also in a number of judgements."
    assert note in found.answers.notes
    del data["measures"]["own"]
    plain = copy.deepcopy(DESK)
    del plain["measures"]["own"]
    assert compare(kitemark.standard_from(plain), kitemark.standard_from(data)).answers.notes == ()
