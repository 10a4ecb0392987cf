"""Names, tests, thresholds and fields, as people would say them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kitemark.describe.fields import description, field_words, is_list, may_be_list, value_words
from kitemark.describe.variants import variants
from kitemark.describe.words import fact_tests, field_tests, mark_words, named, reached, threshold, wanted
from kitemark.rules import records
from kitemark.rules.rating import MarkGoal
from kitemark.rules.scale import Goal

from .small import rules


def one_of(field: str, *values: str) -> records.Test:
    return records.Test(field, frozenset(values), words=" or ".join(f"'{value}'" for value in values))


def test_a_name_is_told_in_words() -> None:
    assert named("asked_by") == "asked by"
    assert named("safe-answers") == "safe answers"


@pytest.mark.parametrize(
    ("test", "words"),
    [
        (one_of("setting", "private", "home", "online"), "private, home or online"),
        (records.Test("safe", frozenset({(bool, True)}), words="yes"), "yes"),
        (one_of("what", "this or that"), "'this or that'"),
        (records.Test("n", at_least=3), "at least 3"),
        (records.Test("n", at_most=Fraction(1, 2)), "at most 0.5"),
        (records.Test("n", at_least=0, at_most=5), "from 0 to 5"),
        (records.Test("n", at_most=0), "at most 0"),
        (records.Test("date", at_least="2026-02-28"), "on or after 28 February 2026"),
        (records.Test("date", at_most="2026-09-30"), "on or before 30 September 2026"),
        (
            records.Test("date", at_least="2026-02-28", at_most="2026-09-30"),
            "from 28 February 2026 to 30 September 2026",
        ),
    ],
)
def test_what_a_test_wants_is_told_plainly(test: records.Test, words: str) -> None:
    assert wanted(test) == words


def test_tests_on_fields_and_on_facts_are_told_each_in_their_own_way() -> None:
    tests = [one_of("asked_by", "peer"), one_of("topics", "food")]
    assert field_tests(tests, {"topics"}) == "asked by: peer; topics include: food"
    facts = {"asked_by": {"enum": ["peer", "staff"]}, "topics": {"type": "array"}}
    assert fact_tests(tests, facts) == "asked by is peer and the list topics includes food"
    assert fact_tests(tests, {**facts, "topics": {}}) == "asked by is peer and topics is, or includes one that is, food"
    bound = [records.Test("topics", at_least=3)]
    assert fact_tests(bound, facts) == "the list topics includes one that is at least 3"


@pytest.mark.parametrize(
    ("goal", "share", "words"),
    [
        (Goal(Fraction(7, 10), share=True), True, "at least 70%"),
        (Goal(Fraction(7, 10)), True, "at least 70%"),
        (Goal(5, lower=True), False, "at most 5"),
        (Goal(5, strict=True), False, "more than 5"),
        (Goal(5, strict=True, lower=True), False, "less than 5"),
    ],
)
def test_a_threshold_is_told_with_its_direction(goal: Goal, share: bool, words: str) -> None:
    assert threshold(goal, share=share) == words


@pytest.mark.parametrize(
    ("goal", "tolerance", "words"),
    [
        (Goal(Fraction(7, 10)), 0, "at least 70% at the worse end"),
        (Goal(Fraction(7, 10)), Fraction(15, 100), "at least 70% (and 55% at the worse end)"),
        (Goal(Fraction(7, 10), strict=True), Fraction(15, 100), "more than 70% (and more than 55% at the worse end)"),
        (
            Goal(Fraction(2, 10), strict=True, lower=True),
            Fraction(1, 10),
            "less than 20% (and less than 30% at the worse end)",
        ),
        (Goal(Fraction(1, 10)), Fraction(15, 100), "at least 10%"),
        (Goal(Fraction(15, 100)), Fraction(15, 100), "at least 15%"),
        (Goal(Fraction(15, 100), strict=True), Fraction(15, 100), "more than 15% (and more than 0% at the worse end)"),
        (Goal(Fraction(95, 100), lower=True), Fraction(15, 100), "at most 95%"),
    ],
)
def test_a_mark_says_what_the_worse_end_must_reach(goal: Goal, tolerance: Any, words: str) -> None:
    assert mark_words(MarkGoal(goal, tolerance), rules().measures["happy"]) == words


def test_a_mark_on_a_number_has_no_worse_end() -> None:
    assert mark_words(MarkGoal(Goal(3), 0), rules().measures["papers"]) == "at least 3"


def test_what_is_asked_of_a_range_says_at_which_end() -> None:
    happy, papers = rules().measures["happy"], rules().measures["papers"]
    assert reached("at least 5", papers, Goal(5)) == "at least 5"
    assert reached("at least 50%", happy, Goal(Fraction(1, 2))) == "at least 50% at the worse end"
    # A flag that warns of a low share is raised only where even the better end is low.
    low = Goal(Fraction(1, 2), contrary=True)
    assert reached("less than 50%", happy, low) == "less than 50% even at the better end"


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        (True, "anything"),
        (False, "nothing"),
        ({}, "anything"),
        ({"enum": ["a", "b", "c"]}, "one of a, b or c"),
        ({"enum": ["a"]}, "a"),
        ({"enum": []}, "nothing"),
        ({"const": False}, "always no"),
        ({"const": [1, None]}, "always [1, nothing]"),
        ({"const": {"a": 1}}, "always a group of values"),
        ({"type": "boolean"}, "yes or no"),
        ({"type": ["integer", "null"]}, "a whole number or nothing"),
        ({"type": "integer", "minimum": 0}, "a whole number, 0 or more"),
        ({"type": "integer", "minimum": 1, "maximum": 6}, "a whole number, from 1 to 6"),
        ({"type": "number", "maximum": Decimal("0.5")}, "a number, 0.5 or less"),
        ({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 9}, "a number, more than 0, less than 9"),
        ({"type": "string", "minLength": 2, "maxLength": 60}, "text, at least 2 characters, at most 60 characters"),
        ({"type": "string", "pattern": "^x", "format": "date"}, "text, of the form ^x, written as a date"),
        ({"type": "number", "multipleOf": Decimal("0.1")}, "a number, in steps of 0.1"),
        (
            {"type": "array", "minItems": 2, "maxItems": 3, "uniqueItems": True, "items": {"enum": ["a", "b"]}},
            "a list of: one of a or b, at least 2 of them, at most 3 of them, each only once",
        ),
        ({"type": "array", "uniqueItems": False}, "a list"),
        (
            {"type": "object", "properties": {}},
            "a group of values, and more that its schema in the standard's file says",
        ),
        ({"type": "string", "default": "x", "description": "Said."}, "text"),
    ],
)
def test_a_field_says_what_may_stand_there(schema: Any, words: str) -> None:
    assert field_words(schema) == words


def test_a_value_is_told_as_people_write_it() -> None:
    assert [value_words(value) for value in ("x", True, Decimal("1.50"), None)] == ["x", "yes", "1.5", "nothing"]


@pytest.mark.parametrize(
    ("schema", "words"),
    [({"description": "D", "title": "T"}, "D"), ({"title": "T"}, "T"), ({}, ""), (True, ""), ({"title": 3}, "")],
)
def test_a_field_is_described_in_the_standards_own_words(schema: Any, words: str) -> None:
    assert description(schema) == words


FACTS = {
    "size": {"enum": ["tiny", "small", "large"]},
    "staff": {"type": "integer"},
    "routes": {"type": "integer"},
    "offers": {"type": "array"},
    "anything": True,
    "code": {"type": ["string", "integer"]},
}


def where(*options: tuple[records.Test, ...]) -> list[str]:
    return [words for words, _ in variants([(option, None) for option in options], FACTS)]


def test_the_last_variant_says_which_values_are_left() -> None:
    tiny, small = one_of("size", "tiny"), one_of("size", "small")
    assert where((tiny,), (small,), ()) == ["size is tiny", "size is small", "size is large"]
    every = one_of("size", "tiny", "small", "large")
    assert where((every,), ()) == ["size is tiny, small or large", "nothing else fits"]


def test_a_variant_after_a_bound_says_the_other_side_of_it() -> None:
    assert where((records.Test("staff", at_most=19),), ()) == ["staff is at most 19", "staff is more than 19"]
    assert where((records.Test("staff", at_least=20),), ()) == ["staff is at least 20", "staff is less than 20"]
    both = records.Test("staff", at_least=2, at_most=9)
    assert where((both,), ()) == ["staff is from 2 to 9", "staff is not from 2 to 9"]
    assert where((records.Test("staff", at_least="2026-01-01"),), ())[1] == "staff is not on or after 1 January 2026"


def test_a_variant_of_values_without_a_list_names_those_that_it_is_not() -> None:
    one, two = (records.Test("routes", frozenset({n}), words=str(n)) for n in (1, 2))
    assert where((one,), (two,), ()) == ["routes is 1", "routes is 2", "routes is none of 1 or 2"]
    assert where((one,), ()) == ["routes is 1", "routes is not 1"]


def test_variants_that_may_both_fit_say_that_the_first_is_taken() -> None:
    tiny, few = one_of("size", "tiny"), records.Test("staff", at_most=3)
    assert where((tiny,), (few,), ()) == [
        "size is tiny",
        "staff is at most 3 and size is small or large",
        "size is not tiny and staff is more than 3",
    ]
    assert where((tiny, few), ()) == [
        "size is tiny and staff is at most 3",
        "not (size is tiny and staff is at most 3)",
    ]


def test_options_of_a_list_may_all_fit_and_the_first_is_taken() -> None:
    housing, care = one_of("offers", "housing"), one_of("offers", "care")
    assert where((housing,), (care,), ()) == [
        "the list offers includes housing",
        "the list offers includes care and the list offers does not include housing",
        "the list offers includes none of housing or care",
    ]
    assert where((records.Test("offers", at_most=3),), ())[1] == "the list offers includes none that is at most 3"


def test_so_do_options_of_what_may_be_a_list() -> None:
    one, two = one_of("anything", "one"), one_of("anything", "two")
    assert where((one,), (two,), ()) == [
        "anything is, or includes one that is, one",
        "anything is, or includes one that is, two and anything neither is nor includes one that is one",
        "anything neither is nor includes one of one or two",
    ]


def test_what_may_be_something_else_than_a_number_is_not_said_to_be_more_than_one() -> None:
    assert where((records.Test("code", at_most=3),), ())[1] == "code is not at most 3"
    assert where((one_of("code", "x"),), (one_of("code", "y"),))[1] == "code is y"


@pytest.mark.parametrize(
    ("schema", "always", "perhaps"),
    [
        ({"type": "array"}, True, True),
        ({"type": ["array"]}, True, True),
        ({"type": ["array", "string"]}, False, True),
        ({"type": "string"}, False, False),
        ({"enum": [1, 2]}, False, False),
        ({"enum": [1, [2]]}, False, True),
        ({"const": 1}, False, False),
        ({"const": [1]}, False, True),
        ({"$ref": "#/x"}, False, True),
        ({}, False, True),
        (True, False, True),
        (False, False, False),
    ],
)
def test_whether_a_field_is_or_may_be_a_list(schema: Any, always: bool, perhaps: bool) -> None:
    assert (is_list(schema), may_be_list(schema)) == (always, perhaps)
