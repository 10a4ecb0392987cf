"""Adapting: an assessment changed, as little as may be, into one that comes to what is supposed."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from kitemark.analysis.drafting import Data, failing_values, plain
from kitemark.analysis.editing import Edit, Held, case_of, copied, parties_in
from kitemark.analysis.making import Maker
from kitemark.analysis.routes import tests_of
from kitemark.analysis.supposing import Key, Supposed, World
from kitemark.analysis.thresholds import Signature, Thresholds
from kitemark.analysis.unknowns import Unknowns
from kitemark.analysis.witness import BECAUSE, Panel, judged, panels
from kitemark.binding import Case, Evidence, Judgement, Party
from kitemark.evaluation.ends import Ends
from kitemark.evaluation.matching import matches
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.organisation import evaluate_all_read
from kitemark.evaluation.outcome import APPLIES, PartyOutcome
from kitemark.evaluation.rating import settle
from kitemark.problems import KitemarkError
from kitemark.quantity import Number, exact
from kitemark.rules.naming import fact_tests
from kitemark.rules.records import Test
from kitemark.rules.scale import Scale
from kitemark.rules.standard import Criterion, Rules
from kitemark.standard import Standard

_MOST_TRIED = 40
_MOST_CHANGES = 50
"""Most measures to move: where more are off, one of them has proved to be beyond moving, after long tries."""
_MOST_SPOILT = 5
_MOST_ADDED = 60
_DAY = datetime.date(2000, 1, 1)
"""A day for reading judgements that have none."""


@dataclass(frozen=True, slots=True)
class Base:
    """An assessment to begin with, what it comes to, and that as the solver would suppose it."""

    pack: Data
    outcome: PartyOutcome
    world: World
    held: Held
    signatures: Mapping[Key, Signature]


class Adapter:
    """Adapts assessments to one standard."""

    def __init__(self, standard: Standard, known: Unknowns, thresholds: Thresholds | None = None) -> None:
        """Take the standard, what an organisation may be, and the thresholds that matter: its own, unless said."""
        self._standard = standard
        self._rules = standard.rules
        self._known = known
        self._thresholds = thresholds or Thresholds(standard.rules)
        self._panels = tuple(panels(standard.rules))
        self._sorts: dict[Key, dict[Signature, Supposed]] = {
            key: {self._signature(key, value): value for value in choice.values}
            for key, choice in known.measures.items()
        }
        self._aims: dict[Key, dict[Supposed, Signature]] = {
            key: {value: signature for signature, value in sorts.items()} for key, sorts in self._sorts.items()
        }
        self._makers: dict[datetime.date, Maker] = {}
        self._fact_tests: dict[str, list[Test]] = {}
        for test in fact_tests(standard.rules):
            self._fact_tests.setdefault(test.field, []).append(test)

    def _signature(self, key: Key, ends: Ends) -> Signature:
        return self._thresholds.signature(key[0], ends)

    def _aim(self, key: Key, value: Supposed) -> Signature:
        return self._aims[key].get(value) or self._signature(key, value)

    def _maker(self, date: datetime.date) -> Maker:
        if date not in self._makers:
            self._makers[date] = Maker(self._standard, self._thresholds, date)
        return self._makers[date]

    def outcome(self, pack: Data) -> PartyOutcome | None:
        """Give what the engine says of an assessment, or None where it is none."""
        case = case_of(self._standard, pack)
        return None if case is None else self._evaluated(case, self._readers(case))

    def _readers(self, case: Case) -> list[Measurer]:
        # Nobody is told what they read, so that nothing need be kept from being told.
        return [Measurer(self._rules, party, case.date) for party in (case.organisation, *case.units)]

    def _evaluated(self, case: Case, readers: Sequence[Measurer]) -> PartyOutcome | None:
        try:
            return evaluate_all_read(self._rules, case, readers)
        except KitemarkError:
            return None

    def base(self, pack: Data) -> Base | None:
        """Give an assessment as one to begin with; None where it is none."""
        case = case_of(self._standard, pack)
        readers = self._readers(case) if case is not None else []
        outcome = None if case is None else self._evaluated(case, readers)
        if case is None or outcome is None:
            return None
        held = Held.in_case(self._standard, case, readers[0])
        ratings = {
            one.id: _rated(self._rules, outcome, one, self._known.judged[one.id].values) for one in self._rules.criteria
        }
        found = self._signatures(held)
        measures = {
            key: self._sorts[key].get(found[key], choice.values[0]) for key, choice in self._known.measures.items()
        }
        return Base(pack, outcome, World(self._facts(outcome.party.facts), ratings, measures), held, found)

    def _signatures(self, held: Held) -> dict[Key, Signature]:
        return {key: self._signature(key, held.read(key)) for key in self._known.measures}

    def _facts(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Give for each fact the value that stands for all that the rules cannot tell from it."""
        found: dict[str, Any] = {}
        for name, choice in self._known.facts.items():
            tests = self._fact_tests.get(name, [])
            like = [matches((test,), facts) for test in tests]
            alike = (one for one in choice.values if [matches((test,), {name: one}) for test in tests] == like)
            found[name] = facts[name] if facts.get(name) in choice.values else next(alike, choice.values[0])
        return found

    def adapted(self, base: Base, world: World) -> Data | None:
        """Give the base changed until it comes to a world; None where no way of changing it was found."""
        facts = {name: value for name, value in world.facts.items() if value != base.world.facts.get(name)}
        judged = [name for name, rating in world.ratings.items() if rating != base.world.ratings[name]]
        pack = self._judged(_with_facts(base.pack, facts), judged, world)
        changed = [key for key, wanted in world.measures.items() if wanted != base.world.measures[key]]
        judged_on = [key for key in changed if self._rules.measures[key[0]].sieve.judgements]
        by_panel = self._by_other_panel(pack, world, judged_on) if judged_on else pack
        keys = [key for key in changed if key not in judged_on]
        if not keys or by_panel is None or len(keys) > _MOST_CHANGES:
            return by_panel if not keys else None
        if not (facts or judged or judged_on):
            return self._moved(by_panel, base.held, base.signatures, keys, world)
        held = Held.of(self._standard, by_panel)
        return None if held is None else self._moved(by_panel, held, self._signatures(held), keys, world)

    def _moved(
        self, pack: Data, held: Held, found: Mapping[Key, Signature], keys: Sequence[Key], world: World
    ) -> Data | None:
        """Give an assessment whose measures are as supposed, one after the other."""
        aim = {key: self._aim(key, value) for key, value in world.measures.items()}
        off = {key for key, wanted in aim.items() if found[key] != wanted}
        left = set(keys)
        for key in keys:
            left.remove(key)
            if key not in off:
                continue
            edit = self._edit(held, key, world, aim, off, left)
            edited = None if edit is None else held.edited(edit)
            if edit is None or edited is None:
                return None
            reread = (one for one in aim if one in off or not edited.is_as_before(one))
            off = {one for one in reread if not self._is_at(aim, edited, one)}
            pack, held = edit.of_pack(pack), edited
        return pack

    def _is_at(self, aim: Mapping[Key, Signature], held: Held, key: Key) -> bool:
        return self._signature(key, held.read(key)) == aim[key]

    def _edit(
        self,
        held: Held,
        key: Key,
        world: World,
        aim: Mapping[Key, Signature],
        off: AbstractSet[Key],
        left: AbstractSet[Key],
    ) -> Edit | None:
        """Give the change after which a measure is as supposed and the fewest others are off that were not.

        What is `left` is moved later.
        """
        best, fewest = None, _MOST_SPOILT + 1
        for edit in itertools.islice(self._edits(held, key, world), _MOST_TRIED):
            edited = held.edited(edit)
            if edited is None or not self._is_at(aim, edited, key):
                continue
            moved = (one for one in aim if one not in off and one not in left and not edited.is_as_before(one))
            worse = (one for one in moved if not self._is_at(aim, edited, one))
            spoilt = sum(1 for _ in itertools.islice(worse, fewest))  # as many as are known already are too many
            if not spoilt:
                return edit
            if spoilt < fewest:
                best, fewest = edit, spoilt
        return best

    def _edits(self, evidence: Held, key: Key, world: World) -> Iterator[Edit]:
        ids = evidence.behind(key)
        kinds = self._changing(evidence, ids, key, world), self._adding(evidence, ids, key, world)
        for some in itertools.zip_longest(*kinds):
            yield from (edit for edit in some if edit is not None)

    def _changing(self, evidence: Held, ids: Sequence[str], key: Key, world: World) -> Iterator[Edit]:
        """Give changes to the records that a measure is read from."""
        for count in dict.fromkeys((1, 2, len(ids) - 1, len(ids))):
            if 0 < count <= len(ids):
                yield Edit(frozenset(ids[:count]), criterion=key[1])
                yield from self._spoilt(evidence, ids[:count], key)
        yield from evidence.refilled(ids, self._rules.measures[key[0]], world.measures[key].low)

    def _adding(self, evidence: Held, ids: Sequence[str], key: Key, world: World) -> Iterator[Edit]:
        """Give changes that let more records speak, or add some, and leave those that there are, or take them away."""
        silent = evidence.silent(key) if key[1] is not None and world.measures[key].low > 0 else []
        for some in dict.fromkeys((*((one,) for one in silent), tuple(silent[:2]), tuple(silent))):
            if some:
                yield Edit(frozenset(some), criterion=key[1], speak=True)
        for records in self._maker(evidence.date).candidates(key, world.measures[key]):
            if records and len(records) <= max(_MOST_ADDED, world.measures[key].low):
                named = evidence.named_apart(records)
                yield Edit(added=tuple(named))
                if ids:
                    yield Edit(frozenset(ids), criterion=key[1], added=tuple(named))

    def _spoilt(self, evidence: Held, ids: Sequence[str], key: Key) -> Iterator[Edit]:
        """Give changes after which some records no longer pass one of a measure's tests."""
        measure = self._rules.measures[key[0]]
        kinds = dict.fromkeys(map(evidence.kind_of, ids))
        for test in tests_of(self._rules, measure):
            for kind in kinds:
                some = frozenset(one for one in ids if evidence.kind_of(one) == kind)
                for value in failing_values(test, self._rules.kinds[kind]):
                    yield Edit(some, field=test.field, value=value)

    # Judgements

    def _by_other_panel(self, pack: Data, world: World, changed: Sequence[Key]) -> Data | None:
        """Give an assessment that another panel judges, so that measures of judgements are as supposed."""
        aim = {
            key: self._aim(key, value)
            for key, value in world.measures.items()
            if self._rules.measures[key[0]].sieve.judgements
        }
        fallback = None
        for panel in self._panels:
            measurer = Measurer(self._rules, _judging(self._rules, pack, panel), _DAY)
            read = {key: measurer.read(self._rules.measures[key[0]], key[1]).ends for key in aim}
            off = [key for key, wanted in aim.items() if self._signature(key, read[key]) != wanted]
            if not off:
                return _paneled(pack, panel)
            if not set(off) & set(changed):
                fallback = fallback or panel
        return None if fallback is None else _paneled(pack, fallback)

    def _judged(self, pack: Data, names: Sequence[str], world: World) -> Data:
        """Give an assessment in which some criteria are judged as in a world, by those who judge them already."""
        changed = copied(pack)
        for name in names:
            rating = world.ratings[name]
            said: Data = {"not_applicable": True} if rating is None else {"rating": plain(rating)}
            having = [party for party in parties_in(changed) if any(_judges(one, name) for one in _judgements(party))]
            for party in having:
                party["judgements"] = [_said(one, said) if _judges(one, name) else one for one in party["judgements"]]
            if not having:
                criterion = next(one for one in self._rules.criteria if one.id == name)
                made = list(judged(criterion, world, self._panels[0], 0))
                for party in parties_in(changed) if criterion.asked_of == "units" else [changed]:
                    party.setdefault("judgements", []).extend(made)
        return changed


