"""Which messages are chosen to be annotated."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from postfach_triage.training.selection import NEAR_DUPLICATE, Pool, choose, uncertainty

SURE, UNSURE = [0.9, 0.1, 0.0], [0.5, 0.5, 0.0]


def _pool(chances: list[list[float]], words: list[list[float]], simple: float = 1.0) -> Pool:
    n = len(chances)
    return Pool(np.array(chances), np.full(n, simple), csr_matrix(np.array(words)))


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    """Draw a pool of up to twelve messages over four terms, empty rows included."""
    n = draw(st.integers(1, 12))
    share = st.floats(0, 1, width=16)
    row = st.lists(share, min_size=4, max_size=4)
    chances = np.array(draw(st.lists(row, min_size=n, max_size=n))) + 1e-3
    words = np.array(draw(st.lists(row, min_size=n, max_size=n)))
    simple = np.array(draw(st.lists(share, min_size=n, max_size=n)))
    return Pool(chances / chances.sum(axis=1, keepdims=True), simple, csr_matrix(words))


@settings(max_examples=60, deadline=None)
@given(pools(), st.integers(1, 15))
def test_each_once_and_no_two_nearly_the_same(pool: Pool, n: int) -> None:
    """Whatever the pool, at most n different messages come out, none like another."""
    chosen = choose(pool, n)
    assert len(chosen) == len(set(chosen)) <= n and chosen
    rows = pool.matrix.toarray()[chosen]
    rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-300)
    cosines = rows @ rows.T - np.eye(len(chosen))
    assert cosines.max(initial=0.0) < NEAR_DUPLICATE + 1e-9


@settings(max_examples=30, deadline=None)
@given(pools())
def test_unsure_lies_between_nought_and_one(pool: Pool) -> None:
    """Both halves count the same."""
    found = uncertainty(pool)
    assert ((found >= 0) & (found <= 1)).all()


def test_what_the_model_is_unsure_of_comes_first() -> None:
    """A sure message teaches little, in the intent as in the lane."""
    assert choose(_pool([SURE, UNSURE], [[1, 0], [0, 1]]), 1) == [1]
    lanes = Pool(np.array([SURE, SURE]), np.array([0.99, 0.5]), csr_matrix(np.eye(2)))
    assert choose(lanes, 1) == [1]


def test_a_rare_intent_comes_before_more_of_the_same() -> None:
    """Of equally unsure messages the next is one whose intent was chosen less often."""
    chances = [[0.5, 0.4, 0.1], [0.5, 0.4, 0.1], [0.1, 0.5, 0.4]]
    assert choose(_pool(chances, np.eye(3).tolist()), 2) == [0, 2]


def test_what_has_a_label_is_not_chosen_again() -> None:
    """A resent message needs no second label."""
    pool = _pool([UNSURE, SURE], [[1, 0], [0, 1]])
    assert choose(pool, 2, known=csr_matrix(np.array([[2.0, 0.01]]))) == [1]
