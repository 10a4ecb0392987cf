"""Lists in words: whoever falls short is named once, whoever cannot be told of apart, and parts are marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kitemark.explain.lists import DOES, IS, all_of, how_many, lettered, names_listed

few = st.integers(0, 12)


@given(few, few, few, few, st.sampled_from([IS, DOES]))
def test_all_are_counted_and_those_that_fall_short_named(
    good: int, short: int, untold: int, absent: int, verb: tuple[str, str]
) -> None:
    bad, open_ = [f"bad{n}." for n in range(short)], [f"open{n}." for n in range(untold)]
    words, total = how_many(good, bad, open_, absent, verb), good + short + untold + absent
    for some in (bad, open_):
        assert all(name in words for name in some[:8])
        assert not any(name in words for name in some[8:])
        assert len(some) <= 8 or f"{len(some) - 8} more" in words
    assert ("expected" in words) is bool(absent)
    assert ("cannot be told yet" in words) is bool(untold)
    if total > 1:
        assert str(total) in words
        assert words.startswith(str(good) if 0 < good < total else "all" if good else "none of the")
    assert ", and not" not in words


def test_one_is_told_of_as_one_and_several_as_several() -> None:
    assert how_many(12, ["D3"], [], 0, IS) == "12 of 13 are; this one is not: D3"
    assert how_many(1, ["D3", "E1"], [], 0, DOES) == "1 of 3 does; these do not: D3 and E1"
    assert how_many(2, [], ["D3"], 0, DOES) == "2 of 3 do; it cannot be told yet of this one: D3"
    assert how_many(0, ["D3"], [], 0, DOES) == "the only one does not: D3"
    assert how_many(0, ["D3"], [], 0, DOES, alone=True) == "it does not"
    assert how_many(0, [], ["D3"], 0, IS, alone=True) == "it cannot be told yet"


def test_names_that_hold_commas_stand_apart_all_the_same() -> None:
    assert names_listed(["Warm", "Fair, and kind"]) == "Warm; Fair, and kind"
    assert names_listed(["Warm", "Fair"]) == "Warm and Fair"


def test_each_of_several_parts_is_marked_so_that_it_can_be_seen_where_it_ends() -> None:
    inner = all_of(["x", "y"], depth=1)
    assert lettered(["one", inner]) == "(a) one; (b) x, together with y"
    assert lettered([lettered(["p", "q"], depth=1), "r"]) == "(a) (1) p; (2) q; (b) r"
    assert all_of(["one", "two"]) == "one; and two"
    assert lettered([str(n) for n in range(30)]).endswith("; (30) 29")
