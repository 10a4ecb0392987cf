"""Laws: what is drafted loads, fits its schema, and comes to what its examples say."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import pytest
from breaking import refusals
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.strategies import standards

import kitemark
from kitemark.authoring import assessment_schema_for, standard_schema
from kitemark.authoring.asking_most import asking_most
from kitemark.authoring.draft_pack import draft_pack
from kitemark.authoring.draft_standard import draft_folder, draft_standard
from kitemark.authoring.naming import beside, is_slug, remark, title_like, written
from kitemark.authoring.samples import sample
from kitemark.examples import coverage_of, examples_of, run
from kitemark.model.slugs import slug_like
from kitemark.reading.parse import parse
from kitemark.schemas import misfits

DAY = datetime.date(2026, 11, 1)
BUNDLED = {name: kitemark.load_standard(name) for name in kitemark.bundled_ids()}
SLUGS = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,3}", fullmatch=True)
OFTEN = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def drafted(standard: kitemark.Standard, identity: str = "a-service") -> str:
    return draft_pack(standard, identity, DAY, named="standard.yaml", schema="a.json")


def unfolded(text: str) -> str:
    """A pack with the signs in front of its records and judgements taken away."""
    head, *rest = text.partition("\n\n# ")
    return head + "".join(rest).replace("\n# ", "\n")


def evaluated(standard: kitemark.Standard, text: str) -> kitemark.Result:
    data = parse(text, None).data
    assert refusals(assessment_schema_for(standard), data) == []
    return kitemark.evaluate(standard, kitemark.assessment_from(data))


# -- packs --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BUNDLED)
def test_a_new_pack_for_a_bundled_standard_loads_and_is_evaluated_as_it_is_and_unfolded(name):
    text = drafted(BUNDLED[name])
    assert evaluated(BUNDLED[name], text).level is None
    whole = evaluated(BUNDLED[name], unfolded(text))
    assert whole.assessment.model.evidence
    assert not whole.to_dict()["set_aside"]


@OFTEN
@given(standard=standards(), identity=SLUGS)
def test_a_new_pack_for_any_standard_loads_and_is_evaluated_as_it_is_and_unfolded(standard, identity):
    loaded = kitemark.standard_from(standard)
    text = drafted(loaded, identity)
    assert evaluated(loaded, text).assessment.model.organisation.id == identity
    assert evaluated(loaded, unfolded(text)).assessment.model.evidence


@pytest.mark.parametrize("name", BUNDLED)
def test_a_new_pack_has_each_criterion_with_its_question_and_each_suggested_kind_with_its_fields(name):
    standard = BUNDLED[name]
    text = drafted(standard)
    said = " ".join(line.strip("# ") for line in text.split("\n"))
    forms = [form for section in standard.model.sections for form in section.criteria]
    assert [form.id for form in forms if f"{form.title.rstrip('.')}. {form.asks}" not in said] == []
    pack = parse(unfolded(text), None).data
    judged = [*pack["judgements"], *(one for unit in pack.get("units", []) for one in unit["judgements"])]
    assert {one["criterion"] for one in judged} == {form.id for form in forms}
    kinds = {kind for form in forms for kind in form.suggests}
    assert {record["kind"]: set(record) - {"id", "kind", "date", "criteria"} for record in pack["evidence"]} == {
        kind: set(standard.rules.kinds[kind].fields) for kind in kinds
    }


def test_a_new_pack_gives_the_allowed_values_of_each_fact():
    text = drafted(BUNDLED["customer-care"])
    assert "# Whether people could go to another provider. One of real, limited, none.\n    choice: real\n" in text
    assert "#     setting: private            # one of private, home, online, public, with-worker\n" in text


@pytest.mark.parametrize("name", BUNDLED)
def test_made_up_facts_are_called_examples_and_let_no_criterion_fall_away(name):
    standard = BUNDLED[name]
    text = drafted(standard)
    remarks = " ".join(line.strip("# ") for line in text.partition("date:")[0].split("\n"))
    assert "EXAMPLES ONLY. The facts below are made up." in remarks
    assert "Put your own in their place before you believe any result" in remarks
    found = evaluated(standard, text).outcome
    assert [one for one, node in found.nodes.items() if getattr(node, "why_not", "") == "profile"] == []


def test_a_made_up_fact_is_the_value_by_which_most_applies():
    def drawn(schema: object, *tests: object) -> object:
        criteria = [{"id": f"c{n}", "title": "C", "applies_when": {"f": test}} for n, test in enumerate(tests)]
        profile = {"fields": {"f": schema}}
        data = {**parse(SMALL, None).data, "profile": profile, "criteria": [{"id": "z", "title": "Z"}, *criteria]}
        return asking_most(kitemark.standard_from({**data, "evidence": {}, "measures": {}}).rules, "f")

    assert drawn({"type": "boolean"}, True, True, False) is True
    assert drawn({"enum": ["a", "b"]}, "b") == "b"
    assert drawn({"enum": ["a", "b", "c"]}, ["a", "b"], ["b", "c"]) == "b"
    assert drawn({"type": "integer"}, {"at_least": 3}, {"at_least": 5}) == 5
    assert drawn({"type": "string"}, "x") == "x"
    assert drawn({"type": "boolean"}) is None


SMALL = """
kitemark: 1
id: small
version: "1.0.0"
title: "Small: a mark # for\\ntwo"
scales: {p: [{value: 0}, {value: 1}], r: {from: 0, to: 9}}
scale: p
profile: {fields: {name: {type: string, pattern: "^[A-Z]{3}$"}, odd: true}, optional: [name, odd]}
evidence: {log: {fields: {code: {type: string, pattern: "^[A-Z]{3}$"}, at: true, size: {type: integer, exclusiveMinimum: 3}}, optional: [code]}}
measures: {logs: {from: log, take: count}}
criteria:
  - {id: a, title: Measured, asks: How many logs are there?, rating: {measure: logs, bands: {1: 3}}}
  - {id: b, title: "Judged\\nhere", scale: r, rating: {best: [judgement, {measure: logs, bands: {5: 1}}]}}
