"""Intervals by drawing persons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postfach_triage.evaluation.bootstrap import Sample, difference_intervals, person_intervals
from postfach_triage.evaluation.mix import Mix

COLUMN = [True, True, True, False, False, None] * 20


def _interval(column: list[bool | None], persons: list[str]) -> tuple[float, float] | None:
    return person_intervals(Sample.of({"figure": column}, persons))[0]


def test_the_share_lies_within_its_interval() -> None:
    """Of 100 messages that count, 60 hit: the interval is close to the textbook's."""
    low, high = _interval(COLUMN, [str(n) for n in range(120)]) or (0, 0)
    assert low == pytest.approx(0.504, abs=0.02) and high == pytest.approx(0.696, abs=0.02)


def test_alike_messages_of_a_person_widen_the_interval() -> None:
    """Ten persons who always hit or never hit say less than a hundred of their messages seem to."""
    column = [number < 60 for number in range(100)]
    alone = _interval(column, [str(n) for n in range(100)])
    together = _interval(column, [str(n // 10) for n in range(100)])
    assert alone and together
    assert together[1] - together[0] > 2 * (alone[1] - alone[0])


@pytest.mark.parametrize("column", [[True] * 9, [False] * 9, [None] * 9], ids=["all", "none", "0"])
def test_no_interval_where_all_draws_say_the_same(column: list[bool | None]) -> None:
    """All hit, none hits, none counts: drawing again shows nothing."""
    assert _interval(column, list("abcdefghi")) is None


def test_the_same_messages_give_the_same_interval() -> None:
    """The draws are fixed: a report is the same every time."""
    persons = [str(n // 3) for n in range(120)]
    assert _interval(COLUMN, persons) == _interval(COLUMN, persons)


def test_a_difference_is_drawn_for_both_at_once() -> None:
    """Two models that hit the same messages differ by nothing, whoever is drawn."""
    persons = [str(n // 3) for n in range(120)]
    ours = Sample.of({"figure": COLUMN}, persons)
    assert difference_intervals(ours, ours) == [None]
    worse = Sample.of({"figure": [mark and n > 11 for n, mark in enumerate(COLUMN)]}, persons)
    low, high = difference_intervals(ours, worse)[0] or (0, 0)
    assert 0 <= low < 0.06 < high


@given(
    st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=30),
    st.dictionaries(st.sampled_from("abc"), st.floats(0.01, 1), min_size=1),
)
def test_re_weighted_messages_come_as_often_as_expected(
    intents: list[str], expected: dict[str, float]
) -> None:
    """Each intent that occurs weighs what is expected, however many messages it has."""
    mix = Mix.of(intents, expected)
    weights = mix.reweigh(Sample.of({"x": [True] * len(intents)}, intents).once)[0]
    for intent in set(intents):
        total = sum(w for w, name in zip(weights, intents, strict=True) if name == intent)
        assert total == pytest.approx(expected.get(intent, 0))
    assert mix.covered == pytest.approx(sum(expected.get(name, 0) for name in set(intents)))
