"""Limits and sections in words: what holds a score, what it was before, and what would lift the hold."""

from __future__ import annotations

from typing import Any

import pytest

from .said import HAPPY, PAPERS, Data, answers, asks, pack, result, standard

SURE = {"happy": {**HAPPY, "confidence": "95%"}, "papers": PAPERS}


def held(unless: Data | None = None, *records: Data, ratings: Any = (("a", 3, "Ann"),), **more: Any) -> tuple[str, ...]:
    """All that is said of a criterion that is held at Some unless a condition holds."""
    limit: Data = {"at_most": "Some", "because": "Thin."} | ({"unless": unless} if unless else {})
    criteria = [{"id": "a", "title": "A", "limits": [limit]}]
    reasons: tuple[str, ...] = result(standard(criteria=criteria, **more), pack(*records, judgements=ratings))[
        "a"
    ].reasons
    return reasons


# What a limit wants


def test_a_limit_says_what_is_and_what_is_wanted() -> None:
    assert (
        held({"measure": "papers", "at_least": 2})[0]
        == "Held at Some: Thin. (Papers: there is none on record, wanted at least 2)"
    )


def test_a_limit_on_a_range_says_that_the_worse_end_is_wanted() -> None:
    said = held({"measure": "happy", "at_least": "75%"}, answers(15, 20), measures=SURE)[0]
    assert said == (
        "Held at Some for now: Thin. (Happy people: it is 15 of 20 (75%; 53.1% to 88.9% at 95% confidence), "
        "wanted at least 75% at the worse end)"
    )


PAPERS_OR_HAPPY = [{"measure": "papers", "at_least": 1}, {"measure": "happy", "at_least": "50%"}]


def test_a_limit_that_one_of_several_would_lift_marks_each() -> None:
    assert held({"any": PAPERS_OR_HAPPY}, answers(1, 4))[0] == (
        "Held at Some: Thin. (one of these would lift it: (a) Papers: there is none on record, wanted at least 1; "
        "(b) Happy people: it is 25%, wanted at least 50%)"
    )


def test_a_limit_that_only_several_would_lift_says_those_that_are_not_so() -> None:
    assert held({"all": PAPERS_OR_HAPPY}, answers(3, 4))[0] == (
        "Held at Some: Thin. (Papers: there is none on record, wanted at least 1)"
    )
    assert held({"all": PAPERS_OR_HAPPY}, answers(1, 4))[0] == (
        "Held at Some: Thin. (Papers: there is none on record, wanted at least 1; "
        "and Happy people: it is 25%, wanted at least 50%)"
    )


def test_a_part_of_a_limit_that_is_not_asked_is_not_told() -> None:
    unless = {"any": [PAPERS_OR_HAPPY[0], {**PAPERS_OR_HAPPY[1], "when": {"size": "large"}}]}
    assert held(unless)[0] == "Held at Some: Thin. (Papers: there is none on record, wanted at least 1)"


def test_a_limit_that_nothing_lifts_gives_its_reason_alone() -> None:
    assert held() == ("Held at Some: Thin.", "Rated All by Ann: As seen.")


# Which end is held

FAR = (("a", 0, "Ann"), ("a", 3, "Bob"))


def test_a_limit_that_holds_the_high_end_alone_is_told() -> None:
    assert held(ratings=FAR) == (
        "No better than Some is possible: Thin.",
        "Unsettled between No and Most, as Ann and Bob are too far apart.",
        "Ann: As seen.",
        "Bob: As seen.",
    )


def test_a_limit_that_may_yet_be_lifted_holds_for_now() -> None:
    said = held({"measure": "happy", "at_least": "50%"})[0]
    assert said.startswith("Held at Some for now: Thin. (Happy people: cannot tell yet")


def test_a_limit_that_holds_neither_end_is_not_told() -> None:
    assert held(ratings=(("a", 1, "Ann"),)) == ("Rated Some by Ann: As seen.",)


def test_where_less_is_better_the_strictest_limit_is_the_largest() -> None:
    faults = {"better": "lower", "points": [{"value": 9}, {"value": 5}, {"value": 0}]}
    limits = [{"at_most": 5, "because": "Loose."}, {"at_most": 9, "because": "Strict."}]
    criteria = [{"id": "a", "title": "A", "scale": "faults", "limits": limits}]
    found = result(
        standard(criteria=criteria, scales={"faults": faults}, scale="faults"), pack(judgements=[("a", 0, "Ann")])
    )
    assert found["a"].reasons[:2] == ("Held at 9: Strict.", "Held at 5: Loose.")


# Sections


def section(**more: Any) -> Data:
    inside = [
        {"id": "a", "title": "A"},
        {"id": "b", "title": "B"},
        {"id": "c", "title": "C", "applies_when": {"size": "large"}},
    ]
    return standard(criteria=[], sections=[{"id": "s", "title": "S", "criteria": inside, **more}])


