"""Look here first: each signal as a story, their order, and what they may never tell."""

from __future__ import annotations

import copy
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "laws"))

from lawful import CUSTOMER_CARE, EXAMPLES, Case, cases, result_of, times

import kitemark
from kitemark.render.looking import look_json, look_outline
from kitemark.render.outline import outline_markdown, outline_text
from kitemark.scrutiny import Look, Signal, look

Data = dict[str, Any]

STANDARD: Data = {
    "kitemark": 1,
    "id": "plain",
    "version": "1.0.0",
    "title": "Plain",
    "smallest_group": 10,
    "scales": {"s": [{"value": n, "name": name} for n, name in enumerate(["No", "Some", "Good", "Great"])]},
    "scale": "s",
    "evidence": {
        "poll": {
            "title": "Poll",
            "voice": "guests",
            "people": "n",
            "fields": {
                "how": {"enum": ["alone", "watched"]},
                "about": {"enum": ["respect", "safety"]},
                "n": {"type": "integer"},
                "yes": {"type": "integer"},
            },
        },
        "paper": {"title": "Paper", "voice": "paper", "fields": {"led_to": {"type": "string"}}, "optional": ["led_to"]},
        "decision": {"title": "Decision", "voice": "results", "fields": {}},
    },
    "accepted": {
        "fair-polls": {"from": "poll", "within": "12 months", "where": {"how": "alone"}},
        "proven": {"from": "paper", "linked": {"by": "led_to", "to": "decision", "dated": "after"}},
        "papers": {"from": "paper"},
    },
    "measures": {
        "respect": {
            "title": "Share who feel respected",
            "from": "fair-polls",
            "where": {"about": "respect"},
            "take": {"share": "yes", "of": "n"},
        },
        "safety": {
            "title": "Share who feel safe",
            "from": "fair-polls",
            "where": {"about": "safety"},
            "take": {"share": "yes", "of": "n"},
        },
        "polls": {"title": "Polls of guests on this", "from": "fair-polls", "cited": True, "take": "count"},
        "proofs": {"title": "Proofs", "from": "proven", "take": "count"},
        "papers": {"title": "Papers", "from": "papers", "take": "count"},
    },
    "safeguards": [
        {
            "id": "gate",
            "title": "Guests must say so",
            "each": ["a"],
            "at_most": 1,
            "unless": {"measure": "polls", "at_least": 1},
            "because": "No guest was asked.",
        }
    ],
    "criteria": [
        {"id": "a", "title": "Respect", "marks": [{"measure": "respect", "bronze": "70%"}]},
        {"id": "b", "title": "Safety", "marks": [{"measure": "safety", "bronze": "70%"}]},
        {"id": "c", "title": "Papers"},
    ],
    "levels": [
        {
            "id": "bronze",
            "title": "Bronze",
            "requires": [{"each": ["a", "b"], "at_least": 1}, {"each": ["a", "b"], "marks": "bronze"}],
        },
        {"id": "silver", "title": "Silver", "requires": [{"each": ["c"], "at_least": 2}]},
    ],
    "flags": [
        {
            "id": "thin",
            "title": "Thin",
            "when": {"all": [{"each": ["c"], "at_least": 2}, {"measure": "papers", "less_than": 1}]},
            "says": "Good papers, and none to see.",
        }
    ],
}
PACK: Data = {"kitemark": 1, "organisation": {"id": "o"}, "date": "2026-11-01"}
RULES = kitemark.standard_from(STANDARD)


def poll(name: str, n: int, yes: int, about: str = "respect", how: str = "alone", **keys: Any) -> Data:
    head = {"id": name, "kind": "poll", "date": "2026-06-01", "about": about, "how": how, "n": n, "yes": yes}
    return {**head, "criteria": ["a" if about == "respect" else "b"], **keys}


def judged(assessor: str = "Ada", **ratings: int) -> list[Data]:
    return [{"criterion": key, "rating": n, "assessor": assessor, "because": "Seen."} for key, n in ratings.items()]


def looked(evidence: list[Data], judgements: list[Data], standard: Data | None = None) -> Look:
    pack = {**PACK, "evidence": evidence, "judgements": judgements}
    return look(result_of(standard or RULES, pack))  # type: ignore[arg-type]


def of(found: Look, code: str) -> Signal:
    [signal] = [one for one in found.signals if one.code == code]
    return signal


def codes(found: Look) -> list[str]:
    return [one.code for one in found.signals]


GOOD = [poll("p", 40, 36), poll("q", 40, 36, "safety")]
GOOD += [{"id": "d", "kind": "paper", "date": "2026-01-01", "criteria": ["a", "b", "c"]}]
TWO = [*judged("Ada", a=1, b=1, c=1), *judged("Bo", a=1, b=1, c=1)]


