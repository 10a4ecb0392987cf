"""What a standard cannot mean is told with its place, in words, all of it at once."""

from __future__ import annotations

from typing import Any

import pytest

import kitemark

from .small import SURVEY, changed, problems

Wrong = tuple[str, Any, str, str]


def requires(*conditions: Any) -> Any:
    return [{"id": "bronze", "title": "Bronze", "requires": list(conditions)}]


REQUIRED: list[tuple[str, Any, str, str]] = [
    ("two kinds in one condition", {"overall": 1, "measure": "papers"}, "condition", "found overall and measure"),
    ("no kind in a condition", {"because": "Why."}, "condition", "found none"),
    ("a key of another kind", {"overall": 1, "count": 2}, "condition", "found 'count' beside 'overall'"),
    ("a comparison beside overall", {"overall": 1, "at_least": 2}, "condition", "write overall: {at_least: ...}"),
    ("a comparison beside applicable", {"applicable": "5%", "at_least": 2}, "condition", "beside 'applicable'"),
    ("an empty any", {"any": []}, "empty", "wanted at least one condition"),
    ("an any of what is none", {"any": [{"because": "Why."}, {"overall": 1}]}, "condition", "found none"),
    ("overall with no sign", {"overall": {}}, "condition", "wanted one of at_least"),
    ("overall the wrong way", {"overall": {"at_most": 1}}, "wrong-direction", "wanted at_least or more_than"),
    (
        "a measure with two signs",
        {"measure": "papers", "at_least": 1, "more_than": 1},
        "condition",
        "at_least and more",
    ),
    ("a cited measure in a level", {"measure": "said", "at_least": 1}, "cited", "outside a criterion or safeguard"),
    ("a measure the wrong way", {"measure": "age", "at_least": 1}, "wrong-direction", "wanted at_most or less_than"),
    ("a percentage of a count", {"measure": "papers", "at_least": "50%"}, "wrong-unit", "without %"),
    ("a number for a share", {"measure": "happy", "at_least": 1}, "wrong-unit", "wanted a percentage"),
    ("a share over the whole", {"measure": "happy", "at_least": "120%"}, "out-of-range", "from 0% to 100%"),
    ("a name for a share", {"measure": "happy", "at_least": "All"}, "wrong-type", "such as 63%"),
    ("a measure not declared", {"measure": "hapy", "at_least": "5%"}, "unknown-name", "did you mean 'happy'?"),
    (
        "count and share",
        {"some": "criteria", "at_least": 1, "count": 1, "share": "5%"},
        "condition",
        "both 'count' and",
    ),
    ("expect without units", {"each": "criteria", "at_least": 1, "expect": "sites"}, "condition", "without 'units'"),
    ("each with no sign", {"each": "criteria"}, "condition", "wanted one of at_least"),
    ("marks and a comparison", {"each": "criteria", "marks": "bronze", "at_least": 1}, "condition", "beside 'marks'"),
    ("marks of no level", {"each": "criteria", "marks": "brass"}, "unknown-name", "declared level"),
    ("marks of a section", {"each": "sections", "marks": "bronze"}, "condition", "only criteria have marks"),
    ("per beside units", {"each": "units", "per": "section", "at_least": "bronze"}, "condition", "stand in no section"),
    ("marks of units", {"each": "units", "marks": "bronze"}, "condition", "marks asked of units"),
    ("units expected by no fact", {"each": "units", "at_least": "bronze", "expect": "rooms"}, "unknown-name", "fact"),
    (
        "units expected by a word",
        {"each": "units", "at_least": "bronze", "expect": "size"},
        "wrong-type",
        "a whole number",
    ),
    ("units with no sign", {"each": "units"}, "condition", "wanted one of at_least"),
    ("units by a number", {"each": "units", "at_least": 1}, "unknown-name", "declared level"),
    ("units the wrong way", {"each": "units", "at_most": "bronze"}, "wrong-direction", "later levels are better"),
    ("a word that selects nothing", {"each": "criterion", "at_least": 1}, "selection", "did you mean 'criteria'?"),
    ("an id that is no list", {"each": "a", "at_least": 1}, "selection", "write [a]"),
    ("a word like none", {"each": "qqqq", "at_least": 1}, "selection", "wanted criteria, sections, units"),
    ("an id not declared", {"each": ["a", "c"], "at_least": 1}, "unknown-name", "criterion or section"),
    ("a selection of no key", {"each": {}, "at_least": 1}, "selection", "wanted tag, without, in or children"),
    (
        "a tag that nobody carries",
        {"each": {"tag": "spare"}, "at_least": 1},
        "unknown-name",
        "which no criterion carries",
    ),
    ("in a criterion", {"each": {"in": "a"}, "at_least": 1}, "unknown-name", "declared section"),
    ("tags that leave nobody", {"each": {"in": "s", "without": "core"}, "at_least": 1}, "empty-selection", "nothing"),
    ("when with no fact", {"overall": 1, "when": {}}, "empty", "found no facts"),
    ("when by a fact not declared", {"overall": 1, "when": {"rooms": 1}}, "unknown-name", "fact of the profile"),
    ("when by what can never be", {"overall": 1, "when": {"size": "huge"}}, "impossible", "it may be small, large"),
    ("a point of another scale", {"each": ["a"], "at_least": "Most"}, "not-on-scale", "its points are 0 (No)"),
]


