"""Coefficients of agreement: what is left of the agreement once chance has had its part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kitemark.quantity import Number

Pair = tuple[Number, Number]
"""What two assessors gave to one thing, each as its place on the scale."""


class MissingKrippendorffError(Exception):
    """Raised where the package `krippendorff` is wanted and not installed."""

    def __init__(self) -> None:
        """Say what mends it."""
        super().__init__("Krippendorff's alpha wants a package: pip install 'kitemark[agreement]'")


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa of two assessors, exact: plain, and weighted by the steps apart or by their square.

    1 is full agreement, 0 what chance alone would give, under 0 less than that.
    Sources: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20 (1960), 37-46; J. Cohen, Weighted kappa, Psychological Bulletin 70 (1968), 213-220.
    """

    plain: Fraction
    linear: Fraction
    quadratic: Fraction


def kappa(pairs: Sequence[Pair]) -> Kappa | None:
    """Give the kappa of two assessors; None where both gave one and the same rating throughout."""
    if len({place for pair in pairs for place in pair}) < 2:
        return None
    return Kappa(
        _weighted(pairs, lambda apart: Fraction(apart != 0)),
        _weighted(pairs, lambda apart: abs(Fraction(apart))),
        _weighted(pairs, lambda apart: Fraction(apart) ** 2),
    )


def _weighted(pairs: Sequence[Pair], weight: Callable[[Number], Fraction]) -> Fraction:
    """Give 1 less the disagreement found over the disagreement that chance would give."""
    first, second = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    found = sum((weight(one - other) for one, other in pairs), Fraction())
    chance = sum(
        (weight(one - other) * many * more for one, many in first.items() for other, more in second.items()), Fraction()
    )
    # Found is of n pairs and chance of n²; two assessors who differ nowhere by chance differ nowhere at all.
    return 1 - found * len(pairs) / chance


def ordinal_alpha(things: Sequence[Sequence[Number]]) -> float | None:
    """Give Krippendorff's ordinal alpha; None where all ratings are the same.

    Each thing is what its assessors gave it, each as its place on the scale; things with fewer
    than two ratings say nothing. Any number of assessors, and gaps, will do. For reading, never
    for deciding. Raises MissingKrippendorffError where the package is not installed.
    Source: K. Krippendorff, Content Analysis, the chapter on reliability.
    """
    ranks = {place: rank for rank, place in enumerate(sorted({place for some in things for place in some}))}
    twice = [some for some in things if len(some) > 1]
    if len({place for some in twice for place in some}) < 2:
        return None
    try:
        import krippendorff  # noqa: PLC0415 - dear to import, and an extra
    except ImportError:
        raise MissingKrippendorffError from None
    counts = [[sum(ranks[place] == rank for place in some) for rank in range(len(ranks))] for some in twice]
    alpha = krippendorff.alpha(
        value_counts=counts, value_domain=list(range(len(ranks))), level_of_measurement="ordinal"
    )
    return float(alpha)
