"""Run annotated messages through the whole program."""

from collections.abc import Sequence

from postfach_triage.config.office import Office
from postfach_triage.evaluation.figures import Scored
from postfach_triage.records import Annotation, Message
from postfach_triage.triage import Triage


def functions(office: Office) -> dict[str, str]:
    """Give the gold function of each intent."""
    return {name: intent.function for name, intent in office.intents.items()}


def messages(golds: Sequence[Annotation]) -> list[Message]:
    """Turn annotations back into the messages that they annotate."""
    return [
        Message(
            id=gold.id,
            text=gold.text,
            subject=gold.subject,
            received_at=gold.received_at,
            attachments=gold.attachments or 0,
        )
        for gold in golds
    ]


def score_annotations(golds: Sequence[Annotation], triage: Triage) -> list[Scored]:
    """Score messages that can all be read, as those of a training folder can."""
    results = triage.run(messages(golds))
    return [Scored.pair(gold, result) for gold, result in zip(golds, results, strict=True)]


def score_readable(
    golds: Sequence[Annotation], triage: Triage
) -> tuple[list[Scored], tuple[str, ...]]:
    """Score what can be scored; give the ids of the rest, which goes to people."""
    pairs = list(zip(golds, triage.run(messages(golds)), strict=True))
    scored = [Scored.pair(gold, one) for gold, one in pairs if one.status == "scored"]
    return scored, tuple(gold.id for gold, one in pairs if one.status != "scored")