@pytest.mark.parametrize(
    ("condition", "code", "words"), [one[1:] for one in REQUIRED], ids=[one[0] for one in REQUIRED]
)
def test_a_condition_that_cannot_be_meant_is_told(condition: Any, code: str, words: str) -> None:
    found = problems(changed(("levels", requires(condition))))
    assert any(one.code == code and words in f"{one.message} {one.hint}" for one in found), found
    assert all(one.path.startswith("levels[0].requires[0]") for one in found)


def rating(form: Any) -> tuple[str, Any]:
    return ("criteria.0.rating", form)


BANDS = {"1": "50%", "2": "70%"}
WRONG: list[Wrong] = [
    # Ratings
    ("criteria.0.rating", {}, "rating", "found none"),
    ("criteria.0.rating", {"measure": "happy", "bands": BANDS, "worst": []}, "rating", "found measure and worst"),
    ("criteria.0.rating", {"worst": ["judgement"], "bands": BANDS}, "rating", "wanted them on its parts"),
    ("criteria.0.rating", {"worst": []}, "empty", "wanted at least one rating"),
    ("criteria.0.rating", {"choose": []}, "empty", "wanted at least one rating"),
    ("criteria.0.rating", {"choose": [{}]}, "rating", "found none"),
    (
        "criteria.0.rating",
        {"best": [{"when": {"size": "small"}, "judgement": "practice"}]},
        "rating",
        "outside 'choose'",
    ),
    ("criteria.0.rating", {"when": {"size": "small"}, "judgement": "practice"}, "rating", "outside 'choose'"),
    ("criteria.0.rating", {"judgement": "stars"}, "missing-key", "found no 'bands' from the scale 'stars'"),
    ("criteria.0.rating", {"judgement": "star"}, "unknown-name", "did you mean 'stars'?"),
    ("criteria.0.rating", {"measure": "happy"}, "missing-key", "found no 'bands' for the measure"),
    ("criteria.0.rating", {"measure": "glad", "bands": BANDS}, "unknown-name", "declared measure"),
    (
        "criteria.0.rating",
        {"worst": ["judgement", {"judgement": "stars", "bands": {"1": 3}}]},
        "mixed-scales",
        "wanted one scale",
    ),
    ("criteria.0.rating", {"measure": "happy", "bands": {}}, "empty", "found no bands"),
    ("criteria.0.rating", {"measure": "happy", "bands": {"7": "50%"}}, "not-on-scale", "its points are"),
    ("criteria.0.rating", {"measure": "happy", "bands": {"1": "50%", "Some": "60%"}}, "duplicate-key", "a second time"),
    ("criteria.0.rating", {"measure": "happy", "bands": {"1": "50%", "All": "50%"}}, "bands-order", "no stricter"),
    ("criteria.0.rating", {"measure": "happy", "bands": {"1": "50%", "2": "40%"}}, "bands-order", "harder to reach"),
    ("criteria.0.rating", {"measure": "happy", "bands": {"1": "< 50%"}}, "wrong-direction", "wanted '>'"),
    ("criteria.0.rating", {"measure": "age", "bands": {"1": "> 5"}}, "wrong-direction", "wanted '<'"),
    ("criteria.0.rating", {"judgement": "stars", "bands": {"1": "Splendid"}}, "not-on-scale", "it runs from 1 to 5"),
    # Marks
    ("criteria.0.marks", [{"measure": "happy"}], "marks", "add 'bronze: 70%' or the like"),
    ("criteria.0.marks", [{"bronze": "5%"}], "marks", "found none"),
    ("criteria.0.marks", [{"measure": "happy", "brass": "5%"}], "unknown-name", "declared level"),
    ("criteria.0.marks", [{"measure": "glad", "bronze": "5%"}], "unknown-name", "declared measure"),
    ("criteria.0.marks", [{"measure": "happy", "bronze": 5}], "wrong-unit", "wanted a percentage"),
    ("criteria.0.marks", [{"worst": []}], "empty", "wanted at least one line"),
    ("criteria.0.marks", [{"worst": [{"best": []}]}], "empty", "wanted at least one line"),
    ("criteria.0.marks", [{"worst": [{}]}], "marks", "found none"),
    ("criteria.0.marks", [{"best": [{"measure": "happy", "bronze": "5%"}], "bronze": "5%"}], "marks", "on its lines"),
    (
        "criteria.0.marks",
        [{"measure": "happy", "bronze": "5%", "when": {"size": "small"}}],
        "marks",
        "outside 'choose'",
    ),
    (
        "criteria.0.marks",
        [{"worst": [{"measure": "happy", "bronze": "5%", "when": {"size": "small"}}]}],
        "marks",
        "outside 'choose'",
    ),
    # Criteria, limits and safeguards
    ("criteria.0.tags", ["cor"], "unknown-name", "did you mean 'core'?"),
    ("criteria.0.suggests", ["paperr"], "unknown-name", "did you mean 'paper'?"),
    ("criteria.0.looks_like", {"7": "Splendid"}, "not-on-scale", "wanted a point"),
    ("criteria.0.scale", "practise", "unknown-name", "did you mean 'practice'?"),
    ("criteria.0.id", "a", "duplicate-id", "found the id 'a' a second time"),
    ("criteria.0.limits", [{"at_most": "Splendid"}], "not-on-scale", "wanted a point"),
    ("criteria.0.limits", [{"at_most": "10%"}], "not-on-scale", "wanted a point"),
    ("criteria.0.limits", [{"at_most": 1, "unless": {}}], "condition", "found none"),
    ("criteria.0.limits", [{"at_most": 1, "unless": {"each": ["b"], "at_least": 2}}], "circular", "depends on 'b'"),
    ("criteria.0.limits", [{"at_most": 1, "unless": {"any": [{"overall": 1}]}}], "circular", "depends on 'b'"),
    ("limits", [{"at_most": 5, "unless": {"overall": 60}}], "circular", "depends on the standard itself"),
    ("sections.0.limits", [{"at_most": "Some"}], "wrong-type", "as 's' has no scale"),
    ("safeguards", [{"id": "g", "title": "G", "each": "units", "at_most": 1}], "selection", "wanted criteria"),
    (
        "safeguards",
        [
            {"id": "g", "title": "G", "each": ["a"], "at_most": 1},
            {"id": "g", "title": "G", "each": ["b"], "at_most": 1},
        ],
        "duplicate-id",
        "found the id 'g' a second time",
    ),
    # Sections
    ("sections.0.criteria", [], "empty", "found no criteria and no sections in 's'"),
    ("out_of", 0, "out-of-range", "wanted a number above 0"),
    ("sections.0.out_of", 10, "out-of-range", "none beside combine: sum"),
    ("sections.0.bands", {"1": "50%"}, "missing-key", "found bands without a scale of the section's own"),
    ("sections.0.scale", "practise", "unknown-name", "did you mean 'practice'?"),
    ("combine", "worst", "mixed-scales", "wanted one scale for worst"),
    ("criteria.0.scale", "risk", "mixed-directions", "lower is better for b"),
    # Scales
    ("scales.stars.to", 1, "scale", "wanted 'from' below 'to'"),
    ("scales.stars.step", 0, "scale", "wanted one above 0"),
    ("scales.stars.step", 3, "scale", "choose a step that goes into the range"),
    ("scales.practice", [{"value": 1}, {"value": 0}], "scale", "wanted points worst first, rising"),
    ("scales.risk.points", [{"value": 0}, {"value": 2}], "scale", "wanted points worst first, falling"),
    ("scales.practice.1.name", "No", "duplicate-name", "found the name 'No' on two points"),
    # Levels and what stands beside them
    ("levels.1.id", "bronze", "duplicate-id", "found the id 'bronze' a second time"),
    ("levels.1.id", "worst", "reserved-name", "a word of the language"),
    ("levels.1.id", "none", "reserved-name", "a word of the language"),
    ("tolerance", {"brass": "5%"}, "unknown-name", "declared level"),
    ("effective", {"from": "2026-01-02", "until": "2026-01-01"}, "dates", "found an end on 2026-01-01"),
    ("flags", [{"id": "f", "title": "F", "when": {}, "says": "Look."}], "condition", "found none"),
    (
        "commendations",
        [{"id": "w", "requires": [{"overall": 1}]}] * 2,
        "duplicate-id",
        "found the id 'w' a second time",
    ),
    # Profile
    ("profile.optional", ["rooms"], "unknown-name", "declared fact"),
    ("profile.fields.size", {"type": "words"}, "schema", "JSON Schema"),
    # Evidence
    ("evidence.any", {"fields": {}}, "reserved-name", "found a kind called 'any'"),
    ("evidence.paper.fields.date", {"type": "string"}, "reserved-name", "which every record has"),
    ("evidence.paper.fields.pages", {"type": 5}, "schema", ""),
    ("evidence.paper.optional", ["page"], "unknown-name", "did you mean 'pages'?"),
    ("evidence.paper.people", "readers", "unknown-name", "declared field"),
    ("evidence.survey.people", "remark", "wrong-type", "not a number"),
    ("evidence.survey.people", "who", "wrong-type", "not a number"),
    ("evidence.paper.voice", {"by": "author"}, "unknown-name", "declared field"),
    ("evidence.survey.voice", {"by": "who", "guest": "people"}, "impossible", "can never be"),
    ("evidence.survey.voice", {"by": "answers", "many": "people"}, "impossible", "can never be"),
    ("evidence.survey.rules", ["positive of answers"], "rule", "wanted a field, then <=, < or =="),
    ("evidence.survey.rules", ["positiv <= answers"], "unknown-name", "did you mean 'positive'?"),
    # Accepted evidence
    ("accepted.survey", {"from": "paper"}, "reserved-name", "which names something else already"),
    ("accepted.sound", {"from": "sound"}, "circular", "which is made from itself"),
    ("accepted.sound", {"from": ["survey", "papers"]}, "unknown-name", "did you mean 'paper'?"),
    ("accepted.sound", {"from": "surveys"}, "unknown-name", "did you mean 'survey'?"),
    ("accepted.sound", {"from": "survey", "where": {"place": "north"}}, "unknown-name", "declared field"),
    ("accepted.sound", {"from": "survey", "where": {"site": []}}, "empty", "wanted at least one value"),
    ("accepted.sound", {"from": "survey", "where": {"site": ["north", "west"]}}, "impossible", "found 'west'"),
    ("accepted.sound", {"from": "survey", "where": {"site": True}}, "impossible", "found true"),
    ("accepted.sound", {"from": "survey", "where": {"site": 7}}, "impossible", "found 7"),
    ("accepted.sound", {"from": "survey", "where": {"told": "never"}}, "impossible", "it may be early, late"),
    ("accepted.sound", {"from": "survey", "where": {"answers": "many"}}, "impossible", "can never be"),
    ("accepted.sound", {"from": "survey", "where": {"date": "2026-02-30"}}, "impossible", "there is no such day"),
    (
        "accepted.sound",
        {"from": "survey", "where": {"date": ["2026-03-01", "1.3.26"]}},
        "impossible",
        "a date that exists",
    ),
    ("accepted.sound", {"from": "survey", "where": {"date": 2026}}, "impossible", "year, the month and the day"),
    ("accepted.sound", {"from": "survey", "where": {"answers": {}}}, "missing-key", "neither 'at_least' nor 'at_most'"),
    (
        "accepted.sound",
        {"from": "survey", "where": {"answers": {"at_least": "many"}}},
        "wrong-type",
        "a number or a date",
    ),
    ("accepted.sound", {"from": "survey", "where": {"answers": {"at_most": True}}}, "wrong-type", "found true"),
    (
        "accepted.sound",
        {"from": "survey", "linked": {"by": "remarks", "to": "paper"}},
        "unknown-name",
        "declared field",
    ),
    (
        "accepted.sound",
        {"from": "survey", "linked": {"by": "remark", "to": "papers"}},
        "unknown-name",
        "kind or accepted",
    ),
    # Measures
    ("measures.judgement", {"from": "paper", "take": "count"}, "reserved-name", "found a measure called 'judgement'"),
    ("measures.papers", {"from": "nowhere", "take": {"sum": "pages"}}, "unknown-name", "kind or accepted"),
    (
        "measures.papers",
        {"from": "nowhere", "where": {"pages": 1}, "take": "count"},
        "unknown-name",
        "kind or accepted",
    ),
    ("measures.papers.take", {}, "take", "found none"),
    ("measures.papers.take", {"sum": "pages", "mean": "pages"}, "take", "found sum and mean"),
    ("measures.papers.take", {"sum": "pages", "of": "pages"}, "take", "goes with share and not with sum"),
    ("measures.papers.take", {"sum": "kind"}, "wrong-type", "which is not a number"),
    ("measures.papers.take", {"sum": "page"}, "unknown-name", "did you mean 'pages'?"),
    ("measures.happy.take", {"share": "positive"}, "missing-key", "wanted the field to divide by"),
    ("measures.happy.take", {"share": {}}, "empty", "found no fields"),
    ("measures.happy.take", {"sum": "positive"}, "confidence", "only a share or a margin can have"),
    ("measures.happy", {"from": "survey", "take": {"margin": "answers"}}, "confidence", "add 'confidence: 95%'"),
    (
        "measures.happy",
        {"from": "survey", "take": {"margin": "answers"}, "confidence": "95%", "better": "higher"},
        "wrong-direction",
        "a smaller margin is better",
    ),
    ("measures.happy.by", "site", "confidence", "the two do not mix"),
    ("measures.happy.population", "people", "unknown-name", "declared field"),
    ("measures.happy.population", {"largest": "remark"}, "wrong-type", "not a number"),
    ("measures.happy.needs", {"answer": 5}, "unknown-name", "did you mean 'answers'?"),
    ("measures.papers.across", "worst", "groups", "found 'across' without 'by'"),
    ("measures.papers.by", "pages", "groups", "found 'by' without 'across'"),
    ("measures.papers.if_none", 1, "if-none", "a count of nothing is 0"),
    ("measures.happy.if_none", 1, "wrong-unit", "wanted a percentage"),
    ("measures.age.if_none", "5%", "wrong-unit", "write 5 without %"),
    ("measures.papers", {"from": "judgement", "take": {"sum": "role"}}, "wrong-type", "not a number"),
]


