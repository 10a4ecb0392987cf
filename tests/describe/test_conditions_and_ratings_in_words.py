"""Conditions, ratings, marks and limits: as requirements to be met, before there is any result."""

from __future__ import annotations

from typing import Any

import pytest

from kitemark.describe.conditions import condition_words, requirement
from kitemark.describe.marks import mark_item
from kitemark.describe.ratings import limit_item, limit_words, rating_item
from kitemark.describe.variants import choices
from kitemark.rules.standard import ROOT

from .small import Data, criterion, point, requires, wording

TWO: list[Data] = [{"id": "a", "title": "Respect", "tags": ["core"]}, {"id": "b", "title": "Safety"}]


def asked(condition: Data, **keys: Any) -> str:
    """What a requirement says, as one line."""
    words = wording(levels=requires(condition), tags={"core": "Core"}, criteria=TWO, **keys)
    return point(requirement(words.rules.levels[0].requires[0], words))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"overall": "50%"}, "The overall score is at least 50%."),
        ({"overall": "50%", "because": "It must be good"}, "The overall score is at least 50%. It must be good."),
        ({"overall": "50%", "when": {"size": "tiny"}}, "Where size is tiny: The overall score is at least 50%."),
        ({"measure": "papers", "at_least": 2}, "Papers: At least 2."),
        ({"measure": "happy", "at_least": "50%"}, "Happy people: At least 50% at the worse end."),
        ({"measure": "papers", "at_least": 2, "when": {"size": "tiny"}}, "Where size is tiny: Papers: At least 2."),
        ({"applicable": "90%"}, "At least 90% of all criteria apply."),
        ({"each": "criteria", "at_least": 1}, "Every criterion is at least 1 (Some)."),
        ({"each": {"tag": "core"}, "at_least": 1}, "Every criterion tagged 'core' is at least 1 (Some): a."),
        ({"each": ["a", "b"], "at_least": 1}, "Each of a and b is at least 1 (Some)."),
        ({"each": ["a"], "at_least": 1}, "A is at least 1 (Some)."),
        (
            {"some": {"without": "core"}, "marks": "bronze"},
            "At least 1 criterion not tagged 'core' has the mark of Bronze: b.",
        ),
        (
            {"each": "units", "at_least": "bronze", "expect": "staff"},
            "Every unit is at least Bronze; there must be as many as the profile says under 'staff'.",
        ),
        ({"some": "units", "at_least": "bronze"}, "At least 1 unit is at least Bronze."),
        ({"some": "units", "at_least": "bronze", "count": 3}, "At least 3 units are at least Bronze."),
        ({"some": "units", "at_least": "bronze", "share": "75%"}, "At least 75% of the units are at least Bronze."),
        ({"each": "units", "more_than": "bronze", "except": 2}, "Every unit is more than Bronze, save 2 of them."),
        ({"each": "criteria", "at_least": "All"}, "Every criterion is at least 2 (All)."),
        ({"each": "criteria", "at_least": "50%", "except": 1}, "Every criterion is at least 50%, save 1 of them."),
        ({"some": "criteria", "at_least": "Some"}, "At least 1 criterion is at least 1 (Some)."),
        ({"some": "criteria", "at_least": "Some", "count": 2}, "At least 2 criteria are at least 1 (Some)."),
        ({"some": "criteria", "at_least": 1, "share": "80%"}, "At least 80% of the criteria are at least 1 (Some)."),
        ({"some": "criteria", "marks": "bronze", "count": 2}, "At least 2 criteria have the mark of Bronze."),
        ({"some": ["a", "b"], "at_least": 1}, "At least 1 of a and b is at least 1 (Some)."),
        ({"some": ["a", "b"], "at_least": 1, "count": 2}, "At least 2 of a and b are at least 1 (Some)."),
        ({"some": ["a"], "at_least": 1}, "A is at least 1 (Some)."),
        (
            {"any": [{"overall": "90%"}, {"all": [{"overall": "50%"}, {"applicable": "100%"}]}], "because": "Either"},
            (
                "One of these must hold. Either. [The overall score is at least 90%. / "
                "All of these must hold. [The overall score is at least 50%. / At least 100% of all criteria apply.]]"
            ),
        ),
    ],
)
def test_a_requirement_says_what_it_asks_of_whom_and_why(condition: Data, words: str) -> None:
    assert asked(condition) == words


