"""Two assessments compared, in words: what every form of the report says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from kitemark.evaluation.ends import Interval
from kitemark.evaluation.reading import Reading
from kitemark.explain.readings import ends_words, since
from kitemark.explain.words import day, percentage
from kitemark.quantity import Number, exact, shown
from kitemark.reporting.standing import level_name

if TYPE_CHECKING:
    from kitemark.progress import Progress
    from kitemark.progress.finding import MeasureFinding
    from kitemark.progress.moving import Mover, Rule
    from kitemark.progress.shares import Difference
    from kitemark.result import Result

_SAME = "no clear change"
_MOST_MOVERS = 3
_VERDICTS = (
    ("better", "Better", "met"),
    ("worse", "Worse", "unmet"),
    (_SAME, "No clear change", ""),
    ("first time", "For the first time", ""),
    ("gone", "Not any more", ""),
    ("measured otherwise", "Measured otherwise by the other version, and not compared", "faint"),
    ("withheld", "Withheld: too few people in one of the two, or in what lies between them", "faint"),
)
_MOVERS = {
    (True, True): "By itself this moves it, and without this it would stay",
    (True, False): "By itself this moves it",
    (False, True): "Without this it would stay",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading, in a style of the terminal; `after` are said below them."""

    title: str
    lines: Sequence[str]
    style: str = ""
    after: str = ""


def heading(progress: Progress) -> tuple[str, str]:
    """Give who is compared, and from when to when by which standard."""
    before, after = progress.before, progress.after
    versions = dict.fromkeys([before.standard.version, after.standard.version])
    dates = f"{day(before.assessment.date)} to {day(after.assessment.date)}"
    return after.assessment.organisation, f"{after.standard.title} {' and '.join(versions)}, from {dates}"


def level_lines(progress: Progress) -> Iterator[tuple[str, str, str]]:
    """Give the levels as label, words and style; the possible ones only where they say more."""
    before, after = progress.before, progress.after
    was, now = (result.outcome.established for result in (before, after))
    style = "" if was == now else "met" if now > was else "unmet"
    yield "Level", _from_to(_title(before, was), _title(after, now)), style
    could = [result.outcome.possible for result in (before, after)]
    if could != [was, now]:
        yield "Possible", _from_to(_title(before, could[0]), _title(after, could[1])), "open"


def _title(result: Result, place: int) -> str:
    return result.outcome.levels[place].rule.title if place >= 0 else result.standard.rules.otherwise


def _from_to(was: str, now: str) -> str:
    return f"{now}, as before" if was == now else f"from {was} to {now}"


def mover_lines(progress: Progress) -> Iterator[tuple[str, list[str]]]:
    """Give what moved the level, each with the rules that turned; nothing where it stays."""
    for mover in progress.movers[:_MOST_MOVERS]:
        yield f"{_MOVERS[mover.alone, mover.needed]}: {_mover_words(mover, progress)}", list(_rules(mover.rules))
    more = len(progress.movers) - _MOST_MOVERS
    if more > 0:
        yield f"And {more} more {'moves' if more == 1 else 'move'} it so.", []
    if progress.moves and not progress.movers:
        yield "No one change moves it, and it moves without any one of them: several together do.", []


def _mover_words(mover: Mover, progress: Progress) -> str:
    changed, result = mover.changed, progress.after
    unit = f" in {result.units[changed.place].name}" if changed.place is not None else ""
    if changed.kind == "standard":
        return "the version of the standard."
    if changed.kind == "fact":
        return f"the fact '{changed.name}' of the profile{unit}."
    if changed.kind == "judgement":
        return f"the judgement of {result.speaker.name(changed.name)}{unit}."
    if changed.kind == "criterion":
        return f"all that is another of {result.speaker.name(changed.name)}{unit}, together."
    title = result.standard.rules.measures[changed.name].title
    if changed.kind == "everywhere":
        return f"{title}{unit}, for all criteria together."
    cited = f", for {result.speaker.name(changed.criterion)}" if changed.criterion is not None else ""
    found = None
    if changed.place is None:
        key = (changed.name, changed.criterion)
        found = next((one for one in progress.measures if (one.measure.id, one.criterion) == key), None)
    told = _figures(found, progress) if found is not None else ""
    return f"{title}{cited}{unit}{f': {told}' if told else ''}."