@pytest.mark.parametrize(("path", "value", "code", "words"), WRONG, ids=[f"{one[0]} {one[1]}"[:70] for one in WRONG])
def test_what_cannot_be_meant_is_told(path: str, value: Any, code: str, words: str) -> None:
    beside: list[tuple[str, Any]] = [("sections.0.combine", "sum")] if path == "sections.0.out_of" else []
    found = problems(changed((path, value), *beside))
    assert any(one.code == code and words in f"{one.message} {one.hint}" for one in found), found


def test_a_standard_without_a_criterion_is_told() -> None:
    found = problems(changed(("sections", []), ("criteria", []), ("levels", requires({"overall": 1}))))
    assert "no-criteria" in [one.code for one in found]


def test_a_criterion_without_a_scale_is_told_with_where_to_set_one() -> None:
    found = problems(changed(("scale", None)))
    assert {one.code for one in found} == {"missing-key"}
    assert all("set 'scale: ...' here, on a section or at the top" in str(one.hint) for one in found)


def test_a_scale_that_is_not_declared_is_told_once_and_not_for_every_criterion() -> None:
    found = problems(changed(("scale", "practise")))
    assert [one.code for one in found] == ["unknown-name"]


def test_limits_on_what_is_unsound_already_say_no_more() -> None:
    found = problems(changed(("criteria.0.scale", "none"), ("criteria.0.limits", [{"at_most": "All"}])))
    assert [one.code for one in found] == ["unknown-name"]


