"""Examples kept with a standard: packs, what must come out of them, and what they leave unshown."""

from kitemark.examples.cases import Case, examples_of
from kitemark.examples.coverage import Coverage, coverage_of
from kitemark.examples.running import Difference, Verdict, run

__all__ = ["Case", "Coverage", "Difference", "Verdict", "coverage_of", "examples_of", "run"]
