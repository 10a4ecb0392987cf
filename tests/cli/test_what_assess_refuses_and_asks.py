"""`kitemark assess`: everything wrong at once, nothing written over, and what a target and a requirement look at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import HARBOUR, PACK, STANDARD, on_terminal, pack, refused, run

PAPERS = [{"id": f"p{n}", "kind": "paper", "date": "2026-01-01"} for n in range(9)]


def lines_of(path: Path, said: str) -> list[str]:
    """What is said of the problems of a file, without the folder that it lies in."""
    return [line.strip().replace(f"{path.parent}/", "") for line in said.splitlines()]


# Everything at once


def test_a_packs_own_faults_come_with_those_that_its_standard_finds(tmp_path: Path) -> None:
    judged = [{**PACK["judgements"][0], "criterion": "b"}, {**PACK["judgements"][0], "becuase": "x"}]
    path = pack(tmp_path, date="2026-02-30", judgements=judged)
    said = lines_of(path, refused("assess", path))
    assert said[0] == "kitemark: found 3 problems"
    assert "date: found '2026-02-30', wanted a date that exists, written YYYY-MM-DD; look at a calendar" in said[1]
    assert "judgements[0].criterion: found 'b', wanted the id of a criterion" in said[2]
    assert "judgements[1].becuase: found the unknown key 'becuase'; did you mean 'because'?" in said[3]


def test_what_does_not_add_up_is_told_with_what_stops_a_pack_from_loading(tmp_path: Path) -> None:
    numbers = {"type": "integer"}
    share = {"from": "survey", "take": {"share": "yes", "of": "all"}, "confidence": "95%"}
    rules = {
        **STANDARD,
        "evidence": {"paper": {"fields": {}}, "survey": {"fields": {"yes": numbers, "all": numbers}}},
        "measures": {**STANDARD["measures"], "happy": share},
        "flags": [{"id": "f", "title": "F", "when": {"measure": "happy", "less_than": "50%"}, "says": "Look."}],
    }
    counted = {"id": "s1", "kind": "survey", "date": "2026-10-01", "yes": 4, "all": 3}
    judged = [{**PACK["judgements"][0], "becuase": "x"}]
    for date, codes in (("2026-11-01", ["counts", "unknown-key"]), ("soon", ["dates", "unknown-key"])):
        path = pack(tmp_path, evidence=[counted], judgements=judged, date=date)
        (tmp_path / "standard.yaml").write_text(yaml.safe_dump(rules), "utf-8")
        said = refused("assess", path)
        assert sorted(line.rpartition("[")[2].rstrip("]") for line in said.splitlines()[1:]) == codes


def test_a_faulty_pack_is_checked_by_the_standard_named_in_the_call(tmp_path: Path) -> None:
    judged = [{**PACK["judgements"][0], "criterion": "b"}]
    path = pack(tmp_path, standard="./none.yaml", date="soon", judgements=judged)
    said = refused("assess", path, "--standard", tmp_path)
    assert "found 2 problems" in said
    assert "judgements[0].criterion" in said
    assert "none.yaml" not in said


@pytest.mark.parametrize(
    ("named", "code"), [("./none.yaml", "no-standard"), (None, "missing-key"), ("/a.yaml", "path")]
)
def test_a_faulty_pack_without_a_standard_is_told_that_too(tmp_path: Path, named: Any, code: str) -> None:
    path = tmp_path / "pack.yaml"
    data = {"organisation": {"id": "o"}, "date": "2026-02-30"} | ({"standard": named} if named else {})
    path.write_text(yaml.safe_dump(data), "utf-8")
    said = refused("assess", path)
    assert f"[{code}]" in said
    assert "[dates]" in said


def test_where_a_standard_is_named_in_the_call_the_pack_need_not_name_one(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text("organisation: {id: o}\ndate: 2026-02-30\n", "utf-8")
    said = refused("assess", path, "--standard", "nowhere")
    assert "[no-standard]" in said
    assert "[missing-key]" not in said


def test_a_faulty_standard_is_told_with_its_own_places(tmp_path: Path) -> None:
    path = pack(tmp_path)
    text = yaml.safe_dump({**STANDARD, "scale": "t", "titel": "x"}, sort_keys=False, allow_unicode=True)
    (tmp_path / "standard.yaml").write_text(text, "utf-8")
    said = lines_of(path, refused("assess", path))
    assert said[0] == "kitemark: found 2 problems"
    assert [line.partition(":")[0] for line in said[1:]] == ["standard.yaml"] * 2 + ["pack.yaml"]
    assert "not checked until its standard loads" in said[-1]


def test_a_standard_and_a_pack_that_are_both_faulty_are_told_together(tmp_path: Path) -> None:
    path = pack(tmp_path, date="2026-02-30")
    (tmp_path / "standard.yaml").write_text(yaml.safe_dump({**STANDARD, "scale": "t"}), "utf-8")
    for call in ([], ["--standard", tmp_path / "standard.yaml"]):
        said = refused("assess", path, *call)
        assert "standard.yaml:" in said
        assert "pack.yaml:" in said


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_file_of_the_other_kind_is_told_in_one_line(tmp_path: Path, form: str) -> None:
    path = pack(tmp_path)
    said = refused("assess", tmp_path / "standard.yaml", "--format", form)
    assert "found a standard, wanted an assessment (a pack)" in said
    assert "found an assessment (a pack), wanted a standard" in refused("assess", path, "-s", path)
    assert said.count("[wrong-file]") == said.count("[") == 1


# Files that were read


@pytest.mark.parametrize("name", ["pack.yaml", "standard.yaml", "log.csv", "./sub/../pack.yaml", "link"])
def test_nothing_that_was_read_is_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "log.csv").write_text("id,date\nr1,2026-10-01\n")
    path = pack(tmp_path, evidence=[{"kind": "paper", "table": "log.csv"}])
    (tmp_path / "link").symlink_to(path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}
    assert "is one of the files that were read" in refused("assess", path, "-o", tmp_path / name)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()} == before


def test_what_was_written_before_may_be_written_over(tmp_path: Path) -> None:
    path, out = pack(tmp_path), tmp_path / "out.txt"
    for _ in range(2):
        assert run("assess", path, "-o", out).returncode == 0
    assert run("assess", path, "-s", "customer-care", "-o", out).returncode == 2
    assert "Small mark" in out.read_text("utf-8")


def test_nothing_that_was_read_is_written_over_by_another_name(tmp_path: Path) -> None:
    path = pack(tmp_path)
    (tmp_path / "twin.txt").hardlink_to(path)
    before = path.read_bytes()
    assert "is one of the files that were read" in refused("assess", path, "-o", tmp_path / "twin.txt")
    assert path.read_bytes() == before


# Targets and requirements


@pytest.mark.parametrize(
    ("judgements", "evidence", "target", "answer"),
    [
        (PACK["judgements"], [], "bronze", "Bronze: reached"),
        (PACK["judgements"], [], "gold", "Gold: not reached"),
        ([], PAPERS, "bronze", "Bronze: not yet, and possible once what is open is settled"),
        (PACK["judgements"], PAPERS, "gold", "Gold: reached"),
        ([{**PACK["judgements"][0], "rating": 0}], PAPERS, "gold", "Gold: not reached"),
    ],
)
def test_a_target_is_answered(tmp_path: Path, judgements: Any, evidence: Any, target: str, answer: str) -> None:
    path = pack(tmp_path, judgements=judgements, evidence=evidence)
    lines = run("assess", path, "--target", target).stdout.splitlines()
    assert f"Asked     {answer}" in lines
    assert not [line for line in lines if line.startswith(("Level", "Possible"))]


@pytest.mark.parametrize("target", [None, "bronze", "gold"])
@pytest.mark.parametrize(("require", "status"), [("bronze", 0), ("gold", 1)])
def test_a_required_level_is_looked_for_whatever_is_asked(
    tmp_path: Path, target: Any, require: str, status: int
) -> None:
    call = ["--target", target] if target else []
    assert run("assess", pack(tmp_path), "--require", require, *call).returncode == status


def test_the_basis_says_where_the_evidence_does_not_carry_an_award(tmp_path: Path) -> None:
    for level, said in (("bronze", "26"), ("gold", "26, which this evidence does not carry")):
        path = pack(tmp_path, decision={"level": level, "by": "The panel", "date": "2026-10-20"})
        text = " ".join(run("assess", path).stdout.split())
        assert f"Basis award of {level.title()} decided by The panel on 20 October 20{said}" in text


# Narrow encodings


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_what_cannot_be_written_in_a_narrow_encoding_is_written_otherwise(tmp_path: Path, encoding: str) -> None:
    path = pack(tmp_path, users_comment={"by": "Ōsaka’s forum", "text": "“Kind” – they said… × 2"})
    said = run("assess", path, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (said.returncode, said.stdout.isascii()) == (0, True)
    assert "The users' comment, by ?saka's forum\n  \"Kind\" - they said... x 2\n" in said.stdout


def test_a_file_is_written_in_utf_8_whatever_standard_output_takes(tmp_path: Path) -> None:
    path, out = pack(tmp_path), tmp_path / "out.json"
    assert run("assess", path, "--format", "json", "-o", out, PYTHONIOENCODING="ascii", PYTHONUTF8="0").returncode == 0
    assert json.loads(out.read_bytes().decode("utf-8"))["organisation"]["name"] == "Café Ōsaka"
    assert "Café Ōsaka".encode() in out.read_bytes()


def test_judgements_that_count_for_nothing_are_listed_on_a_terminal(tmp_path: Path) -> None:
    path = pack(tmp_path, judgements=[*PACK["judgements"], {**PACK["judgements"][0], "rating": 0}])
    status, shown = on_terminal("assess", path)
    assert status == 0
    assert "a: Yes by A does not count, as their later judgement replaces it" in shown


def test_a_pack_that_was_made_for_another_standard_is_told_as_such_and_not_in_every_line() -> None:
    said = refused("assess", HARBOUR, "-s", "involvement")
    first, problem = said.rstrip("\n").split("\n")
    assert first == "kitemark: found 1 problem"
    assert "standard: found a pack for 'customer-care@1', wanted one for 'involvement'; " in problem
    assert problem.endswith("[other-standard]")
    answer = run("diff", "involvement", "involvement", HARBOUR)
    assert (answer.returncode, answer.stderr) == (2, said)


@pytest.mark.parametrize("named", ["./standard.yaml", "./none.yaml", "elsewhere@1"])
@pytest.mark.parametrize("date", ["2026-11-01", "soon"])
def test_so_is_one_that_names_a_file_or_what_is_not_there(tmp_path: Path, named: str, date: str) -> None:
    judged = [{"criterion": f"b{n}", "rating": 1, "assessor": "A", "because": "Seen."} for n in range(13)]
    path = pack(tmp_path, standard=named, judgements=judged, date=date)
    other = tmp_path / "other.yaml"
    other.write_text((tmp_path / "standard.yaml").read_text("utf-8").replace("id: small", "id: other", 1), "utf-8")
    assert ("judgements[12].criterion" in refused("assess", path, "-s", other)) is (named == "./none.yaml")
    same = refused("assess", path, "-s", tmp_path / "standard.yaml")
    assert ("judgements[12].criterion" in same) is (named != "elsewhere@1")


def test_a_few_things_that_do_not_fit_another_standard_are_told_one_by_one(tmp_path: Path) -> None:
    path = pack(tmp_path, judgements=[{"criterion": "b", "rating": 1, "assessor": "A", "because": "Seen."}])
    other = tmp_path / "other.yaml"
    other.write_text((tmp_path / "standard.yaml").read_text("utf-8").replace("id: small", "id: other", 1), "utf-8")
    assert "judgements[0].criterion: found 'b'" in refused("assess", path, "-s", other)


# Files that are none, and words that are lost


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "README.md",
            "# A mark\n\nThis is `kitemark: 1`: a mark, with *care*.\n\n```yaml\nkitemark: 1\nstandard: a\n```\n",
        ),
        ("answers.csv", "question,answers\nrespect,12\n"),
        ("page.html", "<!doctype html>\n<title>A: b</title>\n<p style='a: b'>Hello\n"),
        ("setup.toml", '[build]\nname = "a"\n'),
        ("site.yaml", "site_name: A mark\nnav: [index.md]\n"),
        ("notes.yaml", "Dear all\nwe met\n'and talked\n"),
    ],
)
def test_what_was_never_a_pack_is_told_in_one_line(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    for command in ("assess", "check"):
        said = refused(command, tmp_path / name)
        assert "[wrong-file]" in said
        assert said.startswith("kitemark: found 1 problem\n")


def test_words_that_a_pack_loses_are_told_and_change_nothing(tmp_path: Path) -> None:
    path = pack(tmp_path)
    whole = run("assess", path)
    path.write_text(path.read_text() + "title: Our house # 1 visit\n", "utf-8")
    cut = run("assess", path)
    assert (cut.returncode, whole.stderr) == (whole.returncode, "")
    assert "pack.yaml:" in cut.stderr
    assert "reads like the rest of the text before it" in cut.stderr
    assert "visit" not in cut.stderr
