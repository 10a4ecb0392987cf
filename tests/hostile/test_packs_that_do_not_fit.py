"""Packs: what does not fit the standard is refused at its place, and nobody's voice is repeated."""

from __future__ import annotations

import pytest
from sound import HERE, PACK, STANDARD, evaluated, pack_problems, problems_of, spoilt

import kitemark

SURVEY = {"id": "x", "kind": "survey", "date": "2026-06-01", "question": "respect", "setting": "private"}
SURVEY |= {"responses": 20, "positive": 17}

SPOILT = {
    "an unknown kind": ("evidence.0.kind", "survay", "unknown-name", "evidence[0].kind", "'survey'"),
    "a kind far from all": ("evidence.0.kind", "qqqq", "unknown-name", "evidence[0].kind", "the kinds are survey"),
    "a kind that is a list": ("evidence.0.kind", ["survey"], "unknown-name", "evidence[0].kind", "the kinds are"),
    "a table of a kind that is a list": (
        "evidence.1.kind",
        ["survey"],
        "unknown-name",
        "evidence[1].kind",
        "the kinds are",
    ),
    "no kind": ("evidence.0.kind", ..., "missing-key", "evidence[0]", "add 'kind: ...'"),
    "no kind for a table": ("evidence.1.kind", ..., "missing-key", "evidence[1].table", "add the column 'kind'"),
    "no id": ("evidence.0.id", ..., "missing-key", "evidence[0]", "add 'id: ...'"),
    "an id that is a number": ("evidence.0.id", 7, "wrong-type", "evidence[0].id", "in quotes"),
    "an id that is a list": ("evidence.0.id", ["s1"], "wrong-type", "evidence[0].id", ""),
    "an empty id": ("evidence.0.id", " ", "wrong-type", "evidence[0].id", ""),
    "an id twice": ("evidence.2.id", "s1", "duplicate-id", "evidence[2].id", "the first is at evidence[0]"),
    "an id of a table's row twice": (
        "evidence.2.id",
        "p1",
        "duplicate-id",
        "evidence[2].id",
        "in 'sound-survey.csv' on line 2",
    ),
    "an id twice across units": (
        "units.0.evidence.0.id",
        "s1",
        "duplicate-id",
        "units[0].evidence[0].id",
        "evidence[0]",
    ),
    "no date": ("evidence.0.date", ..., "missing-key", "evidence[0]", "YYYY-MM-DD"),
    "a day that does not exist": ("evidence.0.date", "2026-02-30", "dates", "evidence[0].date", ""),
    "a date that is a number": ("evidence.0.date", 20260601, "dates", "evidence[0].date", ""),
    "a date and a period": ("evidence.3.date", "2026-05-01", "dates", "evidence[3].period", ""),
    "a period that ends before it begins": ("evidence.3.period.to", "2026-01-01", "dates", "evidence[3].period", ""),
    "a period of one day": ("evidence.3.period", {"from": "2026-01-01"}, "dates", "evidence[3].period", ""),
    "a period in words": ("evidence.3.period", "spring", "dates", "evidence[3].period", ""),
    "a period with a day that does not exist": (
        "evidence.3.period.from",
        "2026-13-01",
        "dates",
        "evidence[3].period",
        "",
    ),
    "an unknown criterion": (
        "evidence.0.criteria",
        ["respekt"],
        "unknown-name",
        "evidence[0].criteria[0]",
        "'respect'",
    ),
    "a criterion that is a list": ("evidence.0.criteria", [["respect"]], "unknown-name", "evidence[0].criteria[0]", ""),
    "a criterion for a list": ("evidence.0.criteria", "respect", "wrong-type", "evidence[0].criteria", ""),
    "a misspelt name of every record's": ("evidence.0.titel", "x", "unknown-key", "evidence[0].titel", "'title'"),
    "an unknown field": ("evidence.0.positve", 1, "unknown-key", "evidence[0].positve", "'positive'"),
    "a missing field": ("evidence.0.positive", ..., "missing-key", "evidence[0]", "add 'positive: ...'"),
    "a field that is nothing": ("evidence.0.positive", None, "field", "evidence[0].positive", ""),
    "a field of the wrong kind": ("evidence.0.positive", "many", "field", "evidence[0].positive", ""),
    "a field off its list": ("evidence.0.setting", "with others", "field", "evidence[0].setting", ""),
    "a field below its least": ("evidence.0.responses", -1, "field", "evidence[0].responses", ""),
    "half a person": ("evidence.0.responses", 20.5, "field", "evidence[0].responses", ""),
    "a list with a wrong item": ("evidence.2.topics", ["care", "cars"], "field", "evidence[2].topics", ""),
    "counts that do not add up": ("evidence.0.positive", 21, "record-rule", "evidence[0].positive", "check the counts"),
    "more answers than people": (
        "evidence.0.population",
        19,
        "record-rule",
        "evidence[0].responses",
        "check the counts",
    ),
    "a unit that is not there": ("evidence.0.unit", "nort", "unknown-name", "evidence[0].unit", "'north'"),
    "a unit that is a mapping": ("evidence.0.unit", {"a": 1}, "wrong-type", "evidence[0].unit", ""),
    "another unit than the record's own": ("units.0.evidence.0.unit", "south", "unit", "units[0].evidence[0].unit", ""),
    "a unit twice": ("units", [{"id": "north", "profile": {"housing": True}}] * 2, "duplicate-id", "units[1].id", ""),
    "a note that is a number": ("evidence.0.note", 3, "wrong-type", "evidence[0].note", ""),
    "a judgement of an unknown criterion": (
        "judgements.0.criterion",
        "choise",
        "unknown-name",
        "judgements[0].criterion",
        "'choice'",
    ),
    "a rating off the scale": ("judgements.1.rating", 4, "not-on-scale", "judgements[1].rating", "its points are"),
    "a rating between points": ("judgements.1.rating", 1.5, "not-on-scale", "judgements[1].rating", ""),
    "a rating by a wrong name": ("judgements.0.rating", "Workin", "not-on-scale", "judgements[0].rating", "'Working'"),
    "a rating that is true": ("judgements.0.rating", True, "not-on-scale", "judgements[0].rating", ""),
    "no rating": ("judgements.0.rating", ..., "judgement", "judgements[0]", ""),
    "a rating of what is not applicable": ("judgements.0.not_applicable", True, "judgement", "judgements[0]", ""),
    "not applicable where that is refused": (
        "judgements.1",
        {"criterion": "answers", "not_applicable": True, "assessor": "A", "role": "peer", "because": "x"},
        "not-applicable",
        "judgements[1].not_applicable",
        "take the mark away and give a rating; only who publishes the standard",
    ),
    "a judgement without a reason": ("judgements.0.because", ..., "missing-key", "judgements[0]", "add 'because: ...'"),
    "a judgement that cites nothing": ("judgements.0.cites.0", "f2", "unknown-name", "judgements[0].cites[0]", ""),
    "a judgement on no day": ("judgements.1.date", "2026-00-01", "dates", "judgements[1].date", ""),
    "an unknown fact": ("organisation.profile.sise", "tiny", "unknown-key", "organisation.profile.sise", "'size'"),
    "a fact that cannot be": ("organisation.profile.size", "huge", "field", "organisation.profile.size", ""),
    "a fact that is nothing": ("organisation.profile.size", None, "field", "organisation.profile.size", ""),
    "a fact that is a mapping": ("organisation.profile.size", {"a": [1]}, "field", "organisation.profile.size", ""),
    "a fact that is missing": (
        "organisation.profile.size",
        ...,
        "missing-fact",
        "organisation.profile",
        "add 'size: ...'",
    ),
    "a unit's fact that cannot be": ("units.0.profile.housing", "yes", "field", "units[0].profile.housing", ""),
    "a decision for an unknown level": ("decision.level", "silvr", "unknown-name", "decision.level", "'silver'"),
    "an unknown key": ("judgement", [], "unknown-key", "judgement", "'judgements'"),
    "an unknown key of a judgement": (
        "judgements.0.asessor",
        "A",
        "unknown-key",
        "judgements[0].asessor",
        "'assessor'",
    ),
    "a date that is none": ("date", "2026-11-31", "dates", "date", ""),
    "no date of assessment": ("date", ..., "missing-key", "", "add 'date: ...'"),
}


