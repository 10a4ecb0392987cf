"""The fifth room: rules and a case give an outcome. Pure: no clock, no network, no global.

The outcome is the explanation: every rating, score and condition with what made it so.
The level is read off it.
"""

from kitemark.evaluation.organisation import evaluate_case

__all__ = ["evaluate_case"]
