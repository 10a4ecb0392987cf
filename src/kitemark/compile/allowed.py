"""What a field or a fact may be by its schema, and tests of what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kitemark.compile.place import Place
from kitemark.compile.wording import found_words, in_file, words_of
from kitemark.model.fields import Bounds, Wanted
from kitemark.problems import listing, nearest
from kitemark.quantity import Number, date_from, exact
from kitemark.rules.records import Test, token
from kitemark.schemas import values_of

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def may_be(schema: Any, value: Any) -> bool:
    """Tell whether a field's value, or an item of it, may be this; True where that is not plain to see."""
    if not isinstance(schema, dict):
        return schema is not False
    if "enum" in schema and isinstance(schema["enum"], list):
        listed = [_exactly(item) for item in schema["enum"]]
        return token(value) in listed or any(isinstance(item, list | dict) for item in listed)
    if "const" in schema:
        return bool(_exactly(schema["const"]) == token(value))
    types = _types(schema)
    if "array" in types and may_be(schema.get("items", True), value):
        return True
    return not types or any(_is(value, name) for name in types)


def _exactly(item: Any) -> Any:
    return exact(item) if isinstance(item, Decimal) else token(item)


def _types(schema: Mapping[str, Any]) -> list[str]:
    types = schema.get("type", [])
    return [one for one in (types if isinstance(types, list) else [types]) if isinstance(one, str)]


def _is(value: Any, name: str) -> bool:
    if name in ("number", "integer"):
        return not isinstance(value, str | bool | list | dict) and value is not None
    return isinstance(value, _TYPES.get(name, (object,)))


def no_number(field: str, place: Place) -> None:
    """Report a field that is no number where one is wanted."""
    message = f"found the field '{field}', which is not a number, wanted one that is"
    place.report("wrong-type", message, "name another field, or declare this one as {type: number}")


def numeric(schema: Any, field: str, place: Place) -> None:
    """Report a field that can never be a number."""
    if isinstance(schema, dict):
        types = _types(schema)
        words = isinstance(schema.get("enum"), list) and not any(_is(item, "number") for item in schema["enum"])
        if (types and not {"number", "integer"} & set(types)) or words:
            no_number(field, place)


def surely_number(schema: Any) -> bool:
    """Tell whether a schema allows nothing but numbers, or nothing at all."""
    types = _types(schema) if isinstance(schema, dict) else []
    return bool(types) and {"number", "integer", "null"}.issuperset(types)


def test_of(field: str, wanted: Wanted, schemas: list[Any], place: Place) -> Test:
    """Give the test that a field or fact is as wanted; `schemas` say what it can be."""
    if isinstance(wanted, Bounds):
        return _bounds(field, wanted, place)
    values = wanted if isinstance(wanted, tuple) else (wanted,)
    if not values:
        place.report(
            "empty", "found an empty list, wanted at least one value", "add what it may be, or take the key out"
        )
    known: tuple[list[str], str] | None = None  # a schema may list thousands
    for index, value in enumerate(values):
        if not any(may_be(schema, value) for schema in schemas):
            known = known or known_words(schemas)
            here = place.at(index) if isinstance(wanted, tuple) else place
            message = f"found {found_words(value)}, which '{field}' can never be"
            here.report("impossible", message, nearest(str(value), known[0], several=True) or known[1])
    return Test(field, frozenset(token(v) for v in values), words=" or ".join(words_of(v) for v in values))


def known_words(schemas: Iterable[Any]) -> tuple[list[str], str]:
    """Give the values that a field can have, where they are listed, and in words what it may be."""
    every = list(schemas)
    known = [in_file(choice) for schema in every for choice in _choices(schema)]
    kinds = " or ".join(dict.fromkeys(words for schema in every if (words := values_of(schema))))
    if not known and any(isinstance(schema, dict) and schema.get("enum") == [] for schema in every):
        return known, "take it out: no record there has one"
    return known, f"it may be {listing(known) or kinds or 'what its schema allows'}"


def _choices(schema: Any) -> list[Any]:
    if not isinstance(schema, dict):
        return []
    if "const" in schema:
        return [schema["const"]]
    choices = schema.get("enum")
    return choices if isinstance(choices, list) else _choices(schema.get("items"))


def _bounds(field: str, wanted: Bounds, place: Place) -> Test:
    low, high = wanted.at_least, wanted.at_most
    if low is None and high is None:
        message = "found neither 'at_least' nor 'at_most', wanted one or both"
        place.report("missing-key", message, "write {at_least: 3}, or the value alone")
    sound = True
    for key, bound in (("at_least", low), ("at_most", high)):
        if isinstance(bound, bool) or (isinstance(bound, str) and date_from(bound) is None):
            sound = False
            message = f"found {found_words(bound)}, wanted a number or a date"
            place.at(key).report("wrong-type", message, "write digits, or a date such as 2026-03-31")
    if sound and low is not None and high is not None and isinstance(low, str) is isinstance(high, str) and low > high:  # type: ignore[operator]  # alike
        message = f"found at least {words_of(low)} and at most {words_of(high)}, which '{field}' can never be"
        place.report("impossible", message, "change the two over, or mend one")
    words = " and ".join(
        f"{key} {words_of(bound)}" for key, bound in (("at least", low), ("at most", high)) if bound is not None
    )
    bounds: list[Number | str | None] = [None if isinstance(b, bool) else b for b in (low, high)]
    return Test(field, frozenset(), bounds[0], bounds[1], words)
