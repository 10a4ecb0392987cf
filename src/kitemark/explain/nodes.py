"""Criteria and sections in words: why each has the rating or score that it has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kitemark.binding import SetAside
from kitemark.evaluation.outcome import (
    EXCLUDED,
    MET,
    ConditionOutcome,
    CriterionOutcome,
    LimitOutcome,
    NodeOutcome,
    PartyOutcome,
    RatingOutcome,
    SectionOutcome,
)
from kitemark.explain.conditions import asked, requirement
from kitemark.explain.lists import all_of, lettered
from kitemark.explain.readings import reading_words, wanted_words
from kitemark.explain.words import Speaker, joined, sentence
from kitemark.quantity import Number, shown
from kitemark.rules.condition import AnyOf, MeasureReaches
from kitemark.rules.rating import BestOf, Measured
from kitemark.rules.scale import Scale
from kitemark.rules.standard import ROOT, Rules

_WHY_NOT = {
    "profile": "the organisation's profile says that it does not concern it",
    "judged": "the assessors mark it not applicable",
    "units": "it applies in no unit",
    "organisation": "it is asked of the organisation and not of its units",
    "empty": "nothing in it applies",
}


def node_reasons(outcome: NodeOutcome, party: PartyOutcome, speaker: Speaker) -> tuple[str, ...]:
    """Give the reasons for a node's rating or score as sentences, the one that decides first."""
    if outcome.state == EXCLUDED:
        return (sentence(f"does not apply, as {_WHY_NOT[outcome.why_not]}"), *_na_reasons(outcome, party))
    if outcome.state == MET:
        return (sentence(f"counts as met, as {_WHY_NOT[outcome.why_not]}"), *_na_reasons(outcome, party))
    held = tuple(_held(limit, outcome, party, speaker) for limit in _binding(outcome))
    if isinstance(outcome, SectionOutcome):
        return (*held, _section(outcome))
    assert outcome.rating is not None  # noqa: S101 - a criterion that applies is rated
    if outcome.rating.state == "units":
        rated = list(_in_units(outcome, party, speaker))
    else:
        aside = bool(_judged_aside(outcome, party))
        rated = [sentence(text) for text in rating_words(outcome.rating, outcome.node.scale, speaker, aside=aside)]
    return (*held, *rated, *_aside(outcome, party, speaker))


def _in_units(outcome: CriterionOutcome, party: PartyOutcome, speaker: Speaker) -> Iterable[str]:
    """Give the ratings of the units, of which the worst counts, and the reason of each that has it."""
    rating, scale = outcome.rating, outcome.node.scale
    assert rating is not None  # noqa: S101 - the caller has seen to it
    found = [(unit, unit.nodes[outcome.node.id]) for unit in party.units if unit.party.id in rating.units]
    each = [f"{unit.party.name} ({_ends(node.low, node.high, scale)})" for unit, node in found]
    rated = f"rated {_ends(rating.low, rating.high, scale)}"
    if len(found) == 1:
        yield sentence(f"{rated}, as in {found[0][0].party.name}, the only unit to which it applies")
    else:
        yield sentence(f"{rated}, the worst of {joined(each)}")
    for unit, node in found:
        if node.low == rating.low:
            yield sentence(f"{unit.party.name}: {node_reasons(node, unit, speaker)[0]}")


def _ends(low: Number, high: Number, scale: Scale) -> str:
    return scale.name(low) if low == high else f"{scale.name(low)} to {scale.name(high)}"


def _aside(outcome: CriterionOutcome, party: PartyOutcome, speaker: Speaker) -> list[str]:
    """Give the judgements of the criterion that count for nothing, and why."""
    mine = _judged_aside(outcome, party)
    return [sentence(set_aside_words(one, outcome.node.judged_on, speaker)) for one in mine]


def _judged_aside(outcome: CriterionOutcome, party: PartyOutcome) -> list[SetAside]:
    return [one for one in party.party.set_aside if one.judgement.criterion == outcome.node.id]


def set_aside_words(one: SetAside, scale: Scale, speaker: Speaker) -> str:
    """Give what a judgement that counts for nothing says, and why it does not count."""
    judgement = one.judgement
    said = "not applicable" if judgement.rating is None else scale.name(judgement.rating)
    if one.why == "replaced":
        return f"{said} by {judgement.assessor} does not count, as their later judgement replaces it"
    role = f"the role '{judgement.role}'" if judgement.role else "no role"
    return f"{said} by {judgement.assessor} does not count, as it has {role}, and {roles_that_count(speaker.rules)}"


def uncounted_words(aside: Sequence[SetAside], rules: Rules) -> str:
    """Give that there are judgements which do not count for their roles, and which roles do; nothing without any.

    It names neither assessors nor ratings, so that it is the same for every criterion that is judged alike.
    """
    roles = sorted({one.judgement.role or "" for one in aside if one.why == "role"})
    if not roles:
        return ""
    named = [f"in the role '{role}'" if role else "without a role" for role in roles]
    return f"what is judged {joined(named)} does not count: {roles_that_count(rules)}"


def roles_that_count(rules: Rules) -> str:
    """Give in words whose judgements count, where the standard names roles."""
    roles = [f"'{role}'" for role in sorted(rules.judgements.roles or ())]
    return f"only the role {roles[0]} counts" if len(roles) == 1 else f"only the roles {joined(roles)} count"


def _na_reasons(outcome: NodeOutcome, party: PartyOutcome) -> tuple[str, ...]:
    if outcome.why_not != "judged":
        return ()
    return tuple(sentence(f"{j.assessor}: {j.because}") for j in party.party.standing.get(outcome.node.id, ()))


