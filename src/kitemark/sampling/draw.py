"""Drawing by lot: a sample that depends on the ids, its size and a seed, and on nothing else.

Each id gets the SHA-256 of the seed, a line break and the id. The list is put in the order of
these digests, and the first of it are taken. It takes no more than a tool for SHA-256 to check.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from kitemark.problems import KitemarkError, Problem
from kitemark.sampling.frame import Frame

METHOD = "sha256-order-1"
"""The name of the method, by which a later one can be told from it."""
_LONGEST_SEED = 200


@dataclass(frozen=True, slots=True)
class Draw:
    """A sample: the ids in the order in which they were drawn, and all that it takes to draw them again.

    `frame_size` and `frame_sha256` are of the list from which was drawn: see `Frame.sha256`.
    """

    seed: str
    frame_size: int
    frame_sha256: str
    ids: tuple[str, ...]
    method: str = METHOD

    @property
    def size(self) -> int:
        """How many were drawn."""
        return len(self.ids)

    def to_dict(self) -> dict[str, Any]:
        """Give the draw as plain data, as `read_draw` takes it from a file."""
        frame = {"size": self.frame_size, "sha256": self.frame_sha256}
        return {"kitemark": 1, "method": self.method, "seed": self.seed, "frame": frame, "ids": list(self.ids)}


def digest_of(seed: str, one: str) -> str:
    """Give the digest by which an id is put in order, in hexadecimal."""
    return hashlib.sha256(f"{seed}\n{one}".encode()).hexdigest()


def draw(frame: Frame, *, size: int, seed: str) -> Draw:
    """Give the sample of a size that a seed draws from a frame.

    Raises KitemarkError where the size is under 1 or over the frame's, and where the seed is
    blank, longer than 200 signs, or has signs that cannot be seen, such as a line break.
    """
    problems = [*_wrong_size(size, len(frame.ids)), *_wrong_seed(seed)]
    if problems:
        raise KitemarkError(problems)
    ordered = sorted(frame.ids, key=lambda one: digest_of(seed, one))
    return Draw(seed, len(frame.ids), frame.sha256, tuple(ordered[:size]))


def _wrong_size(size: int, most: int) -> list[Problem]:
    if 1 <= size <= most:
        return []
    message = f"found the size {size}, wanted 1 to {most}, as many as the list has"
    return [Problem("out-of-range", message, hint="draw fewer" if size > most else "draw one at least")]


def _wrong_seed(seed: str) -> list[Problem]:
    if seed.strip() and seed == seed.strip() and len(seed) <= _LONGEST_SEED and seed.isprintable():
        return []
    message = "found a seed that nobody could write down again, wanted a line of text without blanks around it"
    return [Problem("seed", message, hint="take words that were announced before, such as 'spring visit 2026'")]
