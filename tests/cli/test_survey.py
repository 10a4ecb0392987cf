"""`kitemark survey`: an export to records, told in words, with nothing in any output that people wrote."""

from __future__ import annotations

import csv

import yaml
from command import refused, run

MAPPING = {
    "standard": "customer-care@1",
    "kind": "survey",
    "id": "spring",
    "record": {
        "date": "2026-06-30",
        "design": "all-users",
        "setting": "private",
        "asked_by": "peer",
        "anonymity": "anonymous",
        "covers": "everyone",
        "invited": 60,
    },
    "answers": {"positive": ["yes"], "other": ["no"], "dont_know": ["don't know"]},
    "questions": {"Respect?": {"question": "respected", "scope": "service"}},
    "ignore": ["What should change?"],
}


def export(folder, rows, **keys):
    (folder / "map.yaml").write_text(yaml.safe_dump({**MAPPING, **keys}), "utf-8")
    with (folder / "export.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return folder / "export.csv", "--map", folder / "map.yaml"


HEAD = ["Respect?", "What should change?"]
SAID = [HEAD, *[["Yes", "qqxxzz"]] * 9, *[["no", ""]] * 3, ["don't know", "zzyyqq"]]


def test_records_are_printed_as_yaml_below_what_was_counted(tmp_path):
    answer = run("survey", *export(tmp_path, SAID))
    assert (answer.returncode, answer.stderr) == (0, "")
    [record] = yaml.safe_load(answer.stdout)["evidence"]
    assert (record["id"], record["responses"], record["positive"]) == ("spring-respected", 12, 9)
    assert answer.stdout.startswith("# 13 rows, 1 question, 1 record of 'survey'\n")
    assert "qq" not in answer.stdout


def test_a_table_is_written_for_a_pack_to_name(tmp_path):
    call = export(tmp_path, SAID)
    answer = run("survey", *call, "-o", tmp_path / "answers.csv")
    assert answer.returncode == 0
    assert answer.stdout.startswith("13 rows, 1 question")
    pack = {"standard": "customer-care@1", "organisation": {"id": "o"}, "date": "2026-11-01"}
    pack["evidence"] = [{"kind": "survey", "table": "answers.csv"}]
    (tmp_path / "pack.yaml").write_text(yaml.safe_dump(pack), "utf-8")
    told = refused("assess", tmp_path / "pack.yaml")
    assert "answers.csv" not in told
    run("survey", *call, "-o", tmp_path / "answers.json")
    assert yaml.safe_load((tmp_path / "answers.json").read_text("utf-8"))["evidence"][0]["responses"] == 12


def test_too_few_answers_are_held_back_from_every_output(tmp_path):
    call = export(tmp_path, SAID[:6])
    answer = run("survey", *call, "-o", tmp_path / "answers.yaml")
    assert answer.returncode == 0
    assert "respected: held back, as a record rests on 10 answers or more" in answer.stdout
    assert (tmp_path / "answers.yaml").read_text("utf-8") == "evidence: []\n"
    fewer = run("survey", *export(tmp_path, SAID[:4]), "-o", tmp_path / "fewer.yaml")
    assert fewer.stdout == answer.stdout


def test_what_is_refused_is_told_on_standard_error_alone_and_writes_nothing(tmp_path):
    rows = [[*HEAD, "Who are you?"], *[["yes", "", "Violet Sorrow <violet@example.org>"]] * 12]
    call = export(tmp_path, rows)
    told = refused("survey", *call, "-o", tmp_path / "out.yaml")
    assert "column 3 (C) seems to hold e-mail addresses, in 12 rows" in told
    assert "iolet" not in told
    assert not (tmp_path / "out.yaml").exists()


def test_the_call_itself_is_checked(tmp_path):
    call = export(tmp_path, SAID)
    assert "one of the files that were read" in refused("survey", *call, "-o", tmp_path / "map.yaml")
    assert "wanted '.yaml' or '.csv' or '.json'" in refused("survey", *call, "-o", tmp_path / "out.xlsx")
    assert "the mapping comes after --map" in refused("survey", call[2], "--map", call[0])
    assert "Missing option '--map'" in refused("survey", call[0])
    assert "no-file" in refused("survey", tmp_path / "gone.csv", *call[1:])
    assert "did you mean 'customer-care'?" in refused("survey", *call, "--standard", "customer-cares")
    assert run("survey", *call, "--standard", "customer-care").returncode == 0
    hostile = export(tmp_path, SAID, record={**MAPPING["record"], "title": "=cmd"})
    assert "cannot hold" in refused("survey", *hostile, "-o", tmp_path / "out.csv")
