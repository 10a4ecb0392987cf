"""What is withheld appears in no plan: neither its value, nor its counts, nor how many more people would show it."""

from __future__ import annotations

import json
from typing import Any

import pytest

import kitemark
from kitemark.planning import plan
from kitemark.planning.outline import plan_outline
from kitemark.render.outline import outline_markdown, outline_text
from kitemark.surveillance import ageing, falls, yearly_check
from kitemark.surveillance.as_data import outlook_data
from kitemark.surveillance.outline import ageing_chapter, check_chapter, falls_chapter


def standard(take: Any, **more: Any) -> kitemark.Standard:
    fields = {"positive": {"type": "integer"}, "responses": {"type": "integer"}, "days": {"type": "integer"}}
    measure = {"title": "Said so", "from": "survey", "take": take, **more}
    return kitemark.standard_from(
        {
            "kitemark": 1,
            "id": "one",
            "version": "1.0.0",
            "title": "One",
            "smallest_group": 10,
            "scales": {"yes": [{"value": 0}, {"value": 1}]},
            "evidence": {"survey": {"title": "Survey", "voice": "people", "people": "responses", "fields": fields}},
            "measures": {"said": measure},
            "criteria": [
                {
                    "id": "c",
                    "title": "C",
                    "scale": "yes",
                    "marks": [{"measure": "said", "only": "60%" if "share" in take or "margin" in take else 5}],
                }
            ],
            "levels": [{"id": "only", "title": "Only", "requires": [{"each": "criteria", "marks": "only"}]}],
        }
    )


@pytest.mark.parametrize(
    ("take", "more"),
    [
        ({"share": "positive", "of": "responses"}, {}),
        ({"share": "positive", "of": "responses"}, {"confidence": "95%"}),
        ({"share": "positive", "of": "responses"}, {"needs": {"responses": 9731}}),
        ({"share": {"days": 8}, "of": "responses"}, {}),
        ({"mean": "days"}, {}),
        ({"median": "days"}, {"better": "lower"}),
        ({"margin": "responses"}, {"confidence": "95%"}),
    ],
)
def test_a_figure_about_too_few_is_planned_for_without_its_counts(take: Any, more: dict[str, Any]) -> None:
    rules = standard(take, **more)
    record = {"kind": "survey", "id": "s", "date": "2026-10-01", "positive": 6, "responses": 7, "days": 8}
    judged = {"criterion": "c", "rating": 1, "assessor": "A", "because": "Seen."}
    data = {"kitemark": 1, "standard": "one", "organisation": {"id": "o"}, "date": "2026-11-01"}
    pack = kitemark.assessment_from({**data, "evidence": [record], "judgements": [judged]})
    result = kitemark.evaluate(rules, pack)
    assert result.withheld == ("said",)
    made = plan(result)
    lost, stale, check = falls(result), ageing(result), yearly_check(result)
    outline = plan_outline(made, (falls_chapter(lost, result), ageing_chapter(stale, result), check_chapter(check)))
    whole = json.dumps(outlook_data(made, lost, stale, check)) + outline_text(outline) + outline_markdown(outline)
    told = whole.replace(pack.sha256, "").replace(rules.sha256, "")
    assert "from enough people for the figure to be told" in " ".join(told.split())
    for given_away in ("6 of 7", "of 7", "instead of 6", "3 more", "7 ", " 8 ", "85"):
        assert given_away not in told, given_away
