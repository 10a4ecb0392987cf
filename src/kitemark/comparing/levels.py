"""Levels of two versions: for each, who holds it in one and not in the other, proved or shown."""

from __future__ import annotations

import functools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kitemark.analysis.adapting import Adapter, Base
from kitemark.analysis.answering import inexact, over, proved, spent, undecided, unfound
from kitemark.analysis.bases import example_packs, judged_at
from kitemark.analysis.carrying import carried, merged, outcome_of, seen
from kitemark.analysis.drafting import Data
from kitemark.analysis.logic import InexactError, Obstacle, SpentError, obstacle
from kitemark.analysis.question import Answer, Question, Witness
from kitemark.analysis.questions.asked import holds_level
from kitemark.analysis.sameness import same_rules
from kitemark.analysis.solving import ALIKE
from kitemark.analysis.supposing import World
from kitemark.analysis.versions import Versions, Worlds
from kitemark.analysis.witness import drafted
from kitemark.analysis.wordless import wordless
from kitemark.comparing.answers import LevelAnswer, LevelAnswers
from kitemark.comparing.change import Change
from kitemark.comparing.completing import asked_notes, completed
from kitemark.comparing.differences import aligned_differences
from kitemark.comparing.effects import all_go, level_implies, only_requirements
from kitemark.comparing.falling import falls_short
from kitemark.comparing.relabelling import relabelled_pack
from kitemark.comparing.renaming import Aligned, align
from kitemark.comparing.shrinking import Shows, shrunk
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.rules.standard import Rules
from kitemark.standard import Standard

SECONDS = 30.0
"""Longest that all answers about levels together may take before the rest is left undecided."""

_ASIDE = ("standard", "decision", "users_comment", "note", "title")
_MOST_ATTEMPTS = 2
_MOST_EXAMPLES = 6


def compare_levels(
    old: Standard, new: Standard, changes: Sequence[Change] | None = None, *, seconds: float = SECONDS
) -> LevelAnswers:
    """Give for each level of both versions whether they ask the same, within a budget in seconds.

    `changes` are all differences between the two, where they are known already.
    """
    aligned = align(old, new)
    changes = aligned_differences(aligned) if changes is None else changes
    return compare_aligned(aligned, changes, seconds=seconds)


def compare_aligned(aligned: Aligned, changes: Sequence[Change], *, seconds: float = SECONDS) -> LevelAnswers:
    """Give the answers for two versions under the same names; witnesses have the ids of the new one."""
    old, new = aligned.old, aligned.new
    shared = [level.id for level in old.rules.levels if level.id in {one.id for one in new.rules.levels}]
    notes = tuple(asked_notes((old.rules, new.rules))) if shared else ()
    plainly = all_go(changes, "harder"), all_go(changes, "easier")
    if all(plainly) or (not any(plainly) and same_rules(old.rules, new.rules)):
        how = "as the rules are the same apart from their words"
        return LevelAnswers(tuple(_same(old, new, level, how) for level in shared), notes=notes)
    comparer = _Comparer(aligned, time.monotonic() + seconds, plainly, only_requirements(changes))
    levels = tuple(comparer.level(level) for level in shared)
    return LevelAnswers(levels, comparer.without, notes)


def level_question(standards: Sequence[Standard], place: int, level: str) -> Question:
    """Give the question whether whoever holds a level by one version (0 old, 1 new) holds it by the other."""
    one, other = (standards[at].version for at in (place, 1 - place))
    same = "the old version" if place == 0 else "the new version"
    names = (f"version {one}", f"version {other}") if one != other else (same, "the other")
    says = f"whoever holds '{level}' by {names[0]} holds it by {names[1]}"
    return Question("level-kept" if place == 0 else "level-gained", level, ("levels",), says)


def _same(old: Standard, new: Standard, level: str, how: str) -> LevelAnswer:
    answers = [Answer(level_question((old, new), place, level), "proved", how) for place in (0, 1)]
    return LevelAnswer(level, _title(new.rules, level), *answers)


def _title(rules: Rules, level: str) -> str:
    return next(one.title for one in rules.levels if one.id == level)


