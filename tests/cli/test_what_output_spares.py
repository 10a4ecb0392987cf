"""Where `-o` may not write: over what the command has read, and with --suggest over anything."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from command import HARBOUR, PACK, STANDARD, refused, run

READ = ["standard.yaml", "examples.yaml", "packs/one.yaml", "packs/answers.csv", "packs/north.csv"]
SOUND = {"answers.csv": "id,date\np1,2026-09-01\n", "north.csv": "id,date\np2,2026-09-01\n"}
SHOWN = {"kitemark": 1, "examples": [{"id": "one", "pack": "packs/one.yaml", "expect": {"level": "bronze"}}]}


def folder(place: Path, **texts: str) -> dict[str, bytes]:
    """A standard with an example whose pack has a table, and one of a unit; `texts` are files that are broken."""
    (place / "packs").mkdir(parents=True)
    unit = {"id": "north", "evidence": [{"kind": "paper", "table": "north.csv"}]}
    evidence = [{"kind": "paper", "table": "answers.csv"}, {"id": "p", "kind": "paper", "date": "2026-09-01"}]
    pack = {**PACK, "standard": "../standard.yaml", "evidence": evidence, "units": [unit]}
    for name, data in (("standard.yaml", STANDARD), ("examples.yaml", SHOWN), ("packs/one.yaml", pack)):
        (place / name).write_text(texts.get(name, yaml.safe_dump(data, sort_keys=False)), "utf-8")
    for name, text in SOUND.items():
        (place / "packs" / name).write_text(texts.get(name, text), "utf-8")
    return {name: (place / name).read_bytes() for name in READ}


CALLS = {
    "test": ["test"],
    "test --coverage": ["test", "--coverage"],
    "test --suggest": ["test", "--suggest"],
    "check": ["check", "--seconds", "0"],
    "handbook": ["handbook"],
    "evidence": ["evidence", "--level", "gold"],
    "schema": ["schema", "assessment", "--for"],
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_nothing_that_the_examples_stand_on_is_written_over(call: list[str], tmp_path: Path) -> None:
    before = folder(tmp_path / "s")
    (tmp_path / "link").symlink_to(tmp_path / "s" / "packs" / "answers.csv")
    for name in ("s/examples.yaml", "s/packs/one.yaml", "link"):
        target = tmp_path / name
        assert f"'{target}' is one of the files that were read" in refused(*call, tmp_path / "s", "-o", target)
    assert {name: (tmp_path / "s" / name).read_bytes() for name in READ} == before


@pytest.mark.parametrize("name", READ)
def test_each_file_is_spared(name: str, tmp_path: Path) -> None:
    folder(tmp_path / "s")
    assert "is one of the files that were read" in refused("test", tmp_path / "s", "-o", tmp_path / "s" / name)


def test_examples_within_the_standard_are_spared_too(tmp_path: Path) -> None:
    folder(tmp_path / "s")
    (tmp_path / "s" / "examples.yaml").unlink()
    whole = {**STANDARD, "examples": SHOWN["examples"]}
    (tmp_path / "s" / "standard.yaml").write_text(yaml.safe_dump(whole, sort_keys=False), "utf-8")
    target = tmp_path / "s" / "packs" / "one.yaml"
    assert "is one of the files that were read" in refused("handbook", tmp_path / "s", "-o", target)


BROKEN = {
    "packs/one.yaml": "evidence: [",
    "examples.yaml": "kitemark: 1\nexamples: [3, {pack: 3}, {pack: packs/one.yaml}, {pack: ../up.yaml}]\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_spared_all_the_same(name: str, tmp_path: Path) -> None:
    before = folder(tmp_path / "s", **{name: BROKEN[name]})
    for target in (tmp_path / "s" / "examples.yaml", tmp_path / "s" / "packs" / "one.yaml"):
        answer = refused("check", tmp_path / "s", "--seconds", "0", "-o", target)
        assert "is one of the files that were read" in answer
    assert {one: (tmp_path / "s" / one).read_bytes() for one in READ} == before


def test_a_standard_that_does_not_load_has_examples_to_spare(tmp_path: Path) -> None:
    folder(tmp_path / "s", **{"standard.yaml": "kitemark: 1\n"})
    target = tmp_path / "s" / "packs" / "one.yaml"
    assert "is one of the files that were read" in refused("check", tmp_path / "s", "-o", target)


def test_examples_that_are_no_yaml_take_nothing_with_them(tmp_path: Path) -> None:
    folder(tmp_path / "s", **{"examples.yaml": "examples: ["})
    target = tmp_path / "s" / "examples.yaml"
    assert "is one of the files that were read" in refused("handbook", tmp_path / "s", "-o", target)


def test_what_was_not_read_is_written_in_place_of_what_it_holds(tmp_path: Path) -> None:
    folder(tmp_path / "s")
    target = tmp_path / "s" / "out.txt"
    target.write_text("old\n", "utf-8")
    assert run("test", tmp_path / "s", "-o", target).returncode == 0
    assert target.read_text("utf-8") == "The one example comes out as it must.\n"


def test_suggestions_are_written_over_nothing_at_all(tmp_path: Path) -> None:
    pytest.importorskip("ortools")
    folder(tmp_path / "s")
    notes, link = tmp_path / "notes.yaml", tmp_path / "link.yaml"
    notes.write_text("my own notes\n", "utf-8")
    link.symlink_to(tmp_path / "nowhere.yaml")
    for form in ("text", "json"):
        for target in (notes, link):
            answer = refused("test", tmp_path / "s", "--suggest", "--format", form, "-o", target)
            assert f"found {target} there already, and wrote nothing" in answer
    assert notes.read_text("utf-8") == "my own notes\n"
    assert not (tmp_path / "nowhere.yaml").exists()


WRITES = {
    "sheet": (["sheet", "customer-care"], "z.xlsx"),
    "assess": (["assess", HARBOUR], "z.html"),
    "handbook": (["handbook", "customer-care"], "z.md"),
    "check": (["check", "customer-care", "--seconds", "0"], "z.json"),
}


@pytest.mark.parametrize("call", WRITES)
def test_a_folder_that_is_not_there_is_said_and_to_make_it(call: str, tmp_path: Path) -> None:
    words, name = WRITES[call]
    output = tmp_path / "nodir" / name
    said = refused(*words, "-o", output)
    assert f"could not write {output}: found no folder '{output.parent}'; make it first, or name another" in said
    assert not output.parent.exists()
