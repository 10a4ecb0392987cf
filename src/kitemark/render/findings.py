"""Findings about a standard as text for a terminal: each with its place, then proofs, floors and a summary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kitemark.render.page import KEPT, Page

if TYPE_CHECKING:
    from kitemark.analysis.question import Answer
    from kitemark.checks import AcceptedFinding, Finding, FloorTable, Report

_STYLES = {"error": "unmet", "warning": "open", "note": "faint"}
_MARKS = {"error": "unmet", "warning": "open"}
_VERDICTS = {"proved": "it is so", "refuted": "it is not so", "undecided": "not decided"}
_VERDICT_WORDS = {"refuted": "ruled out"}
_MOST_UNDECIDED = 3
_WITHOUT = "without"
_SIGNS = {
    _WITHOUT: "the level can be had only if the criterion does not apply",
    "?": "it could not be told: units that differ, or a scale without steps, could not be gone through",
}
_WIDEST_CELL = 18
_FIRST = "Criterion"


def render_findings(
    report: Report,
    *,
    answers: bool = False,
    accepted: bool = False,
    width: int = 80,
    colour: bool = False,
    ascii_only: bool = False,
) -> str:
    """Give a report as text of at most `width` columns.

    With `answers` every question that was put is listed with its answer, with `accepted` every
    finding that the standard accepts, with the reason.
    """
    page = Page(max(40, min(width, 100)), colour=colour, ascii_only=ascii_only)
    for finding in report.findings:
        _finding(finding, page)
    if accepted:
        _accepted(report.accepted, page)
    if answers and report.proofs is not None:
        _answers(report.proofs.answers, page)
    else:
        # That there is no solver is said once, below.
        without = report.proofs.without if report.proofs is not None else None
        _undecided([one for one in report.answered("undecided") if one.why is None or one.why != without], page)
    _floors(report, page)
    _summary(report, page)
    return page.text()


def _heading(page: Page, text: str) -> None:
    if page.text().strip():
        page.heading(text)
    else:
        page.add(text, "title")


def _finding(finding: Finding, page: Page) -> None:
    mark = page.marks[_MARKS[finding.severity]] if finding.severity in _MARKS else "-"
    page.add(f"{mark} {finding.severity}: {finding.message} [{finding.code}]", _STYLES[finding.severity], hang=2)
    place = ":".join(str(part) for part in (finding.file, finding.line, finding.column) if part is not None)
    page.add(": ".join(part for part in (place, finding.path) if part), "faint", indent=4, hang=2)
    if finding.hint:
        page.add(finding.hint, indent=4, hang=2)


def _accepted(accepted: Sequence[AcceptedFinding], page: Page) -> None:
    if accepted:
        _heading(page, "Accepted")
    for one in accepted:
        line = f" (line {one.finding.line})" if one.finding.line is not None else ""
        page.add(f"{one.finding.code}{line}: {one.finding.message}", indent=2, hang=2)
        page.add(f"Reason: {one.reason}", "faint", indent=4, hang=2)


def _answers(answers: Sequence[Answer], page: Page) -> None:
    if answers:
        _heading(page, "Questions and answers")
    for answer in answers:
        asked = answer.question
        page.add(f"{asked.says} [{asked.code}]", indent=2, hang=2)
        why = f": {answer.why}" if answer.why else f", {answer.how}" if answer.how else ""
        page.add(f"{answer.verdict}, {_VERDICTS[answer.verdict]}{why}", "faint", indent=4, hang=2)
        for witness in answer.witnesses:
            page.add(f"there is one that {witness.says}", "faint", indent=4, hang=2)


def _undecided(answers: Sequence[Answer], page: Page) -> None:
    """Add what was not decided, together where the reason is the same."""
    by_reason: dict[str, list[Answer]] = {}
    for answer in answers:
        by_reason.setdefault(answer.why or "no reason was given", []).append(answer)
    if answers:
        _heading(page, "Not decided")
    for why, some in by_reason.items():
        page.add(f"{counted(len(some), 'question')}: {why}", "open", indent=2, hang=2)
        for answer in some[:_MOST_UNDECIDED]:
            page.add(f"is it so that {answer.question.says}? [{answer.question.code}]", indent=4, hang=2)
        if len(some) > _MOST_UNDECIDED:
            page.add(f"and {len(some) - _MOST_UNDECIDED} more; --proofs lists them all", "faint", indent=4)


def _floors(report: Report, page: Page) -> None:
    if report.proofs is not None and report.proofs.no_floors is not None:
        _heading(page, "Floors")
        page.add(f"There is no table: {report.proofs.no_floors}", indent=2, hang=2)
    elif report.floors is not None:
        _heading(page, "Floors: the least rating of each criterion with which a level can be had")
        _table(report.floors, page)


def _table(table: FloorTable, page: Page) -> None:
    titles = [title for _, title in table.columns]
    none = "-"
    had = [any(cells[place] is not None for _, cells in table.rows) for place in range(len(titles))]
    rows = [
        (
            name,
            [
                (_WITHOUT if has else "never") if cell is None else cell or none
                for cell, has in zip(cells, had, strict=True)
            ],
        )
        for name, cells in table.rows
    ]
    shown = [(name, cells) for name, cells in rows if any(cell != none for cell in cells)]
    first = _room([_FIRST, *(name for name, _ in shown)], 24)
    rooms = [_room([title, *(cells[place] for _, cells in shown)], _WIDEST_CELL) for place, title in enumerate(titles)]
    for place in _fitting(first, rooms, page.width - 2):
        some = slice(place[0], place[1])
        _row(_FIRST, titles[some], first, rooms[some], page, "title")
        for name, cells in shown:
            _row(name, cells[some], first, rooms[some], page)
    if any(cell == none for _, cells in shown for cell in cells):
        page.add("A '-' stands where any rating will do, as long as the others are good enough.", "faint", 2, 2)
    for sign, says in _SIGNS.items():
        if any(cell == sign for _, cells in shown for cell in cells):
            page.add(f"A '{sign}' stands where {says}.", "faint", 2, 2)
    free = [name for name, cells in rows if all(cell == none for cell in cells)]
    if free:
        page.add(f"Any rating will do at every level for {', '.join(free)}.", indent=2, hang=4)


def _room(texts: Sequence[str], most: int) -> int:
    return min(max((len(text) for text in texts), default=0), most)


def _fitting(first: int, rooms: Sequence[int], width: int) -> list[tuple[int, int]]:
    """Give the columns, as begin and end, that fit beside each other: further ones stand below."""
    parts: list[tuple[int, int]] = []
    begin, used = 0, first
    for place, room in enumerate(rooms):
        if used + 2 + room > width and place > begin:
            parts.append((begin, place))
            begin, used = place, first
        used += 2 + room
    return [*parts, (begin, len(rooms))]


def _row(name: str, cells: Sequence[str], first: int, rooms: Sequence[int], page: Page, style: str = "") -> None:
    parts = [_cut(name, first), *(_cut(cell, room) for cell, room in zip(cells, rooms, strict=True))]
    page.add("  ".join(parts).rstrip().replace(" ", KEPT), style, indent=2)


def _cut(text: str, room: int) -> str:
    return f"{text:<{room}}" if len(text) <= room else f"{text[: room - 3]}..."


def _summary(report: Report, page: Page) -> None:
    if page.text().strip():
        page.add("")
    if report.problems:
        page.add("The standard does not load, so that only its wording was looked at.", "unmet")
    counts = [counted(len(report.problems), "problem")] if report.problems else []
    counts += [counted(report.count(name), name) for name in ("error", "warning", "note")]
    page.add(f"{', '.join(counts)}, {len(report.accepted)} accepted", _worst(report))
    if report.proofs is not None:
        _proofs(report, page)


def _worst(report: Report) -> str:
    return "unmet" if report.count("error") or report.problems else "open" if report.count("warning") else "met"


def _proofs(report: Report, page: Page) -> None:
    proofs = report.proofs
    assert proofs is not None  # noqa: S101 - the caller has seen to it
    found = ", ".join(f"{len(report.answered(one))} {_VERDICT_WORDS.get(one, one)}" for one in _VERDICTS)
    page.add(f"{counted(len(proofs.answers), 'possible fault')} looked for: {found}")
    if proofs.without is not None:
        page.add(f"{proofs.without[:1].upper()}{proofs.without[1:]}", "open", hang=2)


def counted(count: int, what: str) -> str:
    """Give a number with what it counts."""
    return f"{count} {what}{'' if count == 1 else 's'}"
