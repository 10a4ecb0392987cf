"""Whatever is wrong with one pack is told, and changes nothing for the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import bad, folder_of, judged, pack_of, papers, put, sound

import kitemark
from kitemark.portfolio.assessor import Assessor

HEARD = "nobody-may-read-this"


def single(path: Path) -> kitemark.Result:
    assessment = kitemark.load_assessment(path)
    return kitemark.evaluate(assessment.named_standard(), assessment)


def entries(portfolio: kitemark.Portfolio) -> dict[str, object]:
    return {Path(one["file"]).name: one for one in portfolio.to_dict()["packs"]}


def test_every_kind_of_bad_pack_is_told_and_all_others_stay_as_they_are(tmp_path):
    folder = sound(tmp_path)
    alone = entries(kitemark.assess_all([folder]))
    spoilt = bad(folder)
    found = entries(kitemark.assess_all([folder]))
    assert {name: found[name] for name in alone} == alone
    assert set(found) == set(alone) | {path.name for path in spoilt}
    for path in spoilt:
        assert not found[path.name]["assessed"], path
        assert found[path.name]["problems"], path


@pytest.mark.parametrize("count", range(13))
def test_a_bad_pack_by_itself_has_the_problems_that_the_single_command_tells(tmp_path, count):
    path = bad(folder_of(tmp_path, {}))[count]
    (entry,) = kitemark.assess_all([path]).entries
    with pytest.raises(kitemark.KitemarkError) as caught:
        single(path)
    assert {one.code for one in caught.value.problems} <= {one.code for one in entry.problems}


def test_a_file_that_is_named_is_meant_to_be_a_pack(tmp_path):
    folder = sound(tmp_path)
    portfolio = kitemark.assess_all([folder / "standard.yaml", folder / "ash.yaml", tmp_path / "nowhere.yaml"])
    codes = [[problem.code for problem in entry.problems] for entry in portfolio.entries]
    assert codes[0] == []
    assert codes[1] == ["no-file"]
    assert "wrong-file" in codes[2]


def test_a_broken_standard_is_told_by_each_pack_that_names_it(tmp_path):
    folder = sound(tmp_path)
    put(folder, "standard.yaml", "id: small\nlevels: [")
    portfolio = kitemark.assess_all([folder])
    assert len(portfolio.faulty) == 4
    assert len({one.problems for one in portfolio.entries}) == 1


def test_a_fault_of_the_library_stays_with_its_pack_and_repeats_nothing(tmp_path, monkeypatch):
    folder = sound(tmp_path)
    true = Assessor._assessed

    def failing(self, file, read):
        if "birch" in file:
            raise ZeroDivisionError(HEARD)
        if "cedar" in file:
            raise MemoryError(HEARD)
        return true(self, file, read)

    monkeypatch.setattr(Assessor, "_assessed", failing)
    portfolio = kitemark.assess_all([folder])
    assert [[one.code for one in entry.problems] for entry in portfolio.entries] == [
        [],
        ["not-assessed"],
        ["not-assessed"],
        [],
    ]
    assert HEARD not in portfolio.to_json()
    assert "ZeroDivisionError" in portfolio.to_json()


def test_no_pack_at_all_is_an_error_and_not_a_pass(tmp_path):
    put(tmp_path, "notes.yaml", "a: 1")
    with pytest.raises(kitemark.KitemarkError, match="found no pack, and 1 other file"):
        kitemark.assess_all([tmp_path])


def test_a_standard_that_does_not_load_and_a_level_it_lacks_are_told_before_anything_is_read(tmp_path):
    folder = sound(tmp_path)
    for keys in ({"standard": "nowhere"}, {"standard": str(folder), "target": "platinum", "require": "platinum"}):
        with pytest.raises(kitemark.KitemarkError):
            kitemark.assess_all([folder], **keys)


@pytest.mark.parametrize("asked", ["require", "target"])
def test_a_level_that_one_standard_lacks_is_that_packs_problem(asked, tmp_path):
    folder = sound(tmp_path)
    other = folder_of(tmp_path / "other", {"oak.yaml": pack_of("Oak", judgements=judged(1, 1, 1))})
    text = (other / "standard.yaml").read_text(encoding="utf-8").replace("id: gold", "id: platinum")
    put(other, "standard.yaml", text)
    portfolio = kitemark.assess_all([folder], **{asked: "gold"})
    by_name = {Path(entry.file).stem.capitalize(): entry for entry in portfolio.entries}
    assert [one.code for one in by_name["Oak"].problems] == ["unknown-name"]
    assert all(not by_name[name].problems for name in ("Ash", "Cedar"))

    # A requirement leaves the answer as it is; a target is the answer, or none is.
    oak = by_name["Oak"]
    assert (oak.assessed, oak.established, oak.reached) == (
        (True, "bronze", False) if asked == "require" else (False, None, None)
    )
    data = portfolio.to_dict()["packs"]
    assert [one["assessed"] for one in data if one["file"].endswith("oak.yaml")] == [oak.assessed]


def test_a_required_level_is_reached_by_all_or_not(tmp_path):
    folder = sound(tmp_path)
    portfolio = kitemark.assess_all([folder], require="gold")
    assert {entry.reached for entry in portfolio.entries} == {False}
    assert not portfolio.reached
    assert kitemark.assess_all([folder / "ash.yaml"], require="bronze").reached


def test_one_path_in_place_of_several_is_a_slip_of_the_program(tmp_path):
    with pytest.raises(TypeError, match="brackets"):
        kitemark.assess_all(str(tmp_path))


def test_a_pack_without_anything_is_near_no_line(tmp_path):
    folder = folder_of(tmp_path, {"empty-handed.yaml": pack_of("Empty", evidence=papers(0))})
    (entry,) = kitemark.assess_all([folder]).entries
    assert (entry.established, entry.near) == (None, ())


@pytest.mark.parametrize("asked", ["require", "target"])
def test_a_level_that_no_standard_has_is_told_once(asked, tmp_path):
    folder = sound(tmp_path)
    with pytest.raises(kitemark.KitemarkError) as refused:
        kitemark.assess_all([folder], **{asked: "brnze"})
    [problem] = refused.value.problems
    assert (problem.code, problem.hint) == ("unknown-name", "did you mean 'bronze'?")


def test_what_is_wrong_with_a_pack_always_names_its_file(tmp_path):
    folder = sound(tmp_path)
    text = (folder / "ash.yaml").read_text(encoding="utf-8")
    put(folder, "ash.yaml", text.replace("standard: ", "standard: no"))
    [entry] = kitemark.assess_all([folder]).faulty
    assert {problem.file for problem in entry.problems} == {entry.file}
