"""Figures for parts of the messages."""

import pytest
from scored_messages import FUNCTIONS, scored

from postfach_triage.evaluation.figures import COVERED, MAIN, marks
from postfach_triage.evaluation.shares import Share
from postfach_triage.evaluation.slices import LENGTHS, coverage_gap, length_class, slices


def test_every_message_is_in_one_slice_of_each_kind() -> None:
    """Style, language, length and intent each part all messages."""
    messages = [
        scored("a", style="l2"),
        scored("b", style="l2", found={"intent": "dank"}),
        scored("c", "dank", lang="tr", text="ok " * 20),
    ]
    found = slices(messages, marks(messages, FUNCTIONS))
    assert list(found) == ["style", "language", "length", "intent"]
    for parts in found.values():
        assert sum(part.messages for part in parts) == 3
    (l2, plain) = found["style"]
    assert (l2.value, l2.shares[MAIN], plain.shares[MAIN]) == ("l2", Share(1, 2), Share(1, 1))
    assert [part.value for part in found["length"]] == ["up to 8 words", "19 to 31 words"]


@pytest.mark.parametrize("words", [0, *LENGTHS, LENGTHS[-1] + 1])
def test_length_classes_leave_no_gap(words: int) -> None:
    """Every length has a class, and the classes are as many as the ends and one."""
    classes = {length_class(length) for length in range(LENGTHS[-1] + 2)}
    assert length_class(words) in classes and len(classes) == len(LENGTHS) + 1


def test_the_gap_is_that_of_large_parts() -> None:
    """A part of few simple messages is left out; without two large ones there is no gap."""
    kept_out = {"lane": "complex"}
    messages = [scored(f"a{n}", style="l2") for n in range(30)]
    messages += [scored(f"b{n}", found=kept_out if n < 15 else None) for n in range(30)]
    messages += [scored("c", style="terse", found=kept_out)]
    parts = slices(messages, marks(messages, FUNCTIONS))["style"]
    low, high = coverage_gap(parts) or (None, None)
    assert low and high
    assert (low.value, low.shares[COVERED], high.value) == ("plain", Share(15, 30), "l2")
    assert coverage_gap(parts[:1]) is None
