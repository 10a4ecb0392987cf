"""The options by which a call sets ratings and measures: `--set A2=3`, `--set-measure respected=45/50`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

import click

from kitemark.assessment import Assessment
from kitemark.problems import KitemarkError, Problem, printable
from kitemark.result import Result, suppose
from kitemark.standard import Standard
from kitemark.supposition import MEASURES, RATINGS

_OPTIONS = {RATINGS: "--set", MEASURES: "--set-measure"}
_SUCH = "write what is set, = and its value, such as A1=2"

set_option = click.option(
    "--set",
    "ratings",
    multiple=True,
    metavar="CRITERION=RATING",
    help="Suppose this rating in place of the judgements; UNIT/CRITERION=RATING for one unit.",
)
set_measure_option = click.option(
    "--set-measure",
    "measures",
    multiple=True,
    metavar="MEASURE=VALUE",
    help="Suppose this of a measure: 45/50, '45/50 of 120', 90% or 14; MEASURE@CRITERION for one criterion.",
)


def suppose_as_called(
    standard: Standard,
    assessment: Assessment,
    ratings: Iterable[str],
    measures: Iterable[str],
    target: str | None,
) -> Result:
    """Give the result with what a call sets; as the pack is where it sets nothing. KitemarkError as `suppose`."""
    problems: list[Problem] = []
    said = {RATINGS: _read(ratings, RATINGS, problems), MEASURES: _read(measures, MEASURES, problems)}
    try:
        result = suppose(standard, assessment, ratings=said[RATINGS], measures=said[MEASURES], target=target)
    except KitemarkError as error:
        raise KitemarkError([*map(_as_called, error.problems), *problems]) from None
    if problems:
        raise KitemarkError(problems)
    return result


def _read(given: Iterable[str], what: str, problems: list[Problem]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for text in given:
        name, sign, value = (part.strip() for part in text.partition("="))
        path = f"{_OPTIONS[what]} {printable(text, 60)}"
        if not (name and sign and value):
            problems.append(Problem("setting", "found no name and value, wanted NAME=VALUE", path=path, hint=_SUCH))
        elif name in found:
            message = f"found '{printable(name, 60)}' set a second time"
            problems.append(Problem("setting", message, path=path, hint="set it once"))
        else:
            found[name] = value
    return found


def _as_called(problem: Problem) -> Problem:
    """Give a problem with what is set, as the call has set it."""
    what, _, name = problem.path.partition(" ")
    ours = problem.file is None and what in _OPTIONS and name
    return dataclasses.replace(problem, path=f"{_OPTIONS[what]} {name}") if ours else problem
