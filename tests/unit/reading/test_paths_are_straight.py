"""A standard's path is shown straight; where a link makes another file of that, as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

import kitemark

PACK = "kitemark: 1\nstandard: ../standard.yaml\norganisation: {id: o, name: O, profile: {}}\ndate: 2026-11-01\n"


def files(folder: Path) -> tuple[Path, str]:
    """A pack in a folder below a standard that does not load, and what is said of that."""
    (folder / "packs").mkdir(parents=True)
    (folder / "standard.yaml").write_text("kitemark: 1\nid: x\n", encoding="utf-8")
    (folder / "packs/pack.yaml").write_text(PACK, encoding="utf-8")
    return folder, said(folder / "packs/pack.yaml")


def said(pack: Path) -> str:
    assessment = kitemark.load_assessment(pack)
    with pytest.raises(kitemark.KitemarkError) as error:
        assessment.named_standard()
    return str(error.value)


def test_a_path_back_from_the_packs_folder_is_not_shown(tmp_path: Path) -> None:
    folder, words = files(tmp_path / "a")
    assert f"{folder}/standard.yaml:1:1" in words
    assert ".." not in words.replace("version: ...", "").replace("title: ...", "").replace("levels: ...", "")


def test_where_a_link_leads_elsewhere_the_path_is_as_it_is(tmp_path: Path) -> None:
    real, _ = files(tmp_path / "real")
    (tmp_path / "packs").symlink_to(real / "packs")
    (tmp_path / "standard.yaml").write_text("kitemark: 1\nid: another\n", encoding="utf-8")
    assert "packs/../standard.yaml" in said(tmp_path / "packs/pack.yaml")


def test_levels_that_may_be_named_are_listed_from_the_lowest_up() -> None:
    levels = [{"id": name, "requires": [{"overall": "1%"}]} for name in ("zinc", "iron", "alum")]
    levels[2]["requires"] = [{"each": "criteria", "marks": "platinum"}]
    data = {"kitemark": 1, "id": "x", "version": "1.0.0", "title": "X", "criteria": [{"id": "a", "title": "A"}]}
    scales = {"s": [{"value": 0}, {"value": 1}]}
    with pytest.raises(kitemark.KitemarkError, match="declared: zinc, iron, alum"):
        kitemark.standard_from({**data, "scale": "s", "scales": scales, "levels": levels})
