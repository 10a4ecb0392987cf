"""Sentences: what is said of every state that a criterion, a measure and a requirement can be in."""

from __future__ import annotations

import pytest

from .said import HAPPY, PAPERS, SURVEY, Data, answers, asks, pack, result, standard

# Criteria


def test_a_criterion_that_nobody_has_judged_waits() -> None:
    assert result(standard(), pack())["a"].because == "Cannot tell yet: nobody has judged it."


def test_a_criterion_that_too_few_have_judged_says_how_many() -> None:
    two = standard(judgements={"assessors": 2})
    said = result(two, pack(judgements=[("a", 2, "Ann")]))["a"].because
    assert said == "Cannot tell yet: 1 of 2 assessors has rated it."


def test_a_judged_criterion_says_by_whom_and_why() -> None:
    assert result(standard(), pack(judgements=[("a", 2, "Ann")]))["a"].because == "Rated Most by Ann: As seen."
    both = result(standard(), pack(judgements=[("a", 2, "Ann"), ("a", 2, "Bob")]))["a"].reasons
    assert both == ("Rated Most by Ann and Bob.", "Ann: As seen.", "Bob: As seen.")


def test_an_unsettled_criterion_says_between_what_and_by_whom() -> None:
    far = result(standard(), pack(judgements=[("a", 0, "Ann"), ("a", 3, "Bob")]))["a"].because
    assert far == "Unsettled between No and Most, as Ann and Bob are too far apart."


@pytest.mark.parametrize(
    ("policy", "said"),
    [("excluded", "Does not apply, as the assessors mark it"), ("met", "Counts as met, as the assessors mark it")],
)
def test_a_criterion_that_does_not_apply_says_who_says_so(policy: str, said: str) -> None:
    criteria = [{"id": "a", "title": "Answers", "not_applicable": policy}, {"id": "b", "title": "B"}]
    found = result(standard(criteria=criteria), pack(judgements=[("a", None, "Ann")]))
    assert found["a"].because.startswith(said)
    assert found["a"].reasons[1] == "Ann: As seen."


@pytest.mark.parametrize(
    ("criterion", "units", "said"),
    [
        ({"applies_when": {"size": "large"}}, [], "the organisation's profile says that it does not concern it."),
        ({"asked_of": "units", "applies_when": {"size": "large"}}, [{"id": "u"}], "it applies in no unit."),
    ],
)
def test_a_criterion_that_does_not_apply_says_why(criterion: Data, units: list[Data], said: str) -> None:
    criteria = [{"id": "a", "title": "Answers", **criterion}, {"id": "b", "title": "B"}]
    found = result(standard(criteria=criteria), pack(units=units))["a"]
    assert found.because == f"Does not apply, as {said}"
    assert (found.low, found.high, found.maximum, found.applies) == (None, None, None, False)


def test_a_section_of_nothing_that_applies_says_so() -> None:
    inside = [{"id": "a", "title": "A", "applies_when": {"size": "large"}}]
    sections = [{"id": "s", "title": "S", "criteria": inside}]
    found = result(standard(sections=sections, criteria=[{"id": "b", "title": "B"}]), pack())
    assert found["s"].because == "Does not apply, as nothing in it applies."


def test_a_criterion_of_units_says_whose_rating_it_takes() -> None:
    judged = [{"criterion": "a", "rating": 1, "because": "As seen", "assessor": "Ann"}]
    units = [{"id": "north", "judgements": judged}, {"id": "south", "judgements": [{**judged[0], "rating": 3}]}]
    found = result(standard(criteria=[{"id": "a", "title": "A", "asked_of": "units"}]), pack(units=units))["a"]
    assert found.reasons == (
        "Rated Some, the worst of north (Some) and south (All).",
        "North: Rated Some by Ann: As seen.",
    )


def test_a_criterion_of_units_waits_for_the_unit_that_nobody_has_judged() -> None:
    judged = [{"criterion": "a", "rating": 1, "because": "As seen", "assessor": "Ann"}]
    units = [{"id": "north", "name": "The north"}, {"id": "south", "judgements": judged}]
    found = result(standard(criteria=[{"id": "a", "title": "A", "asked_of": "units"}]), pack(units=units))["a"]
    assert found.reasons == (
        "Rated No to Some, the worst of The north (No to All) and south (Some).",
        "The north: Cannot tell yet: nobody has judged it.",
    )


