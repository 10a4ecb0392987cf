"""Running: what comes out of a case, and how that differs from what must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from kitemark.assessment import assessment_from
from kitemark.examples.cases import Case
from kitemark.explain import holders, next_level, shortfalls
from kitemark.explain.words import sentence
from kitemark.problems import KitemarkError, Problem, nearest, titles
from kitemark.quantity import Amount, number_from_text
from kitemark.result import Result, evaluate
from kitemark.standard import Standard
from kitemark.view import Node, PartyResult


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came out otherwise than it must, with the reasons for what came out."""

    what: str
    wanted: str
    found: str
    because: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Give the difference as one line."""
        return f"{self.what}: wanted {self.wanted}, found {self.found}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a case: it holds where nothing differs and nothing is wrong with its pack."""

    case: Case
    result: Result | None
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything came out as it must."""
        return not self.differences and not self.problems


def run(standard: Standard, case: Case) -> Verdict:
    """Give what comes of a case by the standard; a pack that cannot be evaluated is a verdict too."""
    try:
        result = evaluate(standard, assessment_from(case.pack))
    except KitemarkError as error:
        return Verdict(case, None, problems=error.problems)
    return Verdict(case, result, tuple(_differences(result, case)))


def _differences(result: Result, case: Case) -> Iterator[Difference]:
    expect = case.expect
    if expect.level is not None:
        yield from _level("level", expect.level, result.level, result)
    if expect.possible is not None:
        yield from _level("possible", expect.possible, result.possible, result)
    if expect.held_by is not None:
        yield from _held_by(result, frozenset(expect.held_by))
    for name, wanted in expect.ratings.items():
        yield from _rating(result, name, wanted)
    rules = result.standard.rules
    for what, wanted_ids, found, called in (
        ("flags", expect.flags, result.flags, titles(rules.flags)),
        ("commendations", expect.commendations, result.commendations, titles(rules.commendations)),
        ("withheld", expect.withheld, result.withheld, titles(rules.measures.values())),
        ("unsettled", expect.unsettled, result.unsettled, titles(rules.criteria)),
    ):
        if wanted_ids is not None and set(wanted_ids) != set(found):
            unknown = sorted(set(wanted_ids) - called.keys())
            reasons = tuple(
                "; ".join((f"there is no '{name}'", *_hint(name, list(called), called))) for name in unknown
            )
            yield Difference(what, _listed(wanted_ids), _listed(found), reasons)
    for name, wanted_level in expect.units.items():
        yield from _unit(result, name, wanted_level)


def _level(what: str, wanted: str, found: str | None, party: PartyResult, where: str = "") -> Iterator[Difference]:
    levels = [level.rule.id for level in party.outcome.levels]
    if wanted not in (*levels, "none"):
        called = titles(level.rule for level in party.outcome.levels)
        yield Difference(f"{what}{where}", f"'{wanted}'", "no such level", _hint(wanted, [*levels, "none"], called))
    elif (None if wanted == "none" else wanted) != found:
        held = holders(party.outcome)
        better = found is not None and (wanted == "none" or levels.index(found) > levels.index(wanted))
        reasons = (f"held by {', '.join(held)}",) if held and not better else ()
        yield Difference(f"{what}{where}", wanted, found or "none", reasons)


def _held_by(result: Result, wanted: frozenset[str]) -> Iterator[Difference]:
    held = holders(result.outcome)
    known = frozenset(held).union(*held.values())
    absent = sorted(wanted - known)
    extra = {name: guards for name, guards in held.items() if name not in wanted and not guards & wanted}
    if not absent and not extra:
        return
    reasons = [_holds_nothing(result, name) for name in absent]
    lacking = _lacking(result)
    reasons += [_why(result, name, guards, lacking.get(name)) for name, guards in extra.items()]
    yield Difference("held_by", _listed(wanted), _listed(held), tuple(reasons))


def _holds_nothing(result: Result, name: str) -> str:
    rules = result.standard.rules
    guards = {limit.id for node in rules.nodes.values() for limit in node.limits if limit.id is not None}
    known = {*result, *result.units, *rules.measures, *guards, "overall", "applicable", "units"}
    if name in known:
        return f"{name} holds nothing back here"
    return "; ".join(
        (f"there is no criterion, section, measure, unit or safeguard '{name}'", *_hint(name, list(known)))
    )


def _why(result: Result, name: str, guards: frozenset[str], lacking: str | None) -> str:
    by = f" (by {', '.join(sorted(guards))})" if guards else ""
    reason = lacking or (result[name].because if name in result else "")
    return f"{name}{by} is not listed" + (f": {reason}" if reason else "")


def _lacking(result: Result) -> dict[str, str]:
    """Give the figures that are missing for the next level, by the criterion whose rating is good enough."""
    level = next_level(result.outcome)
    unmet = [one for one in level.requires if not one.low] if level is not None else []
    short = [one for condition in unmet for one in shortfalls(condition, result.outcome, result.speaker)]
    rated = {one.id for one in short if one.of_score}
    return {one.id: sentence(one.words) for one in short if one.id in result and one.id not in rated and one.words}


def _rating(result: Result, name: str, wanted: Amount | str) -> Iterator[Difference]:
    if name not in result:
        yield Difference(f"rating of {name}", str(wanted), "no such criterion or section", _hint(name, list(result)))
        return
    node = result[name]
    if isinstance(wanted, str) and not _is_score(node, wanted):
        scale = node.outcome.node.scale
        points = [scale.name(point.value) for point in scale.points] if scale is not None else []
        yield Difference(f"rating of {name}", f"'{wanted}'", "no such point, and no number", _hint(wanted, points))
    elif not _is_rated(node, wanted):
        found = "none, as it does not apply" if node.low is None else _score(node)
        yield Difference(f"rating of {name}", str(wanted), found, node.reasons)


def _is_rated(node: Node, wanted: Amount | str) -> bool:
    if node.low is None or node.maximum is None:
        return False
    if isinstance(wanted, Amount):
        return node.low == (wanted.value * node.maximum if wanted.share else wanted.value)
    scale = node.outcome.node.scale
    value = scale.called(wanted) if scale is not None else None
    return node.low == (value if value is not None else _fraction(wanted))


def _is_score(node: Node, text: str) -> bool:
    """Tell whether text is a point's name, or a score that is written out."""
    scale = node.outcome.node.scale
    return (scale is not None and scale.called(text) is not None) or _fraction(text) is not None


def _fraction(text: str) -> Fraction | int | None:
    """Give what a score such as `100/3` stands for, or None."""
    top, _, bottom = text.partition("/")
    parts = number_from_text(top.strip()), number_from_text(bottom.strip() or "1")
    return None if parts[0] is None or not parts[1] else Fraction(parts[0]) / parts[1]


def _score(node: Node) -> str:
    scale = node.outcome.node.scale
    low, high = node.low, node.high
    assert low is not None  # noqa: S101 - the caller has seen to it
    assert high is not None  # noqa: S101
    ends = [scale.name(end) if scale is not None else str(end) for end in (low, high)]
    return ends[0] if low == high else f"{ends[0]} (could be {ends[1]})"


def _unit(result: Result, name: str, wanted: str) -> Iterator[Difference]:
    if name not in result.units:
        yield Difference(f"level of unit {name}", wanted, "no such unit", _hint(name, list(result.units)))
        return
    unit = result.units[name]
    yield from _level("level", wanted, unit.level, unit, f" of unit {name}")


def _hint(name: str, known: list[str], called: Mapping[str, str] = MappingProxyType({})) -> tuple[str, ...]:
    hint = nearest(name, known, called)
    return (hint,) if hint else ()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"
