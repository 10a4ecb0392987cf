"""A sound standard and pack, ways to spoil them, and what every refusal must look like."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

import kitemark

HERE = Path(__file__).parent
STANDARD = kitemark.load_standard(HERE / "sound-standard.yaml")
PACK = kitemark.load_assessment(HERE / "sound-pack.yaml")


def spoilt(data: Any, path: str, value: Any) -> Any:
    """A copy of the data with another value at a dotted path; `...` takes the key away."""
    changed = copy.deepcopy(data)
    *way, last = path.split(".")
    place = changed
    for step in way:
        place = place[int(step) if isinstance(place, list) else step]
    key = int(last) if isinstance(place, list) else last
    if value is ...:
        del place[key]
    else:
        place[key] = value
    return changed


def problems_of(call: Any, *arguments: Any, **named: Any) -> tuple[kitemark.Problem, ...]:
    """The problems of a call that must be refused, each of them whole."""
    with pytest.raises(kitemark.KitemarkError) as caught:
        call(*arguments, **named)
    found = caught.value.problems
    assert found
    for problem in found:
        assert problem.code
        assert problem.message
        assert f"{problem.message} {problem.hint}".isprintable()
        assert problem.message[0].islower()
        assert_says_what_to_do(problem)
    return found


def assert_says_what_to_do(problem: kitemark.Problem) -> None:
    """A hint is there, adds something to the message, and is no sentence of its own."""
    assert problem.hint, problem
    assert problem.hint not in problem.message, problem
    assert not problem.hint.endswith("."), problem
    assert problem.hint[0] == problem.hint[0].lower(), problem


def standard_problems(path: str, value: Any) -> tuple[kitemark.Problem, ...]:
    return problems_of(kitemark.standard_from, spoilt(STANDARD.to_data(), path, value))


def pack_problems(path: str, value: Any) -> tuple[kitemark.Problem, ...]:
    return problems_of(evaluated, spoilt(PACK.to_data(), path, value))


def evaluated(pack: Any) -> kitemark.Result:
    return kitemark.evaluate(STANDARD, kitemark.assessment_from(pack, folder=HERE))


def written(folder: Path, content: str | bytes, name: str = "file.yaml") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def file_problems(folder: Path, content: str | bytes, name: str = "file.yaml") -> tuple[kitemark.Problem, ...]:
    """The problems of a standard's file with this content, each of which names the file and a place in it."""
    path = written(folder, content, name)
    found = problems_of(kitemark.load_standard, path)
    assert all(problem.file == str(path) for problem in found)
    assert all(problem.line and problem.column for problem in found)
    return found
