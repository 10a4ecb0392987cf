"""Sources: the records behind a measure, kind by kind, with all that is asked of them on the way."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kitemark.quantity import Span
from kitemark.rules.records import Kind, Link, Sieve, Test
from kitemark.rules.standard import Rules

T = TypeVar("T")

_MOST = 80
"""Most kinds and conditions that are written out for one name; what holds more is called by its name."""
_LINK = 20
"""How many conditions a link counts as, since what it leads to is written out too."""


@dataclass(frozen=True, slots=True)
class Source:
    """Records of one kind, and what they must be.

    `kind` None stands for every kind, `named` for accepted evidence that is called by its
    name, `judgements` for assessors' judgements.
    """

    kind: str | None
    tests: tuple[Test, ...] = ()
    within: tuple[Span, ...] = ()
    older_than: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    named: str | None = None
    judgements: bool = False

    def narrowed(self, sieve: Sieve) -> Source:
        """Give the source with what a sieve asks beside."""
        return dataclasses.replace(
            self,
            tests=_distinct((*self.tests, *sieve.tests)),
            within=_shortest((*self.within, sieve.within)),
            older_than=_distinct((*self.older_than, *([sieve.older_than] if sieve.older_than else ()))),
            links=_distinct((*self.links, *([sieve.link] if sieve.link else ()))),
        )

    @property
    def rest(self) -> Source:
        """Give what is asked whatever the kind, to tell which kinds are asked the same."""
        return dataclasses.replace(self, kind=None)

    @property
    def size(self) -> int:
        """How much there is to write."""
        return 1 + len(self.tests) + _LINK * len(self.links)


def _distinct(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def _shortest(spans: Iterable[Span | None]) -> tuple[Span, ...]:
    """Give the spans that all must hold; of several in days, or in months, the shortest says it."""
    best: dict[bool, tuple[int, Span]] = {}
    for span in spans:
        if span is not None:
            length = span.count * {**_DAYS, **_MONTHS}[span.unit]
            key = span.unit in _DAYS
            if key not in best or length < best[key][0]:
                best[key] = (length, span)
    return tuple(span for _, span in best.values())


class Sources:
    """Finds the sources of sieves."""

    def __init__(self, rules: Rules) -> None:
        """Write out accepted evidence once, each name after those that it is made from."""
        self._rules = rules
        self._order = {name: place for place, name in enumerate(rules.kinds)}
        self._accepted: dict[str, tuple[Source, ...]] = {}
        self._kinds: dict[str, tuple[str, ...]] = {}
        for name, accepted in rules.accepted.items():
            found = self.of(accepted.sieve)
            self._kinds[name] = tuple(kind.id for kind in self.all_kinds(found))
            fits = sum(source.size for source in found) <= _MOST
            self._accepted[name] = found if fits else (Source(None, named=name),)

    def of(self, sieve: Sieve) -> tuple[Source, ...]:
        """Give the sources of a sieve, kinds in the standard's order."""
        return _distinct(source.narrowed(sieve) for source in self._roots(sieve))

    def _roots(self, sieve: Sieve) -> Iterable[Source]:
        if sieve.judgements or sieve.kinds is None:
            yield Source(None, judgements=sieve.judgements)
            return
        for kind in self._rules.kinds:
            if kind in sieve.kinds:
                yield Source(kind)
        whole = sum(source.size for name in sieve.accepted for source in self._accepted[name]) <= _MOST
        for name in sieve.accepted:
            yield from self._accepted[name] if whole else (Source(None, named=name),)

    def named(self, name: str) -> tuple[Source, ...]:
        """Give the sources of a kind or of accepted evidence."""
        return (Source(name),) if name in self._rules.kinds else self._accepted[name]

    def kinds(self, source: Source) -> tuple[Kind, ...]:
        """Give the kinds of a source's records."""
        if source.judgements:
            return ()
        if source.named is not None:
            return tuple(self._rules.kinds[name] for name in self._kinds[source.named])
        return tuple(self._rules.kinds.values()) if source.kind is None else (self._rules.kinds[source.kind],)

    def all_kinds(self, sources: Iterable[Source]) -> tuple[Kind, ...]:
        """Give the kinds of all sources, each once, in the standard's order."""
        found = {kind.id: kind for source in sources for kind in self.kinds(source)}
        return tuple(found[name] for name in sorted(found, key=self._order.__getitem__))


def together(sources: Iterable[Source]) -> Mapping[Source, list[Source]]:
    """Give the sources by what is asked of them, so that kinds asked the same are told together."""
    groups: dict[Source, list[Source]] = {}
    for source in sources:
        groups.setdefault(source.rest, []).append(source)
    return groups
