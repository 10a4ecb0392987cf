"""What is said of a pack that moves was seen: which change does it, and what it falls short of."""

from __future__ import annotations

import copy
from typing import Any

import pytest

import kitemark
from kitemark.comparing import Comparison, compare
from kitemark.examples import Case, run
from kitemark.model.examples import Expectation
from kitemark.render.change_note import render_markdown_differences, render_note
from kitemark.render.differences import render_differences

DESK: dict[str, Any] = {
    "kitemark": 1,
    "id": "desk",
    "version": "1.0.0",
    "title": "Desk",
    "scale": "steps",
    "scales": {"steps": [{"value": 0, "name": "No"}, {"value": 1, "name": "Started"}, {"value": 2, "name": "Working"}]},
    "evidence": {"survey": {"fields": {"asked": {"type": "integer"}, "glad": {"type": "integer"}}}},
    "measures": {"glad": {"title": "Glad people", "from": "survey", "take": {"share": "glad", "of": "asked"}}},
    "criteria": [
        {"id": "a", "title": "A is so", "marks": [{"measure": "glad", "bronze": "50%", "silver": "80%"}]},
        {"id": "b", "title": "B is so"},
    ],
    "levels": [
        {"id": "bronze", "title": "Bronze", "requires": [{"each": "criteria", "at_least": 1}]},
        {
            "id": "silver",
            "title": "Silver",
            "requires": [{"each": "criteria", "at_least": 2}, {"each": "criteria", "marks": "silver"}],
        },
    ],
}
PRAISE = "Everybody is delighted."


def pack(glad: int = 75, b: int = 1) -> dict[str, Any]:
    return {
        "kitemark": 1,
        "organisation": {"id": "o", "name": "One"},
        "date": "2026-01-01",
        "evidence": [{"id": "s", "kind": "survey", "date": "2025-12-01", "asked": 100, "glad": glad}],
        "judgements": [
            {"criterion": name, "rating": rating, "assessor": "Ada", "because": PRAISE}
            for name, rating in (("a", 2), ("b", b))
        ],
    }


def desk(silver: int = 2, mark: str = "80%", bronze: int = 1) -> kitemark.Standard:
    data = copy.deepcopy(DESK)
    data["levels"][1]["requires"][0]["at_least"] = silver
    data["levels"][0]["requires"][0]["at_least"] = bronze
    data["criteria"][0]["marks"][0]["silver"] = mark
    return kitemark.standard_from(data)


def moved(old: kitemark.Standard, new: kitemark.Standard, data: dict[str, Any]) -> tuple[Comparison, Any, str]:
    found = compare(old, new, [("p.yaml", kitemark.assessment_from(data))])
    return found, found.packs[0], " ".join(render_differences(found).split())


def said(one: Any) -> list[tuple[str, bool | None, bool | None]]:
    return [(mover.change.code, mover.alone, mover.needed) for mover in one.movers.found]


def test_of_two_changes_that_are_both_needed_neither_moves_it_by_itself() -> None:
    _, one, text = moved(desk(), desk(silver=1, mark="70%"), pack())
    assert said(one) == [("asks-less", False, True), ("lowered", False, True)]
    assert text.count("Without this it would stay: ") == 2
    assert "By itself" not in text


def test_of_two_changes_that_each_would_do_none_is_needed() -> None:
    _, one, text = moved(desk(silver=1, mark="70%"), desk(mark="80%"), pack())
    assert said(one) == [("asks-more", True, False), ("raised", True, False)]
    assert text.count("By itself this moves it: ") == 2
    assert "Without this" not in text


def test_one_change_alone_is_both() -> None:
    _, one, text = moved(desk(silver=1, mark="70%"), desk(silver=2, mark="70%"), pack())
    assert said(one) == [("asks-more", True, True)]
    assert "By itself this moves it, and without this it would stay: " in text


def test_several_together_are_said_only_where_each_was_tried() -> None:
    # Three ways to a half: any two of the three lower thresholds do, so that none is needed and none is enough.
    data = copy.deepcopy(DESK)
    data["levels"] = [
        {"id": "bronze", "title": "Bronze", "requires": [{"some": "criteria", "at_least": 2, "count": 2}]}
    ]
    data["criteria"] = [
        {"id": name, "title": name.upper(), "rating": {"measure": "glad", "bands": {"1": "10%", "2": "80%"}}}
        for name in ("a", "b", "c")
    ]
    easier = copy.deepcopy(data)
    for criterion in easier["criteria"]:
        criterion["rating"]["bands"]["2"] = "60%"
    old, new = kitemark.standard_from(data), kitemark.standard_from(easier)
    nobody = {**pack(), "judgements": []}
    _, one, text = moved(old, new, nobody)
    assert one.moves
    assert (said(one), one.movers.untried, one.movers.cut) == ([], 0, False)
    assert "several together do" in text
    found = compare(old, new, [("p.yaml", kitemark.assessment_from(nobody))], seconds=0)
    assert found.packs[0].movers.cut
    assert "no time left" in render_differences(found)


