"""Measures in words: what is counted, from which records, since when, how many it takes, and how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kitemark.describe.records import period_of, records_words, same_period, who_words, windows
from kitemark.describe.sources import Source
from kitemark.describe.wording import Wording
from kitemark.describe.words import is_range, named, threshold, wanted
from kitemark.explain.words import joined, percentage
from kitemark.quantity import Amount, shown
from kitemark.rules import measure as rules
from kitemark.rules.scale import Goal

_PLURALS = {
    "assessor": "assessors",
    "criterion": "criteria",
    "date": "days",
    "kind": "kinds of evidence",
    "unit": "units",
    "voice": "voices",
}


def sources(measure: rules.Measure, wording: Wording) -> tuple[Source, ...]:
    """Give the sources of a measure's records."""
    return wording.sources.of(measure.sieve)


def counted(measure: rules.Measure) -> str:
    """Give what is counted, and how groups become one number."""
    text = TAKES[measure.take.__class__](measure.take)
    if measure.cited:
        speaks = "that speak to the criterion"
        text += f" {speaks}" if isinstance(measure.take, rules.CountRecords) else f", in records {speaks}"
    return f"{text}, {_groups(measure.groups)}" if measure.groups else text


def _groups(groups: rules.Groups) -> str:
    goal = groups.reaching
    reaching = threshold(goal, share=goal.share) if goal is not None else ""
    across = {
        "worst": "the worst of them counts",
        "best": "the best of them counts",
        "spread": "and the gap between the largest and the smallest counts",
        "reaching": f"and the share of them that reach {reaching} counts",
    }[groups.across]
    every = joined([name for _, name in groups.every])
    must = f"; {every} must be among them" if every else ""
    return f"taken apart for each {named(groups.field)}, {across}{must}"


def _count(_: rules.CountRecords) -> str:
    return "the number of records"


def _distinct(take: rules.CountDistinct) -> str:
    values = f"values of '{named(take.field)}'"
    return f"the number of different {_PLURALS.get(take.field, values)}"


def _sum(take: rules.Sum) -> str:
    return f"the sum of '{named(take.field)}'"


def _mean(take: rules.Mean) -> str:
    weighed = f", each weighing as much as its '{named(take.weight)}'" if take.weight else ""
    return f"the mean of '{named(take.field)}'{weighed}"


def _median(take: rules.Median) -> str:
    worst = "; a record without it counts as worse than any number" if take.missing_worst else ""
    return f"the median of '{named(take.field)}'{worst}"


def _latest(take: rules.Latest) -> str:
    return f"'{named(take.field)}' of the latest record"


def _smallest(take: rules.Smallest) -> str:
    return f"the smallest '{named(take.field)}'"


def _largest(take: rules.Largest) -> str:
    return f"the largest '{named(take.field)}'"


def _age(take: rules.Age) -> str:
    return f"whole {take.unit} since the latest record"


def _share_of_sums(take: rules.ShareOfSums) -> str:
    return f"'{named(take.field)}' as a share of '{named(take.of)}', each added up over the records"


def _share_of_records(take: rules.ShareOfRecords) -> str:
    weighed = f", each weighing as much as its '{named(take.of)}'" if take.of else ""
    wanted_of = joined([f"{named(test.field)} is {wanted(test)}" for test in take.tests])
    return f"the share of the records where {wanted_of}{weighed}"


def _margin(take: rules.Margin) -> str:
    return f"the margin of error of a share at its widest, from the sum of '{named(take.field)}'"


TAKES: Mapping[type[rules.Take], Callable[[Any], str]] = {
    rules.CountRecords: _count,
    rules.CountDistinct: _distinct,
    rules.Sum: _sum,
    rules.Mean: _mean,
    rules.Median: _median,
    rules.Latest: _latest,
    rules.Smallest: _smallest,
    rules.Largest: _largest,
    rules.Age: _age,
    rules.ShareOfSums: _share_of_sums,
    rules.ShareOfRecords: _share_of_records,
    rules.Margin: _margin,
}


