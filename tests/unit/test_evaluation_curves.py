"""Risk against coverage."""

from hypothesis import given
from hypothesis import strategies as st

from postfach_triage.evaluation.curves import risk_coverage
from postfach_triage.evaluation.shares import Share


def test_the_curve_of_four_messages_by_hand() -> None:
    """From strict to loose, a message gets in at its own score; 0 never gets in."""
    curve = risk_coverage([0.9, 0.5, 0.7, 0.0], [True, True, False, True], threshold=0.6)
    steps = [(point.risk, point.coverage) for point in curve.points]
    assert steps == [
        (Share(0, 1), Share(1, 3)),
        (Share(1, 1), Share(1, 3)),
        (Share(1, 1), Share(2, 3)),
    ]
    assert (curve.chosen.risk, curve.chosen.coverage) == (Share(1, 1), Share(1, 3))


def test_a_score_at_the_threshold_stays_out() -> None:
    """As in the lane: above the threshold, not at it."""
    assert risk_coverage([0.6], [True], threshold=0.6).chosen.coverage == Share(0, 1)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60))
def test_a_looser_threshold_lets_more_in(pairs: list[tuple[float, bool]]) -> None:
    """Neither risk nor coverage falls along the curve."""
    curve = risk_coverage([score for score, _ in pairs], [simple for _, simple in pairs], 0.5)
    for name in ("risk", "coverage"):
        counts = [getattr(point, name).k for point in curve.points]
        assert counts == sorted(counts)