def test_of_limits_in_a_circle_only_those_that_turn_in_it_are_told() -> None:
    circular = [{"at_most": 1, "unless": {"each": ["b"], "at_least": 2}}]
    sound = [{"at_most": 50, "unless": {"measure": "papers", "at_least": 1}}]
    found = problems(changed(("criteria.0.limits", circular), ("limits", sound)))
    assert [(one.code, one.path) for one in found] == [("circular", "criteria[0].limits[0]")]


def test_bands_may_mix_numbers_and_percentages_of_a_score() -> None:
    standard = kitemark.standard_from(
        changed(("sections.0.bands", {"1": 20, "2": "70%"}), ("sections.0.scale", "practice"))
    )
    assert standard.rules.nodes["s"].scale is not None


def test_a_mean_of_a_scale_that_never_passes_0_is_told() -> None:
    below = [{"value": -2}, {"value": 0}]
    found = problems(changed(("scales.below", below), ("criteria.0.scale", "below")))
    assert [one.code for one in found] == ["no-maximum"]


def test_everything_wrong_is_told_at_once() -> None:
    found = problems(
        changed(("criteria.0.tags", ["no"]), ("levels.0.requires.0", {}), ("measures.happy.needs", {"no": 1}))
    )
    assert [one.code for one in found] == ["unknown-name", "condition", "unknown-name"] or len(found) == 3


