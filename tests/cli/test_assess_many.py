"""`kitemark assess` of several packs and of folders: what it says, where, and how it exits."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time

import pytest
import yaml
from command import EXAMPLES, HARBOUR, KITEMARK, PACK, PLAIN, on_terminal, pack, refused, run

import kitemark


def several(folder, count=3, **keys):
    """A folder of small packs with their standard."""
    pack(folder)
    (folder / "pack.yaml").unlink()
    for number in range(count):
        data = {**PACK, "organisation": {"id": f"o{number}", "name": f"Body {number:03}"}, **keys}
        (folder / f"p{number:03}.yaml").write_text(yaml.safe_dump(data), "utf-8")
    return folder


def test_a_folder_is_assessed_as_the_library_does():
    answer = run("assess", EXAMPLES, "--format", "json")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == kitemark.assess_all([EXAMPLES]).to_json()


def test_a_single_pack_is_told_as_ever_and_in_a_folder_as_one_of_many(tmp_path):
    several(tmp_path, 1)
    assert "What holds it from" in run("assess", tmp_path / "p000.yaml").stdout
    assert "1 pack, 1 standard" in run("assess", tmp_path).stdout
    assert run("assess", tmp_path / "p000.yaml", "--format", "csv").stdout.count("\n") == 2


def test_packs_may_be_named_one_by_one():
    answer = run("assess", HARBOUR, EXAMPLES / "tiny-gold.yaml")
    assert answer.returncode == 0
    assert "2 packs, 1 standard" in answer.stdout
    assert "Quay Cottage" in answer.stdout
    assert "self-assessment, not certification" in answer.stdout


def test_a_wide_terminal_has_a_table_and_a_narrow_one_lines():
    for columns, table in ((120, True), (60, False)):
        status, shown = on_terminal("assess", EXAMPLES, COLUMNS=str(columns))
        assert status == 0
        assert ("Organisation  " in shown) is table
        assert ("held from Bronze: D3, G1" in shown) is not table


def test_a_bar_is_drawn_on_a_terminal_and_nowhere_else():
    _, shown = on_terminal("assess", EXAMPLES)
    assert "Assessing" in shown
    assert run("assess", EXAMPLES).stderr == ""


def test_one_bad_pack_is_told_after_all_others_and_exits_with_2(tmp_path):
    several(tmp_path)
    (tmp_path / "bad.yaml").write_text("organisation: {", "utf-8")
    answer = run("assess", tmp_path, "--require", "gold")
    assert answer.returncode == 2
    assert answer.stderr == "kitemark: of 4 packs, 1 has problems; all others were done\n"
    assert all(f"Body {n:03}" in answer.stdout for n in range(3))
    assert "bad.yaml:1:15" in "".join(answer.stdout.split())
    written = tmp_path / "out.csv"
    assert run("assess", tmp_path, "--format", "csv", "-o", written).returncode == 2
    assert written.read_text("utf-8").count("\n") == 5


def test_a_required_level_that_one_pack_misses_exits_with_1(tmp_path):
    several(tmp_path)
    assert run("assess", tmp_path, "--require", "bronze").returncode == 0
    answer = run("assess", tmp_path, "--require", "gold")
    assert (answer.returncode, answer.stderr) == (1, "")
    assert "0 of 3 reach 'gold', which is required." in answer.stdout


def test_what_is_wrong_for_all_is_refused_before_anything_is_read(tmp_path):
    several(tmp_path)
    assert "did you mean 'gold'?" in refused("assess", tmp_path, "-s", tmp_path, "--require", "golf")
    assert "did you mean 'gold'?" in refused("assess", tmp_path, "-s", tmp_path, "--target", "golf")
    assert "no standard called" in refused("assess", tmp_path, "-s", "nowhere")
    assert "wanted a date" in refused("assess", tmp_path, "--date", "tomorrow")
    assert "found '0', wanted a whole number of processes, 1 or more" in refused("assess", tmp_path, "--jobs", "0")
    (tmp_path / "empty").mkdir()
    assert "found no pack" in refused("assess", tmp_path / "empty")
    refused("assess")


def test_nothing_that_was_read_is_written_over(tmp_path):
    several(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for name in ("p001.yaml", "standard.yaml"):
        assert "files that were read" in refused("assess", tmp_path, "-o", tmp_path / name)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_summary_may_be_written_anew_among_the_packs(tmp_path):
    several(tmp_path)
    out = tmp_path / "summary.json"
    for _ in range(2):
        assert run("assess", tmp_path, "--format", "json", "-o", out).returncode == 0
    assert len(json.loads(out.read_text("utf-8"))["packs"]) == 3


def test_what_is_left_out_is_told_where_it_is_asked_for(tmp_path):
    several(tmp_path)
    assert "Left out" not in run("assess", tmp_path).stdout
    said = "".join(run("assess", tmp_path, "--verbose").stdout.split())  # a long path runs over several lines
    assert said.endswith("standard.yaml:standard")


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_page_stands_in_a_file(tmp_path, form):
    several(tmp_path)
    out = tmp_path / "page"
    assert run("assess", tmp_path, "--format", form, "-o", out).returncode == 0
    assert "Body 002" in out.read_text("utf-8")


@pytest.mark.slow
def test_an_interrupt_ends_the_work_of_all_processes_without_a_traceback(tmp_path):
    several(tmp_path, 1500)
    with subprocess.Popen(
        [KITEMARK, "assess", tmp_path, "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=PLAIN,
        start_new_session=True,
        text=True,
    ) as process:
        time.sleep(2)
        os.killpg(process.pid, signal.SIGINT)
        out, error = process.communicate(timeout=60)
    if process.returncode == 0:
        pytest.skip("it was done before it was interrupted")
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in error


@pytest.mark.slow
def test_several_processes_say_what_one_does(tmp_path):
    several(tmp_path, 130)
    (tmp_path / "bad.yaml").write_text("organisation: {", "utf-8")
    one, two = (run("assess", tmp_path, "--format", "json", "--jobs", jobs) for jobs in (1, 2))
    assert (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)
