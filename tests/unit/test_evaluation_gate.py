"""Gates: which figures stop a model."""

from pathlib import Path

import pytest

from postfach_triage.config.gates import Gate, load_gates
from postfach_triage.errors import ConfigError
from postfach_triage.evaluation.fairness import PAIR_FIGURES
from postfach_triage.evaluation.figures import figures
from postfach_triage.evaluation.gate import shortfall, verdicts
from postfach_triage.evaluation.shares import Share

AT_MOST = Gate(figure="x", part="measured", at_most=0.01, stops=True, source="a test")
AT_LEAST = Gate(figure="x", part="crossfitted", at_least=0.99, stops=True, source="a test")


@pytest.mark.parametrize(
    ("gate", "share", "passed"),
    [
        (AT_MOST, Share(1, 100), True),
        (AT_MOST, Share(2, 100), False),
        (AT_MOST, Share(0, 0), False),
        (AT_LEAST, Share(99, 100), True),
        (AT_LEAST, Share(98, 100), False),
        (AT_LEAST, None, False),
    ],
)
def test_a_figure_holds_or_not(gate: Gate, share: Share | None, passed: bool) -> None:
    """The bound itself passes; what was not measured does not."""
    shares = {} if share is None else {"x": share}
    (found,) = verdicts([gate], shares, shares)
    assert found.passed is passed
    assert (shortfall([found]) is None) is passed


def test_a_gate_looks_at_its_own_part() -> None:
    """Cross-fitted and measured figures of one name are not mixed up."""
    low, high = verdicts([AT_MOST, AT_LEAST], {"x": Share(0, 9)}, {"x": Share(9, 9)})
    assert low.passed and high.passed


def test_the_error_names_every_figure_that_falls_short() -> None:
    """One line says what was reached and what is needed; an aim stops nothing."""
    aim = AT_MOST.model_copy(update={"stops": False, "figure": "aim"})
    error = shortfall(verdicts([AT_MOST, AT_LEAST, aim], {"x": Share(1, 2)}, {}))
    assert error is not None
    assert "x (measured): 1/2" in str(error) and "must be at most 1.0%" in str(error)
    assert "x (crossfitted): not measured" in str(error) and "aim" not in str(error)


def test_only_safety_and_equal_treatment_stop_by_default() -> None:
    """Packaged gates name figures that exist; five of them stop a model."""
    gates = load_gates()
    for gate in gates:
        assert gate.figure in (PAIR_FIGURES if gate.part == "matched" else figures([], {}))
    assert [(gate.figure, gate.part) for gate in gates if gate.stops] == [
        ("complex in the simple lane", "measured"),
        ("crises raised to U0 or U1", "crossfitted"),
        ("objections marked", "crossfitted"),
        ("other name, same lane, team and urgency", "matched"),
        ("other gender, same lane, team and urgency", "matched"),
    ]


def test_gates_on_matched_messages_hold_only_where_there_are_any() -> None:
    """An office's own file has none beside it; with them, what is missing does not pass."""
    gate = AT_LEAST.model_copy(update={"part": "matched"})
    assert verdicts([gate], {}, {}) == ()
    (found,) = verdicts([gate], {}, {}, matched={})
    assert not found.passed
    (found,) = verdicts([gate], {}, {}, matched={"x": Share(9, 9)})
    assert found.passed


def test_an_office_sets_its_own_gates(tmp_path: Path) -> None:
    """Its file is laid over the packaged one, key by key; every gate needs a source."""
    path = tmp_path / "gates.yaml"
    path.write_text("gates: {lane_coverage: {at_least: 0.5, stops: true, source: wir}}", "utf-8")
    (own,) = [gate for gate in load_gates(tmp_path) if gate.source == "wir"]
    assert (own.figure, own.at_least, own.stops) == ("simple in the simple lane", 0.5, True)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("gates: {x: {figure: a, part: measured, at_least: 0.5}}", "source"),
        ("gates: {x: {figure: a, part: measured, source: b}}", "either at_least or at_most"),
        ("gates: {lane_coverage: {at_most: 0.5}}", "either at_least or at_most"),
        ("gates: {x: {figure: a, part: dev, at_most: 2, source: b}}", "part"),
    ],
)
def test_a_wrong_gate_is_refused(tmp_path: Path, text: str, what: str) -> None:
    """A gate has a figure, a part, one bound from 0 to 1 and a source."""
    (tmp_path / "gates.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=what):
        load_gates(tmp_path)
