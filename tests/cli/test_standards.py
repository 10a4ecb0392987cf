"""`kitemark standards`, the version and the help."""

from __future__ import annotations

from command import on_terminal, run

import kitemark


def test_every_bundled_standard_is_listed_with_its_version():
    answer = run("standards")
    assert (answer.returncode, answer.stderr) == (0, "")
    for name in kitemark.bundled_ids():
        assert f"{name}@{kitemark.load_standard(name).version}" in answer.stdout


def test_what_is_listed_can_be_loaded():
    names = [line.split()[0] for line in run("standards").stdout.splitlines() if not line.startswith(" ")]
    assert [kitemark.load_standard(name).id for name in names] == [name.partition("@")[0] for name in names]


def test_the_list_on_a_terminal_is_the_same():
    assert on_terminal("standards") == (0, run("standards").stdout)


def test_the_version_is_told():
    for option in ("--version", "-V"):
        assert run(option).stdout == f"kitemark {kitemark.__version__}\n"


def test_help_is_no_fault():
    for call in (["--help"], ["-h"], ["assess", "--help"], ["standards", "-h"]):
        answer = run(*call)
        assert (answer.returncode, answer.stderr) == (0, "")
        assert answer.stdout.startswith("Usage: kitemark")


def test_a_call_without_a_command_shows_the_help_as_a_fault():
    answer = run()
    assert answer.returncode == 2
    assert "assess" in answer.stderr