def test_a_criterion_of_units_in_a_pack_that_lists_none_is_rated_as_any_other() -> None:
    criteria = [{"id": "a", "title": "A", "asked_of": "units"}]
    found = result(standard(criteria=criteria), pack(judgements=[("a", 1, "Ann")]))["a"]
    assert found.reasons == ("Rated Some by Ann: As seen.",)


def test_the_worst_and_best_of_ratings_say_each() -> None:
    measured = {"measure": "papers", "bands": {"Some": 1, "All": 5}}
    for word in ("worst", "best"):
        criteria = [{"id": "a", "title": "A", "rating": {word: ["judgement", measured]}}]
        reasons = result(standard(criteria=criteria), pack(judgements=[("a", 2, "Ann")]))["a"].reasons
        assert reasons[0] == f"Rated {'No' if word == 'worst' else 'Most'}, the {word} of 2 ratings."
        assert reasons[1:] == ("Rated Most by Ann: As seen.", "Rated No, as for Papers there is none on record.")


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ({"because": "Too thin."}, "Held at Some: Too thin."),
        ({}, "Held at Some: the standard holds it there."),
        (
            {"unless": {"measure": "papers", "at_least": 1}, "because": "No paper."},
            "Held at Some: No paper. (Papers: there is none on record, wanted at least 1)",
        ),
        (
            {"unless": {"measure": "papers", "at_least": 1}},
            "Held at Some: Papers: there is none on record, wanted at least 1.",
        ),
        (
            {"unless": {"measure": "papers", "at_least": 1, "when": {"size": "large"}}},
            "Held at Some: it would be lifted if Papers is at least 1, which is not asked here.",
        ),
        (
            {"unless": {"measure": "happy", "at_least": "50%"}, "because": "Nobody asked."},
            "Held at Some for now: Nobody asked. (Happy people: cannot tell yet, as there is no record, wanted at least 50%)",
        ),
        (
            {"unless": {"applicable": "100%"}, "because": "Few apply."},
            "Held at Some: Few apply. (wanted: at least 100% of all criteria apply)",
        ),
    ],
)
def test_a_limit_says_what_holds_and_what_would_lift_it(limit: Data, said: str) -> None:
    criteria = [
        {"id": "a", "title": "A", "limits": [{"at_most": "Some", **limit}]},
        {"id": "b", "title": "B", "applies_when": {"size": "large"}},
    ]
    assert result(standard(criteria=criteria), pack(judgements=[("a", 3, "Ann")]))["a"].because == said


def test_of_several_limits_the_strictest_speaks_first() -> None:
    limits = [{"at_most": 2, "because": "Loose."}, {"at_most": 1, "because": "Strict."}]
    criteria = [{"id": "a", "title": "A", "limits": limits}]
    reasons = result(standard(criteria=criteria), pack(judgements=[("a", 3, "Ann")]))["a"].reasons
    assert reasons[:2] == ("Held at Some: Strict.", "Held at Most: Loose.")


# Measures


MEASURES: list[tuple[str, Data, list[Data], str]] = [
    ("no record", {}, [], "cannot tell yet, as there is no record."),
    ("nothing asked", {}, [answers(0, 0)], "cannot tell yet, as it would be a share of nothing."),
    (
        "too few",
        {"needs": {"answers": 30}},
        [answers(5, 9)],
        "cannot tell yet, as 9 answers are too few and 30 are needed.",
    ),
    ("a share", {}, [answers(2, 3)], "it is 66.6…%."),
    (
        "one group out",
        {"by": "site", "across": "worst"},
        [answers(2, 4), answers(0, 0, "south")],
        "left out: south (not known).",
    ),
    (
        "a group missing",
        {"by": "site", "across": "worst", "every": ["west"]},
        [answers(2, 4)],
        "cannot tell yet, as too few groups are known; left out: west (missing).",
    ),
]


@pytest.mark.parametrize(
    ("measure", "records", "said"), [one[1:] for one in MEASURES], ids=[one[0] for one in MEASURES]
)
def test_a_measure_says_what_it_is_or_why_that_is_not_known(measure: Data, records: list[Data], said: str) -> None:
    more = {"measures": {"happy": {**HAPPY, **measure}, "papers": PAPERS}}
    text = asks({"measure": "happy", "at_least": "50%"}, pack(*records), **more)
    assert text.startswith("Happy people is at least 50%: ")
    assert text.endswith(said)


