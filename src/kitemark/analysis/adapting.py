"""Adapting: an assessment changed, as little as may be, into one that comes to what is supposed."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kitemark.analysis.domains import schema_domain
from kitemark.analysis.drafting import Data, failing_value, plain
from kitemark.analysis.editing import Edit, Held, case_of, parties_in
from kitemark.analysis.making import Maker
from kitemark.analysis.routes import tests_of
from kitemark.analysis.supposing import Key, Supposed, World
from kitemark.analysis.thresholds import Signature, Thresholds
from kitemark.analysis.unknowns import Unknowns
from kitemark.analysis.witness import Panel, judged, panels
from kitemark.binding import Case
from kitemark.evaluation import evaluate_case
from kitemark.evaluation.matching import matches
from kitemark.evaluation.outcome import CriterionOutcome, PartyOutcome, RatingOutcome
from kitemark.problems import KitemarkError
from kitemark.quantity import Number
from kitemark.rules.naming import fact_tests
from kitemark.rules.rating import Judged
from kitemark.rules.records import Test
from kitemark.schemas import misfits
from kitemark.standard import Standard

_MOST_TRIED = 30
_MOST_CHANGES = 200


@dataclass(frozen=True, slots=True)
class Base:
    """An assessment to begin with, what it comes to, and that as the solver would suppose it."""

    pack: Data
    outcome: PartyOutcome
    world: World


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
        self._fact_tests: dict[str, list[Test]] = {}
        for test in fact_tests(standard.rules):
            self._fact_tests.setdefault(test.field, []).append(test)

    def _signature(self, key: Key, ends: Any) -> tuple[bool, ...]:
        return self._thresholds.signature(key[0], ends)

    def outcome(self, pack: Data) -> PartyOutcome | None:
        """Give what the engine says of an assessment, or None where it is none."""
        case = case_of(self._standard, pack)
        return None if case is None else self._evaluated(case)

    def _evaluated(self, case: Case) -> PartyOutcome | None:
        try:
            return evaluate_case(self._rules, case)
        except KitemarkError:
            return None

    def base(self, pack: Data) -> Base | None:
        """Give an assessment as one to begin with; None where it is none."""
        case = case_of(self._standard, pack)
        outcome = None if case is None else self._evaluated(case)
        if case is None or outcome is None:
            return None
        read = Held.in_case(self._standard, case).reader()
        ratings = {name: _rated(outcome, name, choice.values) for name, choice in self._known.judged.items()}
        measures = {
            key: self._sorts[key].get(self._signature(key, read(key)), choice.values[0])
            for key, choice in self._known.measures.items()
        }
        return Base(pack, outcome, World(self._facts(outcome.party.facts), ratings, measures))

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
        pack = copy.deepcopy(base.pack)
        facts = {name: value for name, value in world.facts.items() if value != base.world.facts.get(name)}
        if facts:
            pack["organisation"].setdefault("profile", {}).update(facts)
        for name, rating in world.ratings.items():
            if rating != base.world.ratings[name]:
                self._judge(pack, name, rating, world)
        changed = [key for key, wanted in world.measures.items() if wanted != base.world.measures[key]]
        judged_on = [key for key in changed if self._rules.measures[key[0]].sieve.judgements]
        by_panel = self._by_other_panel(pack, world, judged_on) if judged_on else pack
        keys = [key for key in changed if key not in judged_on]
        return by_panel if not keys or by_panel is None else self._moved(by_panel, keys, world)

    def _moved(self, pack: Data, keys: Sequence[Key], world: World) -> Data | None:
        """Give an assessment whose measures are as supposed, one after the other."""
        evidence = Held.of(self._standard, pack)
        if evidence is None or len(keys) > _MOST_CHANGES:
            return None
        aim = {key: self._signature(key, value) for key, value in world.measures.items()}
        left = dict.fromkeys(keys)
        for key in keys:
            del left[key]
            wanted = {one: aim[one] for one in aim if one not in left}
            edit = self._edit(evidence, key, world, wanted)
            edited = None if edit is None else evidence.edited(edit)
            if edit is None or edited is None:
                return None
            pack, evidence = edit.of_pack(pack), edited
        return pack

    def _edit(self, evidence: Held, key: Key, world: World, aim: Mapping[Key, Signature]) -> Edit | None:
        """Give the change after which a measure is as supposed and, if there is one, all the others too."""
        fallback = None
        for edit in itertools.islice(self._edits(evidence, key, world), _MOST_TRIED):
            edited = evidence.edited(edit)
            read = None if edited is None else edited.reader()
            if read is None or self._signature(key, read(key)) != aim[key]:
                continue
            if all(self._signature(one, read(one)) == wanted for one, wanted in aim.items()):
                return edit
            fallback = fallback or edit
        return fallback

    def _edits(self, evidence: Held, key: Key, world: World) -> Iterator[Edit]:
        yield Edit()
        ids = evidence.behind(key)
        for count in dict.fromkeys((1, 2, len(ids) - 1, len(ids))):
            if 0 < count <= len(ids):
                yield Edit(frozenset(ids[:count]), criterion=key[1])
                yield from self._spoilt(evidence, ids[:count], key)
        yield from self._refilled(evidence, ids, key, world.measures[key])
        maker = Maker(self._standard, self._thresholds, evidence.date)
        for records in maker.candidates(key, world.measures[key]):
            if records:
                named = evidence.named_apart(records)
                yield Edit(added=tuple(named))
                if ids:
                    yield Edit(frozenset(ids), criterion=key[1], added=tuple(named))

    def _spoilt(self, evidence: Held, ids: Sequence[str], key: Key) -> Iterator[Edit]:
        """Give changes after which some records no longer pass one of a measure's tests."""
        measure = self._rules.measures[key[0]]
        kinds = {evidence.kind_of(one) for one in ids}
        for test in tests_of(self._rules, measure):
            for kind in kinds:
                value = failing_value(test, self._rules.kinds[kind])
                if value is not None:
                    some = frozenset(one for one in ids if evidence.kind_of(one) == kind)
                    yield Edit(some, field=test.field, value=value)

    def _refilled(self, evidence: Held, ids: Sequence[str], key: Key, wanted: Supposed) -> Iterator[Edit]:
        """Give changes after which the records that are read say another number."""
        field = getattr(self._rules.measures[key[0]].take, "field", None)
        if field is None or not ids:
            return
        for kind in {evidence.kind_of(one) for one in ids}:
            schema = self._rules.kinds[kind].fields.get(field)
            domain = schema_domain(schema)
            for value in dict.fromkeys((0, wanted.low, domain.low, domain.high)):
                if value is not None and schema is not None and not misfits(schema, plain(value)):
                    some = [one for one in ids if evidence.kind_of(one) == kind]
                    yield Edit(frozenset(some[:1]), field=field, value=plain(value))
                    yield Edit(frozenset(some), field=field, value=plain(value))

    # Judgements

    def _by_other_panel(self, pack: Data, world: World, changed: Sequence[Key]) -> Data | None:
        """Give an assessment that another panel judges, so that measures of judgements are as supposed."""
        every = [key for key in world.measures if self._rules.measures[key[0]].sieve.judgements]
        fallback = None
        judged = _only_judged(pack)
        for panel in self._panels:
            tried = self._paneled(judged, panel)
            held = Held.of(self._standard, tried)
            if held is None:
                continue
            read = held.reader()
            off = [key for key in every if self._signature(key, read(key)) != self._signature(key, world.measures[key])]
            if not off:
                return self._paneled(pack, panel)
            if not set(off) & set(changed):
                fallback = fallback or panel
        return None if fallback is None else self._paneled(pack, fallback)

    def _judge(self, pack: Data, name: str, rating: Number | None, world: World) -> None:
        said = {"not_applicable": True} if rating is None else {"rating": plain(rating)}
        mine = [one for one in _judgements(pack) if one["criterion"] == name]
        for one in mine:
            one.pop("rating", None)
            one.pop("not_applicable", None)
            one.update(said)
        if not mine:
            criterion = next(one for one in self._rules.criteria if one.id == name)
            made = list(judged(criterion, world, self._panels[0], 0))
            for party in parties_in(pack) if criterion.asked_of == "units" else [pack]:
                party.setdefault("judgements", []).extend(dict(one) for one in made)

    def _paneled(self, pack: Data, panel: Panel) -> Data:
        """Give an assessment that another panel judges, with the same ratings and citations."""
        changed = copy.deepcopy(pack)
        for party in parties_in(changed):
            groups: dict[str, list[Data]] = {}
            for one in party.get("judgements", []):
                groups.setdefault(one["criterion"], []).append(one)
            party["judgements"] = [
                one for place, mine in enumerate(groups.values()) for one in _by_panel(mine, panel, place)
            ]
        return changed


