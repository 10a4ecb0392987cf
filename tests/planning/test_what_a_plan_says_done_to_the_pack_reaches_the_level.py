"""A plan speaks in counts: done to the pack, they bring the level, and one answer less does not."""

from __future__ import annotations

import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from planned import times

import kitemark
from kitemark.planning import NewFigure, plan
from kitemark.planning.terms import Terms

HARBOUR = Path("standards/customer-care/examples/harbour-day-centre.yaml")


def standard(take: dict[str, Any], wanted: str | int, **more: Any) -> kitemark.Standard:
    """A standard with one measure, which its one level asks for by a mark."""
    marks = {"measure": "said", "only": wanted}
    return kitemark.standard_from(
        {
            "kitemark": 1,
            "id": "one",
            "version": "1.0.0",
            "title": "One",
            "scales": {"yes": [{"value": 0}, {"value": 1}]},
            "evidence": {
                "survey": {
                    "title": "Survey",
                    "fields": {
                        **{name: {"type": "integer", "minimum": 0} for name in ("positive", "responses", "all")},
                        **{name: {"type": "number", "minimum": 0} for name in ("hours", "paid")},
                    },
                    "optional": ["all", "hours", "paid"],
                }
            },
            "measures": {"said": {"from": "survey", "take": take, **more}},
            "criteria": [{"id": "c", "title": "C", "scale": "yes", "marks": [marks]}],
            "levels": [{"id": "only", "title": "Only", "requires": [{"each": "criteria", "marks": "only"}]}],
        }
    )


def pack(**counts: int | Decimal) -> dict[str, Any]:
    return {
        "kitemark": 1,
        "standard": "one",
        "organisation": {"id": "o"},
        "date": "2026-11-01",
        "evidence": [{"kind": "survey", "id": "s", "date": "2026-10-01", **counts}],
        "judgements": [{"criterion": "c", "rating": 1, "assessor": "A", "because": "Seen."}],
    }


def level(rules: kitemark.Standard, data: dict[str, Any]) -> str | None:
    return kitemark.evaluate(rules, kitemark.assessment_from(data)).level


def terms(rules: kitemark.Standard, data: dict[str, Any]) -> Terms | None:
    """What the plan asks of the one measure; nothing where the level is reached, or cannot be."""
    made = plan(kitemark.evaluate(rules, kitemark.assessment_from(data)))
    if made.reached:
        return None
    [move] = made.moves
    assert isinstance(move, NewFigure)
    return move.terms


