"""What is loaded and what comes of it: it never changes, and is itself again on the other side of a process."""

from __future__ import annotations

import copy
import datetime
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import kitemark
from kitemark.bundled import bundled_folder

HARBOUR = bundled_folder() / "customer-care" / "examples" / "harbour-day-centre.yaml"
WORDS = "They were kind to me"
STANDARD = kitemark.standard_from(
    {
        "kitemark": 1,
        "id": "small",
        "version": "1.0.0",
        "title": "Small",
        "scale": "s",
        "scales": {"s": [{"value": 0}, {"value": 1}, {"value": 2}]},
        "profile": {"fields": {"fact": True}, "optional": ["fact"]},
        "evidence": {"talk": {"voice": "people", "fields": {"said": {"type": "string"}}}},
        "measures": {"said": {"from": "talk", "take": "count"}},
        "sections": [{"id": "s", "criteria": [{"id": "a", "title": "A"}]}],
        "levels": [{"id": "one", "requires": [{"overall": "50%"}]}, {"id": "two", "requires": [{"overall": "100%"}]}],
    }
)


def pack(fact: Any = 1, **more: Any) -> kitemark.Assessment:
    judged = [{"criterion": "a", "rating": 1, "assessor": "Ann", "because": WORDS}]
    talk = [{"id": "t", "kind": "talk", "date": "2026-10-01", "said": WORDS}]
    unit = {"id": "north", "evidence": [{**talk[0], "id": "u"}], "judgements": judged}
    organisation = {"id": "o", "profile": {"fact": fact}}
    data = {"organisation": organisation, "date": "2026-11-01", "evidence": talk, "judgements": judged}
    return kitemark.assessment_from({**data, "units": [unit], **more})


RESULT = kitemark.evaluate(STANDARD, pack())
LOADED: dict[str, Any] = {
    "a standard": STANDARD,
    "a bundled standard": kitemark.load_standard("customer-care"),
    "a pack": pack(),
    "a pack with its tables": kitemark.load_assessment(HARBOUR),
    "a pack as of another day": pack().dated(datetime.date(2026, 12, 1)),
    "a result": RESULT,
    "a result about a target": kitemark.evaluate(STANDARD, pack(), target="two"),
}
WAYS = {
    "pickled": lambda one: pickle.loads(pickle.dumps(one)),  # noqa: S301 - our own bytes
    "copied": copy.copy,
    "copied deeply": copy.deepcopy,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("one", LOADED.values(), ids=LOADED)
def test_what_is_pickled_or_copied_is_the_same_again(one: Any, way: Any) -> None:
    again = way(one)
    assert type(again) is type(one)
    assert (again == one, hash(again) == hash(one), repr(again) == repr(one)) == (True, True, True)
    if isinstance(one, kitemark.Result):
        assert again.to_json() == one.to_json()
    else:
        assert (again.sha256, again.to_data(), again.files) == (one.sha256, one.to_data(), one.files)


def test_a_copied_pack_has_its_tables_and_can_be_evaluated() -> None:
    loaded = LOADED["a pack with its tables"]
    assert len(loaded.files) > 1
    again = WAYS["pickled"](loaded)
    standard = kitemark.load_standard("customer-care")
    assert kitemark.evaluate(standard, again) == kitemark.evaluate(standard, loaded)


# Equality is of content


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1, 1, True),
        (1, 1.0, True),
        (1, Decimal("1.00"), True),
        (0.125, Fraction(1, 8), True),
        (1, True, False),
        (0, False, False),
        (1, "1", False),
        ([1, 2], [2, 1], False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
    ],
)
def test_packs_are_equal_where_they_mean_the_same_and_true_is_not_1(one: Any, other: Any, same: bool) -> None:
    assert (pack(one) == pack(other)) is same
    assert (pack(one).sha256 == pack(other).sha256) is same


def test_standards_are_equal_where_they_mean_the_same() -> None:
    data = STANDARD.to_data()
    turned = dict(reversed(list(data.items())))
    assert kitemark.standard_from(turned) == STANDARD
    assert kitemark.standard_from({**data, "summary": "Another."}) != STANDARD
    truth = {**data, "profile": {"fields": {"fact": {"const": True}}, "optional": ["fact"]}}
    one = {**data, "profile": {"fields": {"fact": {"const": 1}}, "optional": ["fact"]}}
    assert kitemark.standard_from(truth) != kitemark.standard_from(one)


def test_results_are_equal_where_all_that_made_them_is() -> None:
    assert kitemark.evaluate(STANDARD, pack()) == RESULT
    assert kitemark.evaluate(STANDARD, pack(), target="one") != RESULT
    assert kitemark.evaluate(STANDARD, pack(2)) != RESULT
    assert {RESULT, kitemark.evaluate(STANDARD, pack())} == {RESULT}


def test_nothing_else_is_equal_to_them() -> None:
    assert STANDARD.to_data() != STANDARD
    assert pack() != pack().to_data()
    assert RESULT.to_dict() != RESULT


def test_the_same_pack_as_of_its_own_day_is_the_same() -> None:
    assert pack().dated(datetime.date(2026, 11, 1)) == pack()
    assert pack().dated(datetime.date(2026, 11, 2)) != pack()


