"""Merging: packs of one assessment made one keep all that was said, and come to what they came to."""

from __future__ import annotations

import copy
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lawful import CUSTOMER_CARE, EXAMPLES, Case, Data, cases, result_of, subjects, times
from test_order_never_matters import apart, told

import kitemark
from kitemark.digest import canonical
from kitemark.moderation import agreement, merge
from kitemark.render.agreeing import agreement_json

SEEDS = st.integers(0, 2**32)


def divided(pack: Data, seed: int) -> tuple[Data, Data]:
    """The pack as two files: each assessor's judgements in one of them, each record in either or in both."""
    rng = random.Random(seed)  # noqa: S311 - no secret is made of it
    files = copy.deepcopy(pack), copy.deepcopy(pack)
    of_assessor: dict[str, int] = {}
    for whole, *some in zip(subjects(pack), *map(subjects, files), strict=True):
        for key in ("evidence", "judgements"):
            for part in some:
                part.pop(key, None)
        for record in whole.get("evidence", []):
            for place in rng.choice([(0,), (1,), (0, 1)]):
                some[place].setdefault("evidence", []).append(record)
        for judgement in whole.get("judgements", []):
            place = of_assessor.setdefault(judgement["assessor"], rng.randrange(2))
            some[place].setdefault("judgements", []).append(judgement)
    return files


def loaded(pack: Data) -> kitemark.Assessment:
    return kitemark.assessment_from(pack, folder=EXAMPLES)


def said(pack: Data) -> Counter[str]:
    """Every judgement of a pack, with its unit."""
    return Counter(
        canonical([place.get("id"), judgement]) for place in subjects(pack) for judgement in place.get("judgements", [])
    )


@times(80)
@given(cases(), SEEDS)
def test_a_pack_that_was_divided_among_its_assessors_comes_to_the_same_when_it_is_merged(case: Case, seed: int) -> None:
    standard, pack = kitemark.standard_from(case[0]), apart(case[1])
    merged = merge([loaded(part) for part in divided(pack, seed)], standard)
    assert told(merged.result) == told(result_of(standard, pack))
    assert said(merged.assessment.to_data()) == said(pack)


@times(60)
@given(cases(), SEEDS)
def test_the_order_of_the_files_never_matters(case: Case, seed: int) -> None:
    standard = kitemark.standard_from(case[0])
    parts = [loaded(part) for part in divided(apart(case[1]), seed)]
    one, other = merge(parts, standard), merge(parts[::-1], standard)
    assert one.text("s") == other.text("s")
    assert one.notes == other.notes
    assert agreement_json(agreement(one.result)) == agreement_json(agreement(other.result))


@times(60)
@given(cases(), SEEDS)
def test_a_part_adds_nothing_to_what_was_merged_from_it(case: Case, seed: int) -> None:
    standard = kitemark.standard_from(case[0])
    parts = [loaded(part) for part in divided(apart(case[1]), seed)]
    merged = merge(parts, standard)
    for part in (*parts, merged.assessment):
        assert merge([merged.assessment, part], standard).text("s") == merged.text("s")


@times(60)
@given(cases())
def test_a_pack_merged_with_itself_comes_to_what_it_comes_to(case: Case) -> None:
    """Also where place decides: nothing is dated apart here."""
    standard, pack = kitemark.standard_from(case[0]), case[1]
    merged = merge([loaded(pack), loaded(pack)], standard)
    assert merged.result.to_dict()["nodes"] == result_of(standard, pack).to_dict()["nodes"]
    assert said(merged.assessment.to_data()) == said(pack)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_merged_pack_is_a_file_that_loads_as_itself_and_needs_no_table(path: Path, tmp_path: Path) -> None:
    pack = kitemark.load_assessment(path)
    merged = merge([pack, pack], CUSTOMER_CARE)
    file = tmp_path / "merged.yaml"
    file.write_text(merged.text("customer-care@1"), encoding="utf-8")
    again = kitemark.load_assessment(file)
    kept = {key: value for key, value in again.to_data().items() if key != "standard"}
    assert canonical(kept) == canonical(merged.assessment.to_data())
    before, after = (kitemark.evaluate(CUSTOMER_CARE, one) for one in (pack, again))
    assert told(before) == told(after)
    assert before.explain() == after.explain()
