"""A plan in lines for people to read."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kitemark.describe.words import is_range
from kitemark.explain.words import day, joined
from kitemark.planning.moves import Move, NewFigure, NewRating
from kitemark.quantity import shown
from kitemark.render.outline import Chapter, Outline, Point, points
from kitemark.reporting.standing import level_name

if TYPE_CHECKING:
    from kitemark.planning.plans import Plan
    from kitemark.result import Result


def plan_outline(plan: Plan, more: Iterable[Chapter] = ()) -> Outline:
    """Give a plan for people to read: its changes level by level, what they come to, and other plans as cheap.

    `more` chapters stand below.
    """
    result = plan.result
    kept = [f"left as they are: {joined(plan.keep)}"] if plan.keep else []
    kept += [f"avoided where there is another way: {joined(plan.avoid)}"] if plan.avoid else []
    return Outline(
        f"{result.assessment.organisation}: the way to {level_name(result, plan.level)}",
        f"{result.standard.title} {result.standard.version}, as of {day(result.assessment.date)}",
        (
            f"Now: {level_name(result, result.level)}. {_verdict(plan)}",
            *([f"Criteria {'; '.join(kept)}."] if kept else []),
            *_what_counts_say(plan),
            *(["Effort is the standard's own estimate of what a change costs. It has no unit."] if plan.moves else []),
        ),
        (*_chapters(plan), *more),
    )


def _verdict(plan: Plan) -> str:
    wanted = level_name(plan.result, plan.level)
    if plan.reached:
        return f"{wanted} is reached."
    if plan.found:
        count = len(plan.moves)
        sure = "and no way costs less" if plan.proved else "and it is not proved that no way costs less"
        moves = "1 change leads" if count == 1 else f"{count} changes lead"
        return f"{moves} to {wanted}, at an effort of {shown(plan.cost)}, {sure}.{_grouped(plan, count)}"
    if plan.obstacle is not None:
        return f"Not planned: {plan.obstacle}."
    if plan.blocked:
        return f"No improvement to what is assessed here leads to {wanted}."
    return f"No way to {wanted} was found."


def _grouped(plan: Plan, count: int) -> str:
    """Give what is numbered, where that is not each change by itself."""
    groups = sum(len(list(_groups(stage.moves))) for stage in plan.stages)
    if groups == count:
        return ""
    many = "group" if groups == 1 else "groups"
    return f" They are numbered in {groups} {many}, as those for one criterion stand together."


def _what_counts_say(plan: Plan) -> Iterator[str]:
    """Say once that a count is what would be enough, since a report says what would settle something either way."""
    for move in plan.moves:
        if isinstance(move, NewFigure) and is_range(move.reading.measure) and move.terms.hits is not None:
            yield (
                f"A count such as {move.terms.hits} of {move.terms.total} is what would be enough. How many more like "
                "today's would make certain what today's say is another question; the report answers that one."
            )
            return


def _chapters(plan: Plan) -> Iterator[Chapter]:
    result, number = plan.result, itertools.count(1)
    yield Chapter("What would be missing with all else at its best", points(plan.blocked, "unmet"))
    for stage in plan.stages:
        groups = (_group(group, next(number), result) for group in _groups(stage.moves))
        yield Chapter(f"To reach {level_name(result, stage.level)}", tuple(groups))
    if plan.stages:
        after = level_name(result, plan.after)
        words = f"The level is {after}, evaluated by the same rules as the assessment."
        yield Chapter("Run again with all of this", (Point(words, (), "met"),))
    yield Chapter("Other plans that cost the same", points(_other(other, plan) for other in plan.others))


def _groups(moves: Iterable[Move]) -> Iterator[list[Move]]:
    """Give the changes that are for the same criterion in the same unit together, and any other by itself."""
    groups: dict[Hashable, list[Move]] = {}
    for move in moves:
        groups.setdefault((move.party, move.criteria[:1] or move.about), []).append(move)
    yield from groups.values()


def _group(moves: Sequence[Move], number: int, result: Result) -> Point:
    first = moves[0]
    where = f"{unit_name(result, first.party)}: " if first.party else ""
    effort = f"effort {shown(sum(move.cost for move in moves))}"
    if not first.criteria:
        return Point(f"{number}. {where}{_change(first, result)} ({effort})")
    return Point(
        f"{number}. {where}{result.speaker.name(first.criteria[0])} ({effort})",
        tuple(Point(_for_all(move, result)) for move in moves),
    )


def _for_all(move: Move, result: Result) -> str:
    others = move.criteria[1:]
    return f"{_change(move, result)}{f'; it counts for {joined(others)} too' if others else ''}"


def unit_name(result: Result, party: str) -> str:
    """Give what a unit is called."""
    return result.units[party].name


def _change(move: Move, result: Result) -> str:
    if isinstance(move, NewFigure):
        title, words, wanted = move.reading.measure.title, move.terms.words, move.terms.wanted
        return f"{title}: {words}" if words.startswith(wanted) else f"{title}: {words} ({wanted} is asked)"
    return _rating_words(move, result)


def _rating_words(move: NewRating, result: Result) -> str:
    scale = move.criterion.scale
    after, before = scale.name(move.after), scale.name(move.before)
    judged = move.criterion.judged_on
    said = "" if judged is scale else f", which is {judged.name(move.judged)} on the scale on which it is judged"
    if move.state == "awaited":
        least = result.standard.rules.judgements.assessors
        who = "nobody has judged it yet" if least == 1 else f"it takes {least} assessors"
        return f"to be judged {after}{said}; {who}"
    settled = " once assessors agree" if move.state == "unsettled" else ""
    return f"rated {after} instead of {before}{said}{settled}"


def _other(other: Sequence[Move], plan: Plan) -> str:
    own, its = {move.aim for move in plan.moves}, {move.aim for move in other}
    without = [_short(move, plan.result) for move in plan.moves if move.aim not in its]
    instead = [_short(move, plan.result) for move in other if move.aim not in own]
    return f"instead of {listed(without)}: {listed(instead)}"


def _short(move: Move, result: Result) -> str:
    where = f" in {unit_name(result, move.party)}" if move.party else ""
    if isinstance(move, NewRating):
        return f"{move.criterion.id} at {move.criterion.scale.name(move.after)}{where}"
    of = f" for {move.key[1]}" if move.key[1] else ""
    return f"{move.reading.measure.title}{of} {move.terms.wanted}{where}"


def listed(words: Sequence[str]) -> str:
    """Give the first three of some words, and how many more there are."""
    some = list(words[:3]) + ([f"{len(words) - 3} more"] if len(words) > 3 else [])
    return joined(some) or "nothing"
