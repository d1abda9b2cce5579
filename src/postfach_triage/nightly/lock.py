"""One run at a time in a runs folder; the lock goes with the process, however that ends."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from postfach_triage.errors import RunError

LOCK = ".lock"


class BusyError(RunError):
    """Say that another run is at work here."""


@contextmanager
def locked(runs: Path, *, wait: bool, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a runs folder; wait for it, or raise BusyError."""
    handle = _open(runs)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not wait:
                raise BusyError("another run is at work", where=str(runs)) from None
            say(f"Another run is at work in {runs}: waiting for it.")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _open(runs: Path) -> int:
    try:
        runs.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(runs / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise RunError(
            f"the folder of runs cannot be used ({error.strerror})",
            where=str(runs),
            next_step="name another --runs",
        ) from None
