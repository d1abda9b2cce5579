"""What the simple lane would let in at other thresholds: risk against coverage."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from postfach_triage.evaluation.shares import Share

POINTS = 200


@dataclass(frozen=True, slots=True)
class Point:
    """A threshold, and how many complex and how many simple messages it lets in."""

    threshold: float
    risk: Share
    coverage: Share


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """The curve from strict to loose, and the point in use."""

    points: tuple[Point, ...]
    chosen: Point


def risk_coverage(
    scores: Sequence[float], simple: Sequence[bool], threshold: float
) -> RiskCoverage:
    """Walk through the thresholds; `scores` are 0 where another condition failed.

    A message gets in whose score is above the threshold, as in the lane itself.
    """
    found = np.asarray(scores, dtype=float)
    distinct = np.unique(found[found > 0])[::-1]
    places = np.unique(np.linspace(0, len(distinct) - 1, min(POINTS, len(distinct))).astype(int))
    gold = np.asarray(simple, dtype=bool)
    # Just below a score: the message that has it gets in.
    points = [_point(found, gold, float(np.nextafter(distinct[p], 0))) for p in places]
    return RiskCoverage(tuple(points), _point(found, gold, threshold))


def _point(scores: NDArray[np.float64], gold: NDArray[np.bool_], threshold: float) -> Point:
    inside = scores > threshold
    return Point(threshold, Share.of(inside[~gold]), Share.of(inside[gold]))
