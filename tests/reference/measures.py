"""Measures of the reference evaluator: records become one number, or an interval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from statistics import NormalDist
from typing import Any

from .evidence import Evidence, Plain, Record, identity, matches, months_before
from .exact import amount, number, reaches

NEVER_WITHHELD = ("count", "distinct", "age")


@dataclass(frozen=True)
class Known:
    """One number."""

    value: Fraction
    lower: bool

    def reaches(self, wanted: Fraction, *, strict: bool, end: str) -> bool:
        """Compare the number."""
        del end  # it is the same at both
        return reaches(self.value, wanted, strict=strict, lower=self.lower)


@dataclass(frozen=True)
class Beyond:
    """A number worse than any (`missing: worst`)."""

    lower: bool

    def reaches(self, wanted: Fraction, *, strict: bool, end: str) -> bool:
        """Worse than any number, it reaches none."""
        del wanted, strict, end
        return False


@dataclass(frozen=True)
class Unknown:
    """From the worst to the best there could be."""

    lower: bool
    withheld: bool = False

    def reaches(self, wanted: Fraction, *, strict: bool, end: str) -> bool:
        """Its low end reaches no threshold, its high end every one."""
        del wanted, strict
        return end == "high"


@dataclass(frozen=True)
class Margin:
    """z·√(f/(4n)), kept as its square."""

    square: Fraction
    lower: bool = True

    def reaches(self, wanted: Fraction, *, strict: bool, end: str) -> bool:
        """Compared squared, so exactly; lower is better."""
        del end  # it is the same at both
        if strict:
            return wanted > 0 and self.square < wanted**2
        return wanted >= 0 and self.square <= wanted**2


@dataclass(frozen=True)
class Share:
    """The two-sided score interval (Wilson) of k of n."""

    k: Fraction
    n: Fraction
    z: Fraction
    f: Fraction
    lower: bool

    @property
    def estimate(self) -> Known:
        """The estimate k/n."""
        return Known(self.k / self.n, self.lower)

    def reaches(self, wanted: Fraction, *, strict: bool, end: str) -> bool:
        """Compare the pessimistic or the optimistic end, in either direction."""
        if self.lower:
            if end == "low":  # the upper end is at most t
                return self._end_reaches(self.n - self.k, 1 - wanted, strict)
            return not self._end_reaches(self.k, wanted, not strict)  # the lower end is at most t
        if end == "low":  # the lower end is at least t
            return self._end_reaches(self.k, wanted, strict)
        # "The upper end mirrors this with n - k and 1 - t": at least t is not less than t.
        return not self._end_reaches(self.n - self.k, 1 - wanted, not strict)

    def _end_reaches(self, k: Fraction, t: Fraction, strict: bool) -> bool:
        n, left = self.n, k - self.n * t
        right = self.z**2 * n * t * (1 - t) * self.f
        if strict:  # "t < 0, or 0 <= t < 1 and k > n·t and (…)² > …"
            return t < 0 or (0 <= t < 1 and left > 0 and left**2 > right)
        if t == 1:  # "it is at least 1 only when f = 0 and k = n"
            return self.f == 0 and k == n
        # Otherwise "t <= 0, or 0 < t < 1 and k >= n·t and (…)² >= z²·n·t·(1 - t)·f"
        return t <= 0 or (0 < t < 1 and left >= 0 and left**2 >= right)


Single = Known | Beyond
Reading = Single | Unknown | Margin | Share


def take_name(measure: Plain) -> str:
    """The first word of `take`."""
    take = measure["take"]
    return take if isinstance(take, str) else next(iter(take))


def group_lower(measure: Plain) -> bool:
    """Whether lower is better for the number itself (a group's number, with `by`)."""
    if "better" in measure:
        return bool(measure["better"] == "lower")
    return take_name(measure) in ("age", "margin")


def lower_is_better(measure: Plain) -> bool:
    """Whether lower is better for what the measure comes to."""
    across = measure.get("across")
    if across == "spread":  # "lower is better"
        return True
    if isinstance(across, dict):  # reaching: "higher is better"
        return False
    return group_lower(measure)


def quantile(confidence: Any) -> Fraction:
    """The standard normal quantile at (1 + confidence)/2 rounded to 6 decimals, then exact."""
    probability = float((1 + amount(confidence)) / 2)
    return Fraction(str(round(NormalDist().inv_cdf(probability), 6)))


def total(records: list[Record], name: str) -> Fraction:
    """The sum of a field over the records that have it."""
    return sum((number(r.fields[name]) for r in records if name in r.fields), Fraction(0))


def read(measure: Plain, evidence: Evidence, criterion: str | None = None) -> Reading:
    """Reduce the records to a reading."""
    records = [record for record in evidence.chosen(measure, criterion) if _has_what_is_read(measure, record)]
    return _Taken(measure, evidence).whole(records)


def _fields_read(measure: Plain) -> list[str]:
    """The fields that `take` or `by` reads."""
    take, names = measure["take"], []
    if isinstance(take, dict) and "age" not in take:
        first = next(iter(take.values()))
        if not (take_name(measure) == "median" and take.get("missing") == "worst"):
            names += list(first) if isinstance(first, dict) else [first]
        names += [take[word] for word in ("of", "weighted_by") if word in take]
    return names + ([measure["by"]] if "by" in measure else [])


def _has_what_is_read(measure: Plain, record: Record) -> bool:
    """Records without a field that `take` or `by` reads do not qualify."""
    if take_name(measure) == "age" and record.dated is None:
        return False
    return all(name in record.fields for name in _fields_read(measure))


class _Taken:
    """One measure's `take`, applied to records that qualify."""

    def __init__(self, measure: Plain, evidence: Evidence) -> None:
        self.measure = measure
        self.evidence = evidence
        self.name = take_name(measure)
        self.take = measure["take"] if isinstance(measure["take"], dict) else {}
        self.lower = group_lower(measure)
        self.needs = {k: number(v) for k, v in measure.get("needs", {}).items()}

    def whole(self, records: list[Record]) -> Reading:
        """The measure: one number, or the groups' numbers reduced by `across`."""
        if_none = self._if_none()
        if not records and if_none is not None and not self.measure.get("every"):
            return Known(if_none, lower_is_better(self.measure))
        if "by" in self.measure:
            return self._across(self._groups(records))
        return self._one(records)

    def _if_none(self) -> Fraction | None:
        """`if_none: V` if given (not for count and distinct)."""
        if self.name in ("count", "distinct") or "if_none" not in self.measure:
            return None
        return amount(self.measure["if_none"])

    def _unknown(self, *, withheld: bool = False) -> Unknown:
        return Unknown(lower_is_better(self.measure), withheld)

    def _one(self, records: list[Record]) -> Reading:
        if not records:
            return self._of_nothing()
        if self._is_withheld(records):
            return self._unknown(withheld=True)
        if any(total(records, name) < wanted for name, wanted in self.needs.items()):
            return self._unknown()  # "sums over the records; fewer: unknown"
        taken: Reading = getattr(self, f"_{self.name}")(records)
        return taken

    def _of_nothing(self) -> Reading:
        if any(wanted > 0 for wanted in self.needs.values()):
            return self._unknown()  # "unknown if `needs` asks more than 0"
        if self.name in ("count", "distinct"):
            return Known(Fraction(0), self.lower)
        if self.name == "sum" and not self.lower:
            return Known(Fraction(0), self.lower)  # "but unknown where lower is better"
        return self._unknown()

    def _is_withheld(self, records: list[Record]) -> bool:
        """Fewer people than `smallest_group`."""
        smallest = self.evidence.standard.get("smallest_group")
        if smallest is None or self.name in NEVER_WITHHELD:
            return False
        kinds = self.evidence.kinds
        naming = [r for r in records if "people" in kinds.get(r.fields.get("kind"), {})]
        people = sum(total([r], kinds[r.fields["kind"]]["people"]) for r in naming)
        return bool(naming) and people < smallest

    # -- by group ---------------------------------------------------------------------------

    def _groups(self, records: list[Record]) -> dict[Any, Reading]:
        """Split by the field, one number a group; groups that must be there are."""
        split: dict[Any, list[Record]] = {}
        for record in records:
            split.setdefault(identity(record.fields[self.measure["by"]]), []).append(record)
        groups = {name: self._one(members) for name, members in split.items()}
        for name in self.measure.get("every", []):
            groups.setdefault(identity(name), self._missing_group())
        return groups

    def _missing_group(self) -> Reading:
        """A missing one counts 0 for count, distinct and sum, and is unknown otherwise."""
        asks = any(wanted > 0 for wanted in self.needs.values())
        if self.name in ("count", "distinct", "sum") and not asks:
            return Known(Fraction(0), self.lower)
        return self._unknown()

    def _across(self, groups: dict[Any, Reading]) -> Reading:
        every = [groups[identity(name)] for name in self.measure.get("every", [])]
        left = [one for one in groups.values() if isinstance(one, Single)]
        if not left:  # "none left: unknown"
            gone = [one for one in groups.values() if isinstance(one, Unknown)]
            return self._unknown(withheld=bool(gone) and all(one.withheld for one in gone))
        if any(isinstance(one, Unknown) for one in every):
            return self._unknown()  # "while any of them is unknown so is the whole"
        across = self.measure["across"]
        if across == "spread":
            return self._spread(left)
        if isinstance(across, dict):
            return self._reaching(left, amount(across["reaching"]))
        return (min if across == "worst" else max)(left, key=_goodness)

    def _spread(self, left: list[Single]) -> Reading:
        """Largest minus smallest; unknown for fewer than two; lower is better."""
        if len(left) < 2:
            return self._unknown()
        values = [one.value for one in left if isinstance(one, Known)]
        if len(values) < len(left):
            return Beyond(lower=True)
        return Known(max(values) - min(values), lower=True)

    @staticmethod
    def _reaching(left: list[Single], wanted: Fraction) -> Reading:
        """The share of groups that reach V; higher is better."""
        reached = [one for one in left if one.reaches(wanted, strict=False, end="low")]
        return Known(Fraction(len(reached), len(left)), lower=False)

    # -- the takes --------------------------------------------------------------------------

    def _known(self, value: Fraction | int) -> Known:
        return Known(Fraction(value), self.lower)

    def _values(self, records: list[Record]) -> list[Fraction]:
        return [number(record.fields[self.take[self.name]]) for record in records]

    def _count(self, records: list[Record]) -> Reading:
        return self._known(len(records))

    def _distinct(self, records: list[Record]) -> Reading:
        return self._known(len({identity(r.fields[self.take["distinct"]]) for r in records}))

    def _sum(self, records: list[Record]) -> Reading:
        return self._known(sum(self._values(records), Fraction(0)))

    def _mean(self, records: list[Record]) -> Reading:
        values = self._values(records)
        by = self.take.get("weighted_by")
        weights = [number(r.fields[by]) if by else Fraction(1) for r in records]
        if sum(weights) == 0:
            return self._unknown()
        weighted = [value * weight for value, weight in zip(values, weights, strict=True)]
        return self._known(sum(weighted, Fraction(0)) / sum(weights, Fraction(0)))

    def _median(self, records: list[Record]) -> Reading:
        """Of an even number, the mean of the middle two; a missing value is worse than any."""
        name = self.take["median"]
        readings: list[Single] = [
            self._known(number(r.fields[name])) if name in r.fields else Beyond(self.lower) for r in records
        ]
        readings.sort(key=_goodness)
        middle = readings[(len(readings) - 1) // 2 : len(readings) // 2 + 1]
        values = [one.value for one in middle if isinstance(one, Known)]
        if len(values) < len(middle):
            return Beyond(self.lower)
        return self._known(sum(values, Fraction(0)) / len(values))

    def _latest(self, records: list[Record]) -> Reading:
        """Of records of one date, the later place."""
        last = max(records, key=lambda record: record.when)
        return self._known(number(last.fields[self.take["latest"]]))

    def _smallest(self, records: list[Record]) -> Reading:
        return self._known(min(self._values(records)))

    def _largest(self, records: list[Record]) -> Reading:
        return self._known(max(self._values(records)))

    def _age(self, records: list[Record]) -> Reading:
        """The largest n for which the latest is dated on or before that long before."""
        latest = max(r.dated for r in records if r.dated)
        count = 0
        while latest <= self._so_long_before(count + 1):
            count += 1
        return self._known(count)

    def _so_long_before(self, count: int) -> date:
        if self.take["age"] == "months":
            return months_before(self.evidence.as_of, count)
        return self.evidence.as_of - timedelta(days=count)

    def _share(self, records: list[Record]) -> Reading:
        share, of = self.take["share"], str(self.take.get("of", ""))
        if isinstance(share, dict):  # the share of records that match, each weighed by `of`
            weights = [number(r.fields[of]) if of else Fraction(1) for r in records]
            matching = [matches(r.fields, share) for r in records]
            pairs = zip(weights, matching, strict=True)
            k = sum((weight for weight, does in pairs if does), Fraction(0))
            n = sum(weights, Fraction(0))
        else:  # sum over sum
            k, n = total(records, share), total(records, of)
        if n == 0:  # "An `of` of 0: unknown"
            return self._unknown()
        if "confidence" not in self.measure:
            return self._known(k / n)
        if not 0 <= k <= n:
            return self._unknown()
        z = quantile(self.measure["confidence"])
        return Share(k, n, z, self._correction(records, n), self.lower)

    def _margin(self, records: list[Record]) -> Reading:
        n = total(records, self.take["margin"])
        if n == 0:
            return self._unknown()
        z = quantile(self.measure["confidence"])
        return Margin(z**2 * self._correction(records, n) / (4 * n))

    def _correction(self, records: list[Record], n: Fraction) -> Fraction:
        """With a population N >= n, f = (N - n)/(N - 1), and 0 when N = 1; otherwise 1."""
        population = self.measure.get("population")
        if population is None:
            return Fraction(1)
        name = population["largest"] if isinstance(population, dict) else population
        if any(name not in record.fields for record in records):
            return Fraction(1)
        sizes = [number(record.fields[name]) for record in records]
        size = max(sizes) if isinstance(population, dict) else sum(sizes, Fraction(0))
        if size < n:
            return Fraction(1)
        return Fraction(0) if size == 1 else (size - n) / (size - 1)


def _goodness(reading: Single) -> tuple[bool, Fraction]:
    """A key that is larger the better the reading is; worse than any number comes first."""
    if isinstance(reading, Beyond):
        return (False, Fraction(0))
    return (True, -reading.value if reading.lower else reading.value)
