"""What loses a level, what goes stale and the yearly check, in lines for people to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kitemark.explain.words import day, joined
from kitemark.planning.moves import NewRating
from kitemark.planning.outline import listed, unit_name
from kitemark.render.outline import Chapter, Point, points
from kitemark.reporting.standing import level_name

if TYPE_CHECKING:
    from kitemark.result import Result
    from kitemark.surveillance.ageing import Ageing, Lapse
    from kitemark.surveillance.falls import Fall
    from kitemark.surveillance.yearly import YearlyCheck

_MOST_FALLS, _MOST_LAPSES, _MOST_STALE = 5, 6, 4
_MOST_OF_WORST = 20
"""So many of the changes that leave the least are told: nobody may overlook one of a few, and nobody reads hundreds."""


def falls_chapter(falls: Sequence[Fall], result: Result) -> Chapter:
    """Give the nearest falls from the established level, by what is left, the least first; a group says how many more.

    Nothing to say where there is no level.
    """
    level = level_name(result, result.level)
    if result.level is None:
        return Chapter(f"What would lose {level}")
    if not falls:
        return Chapter(f"What would lose {level}", (Point("No single change for the worse does.", (), "met"),))
    places = {one.rule.id: place for place, one in enumerate(result.outcome.levels)}
    found: list[Point] = []
    for left in sorted({fall.to for fall in falls}, key=lambda one: -1 if one is None else places[one]):
        group = [fall for fall in falls if fall.to == left]
        told = group[: _MOST_FALLS if found else _MOST_OF_WORST]
        lines = [*points(_fall(fall, result) for fall in told), *_more(len(group) - len(told))]
        found.append(Point(f"Any one of these would leave {level_name(result, left)}:", tuple(lines)))
    return Chapter(f"What would lose {level}, the nearest first", tuple(found))


def _more(number: int) -> Iterator[Point]:
    if number:
        yield Point(f"and {number} other single change{'' if number == 1 else 's'}", (), "faint")


def _fall(fall: Fall, result: Result) -> str:
    move = fall.move
    names = [result.speaker.name(name) for name in move.criteria[:2]]
    about = f"{joined(names)}: " if names else ""
    where = f"{unit_name(result, move.party)}: " if move.party else ""
    if isinstance(move, NewRating):
        scale = move.criterion.scale
        return f"{where}{about}rated {scale.name(move.after)} instead of {scale.name(move.before)}"
    return f"{where}{about}{move.reading.measure.title}: {move.terms.words} ({move.terms.wanted} is asked)"


def ageing_chapter(ageing: Ageing, result: Result) -> Chapter:
    """Give what goes stale next with an effect, how much without one, and when the level falls if nothing new comes."""
    due = [lapse for lapse in ageing.lapses if lapse.day <= ageing.until]
    telling = [lapse for lapse in ageing.lapses if lapse.rated or lapse.moved]
    told, fall = telling[:_MOST_LAPSES], ageing.first_fall
    more = [lapse for lapse in telling[_MOST_LAPSES:] if lapse is not fall]
    found = [_lapse(lapse, result) for lapse in told]
    if more:
        days = "1 more day" if len(more) == 1 else f"{len(more)} more days"
        found.append(Point(f"and ratings change on {days} up to {day(more[-1].day)}", (), "faint"))
    if fall is not None and fall not in told:
        found.append(_lapse(fall, result))
    silent = sum(len(lapse.stale) for lapse in due if lapse not in telling)
    if silent:
        records = "1 record goes" if silent == 1 else f"{silent} records go"
        found.append(Point(f"{records} stale up to {day(ageing.until)} without lowering a rating", (), "faint"))
    found.append(_followed(ageing, fall))
    return Chapter("What goes stale next, if nothing new comes", tuple(found))


def _followed(ageing: Ageing, fall: Lapse | None) -> Point:
    """Give how far ahead was looked."""
    if fall is None:
        return Point("No level changes in the next three years.", (), "met")
    return Point(f"Ratings and levels are followed up to {day(max(ageing.until, fall.day))}.", (), "faint")


def _lapse(lapse: Lapse, result: Result) -> Point:
    moved = ""
    if lapse.moved:
        moved = f": the level is {level_name(result, lapse.established)}"
        if lapse.possible != lapse.established:
            moved += f", and {level_name(result, lapse.possible)} at best"
    style = "unmet" if lapse.moved else ""
    return Point(f"{day(lapse.day)}{moved}", (*_rated(lapse, result), *_stale(lapse, result)), style)


def _rated(lapse: Lapse, result: Result) -> Iterator[Point]:
    for fall in lapse.rated:
        where = f"{unit_name(result, fall.party)}: " if fall.party else ""
        scale = next(one.scale for one in result.standard.rules.criteria if one.id == fall.criterion)
        name = result.speaker.name(fall.criterion)
        yield Point(f"{where}{name}: {scale.name(fall.after)} instead of {scale.name(fall.before)}")


def _stale(lapse: Lapse, result: Result) -> Iterator[Point]:
    for stale in lapse.stale[:_MOST_STALE]:
        where = f" in {unit_name(result, stale.party)}" if stale.party else ""
        what = f"{stale.kind} '{stale.id}'" if stale.kind else f"the judgement of {stale.id}"
        measures = listed(stale.measures)
        yield Point(f"{what}{where}, {day(stale.day)}, no longer counts for: {measures}", (), "faint")
    if len(lapse.stale) > _MOST_STALE:
        yield Point(f"and {len(lapse.stale) - _MOST_STALE} more records", (), "faint")


def check_chapter(check: YearlyCheck) -> Chapter:
    """Give what an award's yearly check needs."""
    stops = tuple(
        Point(rule.text, (), {"met": "", "open": "open"}.get(rule.state, "unmet")) for rule in check.stop_rules
    )
    return Chapter(
        f"The yearly check, number {check.year}",
        (
            Point(_due(check)),
            *([Point("What no award may fall short of, to be looked at first:", stops)] if stops else []),
            *points(() if check.is_renewal else _to_look_at(check)),
            *points(_gone_stale(check)),
            *points((f"Flag to look at: {flag}" for flag in check.flags), "open"),
        ),
    )


