"""Whether two models say the same."""

import pytest

from postfach_triage.evaluation.shares import Share
from postfach_triage.evaluation.stability import stability


def test_models_that_agree_are_stable() -> None:
    """The same intents throughout: more labels of this kind hardly pay."""
    found = stability("b", "a", ["dank", "auszahlung"], ["dank", "auszahlung"])
    assert found.stable and (found.equal, found.kappa) == (Share(2, 2), 1.0)


def test_agreement_by_chance_is_not_stable() -> None:
    """Kappa takes off what two would agree on anyway."""
    found = stability("b", "a", ["x"] * 9 + ["y"], ["x"] * 10)
    assert found.equal == Share(9, 10) and found.kappa == pytest.approx(0) and not found.stable


def test_one_intent_alone_is_agreement() -> None:
    """Kappa is not defined where there is one label throughout."""
    assert stability("b", "a", ["x"], ["x"]).stable
