"""What the schema of an assessment knows of one standard."""

from __future__ import annotations

from decimal import Decimal

import pytest
from breaking import refusals

import kitemark
from kitemark.authoring import assessment_schema_for
from kitemark.bundled import bundled_folder

STANDARD = kitemark.load_standard("customer-care")
SCHEMA = assessment_schema_for(STANDARD)
HARBOUR = bundled_folder() / "customer-care" / "examples" / "harbour-day-centre.yaml"
EXAMPLES = sorted(bundled_folder().glob("*/examples/*.yaml"))


def harbour():
    return kitemark.load_assessment(HARBOUR).to_data()


def refused_by_both(pack) -> bool:
    """Whether the schema refuses the pack; then the loader must."""
    found = refusals(SCHEMA, pack)
    try:
        kitemark.evaluate(STANDARD, kitemark.assessment_from(pack, folder=HARBOUR.parent))
    except kitemark.KitemarkError:
        return bool(found)
    assert found == []
    return False


def first(pack, kind):
    return next(record for record in pack["evidence"] if record["kind"] == kind and "table" not in record)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_bundled_pack_fits_the_schema_of_its_standard(example):
    assessment = kitemark.load_assessment(example)
    assert refusals(assessment_schema_for(assessment.named_standard()), assessment.to_data()) == []


def test_it_says_which_standard_it_is_for():
    assert SCHEMA["$id"] == "urn:kitemark:schema:1:assessment:customer-care@1.0.0"
    assert STANDARD.title in SCHEMA["title"]


def test_criteria_are_listed_with_their_titles_and_questions():
    listed = SCHEMA["$defs"]["CriterionId"]["anyOf"]
    assert [one["const"] for one in listed] == [criterion.id for criterion in STANDARD.rules.criteria]
    assert listed[1]["description"].startswith("Treated with dignity\n\nDo people tell you")
    pack = harbour()
    pack["judgements"][0]["criterion"] = "A9"
    assert refused_by_both(pack)
    pack = harbour()
    first(pack, "survey")["criteria"] = ["A9"]
    assert refused_by_both(pack)


@pytest.mark.parametrize(
    ("rating", "wrong"),
    [
        *((rating, False) for rating in (2, "Working", "2", "02.0", Decimal("2.0"))),
        *((rating, True) for rating in (4, "working", "4", True, Decimal("1.5"), "2%")),
    ],
    ids=str,
)
def test_a_rating_is_a_point_by_value_or_name(rating, wrong):
    pack = harbour()
    next(one for one in pack["judgements"] if "rating" in one)["rating"] = rating
    assert refused_by_both(pack) is wrong


def test_a_point_says_what_it_looks_like_for_the_criterion_at_hand():
    branches = SCHEMA["$defs"]["Judgement"]["allOf"]
    rating = branches[0]["then"]["properties"]["rating"]
    assert branches[0]["if"]["properties"]["criterion"] == {"const": "A1"}
    form = STANDARD.model.sections[0].criteria[0]
    said = {one["const"]: one["description"] for one in rating["anyOf"] if "const" in one}
    assert said["Working"] == f"Working (2)\n\n{form.looks_like['2']}"
    assert list(said) == ["Thriving", "Working", "Started", "Not yet", 3, 2, 1, 0]
    assert rating["description"] == form.asks


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "survy"},
        {"kind": None},
        {"responses": "many"},
        {"responses": -1},
        {"setting": "pub"},
        {"respones": 3},
        {"positive": ...},
        {"id": ...},
        {"date": ...},
        {"period": {"from": "2026-01-01", "to": "2026-02-01"}},
        {"date": "2026-02-30"},
        {"title": 5},
    ],
    ids=str,
)
def test_a_record_has_the_fields_of_its_kind(change):
    pack = harbour()
    record = first(pack, "survey")
    for key, value in change.items():
        if value is ...:
            del record[key]
        else:
            record[key] = value
    assert refused_by_both(pack)


def test_a_record_may_leave_out_what_is_optional_and_say_a_period_in_two_ways():
    pack = harbour()
    record = first(pack, "survey")
    record.pop("group", None)
    del record["date"]
    for period in ({"from": "2026-01-01", "to": "2026-02-01"}, "2026-01-01/2026-02-01"):
        record["period"] = period
        assert not refused_by_both(pack)


def test_a_table_brings_what_its_keys_leave_out():
    pack = harbour()
    assert any("table" in record for record in pack["evidence"])
    assert not refused_by_both(pack)
    table = next(record for record in pack["evidence"] if "table" in record)
    assert refused_by_both({**pack, "evidence": [{**table, "no_such_field": 1}]})


