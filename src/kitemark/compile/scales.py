"""Scales, and what is put on them: points, bands and comparisons."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from fractions import Fraction

from kitemark.compile.place import Place
from kitemark.model.rewriting import as_percentage
from kitemark.model.standard import Point as PointForm
from kitemark.model.standard import Points, Range, ScaleForm
from kitemark.problems import listing, nearest
from kitemark.quantity import Amount, Number, Threshold, number_from_text, shown, threshold_from
from kitemark.rules.scale import Bands, Goal, Point, Scale

_ADD_BAND = "write a point of the scale and what it takes, such as '2: 60%'"


class Scales(dict[str, Scale]):
    """The scales by name; `unsound` are declared but cannot be meant, and have been reported."""

    def __init__(self) -> None:
        """Begin without any."""
        super().__init__()
        self.unsound: set[str] = set()

    def called(self, name: str, place: Place) -> Scale | None:
        """Give the scale with this name, reporting one that is not declared."""
        scale = self.get(name)
        if scale is None and name not in self.unsound:
            place.unknown("scale", name, self)
        return scale


def compile_scales(forms: Mapping[str, ScaleForm], place: Place) -> Scales:
    """Give the scales, leaving out those that cannot be meant."""
    compiled = Scales()
    for name, form in forms.items():
        here = place.at(name)
        scale = _range(name, form, here) if isinstance(form, Range) else _points(name, form, here)
        if scale is None:
            compiled.unsound.add(name)
        else:
            compiled[name] = scale
    return compiled


def _range(name: str, form: Range, place: Place) -> Scale | None:
    if form.from_ >= form.to:
        message = f"found a range from {shown(form.from_)} to {shown(form.to)}, wanted 'from' below 'to'"
        place.report("scale", message, "write the smaller number first; where less is better, add 'better: lower'")
        return None
    if form.step is not None and form.step <= 0:
        place.at("step").report("scale", "found a step of 0 or less, wanted one above 0", "write 1, or take it away")
        return None
    if form.step is not None and (Fraction(form.to - form.from_) / form.step).denominator != 1:
        message = (
            f"found a range from {shown(form.from_)} to {shown(form.to)} that steps of {shown(form.step)} do not fill"
        )
        place.at("step").report("scale", message, "choose a step that goes into the range")
        return None
    lower = form.better == "lower"
    worst, best = (form.to, form.from_) if lower else (form.from_, form.to)
    return Scale(name, lower, (), worst, best, form.step)


def _points(name: str, form: Points | tuple[PointForm, ...], place: Place) -> Scale | None:
    listed = form.points if isinstance(form, Points) else form
    lower = isinstance(form, Points) and form.better == "lower"
    here = place.at("points") if isinstance(form, Points) else place
    sound = True
    for index, (one, next_one) in enumerate(itertools.pairwise(listed)):
        if one.value == next_one.value or (one.value > next_one.value) is not lower:
            direction = "falling" if lower else "rising"
            message = f"found {shown(next_one.value)} after {shown(one.value)}, wanted points worst first, {direction}"
            hint = "give it a value of its own" if one.value == next_one.value else "put the points in order"
            here.at(index + 1, "value").report("scale", message, hint)
            sound = False
    names: set[str] = set()
    for index, point in enumerate(listed):
        if point.name and point.name in names:
            message = f"found the name '{point.name}' on two points"
            here.at(index, "name").report("duplicate-name", message, "give each point a name of its own")
            sound = False
        names.add(point.name or "")
    if not sound:
        return None
    points = tuple(Point(p.value, p.name, p.means) for p in listed)
    return Scale(name, lower, points, points[0].value, points[-1].value)


def point_value(scale: Scale, value: Amount | str, place: Place) -> Number | None:
    """Give the value of a point written by value or name, reporting one that is not on the scale."""
    number = scale.called(value) if isinstance(value, str) else None if value.share else value.value
    if isinstance(value, str) and number is None:
        number = number_from_text(value)
    if number is not None and scale.holds(number):
        return number
    found = f"'{value}'" if isinstance(value, str) else str(value)
    place.report(
        "not-on-scale", f"found {found}, wanted a point of the scale '{scale.id}'", points_hint(scale, str(value))
    )
    return None


def points_hint(scale: Scale, name: str = "") -> str:
    """Give the hint for what is no point of a scale: the point that is called nearly so, or which there are."""
    if not scale.points:
        step = f" in steps of {shown(scale.step)}" if scale.step is not None else ""
        low, high = sorted((scale.worst, scale.best))
        return f"it runs from {shown(low)} to {shown(high)}{step}"
    near = nearest(name, [p.name for p in scale.points if p.name])
    return near or f"its points are {listing(scale.worst_first())}"


def _keyed(scale: Scale, key: str) -> Number | None:
    value = number_from_text(key)
    return value if value is not None and scale.holds(value) else scale.called(key)


def key_point(scale: Scale, key: str, place: Place) -> Number | None:
    """Give the value of the point that a mapping's key names, reporting one that is not on the scale.

    A key that is a number is a value, as keys are all text.
    """
    value = _keyed(scale, key)
    if value is not None:
        return value
    message = f"found '{key}', wanted a point of the scale '{scale.id}'"
    place.report("not-on-scale", message, points_hint(scale, key), key=True)
    return None


def compile_bands(
    forms: Mapping[str, Threshold | str],
    scale: Scale,
    measured: Measured,
    place: Place,
    maximum: Number | None = None,
) -> Bands:
    """Give bands onto `scale` of what is measured, reporting wrong points, signs, kinds and order.

    `maximum` is what percentages of a score are of, where that is known.
    """
    goals: dict[Number, Goal] = {}
    places: dict[Number, Place] = {}
    for key, form in forms.items():
        point = key_point(scale, key, place.at(key))
        goal = measured.goal(form, place.at(key))
        if point is None or goal is None:
            continue
        if point in goals:
            message = f"found the point {shown(point)} a second time"
            place.at(key).report("duplicate-key", message, "keep it once, by its value or by its name", key=True)
        goals[point], places[point] = goal, place.at(key)
    if not forms:
        place.report("empty", "found no bands, wanted a threshold for at least one point", _ADD_BAND)
    best_first = sorted(goals.items(), key=lambda item: item[0], reverse=not scale.lower)
    # The last number and the last percentage: what a percentage is of may not be known yet.
    before: dict[bool, tuple[Number, Goal]] = {}
    for better, high in reversed(best_first):
        worse = next((point for point, low in before.values() if not _stricter(high, low, maximum)), None)
        if worse is not None:
            found = f"a threshold for {scale.name(better)} that is no stricter than the one for {scale.name(worse)}"
            places[better].report("bands-order", f"found {found}", "make each better point harder to reach")
        before[high.share] = better, high
    return Bands(scale, tuple(best_first))


def _stricter(one: Goal, other: Goal, maximum: Number | None) -> bool:
    values = one.value, other.value
    if one.share is not other.share:
        if maximum is None:
            return True  # it cannot be told before it is known what applies
        values = one.value * (maximum if one.share else 1), other.value * (maximum if other.share else 1)
    if values[0] == values[1]:
        return one.strict and not other.strict
    return values[0] < values[1] if one.lower else values[0] > values[1]


class Measured:
    """What a threshold is compared with: whether it is a share, and which direction is better."""

    def __init__(
        self,
        *,
        lower: bool,
        share: bool,
        what: str,
        score: bool = False,
        scale: Scale | None = None,
        whole: bool = True,
    ) -> None:
        """Say what is compared: `score` takes both numbers and percentages, `scale` takes names too.

        A share is of a `whole`, so that no more than 100 % can be meant; a margin is not.
        """
        self.lower = lower
        self.share = share
        self.what = what
        self.score = score
        self.scale = scale
        self.whole = whole

    def goal(self, form: Threshold | Amount | str, place: Place) -> Goal | None:
        """Give the goal, reporting the wrong kind of amount and the wrong sign."""
        if isinstance(form, str):
            return self._named(form, place)
        threshold = form if isinstance(form, Threshold) else Threshold(form)
        if threshold.sign and (threshold.sign == "<") is not self.lower:
            wanted = "<" if self.lower else ">"
            better = "lower" if self.lower else "higher"
            message = f"found '{threshold.sign}', wanted '{wanted}', as {better} is better for {self.what}"
            place.report("wrong-direction", message, f"turn the sign, as in '{wanted} {threshold.amount}'")
            return None
        amount = threshold.amount
        if not self.check(amount, place):
            return None
        return Goal(amount.value, amount.share, bool(threshold.sign), self.lower)

    def check(self, amount: Amount, place: Place) -> bool:
        """Tell whether the amount is of the right kind, reporting it where it is not."""
        if self.score:
            return True
        if amount.share is not self.share:
            wanted, hint = self._other_unit(amount)
            place.report("wrong-unit", f"found {amount}, wanted {wanted} for {self.what}", hint)
            return False
        if self.share and (amount.value < 0 or (self.whole and amount.value > 1)):
            wanted = "from 0% to 100%, as it is a share" if self.whole else "of 0% or more"
            hint = "take the minus away" if amount.value < 0 else "write 100% for all of them, or less"
            place.report("out-of-range", f"found {amount} for {self.what}, wanted a percentage {wanted}", hint)
            return False
        return True

    def _other_unit(self, amount: Amount) -> tuple[str, str]:
        if not self.share:
            return "a number", f"write {shown(amount.value * 100, 22)} without %"
        meant = amount.value * 100 if amount.value <= 1 else amount.value
        return "a percentage", f"write {shown(meant, 22)}%"

    def _named(self, name: str, place: Place) -> Goal | None:
        value = self.scale.called(name) if self.scale is not None else None
        if value is not None:
            return Goal(value, lower=self.lower)
        if self.scale is not None:
            place.report(
                "not-on-scale",
                f"found '{name}', wanted an amount or a point of the scale '{self.scale.id}'",
                self._unquoted(name) or points_hint(self.scale, name),
            )
        else:
            amount, hint = ("63%", "write digits and %") if self.share else ("5", "write digits alone")
            wanted = f"wanted an amount such as {amount}"
            place.report("wrong-type", f"found '{name}', {wanted}", self._meant(name, place.path[-1]) or hint)
        return None

    def _meant(self, name: str, key: str | int) -> str | None:
        """Give what to write for an amount with a sign that its key says already, or with its % written otherwise."""
        said = name.strip()
        bare = said.lstrip("<>=").strip()
        meant = as_percentage(bare) or bare
        threshold = threshold_from(f"<{meant}")
        turned = said[:1] == ("<" if key in ("at_least", "more_than") else ">")
        if meant == said or turned or threshold is None or not (self.score or threshold.amount.share is self.share):
            return self._unquoted(name)
        return f"write {meant}" if bare == said else f"write {meant}: which way it counts is said already"

    def _unquoted(self, name: str) -> str | None:
        """Give what to do about a number in quotes; None for other text, and where a number would be wrong too."""
        return None if self.share or number_from_text(name) is None else "take the quotes away"
