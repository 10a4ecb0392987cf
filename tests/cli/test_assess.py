"""`kitemark assess`: what it says, where it says it, and how it exits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command import EXAMPLES, HARBOUR, KITEMARK, PACK, PLAIN, on_terminal, pack, refused, run

import kitemark

COLOUR = "\x1b["


def test_a_pack_is_assessed_by_the_standard_that_it_names():
    answer = run("assess", HARBOUR)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "Committed" in answer.stdout
    assert "What holds it from Bronze" in answer.stdout


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_is_assessed_as_the_library_does(example):
    answer = run("assess", example, "--format", "json")
    assert answer.returncode == 0
    assessment = kitemark.load_assessment(example)
    assert answer.stdout == kitemark.evaluate(assessment.named_standard(), assessment).to_json()


def test_the_same_call_says_the_same():
    assert run("assess", HARBOUR).stdout == run("assess", HARBOUR).stdout


def test_a_standard_may_be_named_in_the_call(tmp_path):
    path = pack(tmp_path, standard="./none.yaml")
    assert "none.yaml" in refused("assess", path)
    assert run("assess", path, "--standard", tmp_path / "standard.yaml").returncode == 0
    assert run("assess", path, "-s", tmp_path).returncode == 0
    assert "no standard called" in refused("assess", path, "--standard", "smal")


def test_a_required_level_that_is_not_reached_exits_with_1(tmp_path):
    path = pack(tmp_path)
    assert run("assess", path, "--require", "bronze").returncode == 0
    answer = run("assess", path, "--require", "gold")
    assert answer.returncode == 1
    assert "Bronze" in answer.stdout
    assert answer.stderr == ""
    assert run("assess", pack(tmp_path, judgements=[]), "--require", "bronze").returncode == 1
    assert "wanted one of bronze, gold" in refused("assess", path, "--require", "silver")


def test_a_later_level_is_enough_for_a_required_one(tmp_path):
    papers = [{"id": f"p{n}", "kind": "paper", "date": "2026-01-01"} for n in range(9)]
    assert run("assess", pack(tmp_path, evidence=papers), "--require", "bronze").returncode == 0


def test_a_target_is_that_level_or_none(tmp_path):
    path = pack(tmp_path)
    levels = {
        level: json.loads(run("assess", path, "--target", level, "--format", "json").stdout)["level"]["established"]
        for level in ("bronze", "gold")
    }
    assert levels == {"bronze": "bronze", "gold": None}
    assert "did you mean 'gold'?" in refused("assess", path, "--target", "golf")


def test_another_day_may_be_asked_about(tmp_path):
    path = pack(tmp_path, judgements=[{**PACK["judgements"][0], "date": "2026-06-01"}])
    before, after = (
        json.loads(run("assess", path, "--date", day, "--format", "json").stdout)
        for day in ("2026-05-31", "2026-06-01")
    )
    assert (before["level"]["established"], after["level"]["established"]) == (None, "bronze")
    assert before["date"] == "2026-05-31"
    for day in ("2026-02-30", "tomorrow", "01.06.2026"):
        assert "wanted a date that exists" in refused("assess", path, "-d", day)


def test_a_result_may_be_written_to_a_file(tmp_path):
    path = pack(tmp_path)
    for form in ("text", "json"):
        out = tmp_path / f"out.{form}"
        answer = run("assess", path, "--format", form, "-o", out)
        assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
        assert out.read_text("utf-8") == run("assess", path, "--format", form).stdout


def test_a_file_that_cannot_be_written_is_a_wrong_call(tmp_path):
    path = pack(tmp_path)
    assert "found no folder" in refused("assess", path, "-o", tmp_path / "none" / "out.txt")
    assert "directory" in refused("assess", path, "-o", tmp_path)


def test_a_full_disk_is_told(tmp_path):
    path = pack(tmp_path)
    with Path("/dev/full").open("w") as full:
        answer = subprocess.run(
            [KITEMARK, "assess", path], stdout=full, stderr=subprocess.PIPE, env=PLAIN, text=True, check=False
        )
    assert answer.returncode == 2
    assert answer.stderr == "kitemark: could not write standard output (no space left on device)\n"


def test_a_reader_that_has_had_enough_is_no_fault(tmp_path):
    for level, status in (("bronze", 0), ("gold", 1)):
        process = subprocess.Popen(
            [KITEMARK, "assess", pack(tmp_path), "--require", level],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=PLAIN,
            text=True,
        )
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait() == status
        process.stderr.close()


def test_the_first_line_alone_may_be_read():
    script = f"'{KITEMARK}' assess '{HARBOUR}' | head -1"
    line = subprocess.run(["sh", "-c", script], env=PLAIN, capture_output=True, text=True, check=True)
    assert (line.stdout, line.stderr) == ("Harbour Day Centre\n", "")


def test_colours_are_for_terminals_that_want_them(tmp_path):
    path = pack(tmp_path)
    assert COLOUR not in run("assess", path).stdout
    assert COLOUR in on_terminal("assess", path)[1]
    assert COLOUR not in on_terminal("assess", path, NO_COLOR="1")[1]
    assert COLOUR not in on_terminal("assess", path, TERM="dumb")[1]
    assert COLOUR in on_terminal("assess", path, NO_COLOR="")[1]


def test_text_keeps_to_the_width_of_the_terminal():
    for columns in (48, 64, 90):
        shown = re.sub(r"\x1b\[[0-9]*m", "", on_terminal("assess", HARBOUR, COLUMNS=str(columns))[1])
        widest = max(len(line) for line in shown.splitlines())
        assert columns - 14 <= widest <= columns
    assert max(len(line) for line in run("assess", HARBOUR, COLUMNS="48").stdout.splitlines()) > 60


def test_narrow_encodings_get_ascii(tmp_path):
    path = pack(tmp_path)
    for encoding in ("ascii", "latin-1"):
        text = run("assess", path, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert text.returncode == 0
        assert text.stdout.isascii()
        data = run("assess", path, "--format", "json", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert data.stdout.isascii()
        assert json.loads(data.stdout)["organisation"]["name"] == "Café Ōsaka"


def test_wide_encodings_get_everything(tmp_path):
    answer = run("assess", pack(tmp_path))
    assert "Café Ōsaka" in answer.stdout
    assert "█" in answer.stdout


HOSTILE = "Evil\x1b[2J\x1b]0;owned\x07 \u202egnp.exe\u2066\x9b31m\nLevel     Gold\x7f"
STEERING = re.compile(r"[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\x1b(?!\[[0-9]{1,2}m)")


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_name_can_steer_a_terminal(tmp_path, form):
    path = pack(tmp_path, organisation={"id": "o", "name": HOSTILE}, users_comment={"by": HOSTILE, "text": HOSTILE})
    standard = (tmp_path / "standard.yaml").read_text("utf-8")
    quoted = json.dumps(HOSTILE).replace("\x7f", "\\x7f")
    (tmp_path / "standard.yaml").write_text(
        standard.replace("Small mark", quoted).replace("title: Café", f"title: {quoted}"), "utf-8"
    )
    status, shown = on_terminal("assess", path, "--format", form)
    assert status == 0
    assert not STEERING.search(shown)
    assert "\nLevel     Gold" not in shown


def test_no_fault_can_steer_a_terminal(tmp_path):
    (tmp_path / "pack.yaml").write_text('"\\e[2J\\u202e": 1\norganisation: {id: o}\ndate: "\\e[2J"\n')
    status, shown = on_terminal("assess", tmp_path / "pack.yaml")
    assert status == 2
    assert not STEERING.search(shown)
    for call in (
        [f"{HOSTILE}.yaml"],
        ["a", "-s", HOSTILE],
        ["a", f"--{HOSTILE}"],
        [HARBOUR, "--date", HOSTILE],
        [HARBOUR, "-o", f"none/{HOSTILE}"],
    ):
        status, shown = on_terminal(
            "assess", *[part.replace("\x00", "") if isinstance(part, str) else part for part in call]
        )
        assert status == 2
        assert not STEERING.search(shown)


BAD_CALLS = {
    "nothing": [],
    "an unknown command": ["asess"],
    "no pack": ["assess"],
    "an unknown option": ["assess", "a", "--formt", "json"],
    "an unknown format": ["assess", "a", "--format", "xml"],
    "an option without its value": ["assess", "a", "--date"],
    "a pack that is not there": ["assess", "none.yaml"],
    "an extra word": ["standards", "x"],
}


@pytest.mark.parametrize("call", BAD_CALLS.values(), ids=BAD_CALLS)
def test_a_bad_call_exits_with_2_and_says_why(call):
    assert refused(*call)


def test_every_fault_of_a_pack_is_listed_with_its_place(tmp_path):
    path = tmp_path / "pack.yaml"
    path.write_text("organisation: {id: o}\ndate: 2026-02-30\njudgement: []\n")
    said = refused("assess", path).splitlines()
    assert said == [
        "kitemark: found 3 problems",
        f"  {path}:1:1: found no 'standard'; add 'standard: ...', or name one in the call (--standard, or evaluate's first argument) [missing-key]",
        f"  {path}:2:7: date: found '2026-02-30', wanted a date that exists, written YYYY-MM-DD; look at a calendar: there is no such day [dates]",
        f"  {path}:3:1: judgement: found the unknown key 'judgement'; did you mean 'judgements'? [unknown-key]",
    ]


def test_one_fault_is_one_problem(tmp_path):
    assert refused("assess", tmp_path / "none.yaml").startswith("kitemark: found 1 problem\n")


def test_a_fault_writes_no_file(tmp_path):
    out = tmp_path / "out.txt"
    refused("assess", pack(tmp_path, judgements=[{"criterion": "b"}]), "-o", out)
    assert not out.exists()


def test_faults_are_told_in_narrow_encodings(tmp_path):
    path = pack(tmp_path, judgements=[{**PACK["judgements"][0], "criterion": "a", "rating": "Ōsaka"}])
    assert "saka" in refused("assess", path, PYTHONIOENCODING="ascii", PYTHONUTF8="0")


def test_python_can_run_the_command_too(tmp_path):
    path = pack(tmp_path)
    answer = subprocess.run(
        [sys.executable, "-m", "kitemark", "assess", path], capture_output=True, env=PLAIN, encoding="utf-8", check=True
    )
    assert answer.stdout == run("assess", path).stdout
    wrong = subprocess.run(
        [sys.executable, "-m", "kitemark", "asess"], capture_output=True, env=PLAIN, encoding="utf-8", check=False
    )
    assert (wrong.returncode, wrong.stderr.splitlines()[0]) == (2, "Usage: kitemark [OPTIONS] COMMAND [ARGS]...")
