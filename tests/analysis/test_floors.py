"""Floors: below them a level is out of reach, and at them it is not; brute force over small standards agrees."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kitemark
from kitemark.analysis.floors import floors, rated_freely
from kitemark.analysis.logic import InexactError
from kitemark.analysis.profiles import fact_values, uncertain_facts
from kitemark.analysis.supposing import Supposed, World, suppose

POINTS = (0, 1, 2)


def standard(levels, limit=None, not_applicable="refused", points=POINTS, **more):
    criteria = [{"id": name, "title": name.upper(), "tags": ["core"] * (name == "a")} for name in "abc"]
    criteria[1] |= {"not_applicable": not_applicable, **({"limits": [limit]} if limit else {})}
    return kitemark.standard_from(
        {
            "kitemark": 1,
            "id": "small",
            "version": "1.0.0",
            "title": "Small",
            "tags": {"core": "A must-have"},
            "scales": {"p": [{"value": value} for value in points]},
            "scale": "p",
            "criteria": criteria,
            "levels": [{"id": f"l{place}", "requires": level} for place, level in enumerate(levels)],
            **more,
        }
    )


def conditions():
    sign = st.sampled_from(["at_least", "more_than"])
    value = st.sampled_from([0, 1, 2])
    share = st.sampled_from(["20%", "50%", "75%", "90%"])
    selection = st.sampled_from(["criteria", ["a"], ["b", "c"], {"tag": "core"}, {"without": "core"}])
    each = st.builds(lambda s, k, v, e: {"each": s, k: v, "except": e}, selection, sign, value, st.sampled_from([0, 1]))
    some = st.builds(lambda s, k, v: {"some": s, k: v}, selection, sign, value)
    simple = st.one_of(share.map(lambda text: {"overall": text}), each, some)
    either = st.lists(simple, min_size=2, max_size=2).map(lambda parts: {"any": parts})
    return st.lists(st.one_of(simple, either), min_size=1, max_size=3)


def reached(loaded, ratings):
    outcome = suppose(loaded.rules, World({}, dict(zip("abc", ratings, strict=True)), {}))
    return [level.low for level in outcome.levels]


@settings(max_examples=60, deadline=None)
@given(st.lists(conditions(), min_size=1, max_size=3))
def test_floors_are_what_going_through_every_organisation_finds(levels) -> None:
    loaded = standard(levels)
    worlds = {ratings: reached(loaded, ratings) for ratings in itertools.product(POINTS, repeat=3)}
    found = floors(loaded.rules)
    for place, level in enumerate(loaded.rules.levels):
        for at, name in enumerate("abc"):
            having = [ratings[at] for ratings, held in worlds.items() if held[place]]
            assert found[level.id][name] == min(having, default=None)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(conditions(), min_size=1, max_size=3),
    st.sampled_from([None, {"at_most": 0}, {"at_most": 1}]),
    st.sampled_from(["refused", "excluded", "met"]),
    st.sampled_from(["mean", "sum", "worst", "best"]),
    st.sampled_from([POINTS, (-3, -2, -1)]),
)
def test_floors_know_that_what_drags_a_score_down_may_be_left_out(levels, limit, left_out, combine, points) -> None:
    if combine == "mean" and points != POINTS:
        return  # there is no mean over a maximum below 0
    if limit is not None:
        limit = {"at_most": points[limit["at_most"]]}
    try:
        loaded = standard(levels, limit, left_out, points, combine=combine)
    except kitemark.KitemarkError:
        return
    marks = points if left_out == "refused" else (*points, None)
    worlds = {ratings: reached(loaded, ratings) for ratings in itertools.product(points, marks, points)}
    found = floors(loaded.rules)
    for place, level in enumerate(loaded.rules.levels):
        for at, name in enumerate("abc"):
            having = [ratings[at] for ratings, held in worlds.items() if held[place] and ratings[at] is not None]
            assert found[level.id][name] == min(having, default=None)


def test_the_flagship_has_the_floors_that_its_readme_tells() -> None:
    found = floors(kitemark.load_standard("customer-care").rules)
    assert sum(least == 2 for least in found["bronze"].values()) == 17
    assert sum(least == 2 for least in found["silver"].values()) == 34
    assert set(found["silver"].values()) == {0, 1, 2} or set(found["silver"].values()) == {1, 2}
    assert sum(least == 2 for least in found["gold"].values()) == 42  # of H5, too, where something is commissioned


def test_a_floor_is_that_of_those_to_whom_the_criterion_applies() -> None:
    data = {
        "kitemark": 1,
        "id": "shop",
        "version": "1.0.0",
        "title": "Shop",
        "profile": {"fields": {"sells": {"type": "boolean"}}},
        "scales": {"p": [{"value": value} for value in POINTS]},
        "scale": "p",
        "criteria": [
            {"id": "a", "title": "A"},
            {"id": "b", "title": "B", "applies_when": {"sells": True}, "not_applicable": "excluded"},
        ],
        "levels": [{"id": "good", "requires": [{"each": "criteria", "at_least": 1}]}],
    }
    for away in ("excluded", "met"):
        data["criteria"][1]["not_applicable"] = away
        assert floors(kitemark.standard_from(data).rules) == {"good": {"a": 1, "b": 1}}
    data["levels"][0]["requires"][0]["when"] = {"sells": False}
    assert floors(kitemark.standard_from(data).rules) == {"good": {"a": 0, "b": 0}}


def test_a_level_that_nobody_can_have_has_no_floors() -> None:
    found = floors(standard([[{"overall": "50%"}], [{"each": ["a"], "more_than": 2}]]).rules)
    assert set(found["l1"].values()) == {None}


def test_a_supposed_measure_is_compared_as_a_read_one() -> None:
    loaded = standard(
        [[{"measure": "answers", "at_least": 5}]],
        evidence={"talk": {"fields": {}}},
        measures={"answers": {"from": "talk", "take": "count"}},
    )
    worlds = [World({}, dict.fromkeys("abc", 0), {("answers", None): Supposed(n, n)}) for n in (4, 5)]
    assert [suppose(loaded.rules, world).established for world in worlds] == [-1, 0]
    assert suppose(loaded.rules, World({}, dict.fromkeys("abc", 0), {})).established == -1


def test_profiles_are_told_apart_by_what_tests_tell_apart() -> None:
    loaded = standard(
        [
            [
                {"overall": "50%", "when": {"size": ["small", "tiny"]}},
                {"each": ["a"], "at_least": 1, "when": {"staff": {"at_least": 20}}},
            ]
        ],
        profile={
            "fields": {
                "size": {"enum": ["tiny", "small", "large"]},
                "staff": {"type": "integer", "minimum": 0},
                "unread": {"type": "string"},
            }
        },
    )
    found = fact_values(loaded.rules)
    assert {value in ("tiny", "small") for value in found["size"]} == {True, False}
    assert {value >= 20 for value in found["staff"]} == {True, False}
    assert [len(found[name]) for name in ("size", "staff", "unread")] == [2, 2, 1]


def test_a_fact_that_is_a_list_may_pass_tests_that_no_one_item_passes() -> None:
    requires = [
        {"each": ["a"], "at_least": 1, "when": {"floors": {"at_least": 3}}},
        {"each": ["a"], "at_least": 1, "when": {"floors": {"at_most": 1}}},
    ]
    fields = {"floors": {"type": "array", "items": {"type": "integer"}}}
    rules = standard([requires], profile={"fields": fields}).rules
    passed = {
        (any(floor >= 3 for floor in value), any(floor <= 1 for floor in value))
        for value in fact_values(rules)["floors"]
    }
    assert passed == set(itertools.product((True, False), repeat=2))
    assert uncertain_facts(rules) == ()


def test_free_ratings_leave_the_rest_of_the_rules_as_it_is() -> None:
    rules = kitemark.load_standard("involvement").rules
    free = rated_freely(rules)
    assert [level.id for level in free.levels] == [level.id for level in rules.levels]
    assert [len(level.requires) for level in free.levels] == [len(level.requires) for level in rules.levels]
    assert [one.id for one in free.criteria] == [one.id for one in rules.criteria]


def test_a_scale_that_cannot_be_gone_through_has_no_floor_that_is_told() -> None:
    scales = {"p": [{"value": value} for value in POINTS], "any": {"from": 0, "to": 1}}
    criteria = [{"id": "a", "title": "A", "scale": "any"}, {"id": "b", "title": "B"}]
    loaded = standard([[{"each": ["b"], "at_least": 1}]], scales=scales, criteria=criteria)
    assert floors(loaded.rules) == {"l0": {"b": 1}}


def test_a_rounding_that_is_not_encoded_is_said() -> None:
    loaded = standard([[{"overall": "50%"}]], round={"decimals": 0, "mode": "half-even"})
    with pytest.raises(InexactError, match="rounding"):
        floors(loaded.rules)


def test_a_limit_on_a_section_may_be_got_round_by_leaving_it_out() -> None:
    sections = [
        {
            "id": "s",
            "title": "S",
            "limits": [{"at_most": "20%"}],
            "criteria": [{"id": "a", "title": "A", "not_applicable": "excluded"}],
        }
    ]
    loaded = standard([[{"overall": "90%"}]], sections=sections, criteria=[{"id": "b", "title": "B"}])
    assert floors(loaded.rules) == {"l0": {"a": None, "b": 2}}


def test_what_another_criterion_holds_down_may_be_left_out() -> None:
    criteria = [
        {"id": "a", "title": "A"},
        {
            "id": "b",
            "title": "B",
            "not_applicable": "excluded",
            "limits": [{"at_most": 0, "unless": {"each": ["a"], "at_least": 1}}],
        },
    ]
    loaded = standard([[{"each": ["b"], "at_least": 1}]], criteria=criteria)
    assert floors(loaded.rules) == {"l0": {"a": 0, "b": 1}}


UNITS = [
    {"id": "a", "title": "A", "asked_of": "units", "not_applicable": "excluded"},
    {"id": "b", "title": "B"},
    {"id": "c", "title": "C", "asked_of": "organisation"},
]


def unit_conditions():
    of_units = st.sampled_from(
        [
            {"each": "units", "at_least": "l0"},
            {"some": "units", "at_least": "l0"},
            {"some": "units", "at_least": "l0", "share": "50%"},
            {"each": "units", "at_least": "l0", "except": 1},
        ]
    )
    own = st.builds(
        lambda s, v: {"each": s, "at_least": v}, st.sampled_from(["criteria", ["a"], ["b"], ["c"]]), st.integers(1, 2)
    )
    share = st.sampled_from([{"overall": "50%"}, {"overall": "80%"}])
    either = st.tuples(st.one_of(own, share), of_units).map(lambda parts: {"any": list(parts)})
    return st.lists(st.one_of(own, share, of_units, either), min_size=1, max_size=3)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from([{"each": ["b"], "at_least": 1}, {"overall": "30%"}])), max_size=2),
    unit_conditions(),
)
def test_units_that_differ_are_nowhere_below_a_floor(first, then) -> None:
    try:
        loaded = standard([first or [{"overall": "30%"}], then], criteria=UNITS)
    except kitemark.KitemarkError:
        return
    found = floors(loaded.rules)
    marks = (*POINTS, None)
    for b, c in itertools.product(POINTS, POINTS):
        own = World({}, {"a": 0, "b": b, "c": c}, {})
        for one, other in itertools.combinations_with_replacement(list(itertools.product(marks, POINTS)), 2):
            units = [World({}, {"a": a, "b": rated, "c": 0}, {}) for a, rated in (one, other)]
            outcome = suppose(loaded.rules, own, units)
            for level in outcome.levels:
                if not level.low or outcome.established < 0:
                    continue
                for name, least in found[level.rule.id].items():
                    node = outcome.nodes[name]
                    if node.state == "applies":
                        assert least is not None, (level.rule.id, name)
                        assert node.rating.low >= least, (level.rule.id, name)
