"""What a hint says to write is accepted: by the reader of such a value, or by the schema of its field."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from kitemark.model import fields
from kitemark.model.fields import Written
from kitemark.model.rewriting import NOTHING, Slip, fitting, rewritten
from kitemark.reading.scalars import resolve
from kitemark.schemas import misfits

WRITTEN: dict[str, Written] = {
    name: written
    for name, kind in vars(fields).items()
    for written in getattr(kind, "__metadata__", ())
    if isinstance(written, Written) and len(get_args(kind)) > 1
}
ODD: list[Any] = [
    True,
    False,
    0,
    1,
    2,
    -1,
    21,
    50,
    95,
    100,
    150,
    10**59,
    [],
    {},
    ["x"],
    "",
    " ",
    "x",
    "50%",
    "-1%",
    "é",
]
ODD += [
    Decimal(one)
    for one in (
        "0.3",
        "0.95",
        "0.5",
        "1.0",
        "-2.5",
        "2.5",
        "1E-50",
        "1E+50",
        "0.123456789",
        "-1249414178259646434273110508.33",
    )
]
ODD += ["0.95", "150", "-5", "2.5", "2", "007", "1,5", "80,5%", "1,500", "> 1,5", "30,5%", "45 %", "lots of %"]
ODD += ["-0", "1e3", "A 1", "a_b", "a" * 101, "true", "None", "2026-02-30", "-5 months", "9" * 59 + "%", "> -5"]
NUMBERS = st.one_of(st.integers(), st.decimals(allow_nan=False, allow_infinity=False), st.booleans())
VALUES = st.one_of(NUMBERS, NUMBERS.map(str), NUMBERS.map("{}%".format), st.from_regex(r"-?[0-9]{1,3},[0-9]{1,4}%?\Z"))
SCHEMAS: list[Any] = [
    {"type": "integer"},
    {"type": "integer", "minimum": 0},
    {"type": "number"},
    {"type": "string"},
    {"type": "boolean"},
    {"enum": [1, 2, 3]},
    {"enum": ["1", "2"]},
    {"enum": ["big", "small", "Yes, often", "No, never"]},
    {"enum": [True, "x"]},
    {"type": "array", "items": {"enum": ["big", "small"]}},
    {"type": "array", "items": {"type": "integer"}},
]


def advised(hint: str, value: Any) -> Any:
    """What a file holds once somebody has done as the hint says; the value itself where it names nothing to write."""
    if found := re.match(r"write \"([^\"]*)\", with the quotes", hint):
        return found[1]
    if found := re.match(r"write '([^']*)';|did you mean '([^']*)'|write kitemark: (\d)|check .* as in (\S+)", hint):
        return resolve(next(filter(None, found.groups())))
    if found := re.match(r"write a point in place of the comma: (.*)|write (-?[0-9][^ ,]*)", hint):
        return resolve(next(filter(None, found.groups())))
    if hint == "take the quotes away":
        return resolve(value.strip())
    if hint.startswith("take the minus"):
        bare = str(value).strip().removeprefix("-")
        return bare if hint == "take the minus away" and isinstance(value, str) else resolve(bare)
    return value


def refused(written: Written, value: Any) -> PydanticCustomError | None:
    """What the reader says of a value."""
    try:
        written.read(value)
    except PydanticCustomError as error:
        return error
    return None


def hint_for(value: Any, error: PydanticCustomError, **said: bool) -> str:
    """The hint for a value that was refused."""
    context = error.context or {}
    takes = context["takes"] or (lambda _: False)
    return rewritten(Slip(value=value, wanted=context["wanted"], takes=takes, **said))


def test_every_kind_of_value_is_here() -> None:
    assert {"Share", "Confidence", "Weight", "Count", "Id", "Slug", "Day", "Language", "MarkValue"} <= set(WRITTEN)


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("value", ODD, ids=repr)
def test_what_a_hint_says_to_write_is_read(name: str, value: Any) -> None:
    error = refused(WRITTEN[name], value)
    for declares in (True, False) if error else ():
        hint = hint_for(value, error, declares=declares)
        mended = advised(hint, value)
        assert mended is value or refused(WRITTEN[name], mended) is None, hint


@pytest.mark.parametrize("name", WRITTEN)
@given(value=VALUES)
def test_so_is_what_it_says_of_any_number(name: str, value: Any) -> None:
    if error := refused(WRITTEN[name], value):
        hint = hint_for(value, error, declares=True)
        mended = advised(hint, value)
        assert mended is value or refused(WRITTEN[name], mended) is None, hint


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
@given(value=st.one_of(VALUES, st.sampled_from(ODD)))
@example(value="45%")
@example(value=["big", "bog"])
def test_what_a_hint_says_of_a_field_fits_its_schema(schema: Any, value: Any) -> None:
    for wanted in misfits(schema, value):
        hint = fitting(value, wanted, "size", schema, private=False, cell=False)
        mended = advised(hint, value)
        assert mended is value or not misfits(schema, mended), hint


@pytest.mark.parametrize("cell", [True, False])
@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
@given(value=st.one_of(st.integers(min_value=10**6), st.integers(min_value=10**6).map("{}%".format), st.just("bigg")))
def test_no_hint_repeats_what_people_may_have_said(schema: Any, cell: bool, value: Any) -> None:
    for wanted in misfits(schema, value):
        hint = fitting(value, wanted, "size", schema, private=True, cell=cell)
        assert not re.search(r"[0-9]|did you mean", hint)


@pytest.mark.parametrize(
    ("schema", "value", "hint"),
    [
        ({"enum": [1, 2, 3]}, "2", "take the quotes away"),
        ({"enum": ["1", "2"]}, 2, 'write "2", with the quotes'),
        ({"enum": ["Yes, often", "No, never"]}, "Yes", "write one of these just as it stands"),
        ({"enum": ["Yes, often", "No, never"]}, "yes, often", "did you mean 'Yes, often'?"),
        ({"type": "number"}, "lots of %", "write it in digits"),
        ({"type": "number"}, "45 %", "write 45 without %"),
        ({"type": "number"}, "9" * 50 + "%", "write the number without %"),
        ({"type": "integer"}, Decimal("-2.5"), "write it in digits, without a point or %"),
        ({"type": "array", "items": {"type": "integer"}}, [1, "x"], "check the entries of 'size' one by one"),
        ({"type": "string"}, 7, 'write "7", with the quotes'),
        ({"type": "string"}, None, NOTHING),
        ({"enum": ["big"]}, None, NOTHING),
    ],
)
def test_a_field_gets_the_hint_that_mends_it(schema: Any, value: Any, hint: str) -> None:
    [wanted] = misfits(schema, value)
    assert fitting(value, wanted, "size", schema, private=False, cell=False) == hint


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("Confidence", Decimal("0.95"), "write 95% for 95 per cent"),
        ("Confidence", "0.95", "write 95% for 95 per cent"),
        ("Confidence", Decimal("0.3"), "write 95%, which is usual"),
        ("Confidence", 50, "write 95%, which is usual"),
        ("Share", "150", "write digits and %, up to 100% for all"),
        ("Share", Decimal("1E-50"), "write digits and %, up to 100% for all"),
        ("Weight", "-5", "take the minus and the quotes away"),
        ("Exception_", -5, "take the minus away"),
        ("Count", "2.5", "write how many in digits, without a point, a minus or %"),
        ("Language", "2", "write kitemark: 1"),
        ("Language", "1,5", "write kitemark: 1"),
        ("Weight", "1,500", "write it in digits, such as 5 or 2.5"),
        ("Id", "A 1", "copy the id as it stands where the thing is declared"),
        ("Id", Decimal("1E+5"), "write one id alone"),
    ],
)
def test_a_value_gets_the_hint_that_mends_it(name: str, value: Any, hint: str) -> None:
    error = refused(WRITTEN[name], value)
    assert error is not None
    assert hint_for(value, error) == hint


def test_the_length_of_an_id_is_spoken_of_where_it_is_what_is_wrong() -> None:
    for value, hint in (("a" * 101, "100 signs are the most"), ("é" * 101, "letters are a to z, without accents")):
        error = refused(WRITTEN["Id"], value)
        assert error is not None
        assert hint_for(value, error, declares=True) == hint


@pytest.mark.parametrize(
    ("wanted", "value", "hint"),
    [
        ("a list", 7, "write its entries into the cell, with ; between them"),
        ("true or false", "yes", "write TRUE or FALSE in the cell"),
        ("text", True, "write one text alone in the cell, with ' before it where it is no word"),
        ("text that says something", " ", "write some words"),
    ],
)
def test_a_cell_has_words_of_its_own(wanted: str, value: Any, hint: str) -> None:
    assert rewritten(Slip(value=value, wanted=wanted, takes=lambda _: False, cell=True)) == hint
