"""Intervals by drawing persons: the messages of one writer are no independent trials.

A draw takes as many persons as there are, with replacement, each with all its messages
(cluster bootstrap, Davison and Hinkley 1997, 3.8). The interval holds the middle 95 % of the
draws. Where all or none of the messages hit, every draw says the same: no interval is given.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from postfach_triage.evaluation.figures import Marks
from postfach_triage.evaluation.mix import Mix
from postfach_triage.evaluation.shares import CONFIDENCE

DRAWS, SEED = 2000, 0
# So many draws at a time keep memory flat for large files.
_BLOCK = 200
Interval = tuple[float, float]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """Marks as arrays: (messages, figures) of what counts and what hits, a person each."""

    counts: Floats
    hits: Floats
    person: NDArray[np.int64]

    @classmethod
    def of(cls, marks: Marks, persons: Sequence[str]) -> "Sample":
        """Lay the columns side by side."""
        columns = list(marks.values())
        counts = np.array([[mark is not None for mark in column] for column in columns], float)
        hits = np.array([[bool(mark) for mark in column] for column in columns], float)
        return cls(counts.T, hits.T, np.unique(list(persons), return_inverse=True)[1])

    @property
    def once(self) -> Floats:
        """Give the weights of the sample itself: every message once, (1, messages)."""
        return np.ones((1, len(self.person)))

    def shares(self, weights: Floats) -> Floats:
        """Give (draws, figures) shares for (draws, messages) weights; nan where none counts."""
        counted = weights @ self.counts
        nothing = np.full(counted.shape, np.nan)
        shares: Floats = np.divide(weights @ self.hits, counted, out=nothing, where=counted > 0)
        return shares

    def draws(self, draws: int = DRAWS) -> Iterator[Floats]:
        """Yield blocks of (draws, messages) weights: how often each message was drawn."""
        random = np.random.default_rng(SEED)
        n = int(self.person.max()) + 1
        for start in range(0, draws, _BLOCK):
            size = min(_BLOCK, draws - start)
            yield random.multinomial(n, np.full(n, 1 / n), size=size)[:, self.person].astype(float)


def person_intervals(sample: Sample, mix: Mix | None = None) -> list[Interval | None]:
    """Give the interval of each figure, of `mix` if one is given."""
    blocks = [
        sample.shares(weights if mix is None else mix.reweigh(weights))
        for weights in sample.draws()
    ]
    return [_middle(column) for column in np.concatenate(blocks).T]


def difference_intervals(ours: Sample, theirs: Sample) -> list[Interval | None]:
    """Give the interval of the difference of each figure, both on the same drawn persons."""
    blocks = [ours.shares(weights) - theirs.shares(weights) for weights in ours.draws()]
    return [_middle(column) for column in np.concatenate(blocks).T]


def _middle(values: Floats) -> Interval | None:
    known = values[~np.isnan(values)]
    if not known.size or np.ptp(known) == 0:
        return None
    low, high = np.quantile(known, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return float(low), float(high)
