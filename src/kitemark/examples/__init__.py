"""Examples kept with a standard: packs, what must come out of them, and what they leave unshown."""

from kitemark.examples.cases import Case, examples_beside, examples_of, first_packs
from kitemark.examples.coverage import Coverage, Outcome, coverage_of, shown_by
from kitemark.examples.files import files_beside, files_of
from kitemark.examples.running import Difference, Verdict, run

__all__ = [
    "Case",
    "Coverage",
    "Difference",
    "Outcome",
    "Verdict",
    "coverage_of",
    "examples_beside",
    "examples_of",
    "files_beside",
    "files_of",
    "first_packs",
    "run",
    "shown_by",
]
