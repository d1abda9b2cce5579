"""Find the terms of two neighbours for a whole batch at once."""

from collections.abc import Iterable, Mapping

import numpy as np

from postfach_triage.classify.ragged import Growing, Numbers

# Stands for an item that no bigram of the vocabulary has at this place.
_NONE = 0


class Neighbours:
    """Looks up bigrams of numbered items (words, or word fields) of one block.

    Each item has a number as first and as second of a bigram; both together are a key, and
    the sorted keys of the vocabulary lead to its columns.
    """

    def __init__(self, column: Mapping[str, int], block: str) -> None:
        bigrams: list[tuple[str, str, int]] = []
        for term, place in column.items():
            if term[0] == block and " " in term:
                first, second = term[1:].split(" ")
                bigrams.append((first, second, place))
        self._first = _numbered(first for first, _, _ in bigrams)
        self._second = _numbered(second for _, second, _ in bigrams)
        keys = [self._first[a] * self._base + self._second[b] for a, b, _ in bigrams]
        order = np.argsort(np.array(keys, dtype=np.int64))
        self._keys: Numbers = np.array(keys, dtype=np.int64)[order]
        self._columns: Numbers = np.array([c for _, _, c in bigrams], dtype=np.int64)[order]
        self._first_of, self._second_of = Growing(), Growing()

    def learn(self, item: str) -> None:
        """Take in the next item; items are numbered in the order they are learnt."""
        self._first_of.extend([self._first.get(item, _NONE)])
        self._second_of.extend([self._second.get(item, _NONE)])

    def columns(self, items: Numbers, owner: Numbers) -> tuple[Numbers, Numbers]:
        """Give the columns of all bigrams within an owner, and the owner of each."""
        if len(items) < 2 or not len(self._keys):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        first = self._first_of.values[items[:-1]].astype(np.int64)
        second = self._second_of.values[items[1:]].astype(np.int64)
        known = np.flatnonzero((first != _NONE) & (second != _NONE) & (owner[:-1] == owner[1:]))
        keys = first[known] * self._base + second[known]
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        hit = self._keys[places] == keys
        return self._columns[places[hit]], owner[known[hit]]

    @property
    def _base(self) -> int:
        return len(self._second) + 1


def _numbered(items: Iterable[str]) -> dict[str, int]:
    return {item: number for number, item in enumerate(sorted(set(items)), 1)}
