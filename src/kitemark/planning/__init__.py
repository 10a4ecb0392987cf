"""Planning: the cheapest way to a level, in the standard's own terms."""

from kitemark.planning.moves import Move, NewFigure, NewRating
from kitemark.planning.ordering import Stage
from kitemark.planning.plans import Plan, plan

__all__ = ["Move", "NewFigure", "NewRating", "Plan", "Stage", "plan"]
