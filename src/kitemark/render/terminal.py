"""A result as text for a terminal: the level, what holds it there, each principle with a bar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kitemark.evaluation.outcome import CriterionOutcome, LevelOutcome, NodeOutcome
from kitemark.explain import (
    Shortfall,
    holders,
    missed_levels,
    next_level,
    reading_words,
    requirement,
    shortfalls,
)
from kitemark.explain.lists import names_listed
from kitemark.explain.words import day
from kitemark.render.page import KEPT, Page, one_line
from kitemark.render.supposed import add_changes, add_supposed
from kitemark.reporting.notes import set_aside_of
from kitemark.reporting.principles import way_up
from kitemark.reporting.standing import basis, level_name
from kitemark.reporting.still_open import StillOpen
from kitemark.rules.standard import ROOT

if TYPE_CHECKING:
    from kitemark.result import Result
    from kitemark.view import Node

_BAR = 20
_HOLDERS = {
    "overall": "the overall score",
    "applicable": "how many criteria apply",
    "units": "units that are missing",
    "nothing": "that there is none of what is asked",
}
_TOLD_ONE_BY_ONE = 3


def render_text(result: Result, *, width: int = 80, colour: bool = False, ascii_only: bool = False) -> str:
    """Give the result as text of at most `width` columns, with colours only where asked."""
    page = Page(max(40, min(width, 100)), colour=colour, ascii_only=ascii_only)
    _head(result, page)
    add_changes(result, page)
    _holding(result, page)
    _sections(result, page)
    _held(result, page)
    _open(result, page)
    _notes(result, page)
    return page.text()


def _head(result: Result, page: Page) -> None:
    page.add(result.assessment.organisation, "title")
    page.add(f"{result.standard.title} {result.standard.version}, as of {day(result.assessment.date)}", "faint")
    add_supposed(result, page)
    page.add("")
    if result.target is not None:
        _answer(result, page)
    else:
        page.add(f"{_label('Level')}{level_name(result, result.level)}", "met" if result.level else "unmet")
        if result.possible != result.level:
            could = f"{level_name(result, result.possible)}, once what is open is settled"
            page.add(f"{_label('Possible')}{could}", "open")
    root = result.outcome.nodes[ROOT]
    page.add(f"{_label('Overall')}{_overall(result, root)}")
    page.add(f"{_label('Basis')}{basis(result)}", hang=10)


def _answer(result: Result, page: Page) -> None:
    asked = f"{_label('Asked')}{level_name(result, result.target)}: "
    if result.level is not None:
        page.add(f"{asked}reached", "met")
    elif result.possible is not None:
        page.add(f"{asked}not yet, and possible once what is open is settled", "open")
    else:
        page.add(f"{asked}not reached", "unmet")


def _label(word: str) -> str:
    return f"{word:<10}".replace(" ", KEPT)


def _overall(result: Result, root: NodeOutcome) -> str:
    if not root.scored:
        return "no score, as nothing applies"
    low, high = (result.speaker.score(root.node, end, root.maximum) for end in (root.low, root.high))
    return low if low == high else f"{low}, could be {high}"


def _holding(result: Result, page: Page) -> None:
    if not result.outcome.nodes[ROOT].scored:
        return
    told: set[tuple[str, str]] = set()
    still = StillOpen(result.outcome, result.speaker)
    for level in _missed(result):
        _missing(level, result, page, told, still)


def _missed(result: Result) -> tuple[LevelOutcome, ...]:
    """Give the level that is missed next; asked about a target, every one up to that."""
    if result.target is not None:
        return missed_levels(result.outcome, result.target)
    level = next_level(result.outcome)
    return () if level is None else (level,)


def _missing(level: LevelOutcome, result: Result, page: Page, told: set[tuple[str, str]], still: StillOpen) -> None:
    """Say what of a level is missing; what falls short of several requirements in the same words is told once."""
    page.heading(f"What holds it from {level.rule.title}")
    holding = [condition for condition in level.requires if not condition.low]
    if not holding:
        # What asks for nothing more builds on a level that is reached; so nothing is there at all.
        page.add("There is no evidence and no judgement yet, and nothing proves nothing.", indent=2, hang=2)
    for condition in holding:
        words = requirement(condition, result.outcome, result.speaker)
        page.add(f"{page.marks[condition.state]} {words}", condition.state, 2, 2)
        _settled_by(still.below(condition, level.rule.id), page, 6)
        for short in shortfalls(condition, result.outcome, result.speaker):
            if (short.name, short.words) not in told:
                told.add((short.name, short.words))
                _short(short, result, page)
                _settled_by(still.behind(condition, short), page, 8)
    if any(condition.state == "open" for condition in holding):
        page.add(f"{page.marks['open']} means that it cannot be told yet.", "faint", 2, 2)


def _short(short: Shortfall, result: Result, page: Page) -> None:
    page.add(f"{short.name}: {short.words}", indent=6, hang=2)
    if short.of_score and isinstance(result[short.id].outcome, CriterionOutcome):
        page.add(result[short.id].because, "faint", indent=8, hang=0)


def _settled_by(found: Iterable[str], page: Page, indent: int) -> None:
    for words in found:
        page.add(f"What would settle it: {words}", "open", indent, 2)


def _sections(result: Result, page: Page) -> None:
    root = result.standard.rules.root
    tops = [result.outcome.nodes[name] for name in root.children]
    sections = [node for node in tops if not isinstance(node, CriterionOutcome)] or tops
    page.heading("Scores")
    longest = max(len(_title(node)) for node in sections)
    words = max(len(_score(result, node)) for node in sections)
    room = max(6, min(longest, page.width - _BAR - words - 4))
    for node in sections:
        label = _title(node)
        label = label if len(label) <= room else label[: room - 3] + "..."
        if not node.scored:
            page.add(f"{label:<{room}} {_score(result, node)}".replace(" ", KEPT), "faint", 2)
            continue
        line = f"{label:<{room}} {_bar(node, page)} {_score(result, node)}"
        page.add(line.replace(" ", KEPT), indent=2)


def _score(result: Result, node: NodeOutcome) -> str:
    if not node.scored:
        return "does not apply"
    low, high = (result.speaker.score(node.node, end, node.maximum) for end in (node.low, node.high))
    return low if low == high else f"{low} to {high}"


def _title(node: NodeOutcome) -> str:
    return one_line(f"{node.node.id} {node.node.title}" if node.node.title != node.node.id else node.node.id)


def _bar(node: NodeOutcome, page: Page) -> str:
    low, high = (int(way_up(end, node) * _BAR) for end in (node.low, node.high))
    return page.full * low + page.part * (high - low) + page.none * (_BAR - high)


def _open(result: Result, page: Page) -> None:
    waiting = [node for node in result.nodes if isinstance(node.outcome, CriterionOutcome) and node.low != node.high]
    if waiting:
        page.heading("Cannot tell yet")
    unjudged = [node for node in waiting if _is_unjudged(node.outcome, result)]
    many = len(unjudged) > _TOLD_ONE_BY_ONE
    if many:
        every = len(result.standard.rules.criteria)
        names = ", ".join(node.id for node in unjudged)
        page.add(f"Nobody has judged {len(unjudged)} of the {every} criteria: {names}", indent=2, hang=4)
    for node in waiting:
        if not many or node not in unjudged:
            page.add(f"{node.id} {node.title}: {_why_open(node)}", indent=2, hang=4)


def _why_open(node: Node) -> str:
    """Give why a rating cannot be told: that it is awaited, before what would hold it in any case."""
    outcome = node.outcome
    if isinstance(outcome, CriterionOutcome) and outcome.rating is not None and outcome.rating.state == "awaited":
        holding = sum(limit.held_low or limit.held_high for limit in outcome.limits)
        return " ".join(node.reasons[holding:])
    return node.because


def _is_unjudged(outcome: NodeOutcome, result: Result) -> bool:
    rating = outcome.rating if isinstance(outcome, CriterionOutcome) else None
    aside = any(one.judgement.criterion == outcome.node.id for one in result.outcome.party.set_aside)
    return rating is not None and rating.state == "awaited" and not rating.judgements and not aside


def _held(result: Result, page: Page) -> None:
    held: dict[str, list[str]] = {}
    for name, node in result.outcome.nodes.items():
        for limit in node.limits:
            if limit.held_low and name != ROOT:
                reason = limit.rule.because or limit.rule.title or "a limit"
                point = result.speaker.score(node.node, limit.point, node.maximum)
                held.setdefault(f"{reason.rstrip('.')}, held at {point}", []).append(name)
    _list(page, "Held by limits and safeguards", (f"{reason}: {', '.join(names)}" for reason, names in held.items()))


def _notes(result: Result, page: Page) -> None:
    outcome = result.outcome
    _list(
        page,
        "Flags, for people to look at",
        (f"{f.rule.title}: {f.rule.says or ''}".rstrip(": ") for f in outcome.flags if f.raised),
    )
    _list(page, "Commendations", (praise.rule.title for praise in outcome.commendations if praise.given))
    withheld = [reading for reading in outcome.readings if reading.state == "withheld"]
    _list(page, "Withheld", dict.fromkeys(f"{r.measure.title}: {reading_words(r, result.speaker)}" for r in withheld))
    _list(
        page,
        "Left out, as dated after the assessment",
        (f"{left.what} {left.id}, {day(left.day)}" for left in result.left_out),
    )
    _list(page, "Judgements that count for nothing", set_aside_of(result))
    _list(page, "Units", (_unit(result, place) for place in range(len(outcome.units))))
    comment = result.assessment.model.users_comment
    if comment is not None:
        page.heading(f"The users' comment, by {comment.by}")
        page.add(comment.text, indent=2)


def _unit(result: Result, place: int) -> str:
    unit = result.outcome.units[place]
    names = [level.rule.title for level in unit.levels]
    found, could = (names[i] if i >= 0 else result.standard.rules.otherwise for i in (unit.established, unit.possible))
    words = f"{unit.party.name}: {found}" + (f", could be {could}" if could != found else "")
    level, held = next_level(unit), holders(unit)
    if level is None or not held or unit.established > result.outcome.established:
        return words  # it holds nobody back
    return f"{words}; held from {level.rule.title} by {names_listed([_holder(result, name) for name in held])}"


def _holder(result: Result, name: str) -> str:
    """Give what holds a unit: a criterion or section by its id, and all else in words."""
    measure = result.standard.rules.measures.get(name)
    return _HOLDERS.get(name, name if measure is None else measure.title)


def _list(page: Page, heading: str, lines: Iterable[str]) -> None:
    listed = list(lines)
    if listed:
        page.heading(heading)
    for line in listed:
        page.add(line, indent=2, hang=2)