def test_where_all_is_well_only_what_leads_nowhere_is_left() -> None:
    assert codes(looked(GOOD, TWO)) == ["without-link"]


def test_a_claim_that_the_figures_deny_is_told_with_both() -> None:
    found = of(looked([poll("p", 40, 20), *GOOD[1:]], TWO), "figures-disagree")
    assert found.criteria == ("a",)
    assert found.details == ("a Respect, judged Some. Share who feel respected: it is 50%, wanted at least 70%",)


def test_a_claim_before_the_figures_can_tell_is_another_thing() -> None:
    found = looked([poll("p", 4, 1), *GOOD[1:]], TWO)
    assert of(found, "figures-unknown").criteria == ("a",)
    assert "figures-disagree" not in codes(found)
    assert "withheld" in of(found, "figures-unknown").details[0]


def test_a_rating_that_does_for_no_level_claims_nothing_against_figures() -> None:
    assert "figures-disagree" not in codes(looked([poll("p", 40, 20), *GOOD[1:]], judged(b=1, c=1)))


def test_a_safeguard_that_bites_tells_what_was_judged_and_where_it_is_held() -> None:
    found = of(looked(GOOD[1:], judged(a=3, b=1)), "held")
    assert found.title == "Guests must say so"
    assert found.details == ("a Respect: judged Great, held at Some",)


def test_a_judgement_with_nothing_behind_it_and_one_on_paper_alone() -> None:
    found = looked(GOOD, judged(a=1, b=1, c=2))
    assert of(found, "one-source").details == ("c Papers: 'paper' alone",)
    bare = looked(GOOD[:2], TWO)
    assert of(bare, "nothing-behind").criteria == ("c",)


def test_answers_that_nobody_accepts_are_split_out_with_the_difference() -> None:
    watched = poll("w", 50, 47, how="watched")
    found = of(looked([poll("p", 45, 32), watched, *GOOD[1:]], TWO), "left-out")
    assert "'how' is 'alone'" in found.says or "'how' is alone" in found.says
    assert found.details == ("Share who feel respected: 94% of those left out, 71.1…% of those that count",)


@pytest.mark.parametrize("few", [poll("w", 9, 9, how="watched"), poll("w", 9, 1, how="watched")])
def test_answers_of_few_are_split_out_without_figures(few: Data) -> None:
    found = of(looked([*GOOD, few], TWO), "left-out")
    assert found.details == (
        "Figures of those left out are withheld where they, or what could be worked out, rest on too few people.",
    )


def test_a_figure_from_which_few_could_be_worked_out_is_withheld() -> None:
    """All polls together are told elsewhere, so that what is left of them would be of few."""
    standard = copy.deepcopy(STANDARD)
    standard["measures"]["all"] = {"from": "poll", "take": {"sum": "yes"}}
    old = poll("old", 4, 4, date="2020-01-01")
    watched = poll("w", 50, 47, how="watched")
    found = of(looked([*GOOD, watched, old], TWO, standard), "left-out")
    assert "94%" not in " ".join(found.details)
    assert "94%" in " ".join(of(looked([*GOOD, watched], TWO, standard), "left-out").details)


def test_two_parts_that_are_left_out_are_not_told_where_few_would_be_left_of_both() -> None:
    """Either part alone could be told; with both, four people would be what is left of all polls."""
    standard = copy.deepcopy(STANDARD)
    fields = standard["evidence"]["poll"]["fields"]
    fields["where"] = {"enum": ["home", "desk"]}
    standard["accepted"]["fair-polls"]["where"]["where"] = "home"
    standard["measures"]["all"] = {"from": "poll", "take": {"sum": "yes"}}
    good = [{**one, "where": "home"} if one["kind"] == "poll" else one for one in GOOD]
    watched, desk = poll("w", 50, 47, how="watched", where="home"), poll("e", 20, 15, where="desk")
    old = poll("old", 4, 4, date="2020-01-01", where="home")
    found = looked([*good, watched, desk, old], TWO, standard)
    told = " ".join(detail for one in found.signals if one.code == "left-out" for detail in one.details)
    assert "94%" not in told
    assert "75%" not in told
    free = looked([*good, watched, desk], TWO, standard)
    told = " ".join(detail for one in free.signals if one.code == "left-out" for detail in one.details)
    assert "94%" in told
    assert "75%" in told


def test_what_is_too_old_is_told_by_id() -> None:
    found = of(looked([*GOOD, poll("x1", 40, 9, date="2020-01-01")], TWO), "stale")
    assert "'x1'" in found.says