def test_a_pack_that_rose_is_told_what_it_fell_short_of() -> None:
    found, one, text = moved(desk(), desk(silver=1, mark="70%"), pack())
    assert one.rose
    told = "What it fell short of, by the old version: Every criterion is at least 2 (Working): 1 of 2 is; this one is not: b"
    assert told in text
    assert "1 more requirement of Silver is not met." in text
    assert "more)" not in text
    assert found.to_dict()["packs"][0]["short_by"] == "old"


def test_a_pack_that_fell_is_told_what_it_falls_short_of() -> None:
    _, one, text = moved(desk(), desk(bronze=2), pack())
    assert not one.rose
    assert "What it falls short of, by the new version: " in text


# Figures


def test_a_figure_that_is_missing_is_the_reason_and_not_the_praise() -> None:
    found, _, text = moved(desk(mark="70%"), desk(mark="80%"), pack(b=2))
    figure = "Glad people: it is 75%, wanted at least 80%"
    for words in (text, render_markdown_differences(found), found.packs[0].says):
        assert f"a: {figure}" in words.replace("\\", "")
        assert PRAISE not in words
    note = render_note(found)
    assert "wanted at least 80%" in note
    assert PRAISE not in note
    for level in found.to_dict()["levels"]:
        for witness in level["keeps"]["witnesses"]:
            assert "Glad people: " in witness["says"]


def test_an_example_held_by_a_figure_is_told_the_figure() -> None:
    case = Case("e", "E", pack(b=2), Expectation(held_by=("b",)), None)
    verdict = run(kitemark.standard_from(DESK), case)
    (difference,) = verdict.differences
    assert "a is not listed: Glad people: it is 75%, wanted at least 80%." in difference.because
    assert not any(PRAISE in reason for reason in difference.because)


# New things


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        (
            "safeguards",
            [
                {
                    "id": "g",
                    "title": "G",
                    "each": "criteria",
                    "at_most": 1,
                    "unless": {"measure": "glad", "at_least": "90%"},
                }
            ],
            "it holds a and b to no better than 1 (Started) unless 'Glad people' is at least 90%",
        ),
        (
            "levels",
            [*DESK["levels"], {"id": "gold", "title": "Gold", "requires": [{"overall": "90%"}]}],
            "all that Silver asks, and the overall score is at least 90%",
        ),
        (
            "commendations",
            [{"id": "c", "title": "C", "requires": [{"measure": "glad", "at_least": "95%"}]}],
            "'Glad people' is at least 95%",
        ),
        (
            "flags",
            [{"id": "f", "title": "F", "when": {"measure": "glad", "at_most": "10%"}}],
            "it is raised where 'Glad people' is at most 10%",
        ),
    ],
)
def test_what_is_new_is_told_with_what_it_asks(key, value, words) -> None:
    old, new = kitemark.standard_from(DESK), kitemark.standard_from({**DESK, key: value})
    there, back = compare(old, new), compare(new, old)
    for found, is_now in ((there, "is new: "), (back, "is dropped: ")):
        for text in (render_differences(found), render_markdown_differences(found), render_note(found)):
            assert f"{is_now}{words}" in " ".join(text.split())


def test_a_new_level_stands_among_the_levels() -> None:
    new = kitemark.standard_from({**DESK, "levels": [*DESK["levels"], {"id": "gold", "title": "Gold"}]})
    found = compare(kitemark.standard_from(DESK), new)
    assert "Gold: new: nobody could hold it before." in render_differences(found)
    assert "Gold: new: nobody could hold it before." in render_note(found)
    assert "Gold: gone: nobody can hold it any more." in render_note(compare(new, kitemark.standard_from(DESK)))


def test_what_is_easier_never_says_that_something_gets_harder() -> None:
    easier = copy.deepcopy(DESK)
    del easier["criteria"][1]
    easier["levels"][1]["requires"][1] = {"overall": "70%"}
    for old, new in ((desk(), desk(silver=1)), (kitemark.standard_from(DESK), kitemark.standard_from(easier))):
        found = compare(old, new)
        note = render_note(found)
        assert "less of some" not in note
        harder = any(change.effect == "harder" for change in found.changes)
        assert ("gets harder" in note) <= harder
    assert "gets harder" in render_note(compare(desk(silver=1), desk()))
