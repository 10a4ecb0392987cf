"""What is wrong with text that is no YAML: the place of the slip, its cause and what to write instead.

The parser says where it could not go on, which is often a line or more after the slip. So this room looks again at
what stands before that place. It is imported only after reading has failed, and repeats nothing of a text but its
signs, and words that are keys elsewhere in the file: a text may be what somebody said.
"""

from kitemark.reading.syntax.diagnosis import syntax_problem

__all__ = ["syntax_problem"]
