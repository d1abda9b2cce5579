"""The columns of the results: their names, their order, and one result as such a row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from postfach_triage.records import Decision, Prediction, Result, Suggestion

# Readers outside this program rely on names and order: add at the end of a group, never rename.
KEYS = ("row", "input_sha256", "message_id", "received_at", "status", "error", "notes")
JUDGEMENT = (
    "lane",
    "simple_probability",
    "intent",
    "intent_probability",
    "intents",
    "team",
    "team_given",
    "function",
    "urgency",
    "effects",
    "signals",
    "evidence",
    "language",
    "reasons",
    "reply",
    "reply_text",
    "reply_alternatives",
    "open_slots",
    "stage",
)
ORIGIN = ("calibrated_on", "model_version", "rules_version", "run_id")
CARRIED = ("thread_id", "category", "sender_ref", "attachments")
WORDS = ("text", "subject")
OUTPUT = (*KEYS, *JUDGEMENT, *ORIGIN, *CARRIED)
LISTS = (
    "notes",
    "intents",
    "effects",
    "signals",
    "evidence",
    "reasons",
    "reply_alternatives",
    "open_slots",
)
NUMBERS = ("simple_probability", "intent_probability")
BEST_INTENTS = 5
DIGITS = 6
# An outgoing message is counted, not judged: all other columns stay null.
OF_OUTGOING = ("row", "input_sha256", "message_id", "status", "run_id", "thread_id")


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What is the same for every row of one file in one run."""

    input_sha256: str
    calibrated_on: str
    model_version: str
    rules_version: str
    run_id: str


def output_columns(extra: Iterable[str] = (), *, with_text: bool) -> tuple[str, ...]:
    """Name the columns of a results file in their order."""
    return (*OUTPUT, *extra, *(WORDS if with_text else ()))


def result_row(result: Result, run: RunInfo, *, with_text: bool) -> dict[str, Any]:
    """Flatten a result; without `with_text` nothing of the client's words is in it."""
    row: dict[str, Any] = dict.fromkeys(OUTPUT)
    row |= _keys(result) | _origin(run)
    message = result.message
    if result.status == "out":
        row = {name: row[name] if name in OF_OUTGOING else None for name in row}
        row["thread_id"] = message.thread_id
    else:
        row |= _carried(result) | _judgement(result, with_text=with_text)
    row |= message.extra
    if with_text:
        judged = result.status != "out"
        row |= {"text": message.text, "subject": message.subject} if judged else _no_words()
    return row


def _no_words() -> dict[str, None]:
    return dict.fromkeys(WORDS)


def _keys(result: Result) -> dict[str, Any]:
    received = result.message.received_at
    return {
        "row": result.row,
        "message_id": result.message.id,
        "received_at": received.isoformat() if received else None,
        "status": result.status,
        "error": result.error,
        "notes": list(result.notes),
    }


def _origin(run: RunInfo) -> dict[str, Any]:
    return {
        "input_sha256": run.input_sha256,
        "calibrated_on": run.calibrated_on,
        "model_version": run.model_version,
        "rules_version": run.rules_version,
        "run_id": run.run_id,
    }


def _carried(result: Result) -> dict[str, Any]:
    message = result.message
    return {
        "team_given": message.team,
        "thread_id": message.thread_id,
        "category": message.category,
        "sender_ref": message.sender_ref,
        "attachments": message.attachments,
        "language": result.language,
        "stage": result.stage,
    }


def _judgement(result: Result, *, with_text: bool) -> dict[str, Any]:
    row = _decision(result.decision)
    if result.status == "failed":
        row["lane"] = "complex"
        return row
    row |= _prediction(result.prediction)
    return row | _suggestion(result.suggestion, with_text=with_text)


def _decision(decision: Decision | None) -> dict[str, Any]:
    if decision is None:
        return {"effects": [], "signals": [], "reasons": []}
    return {
        "lane": decision.lane,
        "team": decision.team,
        "function": decision.function,
        "urgency": decision.urgency,
        "effects": list(decision.effects),
        "reasons": list(decision.reasons),
        "signals": [
            {"kind": s.kind, "level": s.level, "field": s.field, "start": s.start, "end": s.end}
            for s in decision.signals
        ],
    }


def _prediction(prediction: Prediction | None) -> dict[str, Any]:
    if prediction is None:
        return {}
    best = [[name, round(p, DIGITS)] for name, p in prediction.intents[:BEST_INTENTS]]
    return {
        "simple_probability": round(prediction.simple_probability, DIGITS),
        "intent": best[0][0] if best else None,
        "intent_probability": best[0][1] if best else None,
        "intents": best,
        "evidence": [
            {"field": s.field, "start": s.start, "end": s.end} for s in prediction.evidence
        ],
    }


def _suggestion(suggestion: Suggestion | None, *, with_text: bool) -> dict[str, Any]:
    if suggestion is None:
        return {"reply_alternatives": [], "open_slots": []}
    text = suggestion.text if with_text else suggestion.text_without_words
    return {
        "reply": suggestion.reply,
        "reply_text": None if suggestion.reply is None else text,
        "reply_alternatives": list(suggestion.alternatives),
        "open_slots": list(suggestion.open_slots),
    }


def input_name(name: str, taken: Mapping[str, Any] | Iterable[str] = ()) -> str:
    """Give an extra input column a name that no column of the results has.

    >>> input_name("lane"), input_name("BG-Nummer")
    ('input_lane', 'BG-Nummer')
    """
    used = {*OUTPUT, *WORDS, *taken}
    while name in used:
        name = f"input_{name}"
    return name
