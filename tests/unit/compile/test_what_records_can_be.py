"""What a measure may ask of records and judgements: words that they can have, fields that are numbers, ages that fall."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import kitemark

from .small import Data, changed, problems

PAPERS: Data = {"from": "paper", "take": "count"}
SURVEYS: Data = {"from": "survey", "take": "count"}
JUDGEMENTS: Data = {"from": "judgement", "take": "count"}
ROLES = ("judgements", {"roles": ["independent", "peer"]})

NEVER = [
    ("a voice that no record has", SURVEYS, {"voice": "staf"}, "did you mean 'staff'?"),
    ("a voice of another kind", PAPERS, {"voice": "people"}, "take it out: no record there has one"),
    ("a criterion that is not there", SURVEYS, {"criteria": "c"}, "it may be b, a"),
    ("one of several that is not there", SURVEYS, {"criteria": ["a", "c"]}, "it may be b, a"),
    ("a kind that is not there", SURVEYS, {"kind": "papers"}, "did you mean 'paper'?"),
    ("a role that does not count", JUDGEMENTS, {"role": "self"}, "it may be independent, peer"),
    ("a judged criterion that is not there", JUDGEMENTS, {"criterion": "s"}, "it may be b, a"),
    ("a rating that is text", JUDGEMENTS, {"rating": "Some"}, "it may be a number"),
    ("an assessor that is a number", JUDGEMENTS, {"assessor": 3}, "it may be text"),
    ("more than it may be", JUDGEMENTS, {"rating": {"at_least": 2, "at_most": 1}}, "change the two over, or mend one"),
    (
        "days that end before they begin",
        PAPERS,
        {"date": {"at_least": "2026-02-01", "at_most": "2026-01-31"}},
        "change the two over, or mend one",
    ),
]


@pytest.mark.parametrize(("measure", "where", "hint"), [one[1:] for one in NEVER], ids=[one[0] for one in NEVER])
def test_a_measure_of_what_can_never_be_is_told(measure: Data, where: Data, hint: str) -> None:
    [found] = problems(changed(("measures.papers", {**measure, "where": where}), ROLES))
    assert (found.code, str(found.hint)) == ("impossible", hint)
    assert found.path.startswith(f"measures.papers.where.{next(iter(where))}")


@pytest.mark.parametrize(
    ("measure", "field"),
    [(SURVEYS, "period"), (SURVEYS, "table"), (JUDGEMENTS, "period"), (JUDGEMENTS, "voice"), (PAPERS, "answers")],
)
def test_a_field_that_no_record_can_be_asked_for_is_told(measure: Data, field: str) -> None:
    [found] = problems(changed(("measures.papers", {**measure, "where": {field: "x"}})))
    assert (found.code, found.path) == ("unknown-name", f"measures.papers.where.{field}")


SOMETIMES = [
    (SURVEYS, {"voice": ["people", "staff"]}),
    (SURVEYS, {"criteria": ["a", "b"], "unit": "north", "title": "T", "note": "N", "link": "L", "id": "x"}),
    (SURVEYS, {"date": {"at_least": "2026-01-01"}, "kind": "survey"}),
    ({**SURVEYS, "from": "any"}, {"voice": "people"}),
    (JUDGEMENTS, {"role": "peer", "criterion": "a", "rating": {"at_least": 1}, "assessor": "Ann", "because": "x"}),
    (JUDGEMENTS, {"cites": "r1", "date": {"at_most": "2026-01-01"}}),
]


@pytest.mark.parametrize(("measure", "where"), SOMETIMES)
def test_what_a_record_can_be_may_be_asked_for(measure: Data, where: Data) -> None:
    standard = kitemark.standard_from(changed(("measures.papers", {**measure, "where": where}), ROLES))
    assert {test.field for test in standard.rules.measures["papers"].sieve.tests} == set(where)


def test_where_every_role_counts_any_may_be_asked_for() -> None:
    assert kitemark.standard_from(changed(("measures.papers", {**JUDGEMENTS, "where": {"role": "anybody"}})))


# Directions


@pytest.mark.parametrize(
    ("take", "words"),
    [({"age": "months"}, "a smaller age is better"), ({"margin": "answers"}, "a smaller margin is better")],
)
def test_what_is_better_small_cannot_be_said_to_be_better_large(take: Data, words: str) -> None:
    measure = {**SURVEYS, "take": take, "better": "higher"} | ({"confidence": "95%"} if "margin" in take else {})
    [found] = problems(changed(("measures.papers", measure)))
    assert (found.code, found.path) == ("wrong-direction", "measures.papers.better")
    assert words in found.message
    assert (
        kitemark.standard_from(changed(("measures.papers", {**measure, "better": "lower"})))
        .rules.measures["papers"]
        .lower
    )


# Enumerations


@pytest.mark.parametrize(
    ("schema", "sound"),
    [
        ({"enum": [1, 2, Decimal("2.5")]}, True),
        ({"enum": ["many", 1]}, True),
        ({"enum": ["many", "few"]}, False),
        ({"enum": [True, False]}, False),
        ({"enum": [None]}, False),
        ({"type": "integer", "enum": ["many"]}, False),
        ({"type": "string", "enum": [1]}, False),
        ({"type": ["string", "null"]}, False),
        ({"type": ["number", "null"]}, True),
        ({"const": 4}, True),
        (True, True),
    ],
)
def test_a_field_is_read_as_a_number_where_it_can_be_one(schema: Any, sound: bool) -> None:
    data = changed(("evidence.paper.fields.pages", schema), ("measures.papers.take", {"sum": "pages"}))
    if sound:
        assert kitemark.standard_from(data).rules.measures["papers"].id == "papers"
    else:
        [found] = problems(data)
        assert (found.code, found.path) == ("wrong-type", "measures.papers.take.sum")


def summed(*pages: Any) -> kitemark.Result:
    data = changed(
        ("evidence.paper.fields.pages", {"enum": ["many", 1, Decimal("2.5")]}),
        ("measures.papers.take", {"sum": "pages"}),
        ("levels", [{"id": "bronze", "requires": [{"measure": "papers", "at_least": 1}]}]),
    )
    papers = [{"id": f"p{n}", "kind": "paper", "date": "2026-10-01", "pages": one} for n, one in enumerate(pages)]
    organisation = {"id": "o", "profile": {"size": "small"}}
    pack = {"organisation": organisation, "date": "2026-11-01", "evidence": papers}
    return kitemark.evaluate(kitemark.standard_from(data), kitemark.assessment_from(pack))


def test_enumerated_numbers_are_added_up_exactly_and_words_among_them_are_told() -> None:
    papers = next(one for one in summed(1, 2.5, 1).outcome.readings if one.measure.id == "papers")
    assert papers.ends.value * 2 == 9
    with pytest.raises(kitemark.KitemarkError, match="found something else than a number as 'pages'"):
        summed(1, "many")


# Limits and bands


def percent(at_most: str, **section: Any) -> Data:
    criteria = [{"id": "a", "title": "A", "weight": 5}, {"id": "c", "title": "C", "weight": 5}]
    whole = {"id": "s", "combine": "sum", "criteria": criteria, "limits": [{"at_most": at_most}], **section}
    return changed(("sections", [whole]))


def score(data: Data) -> tuple[Any, Any]:
    judged = [{"criterion": name, "rating": 2, "assessor": "A", "because": "x"} for name in "abc"]
    organisation = {"id": "o", "profile": {"size": "small"}}
    pack = {"organisation": organisation, "date": "2026-11-01", "judgements": judged}
    node = kitemark.evaluate(kitemark.standard_from(data), kitemark.assessment_from(pack))["s"]
    return node.low, node.maximum


def test_a_percentage_limit_is_of_what_the_section_can_have_at_most() -> None:
    assert score(percent("50%")) == (10, 20)
    assert score(percent("50%", capped_at=6)) == (3, 6)
    assert score(percent("50%", combine="mean", out_of=40)) == (20, 40)
    assert score(percent("50%", combine="mean", out_of=40, capped_at=30)) == (15, 30)


def test_a_percentage_limit_on_a_scale_is_one_of_its_points() -> None:
    assert score(percent("50%", combine="best")) == (1, 2)
    assert score(percent("50%", scale="practice", bands={"1": 4, "2": 12})) == (1, 2)
    [found] = problems(percent("40%", scale="practice", bands={"1": 4, "2": 12}))
    assert (found.code, found.path) == ("not-on-scale", "sections[0].limits[0].at_most")
    assert "found 40% of 2, which is 0.8" in found.message
    stars = changed(("criteria.0.scale", "stars"), ("criteria.0.limits", [{"at_most": "30%"}]))
    [found] = problems(stars)
    assert (found.code, found.hint) == ("not-on-scale", "it runs from 1 to 5 in steps of 1")


NAMED = {"numbers": [{"value": 0, "name": "2"}, {"value": 1, "name": "0"}, {"value": 2, "name": "1"}]}


def test_a_band_key_that_is_a_number_is_a_value_and_no_name() -> None:
    rating = {"measure": "papers", "bands": {"1": 3, "2": 5}}
    data = changed(("criteria.0.scale", "numbers"), ("criteria.0.rating", rating), ("scales.numbers", NAMED["numbers"]))
    rule: Any = kitemark.standard_from(data).rules.nodes["b"]
    assert [(point, goal.value) for point, goal in rule.rating.bands.goals] == [(2, 5), (1, 3)]


def test_text_that_is_a_points_name_is_that_point_and_a_number_is_a_value() -> None:
    limits = [{"at_most": "1"}, {"at_most": 1}, {"at_most": "0"}]
    data = changed(("criteria.0.scale", "numbers"), ("criteria.0.limits", limits), ("scales.numbers", NAMED["numbers"]))
    assert [limit.point for limit in kitemark.standard_from(data).rules.nodes["b"].limits] == [2, 1, 1]


# Marks that nothing asks for


def test_marks_that_nothing_asks_for_are_not_looked_at_in_units() -> None:
    marks = [{"choose": [{"when": {"size": "large"}, "measure": "papers", "bronze": 1, "silver": 2}]}]
    criterion = {"id": "b", "title": "B", "asked_of": "units", "marks": marks}
    organisation = {"id": "o", "profile": {"size": "small"}}
    pack = kitemark.assessment_from({"organisation": organisation, "date": "2026-11-01", "units": [{"id": "u"}]})
    asks_nothing = kitemark.standard_from(changed(("criteria", [criterion])))
    assert kitemark.evaluate(asks_nothing, pack).level is None
    levels = [{"id": "bronze"}, {"id": "silver", "requires": [{"each": "criteria", "marks": "silver"}]}]
    asks_silver = kitemark.standard_from(changed(("criteria", [criterion]), ("sections", []), ("levels", levels)))
    with pytest.raises(kitemark.KitemarkError) as caught:
        kitemark.evaluate(asks_silver, pack)
    [found] = caught.value.problems
    assert (found.code, found.path) == ("no-choice", "units[0].profile")
    assert asks_silver.rules.marked == {"silver"}
