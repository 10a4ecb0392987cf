"""Scores of sections as constraints: means, sums, worst and best of those children that count."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from kitemark.analysis.encoding.scored import Chain, Scored, chain_of, value_of
from kitemark.analysis.logic import InexactError, Logic, Sum, number
from kitemark.quantity import Number, exact
from kitemark.rules.standard import Rules, Section

_MOST_PATTERNS = 64


class Combiner:
    """Combines the scores of one party's nodes, which may be encoded meanwhile."""

    def __init__(self, rules: Rules, logic: Logic, nodes: Mapping[str, Scored]) -> None:
        """Take the rules, the model and the nodes."""
        self._rules = rules
        self._logic = logic
        self._nodes = nodes

    def combined(self, node: Section, children: Sequence[Scored]) -> tuple[Sum, Sum, Chain | None]:
        """Give what children come to together, its maximum, and a chain where the score is one of its points."""
        return COMBINED[node.combine](self, node, children)

    def mean(self, node: Section, children: Sequence[Scored]) -> tuple[Sum, Sum, Chain | None]:
        """Give a mean of the children that count, its maximum, and no chain."""
        weights = {id(one): self._rules.nodes[name].weight for name, one in self._nodes.items()}

        def mean(some: Sequence[Scored]) -> Sum:
            every = sum(weights[id(one)] for one in some)
            parts = (
                one.score * exact(Fraction(weights[id(one)] * node.out_of) / (every * _constant(one.maximum)))
                for one in some
            )
            return self._logic.total(parts)

        return self._by_pattern(children, mean), number(node.out_of), None

    def sum(self, node: Section, children: Sequence[Scored]) -> tuple[Sum, Sum, Chain | None]:
        """Give the sum of the children that count, its maximum, and no chain."""
        weights = {id(one): self._rules.nodes[name].weight for name, one in self._nodes.items()}
        score = self._by_pattern(children, lambda some: self._logic.total(one.score * weights[id(one)] for one in some))

        def most(some: Sequence[Scored]) -> Sum:
            return self._logic.total(number(weights[id(one)] * max(_constant(one.maximum), 0)) for one in some)

        del node
        return score, self._by_pattern(children, most), None

    def extreme(self, node: Section, children: Sequence[Scored]) -> tuple[Sum, Sum, Chain | None]:
        """Give the worst, or the best, of the children that count, as a chain too."""
        chains = [(one.counts, one.chain) for one in children if one.chain is not None]
        if len(chains) < len(children) or not chains:
            raise InexactError(f"'{node.id or 'the standard'}' is the {node.combine} of scores without points")
        scale = chains[0][1].scale
        if node.combine == "worst":
            chain = chain_of(
                scale,
                self._logic,
                lambda p: self._logic.all_of(self._logic.any_of((~counts, c.at_least(p))) for counts, c in chains),
            )
        else:
            chain = chain_of(
                scale,
                self._logic,
                lambda p: self._logic.any_of(self._logic.all_of((counts, c.at_least(p))) for counts, c in chains),
            )
        return value_of(chain, self._logic), number(scale.maximum), chain

    def _by_pattern(self, children: Sequence[Scored], made: Callable[[Sequence[Scored]], Sum]) -> Sum:
        """Give what the children that count make, for each of the patterns in which they may count."""
        sure = [one for one in children if one.counts.known is True]
        open_ = [one for one in children if one.counts.known is None]
        if 2 ** len(open_) > _MOST_PATTERNS:
            raise InexactError("too many of its parts may fall away")
        cases = []
        for pattern in itertools.product((True, False), repeat=len(open_)):
            lit = self._logic.all_of(one.counts if on else ~one.counts for one, on in zip(open_, pattern, strict=True))
            counting = {id(one) for one, on in zip(open_, pattern, strict=True) if on} | {id(one) for one in sure}
            some = [one for one in children if id(one) in counting]
            if lit.known is not False:
                cases.append((lit, made(some) if some else number(0)))
        return self._logic.where(cases) if cases else number(0)


def _constant(found: Sum) -> Number:
    if found.terms:
        raise InexactError("a part's maximum depends on what applies")
    return found.constant


COMBINED: Mapping[str, Callable[[Combiner, Section, Sequence[Scored]], tuple[Sum, Sum, Chain | None]]] = {
    "mean": Combiner.mean,
    "sum": Combiner.sum,
    "worst": Combiner.extreme,
    "best": Combiner.extreme,
}
