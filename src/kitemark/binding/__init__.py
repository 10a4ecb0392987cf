"""The fourth room: an assessment meets a standard, and its records and judgements become typed."""

from kitemark.binding.bind import bind
from kitemark.binding.case import Case, Judgement, LeftOut, Party, Record

__all__ = ["Case", "Judgement", "LeftOut", "Party", "Record", "bind"]
