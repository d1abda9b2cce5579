"""What must hold for every message: signals only raise, thresholds only narrow."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from routing_messages import ANSWER, THRESHOLDS, TUESDAY, Case, office, signal

from postfach_triage.records import CRISES, EFFECTS, SIGNAL_KINDS, URGENCIES

SIGNALS = st.builds(
    signal,
    kind=st.sampled_from(SIGNAL_KINDS),
    level=st.sampled_from(["explicit", "hint"]),
    start=st.integers(0, 40),
    field=st.sampled_from(["text", "subject"]),
)
INTENTS = st.sampled_from(sorted(office().intents))
SHARES = st.floats(0, 1)
CASES = st.builds(
    Case,
    text=st.sampled_from(
        [
            "Guten Tag. Bitte bis morgen zahlen. Danke.",
            "Wir haben ein Baby und heute ist der Strom weg.",
            "Hiermit beantrage ich ein Darlehen über 200 Euro.",
            "Mein Bescheid endet am 30.11. und ich bin krank.",
            "",
        ]
    ),
    intent=INTENTS,
    also=st.lists(INTENTS, max_size=2).map(tuple),
    signals=st.lists(SIGNALS, max_size=3).map(tuple),
    crises=st.lists(
        st.tuples(st.sampled_from(CRISES), st.sampled_from(["explicit", "hint"])), max_size=2
    ).map(tuple),
    language=st.sampled_from(["de", "unknown", "tr"]),
    score=SHARES,
    sentence_scores=st.lists(st.none() | SHARES, max_size=1).map(tuple),
    familiarity=SHARES,
    candidates=st.sampled_from([(), (ANSWER,)]),
    received_at=st.sampled_from([TUESDAY, None]),
)
few = settings(max_examples=40, deadline=None)


@few
@given(CASES, SIGNALS)
def test_signals_only_raise(case: Case, more: object) -> None:
    """One more signal never makes a message simple, less urgent, or poorer in effects."""
    before = case.decide()
    after = case.but(signals=(*case.signals, more)).decide()
    assert after.lane == "complex"
    assert URGENCIES.index(after.urgency) <= URGENCIES.index(before.urgency)
    assert set(before.effects) <= set(after.effects)


@few
@given(CASES, st.sampled_from(CRISES), st.sampled_from(["explicit", "hint"]))
def test_model_crises_only_raise(case: Case, kind: str, level: str) -> None:
    """One more crisis seen by the model never lowers anything either."""
    before = case.decide()
    after = case.but(crises=(*case.crises, (kind, level))).decide()
    assert after.lane == "complex"
    assert URGENCIES.index(after.urgency) <= URGENCIES.index(before.urgency)


@few
@given(CASES, SHARES, SHARES)
def test_stricter_score_never_widens(case: Case, one: float, two: float) -> None:
    """Raising the score threshold never makes the lane larger."""
    low, high = sorted((one, two))
    strict = case.decide(at=replace(THRESHOLDS, score=high))
    loose = case.decide(at=replace(THRESHOLDS, score=low))
    assert strict.lane == "complex" or loose.lane == "simple"


@few
@given(CASES)
def test_whole_decision(case: Case) -> None:
    """Every decision is whole: known words, a configured team, reasons exactly if complex."""
    decision = case.decide()
    assert decision.function in office().functions
    assert decision.team in office().teams
    assert decision.urgency in URGENCIES
    assert set(decision.effects) <= set(EFFECTS)
    assert (decision.lane == "simple") == (not decision.reasons)
    assert len(decision.reasons) == len(set(decision.reasons))
    assert decision == case.decide()


@few
@given(CASES, INTENTS)
def test_second_intent_never_lowers(case: Case, also: str) -> None:
    """A further intent never makes a message simple or less urgent."""
    before = case.decide()
    after = case.but(also=(*case.also, also)).decide()
    assert after.lane == "complex" or before.lane == after.lane
    assert URGENCIES.index(after.urgency) <= URGENCIES.index(before.urgency)


@pytest.mark.parametrize("intent", sorted(office().intents))
def test_defaults(intent: str) -> None:
    """Without signals or words the taxonomy's function and urgency hold."""
    decision = Case(intent=intent, text="Guten Tag").decide()
    expected = office().intents[intent]
    assert (expected.function, expected.urgency) == (decision.function, decision.urgency)
