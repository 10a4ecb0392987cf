"""Customer-care kite-mark standards as data: evidence in, an explained level out.

import kitemark

standard = kitemark.load_standard("customer-care")
assessment = kitemark.load_assessment("pack.yaml")
result = kitemark.evaluate(standard, assessment)
print(result.level, result.explain())
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitemark.version import __version__

if TYPE_CHECKING:
    from kitemark.assessment import Assessment, assessment_from, load_assessment
    from kitemark.bundled import bundled_ids
    from kitemark.dumping import dump
    from kitemark.portfolio import Entry, Portfolio, assess_all
    from kitemark.problems import KitemarkError, Problem
    from kitemark.progress import Progress, compare
    from kitemark.result import Result, evaluate, suppose
    from kitemark.standard import Standard, load_standard, standard_from
    from kitemark.view import Node

__all__ = [
    "Assessment",
    "Entry",
    "KitemarkError",
    "Node",
    "Portfolio",
    "Problem",
    "Progress",
    "Result",
    "Standard",
    "__version__",
    "assess_all",
    "assessment_from",
    "bundled_ids",
    "compare",
    "dump",
    "evaluate",
    "load_assessment",
    "load_standard",
    "standard_from",
    "suppose",
]

_HOMES = {
    "Assessment": "assessment",
    "Entry": "portfolio",
    "KitemarkError": "problems",
    "Node": "view",
    "Portfolio": "portfolio",
    "Problem": "problems",
    "Progress": "progress",
    "Result": "result",
    "Standard": "standard",
    "assess_all": "portfolio",
    "assessment_from": "assessment",
    "bundled_ids": "bundled",
    "compare": "progress",
    "dump": "dumping",
    "evaluate": "result",
    "load_assessment": "assessment",
    "load_standard": "standard",
    "standard_from": "standard",
    "suppose": "result",
}


def __getattr__(name: str) -> object:
    # Names are loaded when first used, so that the import costs nothing.
    if name in _HOMES:
        from importlib import import_module  # noqa: PLC0415

        value = getattr(import_module(f"kitemark.{_HOMES[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'kitemark' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