def test_a_selection_says_whether_it_is_of_criteria_of_sections_or_of_both() -> None:
    inner = {"id": "t", "criteria": [{"id": "c", "title": "C"}]}
    section = {"id": "s", "sections": [inner], "criteria": [{"id": "b", "title": "B"}]}
    whole = {"id": "r", "sections": [{"id": "u", "criteria": [{"id": "d", "title": "D"}]}]}

    def told(condition: Data) -> str:
        words = wording(levels=requires(condition), sections=[section, whole])
        return point(requirement(words.rules.levels[0].requires[0], words))

    assert told({"each": {"children": "s"}, "at_least": "50%"}) == "Every part of s is at least 50%: t and b."
    assert told({"each": {"children": "r"}, "at_least": "50%"}) == "Every section of r is at least 50%: u."
    assert told({"some": {"children": "t"}, "at_least": "50%"}) == "At least 1 criterion of t is at least 50%: c."
    assert told({"some": "sections", "at_least": "50%", "count": 2}) == "At least 2 sections are at least 50%: s and r."


def test_a_long_selection_is_counted() -> None:
    many = [{"id": f"c{n}", "title": "C", "tags": ["core"] if n else []} for n in range(70)]
    condition = {"each": {"tag": "core"}, "at_least": 1}
    words = wording(levels=requires(condition), tags={"core": "Core"}, criteria=many)
    found = point(requirement(words.rules.levels[0].requires[0], words))
    assert found == "Every criterion tagged 'core' is at least 1 (Some): 69 of 70 criteria."


def test_inside_a_sentence_a_condition_names_its_measure_and_says_where_it_is_asked() -> None:
    parts = [
        {"measure": "papers", "at_least": 1, "when": {"size": "tiny"}},
        {"all": [{"overall": "50%"}, {"measure": "happy", "at_least": "50%"}]},
    ]
    words = wording(levels=requires({"any": parts}))
    assert condition_words(words.rules.levels[0].requires[0], words) == (
        "one of these holds: (where size is tiny) 'Papers' is at least 1; "
        "or the overall score is at least 50%, and 'Happy people' is at least 50% at the worse end"
    )


def rated(rating: Any, **keys: Any) -> str:
    """How a criterion is rated, as one line."""
    form = {"id": "a", "title": "Respect", "rating": rating, **keys}
    return point(rating_item(criterion(criteria=[form]).rating, wording()))


BANDED: Data = {"measure": "papers", "bands": {"Some": 1, "All": 3}}


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        ("judgement", "Assessors judge it."),
        (
            {"judgement": "stars", "bands": {"Some": 2, "All": "> 4"}},
            (
                "Assessors judge it on the scale 'stars', and what they find is turned into a rating. "
                "[0 (No): where none of these is reached / 1 (Some): at least 2 / 2 (All): more than 4]"
            ),
        ),
        (
            {"judgement": "risk", "bands": {"All": "Low"}},
            (
                "Assessors judge it on the scale 'risk', and what they find is turned into a rating. "
                "[0 (No): where none of these is reached / 2 (All): at most 0 (Low)]"
            ),
        ),
        (
            BANDED,
            (
                "Papers: It is measured, and what comes out gives the rating. "
                "[0 (No): where none of these is reached / 1 (Some): at least 1 / 2 (All): at least 3]"
            ),
        ),
        (
            {"measure": "happy", "bands": {"All": "80%"}},
            (
                "Happy people: It is measured, and what comes out gives the rating. "
                "[0 (No): where none of these is reached / 2 (All): at least 80% at the worse end]"
            ),
        ),
        (
            {"worst": ["judgement", "judgement"]},
            "The worst of these counts. [Assessors judge it. / Assessors judge it.]",
        ),
        ({"best": ["judgement", "judgement"]}, "The best of these counts. [Assessors judge it. / Assessors judge it.]"),
        (
            {"choose": [{"when": {"size": "tiny"}, "best": ["judgement"]}, {**BANDED, "bands": {"All": 3}}]},
            (
                "It depends on the profile. [Where size is tiny: The best of these counts. [Assessors judge it.] / "
                "Otherwise: Papers: It is measured, and what comes out gives the rating. "
                "[0 (No): where none of these is reached / 2 (All): at least 3]]"
            ),
        ),
    ],
)
def test_how_a_criterion_is_rated(rating: Any, words: str) -> None:
    assert rated(rating) == words