def test_what_was_said_to_lead_somewhere_and_did_not() -> None:
    first = {"id": "late", "kind": "paper", "date": "2026-05-01", "led_to": "made", "criteria": ["c"]}
    lost = {**first, "id": "lost", "led_to": "nowhere"}
    made = {"id": "made", "kind": "decision", "date": "2026-04-01"}
    found = of(looked([*GOOD, first, lost, made], TWO), "without-link")
    assert "3 of 3 records" in found.says
    assert found.details == (
        "They name none: 'd'",
        "What they name is not there, is dated earlier, or is not accepted: 'late', 'lost'",
    )
    proved = looked([{**GOOD[2], "led_to": "made"}, {**made, "date": "2026-04-02"}], TWO)
    assert "without-link" not in codes(proved)


def test_everything_in_one_week_and_by_one_person() -> None:
    evidence = [{**GOOD[2], "id": f"d{n}", "date": f"2026-06-0{n}", "led_to": "d9"} for n in range(1, 8)]
    evidence += [{"id": "d9", "kind": "decision", "date": "2026-06-07"}]
    found = looked(evidence, judged(a=1, b=1, c=1))
    assert {"one-week", "one-assessor"} <= set(codes(found))
    spread = [{**one, "date": f"2026-0{n}-01"} for n, one in enumerate(evidence[:-1], 1)]
    assert "one-week" not in codes(looked([*spread, evidence[-1]], TWO))


def test_a_flag_of_the_standard_is_told_with_its_figures() -> None:
    found = of(looked(GOOD[:2], judged(a=1, b=1, c=2)), "flag")
    assert found.says == "Good papers, and none to see."
    assert found.criteria == ("c",)
    assert found.details[-1] == "Papers: there is none on record"


def test_what_could_cost_a_level_comes_first() -> None:
    evidence = [*GOOD, poll("w", 50, 10, "safety", how="watched")]
    found = looked(evidence, [*judged("Ada", a=1, b=1, c=2), *judged("Bo", a=1, b=1, c=2)])
    assert found.result.level == "silver"
    assert [(one.code, one.lost[0], one.level) for one in found.signals] == [
        ("without-link", 2, None),
        ("left-out", 2, None),
        ("one-source", 1, "bronze"),
    ]


@times(60)
@given(cases())
def test_signals_stand_in_the_order_that_the_page_says(case: Case) -> None:
    found = look(result_of(*case))
    order = [tuple(-lost for lost in one.lost) for one in found.signals]
    assert order == sorted(order)
    for one in found.signals:
        assert set(one.criteria) <= {criterion.id for criterion in found.result.standard.rules.criteria}
        assert min(one.lost) >= 0
    shown = outline_text(look_outline(found)) + outline_markdown(look_outline(found))
    assert shown == outline_text(look_outline(look(found.result))) + outline_markdown(look_outline(found))
    assert json.loads(look_json(found))["look_here_first"] is not None


@times(40)
@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_no_byte_depends_on_what_few_people_said(first: int, second: int, third: int) -> None:
    def told(yes: int, more: int) -> str:
        evidence = [poll("p", 9, yes), poll("w", 9, more, how="watched"), *GOOD[1:]]
        found = looked(evidence, [*judged(a=2, b=1, c=1)])
        return look_json(found).replace(found.result.assessment.sha256, "") + outline_text(look_outline(found))

    assert told(first, second) == told(third, first)


def test_nobody_is_named() -> None:
    for name in ("harbour-day-centre", "perfect-on-paper"):
        result = kitemark.evaluate(CUSTOMER_CARE, kitemark.load_assessment(EXAMPLES / f"{name}.yaml"))
        people = {one.assessor for one in result.assessment.model.judgements}
        shown = look_json(look(result))
        assert not [person for person in people if person in shown]


def test_harbour_is_told_of_its_own_worker_and_perfect_on_paper_of_paper() -> None:
    harbour, paper = (
        look(kitemark.evaluate(CUSTOMER_CARE, kitemark.load_assessment(EXAMPLES / f"{name}.yaml")))
        for name in ("harbour-day-centre", "perfect-on-paper")
    )
    assert harbour.signals[0].title == "Counts for nothing, for how it was gathered: Survey of users"
    assert "Answers with the own worker there" in [one.title for one in harbour.signals]
    assert {"Paper alone shows a start", "No complaints at all"} <= {one.title for one in paper.signals}


def test_words_of_a_standard_cannot_steer_a_page() -> None:
    standard = copy.deepcopy(STANDARD)
    standard["flags"][0] |= {"title": "<i>*x*</i>\x1b[2J", "says": "[a](b) \u202e"}
    found = looked(GOOD[:2], judged(a=1, b=1, c=2), standard)
    markdown, shown = outline_markdown(look_outline(found)), outline_text(look_outline(found))
    assert "<i>" not in markdown
    assert "[a](" not in markdown
    assert "\x1b" not in shown + markdown
