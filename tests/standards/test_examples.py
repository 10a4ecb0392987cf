"""Every bundled standard's examples come out as they must, and those of the two later ones leave little unshown."""

from __future__ import annotations

import pytest

import kitemark
from kitemark.examples import coverage_of, examples_of, run

CASES = [
    pytest.param(standard, case, id=f"{standard.id}:{case.id}")
    for standard in map(kitemark.load_standard, kitemark.bundled_ids())
    for case in examples_of(standard)
]


@pytest.mark.parametrize(("standard", "case"), CASES)
def test_an_example_comes_out_as_it_must(standard, case) -> None:
    verdict = run(standard, case)
    assert verdict.holds, [*map(str, verdict.differences), *map(str, verdict.problems)]


@pytest.mark.parametrize("name", ["involvement", "council-service"])
def test_examples_show_every_level_and_each_limit_and_safeguard_holding_and_not(name) -> None:
    standard = kitemark.load_standard(name)
    results = [run(standard, case).result for case in examples_of(standard)]
    coverage = coverage_of(standard.rules, [result.outcome for result in results if result is not None])
    assert [one for one in coverage.missing if one[0] in ("level", "limit", "safeguard")] == []


@pytest.mark.parametrize("name", ["involvement", "council-service"])
def test_there_are_four_sample_packs_at_least_and_each_is_an_example(name) -> None:
    standard = kitemark.load_standard(name)
    [file] = standard.files
    packs = {f"examples/{pack.name}" for pack in (file.parent / "examples").glob("*.yaml")}
    written = (file.parent / "examples.yaml").read_text(encoding="utf-8")
    assert len(packs) >= 4
    assert [pack for pack in sorted(packs) if f"pack: {pack}" not in written] == []
