"""What is found in the bundled standards and in schemes that exist: nothing that would be a false alarm."""

from __future__ import annotations

from pathlib import Path

import pytest
from checked import proves

import kitemark
from kitemark.checks import check

SCHEMES = sorted((Path(__file__).parents[1] / "conformance").glob("*/standard.yaml"))
UNQUIET = {"no-question", "hard-to-read", "weight-without-effect"}
"""What schemes that were written down from elsewhere may have: no questions, long summaries, gates of weight 0."""


@pytest.mark.parametrize("file", SCHEMES, ids=lambda file: file.parent.name)
def test_a_scheme_that_exists_has_no_false_alarms(file: Path) -> None:
    report = check(file, prover=proves())
    assert report.problems == ()
    assert {finding.code for finding in report.findings} <= UNQUIET
    assert all(one.severity == "note" for one in report.findings if one.code != "no-question")


def test_prerequisites_of_weight_0_are_gates_and_so_only_notes() -> None:
    scheme = next(file for file in SCHEMES if "leed" in file.parent.name)
    found = [one for one in check(scheme, prover=proves()).findings if one.code == "weight-without-effect"]
    assert found
    assert {one.severity for one in found} == {"note"}


@pytest.mark.parametrize("name", kitemark.bundled_ids())
def test_a_bundled_standard_has_no_error_and_nothing_that_is_never_read(name: str) -> None:
    report = check(name, prover=proves())
    codes = {finding.code for finding in report.findings}
    assert report.count("error") == 0
    assert codes.isdisjoint({"measure-unused", "accepted-unused", "fact-unused", "scale-unused", "kind-unread"})
    assert codes.isdisjoint({"no-question", "mixed-scripts", "invisible-character", "mark-unasked"})


def test_a_new_standard_passes(tmp_path: Path) -> None:
    from kitemark.authoring.draft_standard import draft_standard  # noqa: PLC0415

    file = tmp_path / "standard.yaml"
    file.write_text(draft_standard("warm-welcome", "Warm welcome"), "utf-8")
    assert check(file).findings == ()
