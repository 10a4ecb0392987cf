"""Merging: the packs in which several assessors wrote down one assessment, made one.

Nothing is dropped and nothing averaged. Every judgement is kept, and the standard's own rules
settle them. The order in which the packs are given decides nothing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kitemark.assessment import Assessment, assessment_from
from kitemark.authoring.packs import pack_text
from kitemark.binding import Party
from kitemark.digest import canonical
from kitemark.moderation.agreed import Agreed, agreed_judgements
from kitemark.moderation.heads import Gatherer, Part, parties
from kitemark.moderation.judged import Judged, Judgements, gathered_judgements
from kitemark.moderation.order import interleaved
from kitemark.moderation.records import Records, gathered_records
from kitemark.problems import KitemarkError, Problem, listing
from kitemark.reading import Table, path_text
from kitemark.result import Result, evaluate
from kitemark.standard import Standard

HEAD = ("# Written by kitemark merge. Comments of the packs that it was made from are not kept.",)


@dataclass(frozen=True, slots=True)
class Merged:
    """Several packs made one: the assessment, what it comes to, and what people should know of the merging."""

    assessment: Assessment
    result: Result
    notes: tuple[str, ...]

    def text(self, standard: str) -> str:
        """Give the pack as YAML, a record and a judgement a line; `standard` is how it names its standard."""
        return pack_text(HEAD, self.assessment.to_data(), standard)


def merge(packs: Sequence[Assessment], standard: Standard, *, moderation: Table | None = None) -> Merged:
    """Give one assessment made of several packs of the same assessment by a standard.

    The packs must say the same of the organisation, the date and each record; what only one of
    them has is taken. `moderation` is the table of a filled sheet, of which what was agreed is added as
    later judgements. Raises KitemarkError with everything that differs or is wrong.
    """
    if not packs:
        raise ValueError("merge wants at least one assessment")
    parts = [Part(pack, pack.written_out(standard)) for pack in packs]
    gatherer = Gatherer(parts)
    head = gatherer.head()
    records, same_order, wrong_records = gathered_records(parts, standard)
    places = {criterion.id: place for place, criterion in enumerate(standard.rules.criteria)}
    judged, judged_alike, wrong_judgements = gathered_judgements(parts, places)
    units = _units(gatherer, parts)
    faults = [fault for part in parts for fault in _faults(part, parts, standard)]
    if problems := [*faults, *gatherer.problems, *wrong_records, *wrong_judgements]:
        raise KitemarkError(problems)
    whole = _evaluated(_data(head, records, judged, units), standard)
    agreed: Sequence[Agreed] | None = None
    if moderation is not None:
        agreed = _new(agreed_judgements(moderation, whole, standard), judged)
        whole = _evaluated(_data(head, records, _with(agreed, judged, places), units), standard)
    notes = _notes(whole, agreed, same_order=same_order and judged_alike)
    return Merged(whole.assessment, whole, tuple(notes))


def _units(gatherer: Gatherer, parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Give the units that any pack lists, with names and facts."""
    lists = [[name for name, _ in parties(part) if name is not None] for part in parts]
    order, _ = interleaved([list(dict.fromkeys(some)) for some in lists], str)
    found = []
    for name in order:
        places = [(part, path) for part in parts for unit, path in parties(part) if unit == name]
        found.append(gatherer.party(places))
    return found


def _faults(part: Part, parts: Sequence[Part], standard: Standard) -> Iterator[Problem]:
    """Give what is wrong with one pack by itself, save what another one brings: records it cites, facts."""
    _, problems = part.assessment.bound(standard)
    if not problems:
        return
    records = (
        record for other in parts for _, path in parties(other) for record in other.at((*path, "evidence")) or ()
    )
    known = {name for record in records if isinstance(name := record.get("id"), str)}
    excused = {
        path_text((*path, "judgements", place, "cites", at))
        for _, path in parties(part)
        for place, raw in enumerate(part.at((*path, "judgements")) or ())
        for at, cited in enumerate(raw.get("cites", ()))
        if cited in known
    }
    for problem in problems:
        if problem.path not in excused and problem.code != "missing-fact":
            yield problem


