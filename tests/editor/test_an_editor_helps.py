"""What somebody who writes a standard or a pack sees in an editor: the real yaml-language-server answers.

A `|` in a text is where the cursor stands.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from client import Editor

from kitemark.authoring import assessment_schema_for, result_schema
from kitemark.authoring.shapes import schema_text
from kitemark.bundled import bundled_folder, bundled_ids
from kitemark.standard import load_standard

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
KITEMARK = Path(sys.executable).with_name("kitemark")
SETTINGS = {
    "yaml": {"validate": True, "hover": True, "completion": True, "schemas": {}, "schemaStore": {"enable": False}}
}


class Desk:
    """Somebody's folder of files, open in an editor."""

    def __init__(self, editor: Editor, folder: Path) -> None:
        self.editor = editor
        self.folder = folder
        self._files = 0

    def at(self, schema: str, text: str) -> tuple[Path, int, int]:
        """A file that names its schema in the first line, and where the cursor stands in it."""
        whole = f"# yaml-language-server: $schema={schema}\n{text}"
        before = whole.split("|", 1)[0]
        self._files += 1
        file = self.folder / f"file-{self._files}.yaml"
        file.write_text(whole.replace("|", "", 1), "utf-8")
        return file, before.count("\n"), len(before) - before.rfind("\n") - 1

    def offered(self, schema: str, text: str) -> dict[str, Any]:
        """What is offered where the cursor stands."""
        file, line, column = self.at(schema, text)
        self.editor.open(file)
        return self.editor.complete(file, line, column)

    def shown(self, schema: str, text: str) -> str:
        """What is shown where the pointer rests."""
        file, line, column = self.at(schema, text)
        self.editor.open(file)
        return self.editor.hover(file, line, column)

    def marked(self, schema: str, text: str) -> dict[int, list[str]]:
        """What is marked as wrong, by line of the text, counted from 1."""
        file, _, _ = self.at(schema, text)
        found: dict[int, list[str]] = {}
        for problem in self.editor.open(file):
            found.setdefault(problem["range"]["start"]["line"], []).append(problem["message"])
        return found


