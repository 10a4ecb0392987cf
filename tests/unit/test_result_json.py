"""The result as data: judgements that count for nothing, the award decision, and units in full."""

from __future__ import annotations

from typing import Any

import pytest

import kitemark

Data = dict[str, Any]


def standard(**more: Any) -> Data:
    """A standard of one judged criterion, on which two roles count, and two levels."""
    return {
        "kitemark": 1,
        "id": "small",
        "version": "1.0.0",
        "title": "Small",
        "scale": "s",
        "scales": {"s": [{"value": 0, "name": "No"}, {"value": 1, "name": "Some"}, {"value": 2, "name": "All"}]},
        "judgements": {"roles": ["independent", "peer"]},
        "criteria": [{"id": "a", "title": "Answers"}],
        "levels": [
            {"id": "one", "title": "One", "requires": [{"each": "criteria", "at_least": 1}]},
            {"id": "two", "title": "Two", "requires": [{"each": "criteria", "at_least": 2}]},
        ],
        **more,
    }


def judgement(rating: int | None, assessor: str = "Ann", role: str | None = "peer", **more: Any) -> Data:
    said = {"not_applicable": True} if rating is None else {"rating": rating}
    judged = {"criterion": "a", "assessor": assessor, "because": "As seen", **said, **more}
    return judged if role is None else {**judged, "role": role}


def result(*judgements: Data, of: Data | None = None, target: str | None = None, **more: Any) -> kitemark.Result:
    data = {"organisation": {"id": "o"}, "date": "2026-11-01", "judgements": list(judgements), **more}
    return kitemark.evaluate(kitemark.standard_from(of or standard()), kitemark.assessment_from(data), target=target)


# Judgements that count for nothing


def test_a_judgement_whose_role_does_not_count_is_set_aside() -> None:
    found = result(judgement(2, "Bob", "self"), judgement(1))
    [one] = found.outcome.party.set_aside
    assert (one.judgement.assessor, one.why) == ("Bob", "role")
    assert found.to_dict()["set_aside"] == [
        {"criterion": "a", "assessor": "Bob", "rating": "2", "why": "role", "unit": None}
    ]
    assert found["a"].reasons == (
        "Rated Some by Ann: As seen.",
        "All by Bob does not count, as it has the role 'self', and only the roles 'independent' and 'peer' count.",
    )


def test_a_judgement_without_a_role_is_set_aside_where_roles_count() -> None:
    found = result(judgement(2, role=None))
    assert found["a"].reasons == (
        "Cannot tell yet: nobody whose judgement counts has judged it.",
        "All by Ann does not count, as it has no role, and only the roles 'independent' and 'peer' count.",
    )
    assert result(judgement(2, role=None), of=standard(judgements={})).to_dict()["set_aside"] == []


@pytest.mark.parametrize(
    ("first", "second", "replaced"),
    [
        ({}, {}, "0"),
        ({"date": "2026-03-01"}, {"date": "2026-02-01"}, "1"),
        ({"date": "2026-03-01"}, {}, "1"),
        ({}, {"date": "2026-03-01"}, "0"),
    ],
)
def test_a_judgement_that_a_later_one_replaces_is_set_aside(first: Data, second: Data, replaced: str) -> None:
    found = result(judgement(0, **first), judgement(1, **second))
    assert [(one["rating"], one["why"]) for one in found.to_dict()["set_aside"]] == [(replaced, "replaced")]
    name = "No" if replaced == "0" else "Some"
    assert found["a"].reasons[1] == f"{name} by Ann does not count, as their later judgement replaces it."


def test_of_three_judgements_by_one_assessor_two_are_set_aside() -> None:
    found = result(judgement(0), judgement(2), judgement(1))
    assert [one["rating"] for one in found.to_dict()["set_aside"]] == ["0", "2"]
    assert found["a"].low == 1


def test_a_role_that_does_not_count_replaces_nothing() -> None:
    found = result(judgement(1), judgement(2, role="self"))
    assert [(one["rating"], one["why"]) for one in found.to_dict()["set_aside"]] == [("2", "role")]
    assert found["a"].low == 1


def test_a_mark_of_not_applicable_that_does_not_count_is_set_aside_too() -> None:
    found = result(judgement(1), judgement(None, "Bob", "self"))
    assert found.to_dict()["set_aside"] == [
        {"criterion": "a", "assessor": "Bob", "rating": None, "why": "role", "unit": None}
    ]
    assert found["a"].reasons[1].startswith("Not applicable by Bob does not count, as it has the role 'self'")


def test_what_is_set_aside_in_a_unit_names_the_unit() -> None:
    units = [{"id": "north", "name": "The north", "judgements": [judgement(1), judgement(2, "Bob", "self")]}]
    found = result(judgement(0, "Cay", "self"), units=units)
    assert [(one["assessor"], one["unit"]) for one in found.to_dict()["set_aside"]] == [("Cay", None), ("Bob", "north")]
    assert found.units["north"]["a"].reasons[1].startswith("All by Bob does not count")
    why = "does not count, as it has the role 'self', and only the roles 'independent' and 'peer' count"
    listed = f"Judgements that count for nothing a: No by Cay {why} a in The north: All by Bob {why} Units"
    assert listed in " ".join(found.explain().split())


def test_where_every_judgement_counts_nothing_is_listed() -> None:
    found = result(judgement(1), judgement(1, "Bob", "independent"))
    assert found.to_dict()["set_aside"] == []
    assert "count for nothing" not in found.explain()


