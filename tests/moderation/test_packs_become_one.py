"""Merging, told as stories: what packs must say alike, what is taken from one of them, and what nobody could decide."""

from __future__ import annotations

from typing import Any

import pytest
from panel import HEAD, judged, pack, standard

import kitemark
from kitemark.moderation import merge

VISIT = {"id": "v", "kind": "visit", "date": "2026-10-01"}
SURVEY = {"id": "s", "kind": "survey", "date": "2026-10-01", "n": 48271}


def problems(*packs: kitemark.Assessment, **keys: Any) -> list[kitemark.Problem]:
    with pytest.raises(kitemark.KitemarkError) as error:
        merge(packs, standard(**keys))
    return list(error.value.problems)


def test_each_assessors_ratings_are_there_and_none_is_averaged() -> None:
    merged = merge([pack(judged("Ada", {"p0": 1})), pack(judged("Bo", {"p0": 3}))], standard())
    assert [(one.assessor, one.rating) for one in merged.assessment.model.judgements] == [("Ada", 1), ("Bo", 3)]
    assert merged.result.unsettled == ("p0",)


def test_a_record_that_one_pack_has_can_be_cited_by_the_other() -> None:
    ada = pack(judged("Ada", {"p0": 1}), evidence=[VISIT])
    bo = pack(judged("Bo", {"p0": 1}, cites=["v"]))
    merged = merge([ada, bo], standard())
    assert [record.id for record in merged.result.outcome.party.evidence.records] == ["v"]
    [problem] = problems(pack(judged("Ada", {"p0": 1})), bo)
    assert problem.code == "unknown-name"


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        ({"date": "2026-11-02"}, "date"),
        ({"organisation": {"id": "other", "name": "Corner Library"}}, "organisation.id"),
        ({"organisation": {"id": "o", "name": "Corner"}}, "organisation.name"),
        ({"title": "Second look"}, "title"),
        ({"users_comment": {"by": "Forum", "text": "Better."}}, "users_comment"),
    ],
)
def test_what_packs_say_once_must_be_the_same(keys: dict[str, Any], path: str) -> None:
    first = pack(title="First look", users_comment={"by": "Forum", "text": "Good."})
    [problem] = problems(first, pack(**keys))
    assert (problem.code, problem.path) == ("packs-differ", path)


def test_all_that_differs_is_told_at_once() -> None:
    other = pack(evidence=[{**SURVEY, "n": 3}], date="2026-11-03", organisation={"id": "x"})
    codes = sorted(one.code for one in problems(pack(evidence=[SURVEY]), other))
    assert codes == ["duplicate-id", "packs-differ", "packs-differ"]


def test_the_same_id_with_other_content_names_the_field_and_never_the_value() -> None:
    [problem] = problems(pack(evidence=[SURVEY]), pack(evidence=[{**SURVEY, "n": 59393}]))
    assert problem.code == "duplicate-id"
    assert "'n'" in problem.message
    assert not {"48271", "59393"} & set(str(problem).replace(",", " ").split())


def test_what_only_one_pack_says_of_the_organisation_is_taken() -> None:
    profile = {"fields": {"size": {"enum": ["small", "large"]}, "sites": {"type": "integer"}}}
    levels = [{"id": "one", "title": "One", "requires": [{"overall": "10%", "when": {"size": "small"}}]}]
    ada = pack(organisation={"id": "o", "profile": {"size": "small"}})
    bo = pack(judged("Bo", {"p0": 1}), organisation={"id": "o", "name": "Corner", "profile": {"sites": 2}})
    merged = merge([ada, bo], standard(profile=profile, levels=levels))
    assert merged.assessment.organisation == "Corner"
    assert merged.assessment.model.organisation.profile == {"sites": 2, "size": "small"}
    [problem] = problems(bo, bo, profile=profile, levels=levels)
    assert problem.code == "missing-fact"