def _data(head: Mapping[str, Any], records: Records, judged: Judged, units: list[dict[str, Any]]) -> dict[str, Any]:
    def filled(unit: str | None) -> dict[str, Any]:
        both = {"evidence": records.get(unit, []), "judgements": judged.get(unit, [])}
        return {key: value for key, value in both.items() if value}

    early = {key: head[key] for key in ("organisation", "date", "title", "note") if key in head}
    late = {key: head[key] for key in ("decision", "users_comment") if key in head}
    listed = {"units": [{**unit, **filled(unit["id"])} for unit in units]} if units else {}
    return {"kitemark": 1, **early, **filled(None), **listed, **late}


def _evaluated(data: dict[str, Any], standard: Standard) -> Result:
    return evaluate(standard, assessment_from(data))


def _with(agreed: Sequence[Agreed], judged: Judged, places: Mapping[str, int]) -> Judged:
    """Give the judgements with those that were agreed, each after all that its assessor said before."""
    found: Judged = {}
    for unit, raws in judged.items():
        some = Judgements(places)
        keys = some.add(raws)
        for one in agreed:
            if one.unit == unit:
                some.follow([key for key, raw in zip(keys, raws, strict=True) if _is_of(raw, one)], one.judgement)
        found[unit], _ = some.whole()
    return found


def _is_of(raw: Mapping[str, Any], later: Agreed) -> bool:
    """Tell whether a judgement is of the same criterion and assessor as one that was agreed."""
    return (raw["criterion"], raw["assessor"]) == (later.judgement["criterion"], later.judgement["assessor"])


def _new(agreed: Sequence[Agreed], judged: Judged) -> list[Agreed]:
    """Give what was agreed and does not stand in the packs already."""
    known = {(unit, canonical(raw)) for unit, raws in judged.items() for raw in raws}
    return [one for one in agreed if (one.unit, canonical(one.judgement)) not in known]


def _notes(whole: Result, agreed: Sequence[Agreed] | None, *, same_order: bool) -> Iterator[str]:
    yield "Comments in the packs are not kept, and tables are written out as records."
    if not same_order:
        yield (
            "The packs list the same things in different orders, so that they now stand in an order of their own. "
            "That matters only where a standard takes the latest of one day."
        )
    if agreed:
        were = "judgement was" if len(agreed) == 1 else "judgements were"
        yield f"{len(agreed)} agreed {were} added; the first ones are kept."
    elif agreed is not None:
        yield "The sheet added nothing: no row of it is filled in, or all of it was added before."
    parties_ = [outcome.party for outcome in (whole.outcome, *whole.outcome.units)]
    yield from _much_alike(sorted({name for party in parties_ for name in _assessors(party)}))
    if whole.standard.rules.judgements.settle == "latest":
        for party in parties_:
            yield from _ties(party)


def _assessors(party: Party) -> Iterator[str]:
    for standing in party.standing.values():
        yield from (one.assessor for one in standing)
    yield from (one.judgement.assessor for one in party.set_aside)


def _much_alike(names: Sequence[str]) -> Iterator[str]:
    plain: dict[str, list[str]] = {}
    for name in names:
        plain.setdefault(re.sub(r"[\W_]+", "", name).casefold(), []).append(name)
    for alike in plain.values():
        if len(alike) > 1:
            said = listing(f"'{name}'" for name in alike)
            yield f"{said} count as different people. If they are one, write the name the same everywhere."


def _ties(party: Party) -> Iterator[str]:
    """Give the criteria of which the latest judgements are of one day, so that place decides."""
    tied = []
    for criterion, standing in party.standing.items():
        days = [one.day or datetime.date.min for one in standing if one.rating is not None]
        ratings = {one.rating for one in standing if (one.day or datetime.date.min) == max(days, default=None)}
        if len(ratings) > 1:
            tied.append(criterion)
    if tied:
        yield (
            f"The standard takes the latest judgement, and of {listing(tied)} several are of the same last day: "
            "the one that stands last in the file counts. Date them apart where that is not meant."
        )
