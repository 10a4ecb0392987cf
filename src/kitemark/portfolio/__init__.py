"""Many assessments at once: the packs in folders, each assessed by itself, and what shows only in all of them."""

from kitemark.portfolio.assessing import Progress, assess_all
from kitemark.portfolio.entry import Entry, Holder, Overall
from kitemark.portfolio.near import Near
from kitemark.portfolio.portfolio import LeftOut, Portfolio
from kitemark.portfolio.summary import Group, HeldUp, LevelCount, Split, Step, group_of

__all__ = [
    "Entry",
    "Group",
    "HeldUp",
    "Holder",
    "LeftOut",
    "LevelCount",
    "Near",
    "Overall",
    "Portfolio",
    "Progress",
    "Split",
    "Step",
    "assess_all",
    "group_of",
]
