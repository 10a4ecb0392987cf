"""Surveillance: what would lose a level that is held, what goes stale and when, and what a yearly check looks at."""

from kitemark.surveillance.ageing import Ageing, Lapse, Stale, ageing
from kitemark.surveillance.falls import Fall, falls
from kitemark.surveillance.yearly import Look, StopRule, YearlyCheck, yearly_check

__all__ = ["Ageing", "Fall", "Lapse", "Look", "Stale", "StopRule", "YearlyCheck", "ageing", "falls", "yearly_check"]
