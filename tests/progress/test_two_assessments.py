"""Two assessments compared: what is better, what moved the level, and what is told of neither."""

from __future__ import annotations

import copy
import json
from fractions import Fraction
from typing import Any

import pytest

import kitemark
from kitemark.progress.moving import Mover
from kitemark.render.progress import render_progress, render_progress_markdown

Data = dict[str, Any]

SURVEY = {
    "voice": "customer",
    "people": "responses",
    "fields": {
        "question": {"enum": ["respect", "safe"]},
        "responses": {"type": "integer"},
        "positive": {"type": "integer"},
        "population": {"type": "integer"},
    },
    "optional": ["population"],
}
SHARE = {"from": "survey", "take": {"share": "positive", "of": "responses"}}


def standard(**more: Any) -> Data:
    """A standard with a judged criterion, a measured one, a limit and two levels."""
    return {
        "kitemark": 1,
        "id": "small",
        "version": "1.0.0",
        "title": "Small",
        "otherwise": "Not yet",
        "smallest_group": 10,
        "scales": {"practice": [{"value": n, "name": name} for n, name in enumerate(["No", "Started", "Working"])]},
        "scale": "practice",
        "profile": {"fields": {"size": {"enum": ["small", "large"]}}},
        "evidence": {"survey": SURVEY, "log": {"fields": {"days": {"type": "integer"}}}},
        "measures": {
            "respected": {
                **SHARE,
                "title": "Share who feel respected",
                "where": {"question": "respect"},
                "confidence": "95%",
                "population": "population",
            },
            "safe": {**SHARE, "title": "Share who feel safe", "where": {"question": "safe"}},
            "days": {"title": "Median days", "from": "log", "take": {"median": "days"}, "better": "lower"},
            "logged": {"title": "Number of logs", "from": "log", "take": "count"},
        },
        "criteria": [
            {
                "id": "greeting",
                "title": "People are greeted",
                "limits": [
                    {"at_most": 1, "unless": {"measure": "logged", "at_least": 1}, "because": "Nothing is logged."}
                ],
            },
            {"id": "respect", "title": "Respect", "rating": {"measure": "respected", "bands": {1: "30%", 2: "50%"}}},
        ],
        "levels": [
            {"id": "bronze", "title": "Bronze", "requires": [{"each": "criteria", "at_least": "Started"}]},
            {"id": "silver", "title": "Silver", "requires": [{"each": "criteria", "at_least": "Working"}]},
        ],
        **more,
    }


def survey(name: str, positive: int, responses: int, question: str = "respect", day: str = "2025-09-01") -> Data:
    counts = {"question": question, "positive": positive, "responses": responses}
    return {"id": name, "kind": "survey", "date": day, **counts}


def log(name: str, days: int) -> Data:
    return {"id": name, "kind": "log", "date": "2025-08-01", "days": days}


def pack(day: str, *evidence: Data, rating: Any = 2, **more: Any) -> Data:
    judged = [{"criterion": "greeting", "rating": rating, "assessor": "Ada", "because": "Seen."}]
    organisation = {"id": "corner", "name": "Corner Library", "profile": {"size": "small"}}
    data = {"kitemark": 1, "organisation": organisation, "date": day, "evidence": list(evidence)}
    return {**data, "judgements": judged if rating is not None else [], **more}


def result(data: Data, by: Data | None = None) -> kitemark.Result:
    return kitemark.evaluate(kitemark.standard_from(by or standard()), kitemark.assessment_from(data))


def progress(before: Data, after: Data, **by: Data) -> kitemark.Progress:
    return kitemark.compare(result(before, by.get("old")), result(after, by.get("new")))


def verdicts(found: kitemark.Progress) -> dict[str, str]:
    return {one.key: one.verdict for one in found.measures} | {one.id: one.verdict for one in found.criteria}


def texts(found: kitemark.Progress) -> str:
    """Everything that is written of a comparison, save the digests."""
    data = found.to_dict()
    for side in ("before", "after"):
        del data[side]["assessment"], data[side]["standard"]
    return render_progress(found) + render_progress_markdown(found) + json.dumps(data)


