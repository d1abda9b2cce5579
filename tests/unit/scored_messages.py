"""Scored messages for the tests of evaluation and reports, right in every respect by default."""

from typing import Any

from postfach_triage.evaluation.figures import Scored
from postfach_triage.records import Annotation, Decision, Prediction

FUNCTIONS = {"dank": "EZ", "auszahlung": "LG", "widerspruch": "WS", "energiesperre": "NT"}


def scored(
    name: str = "m1",
    intent: str = "auszahlung",
    *,
    found: dict[str, Any] | None = None,
    p: float = 0.9,
    p_simple: float = 0.9,
    **gold: Any,
) -> Scored:
    """Give a message; `gold` changes its annotation, `found` what the program made of it.

    Names in `found`: intent, lane, function, urgency, effects, replies.
    """
    fields = {"text": "Wann kommt das Geld?", "lane": "simple", "urgency": "U3", **gold}
    annotation = Annotation(id=name, intents=(intent,), **fields)
    made = {
        "intent": intent,
        "lane": annotation.lane,
        "function": FUNCTIONS[intent],
        "urgency": annotation.urgency,
        "effects": annotation.effects,
        **(found or {}),
    }
    best, replies = made.pop("intent"), made.pop("replies", ())
    others = [(other, (1 - p) / 3) for other in FUNCTIONS if other != best]
    prediction = Prediction(((best, p), *others), (best,), p_simple)
    return Scored(annotation, prediction, Decision(team=made["function"], **made), replies)
