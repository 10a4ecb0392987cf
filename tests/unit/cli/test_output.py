"""The command in this process: each way out of it."""

from __future__ import annotations

import io
import json
import pathlib
import sys

import click
import pytest

from kitemark.bundled import bundled_folder
from kitemark.cli import output
from kitemark.cli.main import kitemark, main

HARBOUR = str(bundled_folder() / "customer-care" / "examples" / "harbour-day-centre.yaml")


def status(monkeypatch, *arguments: str) -> int:
    """The exit status of a call."""
    monkeypatch.setattr(sys, "argv", ["kitemark", *arguments])
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


@pytest.mark.parametrize(
    ("call", "wanted"),
    [
        (["assess", HARBOUR], 0),
        (["assess", HARBOUR, "--format", "json", "--date", "2026-11-01"], 0),
        (["assess", HARBOUR, "--standard", "customer-care", "--require", "committed"], 0),
        (["assess", HARBOUR, "--require", "gold"], 1),
        (["assess", HARBOUR, "--require", "lead"], 2),
        (["assess", HARBOUR, "--date", "soon"], 2),
        (["assess", HARBOUR, "--target", "lead"], 2),
        (["assess", "none.yaml"], 2),
        (["asess"], 2),
        ([], 2),
        (["standards"], 0),
        (["--help"], 0),
    ],
)
def test_the_exit_status_says_how_it_went(monkeypatch, capsys, call, wanted):
    assert status(monkeypatch, *call) == wanted
    said = capsys.readouterr()
    assert bool(said.err) is (wanted == 2)
    assert bool(said.out) is (wanted != 2)


def test_every_command_that_is_listed_can_be_had():
    context = click.Context(kitemark)
    listed = kitemark.list_commands(context)
    assert [kitemark.get_command(context, name).name for name in listed] == listed
    assert all(name in kitemark.get_help(context) for name in listed)


def test_a_file_is_written_where_asked(monkeypatch, capsys, tmp_path):
    out = tmp_path / "out.json"
    assert status(monkeypatch, "assess", HARBOUR, "--format", "json", "-o", str(out)) == 0
    assert json.loads(out.read_text("utf-8"))["kitemark"] == 1
    assert capsys.readouterr().out == ""
    assert status(monkeypatch, "assess", HARBOUR, "-o", str(tmp_path / "none" / "out")) == 2


def test_an_interruption_is_no_fault_of_the_input(monkeypatch):
    def interrupted(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(kitemark, "main", interrupted)
    assert status(monkeypatch, "standards") == 130


class Reader(io.TextIOWrapper):
    """Standard output that fails in one way when it is written to."""

    def __init__(self, path, error: OSError) -> None:
        super().__init__(path.open("wb"), encoding="utf-8")
        self.error = error

    def write(self, _: str) -> int:
        raise self.error


def test_a_reader_that_has_gone_is_no_fault(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "stdout", Reader(tmp_path / "out", BrokenPipeError()))
    output.say("text")


def test_an_output_that_fails_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "stdout", Reader(tmp_path / "out", OSError(28, "No space left on device")))
    with pytest.raises(click.ClickException, match="no space left"):
        output.say("text")


def test_json_with_escapes_means_the_same():
    data = {"name": 'Ō\x1b\x7f\u202e😀"\\', "list": [1, "é\n"]}
    text = output.escaped(json.dumps(data, ensure_ascii=False, indent=2))
    assert json.loads(text) == data
    assert text.replace("\n", "").isascii()
    assert text.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["asess"], "kitemark: found 'asess', which is no command; did you mean 'assess'?"),
        (["zzzzzzz"], "kitemark: found 'zzzzzzz', which is no command; there are "),
        (["schema"], "Choose from: standard, assessment, result"),
        (["check", "involvement", "--seconds", "1.5"], "found '1.5', wanted a whole number of seconds, 0 or more"),
    ],
)
def test_a_wrong_call_is_told_in_words_that_help(monkeypatch, capsys, call, said):
    assert status(monkeypatch, *call) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "?" not in told.replace("did you mean 'assess'?", "")


def test_of_files_that_were_read_some_may_not_be_there_and_no_other_is_written_over(tmp_path):
    old, there = tmp_path / "old.html", tmp_path / "pack.yaml"
    old.write_text("old", encoding="utf-8")
    there.write_text("a pack", encoding="utf-8")
    missing = [tmp_path / "missing.yaml", tmp_path / ("long" * 99), pathlib.Path("no\0name")]
    output.spare(old, [*missing, there])
    with pytest.raises(click.BadParameter):
        output.spare(there, [*missing, there])
