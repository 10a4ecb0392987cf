"""One order for what several lists hold, whatever the order of the lists."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise
from typing import Any, TypeVar

K = TypeVar("K", bound=Hashable)


def interleaved(lists: Sequence[Sequence[K]], rank: Callable[[K], Any]) -> tuple[list[K], bool]:
    """Give all that the lists hold, each once and in the order of every list; those free to stand anywhere by rank.

    Where the lists contradict each other, all is given by rank, with no as the second value.
    No list holds anything twice, and no two things have the same rank.
    """
    waits: dict[K, set[K]] = {one: set() for some in lists for one in some}
    after: dict[K, set[K]] = {one: set() for one in waits}
    for some in lists:
        for before, behind in pairwise(some):
            waits[behind].add(before)
            after[before].add(behind)
    ready = [(rank(one), place, one) for place, one in enumerate(waits) if not waits[one]]
    heapq.heapify(ready)
    found: list[K] = []
    while ready:
        _, _, one = heapq.heappop(ready)
        found.append(one)
        for other in after[one]:
            waits[other].discard(one)
            if not waits[other]:
                heapq.heappush(ready, (rank(other), len(waits) + len(found), other))
    if len(found) == len(waits):
        return found, True
    return sorted(waits, key=rank), False


def is_within(short: Sequence[K], long: Sequence[K]) -> bool:
    """Tell whether a list is what is left of another one when some of it is taken out."""
    rest = iter(long)
    return all(one in rest for one in short)
