"""What the tests of plans share: drawn cases, and how many of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.strategies import cases

Case = tuple[dict[str, Any], dict[str, Any]]
EXAMPLES = Path(__file__).parents[2] / "standards"


def times(examples: int) -> settings:
    """So many examples, however long each takes and however few suit."""
    return settings(
        max_examples=examples,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


def small_cases() -> st.SearchStrategy[Case]:
    """A drawn standard and a pack for it."""
    return cases()
