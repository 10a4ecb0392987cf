"""Suggestions: examples that show what none does, in words and figures that the engine has confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kitemark.analysis.drafting import Data
from kitemark.analysis.sought import Places
from kitemark.evaluation.outcome import APPLIES, PartyOutcome
from kitemark.examples import Outcome, shown_by
from kitemark.explain import holders
from kitemark.quantity import exact_text
from kitemark.result import Result
from kitemark.rules.standard import Rules

SECONDS = 60
"""Longest that all suggestions together may take, unless another time is said; the rest is left undecided."""

_MOST_HOLDERS = 6
_MOST_NAMED = 6
_MOST_UNITS = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An example that is missing: changes to the example `of`, or where there is none, a whole pack.

    `shows` is what it shows that neither the examples nor the suggestions before it do.
    """

    id: str
    title: str
    of: str | None
    pack: Data | None
    changes: Data
    expect: Data
    shows: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Unshown:
    """An outcome for which no example was found, and why; `never` where none can be."""

    outcome: Outcome
    why: str
    never: bool


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The examples that are missing, and the outcomes for which none was found.

    `missing` are all outcomes that were sought, `failing` counts the examples there are that
    do not come out as they must, and `words` says what requirements and limits say.
    """

    suggestions: tuple[Suggestion, ...]
    unshown: tuple[Unshown, ...]
    missing: tuple[Outcome, ...]
    failing: int
    words: Mapping[str, str]


def expected(rules: Rules, result: Result, shows: Sequence[Outcome]) -> Data:
    """Give what must come out of an example: its level, what holds it there, and the ratings that it is about."""
    expect: Data = {"level": result.level or "none"}
    if result.possible != result.level:
        expect["possible"] = result.possible or "none"
    held = holders(result.outcome)
    if held and len(held) <= _MOST_HOLDERS:
        expect["held_by"] = list(held)
    ratings = dict(_ratings(rules, result.outcome, shows))
    if ratings:
        expect["ratings"] = ratings
    units = result.outcome.units
    alone = shown_by(rules, result.outcome) if not units else _of_whole(rules, result.outcome)
    if units and len(units) <= _MOST_UNITS and not alone.issuperset(shows):
        expect["units"] = {name: unit.level or "none" for name, unit in result.units.items()}
    return expect


def _of_whole(rules: Rules, outcome: PartyOutcome) -> frozenset[Outcome]:
    of_units = [shown_by(rules, unit) for unit in outcome.units]
    return shown_by(rules, outcome) - frozenset[Outcome]().union(*of_units)


def _ratings(rules: Rules, outcome: PartyOutcome, shows: Sequence[Outcome]) -> Iterator[tuple[str, str]]:
    for one in shows:
        if one[0] == "criterion":
            names = [one[1]]
        elif one[0] in ("limit", "safeguard"):
            held = one[2] == "holds"
            names = [name for name, place in Places(rules).sites(one) if _is(rules, outcome, name, place, held=held)][
                :1
            ]
        else:
            continue
        for name in names:
            node = outcome.nodes[name]
            if name and node.state == APPLIES and node.low == node.high:
                scale = node.node.scale
                yield name, scale.name(node.low) if scale is not None else exact_text(node.low)


def _is(rules: Rules, outcome: PartyOutcome, name: str, place: int, *, held: bool) -> bool:
    limit = rules.nodes[name].limits[place]
    return any(one.rule is limit and one.held_low is held for one in outcome.nodes[name].limits)


def titled(rules: Rules, words: Mapping[str, str], shows: Sequence[Outcome], changes: Data) -> str:
    """Give in plain words what an example is for."""
    subject, name, came_out = shows[0]
    if subject == "criterion":
        return _of_ratings(rules, [one for one in shows if one[0] == "criterion" and one[2] == came_out])
    if subject == "level":
        if name == "none":
            return "It reaches no level"
        return f"It reaches {_level(rules, name)}{', and no more' if name != rules.levels[-1].id else ''}"
    said = " ".join(words.get(name, "").split())
    if subject == "requirement":
        asked = f"what {_level(rules, Places(rules).requirement(shows[0])[0])} asks"
        if came_out == "open":
            return f"{_unjudged(changes)} is open whether it has {asked}: {said}"
        return f"It {'has' if came_out == 'met' else 'falls short of'} {asked}: {said}"
    node, _, place = name.rpartition(" limit ")
    called = f"The safeguard {name}" if subject == "safeguard" else f"Limit {place} of {node}"
    return f"{called} {came_out}{f': {said}' if said and came_out == 'holds' else ''}"


def _unjudged(changes: Data) -> str:
    """Give how a sentence begins about what is open: by what is not judged, where that is all that changes."""
    judgements = changes.get("judgements", {})
    if list(changes) != ["judgements"] or len(judgements) > _MOST_NAMED or any(judgements.values()):
        return "It"
    return f"Nobody has judged {_listed(list(judgements))} yet, so it"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _of_ratings(rules: Rules, shows: Sequence[Outcome]) -> str:
    point = shows[0][2]
    if len(shows) == 1:
        return f"{shows[0][1]} is '{point}': {' '.join(rules.nodes[shows[0][1]].title.split())}"
    names = [one[1] for one in shows]
    if len(names) > _MOST_NAMED:
        return f"{len(names)} criteria are '{point}', {names[0]} to {names[-1]}"
    return f"{_listed(names)} are '{point}'"


def _level(rules: Rules, name: str) -> str:
    return next(level.title for level in rules.levels if level.id == name) or name


def called(shows: Sequence[Outcome], taken: Iterable[str]) -> str:
    """Give an id for an example that says what it shows, and that is not taken."""
    subject, name, came_out = shows[0]
    alike = [one for one in shows if one[0] == "criterion" and one[2] == came_out]
    said = f"ratings {came_out}" if len(alike) > 1 and subject == "criterion" else f"{name} {came_out}"
    said = said.replace(" requirement ", " asks ")
    plain = "-".join("".join(sign if sign.isascii() and sign.isalnum() else " " for sign in said.lower()).split())
    known, number, found = {one.lower() for one in taken}, 1, plain or "example"
    while found in known:
        number += 1
        found = f"{plain or 'example'}-{number}"
    return found
