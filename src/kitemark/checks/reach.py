"""What measures read: the kinds of evidence whose records may come through a sieve, and the voices they carry."""

from __future__ import annotations

from collections.abc import Iterable

from kitemark.rules.measure import Measure
from kitemark.rules.records import COMMON, Kind, Sieve, Test, token
from kitemark.rules.standard import Rules

_MAY_HOLD = frozenset({*COMMON, "voice"})


class Reach:
    """The kinds behind the measures of one standard; each sieve is looked into once."""

    def __init__(self, rules: Rules) -> None:
        """Take the rules."""
        self._rules = rules
        self._kinds: dict[str, frozenset[str]] = {}
        self._voiced: dict[str, bool] = {}

    def kinds(self, measure: Measure) -> frozenset[str]:
        """Give the kinds whose records a measure may read."""
        return self._through(measure.sieve)

    def looked_up(self, measure: Measure) -> frozenset[str]:
        """Give the kinds whose records must be there for those that a measure reads to count."""
        found: set[str] = set()
        waiting, seen = [measure.sieve], set[str]()
        while waiting:
            sieve = waiting.pop()
            if sieve.link is not None:
                found |= self._named(sieve.link.to)
            names = [*sieve.accepted, *([sieve.link.to] if sieve.link else [])]
            for name in names:
                if name in self._rules.accepted and name not in seen:
                    seen.add(name)
                    waiting.append(self._rules.accepted[name].sieve)
        return frozenset(found)

    def asks_for_voice(self, measure: Measure) -> bool:
        """Tell whether a measure reads only records that carry a voice that it names."""
        return self._voice_tested(measure.sieve)

    def _voice_tested(self, sieve: Sieve) -> bool:
        if any(test.field == "voice" for test in sieve.tests):
            return True
        if sieve.kinds is None or sieve.kinds or not sieve.accepted:
            return False
        for name in sieve.accepted:
            if name not in self._voiced:
                self._voiced[name] = self._voice_tested(self._rules.accepted[name].sieve)
        return all(self._voiced[name] for name in sieve.accepted)

    def _through(self, sieve: Sieve) -> frozenset[str]:
        if sieve.judgements:
            return frozenset()
        every = frozenset(self._rules.kinds)
        kinds = every if sieve.kinds is None else sieve.kinds.union(*(self._named(name) for name in sieve.accepted))
        return frozenset(name for name in kinds if self._may_pass(self._rules.kinds[name], sieve.tests))

    def _named(self, name: str) -> frozenset[str]:
        if name in self._rules.kinds:
            return frozenset({name})
        if name not in self._kinds:
            self._kinds[name] = self._through(self._rules.accepted[name].sieve)
        return self._kinds[name]

    @staticmethod
    def _may_pass(kind: Kind, tests: Iterable[Test]) -> bool:
        return all(_may_match(kind, test) for test in tests)


def _may_match(kind: Kind, test: Test) -> bool:
    if test.field == "kind":
        return not test.allowed or token(kind.id) in test.allowed
    if test.field == "voice":
        return bool(voices(kind)) and (not test.allowed or any(token(one) in test.allowed for one in voices(kind)))
    return test.field in _MAY_HOLD or test.field in kind.fields


def voices(kind: Kind) -> frozenset[str]:
    """Give the voices that records of a kind may carry."""
    return frozenset({*kind.voices.values(), *([kind.voice] if kind.voice is not None else [])})
