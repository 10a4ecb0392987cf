"""One reading tells what every room finds in a file, and nothing that only follows from what is told."""

from __future__ import annotations

from typing import Any

import pytest
from sound import HERE, PACK, STANDARD, evaluated, file_problems, problems_of, spoilt, written

import kitemark

STANDARD_TEXT = (HERE / "sound-standard.yaml").read_text()
PACK_TEXT = (HERE / "sound-pack.yaml").read_text()


def edited(text: str, changes: dict[str, str]) -> str:
    """A text with each of the words, which must stand in it, changed for others."""
    for sound, wrong in changes.items():
        assert sound in text, sound
        text = text.replace(sound, wrong, 1)
    return text


def told(problems: tuple[kitemark.Problem, ...]) -> list[tuple[str, str]]:
    """Each problem's code and path, in the order in which they are told."""
    return [(problem.code, problem.path) for problem in problems]


def of_standard(folder: Any, changes: dict[str, str]) -> list[tuple[str, str]]:
    return told(file_problems(folder, edited(STANDARD_TEXT, changes)))


def of_pack(folder: Any, changes: dict[str, str]) -> list[tuple[str, str]]:
    written(folder, STANDARD_TEXT, "sound-standard.yaml")
    written(folder, (HERE / "sound-survey.csv").read_text(), "sound-survey.csv")
    path = written(folder, edited(PACK_TEXT, changes))

    def call() -> None:
        assessment = kitemark.load_assessment(path)
        kitemark.evaluate(assessment.named_standard(), assessment)

    return told(problems_of(call))


# Standards


def test_what_the_reader_the_model_and_the_names_find_in_a_standard_is_told_together(tmp_path):
    changes = {
        "title: Sound mark": "titel: Sound mark",
        "lasts: 3 years": "lasts: .nan",
        "from: recent\n": "from: resent\n",
        "overall: 20%": "overall: {at_most: 20%}",
    }
    assert of_standard(tmp_path, changes) == [
        ("unknown-key", "titel"),
        ("not-a-number", "lasts"),
        ("unknown-name", "measures.respected.from"),
        ("wrong-direction", "levels[0].requires[0].overall.at_most"),
    ]


def test_every_key_at_the_top_may_be_wrong_and_the_rest_is_checked(tmp_path):
    changes = {
        "kitemark: 1": "kitemark: 2",
        "id: sound": "id: Sound X",
        '"1.0.0"': "1.0",
        "tag: core}, at_": "tag: cor}, at_",
    }
    assert of_standard(tmp_path, changes) == [
        ("wrong-type", "kitemark"),
        ("wrong-type", "id"),
        ("wrong-type", "version"),
        ("unknown-name", "safeguards[0].each.tag"),
    ]


def test_places_are_those_of_the_whole_file_whatever_was_taken_out_before(tmp_path):
    changes = {
        "    requires:\n      - overall: 20%": "    requires:\n      - just words\n      - ~\n      - overall: 20%",
        "{each: {tag: core}, at_least: Started}": "{each: {tag: cor}, at_least: Started}",
    }
    text = edited(STANDARD_TEXT, changes)
    found = file_problems(tmp_path, text)
    assert told(found) == [
        ("wrong-type", "levels[0].requires[0]"),
        ("empty-value", "levels[0].requires[1]"),
        ("unknown-name", "levels[0].requires[3].each.tag"),
    ]
    assert "tag: cor}" in text.splitlines()[found[2].line - 1]


SLIPS = {
    "tag: core}, at_": "tag: cor}, at_",
    "from: recent\n": "from: resent\n",
    "overall: 20%": "overall: {at_most: 20%}",
}
SLIPS_TOLD = [
    ("unknown-name", "measures.respected.from"),
    ("unknown-name", "safeguards[0].each.tag"),
    ("wrong-direction", "levels[0].requires[0].overall.at_most"),
]


@pytest.mark.parametrize("key", ["tags", "scales", "scale", "measures", "safeguards", "sections", "levels", "accepted"])
def test_a_misspelt_key_hides_nothing_of_what_stands_below_it_or_names_that(tmp_path, key):
    misspelt = f"{key[:-2]}{key[-1]}{key[-2]}"
    found = of_standard(tmp_path, {f"\n{key}:": f"\n{misspelt}:", **SLIPS})
    told_then = [(code, where.replace(key, misspelt) if where.startswith(key) else where) for code, where in SLIPS_TOLD]
    assert sorted(found) == sorted([("unknown-key", misspelt), *told_then])