def place_of(rules: Rules, level: str) -> int:
    """Give a level's place in a standard's list."""
    return next(place for place, one in enumerate(rules.levels) if one.id == level)


@dataclass(frozen=True, slots=True)
class _Seen:
    """An organisation, and what each version makes of it."""

    pack: Data
    outcomes: tuple[PartyOutcome, PartyOutcome]


class _Comparer:
    """Answers for one level after the other, and keeps what it has seen."""

    def __init__(
        self,
        aligned: Aligned,
        deadline: float,
        plainly: tuple[bool, bool],
        required: bool,  # noqa: FBT001
    ) -> None:
        self.without: str | None = None
        self._plainly = plainly
        self._required = required
        self._both = (aligned.old, aligned.new)
        self._aligned = aligned
        self._deadline = deadline

    @functools.cached_property
    def _known(self) -> list[_Seen]:
        """What was seen of organisations: at first the standard's own examples."""
        return [seen for pack in self._examples() if (seen := self._see(pack)) is not None]

    @functools.cached_property
    def _versions(self) -> Versions | None:
        """Both versions as the solver has them, made when they are first needed."""
        found = self._put()
        if found is not None:
            self._known += [seen for pack in self._drafts(found) if (seen := self._see(pack)) is not None]
        return found

    @functools.cached_property
    def _adapters(self) -> tuple[Adapter, Adapter]:
        assert self._versions is not None  # noqa: S101 - nothing is adapted without it
        return self._versions.adapter(0), self._versions.adapter(1)

    def _put(self) -> Versions | None:
        try:
            return Versions(*self._both, self._deadline)
        except Obstacle as error:
            self.without = obstacle(error)
        return None

    # What is known from the start

    def _drafts(self, versions: Versions) -> Iterator[Data]:
        for standard, known in zip(self._both, versions.known, strict=True):
            yield drafted(standard, judged_at(known, -1))

    def _examples(self) -> Iterator[Data]:
        versions = (self._aligned.original, self._aligned.new)
        packs = next(filter(None, (example_packs(one, _MOST_EXAMPLES) for one in versions)), [])
        return (wordless(pack, *(one.rules for one in versions)) for pack in packs)

    def _see(self, pack: Data) -> _Seen | None:
        """Give an organisation as both versions see it; None where one of them can make nothing of it."""
        known = self._known_to_both(pack)
        if known is None:
            return None
        pack = known
        first, second = (outcome_of(standard, pack) for standard in self._both)
        return None if first is None or second is None else _Seen(pack, (first, second))

    def _known_to_both(self, pack: Data) -> Data | None:
        """Give an organisation under the new ids, whose records say all that both versions ask for."""
        both = self._both[0].rules, self._both[1].rules
        return completed(relabelled_pack(pack, self._aligned.names, both), both)

    def _worlds(self, pack: Data) -> Worlds | None:
        """Give an organisation as the solver would suppose it."""
        first, second = self._base(0, pack), self._base(1, pack)
        return None if first is None or second is None else (first.world, second.world)

    def _base(self, place: int, pack: Data) -> Base | None:
        found = self._adapters[place].base(pack)
        return found or self._adapters[place].base(carried(self._both[place].rules, pack))

    # Answers

    def level(self, level: str) -> LevelAnswer:
        """Give the answers about one level."""
        answers = [self._answer(place, level) for place in (0, 1)]
        return LevelAnswer(level, _title(self._both[1].rules, level), *answers)

    def _answer(self, place: int, level: str) -> Answer:
        question = level_question(self._both, place, level)
        if self._plainly[1 - place]:
            way = "harder" if place else "easier"
            return Answer(question, "proved", f"as every change of the rules plainly makes it {way}")
        if self._required and level_implies(self._both[place].rules, self._both[1 - place].rules, level):
            return Answer(question, "proved", "as what it requires by one plainly holds what it requires by the other")
        shown = self._shown(question, place, level)
        if shown is not None:
            return shown
        if self._versions is None:
            return undecided(question, self.without)
        try:
            return self._searched(question, place, level)
        except InexactError as error:
            return inexact(question, error)
        except SpentError:
            return over(question)

    def _searched(self, question: Question, place: int, level: str) -> Answer:
        assert self._versions is not None  # noqa: S101 - the caller has seen to it
        sought = self._versions.holds(place, level, other=False)
        failed: list[Worlds] = []
        shown = self._shown(question, place, level)  # the drafts are known only now
        if shown is not None:
            return shown
        first = self._versions.find(sought)
        if first.verdict != "yes":
            return self._none(question) if first.verdict == "no" else spent(question)
        for base, worlds in self._nearest(place, level):
            found = self._versions.find(sought, worlds, failed)
            if found.worlds is None:
                break
            for pack in self._made(base, found.worlds):
                found_one = self._see(pack)
                if found_one is not None:
                    self._known.append(found_one)
                    if self._differs(found_one.outcomes, place, level):
                        return self._refuted(question, pack, place, level)
            failed.append(found.worlds)
        return unfound(question)

    def _shown(self, question: Question, place: int, level: str) -> Answer | None:
        """Give the answer that somebody shows who is known already."""
        found = next((one for one in self._known if self._differs(one.outcomes, place, level)), None)
        return None if found is None else self._refuted(question, found.pack, place, level)

    def _differs(self, outcomes: tuple[PartyOutcome, PartyOutcome], place: int, level: str) -> bool:
        """Tell whether a level is held by one version and not by the other."""
        held = [holds_level(one, place_of(self._both[at].rules, level)) for at, one in enumerate(outcomes)]
        return held[place] and not held[1 - place]

    def _nearest(self, place: int, level: str) -> Iterator[tuple[_Seen, Worlds]]:
        """Give some of what is known, those first who hold the level by one version, and of these the lowest."""
        wanted = place_of(self._both[place].rules, level)

        def far(one: _Seen) -> tuple[bool, int]:
            reached = one.outcomes[place].established
            return reached < wanted, abs(reached - wanted)

        near = sorted(self._known, key=far)[:_MOST_ATTEMPTS]
        yield from ((one, worlds) for one in near if (worlds := self._worlds(one.pack)) is not None)

    def _made(self, base: _Seen, worlds: Worlds) -> Iterator[Data]:
        """Give assessments that come to what is supposed, first in the one version's eyes, then in both."""
        pack = base.pack
        for place in (0, 1):
            adapted = self._adapted(place, pack, worlds[place])
            adapted = None if adapted is None else completed(adapted, (self._both[0].rules, self._both[1].rules))
            if adapted is None:
                return
            if adapted != pack:
                pack = adapted
                yield pack

    def _adapted(self, place: int, pack: Data, world: World) -> Data | None:
        known = self._base(place, pack)
        if known is None:
            return None
        changed = self._adapters[place].adapted(known, world)
        return None if changed is None else merged(pack, known.pack, changed)

    def _none(self, question: Question) -> Answer:
        assert self._versions is not None  # noqa: S101 - the caller has seen to it
        units = any(one.rules.asks_units for one in self._both)
        return proved(question, [*self._versions.logic.notes, *([ALIKE] if units else [])])

    def _refuted(self, question: Question, pack: Data, place: int, level: str) -> Answer:
        holding, other = self._both[place], self._both[1 - place]
        places = place_of(holding.rules, level), place_of(other.rules, level)

        def shows(held: PartyOutcome, unheld: PartyOutcome | None) -> bool:
            lacks = unheld is None or not holds_level(unheld, places[1])
            return lacks and holds_level(held, places[0])

        bare = {key: value for key, value in pack.items() if key not in _ASIDE}
        small = next(one for one in (shrunk(bare, holding, other, shows), bare) if self._again(one, place, shows))
        return Answer(question, "refuted", "by a witness", (Witness(self._lacks(small, 1 - place, level), small),))

    def _lacks(self, pack: Data, place: int, level: str) -> str:
        """Give in words what a witness falls short of by one version."""
        result = seen(self._both[place], pack)
        assert result is not None  # noqa: S101 - it was evaluated before
        return falls_short(result, level)

    def _again(self, pack: Data, place: int, shows: Shows) -> bool:
        """Run a witness once more, as it will be shown."""
        held, unheld = outcome_of(self._both[place], pack), outcome_of(self._both[1 - place], pack)
        return held is not None and unheld is not None and shows(held, unheld)
