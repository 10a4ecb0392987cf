"""Working: the same job done on many things, by several processes where that pays, none of which can stop it."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Generic, TypeVar

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")
Job = Callable[[Thing], Answer]

_BATCH = 8
"""How many things a process is given at a time: enough that sending them costs little, few enough to lose."""

_job: Job[Any, Any] | None = None
"""The job of a process that works for another one; None in every other."""


def _begin(make: Callable[[Any], Job[Any, Any]], what: Any) -> None:
    global _job  # noqa: PLW0603 - a process has one job for as long as it lives
    _job = make(what)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Looking for what can be thrown away, again and again while a pack is in hand, takes a third of the time.
    gc.disable()


def _end_with_parent() -> None:
    """End this process when the one that it works for has: nobody would else, and it would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(things: Sequence[Any]) -> list[Any]:
    assert _job is not None  # noqa: S101 - a process begins before it does anything
    answers = []
    for thing in things:
        answers.append(_job(thing))
        gc.collect(1)  # between two packs it is cheap, as next to nothing is left
    gc.collect()
    return answers


class Workers(Generic[Thing, Answer]):
    """Processes that each make the job anew from `make(what)`, and do it on batches of things.

    A process that ends before it answers, as for want of memory, is told by an answer of None
    to the one thing that it was doing; what else was waiting is done by others.
    """

    def __init__(self, make: Callable[[Any], Job[Thing, Answer]], what: Any, processes: int) -> None:
        """Take how the job is made, and how many processes do it."""
        self._start = (make, what)
        self._processes = processes

    def answers(self, things: Sequence[Thing]) -> Iterator[tuple[int, Answer | None]]:
        """Give the place of each thing and its answer, in the order in which they come."""
        left = deque(range(start, min(start + _BATCH, len(things))) for start in range(0, len(things), _BATCH))
        while left:
            suspects: list[range] = []
            with self._pool(self._processes) as pool:
                yield from self._batches(pool, things, left, suspects)
            if suspects:
                yield from self._one_by_one(things, [place for batch in suspects for place in batch])

    def _batches(
        self, pool: ProcessPoolExecutor, things: Sequence[Thing], left: deque[range], suspects: list[range]
    ) -> Iterator[tuple[int, Answer | None]]:
        """Give answers until all is done, or until a process ended: then some batches are `suspects`."""
        running: dict[Future[list[Answer]], range] = {}
        while running or (left and not suspects):
            while left and not suspects and len(running) <= self._processes:
                batch = left.popleft()
                try:
                    running[_submit(pool, [things[place] for place in batch])] = batch
                except BrokenProcessPool:
                    suspects.append(batch)
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                batch = running.pop(future)
                try:
                    yield from zip(batch, future.result(), strict=True)
                except BrokenProcessPool:
                    suspects.append(batch)

    def _one_by_one(self, things: Sequence[Thing], places: Sequence[int]) -> Iterator[tuple[int, Answer | None]]:
        """Give the answers to what was in hand when a process ended, each done alone, so that it shows which it was."""
        left = deque(places)
        while left:
            with self._pool(1) as pool:
                while left:
                    place = left.popleft()
                    try:
                        yield place, _submit(pool, [things[place]]).result()[0]
                    except BrokenProcessPool:
                        yield place, None
                        break

    @contextlib.contextmanager
    def _pool(self, processes: int) -> Iterator[ProcessPoolExecutor]:
        # Spawned and not forked: a caller may have threads.
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(processes, context, _begin, self._start)
        try:
            yield pool
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, things: Sequence[Any]) -> Future[list[Any]]:
    # A process that starts now never hears an interrupt: whoever asked for the work does, and ends it.
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(_do, things)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_do, things)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
