"""An entry of a portfolio: what one pack came to, small enough to be kept for thousands of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kitemark.evaluation.outcome import CriterionOutcome, NodeOutcome, PartyOutcome, RatingOutcome
from kitemark.explain import holders, next_level
from kitemark.explain.words import Speaker
from kitemark.portfolio.near import Near, near
from kitemark.portfolio.ways import Web
from kitemark.problems import Problem
from kitemark.quantity import Number, exact_text, shown
from kitemark.reporting.standing import basis
from kitemark.result import Result
from kitemark.rules.standard import ROOT, Criterion, Rules, Section
from kitemark.standard import Standard


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The names in a standard that a portfolio needs: of its levels, criteria, sections, measures and safeguards."""

    id: str
    version: str
    sha256: str
    title: str
    language: str
    otherwise: str
    levels: tuple[tuple[str, str], ...]
    """The levels' ids and titles, lowest first."""
    titles: Mapping[str, str]
    """Titles of criteria and sections, by id."""
    measures: Mapping[str, str]
    safeguards: Mapping[str, str]
    shares: frozenset[str]
    """The measures that are shares."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two packs comparable: the same standard in the same words."""
        return (self.id, self.version, self.sha256)

    def level(self, level: str | None) -> str:
        """Give a level's title, or what having none is called."""
        return self.otherwise if level is None else dict(self.levels)[level]


@dataclass(frozen=True, slots=True)
class Overall:
    """The whole score: exact, as a percentage of the most cut to one decimal where it is one, and in words."""

    low: str
    high: str
    maximum: str
    low_percent: str | None
    high_percent: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Holder:
    """What holds a pack from the next level, and the safeguards that hold it down.

    `kind` is criterion, section, measure, unit, or whole: the overall score, or how much applies.
    """

    kind: str
    id: str
    guards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one pack came to by one standard; `file`, `problems` and perhaps `standard` where it was not assessed.

    `established` and `possible` are ids of levels or None, `next` that of the level which `held_by`
    holds it from. `differing` are the criteria on which standing judgements differ, `shared` those that
    several assessors rate, `withheld` how many figures rest on too few people.
    """

    file: str
    problems: tuple[Problem, ...] = ()
    reads: tuple[str, ...] = ()
    """The files that were read."""
    standard: Rulebook | None = None
    assessment: str = ""
    """The digest of the pack, tables included."""
    id: str = ""
    name: str = ""
    date: str = ""
    target: str | None = None
    established: str | None = None
    possible: str | None = None
    overall: Overall | None = None
    next: str | None = None
    held_by: tuple[Holder, ...] = ()
    open: tuple[str, ...] = ()
    withheld: int = 0
    shared: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    basis: str = ""
    award: bool = False
    near: tuple[Near, ...] = ()
    reached: bool | None = None
    """Whether the level that is required is established; None where none is required."""

    @property
    def assessed(self) -> bool:
        """Whether the pack came to a result."""
        return self.assessment != ""


def rulebook(standard: Standard) -> Rulebook:
    """Give the names in a standard."""
    rules = standard.rules
    titles = {name: node.title for name, node in rules.nodes.items() if name != ROOT}
    measures = {name: measure.title for name, measure in rules.measures.items()}
    shares = frozenset(name for name, measure in rules.measures.items() if measure.share)
    limits = (limit for node in rules.nodes.values() for limit in node.limits)
    guards = {limit.id: limit.title or limit.id for limit in limits if limit.id is not None}
    levels = tuple((level.id, level.title) for level in rules.levels)
    language = standard.model.language or "en"
    named = (standard.id, standard.version, standard.sha256, standard.title)
    return Rulebook(*named, language, rules.otherwise, levels, titles, measures, guards, shares)


def entry_of(result: Result, book: Rulebook, web: Web, file: str, problems: Sequence[Problem] = ()) -> Entry:
    """Give the entry of a result; what it says is the result's own. `problems` are those of the call with it."""
    outcome, whole = result.outcome, result.assessment.model
    level = next_level(outcome, result.target)
    shared, differing = _splits(outcome)
    return Entry(
        file=file,
        problems=tuple(problems),
        reads=tuple(map(str, (*result.assessment.files, *result.standard.files))),
        standard=book,
        assessment=result.assessment.sha256,
        id=whole.organisation.id,
        name=result.assessment.organisation,
        date=result.assessment.date.isoformat(),
        target=result.target,
        established=result.level,
        possible=result.possible,
        overall=_overall(outcome, result.speaker),
        next=None if level is None else level.rule.id,
        held_by=tuple(_holders(outcome, result.standard.rules, result.target)),
        open=tuple(n.id for n in result.nodes if isinstance(n.outcome, CriterionOutcome) and n.low != n.high),
        withheld=len(result.withheld),
        shared=shared,
        differing=differing,
        unsettled=result.unsettled,
        flags=result.flags,
        basis=basis(result),
        award=whole.decision is not None,
        near=near(result, web),
    )


def _overall(outcome: PartyOutcome, speaker: Speaker) -> Overall | None:
    root = outcome.nodes[ROOT]
    if not root.scored:
        return None
    low, high = (speaker.score(root.node, end, root.maximum) for end in (root.low, root.high))
    return Overall(
        exact_text(root.low),
        exact_text(root.high),
        exact_text(root.maximum),
        _percent(root, root.low),
        _percent(root, root.high),
        low if low == high else f"{low} to {high}",
    )


def _percent(root: NodeOutcome, value: Number) -> str | None:
    """Give a mean as a percentage of the most, cut and never rounded up: what is short of a floor stays short."""
    node = root.node
    if not isinstance(node, Section) or node.scale is not None or node.combine != "mean" or root.maximum <= 0:
        return None
    return shown(Fraction(value) / root.maximum * 100, 1).removesuffix("…")


def _holders(outcome: PartyOutcome, rules: Rules, target: str | None) -> Iterator[Holder]:
    units = {unit.party.id for unit in outcome.units}
    for name, guards in holders(outcome, target).items():
        yield Holder(_kind(name, rules, units), name, tuple(sorted(guards)))


def _kind(name: str, rules: Rules, units: set[str]) -> str:
    node = rules.nodes.get(name)
    if node is not None:
        return "criterion" if isinstance(node, Criterion) else "section"
    if name in rules.measures:
        return "measure"
    return "unit" if name in units or name == "units" else "whole"


def _splits(outcome: PartyOutcome) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the criteria that several assessors rate, and those of them on which their ratings differ."""
    shared, differing = [], []
    for name, node in outcome.nodes.items():
        if isinstance(node, CriterionOutcome) and node.rating is not None:
            ratings = [found for part in _judged(node.rating) if len(found := _ratings(part)) > 1]
            shared += [name] * bool(ratings)
            differing += [name] * any(len(set(found)) > 1 for found in ratings)
    return tuple(shared), tuple(differing)


def _judged(rating: RatingOutcome) -> Iterator[RatingOutcome]:
    """Give a rating and its parts, those of units among them."""
    yield rating
    for part in rating.parts:
        yield from _judged(part)


def _ratings(rating: RatingOutcome) -> list[Number]:
    return [judgement.rating for judgement in rating.judgements if judgement.rating is not None]
