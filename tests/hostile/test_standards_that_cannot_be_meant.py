"""Standards: a name that leads nowhere, an order that cannot be, a circle: each is refused at its place."""

from __future__ import annotations

import pytest
from sound import HERE, STANDARD, file_problems, problems_of, spoilt, standard_problems

import kitemark

CRITERION = "sections.0.criteria.0"
CHOICE = "sections.0.criteria.1"

DANGLING = {
    "scale": ("practise", "practice"),
    f"{CRITERION}.scale": ("practise", "practice"),
    "sections.0.scale": ("practise", "practice"),
    "tolerance.bonze": ("5%", "bronze"),
    "profile.optional.0": ("department", "departments"),
    "evidence.survey.people": ("response", "responses"),
    "evidence.survey.optional.0": ("populaton", "population"),
    "evidence.survey.rules.0": ("postive <= responses", "positive"),
    "evidence.survey.rules.1": ("positive <= response", "responses"),
    "evidence.feedback.voice.by": ("whom", "who"),
    "evidence.feedback.voice.users": ("customer", None),
    "accepted.recent.from": ("survay", "survey"),
    "accepted.recent.where.seting": ("private", "setting"),
    "accepted.recent.where.setting": ("privat", "private"),
    "accepted.voices.from.0": ("recents", "recent"),
    "accepted.acted-on.linked.by": ("decisions", "decision"),
    "accepted.acted-on.linked.to": ("minute", "minutes"),
    "measures.respected.from": ("resent", "recent"),
    "measures.respected.where": ({"qestion": "respect"}, "question"),
    "measures.respected.where.question": ("respekt", "respect"),
    "measures.respected.take.share": ("positve", "positive"),
    "measures.respected.take.of": ("respones", "responses"),
    "measures.respected.needs.respones": (1, "responses"),
    "measures.respected.population": ("populaton", "population"),
    "measures.days.take.median": ("day", "days"),
    "measures.done.take.share.outcome.0": ("don", "done"),
    "measures.done.take.share.outcom": ("done", "outcome"),
    "measures.gap.by": ("settin", "setting"),
    "measures.gap.every.0": ("privat", "private"),
    "measures.weighted.take.mean": ("positve", "positive"),
    "measures.weighted.take.weighted_by": ("respones", "responses"),
    "measures.error.take.margin": ("respones", "responses"),
    "measures.error.population.largest": ("populaton", "population"),
    "measures.agreed.take.distinct": ("criterium", "criterion"),
    "measures.agreed.where": ({"rolle": "peer"}, "role"),
    "safeguards.0.each.tag": ("cor", "core"),
    "safeguards.0.at_most": ("Startd", "Started"),
    "safeguards.0.unless.measure": ("herd", "heard"),
    f"{CRITERION}.looks_like.Thrivin": ("x", "Thriving"),
    f"{CRITERION}.suggests.0": ("survay", "survey"),
    f"{CRITERION}.tags.0": ("cor", "core"),
    f"{CRITERION}.rating.measure": ("respectd", "respected"),
    f"{CRITERION}.rating.bands.Thrivin": ("90%", "Thriving"),
    f"{CRITERION}.marks.0.measure": ("respectd", "respected"),
    f"{CRITERION}.marks.0.bonze": ("60%", "bronze"),
    f"{CRITERION}.limits.0.at_most": ("Startd", "Started"),
    f"{CRITERION}.limits.0.unless.measure": ("herd", "heard"),
    f"{CRITERION}.limits.0.when": ({"sise": "large"}, "size"),
    f"{CRITERION}.limits.0.when.size": ("larg", "large"),
    f"{CRITERION}.applies_when": ({"sise": "large"}, "size"),
    f"{CRITERION}.applies_when.size.0": ("tny", "tiny"),
    f"{CHOICE}.rating.choose.0.judgement": ("practise", "practice"),
    f"{CHOICE}.rating.choose.0.when": ({"sise": "large"}, "size"),
    f"{CHOICE}.rating.choose.1.measure": ("don", "done"),
    f"{CHOICE}.marks.0.worst.0.measure": ("don", "done"),
    f"{CHOICE}.marks.0.worst.1.choose.0.measure": ("dayz", "days"),
    f"{CHOICE}.marks.0.worst.1.choose.0.when": ({"housin": True}, "housing"),
    "sections.1.criteria.0.rating.worst.1.measure": ("dayz", "days"),
    "sections.1.applies_when": ({"housin": True}, "housing"),
    "levels.0.requires.1.each.tag": ("cor", "core"),
    "levels.0.requires.1.at_least": ("Startd", "Started"),
    "levels.0.requires.2.each.in": ("dignty", "dignity"),
    "levels.0.requires.2.marks": ("bronz", "bronze"),
    "levels.1.requires.0.each": ("section", "sections"),
    "levels.1.requires.1.each.0": ("respekt", "respect"),
    "levels.1.requires.2.some.children": ("listning", "listening"),
    "levels.1.requires.3.each.without": ("strech", "stretch"),
    "levels.1.requires.4.measure": ("gapp", "gap"),
    "levels.1.requires.4.when": ({"sise": "large"}, "size"),
    "levels.1.requires.6.any.1.all.1.measure": ("errors", "error"),
    "levels.1.requires.7.at_least": ("bronz", "bronze"),
    "levels.1.requires.7.expect": ("department", "departments"),
    "commendations.0.requires.0.measure": ("dayz", "days"),
    "flags.0.when.measure": ("dayz", "days"),
}


