"""Comparing: how one version of a standard differs from another, in words, by proof and by packs."""

from kitemark.comparing.answers import LevelAnswer
from kitemark.comparing.change import Change
from kitemark.comparing.compare import Comparison, compare
from kitemark.comparing.differences import differences
from kitemark.comparing.levels import compare_levels

__all__ = ["Change", "Comparison", "LevelAnswer", "compare", "compare_levels", "differences"]
