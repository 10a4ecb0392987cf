"""The customer-care standard, told as stories: what its examples are worth, and what would change that."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

import kitemark

Data = dict[str, Any]

EXAMPLES = Path(__file__).parents[2] / "standards" / "customer-care" / "examples"

STANDARD = kitemark.load_standard("customer-care")
WRITTEN = STANDARD.to_data()
CRITERIA = {one["id"]: one for section in WRITTEN["sections"] for one in section["criteria"]}
PRINCIPLES = [section["id"] for section in WRITTEN["sections"]]
LEVELS = ["committed", "bronze", "silver", "gold"]


def tagged(*tags: str) -> list[str]:
    """The criteria that carry one of the tags."""
    return [name for name, one in CRITERIA.items() if set(tags) & set(one["tags"])]


def example(name: str) -> Data:
    """An example pack as plain data, free to be changed."""
    return copy.deepcopy(kitemark.load_assessment(EXAMPLES / f"{name}.yaml").to_data())


def worth(pack: Data) -> Any:
    """What a pack is worth by the standard."""
    return kitemark.evaluate(STANDARD, kitemark.assessment_from(pack, folder=EXAMPLES))


def held_by(result: Any, level: str) -> set[str]:
    """The nodes that fall short of what a level requires itself."""
    return {node for asked in unmet(result, level) for node in asked["nodes"]}


def unmet(result: Any, level: str) -> list[Data]:
    """The requirements of a level that do not hold."""
    [found] = [one for one in result.to_dict()["levels"] if one["id"] == level]
    return [asked for asked in found["requires"] if asked["state"] != "met"]


def records(pack: Data, **wanted: Any) -> Iterable[Data]:
    """The records of a pack whose fields are as wanted."""
    return [one for one in pack["evidence"] if all(one.get(key) == value for key, value in wanted.items())]


# Harbour Day Centre: a good, small service, held by two things


def ask_without_the_worker(pack: Data) -> None:
    """The same answers, had they been given to someone from outside."""
    for one in records(pack, kind="survey", setting="with-worker"):
        one |= {"setting": "private", "asked_by": "outside", "anonymity": "confidential"}


def tell_people_what_came_of_it(pack: Data) -> None:
    """Nine of fifteen heard back, and not six."""
    [record] = records(pack, id="form-heard-back")
    record["positive"] = 9


def test_harbour_is_committed_and_held_from_bronze_by_d3_and_g1_alone() -> None:
    result = worth(example("harbour-day-centre"))
    assert (result.level, result.possible) == ("committed", "committed")
    assert [(asked["state"], asked["nodes"]) for asked in unmet(result, "bronze")] == [
        ("unmet", ["D3"]),
        ("open", ["G1"]),
    ]


def test_harbour_has_every_bronze_rating_but_the_one_that_its_survey_holds() -> None:
    result = worth(example("harbour-day-centre"))
    assert [name for name in tagged("committed", "bronze") if result[name].low < 2] == ["D3"]
    assert "own worker" in result["D3"].because


@pytest.mark.parametrize(
    ("mend", "left"),
    [(ask_without_the_worker, {"G1"}), (tell_people_what_came_of_it, {"D3"})],
)
def test_harbour_mended_in_one_thing_is_held_by_the_other(mend: Callable[[Data], None], left: set[str]) -> None:
    pack = example("harbour-day-centre")
    mend(pack)
    result = worth(pack)
    assert result.level == "committed"
    assert held_by(result, "bronze") == left


def test_harbour_mended_in_both_is_bronze() -> None:
    pack = example("harbour-day-centre")
    ask_without_the_worker(pack)
    tell_people_what_came_of_it(pack)
    assert worth(pack).level == "bronze"


def test_harbour_with_an_open_upheld_reprisal_has_no_level() -> None:
    pack = example("harbour-day-centre")
    pack["evidence"].append(incident("reprisal"))
    result = worth(pack)
    assert (result.level, result.possible) == (None, None)


def test_harbour_answers_of_nine_people_are_never_shown_apart() -> None:
    pack = example("harbour-day-centre")
    pack["evidence"] = [one for one in pack["evidence"] if one.get("setting") != "private"]
    for one in records(pack, setting="with-worker"):
        one |= {"setting": "home", "asked_by": "outside", "anonymity": "confidential"}
    result = worth(pack).to_dict()
    assert {"respected", "run-without-worker", "response-rate"} <= set(result["withheld"])


def test_harbour_is_flagged_for_answers_given_with_the_worker_there() -> None:
    pack = example("harbour-day-centre")
    assert "worker-was-there" in worth(pack).to_dict()["flags"]
    ask_without_the_worker(pack)
    assert "worker-was-there" not in worth(pack).to_dict()["flags"]


def test_where_people_cannot_go_elsewhere_bronze_asks_for_shops_and_outside_eyes() -> None:
    pack = example("harbour-day-centre")
    ask_without_the_worker(pack)
    tell_people_what_came_of_it(pack)
    pack["organisation"]["profile"]["choice"] = "limited"
    result = worth(pack)
    assert result.level == "committed"
    assert held_by(result, "bronze") == {"F2", "F5"}


# Perfect on paper: a full folder and nobody's voice


def test_perfect_on_paper_has_no_level_and_none_is_possible() -> None:
    result = worth(example("perfect-on-paper"))
    assert (result.level, result.possible) == (None, None)


def test_perfect_on_paper_is_rated_thriving_and_held_at_started_even_at_the_high_end() -> None:
    pack = example("perfect-on-paper")
    assert {one["rating"] for one in pack["judgements"]} == {"Thriving"}
    result = worth(pack)
    assert {(result[name].low, result[name].high) for name in CRITERIA} == {(1, 1)}


def test_perfect_on_paper_is_told_of_every_missing_voice() -> None:
    nodes = worth(example("perfect-on-paper")).to_dict()["nodes"]
    said = {guard["id"]: guard["because"] for guard in WRITTEN["safeguards"]}
    for guard, tag in (
        ("voice-gate", "voice-required"),
        ("voice-lifts", "voice-preferred"),
        ("voice-in-thriving", "voice-not-needed"),
    ):
        for name in tagged(tag):
            assert any(said[guard] in reason for reason in nodes[name]["because"]), (guard, name)


def test_perfect_on_paper_becomes_committed_once_a_user_signs_a_plan_to_ask() -> None:
    pack = example("perfect-on-paper")
    [pledge] = records(pack, kind="pledge")
    pledge |= {"signed_by_a_user": True, "plan_to_ask": True}
    result = worth(pack)
    assert (result.level, result.possible) == ("committed", "committed")


# Tiny gold: fourteen people and three staff


def test_a_tiny_service_can_reach_gold() -> None:
    result = worth(example("tiny-gold"))
    assert (result.level, result.possible) == ("gold", "gold")


def test_the_same_service_is_not_gold_when_measured_as_a_larger_one() -> None:
    pack = example("tiny-gold")
    pack["organisation"]["profile"]["size"] = "small"
    result = worth(pack)
    assert result.level != "gold"
    assert held_by(result, "gold") == {"F2", "F3", "G3"}


def test_gold_is_lost_without_the_peer_assessor() -> None:
    pack = example("tiny-gold")
    pack["judgements"] = [one for one in pack["judgements"] if one["role"] != "peer"]
    assert worth(pack).level == "bronze"


def test_gold_is_lost_when_nothing_thrives_in_one_principle() -> None:
    pack = example("tiny-gold")
    for one in pack["judgements"]:
        if one["criterion"].startswith("H"):
            one["rating"] = 2
    result = worth(pack)
    assert result.level == "silver"
    assert "H" in held_by(result, "gold")


def test_h5_falls_away_where_nothing_is_commissioned() -> None:
    pack = example("tiny-gold")
    pack["organisation"]["profile"]["commissioned"] = False
    result = worth(pack)
    assert result.to_dict()["nodes"]["H5"]["applies"] is False
    assert result.level == "gold"


# Reprisal: the figures of Silver, and one open case


def test_an_open_upheld_reprisal_leaves_no_level_whatever_the_figures() -> None:
    result = worth(example("reprisal"))
    assert (result.level, result.possible) == (None, None)
    [asked] = unmet(result, "committed")
    assert "Nobody may suffer for speaking up." in asked["text"]


def test_the_reprisal_put_right_gives_back_silver() -> None:
    pack = example("reprisal")
    [case] = records(pack, id="the-case")
    case["remedied"] = True
    assert worth(pack).level == "silver"


def test_a_reprisal_that_was_not_upheld_stops_nothing() -> None:
    pack = example("reprisal")
    [case] = records(pack, id="the-case")
    case["upheld"] = False
    assert worth(pack).level == "silver"


# Northside: four sites, people in the lead, and one site that lags


def test_northside_has_all_that_silver_asks_for_but_that_good_practice_reaches_every_site() -> None:
    result = worth(example("northside-recovery"))
    assert (result.level, result.possible) == ("bronze", "bronze")
    assert held_by(result, "silver") == {"H3"}
    [asked] = unmet(result, "silver")
    assert "has the mark of Silver" in asked["text"]


def test_northside_people_think_better_of_their_own_worker_than_of_the_service() -> None:
    assert set(worth(example("northside-recovery")).to_dict()["flags"]) == {"worker-halo"}


# Several sites, several groups


def with_sites(positives: list[int]) -> Data:
    """Millgate put right, with four sites of 32 answers each."""
    pack = example("reprisal")
    [case] = records(pack, id="the-case")
    case["remedied"] = True
    pack["organisation"]["profile"]["sites"] = len(positives)
    for site, positive in enumerate(positives):
        for question in ("respected", "listened-to"):
            answers = {"question": question, "responses": 32, "positive": positive, "unit": f"site-{site}"}
            pack["evidence"].append({"id": f"{question}-{site}", "date": "2026-04-24", **SURVEY, **answers})
    return pack


def test_four_sites_that_are_alike_keep_silver() -> None:
    assert worth(with_sites([29, 30, 28, 29])).level == "silver"


def test_one_site_that_lags_by_22_points_holds_silver_through_h3_alone() -> None:
    result = worth(with_sites([31, 30, 30, 24]))
    assert result.level == "bronze"
    assert held_by(result, "silver") == {"H3"}


@pytest.mark.parametrize(("people", "held"), [(9, False), (10, True)])
def test_a_gap_shows_only_between_groups_of_ten_or_more(people: int, held: bool) -> None:
    pack = example("reprisal")
    groups = {"women": (60, 54), "men": (50, 44), "others": (people, 3)}
    for group, (responses, positive) in groups.items():
        answers = {
            "question": "respected",
            "covers": "group",
            "group": group,
            "invited": 60,
            "responses": responses,
            "positive": positive,
        }
        pack["evidence"].append({"id": group, "date": "2026-04-24", **SURVEY, **answers})
    [marks] = [asked for asked in unmet(worth(pack), "gold") if "mark of Gold" in asked["text"]]
    assert ("B5" in marks["nodes"]) is held


# Stop rules


def incident(about: str, severity: str = "serious") -> Data:
    """An upheld incident that is not put right."""
    return {
        "id": "an-incident",
        "kind": "incident-record",
        "date": "2026-10-01",
        "about": about,
        "severity": severity,
        "upheld": True,
        "remedied": False,
        "looked_into_by": "outside",
        "told_after_days": 1,
    }


@pytest.mark.parametrize("about", ["reprisal", "safeguarding", "privacy", "falsified-evidence", "blocked-access"])
def test_each_stop_rule_stops_even_gold(about: str) -> None:
    pack = example("tiny-gold")
    pack["evidence"].append(incident(about))
    result = worth(pack)
    assert (result.level, result.possible) == (None, None)


def test_a_minor_privacy_breach_owned_up_to_at_once_stops_nothing() -> None:
    pack = example("tiny-gold")
    pack["evidence"].append(incident("privacy", "minor"))
    assert worth(pack).level == "gold"


def test_a_report_that_could_give_people_away_stops_until_it_is_withdrawn() -> None:
    pack = example("tiny-gold")
    [report] = records(pack, kind="published-report")
    report["shows_small_groups"] = True
    assert worth(pack).level is None
    report["withdrawn"] = True
    assert worth(pack).level == "gold"


# What is asked, in numbers


def test_there_are_eight_principles_and_42_criteria() -> None:
    assert list("ABCDEFGH") == PRINCIPLES
    assert [len(section["criteria"]) for section in WRITTEN["sections"]] == [5, 5, 5, 6, 6, 5, 5, 5]


@pytest.mark.parametrize(("level", "count"), [("committed", 4), ("bronze", 17), ("silver", 34), ("gold", 42)])
def test_must_haves_grow_with_the_levels(level: str, count: int) -> None:
    assert len(tagged(*LEVELS[: LEVELS.index(level) + 1])) == count


@pytest.mark.parametrize(("tag", "count"), [("voice-required", 20), ("voice-preferred", 14), ("voice-not-needed", 8)])
def test_how_much_users_must_confirm(tag: str, count: int) -> None:
    assert len(tagged(tag)) == count


def test_every_criterion_is_a_must_have_from_one_level_and_says_what_voice_it_needs() -> None:
    for name, one in CRITERIA.items():
        assert len(set(one["tags"]) & set(LEVELS)) == 1, name
        assert sum(tag.startswith("voice-") for tag in one["tags"]) == 1, name


def test_every_criterion_is_told_in_full() -> None:
    for name, one in CRITERIA.items():
        assert one["asks"].endswith("?"), name
        assert one["why"].endswith("."), name
        assert [str(point) for point in one["looks_like"]] == ["1", "2", "3"], name
        assert one["suggests"], name
        assert one["marks"], name


def test_there_are_at_least_62_measures() -> None:
    assert len(WRITTEN["measures"]) >= 62


def reasons(value: Any) -> Iterable[str]:
    """Every `because` in a piece of the standard."""
    if isinstance(value, dict):
        yield from (value["because"],) if isinstance(value.get("because"), str) else ()
        for inner in value.values():
            yield from reasons(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from reasons(inner)


def test_every_reason_is_one_short_plain_sentence() -> None:
    told = list(reasons(WRITTEN))
    assert len(told) > 30
    for one in told:
        assert one[0].isupper(), one
        assert one.endswith("."), one
        assert one.count(".") == 1, one
        assert len(one.split()) <= 22, one


def test_the_standard_says_itself_that_its_thresholds_are_provisional() -> None:
    assert "provisional" in WRITTEN["summary"]


def lines(marks: Any) -> Iterable[Data]:
    """Every line of marks with a measure, those in choices included."""
    for line in marks:
        if "measure" in line:
            yield line
        else:
            yield from lines(next(line[key] for key in ("choose", "best", "worst") if key in line))


def test_marks_never_get_easier_from_level_to_level() -> None:
    for name, one in CRITERIA.items():
        for line in lines(one["marks"]):
            asked = [float(str(line[level]).rstrip("%")) for level in LEVELS if level in line]
            wants_less = line["measure"] in LOWER_IS_BETTER
            assert asked == sorted(asked, reverse=wants_less), (name, line)


LOWER_IS_BETTER = {
    name
    for name, one in WRITTEN["measures"].items()
    if one.get("better") == "lower"
    or one.get("across") == "spread"
    or (isinstance(one["take"], dict) and {"margin", "age"} & set(one["take"]))
}


# The sums behind the floors, with small packs made for the purpose


EVERYTHING = {"date": "2026-09-01", "criteria": list(CRITERIA)}
SURVEY = {
    "kind": "survey",
    "question": "other",
    "scope": "service",
    "design": "all-users",
    "setting": "private",
    "asked_by": "outside",
    "anonymity": "anonymous",
    "covers": "everyone",
    "invited": 60,
    "responses": 40,
    "positive": 30,
}
STAFF_TALK = {
    "kind": "interview",
    "who": "staff",
    "people": 6,
    "format": "group",
    "asked_by": "outside",
    "topics": ["involvement"],
}
VISIT = {
    "kind": "observation",
    "observers": ["board", "board"],
    "announced": False,
    "names_staff": False,
    "checks": 10,
    "passed": 9,
}
PLEDGE = {"kind": "pledge", "signed_by_senior_lead": True, "signed_by_a_user": True, "plan_to_ask": True}
# What the limits of A1, E2, F2, F3 and F5 ask for
PROMISE = {
    "kind": "policy-document",
    "about": "what-to-expect",
    "says_what_we_promise": True,
    "says_what_we_ask": True,
    "written_with_users": True,
}
ACTIVITY = {
    "kind": "involvement-record",
    "way": "group",
    "features": ["together"],
    "rung": 4,
    "people": 9,
    "new_people": 4,
    "support_offered": True,
    "decision": "decision",
}
DECISION = {
    "kind": "decision-record",
    "users_in": "before",
    "difference": "decisive",
    "told_back": True,
    "checked": True,
}
SHOP = {
    "kind": "mystery-shop",
    "route": "phone",
    "shopper": "user",
    "trained": True,
    "staff_told": True,
    "names_staff": False,
    "checks": 5,
    "passed": 5,
}
RESEARCH = {
    "kind": "peer-research",
    "asked_by": "peer",
    "researchers": 3,
    "trained": True,
    "rewarded": True,
    "participants": 12,
    "users": 60,
}
OUTSIDE = {
    "kind": "independent-assessment",
    "stake": "none",
    "asked_users": True,
    "published": True,
    "answered_in_public": True,
}

SOURCES = {"survey": SURVEY, "staff": STAFF_TALK, "visit": VISIT}
PROOFS = {
    "pledge": PLEDGE,
    "promise": PROMISE,
    "activity": ACTIVITY,
    "decision": DECISION,
    "shop": SHOP,
    "research": RESEARCH,
    "outside": OUTSIDE,
}


def made(ratings: Callable[[str], int], sources: Iterable[str] = SOURCES) -> Data:
    """A pack with these ratings, three kinds of source on everything, and no figures."""
    speaking = [{"id": name, **EVERYTHING, **SOURCES[name]} for name in sources]
    proofs = [{"id": name, "date": "2026-09-01", **one} for name, one in PROOFS.items()]
    judged = [
        {"criterion": name, "rating": ratings(name), "assessor": "A", "role": "independent", "because": "Made up."}
        for name in CRITERIA
    ]
    return {
        "kitemark": 1,
        "standard": "customer-care@1",
        "organisation": {
            "id": "made",
            "profile": {"size": "small", "choice": "real", "commissioned": True, "sites": 1, "staff": 8},
        },
        "date": "2026-11-01",
        "evidence": [*speaking, *proofs],
        "judgements": judged,
    }


def scores(pack: Data) -> tuple[str, dict[str, str]]:
    """The overall score and those of the principles, as exact text."""
    result = worth(pack).to_dict()
    assert result["overall"]["low"] == result["overall"]["high"]
    return result["overall"]["low"], {name: result["nodes"][name]["low"] for name in PRINCIPLES}


def test_the_bronze_must_haves_alone_make_just_over_a_quarter() -> None:
    must = tagged("committed", "bronze")
    overall, principles = scores(made(lambda name: 2 if name in must else 0))
    assert overall == "80/3"
    assert principles["E"] == "100/9"


def test_the_silver_must_haves_alone_fall_just_short_of_silver() -> None:
    overall, principles = scores(made(lambda name: 1 if name in tagged("gold") else 2))
    assert overall == "725/12"
    assert principles["E"] == "50"


def test_all_working_is_two_thirds_everywhere() -> None:
    overall, principles = scores(made(lambda _: 2))
    assert overall == "200/3"
    assert set(principles.values()) == {"200/3"}


def first_of_each(more: Iterable[str] = ()) -> Callable[[str], int]:
    """All working, and the first of each principle thriving, and some more."""
    thriving = {f"{principle}1" for principle in PRINCIPLES} | set(more)
    return lambda name: 3 if name in thriving else 2


def test_one_thriving_in_each_principle_passes_every_floor_of_seventy() -> None:
    overall, principles = scores(made(first_of_each()))
    assert overall == "1315/18"
    assert set(principles.values()) == {"220/3", "650/9"}


@pytest.mark.parametrize(("more", "overall"), [(["A2", "B2"], "1345/18"), (["A2", "B2", "C2"], "680/9")])
def test_gold_needs_eleven_thriving_and_not_ten(more: list[str], overall: str) -> None:
    assert scores(made(first_of_each(more)))[0] == overall


def test_ratings_without_figures_go_no_further_than_committed() -> None:
    result = worth(made(lambda _: 3))
    assert result.level == "committed"
    assert held_by(result, "bronze") >= set(tagged("bronze")) - {"D6"}


# Safeguards


def ratings_held(sources: Iterable[str]) -> dict[str, set[int]]:
    """What is left of ratings of 3 by the voice each criterion needs, with only these sources on all."""
    result = worth(made(lambda _: 3, sources))
    return {
        tag: {int(result[name].high) for name in tagged(tag)}
        for tag in ("voice-required", "voice-preferred", "voice-not-needed")
    }


def test_with_three_kinds_of_source_and_voice_everything_may_thrive() -> None:
    assert set().union(*ratings_held(["survey", "staff", "visit"]).values()) == {3}


def test_without_voice_what_needs_it_has_only_started() -> None:
    held = ratings_held(["staff", "visit"])
    assert held == {"voice-required": {1}, "voice-preferred": {2}, "voice-not-needed": {2}}


def test_without_any_source_everything_has_only_started() -> None:
    assert set().union(*ratings_held([]).values()) == {1}


def test_voice_alone_is_one_kind_of_source() -> None:
    result = worth(made(lambda _: 3, ["survey"]))
    single = tagged("one-source")
    assert {int(result[name].high) for name in single} == {2}
    assert {int(result[name].high) for name in CRITERIA if name not in single} == {1}


@pytest.mark.parametrize(
    "weak",
    [
        {"setting": "with-worker"},
        {"asked_by": "own-worker"},
        {"anonymity": "named"},
        {"scope": "worker"},
        {"date": "2025-04-30"},
        {"responses": 9, "positive": 9},
    ],
    ids=lambda weak: next(iter(weak)),
)
def test_weak_voice_does_not_open_the_gate(weak: Data) -> None:
    pack = made(lambda _: 3)
    [survey] = records(pack, id="survey")
    survey |= weak
    result = worth(pack)
    assert {int(result[name].high) for name in tagged("voice-required")} == {1}


def test_an_open_invitation_is_voice_and_no_figure() -> None:
    pack = made(lambda _: 3)
    [survey] = records(pack, id="survey")
    survey |= {"design": "open-invite", "question": "respected", "positive": 40}
    result = worth(pack)
    assert result["A2"].high == 3
    assert "A2" in held_by(result, "bronze")
    assert "open-invitation" in result.to_dict()["flags"]


def test_ratings_of_the_service_itself_carry_it_to_committed_and_no_further() -> None:
    pack = example("harbour-day-centre")
    ask_without_the_worker(pack)
    tell_people_what_came_of_it(pack)
    for one in pack["judgements"]:
        one["role"] = "self"
    assert worth(pack).level == "committed"


def test_a_judgement_that_does_not_say_whose_it_is_counts_for_nothing() -> None:
    pack = example("harbour-day-centre")
    for one in pack["judgements"]:
        del one["role"]
    assert worth(pack).level is None


def test_an_involvement_that_changed_no_decision_leaves_e2_at_started() -> None:
    pack = made(lambda _: 2)
    [decision] = records(pack, id="decision")
    decision["told_back"] = False
    assert worth(pack)["E2"].high == 1


def test_no_complaints_count_only_where_people_know_how_to_complain() -> None:
    pack = example("tiny-gold")
    pack["evidence"] = [one for one in pack["evidence"] if one["kind"] != "complaint"]
    assert worth(pack).level == "gold"
    assert "no-complaints" in worth(pack).to_dict()["flags"]
    [asked] = records(pack, id="s-complain")
    asked["positive"] = 5
    assert held_by(worth(pack), "bronze") == {"D4"}


def test_people_who_like_their_worker_more_than_the_service_raise_a_flag() -> None:
    pack = example("reprisal")
    answers = {"date": "2026-04-24", **SURVEY, "invited": 240}
    pack["evidence"] = [one for one in pack["evidence"] if one.get("table") != "reprisal-survey.csv"] + [
        {**answers, "id": "service", "question": "respected", "responses": 100, "positive": 70},
        {
            **answers,
            "id": "worker",
            "question": "own-worker-respect",
            "scope": "worker",
            "responses": 100,
            "positive": 86,
        },
    ]
    assert "worker-halo" in worth(pack).to_dict()["flags"]
