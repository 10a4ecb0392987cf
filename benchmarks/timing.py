"""Timing for the scripts beside this one: everything is measured in turns, and only ratios are meant to travel."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Job = Callable[[], object]
Clock = Callable[[], float]


@dataclass(frozen=True)
class Times:
    """The seconds that each job took in each round, by the job's name."""

    seconds: Mapping[str, Sequence[float]]

    def median(self, name: str) -> float:
        """Give a job's median."""
        return statistics.median(self.seconds[name])

    def ratio(self, name: str, base: str) -> float:
        """Give the median over the rounds of one job's time divided by another's in the same round."""
        return statistics.median(a / b for a, b in zip(self.seconds[name], self.seconds[base], strict=True))


def in_turns(jobs: Mapping[str, Job], rounds: int, clock: Clock = time.process_time) -> Times:
    """Run every job once a round (A B C, then B C A, ...), after one run that is not counted.

    The clock counts this process's own time on the processors, so that what else the machine does
    stays out of it; a job that runs other processes needs `time.perf_counter`.
    """
    names = list(jobs)
    for name in names:
        jobs[name]()
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds):
        first = turn % len(names)
        for name in (*names[first:], *names[:first]):
            job = jobs[name]
            gc.collect()
            start = clock()
            job()
            seconds[name].append(clock() - start)
    return Times(seconds)


def run(*command: str) -> Job:
    """Give a job that runs a whole process and throws its output away."""
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def table(times: Times, labels: Mapping[str, str], base: str, *, of: int = 1) -> None:
    """Print the medians in milliseconds, each divided by `of`, and each against the base."""
    width = max(map(len, labels.values()))
    for name, label in labels.items():
        against = "" if name == base else f"   {times.ratio(name, base):7.2f} times {labels[base]}"
        print(f"  {label:<{width}}  {times.median(name) * 1000 / of:9.3f} ms{against}")


def verdict(what: str, found: float, target: float, *, at_least: bool = False) -> None:
    """Print a ratio beside its target."""
    holds = found >= target if at_least else found <= target
    wanted = f"target {'at least' if at_least else 'at most'} {target:g}"
    print(f"  {what}: {found:.2f} ({wanted}: {'met' if holds else 'NOT MET'})")


def machine() -> str:
    """Give the kind of machine in words."""
    version = ".".join(map(str, sys.version_info[:3]))
    return f"{os.cpu_count()} cores, Python {version}"