def moved(found: kitemark.Progress) -> list[tuple[str, str, bool, bool]]:
    def name(one: Mover) -> tuple[str, str, bool, bool]:
        return one.changed.kind, one.changed.name, one.alone, one.needed

    return [name(one) for one in found.movers]


OLD = pack("2025-11-01", survey("s", 48, 80), survey("safe", 30, 40, "safe"), log("l", 9))
NEW = pack(
    "2026-11-01",
    survey("t", 56, 70, day="2026-09-01"),
    survey("safety", 31, 40, "safe", "2026-09-01"),
    log("m", 4),
)


def test_a_share_is_better_only_where_its_interval_leaves_out_nothing() -> None:
    found = progress(OLD, NEW)
    assert verdicts(found) == {
        "respected": "better",
        "safe": "no clear change",
        "days": "better",
        "logged": "no clear change",
        "greeting": "no clear change",
        "respect": "better",
    }
    one = next(one for one in found.measures if one.key == "respected")
    data = one.to_dict()
    assert data["before"] == {"value": "3/5", "hits": "48", "total": "80"}
    assert data["difference"] == "1/5"
    assert [float(Fraction(data["interval"][end])) for end in ("low", "high")] == [0.052431, 0.333873]
    assert data["interval"]["confidence"] == "19/20"
    text = " ".join(render_progress(found, width=100).split())
    assert "from 48 of 80 (60%) to 56 of 70 (80%), +20 points (95% interval +5.2 to +33.4)" in text
    assert "Median days: from 9 to 4" in text


def test_the_other_way_round_better_is_worse() -> None:
    swapped = {"better": "worse", "worse": "better"}
    there = verdicts(progress({**OLD, "date": "2026-11-01"}, NEW))
    back = verdicts(progress(NEW, {**OLD, "date": "2026-11-01"}))
    assert back == {name: swapped.get(verdict, verdict) for name, verdict in there.items()}


def test_an_assessment_beside_itself_has_no_change() -> None:
    found = progress(NEW, copy.deepcopy(NEW))
    assert set(verdicts(found).values()) == {"no clear change"}
    assert (found.moves, found.movers) == (False, ())
    assert "Both hold the same" in render_progress(found)


def test_the_first_time_and_the_last_are_said() -> None:
    bare = pack("2025-11-01", rating=None)
    assert verdicts(progress(bare, NEW)) == {
        "respected": "first time",
        "safe": "first time",
        "days": "first time",
        "logged": "first time",
        "greeting": "first time",
        "respect": "first time",
    }
    gone = verdicts(progress(OLD, {**bare, "date": "2026-11-01"}))
    assert (gone["respected"], gone["days"], gone["greeting"]) == ("gone", "gone", "gone")


def test_what_stands_for_no_record_is_no_figure() -> None:
    by = standard()
    by["measures"]["respected"]["if_none"] = "0%"
    by["measures"]["days"]["if_none"] = 0
    found = verdicts(progress(pack("2025-11-01"), NEW, old=by, new=by))
    assert (found["respected"], found["days"]) == ("first time", "first time")


# What moved the level


def test_the_one_change_that_moves_the_level_is_named_with_its_rule() -> None:
    before = pack("2025-11-01", survey("s", 48, 80), log("l", 9), rating=0)
    after = pack("2026-11-01", survey("t", 50, 80, day="2026-09-01"), log("m", 4), rating=1)
    found = progress(before, after)
    assert (found.before.level, found.after.level) == (None, "bronze")
    assert moved(found) == [("judgement", "greeting", True, True)]
    [rule] = found.movers[0].rules
    assert (rule.kind, rule.name, rule.text) == ("requirement", "Bronze", "every criterion is at least Started")
    text = render_progress(found, width=100)
    assert "By itself this moves it, and without this it would stay: the judgement of greeting People" in text


def test_a_limit_that_is_lifted_is_the_rule() -> None:
    before = pack("2025-11-01", survey("s", 58, 80))
    after = pack("2025-12-01", survey("s", 58, 80), log("m", 4))
    found = progress(before, after)
    assert (found.before.level, found.after.level) == ("bronze", "silver")
    assert moved(found) == [("measure", "logged", True, True)]
    assert [(rule.kind, rule.text) for rule in found.movers[0].rules] == [
        ("limit", "Nothing is logged."),
        ("requirement", "every criterion is at least Working"),
    ]


