"""Replay: the same inputs give the same bytes, in another process, with another hash seed, from dumped text."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest
import yaml
from hypothesis import given
from lawful import CUSTOMER_CARE, EXAMPLES, NAMES, Case, cases, result_of, times

import kitemark

Replay = Callable[..., str]

ELSEWHERE = """
import json, pathlib, sys
import kitemark
for line in sys.stdin:
    asked = json.loads(line)
    folder = pathlib.Path(asked["folder"])
    standard = kitemark.load_standard(folder / asked["standard"])
    result = kitemark.evaluate(standard, kitemark.load_assessment(folder / asked["pack"]), target=asked["target"])
    print(json.dumps([result.to_json(), result.explain()]), flush=True)
"""


@pytest.fixture(scope="module", params=["0", "4242"])
def replay(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replay]:
    """Evaluates in another process, whose hashes are seeded otherwise, from files of dumped text."""
    folder = tmp_path_factory.mktemp("replay")
    for table in EXAMPLES.glob("*.csv"):
        shutil.copy(table, folder)
    child = subprocess.Popen(
        [sys.executable, "-c", ELSEWHERE],
        env={**os.environ, "PYTHONHASHSEED": request.param},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )

    def again(standard: kitemark.Standard, pack: kitemark.Assessment, target: str | None = None) -> list[str]:
        (folder / "standard.yaml").write_text(kitemark.dump(standard), encoding="utf-8")
        (folder / "pack.json").write_text(kitemark.dump(pack), encoding="utf-8")
        asked = {"folder": str(folder), "standard": "standard.yaml", "pack": "pack.json", "target": target}
        _pipe(child.stdin).write(json.dumps(asked) + "\n")
        _pipe(child.stdin).flush()
        answer: list[str] = json.loads(_pipe(child.stdout).readline())
        return answer

    with child:
        yield again
        _pipe(child.stdin).close()


def _pipe(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream


def test_replay_gives_the_same_bytes(replay: Replay) -> None:
    @times(15)
    @given(cases())
    def hold(case: Case) -> None:
        standard, pack = kitemark.standard_from(case[0]), kitemark.assessment_from(case[1])
        result = result_of(standard, case[1])
        assert replay(standard, pack) == [result.to_json(), result.explain()]

    hold()


@pytest.mark.parametrize(("name", "target"), [*((name, None) for name in NAMES), (NAMES[0], "bronze")])
def test_replay_of_an_example_gives_the_same_bytes(replay: Replay, name: str, target: str | None) -> None:
    pack = kitemark.load_assessment(EXAMPLES / f"{name}.yaml")
    result = result_of(CUSTOMER_CARE, pack.to_data(), target)
    assert replay(CUSTOMER_CARE, pack, target) == [result.to_json(), result.explain()]


@times(25)
@given(cases())
def test_evaluating_again_gives_the_same_bytes(case: Case) -> None:
    standard, pack = kitemark.standard_from(case[0]), kitemark.assessment_from(case[1])
    first, again = (kitemark_evaluate(standard, pack) for _ in range(2))
    assert first == again == kitemark_evaluate(kitemark.standard_from(case[0]), kitemark.assessment_from(case[1]))


def kitemark_evaluate(standard: kitemark.Standard, pack: kitemark.Assessment) -> str:
    """The bytes of a result."""
    from kitemark.result import evaluate  # noqa: PLC0415 - the name that the package lends out

    return evaluate(standard, pack).to_json()


# Round trips: text and data


class Careful(yaml.SafeDumper):
    """YAML that leaves nothing to guess: every text in quotes, every number plain, nothing by alias."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def _number(dumper: yaml.SafeDumper, value: Any) -> yaml.Node:
    text = f"{value:f}"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"')


Careful.add_multi_representer(object, _number)
Careful.add_representer(str, _text)


def as_yaml(data: Any) -> str:
    """The data as block YAML."""
    text = yaml.dump(data, Dumper=Careful, sort_keys=False, allow_unicode=True)
    return str(text)


@times(30)
@given(cases())
def test_what_is_dumped_loads_to_an_equal_standard_and_an_equal_assessment(case: Case) -> None:
    standard, pack = kitemark.standard_from(case[0]), kitemark.assessment_from(case[1])
    again = kitemark.standard_from(read(kitemark.dump(standard)))
    pack_again = kitemark.assessment_from(read(kitemark.dump(pack)))
    assert (again, again.sha256) == (standard, standard.sha256)
    assert (pack_again, pack_again.sha256) == (pack, pack.sha256)
    assert kitemark.dump(again) == kitemark.dump(standard)
    assert kitemark.dump(pack_again) == kitemark.dump(pack)
    assert again.rules == standard.rules


def read(text: str) -> Any:
    """JSON as plain data, its numbers exact."""
    from decimal import Decimal  # noqa: PLC0415 - only here

    return json.loads(text, parse_float=Decimal)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to write to."""
    return tmp_path_factory.mktemp("shelf")


def test_yaml_and_json_load_to_the_same(shelf: Path) -> None:
    @times(25)
    @given(cases())
    def hold(case: Case) -> None:
        for data, load in ((case[0], kitemark.load_standard), (case[1], kitemark.load_assessment)):
            loaded = []
            one = kitemark.standard_from(data) if load is kitemark.load_standard else kitemark.assessment_from(data)
            for name, text in (
                ("one.json", kitemark.dump(one)),
                ("one.yaml", as_yaml(data)),
                ("two.yaml", kitemark.dump(one)),
            ):
                (shelf / name).write_text(text, encoding="utf-8")
                loaded.append(load(shelf / name))
            assert all(other == one and other.sha256 == one.sha256 for other in loaded)

    hold()


@pytest.mark.parametrize("name", NAMES)
def test_an_example_dumped_beside_its_tables_loads_to_an_equal_one(name: str, tmp_path: Path) -> None:
    pack = kitemark.load_assessment(EXAMPLES / f"{name}.yaml")
    for table in EXAMPLES.glob("*.csv"):
        shutil.copy(table, tmp_path)
    (tmp_path / "pack.json").write_text(kitemark.dump(pack), encoding="utf-8")
    again = kitemark.load_assessment(tmp_path / "pack.json")
    assert (again, again.sha256) == (pack, pack.sha256)


def test_the_customer_care_standard_dumps_to_an_equal_one(tmp_path: Path) -> None:
    for name, text in (("a.json", kitemark.dump(CUSTOMER_CARE)), ("b.yaml", as_yaml(CUSTOMER_CARE.to_data()))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        again = kitemark.load_standard(tmp_path / name)
        assert (again, again.sha256, again.rules) == (CUSTOMER_CARE, CUSTOMER_CARE.sha256, CUSTOMER_CARE.rules)
