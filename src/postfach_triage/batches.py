"""Work on many rows at once, so that no row is lost and none waits for Python's housekeeping."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold Python's search for reference cycles back: it finds none here, and took a tenth."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def by_halves(
    step: Callable[[Sequence[_Given]], Iterable[_Made]], given: Sequence[_Given]
) -> list[_Made | None]:
    """Take a step for a whole batch; what breaks it is found by halves and gives None.

    Whatever a part stumbles over, that row goes to people and the night goes on.
    """
    try:
        return list(step(given))
    except Exception:
        if len(given) <= 1:
            return [None] * len(given)
        half = len(given) // 2
        return by_halves(step, given[:half]) + by_halves(step, given[half:])