def _rules(rules: Sequence[Rule]) -> Iterator[str]:
    most = 4
    for rule in rules[:most]:
        text = rule.text.rstrip(".")
        yield f"{rule.name} asks: {text}." if rule.kind == "requirement" else f"{rule.name}, the limit: {text}."
    if len(rules) > most:
        yield f"And {len(rules) - most} more rules turn with it."


def groups(progress: Progress) -> Iterator[Group]:
    """Give what is better, worse and so on, criteria before measures; what stays exactly as it was is counted."""
    for verdict, title, style in _VERDICTS:
        criteria = [one for one in progress.criteria if one.verdict == verdict]
        measures = [one for one in progress.measures if one.verdict == verdict]
        moved = [one for one in criteria if one.words[0] != one.words[1]]
        figures = [one for one in measures if not one.stays]
        lines = [f"{one.id} {one.title}: from {one.words[0]} to {one.words[1]}" for one in moved]
        lines += [_measure_line(one, progress) for one in figures]
        still = len(criteria) + len(measures) - len(lines)
        if lines or still:
            yield Group(title, lines, style, _still_words(still, more=bool(lines)) if still else "")
    yield from _others(progress)


def _still_words(count: int, *, more: bool) -> str:
    number = f"And {count} more" if more else str(count)
    return f"{number} {'is' if count == 1 else 'are'} exactly as before."


def _measure_line(found: MeasureFinding, progress: Progress) -> str:
    name = found.measure.title
    if found.criterion is not None:
        name = f"{name}, for {found.criterion}"
    figures = _figures(found, progress)
    return f"{name}: {figures}" if figures else name


def _figures(found: MeasureFinding, progress: Progress) -> str:
    if found.difference is not None:
        was, now = (_counted(share.hits, share.total) for share in (found.difference.before, found.difference.after))
        return f"from {was} to {now}, {_difference_words(found, found.difference)}"
    told = [None if one is None else _number_words(one) for one in (found.before, found.after)]
    if told[0] is None:
        none = f"; the earlier assessment has {_no_record(found, progress.before)}" if found.bare else ""
        return f"now {told[1]}{none}" if told[1] is not None else ""
    none = f"; now there is {_no_record(found, progress.after)}" if found.bare else ""
    return f"it was {told[0]}{none}" if told[1] is None else f"from {told[0]} to {told[1]}"


def _no_record(found: MeasureFinding, result: Result) -> str:
    return f"no record{since(result.standard.rules.measures[found.measure.id], result.speaker)}"


def _number_words(reading: Reading) -> str:
    ends = reading.ends
    return _counted(ends.hits, ends.total) if isinstance(ends, Interval) else ends_words(ends, reading.measure)


def _counted(hits: Number, total: Number) -> str:
    return f"{shown(hits)} of {shown(total)} ({percentage(Fraction(hits) / total)})"


def _difference_words(found: MeasureFinding, difference: Difference) -> str:
    low, high = (_points(end) for end in difference.ends(3))
    return f"{_points(difference.value)} points ({percentage(found.confidence or 0)} interval {low} to {high})"


def _points(share: Fraction) -> str:
    return f"{'+' if share > 0 else ''}{shown(exact(share * 100), 1)}"


def _others(progress: Progress) -> Iterator[Group]:
    lines = []
    for words, names in (("not asked any more", progress.dropped), ("asked for the first time", progress.added)):
        for what, several in zip(("criteria", "measures"), names, strict=True):
            if several:
                lines.append(f"{what} {words}: {', '.join(several)}")
    if lines:
        yield Group("In only one version of the standard", [line[0].upper() + line[1:] for line in lines])
    units = list(_units(progress))
    if units:
        yield Group("Units", units)


def _units(progress: Progress) -> Iterator[str]:
    before, after = progress.before, progress.after
    for name, was, now in progress.units():
        called = (now or was or (name, None))[0]
        if was is None or now is None:
            yield f"{called}: {'not there before' if was is None else 'not there any more'}"
        else:
            levels = [level_name(result, level) for result, level in ((before, was[1]), (after, now[1]))]
            yield f"{called}: {_from_to(*levels)}"
