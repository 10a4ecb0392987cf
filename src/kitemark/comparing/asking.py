"""What is asked, compared: requirements, limits, ratings, bands and marks, each by its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kitemark.comparing.change import Change, Effect, Places, Thing
from kitemark.comparing.effects import condition_effect, effect_of, goal_implies, limit_effect
from kitemark.comparing.kinds import (
    Added,
    AsksLess,
    AsksMore,
    AsksOtherwise,
    Dropped,
    Lowered,
    Raised,
    Reworded,
    Scoped,
)
from kitemark.comparing.sides import Side, matched, same, shown
from kitemark.describe.conditions import condition_words
from kitemark.describe.page import Item
from kitemark.describe.ratings import limit_words, rating_item
from kitemark.describe.words import fact_tests, point_words, threshold
from kitemark.model.conditions import Condition
from kitemark.model.ratings import MarkLine
from kitemark.model.sections import Limit
from kitemark.quantity import Threshold
from kitemark.rules.condition import ConditionRule
from kitemark.rules.rating import Measured, RatingRule
from kitemark.rules.records import Test
from kitemark.rules.scale import Bands, Goal
from kitemark.rules.standard import LimitRule, Node

Both = tuple[Side, Side]
_SUBJECTS = ("overall", "each", "some", "measure", "applicable", "any", "all")


def asks(thing: Thing, places: Places, was: str | None, now: str | None, effect: Effect) -> Change:
    """Give that something is asked otherwise, by what that plainly does."""
    kinds = {"harder": AsksMore, "easier": AsksLess}
    return kinds.get(effect, AsksOtherwise)(thing, places, "asks", _inner(was), _inner(now), effect=effect)


def _inner(words: str | None) -> str | None:
    """Give words as the end of a sentence."""
    if words is None:
        return None
    stem = words.rstrip(".")
    return stem if stem[:2].isupper() or stem[:1].isdigit() else f"{stem[:1].lower()}{stem[1:]}"


# Conditions


def compared_conditions(
    thing: Callable[[int], Thing],
    forms: tuple[Sequence[Condition], Sequence[Condition]],
    rules: tuple[Sequence[ConditionRule], Sequence[ConditionRule]],
    places: Places,
    both: Both,
) -> Iterator[Change]:
    """Give the changes of a list of requirements; `thing` names one by its place."""
    for old, new in matched(*forms, _alike):
        if old is None and new is not None:
            words = condition_words(rules[1][new], both[1].wording)
            yield Added(thing(new), Places(None, _at(places.new, new)), words, effect="harder")
        elif new is None and old is not None:
            words = condition_words(rules[0][old], both[0].wording)
            yield Dropped(thing(old), Places(_at(places.old, old), None), words, effect="easier")
        elif old is not None and new is not None and not same(forms[0][old], forms[1][new]):
            here = Places(_at(places.old, old), _at(places.new, new))
            yield from compared_condition(
                thing(new), (forms[0][old], forms[1][new]), (rules[0][old], rules[1][new]), here, both
            )


def _at(path: tuple[str | int, ...] | None, step: int) -> tuple[str | int, ...] | None:
    return None if path is None else (*path, step)


def _places(places: Places, old: int | None, new: int | None) -> Places:
    return Places(None if old is None else _at(places.old, old), None if new is None else _at(places.new, new))


def compared_condition(
    thing: Thing,
    forms: tuple[Condition, Condition],
    rules: tuple[ConditionRule, ConditionRule],
    places: Places,
    both: Both,
) -> Iterator[Change]:
    """Give the changes of one condition."""
    if not same(forms[0].because, forms[1].because):
        yield Reworded(thing, places.at("because"), "because", forms[0].because, forms[1].because, effect="none")
    if same(forms[0].model_copy(update={"because": None}), forms[1].model_copy(update={"because": None})):
        return
    was, now = (condition_words(rule, side.wording) for rule, side in zip(rules, both, strict=True))
    yield asks(thing, places, was, now, condition_effect(*rules))


def _alike(one: Condition, other: Condition) -> int:
    """Give how like two conditions are: the same in all, in what they are of, or only in kind and reason."""
    if same(one, other):
        return 9
    kinds = [next((name for name in _SUBJECTS if getattr(form, name) is not None), "") for form in (one, other)]
    if kinds[0] != kinds[1]:
        return 0
    keys = (kinds[0], "marks", "when")
    subject = sum(same(getattr(one, key), getattr(other, key)) for key in keys)
    compared = sum(same(getattr(one, key), getattr(other, key)) for key in ("at_least", "at_most", "because"))
    if same(getattr(one, kinds[0]), getattr(other, kinds[0])) or kinds[0] in ("overall", "applicable"):
        return 3 + subject
    return 1 if compared == 3 and (one.because or kinds[0] != "measure") else 0


# Limits


def compared_limits(
    thing: Thing,
    forms: tuple[Sequence[Limit], Sequence[Limit]],
    nodes: tuple[Node, Node],
    places: Places,
    both: Both,
) -> Iterator[Change]:
    """Give the changes of the limits that stand with a criterion or section."""
    rules = [[limit for limit in node.limits if limit.id is None] for node in nodes]
    for old, new in matched(*forms, _alike_limits):
        one = None if old is None else rules[0][old]
        other = None if new is None else rules[1][new]
        number = new if new is not None else old
        limit = Thing("limit", str((number or 0) + 1), None, thing)
        here = _places(places, old, new)
        if one is None and other is not None:
            yield Added(limit, here, _inner(limit_words(other, nodes[1], both[1].wording)) or "", effect="harder")
        elif one is not None and other is None:
            yield Dropped(limit, here, _inner(limit_words(one, nodes[0], both[0].wording)) or "", effect="easier")
        elif one is not None and other is not None:
            pair = forms[0][old or 0], forms[1][new or 0]
            yield from compared_limit(limit, pair, (one, other), nodes, here, both)


def _alike_limits(one: Limit, other: Limit) -> int:
    if same(one, other):
        return 9
    said = [(key, weight) for key, weight in _LIMIT_KEYS if getattr(one, key)]
    return sum(weight * same(getattr(one, key), getattr(other, key)) for key, weight in said)


_LIMIT_KEYS = (("unless", 3), ("because", 2), ("at_most", 1))


def compared_limit(
    thing: Thing,
    forms: tuple[Limit, Limit],
    rules: tuple[LimitRule, LimitRule],
    nodes: tuple[Node, Node],
    places: Places,
    both: Both,
) -> Iterator[Change]:
    """Give the changes of one limit or safeguard, apart from whom a safeguard holds."""
    if not same(forms[0].because, forms[1].because):
        yield Reworded(thing, places.at("because"), "because", forms[0].because, forms[1].because, effect="none")
    keys = [key for key in ("at_most", "unless", "when") if not same(getattr(forms[0], key), getattr(forms[1], key))]
    if keys:
        was, now = (limit_words(rules[at], nodes[at], both[at].wording) for at in (0, 1))
        lower = nodes[1].lower if hasattr(nodes[1], "lower") else False
        effect = limit_effect(*rules, nodes[1].scale, lower=lower)
        at = places.at(keys[0]) if len(keys) == 1 else places
        yield asks(thing, at, was, now, effect)


# Ratings and bands


def compared_bands(thing: Thing, bands: tuple[Bands, Bands], places: Places, *, share: bool) -> Iterator[Change]:
    """Give the thresholds that are raised, lowered, new or gone."""
    olds, news = dict(bands[0].goals), dict(bands[1].goals)
    for point in dict.fromkeys((*olds, *news)):
        was, now = olds.get(point), news.get(point)
        scale = (bands[1] if now is not None else bands[0]).scale
        what = f"threshold for {point_words(scale, point)}"
        yield from compared_goal(thing, what, was, now, places, share=share)


def compared_goal(
    thing: Thing, what: str, was: Goal | None, now: Goal | None, places: Places, *, share: bool
) -> Iterator[Change]:
    """Give that a threshold is raised or lowered, or is new or gone; nothing where it is the same."""
    if was == now:
        return
    said = [None if goal is None else threshold(goal, share=share or goal.share) for goal in (was, now)]
    if was is None or now is None:
        part = Thing(f"the {what}", "", None, thing)
        yield Dropped(part, places, said[0] or "") if now is None else Added(part, places, said[1] or "")
        return
    effect = effect_of(harder=goal_implies(now, was), easier=goal_implies(was, now))
    kinds = {"harder": Raised, "easier": Lowered}
    yield kinds.get(effect, AsksOtherwise)(thing, places, what, *said, effect=effect)


def compared_rating(thing: Thing, rules: tuple[RatingRule, RatingRule], places: Places, both: Both) -> Iterator[Change]:
    """Give the changes of how a rating comes about."""
    one, other = rules
    if isinstance(one, Measured) and isinstance(other, Measured) and one.measure.id == other.measure.id:
        found = list(compared_bands(thing, (one.bands, other.bands), places.at("bands"), share=one.measure.share))
        if found:
            yield from found
            return
    said = [flat(rating_item(rule, side.wording)) for rule, side in zip(rules, both, strict=True)]
    rating = Thing("rating", "", None, thing)
    yield AsksOtherwise(_of(rating), places, "rating", *said)


def _of(thing: Thing) -> Thing:
    """Give a thing without an id of its own as a part of what it belongs to."""
    assert thing.of is not None  # noqa: S101 - only parts come here
    return Thing(f"the {thing.kind}", "", None, thing.of)


def flat(item: Item) -> str:
    """Give a point and all points below it as one text."""
    lead = f"{item.lead}: " if item.lead else ""
    inner = "; ".join(flat(one) for one in item.items)
    return " ".join(f"{lead}{item.text} {inner}".split())


# Marks


def compared_marks(
    thing: Thing, forms: tuple[Sequence[MarkLine], Sequence[MarkLine]], places: Places, both: Both
) -> Iterator[Change]:
    """Give the changes of the marks of a criterion."""
    for old, new in matched(*forms, _alike_marks):
        here = _places(places, old, new)
        form = forms[1][new] if new is not None else forms[0][old or 0]
        mark = Thing("mark", form.measure or str(((old if new is None else new) or 0) + 1), None, thing)
        if old is None:
            yield Added(mark, here, shown(form) or "", effect="harder")
        elif new is None:
            yield Dropped(mark, here, shown(form) or "", effect="easier")
        elif not same(forms[0][old], forms[1][new]):
            yield from _compared_mark(mark, (forms[0][old], forms[1][new]), here, both)


def _alike_marks(one: MarkLine, other: MarkLine) -> int:
    if same(one, other):
        return 9
    return 5 if one.measure is not None and one.measure == other.measure else int(one.measure is other.measure)


def _compared_mark(thing: Thing, forms: tuple[MarkLine, MarkLine], places: Places, both: Both) -> Iterator[Change]:
    old, new = forms
    if not same(old.because, new.because):
        yield Reworded(thing, places.at("because"), "because", old.because, new.because, effect="none")
    if any(not same(getattr(old, key), getattr(new, key)) for key in ("worst", "best", "choose", "when", "measure")):
        yield AsksOtherwise(thing, places, "mark", shown(old), shown(new))
        return
    asked = old.__pydantic_extra__ or {}, new.__pydantic_extra__ or {}
    for level in dict.fromkeys((*asked[0], *asked[1])):
        was, now = asked[0].get(level), asked[1].get(level)
        if not same(was, now):
            goals = [_mark_goal(value, new.measure, side) for value, side in zip((was, now), both, strict=True)]
            yield from compared_mark_goal(thing, level, (goals[0], goals[1]), places.at(level))


def _mark_goal(value: object, measure: str | None, side: Side) -> Goal | None:
    if not isinstance(value, Threshold) or measure is None:
        return None
    lower = side.standard.rules.measures[measure].lower
    return Goal(value.amount.value, value.amount.share, bool(value.sign), lower)


def compared_mark_goal(
    thing: Thing, level: str, goals: tuple[Goal | None, Goal | None], places: Places
) -> Iterator[Change]:
    """Give that a level asks for a higher or lower mark, or for one at all."""
    was, now = goals
    said = [None if goal is None else threshold(goal, share=goal.share) for goal in goals]
    if was is None or now is None:
        effect: Effect = "harder" if was is None else "easier"
        named = Thing(f"mark for {level}, of the measure", thing.id, None, thing.of)
        yield asks(named, places, said[0], said[1], effect)
    else:
        yield from compared_goal(thing, f"threshold for {level}", was, now, places, share=False)


# Where


def scoped(thing: Thing, tests: tuple[tuple[Test, ...], tuple[Test, ...]], places: Places, both: Both) -> Change:
    """Give that something is asked of other organisations."""
    was, now = (fact_tests(some, side.standard.rules.facts) or None for some, side in zip(tests, both, strict=True))
    return Scoped(thing, places, "applies_when", was, now)