def _with_facts(pack: Data, facts: Mapping[str, Any]) -> Data:
    organisation = pack["organisation"]
    profile = {**(organisation.get("profile") or {}), **facts}
    return {**pack, "organisation": {**organisation, "profile": profile}} if facts else pack


def _judgements(party: Data) -> Sequence[Data]:
    return party.get("judgements") or ()


def _judges(judgement: Data, name: str) -> bool:
    return bool(judgement["criterion"] == name)


def _said(judgement: Data, said: Data) -> Data:
    return {key: value for key, value in judgement.items() if key not in ("rating", "not_applicable")} | said


def _paneled(pack: Data, panel: Panel) -> Data:
    """Give an assessment that another panel judges, with the same ratings and citations."""
    changed = copied(pack)
    for party in parties_in(changed):
        party["judgements"] = list(_by_panel(party, panel))
    return changed


def _by_panel(party: Data, panel: Panel) -> Iterator[Data]:
    groups: dict[str, list[Data]] = {}
    for one in _judgements(party):
        groups.setdefault(one["criterion"], []).append(one)
    for place, mine in enumerate(groups.values()):
        cites = list(dict.fromkeys(cited for one in mine for cited in one.get("cites", ())))
        said = {key: value for key, value in mine[0].items() if key in ("criterion", "rating", "not_applicable")}
        for number, one in enumerate(panel.says(said, place)):
            if cites and number == 0:
                one["cites"] = cites
            yield one


