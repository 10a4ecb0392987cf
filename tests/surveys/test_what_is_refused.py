"""What no survey should bring in is refused: people's details, answers nobody sorted, questions about a worker."""

from __future__ import annotations

import pytest
from exports import CUSTOMER_CARE, LISTEN, MAPPING, RESPECT, SITE, SPLIT, WORKER, files, mapping, times
from hypothesis import given
from hypothesis import strategies as st

import kitemark
from kitemark.surveys import import_survey, records_from_rows
from kitemark.surveys.telling import told

ROW = {RESPECT: "Agree", LISTEN: "Disagree", WORKER: "Agree"}


def problems(found, said, standard=CUSTOMER_CARE):
    try:
        records_from_rows(found, said, standard=standard)
    except kitemark.KitemarkError as error:
        return list(error.problems)
    return []


def codes(found, said):
    return sorted({problem.code for problem in problems(found, said)})


# -- people's details ---------------------------------------------------------------------

HELD = [
    "Mrs Violet Sorrow",
    "violet@example.org",
    "07700 900123",
    "SW1A 1AA",
    "12/03/1961",
    "AB 12 34 56 C",
    "943 476 5919",
]


@pytest.mark.parametrize("value", HELD)
@pytest.mark.parametrize("ignore", [[], ["Anything else?"]])
def test_a_column_that_holds_details_is_refused_though_it_be_ignored(value, ignore):
    found = [{**ROW, "Anything else?": "no"}] * 12 + [{**ROW, "Anything else?": value}]
    refused = problems(found, mapping(ignore=ignore))
    assert "personal-data" in {problem.code for problem in refused}
    assert value not in "\n".join(map(str, refused))
    assert "cut the column from the export" in "\n".join(map(str, refused))


@pytest.mark.parametrize("heading", ["Your name", "E-mail", "Mobile", "Postcode", "D.O.B.", "NHS number"])
def test_a_column_called_after_details_is_refused_though_it_be_empty_or_ignored(heading):
    for value in ("", "x"):
        assert "personal-data" in codes([{**ROW, heading: value}] * 12, mapping(ignore=[heading]))


def test_a_column_of_names_under_any_heading_is_refused():
    names = ["Ada Lovelace", "Bo Diaz", "Cy Okoro", "Di Smith-Jones", "Em O'Neill"]
    found = [{**ROW, "Q9": name} for name in names * 3]
    refused = problems(found, mapping(ignore=["Q9"]))
    assert [problem.code for problem in refused] == ["personal-data"]
    assert not any(name in str(problem) for name in names for problem in refused)


def test_sites_have_names_too():
    found = [{**ROW, SITE: name} for name in ("North Street", "South Road", "East Lane", "West Way") * 3]
    assert codes(found, mapping(ignore=[SITE])) == []


def test_details_among_the_answers_themselves_are_refused_and_not_repeated():
    found = [ROW] * 12 + [{**ROW, RESPECT: "ask ada@example.org"}]
    refused = problems(found, MAPPING)
    assert [problem.code for problem in refused] == ["personal-data", "unsorted-answer"]
    assert "ada@" not in "\n".join(map(str, refused))


def test_an_export_without_a_heading_repeats_nothing_of_its_first_row():
    first = {"Agree": "Agree", "I hate the food": "x", "Ada Lovelace": "y"}
    refused = problems([first] * 12, MAPPING)
    text = "\n".join(map(str, refused))
    assert "food" not in text
    assert "Ada" not in text


@times(40)
@given(words=st.lists(st.text("qxzjv", min_size=8, max_size=12), min_size=12, max_size=15, unique=True))
def test_nothing_that_people_wrote_freely_comes_through(words):
    found = [{**ROW, "What should change?": word} for word in words]
    survey = records_from_rows(found, mapping(ignore=["What should change?"]), standard=CUSTOMER_CARE)
    said = repr(survey) + "\n".join(told(survey))
    assert not any(word in said for word in words)
    refused = "\n".join(map(str, problems(found, mapping())))
    assert "column 4 (D)" in refused
    assert not any(word in refused for word in words)
    assert "change" not in refused


# -- answers ------------------------------------------------------------------------------


def test_an_answer_that_nobody_sorted_is_told_by_column_and_rows_and_never_itself():
    found = [ROW] * 12 + [{**ROW, LISTEN: "Sometimes, when Ada is on"}] * 3
    [problem] = problems(found, MAPPING)
    assert (problem.code, problem.line, problem.column) == ("unsorted-answer", 14, 2)
    assert "in 3 rows, first on line 14" in problem.message
    assert LISTEN in problem.path
    assert "Sometimes" not in str(problem)


def test_an_answer_under_two_sorts_is_refused():
    said = mapping()
    said["answers"] = {**said["answers"], "other": ["Not sure", "Disagree", "agree "]}
    assert codes([ROW] * 12, said) == ["duplicate-name"]