@pytest.mark.parametrize(("path", "value", "near"), [(path, *rest) for path, rest in DANGLING.items()], ids=DANGLING)
def test_a_name_that_leads_nowhere_is_refused_with_the_nearest_that_does(path, value, near):
    found = standard_problems(path, value)
    assert any(near is None or (problem.hint and f"'{near}'" in problem.hint) for problem in found), found
    spoilt_place = path.replace(".", "")
    assert any(
        problem.path.replace("[", "").replace("]", "").replace(".", "").startswith(spoilt_place[:12])
        for problem in found
    )


TWICE = {
    "a criterion": ("sections.1.criteria.0.id", "respect"),
    "a section": ("sections.1.id", "dignity"),
    "a section called like a criterion": ("sections.1.id", "respect"),
    "a level": ("levels.1.id", "bronze"),
    "a commendation": ("commendations", [{"id": "a", "requires": [{"overall": "1%"}]}] * 2),
    "a flag": ("flags", [{"id": "a", "when": {"overall": "1%"}}] * 2),
    "a safeguard": ("safeguards", [{"id": "a", "each": "criteria", "at_most": 1}] * 2),
}


@pytest.mark.parametrize(("path", "value"), TWICE.values(), ids=TWICE)
def test_an_id_stands_for_one_thing(path, value):
    codes = {problem.code for problem in standard_problems(path, value)}
    assert "duplicate-id" in codes


