"""Setting ratings and measures: what is set for whom, what is refused, and what it gives away of nobody."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import kitemark

Data = dict[str, Any]

SURVEY = {
    "voice": "customer",
    "people": "responses",
    "fields": {"responses": {"type": "integer"}, "positive": {"type": "integer"}, "population": {"type": "integer"}},
    "optional": ["population"],
}
STANDARD: Data = {
    "kitemark": 1,
    "id": "small",
    "version": "1.0.0",
    "title": "Small",
    "smallest_group": 10,
    "not_applicable": "excluded",
    "judgements": {"assessors": 2, "roles": ["peer"]},
    "scales": {
        "practice": [{"value": 0, "name": "No"}, {"value": 1, "name": "Started"}, {"value": 2, "name": "Working"}],
        "stars": {"from": 0, "to": 10, "step": Decimal("0.5")},
    },
    "scale": "practice",
    "evidence": {"survey": SURVEY, "log": {"fields": {"days": {"type": "integer"}}}},
    "measures": {
        "respected": {
            "title": "Share who feel respected",
            "from": "survey",
            "take": {"share": "positive", "of": "responses"},
            "needs": {"responses": 20},
            "confidence": "95%",
            "population": "population",
        },
        "late": {"title": "Share late", "from": "log", "take": {"share": {"days": {"at_least": 9}}}, "better": "lower"},
        "days": {"title": "Median days", "from": "log", "take": {"median": "days"}, "better": "lower"},
        "voices": {"title": "Number of voices", "from": "survey", "cited": True, "take": "count"},
    },
    "criteria": [
        {"id": "greeting", "title": "People are greeted"},
        {"id": "respect", "title": "Respect", "rating": {"measure": "respected", "bands": {1: "30%", 2: "50%"}}},
        {
            "id": "mixed",
            "title": "Mixed",
            "rating": {"worst": ["judgement", {"measure": "days", "bands": {1: 9, 2: 4}}]},
        },
        {"id": "stars", "title": "Stars", "rating": {"judgement": "stars", "bands": {1: 4, 2: 8}}},
        {"id": "board", "title": "Board", "asked_of": "organisation"},
        {"id": "desk", "title": "Desk", "asked_of": "units"},
    ],
    "safeguards": [
        {
            "id": "voice",
            "title": "Paper alone",
            "each": ["greeting", "board"],
            "at_most": 1,
            "unless": {"measure": "voices", "at_least": 1},
            "because": "Nobody but staff has said so.",
        }
    ],
    "levels": [
        {"id": "bronze", "title": "Bronze", "requires": [{"each": ["greeting"], "at_least": "Working"}]},
        {"id": "silver", "title": "Silver", "requires": [{"measure": "respected", "at_least": "60%"}]},
    ],
}


def judged(criterion: str, rating: Any, assessor: str = "Ada", role: str = "peer") -> Data:
    said = {"not_applicable": True} if rating is None else {"rating": rating}
    return {"criterion": criterion, "assessor": assessor, "role": role, "because": "Seen.", **said}


def survey(positive: int, responses: int, population: int | None = None) -> Data:
    counts = {"responses": responses, "positive": positive} | ({"population": population} if population else {})
    return {"id": "s", "kind": "survey", "date": "2026-10-01", **counts}


def assessment(*evidence: Data, judgements: list[Data] | None = None, units: Any = None) -> kitemark.Assessment:
    data = {"organisation": {"id": "org"}, "date": "2026-11-01", "evidence": list(evidence)}
    data |= {"judgements": judgements or []} | ({"units": units} if units else {})
    return kitemark.assessment_from(data)


RULES = kitemark.standard_from(STANDARD)
UNITS = [{"id": "north", "name": "North"}, {"id": "south", "name": "South"}]


def supposed(pack: kitemark.Assessment, ratings: Any = None, measures: Any = None) -> kitemark.Result:
    return kitemark.suppose(RULES, pack, ratings=ratings, measures=measures)


def problems(ratings: Any = None, measures: Any = None, pack: kitemark.Assessment | None = None) -> list[str]:
    with pytest.raises(kitemark.KitemarkError) as caught:
        supposed(pack or assessment(), ratings, measures)
    return [str(problem) for problem in caught.value.problems]


# Ratings


@pytest.mark.parametrize("said", [2, "2", "Working", 2.0, Decimal(2), Fraction(2), "2.0"])
def test_a_rating_may_be_a_value_or_a_name(said: Any) -> None:
    result = supposed(assessment(), {"greeting": said}, {"voices@greeting": 1})
    assert (result["greeting"].low, result["greeting"].because) == (2, "Rated Working, as is supposed.")
    assert result.supposed is not None
    assert result.supposed.words == ("greeting = 2 (Working)", "voices@greeting = 1")
    assert result.level == "bronze"


def test_a_safeguard_holds_what_is_supposed_and_says_so() -> None:
    result = supposed(assessment(), {"greeting": 2})
    assert result["greeting"].low == 1
    assert result["greeting"].reasons[0].startswith("Held at Started: Nobody but staff has said so.")
    assert (result.level, result.possible) == (None, None)


def test_a_rating_stands_whoever_has_judged_and_however_few() -> None:
    others = [judged("greeting", 0), judged("greeting", 1, "Bo", "self"), judged("greeting", 2, "Cy")]
    pack = assessment(survey(30, 40), judgements=others)
    result = supposed(pack, {"greeting": 1})
    assert (result["greeting"].low, result["greeting"].high) == (1, 1)
    assert result.unsettled == ()
    assert [one.because for one in result.outcome.party.standing["greeting"]] == ["Supposed.", "Supposed."]
    assert result.as_it_is is not None
    assert result.as_it_is.unsettled == ("greeting",)


def test_a_rating_takes_the_place_of_a_mark_of_not_applicable() -> None:
    pack = assessment(judgements=[judged("greeting", None), judged("greeting", None, "Bo")])
    assert kitemark.evaluate(RULES, pack)["greeting"].applies is False
    assert supposed(pack, {"greeting": 1})["greeting"].low == 1


def test_only_the_judged_part_of_a_rating_is_set() -> None:
    log = {"id": "l", "kind": "log", "date": "2026-10-01", "days": 6}
    assert supposed(assessment(log), {"mixed": 2})["mixed"].low == 1
    assert supposed(assessment(log), {"mixed": 2}, {"days": 3})["mixed"].low == 2


def test_a_rating_is_set_on_the_scale_on_which_people_judge() -> None:
    result = supposed(assessment(), {"stars": "4.5"})
    assert (result["stars"].low, result.to_dict()["supposed"]["ratings"]) == (1, {"stars": "9/2"})
    assert supposed(assessment(), {"stars": "9/2"}).to_json() == result.to_json()


# Measures


def test_a_share_with_confidence_is_so_many_of_so_many() -> None:
    result = supposed(assessment(), measures={"respected": "45/50"})
    assert result["respect"].because == (
        "Rated Working, as for Share who feel respected it is supposed to be 45 of 50 (90%; 78.6% to 95.7% at 95% confidence)."
    )


def test_what_a_measure_needs_is_asked_of_the_total() -> None:
    result = supposed(assessment(), measures={"respected": "15/15"})
    words = "cannot tell yet, as 15 answers are too few and 20 are needed, by what is supposed"
    assert words in result["respect"].because


@pytest.mark.parametrize(("said", "text"), [("25%", "25%"), ("1/4", "1/4"), ("12.5%", "12.5%"), ("2/8", "2/8")])
def test_another_share_is_the_ratio(said: str, text: str) -> None:
    result = supposed(assessment(), measures={"late": said})
    assert result.to_dict()["supposed"]["measures"] == {"late": text}


def test_what_is_said_for_one_criterion_goes_before_what_is_said_for_all() -> None:
    result = supposed(assessment(), {"greeting": 2, "board": 2}, {"voices": 1, "voices@board": 0})
    assert (result["greeting"].low, result["board"].low) == (2, 1)


# Units


def test_what_is_set_for_a_unit_is_that_units() -> None:
    pack = assessment(survey(30, 40), units=UNITS)
    result = supposed(pack, {"north/desk": 2, "south/desk": 1}, {"north/respected": "45/50"})
    assert (result["desk"].low, result.units["north"]["desk"].low) == (1, 2)
    assert "45 of 50" in result.units["north"]["respect"].because
    assert "30 of 40" in result["respect"].because
    assert result.to_dict()["supposed"]["moves"] == ["desk", "north/respect", "north/desk", "south/desk"]


def test_a_pack_that_is_its_own_one_unit_is_set_as_the_organisation() -> None:
    assert supposed(assessment(), {"desk": 2})["desk"].low == 2


# What is refused, all at once


def test_everything_that_cannot_be_set_is_told_at_once_and_with_the_nearest_name() -> None:
    found = problems(
        {"greting": 2, "greeting": "Wrking", "respect": 2, "stars": "4.2", "mixed": True},
        {
            "respectd": "1/2",
            "respected": "90%",
            "late": "0.3",
            "days": "9%",
            "voices@greting": 1,
            "days@mixed": 3,
            "voices": "1.5",
        },
    )
    for piece in (
        "ratings greting: found 'greting', wanted the id of a criterion; did you mean 'greeting'? [unknown-name]",
        "ratings greeting: found 'Wrking', wanted a point of the scale 'practice' of 'greeting'; did you mean 'Working'?",
        "ratings respect: found a rating for 'respect', which nobody judges: it is rated by the measure 'respected'",
        "ratings stars: found '4.2', wanted a point of the scale 'stars' of 'stars'; it runs from 0 to 10",
        "ratings mixed: found true",
        "measures respectd: found 'respectd', wanted the id of a measure; did you mean 'respected'?",
        "measures respected: found '90%', wanted a count and a total such as '45/50'",
        "measures late: found '0.3', wanted a percentage such as '90%', or a count and a total",
        "measures days: found '9%', wanted a number such as '14' or '4.5'",
        "measures voices@greting: found 'greting', wanted a criterion for which 'voices' is read; did you mean 'greeting'",
        "measures days@mixed: found a criterion for 'days', which is one number for all criteria",
        "measures voices: found '1.5', wanted a whole number",
    ):
        assert any(piece in line for line in found), (piece, found)
    assert len(found) == 12


@pytest.mark.parametrize(
    ("measure", "said", "code"),
    [
        ("respected", "51/50", "counts"),
        ("respected", "-1/50", "counts"),
        ("respected", "0/0", "out-of-range"),
        ("respected", "45/50 of 40", "counts"),
        ("respected", "5/9", "out-of-range"),
        ("respected", 0.9, "wrong-type"),
        ("respected", None, "wrong-type"),
        ("late", "1/2 of 9", "setting"),
        ("late", "101%", "out-of-range"),
        ("voices", -1, "out-of-range"),
        ("voices", [1], "wrong-type"),
        ("days", float("nan"), "wrong-type"),
        ("days", "1/0", "wrong-unit"),
        ("days", "1" * 70, "wrong-unit"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(measure: str, said: Any, code: str) -> None:
    [line] = problems(measures={measure: said})
    assert line.endswith(f"[{code}]")


def test_a_setting_for_the_wrong_place_is_refused() -> None:
    pack = assessment(units=UNITS)
    found = problems({"desk": 2, "north/board": 2, "nort/desk": 2}, {"x/days": 2}, pack)
    assert sorted(line.rpartition("[")[2] for line in found) == [
        "setting]",
        "setting]",
        "unknown-name]",
        "unknown-name]",
    ]
    assert any("did you mean 'north'?" in line for line in found)
    assert "the pack lists no units" in problems({"north/desk": 1})[0]


def test_what_is_wrong_with_the_pack_is_told_with_what_is_set() -> None:
    pack = assessment({"id": "s", "kind": "surveyy", "date": "2026-10-01"})
    assert [line.rpartition("[")[2] for line in problems({"greeting": 9}, pack=pack)] == [
        "unknown-name]",
        "not-on-scale]",
    ]


@pytest.mark.parametrize("name", ["", "/", "@", "north/", "\x1b[2J", "a" * 5000, "greeting/greeting", "é"])
def test_names_of_every_sort_are_answered(name: str) -> None:
    for line in problems({name: 1}, {name: "1"}):
        assert "\x1b" not in line
        assert len(line) < 3000


# Nobody is given away


@pytest.mark.parametrize("population", [9, 12, 900])
@pytest.mark.parametrize("positive", [0, 3, 8])
def test_nothing_of_a_few_shows_through_what_is_supposed_in_their_place(positive: int, population: int) -> None:
    result = supposed(assessment(survey(positive, 8, population)), measures={"respected": "45/50"})
    other = supposed(assessment(survey(5, 9, 40)), measures={"respected": "45/50"})
    data = [{key: value for key, value in one.to_dict().items() if key != "assessment"} for one in (result, other)]
    assert data[0] == data[1]
    assert result.explain() == other.explain()
    assert result.withheld == ()


# Told everywhere


def test_a_supposition_is_told_in_every_form() -> None:
    result = supposed(assessment(survey(30, 40), judgements=[judged("greeting", 1)]), {"greeting": 2}, {"voices": 1})
    text = result.explain()
    assert "Supposed: greeting = 2 (Working) and voices = 1" in text
    assert "a supposition, and no assessment of anybody" in text
    assert "What this changes" in text
    assert "Level: from None to Bronze" in text.replace(RULES.rules.otherwise, "None")
    data = json.loads(result.to_json())["supposed"]
    assert data["without"] == {"established": None, "possible": None}
    assert data["moves"] == ["greeting", "board"]
    assert kitemark.evaluate(RULES, assessment()).to_dict()["supposed"] is None


def test_a_target_is_asked_of_both() -> None:
    result = kitemark.suppose(RULES, assessment(), ratings={"greeting": 2}, measures={"voices": 1}, target="bronze")
    assert (result.level, result.as_it_is and result.as_it_is.level) == ("bronze", None)


def test_what_is_meant_is_named_by_a_title_and_across_the_two_kinds() -> None:
    title = next(measure.title for measure in RULES.rules.measures.values() if measure.id == "respected")
    found = problems({"respected": 2}, {title.upper(): "1/2", "greeting": 2})
    for name, hint in (
        ("ratings respected", "it is a measure, which is set by --set-measure, in Python by measures="),
        (f"measures {title.upper()}", "did you mean 'respected'?"),
        ("measures greeting", "it is a criterion, which is set by --set, in Python by ratings="),
    ):
        assert any(line.startswith(name) and hint in line for line in found), (name, found)


def test_what_is_no_mapping_is_the_programs_mistake() -> None:
    with pytest.raises(TypeError, match="by name"):
        kitemark.suppose(RULES, assessment(), ratings=["greeting"])  # type: ignore[arg-type]


# What a supposed rating comes to


HARBOUR = Path(__file__).parents[2] / "standards/customer-care/examples/harbour-day-centre.yaml"


def test_a_supposed_rating_that_is_held_down_names_what_holds_it() -> None:
    real = kitemark.load_assessment(HARBOUR)
    result = kitemark.suppose(kitemark.load_standard("customer-care"), real, ratings={"D3": "Working"})
    words = " ".join(result.explain().split())
    assert "No criterion moves. D3 No-name means no name: supposed Working. Held at Started: Too many answers" in words


def test_a_supposed_rating_that_was_there_before_says_so_and_one_that_moves_is_told_once() -> None:
    real = kitemark.load_assessment(HARBOUR)
    result = kitemark.suppose(kitemark.load_standard("customer-care"), real, ratings={"A1": "Working", "A4": "Started"})
    words = " ".join(result.explain().split())
    assert "A1 What you can expect: Working, as before" in words
    assert "A4 Private matters stay private: from Working to Started" in words
    assert "supposed" not in words.partition("What this changes")[2].partition("What holds")[0]