# What can be meant, in its rarer forms


def test_voices_may_be_read_from_truth_and_numbers() -> None:
    by_truth = {**SURVEY, "voice": {"by": "safe", "true": "people", "false": "staff"}}
    kind = kitemark.standard_from(changed(("evidence.survey", by_truth))).rules.kinds["survey"]
    assert set(kind.voices.values()) == {"people", "staff"}
    by_number = {**SURVEY, "voice": {"by": "answers", "7": "people"}}
    kind = kitemark.standard_from(changed(("evidence.survey", by_number))).rules.kinds["survey"]
    assert kind.voices == {7: "people"}


@pytest.mark.parametrize("schema", [True, {}, {"const": 5}, {"type": ["integer", "string"]}, {"type": "object"}])
def test_a_field_whose_schema_says_little_may_be_asked_for(schema: Any) -> None:
    asked = 5 if schema != {"type": "object"} else None
    where = {"pages": asked} if asked else {"pages": {"at_least": "2026-01-01"}}
    data = changed(("evidence.paper.fields.pages", schema), ("measures.papers.where", where))
    assert kitemark.standard_from(data).rules.measures["papers"].sieve.tests[0].field == "pages"


def test_a_field_that_may_be_nothing_or_a_mapping_can_never_be_a_word() -> None:
    for schema in ({"type": "object"}, {"type": "null"}, False, {"const": 5}, {"enum": [5]}):
        data = changed(("evidence.paper.fields.pages", schema), ("measures.papers.where", {"pages": "many"}))
        assert [one.code for one in problems(data)] == ["impossible"]


