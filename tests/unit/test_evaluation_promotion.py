"""A candidate beside the model in use."""

import pytest

from postfach_triage.config.gates import Gate, PromotionRule, load_gates, load_promotion_rules
from postfach_triage.evaluation.comparison import Difference
from postfach_triage.evaluation.fairness import PAIR_FIGURES
from postfach_triage.evaluation.figures import figures
from postfach_triage.evaluation.gate import verdicts
from postfach_triage.evaluation.promotion import fallen_behind, newly_missed, worse
from postfach_triage.evaluation.shares import Share

LOWER = PromotionRule(figure="x", better="lower", source="a test")
HIGHER = PromotionRule(figure="x", better="higher", worse_by=0.02, source="a test")


def _difference(
    ours: int, theirs: int, interval: tuple[float, float] | None = None, n: int = 100
) -> Difference:
    return Difference("x", Share(ours, n), Share(theirs, n), interval, 0, 0)


@pytest.mark.parametrize(
    ("rule", "found", "expected"),
    [
        (LOWER, _difference(3, 3), False),
        (LOWER, _difference(2, 3), False),
        (LOWER, _difference(4, 3), False),
        (LOWER, _difference(5, 3), True),
        (HIGHER, _difference(96, 99), False),
        (HIGHER, _difference(95, 99), True),
        (HIGHER, _difference(98, 99, (-0.02, 0.0)), False),
        (HIGHER, _difference(98, 99, (-0.02, -0.001)), True),
        (LOWER, _difference(0, 0, n=0), False),
    ],
    ids=[
        "equal",
        "better",
        "one message",
        "worse",
        "room",
        "no room",
        "unsure",
        "surely",
        "nothing",
    ],
)
def test_worse_by_share_or_by_interval(
    rule: PromotionRule, found: Difference, expected: bool
) -> None:
    """Room is left by `worse_by` and one message; none where the whole interval is worse."""
    assert worse(rule, found) is expected


def test_each_set_of_messages_counts() -> None:
    """What falls behind on an office's own messages stops the model, too."""
    (sentence,) = fallen_behind([LOWER], [[_difference(3, 3)], [_difference(6, 4, (-0.01, 0.05))]])
    assert "x: 6/100" in sentence and "+2.0 points, -1.0 to +5.0" in sentence


def test_a_rule_nothing_is_known_of_stops() -> None:
    """A figure that was measured on no message, or is misspelt, proves nothing."""
    assert list(fallen_behind([LOWER], [[_difference(0, 0, n=0)]])) == ["x: not measured"]
    assert list(fallen_behind([LOWER], [[]])) == ["x: not measured"]


def test_a_figure_the_other_was_never_measured_by_holds_nobody_back() -> None:
    """A new figure could otherwise never be introduced."""
    new = Difference("x", Share(1, 100), Share(0, 0), None, 0, 0)
    assert list(fallen_behind([HIGHER], [[new]])) == []


def test_a_gate_that_both_miss_stops_nobody() -> None:
    """Otherwise no better model could replace a bad one."""
    gate = Gate(figure="x", part="measured", at_least=0.9, stops=True, source="a test")
    aim = gate.model_copy(update={"stops": False})
    bad, good = ({"x": Share(k, 10)} for k in (5, 10))
    assert list(newly_missed(verdicts([gate], bad, {}), verdicts([gate], bad, {}))) == []
    assert len(list(newly_missed(verdicts([gate], bad, {}), verdicts([gate], good, {})))) == 1
    assert list(newly_missed(verdicts([aim], bad, {}), verdicts([aim], good, {}))) == []


def test_packaged_rules_name_figures_and_leave_no_room_for_people_in_need() -> None:
    """Whatever stops a model at the gates has a rule here, too; most leave no room at all."""
    rules = {rule.figure: rule.worse_by for rule in load_promotion_rules()}
    assert set(rules) <= {*figures([], {}), *PAIR_FIGURES}
    assert {gate.figure for gate in load_gates() if gate.stops} <= set(rules)
    assert {name for name, room in rules.items() if room == 0} == {
        "of those grave (U0, U1 or legal effect)",
        "crises raised to U0 or U1",
        "objections marked",
        "simple in the simple lane",
        "other name, same lane, team and urgency",
        "other gender, same lane, team and urgency",
    }
    assert max(room for name, room in rules.items() if name not in PAIR_FIGURES) < 0.01
    # One request whose plain text tips takes its five pairs with it.
    assert max(rules.values()) <= 0.02