def _only_judged(pack: Data) -> Data:
    """Give an assessment without its records and what is cited."""
    kept = {key: value for key, value in pack.items() if key != "evidence"}
    kept["judgements"] = [
        {key: value for key, value in one.items() if key != "cites"} for one in pack.get("judgements", [])
    ]
    if pack.get("units"):
        kept["units"] = [_only_judged(unit) for unit in pack["units"]]
    return kept


def _by_panel(mine: list[Data], panel: Panel, place: int) -> Iterator[Data]:
    cites = list(dict.fromkeys(cited for one in mine for cited in one.get("cites", ())))
    said = {key: value for key, value in mine[0].items() if key in ("criterion", "rating", "not_applicable")}
    for number, one in enumerate(panel.says(said, place)):
        if cites and number == 0:
            one["cites"] = cites
        yield one


def _judgements(pack: Data) -> Iterator[Data]:
    for party in parties_in(pack):
        yield from party.get("judgements", [])


def _rated(outcome: PartyOutcome, name: str, values: tuple[Number | None, ...]) -> Number | None:
    """Give what a criterion is judged to be; its worst where it is not judged."""
    node = outcome.nodes[name]
    if node.state != "applies":
        return None if None in values else values[0]
    assert isinstance(node, CriterionOutcome)  # noqa: S101 - only criteria are judged
    found = None if node.rating is None else _judged_part(node.rating)
    return found if found is not None and found in values else values[0]


def _judged_part(rating: RatingOutcome) -> Number | None:
    if isinstance(rating.rule, Judged) and rating.rule.bands is None:
        return rating.low
    return next((found for part in rating.parts if (found := _judged_part(part)) is not None), None)
