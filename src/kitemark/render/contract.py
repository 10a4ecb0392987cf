"""A schedule as Markdown and as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from kitemark.describe.scheduling import Group, Row, Schedule
from kitemark.explain.words import joined, sentence
from kitemark.render.markdown import block_lines, escaped
from kitemark.render.spreadsheet import csv_text

HEAD = (
    "No.",
    "Level",
    "Requirement",
    "Reason",
    "Criterion",
    "Where",
    "Measure",
    "Measure's id",
    "Threshold",
    "What is counted",
    "Fields",
    "Records",
    "Period",
    "Least number",
    "Small groups",
    "Who collects",
    "How often",
    "Reviewed",
    "Standard",
)


def head_lines(schedule: Schedule) -> list[str]:
    """Give what a schedule is of, line by line."""
    lines = [f"Schedule for {schedule.level}, with all that it asks for."]
    if schedule.builds_on:
        ask = "asks" if len(schedule.builds_on) == 1 else "ask"
        before = f"with what {joined(schedule.builds_on)} {ask} for, on which it builds"
        lines = [f"Schedule for {schedule.level}, {before}."]
    lasts = [f"An award lasts {schedule.lasts}."] if schedule.lasts else []
    review = [f"All of it is looked at every {schedule.review}."] if schedule.review else []
    return [*lines, " ".join([*lasts, *review])] if lasts or review else lines


def digest_line(schedule: Schedule) -> str:
    """Give the version from which a schedule was made, with its digest."""
    return f"Made from the rules of {schedule.version}, SHA-256 {schedule.sha256}."


def render_schedule_markdown(schedule: Schedule) -> str:
    """Give a schedule as Markdown."""
    lines = [f"# {escaped(schedule.standard)}: schedule for {escaped(schedule.level)}", ""]
    for said in (*head_lines(schedule), digest_line(schedule)):
        lines += [escaped(said), ""]
    lines += ["## In brief", "", *(line for entry in schedule.brief for line in block_lines(entry))]
    for group in schedule.groups:
        lines += _group(group)
    return "\n".join(lines).rstrip("\n") + "\n"


def _group(group: Group) -> Iterator[str]:
    level = f"{group.level}: " if group.level else ""
    yield from (f"## {group.number}. {escaped(level + group.text)}", "")
    if group.because:
        yield from (escaped(group.because), "")
    if group.left_out:
        yield from (escaped(group.left_out), "")
    for row in group.rows:
        yield f"- **{row.number} {escaped(row.title)}**: {escaped(row.threshold)}"
        yield from (f"    - {label}: {escaped(text)}" for label, text in _cells(row) if text)
    yield ""


def _cells(row: Row) -> Iterator[tuple[str, str]]:
    yield "Criterion", row.criterion
    yield "Where", row.where
    yield "What is counted", sentence(row.counted)
    yield "Fields", row.fields
    for text in row.records:
        yield "Records", text
    yield "Period", sentence(row.period)
    yield "Least number", sentence(row.least)
    yield "Small groups", sentence(row.small_groups)
    for text in row.who:
        yield "Who collects", text
    yield "How often", sentence(row.how_often)


def render_csv(schedule: Schedule) -> str:
    """Give a schedule as CSV: every cell quoted, none that a spreadsheet would take for a formula."""
    return csv_text(HEAD, (_line(schedule, group, row) for group in schedule.groups for row in group.rows))


def _line(schedule: Schedule, group: Group, row: Row) -> tuple[str, ...]:
    return (
        row.number,
        group.level,
        group.text,
        group.because,
        row.criterion,
        row.where,
        row.title,
        row.measure or "",
        row.threshold,
        row.counted,
        row.fields,
        " | ".join(row.records),
        row.period,
        row.least,
        row.small_groups or ("never withheld" if row.measure else ""),
        " | ".join(row.who),
        row.how_often,
        f"every {schedule.review}" if schedule.review else "",
        schedule.version,
    )