TWO = pack(judgements=[("a", 3, "Ann"), ("b", 2, "Ann")])


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, ("83.33… out of 100, the mean of its 2 parts.",)),
        ({"combine": "sum"}, ("5 out of 6, the sum of its 2 parts.",)),
        ({"combine": "worst"}, ("Most, the worst of its 2 parts.",)),
        ({"bands": {"1": "50%", "3": "90%"}, "scale": "practice"}, ("Some, banded from the mean of its 2 parts.",)),
        (
            {"limits": [{"at_most": "50%", "because": "Thin."}]},
            ("Held at 50%: Thin.", "83.33… out of 100 before limits, the mean of its 2 parts."),
        ),
        (
            {"limits": [{"at_most": "90%", "because": "Thin."}]},
            ("83.33… out of 100, the mean of its 2 parts.",),
        ),
        (
            {"combine": "sum", "capped_at": 4, "limits": [{"at_most": "50%", "because": "Thin."}]},
            ("Held at 2: Thin.", "4 out of 4 before limits, the sum of its 2 parts."),
        ),
        (
            {"combine": "best", "limits": [{"at_most": "Some", "because": "Thin."}]},
            ("Held at Some: Thin.", "All before limits, the best of its 2 parts."),
        ),
    ],
)
def test_a_section_says_its_score_before_limits_and_how_many_parts_count(more: Data, said: tuple[str, ...]) -> None:
    assert result(section(**more), TWO)["s"].reasons == said


def test_a_section_of_which_one_part_applies_says_so() -> None:
    inside = [{"id": "a", "title": "A"}, {"id": "b", "title": "B", "applies_when": {"size": "large"}}]
    found = result(standard(criteria=[], sections=[{"id": "s", "title": "S", "criteria": inside}]), TWO_OF_ONE)
    assert found["s"].because == "100 out of 100, from its one part."
    assert found.overall is not None
    assert found.overall.because == "100 out of 100, from its one part."


def test_bands_say_what_they_are_made_from() -> None:
    inside = [{"id": "a", "title": "A"}, {"id": "b", "title": "B", "applies_when": {"size": "large"}}]
    banded = {"id": "s", "title": "S", "scale": "practice", "bands": {"1": 10, "3": 90}, "criteria": inside}
    one = result(standard(criteria=[], sections=[banded]), TWO_OF_ONE)
    assert one["s"].because.endswith(", banded from its one part.")
    both = [{**each, "applies_when": {"size": ["small", "large"]}} for each in inside]
    two = result(standard(criteria=[], sections=[{**banded, "criteria": both}]), TWO)
    assert two["s"].because.endswith(", banded from the mean of its 2 parts.")


TWO_OF_ONE = pack(judgements=[("a", 3, "Ann")])


def test_a_section_that_is_not_sure_says_both_ends_before_limits() -> None:
    more = {"limits": [{"at_most": "90%", "because": "Thin."}]}
    assert result(section(**more), TWO_OF_ONE)["s"].reasons == (
        "No better than 90% is possible: Thin.",
        "Between 50 and 100 out of 100 before limits, the mean of its 2 parts.",
    )


def test_the_whole_score_says_what_it_is_made_of() -> None:
    criteria = [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]
    found = result(standard(criteria=criteria), TWO)
    assert found.overall is not None
    assert found.overall.because == "83.33… out of 100, the mean of all 2 parts."


# Conditions of several parts

ONE = pack(judgements=[("a", 1, "Ann")])
LARGE = {"when": {"size": "large"}}


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (
            {"any": [{"overall": "90%"}, {"each": ["a"], "at_least": 2, **LARGE}]},
            "The overall score is at least 90%: it is 33.3…%.",
        ),
        (
            {"any": [{"overall": "90%"}, {"each": ["a"], "at_least": 2}, {"overall": "99%", **LARGE}]},
            "One of these has to hold: (a) the overall score is at least 90%: it is 33.3…%; (b) a is at least 2 (Most): it is not.",
        ),
        (
            {"all": [{"any": [{"overall": "90%"}, {"applicable": "100%", **LARGE}]}, {"overall": "10%"}]},
            "The overall score is at least 90%: it is 33.3…%; and the overall score is at least 10%.",
        ),
    ],
)
def test_a_part_that_is_not_asked_is_not_told(condition: Data, said: str) -> None:
    assert asks(condition, ONE) == said


def test_a_condition_of_which_nothing_is_asked_is_not_told() -> None:
    found = result(standard(requires=[{"any": [{"overall": "90%", **LARGE}]}]), ONE)
    assert found.to_dict()["levels"][0]["requires"] == []


@pytest.mark.parametrize(
    ("unless", "asked_for"),
    [
        (PAPERS_OR_HAPPY[0], "Papers is at least 1"),
        ({"any": PAPERS_OR_HAPPY}, "one of these holds: Papers is at least 1; or Happy people is at least 50%"),
        ({"all": PAPERS_OR_HAPPY}, "Papers is at least 1 and Happy people is at least 50%"),
        ({"each": "units", "at_least": "one"}, "every unit is at least one"),
    ],
)
def test_a_limit_whose_condition_is_not_asked_says_what_would_lift_it(unless: Data, asked_for: str) -> None:
    found = result(section(limits=[{"at_most": "50%", "unless": {**unless, **LARGE}}]), TWO)
    assert found["s"].because == f"Held at 50%: it would be lifted if {asked_for}, which is not asked here."
