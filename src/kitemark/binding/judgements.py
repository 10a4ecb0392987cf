"""Judgements: which are read, which of them stand, and which mark a criterion not applicable."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kitemark.binding.case import Judgement, LeftOut, SetAside
from kitemark.model.assessment import Judgement as JudgementForm
from kitemark.model.fields import found
from kitemark.model.rewriting import mended_list, several_named
from kitemark.problems import Problem, listing, nearest, nearest_titled
from kitemark.quantity import Number, number_from_text, shown
from kitemark.reading import Document, Path
from kitemark.rules.scale import Scale
from kitemark.rules.standard import Criterion, Rules

Standing = Mapping[str, tuple[Judgement, ...]]
"""Judgements that stand, by criterion."""


class JudgementReader:
    """Reads the judgements of one assessment for one standard, gathering problems."""

    def __init__(self, rules: Rules, date: datetime.date, document: Document, problems: list[Problem]) -> None:
        """Take the rules, the assessment date, the document and the list to report to."""
        self._rules = rules
        self._date = date
        self._document = document
        self._problems = problems
        self._criteria = {criterion.id: criterion for criterion in rules.criteria}
        self.left_out: list[LeftOut] = []

    def read(self, forms: Sequence[JudgementForm], path: Path, records: frozenset[str]) -> list[Judgement]:
        """Give the judgements dated by the assessment date; `records` are the ids that may be cited."""
        read = []
        for place, form in enumerate(forms):
            judgement = self._one(form, place, (*path, place), records)
            if judgement is None:
                continue
            if judgement.day is not None and judgement.day > self._date:
                self.left_out.append(LeftOut("judgement", judgement.criterion, judgement.day))
            else:
                read.append(judgement)
        return read

    def _one(self, form: JudgementForm, place: int, path: Path, records: frozenset[str]) -> Judgement | None:
        self._check_cites(form, path, records)
        says = (form.rating is None) is form.not_applicable
        if not says:
            both, neither = "both 'rating' and 'not_applicable'", "neither 'rating' nor 'not_applicable: true'"
            message = f"found {both if form.not_applicable else neither}, wanted one of the two"
            self._note("judgement", path, message, "rate the criterion, or mark it not applicable")
        criterion = self._criteria.get(form.criterion)
        if criterion is None:
            self._unknown(form, path)
            return None
        rating = None if form.rating is None else self._rating(form.rating, criterion, (*path, "rating"))
        if not says or (form.rating is not None and rating is None):
            return None
        return Judgement(criterion.id, rating, form.assessor, form.because, form.role, form.date, form.cites, place)

    def _unknown(self, form: JudgementForm, path: Path) -> None:
        """Report a criterion that there is not, and a rating that is none of any criterion either."""
        said = form.criterion
        several = several_named(said, self._criteria)
        near = nearest_titled(said, self._criteria.values())
        hint = near or f"the criteria are {listing(self._criteria, 60)}"
        hint = "write a judgement for each of them" if several else hint
        self._note("unknown-name", (*path, "criterion"), f"found {found(said)}, wanted the id of a criterion", hint)
        scales = {one.judged_on.id: one.judged_on for one in self._criteria.values()}
        if form.rating is not None and len(scales) == 1:
            [scale] = scales.values()
            if value_on(scale, form.rating) is None:
                self._note("not-on-scale", (*path, "rating"), *_off_scale(scale, form.rating))

    def _check_cites(self, form: JudgementForm, path: Path, records: frozenset[str]) -> None:
        for index, cited in enumerate(form.cites):
            if cited not in records:
                message = f"found {found(cited)}, wanted the id of a record"
                here = (*path, "cites", index)
                cell = self._document.has_cell(here[:-1])
                apart = mended_list(cited, records, cell=cell)
                hint = apart or nearest(cited, records, several=not cell) or "copy the id of a record under 'evidence'"
                self._note("unknown-name", (*path, "cites", index), message, hint)

    def _rating(self, said: object, criterion: Criterion, path: Path) -> Number | None:
        value = value_on(criterion.judged_on, said)
        if value is None:
            self._note("not-on-scale", path, *off_scale_words(criterion, said))
        return value

    def _note(self, code: str, path: Path, message: str, hint: str) -> None:
        self._problems.append(self._document.problem(code, path, message, hint))

    def standing(self, judgements: Iterable[Judgement], path: Path) -> tuple[Standing, tuple[SetAside, ...]]:
        """Give the judgements that stand, by criterion, and those set aside.

        Of those whose role counts each assessor's latest stands.
        """
        aside: list[SetAside] = []
        roles = self._rules.judgements.roles
        latest: dict[tuple[str, str], Judgement] = {}
        for judgement in judgements:
            if roles is not None and judgement.role not in roles:
                aside.append(SetAside(judgement, "role"))
                continue
            key = (judgement.criterion, judgement.assessor)
            other = latest.setdefault(key, judgement)
            if other is not judgement:
                latest[key], replaced = sorted((judgement, other), key=when, reverse=True)
                aside.append(SetAside(replaced, "replaced"))
        standing: dict[str, list[Judgement]] = {}
        for judgement in sorted(latest.values(), key=lambda j: j.place):
            standing.setdefault(judgement.criterion, []).append(judgement)
            if judgement.rating is None and self._criteria[judgement.criterion].not_applicable == "refused":
                self._note(
                    "not-applicable",
                    (*path, judgement.place, "not_applicable"),
                    f"found '{judgement.criterion}' marked not applicable, which the standard refuses",
                    "take the mark away and give a rating; only who publishes the standard can let it fall away",
                )
        return {criterion: tuple(found_) for criterion, found_ in standing.items()}, tuple(aside)


def when(judgement: Judgement) -> tuple[datetime.date, int]:
    """Give the order of judgements: by date, an undated one first, then by place."""
    return (judgement.day or datetime.date.min, judgement.place)


def value_on(scale: Scale, said: object) -> Number | None:
    """Give the value of the scale that a name, a number as text or an exact number stands for, or None."""
    if isinstance(said, bool):
        return None
    value: Any = said  # else an exact number
    if isinstance(said, str):
        named = scale.called(said)
        value = named if named is not None else number_from_text(said)
    return value if value is not None and scale.holds(value) else None


def off_scale_words(criterion: Criterion, said: object) -> tuple[str, str]:
    """Give the message and the hint for a rating that is no point of the scale on which a criterion is judged."""
    message, hint = _off_scale(criterion.judged_on, said)
    return f"{message} of '{criterion.id}'", hint


def _off_scale(scale: Scale, said: object) -> tuple[str, str]:
    what = found(said) if isinstance(said, str | bool) else f"the number {shown(said, 20)}"  # type: ignore[arg-type]  # else exact
    near = nearest(str(said), [point.name for point in scale.points if point.name])
    points = (
        f"its points are {listing(scale.worst_first())}"
        if scale.points
        else f"it runs from {min(scale.worst, scale.best)} to {max(scale.worst, scale.best)}"
    )
    return f"found {what}, wanted a point of the scale '{scale.id}'", near or points
