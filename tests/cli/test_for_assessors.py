"""`kitemark merge`, `agreement`, `look` and `draw`, run as assessors run them."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from command import EXAMPLES, HARBOUR

from kitemark.cli.main import main

STANDARD = {
    "kitemark": 1,
    "id": "pair",
    "version": "1.0.0",
    "title": "Judged by two",
    "judgements": {"assessors": 2, "roles": ["independent", "peer"]},
    "scales": {"s": [{"value": n, "name": name} for n, name in enumerate(["No", "Some", "Good", "Great"])]},
    "scale": "s",
    "evidence": {"visit": {"fields": {"n": {"type": "integer"}}}},
    "criteria": [{"id": f"c{n}", "title": f"C{n}"} for n in range(12)],
    "levels": [{"id": "one", "title": "One", "requires": [{"each": "criteria", "at_least": "Some"}]}],
}


@pytest.fixture
def kitemark(monkeypatch, capsys, tmp_path):
    """The command in this process, in a folder with a standard and the packs of two."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    Path("standard.yaml").write_text(yaml.safe_dump(STANDARD), "utf-8")
    Path("visits.csv").write_text("id,date,n\nv1,2026-10-01,3\nv2,2026-10-02,4\n", "utf-8")
    for name, ratings in {"Ada": [n % 4 for n in range(12)], "Bo": [(n + n // 6) % 4 for n in range(12)]}.items():
        judgements = [
            {"criterion": f"c{n}", "rating": rating, "assessor": name, "role": "peer", "because": f"{name} saw it."}
            for n, rating in enumerate(ratings)
        ]
        head = {"kitemark": 1, "standard": "standard.yaml", "organisation": {"id": "o"}, "date": "2026-11-01"}
        pack = {**head, "evidence": [{"kind": "visit", "table": "visits.csv"}], "judgements": judgements}
        Path(f"{name.lower()}.yaml").write_text(yaml.safe_dump(pack, sort_keys=False), "utf-8")

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kitemark", *map(str, arguments)])
        status = 0
        try:
            main()
        except SystemExit as exit_:
            status = int(exit_.code or 0)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return status, said.out, said.err

    return call


def test_two_packs_become_one_that_is_assessed_like_any(kitemark) -> None:
    status, out, err = kitemark("merge", "ada.yaml", "bo.yaml", "-o", "both.yaml")
    assert (status, err) == (0, "")
    assert "2 packs made one" in out
    assert "2 records, and 24 judgements by Ada and Bo" in out
    assert kitemark("assess", "both.yaml")[0] == 0
    Path("sub").mkdir()
    assert kitemark("merge", "bo.yaml", "ada.yaml", "-o", "sub/both.yaml")[0] == 0
    again = Path("sub/both.yaml").read_text("utf-8")
    assert again.replace("../standard.yaml", "standard.yaml") == Path("both.yaml").read_text("utf-8")
    assert kitemark("assess", "sub/both.yaml")[0] == 0


def test_merging_again_with_a_part_changes_no_byte(kitemark) -> None:
    kitemark("merge", "ada.yaml", "bo.yaml", "-o", "both.yaml")
    kitemark("merge", "both.yaml", "ada.yaml", "-o", "again.yaml")
    assert Path("again.yaml").read_bytes() == Path("both.yaml").read_bytes()


def test_a_sheet_is_written_filled_and_read_back(kitemark) -> None:
    kitemark("merge", "ada.yaml", "bo.yaml", "-o", "both.yaml")
    status, _, _ = kitemark("agreement", "both.yaml", "--sheet", "sheet.csv", "-o", "agreement.txt")
    assert status == 0
    rows = list(csv.DictReader(Path("sheet.csv").read_text("utf-8-sig").splitlines()))
    assert [row["criterion"] for row in rows]
    for row in rows:
        row |= {"agreed_rating": "Good", "agreed_because": "Talked over.", "agreed_on": "2026-10-20"}
    with Path("filled.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    status, out, err = kitemark("merge", "both.yaml", "--moderation", "filled.csv", "-o", "agreed.yaml")
    assert (status, err) == (0, "")
    assert f"{2 * len(rows)} agreed judgements were added" in out
    _, out, _ = kitemark("agreement", "agreed.yaml", "--format", "json")
    data = json.loads(out)
    assert data["splits"] == []
    assert data["first"]["scales"][0]["kappa"] != data["standing"]["scales"][0]["kappa"]


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_each_form_of_each_command_says_what_there_is(kitemark, form: str) -> None:
    for call in (
        ("merge", "ada.yaml", "bo.yaml", "-o", "both.yaml"),
        ("agreement", "both.yaml"),
        ("look", HARBOUR),
        ("draw", "visits.csv", "--column", "id", "--size", 1, "--seed", "s"),
    ):
        status, out, err = kitemark(*call, "--format", form)
        assert (status, err) == (0, "")
        assert out.endswith("\n")
        assert (out.startswith("# "), out.startswith("{")) == (form == "markdown", form == "json")
        if form == "json":
            assert json.loads(out)["kitemark"] == 1
        if form == "text":
            assert max(map(len, out.split("\n"))) <= 80


def test_what_was_read_is_never_written_over(kitemark) -> None:
    kitemark("merge", "ada.yaml", "bo.yaml", "-o", "both.yaml")
    kitemark("agreement", "both.yaml", "--sheet", "sheet.csv")
    before = {path: path.read_bytes() for path in Path().iterdir() if path.is_file()}
    for call in (
        ("merge", "ada.yaml", "bo.yaml", "-o", "bo.yaml"),
        ("merge", "ada.yaml", "bo.yaml", "-o", "visits.csv"),
        ("merge", "ada.yaml", "bo.yaml", "-o", "standard.yaml"),
        ("merge", "both.yaml", "--moderation", "sheet.csv", "-o", "sheet.csv"),
        ("agreement", "ada.yaml", "--sheet", "visits.csv"),
        ("agreement", "ada.yaml", "-o", "ada.yaml"),
        ("agreement", "ada.yaml", "-o", "same.csv", "--sheet", "same.csv"),
        ("look", "ada.yaml", "-o", "standard.yaml"),
        ("draw", "visits.csv", "--column", "id", "--size", 1, "--seed", "s", "-o", "visits.csv"),
    ):
        status, out, err = kitemark(*call)
        assert (status, out) == (2, ""), call
        assert err
    assert {path: path.read_bytes() for path in Path().iterdir() if path.is_file()} == before


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (("merge", "ada.yaml", "-o", "x.yaml"), "wanted two or more"),
        (("merge", "ada.yaml", "bo.yaml"), "--output"),
        (("merge", "ada.yaml", "none.yaml", "-o", "x.yaml"), "[no-file]"),
        (("merge", "ada.yaml", HARBOUR, "-o", "x.yaml"), "[packs-differ]"),
        (("agreement", "ada.yaml", "--sheet", "sheet.xlsx"), "wanted a name that ends in .csv or .md"),
        (("agreement", "ada.yaml", "bo.yaml"), "make one of them first: 'kitemark merge'"),
        (("merge", "ada.yaml", "bo.yaml", "-o", "x.xlsx"), "wanted '.yaml'"),
        (("merge", "ada.yaml", "--moderation", "sheet.md", "-o", "x.yaml"), "a table that ends in .csv"),
        (("look", "ada.yaml", "-o", "x.xlsx"), "it writes text, markdown, json"),
        (("look", "none.yaml"), "[no-file]"),
        (("draw", "visits.csv", "--size", 1, "--seed", "s"), "[wrong-columns]"),
        (
            ("draw", "visits.csv", "--column", "id", "--size", "two", "--seed", "s"),
            "wanted a whole number of ids, 1 or more",
        ),
        (("draw", "visits.csv", "--column", "id", "--size", 3, "--seed", "s"), "[out-of-range]"),
    ],
)
def test_a_wrong_call_is_told_and_writes_nothing(kitemark, call, says: str) -> None:
    status, out, err = kitemark(*call)
    assert (status, out) == (2, "")
    assert says in err
    assert not list(Path().glob("x.*"))


def test_all_that_is_wrong_with_all_packs_is_told_at_once_and_where(kitemark) -> None:
    for name, rating in (("ada", 7), ("bo", 8)):
        text = Path(f"{name}.yaml").read_text("utf-8").replace("rating: 3", f"rating: {rating}", 1)
        Path(f"{name}.yaml").write_text(text.replace("2026-11-01", f"2026-11-0{rating - 6}"), "utf-8")
    status, _, err = kitemark("merge", "ada.yaml", "bo.yaml", "-o", "both.yaml")
    assert status == 2
    assert "found 3 problems" in err
    assert err.count("[not-on-scale]") == 2
    assert "bo.yaml:5:7: date: found another 'date' than in ada.yaml" in err


def test_without_the_package_alpha_is_refused_in_one_line_and_all_else_works(kitemark, tmp_path) -> None:
    kitemark("merge", "ada.yaml", "bo.yaml", "-o", "both.yaml")
    code = "import sys; sys.modules['krippendorff'] = None; from kitemark.cli.main import main; main()"

    def without(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True,
            check=False,
            encoding="utf-8",
            cwd=tmp_path,
            env={**os.environ, "PYTHONUTF8": "1"},
            timeout=120,
        )

    done = without("agreement", "both.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "kitemark: Krippendorff's alpha wants a package: pip install 'kitemark[agreement]'\n"
    assert without("merge", "ada.yaml", "bo.yaml", "-o", "again.yaml").returncode == 0
    assert without("agreement", str(HARBOUR)).returncode == 0


def test_every_bundled_example_can_be_looked_at(kitemark) -> None:
    for path in sorted(EXAMPLES.parents[1].glob("*/examples/*.yaml")):
        status, out, err = kitemark("look", path)
        assert (status, err) == (0, ""), path
        assert "to look at" in out


def test_a_draw_that_was_kept_is_read_back(kitemark) -> None:
    from kitemark.sampling import read_draw  # noqa: PLC0415 - the fixture has this name here

    call = ("draw", "visits.csv", "--column", "id", "--size", 2, "--seed", "spring visit")
    assert kitemark(*call, "--format", "json", "-o", "draw.json")[0] == 0
    assert sorted(read_draw("draw.json").ids) == ["v1", "v2"]
