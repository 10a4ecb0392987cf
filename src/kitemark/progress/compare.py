"""Two assessments of one organisation, compared: what became of its level, of each criterion and each measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kitemark.problems import KitemarkError, Problem
from kitemark.progress.finding import CriterionFinding, MeasureFinding
from kitemark.progress.measured import measured
from kitemark.progress.moving import Mover, level_of, movers
from kitemark.progress.rated import rated
from kitemark.progress.side import Side
from kitemark.progress.together import not_together
from kitemark.result import Result
from kitemark.rules.standard import Rules


@dataclass(frozen=True, slots=True)
class Progress:
    """What became of an organisation from one assessment to the next; `movers` say what moved its level.

    `dropped` and `added` are the criteria, and then the measures, that only one version of the standard has.
    """

    before: Result
    after: Result
    criteria: tuple[CriterionFinding, ...]
    measures: tuple[MeasureFinding, ...]
    movers: tuple[Mover, ...]
    dropped: tuple[tuple[str, ...], tuple[str, ...]]
    added: tuple[tuple[str, ...], tuple[str, ...]]
    notes: tuple[str, ...]

    @property
    def moves(self) -> bool:
        """Whether the established or the possible level is another."""
        return any(
            level_of(self.before.outcome, possible=end) != level_of(self.after.outcome, possible=end)
            for end in (False, True)
        )

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data: every number exact, as text."""
        organisation = self.after.assessment.model.organisation
        return {
            "kitemark": 1,
            "organisation": {"id": organisation.id, "name": self.after.assessment.organisation},
            "before": _side_data(self.before),
            "after": _side_data(self.after),
            "moves": self.moves,
            "by": [mover.to_dict() for mover in self.movers],
            "criteria": [finding.to_dict() for finding in self.criteria],
            "measures": [finding.to_dict() for finding in self.measures],
            "units": [
                {"unit": name, "before": None if was is None else was[1], "after": None if now is None else now[1]}
                for name, was, now in self.units()
            ],
            "dropped": {"criteria": list(self.dropped[0]), "measures": list(self.dropped[1])},
            "added": {"criteria": list(self.added[0]), "measures": list(self.added[1])},
            "notes": list(self.notes),
        }

    def units(self) -> Iterator[tuple[str, tuple[str, str | None] | None, tuple[str, str | None] | None]]:
        """Give each unit of either assessment, with its name and its level in each; None where it is not there."""
        for name in dict.fromkeys([*self.before.units, *self.after.units]):
            found = [result.units.get(name) for result in (self.before, self.after)]
            was, now = (None if unit is None else (unit.name, unit.level) for unit in found)
            yield name, was, now


def _side_data(result: Result) -> dict[str, Any]:
    return {
        "date": result.assessment.date.isoformat(),
        "assessment": {"sha256": result.assessment.sha256},
        "standard": {"id": result.standard.id, "version": result.standard.version, "sha256": result.standard.sha256},
        "level": {"established": level_of(result.outcome), "possible": level_of(result.outcome, possible=True)},
    }


def compare(before: Result, after: Result) -> Progress:
    """Give what became of an organisation from one assessment to the next, each by its own version of a standard.

    A share is better or worse only where the interval of the difference leaves out 0. What is withheld in either,
    or could be worked out from both together, is told of neither. Raises KitemarkError where the two are not of one
    organisation, not by one standard, the wrong way round, or supposed; TypeError for what is no result.
    """
    for one in (before, after):
        if not isinstance(one, Result):
            raise TypeError(f"compare wants two results, as evaluate gives, and was given {type(one).__name__}")
    problems = list(_problems(before, after))
    if problems:
        raise KitemarkError(problems)
    sides = Side(before), Side(after)
    return Progress(
        before,
        after,
        tuple(rated(*sides)),
        tuple(measured(*sides, not_together(*sides))),
        movers(*sides),
        _only(before.standard.rules, after.standard.rules),
        _only(after.standard.rules, before.standard.rules),
        tuple(_notes(before, after)),
    )


def _only(rules: Rules, other: Rules) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the criteria and the measures that only the first has."""
    theirs = {criterion.id for criterion in other.criteria}
    criteria = tuple(criterion.id for criterion in rules.criteria if criterion.id not in theirs)
    return criteria, tuple(name for name in rules.measures if name not in other.measures)


def _problems(before: Result, after: Result) -> Iterator[Problem]:
    was, now = before.assessment.model, after.assessment.model
    if was.organisation.id != now.organisation.id:
        message = f"found '{now.organisation.id}' after '{was.organisation.id}', wanted two assessments of one"
        hint = "give two packs of one organisation; if it is one under two ids, write the same id in both"
        yield Problem("other-organisation", message, path="organisation.id", hint=hint)
    if before.standard.id != after.standard.id:
        message = f"found '{after.standard.id}' after '{before.standard.id}', wanted versions of one standard"
        yield Problem("other-standard", message, path="standard", hint="assess both packs by the same standard")
    if was.date > now.date:
        message = f"found the earlier assessment dated {was.date} and the later one {now.date}"
        yield Problem("dates", message, path="date", hint="change the two over")
    if before.supposed is not None or after.supposed is not None:
        message = "found a result that is supposed, wanted two that packs come to"
        yield Problem("setting", message, hint="compare what 'evaluate' gives")


def _notes(before: Result, after: Result) -> Iterator[str]:
    if before.assessment == after.assessment:
        yield "Both hold the same, so that only the standard could make a difference."
    elif before.assessment.date == after.assessment.date:
        yield "Both are as of the same day."
    if before.standard != after.standard:
        was, now = before.standard.version, after.standard.version
        words = f"versions {was} and {now}" if was != now else f"two texts of version {now}"
        yield f"They are by {words} of the standard: what is asked may be another, as well as what was found."