def fields(measure: rules.Measure, wording: Wording) -> tuple[str, ...]:
    """Give the fields that a record needs for a measure, as the standard's file calls them."""
    take = measure.take
    tests = take.tests if isinstance(take, rules.ShareOfRecords) else ()
    read = [getattr(take, key, None) for key in ("field", "weight", "of")]
    read += [test.field for test in tests]
    read += [measure.groups.field if measure.groups else None, measure.population]
    read += [field for field, _ in measure.needs]
    for source in sources(measure, wording):
        read += [test.field for test in source.tests]
        read += [link.by for link in source.links]
        read += [] if measure.counts_only else [kind.people for kind in wording.sources.kinds(source)]
        read += ["date"] if source.within or source.older_than else []
    read += ["criteria"] if measure.cited else []
    read += ["date"] if isinstance(take, rules.Age | rules.Latest) else []
    return tuple(dict.fromkeys(name for name in read if name))


def records(measure: rules.Measure, wording: Wording) -> list[str]:
    """Give the records that a measure takes; each with its period, where they differ."""
    found = sources(measure, wording)
    return records_words(found, wording, dated=same_period(found) is None)


def period(measure: rules.Measure, wording: Wording) -> str:
    """Give from when a measure's records count."""
    one = same_period(sources(measure, wording))
    return period_of(one) if one is not None else "as said with the records"


def least(measure: rules.Measure) -> str:
    """Give the least number that a measure needs, and what it is without a record."""
    each = " in each group" if measure.groups else ""
    needs = joined([f"at least {shown(number)} {named(field)} in all{each}" for field, number in measure.needs])
    if not needs:
        return f"no least number; {without_records(measure)}"
    none = f"; {without_records(measure)}" if measure.if_none is not None else ""
    return f"{needs}; fewer leave it not known{none}"


def without_records(measure: rules.Measure) -> str:
    """Give what a measure comes to where there is no record."""
    counts = isinstance(measure.take, rules.CountRecords | rules.CountDistinct)
    sums = isinstance(measure.take, rules.Sum) and (measure.groups is not None or not measure.group_lower)
    zero = (counts or sums) and not measure.needs
    if measure.groups is not None and measure.groups.every:
        return f"a group that is missing {'counts as 0' if zero else 'is not known, and so is the whole'}"
    if measure.if_none is not None:
        return f"without any record it counts as {Amount(measure.if_none, measure.share)}"
    if zero and measure.groups is None:
        return "without any record it counts as 0"
    return "without any record it is not known, and reaches nothing"


def certainty(measure: rules.Measure) -> str:
    """Give how sure a measure is, or nothing where it is taken as it is."""
    if measure.confidence is None:
        return ""
    summed = "largest" if measure.population_largest else "sum"
    of = f", out of as many as the {summed} of '{named(measure.population)}'" if measure.population else ""
    return f"{'a range ' if is_range(measure) else ''}at {percentage(measure.confidence)} confidence{of}"


def small_groups(measure: rules.Measure, wording: Wording) -> str:
    """Give what is withheld where few people stand behind a measure, or nothing where nothing ever is."""
    smallest = wording.rules.smallest_group
    kinds = wording.sources.all_kinds(sources(measure, wording))
    people = list(dict.fromkeys(named(kind.people) for kind in kinds if kind.people))
    if smallest < 2 or measure.counts_only or not people:
        return ""
    each = ", for each group" if measure.groups else ""
    counted_by = joined([f"'{field}'" for field in people], "or")
    return f"withheld where the records together count fewer than {smallest} people ({counted_by}){each}"


def who(measure: rules.Measure, wording: Wording) -> list[str]:
    """Give who brings a measure's records, as far as the rules say."""
    return who_words(sources(measure, wording), wording)


def how_often(measure: rules.Measure, wording: Wording, goal: Goal | None = None) -> str:
    """Give how often records must be brought so that some are in date, and young enough for a goal."""
    if isinstance(measure.take, rules.Age) and goal is not None:
        return f"again before {'' if goal.strict else 'more than '}{shown(goal.value)} {measure.take.unit} have passed"
    found = sources(measure, wording)
    spans = windows(found)
    if not spans:
        return "kept up at all times, as records of any age count" if measure.lower else "once, and when it changes"
    if same_period(found) is None:
        return "again in every period said with the records"
    every = joined([str(span) for span in spans])
    counts = isinstance(measure.take, rules.CountRecords | rules.CountDistinct | rules.Sum)
    if measure.lower and counts:
        return f"kept up at all times; the last {every} count"
    return f"again in every {every}"
