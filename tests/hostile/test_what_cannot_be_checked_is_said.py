"""Where a pack's standard does not load, the pack's own problems are told, and what could not be looked at is said."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import kitemark

STANDARD = """\
kitemark: 1
id: small
version: "1.0.0"
title: Small
scale: s
scales: {s: [{value: 0, name: Not yet}, {value: 1, name: Working}]}
criteria: [{id: greet, title: Greeting people}, {id: listen, title: Listening}]
evidence: {log: {fields: {n: {type: integer}, m: {type: integer}}, rules: [n <= m]}}
levels: [{id: bronze, title: Bronze, requires: [{overall: 50%}]}]
"""
PACK = """\
kitemark: 1
standard: small.yaml
organisation: {id: o}
date: 2026-11-31
evidence:
  - {id: a, kind: lag, date: 2026-10-01, n: 1, m: 2}
judgements:
  - {criterion: greeet, rating: 7, because: Seen.}
decision: {level: brass, by: Panel, date: 2026-10-20}
"""
SOUND = """\
standard: none.yaml
organisation: {id: o}
date: 2026-11-01
units: [{id: u, judgements: [{criterion: greet, rating: 1, assessor: A, because: Seen.}]}]
"""
ALL = (
    "the kinds and fields of the evidence, the criteria and ratings of the judgements, the level of the decision, "
    "the facts of the profile"
)


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("kitemark"), *words],
        cwd=folder,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pack.yaml").write_text(PACK, "utf-8")
    return tmp_path


def refused(path: Path) -> kitemark.KitemarkError:
    with pytest.raises(kitemark.KitemarkError) as caught:
        kitemark.load_assessment(path).named_standard()
    return caught.value


@pytest.mark.parametrize("standard", [None, "kitemark: 1\nid: small\n", STANDARD.replace("overall", "overal")])
def test_one_line_after_the_problems_says_what_was_not_checked(folder: Path, standard: str | None) -> None:
    if standard is not None:
        (folder / "small.yaml").write_text(standard, "utf-8")
    found = command(folder, "assess", "pack.yaml")
    lines = found.stderr.splitlines()
    assert (found.returncode, found.stdout) == (2, "")
    assert lines[-1] == f"  pack.yaml: not checked until its standard loads: {ALL}"
    assert sum("not checked" in line for line in lines) == 1
    assert any("date: found '2026-11-31'" in line for line in lines)


def test_with_the_standard_all_is_told_and_nothing_is_left(folder: Path) -> None:
    (folder / "small.yaml").write_text(STANDARD, "utf-8")
    found = command(folder, "assess", "pack.yaml")
    assert "not checked" not in found.stderr
    places = [line.split(": ")[1] for line in found.stderr.splitlines()[1:]]
    assert places == [
        "date",
        "evidence[0].kind",
        "judgements[0]",
        "judgements[0].criterion",
        "judgements[0].rating",
        "decision.level",
    ]


def test_a_sound_pack_says_it_too_and_in_the_call_as_well(folder: Path) -> None:
    (folder / "pack.yaml").write_text(SOUND, "utf-8")
    [line] = refused(folder / "pack.yaml").unchecked
    assert line.endswith(
        "pack.yaml: not checked until its standard loads: the criteria and ratings of the judgements, the facts of the profile"
    )
    found = command(folder, "assess", "pack.yaml", "--standard", "nobody")
    assert found.stderr.splitlines()[-1].endswith("ratings of the judgements, the facts of the profile")


def test_it_outlives_the_way_to_another_process(folder: Path) -> None:
    (folder / "pack.yaml").write_text(
        PACK.replace("-31", "-30").replace("greeet, r", "greeet, assessor: A, r"), "utf-8"
    )
    error = refused(folder / "pack.yaml")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert again.unchecked == error.unchecked != ()
    assert str(again) == str(error)
    assert str(error).splitlines()[-1] == error.unchecked[0]


def test_of_many_packs_each_says_its_own_and_the_json_stays_json(folder: Path) -> None:
    (folder / "other.yaml").write_text(PACK.replace("small.yaml", "large.yaml"), "utf-8")
    text = command(folder, "assess", ".")
    assert " ".join(text.stdout.split()).count("not checked until its standard loads") == 2
    data = json.loads(command(folder, "assess", ".", "--format", "json").stdout)
    assert [one["unchecked"] for one in data["packs"]] == [
        [f"{one['file']}: not checked until its standard loads: {ALL}"] for one in data["packs"]
    ]
    assert all(
        {"code", "message", "file", "line", "column", "path", "hint"} == set(p) for p in data["packs"][0]["problems"]
    )
    for one in data["packs"]:
        lines = [problem["line"] for problem in one["problems"]]
        assert lines == sorted(lines)


def test_an_absolute_path_is_refused_with_the_reason_and_the_way_to_write(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "small.yaml").write_text(STANDARD, "utf-8")
    text = PACK.replace("small.yaml", str(folder / "small.yaml"))
    (folder / "in" / "pack.yaml").write_text(text, "utf-8")
    [problem] = [one for one in refused_by_command(folder / "in") if "[path]" in one]
    assert "a path that begins at the root leads nowhere on another's machine" in problem
    assert "write '../small.yaml', the way there from this file" in problem
    (folder / "in" / "pack.yaml").write_text(text.replace(str(folder / "small.yaml"), "../small.yaml"), "utf-8")
    assert not [one for one in refused_by_command(folder / "in") if ": standard:" in one]


def refused_by_command(folder: Path) -> list[str]:
    return command(folder, "assess", "pack.yaml").stderr.splitlines()


def test_a_misspelt_file_beside_the_pack_is_named(folder: Path) -> None:
    (folder / "smal.yaml").write_text(STANDARD, "utf-8")
    [problem] = [one for one in refused_by_command(folder) if "[no-standard]" in one]
    assert "did you mean 'smal.yaml'?" in problem


def test_after_a_syntax_error_the_rest_of_its_file_is_said_to_be_unchecked(tmp_path: Path) -> None:
    (tmp_path / "standard.yaml").write_text("kitemark: 1\nid: [a\nversion: 1\n")
    (tmp_path / "pack.yaml").write_text(
        "kitemark: 1\nstandard: ./standard.yaml\norganisation: {id: o}\ndate: 2026-01-01\nevidence: [{id: a}]\n"
    )
    with pytest.raises(kitemark.KitemarkError) as alone:
        kitemark.load_standard(tmp_path / "standard.yaml")
    rest = f"{tmp_path / 'standard.yaml'}: not checked until its syntax is mended: all the rest"
    assert alone.value.unchecked == (rest,)
    assert str(alone.value).endswith(rest)
    with pytest.raises(kitemark.KitemarkError) as beside:
        kitemark.load_assessment(tmp_path / "pack.yaml").named_standard()
    first, second = beside.value.unchecked
    assert first == rest
    assert second.startswith(f"{tmp_path / 'pack.yaml'}: not checked until its standard loads: the kinds")


def test_of_packs_that_are_read_together_each_has_a_line_of_its_own(folder: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (folder / name).write_text(SOUND, "utf-8")
    (folder / "bad.yaml").write_text(STANDARD.replace("id:", "iid:", 1), "utf-8")
    for call in (("compare", "one.yaml", "two.yaml"), ("merge", "one.yaml", "two.yaml", "-o", "all.yaml")):
        lines = command(folder, *call, "--standard", "bad.yaml").stderr.splitlines()
        told = [line.strip() for line in lines if "not checked until its standard loads" in line]
        assert [line.split(":")[0] for line in told] == ["one.yaml", "two.yaml"]
        assert not (folder / "all.yaml").exists()
