"""Signals of claims: judged better than the evidence carries, than the figures say, or than anything shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kitemark.evaluation.outcome import LimitOutcome, RatingOutcome
from kitemark.explain import mark_words
from kitemark.result import Result
from kitemark.rules import condition as conditions
from kitemark.rules.naming import within
from kitemark.rules.scale import Goal
from kitemark.rules.standard import LevelRule
from kitemark.scrutiny.signal import Claim, Signal, claims

_MOST_DETAILS = 5
_FEWEST = 3
"""Fewest judged criteria at which it says something that one person judged them all."""


def held(result: Result) -> Iterator[Signal]:
    """Give each safeguard that holds judged ratings down, with all that it holds, and all limits that criteria have."""
    found: dict[tuple[str | None, str, str], list[tuple[Claim, LimitOutcome]]] = {}
    for claim in claims(result):
        limits = [limit for limit in claim.node.limits if limit.held_low]
        if limits and _is_judged(claim.node.rating):
            scale = claim.criterion.scale
            first = min(limits, key=lambda limit: -limit.point if scale.lower else limit.point)
            named = first.rule.title is not None
            because = first.rule.because or "" if named else ""
            title = first.rule.title or "Held by limits of their own"
            found.setdefault((claim.unit, title, because), []).append((claim, first))
    for (unit, title, because), some in found.items():
        details = [_held_words(claim, limit, because) for claim, limit in some]
        says = f"Judged better than the evidence can carry. {because}".strip()
        yield Signal("held", title, says, _named(claim for claim, _ in some), _cut(details), unit)


def _held_words(claim: Claim, limit: LimitOutcome, because: str) -> str:
    held_at = claim.criterion.scale.name(limit.point)
    words = f"{_called(claim)}: judged {_judged(claim)}, held at {held_at}"
    why = limit.rule.because
    return words if because or not why else f"{words}. {why}"


def _is_judged(rating: RatingOutcome | None) -> bool:
    return rating is not None and (bool(rating.judgements) or any(map(_is_judged, rating.parts)))


def _judged(claim: Claim) -> str:
    scale = claim.criterion.judged_on
    ratings = [one.rating for one in claim.party.party.standing[claim.criterion.id] if one.rating is not None]
    return " and ".join(dict.fromkeys(scale.name(rating) for rating in sorted(ratings)))


def _called(claim: Claim) -> str:
    return f"{claim.criterion.id} {claim.criterion.title}"


def _named(some: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.criterion.id for claim in some))


def _cut(details: Sequence[str]) -> tuple[str, ...]:
    if len(details) <= _MOST_DETAILS:
        return tuple(details)
    return (*details[: _MOST_DETAILS - 1], f"and {len(details) - _MOST_DETAILS + 1} more")


def against_figures(result: Result) -> Iterator[Signal]:
    """Give the claims that figures contradict, and those that no figure can confirm yet, level by level.

    The figures are the marks of the first level that has any for the criterion, where the claim would do for it.
    """
    against: dict[tuple[str | None, str, str], list[tuple[Claim, str]]] = {}
    for claim in claims(result):
        level = next((one for one in result.standard.rules.levels if _marks(claim, one)), None)
        if level is None or not _would_do(claim, level):
            continue
        (low, high), lines = claim.party.marks[claim.criterion.id, level.id]
        if not low:
            code = "figures-unknown" if high else "figures-disagree"
            words = f"{_called(claim)}, judged {_judged(claim)}. {mark_words(lines, result.speaker)}"
            against.setdefault((claim.unit, code, level.title), []).append((claim, words))
    for (unit, code, level_title), some in against.items():
        title, says = _AGAINST[code]
        details = _cut([words for _, words in some])
        yield Signal(code, title, says.format(level=level_title), _named(claim for claim, _ in some), details, unit)


_AGAINST = {
    "figures-disagree": (
        "Claim and figures disagree",
        "Judged well enough for {level}, and the figures are not at its mark. Explain the judgement, or judge again.",
    ),
    "figures-unknown": (
        "Judged before the figures can tell",
        "Judged well enough for {level}, and nobody can tell yet whether the figures are at its mark.",
    ),
}


def _marks(claim: Claim, level: LevelRule) -> bool:
    found = claim.party.marks.get((claim.criterion.id, level.id))
    return found is not None and bool(found[1])


def _would_do(claim: Claim, level: LevelRule) -> bool:
    """Tell whether the rating, before limits, reaches all that a level asks of every one of some criteria."""
    rating = claim.node.rating
    assert rating is not None  # noqa: S101 - it is claimed
    maximum = claim.criterion.scale.maximum
    return all(goal.reached(rating.low, maximum) for goal in _goals(claim, level, spare=False))


def _matters(claim: Claim, result: Result) -> bool:
    """Tell whether a rating reaches what some level asks of the criterion; or none asks for a rating of it."""
    rating = claim.node.rating
    assert rating is not None  # noqa: S101 - the same
    goals = [goal for level in result.standard.rules.levels for goal in _goals(claim, level, spare=True)]
    maximum = claim.criterion.scale.maximum
    return not goals or any(goal.reached(rating.low, maximum) for goal in goals)


def _goals(claim: Claim, level: LevelRule, *, spare: bool) -> Iterator[Goal]:
    """Give what a level asks of the criterion's rating; with `spare` also where some of those asked may fall short."""
    for rule in level.requires:
        for one in within(rule):
            asked = isinstance(one, conditions.Each) and (spare or not one.spare) and claim.criterion.id in one.nodes
            if asked and isinstance(one, conditions.Each) and isinstance(one.ask, conditions.Reach):
                yield one.ask.goals[claim.criterion.id]


def unsupported(result: Result) -> Iterator[Signal]:
    """Give the claims to which no record speaks, and those that rest on records of one voice alone."""
    nothing: dict[str | None, list[Claim]] = {}
    alone: dict[str | None, list[tuple[Claim, str]]] = {}
    kinds = result.standard.rules.kinds.values()
    voices = {voice for kind in kinds for voice in (kind.voice, *kind.voices.values()) if voice is not None}
    for claim in claims(result):
        name = claim.criterion.id
        records = [record for record in claim.party.party.evidence.records if name in record.criteria]
        heard = {str(record.values.get("voice", "nobody's voice")) for record in records}
        is_held = any(limit.held_low for limit in claim.node.limits)
        if not records:
            nothing.setdefault(claim.unit, []).append(claim)
        elif len(heard) == 1 and len(voices) > 1 and not is_held and _matters(claim, result):
            alone.setdefault(claim.unit, []).append((claim, heard.pop()))
    for unit, some in nothing.items():
        says = "No record speaks to these, and no judgement of them cites one."
        yield Signal("nothing-behind", "Judged, with nothing behind it", says, _named(some), (), unit)
    for unit, both in alone.items():
        says = "All that speaks to each of these comes from one kind of source."
        details = _cut([f"{_called(claim)}: '{voice}' alone" for claim, voice in both])
        yield Signal("one-source", "Resting on one kind of source", says, _named(one for one, _ in both), details, unit)


def one_assessor(result: Result) -> Iterator[Signal]:
    """Tell where one person judged everything."""
    found = list(claims(result))
    people = {one.assessor for claim in found for one in claim.party.party.standing[claim.criterion.id]}
    if len(found) >= _FEWEST and len(people) == 1:
        says = "Nobody else has judged any of it. A second pair of eyes on what matters most would tell."
        yield Signal("one-assessor", "One person judged everything", says, _named(found))
