"""What loses a level, what goes stale and the yearly check, in lines for people to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kitemark.explain.words import day, joined
from kitemark.planning.moves import NewRating
from kitemark.planning.outline import level_name, listed, unit_name
from kitemark.render.sections import Line, Section

if TYPE_CHECKING:
    from kitemark.result import Result
    from kitemark.surveillance.ageing import Ageing, Lapse
    from kitemark.surveillance.falls import Fall
    from kitemark.surveillance.yearly import YearlyCheck

_MOST_FALLS, _MOST_LAPSES, _MOST_STALE = 10, 6, 4


def falls_section(falls: Sequence[Fall], result: Result) -> Section:
    """Give the nearest falls from the established level, by what is left."""
    level = level_name(result, result.level)
    if not falls:
        return Section(f"What would lose {level}", (Line("No single change for the worse does.", style="met"),))
    lines, told = [], falls[:_MOST_FALLS]
    for left in dict.fromkeys(fall.to for fall in told):
        lines.append(Line(f"{level_name(result, left)} would be left with any one of these:"))
        lines += [Line(_fall(fall, result), 1) for fall in told if fall.to == left]
    more = len(falls) - len(told)
    lines += [Line(f"and {more} other single change{'' if more == 1 else 's'}", style="faint")] if more else []
    return Section(f"What would lose {level}, the nearest first", tuple(lines))


def _fall(fall: Fall, result: Result) -> str:
    move = fall.move
    names = [result.speaker.name(name) for name in move.criteria[:2]]
    about = f"{joined(names)}: " if names else ""
    where = f"{unit_name(result, move.party)}: " if move.party else ""
    if isinstance(move, NewRating):
        scale = move.criterion.scale
        return f"{where}{about}rated {scale.name(move.after)} instead of {scale.name(move.before)}"
    return f"{where}{about}{move.reading.measure.title}: {move.terms.words} ({move.terms.wanted} is asked)"


def ageing_section(ageing: Ageing, result: Result) -> Section:
    """Give what goes stale next with an effect, how much without one, and when the level falls if nothing new comes."""
    due = [lapse for lapse in ageing.lapses if lapse.day <= ageing.until]
    telling = [lapse for lapse in due if lapse.rated or lapse.moved]
    told = telling[:_MOST_LAPSES]
    fall = ageing.first_fall
    told += [fall] if fall is not None and fall not in told else []
    lines = [line for lapse in told for line in _lapse(lapse, result)]
    more = len(telling) - _MOST_LAPSES
    lines += (
        [Line(f"and ratings fall on {more} more days up to {day(ageing.until)}", style="faint")] if more > 0 else []
    )
    silent = sum(len(lapse.stale) for lapse in due if lapse not in telling)
    if silent:
        records = "1 record goes" if silent == 1 else f"{silent} records go"
        lines.append(Line(f"{records} stale up to {day(ageing.until)} without lowering a rating", style="faint"))
    if fall is None:
        lines.append(Line("No level changes in the next three years.", style="met"))
    return Section("What goes stale next, if nothing new comes", tuple(lines))


def _lapse(lapse: Lapse, result: Result) -> Iterator[Line]:
    moved = ""
    if lapse.moved:
        moved = f": the level is {level_name(result, lapse.established)}"
        if lapse.possible != lapse.established:
            moved += f", and {level_name(result, lapse.possible)} at best"
    yield Line(f"{day(lapse.day)}{moved}", style="unmet" if lapse.moved else "")
    for fall in lapse.rated[:_MOST_STALE]:
        where = f"{unit_name(result, fall.party)}: " if fall.party else ""
        scale = next(one.scale for one in result.standard.rules.criteria if one.id == fall.criterion)
        name = result.speaker.name(fall.criterion)
        yield Line(f"{where}{name}: {scale.name(fall.after)} instead of {scale.name(fall.before)}", 1)
    for stale in lapse.stale[:_MOST_STALE]:
        where = f" in {unit_name(result, stale.party)}" if stale.party else ""
        what = f"{stale.kind} {stale.id}" if stale.kind else f"the judgement of {stale.id}"
        yield Line(f"{what}{where}, {day(stale.day)}, no longer counts for: {listed(stale.measures)}", 1, "faint")
    if len(lapse.stale) > _MOST_STALE:
        yield Line(f"and {len(lapse.stale) - _MOST_STALE} more records", 1, "faint")


def check_section(check: YearlyCheck) -> Section:
    """Give what an award's yearly check needs."""
    lines = [Line(f"due {day(check.due)}" + (f"; the award ends {day(check.expires)}" if check.expires else ""))]
    lines.append(Line("What stops an award, to be looked at first:"))
    lines += [Line(rule.text, 1, {"met": "", "open": "open"}.get(rule.state, "unmet")) for rule in check.stop_rules]
    turn = [look for look in check.looks if look.in_turn]
    voice = [look for look in check.looks if look.by_voice and not look.in_turn]
    lines.append(Line(f"Criteria in turn, a third each time: {joined([look.criterion for look in turn])}"))
    if voice:
        names = joined([look.criterion for look in voice])
        lines.append(Line(f"Criteria that rest on what people say, each time: {names}"))
    kinds = dict.fromkeys(kind for look in check.looks for kind in look.kinds)
    if kinds:
        lines.append(Line(f"Evidence to ask for: {joined([kind[:1].lower() + kind[1:] for kind in kinds])}"))
    stale = sum(len(lapse.stale) for lapse in check.lapses)
    if stale:
        lines.append(Line(f"By then {stale} record{' has' if stale == 1 else 's have'} gone stale"))
    lines += [Line(f"Flag to look at: {flag}", style="open") for flag in check.flags]
    return Section(f"The yearly check, number {check.year}", tuple(lines))