# Nothing can be set


@pytest.mark.parametrize("part", [RESULT, RESULT["a"], RESULT.overall, RESULT.units["north"]], ids=repr)
def test_a_result_and_its_parts_cannot_be_set(part: Any) -> None:
    for name in ("level", "outcome", "low", "anything"):
        with pytest.raises(AttributeError, match=f"'{name}' cannot be set: a result does not change"):
            setattr(part, name, 1)


@pytest.mark.parametrize("part", [RESULT, RESULT["a"], RESULT.units["north"]], ids=repr)
def test_nothing_can_be_taken_from_a_result(part: Any) -> None:
    with pytest.raises(AttributeError, match="cannot be deleted: a result does not change"):
        del part.outcome


@pytest.mark.parametrize("part", [RESULT, RESULT["a"], RESULT.units["north"]], ids=repr)
def test_what_does_not_change_is_its_own_copy(part: Any) -> None:
    assert copy.copy(part) is part
    assert copy.deepcopy(part) is part


@pytest.mark.parametrize("part", [RESULT["a"], RESULT.units["north"]], ids=repr)
def test_a_part_of_a_result_is_sent_with_its_result(part: Any) -> None:
    with pytest.raises(TypeError, match="pickle the result"):
        pickle.dumps(part)


def test_units_cannot_be_added_to_a_result() -> None:
    units: Any = RESULT.units
    with pytest.raises(TypeError):
        units["south"] = RESULT


def test_the_data_that_is_given_out_is_no_way_in() -> None:
    for one in (STANDARD, pack()):
        before = one.sha256
        one.to_data().clear()
        assert kitemark.dump(one)
        assert (one.sha256, bool(one.to_data())) == (before, True)
    RESULT.to_dict()["nodes"].clear()
    assert RESULT.to_dict()["nodes"]


# What is given in place of what is wanted


@pytest.mark.parametrize(
    ("standard", "assessment", "words"),
    [
        ("customer-care", pack(), "a Standard first, as load_standard gives, and was given str"),
        (STANDARD.to_data(), pack(), "a Standard first, as load_standard gives, and was given dict"),
        (pack(), STANDARD, "a Standard first, as load_standard gives, and was given Assessment"),
        (STANDARD, HARBOUR, "an Assessment second, as load_assessment gives, and was given PosixPath"),
        (STANDARD, None, "an Assessment second, as load_assessment gives, and was given NoneType"),
    ],
)
def test_only_what_was_loaded_is_evaluated(standard: Any, assessment: Any, words: str) -> None:
    with pytest.raises(TypeError, match=f"evaluate wants {words}"):
        kitemark.evaluate(standard, assessment)


def test_a_target_is_the_id_of_a_level() -> None:
    wrong: Any = 1
    with pytest.raises(TypeError, match="evaluate wants the id of a level as target, and was given int"):
        kitemark.evaluate(STANDARD, pack(), target=wrong)


@pytest.mark.parametrize("day", ["2026-11-01", None, 20261101, datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)])
def test_a_day_is_a_date(day: Any) -> None:
    with pytest.raises(TypeError, match=f"dated wants a datetime.date, and was given {type(day).__name__}"):
        pack().dated(day)


# What is shown of them


def test_what_is_shown_of_them_for_programmers_holds_no_evidence() -> None:
    found = pack()
    shown = [repr(one) for one in (STANDARD, found, found.model, RESULT, *RESULT.nodes, RESULT.overall)]
    shown += [repr(record) for record in found.bound(STANDARD)[0].organisation.evidence.records]
    assert not [text for text in shown if WORDS in text]
    assert shown[:4] == [
        "<Standard small@1.0.0>",
        "<Assessment o 2026-11-01>",
        "AssessmentFile(organisation='o', date='2026-11-01')",
        "<Result o small: one>",
    ]
    assert [repr(one) for one in (RESULT["a"], RESULT.overall)] == ["<Node a: 1>", "<Node overall: 50>"]


def test_a_node_says_what_it_could_be_or_that_it_does_not_apply() -> None:
    waiting = kitemark.evaluate(STANDARD, pack(judgements=[]))
    assert repr(waiting["a"]) == "<Node a: 0 to 2>"
    data = STANDARD.to_data()
    data["sections"][0]["applies_when"] = {"fact": 7}
    data["criteria"] = [{"id": "b", "title": "B"}]
    assert repr(kitemark.evaluate(kitemark.standard_from(data), pack())["s"]) == "<Node s: does not apply>"


def test_a_node_that_is_not_there_is_named_with_the_nearest() -> None:
    assert [one in RESULT for one in ("a", "s", "b", "", 3)] == [True, True, False, False, False]
    for name in ("aa", ""):
        with pytest.raises(KeyError, match=f"no criterion or section '{name}'"):
            _ = RESULT[name]


def test_what_was_made_from_plain_data_has_no_files() -> None:
    assert (STANDARD.files, pack().files) == ((), ())
    assert HARBOUR in kitemark.load_assessment(HARBOUR).files
