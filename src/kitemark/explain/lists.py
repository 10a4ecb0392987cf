"""Lists in words: names, parts of which each or any one is wanted, and how many of some stand as asked."""

from __future__ import annotations

import string
from collections.abc import Sequence

from kitemark.explain.words import joined

_MOST_NAMED = 8
IS, DOES = ("is", "are"), ("does", "do")
"""Verbs for one and for many, after what is asked: `is at least 2`, `has the mark`."""


def names_listed(names: Sequence[str]) -> str:
    """Give names as text: a, b and c; apart by semicolons where a name holds a comma."""
    return "; ".join(names) if any("," in name for name in names) else joined(names)


def lettered(parts: Sequence[str], depth: int = 0) -> str:
    """Give parts marked one by one, so that it can be seen where each ends: (a) …; (b) …; below that by numbers."""
    letters = string.ascii_lowercase if depth == 0 and len(parts) <= len(string.ascii_lowercase) else ""
    marks = letters or [str(place) for place in range(1, len(parts) + 1)]
    return "; ".join(f"({mark}) {part}" for mark, part in zip(marks, parts, strict=False))


def all_of(parts: Sequence[str], depth: int = 0) -> str:
    """Give parts all of which are wanted; within one of several that are marked, as one that belongs together."""
    return (", together with " if depth else "; and ").join(parts)


def how_many(
    good: int, short: Sequence[str], untold: Sequence[str], absent: int, verb: tuple[str, str], *, alone: bool = False
) -> str:
    """Give how many of some are as asked, and the names of those that are not, or of which it cannot be told yet.

    Of each the first eight are named. `absent` is how many more are expected and not there; `alone` says that the
    only one was named already.
    """
    one, many = verb
    total = good + len(short) + len(untold) + absent
    if good == total:
        return f"it {one}" if total == 1 else f"all {total} {many}"
    missing = [f"{absent} expected {'is' if absent == 1 else 'are'} missing"] if absent else []
    if total == 1:
        return (
            missing[0] if missing else _only(short, verb, alone=alone) if short else _only_untold(untold, alone=alone)
        )
    if not good and len(short) == total:
        return f"none of the {total} {one}: {_first(short)}"
    lead = f"{good} of {total} {one if good == 1 else many}" if good else f"none of the {total} {one} for certain"
    return "; ".join([lead, *missing, *_whom(short, verb), *_of_whom(untold)])


def _only(short: Sequence[str], verb: tuple[str, str], *, alone: bool) -> str:
    return f"it {verb[0]} not" if alone else f"the only one {verb[0]} not: {short[0]}"


def _only_untold(untold: Sequence[str], *, alone: bool) -> str:
    return "it cannot be told yet" if alone else f"it cannot be told yet of the only one: {untold[0]}"


def _whom(short: Sequence[str], verb: tuple[str, str]) -> list[str]:
    if len(short) == 1:
        return [f"this one {verb[0]} not: {short[0]}"]
    return [f"these {verb[1]} not: {_first(short)}"] if short else []


def _of_whom(untold: Sequence[str]) -> list[str]:
    if len(untold) == 1:
        return [f"it cannot be told yet of this one: {untold[0]}"]
    return [f"it cannot be told yet of these: {_first(untold)}"] if untold else []


def _first(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return names_listed([*names[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])])
