"""The lane's figure as annotated and as adjudicated."""

from datetime import date

from scored_messages import scored

from postfach_triage.evaluation.adjudication import Adjudication, adjudicate
from postfach_triage.evaluation.shares import Share

SLIPPED = {"lane": "simple"}
MESSAGES = [
    scored("a", lane="complex", found=SLIPPED),
    scored("b", lane="complex", found=SLIPPED),
    scored("c", lane="complex", found=SLIPPED),
    scored("d", lane="complex"),
    scored("e"),
]


def _verdict(name: str, verdict: str) -> Adjudication:
    return Adjudication(name, verdict, "why", "a2", date(2026, 11, 26))  # type: ignore[arg-type]


def test_both_figures_are_given() -> None:
    """A message that is simple after all leaves k and n; what nobody looked at stays complex."""
    found = adjudicate(MESSAGES, [_verdict("a", "lane_simple"), _verdict("b", "agree")])
    assert (found.annotated, found.adjudicated) == (Share(3, 4), Share(2, 3))
    assert found.open == ("c",) and [one.id for one in found.verdicts] == ["a", "b"]


def test_a_verdict_counts_only_where_the_message_got_in() -> None:
    """Verdicts on messages outside the lane, or on simple ones, change nothing."""
    found = adjudicate(MESSAGES, [_verdict("d", "lane_simple"), _verdict("e", "lane_simple")])
    assert found.annotated == found.adjudicated == Share(3, 4) and not found.verdicts
