"""Questions about levels: whether each can be reached, tells itself apart, and needs each of its requirements."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator

from kitemark.analysis.encoding import Encoder
from kitemark.analysis.logic import TRUE, Lit
from kitemark.analysis.question import Question
from kitemark.analysis.questions.asked import Asked, holds_level, parties_of
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.explain import Speaker, asked
from kitemark.rules.condition import ConditionRule
from kitemark.rules.standard import ROOT, LevelRule, Rules

_MOST_PAIRED = 40
"""Most levels of which each two are compared; of more, each with the next."""


def reachable(rules: Rules) -> Iterator[Asked]:
    """Ask of each level whether nobody can reach it."""
    return (_reachable(place, level) for place, level in enumerate(rules.levels))


def _reachable(place: int, level: LevelRule) -> Asked:
    hint = "look for requirements that cannot hold together, and for a threshold that nothing reaches"
    says = f"no organisation can reach '{level.id}'"
    return Asked(
        Question("level-out-of-reach", level.id, ("levels", place), says, hint),
        lambda parties: parties.whole.levels[level.id],
        lambda outcome: holds_level(outcome, place),
        f"reaches '{level.id}'",
    )


def told_apart(rules: Rules) -> Iterator[Asked]:
    """Ask of each two levels whether the same organisations hold both."""
    numbered = list(enumerate(rules.levels))
    alone = any(not one.builds_on for one in rules.levels[1:]) and len(numbered) <= _MOST_PAIRED
    pairs = itertools.combinations(numbered, 2) if alone else ()
    return (_told_apart(*one, *other) for one, other in pairs or itertools.pairwise(numbered))


def _told_apart(place: int, level: LevelRule, later_place: int, later: LevelRule) -> Asked:
    says = f"the same organisations hold '{level.id}' and '{later.id}', so that nothing tells them apart"
    hint = f"ask for more at '{later.id}', or drop one of the two"

    def differs(outcome: PartyOutcome) -> bool:
        return holds_level(outcome, place) is not holds_level(outcome, later_place)

    def differ(whole: Encoder) -> Lit:
        one, other = whole.levels[level.id], whole.levels[later.id]
        return whole.logic.any_of((whole.logic.all_of((one, ~other)), whole.logic.all_of((~one, other))))

    return Asked(
        Question("levels-alike", later.id, ("levels", later_place), says, hint),
        lambda parties: differ(parties.whole),
        differs,
        f"holds only one of '{level.id}' and '{later.id}'",
    )


def implied(rules: Rules) -> Iterator[Asked]:
    """Ask of each requirement whether whoever meets all the others meets it too."""
    speaker = Speaker(rules, datetime.date.min)
    for place, level in enumerate(rules.levels):
        for number, rule in enumerate(level.requires):
            yield _implied(rules, place, number, asked(rule, speaker))


def _implied(rules: Rules, place: int, number: int, words: str) -> Asked:
    level = rules.levels[place]
    before = rules.levels[place - 1].id if place and level.builds_on else None
    rest = f"the other requirements{f' and {before!r}' if before else ''}"
    says = f"whoever meets {rest} meets this requirement of '{level.id}' too: {words}"
    hint = "drop it, raise it, or accept it with the reason why it should be said"

    def only_lacks(party: Encoder) -> Lit:
        own = party.requires[level.id]
        others = [party.logic.any_of((~one.asked, one.holds)) for at, one in enumerate(own) if at != number]
        earlier = party.levels[before] if before else TRUE
        scored = party.nodes[ROOT].counts
        return party.logic.all_of((scored, earlier, *others, own[number].asked, ~own[number].holds))

    def lacks(outcome: PartyOutcome) -> bool:
        return any(_only_lacks(party, place, level.requires[number]) for party in parties_of(outcome))

    return Asked(
        Question("requirement-implied", f"{level.id} requirement {number + 1}", _path(place, number), says, hint),
        lambda parties: parties.any_of(only_lacks),
        lacks,
        f"lacks only this requirement of '{level.id}'",
    )


def _path(place: int, number: int) -> tuple[str | int, ...]:
    return ("levels", place, "requires", number)


def _only_lacks(party: PartyOutcome, place: int, rule: ConditionRule) -> bool:
    level = party.levels[place]
    if party.party.empty or not party.nodes[ROOT].scored:
        return False
    if place and level.rule.builds_on and not party.levels[place - 1].low:
        return False
    lacking = [one.rule for one in level.requires if not one.low]
    return len(lacking) == 1 and lacking[0] is rule
