"""Movers: a comparison names a few, and says how many more there are."""

from __future__ import annotations

import types

from kitemark.progress.moving import STANDARD, Mover
from kitemark.render.progress_words import mover_lines


def test_what_is_not_named_is_counted() -> None:
    mover = Mover(STANDARD, alone=True, needed=True, rules=())
    for count, last in ((3, None), (4, "And 1 more moves it so."), (9, "And 6 more move it so.")):
        progress = types.SimpleNamespace(movers=(mover,) * count, moves=True, after=None)
        said = [words for words, _ in mover_lines(progress)]
        assert len(said) == 3 + (last is not None)
        assert last is None or said[-1] == last
