"""A question as it is put: to the solver as constraints, and to an outcome as what would refute it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kitemark.analysis.encoding import Encoder
from kitemark.analysis.logic import Lit, Logic
from kitemark.analysis.question import Question
from kitemark.evaluation.outcome import APPLIES, NodeOutcome, PartyOutcome
from kitemark.model.nodes import nodes
from kitemark.model.standard import StandardFile
from kitemark.quantity import Number
from kitemark.reading import Path
from kitemark.rules.standard import ROOT, LimitRule, Rules


@dataclass(frozen=True, slots=True)
class Parties:
    """The encodings of an organisation and, where a standard asks of units, of one of its units."""

    whole: Encoder

    @property
    def logic(self) -> Logic:
        """The model that both are in."""
        return self.whole.logic

    def any_of(self, lit: Callable[[Encoder], Lit]) -> Lit:
        """Give whether something is so of the organisation or of its unit."""
        return self.logic.any_of(lit(one) for one in self.each)

    @property
    def each(self) -> Sequence[Encoder]:
        """The organisation, and its unit where there is one."""
        return (self.whole,) if self.whole.units is None else (self.whole, self.whole.units.one)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what refutes it as a constraint, how an outcome shows it, and what such an outcome says.

    `sought` is None where no organisation at all can refute it, which is seen without a solver.
    """

    question: Question
    sought: Callable[[Parties], Lit] | None
    seen: Callable[[PartyOutcome], bool]
    shows: str


def parties_of(outcome: PartyOutcome) -> tuple[PartyOutcome, ...]:
    """Give an organisation's outcome and those of its units."""
    return (outcome, *outcome.units)


def any_node(outcome: PartyOutcome, name: str, fits: Callable[[NodeOutcome], bool]) -> bool:
    """Tell whether a node applies and fits, in the organisation or in a unit."""
    found = (party.nodes.get(name) for party in parties_of(outcome))
    return any(node is not None and node.state == APPLIES and fits(node) for node in found)


def holds_level(outcome: PartyOutcome, place: int) -> bool:
    """Tell whether an organisation holds a level of the list."""
    return outcome.levels[place].low and outcome.nodes[ROOT].scored and not outcome.party.empty


def better(one: Number, other: Number, *, lower: bool) -> bool:
    """Tell whether a number is better than another."""
    return one < other if lower else one > other


def node_paths(standard: StandardFile) -> dict[str, Path]:
    """Give where in the file each criterion and section stands, the standard itself at the top."""
    return {ROOT: (), **{form.id: path for path, form in nodes(standard)}}


def limit_path(rules: Rules, node: str, limit: LimitRule, standard: StandardFile, paths: dict[str, Path]) -> Path:
    """Give where a limit of a node stands: with the node, or among the safeguards."""
    if limit.id is not None:
        places = [place for place, one in enumerate(standard.safeguards) if one.id == limit.id]
        return ("safeguards", places[0])
    own = [one for one in rules.nodes[node].limits if one.id is None]
    place = next(place for place, one in enumerate(own) if one is limit)
    return (*paths[node], "limits", place)
