"""Searching: looks for what shows an outcome, near to the examples that there are.

Single steps from an example are tried first, on the engine itself; then better ratings with
what there is of evidence; and then the solver, of whose changes those are kept that it takes.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kitemark.analysis.adapting import Adapter, Base
from kitemark.analysis.altering import Points, altered, changes_between, joined, places, smaller
from kitemark.analysis.drafting import Data
from kitemark.analysis.logic import InexactError, Lit, SpentError
from kitemark.analysis.solving import ALIKE, SPENT, Solver
from kitemark.analysis.sought import Bearing, Places, bearing, constraints, criteria_asked
from kitemark.analysis.stepping import Stepper
from kitemark.analysis.suggestion import Unshown
from kitemark.analysis.supposing import World
from kitemark.analysis.unknowns import Unknowns
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.examples import Outcome, shown_by
from kitemark.standard import Standard

_MOST_FROM = 3
_MOST_STEPS = 60
_MOST_SOLVED = 3
_NEVER = "the solver proves that no organisation can be so, which may be a fault of the standard"
_UNFOUND = "the solver finds ratings and measures that would show it, but no records were found that come to them"
_NO_STEP = "no single judgement or piece of evidence was found whose absence leaves it open"
_FEW = 2


NO_LEVEL: Outcome = ("level", "none", "reached")


@dataclass(frozen=True, slots=True)
class Start:
    """An example to begin with: its id, its pack, what it comes to and what it shows."""

    id: str
    pack: Data
    outcome: PartyOutcome
    shown: frozenset[Outcome]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Changes to a start, and what of the missing they show; `sought` is what they were made for."""

    start: Start
    changes: Data
    shown: frozenset[Outcome]
    sought: tuple[Outcome, ...]

    @property
    def size(self) -> int:
        """How many things change."""
        return sum(1 for _ in places(self.changes))


