"""What the tests of surveillance share with those of plans: drawn cases, and how many of them."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from planning.planned import EXAMPLES, Case, bare, bare_pack, small_cases, times

__all__ = ["EXAMPLES", "Case", "bare", "bare_pack", "small_cases", "times"]