def test_facts_are_those_of_the_profile():
    pack = harbour()
    for change in ({"size": "huge"}, {"sise": "tiny"}):
        assert refused_by_both({**pack, "organisation": {**pack["organisation"], "profile": change}})
    without = {key: value for key, value in pack["organisation"]["profile"].items() if key != "size"}
    assert refused_by_both({**pack, "organisation": {**pack["organisation"], "profile": without}})
    assert refused_by_both({**pack, "organisation": {"id": "o"}})


def test_the_level_of_a_decision_is_one_of_the_levels():
    decision = {"level": "platinum", "by": "Panel", "date": "2026-10-01"}
    assert refused_by_both({**harbour(), "decision": decision})
    assert not refused_by_both({**harbour(), "decision": {**decision, "level": "bronze"}})


def test_roles_that_count_are_shown_and_others_are_no_mistake():
    role = SCHEMA["$defs"]["Judgement"]["properties"]["role"]
    assert role["examples"] == ["self", "independent", "peer"]
    pack = harbour()
    pack["judgements"][0]["role"] = "neighbour"
    assert not refused_by_both(pack)


def test_a_judgement_rates_or_says_that_it_does_not_apply():
    said = {"criterion": "H5", "assessor": "A", "because": "Seen.", "role": "peer"}
    for change in ({}, {"not_applicable": False}, {"rating": 1, "not_applicable": True}):
        assert refused_by_both({**harbour(), "judgements": [{**said, **change}]}), change


SMALL = {
    "kitemark": 1,
    "id": "s",
    "version": "1.0.0",
    "title": "S",
    "scales": {
        "stars": {"from": 1, "to": 5, "step": Decimal("0.5")},
        "share": {"from": 0, "to": 1},
        "fine": {"from": 0, "to": 1000, "step": 1},
        "debt": [{"value": Decimal("-2.5"), "name": "Deep"}, {"value": 0}, {"value": 1}],
        "yes": {"better": "lower", "points": [{"value": 1, "name": "no"}, {"value": 0, "name": "yes"}]},
    },
    "levels": [{"id": "bronze"}],
}


@pytest.mark.parametrize(
    ("scale", "taken", "refused"),
    [
        ("stars", [1, Decimal("1.5"), 5, "2.5", "5"], [0, Decimal("1.2"), 6, "x", True]),
        ("share", [0, 1, Decimal("0.123"), "0.5"], [-1, 2, "half"]),
        ("fine", [0, 1000, 17, "17"], [-1, 1001]),
        ("debt", [Decimal("-2.5"), "-2.50", "Deep", 0, "0", "-0"], [2, "2.5", "deep", "-0.5"]),
        ("yes", ["yes", "no", 0, 1], ["maybe", 2, False]),
    ],
)
def test_a_rating_on_any_scale_is_what_the_loader_takes(scale, taken, refused):
    standard = kitemark.standard_from({**SMALL, "criteria": [{"id": "a", "title": "A", "scale": scale}]})
    schema = assessment_schema_for(standard)
    for sound, ratings in ((True, taken), (False, refused)):
        for rating in ratings:
            judgement = {"criterion": "a", "rating": rating, "assessor": "A", "because": "Seen."}
            pack = {"organisation": {"id": "o"}, "date": "2026-11-01", "judgements": [judgement]}
            assert (refusals(schema, pack) == []) is sound, rating
            if sound:
                kitemark.evaluate(standard, kitemark.assessment_from(pack))


def test_what_a_rating_looks_like_is_not_told_of_another_scale():
    criterion = {"id": "a", "title": "A", "scale": "yes", "looks_like": {"yes": "Fine", "1": "Not fine"}}
    rating = {"judgement": "debt", "bands": {"0": 1}}
    for said, wanted in (({}, {"Fine", "Not fine"}), ({"rating": rating}, set())):
        standard = kitemark.standard_from({**SMALL, "criteria": [{**criterion, **said}]})
        [branch] = assessment_schema_for(standard)["$defs"]["Judgement"]["allOf"]
        texts = str(branch["then"])
        assert {text for text in ("Fine", "Not fine") if f"\\n\\n{text}'" in texts} == wanted


def test_a_standard_without_kinds_takes_no_record():
    standard = kitemark.standard_from({**SMALL, "criteria": [{"id": "a", "title": "A", "scale": "yes"}]})
    schema = assessment_schema_for(standard)
    pack = {"organisation": {"id": "o"}, "date": "2026-11-01"}
    assert refusals(schema, pack) == []
    assert refusals(schema, {**pack, "evidence": [{"id": "a", "kind": "survey", "date": "2026-01-01"}]})
