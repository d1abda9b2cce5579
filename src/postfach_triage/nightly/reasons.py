"""What made a row urgent, by its kind alone: no text, no name."""

from postfach_triage.records import CRISES, Result

# Signals that can make a row urgent by themselves; all others leave that to the intent.
RAISING = ("objection", "hearing_reply", "deadline", "money_missing", "reminder")


def kind_of(result: Result) -> str:
    """Name the signal or intent that made a row urgent: a crisis first, whoever saw it."""
    signals = [signal.kind for signal in result.decision.signals] if result.decision else []
    crises, main = [], []
    if result.prediction is not None:
        crises = [kind for kind, _ in result.prediction.crises]
        main = [result.prediction.intents[0][0]]
    candidates = (
        *(kind for kind in (*signals, *crises, *main) if kind in CRISES),
        *(kind for kind in signals if kind in RAISING),
        *main,
        *signals,
    )
    return next(iter(candidates), "unreadable row")