def test_a_misspelt_key_in_a_misspelt_key_hides_nothing_either(tmp_path):
    changes = {"levels:\n": "levls:\n", "    requires:\n      - overall: 20%": "    require:\n      - overal: 20"}
    assert of_standard(tmp_path, changes) == [
        ("unknown-key", "levls"),
        ("unknown-key", "levls[0].require"),
        ("unknown-key", "levls[0].require[0].overal"),
    ]
    changes["overall: 20%"] = "overal: {at_least: [3]}"
    changes["    requires:\n      - overall: 20%"] = "    require:\n      - overall: 20%"
    assert ("wrong-type", "levls[0].require[0].overal.at_least") in of_standard(tmp_path, changes)


def test_what_stands_below_a_misspelt_key_is_no_more_repeated_than_below_the_right_one(tmp_path):
    standard, survey = (HERE / "sound-standard.yaml").read_text(), (HERE / "sound-survey.csv").read_text()
    written(tmp_path, standard, "sound-standard.yaml")
    written(tmp_path, survey, "sound-survey.csv")
    path = written(
        tmp_path, edited(PACK_TEXT, {"judgements:\n": "jugements:\n", "because: None offered.": "because: 7741"})
    )
    found = problems_of(kitemark.load_assessment, path)
    assert ("wrong-type", "jugements[2].because") in told(found)
    assert "7741" not in str(found)


def test_a_key_that_stands_there_already_is_not_meant_a_second_time(tmp_path):
    assert of_standard(tmp_path, {"title: Sound mark": "title: Sound mark\ntitel: 3"}) == [("unknown-key", "titel")]


def test_a_number_that_is_none_is_told_once(tmp_path):
    assert of_pack(tmp_path, {"positive: 17": "positive: .inf"}) == [("not-a-number", "evidence[0].positive")]


def test_a_level_that_stands_twice_is_told_once(tmp_path):
    assert of_standard(tmp_path, {"- id: silver": "- id: bronze"}) == [("duplicate-id", "levels[1].id")]


FOLLOWS = {
    "a misspelt key is not missing, too": ({"title: Sound mark": "titel: Sound mark"}, "unknown-key", "titel"),
    "a required key of a measure": (
        {"respected:\n    from: recent": "respected:\n    form: recent"},
        "unknown-key",
        "measures.respected.form",
    ),
    "a key at the top whose names are read everywhere": ({"scales:\n": "scalez:\n"}, "unknown-key", "scalez"),
    "a default": ({"scale: practice\n": "scael: practice\n"}, "unknown-key", "scael"),
    "sections of which nobody knows what they hold": ({"sections:\n": "section:\n"}, "unknown-key", "section"),
    "criteria of a section, which nobody knows": (
        {"    criteria:\n      - id: respect": "    criterias:\n      - id: respect"},
        "unknown-key",
        "sections[0].criterias",
    ),
    "a measure that is not whole": (
        {"days: {from: feedback, take: {median": "days: {from: feedback, tak: {median"},
        "unknown-key",
        "measures.days.tak",
    ),
    "a kind whose fields are not known": (
        {"    fields: {topics: {": "    fields: [{topics: {", "[care, money]}}}": "[care, money]}}}]"},
        "wrong-type",
        "evidence.minutes.fields",
    ),
    "accepted evidence that is none": (
        {"recent: {from: survey, within: 18 months, where: {setting: private}}": "recent: survey"},
        "wrong-type",
        "accepted.recent",
    ),
    "a safeguard of which a part is not understood": (
        {"at_most: 1, unless: {measure: heard": "at_most: [1], unless: {measure: herd"},
        "wrong-type",
        "safeguards[0].at_most",
    ),
    "a scale that cannot be meant": (
        {"    - {value: 1, name: Started}": "    - {value: 5, name: Started}"},
        "scale",
        "scales.practice[2].value",
    ),
}


@pytest.mark.parametrize(("changes", "code", "path"), FOLLOWS.values(), ids=FOLLOWS)
def test_what_only_follows_in_a_standard_is_not_told(tmp_path, changes, code, path):
    assert of_standard(tmp_path, changes) == [(code, path)]


