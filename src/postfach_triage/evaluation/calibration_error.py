"""How far probabilities are from what comes true, beside what chance alone would show."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from postfach_triage.evaluation.shares import Share

BINS = 15
DRAWS, SEED = 2000, 0
_BLOCK = 200
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bin:
    """Messages of like probability: its mean, and how many came true."""

    probability: float
    share: Share


@dataclass(frozen=True, slots=True)
class Reliability:
    """Bins of equal size, the expected calibration error, and that of a perfect model.

    `perfect`, `perfect_high`: mean and 95 % quantile of the error of simulated models whose
    every probability is true, with the same probabilities and the same number of messages.
    """

    bins: tuple[Bin, ...]
    error: float
    perfect: float
    perfect_high: float


def reliability(
    probability: Sequence[float], outcome: Sequence[bool], *, bins: int = BINS, draws: int = DRAWS
) -> Reliability:
    """Sort messages into bins of equal size by probability and compare.

    The error is the mean distance of the bins, weighted by size (Naeini et al. 2015).
    """
    chance = np.asarray(probability, dtype=float)
    order = np.argsort(chance, kind="stable")
    edges = np.unique(np.linspace(0, len(order), min(bins, len(order)) + 1).astype(int))
    parts = [order[start:end] for start, end in pairwise(edges)]
    true = np.asarray(outcome, dtype=bool)
    perfect = _simulated(chance, parts, draws)
    return Reliability(
        bins=tuple(Bin(float(chance[p].mean()), Share.of(true[p])) for p in parts),
        error=float(_errors(chance, parts, true[None].astype(float))[0]),
        perfect=float(perfect.mean()),
        perfect_high=float(np.quantile(perfect, 0.95)),
    )


def _simulated(chance: Floats, parts: Sequence[NDArray[np.int64]], draws: int) -> Floats:
    random = np.random.default_rng(SEED)
    blocks = []
    for start in range(0, draws, _BLOCK):
        lots = random.random((min(_BLOCK, draws - start), len(chance)))
        blocks.append(_errors(chance, parts, (lots < chance).astype(float)))
    return np.concatenate(blocks)


def _errors(chance: Floats, parts: Sequence[NDArray[np.int64]], true: Floats) -> Floats:
    """Give the error of each row of outcomes, (rows, messages)."""
    gaps = [np.abs(true[:, p].sum(axis=1) - chance[p].sum()) for p in parts]
    total: Floats = np.sum(gaps, axis=0) / len(chance)
    return total
