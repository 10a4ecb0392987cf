"""Measures: what is counted, from which records, since when, how many, how sure, how often and by whom."""

from __future__ import annotations

from typing import Any

import pytest

from kitemark.describe import measures as said
from kitemark.describe.records import accepted_title, records_words
from kitemark.describe.sources import Sources
from kitemark.describe.wording import Wording
from kitemark.rules.measure import Measure
from kitemark.rules.scale import Goal

from .small import Data, rules, wording

SHARE: Data = {"share": "positive", "of": "answers"}


def measure(**keys: Any) -> tuple[Measure, Wording]:
    """A measure of the survey, and what puts it in words."""
    words = wording(measures={"m": {"title": "M", "from": "survey", "take": "count", **keys}})
    return words.rules.measures["m"], words


@pytest.mark.parametrize(
    ("take", "words"),
    [
        ("count", "the number of records"),
        ({"distinct": "site"}, "the number of different values of 'site'"),
        ({"distinct": "voice"}, "the number of different voices"),
        ({"sum": "answers"}, "the sum of 'answers'"),
        ({"mean": "score"}, "the mean of 'score'"),
        ({"mean": "score", "weighted_by": "answers"}, "the mean of 'score', each weighing as much as its 'answers'"),
        ({"median": "score"}, "the median of 'score'"),
        (
            {"median": "score", "missing": "worst"},
            "the median of 'score'; a record without it counts as worse than any number",
        ),
        ({"latest": "score"}, "'score' of the latest record"),
        ({"smallest": "score"}, "the smallest 'score'"),
        ({"largest": "score"}, "the largest 'score'"),
        ({"age": "months"}, "whole months since the latest record"),
        (SHARE, "'positive' as a share of 'answers', each added up over the records"),
        ({"share": {"safe": True}}, "the share of the records where safe is yes"),
        (
            {"share": {"asked_by": ["peer", "outside"]}, "of": "answers"},
            "the share of the records where asked by is peer or outside, each weighing as much as its 'answers'",
        ),
    ],
)
def test_what_is_counted(take: Any, words: str) -> None:
    assert said.counted(measure(take=take)[0]) == words


def test_a_margin_is_counted_from_the_number_of_answers() -> None:
    found, _ = measure(take={"margin": "answers"}, confidence="95%")
    assert said.counted(found) == "the margin of error of a share at its widest, from the sum of 'answers'"
    assert said.certainty(found) == "at 95% confidence"


@pytest.mark.parametrize(
    ("across", "words"),
    [
        ("worst", "the worst of them counts"),
        ("best", "the best of them counts"),
        ("spread", "and the gap between the largest and the smallest counts"),
        ({"reaching": "70%"}, "and the share of them that reach at least 70% counts"),
    ],
)
def test_groups_become_one_number(across: Any, words: str) -> None:
    found, _ = measure(take=SHARE, by="site", across=across)
    assert said.counted(found).endswith(f"over the records, taken apart for each site, {words}")


def test_groups_that_must_be_there_are_named() -> None:
    found, _ = measure(take="count", by="site", across="worst", every=["north", "south"])
    assert said.counted(found).endswith("the worst of them counts; north and south must be among them")


def test_a_cited_measure_says_so() -> None:
    assert said.counted(rules().measures["voice"]) == "the number of records that speak to the criterion"


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"take": SHARE}, ""),
        ({"take": SHARE, "confidence": "95%"}, "a range at 95% confidence"),
        (
            {"take": SHARE, "confidence": "90%", "population": "population"},
            "a range at 90% confidence, out of as many as the sum of 'population'",
        ),
        (
            {"take": SHARE, "confidence": "99.9%", "population": {"largest": "population"}},
            "a range at 99.9% confidence, out of as many as the largest of 'population'",
        ),
    ],
)
def test_how_sure_it_is(keys: Data, words: str) -> None:
    assert said.certainty(measure(**keys)[0]) == words


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({}, "no least number; without any record it counts as 0"),
        ({"take": {"sum": "answers"}}, "no least number; without any record it counts as 0"),
        (
            {"take": {"sum": "answers"}, "better": "lower"},
            "no least number; without any record it is not known, and reaches nothing",
        ),
        ({"take": SHARE}, "no least number; without any record it is not known, and reaches nothing"),
        ({"take": SHARE, "if_none": "100%"}, "no least number; without any record it counts as 100%"),
        ({"take": SHARE, "needs": {"answers": 30}}, "at least 30 answers in all; fewer leave it not known"),
        (
            {"take": SHARE, "needs": {"answers": 30, "positive": 2}, "if_none": "0%"},
            (
                "at least 30 answers in all and at least 2 positive in all; fewer leave it not known; "
                "without any record it counts as 0%"
            ),
        ),
        (
            {"take": SHARE, "by": "site", "across": "worst", "needs": {"answers": 5}},
            "at least 5 answers in all in each group; fewer leave it not known",
        ),
        (
            {"by": "site", "across": "worst"},
            "no least number; without any record it is not known, and reaches nothing",
        ),
        (
            {"by": "site", "across": "worst", "every": ["north"]},
            "no least number; a group that is missing counts as 0",
        ),
        (
            {"take": SHARE, "by": "site", "across": "worst", "every": ["north"], "if_none": "50%"},
            "no least number; a group that is missing is not known, and so is the whole",
        ),
    ],
)
def test_how_many_it_takes_and_what_none_at_all_means(keys: Data, words: str) -> None:
    assert said.least(measure(**keys)[0]) == words


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({}, ""),
        ({"take": SHARE}, "withheld where the records together count fewer than 10 people ('answers')"),
        (
            {"take": SHARE, "by": "site", "across": "worst"},
            "withheld where the records together count fewer than 10 people ('answers'), for each group",
        ),
        ({"from": "paper", "take": "count"}, ""),
    ],
)
def test_what_is_withheld(keys: Data, words: str) -> None:
    assert said.small_groups(*measure(**keys)) == words