OPEN = {
    "criteria on a default scale that is none": ({"scale: practice\n": "scale: 3\n"}, "scale"),
    "points of a scale of which one is not understood": (
        {"{value: 1, name: Started}": "{value: one, name: Started}"},
        "scales.practice[1].value",
    ),
    "what names a level whose id is misspelt": ({"levels:\n  - id:": "levels:\n  - idd:"}, "levels[0].idd"),
    "what names a criterion whose id is misspelt": (
        {"- id: respect\n": "- idd: respect\n"},
        "sections[0].criteria[0].idd",
    ),
    "what reads a fact whose name is none": ({"{size: {enum": "{the size: {enum"}, "profile.fields.the size"),
    "criteria that carry a tag that is not understood": ({"{core: Must have": "{core: 3"}, "tags.core"),
    "the other form of a scale whose points are misspelt": (
        {"lower, points: [": "lower, point: ["},
        "scales.demerits.point",
    ),
    "the other form of a scale whose points are misspelt and none": (
        {"lower, points: [{value: 10}, {value: 5}, {value: 0}]": "lower, point: 3"},
        "scales.demerits.point",
    ),
    "the measure of a mark whose key is misspelt": (
        {"{measure: respected, bronze: 60%": "{mesure: respected, bronze: 60%"},
        "sections[0].criteria[0].marks[0].mesure",
    ),
    "a key of a voice that is misspelt and not text": (
        {"voice: {by: who, user": "voice: {byy: 3, user"},
        "evidence.feedback.voice.byy",
    ),
}
"""What follows from a default, from a name that nobody knows, and from keys that may be any."""


@pytest.mark.parametrize(("changes", "path"), OPEN.values(), ids=OPEN)
def test_what_only_follows_from_what_nobody_can_name_is_not_told(tmp_path, changes, path):
    assert [where for _, where in of_standard(tmp_path, changes)] == [path]


def test_a_scale_that_is_neither_form_is_told_what_a_range_lacks(tmp_path):
    found = of_standard(tmp_path, {"{better: lower, points: [": "{better: lower, values: ["})
    assert ("missing-key", "scales.demerits") in found
    found = of_standard(tmp_path, {"percent: {from: 0, to: 100": "percent: {from: 0, point: 3, too: 100"})
    assert found == [("unknown-key", "scales.percent.point"), ("unknown-key", "scales.percent.too")]


STILL = {
    "beside a text that is read by nobody": {"flags:\n": "summary: 3\nflags:\n"},
    "beside a measure that it does not name": {"age: {from: any, take: {age: months}}": "age: {from: any, tak: 3}"},
    "beside a section's own title": {"    title: Dignity\n": "    title: 3\n"},
    "beside a scale that nothing stands on": {"demerits: {better: lower": "demerits: {beter: lower"},
}


@pytest.mark.parametrize("changes", STILL.values(), ids=STILL)
def test_what_does_not_follow_is_told_all_the_same(tmp_path, changes):
    found = of_standard(tmp_path, {**changes, "{measure: gap, at_most: 20%": "{measure: gapp, at_most: 20%"})
    assert ("unknown-name", "levels[1].requires[4].measure") in found


def test_one_comparison_that_fits_no_node_is_told_once():
    levels = [{"id": "l", "requires": [{"each": "criteria", "at_least": "Startd"}]}]
    found = problems_of(kitemark.standard_from, {**STANDARD.to_data(), "levels": levels, "tolerance": {}})
    assert [path for _, path in told(found)].count("levels[0].requires[0].at_least") == 1


# Packs


def test_what_a_pack_has_wrong_by_itself_comes_with_what_its_standard_finds(tmp_path):
    changes = {
        "size: tiny": "size: tiny, sise: 3",
        "date: 2026-11-01": "date: 2026-11-31",
        "positive: 17": "positive: 21",
        "criterion: choice, rating: Working": "criterion: choise, rating: Working",
        "because: None offered.": "becuase: None offered.",
    }
    assert of_pack(tmp_path, changes) == [
        ("unknown-key", "organisation.profile.sise"),
        ("dates", "date"),
        ("record-rule", "evidence[0].positive"),
        ("unknown-name", "judgements[0].criterion"),
        ("unknown-key", "judgements[2].becuase"),
    ]


def test_plain_data_is_checked_by_the_standard_that_it_names_too():
    data = spoilt(spoilt(PACK.to_data(), "date", "soon"), "judgements.0.criterion", "choise")
    found = problems_of(kitemark.assessment_from, data, folder=HERE)
    assert sorted(told(found)) == [("dates", "date"), ("unknown-name", "judgements[0].criterion")]


def test_places_in_a_pack_are_those_of_the_whole_file(tmp_path):
    changes = {"evidence:\n": "evidence:\n  - just words\n", "days: 12.5": "days: -1"}
    assert of_pack(tmp_path, changes) == [("wrong-type", "evidence[0]"), ("field", "evidence[4].days")]