def test_what_is_chosen_first_may_hold_everywhere() -> None:
    assert list(choices([((), 1), ((), 2)], {})) == [("Everywhere", 1), ("Otherwise", 2)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"measure": "papers", "silver": 3, "bronze": 1}, "Papers: Bronze at least 1; silver at least 3."),
        ({"measure": "papers", "silver": 1, "bronze": 1}, "Papers: Bronze and silver at least 1."),
        ({"measure": "papers", "silver": 3, "because": "Papers help"}, "Papers: Silver at least 3. Papers help."),
        (
            {"best": [{"measure": "papers", "bronze": 1}, {"measure": "happy", "bronze": "50%"}]},
            "One of these is enough. [Papers: Bronze at least 1. / Happy people: Bronze at least 50% at the worse end.]",
        ),
        ({"worst": [{"measure": "papers", "bronze": 1}]}, "All of these. [Papers: Bronze at least 1.]"),
        (
            {
                "choose": [
                    {"when": {"size": "tiny"}, "measure": "papers", "bronze": 1},
                    {"measure": "papers", "bronze": 2},
                ]
            },
            "It depends on the profile. [Where size is tiny: Papers: Bronze at least 1. / Otherwise: Papers: Bronze at least 2.]",
        ),
        (
            {
                "choose": [
                    {"when": {"size": "tiny"}, "measure": "papers", "bronze": 1},
                    {"when": {"staff": {"at_most": 9}}, "measure": "papers", "bronze": 2},
                ]
            },
            (
                "It depends on the profile. [Where size is tiny: Papers: Bronze at least 1. / "
                "Otherwise, where staff is at most 9: Papers: Bronze at least 2.]"
            ),
        ),
        (  # who is tiny has no line of silver's before the second, and so that one is theirs
            {
                "choose": [
                    {"when": {"size": "tiny"}, "measure": "papers", "bronze": 1},
                    {"measure": "happy", "silver": "50%"},
                ]
            },
            (
                "It depends on the level and the profile. [For Bronze: It depends on the profile. "
                "[Where size is tiny: Papers: Bronze at least 1.] / "
                "For silver: Happy people: Silver at least 50% at the worse end.]"
            ),
        ),
        (
            {
                "choose": [
                    {
                        "when": {"size": "tiny"},
                        "choose": [
                            {"when": {"housing": True}, "measure": "papers", "bronze": 1, "silver": 2},
                        ],
                    },
                    {"measure": "papers", "bronze": 3, "silver": 4},
                ]
            },
            (
                "It depends on the profile. [Where size is tiny: It depends on the profile. "
                "[Where housing is yes: Papers: Bronze at least 1; silver at least 2.] / "
                "Where nothing before this is asked: Papers: Bronze at least 3; silver at least 4.]"
            ),
        ),
    ],
)
def test_what_each_level_asks_of_a_measure(line: Data, words: str) -> None:
    form = {"id": "a", "title": "Respect", "marks": [line]}
    found = point(
        mark_item(
            criterion(criteria=[form]).marks[0],
            wording(levels=[{"id": "bronze", "title": "Bronze"}, {"id": "silver", "title": "silver"}]),
        )
    )
    assert found == words


def limited(limit: Data, **keys: Any) -> tuple[str, str]:
    """A limit in words, and as a point."""
    words = wording(criteria=[{"id": "a", "title": "Respect", "limits": [limit]}], **keys)
    node = words.rules.nodes["a"]
    return limit_words(node.limits[0], node, words), point(limit_item(node.limits[0], node, words))


def test_a_limit_says_what_it_holds_what_lifts_it_and_why() -> None:
    limit: Data = {"at_most": 1, "unless": {"measure": "voice", "at_least": 1}, "because": "Nobody was asked"}
    words = "No better than 1 (Some) unless 'Voices on this' is at least 1."
    assert limited(limit) == (words, f"{words} Nobody was asked.")
    assert (
        limited({"at_most": "Some", "when": {"size": "tiny"}})[1]
        == "Where size is tiny, no better than 1 (Some), always."
    )


def test_a_limit_on_a_score_says_of_what() -> None:
    words = wording(limits=[{"at_most": "60%"}, {"at_most": 50}])
    root = words.rules.nodes[ROOT]
    found = [limit_words(limit, root, words) for limit in root.limits]
    assert found == ["No better than 60% of the most there is, always.", "No better than 50, always."]


@pytest.mark.parametrize(
    ("guard", "words"),
    [
        (
            {"title": "Ask first", "because": "Nobody was asked"},
            "Ask first: No better than 1 (Some) where it is not met, for this reason: Nobody was asked.",
        ),
        ({}, "gate: No better than 1 (Some) where it is not met."),
        ({"when": {"size": "tiny"}}, "gate: No better than 1 (Some) where size is tiny and it is not met."),
    ],
)
def test_a_safeguard_is_told_by_its_title_and_its_reason(guard: Data, words: str) -> None:
    safeguard = {"id": "gate", "each": "criteria", "at_most": 1, "unless": {"measure": "voice", "at_least": 1}, **guard}
    found = wording(safeguards=[safeguard])
    node = found.rules.nodes["a"]
    assert point(limit_item(node.limits[0], node, found)) == words
    assert limit_item(node.limits[0], node, found).to == "safeguard-gate"
