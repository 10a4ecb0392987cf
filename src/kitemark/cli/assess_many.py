"""`kitemark assess` of several packs, or of folders: a portfolio, whatever becomes of any one pack."""

from __future__ import annotations

import contextlib
import datetime
import pathlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from kitemark.cli.output import colours, fitting, plain_only, remark, say, spare, width
from kitemark.portfolio import Portfolio, Progress, assess_all
from kitemark.portfolio.assessing import usable_processors
from kitemark.portfolio.portfolio import paths_read


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of every pack, and how it is told."""

    standard: str | None
    date: datetime.date | None
    target: str | None
    require: str | None
    form: str
    jobs: int | None
    verbose: bool
    output: pathlib.Path | None


def assess_many(paths: Sequence[pathlib.Path], wanted: Wanted) -> None:
    """Assess all packs, say what they came to, and exit: 2 with any problem, else 1 where a level is missing."""
    with _told() as progress:
        portfolio = assess_all(
            paths,
            standard=wanted.standard,
            date=wanted.date,
            target=wanted.target,
            require=wanted.require,
            jobs=wanted.jobs or usable_processors(),
            progress=progress,
        )
    spare(wanted.output, map(pathlib.Path, paths_read(portfolio)))
    say(_text(portfolio, wanted), wanted.output)
    faulty = len(portfolio.faulty) + len(portfolio.problems)
    if faulty:
        words = "1 has problems" if faulty == 1 else f"{faulty} have problems"
        done = "; all others were done" if portfolio.groups else ""
        remark(f"of {len(portfolio.entries)} packs, {words}{done}")
        sys.exit(2)
    if not portfolio.reached:
        sys.exit(1)


@contextlib.contextmanager
def _told() -> Iterator[Progress | None]:
    """Give what draws a bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label="Assessing", file=sys.stderr) as bar:

        def progress(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        yield progress


def _text(portfolio: Portfolio, wanted: Wanted) -> str:
    # Each only where it is wanted: a page needs Jinja.
    output = wanted.output
    if wanted.form == "json":
        return fitting(portfolio.to_json(), output)
    if wanted.form == "csv":
        from kitemark.render.portfolio_table import render_portfolio_csv  # noqa: PLC0415

        return render_portfolio_csv(portfolio)
    if wanted.form == "html":
        from kitemark.render.portfolio_page import render_portfolio_html  # noqa: PLC0415

        return render_portfolio_html(portfolio)
    if wanted.form == "markdown":
        from kitemark.render.portfolio_markdown import render_portfolio_markdown  # noqa: PLC0415

        return render_portfolio_markdown(portfolio)
    from kitemark.render.portfolio_text import render_portfolio_text  # noqa: PLC0415

    return render_portfolio_text(
        portfolio,
        width=width(output),
        colour=colours(output),
        ascii_only=plain_only(output),
        verbose=wanted.verbose,
    )
