"""`kitemark new`: what it writes, what it leaves alone, and what it refuses."""

from __future__ import annotations

import datetime
import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest
from command import KITEMARK, PLAIN, refused, run

import kitemark

FILES = ["README.md", "examples.yaml", "examples/first.yaml", "schemas/assessment.json", "schemas/standard.json"]
FILES += ["standard.yaml"]


def inside(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The command's answer when it is run in a folder."""
    return subprocess.run(
        [KITEMARK, *map(str, arguments)], cwd=folder, env=PLAIN, capture_output=True, text=True, check=False
    )


def written(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def schema_of(file: Path) -> Path:
    """The schema that a file's first line names."""
    return file.parent / file.read_text("utf-8").split("\n", 1)[0].removeprefix("# yaml-language-server: $schema=")


def test_a_new_standard_is_a_folder_that_can_be_used_at_once(tmp_path):
    answer = inside(tmp_path, "new", "standard", "warm-welcome")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert sorted(answer.stdout.split("\n\n")[0].split()) == [f"warm-welcome/{name}" for name in FILES]
    assert answer.stdout.endswith("\nTry it: kitemark test warm-welcome\n")
    assert written(tmp_path / "warm-welcome") == FILES
    assert run("test", tmp_path / "warm-welcome").returncode == 0
    assert run("assess", tmp_path / "warm-welcome/examples/first.yaml", "--require", "bronze").returncode == 0
    assert kitemark.load_standard(tmp_path / "warm-welcome").title == "Warm welcome"


def test_what_the_readme_of_a_new_standard_says_can_be_done(tmp_path):
    inside(tmp_path, "new", "standard", "warm-welcome")
    folder = tmp_path / "warm-welcome"
    blocks = (folder / "README.md").read_text("utf-8").split("```sh\n")[1:]
    lines = [line.partition("#")[0].split() for block in blocks for line in block.split("```")[0].splitlines()]
    assert len(lines) == 5
    for line in lines:
        answer = inside(folder, *line[1:])
        assert (answer.returncode, answer.stderr) == (0, ""), line


@pytest.mark.parametrize("output", [[], ["--output", "alone.yaml"]], ids=["a folder", "a file"])
def test_a_new_standard_passes_check_and_nothing_is_found_in_it(tmp_path, output):
    inside(tmp_path, "new", "standard", "warm-welcome", *output)
    answer = inside(tmp_path, "check", *(output[1:] or ["warm-welcome"]))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "\n0 errors, 0 warnings, 0 notes, 0 accepted\n" in f"\n{answer.stdout}"


def test_what_to_try_next_can_be_pasted_whatever_the_place_is_called(tmp_path):
    place = "a folder's files/my standard"
    tried = inside(tmp_path, "new", "standard", "warm-welcome", "--output", place).stdout.split("Try it: ")[1]
    assert inside(tmp_path, *shlex.split(tried)[1:]).returncode == 0
    call = ["new", "pack", "a-service", "--for", place, "--output", "a folder's files/my pack.yaml"]
    tried = inside(tmp_path, *call).stdout.split("Try it: ")[1]
    assert shlex.split(tried) == ["kitemark", "assess", "a folder's files/my pack.yaml"]
    assert inside(tmp_path, *shlex.split(tried)[1:]).returncode == 0


def test_what_to_try_next_is_the_draft_and_not_a_bundled_standard_of_its_name(tmp_path):
    tried = inside(tmp_path, "new", "standard", "customer-care").stdout.split("Try it: ")[1]
    assert shlex.split(tried) == ["kitemark", "test", "./customer-care"]
    assert inside(tmp_path, *shlex.split(tried)[1:]).stdout == "All 4 examples come out as they must.\n"


def test_a_title_and_a_place_may_be_said(tmp_path):
    answer = inside(tmp_path, "new", "standard", "warm", "--title", "Warm: a mark", "-o", "standards/mine")
    assert answer.returncode == 0
    standard = kitemark.load_standard(tmp_path / "standards" / "mine")
    assert (standard.id, standard.title) == ("warm", "Warm: a mark")
    assert "wanted text" in refused("new", "standard", "warm", "--title", " ", "-o", tmp_path / "other")


def test_a_standard_may_be_written_alone(tmp_path):
    out = tmp_path / "warm.yaml"
    answer = run("new", "standard", "warm", "-o", out)
    assert answer.returncode == 0
    assert answer.stdout.endswith(f"\nTry it: kitemark check {out}\n")
    assert "README" not in out.read_text("utf-8")
    assert written(tmp_path) == ["standard.schema.json", "warm.yaml"]
    assert kitemark.load_standard(out).id == "warm"
    assert json.loads(schema_of(out).read_text("utf-8"))["title"] == "Standard"


def test_a_new_pack_names_its_standard_and_its_schema(tmp_path):
    answer = inside(tmp_path, "new", "pack", "harbour-house", "--for", "customer-care", "--date", "2026-11-01")
    assert (answer.returncode, answer.stderr) == (0, "")
    names = ["customer-care.schema.json", "harbour-house.yaml"]
    assert sorted(answer.stdout.split("\n\n")[0].split()) == names == written(tmp_path)
    pack = kitemark.load_assessment(tmp_path / "harbour-house.yaml")
    assert (pack.standard, pack.organisation, str(pack.date)) == ("customer-care@1", "Harbour house", "2026-11-01")
    assert "Assessment by" in schema_of(tmp_path / "harbour-house.yaml").read_text("utf-8")
    assert run("assess", tmp_path / "harbour-house.yaml").returncode == 0


def test_a_second_pack_keeps_the_schema_that_is_there(tmp_path):
    (tmp_path / "customer-care.schema.json").write_text("{}")
    answer = inside(tmp_path, "new", "pack", "b", "--for", "customer-care")
    assert answer.stdout.split("\n\n")[0] == "b.yaml"
    assert (tmp_path / "customer-care.schema.json").read_text() == "{}"


def test_a_pack_is_dated_today_unless_said(tmp_path):
    before = datetime.datetime.now().astimezone().date()
    run("new", "pack", "a", "--for", "customer-care", "-o", tmp_path)
    found = kitemark.load_assessment(tmp_path / "a.yaml").date
    assert before <= found <= datetime.datetime.now().astimezone().date()
    assert "wanted a date that exists" in refused("new", "pack", "b", "--for", "customer-care", "-d", "2026-02-30")


@pytest.mark.parametrize("place", ["warm", "elsewhere", "warm/examples", "deep/er", "my packs"])
def test_a_pack_finds_its_standard_and_its_schema_wherever_it_lies(tmp_path, place):
    inside(tmp_path, "new", "standard", "warm")
    out = tmp_path / place / "a.yaml"
    assert inside(tmp_path, "new", "pack", "a", "--for", "warm", "-o", Path(place) / "a.yaml").returncode == 0
    assert kitemark.load_assessment(out).named_standard().id == "warm"
    assert schema_of(out).resolve() == tmp_path / "warm" / "schemas" / "assessment.json"
    assert written(out.parent).count("warm.schema.json") == 0
    assert run("assess", out).returncode == 0


def test_a_path_with_a_space_is_written_as_editors_read_it(tmp_path):
    inside(tmp_path, "new", "standard", "warm", "-o", "my standards/warm")
    inside(tmp_path, "new", "pack", "a", "--for", "my standards/warm")
    first = (tmp_path / "a.yaml").read_text("utf-8").split("\n")[0]
    assert first == "# yaml-language-server: $schema=my%20standards/warm/schemas/assessment.json"
    assert kitemark.load_assessment(tmp_path / "a.yaml").standard == "my standards/warm/standard.yaml"


def test_nothing_that_is_there_is_written_over(tmp_path):
    inside(tmp_path, "new", "standard", "warm")
    before = {name: (tmp_path / "warm" / name).read_bytes() for name in FILES}
    again = inside(tmp_path, "new", "standard", "warm", "--title", "Other")
    assert again.returncode == 2
    assert "there already, and wrote nothing; name another place with --output" in again.stderr
    assert {name: (tmp_path / "warm" / name).read_bytes() for name in FILES} == before
    (tmp_path / "warm" / "standard.yaml").unlink()
    assert inside(tmp_path, "new", "standard", "warm").returncode == 2
    assert not (tmp_path / "warm" / "standard.yaml").exists()


def test_not_even_a_link_to_nowhere_is_written_over(tmp_path):
    (tmp_path / "a.yaml").symlink_to(tmp_path / "nowhere")
    answer = inside(tmp_path, "new", "pack", "a", "--for", "customer-care")
    assert answer.returncode == 2
    assert os.path.lexists(tmp_path / "a.yaml")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("identity", "hint"),
    [("Warm Welcome", "try 'warm-welcome'"), ("WARM", "try 'warm'"), ("a_b", "try 'a-b'"), ("../up", "try 'up'")],
)
def test_an_id_that_is_no_slug_is_refused_with_a_hint(tmp_path, identity, hint):
    for call in (["standard", identity], ["pack", identity, "--for", "customer-care"]):
        answer = inside(tmp_path, "new", *call)
        assert answer.returncode == 2
        assert f"wanted a slug of lower-case letters and digits joined by '-'; {hint}" in answer.stderr
    assert written(tmp_path) == []


def test_an_id_without_a_single_letter_is_refused_without_a_hint():
    assert "try" not in refused("new", "standard", "!!").split("found")[1]


def test_a_pack_needs_a_standard_that_loads(tmp_path):
    assert "Missing option '--for'" in refused("new", "pack", "a")
    assert "did you mean 'customer-care'?" in refused("new", "pack", "a", "--for", "customer-car")
    (tmp_path / "standard.yaml").write_text("kitemark: 1\n")
    assert "missing-key" in refused("new", "pack", "a", "--for", tmp_path, "-o", tmp_path / "a.yaml")
    assert written(tmp_path) == ["standard.yaml"]


def test_a_place_that_cannot_be_written_is_a_wrong_call(tmp_path):
    (tmp_path / "file").write_text("")
    message = refused("new", "standard", "warm", "-o", tmp_path / "file" / "warm")
    assert "could not write" in message
    assert "could not write" in refused("new", "standard", "warm", "-o", tmp_path / ("a" * 300))


def test_new_alone_shows_what_can_be_made():
    answer = run("new", "--help")
    assert "pack      Write a pack to fill in, for one standard." in answer.stdout
    assert run("new").returncode == 2
