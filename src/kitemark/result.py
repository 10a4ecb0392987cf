"""The result: levels, scores and reasons, in a tree that does not change and in JSON that replays."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from kitemark.assessment import Assessment
from kitemark.binding import Case, SetAside
from kitemark.evaluation import evaluate_case
from kitemark.evaluation.outcome import MET, CriterionOutcome, NodeOutcome, PartyOutcome, is_unsettled
from kitemark.explain import Speaker, node_reasons, requirement, shortfalls
from kitemark.model.assessment import Decision
from kitemark.problems import KitemarkError, Problem, listing, nearest
from kitemark.quantity import Number, exact_text
from kitemark.rules.standard import ROOT
from kitemark.standard import Standard
from kitemark.version import __version__


def evaluate(standard: Standard, assessment: Assessment, *, target: str | None = None) -> Result:
    """Give the result of an assessment by a standard, as of the assessment's date.

    With `target` the level is that one or none. Raises KitemarkError for a target that is
    no level, and for everything in the assessment that the standard cannot take; TypeError
    where a path or plain data is given in place of what was loaded.
    """
    _check_type("a Standard first, as load_standard gives", standard, Standard)
    _check_type("an Assessment second, as load_assessment gives", assessment, Assessment)
    _check_type("the id of a level as target", target, (str, type(None)))
    case, found = assessment.bound(standard)
    problems = [*_unknown_level(standard, target), *found]
    if not problems:
        return Result(standard, assessment, evaluate_case(standard.rules, case), target)
    raise KitemarkError([*problems, *_counts(standard, case, problems)])


def _counts(standard: Standard, case: Case, problems: Iterable[Problem]) -> list[Problem]:
    """Give what does not add up in the sound part of a case; nothing where the profile is not sound."""
    if any("profile" in problem.path or problem.code == "missing-fact" for problem in problems):
        return []
    try:
        evaluate_case(standard.rules, case)
    except KitemarkError as error:
        return [problem for problem in error.problems if problem.code != "no-choice"]
    return []


def _check_type(wanted: str, given: object, kind: type | tuple[type, ...]) -> None:
    if not isinstance(given, kind):
        raise TypeError(f"evaluate wants {wanted}, and was given {type(given).__name__}")


def _unknown_level(standard: Standard, target: str | None) -> Iterator[Problem]:
    levels = [level.id for level in standard.rules.levels]
    if target is not None and target not in levels:
        hint = nearest(target, levels) or f"the levels are {listing(levels)}"
        yield Problem("unknown-name", f"found the target '{target}', wanted the id of a level", hint=hint)


class Node:
    """A criterion or section in a result."""

    __slots__ = ("_result", "outcome")

    def __init__(self, result: Result, outcome: NodeOutcome) -> None:
        """Take the result that it belongs to and its outcome."""
        self._result = result
        self.outcome = outcome

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


class Result:
    """What an assessment comes to by a standard; made by `evaluate`."""

    __slots__ = ("assessment", "outcome", "speaker", "standard", "target")

    def __init__(self, standard: Standard, assessment: Assessment, outcome: PartyOutcome, target: str | None) -> None:
        """Take what was evaluated and what it came to."""
        self.standard = standard
        self.assessment = assessment
        self.outcome = outcome
        self.target = target
        self.speaker = Speaker(standard.rules, assessment.date)

    @property
    def level(self) -> str | None:
        """The established level's id, or None; with a target that level or None."""
        return self._level(established=True)

    @property
    def possible(self) -> str | None:
        """The id of the level that could still be, or None."""
        return self._level(established=False)

    def _level(self, *, established: bool) -> str | None:
        outcome = self.outcome
        place = outcome.established if established else outcome.possible
        levels = outcome.levels
        if self.target is not None:
            wanted = next(level for level in levels if level.rule.id == self.target)
            holds = place >= 0 and (wanted.low if established else wanted.high)
            return self.target if holds else None
        return levels[place].rule.id if place >= 0 else None

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The criteria and sections, in the standard's order, without the standard itself."""
        return tuple(Node(self, outcome) for name, outcome in self.outcome.nodes.items() if name != ROOT)

    def __getitem__(self, node: str) -> Node:
        """Give the criterion or section with this id."""
        if node == ROOT or node not in self.outcome.nodes:
            hint = nearest(str(node), tuple(self))
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

    def explain(self) -> str:
        """Give the whole result as text for a terminal, without colours."""
        from kitemark.render.terminal import render_text  # noqa: PLC0415 - rendering is not always wanted

        return render_text(self)

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data: version 1 of the result's JSON."""
        outcome, model = self.outcome, self.assessment.model
        root = outcome.nodes[ROOT]
        return {
            "kitemark": 1,
            "standard": {"id": self.standard.id, "version": self.standard.version, "sha256": self.standard.sha256},
            "assessment": {"sha256": self.assessment.sha256},
            "library": __version__,
            "organisation": {"id": model.organisation.id, "name": self.assessment.organisation},
            "date": self.assessment.date.isoformat(),
            "level": {"established": self.level, "possible": self.possible, "target": self.target},
            "overall": {"low": exact_text(root.low), "high": exact_text(root.high), "max": exact_text(root.maximum)}
            if root.scored
            else None,
            "nodes": {node.id: node.to_dict() for node in self.nodes},
            "levels": [self._level_dict(place) for place in range(len(outcome.levels))],
            "commendations": list(self.commendations),
            "flags": list(self.flags),
            "withheld": list(self.withheld),
            "unsettled": list(self.unsettled),
            "left_out": [
                {"what": left.what, "id": left.id, "date": left.day.isoformat()}
                for left in self.assessment.bound(self.standard)[0].left_out
            ],
            "set_aside": [
                _set_aside(one, party, outcome) for party in _parties(outcome) for one in party.party.set_aside
            ],
            "decision": _decision(model.decision),
            "users_comment": None
            if model.users_comment is None
            else {"by": model.users_comment.by, "text": model.users_comment.text},
            "units": {unit.party.id: self._unit_dict(unit) for unit in outcome.units},
        }

    def _unit_dict(self, unit: PartyOutcome) -> dict[str, Any]:
        ids = [level.rule.id for level in unit.levels]
        # A target speaks of the organisation: units keep their best level.
        levels = {
            key: ids[place] if place >= 0 else None
            for key, place in (("established", unit.established), ("possible", unit.possible))
        }
        return {"name": unit.party.name, "level": levels}

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
                    "shortfalls": dict(shortfalls(condition, self.outcome, self.speaker)),
                }
                for condition in level.requires
            ],
        }

    def to_json(self) -> str:
        """Give the result's JSON as text, the same bytes for the same inputs."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is a result of the same standard, assessment and target."""
        return isinstance(other, Result) and (self.standard, self.assessment, self.target) == (
            other.standard,
            other.assessment,
            other.target,
        )

    def __hash__(self) -> int:
        """Give a hash of what was evaluated."""
        return hash((self.standard, self.assessment, self.target))

    def __reduce__(self) -> tuple[Any, ...]:
        """Let the result be copied and sent elsewhere: it is what its inputs make."""
        return (_again, (self.standard, self.assessment, self.target))

    def __repr__(self) -> str:
        """Give the organisation, the standard and the level."""
        return f"<Result {self.assessment.model.organisation.id} {self.standard.id}: {self.level}>"


def _decision(decision: Decision | None) -> dict[str, str] | None:
    if decision is None:
        return None
    return {"level": decision.level, "by": decision.by, "date": decision.date.isoformat()}


def _parties(outcome: PartyOutcome) -> tuple[PartyOutcome, ...]:
    return (outcome, *outcome.units)


def _set_aside(one: SetAside, outcome: PartyOutcome, organisation: PartyOutcome) -> dict[str, Any]:
    judgement = one.judgement
    return {
        "criterion": judgement.criterion,
        "assessor": judgement.assessor,
        "rating": None if judgement.rating is None else exact_text(judgement.rating),
        "why": one.why,
        "unit": None if outcome is organisation else outcome.party.id,
    }


def _again(standard: Standard, assessment: Assessment, target: str | None) -> Result:
    return evaluate(standard, assessment, target=target)
