"""Views on what was evaluated: one criterion or section, and one organisation or unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from kitemark.evaluation.outcome import MET, CriterionOutcome, NodeOutcome, PartyOutcome, is_unsettled
from kitemark.explain import Speaker, node_reasons, requirement, shortfalls
from kitemark.problems import nearest, titles
from kitemark.quantity import Number, exact_text
from kitemark.rules.standard import ROOT


class Fixed:
    """What does not change once it is made."""

    __slots__ = ()

    def _keep(self, **values: object) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a result is what its inputs make."""
        raise AttributeError(f"'{name}' cannot be set: a result does not change")

    def __delattr__(self, name: str) -> None:
        """Refuse: a result is what its inputs make."""
        raise AttributeError(f"'{name}' cannot be deleted: a result does not change")

    def __copy__(self) -> Self:
        """Give itself, as it does not change."""
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Give itself, as it does not change."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Refuse: only the whole result can be sent elsewhere."""
        raise TypeError("a part of a result cannot be pickled: pickle the result")


class Node(Fixed):
    """A criterion or section in a result."""

    __slots__ = ("_result", "outcome")
    _result: PartyResult
    outcome: NodeOutcome

    def __init__(self, result: PartyResult, outcome: NodeOutcome) -> None:
        """Take the result that it belongs to and its outcome."""
        self._keep(_result=result, outcome=outcome)

    @property
    def id(self) -> str:
        """Its id."""
        return self.outcome.node.id

    @property
    def title(self) -> str:
        """Its title."""
        return self.outcome.node.title

    @property
    def applies(self) -> bool:
        """Whether it applies; a criterion that counts as met does not, and keeps its score."""
        return self.outcome.scored and self.outcome.state != MET

    @property
    def low(self) -> Number | None:
        """The score that is established, exact; None without one."""
        return self.outcome.low if self.outcome.scored else None

    @property
    def high(self) -> Number | None:
        """The best score that is still possible, exact; None without one."""
        return self.outcome.high if self.outcome.scored else None

    @property
    def maximum(self) -> Number | None:
        """The largest score there could be; None without one."""
        return self.outcome.maximum if self.outcome.scored else None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason for the score, the one that decides first."""
        return node_reasons(self.outcome, self._result.outcome, self._result.speaker)

    @property
    def because(self) -> str:
        """The reason that decides, as one plain sentence."""
        return self.reasons[0]

    def __repr__(self) -> str:
        """Give the id and the score."""
        ends = f"{self.low}" if self.low == self.high else f"{self.low} to {self.high}"
        return f"<Node {self.id or 'overall'}: {ends if self.outcome.scored else 'does not apply'}>"

    def to_dict(self) -> dict[str, Any]:
        """Give the node as in the result's JSON."""
        outcome = self.outcome
        data: dict[str, Any] = {
            "title": outcome.node.title,
            "section": outcome.node.parent or None,
            "applies": self.applies,
        }
        if outcome.scored:
            data["low"], data["high"], data["max"] = (
                exact_text(n) for n in (outcome.low, outcome.high, outcome.maximum)
            )
        data["because"] = list(self.reasons)
        return data


class PartyResult(Fixed):
    """What an organisation, or one of its units, comes to."""

    __slots__ = ("outcome", "speaker")
    outcome: PartyOutcome
    speaker: Speaker

    def __init__(self, outcome: PartyOutcome, speaker: Speaker) -> None:
        """Take what it came to, and what every sentence needs."""
        self._keep(outcome=outcome, speaker=speaker)

    def __repr__(self) -> str:
        """Give the id and the level."""
        return f"<PartyResult {self.id}: {self.level}>"

    @property
    def id(self) -> str:
        """The id of the organisation or unit."""
        return self.outcome.party.id

    @property
    def name(self) -> str:
        """Its name, or its id."""
        return self.outcome.party.name

    @property
    def level(self) -> str | None:
        """The established level's id, or None."""
        return self._level_at(self.outcome.established)

    @property
    def possible(self) -> str | None:
        """The id of the level that could still be, or None."""
        return self._level_at(self.outcome.possible)

    def _level_at(self, place: int) -> str | None:
        return self.outcome.levels[place].rule.id if place >= 0 else None

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The criteria and sections, in the standard's order, without the standard itself."""
        return tuple(Node(self, outcome) for name, outcome in self.outcome.nodes.items() if name != ROOT)

    def __getitem__(self, node: str) -> Node:
        """Give the criterion or section with this id."""
        if node == ROOT or node not in self.outcome.nodes:
            hint = nearest(str(node), tuple(self), titles(one.outcome.node for one in self.nodes))
            raise KeyError(f"no criterion or section '{node}'" + (f"; {hint}" if hint else ""))
        return Node(self, self.outcome.nodes[node])

    def __iter__(self) -> Iterator[str]:
        """Give the ids of the criteria and sections."""
        return (name for name in self.outcome.nodes if name != ROOT)

    def __contains__(self, node: object) -> bool:
        """Tell whether there is a criterion or section with this id."""
        return node != ROOT and node in self.outcome.nodes

    @property
    def overall(self) -> Node | None:
        """The whole score, as a node without an id; None where nothing applies."""
        root = self.outcome.nodes[ROOT]
        return Node(self, root) if root.scored else None

    @property
    def commendations(self) -> tuple[str, ...]:
        """The ids of the commendations that are given."""
        return tuple(praise.rule.id for praise in self.outcome.commendations if praise.given)

    @property
    def flags(self) -> tuple[str, ...]:
        """The ids of the flags that are raised, for people to look at."""
        return tuple(flag.rule.id for flag in self.outcome.flags if flag.raised)

    @property
    def withheld(self) -> tuple[str, ...]:
        """The measures that are withheld, as they rest on too few people."""
        withheld = (reading.measure.id for reading in self.outcome.readings if reading.state == "withheld")
        return tuple(dict.fromkeys(withheld))

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The criteria on which assessors are too far apart."""
        return tuple(
            name
            for name, node in self.outcome.nodes.items()
            if isinstance(node, CriterionOutcome) and node.rating is not None and is_unsettled(node.rating)
        )

    def _level_dict(self, place: int) -> dict[str, Any]:
        level = self.outcome.levels[place]
        state = level.state if self.outcome.nodes[ROOT].scored else "unmet"
        if state == "met" and self.outcome.established < 0:
            state = "open"
        return {
            "id": level.rule.id,
            "title": level.rule.title,
            "state": state,
            "requires": [
                {
                    "state": condition.state,
                    "text": requirement(condition, self.outcome, self.speaker),
                    "nodes": list(condition.short),
                    "shortfalls": {one.id: one.words for one in shortfalls(condition, self.outcome, self.speaker)},
                }
                for condition in level.requires
            ],
        }

    def _overall_dict(self) -> dict[str, str] | None:
        root = self.outcome.nodes[ROOT]
        if not root.scored:
            return None
        return {"low": exact_text(root.low), "high": exact_text(root.high), "max": exact_text(root.maximum)}

    def part_dict(self) -> dict[str, Any]:
        """Give what the result's JSON says of the organisation and of each unit alike."""
        return {
            "level": {"established": self.level, "possible": self.possible},
            "overall": self._overall_dict(),
            "nodes": {node.id: node.to_dict() for node in self.nodes},
            "levels": [self._level_dict(place) for place in range(len(self.outcome.levels))],
        }
