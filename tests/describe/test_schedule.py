"""The schedule: each requirement of a level, line by line, with all that a contract must say of it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from kitemark.describe import schedule

from .small import GUARD, MARKED, A, B, Data, measured, plan, requires, row_of, rows, standard


def thresholds(**keys: Any) -> list[tuple[str, str, str]]:
    """The criterion, title and threshold of each row."""
    return [(row.criterion, row.title, row.threshold) for row in rows(plan(**keys))]


def test_a_measure_has_all_that_a_contract_says_of_it() -> None:
    levels = requires({"each": "criteria", "marks": "bronze", "because": "It must show"})
    found = plan(criteria=[MARKED], levels=[*levels, {"id": "silver"}], tolerance={"bronze": "15%"})
    [group] = found.groups
    assert (group.number, group.level, group.text, group.because) == (
        "1",
        "Bronze",
        "Every criterion has the mark of Bronze.",
        "It must show.",
    )
    [row] = group.rows
    assert dataclasses.asdict(row) == {
        "number": "1.1",
        "criterion": "a Respect",
        "where": "",
        "measure": "happy",
        "title": "Happy people",
        "threshold": "at least 70% (and 55% at the worse end)",
        "counted": "'positive' as a share of 'answers', each added up over the records, as a range at 95% confidence",
        "fields": "positive, answers, asked_by, date",
        "records": ("Survey (asked by: peer or outside)",),
        "period": "the 18 months before the assessment",
        "least": "no least number; without any record it is not known, and reaches nothing",
        "small_groups": "withheld where the records together count fewer than 10 people ('answers')",
        "who": ("Asked by: peer or outside; voice: people",),
        "how_often": "again in every 18 months",
    }


def test_it_names_the_version_the_level_and_those_that_it_builds_on() -> None:
    levels = [{"id": "one"}, {"id": "two", "title": "Two", "lasts": "3 years"}, {"id": "alone", "builds_on": "none"}]
    loaded = standard(levels=levels, lasts="2 years", language="cy")
    found = schedule(loaded, "two")
    assert (found.standard, found.version, found.sha256) == ("Small mark", "small@1.0.0", loaded.sha256)
    assert (found.level, found.builds_on, found.lasts, found.review, found.language) == (
        "Two",
        ("one",),
        "3 years",
        "12 months",
        "cy",
    )
    assert (schedule(loaded, "alone").builds_on, schedule(loaded, "one").lasts) == ((), "2 years")
    bare = plan(review=None)
    assert (bare.lasts, bare.review, bare.language, bare.groups) == ("", "", "en", ())


def test_what_lower_levels_ask_stands_first() -> None:
    levels = [
        {"id": "bronze", "title": "Bronze", "requires": [{"measure": "papers", "at_least": 1}]},
        {"id": "silver", "title": "Silver", "requires": [{"measure": "papers", "at_least": 2}]},
        {"id": "gold", "title": "Gold", "requires": [{"measure": "papers", "at_least": 3}], "builds_on": "none"},
    ]
    levels[0]["requires"].append({"measure": "happy", "at_least": "50%"})
    found = plan("silver", levels=levels)
    assert [(group.level, [row.title for row in group.rows]) for group in found.groups] == [
        ("Bronze", []),  # as silver asks for more papers
        ("Bronze", ["Happy people"]),
        ("Silver", ["Papers"]),
    ]
    assert [row.threshold for row in rows(plan("gold", levels=levels))] == ["at least 3"]


def test_criteria_that_assessors_judge_stand_together_and_then_each_with_what_is_worth_bringing() -> None:
    forms = [{**A, "asks": "Are people respected?", "suggests": ["survey", "paper"], "asked_of": "organisation"}, B]
    roles = {"roles": ["peer", "self"], "assessors": 2}
    found = plan(criteria=forms, levels=requires({"each": "criteria", "at_least": 1}), judgements=roles)
    first, judged = found.groups
    assert [(row.criterion, row.title, row.threshold) for row in first.rows] == [
        ("a Respect (asked of the organisation as a whole); b Safety", "Assessors' rating", "at least 1 (Some)")
    ]
    assert judged.text == "What assessors judge, and what is worth bringing for it."
    respect, safety = judged.rows
    assert (respect.title, respect.threshold) == ("Are people respected?", "at least 1 (Some)")
    assert respect.records == ("suggested: Survey; Paper",)
    assert (respect.counted, respect.least) == ("a rating on the scale 'practice'", "2 assessors")
    assert (respect.who, safety.who) == (("Assessors; role: peer or self",),) * 2
    assert (safety.title, safety.records) == ("Safety", ())


def judged(*conditions: Data, **keys: Any) -> str:
    """The rating that is asked of the first criterion in the end."""
    return rows(plan(levels=requires(*conditions), **keys))[-1].threshold


def test_of_several_ratings_that_are_asked_the_strictest_is_named() -> None:
    assert judged({"each": "criteria", "at_least": 1}, {"each": ["a"], "at_least": "100%"}) == "at least 100%"
    assert judged({"each": "criteria", "at_least": 1}, {"each": ["a"], "more_than": 1}) == "more than 1 (Some)"
    lower = [{**A, "scale": "risk"}]
    assert (
        judged({"each": "criteria", "at_most": 1}, {"each": "criteria", "at_most": 0}, criteria=lower)
        == "at most 0 (Low)"
    )


def test_a_rating_that_is_asked_only_somewhere_says_where() -> None:
    somewhere = {"each": ["a"], "at_least": 2, "when": {"size": "tiny"}}
    assert (
        judged({"each": "criteria", "at_least": 1}, somewhere)
        == "at least 1 (Some); at least 2 (All) where size is tiny"
    )
    either = {"any": [{"each": ["a"], "at_least": 2}, {"measure": "papers", "at_least": 9}]}
    assert judged(either) == "at least 2 (All), or another part of its requirement"


def test_a_rating_that_only_counts_says_so() -> None:
    assert judged({"overall": "50%"}) == "none by itself; it counts"
    assert judged({"some": "criteria", "at_least": 2}) == "none by itself; it counts"


def test_a_score_says_how_it_comes_about_and_takes_all_ratings_with_it() -> None:
    banded = {**B, "rating": {"measure": "papers", "bands": {"Some": 1, "All": 3}}}
    sections = [{"id": "s", "title": "Dignity", "combine": "worst", "criteria": [A]}]
    found = plan(
        sections=sections, criteria=[banded], levels=requires({"overall": "50%"}, {"each": "sections", "at_least": 1})
    )
    overall, section = found.groups[0].rows[0], found.groups[1].rows[0]
    assert (overall.criterion, overall.threshold) == ("the whole standard", "at least 50%")
    assert (
        overall.counted == "The mean of its parts, each as a share of the most it can be, out of 100, by their weights."
    )
    assert (section.criterion, section.counted) == ("s Dignity", "The worst of its parts.")
    [papers] = found.groups[2].rows
    assert (found.groups[2].text, papers.criterion) == ("What counts towards the scores.", "b Safety")
    assert papers.threshold == "at least 1 for 1 (Some); at least 3 for 2 (All)"


@pytest.mark.parametrize(
    ("at_least", "words"),
    [
        (0, "anything, as even 0 (No) is enough"),
        (1, "at least 1 for 1 (Some)"),
        (2, "at least 3 for 2 (All)"),
        ("100%", "at least 3 for 2 (All)"),
        (5, "no value reaches this"),
    ],
)
def test_a_measured_rating_needs_the_easiest_band_that_is_good_enough(at_least: Any, words: str) -> None:
    banded = {**A, "rating": {"measure": "papers", "bands": {"Some": 1, "All": 3}}}
    assert (
        row_of(plan(criteria=[banded], levels=requires({"each": "criteria", "at_least": at_least})), "Papers").threshold
        == words
    )


def test_a_judgement_on_another_scale_needs_its_band() -> None:
    banded = {**A, "rating": {"judgement": "stars", "bands": {"Some": 2, "All": 4}}}
    found = plan(criteria=[banded], levels=requires({"each": "criteria", "at_least": 2}))
    assert thresholds(criteria=[banded], levels=requires({"each": "criteria", "at_least": 2})) == [
        ("a Respect", "Assessors' rating", "at least 4 for 2 (All)"),
        ("a Respect", "Respect", "none by itself; it counts"),
    ]
    assert found.groups[-1].rows[0].counted == "a rating on the scale 'stars'"


def test_the_worst_and_the_best_of_several_say_so() -> None:
    parts = ["judgement", {"measure": "papers", "bands": {"All": 3}}]
    worst, best = ({**A, "rating": {word: parts}} for word in ("worst", "best"))
    asked = requires({"each": "criteria", "at_least": 2})
    assert thresholds(criteria=[worst], levels=asked)[:2] == [
        ("a Respect", "Assessors' rating", "at least 2 (All); the worst of these counts"),
        ("a Respect", "Papers", "at least 3 for 2 (All); the worst of these counts"),
    ]
    assert thresholds(criteria=[best], levels=asked)[1][2] == "at least 3 for 2 (All); the best of these counts"
    # Where the score counts and no rating is asked, the judgement stands with the others at the end.
    assert thresholds(criteria=[worst], levels=requires({"overall": "50%"}))[1:] == [
        ("a Respect", "Papers", "at least 3 for 2 (All); the worst of these counts"),
        ("a Respect", "Respect", "none by itself; it counts"),
    ]


def test_what_is_chosen_by_the_profile_has_a_line_for_each_case() -> None:
    papers = {"measure": "papers", "bands": {"All": 3}}
    chosen = {**A, "rating": {"choose": [{"when": {"size": "tiny"}, **papers}, {**papers, "bands": {"All": 9}}]}}
    asked = requires({"each": "criteria", "at_least": 2})
    assert measured(criteria=[chosen], levels=asked) == [
        ("size is tiny", "Papers", "at least 3 for 2 (All)"),
        ("size is small or large", "Papers", "at least 9 for 2 (All)"),
    ]


def test_of_parts_of_which_one_is_enough_each_says_so() -> None:
    parts = [
        {"measure": "papers", "at_least": 1},
        {"all": [{"applicable": "90%"}, {"measure": "happy", "at_least": "50%"}]},
    ]
    found = plan(levels=requires({"any": parts, "when": {"size": "tiny"}}))
    assert [(row.where, row.title, row.threshold) for row in rows(found)] == [
        ("size is tiny", "Papers", "at least 1; one of the parts of this requirement is enough"),
        (
            "size is tiny",
            "Criteria that apply",
            "at least 90% of all criteria apply; one of the parts of this requirement is enough",
        ),
        (
            "size is tiny",
            "Happy people",
            "at least 50% at the worse end; one of the parts of this requirement is enough",
        ),
    ]
    assert measured(levels=requires({"any": parts[:1]})) == [("", "Papers", "at least 1")]


def test_a_safeguard_stands_once_with_all_that_it_holds() -> None:
    found = plan(criteria=[A, B], safeguards=[GUARD], levels=requires({"each": "criteria", "at_least": 2}))
    group = found.groups[1]
    assert group.text == "Safeguard 'Ask first'. No better than 1 (Some) unless 'Voices on this' is at least 1."
    assert (group.level, group.because) == ("", "Nobody was asked.")
    assert [(row.criterion, row.measure, row.threshold) for row in group.rows] == [
        ("a Respect; b Safety", "voice", "at least 1")
    ]


def test_a_limit_that_holds_no_lower_than_what_is_asked_is_left_out() -> None:
    enough = plan(safeguards=[GUARD], levels=requires({"each": "criteria", "at_least": 1}))
    assert "voice" not in {row.measure for row in rows(enough)}
    counted = plan(safeguards=[GUARD], levels=requires({"overall": "50%"}))
    assert "voice" in {row.measure for row in rows(counted)}


def test_limits_say_on_what_they_lie_and_where() -> None:
    limit: Data = {"at_most": 1, "when": {"size": "tiny"}}
    found = plan(
        criteria=[{**A, "limits": [limit]}],
        limits=[{"at_most": 50, "unless": {"measure": "papers", "at_least": 1}}],
        levels=requires({"overall": "80%"}),
    )
    whole, own = found.groups[1:3]
    assert whole.text == "Limit on the whole. No better than 50 unless 'Papers' is at least 1."
    assert [(row.criterion, row.title) for row in whole.rows] == [("the whole standard", "Papers")]
    assert own.text == "Limit on a. Where size is tiny, no better than 1 (Some), always."
    assert [(row.where, row.title, row.threshold) for row in own.rows] == [
        ("size is tiny", "Nothing lifts it", "it always holds")
    ]


def test_what_lifts_a_limit_may_be_held_itself_and_is_asked_of_nobody_alone() -> None:
    inner = {**B, "limits": [{"at_most": 0, "unless": {"measure": "papers", "at_least": 4}}]}
    outer = {**A, "limits": [{"at_most": 1, "unless": {"each": ["b"], "at_least": 1}}]}
    found = plan(criteria=[outer, inner], levels=requires({"each": ["a"], "at_least": 2}))
    assert [group.text.split(".")[0] for group in found.groups] == [
        "A is at least 2 (All)",
        "Limit on a",
        "Limit on b",
        "What assessors judge, and what is worth bringing for it",
    ]
    assert row_of(found, "Papers").threshold == "at least 4"
    assert [row.threshold for row in found.groups[-1].rows] == ["at least 2 (All)", "none by itself; it counts"]


def test_units_bring_the_levels_that_are_asked_of_them() -> None:
    levels = [
        {"id": "fair", "title": "Fair", "requires": [{"measure": "papers", "at_least": 1}]},
        {
            "id": "good",
            "title": "Good",
            "requires": [{"each": "units", "at_least": "fair"}, {"measure": "papers", "at_least": 2}],
        },
        {"id": "other", "title": "Other", "requires": [{"measure": "papers", "at_least": 7}], "builds_on": "none"},
    ]
    found = plan("good", levels=levels)
    assert [(group.level, row.title, row.threshold) for group in found.groups for row in group.rows] == [
        ("Fair", "Papers", "at least 1"),
        ("Good", "Levels of the units", "every unit is at least Fair"),
        ("Good", "Papers", "at least 2"),
        # A unit that reaches a later level that stands by itself does what is asked, too.
        ("Other", "Papers", "at least 7"),
    ]
    last = [{"id": "low"}, {"id": "top", "requires": [{"some": "units", "more_than": "top"}]}]
    assert [row.title for row in rows(plan("top", levels=last))] == ["Levels of the units"]


def test_a_criterion_says_where_it_applies_and_of_whom_it_is_asked() -> None:
    inner = {**A, "applies_when": {"staff": {"at_least": 3}}, "asked_of": "units"}
    sections = [{"id": "s", "title": "Dignity", "applies_when": {"housing": True}, "criteria": [inner]}]
    found = plan(sections=sections, criteria=[], levels=requires({"each": "criteria", "at_least": 1}))
    assert (
        rows(found)[0].criterion
        == "a Respect (only where staff is at least 3; only where housing is yes; asked of each unit)"
    )


def test_many_criteria_are_named_by_their_ids() -> None:
    many = [{"id": f"c{n}", "title": "C"} for n in range(5)]
    assert (
        rows(plan(criteria=many, levels=requires({"each": "criteria", "at_least": 1})))[0].criterion
        == "c0, c1, c2, c3 and c4"
    )


def test_a_rating_that_is_asked_in_any_case_is_not_asked_again_where_it_is_no_stricter() -> None:
    tiny = {"when": {"size": "tiny"}}
    levels = requires(
        {"each": "criteria", "at_least": 1},
        {"each": "criteria", "at_least": 1, **tiny},
        {"each": "criteria", "at_least": 2, **tiny},
    )
    last = rows(plan(levels=levels))[-1]
    assert last.threshold == "at least 1 (Some); at least 2 (All) where size is tiny"
