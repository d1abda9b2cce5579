"""Shares with their intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postfach_triage.evaluation.shares import Share


def test_interval_equals_a_published_example() -> None:
    """Wilson's interval for 81 of 263 is .255 to .366 (Newcombe 1998, table I)."""
    assert Share(81, 263).interval == pytest.approx((0.2553, 0.3662), abs=5e-4)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_share_lies_within_its_interval(counts: tuple[int, int]) -> None:
    """The share itself is never outside the interval, which stays within 0 and 1."""
    share = Share(*counts)
    low, high = share.interval
    assert -1e-12 <= low <= share.value + 1e-12
    assert share.value - 1e-12 <= high <= 1 + 1e-12


def test_nothing_counted_says_nothing() -> None:
    """Without a message the interval is the whole range."""
    assert (Share.of([]).value, Share.of([]).interval) == (0.0, (0.0, 1.0))


def test_text_shows_count_share_and_interval() -> None:
    """A share is printed as k/n with its interval."""
    assert str(Share(9, 10)) == "9/10 = 90.0% (59.6% to 98.2%)"