@pytest.mark.parametrize(("path", "value", "code", "where", "hint"), SPOILT.values(), ids=SPOILT)
def test_a_spoilt_pack_is_refused_at_its_place(path, value, code, where, hint):
    found = pack_problems(path, value)
    assert any(p.code == code and p.path == where and hint in (p.hint or "") for p in found), found


def test_all_problems_of_a_pack_are_told_at_once():
    pack = PACK.to_data()
    for path, value in {
        "evidence.0.positive": 21,
        "judgements.0.criterion": "x",
        "organisation.profile.size": 3,
    }.items():
        pack = spoilt(pack, path, value)
    pack = spoilt(pack, "decision.level", "x")
    assert {p.code for p in problems_of(evaluated, pack)} == {"record-rule", "unknown-name", "field"}


WORDS = "they-hit-me"
TOLD = {
    "as a count": {"responses": WORDS},
    "as a choice": {"setting": WORDS},
    "as a text that is too long": {"words": WORDS * 9},
    "as a list": {"question": [WORDS]},
    "as a mapping": {"question": {WORDS: WORDS}},
    "beside counts that do not add up": {"words": WORDS, "positive": 77777},
}


@pytest.mark.parametrize("values", TOLD.values(), ids=TOLD)
def test_a_record_that_carries_a_voice_is_never_repeated(values):
    for problem in pack_problems("evidence.0", {**SURVEY, **values}):
        said = f"{problem} {problem.to_dict()}"
        assert WORDS not in said
        assert "77777" not in said
        assert "record 'x'" in problem.message


