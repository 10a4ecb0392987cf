from __future__ import annotations

import ast
import re

from .pages import ROOT

PAGE = (ROOT / "docs/reference/errors.md").read_text(encoding="utf-8")
REPORTERS = frozenset({"Problem", "Fault", "problem", "report", "_note", "_refuse", "_wanted", "PydanticCustomError"})
CODE = re.compile(r"[a-z]+(?:-[a-z]+)*\Z")


def codes_in_the_source() -> set[str]:
    """The codes that stand in calls which report a problem, first or as what a parameter is unless said."""
    found = set()
    for file in sorted((ROOT / "src/kitemark").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in REPORTERS:
                constants = [one for a in node.args[:1] for one in _choices(a) if isinstance(one, ast.Constant)]
                found |= {one.value for one in constants if isinstance(one.value, str)}
            if isinstance(node, ast.FunctionDef) and "code" in [a.arg for a in node.args.args]:
                found |= {
                    d.value for d in node.args.defaults if isinstance(d, ast.Constant) and isinstance(d.value, str)
                }
    return {code for code in found if CODE.match(code)}


def _choices(argument: ast.expr) -> list[ast.expr]:
    return [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]


def _name(function: ast.expr) -> str:
    return getattr(function, "id", getattr(function, "attr", ""))


def rows() -> list[list[str]]:
    lines = [line for line in PAGE.split("\n") if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_code_of_the_source_is_on_the_page_and_no_other():
    listed = [row[0].strip("`") for row in rows()]
    assert sorted(listed) == sorted(codes_in_the_source())


def test_each_code_says_what_it_means_and_how_to_mend_it():
    assert [row for row in rows() if len(row) != 3 or not all(row)] == []


def test_the_search_finds_codes_of_every_room():
    assert {"syntax", "unknown-key", "wrong-type", "bands-order", "record-rule", "counts"} <= codes_in_the_source()
