"""Which condition of the simple lane stops which messages: what each is worth and costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from postfach_triage.evaluation.figures import Scored
from postfach_triage.evaluation.scoring import messages
from postfach_triage.records import Message, Prediction
from postfach_triage.replies.ranking import rank
from postfach_triage.routing.facts import gather
from postfach_triage.routing.lane import by_condition
from postfach_triage.triage import Triage

SCORE = "score"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: how many messages it stops, and how many that no other stops."""

    name: str
    complex_stopped: int
    complex_alone: int
    simple_stopped: int
    simple_alone: int


def failed_conditions(scored: Sequence[Scored], triage: Triage) -> list[dict[str, bool]]:
    """Say of each message which conditions fail, as `routing.lane.by_condition` names them."""
    return [_failed(one, triage) for one in scored]


def count_conditions(
    scored: Sequence[Scored], failed: Sequence[dict[str, bool]]
) -> tuple[Condition, ...]:
    """Count for each condition what it stops, together with others and alone."""
    names = failed[0] if failed else ()
    return tuple(_count(name, scored, failed) for name in names)


def lane_scores(scored: Sequence[Scored], failed: Sequence[dict[str, bool]]) -> list[float]:
    """Give the simple probability of each message, 0 where another condition fails."""
    return [
        0.0
        if any(fails for name, fails in found.items() if name != SCORE)
        else one.prediction.simple_probability
        for one, found in zip(scored, failed, strict=True)
    ]


def failing(message: Message, prediction: Prediction, triage: Triage) -> dict[str, bool]:
    """Say of one message and its prediction which conditions fail."""
    document = triage.preprocessor.prepare(message)
    candidates = rank(document, message, prediction, triage.catalogue, today=triage.today)
    facts = gather(message, document, prediction, triage.office)
    reasons = by_condition(facts, message, prediction, candidates, triage.thresholds)
    return {name: bool(found) for name, found in reasons.items()}


def _failed(one: Scored, triage: Triage) -> dict[str, bool]:
    (message,) = messages([one.gold])
    return failing(message, one.prediction, triage)


def _count(name: str, scored: Sequence[Scored], failed: Sequence[dict[str, bool]]) -> Condition:
    stopped = [
        (one.simple, sum(found.values()) == 1)
        for one, found in zip(scored, failed, strict=True)
        if found[name]
    ]
    return Condition(
        name,
        complex_stopped=sum(not simple for simple, _ in stopped),
        complex_alone=sum(not simple and alone for simple, alone in stopped),
        simple_stopped=sum(simple for simple, _ in stopped),
        simple_alone=sum(simple and alone for simple, alone in stopped),
    )
