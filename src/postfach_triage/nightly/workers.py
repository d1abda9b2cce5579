"""Where chunks are scored: in this process, in worker processes (joblib), or by Dask.

All give the same bytes: the cuts between chunks depend on the export alone.
"""

import gc
import os
import signal
import threading
import time
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from functools import lru_cache
from typing import Any, Protocol, Self

from postfach_triage.config.fingerprint import config_fingerprint
from postfach_triage.errors import RunError
from postfach_triage.nightly.chunks import (
    Chunk,
    Scored,
    Task,
    joined,
    score_chunk,
    unread_chunk,
)
from postfach_triage.triage import Origin, Triage

DIED = "a worker process ended while reading it"
# From so many rows on, starting more processes is worth while.
MANY_ROWS = 200_000
# A chunk is given up after so many dead processes: more likely the machine is ill than one row.
MOST_DEATHS = 24


class Pool(Protocol):
    """Processes that score chunks; `broken` is what a future raises when one of them died."""

    broken: tuple[type[BaseException], ...]
    size: int

    def submit(self, origin: Origin, today: date, task: Task, chunk: Chunk) -> "Future[Scored]":
        """Hand over a chunk."""

    def restart(self) -> None:
        """Begin anew after a death."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_error: object) -> None: ...


class Processes:
    """Worker processes on this machine."""

    def __init__(self, size: int) -> None:
        self.broken: tuple[type[BaseException], ...] = (BrokenProcessPool,)
        self.size = size
        self._executor: Any = None

    def __enter__(self) -> Self:
        self.restart()
        return self

    def __exit__(self, *_error: object) -> None:
        self._executor.shutdown(wait=True, kill_workers=True)

    def restart(self) -> None:
        """Start fresh processes."""
        from joblib.externals.loky import ProcessPoolExecutor

        if self._executor is not None:
            self._executor.shutdown(wait=True, kill_workers=True)
        one_thread = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
        self._executor = ProcessPoolExecutor(
            self.size, initializer=_follow, initargs=(os.getpid(),), env=one_thread
        )

    def submit(self, origin: Origin, today: date, task: Task, chunk: Chunk) -> "Future[Scored]":
        """Hand over a chunk."""
        future: Future[Scored] = self._executor.submit(score_remotely, origin, today, task, chunk)
        return future


def score_here(triage: Triage, task: Task, chunks: Iterable[Chunk]) -> Generator[Scored]:
    """Score chunk by chunk in this process."""
    for chunk in chunks:
        yield score_chunk(triage, chunk, task)


def score_in(pool: Pool, triage: Triage, task: Task, chunks: Iterable[Chunk]) -> Generator[Scored]:
    """Score chunks in other processes, as they come; few wait in memory at a time."""
    with pool:
        crew = _Crew(pool, triage, task)
        for chunk in chunks:
            yield from crew.hand_over(chunk)
        yield from crew.finish()


class _Crew:
    """Keeps processes busy, and sees to the chunks of those that die."""

    def __init__(self, pool: Pool, triage: Triage, task: Task) -> None:
        assert triage.origin is not None
        self._pool = pool
        self._triage = triage
        self._task = task
        self._origin = triage.origin
        self._running: dict[Future[Scored], Chunk] = {}

    def hand_over(self, chunk: Chunk) -> Iterator[Scored]:
        """Take a chunk, waiting for another one to be done where all have enough to do."""
        while len(self._running) >= 2 * self._pool.size:
            yield from self._next()
        try:
            self._running[self._submit(chunk)] = chunk
        except self._pool.broken:
            yield from self._after_a_death([chunk])

    def finish(self) -> Iterator[Scored]:
        """Wait for the last ones."""
        while self._running:
            yield from self._next()

    def _submit(self, chunk: Chunk) -> "Future[Scored]":
        return self._pool.submit(self._origin, self._triage.today, self._task, chunk)

    def _next(self) -> Iterator[Scored]:
        done, _ = wait(self._running, return_when=FIRST_COMPLETED)
        died = []
        for future in done:
            chunk = self._running.pop(future)
            try:
                scored = future.result()
            except self._pool.broken:
                died.append(chunk)
            else:
                yield scored
        if died:
            yield from self._after_a_death(died)

    def _after_a_death(self, chunks: list[Chunk]) -> Iterator[Scored]:
        """Nobody knows which chunk killed: each that was at work is tried again alone."""
        chunks += self._running.values()
        self._running.clear()
        self._pool.restart()
        for chunk in sorted(chunks, key=lambda chunk: chunk.number):
            deaths = [MOST_DEATHS]
            yield joined(chunk.number, self._alone(chunk, deaths))

    def _alone(self, chunk: Chunk, deaths: list[int]) -> Iterator[Scored]:
        """Score a chunk while nothing else runs; close in on what kills by halves."""
        try:
            scored = self._submit(chunk).result()
        except self._pool.broken:
            self._pool.restart()
            deaths[0] -= 1
        else:
            yield scored
            return
        half = len(chunk.rows) // 2
        if not half or deaths[0] <= 0:
            yield unread_chunk(self._triage, chunk, self._task, DIED)
            return
        for rows in (chunk.rows[:half], chunk.rows[half:]):
            yield from self._alone(Chunk(chunk.number, rows), deaths)


def score_remotely(origin: Origin, today: date, task: Task, chunk: Chunk) -> Scored:
    """Score a chunk in a worker process, which loads the program once."""
    return score_chunk(_loaded(origin, today, task.run.rules_version), chunk, task)


@lru_cache(maxsize=1)
def _loaded(origin: Origin, today: date, rules_version: str) -> Triage:
    triage = origin.load(today)
    if not config_fingerprint(triage.office).startswith(rules_version):
        raise RunError(
            "the settings changed during the run", next_step="run the same command again"
        )
    gc.freeze()  # it stays until the end: no search for garbage looks at it again
    return triage


def _follow(main: int) -> None:
    """Leave Ctrl-C to the main process, and end with it even if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_after, args=(main,), daemon=True).start()


def _end_after(main: int) -> None:
    while os.getppid() == main:
        time.sleep(1)
    os._exit(1)


def workers_for(rows: int) -> int:
    """Say how many processes are worth while: one below 200,000 rows, else all cores."""
    return 1 if rows < MANY_ROWS else len(os.sched_getaffinity(0))
