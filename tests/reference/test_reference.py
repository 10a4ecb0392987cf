"""Hand-checked cases of the reference evaluator itself."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from .evaluator import evaluate

Plain = dict[str, Any]

PRACTICE = [
    {"value": 0, "name": "None"},
    {"value": 1, "name": "Started"},
    {"value": 2, "name": "In place"},
    {"value": 3, "name": "Embedded"},
]
SURVEY = {
    "title": "Survey",
    "people": "responses",
    "voice": {"by": "who", "user": "customer", "staff": "staff"},
    "fields": {
        "who": {"enum": ["user", "staff"]},
        "site": {"type": "string"},
        "responses": {"type": "integer", "minimum": 0},
        "positive": {"type": "integer", "minimum": 0},
        "population": {"type": "integer", "minimum": 1},
        "days": {"type": "number"},
        "about": {"type": "string"},
    },
    "optional": ["who", "site", "population", "days", "about"],
    "rules": ["positive <= responses"],
}
RESPECT = {"share": "positive", "of": "responses"}


def make_standard(**changes: Any) -> Plain:
    """A small standard of one judged criterion, with changes."""
    plain: Plain = {
        "kitemark": 1,
        "id": "small",
        "version": "1.0.0",
        "title": "Small",
        "scale": "practice",
        "scales": {"practice": PRACTICE},
        "evidence": {"survey": SURVEY},
        "criteria": [{"id": "a", "title": "A"}],
        "levels": [{"id": "bronze", "title": "Bronze", "requires": [{"overall": "50%"}]}],
    }
    return plain | changes


def make_pack(*judgements: Plain, evidence: list[Plain] | None = None, **changes: Any) -> Plain:
    """A small pack."""
    plain: Plain = {
        "kitemark": 1,
        "standard": "small",
        "organisation": {"id": "org", "name": "Org", "profile": {}},
        "date": "2026-11-01",
        "evidence": evidence or [],
        "judgements": list(judgements),
    }
    return plain | changes


def judged(criterion: str, rating: Any, assessor: str = "A", **more: Any) -> Plain:
    """A judgement."""
    plain = {"criterion": criterion, "rating": rating, "assessor": assessor, "because": "Seen."}
    return plain | more


def not_applicable(criterion: str, assessor: str = "A") -> Plain:
    """A mark of not applicable."""
    return {
        "criterion": criterion,
        "not_applicable": True,
        "assessor": assessor,
        "because": "Not offered.",
    }


def survey(name: str, positive: int, responses: int, **more: Any) -> Plain:
    """A survey record."""
    plain = {"id": name, "kind": "survey", "date": "2026-06-30"}
    return plain | {"responses": responses, "positive": positive} | more


def ends(result: Plain, node: str) -> tuple[str, str]:
    """The two ends of a node."""
    return result["nodes"][node]["low"], result["nodes"][node]["high"]


def measured(measure: Plain, threshold: Any, *evidence: Plain, **changes: Any) -> str:
    """The state of one level that asks one thing of one measure."""
    word = "at_most" if isinstance(threshold, tuple) else "at_least"
    wanted = threshold[0] if isinstance(threshold, tuple) else threshold
    requires = [{"measure": "m", word: wanted}]
    levels = [{"id": "bronze", "title": "Bronze", "requires": requires}]
    plain = make_standard(measures={"m": {"from": "survey", **measure}}, levels=levels, **changes)
    result = evaluate(plain, make_pack(judged("a", 0), evidence=list(evidence)))
    return str(result["levels"][0]["state"])


# -- shares with confidence --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("k", "n", "reached", "missed"),
    [(18, 20, "69.8%", "69.9%"), (45, 50, "78.6%", "78.7%")],  # 0.698966 and 0.786398
)
def test_the_low_end_of_a_share_is_the_wilson_bound(k: int, n: int, reached: str, missed: str) -> None:
    measure = {"take": RESPECT, "confidence": "95%"}
    assert measured(measure, reached, survey("s", k, n)) == "met"
    assert measured(measure, missed, survey("s", k, n)) == "open"


def test_the_high_end_of_a_share_is_the_wilson_bound() -> None:
    measure = {"take": RESPECT, "confidence": "95%"}  # 2 of 20: 0.027866 to 0.301034
    assert measured(measure, "30.1%", survey("s", 2, 20)) == "open"
    assert measured(measure, "30.2%", survey("s", 2, 20)) == "unmet"


def test_a_share_where_lower_is_better_turns_the_interval_round() -> None:
    measure = {"take": RESPECT, "confidence": "95%", "better": "lower"}
    assert measured(measure, ("30.2%",), survey("s", 2, 20)) == "met"
    assert measured(measure, ("30.1%",), survey("s", 2, 20)) == "open"
    assert measured(measure, ("2.8%",), survey("s", 2, 20)) == "open"
    assert measured(measure, ("2.7%",), survey("s", 2, 20)) == "unmet"


def test_a_whole_population_leaves_no_doubt() -> None:
    measure = {"take": RESPECT, "confidence": "95%", "population": "population"}
    assert measured(measure, "90%", survey("s", 18, 20, population=20)) == "met"
    assert measured(measure, "90.1%", survey("s", 18, 20, population=20)) == "unmet"
    assert measured(measure, "100%", survey("s", 20, 20, population=20)) == "met"
    assert measured(measure, "100%", survey("s", 20, 20, population=21)) == "open"
    assert measured(measure, "100%", survey("s", 20, 20)) == "open"


def test_a_margin_is_compared_squared() -> None:
    # 1.959964 / (2·√100) = 9.79982 %, and with a population of 200 times √(100/199) = 6.947 %
    plain = {"take": {"margin": "responses"}, "confidence": "95%"}
    assert measured(plain, ("9.8%",), survey("s", 0, 100)) == "met"
    assert measured(plain, ("9.79%",), survey("s", 0, 100)) == "unmet"
    finite = {**plain, "population": {"largest": "population"}}
    assert measured(finite, ("6.95%",), survey("s", 0, 100, population=200)) == "met"
    assert measured(finite, ("6.94%",), survey("s", 0, 100, population=200)) == "unmet"


# -- takes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "wanted", "state"),
    [
        ({"take": "count"}, 3, "met"),
        ({"take": "count"}, 4, "unmet"),
        ({"take": "count", "where": {"voice": "customer"}}, 2, "met"),
        ({"take": "count", "where": {"voice": "customer"}}, 3, "unmet"),
        ({"take": "count", "where": {"days": {"at_least": 3, "at_most": 9}}}, 1, "met"),
        ({"take": "count", "where": {"days": {"at_least": 3, "at_most": 9}}}, 2, "unmet"),
        ({"take": {"distinct": "site"}}, 2, "met"),
        ({"take": {"distinct": "site"}}, 3, "unmet"),
        ({"take": {"sum": "positive"}}, 21, "met"),
        ({"take": {"sum": "positive"}}, 22, "unmet"),
        ({"take": {"mean": "days"}}, 7, "met"),
        ({"take": {"mean": "days", "weighted_by": "responses"}}, 8, "met"),
        ({"take": {"mean": "days", "weighted_by": "responses"}}, 9, "unmet"),
        ({"take": {"median": "days"}, "better": "lower"}, (7,), "met"),
        ({"take": {"median": "days"}, "better": "lower"}, (6,), "unmet"),
        ({"take": {"median": "days", "missing": "worst"}, "better": "lower"}, (10,), "met"),
        ({"take": {"median": "days", "missing": "worst"}, "better": "lower"}, (9,), "unmet"),
        ({"take": {"latest": "positive"}}, 9, "met"),
        ({"take": {"latest": "positive"}}, 10, "unmet"),
        ({"take": {"smallest": "positive"}}, 5, "met"),
        ({"take": {"smallest": "positive"}}, 6, "unmet"),
        ({"take": {"largest": "positive"}}, 9, "met"),
        ({"take": {"age": "months"}}, (4,), "met"),
        ({"take": {"age": "months"}}, (3,), "unmet"),
        ({"take": {"age": "days"}}, (124,), "met"),
        ({"take": {"age": "days"}}, (123,), "unmet"),
        ({"take": {"share": {"site": ["north"]}}}, "50%", "met"),
        ({"take": {"share": {"site": "north"}, "of": "responses"}}, "33%", "met"),
        ({"take": {"share": {"site": "north"}, "of": "responses"}}, "34%", "unmet"),
        ({"take": RESPECT, "by": "site", "across": "worst"}, "45%", "met"),
        ({"take": RESPECT, "by": "site", "across": "worst"}, "46%", "unmet"),
        ({"take": RESPECT, "by": "site", "across": "best"}, "50%", "met"),
        ({"take": RESPECT, "by": "site", "across": "spread"}, ("5%",), "met"),
        ({"take": RESPECT, "by": "site", "across": "spread"}, ("4%",), "unmet"),
        ({"take": RESPECT, "by": "site", "across": {"reaching": "46%"}}, "50%", "met"),
        ({"take": RESPECT, "by": "site", "across": {"reaching": "46%"}}, "51%", "unmet"),
        ({"take": "count", "by": "site", "across": "worst", "every": ["east"]}, 1, "unmet"),
        ({"take": RESPECT, "by": "site", "across": "worst", "every": ["east"]}, "9%", "open"),
        ({"take": RESPECT, "needs": {"responses": 41}}, "10%", "open"),
        ({"take": RESPECT, "needs": {"responses": 40}}, "10%", "met"),
        ({"take": RESPECT, "within": "3 months", "if_none": "20%"}, "20%", "met"),
        ({"take": RESPECT, "within": "3 months", "if_none": "20%"}, "21%", "unmet"),
        ({"take": {"sum": "positive"}, "within": "3 months"}, 1, "unmet"),
        ({"take": {"sum": "positive"}, "within": "3 months", "better": "lower"}, (1,), "open"),
        ({"take": "count", "linked": {"by": "about", "to": "survey", "dated": "after"}}, 1, "met"),
        ({"take": "count", "linked": {"by": "about", "to": "survey", "dated": "before"}}, 1, "met"),
        ({"take": "count", "linked": {"by": "about", "to": "survey"}}, 2, "met"),
    ],
)
def test_takes(measure: Plain, wanted: Any, state: str) -> None:
    records = [
        survey("s1", 5, 10, who="user", site="north", days=4, date="2026-01-31", about="s2"),
        survey("s2", 7, 10, who="staff", date="2026-03-01", about="s1"),
        survey("s3", 9, 20, who="user", site="south", days=10, date="2026-06-30", about="s9"),
    ]
    assert measured(measure, wanted, *records) == state


def test_small_groups_are_withheld() -> None:
    measure = {"take": RESPECT}
    assert measured(measure, "10%", survey("s", 9, 9), smallest_group=10) == "open"
    assert measured(measure, "10%", survey("s", 9, 10), smallest_group=10) == "met"


def test_records_dated_later_are_left_out() -> None:
    later = survey("s", 1, 1, date="2026-11-02")
    running = {k: v for k, v in survey("t", 1, 1).items() if k != "date"}
    running["period"] = {"from": "2026-10-01", "to": "2026-12-31"}
    assert measured({"take": "count"}, 1, later) == "unmet"
    assert measured({"take": {"age": "days"}}, (0,), running) == "met"


# -- judgements --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settle", "ratings", "expected"),
    [
        ("median", [1, 2], ("1", "1")),
        ("median", [2, 2], ("2", "2")),
        ("median", [1, 3], ("1", "2")),
        ("median", [0, 3], ("0", "2")),
        ("median", [0, 2, 3], ("1", "2")),
        ("median", [1, 1, 3], ("1", "2")),
        ("worst", [1, 2, 3], ("1", "2")),
        ("best", [1, 3], ("2", "3")),
        ("latest", [0, 3], ("3", "3")),
        ("median", [2], ("2", "2")),
    ],
)
def test_settling(settle: str, ratings: list[int], expected: tuple[str, str]) -> None:
    plain = make_standard(judgements={"settle": settle})
    result = evaluate(plain, make_pack(*[judged("a", r, f"P{i}") for i, r in enumerate(ratings)]))
    assert ends(result, "a") == expected
    assert result["unsettled"] == (["a"] if expected[0] != expected[1] else [])


def test_too_few_assessors_leave_the_whole_scale() -> None:
    plain = make_standard(judgements={"assessors": 2, "roles": ["independent"]})
    pack = make_pack(judged("a", 2, "A", role="independent"), judged("a", 2, "B", role="peer"))
    assert ends(evaluate(plain, pack), "a") == ("0", "3")


def test_a_later_judgement_replaces_an_earlier_one() -> None:
    pack = make_pack(judged("a", 3, date="2026-05-01"), judged("a", "Started", date="2026-04-01"))
    assert ends(evaluate(make_standard(), pack), "a") == ("3", "3")
    pack = make_pack(judged("a", 3, date="2026-05-01"), judged("a", 1))  # the undated one first
    assert ends(evaluate(make_standard(), pack), "a") == ("3", "3")


# -- scores ------------------------------------------------------------------------------------


def three(**changes: Any) -> Plain:
    """A standard of three judged criteria of weight 1, 2 and 3."""
    criteria = [{"id": name, "title": name, "weight": i + 1} for i, name in enumerate("abc")]
    return make_standard(criteria=criteria, **changes)


def test_a_mean_renormalises_its_weights() -> None:
    plain = three(not_applicable="excluded")
    result = evaluate(plain, make_pack(judged("a", 3), judged("b", 1), not_applicable("c")))
    assert result["overall"] == {"low": "500/9", "high": "500/9", "max": "100"}  # (1 + 2/3)/3
    assert result["nodes"]["c"] == {"applies": False}


def test_what_is_met_counts_as_best() -> None:
    plain = three(not_applicable="met")
    result = evaluate(plain, make_pack(judged("a", 3), judged("b", 1), not_applicable("c")))
    assert result["overall"]["low"] == "700/9"  # (1 + 2/3 + 3)/6
    assert result["nodes"]["c"] == {"applies": False, "low": "3", "high": "3", "max": "3"}


def test_unknown_is_an_interval() -> None:
    result = evaluate(three(), make_pack(judged("a", 3), judged("b", 0)))
    assert result["overall"] == {"low": "50/3", "high": "200/3", "max": "100"}
    assert result["level"] == {"established": None, "possible": "bronze", "target": None}


def test_nothing_proves_nothing() -> None:
    plain = make_standard(levels=[{"id": "bronze", "title": "Bronze", "requires": []}])
    level = evaluate(plain, make_pack())["level"]
    assert level == {"established": None, "possible": "bronze", "target": None}


def test_a_limit_holds_a_rating() -> None:
    limit = {"at_most": 1, "unless": {"measure": "cited", "at_least": 1}, "because": "Paper."}
    plain = make_standard(
        measures={"cited": {"from": "any", "take": "count", "cited": True}},
        criteria=[{"id": "a", "title": "A", "limits": [limit]}],
    )
    record = survey("s", 1, 1)
    assert ends(evaluate(plain, make_pack(judged("a", 3), evidence=[record])), "a") == ("1", "1")
    cited = make_pack(judged("a", 3, cites=["s"]), evidence=[record])
    assert ends(evaluate(plain, cited), "a") == ("3", "3")


def test_marks_with_tolerance() -> None:
    plain = make_standard(
        tolerance={"bronze": "15%"},
        measures={"m": {"from": "survey", "take": RESPECT, "confidence": "95%"}},
        criteria=[{"id": "a", "title": "A", "marks": [{"measure": "m", "bronze": "80%"}]}],
        levels=[{"id": "bronze", "title": "B", "requires": [{"each": "criteria", "marks": "bronze"}]}],
    )
    states = {
        k: evaluate(plain, make_pack(judged("a", 0), evidence=[survey("s", k, 20)]))["levels"][0]["state"]
        for k in (16, 17, 18)  # low ends 0.584, 0.640, 0.699
    }
    assert states == {16: "open", 17: "open", 18: "met"}


def test_units() -> None:
    plain = make_standard(
        profile={"fields": {"departments": {"type": "integer"}}},
        criteria=[
            {"id": "a", "title": "A", "asked_of": "units"},
            {"id": "b", "title": "B", "asked_of": "organisation"},
        ],
        levels=[
            {"id": "fair", "title": "Fair", "requires": [{"each": "criteria", "at_least": 1}]},
            {
                "id": "good",
                "title": "Good",
                "requires": [
                    {"each": "criteria", "at_least": 2},
                    {"each": "units", "at_least": "fair", "expect": "departments"},
                    {"some": "units", "at_least": "good", "share": "50%"},
                ],
            },
        ],
    )
    units = [
        {"id": "n", "name": "N", "evidence": [], "judgements": [judged("a", 3)]},
        {"id": "s", "name": "S", "evidence": [], "judgements": [judged("a", 2)]},
    ]
    pack = make_pack(judged("b", 3), units=units)
    pack["organisation"]["profile"] = {"departments": 2}
    result = evaluate(plain, pack)
    assert ends(result, "a") == ("2", "2")
    assert result["level"]["established"] == "good"
    assert result["units"]["n"] == {"level": {"established": "good", "possible": "good"}}
    pack["organisation"]["profile"] = {"departments": 3}
    assert evaluate(plain, pack)["level"]["established"] == "fair"


def test_a_flag_the_wrong_way_round_is_not_raised_by_the_unknown() -> None:
    flags = [{"id": "low", "title": "Low", "when": {"overall": {"less_than": 50}}, "says": "Low."}]
    plain = make_standard(flags=flags)
    assert evaluate(plain, make_pack(judged("a", 1)))["flags"] == ["low"]
    assert evaluate(plain, make_pack())["flags"] == []


def test_except_share_and_per_section() -> None:
    def state(requirement: Plain, *ratings: int) -> str:
        sections = [
            {"id": s, "title": s, "criteria": [{"id": f"{s}{i}", "title": "C"} for i in range(3)]} for s in "xy"
        ]
        plain = make_standard(sections=sections, levels=[{"id": "l", "title": "L", "requires": [requirement]}])
        del plain["criteria"]
        names = [f"{s}{i}" for s in "xy" for i in range(3)]
        given = [judged(n, r) for n, r in zip(names, ratings, strict=True)]
        return str(evaluate(plain, make_pack(*given))["level"]["established"])

    each = {"each": "criteria", "at_least": 2}
    assert state({**each, "except": 2}, 0, 0, 2, 2, 2, 2) == "l"
    assert state({**each, "except": 1, "per": "section"}, 0, 0, 2, 2, 2, 2) == "None"
    assert state({**each, "except": "34%", "per": "section"}, 0, 2, 2, 0, 2, 2) == "l"
    assert state({**each, "except": "33%", "per": "section"}, 0, 2, 2, 2, 2, 2) == "None"
    some = {"some": "criteria", "at_least": 2}
    assert state({**some, "share": "34%", "per": "section"}, 2, 2, 0, 2, 2, 0) == "l"
    assert state({**some, "share": "34%", "per": "section"}, 2, 0, 0, 2, 2, 2) == "None"


# -- published schemes -------------------------------------------------------------------------


def hygiene() -> Plain:
    """Three demerit scores, lower is better; a total and a worst score make the rating."""

    def scale(*values: int) -> Plain:
        return {"better": "lower", "points": [{"value": v} for v in values]}

    limits = {5: (15, 5), 4: (20, 10), 3: (30, 10), 2: (40, 15), 1: (50, 20)}
    return make_standard(
        scales={"shop": scale(25, 20, 15, 10, 5, 0), "trust": scale(30, 20, 10, 5, 0)},
        combine="sum",
        scale="shop",
        criteria=[
            {"id": "hygiene", "title": "Hygiene"},
            {"id": "structure", "title": "Structure"},
            {"id": "management", "title": "Management", "scale": "trust"},
        ],
        levels=[
            {
                "id": f"r{rating}",
                "title": str(rating),
                "requires": [{"overall": most}, {"each": "criteria", "at_most": worst}],
            }
            for rating, (most, worst) in sorted(limits.items())
        ],
    )


def test_food_hygiene_rating_over_all_inputs() -> None:
    counts: dict[str | None, int] = {}
    shop, trust = [0, 5, 10, 15, 20, 25], [0, 5, 10, 20, 30]
    for scores in product(shop, shop, trust):
        names = ("hygiene", "structure", "management")
        given = [judged(n, s) for n, s in zip(names, scores, strict=True)]
        level = evaluate(hygiene(), make_pack(*given))["level"]["established"]
        counts[level] = counts.get(level, 0) + 1
    assert counts == {"r5": 8, "r4": 15, "r3": 4, "r2": 21, "r1": 49, None: 83}


def no_score_of(score: int, names: list[str]) -> tuple[str, Plain, Plain]:
    """A measure that counts a score's judgements, and the condition that there is none."""
    measure = {
        "from": "judgement",
        "where": {"rating": score, "criterion": names},
        "take": "count",
        "better": "lower",
    }
    return f"low{score}", measure, {"measure": f"low{score}", "at_most": 0}