def _judging(rules: Rules, pack: Data, panel: Panel) -> Party:
    """Give the organisation as a panel judges it, with the same ratings and without its records."""
    scales = {criterion.id: criterion.judged_on for criterion in rules.criteria}
    standing: dict[str, tuple[Judgement, ...]] = {}
    for place, one in enumerate(_by_panel(pack, panel)):
        rating = None if one.get("not_applicable") else _number(one["rating"], scales[one["criterion"]])
        said = Judgement(one["criterion"], rating, one["assessor"], BECAUSE, one.get("role"), None, (), place)
        standing[said.criterion] = (*standing.get(said.criterion, ()), said)
    return Party("judged", "Judged", {}, Evidence(()), standing, (), empty=False, path=())


def _number(said: Any, scale: Scale) -> Number | None:
    """Give the number that a judgement says, by itself or by a point's name."""
    return scale.called(said) if isinstance(said, str) else exact(said)


def _rated(
    rules: Rules, outcome: PartyOutcome, criterion: Criterion, values: tuple[Number | None, ...]
) -> Number | None:
    """Give what a criterion is judged to be, in the organisation or in a unit; its worst where it is not judged."""
    if outcome.nodes[criterion.id].state != APPLIES:
        return None if None in values else values[0]
    judged = (party.party.standing.get(criterion.id, ()) for party in (outcome, *outcome.units))
    standing = next((some for some in judged if some), ())
    low, _, _ = settle(rules.judgements, standing, criterion.judged_on)
    return low if low in values else values[0]
