"""The third room: a standard's model becomes rules.

Names are resolved, amounts become exact goals, directions are checked and order is
fixed; what cannot be meant is reported with its place, all of it at once.
"""

from kitemark.compile.standard import compile_standard

__all__ = ["compile_standard"]
