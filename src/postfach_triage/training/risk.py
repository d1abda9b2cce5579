"""Choose the lane's threshold by risk control. The home of MAPIE.

The promise: with confidence 1 - delta, of complex messages like those of the calibration
data at most `level` reach the simple lane.

Why it holds (Angelopoulos et al. 2022, Learn then Test, fixed-sequence testing after Bauer
1991): the thresholds are fixed beforehand, on training messages. For one threshold the number
of complex calibration messages over it is binomial, so "its rate is above `level`" is refused
at `delta` by the exact binomial test. Going from strict to loose and stopping at the first
threshold that is not refused, a wrong refusal needs the first true hypothesis to be refused,
which happens with probability at most `delta`; hence no correction for the many thresholds.
Everything else of the decision (signals, sentences, language, reply) is fixed before and
enters as a score of 0.
"""

import warnings
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

from postfach_triage.evaluation.bound import Bound
from postfach_triage.evaluation.figures import Scored

# Probabilities are rounded to six digits; a message passes if it is above the threshold.
STEP = 1e-6
LEVELS = (0.005, 0.01, 0.02, 0.05)


def grid(scores: NDArray[np.float64], size: int = 500) -> NDArray[np.float64]:
    """Fix the thresholds to test, strict to loose, on out-of-fold scores of simple messages.

    It starts where a hundredth of the simple messages pass: an empty lane proves nothing.
    """
    steps = np.quantile(scores, np.linspace(0.99, 0.01, size))
    return np.unique(steps.round(6))[::-1]


def bound(
    scores: NDArray[np.float64],
    simple: NDArray[np.bool_],
    thresholds: NDArray[np.float64],
    *,
    level: float,
    confidence: float,
) -> Bound:
    """Choose the loosest threshold that passes; `scores` are 0 where a condition failed."""
    chosen = _loosest(scores, simple, thresholds, level=level, confidence=confidence)
    n_complex = int((~simple).sum())
    passed = scores > chosen if chosen is not None else np.zeros(len(scores), dtype=bool)
    counts = np.arange(n_complex + 1)
    allowed = int((binom.cdf(counts, n_complex, level) <= 1 - confidence).sum()) - 1
    return Bound(
        level=level,
        confidence=confidence,
        threshold=chosen,
        errors=int((passed & ~simple).sum()),
        complex=n_complex,
        allowed=allowed,
        covered=int((passed & simple).sum()),
        simple=int(simple.sum()),
        needed=int(np.ceil(np.log(1 - confidence) / np.log(1 - level))),
    )


def bounds(
    scores: NDArray[np.float64],
    simple: NDArray[np.bool_],
    thresholds: NDArray[np.float64],
    *,
    confidence: float,
    levels: Sequence[float] = LEVELS,
) -> list[Bound]:
    """Give the bound at each level, for the report; only one of them is ever put to use."""
    return [
        bound(scores, simple, thresholds, level=level, confidence=confidence) for level in levels
    ]


def lane_scores(scored: Sequence[Scored]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Give the score of each message, 0 where another condition failed, and its gold lane."""
    scores = [s.prediction.simple_probability if s.in_lane else 0.0 for s in scored]
    return np.array(scores), np.array([s.simple for s in scored])


def _loosest(
    scores: NDArray[np.float64],
    simple: NDArray[np.bool_],
    thresholds: NDArray[np.float64],
    *,
    level: float,
    confidence: float,
) -> float | None:
    from mapie.risk_control import BinaryClassificationController

    if not (scores > 0).any():  # nothing passes the other conditions: there is no lane
        return None
    controller = BinaryClassificationController(
        predict_function=lambda x: np.column_stack([1 - x[:, 0], x[:, 0]]),
        risk="fpr",
        target_level=level,
        confidence_level=confidence,
        best_predict_param_choice="recall",
        list_predict_params=thresholds,
        fwer_method="fixed_sequence",
    )
    with warnings.catch_warnings():
        # It warns where no threshold passes and where all do; here both are plain outcomes.
        warnings.simplefilter("ignore", UserWarning)
        controller.calibrate(scores.reshape(-1, 1), simple.astype(int))
    valid = np.asarray(controller.valid_predict_params)
    return round(float(valid.min()) - STEP, 6) if valid.size else None
