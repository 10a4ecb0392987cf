"""Jobs for other processes, which import this and little else."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


class Doubling:
    """A job that ends its process at some numbers."""

    def __init__(self, deadly: tuple[int, ...]) -> None:
        self.deadly = deadly

    def __call__(self, number: int) -> int:
        if number in self.deadly:
            time.sleep(0.05)
            os.kill(os.getpid(), signal.SIGKILL)
        return 2 * number


class Sleeping:
    """A job that says who does it, and then takes its time."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __call__(self, number: int) -> int:
        (Path(self.folder) / str(os.getpid())).touch()
        time.sleep(60)
        return number
