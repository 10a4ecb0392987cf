"""Records meeting a standard: periods, rules between fields, cells by the schema of their field, facts that are read."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

import kitemark

STANDARD: dict[str, Any] = {
    "kitemark": 1,
    "id": "small",
    "version": "1.0.0",
    "title": "Small",
    "scale": "s",
    "scales": {"s": {"from": 0, "to": 3, "step": 1}},
    "evidence": {
        "thing": {
            "fields": {
                "count": {"type": "integer"},
                "same": {"type": "integer"},
                "start": {"type": "string"},
                "end": {"type": "string"},
                "mixed": {},
                "topics": {"type": "array", "items": {"enum": ["a", "b", 3]}},
                "open": {"type": "boolean"},
                "fixed": {"const": 7},
                "rate": {"type": ["number", "null"]},
                "free": {"type": ["string", "integer"]},
            },
            "optional": ["count", "same", "start", "end", "mixed", "topics", "open", "fixed", "rate", "free"],
            "rules": ["count == same", "start <= end", "mixed < count", "count <= 90"],
        },
        "open": {"fields": {"x": True}, "optional": ["x"]},
    },
    "criteria": [{"id": "a", "title": "A"}],
    "levels": [{"id": "l"}],
}
THING = {"id": "t", "kind": "thing", "date": "2026-01-01"}


def bound(tmp_path: Any = None, standard: Any = None, **keys: Any) -> Any:
    pack = {"organisation": {"id": "o"}, "date": "2026-11-01", **keys}
    return kitemark.assessment_from(pack, folder=tmp_path).bound(kitemark.standard_from(standard or STANDARD))


def case(tmp_path: Any = None, standard: Any = None, **keys: Any) -> Any:
    """The case of a pack that fits."""
    found, problems = bound(tmp_path, standard, **keys)
    assert not problems
    return found


def codes(**keys: Any) -> list[str]:
    return [problem.code for problem in bound(**keys)[1]]


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ({"from": "2026-01-01", "to": "2026-03-01"}, "2026-03-01"),
        ("2026-01-01/2026-03-01", "2026-03-01"),
        ({"from": "2026-01-01", "to": "2026-12-01"}, "2026-11-01"),
        ({"from": "2026-01-01", "to": "2026-01-01"}, "2026-01-01"),
    ],
)
def test_a_record_of_a_period_is_dated_by_its_end_or_by_the_assessment(period, day):
    (record,) = case(evidence=[{"id": "t", "kind": "thing", "period": period}]).organisation.evidence.records
    assert record.day == datetime.date.fromisoformat(day)


def test_a_record_of_a_period_to_come_is_left_out():
    found = case(evidence=[{"id": "t", "kind": "thing", "period": "2026-12-01/2026-12-31"}])
    assert (found.organisation.evidence.records, [left.id for left in found.left_out]) == ((), ["t"])


HOLDS = [
    {"count": 1, "same": 1},
    {"count": 1},
    {"start": "2026-01-01", "end": "2026-01-01"},
    {"mixed": 1, "count": 2},
    {"mixed": 1.5, "count": 2},
    {"mixed": None, "count": 2},
    {"count": 90},
]
BREAKS = [
    {"count": 1, "same": 2},
    {"start": "2026-01-02", "end": "2026-01-01"},
    {"start": "spring", "end": "summer"},
    {"mixed": 2, "count": 2},
    {"mixed": "2026-01-01", "count": 2},
    {"mixed": True, "count": 2},
    {"mixed": [1], "count": 2},
    {"count": 91},
]


@pytest.mark.parametrize("values", HOLDS)
def test_a_rule_between_fields_holds(values):
    assert case(evidence=[{**THING, **values}]).organisation.evidence.records


@pytest.mark.parametrize("values", BREAKS)
def test_a_rule_between_fields_is_broken(values):
    assert codes(evidence=[{**THING, **values}]) == ["record-rule"]


def test_cells_take_the_type_of_their_field(tmp_path):
    rows = "id,date,topics,open,fixed,rate,free,count,criteria\nx,2026-01-01, a ; 3 ,TRUE,7,1.50,12,4,a;\n"
    (tmp_path / "t.csv").write_text(rows)
    (record,) = case(tmp_path, evidence=[{"kind": "thing", "table": "t.csv"}]).organisation.evidence.records
    taken = {name: record.values[name] for name in ("topics", "open", "fixed", "rate", "free", "count")}
    assert taken == {"topics": ["a", 3], "open": True, "fixed": 7, "rate": 3 / 2, "free": "12", "count": 4}
    assert record.criteria == {"a"}


def test_cells_of_no_known_kind_or_any_schema_stay_text(tmp_path):
    (tmp_path / "t.csv").write_text("id,date,x,kind\nx,2026-01-01,1,open\n")
    (record,) = case(tmp_path, evidence=[{"table": "t.csv"}]).organisation.evidence.records
    assert record.values["x"] == "1"
    (tmp_path / "t.csv").write_text("id,date,x,kind\nx,2026-01-01,1,opne\n")
    assert codes(tmp_path=tmp_path, evidence=[{"table": "t.csv"}]) == ["unknown-name"]


def judgement(rating: int, **keys: Any) -> dict[str, Any]:
    return {"criterion": "a", "rating": rating, "assessor": "A", "because": "x", **keys}


@pytest.mark.parametrize(
    ("judgements", "standing"),
    [
        ([judgement(1), judgement(2)], [2]),
        ([judgement(1, date="2026-02-01"), judgement(2, date="2026-01-01")], [1]),
        ([judgement(1, date="2026-02-01"), judgement(2)], [1]),
        ([judgement(1), judgement(2, assessor="B")], [1, 2]),
        ([judgement(1), judgement(2, date="2026-12-01")], [1]),
    ],
)
def test_an_assessors_later_judgement_replaces_the_earlier(judgements, standing):
    stood = case(judgements=judgements).organisation.standing["a"]
    assert [one.rating for one in stood] == standing


def with_facts(**criterion: Any) -> dict[str, Any]:
    return {
        **STANDARD,
        "profile": {"fields": {"size": {"type": "integer"}}, "optional": ["size"]},
        "criteria": [{"id": "a", "title": "A", "applies_when": {"size": 1}, **criterion}],
    }


UNIT = {"id": "u", "profile": {}}


@pytest.mark.parametrize(
    ("asked_of", "units", "lacking"),
    [
        ("both", [], ["organisation"]),
        ("both", [UNIT], ["units[0]", "organisation"]),
        ("organisation", [UNIT], ["organisation"]),
        ("units", [UNIT], ["units[0]"]),
        ("units", [], ["organisation"]),
    ],
)
def test_a_fact_is_needed_where_it_is_read(asked_of, units, lacking):
    _, problems = bound(standard=with_facts(asked_of=asked_of), units=units)
    assert [(p.code, p.path) for p in problems] == [("missing-fact", path) for path in lacking]


def test_what_limits_a_criterion_of_units_is_read_for_the_organisation_too():
    limited = with_facts(asked_of="units", limits=[{"at_most": 1, "when": {"size": 1}}])
    _, problems = bound(standard=limited, units=[{**UNIT, "profile": {"size": 1}}])
    assert [(p.code, p.path) for p in problems] == [("missing-fact", "organisation")]


def test_a_fact_that_is_not_optional_is_the_organisations_to_give():
    needed = with_facts(asked_of="units")
    needed["profile"] = {"fields": needed["profile"]["fields"]}
    _, problems = bound(standard=needed, units=[{**UNIT, "profile": {"size": 1}}])
    assert [(p.code, p.path) for p in problems] == [("missing-fact", "organisation")]


def test_a_standard_without_a_profile_knows_no_facts():
    _, problems = bound(organisation={"id": "o", "profile": {"size": 1}})
    assert [p.hint for p in problems] == ["the standard declares no profile"]
