"""A criterion that needs a voice, and suggests no evidence that carries it.

Which criterion needs one is read off its rating, marks and limits, safeguards among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kitemark.checks import forms
from kitemark.checks.finding import Finding, finding_at
from kitemark.checks.reach import Reach, voices
from kitemark.problems import listing
from kitemark.rules.measure import Measure
from kitemark.rules.naming import condition_measures, mark_measures, rating_measures
from kitemark.rules.standard import Criterion
from kitemark.standard import Standard


def voice_not_suggested(standard: Standard) -> Iterator[Finding]:
    """Find criteria that suggest no kind of evidence that a measure of theirs could hear a voice from.

    A measure hears a voice where its records are picked by `voice`. One that is `cited` also does
    where every kind that it may read carries one and it does not read them all; it is looked at
    only where the criterion suggests anything.
    """
    reach = Reach(standard.rules)
    paths = {criterion.id: (path, criterion) for path, criterion in forms.criteria(standard.model)}
    known: dict[str, frozenset[str] | None] = {}
    for criterion in standard.rules.criteria:
        path, form = paths[criterion.id]
        told: set[frozenset[str]] = set()
        for measures in _needs(criterion):
            heard = _heard(measures, reach, standard, known, lenient=not form.suggests)
            if not heard or heard & set(form.suggests) or heard in told:
                continue
            told.add(heard)
            yield _finding(standard, (*path, "suggests") if form.suggests else path, criterion.id, measures, heard)


def _needs(criterion: Criterion) -> Iterator[tuple[Measure, ...]]:
    """Give the measures of the rating, of each mark and of each limit: one of each will do."""
    yield tuple(rating_measures(criterion.rating))
    for mark in criterion.marks:
        yield tuple(mark_measures(mark))
    for limit in criterion.limits:
        if limit.unless is not None:
            yield tuple(condition_measures(limit.unless))


def _heard(
    measures: Iterable[Measure],
    reach: Reach,
    standard: Standard,
    known: dict[str, frozenset[str] | None],
    *,
    lenient: bool,
) -> frozenset[str]:
    """Give the kinds from which the measures can hear a voice; none where no voice is asked for."""
    found: frozenset[str] = frozenset()
    for measure in measures:
        if lenient and not reach.asks_for_voice(measure):
            continue
        if measure.id not in known:
            known[measure.id] = _kinds_with_voice(measure, reach, standard)
        found |= known[measure.id] or frozenset()
    return found


def _kinds_with_voice(measure: Measure, reach: Reach, standard: Standard) -> frozenset[str] | None:
    kinds = reach.kinds(measure)
    if reach.asks_for_voice(measure):
        return kinds
    narrow = measure.cited and 0 < len(kinds) < len(standard.rules.kinds)
    return kinds if narrow and all(voices(standard.rules.kinds[name]) for name in kinds) else None


def _finding(
    standard: Standard,
    path: tuple[str | int, ...],
    criterion: str,
    measures: tuple[Measure, ...],
    heard: frozenset[str],
) -> Finding:
    named = listing([f"'{measure.id}'" for measure in dict.fromkeys(measures)], 3)
    message = f"found no evidence suggested to '{criterion}' whose voice {named} hears"
    hint = f"suggest {listing(sorted(heard), 6)}"
    return finding_at(standard.document, "voice-not-suggested", path, message, hint)