CANNOT_BE = {
    "bands out of order": (f"{CRITERION}.rating.bands.2", "40%", "bands-order"),
    "bands of equal thresholds": (f"{CRITERION}.rating.bands.2", "50%", "bands-order"),
    "bands for a point off the scale": (f"{CRITERION}.rating.bands.4", "90%", "not-on-scale"),
    "bands in numbers for a share": (f"{CRITERION}.rating.bands.3", 80, "wrong-unit"),
    "bands in per cent for a number": ("sections.1.criteria.0.rating.worst.1.bands.1", "60%", "wrong-unit"),
    "a share over 100 %": (f"{CRITERION}.rating.bands.3", "180%", "out-of-range"),
    "a share below 0 %": (f"{CRITERION}.rating.bands.1", "-1%", "out-of-range"),
    "a mark over 100 %": (f"{CRITERION}.marks.0.bronze", "101%", "out-of-range"),
    "a condition on a share over 100 %": ("levels.1.requires.4.at_most", "120%", "out-of-range"),
    "a condition on a share in numbers": ("levels.1.requires.4.at_most", 3, "wrong-unit"),
    "a threshold with the sign of the other direction": (f"{CRITERION}.rating.bands.3", "< 80%", "wrong-direction"),
    "at least, where lower is better": (
        "levels.1.requires.4",
        {"measure": "gap", "at_least": "20%"},
        "wrong-direction",
    ),
    "at most, where higher is better": ("levels.0.requires.1", {"each": "criteria", "at_most": 2}, "wrong-direction"),
    "at most for the overall score": ("levels.0.requires.0.overall", {"at_most": "20%"}, "wrong-direction"),
    "a level's at most": ("levels.1.requires.7", {"each": "units", "at_most": "bronze"}, "wrong-direction"),
    "an unless the wrong way": ("safeguards.0.unless", {"measure": "heard", "at_most": 1}, "wrong-direction"),
    "two directions in one section": (
        "sections.1.criteria.0",
        {"id": "x", "title": "X", "scale": "demerits"},
        "mixed-directions",
    ),
    "two judged scales in one rating": (
        f"{CHOICE}.rating",
        {"worst": ["judgement", {"judgement": "percent", "bands": {"2": 50}}]},
        "mixed-scales",
    ),
    "a scale out of order": ("scales.practice.1.value", 5, "scale"),
    "a scale with a value twice": ("scales.practice.1.value", 0, "scale"),
    "a scale with a name twice": ("scales.practice.1.name", "Nothing", "duplicate-name"),
    "a range turned round": ("scales.percent", {"from": 100, "to": 0}, "scale"),
    "a step of nothing": ("scales.percent.step", 0, "scale"),
    "an end before the beginning": ("effective.until", "2025-01-01", "dates"),
    "a section with nothing in it": ("sections.1.criteria", [], "empty"),
    "a standard with no criterion": ("sections", [], "no-criteria"),
    "accepted from itself": ("accepted.recent.from", "recent", "circular"),
    "accepted from itself by another": ("accepted.recent.from", "voices", "circular"),
    "linked to itself": ("accepted.acted-on.linked.to", "acted-on", "circular"),
    "linked to what is made from it": ("accepted.acted-on.linked.to", "voices", "circular"),
    "a limit on its own node": (f"{CRITERION}.limits.0.unless", {"each": ["respect"], "at_least": 2}, "circular"),
    "a limit on its own section": (
        "sections.0.limits",
        [{"at_most": 10, "unless": {"each": "sections", "at_least": 50}}],
        "circular",
    ),
    "a limit on the section that holds it": (
        f"{CRITERION}.limits.0.unless",
        {"each": ["dignity"], "at_least": "50%"},
        "circular",
    ),
    "the overall score in a limit": (f"{CRITERION}.limits.0.unless", {"overall": "50%"}, "circular"),
    "the overall score in a safeguard": ("safeguards.0.unless", {"any": [{"overall": "50%"}]}, "circular"),
    "the overall score in the standard's own limit": (
        "limits",
        [{"at_most": 50, "unless": {"overall": "50%"}}],
        "circular",
    ),
    "a level called like a word of the language": ("levels.0.id", "measure", "reserved-name"),
    "a kind called any": ("evidence.any", {"fields": {}}, "reserved-name"),
    "an accepted name that a kind has": ("accepted.survey", {"from": "minutes"}, "reserved-name"),
    "a field that every record has": ("evidence.minutes.fields.date", {"type": "string"}, "reserved-name"),
    "a rule that is none": ("evidence.survey.rules.0", "positive >= responses", "rule"),
    "people counted by a field of words": ("evidence.survey.people", "question", "wrong-type"),
    "the sum of a field of words": ("measures.weighted.take", {"sum": "question"}, "wrong-type"),
    "a measure that takes two things": ("measures.weighted.take", {"sum": "positive", "mean": "positive"}, "take"),
    "a measure that takes nothing": ("measures.weighted.take", {}, "take"),
    "a share of nothing": ("measures.respected.take", {"share": "positive"}, "missing-key"),
    "confidence for what is no share": ("measures.days.confidence", "95%", "confidence"),
    "confidence by group": ("measures.gap.confidence", "95%", "confidence"),
    "a margin without confidence": ("measures.error.confidence", ..., "confidence"),
    "groups without a field": ("measures.gap.by", ..., "groups"),
    "a field for groups and nothing across": ("measures.gap.across", ..., "groups"),
    "a cited measure for a level": ("levels.0.requires.0", {"measure": "heard", "at_least": 1}, "cited"),
    "a selection of nothing": ("levels.0.requires.1.each", {"tag": "core", "in": "listening"}, "empty-selection"),
    "a selection without a key": ("levels.0.requires.1.each", {}, "selection"),
    "a condition of two kinds": ("levels.0.requires.0.measure", "gap", "condition"),
    "a condition of no kind": ("levels.0.requires.0", {"because": "x"}, "condition"),
    "a count and a share": ("levels.1.requires.2.share", "50%", "condition"),
    "bands without a scale of one's own": ("sections.0.bands", {"2": "50%"}, "missing-key"),
    "out of something in a sum": (
        "sections.0",
        {"id": "d", "combine": "sum", "out_of": 5, "criteria": [{"id": "respect", "title": "R"}]},
        "out-of-range",
    ),
}


@pytest.mark.parametrize(("path", "value", "code"), CANNOT_BE.values(), ids=CANNOT_BE)
def test_what_cannot_be_meant_is_refused(path, value, code):
    assert code in {problem.code for problem in standard_problems(path, value)}