def key_question(count: int) -> Plain:
    """Statements scored 1 to 4; the percentage is rounded and banded, and low scores hold it."""
    names = [f"q{i}" for i in range(count)]
    ones, twos = no_score_of(1, names), no_score_of(2, names)
    verdicts = ["inadequate", "requires improvement", "good", "outstanding"]
    statements = {
        "id": "statements",
        "title": "Statements",
        "combine": "sum",
        "criteria": [{"id": name, "title": "Statement", "scale": "four"} for name in names],
    }
    return make_standard(
        scales={
            "four": [{"value": i} for i in (1, 2, 3, 4)],
            "verdict": [{"value": i, "name": name} for i, name in enumerate(verdicts)],
        },
        scale="verdict",
        measures={ones[0]: ones[1], twos[0]: twos[1]},
        sections=[statements],
        criteria=[],
        round={"decimals": 0, "mode": "half-up"},
        bands={"requires improvement": "39%", "good": "63%", "outstanding": "88%"},
        limits=[
            {"at_most": "requires improvement", "unless": ones[2]},
            {"at_most": "good", "unless": {"all": [ones[2], twos[2]]}},
        ],
        levels=[
            {"id": name.replace(" ", "-"), "title": name, "requires": [{"overall": name}]} for name in verdicts[1:]
        ],
    )