def test_two_changes_that_are_both_needed_are_both_named() -> None:
    before = pack("2025-11-01", survey("s", 8, 80), log("l", 9), rating=0)
    after = pack("2026-11-01", survey("t", 50, 80, day="2026-09-01"), log("m", 4), rating=1)
    assert set(moved(progress(before, after))) == {
        ("judgement", "greeting", False, True),
        ("measure", "respected", False, True),
    }


def test_a_fact_may_be_what_moves_it() -> None:
    by = standard()
    by["levels"][0]["requires"].append({"measure": "logged", "at_least": 9, "when": {"size": "large"}})
    before = pack("2025-11-01", survey("s", 48, 80), log("l", 9), rating=1)
    after = copy.deepcopy({**before, "date": "2025-12-01"})
    after["organisation"]["profile"]["size"] = "large"
    found = progress(before, after, old=by, new=by)
    assert moved(found) == [("fact", "size", True, True)]
    assert "the fact 'size' of the profile" in render_progress(found, width=100)


def test_a_fact_of_the_organisation_is_one_change_for_all_units() -> None:
    by = standard()
    by["criteria"][0] |= {"asked_of": "units", "applies_when": {"size": "small"}}
    by["levels"][0]["requires"] = [{"each": ["greeting", "respect"], "at_least": "Started"}]
    units = [{"id": name, "evidence": [], "judgements": []} for name in ("north", "south")]
    before = {**pack("2025-11-01", survey("s", 48, 80), log("l", 9), rating=None), "units": units}
    after = copy.deepcopy({**before, "date": "2025-12-01"})
    after["organisation"]["profile"]["size"] = "large"
    found = progress(before, after, old=by, new=by)
    assert (found.before.level, found.after.level) == (None, "bronze")
    assert moved(found) == [("fact", "size", True, True)]


def test_where_the_level_stays_the_possible_one_may_move() -> None:
    before = pack("2025-11-01", survey("s", 58, 80), log("l", 9), rating=1)
    after = pack("2025-12-01", survey("s", 58, 80), log("l", 9), rating=None)
    after["judgements"] = [
        {"criterion": "greeting", "rating": n, "assessor": f"A{n}", "because": "Seen."} for n in (0, 2)
    ]
    by = standard(judgements={"settle": "median", "may_differ_by": 0})
    by["levels"].insert(0, {"id": "entry", "title": "Entry", "requires": [{"overall": {"at_least": "0%"}}]})
    by["levels"][1]["requires"] = [{"overall": "10%"}]
    found = progress(before, after, old=by, new=by)
    assert (found.before.level, found.after.level) == ("bronze", "bronze")
    assert (found.before.possible, found.after.possible) == ("bronze", "silver")
    assert moved(found) == [("judgement", "greeting", True, True)]
    assert [rule.name for rule in found.movers[0].rules] == ["Silver"]


def test_a_mover_is_what_the_edited_packs_come_to() -> None:
    before = pack("2026-11-01", survey("s", 48, 80), log("l", 9), rating=0)
    after = pack("2026-11-01", survey("t", 58, 80, day="2026-09-01"), log("m", 4), rating=1)
    assert result({**before, "judgements": after["judgements"]}).level == result(after).level == "bronze"
    assert result({**after, "judgements": before["judgements"]}).level == result(before).level
    assert moved(progress(before, after))[0] == ("judgement", "greeting", True, True)


# Versions


def test_a_new_version_is_said_and_may_be_what_moves_it() -> None:
    new = standard(version="2.0.0")
    new["levels"][0]["requires"] = [{"each": "criteria", "at_least": "Working"}]
    new["levels"][1]["requires"] = [{"measure": "waits", "at_least": 9}]
    new["measures"]["waits"] = {"from": "log", "take": "count"}
    new["measures"]["days"]["take"] = {"mean": "days"}
    new["criteria"] = [{**new["criteria"][0], "id": "welcome"}, new["criteria"][1]]
    before = pack("2025-11-01", survey("s", 48, 80), log("l", 9))
    after = pack("2026-11-01", survey("s", 48, 80), log("l", 9), rating=None)
    after["judgements"] = [{"criterion": "welcome", "rating": 1, "assessor": "Ada", "because": "Seen."}]
    found = progress(before, after, new=new)
    assert (found.dropped, found.added) == ((("greeting",), ()), (("welcome",), ("waits",)))
    assert verdicts(found)["days"] == "measured otherwise"
    text = render_progress(found, width=100)
    assert "versions 1.0.0 and 2.0.0" in text
    assert "Criteria not asked any more: greeting" in text


