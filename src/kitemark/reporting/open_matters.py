"""What cannot be told yet, in words, with what would settle it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kitemark.describe.words import mark_words, named
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.explain import missed_levels, next_level, reading_words
from kitemark.explain.words import Speaker, joined, sentence
from kitemark.quantity import shown
from kitemark.reporting.report import Open, OpenMatter
from kitemark.rules.measure import Measure
from kitemark.rules.standard import Criterion, Rules
from kitemark.settling import Lacking, Question, Settling, questions

Matters = tuple[OpenMatter, ...]


def open_matters(
    outcome: PartyOutcome, speaker: Speaker, target: str | None = None, unit: str | None = None
) -> tuple[Matters, Matters]:
    """Give what is open for a party, a criterion or a level at a time: what matters now, and what does further up.

    Now matter a rating, and the level that comes next; asked about a target, all up to that.
    """
    now = _levels_now(outcome, target)
    near: list[Question] = []
    far: list[Question] = []
    for question in questions(outcome, speaker.rules, speaker.date):
        (near if question.level is None or question.level in now else far).append(question)
    return _matters(near, speaker, unit), _matters(far, speaker, unit)


def _levels_now(outcome: PartyOutcome, target: str | None) -> set[str]:
    if target is not None:
        return {level.rule.id for level in missed_levels(outcome, target)}
    following = next_level(outcome)
    return set() if following is None else {following.rule.id}


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
        more = question.more
        settles = f"{more} more {'assessor has' if more == 1 else 'assessors have'} to judge it"
        return Open("its rating", "too few assessors have judged it", sentence(settles))
    if question.about == "moderation":
        return Open("its rating", "the assessors are too far apart", "They have to talk it over and agree on a rating.")
    assert question.reading is not None  # noqa: S101 - only the two above have none
    assert question.settling is not None  # noqa: S101 - the same
    measure = question.reading.measure
    wanted = mark_words(question.mark, measure) if question.mark is not None and len(alike) == 1 else ""
    stands = f"{measure.title}: {reading_words(question.reading, speaker)}" + (f", wanted {wanted}" if wanted else "")
    settles = settling_words(question.settling, measure, speaker.rules, outcome_words(alike, speaker))
    return Open(_decides(alike, speaker), stands, settles)


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


def outcome_words(alike: Sequence[Question], speaker: Speaker) -> tuple[str, str]:
    """Give what would then be so, where it is reached and where it is not."""
    question = alike[0]
    if question.about == "rating":
        name = _point_name(question, speaker)
        return f"it would be {name}", f"it would not be {name}"
    if question.about == "limit":
        return "what holds it would be lifted", "what holds it would stay"
    if question.about == "mark":
        return f"{_decides(alike, speaker)} would be reached", f"{_decides(alike, speaker)} would not be reached"
    return "it would be met", "it would not be met"


def settling_words(found: Settling, measure: Measure, rules: Rules, then: tuple[str, str]) -> str:
    """Give what would settle it, as a sentence; `then` is what would be so, where it is reached or is not."""
    comes = "" if found.reached is None else f": {then[0] if found.reached else then[1]}"
    return sentence(_WAYS[found.way](found, measure, rules, comes))


def _answers(found: Settling, _: Measure, rules: Rules, comes: str) -> str:
    more = f"{found.more} more {_counted(found, rules)}"
    if found.lacking:
        more = joined([more, *(_lacking(one) for one in found.lacking)])
    if found.reached is None:
        return f"{more}, which is all that there can be, would settle it, one way or the other"
    return f"{more} at today's share would settle it{comes}"


def _counted(found: Settling, rules: Rules) -> str:
    if found.of is None:
        return "record" if found.more == 1 else "records"
    # The field that counts individuals who were asked says how many answered.
    voices = any(kind.people == found.of and (kind.voice or kind.voice_by) for kind in rules.kinds.values())
    if voices and found.of in ("responses", "answers", "answered"):
        return "answer" if found.more == 1 else "answers"
    return f"of “{named(found.of)}”"


def _lacking(one: Lacking) -> str:
    return f"{shown(one.more)} more of “{named(one.field)}” ({shown(one.least)} are needed)"


def _needed(found: Settling, _: Measure, __: Rules, comes: str) -> str:
    more = joined([_lacking(one) for one in found.lacking])
    return f"{more} at today's figures would settle it{comes}" if comes else f"{more} would let it be told"


def _first(found: Settling, _: Measure, __: Rules, ___: str) -> str:
    if found.lacking:
        wanted = joined([f"{shown(one.least)} of “{named(one.field)}”" for one in found.lacking])
        return f"nothing is recorded that counts; {wanted} would let it be told"
    return "nothing is recorded that counts; a first record would let it be told"


_WAYS = {
    "answers": _answers,
    "needed": _needed,
    "first": _first,
    "groups": lambda *_: "more groups have to be known",
    "people": lambda *_: "too few people are behind it to say",
    "never": lambda found, *_: (
        "it needs more answers than there are people to ask"
        if found.why == "everyone"
        else "no number of answers that anybody could gather would settle it, so near is it to what is wanted"
    ),
}


def merged(matters: Sequence[OpenMatter], name: str) -> tuple[Open, ...]:
    """Give all points about one criterion of the organisation."""
    return tuple(point for one in matters if one.criterion == name and one.unit is None for point in one.points)
