"""The bound of the simple lane, by simulation and by arithmetic."""

import numpy as np
from scipy.stats import beta

from postfach_triage.training.risk import bound, bounds, grid

LEVEL, CONFIDENCE = 0.02, 0.95
# Shapes of the scores of simple and of complex messages in the simulation.
SIMPLE, COMPLEX = (5, 2), (2, 6)


def draw(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw n scored messages, two in five of them simple."""
    simple = rng.random(n) < 0.4
    scores = np.where(simple, rng.beta(*SIMPLE, n), rng.beta(*COMPLEX, n))
    return scores.round(6), simple


def test_bound_holds_over_many_draws() -> None:
    """Of 200 calibrations at most a twentieth, give or take chance, break the promise."""
    rng = np.random.default_rng(7)
    thresholds = grid(rng.beta(*SIMPLE, 2000))
    broken, covered = 0, []
    for _ in range(200):
        scores, simple = draw(rng, 900)
        found = bound(scores, simple, thresholds, level=LEVEL, confidence=CONFIDENCE)
        true_rate = beta.sf(found.threshold, *COMPLEX) if found.threshold is not None else 0.0
        broken += bool(true_rate > LEVEL)
        covered.append(found.covered / found.simple)
    # 95 % of Binomial(200, .05) lie at or below 15; an empty lane would break nothing.
    assert broken <= 15
    assert np.mean(covered) > 0.4


def test_errors_in_the_lane_stay_within_what_is_allowed() -> None:
    """The chosen threshold lets through no more errors than the exact binomial test allows."""
    scores, simple = draw(np.random.default_rng(1), 2000)
    thresholds = grid(scores[simple])
    for found in bounds(scores, simple, thresholds, confidence=CONFIDENCE):
        assert found.errors <= found.allowed
        assert found.errors == int((scores[~simple] > found.threshold).sum())


def test_looser_level_never_makes_the_lane_smaller() -> None:
    """Coverage grows with the level."""
    scores, simple = draw(np.random.default_rng(2), 2000)
    found = bounds(scores, simple, grid(scores[simple]), confidence=CONFIDENCE)
    assert [f.covered for f in found] == sorted(f.covered for f in found)


def test_too_few_complex_messages_leave_no_lane() -> None:
    """Under 59 complex messages not even zero errors prove 5 % with 95 % confidence."""
    scores = np.array([0.9] * 30 + [0.1] * 58)
    simple = np.array([True] * 30 + [False] * 58)
    found = bound(scores, simple, np.array([0.8, 0.5]), level=0.05, confidence=CONFIDENCE)
    assert (found.threshold, found.allowed, found.needed) == (None, -1, 59)


def test_no_message_passing_the_other_conditions_leaves_no_lane() -> None:
    """Scores of 0, which stand for a failed condition, never make a lane."""
    found = bound(
        np.zeros(400), np.arange(400) < 100, np.array([0.5]), level=0.05, confidence=CONFIDENCE
    )
    assert found.threshold is None
    assert found.covered == 0


def test_a_message_at_the_threshold_stays_out_of_the_lane() -> None:
    """The lane takes scores above the threshold, and the tested score itself is above it."""
    scores = np.array([0.7] * 40 + [0.1] * 400)
    simple = np.array([True] * 40 + [False] * 400)
    found = bound(scores, simple, np.array([0.7]), level=0.05, confidence=CONFIDENCE)
    assert found.threshold == 0.699999
    assert found.covered == 40