def test_the_version_alone_can_be_what_moves_it() -> None:
    new = standard(version="1.1.0")
    new["levels"][0]["requires"] = [{"each": "criteria", "at_least": "Working"}]
    before = pack("2025-11-01", survey("s", 48, 80), log("l", 9), rating=1)
    found = progress(before, {**before, "date": "2025-12-01"}, new=new)
    assert moved(found) == [("standard", "", True, True)]
    assert "the version of the standard" in render_progress(found, width=100)


def test_a_rating_is_not_taken_over_to_a_scale_that_it_is_not_on() -> None:
    """The new version's scale begins at 1 and goes to 4; what was said on the old one cannot be said on it."""
    new = standard(version="2.0.0")
    points = [{"value": n, "name": name} for n, name in enumerate(["No", "Started", "Working", "Thriving"], 1)]
    new["scales"] = {"practice": points}
    new["criteria"][1]["rating"]["bands"] = {2: "30%", 3: "50%"}
    before, after = (pack(day, survey("s", 48, 80), log("l", 9)) for day in ("2025-11-01", "2026-11-01"))
    for data, ratings in ((before, (1, 0)), (after, (4, 3))):
        said = data["judgements"][0]
        data["judgements"] = [{**said, "assessor": f"Assessor {rating}", "rating": rating} for rating in ratings]
    found = progress(before, after, new=new)
    assert verdicts(found)["greeting"] == "measured otherwise"
    assert found.moves
    assert "judgement" not in {kind for kind, *_ in moved(found)}


# Units


def test_units_that_came_went_or_moved_are_listed() -> None:
    def with_units(day: str, **names: int) -> Data:
        judged = {"criterion": "greeting", "assessor": "Ada", "because": "Seen."}
        units = [
            {"id": name, "name": name.title(), "judgements": [{**judged, "rating": rating}], "evidence": []}
            for name, rating in names.items()
        ]
        for unit in units:
            unit["evidence"] = [survey(f"{unit['id']}-s", 58, 80)]
        return pack(day, units=units)

    found = progress(with_units("2025-11-01", north=0, east=1), with_units("2025-12-01", north=1, west=1))
    text = render_progress(found, width=100)
    assert "North: from Not yet to Bronze" in text
    assert "East: not there any more" in text
    assert "West: not there before" in text
    assert [one["unit"] for one in found.to_dict()["units"]] == ["north", "east", "west"]


# Nothing withheld


@pytest.mark.parametrize("side", ["before", "after"])
def test_what_is_withheld_leaves_no_trace(side: str) -> None:
    def both(positive: int, responses: int) -> str:
        few = survey("few", positive, responses)
        old, new = pack("2025-11-01", survey("s", 48, 80), log("l", 9)), copy.deepcopy(NEW)
        changed = old if side == "before" else new
        changed["evidence"] = [few, *(one for one in changed["evidence"] if one.get("question") != "respect")]
        found = progress(old, new)
        assert verdicts(found)["respected"] == "withheld"
        return texts(found)

    assert both(7, 8) == both(1, 9) == both(0, 3)


def test_a_few_who_came_later_are_not_told_by_subtraction() -> None:
    old = pack("2025-11-01", survey("s", 48, 80), log("l", 9))
    new = pack("2026-01-01", survey("s", 48, 80), survey("t", 6, 6, day="2025-12-01"), log("l", 9))
    assert "86" in result(new).explain() or "54" in result(new)["respect"].because
    found = progress(old, new)
    assert verdicts(found)["respected"] == "withheld"
    assert not any(number in texts(found) for number in ("48", "54", "80", "86"))


