"""Digests and dumps: the same meaning gives the same digest, and what is dumped loads to the same."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kitemark
from kitemark.bundled import bundled_folder
from kitemark.digest import canonical, digest, number_text
from kitemark.reading import plain_document, read_document

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6)
DATA = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | NUMBERS
    | st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc-é", max_size=5), inner, max_size=4),
)


@given(NUMBERS)
def test_a_number_has_one_text(value):
    text = number_text(value)
    assert Decimal(text) == value
    assert "e" not in text.lower()
    assert number_text(Decimal(f"{value:f}00")) == text


@pytest.mark.parametrize(
    ("value", "text"), [("-0", "0"), ("0.0", "0"), ("1E+3", "1000"), ("1.500", "1.5"), ("100", "100")]
)
def test_idle_zeros_are_left_out(value, text):
    assert number_text(Decimal(value)) == text


@given(st.dictionaries(st.text("abc", min_size=1), DATA, min_size=2))
def test_the_order_of_keys_does_not_matter_and_the_order_of_lists_does(data):
    turned = dict(reversed(list(data.items())))
    assert digest(data) == digest(turned)
    assert canonical([1, 2]) != canonical([2, 1])


def test_what_looks_alike_has_digests_of_its_own():
    alike = [1, True, "1", "true", None, "null", [], {}, [1], {"1": 1}, 0, False, "", "[]"]
    assert len({digest(value) for value in alike}) == len(alike)
    assert digest(Decimal("1.0")) == digest(1)


@given(DATA)
def test_the_canonical_form_is_json_of_the_same_data(data):
    assert json.loads(canonical(data), parse_float=Decimal) == data


@pytest.mark.parametrize("file", sorted(bundled_folder().glob("*/standard.yaml")), ids=lambda file: file.parent.name)
def test_a_dumped_standard_loads_to_the_same(tmp_path, file):
    standard = kitemark.load_standard(file)
    (tmp_path / "a.json").write_text(kitemark.dump(standard), "utf-8")
    again = kitemark.load_standard(tmp_path / "a.json")
    assert (again, again.sha256, again.rules) == (standard, standard.sha256, standard.rules)


@pytest.mark.parametrize("file", sorted(bundled_folder().glob("*/examples/*.yaml")), ids=lambda file: file.stem)
def test_a_dumped_assessment_loads_to_the_same(tmp_path, file):
    pack = kitemark.load_assessment(file)
    for table in file.parent.glob("*.csv"):
        shutil.copy(table, tmp_path)
    (tmp_path / "pack.json").write_text(kitemark.dump(pack), "utf-8")
    again = kitemark.load_assessment(tmp_path / "pack.json")
    assert (again, again.sha256) == (pack, pack.sha256)


def test_layout_comments_and_anchors_do_not_change_a_digest(tmp_path):
    (tmp_path / "a.yaml").write_text("# hello\na: &a [1, 2.50]\nb: *a\n")
    (tmp_path / "b.json").write_text('{"b":[1,2.5],"a":[1,2.5]}')
    one, other = (read_document(tmp_path / name).data for name in ("a.yaml", "b.json"))
    assert digest(one) == digest(other) == digest(plain_document({"a": [1, 2.5], "b": [1, 2.5]}).data)