def test_a_record_that_carries_no_voice_may_be_repeated():
    (problem,) = pack_problems("evidence.2.topics", "cars")
    assert "'cars'" in problem.message


def test_a_file_that_is_no_pack_repeats_no_value(tmp_path):
    (tmp_path / "pack.yaml").write_text(f"organisation: {{id: a}}\ndate: 1\nevidence: {WORDS}\njudgements: 3.75\n")
    found = problems_of(kitemark.load_assessment, tmp_path / "pack.yaml")
    assert [p.path for p in found] == ["date", "evidence", "judgements"]
    assert not any(WORDS in str(p) for p in found)


def test_problems_of_a_pack_stand_at_their_lines(tmp_path):
    text = (HERE / "sound-pack.yaml").read_text().replace("rating: 2", "rating: 5").replace("days: 12.5", "days: -1")
    (tmp_path / "pack.yaml").write_text(text)
    (tmp_path / "sound-survey.csv").write_text((HERE / "sound-survey.csv").read_text())
    found = problems_of(kitemark.evaluate, STANDARD, kitemark.load_assessment(tmp_path / "pack.yaml"))
    lines = text.splitlines()
    assert ["days: -1" in lines[found[0].line - 1], "rating: 5" in lines[found[1].line - 1]] == [True, True]
    assert lines[found[0].line - 1][found[0].column - 1 :].startswith("-1")


def test_an_id_twice_names_the_line_of_the_first(tmp_path):
    text = (HERE / "sound-pack.yaml").read_text().replace("id: m1", "id: s1").replace("decision: m1", "decision: s1")
    (tmp_path / "pack.yaml").write_text(text)
    (tmp_path / "sound-survey.csv").write_text((HERE / "sound-survey.csv").read_text())
    (problem,) = problems_of(kitemark.evaluate, STANDARD, kitemark.load_assessment(tmp_path / "pack.yaml"))
    assert problem.hint == "the first is on line 7"


STANDARDS = {
    "../../etc/passwd": "no-standard",
    "/etc/passwd": "path",
    "..\\a.yaml": "path",
    "nowhere": "no-standard",
    "a\0b.yaml": "no-standard",
}


@pytest.mark.parametrize(("name", "code"), STANDARDS.items(), ids=[repr(name) for name in STANDARDS])
def test_a_pack_cannot_name_just_any_file_as_its_standard(name, code):
    pack = kitemark.assessment_from(spoilt(PACK.to_data(), "standard", name), folder=HERE)
    (problem,) = problems_of(pack.named_standard)
    assert (problem.code, problem.path) == (code, "standard")


def test_a_pack_that_names_no_standard_says_so():
    pack = kitemark.assessment_from(spoilt(PACK.to_data(), "standard", ...), folder=HERE)
    (problem,) = problems_of(pack.named_standard)
    assert problem.code == "missing-key"


def test_an_unknown_target_is_refused_with_the_nearest_level():
    (problem,) = problems_of(kitemark.evaluate, STANDARD, PACK, target="silvr")
    assert problem.hint == "did you mean 'silver'?"


SAID = "7919 of them were hurt"
SLIPPED = {
    "as its date": {"date": SAID},
    "as its date, in a number": {"date": 7919},
    "as a period": {"date": ..., "period": SAID},
    "as a day of its period": {"date": ..., "period": {"from": SAID, "to": "2026-06-01"}},
    "as its criteria": {"criteria": SAID},
    "as one of its criteria": {"criteria": [SAID]},
    "as one of its criteria, in a list": {"criteria": [[SAID]]},
    "as its unit": {"unit": SAID},
    "as its id": {"id": [SAID]},
    "as its note": {"note": [SAID]},
    "as its title": {"title": 7919},
    "as a field": {"responses": SAID},
    "as a kind, in a list": {"kind": [SAID]},
}


