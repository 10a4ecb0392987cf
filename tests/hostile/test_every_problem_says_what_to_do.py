"""Whatever is refused, a hint says what to do next: it adds to the message, and no call that makes a problem lacks it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sound import HERE, PACK, STANDARD, assert_says_what_to_do, problems_of, spoilt, standard_problems

sys.path.insert(0, str(Path(__file__).parents[1]))

from authoring.breaking import ODD, broken, places

import kitemark
from kitemark.bundled import bundled_folder

SOURCE = Path(kitemark.__file__).parent
STANDARDS = {name: kitemark.load_standard(name) for name in kitemark.bundled_ids()}
PACKS = {path: path.parents[1].name for path in sorted(bundled_folder().glob("*/examples/*.yaml"))[::4]}
OFTEN = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
LISTED = 7
"""Arguments of a problem, the last of which is its hint."""


def problems_in(call: Any, *arguments: Any, **named: Any) -> tuple[kitemark.Problem, ...]:
    try:
        call(*arguments, **named)
    except kitemark.KitemarkError as error:
        return error.problems
    return ()


def calls() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            yield f"{path.relative_to(SOURCE)}:{getattr(node, 'lineno', 0)}", node


def test_every_problem_is_made_with_a_hint() -> None:
    bare = [
        where
        for where, node in calls()
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Problem"
        and len(node.args) < LISTED
        and "hint" not in {one.arg for one in node.keywords}
    ]
    assert bare == []


def test_nothing_that_reports_a_problem_lets_its_hint_be_left_out() -> None:
    loose = [
        where
        for where, node in calls()
        if isinstance(node, ast.FunctionDef) and node.returns is not None and ast.unparse(node.returns) != "Finding"
        for names, defaults in [([one.arg for one in node.args.args], len(node.args.defaults))]
        if "message" in names and "hint" in names and names.index("hint") >= len(names) - defaults
    ]
    assert [one for one in loose if not one.startswith("sheets/opening.py")] == []  # which has a hint of its own


@pytest.mark.parametrize("name", STANDARDS)
@OFTEN
@given(data=st.data())
def test_a_broken_standard_is_told_with_what_to_do(name: str, data: Any) -> None:
    for problem in problems_in(kitemark.standard_from, data.draw(broken(STANDARDS[name].to_data()))):
        assert_says_what_to_do(problem)


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
@OFTEN
@given(data=st.data())
def test_a_broken_pack_is_told_with_what_to_do(path: Path, data: Any) -> None:
    pack = kitemark.load_assessment(path).written_out(STANDARDS[PACKS[path]])

    def assessed() -> None:
        kitemark.evaluate(STANDARDS[PACKS[path]], kitemark.assessment_from(data.draw(broken(pack))))

    for problem in problems_in(assessed):
        assert_says_what_to_do(problem)


@pytest.mark.parametrize(("whole", "make"), [(STANDARD, kitemark.standard_from), (PACK, kitemark.assessment_from)])
def test_each_value_that_is_wrong_at_a_place_has_its_own_hint(whole: Any, make: Any) -> None:
    data = whole.to_data()
    for number, (holder, key) in enumerate(places(data)):
        kept = holder[key]
        for odd in ODD[number % 12 :: 12]:
            holder[key] = odd
            for problem in problems_in(make, data):
                assert_says_what_to_do(problem)
                assert "reference of the language" not in str(problem.hint), problem
        holder[key] = kept


# What was told wrongly, or in words that led nowhere


@pytest.mark.parametrize("level", ["best", "worst", "when", "choose", "because", "measure"])
def test_a_level_called_like_a_key_of_marks_is_the_only_problem(level: str) -> None:
    data = kitemark.load_standard("customer-care").to_data() | {
        "levels": [{"id": level, "requires": [{"overall": "50%"}]}],
        "tolerance": {},
        "safeguards": [],
        "commendations": [],
        "flags": [],
        "measures": {"records": {"from": "any", "take": "count"}},
        "criteria": [{"id": "a", "title": "A", "marks": [{"measure": "records", level: 2}]}],
        "sections": [],
        "limits": [],
    }
    found = problems_of(kitemark.standard_from, data)
    assert [one.code for one in found] == ["reserved-name"]


def test_a_section_without_a_scale_is_called_so() -> None:
    (found,) = [one for one in standard_problems("combine", "worst") if one.code == "mixed-scales"]
    assert found.message == "found 'dignity' without a scale, wanted one scale for worst"
    assert "combine the section by mean" in str(found.hint)


@pytest.mark.parametrize("criterion", [{"id": "é", "title": "E"}, {"id": "e"}, {"id": "e", "title": 3}, None, 7])
def test_a_criterion_that_is_wrong_is_not_missing(criterion: Any) -> None:
    data = spoilt(STANDARD.to_data(), "sections", [{"id": "only", "criteria": [criterion]}])
    codes = [one.code for one in problems_of(kitemark.standard_from, data)]
    assert codes
    assert "no-criteria" not in codes


def test_a_standard_without_any_criterion_is_told_whatever_else_is_wrong() -> None:
    data = spoilt(spoilt(STANDARD.to_data(), "sections", []), "levels.0.title", 3)
    assert "no-criteria" in [one.code for one in problems_of(kitemark.standard_from, data)]


@pytest.mark.parametrize(("field", "use"), [("voice", "whose voice"), ("table", "a CSV file")])
def test_a_name_that_is_kept_is_called_so(field: str, use: str) -> None:
    (found,) = standard_problems(f"evidence.minutes.fields.{field}", {"type": "string"})
    assert (found.code, "which every record has" in found.message) == ("reserved-name", False)
    assert use in found.message


@pytest.mark.parametrize(
    ("identity", "hint"),
    [
        ("été", "write 'ete'; letters are a to z, without accents"),
        ("warm welcome", "write 'warm-welcome'; letters are a to z, without accents"),
        ("Ελλάδα", "letters are a to z, without accents"),
        ("søster", "letters are a to z, without accents"),
        (7, 'write "7", with the quotes'),
    ],
)
def test_an_id_that_is_none_is_told_with_the_letters_there_are(identity: Any, hint: str) -> None:
    found = standard_problems("sections.1.criteria.0.id", identity)
    assert [one.hint for one in found if one.path == "sections[1].criteria[0].id"] == [hint]


def test_an_id_twice_points_to_the_first(tmp_path: Path) -> None:
    text = (HERE / "sound-standard.yaml").read_text()
    line = next(number for number, one in enumerate(text.splitlines(), 1) if "id: respect" in one)
    file = tmp_path / "standard.yaml"
    file.write_text(text.replace("id: choice", "id: respect"))
    found = [one for one in problems_of(kitemark.load_standard, file) if one.code == "duplicate-id"]
    assert [one.hint for one in found] == [f"rename one of the two; the first is on line {line}"]
