"""Suggesting: writes the examples that are missing, each a small step from one that is there.

First come the levels that no example reaches: from there the rest is near. Of all that is
found, few examples that show much are chosen, and what is alike is put together. Each is
taken no further than to the line, and evaluated again as the example that it will be.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction

from kitemark.analysis.adapting import Base
from kitemark.analysis.altering import altered, fewest, joined, nearer
from kitemark.analysis.bases import first_bases
from kitemark.analysis.drafting import Data
from kitemark.analysis.editing import parties_in
from kitemark.analysis.logic import InexactError, Logic, SpentError, obstacle
from kitemark.analysis.searching import Candidate, Searcher, Start
from kitemark.analysis.solving import Solver
from kitemark.analysis.suggestion import SECONDS, Suggestion, Suggestions, Unshown, called, expected, titled
from kitemark.analysis.unknowns import Unknowns, unknowns
from kitemark.examples import Case, Outcome, coverage_of, examples_of, run, shown_by
from kitemark.model.examples import Expectation
from kitemark.model.validation import validate
from kitemark.reading import plain_document
from kitemark.result import Result
from kitemark.rules.standard import Rules
from kitemark.standard import Standard

_MOST_STARTS = 40
_LOOKING = 0.75
"""How much of the time is for looking; the rest is for putting together and confirming."""


def suggest(standard: Standard, *, seconds: float = SECONDS) -> Suggestions:
    """Give examples that show what a standard's own do not, within a budget; the same for the same standard.

    What is found does not depend on the time, save that what would come after it is left undecided.
    Raises KitemarkError for wrong examples, and NoSolverError without a solver.
    """
    return _Suggester(standard, time.monotonic(), seconds).suggestions()


class _Suggester:
    def __init__(self, standard: Standard, start: float, seconds: float) -> None:
        self._standard = standard
        self._rules = standard.rules
        self._looking = start + seconds * _LOOKING
        self._last = start + seconds
        self._spent = f"the time for it, {seconds:g} seconds for all, was over"
        self._found: list[Suggestion] = []

    def suggestions(self) -> Suggestions:
        """Give the suggestions, and what is left."""
        cases = examples_of(self._standard)
        verdicts = [run(self._standard, case) for case in cases]
        results = [(one.case, one.result) for one in verdicts]
        coverage = coverage_of(self._rules, (result.outcome for _, result in results if result is not None))
        self._missing = coverage.missing
        self._wanted = frozenset(coverage.missing)
        self._words = coverage.words
        self._taken = {case.id.partition("#")[0] for case in cases}
        starts = [(case, result) for case, result in results if result is not None and "#" not in case.id]
        unshown: Mapping[Outcome, Unshown] = {}
        if self._missing:
            unshown = self._searched([_start(self._rules, case.id, case.pack, result) for case, result in starts])
        left = self._wanted.difference(*(one.shows for one in self._found))
        return Suggestions(
            tuple(self._found),
            tuple(unshown.get(one) or Unshown(one, self._spent, never=False) for one in self._missing if one in left),
            self._missing,
            sum(not one.holds for one in verdicts),
            self._words,
        )

    def _searched(self, starts: Sequence[Start]) -> Mapping[Outcome, Unshown]:
        """Make the suggestions; give why something was not found."""
        solver, why = None, ""
        try:
            solver = Solver(self._rules, self._looking)
            known = solver.known
        except InexactError as error:
            why = obstacle(error)
            known = unknowns(self._rules, Logic(self._looking))
        except SpentError:
            return {}
        self._search = Searcher(self._standard, known, solver, self._missing, self._looking)
        self._search.without = why
        self._search.starts.extend(starts[:_MOST_STARTS])
        try:
            if not starts:
                self._first(known, solver)
            self._begin_from([one for one in self._missing if one[0] == "level"])
            for sought in self._missing:
                self._search.look_for(sought, far=False)
            self._begin_from([one for one in self._missing if one[0] == "requirement" and one[2] == "met"])
            for sought in self._missing:
                self._search.look_for(sought)
        except SpentError:
            pass
        self._search.deadline = self._last
        self._merge()
        self._choose()
        return self._search.unshown

    # Where to begin

    def _first(self, known: Unknowns, solver: Solver | None) -> None:
        """Begin with an organisation made up for it: with as little evidence as its level takes, if it has one."""
        made = first_bases(self._standard, known, self._search.adapter, solver)
        if not made:
            return
        best = max(made, key=lambda base: base.outcome.established)
        pack = self._lean(best) if best.outcome.established >= 0 else made[0].pack
        pack = {key: value for key, value in pack.items() if key != "standard"}
        pack["organisation"] = {**pack["organisation"], "id": "first", "name": "First organisation"}
        result = run(self._standard, Case("", "", pack, Expectation(), None)).result
        if result is not None:
            name = "first" if "first" not in self._taken else "first-organisation"
            start = _start(self._rules, name, pack, result)
            self._suggest(Candidate(start, {}, start.shown & self._wanted, ()), whole=True)

    def _lean(self, base: Base) -> Data:
        """Give an assessment with only those records that its level takes."""

        def keeps(some: Sequence[str]) -> bool:
            if time.monotonic() > self._search.deadline:
                raise SpentError
            outcome = self._search.adapter.outcome(_with_records(base.pack, some))
            return outcome is not None and outcome.established == base.outcome.established

        every = [one["id"] for party in parties_in(base.pack) for one in party.get("evidence", ())]
        return _with_records(base.pack, fewest(every, keeps)) if every else base.pack

    def _begin_from(self, wanted: Sequence[Outcome]) -> None:
        """Suggest first who reaches a level, or has what is asked, where nobody does: more is then near to them."""
        for sought in wanted:
            self._search.look_for(sought)
            found = self._search.candidates(sought)
            if found and sought not in self._search.promised:
                self._suggest(found[0])

    # Choosing

    def _merge(self) -> None:
        """Put together what shows the same rating of several criteria by changes to the same start."""
        groups: dict[tuple[str, str], dict[Outcome, Candidate]] = {}
        for sought in self._missing:
            found = self._search.candidates(sought) if sought[0] == "criterion" else []
            if found and sought not in self._search.promised:
                groups.setdefault((found[0].start.id, sought[2]), {})[sought] = found[0]
        for group in groups.values():
            self._search.pool.extend(self._merged(group))

    def _merged(self, group: dict[Outcome, Candidate]) -> Iterator[Candidate]:
        """Give changes that show as many of a group as go together."""
        together: list[Outcome] = []
        changes: Data = {}
        start = next(iter(group.values())).start
        try:
            for sought, one in group.items():
                both = joined([changes, one.changes])
                if both is not None and self._search.shown(start, both).issuperset([*together, sought]):
                    together.append(sought)
                    changes = both
            if len(together) > 1:
                yield Candidate(start, changes, self._search.shown(start, changes) & self._wanted, tuple(together))
        except SpentError:
            return

    def _choose(self) -> None:
        """Suggest what shows most that is still missing for what it changes, as long as anything does."""
        while True:
            promised = self._search.promised
            worth = [(_worth(one, promised), one) for one in self._search.pool if one.shown - promised]
            if not worth:
                return
            best = max(worth, key=lambda pair: pair[0])[1]
            self._search.pool.remove(best)
            self._suggest(best)

    def _suggest(self, candidate: Candidate, *, whole: bool = False) -> None:
        """Make a suggestion of a candidate, once the engine has confirmed it."""
        new = candidate.shown - self._search.promised
        changes = candidate.changes
        if not whole:
            try:
                changes = nearer(
                    candidate.start.pack, changes, self._search.shows(candidate.start, new), self._search.points
                )
            except SpentError:
                changes = candidate.changes
        made = self._made(candidate, changes, new, whole=whole)
        if made is None:
            return
        suggestion, pack, result = made
        self._found.append(suggestion)
        self._taken.add(suggestion.id)
        self._search.promised.update(suggestion.shows)
        if whole or suggestion.shows[0][0] == "level" or suggestion.shows[0][2] == "met":
            self._search.starts.append(_start(self._rules, suggestion.id, pack, result))

    def _made(
        self, candidate: Candidate, changes: Data, new: frozenset[Outcome], *, whole: bool
    ) -> tuple[Suggestion, Data, Result] | None:
        pack = altered(candidate.start.pack, changes)
        if pack is None:
            return None
        result = run(self._standard, Case("", "", pack, Expectation(), None)).result
        if result is None or not new <= shown_by(self._rules, result.outcome):
            return None
        found = (shown_by(self._rules, result.outcome) & self._wanted) - self._search.promised
        first = {("level", "reached")} if whole else {(one[0], one[2]) for one in candidate.sought}
        shows = tuple(sorted(found, key=lambda one: ((one[0], one[2]) not in first, self._missing.index(one))))
        title = titled(self._rules, self._words, shows, changes) if shows else "Where the other examples begin"
        name = candidate.start.id if whole else called(shows, self._taken)
        expect = expected(self._rules, result, shows)
        case = Case(name, title, pack, validate(Expectation, plain_document(expect)), None)
        if not run(self._standard, case).holds:
            return None
        of, own = (None, candidate.start.pack) if whole else (candidate.start.id, None)
        return Suggestion(name, title, of, own, changes, expect, shows), pack, result


def _start(rules: Rules, name: str, pack: Data, result: Result) -> Start:
    return Start(name, pack, result.outcome, shown_by(rules, result.outcome))


def _with_records(pack: Data, ids: Sequence[str]) -> Data:
    """Give an assessment with some of its records only."""
    changed = copy.deepcopy(pack)
    for party in parties_in(changed):
        if "evidence" in party:
            party["evidence"] = [one for one in party["evidence"] if one["id"] in ids]
    return changed


def _worth(candidate: Candidate, promised: AbstractSet[Outcome]) -> tuple[Fraction, int]:
    """Give how much of what is missing a candidate shows, four more changes being as dear as another example."""
    return Fraction(4 * len(candidate.shown - promised), candidate.size + 3), -candidate.size
