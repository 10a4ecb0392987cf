"""`kitemark schema`: what it prints, where, and for which standard."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import STANDARD, on_terminal, pack, refused, run
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", ["standard", "assessment", "result", "survey"])
def test_the_schema_that_is_printed_is_the_one_that_is_published(kind):
    answer = run("schema", kind)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == (ROOT / "schemas" / f"{kind}.json").read_text("utf-8")


def test_the_schema_of_packs_for_one_standard_knows_its_criteria(tmp_path):
    pack(tmp_path)
    for of in (tmp_path, tmp_path / "standard.yaml"):
        schema = json.loads(run("schema", "assessment", "--for", of).stdout)
        Draft202012Validator.check_schema(schema)
        [criterion] = schema["$defs"]["CriterionId"]["anyOf"]
        assert (criterion["const"], criterion["description"]) == ("a", STANDARD["criteria"][0]["title"])


def test_a_bundled_standard_may_be_named():
    assert (
        '"urn:kitemark:schema:1:assessment:customer-care@1.0.0"'
        in run("schema", "assessment", "--for", "customer-care@1").stdout
    )


def test_a_schema_may_be_written_to_a_file(tmp_path):
    out = tmp_path / "out.json"
    answer = run("schema", "assessment", "--for", "involvement", "-o", out)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
    assert out.read_text("utf-8") == run("schema", "assessment", "--for", "involvement").stdout


def test_what_is_asked_of_a_schema_must_make_sense(tmp_path):
    path = pack(tmp_path)
    assert "goes with 'assessment'" in refused("schema", "result", "--for", "customer-care")
    assert "did you mean 'customer-care'?" in refused("schema", "assessment", "--for", "customer-car")
    assert "is not one of 'standard', 'assessment', 'result', 'survey'" in refused("schema", "pack")
    assert "wrong-file" in refused("schema", "assessment", "--for", path)
    standard = tmp_path / "standard.yaml"
    assert "one of the files that were read" in refused("schema", "assessment", "--for", standard, "-o", standard)


def test_on_a_terminal_signs_beyond_ascii_are_escaped(tmp_path):
    pack(tmp_path)
    status, shown = on_terminal("schema", "assessment", "--for", tmp_path)
    assert status == 0
    assert shown.isascii()
    assert "Caf\\u00e9" in shown
    assert json.loads(shown) == json.loads(run("schema", "assessment", "--for", tmp_path).stdout)
