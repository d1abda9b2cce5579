"""Calibration error, and that of a perfect model."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postfach_triage.evaluation.calibration_error import reliability
from postfach_triage.evaluation.shares import Share


def test_the_error_of_two_bins_by_hand() -> None:
    """Bins of .2 (true 1 of 2) and .9 (true 2 of 2): (2 * .3 + 2 * .1) / 4."""
    found = reliability([0.2, 0.9, 0.2, 0.9], [True, True, False, True], bins=2)
    assert found.error == pytest.approx(0.2)
    assert [one.share for one in found.bins] == [Share(1, 2), Share(2, 2)]
    assert [one.probability for one in found.bins] == pytest.approx([0.2, 0.9])


def test_a_true_probability_has_the_error_of_a_perfect_model() -> None:
    """Outcomes drawn by their own probability are told from no simulated model."""
    random = np.random.default_rng(1)
    chance = random.random(2000)
    found = reliability(list(chance), list(random.random(2000) < chance), draws=200)
    assert 0 < found.error < 1.2 * found.perfect_high


def test_an_overconfident_model_stands_out() -> None:
    """Always .99 and half of it right is far beyond what chance shows."""
    found = reliability([0.99] * 200, [True, False] * 100, draws=200)
    assert found.error == pytest.approx(0.49) and found.perfect_high < 0.1


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40))
@settings(deadline=None)
def test_every_message_is_in_one_bin(pairs: list[tuple[float, bool]]) -> None:
    """Bins lose nothing, whatever the ties, and the error is a share."""
    found = reliability([p for p, _ in pairs], [hit for _, hit in pairs], draws=5)
    assert sum(one.share.n for one in found.bins) == len(pairs)
    assert sum(one.share.k for one in found.bins) == sum(hit for _, hit in pairs)
    assert -1e-9 <= found.error <= 1 + 1e-9