@pytest.mark.parametrize("values", SLIPPED.values(), ids=SLIPPED)
def test_nothing_that_slipped_in_a_record_that_counts_people_is_repeated(values):
    record = {key: value for key, value in {**SURVEY, **values}.items() if value is not ...}
    for problem in pack_problems("evidence.0", record):
        assert "7919" not in f"{problem} {problem.to_dict()}"


def test_what_can_only_be_a_date_or_an_id_is_shown():
    for values, shown in (
        ({"date": "2026-02-30"}, "'2026-02-30'"),
        ({"criteria": ["respekt"]}, "'respekt'"),
        ({"unit": "nort"}, "'nort'"),
        ({"kind": "survay"}, "'survay'"),
    ):
        found = pack_problems("evidence.0", {**SURVEY, **values})
        assert any(shown in problem.message for problem in found), found


QUOTED = {
    "a judgement's reason": ("judgements.0.because", [SAID]),
    "a judgement's reason, in a number": ("judgements.0.because", 7919),
    "a unit's judgement's reason": ("units.0.judgements.0.because", {"said": SAID}),
    "the users' comment": ("users_comment.text", 7919),
    "the pack's note": ("note", 7919),
    "the evidence": ("evidence", SAID),
    "one record": ("evidence.0", SAID),
    "a unit's evidence": ("units.0.evidence", {"said": SAID}),
}


@pytest.mark.parametrize(("path", "value"), QUOTED.values(), ids=QUOTED)
def test_what_people_say_is_not_repeated_where_it_is_of_the_wrong_kind(path, value):
    found = pack_problems(path, value)
    assert any(problem.path.replace("[", ".").replace("]", "") == path for problem in found)
    assert not any("7919" in str(problem) for problem in found)


def test_a_date_that_does_not_exist_has_one_code_wherever_it_stands(tmp_path):
    (tmp_path / "t.csv").write_text("id,date,responses,positive\nr1,2026-02-30,9,8\n")
    table = {"kind": "survey", "table": "t.csv", "setting": "public", "question": "respect"}
    places = {
        "date": "2026-02-30",
        "evidence.0.date": "2026-02-30",
        "evidence.3.period.to": "2026-02-30",
        "judgements.1.date": "2026-02-30",
        "decision.date": "2026-02-30",
    }
    for path, value in places.items():
        (problem,) = pack_problems(path, value)
        assert (problem.code, "wanted a date that exists, written YYYY-MM-DD" in problem.message) == ("dates", True)
        assert "'2026-02-30'" in problem.message
    data = spoilt(PACK.to_data(), "evidence.1", table)
    found = problems_of(kitemark.evaluate, STANDARD, kitemark.assessment_from(data, folder=tmp_path))
    assert [(problem.code, problem.line, problem.column) for problem in found] == [("dates", 2, 2)]
    assert "2026-02-30" not in found[0].message


def test_a_target_that_is_no_level_comes_with_what_else_is_wrong():
    pack = kitemark.assessment_from(spoilt(PACK.to_data(), "judgements.0.criterion", "choise"), folder=HERE)
    found = problems_of(kitemark.evaluate, STANDARD, pack, target="silvr")
    assert [problem.code for problem in found] == ["unknown-name", "unknown-name"]


@pytest.mark.parametrize(
    ("field", "value", "hint"),
    [
        ("title", 7919, "put it in quotes"),
        ("title", "", "write some words"),
        ("title", [SAID], "write one text, in quotes if it begins with [ or a dash"),
        ("title", {"said": SAID}, "write one text, in quotes if it holds a colon"),
        ("title", None, "fill it in, or take it out where it is optional"),
        ("words", None, "fill it in, or take it out where it is optional"),
        ("words", 7919, "put it in quotes"),
        ("responses", "7919", "take the quotes away"),
        ("responses", "7919%", "write how many there are, not which share: what is wanted is a count, in digits"),
    ],
)
def test_what_people_say_is_to_be_mended_and_not_repeated(field, value, hint):
    found = pack_problems("evidence.0", {**SURVEY, field: value})
    assert hint in [problem.hint for problem in found]
    assert "7919" not in str(found)
