"""The result: levels, scores and reasons, in a tree that does not change and in JSON that replays."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from kitemark.assessment import Assessment, misfits
from kitemark.binding import Case, LeftOut, SetAside
from kitemark.evaluation import evaluate_case
from kitemark.evaluation.outcome import LevelOutcome, PartyOutcome
from kitemark.explain import Speaker
from kitemark.model.assessment import Decision
from kitemark.problems import KitemarkError, Problem, listing, nearest_titled
from kitemark.quantity import exact_text
from kitemark.sampling import Draw
from kitemark.standard import Standard
from kitemark.supposition import Supposed, moves, read_settings, supposed_case
from kitemark.version import __version__
from kitemark.view import PartyResult


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
    unknown = list(_unknown_level(standard, target))
    if not unknown and not found:
        return Result(standard, assessment, evaluate_case(standard.rules, case), target, case.left_out)
    wrong = [*found, *miscounts(standard, case, [*unknown, *found])]
    raise KitemarkError([*unknown, *misfits(assessment, standard, wrong)])


def suppose(
    standard: Standard,
    assessment: Assessment,
    *,
    ratings: Mapping[str, object] | None = None,
    measures: Mapping[str, object] | None = None,
    target: str | None = None,
) -> Result:
    """Give what an assessment would come to if some ratings and measures were others, all else as the pack has it.

    `ratings` are by criterion: a value or a point's name, in place of its judgements. `measures` are by measure,
    a cited one by `MEASURE@CRITERION` or for all criteria at once: `"45/50"` or `"45/50 of 120"` for a share with
    confidence, `"90%"` or `"45/50"` for another share, else a number. `UNIT/` before either sets it for one unit.
    Limits and safeguards hold as ever. Raises KitemarkError as `evaluate` does, and for all that cannot be set.
    """
    for given in (ratings, measures):
        if given is not None and not isinstance(given, Mapping):
            raise TypeError(f"suppose wants ratings and measures by name, and was given {type(given).__name__}")
    real, wrong = None, list[Problem]()
    try:
        real = evaluate(standard, assessment, target=target)
    except KitemarkError as error:
        wrong += error.problems
    units = [unit.id for unit in assessment.model.units]
    settings = read_settings(standard.rules, units, ratings or {}, measures or {})
    if real is None or settings.problems:
        raise KitemarkError([*wrong, *settings.problems])
    if not settings.words:
        return real
    case, readings = supposed_case(standard.rules, assessment.bound(standard)[0], settings)
    outcome = evaluate_case(standard.rules, case, readings)
    return Result(standard, assessment, outcome, target, case.left_out, settings.supposed(), real)


def miscounts(standard: Standard, case: Case, problems: Iterable[Problem]) -> list[Problem]:
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
        hint = nearest_titled(target, standard.rules.levels) or f"the levels are {listing(levels)}"
        yield Problem("unknown-name", f"found the target '{target}', wanted the id of a level", hint=hint)


class Result(PartyResult):
    """What an assessment comes to by a standard; made by `evaluate`, and by `suppose`.

    `supposed` is what is set, and None where nothing is; `as_it_is` is then what the pack comes to without it.
    """

    __slots__ = ("as_it_is", "assessment", "left_out", "standard", "supposed", "target", "units")
    standard: Standard
    assessment: Assessment
    target: str | None
    left_out: tuple[LeftOut, ...]
    units: Mapping[str, PartyResult]
    supposed: Supposed | None
    as_it_is: Result | None

    def __init__(
        self,
        standard: Standard,
        assessment: Assessment,
        outcome: PartyOutcome,
        target: str | None,
        left_out: tuple[LeftOut, ...],
        supposed: Supposed | None = None,
        as_it_is: Result | None = None,
    ) -> None:
        """Take what was evaluated, what it came to, what was dated too late to count, and what was supposed."""
        super().__init__(outcome, Speaker(standard.rules, assessment.date))
        units = {unit.party.id: PartyResult(unit, self.speaker) for unit in outcome.units}
        self._keep(
            standard=standard,
            assessment=assessment,
            target=target,
            left_out=left_out,
            units=MappingProxyType(units),
            supposed=supposed,
            as_it_is=as_it_is,
        )

    @property
    def level(self) -> str | None:
        """The established level's id, or None; asked about a target, that one or None."""
        if self.target is None:
            return super().level
        return self.target if self.outcome.established >= 0 and self._wanted().low else None

    @property
    def possible(self) -> str | None:
        """The id of the level that could still be, or None; asked about a target, that one or None."""
        if self.target is None:
            return super().possible
        return self.target if self.outcome.possible >= 0 and self._wanted().high else None

    def _wanted(self) -> LevelOutcome:
        return next(level for level in self.outcome.levels if level.rule.id == self.target)

    def explain(self) -> str:
        """Give the whole result as text for a terminal, without colours."""
        from kitemark.render.terminal import render_text  # noqa: PLC0415 - rendering is not always wanted

        return render_text(self)

    def receipt_dict(self) -> dict[str, Any]:
        """Give from what the result was made, and of whom, as every JSON that is made of a result begins."""
        return {
            "kitemark": 1,
            "standard": {"id": self.standard.id, "version": self.standard.version, "sha256": self.standard.sha256},
            "assessment": {"sha256": self.assessment.sha256},
            "library": __version__,
            "organisation": {"id": self.assessment.model.organisation.id, "name": self.assessment.organisation},
            "date": self.assessment.date.isoformat(),
        }

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data: version 1 of the result's JSON."""
        outcome, model = self.outcome, self.assessment.model
        whole = self.part_dict()
        return {
            **self.receipt_dict(),
            "level": {**whole["level"], "target": self.target},
            "overall": whole["overall"],
            "nodes": whole["nodes"],
            "levels": whole["levels"],
            "commendations": list(self.commendations),
            "flags": list(self.flags),
            "withheld": list(self.withheld),
            "unsettled": list(self.unsettled),
            "left_out": [{"what": left.what, "id": left.id, "date": left.day.isoformat()} for left in self.left_out],
            "set_aside": [
                _set_aside(one, party, outcome) for party in _parties(outcome) for one in party.party.set_aside
            ],
            "decision": _decision(model.decision),
            "users_comment": None
            if model.users_comment is None
            else {"by": model.users_comment.by, "text": model.users_comment.text},
            "units": {name: {"name": unit.name, **unit.part_dict()} for name, unit in self.units.items()},
            "supposed": self._supposed_dict(),
        }

    def _supposed_dict(self) -> dict[str, Any] | None:
        if self.supposed is None or self.as_it_is is None:
            return None
        return {
            "ratings": dict(self.supposed.ratings),
            "measures": dict(self.supposed.measures),
            "without": {"established": self.as_it_is.level, "possible": self.as_it_is.possible},
            "moves": [move.key for move in moves(self.as_it_is.outcome, self.outcome, self.speaker)],
        }

    def to_json(self) -> str:
        """Give the result's JSON as text, the same bytes for the same inputs."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"

    def to_html(self, draws: Sequence[Draw] = ()) -> str:
        """Give the report for people as one page of HTML, which stands alone; the same text for the same inputs.

        `draws` are samples of files, as `kitemark.sampling` draws them, that are printed in it.
        """
        from kitemark.render.report_html import render_report_html  # noqa: PLC0415 - rendering is not always wanted

        return render_report_html(self, draws)

    def to_markdown(self, draws: Sequence[Draw] = ()) -> str:
        """Give the report for people as Markdown; the same text for the same inputs."""
        from kitemark.render.report_markdown import render_report_markdown  # noqa: PLC0415 - the same

        return render_report_markdown(self, draws)

    def to_pdf(self, draws: Sequence[Draw] = ()) -> bytes:
        """Give the report for people as a tagged PDF; the same bytes for the same inputs and fonts.

        Raises NoPaperError, an ImportError, where the extra `pdf` is not installed.
        """
        from kitemark.render.report_pdf import render_report_pdf  # noqa: PLC0415 - the same

        return render_report_pdf(self, draws)

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is a result of the same standard, assessment and target, and of what is supposed."""
        return isinstance(other, Result) and self._made_of() == other._made_of()

    def _made_of(self) -> tuple[Standard, Assessment, str | None, Supposed | None]:
        return self.standard, self.assessment, self.target, self.supposed

    def __hash__(self) -> int:
        """Give a hash of what was evaluated."""
        return hash(self._made_of())

    def __reduce__(self) -> tuple[Any, ...]:
        """Let the result be copied and sent elsewhere: it is what its inputs make."""
        return (_again, self._made_of())

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


def _again(standard: Standard, assessment: Assessment, target: str | None, supposed: Supposed | None) -> Result:
    if supposed is None:
        return evaluate(standard, assessment, target=target)
    return suppose(standard, assessment, ratings=supposed.ratings, measures=supposed.measures, target=target)
