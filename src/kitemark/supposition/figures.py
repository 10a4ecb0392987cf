"""Figures: what a measure may be supposed to be, as people write it, by the kind of the measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kitemark.problems import Problem, printable
from kitemark.quantity import Amount, Number, amount_from, exact, exact_text, number_from_text, shown
from kitemark.rules import measure as takes
from kitemark.rules.certainty import kinds_behind
from kitemark.rules.measure import Measure
from kitemark.rules.standard import Rules

_NUMBER = r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?"
_COUNTED = re.compile(rf"({_NUMBER})\s*/\s*({_NUMBER})(?:\s+of\s+({_NUMBER}))?\Z")
_RATIO = re.compile(r"(-?[0-9]{1,60})\s*/\s*([0-9]{1,60})\Z")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a measure is supposed to be: `hits` of `total`, of a `population` where that is said, or one number.

    How large the total is says something of a share with confidence alone; another share is the ratio.
    """

    hits: Number
    total: Number | None = None
    population: Number | None = None
    share: bool = False

    @property
    def text(self) -> str:
        """The figure as it may be written again."""
        if self.total is None:
            return str(Amount(self.hits, share=True)) if self.share else exact_text(self.hits)
        counted = f"{shown(self.hits, 22)}/{shown(self.total, 22)}"
        return counted if self.population is None else f"{counted} of {shown(self.population, 22)}"


def exact_number(said: object) -> Number | None:
    """Give the number that a value or a text such as `14`, `4.5` or `2/3` stands for, or None."""
    if isinstance(said, bool):
        return None
    if isinstance(said, int | Fraction):
        return exact(said)
    if isinstance(said, float | Decimal):
        return number_from_text(f"{Decimal(repr(said)) if isinstance(said, float) else said:f}")
    if not isinstance(said, str):
        return None
    ratio = _RATIO.match(said.strip())
    if ratio is not None:
        return exact(Fraction(int(ratio[1]), int(ratio[2]))) if int(ratio[2]) else None
    return number_from_text(said.strip())


def figure_from(said: object, measure: Measure) -> Figure | None:
    """Give the figure that a value or a text stands for by the kind of the measure, or None."""
    if not measure.share:
        number = exact_number(said)
        return None if number is None else Figure(number)
    if not isinstance(said, str):
        return None
    counted = _COUNTED.match(said.strip())
    if counted is not None and not isinstance(measure.take, takes.Margin):
        hits, total, size = (None if part is None else number_from_text(part) for part in counted.groups())
        assert hits is not None  # noqa: S101 - the pattern has seen to it
        return Figure(hits, total, size, share=True)
    amount = amount_from(said.strip())
    return Figure(amount.value, share=True) if amount is not None and not is_interval(measure) else None


def is_interval(measure: Measure) -> bool:
    """Tell whether a measure is a share with confidence, of which a percentage alone says too little."""
    return measure.z_squared is not None and not isinstance(measure.take, takes.Margin)


def wanted_words(measure: Measure) -> str:
    """Give what is wanted of a figure of a measure."""
    if is_interval(measure):
        size = ", or with the size of the population '45/50 of 120'" if measure.population is not None else ""
        return f"a count and a total such as '45/50'{size}"
    if isinstance(measure.take, takes.Margin):
        return "a percentage such as '5%'"
    if measure.share:
        return "a percentage such as '90%', or a count and a total such as '45/50'"
    return "a whole number such as '14'" if _is_whole(measure) else "a number such as '14' or '4.5'"


def misfits(figure: Figure, said: object, measure: Measure, rules: Rules, path: str) -> Iterator[Problem]:
    """Give what is wrong with a figure that has the right form."""
    total = figure.total
    if total is not None:
        yield from _miscounted(figure, total, measure, rules, path)
        return
    low, high = _bounds(measure)
    whole = not _is_whole(measure) or figure.hits.denominator == 1
    if (low is not None and figure.hits < low) or (high is not None and figure.hits > high) or not whole:
        most = "" if high is None else " and at most 100%"
        wanted = f"at least {0 if not measure.share else '0%'}{most}" if whole else "a whole number"
        hint = "take the minus away" if figure.hits < 0 else "round it" if not whole else "write 100% or less"
        yield Problem("out-of-range", f"found '{printable(str(said), 60)}', wanted {wanted}", path=path, hint=hint)


def _miscounted(figure: Figure, total: Number, measure: Measure, rules: Rules, path: str) -> Iterator[Problem]:
    text = figure.text
    if total <= 0:
        hint = "leave the measure as it is: a share of nothing says nothing"
        yield Problem("out-of-range", f"found '{text}', wanted a total above 0", path=path, hint=hint)
    elif not 0 <= figure.hits <= total:
        message = f"found '{text}', wanted no more hits than there are in all, and none below 0"
        yield Problem("counts", message, path=path, hint="write the hits first, then the total: '45/50'")
    elif figure.population is not None and measure.population is None:
        message = f"found the population in '{text}', and the measure '{measure.id}' corrects for none"
        yield Problem("setting", message, path=path, hint="leave out 'of' and what follows")
    elif figure.population is not None and figure.population < total:
        message = f"found '{text}', wanted a population of at least the total"
        yield Problem("counts", message, path=path, hint="write the size of the whole group after 'of'")
    elif is_interval(measure) and counts_people(rules, measure) and total < rules.smallest_group:
        message = f"found fewer people than {rules.smallest_group}, of whom every figure is withheld"
        hint = f"suppose at least {rules.smallest_group}; a figure that is withheld decides nothing"
        yield Problem("out-of-range", message, path=path, hint=hint)


def counts_people(rules: Rules, measure: Measure) -> bool:
    """Tell whether the total of a share is a number of people, so that it says how small the group is."""
    total = measure.take.of if isinstance(measure.take, takes.ShareOfSums | takes.ShareOfRecords) else None
    named = {kind.people for kind in kinds_behind(rules, measure.sieve) if kind.people}
    return total is not None and named == {total} and measure.groups is None


def _is_whole(measure: Measure) -> bool:
    whole = isinstance(measure.take, takes.CountRecords | takes.CountDistinct | takes.Age)
    return whole and (measure.groups is None or measure.groups.reaching is None)


def _bounds(measure: Measure) -> tuple[Number | None, Number | None]:
    """Give the least and the most that a measure can be, where there is such."""
    if measure.groups is not None and measure.groups.reaching is not None:
        return 0, 1
    if isinstance(measure.take, takes.ShareOfRecords) and measure.take.of is None:
        return 0, 1
    spread = measure.groups is not None and measure.groups.across == "spread"
    counted = isinstance(measure.take, takes.CountRecords | takes.CountDistinct | takes.Age | takes.Margin)
    return (0 if spread or counted else None), None


def said_words(said: Any) -> str:
    """Give words for what was given as a figure."""
    return f"'{printable(said, 60)}'" if isinstance(said, str) else f"a value of type {type(said).__name__}"
