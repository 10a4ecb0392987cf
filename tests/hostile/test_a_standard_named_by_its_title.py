"""Who has the printed standard before them names it by its title, and is told the id."""

from __future__ import annotations

from typing import Any

import pytest

import kitemark

PACK: dict[str, Any] = {"kitemark": 1, "organisation": {"id": "o"}, "date": "2026-11-01"}
TITLES = {name: kitemark.load_standard(name).title for name in kitemark.bundled_ids()}


@pytest.mark.parametrize("name", TITLES)
@pytest.mark.parametrize("written", [str, str.lower])
def test_the_title_of_a_bundled_standard_is_answered_with_its_id(name, written, tmp_path):
    title = written(TITLES[name])
    file = tmp_path / "pack.yaml"
    file.write_text(f"kitemark: 1\nstandard: {title}\norganisation: {{id: o}}\ndate: 2026-11-01\n", "utf-8")
    calls = (
        lambda: kitemark.load_standard(title),
        lambda: kitemark.load_assessment(file).named_standard(),
        lambda: kitemark.assessment_from({**PACK, "standard": title}).named_standard(),
    )
    for call in calls:
        with pytest.raises(kitemark.KitemarkError) as caught:
            call()
        (found,) = caught.value.problems
        assert found.hint == f"did you mean '{name}'?"


def test_a_file_that_is_not_there_is_still_told_as_a_file():
    for name in ("my standard.yaml", "my folder/standard", "a mark of our own"):
        with pytest.raises(kitemark.KitemarkError) as caught:
            kitemark.load_standard(name)
        assert [one.code for one in caught.value.problems] == ["no-file"]
