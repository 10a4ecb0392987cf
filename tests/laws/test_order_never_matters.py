"""Order: where something stands in a file decides nothing, save where the contract says that place decides."""

from __future__ import annotations

import copy
import datetime
import random
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lawful import CUSTOMER_CARE, Case, Data, cases, examples, result_of, subjects, times

import kitemark

# Lists whose order says nothing. Those left out are levels, a scale's points, and `choose`.
UNORDERED = frozenset(
    """
    sections criteria requires any all worst best limits safeguards marks commendations flags tags
    roles from every rules optional evidence judgements units cites each some suggests
    """.split()  # noqa: SIM905 - a table of words
)

SEEDS = st.integers(0, 2**32)


def seeded(seed: int) -> random.Random:
    """Chance that can be repeated."""
    return random.Random(seed)  # noqa: S311 - no secret is made of it


def shuffled(value: Any, rng: random.Random, key: str = "", *, lists: bool = True) -> Any:
    """The same data with the keys of every mapping, and unordered lists, in another order."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda _: rng.random())
        # The schemas of fields are JSON Schema's affair.
        return {k: shuffled(value[k], rng, k, lists=lists) if k != "fields" else value[k] for k in keys}
    if isinstance(value, list):
        inner = [shuffled(one, rng, lists=lists) for one in value]
        return sorted(inner, key=lambda _: rng.random()) if lists and key in UNORDERED else inner
    return value


def apart(pack: Data) -> Data:
    """The pack with every record and every judgement on a day of its own, so that place never decides."""
    found = copy.deepcopy(pack)
    day = datetime.date.fromisoformat(pack["date"])
    for place in subjects(found):
        for one in [*place.get("evidence", []), *place.get("judgements", [])]:
            one.pop("period", None)
            one["date"] = day.isoformat()
            day -= datetime.timedelta(days=5)
    return found


def told(result: kitemark.Result) -> Data:
    """What a result comes to, without the order in which it says so."""
    data = result.to_dict()
    ends = ("applies", "low", "high", "max")
    return {
        "level": data["level"],
        "overall": data["overall"],
        "nodes": {name: [node.get(end) for end in ends] for name, node in data["nodes"].items()},
        "levels": [
            (one["id"], one["state"], Counter((asked["state"], *sorted(asked["nodes"])) for asked in one["requires"]))
            for one in data["levels"]
        ],
        "units": {name: unit["level"] for name, unit in data["units"].items()},
        **{name: sorted(data[name]) for name in ("commendations", "flags", "withheld", "unsettled")},
    }


@times(80)
@given(cases(), SEEDS)
def test_order_never_matters(case: Case, seed: int) -> None:
    rng = seeded(seed)
    standard, pack = case[0], apart(case[1])
    assert told(result_of(shuffled(standard, rng), shuffled(pack, rng))) == told(result_of(standard, pack))


@times(12)
@given(examples(), SEEDS)
def test_order_never_matters_in_customer_care(pack: Data, seed: int) -> None:
    rng = seeded(seed)
    # Its `latest` measure and its settling read no two records, and no two judgements of one person, of one day.
    standard = kitemark.standard_from(shuffled(CUSTOMER_CARE.to_data(), rng))
    assert told(result_of(standard, shuffled(pack, rng))) == told(result_of(CUSTOMER_CARE, pack))


@times(30)
@given(cases(), SEEDS)
def test_the_order_of_keys_is_not_content(case: Case, seed: int) -> None:
    rng = seeded(seed)
    standards = [kitemark.standard_from(one) for one in (case[0], shuffled(case[0], rng, lists=False))]
    packs = [kitemark.assessment_from(one) for one in (case[1], shuffled(case[1], rng, lists=False))]
    for one, other in (standards, packs):
        assert one == other
        assert one.sha256 == other.sha256


@times(40)
@given(cases(), SEEDS)
def test_the_same_digests_give_the_same_bytes(case: Case, seed: int) -> None:
    rng = seeded(seed)
    one = result_of(*case)
    other = result_of(shuffled(case[0], rng, lists=False), shuffled(case[1], rng, lists=False))
    assert one.to_json() == other.to_json()


def test_two_withheld_measures_are_named_in_an_order_that_the_digest_knows() -> None:
    survey = {"people": "n", "fields": {"n": {"type": "integer"}}}
    named = [(name, {"from": "survey", "take": {"mean": "n"}}) for name in ("b", "a")]
    standard = practice(smallest_group=10, evidence={"survey": survey}, levels=[{"id": "one", "title": "One"}])
    record = {"id": "s", "kind": "survey", "date": "2026-10-01", "n": 7}
    pack = {**judged(), "evidence": [record]}
    one, other = (kitemark.standard_from({**standard, "measures": dict(order)}) for order in (named, named[::-1]))
    assert one.sha256 == other.sha256
    assert result_of(one, pack).to_json() == result_of(other, pack).to_json()


# Where place decides


def practice(**more: Any) -> Data:
    """A standard with one judged criterion and one measure."""
    log = {"fields": {"n": {"type": "integer"}}}
    criteria = [{"id": "a", "title": "A"}]
    levels = [
        {"id": "one", "title": "One", "requires": [{"measure": "m", "at_least": 2}]},
        {"id": "two", "title": "Two", "requires": [{"each": "criteria", "at_least": 2}]},
    ]
    standard = {"kitemark": 1, "id": "practice", "version": "1.0.0", "title": "Practice", "scale": "practice"}
    standard |= {"scales": {"practice": [{"value": n} for n in range(4)]}, "evidence": {"log": log}}
    standard |= {"measures": {"m": {"from": "log", "take": {"latest": "n"}}}, "criteria": criteria, "levels": levels}
    return {**standard, **more}


def judged(*ratings: tuple[str, int, str | None]) -> Data:
    """A pack with two records of one day, and judgements of `a` by assessor, rating and date."""
    days = {"id": "r", "kind": "log", "date": "2026-10-01", "n": 2}
    judgements = [
        {"criterion": "a", "assessor": who, "rating": rating, "because": "Seen."} | ({"date": day} if day else {})
        for who, rating, day in ratings
    ]
    pack: Data = {"kitemark": 1, "organisation": {"id": "org"}, "date": "2026-11-01", "judgements": judgements}
    return {**pack, "evidence": [{**days, "id": "q", "n": 1}, days]}


def test_of_records_of_one_date_latest_takes_the_later_place() -> None:
    pack = judged(("A", 1, None))
    assert result_of(practice(), pack).level == "one"
    assert result_of(practice(), {**pack, "evidence": pack["evidence"][::-1]}).level is None


def test_an_undated_judgement_comes_before_a_dated_one_wherever_it_stands() -> None:
    for ratings in ([("A", 1, None), ("A", 3, "2026-01-01")], [("A", 3, "2026-01-01"), ("A", 1, None)]):
        assert result_of(practice(), judged(*ratings))["a"].low == 3


def test_of_two_undated_judgements_or_two_of_one_day_the_later_place_stands() -> None:
    for day in (None, "2026-01-01"):
        assert result_of(practice(), judged(("A", 1, day), ("A", 3, day)))["a"].low == 3
        assert result_of(practice(), judged(("A", 3, day), ("A", 1, day)))["a"].low == 1


def test_settling_by_the_latest_takes_the_later_place_of_one_day() -> None:
    latest = practice(judgements={"settle": "latest"})
    for day in (None, "2026-01-01"):
        assert result_of(latest, judged(("A", 1, day), ("B", 3, day)))["a"].low == 3
        assert result_of(latest, judged(("B", 3, day), ("A", 1, day)))["a"].low == 1


def test_choose_takes_the_first_that_matches() -> None:
    bands = [{"measure": "m", "bands": {"3": 2}}, {"measure": "m", "bands": {"1": 2}}]
    for options, wanted in ((bands, 3), (bands[::-1], 1)):
        criteria = [{"id": "a", "title": "A", "rating": {"choose": options}}]
        assert result_of(practice(criteria=criteria), judged())["a"].low == wanted


def test_levels_build_on_the_one_before() -> None:
    pack = judged(("A", 1, None))
    assert result_of(practice(), pack).level == "one"
    turned = practice()["levels"][::-1]
    assert result_of(practice(levels=turned), pack).level is None
