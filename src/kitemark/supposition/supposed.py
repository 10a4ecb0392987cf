"""What is supposed, as plain data: to be told wherever a result is, and to suppose it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Supposed:
    """The ratings and measures that are set, each under the name by which it was called, as canonical text.

    `words` are the same for people: `A2 = 3 (Thriving)`. Setting what is here again gives the same.
    """

    ratings: Mapping[str, str]
    measures: Mapping[str, str]
    words: tuple[str, ...]

    def __hash__(self) -> int:
        """Give a hash of what is set."""
        return hash(self.words)

    def __reduce__(self) -> tuple[type[Supposed], tuple[dict[str, str], dict[str, str], tuple[str, ...]]]:
        """Let it be copied and sent elsewhere."""
        return (Supposed, (dict(self.ratings), dict(self.measures), self.words))
