"""Two annotators, and the program as a third."""

import pytest
from scored_messages import scored

from postfach_triage.evaluation.agreement import SecondLabel, agreement, program_agreement
from postfach_triage.evaluation.shares import Share


def _second(name: str, lane: str, intent: str = "auszahlung") -> SecondLabel:
    return SecondLabel(name, (intent,), lane, "U3", ())  # type: ignore[arg-type]


def test_agreement_and_kappa_by_hand() -> None:
    """Equal in 3 of 4, by chance in 1/2: kappa (.75 - .5) / .5."""
    golds = [
        scored(name, lane=lane).gold
        for name, lane in zip("abcd", ["simple"] * 2 + ["complex"] * 2, strict=True)
    ]
    seconds = [
        _second("a", "simple"),
        _second("b", "complex"),
        _second("c", "complex"),
        _second("d", "complex"),
    ]
    found = agreement(golds, seconds)
    assert found["lane"].equal == Share(3, 4) and found["lane"].kappa == pytest.approx(0.5)
    assert found["main intent"].equal == Share(4, 4) and found["main intent"].kappa is None


def test_only_what_both_annotated_is_compared() -> None:
    """Without a common message there is no agreement to speak of."""
    assert agreement([scored("a").gold], [_second("b", "simple")]) == {}


def test_the_program_is_measured_by_the_same_properties() -> None:
    """The ceiling and the program stand side by side, name by name."""
    found = program_agreement([scored(), scored(found={"lane": "complex", "intent": "dank"})])
    assert (found["lane"], found["main intent"]) == (Share(1, 2), Share(1, 2))
    assert set(found) == set(agreement([scored("a").gold], [_second("a", "simple")]))
