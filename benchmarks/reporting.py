"""A report of the flagship's pack, against evaluating it and writing its JSON: in one process, and in whole ones.

Run it with `python benchmarks/reporting.py`.
"""

from __future__ import annotations

import os
import sys

import timing

import kitemark
from kitemark.bundled import bundled_folder

STANDARD = "customer-care"
PACK = "harbour-day-centre"
FILE = bundled_folder() / STANDARD / "examples" / f"{PACK}.yaml"
ROUNDS, WHOLE_ROUNDS = 21, 9
TARGET = 150.0
ONCE = """
import sys, kitemark
assessment = kitemark.load_assessment(sys.argv[1])
result = kitemark.evaluate(assessment.named_standard(), assessment)
getattr(result, sys.argv[2])()
"""
"""A process that writes one result in one form, whatever has to be loaded for that."""


def main() -> None:
    """Compare a report, from what is loaded to the page, with what any user of a result pays."""
    standard = kitemark.load_standard(STANDARD)
    assessment = kitemark.load_assessment(FILE)
    result = kitemark.evaluate(standard, assessment)
    print(f"report: {timing.machine()}, kitemark {kitemark.__version__}, '{PACK}', {len(result.to_html()) // 1000} kB")
    jobs = {
        "json": lambda: kitemark.evaluate(standard, assessment).to_json(),
        "html": lambda: kitemark.evaluate(standard, assessment).to_html(),
        "markdown": lambda: kitemark.evaluate(standard, assessment).to_markdown(),
        "text": lambda: kitemark.evaluate(standard, assessment).explain(),
    }
    labels = {
        "json": "evaluate, to_json",
        "html": "evaluate, to_html",
        "markdown": "evaluate, to_markdown",
        "text": "evaluate, explain",
    }
    times = timing.in_turns(jobs, ROUNDS)
    timing.table(times, labels, "json")
    timing.verdict("milliseconds for a report in HTML", times.median("html") * 1000, TARGET)
    whole()


def _of_children() -> float:
    """Give the seconds that ended processes had on the processors: what else the machine does stays out of it."""
    spent = os.times()
    return spent.children_user + spent.children_system


def whole() -> None:
    """Compare whole processes, of which the one that writes a report also loads what draws it."""
    forms = {"json": "to_json", "html": "to_html", "pdf": "to_pdf"}
    jobs = {name: timing.run(sys.executable, "-c", ONCE, str(FILE), form) for name, form in forms.items()}
    times = timing.in_turns(jobs, WHOLE_ROUNDS, _of_children)
    timing.table(times, {name: f"a process that writes {form}" for name, form in forms.items()}, "json")


if __name__ == "__main__":
    main()