PACK_FOLLOWS = {
    "cites of records that nobody could read": ({"evidence:\n": "evidense:\n"}, "unknown-key", "evidense"),
    "facts in a profile that is misspelt": (
        {"House, profile:": "House, profil:"},
        "unknown-key",
        "organisation.profil",
    ),
    "records of a unit that has no id": (
        {"- id: north": "- idd: north", "criteria: [respect]": "criteria: [respect], unit: north"},
        "unknown-key",
        "units[0].idd",
    ),
    "cites of rows of a table that is not there": (
        {"sound-survey.csv": "sound-survay.csv", "cites: [f1]": "cites: [p1]"},
        "no-file",
        "evidence[1].table",
    ),
    "counts of a record that breaks its own rule": (
        {"positive: 17": "positive: 21"},
        "record-rule",
        "evidence[0].positive",
    ),
    "a field that is misspelt is not missing": ({"positive: 17": "positve: 17"}, "unknown-key", "evidence[0].positve"),
    "a standard that is not named in text": ({"./sound-standard.yaml": "3"}, "wrong-type", "standard"),
    "a decision that is not understood": ({"{level: bronze": "{level: [bronze]"}, "wrong-type", "decision.level"),
}


@pytest.mark.parametrize(("changes", "code", "path"), PACK_FOLLOWS.values(), ids=PACK_FOLLOWS)
def test_what_only_follows_in_a_pack_is_not_told(tmp_path, changes, code, path):
    assert of_pack(tmp_path, changes) == [(code, path)]


def test_a_cite_of_a_record_that_was_read_badly_is_no_second_problem(tmp_path):
    assert of_pack(tmp_path, {"days: 12.5": "days: many"}) == [("field", "evidence[3].days")]


def test_where_the_standard_is_not_to_be_had_a_pack_is_still_checked_by_itself(tmp_path):
    found = of_pack(tmp_path, {"./sound-standard.yaml": "./none.yaml", "date: 2026-11-01": "date: soon"})
    assert found == [("dates", "date")]


def test_all_required_fields_that_a_record_lacks_are_told_in_one_problem():
    data = PACK.to_data()
    for field in ("positive", "responses", "setting"):
        data = spoilt(data, f"evidence.0.{field}", ...)
    (problem,) = [p for p in problems_of(evaluated, data) if p.code == "missing-key"]
    assert problem.message == "record 's1': found no 'positive', 'responses', 'setting', which every survey has"
    assert problem.hint == "add 'positive: ...', 'responses: ...', 'setting: ...'"


def test_what_is_found_when_a_pack_is_evaluated_comes_with_the_rest_and_has_a_place(tmp_path):
    standard = edited(STANDARD_TEXT, {"    rules: [positive <= responses, responses <= population]\n": ""})
    written(tmp_path, standard, "sound-standard.yaml")
    written(tmp_path, (HERE / "sound-survey.csv").read_text(), "sound-survey.csv")
    text = edited(PACK_TEXT, {"positive: 17": "positive: 99", "{criterion: choice": "{criterion: choise"})
    path = written(tmp_path, text)
    assessment = kitemark.load_assessment(path)
    found = problems_of(kitemark.evaluate, assessment.named_standard(), assessment)
    assert told(found) == [("counts", "evidence[0]"), ("unknown-name", "judgements[0].criterion")]
    assert (found[0].file, found[0].line) == (str(path), 7)
    assert "check the records 's1'" in found[0].hint


# The other kind of file


@pytest.mark.parametrize(
    ("load", "name", "wanted"),
    [
        (kitemark.load_standard, "sound-pack.yaml", "found an assessment (a pack), wanted a standard"),
        (kitemark.load_assessment, "sound-standard.yaml", "found a standard, wanted an assessment (a pack)"),
    ],
)
def test_a_file_of_the_other_kind_is_told_as_such_and_as_nothing_else(load, name, wanted):
    (problem,) = problems_of(load, HERE / name)
    assert (problem.code, problem.message) == ("wrong-file", wanted)
    assert (problem.file, bool(problem.line)) == (str(HERE / name), True)


def test_plain_data_of_the_other_kind_is_told_as_such():
    for load, data in ((kitemark.standard_from, PACK.to_data()), (kitemark.assessment_from, STANDARD.to_data())):
        (problem,) = problems_of(load, data)
        assert problem.code == "wrong-file"


def test_a_file_that_could_be_either_is_taken_for_what_it_is_asked_to_be():
    both = {**PACK.to_data(), **STANDARD.to_data()}
    for load, unknown in ((kitemark.standard_from, "organisation"), (kitemark.assessment_from, "levels")):
        found = problems_of(load, both)
        assert "wrong-file" not in {problem.code for problem in found}
        assert ("unknown-key", unknown) in told(found)


def test_a_pack_that_names_a_pack_as_its_standard_is_told():
    pack = kitemark.assessment_from(spoilt(PACK.to_data(), "standard", "./sound-pack.yaml"), folder=HERE)
    (problem,) = problems_of(pack.named_standard)
    assert (problem.code, problem.file) == ("wrong-file", str(HERE / "sound-pack.yaml"))