def test_nothing_is_withheld_where_records_count_no_people_or_no_group_is_too_small() -> None:
    talks = wording(measures={"m": {"from": "talk", "take": {"share": {"who": "user"}}}})
    assert said.small_groups(talks.rules.measures["m"], talks) == ""
    open_to_all = wording(smallest_group=None, measures={"m": {"from": "survey", "take": SHARE}})
    assert said.small_groups(open_to_all.rules.measures["m"], open_to_all) == ""


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({}, ("any day up to the assessment")),
        ({"within": "18 months"}, "the 18 months before the assessment"),
        ({"older_than": "14 days"}, "any day up to the assessment, the newest 14 days left out"),
        (
            {"within": "1 years", "older_than": "2 weeks"},
            "the 1 year before the assessment, the newest 2 weeks left out",
        ),
        ({"from": "recent"}, "the 18 months before the assessment"),
        ({"from": "recent", "within": "1 years"}, "the 1 year before the assessment"),
        ({"from": "recent", "within": "2 years"}, "the 18 months before the assessment"),
        ({"from": "recent", "within": "90 days"}, "the 18 months and no more than 90 days before the assessment"),
        ({"from": ["recent", "paper"]}, "as said with the records"),
    ],
)
def test_from_when_records_count(keys: Data, words: str) -> None:
    assert said.period(*measure(**keys)) == words


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({}, ["Survey"]),
        ({"from": "any"}, ["Records of any kind"]),
        ({"from": ["survey", "paper"]}, ["'Survey' or 'Paper'"]),
        ({"from": "judgement", "where": {"role": "peer"}}, ["Assessors' ratings that stand (role: peer)"]),
        (
            {"from": "recent", "where": {"question": "respect", "topics": "food"}},
            ["Survey (asked by: peer or outside; question: respect; topics include: food)"],
        ),
        # Of two conditions on one field the stricter one says it.
        ({"from": "recent", "where": {"asked_by": "peer"}}, ["Survey (asked by: peer)"]),
        (
            {"from": ["recent", "paper"]},
            ["Paper", "Survey (asked by: peer or outside), from the 18 months before the assessment"],
        ),
        (
            {"linked": {"by": "decision", "to": "paper", "dated": "after"}},
            ["Survey, naming under 'decision' the id of a record of: Paper, dated on or after it"],
        ),
        (
            {"linked": {"by": "decision", "to": "recent"}},
            [
                (
                    "Survey, naming under 'decision' the id of a record of: "
                    "Survey (asked by: peer or outside), from the 18 months before the assessment"
                )
            ],
        ),
    ],
)
def test_which_records_are_taken(keys: Data, words: list[str]) -> None:
    assert said.records(*measure(**keys)) == words


def test_a_link_that_leads_to_a_further_link_is_called_by_its_name() -> None:
    far = {"title": "Far off", "from": "survey", "linked": {"by": "decision", "to": "paper"}}
    near = {"from": "survey", "linked": {"by": "decision", "to": "far", "dated": "before"}}
    nearest = {"from": "survey", "take": "count", "linked": {"by": "decision", "to": "near"}}
    words = wording(accepted={"far": far, "near": near}, measures={"m": nearest})
    assert said.records(words.rules.measures["m"], words) == [
        (
            "Survey, naming under 'decision' the id of a record of: "
            "Survey, naming under 'decision' the id of a record of: what counts as 'Far off', dated before it"
        )
    ]


