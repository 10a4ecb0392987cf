"""What a profile passes: tests on facts as literals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kitemark.analysis.logic import FALSE, Choice, Lit, Logic
from kitemark.evaluation.matching import matches
from kitemark.rules.records import Test


class Profile:
    """The facts of one party, as far as rules look at them."""

    def __init__(self, logic: Logic, facts: Mapping[str, Choice[Any]]) -> None:
        """Take the model, and what each fact may be."""
        self._logic = logic
        self._facts = facts

    def passes(self, tests: Iterable[Test]) -> Lit:
        """Give whether the profile passes tests."""
        return self._logic.all_of(self._test(test) for test in tests)

    def _test(self, test: Test) -> Lit:
        choice = self._facts.get(test.field)
        if choice is None:
            return FALSE
        return self._logic.chosen(choice, lambda value: matches((test,), {test.field: value}))
