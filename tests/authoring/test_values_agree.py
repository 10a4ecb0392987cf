"""Laws: of one value, what its reader takes its schema takes, and the other way round."""

from __future__ import annotations

import datetime
import re
import typing
from decimal import Decimal
from typing import Any

import pytest
from breaking import ODD
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic_core import PydanticCustomError

from kitemark.authoring.sayings import plain
from kitemark.model import fields
from kitemark.quantity import date_from
from kitemark.reading import plain_document

KINDS = {
    name: note
    for name, kind in vars(fields).items()
    if typing.get_origin(kind) is typing.Annotated
    for note in typing.get_args(kind)[1:]
    if isinstance(note, fields.Written)
}
STRICTER = ("Named", "SelectionWord", "RuleText")
"""The reader takes any text; a standard's rules take no other than the schema does."""


def reads(kind: fields.Written, value: Any) -> bool:
    try:
        kind.read(value)
    except PydanticCustomError:
        return False
    return True


def fits(kind: fields.Written, value: Any) -> bool:
    return Draft202012Validator(dict(kind.schema)).is_valid(plain(value))


def texts(kind: fields.Written) -> st.SearchStrategy[Any]:
    near = st.text("0159.-+%<> dayswekmonthr_Az", max_size=12)
    pattern = kind.schema.get("pattern")
    return near if pattern is None else st.one_of(near, st.from_regex(pattern, fullmatch=pattern[0] == "^"))


@pytest.mark.parametrize("name", sorted(KINDS))
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_reader_and_its_schema_take_the_same(name, data):
    kind = KINDS[name]
    value = data.draw(st.one_of(st.sampled_from(ODD), texts(kind), st.integers(-3, 30), st.decimals(-2, 2, places=1)))
    read = plain_document({"value": value}).data["value"]
    if read == 1 and name in ("Language", "Truth"):
        return  # 1, 1.0 and true are told apart by the reader alone
    if isinstance(read, Decimal) and read == int(read):
        return  # so are 2 and 2.0
    if name in STRICTER:
        assert reads(kind, read) or not fits(kind, read)
    else:
        assert reads(kind, read) is fits(kind, read), read


def test_every_day_that_there_is_is_one_to_the_schema_and_no_other():
    pattern = re.compile(f"{fields.DAY}\\Z")
    for year in (0, 1, 4, 100, 400, 1900, 1999, 2000, 2023, 2024, 2100, 9996, 9999):
        for month in range(14):
            for day in range(33):
                text = f"{year:04}-{month:02}-{day:02}"
                assert bool(pattern.match(text)) is isinstance(date_from(text), datetime.date), text


@pytest.mark.parametrize(
    ("name", "taken", "refused"),
    [
        ("Share", ["0%", "100%", "100.0%", "33.3 %", "-0%", "007%"], ["101%", "100.1%", "-1%", "50", 50, "5%%"]),
        ("Confidence", ["95%", "50.1%", "99.99%", "051%"], ["50%", "50.0%", "100%", "9%"]),
        ("Exception_", [0, 3, "10%"], [-1, "110%", "3"]),
        ("MarkValue", [5, "63%", "> 5", "<5", "> 50 %"], ["5", ">", "> x", ""]),
        ("Duration", ["1 day", "18 months", "99999 years"], ["1 dayz", "18months", "one day", "100000 days"]),
        ("Version", ["1.0.0", "0.1.0-a.1+b"], ["1.0", "01.0.0", "1.0.0 "]),
    ],
)
def test_values_at_the_edge(name, taken, refused):
    kind = KINDS[name]
    assert [value for value in taken if not (reads(kind, value) and fits(kind, value))] == []
    assert [value for value in refused if reads(kind, value) or fits(kind, value)] == []