def test_a_group_that_nobody_named_is_told_without_its_name():
    found = [{**ROW, SITE: "North"}] * 12 + [{**ROW, SITE: "Secret House"}]
    [problem] = problems(found, mapping(split=[SPLIT]))
    assert problem.code == "unsorted-answer"
    assert "Secret" not in str(problem)


# -- questions about people's own worker --------------------------------------------------


def spoilt(column, **keys):
    said = mapping()
    said["questions"][column] = {**said["questions"][column], **keys}
    return said


def test_a_question_about_the_worker_never_counts_for_the_service():
    assert codes([ROW] * 12, spoilt(RESPECT, scope="worker", criteria=[])) == ["scope"]
    assert codes([ROW] * 12, spoilt(WORKER, criteria=["A2"])) == ["scope"]
    said = mapping()
    said["record"]["criteria"] = ["A2"]
    assert codes([ROW] * 12, said) == ["scope"]
    assert codes([ROW] * 12, MAPPING) == []


def test_the_problem_says_why():
    [problem] = problems([ROW] * 12, spoilt(RESPECT, scope="worker", criteria=[]))
    assert "takes as about organisation, service" in problem.message
    [problem] = problems([ROW] * 12, spoilt(WORKER, criteria=["A2"]))
    assert "more kindly than the service" in problem.hint


def test_a_kind_that_cannot_say_what_a_question_is_about_takes_none_about_the_worker():
    said = {
        "kind": "staff-survey",
        "id": "x",
        "record": {"date": "2026-06-30", "staff": 90},
        "answers": {"positive": ["yes"]},
        "questions": {"Q": {"question": "other", "scope": "worker"}},
    }
    assert codes([{"Q": "yes"}] * 12, said) == ["scope"]


# -- the mapping --------------------------------------------------------------------------

SLIPS = {
    "a kind that there is not": ({"kind": "surveys"}, "unknown-name", "kind"),
    "a field that there is not": ({"record": {**MAPPING["record"], "seting": "home"}}, "unknown-key", "record.seting"),
    "a value that does not fit": ({"record": {**MAPPING["record"], "setting": "moon"}}, "field", "record.setting"),
    "a count given by hand": ({"record": {**MAPPING["record"], "responses": 9}}, "reserved-name", "record.responses"),
    "no day": ({"record": {k: v for k, v in MAPPING["record"].items() if k != "date"}}, "missing-key", "record"),
    "a needed field left out": (
        {"record": {k: v for k, v in MAPPING["record"].items() if k != "design"}},
        "missing-key",
        "record",
    ),
    "no answers at all": ({"answers": None}, "missing-key", f"questions.{RESPECT}"),
    "a question that there is not": (
        {"questions": {RESPECT: {"question": "respectd", "scope": "service"}}},
        "field",
        f"questions.{RESPECT}.question",
    ),
    "a scope that there is not": (
        {"questions": {RESPECT: {"question": "other", "scope": "moon"}}},
        "field",
        f"questions.{RESPECT}.scope",
    ),
    "a criterion that there is not": (
        {"questions": {RESPECT: {"question": "other", "scope": "service", "criteria": ["Z9"]}}},
        "unknown-name",
        f"questions.{RESPECT}.criteria[0]",
    ),
    "a column that there is not": (
        {"questions": {"Gone": {"question": "other", "scope": "service"}}},
        "unknown-name",
        "questions.Gone",
    ),
    "more answers than asked": ({"record": {**MAPPING["record"], "invited": 3}}, "record-rule", "record.responses"),
}


@pytest.mark.parametrize("what", SLIPS)
def test_a_slip_in_the_mapping_is_named_where_it_stands(what, tmp_path):
    keys, code, path = SLIPS[what]
    said = {
        key: value for key, value in mapping(ignore=[RESPECT, LISTEN, WORKER][1:], **keys).items() if value is not None
    }
    if "questions" not in keys:
        said["ignore"] = []
    export, mapped = files(tmp_path, [ROW] * 12, said)
    with pytest.raises(kitemark.KitemarkError) as caught:
        import_survey(export, mapped)
    found = [(problem.code, problem.path) for problem in caught.value.problems]
    assert (code, path) in found, found
    assert all(problem.line for problem in caught.value.problems if problem.file == str(mapped))


def test_all_slips_are_told_at_once():
    said = mapping(kind="survey")
    said["record"] |= {"setting": "moon"}
    said["questions"][WORKER]["criteria"] = ["A2"]
    found = [{**ROW, "Email": "a@b.org", RESPECT: "Hm"}] * 12
    assert codes(found, said) == ["field", "personal-data", "scope", "unknown-key", "unsorted-answer"]


def test_a_file_that_is_no_mapping_is_told(tmp_path):
    export, mapped = files(tmp_path, [ROW], {"kind": "survey", "questions": {}, "colour": "green"})
    with pytest.raises(kitemark.KitemarkError) as caught:
        import_survey(export, mapped)
    assert {problem.code for problem in caught.value.problems} == {"missing-key", "unknown-key", "wrong-type"}
