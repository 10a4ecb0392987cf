"""What a field can be is read from its enumeration: decimals and nothing among its values."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kitemark.compile.allowed import may_be


@pytest.mark.parametrize(
    ("schema", "value", "may"),
    [
        ({"enum": [Decimal("0.5"), 1]}, Fraction(1, 2), True),
        ({"enum": [Decimal("0.5"), 1]}, Fraction(1, 3), False),
        ({"enum": ["yes", None]}, None, True),
        ({"enum": ["yes"]}, None, False),
        ({"enum": [1]}, True, False),
        ({"const": Decimal("0.25")}, Fraction(1, 4), True),
        ({"type": ["integer", "null"]}, None, True),
        ({"type": "integer"}, None, False),
        ({"type": "array", "items": {"enum": ["a"]}}, "a", True),
        (True, None, True),
        (False, 1, False),
    ],
)
def test_a_value_may_be_what_its_schema_lists(schema: Any, value: Any, may: bool) -> None:
    assert may_be(schema, value) is may