@pytest.fixture(scope="module")
def desk(server: list[str | Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    schemas = folder / "schemas"
    schemas.mkdir()
    for file in (ROOT / "schemas").glob("*.json"):
        (schemas / file.name).write_bytes(file.read_bytes())
    for name in bundled_ids():
        (schemas / f"{name}.json").write_text(schema_text(assessment_schema_for(load_standard(name))), "utf-8")
    (schemas / "result.json").write_text(schema_text(result_schema()), "utf-8")
    with Editor(server, folder, SETTINGS) as editor:
        yield Desk(editor, folder)


HEAD = """\
kitemark: 1
id: warm-welcome
version: "1.0.0"
title: Warm Welcome mark
levels: [{id: bronze, requires: [{each: criteria, at_least: 1}]}]
"""
CRITERION = HEAD + "criteria:\n  - id: respect\n    title: People are treated with respect\n"
PACK = """\
kitemark: 1
standard: customer-care
organisation: {id: a, profile: {size: tiny, choice: real, commissioned: true, sites: 1, staff: 3}}
date: 2026-11-01
"""


# -- a standard ---------------------------------------------------------------------------------


def test_inside_a_criterion_its_keys_are_offered_and_explained(desk):
    offered = desk.offered("schemas/standard.json", CRITERION + "    |\n")
    wanted = {"asks", "why", "guidance", "looks_like", "suggests", "tags", "effort", "weight", "scale", "rating"}
    assert wanted | {"marks", "limits", "not_applicable", "applies_when", "asked_of"} == set(offered)
    assert offered["asks"]["documentation"] == "The question, as an assessor would put it."
    assert offered["tags"]["documentation"].startswith("Tags that it carries.")
    assert all(item["documentation"].strip() for item in offered.values())
    assert "Do the people you serve say" in offered["asks"]["insertText"]


def test_at_the_top_of_a_standard_every_key_is_offered_and_explained(desk):
    offered = desk.offered("schemas/standard.json", HEAD + "|\n")
    assert {"scales", "evidence", "accepted", "measures", "safeguards", "sections", "flags"} <= set(offered)
    assert all(item["documentation"].strip() for item in offered.values())


def test_resting_on_unless_explains_it(desk):
    text = CRITERION + "    limits:\n      - at_most: 1\n        unl|ess: {measure: voices, at_least: 1}\n"
    shown = desk.shown("schemas/standard.json", text)
    assert shown.startswith("#### Unless\n\nThe condition that lifts the limit. Without one the limit always holds.")
    assert "measure: voices-on-this\nat_least: 1" in shown


def test_a_misspelt_key_is_marked_on_its_line(desk):
    text = CRITERION + "    limits:\n      - at_most: 1\n        unles: {measure: voices, at_least: 1}\n"
    assert desk.marked("schemas/standard.json", text) == {11: ["Property unles is not allowed."]}


def test_what_may_follow_a_key_is_offered_and_a_slip_is_told_in_plain_words(desk):
    text = HEAD.replace("criteria", "|")
    assert {"criteria", "sections", "units"} <= set(desk.offered("schemas/standard.json", text))
    text = HEAD.replace("criteria", "citeria") + "lasts: soon\ntolerance: {bronze: 150%}\n"
    assert desk.marked("schemas/standard.json", text) == {
        5: ["wanted criteria, sections, units, a list of ids, or a mapping such as {tag: ...}"],
        6: ["wanted a length of time such as 18 months, 14 days, 2 weeks or 3 years"],
        7: ["wanted a percentage from 0% to 100%"],
    }


def test_inside_a_field_the_keywords_of_its_schema_are_offered(desk):
    text = HEAD + "evidence:\n  survey:\n    fields:\n      answers:\n        ty|\n"
    offered = desk.offered("schemas/standard.json", text)
    assert {"type", "enum", "minimum", "description"} <= set(offered)


@pytest.mark.parametrize("name", bundled_ids())
def test_nothing_is_marked_in_a_bundled_standard(desk, name):
    text = (bundled_folder() / name / "standard.yaml").read_text("utf-8")
    assert desk.marked("schemas/standard.json", text) == {}


# -- a pack for one standard --------------------------------------------------------------------


def test_the_criteria_of_the_standard_are_offered_with_their_titles(desk):
    offered = desk.offered("schemas/customer-care.json", PACK + "judgements:\n  - criterion: |\n")
    criteria = [criterion.id for criterion in load_standard("customer-care").rules.criteria]
    assert set(offered) == set(criteria)
    assert offered["A1"]["documentation"].startswith("What you can expect\n\nDo you tell people")


def test_the_points_of_the_scale_are_offered_with_what_they_look_like_for_this_criterion(desk):
    text = PACK + "judgements:\n  - criterion: A1\n    rating: |\n    assessor: Ada\n    because: Seen.\n"
    offered = desk.offered("schemas/customer-care.json", text)
    assert set(offered) == {"Thriving", "Working", "Started", "Not yet", "3", "2", "1", "0"}
    form = load_standard("customer-care").model.sections[0].criteria[0]
    assert offered["Working"]["documentation"] == f"Working (2)\n\n{form.looks_like['2']}"


def test_resting_on_a_criterion_tells_its_question(desk):
    text = PACK + "judgements:\n  - {criterion: A|2, rating: Working, assessor: Ada, because: Seen.}\n"
    shown = desk.shown("schemas/customer-care.json", text)
    assert "Treated with dignity\n\nDo people tell you that they are treated with dignity and respect?" in shown


def test_the_fields_of_a_kind_are_offered_once_the_kind_is_said(desk):
    offered = desk.offered("schemas/customer-care.json", PACK + "evidence:\n  - kind: survey\n    |\n")
    assert {"question", "setting", "responses", "population", "id", "date", "criteria", "table"} <= set(offered)
    assert "researchers" not in offered
    assert offered["responses"]["documentation"] == "Those who answered, without 'does not apply'"
    assert offered["group"]["documentation"].endswith("It may be left out.")


def test_slips_in_a_pack_are_marked_on_their_lines(desk):
    record = "{id: s, kind: commissioner-spec, date: 2026-02-30, evidence_list_agred: true, users_helped_write_it: 1}"
    judgement = "{criterion: A9, rating: Wonderful, assessor: Ada, because: Seen.}"
    text = PACK.replace("size: tiny", "size: huge") + f"evidence:\n  - {record}\njudgements:\n  - {judgement}\n"
    marked = desk.marked("schemas/customer-care.json", text)
    assert sorted(marked) == [3, 6, 8]
    assert "wanted a date that exists, written YYYY-MM-DD" in marked[6]
    assert "Property evidence_list_agred is not allowed." in marked[6]
    assert marked[8][0].startswith('Value must be "A1" | "A2"')


@pytest.mark.parametrize("example", sorted(bundled_folder().glob("*/examples/*.yaml")), ids=lambda path: path.stem)
def test_nothing_is_marked_in_a_bundled_pack(desk, example):
    assert desk.marked(f"schemas/{example.parts[-3]}.json", example.read_text("utf-8")) == {}


# -- what `kitemark new` writes -----------------------------------------------------------------


def test_a_new_standard_and_a_new_pack_are_helped_with_at_once_and_nothing_is_marked(desk):
    for call in (["standard", "warm-welcome"], ["pack", "a-service", "--for", "warm-welcome"]):
        subprocess.run([KITEMARK, "new", *call], cwd=desk.folder, check=True, stdout=subprocess.DEVNULL)
    standard = desk.folder / "warm-welcome" / "standard.yaml"
    pack = desk.folder / "a-service.yaml"
    example = desk.folder / "warm-welcome" / "examples" / "first.yaml"
    for file in (standard, pack, example):
        assert desk.editor.open(file) == []
    line = standard.read_text("utf-8").split("\n").index("    unless: {measure: voices, at_least: 1}")
    assert "The condition that lifts the limit." in desk.editor.hover(standard, line, 6)
    lines = example.read_text("utf-8").split("\n")
    line = next(place for place, text in enumerate(lines) if "criterion: R1" in text)
    offered = desk.editor.complete(example, line, lines[line].index("R1"))
    assert set(offered) == {"R1", "R2", "L1"}


def test_without_a_line_that_names_a_schema_nothing_is_offered(desk):
    file = desk.folder / "bare.yaml"
    file.write_text("kitemark: 1\n", "utf-8")
    assert desk.editor.open(file) == []
    assert desk.editor.complete(file, 1, 0) == {}