def test_one_assessor_who_says_two_things_of_one_day_in_two_packs_must_say_which_came_later() -> None:
    [problem] = problems(pack(judged("Ada", {"p0": 1})), pack(judged("Ada", {"p0": 2})))
    assert problem.code == "packs-differ"
    assert "'p0' by 'Ada', undated" in problem.message
    dated = pack(judged("Ada", {"p0": 2}, date="2026-10-01"))
    merged = merge([pack(judged("Ada", {"p0": 1})), dated], standard())
    assert [one.rating for one in merged.result.outcome.party.standing["p0"]] == [2]


def test_an_older_copy_of_a_pack_adds_nothing_to_the_newer_one() -> None:
    older = judged("Ada", {"p0": 1})
    newer = [*older, *judged("Ada", {"p0": 2})]
    for order in ([pack(older), pack(newer)], [pack(newer), pack(older)]):
        merged = merge(order, standard())
        assert [one.rating for one in merged.assessment.model.judgements] == [1, 2]


def test_names_that_are_much_alike_are_told() -> None:
    merged = merge([pack(judged("A. Smith", {"p0": 1})), pack(judged("A Smith", {"p0": 1}))], standard())
    assert any("'A Smith', 'A. Smith' count as different people" in note for note in merged.notes)


def test_where_the_latest_counts_and_two_are_of_one_day_that_is_told() -> None:
    rules = standard(judgements={"settle": "latest"})
    merged = merge([pack(judged("Ada", {"p0": 1})), pack(judged("Bo", {"p0": 3}))], rules)
    assert any("p0" in note and "same last day" in note for note in merged.notes)
    alike = merge([pack(judged("Ada", {"p0": 1})), pack(judged("Bo", {"p0": 1}))], rules)
    assert not any("same last day" in note for note in alike.notes)


def test_packs_that_list_records_in_contrary_orders_are_told_so() -> None:
    one, other = ([{**VISIT, "id": name} for name in names] for names in ("ab", "ba"))
    merged = merge([pack(evidence=one), pack(evidence=other)], standard())
    assert [record["id"] for record in merged.assessment.to_data()["evidence"]] == ["a", "b"]
    assert any("different orders" in note for note in merged.notes)


def test_units_are_merged_each_with_its_own() -> None:
    def of(unit: str, assessor: str) -> kitemark.Assessment:
        return kitemark.assessment_from({**HEAD, "units": [{"id": unit, "judgements": judged(assessor, {"p0": 2})}]})

    merged = merge([of("north", "Ada"), of("south", "Ada"), of("north", "Bo")], standard())
    assert {unit.id: len(unit.judgements) for unit in merged.assessment.model.units} == {"north": 2, "south": 1}
    assert merge([merged.assessment, of("south", "Ada")], standard()).text("s") == merged.text("s")


def test_a_fault_of_each_pack_is_told_with_its_own_place() -> None:
    faults = problems(pack(judged("Ada", {"p0": 9})), pack(judged("Bo", {"nonsense": 1})))
    assert sorted(one.code for one in faults) == ["not-on-scale", "unknown-name"]


@pytest.mark.parametrize("name", [["v"], 7, {"a": 1}, "", None])
def test_a_record_whose_id_is_no_text_is_a_problem_and_no_traceback(name: Any) -> None:
    try:
        odd = pack(judged("Ada", {"p0": 1}, cites=["v"]), evidence=[{**VISIT, "id": name}])
    except kitemark.KitemarkError:
        return  # nothing at all is told on loading
    assert "unknown-name" in [one.code for one in problems(odd, pack(judged("Bo", {"p0": 1})))]


def test_a_unit_that_stands_twice_is_told() -> None:
    twice = kitemark.assessment_from(
        {**HEAD, "units": [{"id": "n"}, {"id": "n", "judgements": judged("A", {"p0": 1})}]}
    )
    assert [one.code for one in problems(twice, pack())] == ["duplicate-id"]


def test_nothing_at_all_cannot_be_merged() -> None:
    with pytest.raises(ValueError, match="at least one"):
        merge([], standard())