@pytest.mark.parametrize(
    ("scores", "level"),
    [
        ((3, 3, 3, 3, 3, 3, 2, 1), "requires-improvement"),  # 21 of 32 is 66, with a 1
        ((3, 3, 3, 3, 3, 2, 2, 2), "good"),  # 21 of 32 is 66
        ((3, 3, 3, 3, 2, 2, 2, 2), "good"),  # 20 of 32 is 62.5, and rounds to 63
        ((1, 3, 3, 3, 3, 3, 3, 3), "requires-improvement"),  # 69
        ((4, 4, 4, 4, 4, 4, 4, 2), "good"),  # 94
        ((4, 4, 4, 4, 4, 4, 4, 3), "outstanding"),
        ((1, 1, 1, 1, 1, 1, 1, 1), None),
    ],
)
def test_care_quality_key_question(scores: tuple[int, ...], level: str | None) -> None:
    given = [judged(f"q{i}", score) for i, score in enumerate(scores)]
    result = evaluate(key_question(len(scores)), make_pack(*given))
    assert result["level"]["established"] == level


def test_care_quality_overall_from_five_questions() -> None:
    names = ["I", "RI", "G", "O"]
    plain = make_standard(
        scales={"verdict": [{"value": i, "name": name} for i, name in enumerate(names)]},
        scale="verdict",
        criteria=[{"id": f"q{i}", "title": "Question"} for i in range(5)],
        levels=[
            {
                "id": "RI",
                "title": "Requires improvement",
                "requires": [{"each": "criteria", "at_least": "RI", "except": 1}],
            },
            {
                "id": "G",
                "title": "Good",
                "requires": [
                    {"each": "criteria", "at_least": "RI"},
                    {"each": "criteria", "at_least": "G", "except": 1},
                ],
            },
            {
                "id": "O",
                "title": "Outstanding",
                "requires": [
                    {"each": "criteria", "at_least": "G"},
                    {"some": "criteria", "at_least": "O", "count": 2},
                ],
            },
        ],
    )

    def level(*verdicts: str) -> str | None:
        given = [judged(f"q{i}", verdict) for i, verdict in enumerate(verdicts)]
        found: str | None = evaluate(plain, make_pack(*given))["level"]["established"]
        return found

    assert level("O", "O", "G", "G", "G") == "O"
    assert level("O", "G", "G", "G", "G") == "G"
    assert level("O", "O", "G", "G", "RI") == "G"
    assert level("G", "G", "G", "RI", "RI") == "RI"
    assert level("G", "G", "G", "I", "I") is None