def test_a_field_of_several_kinds_is_read_where_one_of_them_has_numbers() -> None:
    data = changed(
        ("evidence.paper.fields.answers", {"type": "string"}),
        ("measures.papers", {"from": ["survey", "paper"], "take": {"sum": "answers"}}),
    )
    assert kitemark.standard_from(data).rules.measures["papers"].take.field == "answers"  # type: ignore[attr-defined]


def test_a_field_of_which_nothing_is_said_may_count_people() -> None:
    data = changed(("evidence.paper.fields.pages", True), ("evidence.paper.people", "pages"))
    assert kitemark.standard_from(data).rules.kinds["paper"].people == "pages"


def test_selections_are_in_the_order_of_the_file() -> None:
    data = changed(("levels", requires({"each": ["b", "a", "s"], "at_least": "0%"})))
    rule: Any = kitemark.standard_from(data).rules.levels[0].requires[0]
    assert rule.nodes == ("s", "a", "b")


BANDED: dict[str, Any] = {
    "kitemark": 1,
    "id": "banded",
    "version": "1.0.0",
    "title": "Banded",
    "scales": {"p": [{"value": value} for value in range(4)]},
    "scale": "p",
    "levels": [{"id": "l", "requires": [{"overall": 0}]}],
}


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        ({"combine": "sum", "bands": {"1": 30, "2": "40%", "3": 25}}, "3"),
        ({"combine": "mean", "bands": {"1": 30, "2": "20%"}}, "2"),
        ({"combine": "mean", "capped_at": 50, "bands": {"1": 30, "2": "60%"}}, "2"),
        ({"combine": "mean", "out_of": 10, "bands": {"1": 3, "2": "30%"}}, "2"),
        ({"combine": "worst", "bands": {"1": 3, "2": "90%"}}, "2"),
    ],
)
def test_bands_in_numbers_and_in_per_cent_get_stricter_wherever_that_can_be_told(keys, at):
    standard = {**BANDED, "criteria": [{"id": "a", "title": "A", "scale": "p"}]}
    with pytest.raises(kitemark.KitemarkError) as refused:
        kitemark.standard_from({**standard, **keys})
    assert [(one.code, one.path) for one in refused.value.problems] == [("bands-order", f"bands.{at}")]
    # The percentage that is stricter, and one of a sum that is known only with what applies, can be meant.
    kitemark.standard_from({**standard, **keys, "bands": {"1": 1, "2": "95%"}})


def test_bands_of_the_best_of_parts_are_not_held_to_a_maximum_that_depends_on_what_applies() -> None:
    part = {"id": "s", "combine": "worst", "criteria": [{"id": "a", "title": "A", "scale": "p"}]}
    standard = {**BANDED, "combine": "best", "bands": {"1": "60%", "2": 1.5}}  # 60% of 2 is less than 1.5
    kitemark.standard_from({**standard, "sections": [{**part, "capped_at": 2}]})
    with pytest.raises(kitemark.KitemarkError, match="bands-order"):
        kitemark.standard_from({**standard, "sections": [part]})
    other = {"id": "t", "combine": "worst", "criteria": [{"id": "b", "title": "B", "scale": "p"}]}
    kitemark.standard_from({**standard, "sections": [{**part, "capped_at": 2}, other]})