@times(120)
@given(st.data())
def test_a_share_with_confidence_is_planned_to_the_answer(data: st.DataObject) -> None:
    total = data.draw(st.integers(1, 60), "answers")
    hits = data.draw(st.integers(0, total), "positive")
    everybody = data.draw(st.none() | st.integers(total, 90), "population")
    least = data.draw(st.integers(0, 25), "needs")
    rules = standard(
        {"share": "positive", "of": "responses"},
        f"{data.draw(st.integers(5, 95), 'mark')}%",
        confidence="95%",
        population="all",
        **({"needs": {"responses": least}} if least else {}),
    )
    size = {} if everybody is None else {"all": everybody}
    said = terms(rules, pack(positive=hits, responses=total, **size))
    if said is None:
        return
    if said.hits is not None and said.total is not None:
        grown = {} if everybody is None else {"all": max(everybody, said.total)}
        assert level(rules, pack(positive=said.hits, responses=said.total, **grown)) == "only"
        if said.hits > hits and said.total == total:
            assert level(rules, pack(positive=said.hits - 1, responses=said.total, **grown)) is None
    if said.further is not None:
        found = [
            level(rules, pack(positive=hits + more * hits // total, responses=total + more, **size)) is not None
            for more in range(1, said.further + 1)
        ]
        assert found == [False] * (said.further - 1) + [True]


@times(60)
@given(st.integers(0, 40), st.integers(1, 40), st.integers(1, 100), st.booleans())
def test_a_share_of_all_is_planned_to_the_item(hits: int, total: int, mark: int, lower: bool) -> None:
    hits = min(hits, total)
    rules = standard({"share": "positive", "of": "responses"}, f"{mark}%", **({"better": "lower"} if lower else {}))
    said = terms(rules, pack(positive=hits, responses=total))
    if said is not None and said.hits is not None:
        assert said.total == total
        assert level(rules, pack(positive=said.hits, responses=total)) == "only"
        assert level(rules, pack(positive=said.hits + (1 if lower else -1), responses=total)) is None


@times(40)
@given(st.integers(0, 30), st.integers(1, 30), st.integers(1, 300), st.integers(1, 30))
def test_answers_for_a_margin_are_planned_to_the_answer(answers: int, more: int, everybody: int, mark: int) -> None:
    rules = standard({"margin": "responses"}, f"{mark}%", confidence="95%", population="all")
    size = {"all": everybody + answers}
    said = terms(rules, pack(positive=0, responses=answers, **size))
    if said is not None and said.further is not None:
        assert level(rules, pack(positive=0, responses=answers + said.further, **size)) == "only"
        assert level(rules, pack(positive=0, responses=answers + said.further - 1, **size)) is None
    del more


def test_too_few_answers_are_told_with_how_many_more_at_todays_share() -> None:
    rules = standard({"share": "positive", "of": "responses"}, "60%", needs={"responses": 30})
    said = terms(rules, pack(positive=15, responses=19))
    assert said is not None
    assert said.words == "18 of 30 instead of 15 of 19, or 11 more answers at today's share (15 of 19)"


def test_what_else_a_measure_needs_is_told_beside_what_it_must_come_to() -> None:
    """Two surveys say enough, and of ten people: what lacks is people, and no further survey."""
    for take, asked in (("count", 2), ({"share": {"positive": {"at_least": 1}}}, "50%")):
        rules = standard(take, asked, needs={"responses": 20})
        short = pack(positive=1, responses=5)
        short["evidence"].append({**short["evidence"][0], "id": "t"})
        said = terms(rules, short)
        assert said is not None
        assert said.words == f"{said.wanted}, from at least 20 responses in all"
        short["evidence"][0]["responses"] = 15
        assert level(rules, short) == "only"


def test_what_is_no_count_is_not_told_as_one() -> None:
    """Sums of halves are not twice as many items, and a share that stands for no record is no share of any."""
    halves = standard({"share": "hours", "of": "paid"}, "90%")
    said = terms(halves, pack(positive=0, responses=0, hours=Decimal("5.5"), paid=10))
    assert said is not None
    assert (said.words, said.hits, said.total) == ("at least 90% instead of 55%", None, None)
    nobody = pack(positive=0, responses=0)
    nobody["evidence"] = []
    said = terms(standard({"share": "positive", "of": "responses"}, "90%", if_none="50%"), nobody)
    assert said is not None
    assert said.words == "at least 90%, where nothing is counted now"
    said = terms(standard({"sum": "positive"}, 3, better="lower", if_none=5), nobody)
    assert said is not None
    assert said.words == "at most 3 instead of 5"


def test_millions_are_planned_to_the_one() -> None:
    rules = standard({"sum": "positive"}, 7, better="lower")
    said = terms(rules, pack(positive=3_000_000_000, responses=1))
    assert said is not None
    assert said.words == "2999999993 fewer, 7 instead of 3000000000"
    said = terms(standard({"sum": "positive"}, 3_000_000_000), pack(positive=1, responses=1))
    assert said is not None
    assert said.total == 3_000_000_000


def test_harbour_does_what_its_plan_says_and_is_bronze() -> None:
    """21 of 27 answers without the own worker there, and 7 of 15 who heard back: done in its file, it is Bronze."""
    rules = kitemark.load_standard("customer-care")
    made = plan(kitemark.evaluate(rules, kitemark.load_assessment(HARBOUR)), "bronze")
    assert [move.key[0] for move in made.moves if isinstance(move, NewFigure)] == ["run-without-worker", "heard-back"]
    assert [move.terms.words for move in made.moves if isinstance(move, NewFigure)] == [
        "21 of 27 instead of 18",
        "7 of 15 instead of 6",
    ]
    assert (made.proved, made.cost, made.others, made.after) == (True, 4, (), "bronze")
    data = kitemark.load_assessment(HARBOUR).to_data()
    alone = [one for one in data["evidence"] if one.get("question") == "overall" and one.get("covers") == "everyone"]
    away = next(one for one in alone if one["setting"] == "with-worker" or one["asked_by"] == "own-worker")
    there = next(one for one in alone if one is not away)
    half = copy.deepcopy(data)
    for records, moved in ((alone, 3),):
        assert sum(one["responses"] for one in records) == 27
        there["responses"] += moved
        away["responses"] -= moved
        for one in (there, away):
            one["positive"] = min(one["positive"], one["responses"])
            one["invited"] = max(one["invited"], one["responses"])
    heard = next(one for one in data["evidence"] if one["id"] == "form-heard-back")
    heard["positive"] = 7
    folder = HARBOUR.parent
    assert kitemark.evaluate(rules, kitemark.assessment_from(data, folder=folder)).level == "bronze"
    next(one for one in half["evidence"] if one["id"] == "form-heard-back")["positive"] = 7
    assert kitemark.evaluate(rules, kitemark.assessment_from(half, folder=folder)).level == "committed"


def test_a_plan_for_bare_paper_names_every_criterion_that_nobody_has_heard_on() -> None:
    rules = kitemark.load_standard("customer-care")
    paper = kitemark.load_assessment(HARBOUR.with_name("perfect-on-paper.yaml"))
    made = plan(kitemark.evaluate(rules, paper), "bronze")
    asked = {move.key for move in made.moves if isinstance(move, NewFigure)}
    assert ("voice-for-this", "A2") in asked
    assert made.proved


@pytest.mark.parametrize("name", ["tarnbeck", "wyncombe", "millbrook", "stannerby"])
def test_a_council_is_planned_department_by_department(name: str) -> None:
    council = kitemark.load_assessment(f"standards/council-service/examples/{name}.yaml")
    result = kitemark.evaluate(council.named_standard(), council)
    made = plan(result)
    assert made.proved
    levels = [rule.id for rule in result.standard.rules.levels]
    assert made.after in levels[levels.index(made.level) :]
    assert {move.party for move in made.moves} - {""} <= set(result.units)
    raw = yaml.safe_load(Path(f"standards/council-service/examples/{name}.yaml").read_text(encoding="utf-8"))
    assert {unit["id"] for unit in raw["units"]} == set(result.units)


def test_departments_that_are_missing_cannot_be_planned_for() -> None:
    council = kitemark.load_assessment("standards/council-service/examples/oxley-moor.yaml")
    made = plan(kitemark.evaluate(council.named_standard(), council))
    assert not made.found
    assert made.proved
    [missing] = made.blocked
    assert "1 expected is missing" in missing