def test_a_withheld_measure_says_only_that() -> None:
    text = asks({"measure": "happy", "at_least": "50%"}, pack(answers(5, 7)), smallest_group=10)
    assert text == "Happy people is at least 50%: withheld, as it rests on fewer than 10 people."


def test_an_interval_says_its_counts_and_how_sure_they_make_us() -> None:
    more = {"measures": {"happy": {**HAPPY, "confidence": "95%"}, "papers": PAPERS}}
    text = asks({"measure": "happy", "at_least": "50%"}, pack(answers(18, 20)), **more)
    assert text.endswith("it is 18 of 20 (90%; 69.8% to 97.3% at 95% confidence).")


def test_a_margin_and_a_median_of_the_open_are_said_in_words() -> None:
    margin = {"title": "Margin", "from": "survey", "take": {"margin": "answers"}, "confidence": "95%"}
    days = {"title": "Days", "from": "log", "take": {"median": "days", "missing": "worst"}, "better": "lower"}
    evidence = {"survey": SURVEY, "log": {"fields": {"days": {"type": "integer"}}, "optional": ["days"]}}
    more: Data = {"measures": {"margin": margin, "days": days}, "evidence": evidence}
    assert asks({"measure": "margin", "at_most": "5%"}, pack(answers(0, 100)), **more).endswith("it is about 9.8%.")
    text = asks({"measure": "days", "at_most": 5}, pack({"kind": "log"}), **more)
    assert text.endswith("it is worse than any number, as too many are still open.")


@pytest.mark.parametrize(
    ("within", "accepted", "said"),
    [
        ("6 months", {"from": "paper"}, " since 1 May 2026"),
        (None, {"from": "paper", "within": "1 years"}, " since 1 November 2025"),
        ("6 months", {"from": "paper", "within": "1 years"}, " since 1 May 2026"),
        (None, {"from": "paper"}, ""),
    ],
)
def test_a_count_says_since_when_it_counts(within: str | None, accepted: Data, said: str) -> None:
    papers = {**PAPERS, "from": "kept"} | ({"within": within} if within else {})
    text = asks({"measure": "papers", "at_least": 1}, pack(), accepted={"kept": accepted}, measures={"papers": papers})
    assert text == f"Papers is at least 1: there is none on record{said}."


# Requirements

TWO = [{"id": "a", "title": "A"}, {"id": "b", "title": "Bed"}]
JUDGED = pack(judgements=[("a", 1, "Ann"), ("b", 3, "Ann")])


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ({"overall": "50%"}, "The overall score is at least 50%: it is 66.6…%."),
        ({"overall": {"more_than": "50%"}}, "The overall score is more than 50%: it is 66.6…%."),
        ({"each": "criteria", "at_least": 1}, "Every criterion is at least 1 (Some): all 2 are."),
        ({"each": "criteria", "at_least": 2}, "Every criterion is at least 2 (Most): 1 of 2 is; this one is not: a A."),
        ({"each": ["b"], "at_least": 2}, "B is at least 2 (Most): it is."),
        (
            {"each": "criteria", "at_least": 2, "except": 1},
            "Every criterion is at least 2 (Most), save 1 of them: 1 of 2 is; this one is not: a A.",
        ),
        (
            {"each": "criteria", "at_least": "All", "because": "Every one counts"},
            "this one is not: a A. Every one counts.",
        ),
        ({"applicable": "90%"}, "At least 90% of all criteria apply."),
        (
            {"all": [{"overall": "50%"}, {"each": "criteria", "at_least": 1}]},
            "The overall score is at least 50% and every criterion is at least 1 (Some).",
        ),
        (
            {"any": [{"overall": "90%"}, {"each": ["a"], "at_least": 2}]},
            "One of these has to hold: (a) the overall score is at least 90%: it is 66.6…%; (b) a is at least 2 (Most): it is not.",
        ),
        ({"some": "criteria", "at_least": 3, "share": "50%"}, "50%"),
        ({"some": "criteria", "at_least": 3, "count": 2, "per": "section"}, "within each section"),
        ({"each": "criteria", "marks": "one"}, "Every criterion has the mark of One: all 2 do."),
        ({"each": "units", "at_least": "one", "except": 1}, "Every unit is at least one, save 1 of them"),
        ({"some": "units", "at_least": "one", "share": "50%"}, "At least 50% of the units are at least one"),
    ],
)
def test_a_requirement_says_what_is_asked_and_how_it_stands(condition: Data, said: str) -> None:
    assert said in asks(condition, JUDGED, criteria=TWO)