class Searcher:
    """Searches for what shows the outcomes of one standard that no example shows.

    `starts` are the examples to begin with, `pool` is all that was found, `promised` what has
    been suggested already, and `unshown` says why something was not found.
    """

    def __init__(
        self, standard: Standard, known: Unknowns, solver: Solver | None, missing: Sequence[Outcome], deadline: float
    ) -> None:
        """Take the standard, what an organisation may be, what is missing, and until when there is time."""
        self.deadline = deadline
        self.starts: list[Start] = []
        self.pool: list[Candidate] = []
        self.promised: set[Outcome] = set()
        self.unshown: dict[Outcome, Unshown] = {}
        self.without = ""
        self.points = Points(standard.rules)
        self.adapter = Adapter(standard, known)
        self._rules = standard.rules
        self._solver = solver
        self._missing = missing
        self._wanted = frozenset(missing)
        self._stepper = Stepper(standard, known)
        self._stepped: set[tuple[Outcome, str]] = set()
        self._worlds: dict[str, Base | None] = {}
        self._raises: dict[tuple[str, str, int], Data] = {}

    # Looking

    def look_for(self, sought: Outcome, *, far: bool = True) -> None:
        """Put into the pool what shows an outcome, or say why it is not found; SpentError when the time is over.

        Unless it may go `far`, only single steps are tried.
        """
        if sought in self.promised or any(one.size <= _FEW for one in self.candidates(sought)):
            return
        if sought in self.unshown:
            return
        starts = self._nearest(sought)
        for start in starts[:_MOST_FROM]:
            if (sought, start.id) not in self._stepped and self._step(sought, start, start.pack):
                return
            self._stepped.add((sought, start.id))
        if not far:
            return
        liftable = sought[0] == "level" or sought[2] == "met"
        if liftable and any(self._lift(sought, start) for start in starts[:_FEW]):
            return
        why = self._solve(sought, starts)
        if sought == NO_LEVEL and why.never:  # the solver knows no assessment in which nothing is left
            why = Unshown(sought, _UNFOUND, never=False)
            for start in starts[:1]:
                self._try(start, changes_between(start.pack, _emptied(start.pack)) or {}, sought)
        self.unshown[sought] = why

    def _nearest(self, sought: Outcome) -> list[Start]:
        """Give the starts, those first that are nearest to the line."""
        subject, name, came_out = sought
        top = len(self._rules.levels) - 1
        if subject == "level":
            top = Places(self._rules).level(sought)
        elif subject == "requirement":
            level = Places(self._rules).requirement(sought)[0]
            top = Places(self._rules).level(("level", level, ""))
        others = {"met": ("unmet", "open"), "holds": ("does not hold",), "does not hold": ("holds",)}.get(
            came_out, ("met",)
        )

        def distance(start: Start) -> tuple[bool, int]:
            other = any((subject, name, one) in start.shown for one in others)
            return (not other, abs(start.outcome.established - top))

        return sorted(self.starts, key=distance)

    def _step(self, sought: Outcome, start: Start, pack: Data) -> bool:
        """Try single steps from an assessment until one shows what is sought."""
        for stepped in itertools.islice(self._steps(sought, pack), _MOST_STEPS):
            changes = changes_between(start.pack, stepped)
            if changes and self._try(start, changes, sought):
                return True
        return False

    def _steps(self, sought: Outcome, pack: Data) -> Iterator[Data]:
        """Give single steps; for a rating it may take, besides the judgement, that some record speaks to it too."""
        near = bearing(self._rules, sought)
        if sought[0] != "criterion":
            yield from self._stepper.steps(pack, near, sought[2])
            return
        yield from self._ratings(sought, pack)
        yield from self._stepper.steps(pack, Bearing((), near.keys), sought[2])

    def _ratings(self, sought: Outcome, pack: Data) -> Iterator[Data]:
        for judged in self._stepper.steps(pack, Bearing((sought[1],), ()), sought[2]):
            yield judged
            yield from self._stepper.spoken_to(judged, sought[1])

    def _try(self, start: Start, changes: Data, sought: Outcome) -> bool:
        shown = self.shown(start, changes)
        if shown & self._wanted:
            self.pool.append(Candidate(start, changes, shown & self._wanted, (sought,)))
        return sought in shown

    def shown(self, start: Start, changes: Data) -> frozenset[Outcome]:
        """Give what a start shows with changes made, and nothing where it is then no assessment."""
        if time.monotonic() > self.deadline:
            raise SpentError
        pack = altered(start.pack, changes)
        outcome = None if pack is None else self.adapter.outcome(pack)
        return frozenset() if outcome is None else shown_by(self._rules, outcome)

    def shows(self, start: Start, sought: frozenset[Outcome]) -> Callable[[Data], bool]:
        """Give what tells whether changes to a start show all that is sought."""
        return lambda changes: sought <= self.shown(start, changes)

    # Solving

    def _solve(self, sought: Outcome, starts: Sequence[Start]) -> Unshown:
        """Give why nothing is found; what is found is kept."""
        solver = self._solver
        if solver is None:
            return Unshown(sought, self.without, never=False)
        why = Unshown(sought, _UNFOUND, never=False)
        try:
            lits = constraints(self._rules, sought, solver.parties)
            for number, lit in enumerate(lits):
                for start in starts[:_FEW]:
                    verdict = self._solved(sought, start, solver, lit)
                    if verdict == "found":
                        return why
                    if verdict == "unknown":
                        why = Unshown(sought, SPENT, never=False)
                    if verdict == "no" and number == len(lits) - 1:
                        return self._proved(sought)
                    if verdict == "no":
                        break
        except InexactError as error:
            return Unshown(sought, f"it cannot be put to the solver exactly: {error}", never=False)
        if sought[2] == "open" and why.why == _UNFOUND:
            return Unshown(sought, _NO_STEP, never=False)
        return why

    def _solved(self, sought: Outcome, start: Start, solver: Solver, lit: Lit) -> str:
        """Tell whether changes to a start were found that show what is sought, or what the solver says instead."""
        if start.id not in self._worlds:
            self._worlds[start.id] = self.adapter.base(start.pack)
        base = self._worlds[start.id]
        if base is None:
            return "none"
        failed: list[World] = []
        for _ in range(_MOST_SOLVED):
            found = solver.find(lit, base.world, failed)
            if found.world is None:
                return "none" if failed else found.verdict
            if self._adapted(sought, start, base, found.world):
                return "found"
            failed.append(found.world)
        return "none"

    def _adapted(self, sought: Outcome, start: Start, base: Base, world: World) -> bool:
        pack = self.adapter.adapted(base, world)
        changes = None if pack is None else changes_between(start.pack, pack)
        if pack is None or not changes:
            return False
        if sought[2] == "open":
            changes = _unjudged(changes)
        if sought in self.shown(start, changes):
            changes = smaller(changes, self.shows(start, frozenset({sought})))
            return self._try(start, changes, sought)
        if self._step(sought, start, pack):  # one step further
            last = self.pool.pop()
            fewer = smaller(last.changes, self.shows(start, frozenset({sought})))
            return self._try(start, fewer, sought)
        return False

    def _proved(self, sought: Outcome) -> Unshown:
        assert self._solver is not None  # noqa: S101 - the caller has seen to it
        notes = [*self._solver.logic.notes, *([ALIKE] if self._rules.asks_units else [])]
        if notes:
            return Unshown(sought, "as far as was looked nobody can show it, but " + "; ".join(notes), never=False)
        return Unshown(sought, _NEVER, never=True)

    # Lifting

    def _lift(self, sought: Outcome, start: Start) -> bool:
        """Try whether better ratings, with what there is of evidence, show what is sought, or come near to it."""
        if sought[0] == "level":
            last = Places(self._rules).level(sought)
            asked = [rule for level in self._rules.levels[: last + 1] for rule in level.requires]
        else:
            asked = [Places(self._rules).requirement(sought)[2]]
        names = dict.fromkeys(name for rule in asked for name in criteria_asked(self._rules, rule))
        most = max((len(self.points.of(name)) for name in names), default=0)
        for place in range(1, most):
            raised = [self._raised(start, name, min(place, len(self.points.of(name)) - 1)) for name in names]
            changes = joined(raised)
            if changes and sought in self.shown(start, changes):
                changes = smaller(changes, self.shows(start, frozenset({sought})))
                return self._try(start, changes, sought)
            if changes and place == most - 1:
                return self._from_lifted(sought, start, changes)
        return False

    def _raised(self, start: Start, name: str, place: int) -> Data:
        """Give changes that raise a criterion's rating to a point; none where it is there, or they are not found."""
        points = self.points.of(name)
        better = {("criterion", name, str(one)) for one in points[place:]}
        if better & start.shown or not points:
            return {}
        if (start.id, name, place) not in self._raises:
            sought = ("criterion", name, str(points[place]))
            stepped = (changes_between(start.pack, one) for one in self._ratings(sought, start.pack))
            self._raises[start.id, name, place] = next(
                (one for one in stepped if one and self._try(start, one, sought)), {}
            )
        return self._raises[start.id, name, place]

    def _from_lifted(self, sought: Outcome, start: Start, changes: Data) -> bool:
        pack = altered(start.pack, changes)
        base = None if pack is None else self.adapter.base(pack)
        if self._solver is None or base is None:
            return False
        lits = constraints(self._rules, sought, self._solver.parties)
        found = self._solver.find(lits[0], base.world)
        return found.world is not None and self._adapted(sought, start, base, found.world)

    def candidates(self, sought: Outcome) -> list[Candidate]:
        """Give what shows an outcome, that with the fewest changes first."""
        return sorted((one for one in self.pool if sought in one.shown), key=lambda one: one.size)


def _emptied(pack: Data) -> Data:
    """Give an assessment without any judgement and record: nothing proves nothing."""
    gone = ("judgements", "evidence")
    units = {"units": [_emptied(unit) for unit in pack["units"]]} if pack.get("units") else {}
    return {key: value for key, value in pack.items() if key not in gone} | units


def _unjudged(changes: Data) -> Data:
    """Give changes that take judgements away where they said something else: then it is open what they would say."""
    found = {**changes}
    if "judgements" in changes:
        found["judgements"] = dict.fromkeys(changes["judgements"])
    if "units" in changes:
        found["units"] = {name: _unjudged(unit) for name, unit in changes["units"].items()}
    return found
