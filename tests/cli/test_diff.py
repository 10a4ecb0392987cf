"""`kitemark diff` as people run it: what it says, in which form, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from command import EXAMPLES, run

import kitemark
from kitemark.bundled import bundled_folder

CARE = bundled_folder() / "customer-care"


def version(folder: Path, *edits: tuple[str, str]) -> Path:
    """A copy of the customer-care standard with some text of it replaced."""
    shutil.copytree(CARE, folder)
    file = folder / "standard.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    return folder


def without_criterion(folder: Path, name: str) -> Path:
    """A copy without one criterion."""
    version(folder, ('version: "1.0.0"', 'version: "2.0.0"'))
    file = folder / "standard.yaml"
    lines = file.read_text(encoding="utf-8").split("\n")
    first = next(at for at, line in enumerate(lines) if line.strip() == f"- id: {name}")
    last = next(at for at in range(first + 1, len(lines)) if lines[at].strip().startswith("- id: "))
    file.write_text("\n".join(lines[:first] + lines[last:]), encoding="utf-8")
    return folder


LIMITED = ("  - id: voice-lifts\n", "  - id: voice-raises\n")
"""A safeguard with another id: one is gone and one is new."""
RAISED = ("overall: 40%", "overall: 45%")


def test_a_threshold_that_is_raised_is_told_for_every_level(tmp_path) -> None:
    new = version(tmp_path / "new", RAISED, ('version: "1.0.0"', 'version: "1.1.0"'))
    done = run("diff", "customer-care", new, EXAMPLES / "tiny-gold.yaml")
    assert done.returncode == 0, done.stderr
    for words in (
        "Requirement 9 of level 'bronze' asks for more: the overall score is at least",
        "Committed: the same.",
        "Bronze: stricter.",
        "Silver: the same.",
        "Gold: the same.",
        "stays Gold",
        "raise it to 2.0.0 at least",
    ):
        assert words in " ".join(done.stdout.split()), words


def test_a_safeguard_moves_a_pack_and_is_named(tmp_path) -> None:
    edit = (
        "each: {tag: voice-required}\n    at_most: 1\n    unless: {measure: voice-for-this, at_least: 1}",
        "each: {tag: voice-required}\n    at_most: 1\n    unless: {measure: voice-for-this, at_least: 2}",
    )
    new = version(tmp_path / "new", edit)
    done = run("diff", "customer-care", new, EXAMPLES / "tiny-gold.yaml", "--format", "json")
    pack = json.loads(done.stdout)["packs"][0]
    assert pack["moves"]
    (mover,) = pack["by"]
    assert mover["change"]["thing"] == {
        "kind": "safeguard",
        "id": "voice-gate",
        "title": "Nobody but users can confirm it",
    }
    assert mover["change"]["code"] == "asks-more"
    assert (mover["alone"], mover["needed"], pack["untried"], pack["cut"]) == (True, True, 0, False)
    assert (pack["says"] is not None, pack["short_by"]) == (True, "new")


def test_two_changes_that_are_both_needed_are_both_named(tmp_path) -> None:
    new = version(
        tmp_path / "new",
        ("{measure: heard-back, bronze: 45%", "{measure: heard-back, bronze: 35%"),
        ("{measure: run-without-worker, at_least: 75%}", "{measure: run-without-worker, at_least: 65%}"),
    )
    done = run("diff", "customer-care", new, EXAMPLES / "harbour-day-centre.yaml")
    text = " ".join(done.stdout.split())
    assert "from Committed to Bronze" in text
    assert text.count("Without this it would stay: ") == 2
    assert "By itself" not in text


def test_a_pack_that_only_has_to_be_relabelled_fits(tmp_path) -> None:
    file = CARE / "standard.yaml"
    new = version(tmp_path / "new")
    text = file.read_text("utf-8").replace("- id: G2\n", "- id: G2x\n").replace("[G1, G2]", "[G1, G2x]")
    (new / "standard.yaml").write_text(text, encoding="utf-8")
    done = run("diff", "customer-care", new, EXAMPLES / "tiny-gold.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    for words in (
        "'G2x' in place of 'G2'",
        "Gold: the same",
        "stays Gold",
        "fits the new version once it is relabelled",
    ):
        assert words in " ".join(done.stdout.split())


def test_witnesses_are_packs_for_either_version(tmp_path) -> None:
    new, folder = version(tmp_path / "new", RAISED), tmp_path / "some" / "witnesses"
    assert run("diff", "customer-care", new, "--witnesses", folder).returncode == 0
    assert sorted(file.name for file in folder.iterdir()) == ["bronze-lost-new.yaml", "bronze-lost-old.yaml"]
    assert run("assess", folder / "bronze-lost-old.yaml", "--require", "bronze").returncode == 0
    assert run("assess", folder / "bronze-lost-new.yaml", "--require", "bronze").returncode == 1
    assert "standard: customer-care@1.0.0" in (folder / "bronze-lost-old.yaml").read_text("utf-8")
    assert "standard: ../../new/standard.yaml" in (folder / "bronze-lost-new.yaml").read_text("utf-8")
    again = run("diff", "customer-care", new, "--witnesses", folder)
    assert (again.returncode, again.stderr) == (0, "")


def test_witnesses_have_the_ids_of_their_version(tmp_path) -> None:
    new, folder = version(tmp_path / "new", RAISED), tmp_path / "witnesses"
    text = (new / "standard.yaml").read_text("utf-8")
    text = text.replace("- id: G2\n", "- id: G2x\n").replace("[G1, G2]", "[G1, G2x]")
    (new / "standard.yaml").write_text(text, encoding="utf-8")
    assert run("diff", "customer-care", new, "--witnesses", folder).returncode == 0
    assert run("assess", folder / "bronze-lost-old.yaml", "--require", "bronze").returncode == 0
    assert run("assess", folder / "bronze-lost-new.yaml", "--require", "bronze").returncode == 1
    assert "criterion: G2," in (folder / "bronze-lost-old.yaml").read_text("utf-8")
    assert "criterion: G2x," in (folder / "bronze-lost-new.yaml").read_text("utf-8")


def test_only_witnesses_are_written_over(tmp_path) -> None:
    new, folder = version(tmp_path / "new", RAISED), tmp_path / "witnesses"
    folder.mkdir()
    mine = folder / "bronze-lost-old.yaml"
    mine.write_text("mine: 1\n", "utf-8")
    done = run("diff", "customer-care", new, "--witnesses", folder)
    assert done.returncode == 2
    assert "which is no witness" in done.stderr
    assert mine.read_text("utf-8") == "mine: 1\n"
    mine.unlink()
    mine.symlink_to(new / "standard.yaml")
    assert run("diff", "customer-care", new, "--witnesses", folder).returncode == 2
    assert (new / "standard.yaml").read_text("utf-8").lstrip("#").strip()


FINE = """
kitemark: 1
id: fine
version: "1.0.0"
title: Fine
scale: p
scales: {p: [{value: 0}, {value: 1}]}
evidence: {k: {title: K, fields: {n: {type: number, minimum: 0}}}}
measures: {m: {title: M, from: k, take: {largest: n}}}
criteria: [{id: a, title: A}]
levels: [{id: l, title: L, requires: [{measure: m, at_least: 0.123456789012345678901}]}]
"""


def test_json_has_every_digit_of_a_witness(tmp_path) -> None:
    files = tmp_path / "old.yaml", tmp_path / "new.yaml"
    for file, text in zip(files, (FINE, FINE.replace("678901", "678902")), strict=True):
        file.write_text(text, encoding="utf-8")
    done = run("diff", *files, "--format", "json")
    (witness,) = json.loads(done.stdout, parse_float=Decimal)["levels"][0]["keeps"]["witnesses"]
    pack = kitemark.assessment_from(witness["assessment"])
    assert [kitemark.evaluate(kitemark.load_standard(file), pack).level for file in files] == ["l", None]


def test_exit_code_is_for_ci(tmp_path) -> None:
    new = version(tmp_path / "new", ("title: Survey of users", "title: User survey"))
    assert run("diff", "customer-care", new).returncode == 0
    assert run("diff", "customer-care", new, "--exit-code").returncode == 1
    same = run("diff", "customer-care", CARE, "--exit-code")
    assert (same.returncode, "Nothing differs." in same.stdout) == (0, True)


def test_words_alone_are_a_patch(tmp_path) -> None:
    new = version(tmp_path / "new", ("title: Survey of users", "title: User survey"))
    data = json.loads(run("diff", "customer-care", new, "--format", "json").stdout)
    assert data["version"] == {
        "bump": "patch",
        "because": "only words and what never decides are different",
        "least": "1.0.1",
        "enough": False,
    }
    assert {level["relation"] for level in data["levels"]} == {"same"}


def test_a_pack_that_fits_only_one_version(tmp_path) -> None:
    new = without_criterion(tmp_path / "new", "A4")
    done = run("diff", "customer-care", new, EXAMPLES / "perfect-on-paper.yaml")
    assert done.returncode == 2
    assert "Criterion 'A4' (Private matters stay private) is dropped." in done.stdout
    assert "It does not fit 2.0.0" in done.stdout
    assert "found 'A4', wanted the id of a criterion" in done.stderr
    assert "Traceback" not in done.stderr


def test_two_standards_are_said_to_be_two() -> None:
    done = run("diff", "customer-care", "involvement", "--seconds", "1")
    assert done.returncode == 0, done.stderr
    assert "These are two standards, and not two versions of one." in done.stdout


@pytest.mark.parametrize("place", [0, 1])
def test_a_standard_that_does_not_load(tmp_path, place) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("kitemark: 1\nid: x\n", encoding="utf-8")
    names = ["customer-care", "customer-care"]
    names[place] = str(broken)
    done = run("diff", *names)
    assert (done.returncode, done.stdout) == (2, "")
    assert "broken.yaml" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_not_there_is_all_told() -> None:
    done = run("diff", "customer-cart", "nowhere", "no-pack.yaml")
    assert done.returncode == 2
    assert "did you mean 'customer-care'?" in done.stderr
    assert "found 3 problems" in done.stderr


def test_the_note_is_a_draft_in_markdown(tmp_path) -> None:
    new = version(tmp_path / "new", RAISED, ('version: "1.0.0"', 'version: "2.0.0"'))
    out = tmp_path / "note.md"
    assert run("diff", "customer-care", new, "--note", "-o", out).returncode == 0
    note = out.read_text(encoding="utf-8")
    for words in ("## In short", "- **Bronze** asks for more.", "## Harder", "Version 2.0.0 says so."):
        assert words in note
    assert run("diff", "customer-care", new, "--note", "--format", "json").returncode == 2


def test_what_was_read_is_not_written_over(tmp_path) -> None:
    new = version(tmp_path / "new", RAISED)
    done = run("diff", "customer-care", new, "-o", new / "standard.yaml")
    assert done.returncode == 2
    assert "one of the files that were read" in done.stderr


def test_without_the_solver_words_and_packs_still_work(tmp_path) -> None:
    new = version(tmp_path / "new", RAISED, LIMITED)
    code = "import sys; sys.modules['ortools'] = None; from kitemark.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "diff", "customer-care", str(new), str(EXAMPLES / "tiny-gold.yaml")],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "asks for more" in done.stdout
    assert "the solver is not installed: pip install 'kitemark[analysis]'" in " ".join(done.stdout.split())
    assert "stays Gold" in " ".join(done.stdout.split())


def test_the_time_is_bounded(tmp_path) -> None:
    new = version(tmp_path / "new", RAISED, LIMITED)
    done = run("diff", "customer-care", new, "--seconds", "0", "--format", "json")
    assert done.returncode == 0, done.stderr
    answers = [level[key]["verdict"] for level in json.loads(done.stdout)["levels"] for key in ("keeps", "gains")]
    assert "undecided" in answers
