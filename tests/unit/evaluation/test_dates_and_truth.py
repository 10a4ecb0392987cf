"""What is for people: when a standard is in force, and what groups of true and false are called."""

from __future__ import annotations

from typing import Any

import pytest

import kitemark

Data = dict[str, Any]


def standard(**more: Any) -> kitemark.Standard:
    """A standard whose one requirement is on the worst of the groups that were, and were not, seen alone."""
    fields = {"alone": {"type": "boolean"}, "score": {"type": "integer"}}
    measure = {"title": "Score", "from": "talk", "take": {"mean": "score"}, "by": "alone", "across": "worst"}
    return kitemark.standard_from(
        {
            "kitemark": 1,
            "id": "seen",
            "version": "1.0.0",
            "title": "Seen",
            "smallest_group": 5,
            "scale": "s",
            "scales": {"s": [{"value": 0}, {"value": 1}]},
            "evidence": {"talk": {"people": "score", "fields": fields}},
            "measures": {"score": {**measure, **more.pop("measure", {})}},
            "criteria": [{"id": "a", "title": "A"}],
            "levels": [{"id": "one", "requires": [{"measure": "score", "at_least": 6}]}],
            **more,
        }
    )


def result(of: kitemark.Standard, *scores: int, date: str = "2026-11-01") -> kitemark.Result:
    talks = [
        {"id": f"t{n}", "kind": "talk", "date": "2026-01-01", "alone": not n, "score": score}
        for n, score in enumerate(scores)
    ]
    judged = [{"criterion": "a", "rating": 1, "assessor": "Ann", "because": "Seen."}]
    data = {"organisation": {"id": "o"}, "date": date, "evidence": talks, "judgements": judged}
    return kitemark.evaluate(of, kitemark.assessment_from(data))


@pytest.mark.parametrize("date", ["2026-02-01", "2026-11-01", "2031-01-01"])
def test_no_assessment_depends_on_when_a_standard_is_in_force(date: str) -> None:
    force = {"from": "2026-06-01", "until": "2026-12-31"}
    with_it, without = result(standard(effective=force), 7, 8, date=date), result(standard(), 7, 8, date=date)
    assert (with_it.level, with_it.explain()) == (without.level, without.explain()) == ("one", with_it.explain())


@pytest.mark.parametrize("measure", [{}, {"every": [True, False]}])
@pytest.mark.parametrize(("scores", "name"), [((2, 7), "yes"), ((7, 2), "no")])
def test_a_group_of_what_is_true_is_called_yes_whether_or_not_it_must_be_there(
    scores: tuple[int, int], name: str, measure: Data
) -> None:
    found = result(standard(measure=measure), *scores)
    (asked,) = found.to_dict()["levels"][0]["requires"]
    assert f"left out: {name} (withheld)" in asked["text"]


def test_a_problem_says_true_as_the_file_has_it() -> None:
    with pytest.raises(kitemark.KitemarkError) as caught:
        standard(measure={"where": {"score": True}})
    assert "found true, which 'score' can never be" in str(caught.value)
    data = standard().to_data()
    data["evidence"]["talk"]["fields"]["alone"] = {"enum": [True]}
    data["measures"]["score"]["where"] = {"alone": False}
    with pytest.raises(kitemark.KitemarkError) as caught:
        kitemark.standard_from(data)
    assert "found false, which 'alone' can never be; it may be true" in str(caught.value)
