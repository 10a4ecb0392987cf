"""Plain data: what a file could not hold is refused by its path; what it could is taken as it stands."""

from __future__ import annotations

import datetime
import enum
from decimal import Decimal
from fractions import Fraction

import pytest
from sound import PACK, STANDARD, problems_of, spoilt

import kitemark
from kitemark.reading import plain_document

LOOP: list[object] = []
LOOP.append({"a": [LOOP] * 5})
MANY: list[object] = []
for _ in range(30):
    MANY = [MANY, MANY]
DEEP: list[object] = []
for _ in range(100_000):
    DEEP = [DEEP]


class Colour(str, enum.Enum):  # noqa: UP042 - the older kind, whose text is its name and not its value
    RED = "red"


REFUSED = {
    "NaN": (float("nan"), "not-a-number"),
    "infinity": (float("-inf"), "not-a-number"),
    "a decimal that is NaN": (Decimal("NaN"), "not-a-number"),
    "a decimal that signals": (Decimal("sNaN"), "not-a-number"),
    "a giant float": (1e300, "not-a-number"),
    "a tiny float": (1e-300, "not-a-number"),
    "a giant decimal": (Decimal("1e999999"), "not-a-number"),
    "a decimal of many digits": (Decimal("0." + "1" * 100), "not-a-number"),
    "an integer of 5,000 digits": (10**5_000, "not-a-number"),
    "a giant below nothing": (-(10**70), "not-a-number"),
    "a third": (Fraction(1, 3), "not-a-number"),
    "a fraction of giants": (Fraction(1, 2**400), "not-a-number"),
    "a set": ({1}, "wrong-type"),
    "bytes": (b"x", "wrong-type"),
    "an object": (object(), "wrong-type"),
    "a range": (range(3), "wrong-type"),
    "a complex number": (1j, "wrong-type"),
    "a time of day": (datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), "wrong-type"),
    "half a character": ("\ud83d", "encoding"),
    "half a character in a key": ({"\ud83d": 1}, "encoding"),
    "a loop": (LOOP, "circular"),
    "depth": (DEEP, "too-deep"),
    "a million lists that are one": (MANY, "too-large"),
    "a key that is a tuple": ({(1, 2): 1}, "key-not-text"),
    "a key that is bytes": ({b"a": 1}, "key-not-text"),
    "a key that is NaN": ({float("nan"): 1}, "not-a-number"),
    "a key of 5,000 digits": ({10**5_000: 1}, "not-a-number"),
    "keys that are one as text": ({1: "a", "1": "b"}, "duplicate-key"),
}


@pytest.mark.parametrize(("value", "code"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("load", [kitemark.standard_from, kitemark.assessment_from])
def test_what_no_file_could_hold_is_refused_by_its_path(load, value, code):
    found = problems_of(load, {"title": "T", "evidence": [{"note": value}]})
    assert any(p.code == code and p.path.startswith("evidence[0].note") for p in found)
    assert all(problem.line is None for problem in found)


def test_all_of_it_is_told_at_once():
    found = problems_of(kitemark.standard_from, {"a": float("nan"), "b": [{1}, 10**99], "c": {"d": b""}})
    assert [(p.path, p.code) for p in found if p.code not in ("missing-key", "unknown-key")] == [
        ("a", "not-a-number"),
        ("b[0]", "wrong-type"),
        ("b[1]", "not-a-number"),
        ("c.d", "wrong-type"),
    ]


TAKEN = {
    "a float as it prints": (0.1, Decimal("0.1")),
    "a short fraction": (Fraction(3, 8), Decimal("0.375")),
    "a whole fraction": (Fraction(6, 2), 3),
    "a day": (datetime.date(2026, 11, 1), "2026-11-01"),
    "a tuple": ((1, 2), [1, 2]),
    "true, which is not 1": (True, True),
    "a text that is an enumeration's": (Colour.RED, "red"),
    "an emoji": ("😀", "😀"),
    "keys that are no text": (
        {None: 1, False: 2, 7: 3, 0.5: 4, datetime.date(2026, 1, 1): 5},
        {"null": 1, "false": 2, "7": 3, "0.5": 4, "2026-01-01": 5},
    ),
    "the same list in two places": ([[1]] * 2, [[1], [1]]),
}


@pytest.mark.parametrize(("value", "taken"), TAKEN.values(), ids=TAKEN)
def test_what_a_file_could_hold_is_taken(value, taken):
    data = plain_document(value).data
    assert data == taken
    assert type(data) is type(taken)


@pytest.mark.parametrize("value", [None, [], "x", 3, True, [{"kitemark": 1}]])
@pytest.mark.parametrize("load", [kitemark.standard_from, kitemark.assessment_from])
def test_what_is_no_mapping_is_refused(load, value):
    (problem,) = problems_of(load, value)
    assert (problem.code, problem.hint) == ("wrong-type", "begin with 'kitemark: 1'")


def test_what_was_taken_is_not_changed_from_outside():
    data = STANDARD.to_data()
    standard = kitemark.standard_from(data)
    data["title"] = "Another"
    data["levels"].clear()
    assert standard == STANDARD


def test_a_loop_in_a_pack_is_refused():
    assert problems_of(kitemark.assessment_from, spoilt(PACK.to_data(), "evidence.0.note", LOOP))