def test_a_survey_that_a_few_more_answered_is_not_told_by_subtraction() -> None:
    old, new = pack("2025-11-01", survey("s", 48, 80)), pack("2026-01-01", survey("s", 53, 86))
    assert verdicts(progress(old, new))["respected"] == "withheld"
    many = pack("2026-01-01", survey("s", 85, 100))
    assert verdicts(progress(old, many))["respected"] == "better"


def test_a_survey_that_a_few_answers_were_taken_from_is_not_told_by_subtraction() -> None:
    old, new = pack("2025-11-01", survey("s", 53, 86)), pack("2026-01-01", survey("s", 48, 80))
    assert verdicts(progress(old, new))["respected"] == "withheld"
    fewer = pack("2026-01-01", survey("s", 30, 70))
    assert verdicts(progress(old, fewer))["respected"] != "withheld"


def test_a_survey_counted_anew_with_as_many_answers_is_told() -> None:
    old, new = pack("2025-11-01", survey("s", 53, 86)), pack("2026-01-01", survey("s", 54, 86))
    assert verdicts(progress(old, new))["respected"] == "no clear change"


def test_a_figure_that_rests_on_others_alone_is_told() -> None:
    assert verdicts(progress(OLD, NEW))["respected"] == "better"
    more = pack("2026-01-01", survey("s", 48, 80), survey("t", 20, 20, day="2025-12-01"))
    assert verdicts(progress(pack("2025-11-01", survey("s", 48, 80)), more))["respected"] == "no clear change"


# What cannot be compared


def problems(before: Data, after: Data, **by: Data) -> list[str]:
    with pytest.raises(kitemark.KitemarkError) as caught:
        progress(before, after, **by)
    return [problem.code for problem in caught.value.problems]


def test_what_cannot_be_compared_is_told_at_once() -> None:
    other = {**OLD, "organisation": {**OLD["organisation"], "id": "elsewhere"}}
    assert problems(NEW, other, new=standard(id="another")) == ["other-organisation", "other-standard", "dates"]


def test_a_result_that_is_supposed_is_not_compared() -> None:
    before = result(OLD)
    supposed = kitemark.suppose(before.standard, before.assessment, ratings={"greeting": 1})
    with pytest.raises(kitemark.KitemarkError, match="supposed"):
        kitemark.compare(before, supposed)


def test_what_is_no_result_is_the_programs_mistake() -> None:
    with pytest.raises(TypeError, match="two results"):
        kitemark.compare(result(OLD), "after.yaml")  # type: ignore[arg-type]


# What is written


def test_hostile_words_are_safe_in_every_form() -> None:
    by = standard()
    by["criteria"][0]["title"] = "<script>alert(1)</script> [x](http://evil) \x1b[31m"
    found = progress(
        {**OLD, "organisation": {**OLD["organisation"], "name": "A\x1b[2J<b>"}},
        pack("2026-11-01", rating=0),
        old=by,
        new=by,
    )
    for text in (render_progress(found), render_progress_markdown(found)):
        assert "\x1b" not in text
    markdown = render_progress_markdown(found)
    assert "<script>" not in markdown
    assert "[x](http" not in markdown


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    text = render_progress(progress(OLD, NEW), width=width)
    assert max(map(len, text.splitlines())) <= width
    assert render_progress(progress(OLD, NEW), width=width, ascii_only=True).isascii()


# Where nobody recorded anything


def test_a_count_without_any_record_is_neither_better_nor_worse_and_says_so() -> None:
    by = standard()
    by["measures"]["logged"]["within"] = "12 months"
    before, after = pack("2025-11-01", log("l", 3)), pack("2026-11-01", log("l", 3))
    found = progress(before, after, old=by, new=by)
    assert verdicts(found)["logged"] == "gone"
    assert "Number of logs: it was 1; now there is no record since 1 November 2025" in " ".join(texts(found).split())
    back = progress({**after, "date": "2024-11-01"}, before, old=by, new=by)
    assert verdicts(back)["logged"] == "first time"


def test_a_count_of_records_that_do_not_count_is_a_figure_like_any_other() -> None:
    by = standard()
    by["measures"]["logged"] |= {"where": {"days": {"at_most": 5}}}
    found = progress(pack("2025-11-01", log("l", 3)), pack("2026-11-01", log("l", 9)), old=by, new=by)
    assert verdicts(found)["logged"] == "worse"
