"""Choose which messages to annotate next, by numbers alone.

Worth a label is what the model is unsure of (main intent and lane), what is unlike the others
chosen, and what is rare among them (uncertainty weighted by distance: Settles 2010, 3.2 and 5;
diversity by maximal marginal relevance, Carbonell and Goldstein 1998).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

# So alike (cosine of the n-grams) are resent messages and filled-in forms: one of them is enough.
NEAR_DUPLICATE = 0.95
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pool:
    """What is known of n messages without a label.

    `chances`: (n, intents) of being the main one. `simple`: (n,) probability of the simple lane.
    `matrix`: (n, terms) n-gram weights.
    """

    chances: Floats
    simple: Floats
    matrix: csr_matrix


def uncertainty(pool: Pool) -> Floats:
    """Give each message from 0 (sure) to 1: how close the two best intents, and the lanes, are."""
    best = -np.sort(-pool.chances, axis=1)[:, :2]
    intent = 1 - (best[:, 0] - best[:, 1])
    lane = 1 - np.abs(2 * pool.simple - 1)
    found: Floats = (intent + lane) / 2
    return found


def choose(pool: Pool, n: int, *, known: csr_matrix | None = None) -> list[int]:
    """Give the places of at most n messages, the one most worth a label first.

    `known`: rows of messages that have a label; what is nearly the same is not chosen.
    """
    rows = _unit(pool.matrix)
    worth = uncertainty(pool)
    main = pool.chances.argmax(axis=1)
    nearest = np.zeros(len(worth)) if known is None else _nearest(rows, _unit(known))
    chosen: list[int] = []
    counts = np.zeros(pool.chances.shape[1])
    for _ in range(min(n, len(worth))):
        gain = worth * (1 - nearest) / np.sqrt(1 + counts[main])
        gain[nearest >= NEAR_DUPLICATE] = -1
        gain[chosen] = -1
        best = int(gain.argmax())
        if gain[best] < 0:
            break
        chosen.append(best)
        counts[main[best]] += 1
        nearest = np.maximum(nearest, (rows @ rows[best].T).toarray().ravel())
    return chosen


def _nearest(rows: csr_matrix, known: csr_matrix, block: int = 500) -> Floats:
    """Give the highest cosine of each row to any of the known ones."""
    highest = np.zeros(rows.shape[0])
    for start in range(0, known.shape[0], block):
        cosines = rows @ known[start : start + block].T
        highest = np.maximum(highest, cosines.max(axis=1).toarray().ravel())
    return highest


def _unit(matrix: csr_matrix) -> csr_matrix:
    """Scale rows to length one; empty ones stay empty."""
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scale = 1 / np.where(lengths > 0, lengths, 1)
    return csr_matrix(matrix.multiply(scale[:, None]))
