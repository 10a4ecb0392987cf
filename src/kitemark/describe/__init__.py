"""The interpretation that documents: a standard's rules and texts in words, without any result.

The same rules that score are put in words here, so that what is printed and what is scored
cannot drift apart.
"""

from kitemark.describe.book import handbook
from kitemark.describe.easy import EasyRead, easy_read
from kitemark.describe.page import Page
from kitemark.describe.scheduling import Schedule, schedule

__all__ = ["EasyRead", "Page", "Schedule", "easy_read", "handbook", "schedule"]