def test_accepted_evidence_has_its_title_or_its_name_in_words() -> None:
    words = wording(accepted={"safe-answers": {"from": "survey"}, "told": {"title": "What is told", "from": "survey"}})
    assert [accepted_title(name, words) for name in ("safe-answers", "told")] == ["safe answers", "What is told"]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({}, ("answers", "positive", "population", "question", "date")),
        ({"population": None, "confidence": None, "within": None}, ("positive", "answers", "question")),
    ],
)
def test_the_fields_that_a_record_needs_are_named_as_in_the_file(keys: Data, words: tuple[str, ...]) -> None:
    full = {"take": SHARE, "confidence": "95%", "population": "population", "within": "1 years"}
    asked = {"where": {"question": "respect"}, **full, **keys}
    found = said.fields(*measure(**{key: value for key, value in asked.items() if value is not None}))
    assert set(found) == set(words)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"take": {"share": {"safe": True}}}, ("safe", "answers")),
        ({"by": "site", "across": "worst"}, ("site",)),
        ({"needs": {"positive": 3}}, ("positive",)),
        ({"linked": {"by": "decision", "to": "paper"}}, ("decision",)),
        ({"take": {"latest": "score"}}, ("score", "answers", "date")),
        ({"cited": True}, ("criteria",)),
    ],
)
def test_every_field_that_is_read_is_named(keys: Data, words: tuple[str, ...]) -> None:
    assert said.fields(*measure(**keys)) == words


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({}, ["Not laid down; voice: people"]),
        ({"from": "paper"}, ["Not laid down"]),
        ({"from": "recent"}, ["Asked by: peer or outside; voice: people"]),
        ({"from": "talk"}, ["Not laid down; voice: people or staff"]),
        ({"from": "talk", "where": {"who": "user"}}, ["Who: user; voice: people"]),
        ({"from": ["survey", "talk"], "where": {"voice": "people"}}, ["Not laid down; voice: people"]),
        ({"from": "any"}, ["Not laid down; voice: people or staff"]),
        ({"from": "judgement"}, ["Assessors"]),
        ({"from": "judgement", "where": {"role": "peer"}}, ["Assessors; role: peer"]),
    ],
)
def test_who_brings_the_records(keys: Data, words: list[str]) -> None:
    assert said.who(*measure(**keys)) == words


def test_assessors_have_the_roles_that_count() -> None:
    judged = wording(
        judgements={"roles": ["peer", "independent"]}, measures={"m": {"from": "judgement", "take": "count"}}
    )
    assert said.who(judged.rules.measures["m"], judged) == ["Assessors; role: independent or peer"]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({}, "once, and when it changes"),
        ({"better": "lower"}, "kept up at all times, as records of any age count"),
        ({"within": "18 months"}, "again in every 18 months"),
        ({"within": "18 months", "better": "lower"}, "kept up at all times; the last 18 months count"),
        ({"within": "18 months", "take": SHARE, "better": "lower"}, "again in every 18 months"),
        ({"from": ["recent", "paper"], "within": "1 years"}, "again in every 1 year"),
        ({"from": ["recent", "paper"]}, "again in every period said with the records"),
    ],
)
def test_how_often_records_are_brought(keys: Data, words: str) -> None:
    assert said.how_often(*measure(**keys)) == words


def test_what_must_not_be_old_is_brought_again_before_it_is() -> None:
    found = measure(take={"age": "months"})
    assert said.how_often(*found, Goal(24, lower=True)) == "again before more than 24 months have passed"
    assert said.how_often(*found, Goal(24, lower=True, strict=True)) == "again before 24 months have passed"
    assert said.how_often(*found) == "kept up at all times, as records of any age count"


def diamonds(deep: int) -> Data:
    """Accepted evidence whose parts double with every step."""
    accepted: Data = {"a0": {"from": "survey"}}
    for step in range(1, deep):
        for side in ("x", "y"):
            accepted[f"{side}{step}"] = {"from": f"a{step - 1}", "where": {"score": {"at_least": len(accepted)}}}
        accepted[f"a{step}"] = {"from": [f"x{step}", f"y{step}"]}
    return accepted


def test_evidence_with_too_many_parts_to_write_out_is_called_by_its_name() -> None:
    words = wording(accepted=diamonds(40))
    longest = max(len(" ".join(records_words(words.sources.named(name), words))) for name in words.rules.accepted)
    assert longest < 20_000
    assert any(
        "What counts as" in text
        for name in words.rules.accepted
        for text in records_words(words.sources.named(name), words)
    )
    assert {kind.id for source in words.sources.named("a39") for kind in words.sources.kinds(source)} == {"survey"}


def test_names_that_together_are_too_many_are_each_called_by_name() -> None:
    accepted = {f"n{i}": {"from": "survey", "where": {"score": {"at_least": i}}} for i in range(60)}
    every = {"from": list(accepted), "take": "count"}
    words = wording(accepted=accepted, measures={"m": every})
    assert said.records(words.rules.measures["m"], words)[0] == "What counts as 'n0'"


def test_a_kind_is_its_own_source() -> None:
    compiled = rules()
    [source] = Sources(compiled).named("paper")
    assert source.kind == "paper"
