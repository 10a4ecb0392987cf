"""A report as Markdown: readable as it stands, and the same in every dialect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kitemark.explain.words import sentence
from kitemark.render.clean import paragraphs
from kitemark.render.markdown import escaped, row
from kitemark.reporting.making import report_of
from kitemark.reporting.principles import floor_levels
from kitemark.reporting.report import (
    STATES,
    Asked,
    CriterionReport,
    Held,
    Method,
    Open,
    OpenMatter,
    Report,
    Sample,
    SectionReport,
    Strength,
    UnitReport,
    asked_words,
    floor_words,
    short_words,
)
from kitemark.sampling import Draw

if TYPE_CHECKING:
    from kitemark.result import Result

_DEEPEST = 6


def render_report_markdown(result: Result, draws: Sequence[Draw] = ()) -> str:
    """Give the report of a result as Markdown, the same text for the same result; with it the draws of samples."""
    report = report_of(result, draws)
    parts = (
        _head(report),
        _good(report.strengths, "What is good"),
        _principles(report),
        (line for one in report.held for line in _held(one, 2)),
        _open(report),
        _good(report.flags, "For people to look at"),
        _units(report.units),
        ("## Criterion by criterion", ""),
        (line for section in report.sections for line in _section(section, 3)),
        _methods(report.methods),
        _samples(report.samples),
        _listed("What is withheld", report.withheld, "So that nobody can be picked out, these figures are not shown."),
        _listed("Left out, as dated after the assessment", report.left_out),
        _listed("Judgements that count for nothing", report.set_aside),
        _receipt(report),
    )
    return "\n".join(line for part in parts for line in part).rstrip("\n") + "\n"


def _head(report: Report) -> Iterator[str]:
    standing = report.standing
    yield from (f"# {escaped(report.organisation)}", "")
    yield from (f"{report.kind} under the standard {escaped(report.standard)}, as of {report.day}", "")
    yield from (f"**{escaped(report.outcome)}**", "")
    if report.supposed:
        yield from ("Supposed:", "", *(f"- {escaped(words)}" for words in report.supposed), "")
        yield from ("What this changes:", "", *(f"- {escaped(words)}" for words in report.changes), "")
    yield from (f"Basis: {escaped(report.basis.words)}.", "", escaped(standing.sentence), "")
    yield from (f"- Level: {escaped(standing.level)}", f"- Overall: {escaped(standing.overall)}")
    if standing.held:
        yield f"- Held from {escaped(standing.next)} by: {escaped('; '.join(standing.held))}"
    if standing.possible is not None:
        yield f"- Possible: {escaped(standing.possible)}, once what is open is settled"
    if report.basis.raters:
        yield f"- Judged by: {escaped(report.basis.raters)}"
    yield ""
    if report.comment is not None:
        yield from ("## What the users say", "")
        for said in paragraphs(report.comment.text):
            yield from (f"> {escaped(said)}", ">")
        yield from (f"> {escaped(report.comment.by)}, printed as given", "")


def _good(found: Iterable[Strength], title: str) -> Iterator[str]:
    lines = [f"- **{escaped(one.title)}:** {escaped(one.text)}" for one in found]
    yield from (f"## {title}", "", *lines, "") if lines else ()


def _principles(report: Report) -> Iterator[str]:
    if report.overall is None:
        return
    rows = [report.overall, *report.principles]
    levels = floor_levels(report.levels, rows)
    yield from ("## The principles", "")
    yield row(["Principle", "Established", "Possible", *(f"Floor of {level}" for level in levels)])
    yield row(["---"] * (len(levels) + 3), ruled=True)
    for one in rows:
        scores = [one.low, one.high] if one.applies else ["does not apply", ""]
        yield row([one.title, *scores, *(floor_words(one, level) for level in levels)])
    yield ""


def _held(held: Held, depth: int) -> Iterator[str]:
    yield from (f"{'#' * min(depth, _DEEPEST)} On the way to {escaped(held.level)}", "")
    for asked in held.requires:
        yield f"- **{STATES[asked.state]}:** {escaped(asked.text)}"
        for one in asked.short:
            yield f"    - **{escaped(one.name)}:** {escaped(short_words(one))}"
    yield ""


def _open(report: Report) -> Iterator[str]:
    if not report.open and not report.further:
        return
    yield from ("## What cannot be told yet, and what would settle it", "")
    for one in report.open:
        yield from (f"### {_matter(one)}", "")
        for point in one.points:
            yield from _point(point)
    if report.further:
        names = "; ".join(_matter(one) for one in report.further)
        lead = "" if report.open else "Nothing is open that matters now. "
        yield from (f"{lead}For levels further up these cannot be told yet: {names}.", "")


def _matter(one: OpenMatter) -> str:
    return escaped(one.name if one.unit is None else f"{one.unit}: {one.name}")


def _point(point: Open) -> Iterator[str]:
    yield from (escaped(f"For {point.decides}: {sentence(point.stands)}"), "")
    yield from (f"**What would settle it:** {escaped(point.settles)}", "")


def _units(units: Sequence[UnitReport]) -> Iterator[str]:
    if units:
        yield from ("## Unit by unit", "")
    for unit in units:
        further = f", and {unit.possible} is possible" if unit.possible is not None else ""
        yield from (f"### {escaped(unit.name)}", "", escaped(f"{unit.level}{further}; overall {unit.overall}"), "")
        yield from (f"- **{escaped(rating)}:** {escaped(names)}" for rating, names in unit.ratings)
        yield ""
        for held in unit.held:
            yield from _held(held, 4)


def _section(section: SectionReport, depth: int) -> Iterator[str]:
    score = f": {escaped(section.score)}" if section.score else ""
    yield from (f"{'#' * min(depth, _DEEPEST)} {escaped(section.title)}{score}", "")
    for reason in section.reasons:
        yield from (escaped(reason), "")
    for one in section.criteria:
        yield from _criterion(one, min(depth + 1, _DEEPEST))
    for inner in section.sections:
        yield from _section(inner, depth + 1)


def _criterion(one: CriterionReport, depth: int) -> Iterator[str]:
    yield from (f"{'#' * depth} {escaped(one.title)}: {escaped(one.rating)}", "")
    if one.asks:
        yield from (f"*{escaped(one.asks)}*", "")
    if one.points:
        names = (f"**{escaped(p.name)}**" if p.here else escaped(p.name) for p in one.points)
        yield from (f"Scale: {', '.join(names)}", "")
    for reason in one.reasons:
        yield from (escaped(reason), "")
    for point in one.open:
        yield from _point(point)
    if one.marks:
        yield from (escaped(f"Marks: {'; '.join(f'{m.level}: {STATES[m.state]}' for m in one.marks)}"), "")
    for figure in one.figures:
        yield f"- {escaped(f'{figure.title}: {figure.stands}.')}"
        yield from (f"    - {_asked(asked)}" for asked in figure.asked)
        yield from (f"    - {escaped(figure.settles)}",) if figure.settles else ()
    yield from ("",) if one.figures else ()
    yield from _evidence(one) if one.applies else ()


def _asked(asked: Asked) -> str:
    words = f"{asked_words(asked)} {asked.settles}".rstrip()
    return f"**{escaped(asked.level)}: {STATES[asked.state]}.** {escaped(words)}"


def _evidence(one: CriterionReport) -> Iterator[str]:
    if not one.evidence:
        yield from ("Evidence: no record speaks to it.", "")
        return
    yield from ("Evidence:", "")
    for line in one.evidence:
        voice = f"; voice: {line.voice}" if line.voice else ""
        yield f"- {escaped(f'{line.what}, {line.dated} ({line.age} old{voice})')}"
    yield ""


def _methods(methods: Sequence[Method]) -> Iterator[str]:
    if methods:
        yield from ("## How people were asked", "")
    for method in methods:
        yield from (f"### {escaped(method.title)}", "")
        yield from (f"- **{escaped(label)}:** {escaped(text)}" for label, text in method.lines)
        if method.missing:
            yield f"- **Not recorded:** {escaped('; '.join(method.missing))}"
        yield ""


def _samples(samples: Sequence[Sample]) -> Iterator[str]:
    for sample in samples:
        yield from ("## How files were drawn", "", escaped(" ".join(sample.said)), "")
        yield from (*(f"{place}. {escaped(one)}" for place, one in enumerate(sample.ids, 1)), "")


def _listed(title: str, lines: Sequence[str], words: str = "") -> Iterator[str]:
    if lines:
        yield from (f"## {title}", "")
        yield from (words, "") if words else ()
        yield from (*(f"- {escaped(line)}" for line in lines), "")


def _receipt(report: Report) -> Iterator[str]:
    receipt = report.receipt
    yield from ("## About this report", "", "Anybody with the same two files gets the same report.", "")
    yield f"- Basis: {escaped(report.basis.words)}"
    yield f"- As of: {receipt.date.isoformat()}"
    yield f"- Standard: {escaped(receipt.standard)}, SHA-256 {receipt.standard_sha256}"
    yield f"- Assessment: SHA-256 {receipt.assessment_sha256}"
    yield f"- Made with: kitemark {receipt.library}"
