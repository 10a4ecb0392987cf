"""How far assessors agree, as an outline and as JSON; and the sheet on which they write what they agree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kitemark.explain.nodes import set_aside_words
from kitemark.explain.words import day, joined, percentage
from kitemark.problems import listing
from kitemark.quantity import exact_text, shown
from kitemark.render.outline import Chapter, Outline, Point, points

if TYPE_CHECKING:
    from kitemark.binding import Judgement
    from kitemark.moderation import Agreement, ScaleAgreement, Split
    from kitemark.moderation.agreement import Rated, Ratings
    from kitemark.rules.scale import Scale

FEW = "Fewer than ten criteria were rated twice: a coefficient would rest on too little, so only this is told."
USUAL = (
    "For alpha, 0.667 is usually asked for to draw tentative conclusions, and 0.8 to rely on the ratings. "
    "That is the field's habit, and no rule of this standard."
)


def agreement_outline(found: Agreement) -> Outline:
    """Give how far assessors agree as an outline."""
    result = found.result
    subtitle = f"{result.standard.title} {result.standard.version}, as of {day(result.assessment.date)}"
    return Outline(
        f"{result.assessment.organisation}: how far the assessors agree",
        subtitle,
        (),
        (
            *ratings_chapters(found),
            splits_chapter(found),
            Chapter("Criterion by criterion", tuple(_by_criterion(found.standing, found))),
            Chapter("Judgements that count for nothing, and stay in the file", tuple(_aside(found))),
        ),
    )


def ratings_chapters(found: Agreement) -> Iterator[Chapter]:
    """Give how far they agree now, and how far they did at first where somebody judged again."""
    if found.first is None:
        yield _ratings_chapter("The ratings", found.standing)
        return
    yield _ratings_chapter("The first ratings, before anyone wrote a later one", found.first)
    yield _ratings_chapter("The ratings that stand now", found.standing)


def _ratings_chapter(title: str, ratings: Ratings) -> Chapter:
    twice = len(ratings.twice)
    intro = [f"{_many(twice, 'criterion', 'criteria')} rated by two or more, {len(ratings.once)} judged by one alone."]
    if twice and ratings.once:
        intro.append(f"By one alone: {listing(_called(item) for item in ratings.once)}.")
    if ratings.marked:
        names = joined([_called(item) for item in ratings.marked])
        intro.append(f"Counted apart, as somebody marks them not applicable: {names}.")
    some = any(one.told for one in ratings.scales)
    every = tuple(Point(said) for one in ratings.scales for said in scale_words(one, alone=len(ratings.scales) == 1))
    return Chapter(title, (*every, *points([USUAL] if some else [], "faint")), tuple(intro))


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def scale_words(one: ScaleAgreement, *, alone: bool) -> Iterator[str]:
    """Give how far assessors agree on one scale, in sentences."""
    of = "criteria" if one.pairs == one.twice else "pairs of ratings"
    scale = "" if alone else f"On the scale '{one.scale.id}': "
    start = "the same" if scale else "The same"
    yield (
        f"{scale}{start} in {one.exact} of {one.pairs} {of} ({_percent(one.exact, one.pairs)}), "
        f"within one step in {one.near} ({_percent(one.near, one.pairs)})."
    )
    if not one.told:
        yield FEW
        return
    alpha = "not defined, as all ratings are the same" if one.alpha is None else f"{one.alpha:.3f}"
    yield f"Krippendorff's alpha for ordered scales: {alpha}."
    if one.kappa is not None:
        three = (one.kappa.plain, one.kappa.linear, one.kappa.quadratic)
        plain, linear, quadratic = (_decimal(value) for value in three)
        yield (
            f"Cohen's kappa of {joined(one.assessors)}: {plain}; weighted by the steps apart {linear}, "
            f"by their square {quadratic}."
        )


def _percent(part: int, whole: int) -> str:
    return percentage(Fraction(part, whole))


def _decimal(value: Fraction) -> str:
    """Give a coefficient to three decimals, rounded: for reading, never for deciding."""
    return shown(Fraction(round(value * 1000), 1000), 3)


def splits_chapter(found: Agreement) -> Chapter:
    """Give the criteria to talk over, each with what everybody said."""
    told = tuple(
        Point(f"{_split_name(split, found)}: {split.because}", tuple(_said(split)), "open") for split in found.splits
    )
    judged_by_two = found.standing.twice or found.standing.marked
    nothing = (
        "no difference is as large as that, and no level hangs on one"
        if judged_by_two
        else "no two judged the same criterion"
    )
    intro = () if told else (f"Nothing: {nothing}.",)
    return Chapter("To talk over, with a reason and a rating that all can stand by", told, intro)


def _split_name(split: Split, found: Agreement) -> str:
    where = f"{_unit(split.unit, found)}, " if split.unit is not None else ""
    return f"{where}{split.criterion.id} {split.criterion.title}"


def _unit(unit: str, found: Agreement) -> str:
    return found.result.units[unit].name


def _said(split: Split) -> Iterator[Point]:
    scale = split.criterion.judged_on
    for one in split.judgements:
        cites = f" Cites {joined(one.cites)}." if one.cites else ""
        when = f", {day(one.day)}" if one.day is not None else ""
        role = f" ({one.role})" if one.role is not None else ""
        because = one.because if one.because.rstrip().endswith((".", "!", "?")) else f"{one.because}."
        yield Point(f"{one.assessor}{role}{when}: {_rating(one, scale)}. {because}{cites}")


def _rating(one: Judgement, scale: Scale) -> str:
    return "not applicable" if one.rating is None else scale.name(one.rating)


def _called(item: Rated) -> str:
    return item.criterion.id if item.unit is None else f"{item.criterion.id} in {item.unit}"


def _by_criterion(ratings: Ratings, found: Agreement) -> Iterator[Point]:
    for item in ratings.twice:
        scale = item.criterion.judged_on
        each = joined([f"{one.assessor} {_rating(one, scale)}" for one in (*item.rated, *item.marks)])
        apart = "the same" if not item.apart else f"{shown(item.apart)} {'step' if item.apart == 1 else 'steps'} apart"
        where = f"{_unit(item.unit, found)}, " if item.unit is not None else ""
        yield Point(f"{where}{item.criterion.id} {item.criterion.title}: {apart}. {each}.")


def _aside(found: Agreement) -> Iterator[Point]:
    scales = {criterion.id: criterion.judged_on for criterion in found.result.standard.rules.criteria}
    for unit, one in found.set_aside:
        name = one.judgement.criterion
        place = f" in {_unit(unit, found)}" if unit is not None else ""
        yield Point(f"{name}{place}: {set_aside_words(one, scales[name], found.result.speaker)}")


def agreement_json(found: Agreement) -> str:
    """Give how far assessors agree as JSON; coefficients of kappa exactly, alpha as the package computes it."""
    return json.dumps(agreement_dict(found), ensure_ascii=False, indent=2) + "\n"


def agreement_dict(found: Agreement) -> dict[str, Any]:
    """Give how far assessors agree as plain data."""
    result = found.result
    return {
        **result.receipt_dict(),
        "standing": _ratings_dict(found.standing),
        "first": None if found.first is None else _ratings_dict(found.first),
        "splits": [_split_dict(split) for split in found.splits],
        "set_aside": [
            {"unit": unit, "why": one.why, **_judgement_dict(one.judgement, _scale(found, one.judgement))}
            for unit, one in found.set_aside
        ],
    }


def _scale(found: Agreement, one: Judgement) -> Scale:
    criteria = found.result.standard.rules.criteria
    return next(criterion.judged_on for criterion in criteria if criterion.id == one.criterion)


def _ratings_dict(ratings: Ratings) -> dict[str, Any]:
    return {
        "rated_twice": len(ratings.twice),
        "judged_once": [{"unit": item.unit, "criterion": item.criterion.id} for item in ratings.once],
        "marked_not_applicable": [{"unit": item.unit, "criterion": item.criterion.id} for item in ratings.marked],
        "scales": [_scale_dict(one) for one in ratings.scales],
        "criteria": [_item_dict(item) for item in ratings.twice],
    }


def _scale_dict(one: ScaleAgreement) -> dict[str, Any]:
    exact = one.kappa
    return {
        "scale": one.scale.id,
        "assessors": list(one.assessors),
        "rated_twice": one.twice,
        "pairs": one.pairs,
        "same": one.exact,
        "within_one_step": one.near,
        "coefficients": "told" if one.told else "too few",
        "alpha": None if one.alpha is None else round(one.alpha, 6),
        "kappa": None
        if exact is None
        else {
            "plain": exact_text(exact.plain),
            "linear": exact_text(exact.linear),
            "quadratic": exact_text(exact.quadratic),
        },
    }


def _item_dict(item: Rated) -> dict[str, Any]:
    scale = item.criterion.judged_on
    return {
        "unit": item.unit,
        "criterion": item.criterion.id,
        "title": item.criterion.title,
        "scale": scale.id,
        "steps_apart": exact_text(item.apart),
        "judgements": [_judgement_dict(one, scale) for one in (*item.rated, *item.marks)],
    }


def _judgement_dict(one: Judgement, scale: Scale) -> dict[str, Any]:
    return {
        "criterion": one.criterion,
        "assessor": one.assessor,
        "role": one.role,
        "rating": None if one.rating is None else exact_text(one.rating),
        "name": _rating(one, scale),
        "date": None if one.day is None else one.day.isoformat(),
        "because": one.because,
        "cites": list(one.cites),
    }


def _split_dict(split: Split) -> dict[str, Any]:
    return {
        "unit": split.unit,
        "criterion": split.criterion.id,
        "title": split.criterion.title,
        "steps_apart": exact_text(split.apart),
        "unsettled": split.unsettled,
        "not_applicable_to_some": split.applies,
        "levels": [level.id for level in split.needed],
        "levels_between": [level.id for level in split.between],
        "because": split.because,
        "judgements": [_judgement_dict(one, split.criterion.judged_on) for one in split.judgements],
    }
