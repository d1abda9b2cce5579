"""Rows of whole numbers of different lengths, end to end in one array that grows."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
_FIRST = 1024


class Growing:
    """An int32 array with room behind its end; growing doubles it, so that appending is cheap."""

    def __init__(self) -> None:
        self._room = np.empty(_FIRST, dtype=np.int32)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    @property
    def values(self) -> NDArray[np.int32]:
        """Give what is filled."""
        return self._room[: self._size]

    def extend(self, values: Sequence[int]) -> None:
        """Put values behind the end."""
        size = self._size + len(values)
        if size > len(self._room):
            room = np.empty(max(size, 2 * len(self._room)), dtype=np.int32)
            room[: self._size] = self.values
            self._room = room
        self._room[self._size : size] = values
        self._size = size


class Ragged:
    """Rows, numbered in the order they came."""

    def __init__(self) -> None:
        self._values = Growing()
        self._starts = Growing()
        self._lengths = Growing()

    def append(self, row: Sequence[int]) -> None:
        """Add one row."""
        self._starts.extend([len(self._values)])
        self._lengths.extend([len(row)])
        self._values.extend(row)

    def take(self, rows: Numbers) -> tuple[NDArray[np.int32], Numbers]:
        """Give the values of rows end to end, and the length of each."""
        lengths = self._lengths.values[rows].astype(np.int64)
        ends = np.cumsum(lengths)
        shift = self._starts.values[rows] - ends + lengths
        places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(shift, lengths)
        return self._values.values[places], lengths