levels: [{id: bronze}]
"""


def test_a_new_pack_says_what_nobody_judges_and_leaves_what_it_cannot_guess():
    standard = kitemark.standard_from(parse(SMALL, None).data)
    text = drafted(standard)
    assert "# A pack for Small: a mark # for two 1.0.0.\n" in text
    assert "#   # a Measured. How many logs are there?\n#   # This is measured: nobody judges it.\n" in text
    assert "#     rating: 0                   # 0 to 9\n" in text
    assert "#     code:                       # text; may be left out\n#     at: 0\n#     size: 4" in text
    assert "  # profile:\n    # Text.\n    # name:\n    # odd: 0\n" in text
    assert evaluated(standard, text).possible == "bronze"


def test_a_new_pack_for_a_standard_that_asks_for_nothing_but_judgements_is_short():
    data = {key: value for key, value in parse(SMALL, None).data.items() if key not in ("profile", "evidence")}
    criteria = [{"id": "b", "title": "Judged", "looks_like": {"0": "Nothing"}}]
    standard = kitemark.standard_from({**data, "measures": {}, "criteria": criteria})
    text = drafted(standard)
    assert "profile" not in text
    assert "evidence:" not in text.partition("\n\n")[2]
    assert unfolded(text).endswith("    because: Say why in one sentence.\n")
    assert evaluated(standard, unfolded(text)).level == "bronze"


# -- standards ----------------------------------------------------------------------------------


def laid_out(folder: Path, identity: str, title: str) -> kitemark.Standard:
    for name, text in draft_folder(identity, title).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return kitemark.load_standard(folder)


def test_a_new_standard_comes_to_what_its_examples_say(tmp_path):
    standard = laid_out(tmp_path, "warm-welcome", "Warm Welcome mark")
    verdicts = [run(standard, case) for case in examples_of(standard)]
    assert [verdict.case.id for verdict in verdicts] == ["first", "heard", "unasked", "few"]
    assert all(verdict.holds for verdict in verdicts)
    shown = coverage_of(standard.rules, (verdict.result.outcome for verdict in verdicts))
    levels = {(name, some, of) for name, some, of in shown.subjects() if "level" in name}
    assert all(some == of for _, some, of in levels)


def test_a_new_standard_fits_the_schemas_that_lie_beside_it(tmp_path):
    standard = laid_out(tmp_path, "warm-welcome", "Warm Welcome mark")
    assert refusals(standard_schema(), standard.to_data()) == []
    pack = kitemark.load_assessment(tmp_path / "examples" / "first.yaml")
    assert refusals(assessment_schema_for(standard), pack.to_data()) == []
    for file in (*tmp_path.glob("standard.yaml"), *tmp_path.glob("examples/*.yaml")):
        schema = file.read_text("utf-8").split("\n", 1)[0].partition("$schema=")[2]
        assert (file.parent / schema).is_file()


def test_a_new_standard_is_in_good_style(tmp_path):
    standard = laid_out(tmp_path, "warm-welcome", "Warm Welcome mark")
    for section in standard.model.sections:
        assert section.why
        for form in section.criteria:
            assert form.asks.endswith("?")
            assert form.suggests
            for text in (form.title, form.asks, *form.looks_like.values()):
                assert " and " not in text, text
                assert len(text.split()) <= 14, text


@settings(max_examples=60, deadline=None)
@given(identity=SLUGS, title=st.text(min_size=1).filter(lambda text: bool(text.strip())))
def test_a_new_standard_of_any_id_and_title_loads(identity, title):
    data = parse(draft_standard(identity, title), None).data
    assert (data["id"], data["title"]) == (identity, title)
    assert kitemark.standard_from(data).title == title


# -- words --------------------------------------------------------------------------------------


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(-9, 9, places=3) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(VALUES)
@example({"<<": None})
def test_a_value_that_is_written_reads_as_it_was(value):
    line = f"a: {written(value)}"
    assert "\n" not in line
    assert parse(line, None).data == {"a": value}
    assert parse(f"{{a: [{written(value)}, 1]}}", None).data == {"a": [value, 1]}


@pytest.mark.parametrize("text", ["plain words", "Not yet", "a-b", "What's so"])
def test_plain_text_is_written_without_quotes(text):
    assert written(text) == text


@pytest.mark.parametrize(
    "text", ["no: way", "a, b", "1.0", "true", "null", "", " a", "#1", "- a", "a\nb", "[x", "é\x00"]
)
def test_other_text_is_written_in_quotes(text):
    assert written(text)[0] == written(text)[-1] == '"'


@settings(max_examples=200)
@given(st.text())
def test_a_remark_is_a_comment_and_nothing_else(text):
    assert all(line.startswith("  # ") for line in remark(text, "  "))
    assert parse("a: 1\n" + "\n".join(remark(text)), None).data == {"a": 1}
    lines = beside("  a: 1", text)
    assert parse("\n".join(lines), None).data == {"a": 1}
    assert all(len(line) <= 100 for line in lines if " " in line[:100].strip("# "))


def test_what_may_be_written_is_never_cut_in_a_draft():
    allowed = "one of " + ", ".join(f"{name}-of-a-length" for name in "abcdefghij")
    assert beside("    question: a", "short") == ["    question: a                 # short"]
    *above, line = beside("    question: a", allowed)
    assert line == "    question: a"
    assert " ".join(part.strip().removeprefix("# ") for part in above) == allowed
    assert beside("a: 1", "  ") == ["a: 1"]


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Warm Welcome!", "warm-welcome"), ("Ça va", "ca-va"), ("--a__b--", "a-b"), ("!!", None), ("A" * 200, "a" * 100)],
)
def test_the_slug_nearest_to_a_text_is_one(text, slug):
    assert slug_like(text) == slug
    assert slug is None or is_slug(slug)
    assert not is_slug(text)


def test_a_title_is_made_from_a_slug():
    assert title_like("warm-welcome") == "Warm welcome"


@pytest.mark.parametrize(
    "schema",
    [
        {"const": "x"},
        {"enum": ["b", "a"]},
        {"type": "integer", "minimum": 3},
        {"type": "number", "exclusiveMaximum": 0},
        {"type": "integer", "multipleOf": 7, "minimum": 1},
        {"type": "array", "items": {"enum": ["x"]}, "minItems": 2},
        {"type": "array", "contains": {"const": 4}},
        {"type": "array", "items": {"type": "string", "minLength": 60}},
        {"type": "boolean"},
        {"type": "string", "examples": ["AB1"], "pattern": "^[A-Z]{2}[0-9]$"},
        {"type": "object"},
        {"type": "null"},
        {"type": "string", "default": "ab", "maxLength": 2},
        True,
    ],
    ids=str,
)
def test_a_sample_fits(schema):
    assert misfits(schema, sample(schema)) == []


@pytest.mark.parametrize(
    "schema", [False, {"type": "string", "minLength": 60}, {"type": "array", "items": False, "minItems": 1}]
)
def test_there_is_no_sample_where_none_is_plain_to_see(schema):
    with pytest.raises(LookupError):
        sample(schema)
