"""Measures: forms to rules, with what each reads and in what unit it comes out."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from statistics import NormalDist
from typing import Any

from kitemark.compile.place import Place, one_of
from kitemark.compile.records import RESERVED, Declared, Reaches, Sieves
from kitemark.compile.scales import Measured
from kitemark.compile.wording import words_of
from kitemark.model.fields import Scalar
from kitemark.model.measures import Accepted as AcceptedForm
from kitemark.model.measures import Largest as LargestForm
from kitemark.model.measures import Measure as MeasureForm
from kitemark.model.measures import Reaching, TakeForm
from kitemark.quantity import Number, exact
from kitemark.rules import measure as rules
from kitemark.rules.records import token

_FORMS = ("distinct", "sum", "mean", "median", "latest", "smallest", "largest", "age", "share", "margin")
_EXTRAS = {"weighted_by": "mean", "missing": "median", "of": "share"}


def compile_measures(
    forms: Mapping[str, MeasureForm],
    accepted: Mapping[str, AcceptedForm],
    reaches: Reaches,
    declared: Declared,
    place: Place,
) -> dict[str, rules.Measure]:
    """Give the measures by name, sorted, leaving out those that cannot be meant.

    Sorted, as the digest does not know the order of keys and equal digests give equal bytes.
    """
    sieves = Sieves(declared, accepted, reaches)
    compiled = {}
    for name, form in sorted(forms.items()):
        measure = _Compiler(name, form, sieves, place.at(name)).measure()
        if measure is not None:
            compiled[name] = measure
    return compiled


def z_squared(confidence: Number) -> Number:
    """Give z² for a two-sided confidence: the standard normal quantile at (1 + confidence)/2, to 6 decimals."""
    z = -NormalDist().inv_cdf(float((1 - Fraction(confidence)) / 2))  # the lower tail, which floats hold better
    return exact(Fraction(f"{z:.6f}") ** 2)


class _Compiler:
    """Compiles one measure."""

    def __init__(self, name: str, form: MeasureForm, sieves: Sieves, place: Place) -> None:
        self.name = name
        self.form = form
        self.place = place
        self.judged = form.from_ == "judgement"
        if self.judged:
            self.sieve = sieves.of_judgements(form, place)
            self.fields = sieves.fields((), judgements=True)
        else:
            self.sieve, reached = sieves.sieve(form, place)
            self.fields = sieves.fields(reached)

    def measure(self) -> rules.Measure | None:
        form = self.form
        if self.name in RESERVED:
            message = f"found a measure called '{self.name}', a word of the language"
            self.place.report(
                "reserved-name", message, "choose another name; 'from' means something else by it", key=True
            )
        take = self._take()
        self._options(take)
        if take is None:
            return None
        group_lower = form.better == "lower" if form.better else isinstance(take, rules.Age | rules.Margin)
        share = isinstance(take, rules.ShareOfSums | rules.ShareOfRecords | rules.Margin)
        groups = self._groups(lower=group_lower, share=share)
        lower = group_lower
        if groups is not None and groups.across in ("spread", "reaching"):
            lower = groups.across == "spread"
            share = share or groups.across == "reaching"
        return rules.Measure(
            id=self.name,
            title=form.title or self.name.replace("-", " ").replace("_", " "),
            sieve=self.sieve,
            take=take,
            lower=lower,
            share=share,
            cited=form.cited,
            reads=self._reads(take, groups),
            numbers=self._numbers(take),
            needs=tuple((field, least) for field, least in form.needs.items() if least > 0),
            confidence=form.confidence.value if form.confidence else None,
            z_squared=z_squared(form.confidence.value) if form.confidence else None,
            population=form.population.largest if isinstance(form.population, LargestForm) else form.population,
            population_largest=isinstance(form.population, LargestForm),
            if_none=self._if_none(take, lower=lower, share=share),
            groups=groups,
            group_lower=group_lower,
            counts_only=isinstance(take, rules.CountRecords | rules.CountDistinct | rules.Age),
        )

    def _reads(self, take: rules.Take, groups: rules.Groups | None) -> tuple[str, ...]:
        names: list[str | None] = [groups.field if groups else None]
        match take:
            case rules.Mean():
                names += [take.field, take.weight]
            case rules.Median():
                names.append(None if take.missing_worst else take.field)
            case rules.ShareOfSums():
                names += [take.field, take.of]
            case rules.ShareOfRecords():
                names += [*(test.field for test in take.tests), take.of]
            case rules.CountRecords() | rules.Age():
                pass
            case _:
                names.append(take.field)  # type: ignore[attr-defined]  # the other forms read one field
        return tuple(dict.fromkeys(name for name in names if name and name not in self.fields.always))

    def _numbers(self, take: rules.Take) -> tuple[str, ...]:
        """Give the fields that are read as numbers and that their schemas do not hold to numbers."""
        counted = isinstance(take, rules.CountRecords | rules.CountDistinct | rules.Age)
        names = [] if counted else [getattr(take, name, None) for name in ("field", "weight", "of")]
        population = self.form.population
        names += [population.largest if isinstance(population, LargestForm) else population, *self.form.needs]
        return tuple(dict.fromkeys(name for name in names if name and not self.fields.surely_numbers(name)))

    def _take(self) -> rules.Take | None:
        take = self.form.take
        if not isinstance(take, TakeForm):
            return rules.CountRecords()
        place = self.place.at("take")
        given = [name for name in _FORMS if getattr(take, name) is not None]
        if len(given) != 1:
            said = " and ".join(given) or "none"
            message = f"found {said}, wanted one of count, {', '.join(_FORMS)}"
            place.report("take", message, one_of(given, "write a measure of its own for each"))
            return None
        for extra, owner in _EXTRAS.items():
            if getattr(take, extra) is not None and given[0] != owner:
                message = f"found '{extra}', which goes with {owner} and not with {given[0]}"
                place.at(extra).report("take", message, f"take it away, or take a {owner}", key=True)
        return self._form(given[0], take, place)

    def _form(self, name: str, take: TakeForm, place: Place) -> rules.Take | None:
        if name == "share":
            return self._share(take, place)
        if name == "age":
            return rules.Age(str(take.age))
        field: str = getattr(take, name)
        self.fields.known(field, place.at(name), number=name != "distinct")
        match name:
            case "distinct":
                return rules.CountDistinct(field)
            case "sum":
                return rules.Sum(field)
            case "mean":
                if take.weighted_by is not None:
                    self.fields.known(take.weighted_by, place.at("weighted_by"), number=True)
                return rules.Mean(field, take.weighted_by)
            case "median":
                return rules.Median(field, take.missing == "worst")
            case "latest":
                return rules.Latest(field)
            case "smallest":
                return rules.Smallest(field)
            case "largest":
                return rules.Largest(field)
            case _:
                return rules.Margin(field)

    def _share(self, take: TakeForm, place: Place) -> rules.Take | None:
        if take.of is not None:
            self.fields.known(take.of, place.at("of"), number=True)
        if isinstance(take.share, str):
            self.fields.known(take.share, place.at("share"), number=True)
            if take.of is None:
                place.report("missing-key", "found no 'of', wanted the field to divide by", "add 'of: ...'")
                return None
            return rules.ShareOfSums(take.share, take.of)
        matches = take.share or {}
        if not matches:
            hint = "name a field and what it must be, such as {outcome: done}"
            place.at("share").report("empty", "found no fields, wanted at least one to match", hint)
        tests = tuple(self.fields.test(name, wanted, place.at("share", name)) for name, wanted in matches.items())
        return rules.ShareOfRecords(tests, take.of)

    def _options(self, take: rules.Take | None) -> None:
        form, place = self.form, self.place
        shares = isinstance(take, rules.ShareOfSums | rules.ShareOfRecords)
        if take is not None and form.confidence is not None and not (shares or isinstance(take, rules.Margin)):
            message = "found a confidence, which only a share or a margin can have"
            place.at("confidence").report("confidence", message, "take it away", key=True)
        if isinstance(take, rules.Margin) and form.confidence is None:
            place.report("confidence", "found a margin without a confidence", "add 'confidence: 95%'")
        if isinstance(take, rules.Margin | rules.Age) and form.better == "higher":
            what = "a smaller margin" if isinstance(take, rules.Margin) else "a smaller age"
            place.at("better").report("wrong-direction", f"found 'higher', but {what} is better", "take 'better' away")
        if form.confidence is not None and form.by is not None:
            message = "found a confidence beside 'by'; the two do not mix"
            place.at("confidence").report("confidence", message, "take one of the two away", key=True)
        if form.population is not None:
            field = form.population if isinstance(form.population, str) else form.population.largest
            self.fields.known(field, place.at("population"), number=True)
        for field in form.needs:
            self.fields.known(field, place.at("needs", field), number=True)

    def _groups(self, *, lower: bool, share: bool) -> rules.Groups | None:
        form, place = self.form, self.place
        if form.by is None:
            for key in ("across", "every"):
                if getattr(form, key):
                    message = f"found '{key}' without 'by', which names the field to split by"
                    place.at(key).report("groups", message, f"add 'by: ...', or take '{key}' away", key=True)
            return None
        self.fields.known(form.by, place.at("by"))
        if form.across is None:
            message = "found 'by' without 'across', wanted worst, best, spread or {reaching: ...}"
            place.report("groups", message, "add 'across: worst' to ask about the worst group")
            return None
        reaching = None
        if isinstance(form.across, Reaching):
            measured = Measured(lower=lower, share=share, what=f"a group of the measure '{self.name}'")
            reaching = measured.goal(form.across.reaching, place.at("across", "reaching"))
        across = form.across if isinstance(form.across, str) else "reaching"
        return rules.Groups(form.by, across, reaching, self._every())

    def _every(self) -> tuple[tuple[Any, str], ...]:
        named: dict[Any, str] = {}
        for index, group in enumerate(self.form.every):
            self.fields.test(str(self.form.by), group, self.place.at("every", index))
            named[token(group)] = group_words(group)
        return tuple(named.items())

    def _if_none(self, take: rules.Take, *, lower: bool, share: bool) -> Number | None:
        if self.form.if_none is None:
            return None
        place = self.place.at("if_none")
        if isinstance(take, rules.CountRecords | rules.CountDistinct):
            place.report("if-none", "found 'if_none', but a count of nothing is 0", "remove it", key=True)
            return None
        goal = Measured(lower=lower, share=share, what=f"the measure '{self.name}'").goal(self.form.if_none, place)
        return goal.value if goal else None


def group_words(group: Scalar) -> str:
    """Give a group's name in words."""
    return group if isinstance(group, str) else words_of(group)
