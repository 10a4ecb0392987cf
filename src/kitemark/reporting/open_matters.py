"""What cannot be told yet, in words, with what would settle it."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Sequence

from kitemark.describe.words import mark_words
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.explain import missed_levels, next_level, reading_words, uncounted_words
from kitemark.explain.words import Speaker, joined, sentence
from kitemark.reporting.report import Open, OpenMatter
from kitemark.reporting.settled_by import settling_words
from kitemark.rules.standard import Criterion
from kitemark.settling import Question, questions

Matters = tuple[OpenMatter, ...]
_UNJUDGED = "nobody has judged it"
_NONE_COUNTS = "nobody whose judgement counts has judged it"
_TOO_FEW = "not enough assessors have judged it"
_TOLD_ONE_BY_ONE = 3


def open_matters(
    outcome: PartyOutcome, speaker: Speaker, now: Collection[str], unit: str | None = None
) -> tuple[Matters, Matters]:
    """Give what is open for a party, a criterion or a level at a time: what matters now, and what does further up.

    Now matter ratings, and the levels that are named in `now`.
    """
    near: list[Question] = []
    far: list[Question] = []
    for question in questions(outcome, speaker.rules, speaker.date):
        (near if question.level is None or question.level in now else far).append(question)
    return _matters(near, speaker, unit), _matters(far, speaker, unit)


def levels_now(outcome: PartyOutcome, target: str | None) -> set[str]:
    """Give the levels that matter now: the next one; asked about a target, all that are missed up to that."""
    if target is not None:
        return {level.rule.id for level in missed_levels(outcome, target)}
    following = next_level(outcome)
    return set() if following is None else {following.rule.id}


def levels_of_unit(unit: PartyOutcome, outcome: PartyOutcome, target: str | None) -> set[str]:
    """Give the levels that matter now for a unit: those that it misses, up to those that the whole may reach next."""
    now = levels_now(outcome, target)
    last = max((place for place, level in enumerate(outcome.levels) if level.rule.id in now), default=-1)
    return {level.rule.id for level in unit.levels[unit.established + 1 : last + 1]}


def _matters(found: Sequence[Question], speaker: Speaker, unit: str | None) -> Matters:
    groups: dict[tuple[str | None, str], list[Question]] = {}
    for question in found:
        groups.setdefault((question.criterion, "" if question.criterion else question.level or ""), []).append(question)
    return tuple(
        OpenMatter(
            speaker.name(criterion) if criterion else f"What {speaker.level(level)} asks for",
            tuple(_points(asked, speaker)),
            criterion,
            unit,
        )
        for (criterion, level), asked in groups.items()
    )


def _points(found: Sequence[Question], speaker: Speaker) -> Iterator[Open]:
    """Give a point for each question; marks of several levels that hang on the same are one point."""
    left = list(found)
    while left:
        first = left.pop(0)
        alike = [one for one in left if _is_alike(first, one)]
        left = [one for one in left if one not in alike]
        yield _point([first, *alike], speaker)


def _is_alike(one: Question, other: Question) -> bool:
    if one.about != "mark" or other.about != "mark":
        return False
    return one.reading is other.reading and one.settling == other.settling


def _point(alike: Sequence[Question], speaker: Speaker) -> Open:
    question = alike[0]
    if question.about == "assessors":
        return _assessors(question, speaker)
    if question.about == "moderation":
        return Open("its rating", "the assessors are too far apart", "They have to talk it over and agree on a rating.")
    assert question.reading is not None  # noqa: S101 - only the two above have none
    assert question.settling is not None  # noqa: S101 - the same
    measure = question.reading.measure
    wanted = mark_words(question.mark, measure) if question.mark is not None and len(alike) == 1 else ""
    stands = f"{measure.title}: {reading_words(question.reading, speaker)}" + (f", wanted {wanted}" if wanted else "")
    settles = settling_words(question.settling, measure, speaker.rules)
    return Open(_decides(alike, speaker), stands, settles, of_mark=question.about == "mark")


def point_of(question: Question, speaker: Speaker) -> Open:
    """Give what one question leaves open, how it stands, and what would settle it."""
    return _point([question], speaker)


def _assessors(question: Question, speaker: Speaker) -> Open:
    more = f"{question.more} more" if question.judged else f"{question.more}"
    settles = f"{more} {'assessor has' if question.more == 1 else 'assessors have'} to judge it"
    why_not = uncounted_words(question.aside, speaker.rules)
    settles = f"{settles}; {why_not}" if why_not else settles
    stands = _TOO_FEW if question.judged else _NONE_COUNTS if question.aside else _UNJUDGED
    return Open("its rating", stands, sentence(settles))


def _decides(alike: Sequence[Question], speaker: Speaker) -> str:
    question = alike[0]
    if question.about == "mark":
        levels = [speaker.level(one.level or "") for one in alike]
        return f"the {'mark' if len(levels) == 1 else 'marks'} of {joined(levels)}"
    if question.about == "rating":
        return f"whether it is rated {_point_name(question, speaker)}"
    if question.about == "limit":
        return "whether what holds it is lifted"
    return "a requirement"


def _point_name(question: Question, speaker: Speaker) -> str:
    node = speaker.rules.nodes[question.criterion or ""]
    assert isinstance(node, Criterion)  # noqa: S101 - only criteria are rated
    return node.scale.name(question.point or 0)


def gathered(matters: Matters) -> Matters:
    """Give matters for a list: where more than three criteria of one party wait for as many assessors, as one."""
    waiting: dict[tuple[str | None, str, str], list[OpenMatter]] = {}
    for one in matters:
        if len(one.points) == 1 and one.points[0].stands in (_UNJUDGED, _NONE_COUNTS, _TOO_FEW):
            waiting.setdefault((one.unit, one.points[0].stands, one.points[0].settles), []).append(one)
    many = {key: found for key, found in waiting.items() if len(found) > _TOLD_ONE_BY_ONE}
    left = [one for one in matters if not any(one in found for found in many.values())]
    return (*(_waiting(unit, found) for (unit, _, _), found in many.items()), *left)


def _waiting(unit: str | None, found: Sequence[OpenMatter]) -> OpenMatter:
    names = "; ".join(one.name for one in found)
    first = found[0].points[0]
    who = first.stands.removesuffix(" it")
    settles = first.settles.replace(" to judge it", " to judge each", 1)
    point = dataclasses.replace(first, decides="their ratings", stands=f"{who} {names}", settles=settles)
    return OpenMatter(f"{len(found)} criteria wait for assessors", (point,), None, unit)


def of_rating(matters: Sequence[OpenMatter], criterion: str) -> tuple[Open, ...]:
    """Give what keeps the organisation's rating of a criterion open."""
    mine = (one for one in matters if one.criterion == criterion and one.unit is None)
    return tuple(point for one in mine for point in one.points if not point.of_mark)
