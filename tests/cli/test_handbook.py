"""`kitemark handbook`: a standard printed for people."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from command import STANDARD, on_terminal, refused, run

import kitemark
from kitemark.bundled import bundled_folder


def small(folder: Path, **keys: object) -> Path:
    """A small standard in a folder."""
    path = folder / "standard.yaml"
    path.write_text(yaml.safe_dump({**STANDARD, **keys}, sort_keys=False, allow_unicode=True), "utf-8")
    return path


@pytest.mark.parametrize("name", kitemark.bundled_ids())
@pytest.mark.parametrize("form", ["markdown", "html"])
@pytest.mark.parametrize("mode", [(), ("--consultation",), ("--easy-read",)], ids=["whole", "consultation", "easy"])
def test_every_standard_prints_in_every_way(name: str, form: str, mode: tuple[str, ...]) -> None:
    answer = run("handbook", name, "--format", form, *mode)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith(
        "<!DOCTYPE html>" if form == "html" else f"# {kitemark.load_standard(name).title}\n"
    )
    assert answer.stdout.endswith("\n")
    for criterion in kitemark.load_standard(name).rules.criteria:
        title = criterion.title.replace("'", "&#39;") if form == "html" else criterion.title
        assert title in answer.stdout


def test_markdown_is_what_one_gets_unless_one_asks() -> None:
    assert run("handbook", "customer-care").stdout == run("handbook", "customer-care", "--format", "markdown").stdout


def test_a_standard_may_be_a_file_a_folder_or_an_id_with_a_version(tmp_path: Path) -> None:
    by_file, by_folder = run("handbook", small(tmp_path)), run("handbook", tmp_path)
    assert by_file.stdout == by_folder.stdout
    assert "a Café" in by_file.stdout
    assert run("handbook", "customer-care@1").stdout == run("handbook", "customer-care").stdout


def test_what_is_printed_can_go_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "book.html"
    answer = run("handbook", "involvement", "--format", "html", "-o", target)
    assert (answer.returncode, answer.stdout) == (0, "")
    assert target.read_text("utf-8") == run("handbook", "involvement", "--format", "html").stdout


def test_the_standard_itself_is_never_written_over(tmp_path: Path) -> None:
    path = small(tmp_path)
    before = path.read_bytes()
    for target in (path, tmp_path / "." / "standard.yaml"):
        assert "is one of the files that were read" in refused("handbook", path, "-o", target)
    assert path.read_bytes() == before
    bundled = bundled_folder() / "involvement" / "standard.yaml"
    assert "is one of the files" in refused("handbook", "involvement", "--output", bundled)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Missing argument 'STANDARD'"),
        (("customer-car",), "did you mean 'customer-care'?"),
        (("customer-care@7",), "found version 1.0.0 of 'customer-care', wanted 7"),
        (("no/such/file.yaml",), "no/such/file.yaml"),
        (("customer-care", "--format", "pdf"), "'pdf' is not one of 'markdown', 'html'"),
        (("customer-care", "--easy"), "No such option"),
        (("customer-care", "more"), "unexpected extra argument"),
        (
            ("customer-care", "--consultation", "--easy-read"),
            "found --consultation and --easy-read together, wanted one",
        ),
        (("customer-care", "-o", "/no/such/folder/x.md"), "could not write /no/such/folder/x.md"),
    ],
)
def test_a_wrong_call_is_refused_with_what_is_wrong(arguments: tuple[str, ...], said: str) -> None:
    assert said in refused("handbook", *arguments)


def test_a_standard_that_cannot_be_meant_is_refused_with_its_problems(tmp_path: Path) -> None:
    said = refused("handbook", small(tmp_path, scale="other", titel="x"))
    assert "found 2 problems" in said
    assert "standard.yaml" in said


def test_on_a_terminal_nothing_steers_it(tmp_path: Path) -> None:
    path = small(tmp_path, title="Mark\x1b[2J\u202e", summary="a\x07b")
    status, shown = on_terminal("handbook", path)
    assert status == 0
    assert not re.search("[\x1b\x07\u202e]", shown)


def test_where_only_ascii_can_be_shown_it_still_prints(tmp_path: Path) -> None:
    answer = run("handbook", small(tmp_path), PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert answer.returncode == 0
    assert "a Caf?" in answer.stdout
