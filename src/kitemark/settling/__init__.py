"""Settling: what would settle that which cannot be told yet, counted exactly and never guessed."""

from kitemark.settling.answers import MOST, Settling, settling
from kitemark.settling.questions import Question, questions
from kitemark.settling.so_far import Lacking, Reader, SoFar

__all__ = ["MOST", "Lacking", "Question", "Reader", "Settling", "SoFar", "questions", "settling"]