def _binding(outcome: NodeOutcome) -> list[LimitOutcome]:
    """Give the limits that hold an end where it is, the strictest first."""
    lower = outcome.node.scale.lower if isinstance(outcome, CriterionOutcome) else outcome.node.lower
    held = [limit for limit in outcome.limits if limit.held_low or limit.held_high]
    return sorted(held, key=lambda limit: -limit.point if lower else limit.point)


def _held(limit: LimitOutcome, outcome: NodeOutcome, party: PartyOutcome, speaker: Speaker) -> str:
    point = speaker.score(outcome.node, limit.point, outcome.maximum)
    reason = limit.rule.because or limit.rule.title
    start = f"held at {point}" if limit.held_high else f"held at {point} for now"
    if not limit.held_low:
        start = f"no better than {point} is possible"
    detail = _unless(limit.unless, party, speaker) if limit.unless is not None else ""
    if reason:
        return sentence(f"{start}: {reason}") + (f" ({detail})" if detail else "")
    if detail:
        return sentence(f"{start}: {detail}")
    asked_for = asked(limit.rule.unless, speaker) if limit.rule.unless is not None else ""
    return sentence(
        f"{start}: it would be lifted if {asked_for}, which is not asked here"
        if asked_for
        else f"{start}: the standard holds it there"
    )


def _unless(outcome: ConditionOutcome, party: PartyOutcome, speaker: Speaker, depth: int = 0) -> str:
    if outcome.reading is not None and isinstance(outcome.rule, MeasureReaches):
        return (
            f"{outcome.reading.measure.title}: {reading_words(outcome.reading, speaker)}, "
            f"wanted {wanted_words(outcome.rule.words, outcome.reading)}"
        )
    if outcome.parts:
        missing = [part for part in outcome.parts if not part.low]
        either = isinstance(outcome.rule, AnyOf) and len(missing) > 1
        short = list(dict.fromkeys(_unless(part, party, speaker, depth + either) for part in missing))
        if either and len(short) > 1:
            return f"one of these would lift it: {lettered(short, depth)}"
        return all_of(short, depth)
    text = requirement(outcome, party, speaker)
    return "wanted: " + text[0].lower() + text[1:].rstrip(".")


def rating_words(outcome: RatingOutcome, scale: Scale, speaker: Speaker, *, aside: bool = False) -> list[str]:
    """Give how a rating came about, in words; `aside` says that there are judgements that do not count."""
    ends = scale.name(outcome.low)
    if outcome.low != outcome.high:
        ends = f"between {scale.name(outcome.low)} and {scale.name(outcome.high)}"
    if outcome.state == "awaited":
        return [_awaited(outcome, speaker, aside=aside)]
    if outcome.state == "supposed":
        return [f"rated {ends}, as is supposed"]
    if outcome.state in ("settled", "unsettled"):
        return _judged(outcome, ends)
    if outcome.reading is not None and isinstance(outcome.rule, Measured):
        return [f"rated {ends}, as for {outcome.reading.measure.title} {reading_words(outcome.reading, speaker)}"]
    which = "best" if isinstance(outcome.rule, BestOf) else "worst"
    texts = [text for part in outcome.parts for text in rating_words(part, scale, speaker, aside=aside)]
    return [f"rated {ends}, the {which} of {len(outcome.parts)} ratings", *texts]


def _awaited(outcome: RatingOutcome, speaker: Speaker, *, aside: bool) -> str:
    least = speaker.rules.judgements.assessors
    if not outcome.judgements:
        nobody = "nobody whose judgement counts" if aside else "nobody"
        return f"cannot tell yet: {nobody} has judged it{f', and {least} assessors have to' if least > 1 else ''}"
    rated = [judgement for judgement in outcome.judgements if judgement.rating is not None]
    marked = len(outcome.judgements) - len(rated)
    others = f", and {marked} {'marks' if marked == 1 else 'mark'} it not applicable" if marked else ""
    return f"cannot tell yet: {len(rated)} of {least} assessors {'has' if len(rated) == 1 else 'have'} rated it{others}"


def _judged(outcome: RatingOutcome, ends: str) -> list[str]:
    by = joined([judgement.assessor for judgement in outcome.judgements])
    if outcome.state == "unsettled":
        return [f"unsettled {ends}, as {by} are too far apart", *_quoted(outcome)]
    if len(outcome.judgements) == 1:
        return [f"rated {ends} by {by}: {outcome.judgements[0].because}"]
    return [f"rated {ends} by {by}", *_quoted(outcome)]


def _quoted(outcome: RatingOutcome) -> list[str]:
    return [f"{judgement.assessor}: {judgement.because}" for judgement in outcome.judgements]


_COMBINED = {"mean": "the mean of", "sum": "the sum of", "worst": "the worst of", "best": "the best of"}


def _section(outcome: SectionOutcome) -> str:
    node = outcome.node
    low, high = (shown(end) if node.scale is None else node.scale.name(end) for end in outcome.before)
    ends = low if low == high else f"between {low} and {high}"
    most = f" out of {shown(outcome.maximum)}" if node.scale is None else ""
    if outcome.counted == 1:
        of = "from its one part"
    else:
        of = f"{_COMBINED[node.combine]} {'all' if node.id == ROOT else 'its'} {outcome.counted} parts"
        of = f"from {of}" if node.bands is not None else of
    of = f"banded {of}" if node.bands is not None else of
    held = " before limits" if outcome.before != (outcome.low, outcome.high) else ""
    return sentence(f"{ends}{most}{held}, {of}")