def _due(check: YearlyCheck) -> str:
    due, counted = (
        day(check.due),
        "" if check.decided else "; counted from the assessment, as the pack records no award",
    )
    if check.level is None and not check.decided:
        return f"There is no award to check, as no level is reached; one as of the assessment would be checked {due}"
    if check.expires is None:
        return f"Due {due}{counted}"
    ends = f"the award {'ends' if check.decided else 'would end'}"
    if not check.is_renewal:
        return f"Due {due}; {ends} {day(check.expires)}{counted}"
    when = f"as {ends} on the same day, {due}" if check.due == check.expires else f"as {ends} {day(check.expires)}"
    return f"None falls due, {when}: by then it takes a new assessment, of every criterion{counted}"


def _to_look_at(check: YearlyCheck) -> Iterator[str]:
    turn = [look for look in check.looks if look.in_turn]
    voice = [look for look in check.looks if look.by_voice and not look.in_turn]
    yield f"Criteria whose turn it is, a third each time: {joined([look.criterion for look in turn])}"
    if voice:
        yield f"Criteria that rest on what people say, each time: {joined([look.criterion for look in voice])}"
    kinds = dict.fromkeys(kind for look in check.looks for kind in look.kinds)
    if kinds:
        yield f"Evidence to ask for: {joined([kind[:1].lower() + kind[1:] for kind in kinds])}"


def _gone_stale(check: YearlyCheck) -> Iterator[str]:
    stale = sum(len(lapse.stale) for lapse in check.lapses)
    if stale:
        yield f"By then {stale} record{' has' if stale == 1 else 's have'} gone stale"