def test_what_is_set_aside_is_said_on_the_scale_on_which_it_was_judged() -> None:
    stars = {"stars": {"from": 1, "to": 5, "step": 1}}
    criterion = {"id": "a", "title": "A", "rating": {"judgement": "stars", "bands": {"1": 2, "2": 4}}}
    of = standard(criteria=[criterion], scales={**standard()["scales"], **stars})
    found = result(judgement(5), judgement(3), of=of)
    assert found["a"].reasons[1] == "5 by Ann does not count, as their later judgement replaces it."
    assert "a: 5 by Ann does not count" in found.explain()


# Decisions, and what the users say


def test_a_decision_and_a_comment_are_given_as_they_stand() -> None:
    decision = {"level": "one", "by": "The panel", "date": "2026-10-20"}
    comment = {"by": "The forum", "text": "Fine."}
    data = result(judgement(1), decision=decision, users_comment=comment).to_dict()
    assert (data["decision"], data["users_comment"]) == (decision, comment)
    assert (result().to_dict()["decision"], result().to_dict()["users_comment"]) == (None, None)


@pytest.mark.parametrize(("level", "carried"), [("one", True), ("two", False)])
def test_a_decision_that_the_evidence_does_not_carry_is_told(level: str, carried: bool) -> None:
    decision = {"level": level, "by": "The panel", "date": "2026-10-20"}
    text = result(judgement(1), decision=decision).explain()
    award = f"Basis     award of {level.title()} decided by The panel on 20 October 2026"
    assert f"{award}\n" in text or f"{award}, " in text
    assert ("which this evidence does not carry" in " ".join(text.split())) is not carried


# Levels, and what falls short of them


def test_what_falls_short_is_said_by_id() -> None:
    [one, two] = result(judgement(1)).to_dict()["levels"]
    assert [one["state"], two["state"]] == ["met", "unmet"]
    assert one["requires"][0]["shortfalls"] == {}
    assert two["requires"] == [
        {
            "state": "unmet",
            "text": "Every criterion is at least 2 (All): the only one is not: a Answers.",
            "nodes": ["a"],
            "shortfalls": {"a": "Some"},
        }
    ]


def test_a_mark_that_is_missed_in_a_unit_says_which_and_by_how_much() -> None:
    criteria = [{"id": "a", "title": "A", "asked_of": "units", "marks": [{"measure": "papers", "one": 2}]}]
    of = standard(
        criteria=criteria,
        evidence={"paper": {"fields": {}}},
        measures={"papers": {"title": "Papers", "from": "paper", "take": "count"}},
        levels=[{"id": "one", "requires": [{"each": "criteria", "marks": "one"}]}],
    )
    papers = [{"id": f"p{n}", "kind": "paper", "date": "2026-10-01"} for n in range(3)]
    units = [
        {"id": "north", "name": "The north", "evidence": papers[:1], "judgements": [judgement(1)]},
        {"id": "south", "evidence": papers[1:], "judgements": [judgement(1)]},
    ]
    [level] = result(of=of, units=units).to_dict()["levels"]
    assert level["requires"][0]["shortfalls"] == {"a": "in The north, Papers: it is 1, wanted at least 2"}


# Units


def test_units_are_given_in_full() -> None:
    units = [{"id": "north", "name": "The north", "judgements": [judgement(1)]}, {"id": "south"}]
    data = result(judgement(2), units=units).to_dict()["units"]
    assert list(data) == ["north", "south"]
    assert data["north"]["name"] == "The north"
    assert data["north"]["level"] == {"established": "one", "possible": "one"}
    assert data["north"]["overall"] == {"low": "50", "high": "50", "max": "100"}
    assert data["north"]["nodes"]["a"]["because"] == ["Rated Some by Ann: As seen."]
    assert [level["state"] for level in data["north"]["levels"]] == ["met", "unmet"]
    assert data["south"]["level"] == {"established": None, "possible": "two"}
    assert data["south"]["levels"][0]["requires"][0]["shortfalls"] == {"a": "No, could be All"}


def test_a_unit_is_a_view_as_the_organisation_is() -> None:
    units = [{"id": "north", "name": "The north", "judgements": [judgement(1)]}]
    unit = result(judgement(2), units=units).units["north"]
    assert (unit.id, unit.name, unit.level, unit.possible) == ("north", "The north", "one", "one")
    assert (unit["a"].low, list(unit), unit.overall.low) == (1, ["a"], 50)
    assert (unit.withheld, unit.unsettled, unit.flags, unit.commendations) == ((), (), (), ())


@pytest.mark.parametrize("target", [None, "one", "two"])
def test_a_target_never_changes_the_level_of_a_unit(target: str | None) -> None:
    units = [{"id": "north", "judgements": [judgement(2)]}, {"id": "south", "judgements": [judgement(1)]}]
    found = result(judgement(1), units=units, target=target)
    assert {name: unit.level for name, unit in found.units.items()} == {"north": "two", "south": "one"}
    assert [unit["level"]["established"] for unit in found.to_dict()["units"].values()] == ["two", "one"]
    assert found.level == {None: "one", "one": "one", "two": None}[target]


def test_where_nothing_applies_no_level_is_met_and_there_is_no_score() -> None:
    of = standard(
        profile={"fields": {"size": {"enum": ["small", "large"]}}},
        criteria=[{"id": "a", "title": "A", "applies_when": {"size": "large"}}],
        levels=[{"id": "one"}],
    )
    data = result(of=of, organisation={"id": "o", "profile": {"size": "small"}}).to_dict()
    assert (data["overall"], data["levels"][0]["state"], data["nodes"]["a"]["applies"]) == (None, "unmet", False)


def test_in_an_empty_pack_a_level_that_would_be_met_is_open() -> None:
    data = result(of=standard(levels=[{"id": "one"}])).to_dict()
    assert (data["level"]["established"], data["level"]["possible"]) == (None, "one")
    assert data["levels"][0]["state"] == "open"