OF_THE_WRONG_KIND = {
    "id": "Not A Slug",
    "title": 3,
    "lasts": "3 yrs",
    "effective.from": "2026-02-30",
    "smallest_group": "10%",
    "not_applicable": "ignored",
    "judgements.settle": "mode",
    "judgements.assessors": 0,
    "judgements.may_differ_by": -1,
    "tolerance.bronze": "150%",
    "levels.1.requires.5.applicable": "101%",
    "levels.1.requires.1.except": "200%",
    "levels.1.requires.1.per": "sections",
    "measures.respected.confidence": "50%",
    "measures.error.confidence": "100%",
    "measures.respected.needs.responses": -1,
    "measures.days.better": "less",
    "measures.gap.across": "widest",
    "measures.age.take.age": "years",
    "accepted.recent.within": "18months",
    "evidence.survey.voice": ["customer"],
    "sections.0.weight": -1,
    "sections.0.combine": "average",
    "sections.0.criteria": {"a": "b"},
    "scales.practice": 3,
    "scales.percent.from": "nothing",
    f"{CRITERION}.rating": ["judgement"],
    f"{CRITERION}.effort": "much",
    f"{CRITERION}.asked_of": "staff",
    "levels": [],
    "levels.0.title": " ",
    "version": "one",
    "levels.0.requires.0.overall": [1],
    "levels.0.requires.1.each": 3,
    "commendations.0.requires": [],
    "kitemark": 1.0,
}


@pytest.mark.parametrize(("path", "value"), OF_THE_WRONG_KIND.items(), ids=OF_THE_WRONG_KIND)
def test_a_value_of_the_wrong_kind_is_refused_at_its_place(path, value):
    (problem,) = standard_problems(path, value)
    assert problem.code == ("dates" if path == "effective.from" else "wrong-type")
    assert problem.path.replace("[", ".").replace("]", "") == path
    assert "found " in problem.message
    assert "wanted " in problem.message


UNKNOWN = {
    "titel": "title",
    "sections.0.wieght": "weight",
    f"{CRITERION}.guidence": "guidance",
    f"{CRITERION}.rating.band": "bands",
    f"{CRITERION}.limits.0.unles": "unless",
    "levels.0.requires.0.becuase": "because",
    "levels.1.requires.6.any.1.all.0.over_all": "overall",
    "levels.0.requires.1.each.tags": "tag",
    "measures.respected.confidense": "confidence",
    "measures.respected.take.share_of": "share",
    "accepted.acted-on.linked.date": "dated",
    "accepted.acted-on.where.days.atmost": "at_most",
    "scales.percent.steps": "step",
    "scales.demerits.beter": "better",
    "scales.practice.0.mean": "means",
    "evidence.survey.voise": "voice",
    "profile.field": "fields",
    "judgements.setle": "settle",
    "effective.untill": "until",
    "safeguards.0.becuase": "because",
    "flags.0.say": "says",
    "commendations.0.require": "requires",
}


@pytest.mark.parametrize(("path", "near"), UNKNOWN.items(), ids=UNKNOWN)
def test_an_unknown_key_is_refused_with_the_nearest_key(path, near):
    (problem,) = [p for p in standard_problems(path, "x") if p.code == "unknown-key"]
    assert problem.path.replace("[", ".").replace("]", "") == path
    assert problem.hint == f"did you mean '{near}'?"


def test_an_unknown_key_that_is_near_none_is_refused_with_all_keys():
    (problem,) = standard_problems("publisher", {"name": "P", "zzz": 1})
    assert problem.hint == "the keys here are name, url"


def test_all_problems_of_a_standard_are_told_at_once_and_in_order(tmp_path):
    text = (HERE / "sound-standard.yaml").read_text()
    for sound, wrong in {
        "from: recent": "from: resent",
        "{sum": "{sum",
        "tag: core}, at_most": "tag: cor}, at_most",
    }.items():
        text = text.replace(sound, wrong)
    text = text.replace("overall: 20%", "overall: {at_most: 20%}").replace("children: listening", "children: listning")
    found = file_problems(tmp_path, text)
    assert [problem.code for problem in found] == ["unknown-name", "unknown-name", "wrong-direction", "unknown-name"]
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)


def test_a_standard_that_is_not_there_is_refused_with_the_nearest_that_is():
    (problem,) = problems_of(kitemark.load_standard, "customer-car")
    assert (problem.code, problem.hint) == ("no-standard", "did you mean 'customer-care'?")


def test_another_version_than_the_bundled_one_is_refused():
    (problem,) = problems_of(kitemark.load_standard, "customer-care@99")
    assert problem.code == "version"


def test_the_sound_standard_is_sound():
    assert kitemark.standard_from(spoilt(STANDARD.to_data(), "title", "Another")).title == "Another"
