"""Agreement: how far those who judged apart agree, of the ratings that stand and of their first ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kitemark.binding import Judgement, Party, SetAside
from kitemark.binding.judgements import when
from kitemark.moderation.coefficients import Kappa, kappa, ordinal_alpha
from kitemark.moderation.splits import Split, splits
from kitemark.quantity import Number
from kitemark.result import Result
from kitemark.rules.scale import Scale
from kitemark.rules.standard import Criterion

LEAST = 10
"""Fewest criteria rated twice on which a coefficient is worth telling."""
USUALLY_ASKED = ("0.667", "0.8")
"""The levels of alpha that the field usually quotes: for tentative conclusions, and to rely on. No standard's rule."""


@dataclass(frozen=True, slots=True)
class Rated:
    """One criterion of the organisation (`unit` None) or a unit, with the judgements of it, each by another assessor.

    `rated` give a rating, `marks` say that it does not apply.
    """

    unit: str | None
    criterion: Criterion
    rated: tuple[Judgement, ...]
    marks: tuple[Judgement, ...]

    @property
    def places(self) -> list[Number]:
        """Give the ratings as places on the scale."""
        scale = self.criterion.judged_on
        return [scale.place(one.rating) for one in self.rated if one.rating is not None]

    @property
    def apart(self) -> Number:
        """How many steps lie between the worst and the best rating."""
        places = self.places
        return max(places) - min(places) if places else 0


@dataclass(frozen=True, slots=True)
class ScaleAgreement:
    """How far assessors agree on the criteria of one scale.

    `twice` criteria are rated by two or more, which makes `pairs` of ratings, of which `exact`
    are the same and `near` at most one step apart. `told` says whether there are enough for a
    coefficient; `kappa` is there for exactly two assessors, in the order of `assessors`. A
    coefficient is None where all ratings are the same, too.
    """

    scale: Scale
    assessors: tuple[str, ...]
    twice: int
    pairs: int
    exact: int
    near: int
    told: bool
    kappa: Kappa | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Ratings:
    """What assessors gave, and how far they agree, scale by scale."""

    items: tuple[Rated, ...]
    scales: tuple[ScaleAgreement, ...]

    @property
    def twice(self) -> tuple[Rated, ...]:
        """Give the criteria that two or more rated."""
        return tuple(item for item in self.items if len(item.rated) > 1)

    @property
    def once(self) -> tuple[Rated, ...]:
        """Give the criteria that one assessor alone judged."""
        return tuple(item for item in self.items if len(item.rated) + len(item.marks) == 1)

    @property
    def marked(self) -> tuple[Rated, ...]:
        """Give the criteria that two or more judged and that one of them at least marks not applicable."""
        return tuple(item for item in self.items if item.marks and len(item.rated) + len(item.marks) > 1)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the assessors of one pack agree.

    `standing` are the ratings that count now. `first` are each assessor's first ones, which say how far they
    agreed before they talked; None where nobody's rating was replaced. `set_aside` are the judgements that
    count for nothing, each with the unit. `splits` are the criteria to talk over.
    """

    result: Result
    standing: Ratings
    first: Ratings | None
    splits: tuple[Split, ...]
    set_aside: tuple[tuple[str | None, SetAside], ...]


def agreement(result: Result, *, coefficients: bool = True) -> Agreement:
    """Give how far the assessors behind a result agree.

    Without `coefficients` no alpha is computed, for which a package is wanted: MissingKrippendorffError
    is raised where it is not installed and ten criteria or more are rated twice.
    """
    criteria = {criterion.id: criterion for criterion in result.standard.rules.criteria}
    parties: list[tuple[str | None, Party]] = [(None, result.outcome.party)]
    parties += [(unit.party.id, unit.party) for unit in result.outcome.units]
    standing = _ratings(_items(parties, criteria, first=False), coefficients=coefficients)
    aside = tuple((unit, one) for unit, party in parties for one in party.set_aside)
    talked = any(one.why == "replaced" for _, one in aside)
    first = _ratings(_items(parties, criteria, first=True), coefficients=coefficients) if talked else None
    return Agreement(result, standing, first, splits(result), aside)


def _items(
    parties: Iterable[tuple[str | None, Party]], criteria: Mapping[str, Criterion], *, first: bool
) -> Iterator[Rated]:
    for unit, party in parties:
        judged = _first(party) if first else party.standing
        for name, criterion in criteria.items():
            every = judged.get(name, ())
            if every:
                rated = tuple(one for one in every if one.rating is not None)
                yield Rated(unit, criterion, rated, tuple(one for one in every if one.rating is None))


def _first(party: Party) -> dict[str, tuple[Judgement, ...]]:
    """Give each assessor's first judgement of each criterion, of those whose role counts."""
    replaced = [one.judgement for one in party.set_aside if one.why == "replaced"]
    every = [*(one for some in party.standing.values() for one in some), *replaced]
    found: dict[str, dict[str, Judgement]] = {}
    for one in sorted(every, key=when):
        found.setdefault(one.criterion, {}).setdefault(one.assessor, one)
    return {name: tuple(sorted(by.values(), key=lambda one: one.place)) for name, by in found.items()}


def _ratings(items: Iterable[Rated], *, coefficients: bool) -> Ratings:
    every = tuple(items)
    scales: dict[str, list[Rated]] = {}
    for item in every:
        if len(item.rated) > 1:
            scales.setdefault(item.criterion.judged_on.id, []).append(item)
    found = tuple(_on_scale(some, coefficients=coefficients) for some in scales.values())
    return Ratings(every, found)


def _on_scale(items: Sequence[Rated], *, coefficients: bool) -> ScaleAgreement:
    apart: list[Number] = [
        max(one - other, other - one) for item in items for one, other in combinations(item.places, 2)
    ]
    assessors = tuple(sorted({one.assessor for item in items for one in item.rated}))
    told = len(items) >= LEAST
    return ScaleAgreement(
        items[0].criterion.judged_on,
        assessors,
        len(items),
        len(apart),
        apart.count(0),
        len([steps for steps in apart if steps <= 1]),
        told,
        kappa([_pair(item, assessors) for item in items]) if told and len(assessors) == 2 else None,
        ordinal_alpha([item.places for item in items]) if told and coefficients else None,
    )


def _pair(item: Rated, assessors: Sequence[str]) -> tuple[Number, Number]:
    scale = item.criterion.judged_on
    by = {one.assessor: scale.place(one.rating) for one in item.rated if one.rating is not None}
    return by[assessors[0]], by[assessors[1]]
