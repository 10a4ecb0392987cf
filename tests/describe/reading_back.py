"""What a handbook and a schedule say of a profile, read back as a person would: word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from kitemark.describe.page import Item

T = TypeVar("T")

FACTS: dict[str, Any] = {
    "size": {"enum": ["tiny", "small", "large"]},
    "staff": {"type": "integer", "minimum": 0, "maximum": 9},
    "offers": {"type": "array", "items": {"enum": ["housing", "care", "food"]}},
    "rungs": {"type": "array", "items": {"type": "integer"}},
    "either": {},
    "listed": {"enum": ["one", "two", "three", ["one"], ["two", "three"], []]},
}
"""Facts of one value, facts that are lists, and two that may be either."""

_CLAUSE = re.compile(
    rf"(?P<sure>the list )?(?P<fact>{'|'.join(FACTS)}) "
    r"(?P<verb>is, or includes one that is,|neither is nor includes one (?:that is|of)|includes none (?:that is|of)|"
    r"includes one that is|does not include|includes|is none of|is not|is) "
)
_BOUNDS = {
    r"at least (\d)": lambda value, low: value >= low,
    r"at most (\d)": lambda value, high: value <= high,
    r"more than (\d)": lambda value, low: value > low,
    r"less than (\d)": lambda value, high: value < high,
    r"from (\d) to (\d)": lambda value, low, high: low <= value <= high,
}
_NOTHING = "Where nothing before this is asked"
_NOT = re.compile(r"not \(([^()]*)\)")
_NEGATED = ("none", "neither", "not")
Profile = dict[str, Any]
Asked = tuple[str, Any] | None
"""A measure with its threshold, or which of several parts; None where nothing is asked."""


def holds(words: str, profile: Profile) -> bool:
    """Whether what is said of a profile is so."""
    if "nothing else fits" in words:
        return False
    apart = _NOT.findall(words)
    rest = _NOT.sub("", words)
    starts = list(_CLAUSE.finditer(rest))
    ends = [*(one.start() for one in starts), len(rest)][1:]
    assert starts or apart or not words.strip(), words
    clauses = [_clause(one, rest[one.end() : end], profile) for one, end in zip(starts, ends, strict=True)]
    return all(clauses) and not any(holds(one, profile) for one in apart)


def _clause(start: re.Match[str], wanted: str, profile: Profile) -> bool:
    value = profile[start["fact"]]
    assert not start["sure"] or isinstance(value, list)
    many = value if isinstance(value, list) else [value]
    assert len(many) == 1 or "includes" in start["verb"] or "include" in start["verb"], start[0]
    found = any(_is(one, wanted) for one in many)
    return not found if any(word in start["verb"] for word in _NEGATED) else found


def _is(value: Any, wanted: str) -> bool:
    for bound, fits in _BOUNDS.items():
        if (found := re.match(bound, wanted)) is not None:
            return isinstance(value, int) and fits(value, *map(int, found.groups()))
    return str(value) in re.findall(r"\w+", wanted)


def asked(item: Item, level: str, profile: Profile) -> Asked:
    """What a point of a handbook asks of a profile for a level, by the level's title."""
    if item.to is not None and item.to.startswith("measure-"):
        found = re.search(rf"\b{level}\b[^;]*?at least (\d+)", item.text)
        return None if found is None else (item.lead.split(": ")[-1], found[1])
    if item.text == "It depends on the level and the profile.":
        mine = [one for one in item.items if re.search(rf"\b{level}\b", one.lead.split(": ")[0])]
        return asked(mine[0], level, profile) if mine else None
    if item.text == "It depends on the profile.":
        return chosen(item.items, profile, lambda option: asked(option, level, profile))
    assert item.text in ("All of these.", "One of these is enough."), item
    parts = [found for one in item.items if (found := asked(one, level, profile)) is not None]
    return (item.text, parts) if parts else None


def chosen(options: Iterable[Item], profile: Profile, asks: Callable[[Item], T | None]) -> T | None:
    """What the option asks that is taken where the profile is so."""
    fitted, found = False, None
    for option in options:
        where = option.lead.split(": ")[0]
        if where.startswith(_NOTHING):
            fits = found is None and holds(where.removeprefix(_NOTHING).removeprefix(", and "), profile)
        elif where.startswith("Otherwise"):
            fits = not fitted and holds(where.removeprefix("Otherwise").removeprefix(", where "), profile)
        else:
            assert not fitted
            fits = where == "Everywhere" or holds(where.removeprefix("Where "), profile)
        fitted |= fits
        found = asks(option) if fits and found is None else found
    return found