def test_a_score_that_is_not_sure_says_what_it_could_be() -> None:
    text = asks({"overall": "50%"}, pack(judgements=[("a", 0, "Ann")]), criteria=TWO)
    assert text == "The overall score is at least 50%: it is 0% for certain, and could be 50%."


def test_where_nothing_applies_there_is_no_score_and_nobody_to_ask() -> None:
    criteria = [{"id": "a", "title": "A", "applies_when": {"size": "large"}}]
    assert asks({"overall": "50%"}, pack(), criteria=criteria).endswith("there is no score, as nothing applies.")
    assert asks({"some": "criteria", "at_least": 1}, pack(), criteria=criteria).endswith("there is none.")


def test_of_many_that_fall_short_eight_are_named() -> None:
    many = [{"id": f"c{n}", "title": f"c{n}"} for n in range(11)]
    text = asks({"each": "criteria", "at_least": 1}, pack(), criteria=many)
    assert text.endswith(
        "none of the 11 is for certain; it cannot be told yet of these: c0, c1, c2, c3, c4, c5, c6, c7 and 3 more."
    )


def test_a_root_on_a_scale_is_called_by_the_names_of_its_points() -> None:
    text = asks({"overall": "Most"}, pack(judgements=[("a", 3, "Ann")]), criteria=TWO[:1], combine="worst")
    assert text == "The overall score is at least Most: it is All."


def test_a_mark_that_is_missed_says_each_line_that_is_missed() -> None:
    from kitemark.explain import shortfalls  # noqa: PLC0415 - only here

    strict = {"measure": "happy", "one": "> 80%"}
    late = {"measure": "late", "one": "< 3"}
    lines: list[Data] = [{"measure": "happy", "one": "90%"}, {"best": [strict, late]}, {"measure": "papers", "one": 0}]
    measures = {"happy": HAPPY, "papers": PAPERS, "late": {**PAPERS, "title": "Late", "better": "lower"}}
    criteria = [{"id": "a", "title": "A", "marks": lines}]
    papers = [{"kind": "paper"}] * 3
    condition = {"each": "criteria", "marks": "one"}
    found = result(standard(requires=[condition], criteria=criteria, measures=measures), pack(answers(4, 5), *papers))
    [short] = shortfalls(found.outcome.levels[0].requires[0], found.outcome, found.speaker)
    assert (short.id, short.name, short.of_score) == ("a", "a A", False)
    assert short.words == (
        "Happy people: it is 80%, wanted at least 90%; and one of these would do: "
        "(a) Happy people: it is 80%, wanted over 80%; (b) Late: it is 3, wanted under 3"
    )


def test_what_falls_short_twice_is_said_once() -> None:
    twice = {"any": [{"each": ["a"], "at_least": 2}, {"each": ["a"], "at_least": 3}]}
    found = result(standard(requires=[twice]), pack(judgements=[("a", 1, "Ann")]))
    from kitemark.explain import Shortfall, shortfalls  # noqa: PLC0415 - only here

    [short] = shortfalls(found.outcome.levels[0].requires[0], found.outcome, found.speaker)
    assert short == Shortfall("a", "a Answers", "Some", of_score=True)


def test_nodes_are_named_by_id_and_title() -> None:
    speaker = result(standard(criteria=[{"id": "a", "title": "Answers"}, {"id": "b", "title": "b"}]), pack()).speaker
    assert [speaker.name(name) for name in ("a", "b")] == ["a Answers", "b"]
    assert speaker.level("one") == "One"


def test_where_some_are_enough_the_others_are_not_called_short() -> None:
    criteria = [{"id": name, "title": name.upper()} for name in "abc"]
    judged = [("a", 2, "Ann"), ("b", 1, "Ann"), ("c", 0, "Ann")]
    for least, stands in ((1, "2 of 3 are."), (2, "2 of 3 are."), (3, "2 of 3 are; this one is not: c C.")):
        condition = {"some": "criteria", "count": least, "at_least": 1}
        assert asks(condition, pack(judgements=judged), criteria=criteria).endswith(f": {stands}")
