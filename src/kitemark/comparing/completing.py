"""Completing: records that say all that both versions ask for, so that none is refused for want of a field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kitemark.analysis.carrying import carried
from kitemark.analysis.drafting import Data
from kitemark.analysis.editing import copied, parties_in
from kitemark.analysis.sameness import bare
from kitemark.authoring.samples import sample
from kitemark.comparing.facts_needed import newly_needed
from kitemark.explain.words import joined
from kitemark.rules.records import Kind
from kitemark.rules.standard import Rules

Both = tuple[Rules, Rules]
_MOST = 8
"""Most criteria or facts that are named."""


def asked_notes(both: Both) -> Iterator[str]:
    """Give in words how packs are read by a version that asks for more, or knows less, than the other."""
    for one, other in _shared(both):
        for version, more in (("new", other.required - one.required), ("old", one.required - other.required)):
            if more:
                fields = joined([f"'{name}'" for name in sorted(more)])
                yield (
                    f"The {version} version takes no record of '{one.id}' without {fields}. "
                    "What is said of levels is of organisations whose records say so much."
                )
    yield from _refused(both)
    yield from _judged_apart(both)
    if any(one != other for one, other in _points(both)):
        yield "A rating at a point that only one version has counts in the other one as the next worse point there."


def _refused(both: Both) -> Iterator[str]:
    """Give the facts that only one version cannot do without, and the criteria that it alone asks of everybody."""
    old, new = both
    for version, other, one in (("new", old, new), ("old", new, old)):
        if facts := sorted(newly_needed(other, one)):
            yield (
                f"The {version} version takes no profile without {_some(facts)}. "
                "What is said of levels is of organisations whose profiles say so much."
            )
        lenient = {criterion.id for criterion in other.criteria if criterion.not_applicable != "refused"}
        strict = [criterion.id for criterion in one.criteria if criterion.not_applicable == "refused"]
        if refused := [name for name in strict if name in lenient]:
            yield (
                f"The {version} version takes no mark of not applicable for {_some(refused)}. "
                "What is said of levels is of organisations without such marks."
            )


def _some(names: Sequence[str]) -> str:
    more = [f"{len(names) - _MOST} more"] if len(names) > _MOST else []
    return joined([*(f"'{name}'" for name in names[:_MOST]), *more])


def _judged_apart(both: Both) -> Iterator[str]:
    """Give the criteria that only one version has, where judgements are counted."""
    if not any(measure.sieve.judgements for rules in both for measure in rules.measures.values()):
        return
    ids = [[one.id for one in rules.criteria] for rules in both]
    for place, version in enumerate(("old", "new")):
        alone = [name for name in ids[place] if name not in ids[1 - place]]
        if alone:
            said = joined([*alone[:_MOST], *([f"{len(alone) - _MOST} more"] if len(alone) > _MOST else [])])
            yield f"Judgements of {said} count only by the {version} version, also in a number of judgements."


def _points(both: Both) -> Iterator[tuple[object, object]]:
    """Give the scales on which each criterion of both is judged, without their words."""
    news = {one.id: one.judged_on for one in both[1].criteria}
    pairs = ((one.judged_on, news[one.id]) for one in both[0].criteria if one.id in news)
    return ((bare(old), bare(new)) for old, new in pairs)


def is_fuller(both: Both) -> bool:
    """Tell whether either version asks more of a record than the other does."""
    return any(one.required != other.required for one, other in _shared(both))


def _shared(both: Both) -> Iterator[tuple[Kind, Kind]]:
    old, new = both
    return ((kind, new.kinds[name]) for name, kind in old.kinds.items() if name in new.kinds)


def completed(pack: Data, both: Both) -> Data | None:
    """Give a pack whose records say all that either version asks for; None where no way of saying it is plain."""
    if not is_fuller(both):
        return pack
    asked = {kind.id: (kind, other) for kind, other in _shared(both)}
    found = copied(pack)
    for party in parties_in(found):
        if "evidence" in party:
            try:
                party["evidence"] = [
                    _completed(record, asked.get(record.get("kind", ""), ())) for record in party["evidence"]
                ]
            except (LookupError, StopIteration):
                return None
    return found if all(_keeps(rules, found, asked) for rules in both) else None


def _completed(record: Data, kinds: tuple[Kind, ...]) -> Data:
    lacking = {name: kind for kind in kinds for name in sorted(kind.required) if name not in record}
    return {**record, **{name: sample(kind.fields[name]) for name, kind in lacking.items()}}


def _keeps(rules: Rules, pack: Data, shared: dict[str, tuple[Kind, Kind]]) -> bool:
    """Tell whether a version takes every record of a kind that both have."""
    counts = [
        sum(record.get("kind") in shared for party in parties_in(one) for record in party.get("evidence", ()))
        for one in (pack, carried(rules, pack))
    ]
    return counts[0] == counts[1]
