"""Carrying: what one version of a standard can know of an assessment that was made for another one."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from fractions import Fraction

from kitemark.analysis.drafting import Data, plain
from kitemark.analysis.editing import parties_in
from kitemark.assessment import assessment_from
from kitemark.binding.records import RecordReader
from kitemark.binding.spot import Spot
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.problems import KitemarkError
from kitemark.quantity import Number, date_from, exact, number_from_text
from kitemark.reading import Document
from kitemark.result import Result, evaluate
from kitemark.rules.records import COMMON
from kitemark.rules.scale import Scale
from kitemark.rules.standard import Criterion, Rules
from kitemark.schemas import misfits
from kitemark.standard import Standard


def seen(standard: Standard, pack: Data) -> Result | None:
    """Give what a version makes of what it can know of an assessment; None where that is nothing."""
    found = _seen(standard, pack)
    return None if found is None else found[1]


def known_part(standard: Standard, pack: Data) -> Data | None:
    """Give the part of an assessment that a version can know; None where that is nothing."""
    found = _seen(standard, pack)
    return None if found is None else found[0]


def _seen(standard: Standard, pack: Data) -> tuple[Data, Result] | None:
    for known in _views(standard, pack):
        try:
            return known, evaluate(standard, assessment_from(known))
        except KitemarkError:
            continue
    return None


def outcome_of(standard: Standard, pack: Data) -> PartyOutcome | None:
    """Give the outcome of what a version can know of an assessment; None where that is nothing."""
    found = seen(standard, pack)
    return None if found is None else found.outcome


def _views(standard: Standard, pack: Data) -> Iterator[Data]:
    yield pack
    yield carried(standard.rules, pack)


def carried(rules: Rules, pack: Data) -> Data:
    """Give an assessment without what a version does not know, and without what it would refuse."""
    known = copy.deepcopy(pack)
    known.pop("standard", None)
    if known.get("decision", {}).get("level") not in {level.id for level in rules.levels}:
        known.pop("decision", None)
    known["organisation"]["profile"] = _facts(rules, known["organisation"].get("profile", {}))
    keeper = _Keeper(rules, known)
    for party in parties_in(known):
        if party is not known and "profile" in party:
            party["profile"] = _facts(rules, party["profile"])
        if "evidence" in party:
            party["evidence"] = list(keeper.records(party["evidence"]))
    for party in parties_in(known):
        if "judgements" in party:
            party["judgements"] = list(keeper.judgements(party["judgements"]))
    return known


def _facts(rules: Rules, profile: Data) -> Data:
    return {
        name: fact for name, fact in profile.items() if name in rules.facts and not misfits(rules.facts[name], fact)
    }


class _Keeper:
    """Keeps what a version can read."""

    def __init__(self, rules: Rules, pack: Data) -> None:
        self._rules = rules
        self._criteria = {one.id: one for one in rules.criteria}
        self._ids: set[str] = set()
        self._spot = Spot(Document(pack), ())
        self._date = pack["date"] if not isinstance(pack["date"], str) else date_from(pack["date"])

    def records(self, records: list[Data]) -> Iterator[Data]:
        for record in records:
            kind = self._rules.kinds.get(record.get("kind", ""))
            if kind is None or self._date is None:
                continue
            kept = {name: value for name, value in record.items() if name in kind.fields or name in COMMON}
            if "criteria" in kept:
                kept["criteria"] = [name for name in kept["criteria"] if name in self._criteria]
            if RecordReader(self._rules, self._date, []).record(kept, self._spot) is not None:
                self._ids.add(kept["id"])
                yield kept

    def judgements(self, judgements: list[Data]) -> Iterator[Data]:
        for judgement in judgements:
            criterion = self._criteria.get(judgement["criterion"])
            known = None if criterion is None else _known(criterion, judgement)
            if known is not None:
                cites = [cited for cited in judgement.get("cites", ()) if cited in self._ids]
                yield {**known, "cites": cites} if "cites" in judgement else known


def _known(criterion: Criterion, judgement: Data) -> Data | None:
    """Give a judgement as a version knows it; None where it can make nothing of it.

    A rating at a point that the version does not have counts as the next worse one that it has.
    """
    if judgement.get("not_applicable"):
        return judgement if criterion.not_applicable != "refused" else None
    said, scale = judgement.get("rating"), criterion.judged_on
    value: Number | None = None
    if isinstance(said, str):
        value = scale.called(said)
        value = number_from_text(said) if value is None else value
    elif said is not None and not isinstance(said, bool):
        value = exact(said)
    if value is None or scale.holds(value):
        return None if value is None else judgement
    return {**judgement, "rating": plain(_no_better(scale, value))}


def _no_better(scale: Scale, value: Number) -> Number:
    """Give the best point of a scale that is no better than a value, or its worst."""
    if scale.points:
        points = [point.value for point in scale.points]
        return next((one for one in reversed(points) if scale.worse(one, value) == one), scale.worst)
    beyond = scale.worse(value, scale.best)
    if scale.worse(beyond, scale.worst) == beyond or scale.step is None:
        return scale.better(beyond, scale.worst)
    return scale.steps(scale.worst, int(abs(Fraction(beyond - scale.worst)) / scale.step))


def merged(whole: Data, before: Data, after: Data) -> Data:
    """Give an assessment after a change to the part of it that a version knows: `before` became `after`."""
    found = copy.deepcopy(after)
    profile = {**_unknown_facts(whole, before), **found["organisation"].get("profile", {})}
    if profile:
        found["organisation"]["profile"] = profile
    olds = {party.get("id"): party for party in parties_in(before)}
    wholes = {party.get("id"): party for party in parties_in(whole)}
    for party in parties_in(found):
        name = party.get("id")
        if name in wholes:
            _add_back(party, wholes[name], olds.get(name, {}))
    return found


def _unknown_facts(whole: Data, before: Data) -> Data:
    known = before["organisation"].get("profile", {})
    return {name: fact for name, fact in whole["organisation"].get("profile", {}).items() if name not in known}


def _add_back(party: Data, whole: Data, before: Data) -> None:
    kept = {record.get("id") for record in before.get("evidence", [])}
    lost = [record for record in whole.get("evidence", []) if record.get("id") not in kept]
    judged = {judgement["criterion"] for judgement in before.get("judgements", [])}
    unjudged = [one for one in whole.get("judgements", []) if one["criterion"] not in judged]
    for key, more in (("evidence", lost), ("judgements", unjudged)):
        if more:
            party[key] = [*party.get(key, []), *more]
