"""Exact integer constraints: literals, choices, and sums of fractions, over a CP-SAT model.

Nothing is rounded: every sum is multiplied out to whole numbers, and what does not fit into
the solver's 64 bits is refused, so that an answer is either exact or not given.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kitemark.quantity import Number

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

V = TypeVar("V", bound=Hashable)

_WELCOME = 9
"""What it costs to be without something that is welcome: more than to change a choice or two."""

_LARGEST = 2**52
"""Largest whole number that a constraint may come to."""


class InexactError(Exception):
    """The question cannot be put to the solver exactly; the text says why."""


class NoSolverError(Exception):
    """The solver is not installed."""


class SpentError(Exception):
    """The time for all questions together is over."""


Obstacle = (NoSolverError, InexactError, SpentError)
"""What may keep rules from being put to the solver at all."""


def obstacle(error: Exception) -> str:
    """Give in words what kept rules from being put to the solver."""
    if isinstance(error, NoSolverError):
        return "the solver is not installed: pip install 'kitemark[analysis]'"
    if isinstance(error, InexactError):
        return f"the rules cannot be put to the solver exactly: {error}"
    return "the time was over before the rules were put to the solver"


def solver_module() -> Any:
    """Give the CP-SAT module; NoSolverError where it is not installed."""
    try:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - dear to import, and an extra
    except ImportError:
        raise NoSolverError from None
    return cp_model


@dataclass(frozen=True, slots=True)
class Lit:
    """True, false, or a variable of the model that is either."""

    var: Any = None
    sign: bool = True
    known: bool | None = None

    def __invert__(self) -> Lit:
        """Give the contrary."""
        return Lit(known=not self.known) if self.known is not None else Lit(self.var, not self.sign)


TRUE, FALSE = Lit(known=True), Lit(known=False)


@dataclass(frozen=True, slots=True)
class Sum:
    """A constant and variables with exact factors."""

    constant: Number = 0
    terms: Mapping[int, tuple[Any, Number]] = field(default_factory=dict)
    low: Number = 0
    high: Number = 0

    def __add__(self, other: Sum) -> Sum:
        """Give the sum of both."""
        terms = dict(self.terms)
        for key, (var, factor) in other.terms.items():
            known = terms.get(key)
            terms[key] = (var, factor + (known[1] if known else 0))
        return Sum(self.constant + other.constant, terms, self.low + other.low, self.high + other.high)

    def __mul__(self, factor: Number) -> Sum:
        """Give the sum times a number."""
        terms = {key: (var, known * factor) for key, (var, known) in self.terms.items()} if factor else {}
        ends = sorted((self.low * factor, self.high * factor))
        return Sum(self.constant * factor, terms, ends[0], ends[1])

    def __sub__(self, other: Sum) -> Sum:
        """Give the difference."""
        return self + other * -1


def number(value: Number) -> Sum:
    """Give a sum that is a number."""
    return Sum(value, {}, value, value)


@dataclass(frozen=True, slots=True)
class Choice(Generic[V]):
    """One of several values, each with the literal that says it is chosen."""

    values: tuple[V, ...]
    lits: tuple[Lit, ...]


Holds = Callable[[Lit], bool]
"""Tells of a literal whether it holds in a solution."""

Preference = tuple[Choice[Any], Any, int]
"""A choice, the value that it should keep if it can, and what it costs where it does not."""


class Logic:
    """A model in the making: what is asked for becomes variables and constraints."""

    def __init__(self, deadline: float = math.inf) -> None:
        """Begin an empty model; SpentError once the monotonic clock has passed the deadline."""
        self.deadline = deadline
        self.cp: Any = solver_module()
        self.model: cp_model.CpModel = self.cp.CpModel()
        self.notes: dict[str, None] = {}
        self._ands: dict[frozenset[tuple[int, bool]], Lit] = {}

    def note(self, why: str) -> None:
        """Note what was put only nearly: a no is then no proof, and a yes wants a witness."""
        self.notes[why] = None

    def check_time(self) -> None:
        """SpentError once the deadline has passed."""
        if time.monotonic() > self.deadline:
            raise SpentError

    # Questions

    def assume(self, lits: Iterable[Lit]) -> None:
        """Take some literals to hold in what is solved next, and nothing that was taken to hold before."""
        self.model.clear_assumptions()
        self.model.add_assumptions([self.raw(lit) for lit in lits if lit.known is None])

    def not_all(self, lits: Iterable[Lit]) -> Lit:
        """Give a literal with which, where it is assumed, some others do not all hold."""
        gate = self.fresh()
        contrary = [self.raw(~lit) for lit in lits if lit.known is None]
        self.model.add_bool_or(contrary).only_enforce_if(gate.var)
        return gate

    def draw_near(self, parts: Iterable[Preference], also: Iterable[Lit] = ()) -> None:
        """Ask for as many choices as may be as they are preferred, the dear ones first, and for what is `also` dear."""
        self.forget_preferences()
        wanted: dict[int, tuple[Lit, bool, int]] = {}
        for choice, kept, cost in parts:
            for value, lit in zip(choice.values, choice.lits, strict=True):
                if lit.known is None:
                    wanted.setdefault(lit.var.index, (lit, value == kept, cost))
        hint = self.model.proto.solution_hint  # all at once: one by one they take as long as the answer does
        hint.vars.extend([lit.var.index for lit, _, _ in wanted.values()])
        hint.values.extend([int(same is lit.sign) for lit, same, _ in wanted.values()])
        gains = [(lit, cost) for lit, same, cost in wanted.values() if same]
        gains += [(lit, _WELCOME) for lit in also if lit.known is None]
        self.model.maximize(
            self.cp.LinearExpr.weighted_sum([self.raw(lit) for lit, _ in gains], [cost for _, cost in gains])
        )

    def forget_preferences(self) -> None:
        """Ask for any solution again."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        self.model.clear_objective()  # type: ignore[no-untyped-call]

    def solve(self, work: float, *, simplify: bool = True) -> tuple[str, Holds | None]:
        """Give `yes` with what tells which literals hold, `no`, or `unknown` where the work was not enough.

        `work` is in the solver's own measure. SpentError once the deadline has passed.
        """
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise SpentError
        solver = self.cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = work
        solver.parameters.max_time_in_seconds = left
        if not simplify:  # all of which costs more than most questions do
            solver.parameters.cp_model_presolve = False
            solver.parameters.cp_model_probing_level = 0
            solver.parameters.linearization_level = 0
            solver.parameters.symmetry_level = 0
        verdict, holds = self._solution(solver)
        return "yes" if holds is not None else verdict, holds

    def cheapest(self, prices: Iterable[tuple[Lit, int]], work: float) -> tuple[str, Holds | None]:
        """Give `cheapest` with a solution that costs the least, or `no`; unproved, `found` with one, or `unknown`.

        The prices, each of 0 or more, are those of the literals that hold; `work` is in the solver's own measure.
        """
        self.forget_preferences()
        self.model.minimize(sum(price * self.raw(lit) for lit, price in prices if lit.known is None))
        solver = self.cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = work
        solver.parameters.linearization_level = 2
        return self._solution(solver)

    def _solution(self, solver: Any) -> tuple[str, Holds | None]:
        status = solver.solve(self.model)
        if status == self.cp.INFEASIBLE:
            return "no", None
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return "unknown", None

        def holds(lit: Lit) -> bool:
            return lit.known if lit.known is not None else bool(solver.boolean_value(self.raw(lit)))

        return "cheapest" if status == self.cp.OPTIMAL else "found", holds

    # Literals and sums

    def raw(self, lit: Lit) -> Any:
        """Give the solver's form of a literal that is not known."""
        return lit.var if lit.sign else lit.var.Not()

    def fresh(self) -> Lit:
        """Give a new literal."""
        self.check_time()
        return Lit(self.model.new_bool_var(""))

    def choice(self, values: Sequence[V]) -> Choice[V]:
        """Give a choice of one of the values."""
        if len(values) == 1:
            return Choice(tuple(values), (TRUE,))
        lits = tuple(self.fresh() for _ in values)
        self.model.add_exactly_one(self.raw(lit) for lit in lits)
        return Choice(tuple(values), lits)

    def chosen(self, choice: Choice[V], fits: Callable[[V], bool]) -> Lit:
        """Give whether the chosen value fits."""
        return self.any_of(lit for value, lit in zip(choice.values, choice.lits, strict=True) if fits(value))

    def all_of(self, lits: Iterable[Lit]) -> Lit:
        """Give whether all hold."""
        left: dict[tuple[int, bool], Lit] = {}
        for lit in lits:
            if lit.known is False:
                return FALSE
            if lit.known is None:
                left[lit.var.index, lit.sign] = lit
        if any((index, not sign) in left for index, sign in left):
            return FALSE
        if not left:
            return TRUE
        if len(left) == 1:
            return next(iter(left.values()))
        key = frozenset(left)
        if key not in self._ands:
            both = self.fresh()
            parts = [self.raw(lit) for lit in left.values()]
            self.model.add_bool_and(parts).only_enforce_if(both.var)
            self.model.add_bool_or([both.var, *(self.raw(~lit) for lit in left.values())])
            self._ands[key] = both
        return self._ands[key]

    def any_of(self, lits: Iterable[Lit]) -> Lit:
        """Give whether one holds."""
        return ~self.all_of(~lit for lit in lits)

    def imply(self, one: Lit, other: Lit) -> None:
        """Leave out whatever has the one and not the other."""
        if one.known is not False and other.known is not True:
            self.model.add_bool_or([self.raw(lit) for lit in (~one, other) if lit.known is None])

    def as_sum(self, lit: Lit, factor: Number = 1) -> Sum:
        """Give the factor where the literal holds, and else 0."""
        if lit.known is not None:
            return number(factor if lit.known else 0)
        ends = sorted((0, factor))
        if lit.sign:
            return Sum(0, {lit.var.index: (lit.var, factor)}, ends[0], ends[1])
        return Sum(factor, {lit.var.index: (lit.var, -factor)}, ends[0], ends[1])

    def total(self, parts: Iterable[Sum]) -> Sum:
        """Give the sum of sums."""
        result = number(0)
        for part in parts:
            result = result + part
        return result

    def at_least(self, found: Sum, bound: Number, *, strict: bool = False) -> Lit:
        """Give whether a sum is at least a number, or more than it."""
        if found.low > bound or (found.low == bound and not strict):
            return TRUE
        if found.high < bound or (found.high == bound and strict):
            return FALSE
        whole = self._whole(found - number(bound))
        holds = self.fresh()
        least = 1 if strict else 0
        self.model.add(whole >= least).only_enforce_if(holds.var)
        self.model.add(whole <= least - 1).only_enforce_if(self.raw(~holds))
        return holds

    def reaches(self, found: Sum, bound: Sum, *, strict: bool, lower: bool) -> Lit:
        """Give whether a sum reaches another in a direction."""
        gap = bound - found if lower else found - bound
        return self.at_least(gap, 0, strict=strict)

    def where(self, cases: Sequence[tuple[Lit, Sum]]) -> Sum:
        """Give the sum of the one case that holds; exactly one must."""
        sure = [found for lit, found in cases if lit.known is True]
        if sure:
            return sure[0]
        possible = [(lit, found) for lit, found in cases if lit.known is None]
        if len(possible) == 1:
            return possible[0][1]
        scale = math.lcm(*(_denominator(found) for _, found in possible))
        low = min(found.low for _, found in possible)
        high = max(found.high for _, found in possible)
        var = self._int(low * scale, high * scale)
        for lit, found in possible:
            whole = self._whole(found, scale)
            self.model.add(var == whole).only_enforce_if(self.raw(lit))
        return Sum(0, {var.index: (var, Fraction(1, scale))}, low, high)

    def least_of(self, found: Sum, cap: Number) -> Sum:
        """Give the lesser of a sum and a number."""
        above = self.at_least(found, cap)
        return self.where([(above, number(cap)), (~above, found)])

    def floor(self, found: Sum, step: Number) -> Sum:
        """Give the largest multiple of a step that is no more than the sum."""
        scale = math.lcm(_denominator(found), Fraction(step).denominator)
        whole = self._whole(found, scale)
        by = int(Fraction(step) * scale)
        low, high = (math.floor(Fraction(end) / step) for end in (found.low, found.high))
        count = self._int(low, high)
        self.model.add(by * count <= whole)
        self.model.add(whole <= by * count + by - 1)
        return Sum(0, {count.index: (count, step)}, low * step, high * step)

    def _int(self, low: Number, high: Number) -> Any:
        ends = math.floor(low), math.ceil(high)
        if any(abs(end) > _LARGEST for end in ends):
            raise InexactError("its weights and thresholds are too long for whole numbers of 64 bits")
        return self.model.new_int_var(*ends, "")

    def _whole(self, found: Sum, scale: int | None = None) -> Any:
        scale = scale or _denominator(found)
        size: Number = max(found.high, -found.low) * scale
        factors = [(var, int(factor * scale)) for var, factor in found.terms.values() if factor]
        if size > _LARGEST or sum(abs(factor) for _, factor in factors) > _LARGEST:
            raise InexactError("its weights and thresholds are too long for whole numbers of 64 bits")
        variables = [var for var, _ in factors]
        whole = self.cp.LinearExpr.weighted_sum(variables, [factor for _, factor in factors])
        return whole + int(found.constant * scale)


def _denominator(found: Sum) -> int:
    parts = [found.constant, *(factor for _, factor in found.terms.values())]
    return math.lcm(*(Fraction(part).denominator for part in parts))
