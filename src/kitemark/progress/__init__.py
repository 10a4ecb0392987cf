"""Progress: two assessments of one organisation, and what became of it in between."""

from kitemark.progress.compare import Progress, compare

__all__ = ["Progress", "compare"]
