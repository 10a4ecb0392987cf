"""A sample drawn by lot, so that anyone can draw it again: the list, the draw, and how it is said."""

from kitemark.sampling.draw import METHOD, Draw, draw
from kitemark.sampling.frame import Frame, frame_from, read_frame
from kitemark.sampling.kept import read_draw
from kitemark.sampling.words import ADVICE, how_drawn, how_to_check

__all__ = [
    "ADVICE",
    "METHOD",
    "Draw",
    "Frame",
    "draw",
    "frame_from",
    "how_drawn",
    "how_to_check",
    "read_draw",
    "read_frame",
]
