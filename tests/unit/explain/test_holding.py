"""What holds a party from the next level: which level that is, and what falls short of it, by id."""

from __future__ import annotations

from typing import Any

import pytest

from kitemark.explain import holders, missed_levels, next_level

from .said import Data, answers, pack, result, standard

CRITERIA = [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]
LADDER = [
    {"id": "one", "requires": [{"each": "criteria", "at_least": 1}]},
    {"id": "two", "requires": [{"each": "criteria", "at_least": 2}]},
    {"id": "three", "requires": [{"each": "criteria", "at_least": 3}]},
    {"id": "guest", "builds_on": "none", "requires": [{"each": ["a"], "at_least": 3}]},
]


def outcome(*ratings: int, of: Data | None = None, records: tuple[Data, ...] = (), **more: Any) -> Any:
    judgements = [(name, rating, "Ann") for name, rating in zip("ab", ratings, strict=False)]
    return result(
        of or standard(criteria=CRITERIA, levels=LADDER), pack(*records, judgements=judgements, **more)
    ).outcome


@pytest.mark.parametrize(
    ("ratings", "target", "level"),
    [
        ((0, 0), None, "one"),
        ((1, 1), None, "two"),
        ((2, 2), None, "three"),
        ((3, 3), None, None),
        ((3, 0), None, None),  # the guest's level is the last
        ((1, 1), "one", None),
        ((1, 1), "two", "two"),
        ((1, 1), "three", "two"),
        ((0, 2), "three", "one"),
        ((1, 1), "guest", "guest"),
        ((3, 1), "guest", None),
    ],
)
def test_the_next_level_is_the_first_that_is_missed(ratings: tuple[int, int], target: str | None, level: Any) -> None:
    found = next_level(outcome(*ratings), target)
    assert (found and found.rule.id) == level


@pytest.mark.parametrize(
    ("ratings", "target", "levels"),
    [
        ((0, 0), "three", ["one", "two", "three"]),
        ((1, 1), "three", ["two", "three"]),
        ((2, 2), "two", []),
        ((0, 0), "guest", ["guest"]),
        ((3, 1), "guest", []),
    ],
)
def test_between_a_party_and_a_target_stand_all_the_levels_missed(
    ratings: tuple[int, int], target: str, levels: list[str]
) -> None:
    assert [one.rule.id for one in missed_levels(outcome(*ratings), target)] == levels


def test_in_an_empty_pack_the_target_itself_is_next() -> None:
    empty = outcome(of=standard(levels=[{"id": "one"}]))
    found = next_level(empty, "one")
    assert found is not None
    assert (found.rule.id, holders(empty)) == ("one", {})


def test_where_nothing_is_left_to_reach_nothing_holds() -> None:
    assert holders(outcome(3, 3)) == {}


GUARD = {"id": "voice", "each": ["a"], "at_most": 1, "unless": {"measure": "papers", "at_least": 1}}


@pytest.mark.parametrize(
    ("condition", "held"),
    [
        ({"each": "criteria", "at_least": 2}, {"a": frozenset({"voice"}), "b": frozenset()}),
        ({"overall": "90%"}, {"overall": frozenset()}),
        ({"applicable": "100%"}, {"applicable": frozenset()}),
        ({"measure": "papers", "at_least": 1}, {"papers": frozenset()}),
        ({"any": [{"overall": "90%"}, {"each": ["b"], "at_least": 2}]}, {"overall": frozenset(), "b": frozenset()}),
        ({"all": [{"overall": "10%"}, {"each": ["b"], "at_least": 2}]}, {"b": frozenset()}),
        ({"each": "units", "at_least": "fair"}, {"north": frozenset()}),
        ({"each": "units", "at_least": "fair", "except": 1, "expect": "sites"}, {"north": frozenset()}),
        ({"some": ["c"], "at_least": 1}, {"nothing": frozenset()}),
        ({"overall": "10%"}, {}),
    ],
)
def test_what_holds_is_named_by_its_id_with_the_safeguards_on_it(condition: Data, held: Data) -> None:
    criteria = [*CRITERIA, {"id": "c", "title": "C", "applies_when": {"size": "large"}}]
    levels = [{"id": "fair", "requires": [{"some": ["a", "b"], "at_least": 1}]}, {"id": "two", "requires": [condition]}]
    profile = {"fields": {"size": {"enum": ["small", "large"]}, "sites": {"type": "integer"}}}
    of = standard(criteria=criteria, levels=levels, safeguards=[GUARD], profile=profile)
    organisation = {"id": "org", "profile": {"size": "small", "sites": 4}}
    judged = [{"criterion": "a", "rating": 0, "assessor": "Ann", "because": "As seen"}]
    units = [{"id": "north", "judgements": judged}]
    assert holders(outcome(3, 1, of=of, units=units, organisation=organisation)) == held


def test_missing_units_hold_as_units_where_none_falls_short() -> None:
    levels = [{"id": "fair"}, {"id": "two", "requires": [{"each": "units", "at_least": "fair", "expect": "sites"}]}]
    profile = {"fields": {"size": {"enum": ["small", "large"]}, "sites": {"type": "integer"}}}
    organisation = {"id": "org", "profile": {"size": "small", "sites": 2}}
    judged = [{"criterion": "a", "rating": 1, "assessor": "Ann", "because": "As seen"}]
    of = standard(levels=levels, profile=profile)
    found = outcome(1, of=of, units=[{"id": "north", "judgements": judged}], organisation=organisation)
    assert holders(found) == {"units": frozenset()}


def test_what_holds_twice_is_named_once() -> None:
    twice = [{"each": ["a"], "at_least": 2}, {"each": "criteria", "at_least": 2}]
    levels = [{"id": "one", "requires": twice}]
    assert list(holders(outcome(1, 1, of=standard(criteria=CRITERIA, levels=levels)))) == ["a", "b"]


def test_a_measure_that_is_withheld_holds_by_its_name() -> None:
    of = standard(smallest_group=10, requires=[{"measure": "happy", "at_least": "50%"}])
    assert list(holders(outcome(1, of=of, records=(answers(4, 5),)))) == ["happy"]
