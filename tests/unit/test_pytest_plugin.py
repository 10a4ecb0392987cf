"""The plugin for pytest: a standard's examples are tests, and what others call `standard.yaml` is left alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

import kitemark.standard

pytest_plugins = ["pytester"]

STANDARD: dict[str, Any] = {
    "kitemark": 1,
    "id": "small",
    "version": "1.0.0",
    "title": "Small",
    "scale": "points",
    "scales": {"points": [{"value": 0}, {"value": 1}]},
    "criteria": [{"id": "a", "title": "A"}],
    "levels": [{"id": "basic", "requires": [{"each": "criteria", "at_least": 1}]}],
}
PACK = {
    "kitemark": 1,
    "standard": "small",
    "organisation": {"id": "one", "name": "One"},
    "date": "2026-11-01",
    "judgements": [{"criterion": "a", "rating": 1, "assessor": "A", "because": "Seen."}],
}


def examples(**expected: str) -> str:
    """A file of examples: the pack, with the level that must come out of it, for each id."""
    cases = [{"id": name, "pack": "pack.yaml", "expect": {"level": level}} for name, level in expected.items()]
    return json.dumps({"kitemark": 1, "examples": cases})


Written = Callable[..., pytest.Pytester]


@pytest.fixture
def written(pytester: pytest.Pytester) -> Written:
    """Write files by their names into the folder where pytest is run."""

    def write(**files: str) -> pytest.Pytester:
        for name, text in files.items():
            (pytester.path / f"{name.replace('_', '.')}.yaml").write_text(text, encoding="utf-8")
        return pytester

    return write


def test_each_example_of_a_standard_is_a_test(written: Written) -> None:
    folder = written(
        standard=json.dumps(STANDARD), pack=json.dumps(PACK), examples=examples(right="basic", wrong="none")
    )
    outcome = folder.runpytest_inprocess("-p", "no:cacheprovider")
    outcome.assert_outcomes(passed=1, failed=1)
    outcome.stdout.fnmatch_lines(["*wanted none, found*"])


@pytest.mark.parametrize(
    "text",
    [
        "foo: bar\n",
        "",
        "- a\n- kitemark: 1\n",
        "tools:\n  kitemark: 1\n",
        '{"tools": {"kitemark": 1}}',
        "kitemarks: 1\nid: [\n",
        "{{ .Values.standard }}\n\t- x: : y\n",
        "note: |\n  no kitemark: here\n",
        "\0\1",
    ],
)
def test_a_file_of_that_name_that_is_no_standard_is_left_alone(written: Written, text: str) -> None:
    folder = written(standard=text, other_standard=text)
    (folder.path / "test_other.py").write_text("def test_one():\n    pass\n", encoding="utf-8")
    folder.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_bytes_that_are_no_text_are_left_alone(written: Written) -> None:
    folder = written()
    (folder.path / "standard.yaml").write_bytes(b"kitemark: \xff\xfe\xfa")
    folder.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes()


@pytest.mark.parametrize("text", ["# Ours\nkitemark: 1\nid: small\n", "kitemark: 1\nid: [\n", "{kitemark: 1, id: x}"])
def test_a_standard_with_mistakes_is_an_error_that_names_them(written: Written, text: str) -> None:
    outcome = written(standard=text).runpytest_inprocess("-p", "no:cacheprovider")
    outcome.assert_outcomes(errors=1)
    outcome.stdout.fnmatch_lines(["*standard.yaml:*"])


def test_a_standard_is_loaded_once(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[object] = []
    compiling = kitemark.standard.compile_standard

    def counting(*given: Any) -> Any:
        compiled.append(given)
        return compiling(*given)

    monkeypatch.setattr(kitemark.standard, "compile_standard", counting)
    folder = written(standard=json.dumps(STANDARD), pack=json.dumps(PACK), examples=examples(right="basic"))
    folder.inline_run("-p", "no:cacheprovider").assertoutcome(passed=1)
    assert len(compiled) == 1
