"""Pages as HTML: one file that fetches nothing, reads well aloud and on paper, and escapes every word."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from kitemark.describe.consultation import numbered
from kitemark.describe.easy import EasyRead
from kitemark.describe.page import Page
from kitemark.describe.scheduling import Schedule
from kitemark.explain.words import sentence
from kitemark.render.clean import clean, paragraphs
from kitemark.render.contract import digest_line, head_lines


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kitemark.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(clean=clean, paragraphs=paragraphs, sentence=sentence)
    return environment


def drawn(template: str, language: str, **values: object) -> str:
    """Give a template filled in, every word escaped."""
    return _environment().get_template(template).render(language=clean(language), **values)


def render_html(page: Page, *, consultation: bool = False) -> str:
    """Give a page as HTML; for consultation with a number and an empty cell at each statement."""
    if consultation:
        return drawn("consultation.html", page.language, page=page, chapters=numbered(page))
    return drawn("handbook.html", page.language, page=page)


def render_easy_html(easy: EasyRead) -> str:
    """Give the skeleton of an easy-read version as HTML."""
    return drawn("easy.html", easy.language, easy=easy)


def render_schedule_html(schedule: Schedule) -> str:
    """Give a schedule as HTML, for a page that lies on its side."""
    lines, digest = head_lines(schedule), digest_line(schedule)
    return drawn("schedule.html", schedule.language, schedule=schedule, lines=lines, digest=digest)
